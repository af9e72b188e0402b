// SPDX-License-Identifier: EUPL-1.2
//! Compiles the words of every slice, and puts the demo world into the program, so that the program alone suffices.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    words_build::compile();
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../..").canonicalize()?;
    let demo = root.join("demo");
    let mut files = Vec::new();
    for folder in [demo.clone(), demo.join("stories")] {
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in fs::read_dir(folder)? {
            let file = file?.path();
            if file.extension().is_some_and(|e| e == "toml") {
                files.push(file);
            }
        }
    }
    files.sort();
    let mut code = String::from("const SHIPPED: &[(&str, &str)] = &[\n");
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = Path::new(file.strip_prefix(&root)?);
        code.push_str(&format!("    ({:?}, include_str!({:?})),\n", name.to_string_lossy(), file));
    }
    code.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("demo.rs"), code)?;
    Ok(())
}
