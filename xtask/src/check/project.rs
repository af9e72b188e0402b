// SPDX-License-Identifier: EUPL-1.2
//! The files of the project that are ours, as the rules see them.

use super::rust_text::RustText;
use crate::run::{self, Outcome};
use std::cell::OnceCell;
use std::path::Path;
use std::process::Command;

/// Every text file of ours.
pub struct Project {
    pub files: Vec<File>,
}

/// A text file, with its path from the top folder.
pub struct File {
    pub path: String,
    pub text: String,
    rust: OnceCell<RustText>,
}

impl File {
    /// A file of this path and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> File {
        File { path: path.into(), text: text.into(), rust: OnceCell::new() }
    }

    /// The file taken apart as Rust.
    pub fn rust(&self) -> &RustText {
        self.rust.get_or_init(|| RustText::read(&self.text))
    }

    /// The last piece of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// What stands after the last dot of the name.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default()
    }

    /// Whether the whole file is for tests or for show: in such a folder, or named as one.
    pub fn is_test(&self) -> bool {
        let folders = ["tests", "testing", "benches", "examples", "self-test", "journeys"];
        let mut pieces = self.path.split('/');
        let name = pieces.next_back().unwrap_or_default();
        let named = matches!(name, "tests.rs" | "testing.rs") || name.ends_with("_tests.rs");
        named || pieces.any(|piece| folders.contains(&piece))
    }
}

impl Project {
    /// A project made of these files, for the tests of the rules.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Project {
        Project { files: files.iter().map(|(path, text)| File::new(*path, *text)).collect() }
    }

    /// Reads the work tree: what git tracks, and what it would track; without git, as in a source archive, what
    /// is there.
    pub fn read(root: &Path) -> Outcome<Project> {
        let mut git = Command::new("git");
        git.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let mut paths: Vec<String> = match run::output_of(&mut git) {
            Ok(listed) => listed.split('\0').map(str::to_owned).collect(),
            Err(_) => {
                let mut paths = Vec::new();
                walk(root, "", &mut paths)?;
                paths
            }
        };
        paths.sort_unstable();
        paths.dedup();
        let files = paths.into_iter().filter_map(|path| {
            // A file that is not text, or that somebody has just removed, has nothing to tell.
            let text = std::fs::read_to_string(root.join(&path)).ok()?;
            Some(File::new(path, text))
        });
        Ok(Project { files: files.collect() })
    }

    /// The file of this path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The Rust files.
    pub fn rust_files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.extension() == "rs")
    }

    /// The Rust files that are part of a product or of a tool: not those of tests.
    pub fn working_rust_files(&self) -> impl Iterator<Item = &File> {
        self.rust_files().filter(|file| !file.is_test())
    }
}

/// Every file below a folder, but what is built, fetched or git's own.
fn walk(root: &Path, below: &str, paths: &mut Vec<String>) -> Outcome<()> {
    let folder = root.join(below);
    let entries =
        std::fs::read_dir(&folder).map_err(|e| format!("{} cannot be read: {e}", folder.display()))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        if !entry.path().is_dir() {
            paths.push(path);
        } else if !matches!(name.as_str(), ".git" | "target" | "node_modules") {
            walk(root, &path, paths)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_without_git_is_walked() {
        let folder = std::env::temp_dir().join(format!("maillage-walk-{}", std::process::id()));
        for file in ["a/b.rs", "target/c.rs", "a/node_modules/d.js", "e.md"] {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "text").unwrap();
        }
        let mut paths = Vec::new();
        walk(&folder, "", &mut paths).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        paths.sort();
        assert_eq!(paths, ["a/b.rs", "e.md"]);
    }

    #[test]
    fn test_files_are_known_by_their_place_or_name() {
        let is_test = |path: &str| File::new(path, "").is_test();
        assert!(is_test("crates/app/tests/it/main.rs"));
        assert!(is_test("crates/casework/src/concerns/tests.rs"));
        assert!(is_test("crates/platform/src/testing/mod.rs"));
        assert!(!is_test("crates/casework/src/concerns/rules.rs"));
    }
}
