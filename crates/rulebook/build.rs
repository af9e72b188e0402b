// SPDX-License-Identifier: EUPL-1.2
//! Puts the packs of the repository into the binary: adding a country is adding a folder.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../packs").canonicalize()?;
    let mut files = Vec::new();
    gather(&root, &mut files)?;
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

/// What packs are made of, in the folder and below: words and figures, rules, letters, questionnaires.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let entry = entry?.path();
        if entry.is_dir() {
            gather(&entry, files)?;
        } else if entry.extension().is_some_and(|e| e == "toml" || e == "cedar" || e == "typ" || e == "md") {
            files.push(entry);
        }
    }
    Ok(())
}
