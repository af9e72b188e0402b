// SPDX-License-Identifier: EUPL-1.2
//! Puts the packs of the repository into the binary: adding a country is adding a folder.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../packs").canonicalize()?;
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    for folder in fs::read_dir(&root)? {
        gather(&folder?.path(), &mut files)?;
    }
    files.sort();
    let mut code = String::from("const SHIPPED: &[(&str, &str)] = &[\n");
    for file in &files {
        let name = Path::new("packs").join(file.strip_prefix(&root)?);
        println!("cargo::rerun-if-changed={}", file.display());
        code.push_str(&format!("    ({:?}, include_str!({:?})),\n", name.to_string_lossy(), file));
    }
    code.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("shipped.rs"), code)?;
    Ok(())
}

/// The files of a pack, those in its folders too. What lies beside the packs is not one.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    if !folder.is_dir() {
        return Ok(());
    }
    for file in fs::read_dir(folder)? {
        let file = file?.path();
        if file.is_dir() {
            gather(&file, files)?;
        } else if file.extension().is_some_and(|e| e == "toml" || e == "typ") {
            files.push(file);
        }
    }
    Ok(())
}
