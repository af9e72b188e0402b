// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with a pack, and where.

use std::fmt;
use std::sync::Arc;

/// Where a statement stands: a file of a pack and its line, from 1 (0: the file as a whole).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path of the file, as it was given to the loader.
    pub file: Arc<str>,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
}

impl Place {
    pub(crate) fn new(file: &str, line: usize) -> Place {
        Place { file: Arc::from(file), line }
    }

    pub(crate) fn error(&self, reason: String) -> PackError {
        PackError { file: self.file.to_string(), line: self.line, reason }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A reason why a pack cannot be used. Shown to whoever starts the program: `packs/fr/terms.toml:41: …`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackError {
    /// Path of the file, as it was given to the loader.
    pub file: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong, in one English sentence without a full stop.
    pub reason: String,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.reason),
            line => write!(f, "{}:{line}: {}", self.file, self.reason),
        }
    }
}

impl std::error::Error for PackError {}
