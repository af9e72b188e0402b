// SPDX-License-Identifier: EUPL-1.2
//! Compiles the words and lists the migrations.

use std::{env, fs, path::Path};

fn main() {
    words_build::compile();
    list_migrations();
}

/// `migrations/NNNN_name.sql` become one table of texts, in order.
fn list_migrations() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../migrations");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = fs::read_dir(&folder)
        .map(|entries| entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    names.retain(|n| n.ends_with(".sql"));
    names.sort();
    let mut out = String::from("&[\n");
    for name in &names {
        let path = folder.join(name);
        println!("cargo:rerun-if-changed={}", path.display());
        out.push_str(&format!(
            "    Migration {{ name: {:?}, text: include_str!({:?}) }},\n",
            name.trim_end_matches(".sql"),
            path.canonicalize().unwrap_or(path)
        ));
    }
    out.push(']');
    let target = Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("migrations.rs");
    if let Err(e) = fs::write(target, out) {
        println!("cargo:warning=cannot write the list of migrations: {e}");
    }
}
