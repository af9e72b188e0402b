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

    /// Whether the whole file is for tests: in a folder of tests, or named as one.
    pub fn is_test(&self) -> bool {
        let folders = ["tests", "testing", "benches", "self-test", "journeys"];
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

    /// Reads the work tree: what git tracks, and what it would track.
    pub fn read(root: &Path) -> Outcome<Project> {
        let mut git = Command::new("git");
        git.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let listed = run::output_of(&mut git)?;
        let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        let files = paths.into_iter().filter_map(|path| {
            // A file that is not text, or that somebody has just removed, has nothing to tell.
            let text = std::fs::read_to_string(root.join(path)).ok()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_files_are_known_by_their_place_or_name() {
        let is_test = |path: &str| File::new(path, "").is_test();
        assert!(is_test("crates/app/tests/it/main.rs"));
        assert!(is_test("crates/casework/src/concerns/tests.rs"));
        assert!(is_test("crates/platform/src/testing/mod.rs"));
        assert!(!is_test("crates/casework/src/concerns/rules.rs"));
    }
}
