// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod french;
mod generate;
mod lower;
mod names;
mod sheet;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// A language of the interface. Mirrors `kernel::Lang`, which this crate only names in the code it writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// French, the language of reference: its keys and its comments count.
    French,
    /// Dutch, as used in Flanders.
    Dutch,
    /// English.
    English,
}

impl Language {
    /// The three languages, the one of reference first.
    pub const ALL: [Self; 3] = [Self::French, Self::Dutch, Self::English];

    /// The name of its file in a `words` folder.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::French => "fr.ftl",
            Self::Dutch => "nl.ftl",
            Self::English => "en.ftl",
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::French => "French",
            Self::Dutch => "Dutch",
            Self::English => "English",
        }
    }

    pub(crate) fn variant(self) -> &'static str {
        match self {
            Self::French => "Fr",
            Self::Dutch => "Nl",
            Self::English => "En",
        }
    }
}

/// Something wrong in a Fluent file, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file as it was given.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in one sentence.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.what)
    }
}

/// The text of one Fluent file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its language.
    pub language: Language,
    /// Its path, used in faults only.
    pub file: PathBuf,
    /// Its content.
    pub text: String,
}

/// What [`compile_folder`] did.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// The Rust files that now exist in the output folder.
    pub written: Vec<PathBuf>,
    /// The paths whose change calls for another run.
    pub watched: BTreeSet<PathBuf>,
}

/// Compiles every `words` folder below `src` of the calling crate into `OUT_DIR`. For `build.rs`, as its only
/// statement; every fault found is told to cargo, which then stops the build.
#[allow(clippy::print_stdout)] // The way a build script speaks to cargo.
pub fn compile() {
    let (Some(root), Some(out)) = (env::var_os("CARGO_MANIFEST_DIR"), env::var_os("OUT_DIR")) else {
        println!("cargo::error=words_build::compile() is called from a build script, by cargo");
        return;
    };
    let lang = match env::var("CARGO_PKG_NAME") {
        Ok(name) if name == "kernel" => "crate::Lang",
        _ => "::kernel::Lang",
    };
    let (compiled, faults) = compile_folder(&Path::new(&root).join("src"), Path::new(&out), lang);
    println!("cargo::rerun-if-changed=build.rs");
    for path in &compiled.watched {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    for fault in faults {
        println!("cargo::error={fault}");
    }
}

/// Compiles every `words` folder below `src` into one Rust file each in `out`: `src/concerns/words` becomes
/// `words_concerns.rs`, `src/a/b/words` `words_a_b.rs`, `src/words` `words_root.rs`. `lang` is the path of the
/// enum of languages in the generated code. Faults are given all at once, in the order of files and lines; a
/// folder with a fault writes nothing.
pub fn compile_folder(src: &Path, out: &Path, lang: &str) -> (Compiled, Vec<Fault>) {
    let mut compiled = Compiled::default();
    let mut folders = Vec::new();
    let mut faults = BTreeSet::new();
    if let Err(error) = find_words(src, &mut folders, &mut compiled.watched) {
        faults.insert(Fault { file: src.to_owned(), line: 1, what: format!("cannot be read: {error}") });
    }
    folders.sort();

    let root_words = src.join("words");
    let mut shared = Vec::new();
    let mut slices = Vec::new();
    for folder in folders {
        let sources = read_sources(&folder, &mut compiled.watched, &mut faults);
        if folder == root_words {
            shared.clone_from(&sources);
        }
        slices.push((folder, sources));
    }

    for (folder, sources) in &slices {
        if sources.len() < Language::ALL.len() {
            continue;
        }
        let result = generate_with_terms(sources, if *folder == root_words { &[] } else { &shared }, lang);
        match result {
            Ok(code) => {
                let path = out.join(output_name(src, folder));
                match write_if_changed(&path, &code) {
                    Ok(()) => compiled.written.push(path),
                    Err(error) => {
                        let what = format!("cannot be written: {error}");
                        faults.insert(Fault { file: path, line: 1, what });
                    }
                }
            }
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() {
        remove_leftovers(out, &compiled.written);
    }
    (compiled, faults.into_iter().collect())
}

/// The Rust code of one slice, from its files in the three languages; pure. `lang` is the path of the enum of
/// languages in the generated code.
///
/// # Errors
/// Every fault found, in the order of files and lines.
pub fn generate(sources: &[Source], lang: &str) -> Result<String, Vec<Fault>> {
    generate_with_terms(sources, &[], lang)
}

/// As [`generate`], with files whose terms may also be used (the `src/words` folder of the crate).
///
/// # Errors
/// Every fault found, in the order of files and lines.
pub fn generate_with_terms(sources: &[Source], shared: &[Source], lang: &str) -> Result<String, Vec<Fault>> {
    let mut faults = BTreeSet::new();
    // The faults of the shared files are told once, when they are compiled themselves.
    let mut told_elsewhere = BTreeSet::new();
    let mut sheets = Vec::new();
    for source in sources {
        let mut sheet = sheet::Sheet::read(source, &mut faults);
        if let Some(shared) = shared.iter().find(|shared| shared.language == source.language) {
            sheet.borrow_terms(sheet::Sheet::read(shared, &mut told_elsewhere));
        }
        sheets.push(sheet);
    }
    let messages = lower::messages(&sheets, &mut faults);
    if faults.is_empty() { Ok(generate::code(&messages, lang)) } else { Err(faults.into_iter().collect()) }
}

/// Finds the `words` folders, and what to watch so that a new one is seen. A new folder comes with a line in the
/// module that includes it, so watching the module files is enough; watching all of `src` would compile the
/// crate, and all that depend on it, again after an edit of a test.
fn find_words(folder: &Path, found: &mut Vec<PathBuf>, watched: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            if entry.file_name() == "words" && has_fluent_files(&path)? {
                found.push(path);
            } else {
                let module = path.with_extension("rs");
                if module.is_file() {
                    watched.insert(module);
                }
                find_words(&path, found, watched)?;
            }
        } else if ["lib.rs", "main.rs", "mod.rs"].iter().any(|name| entry.file_name() == *name) {
            watched.insert(path);
        }
    }
    Ok(())
}

fn has_fluent_files(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if entry?.path().extension().is_some_and(|extension| extension == "ftl") {
            return Ok(true);
        }
    }
    Ok(false)
}

fn read_sources(folder: &Path, watched: &mut BTreeSet<PathBuf>, faults: &mut BTreeSet<Fault>) -> Vec<Source> {
    // The folder too, so that a file of a language that does not exist is told.
    watched.insert(folder.to_owned());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let known = Language::ALL.iter().any(|language| entry.file_name() == language.file_name());
        if !known && path.extension().is_some_and(|extension| extension == "ftl") {
            let what = "is none of fr.ftl, nl.ftl and en.ftl".to_owned();
            faults.insert(Fault { file: path, line: 1, what });
        }
    }
    let mut sources = Vec::new();
    for language in Language::ALL {
        let file = folder.join(language.file_name());
        match fs::read_to_string(&file) {
            Ok(text) => {
                watched.insert(file.clone());
                sources.push(Source { language, file, text });
            }
            Err(error) => {
                let what = match error.kind() {
                    io::ErrorKind::NotFound => {
                        format!("the file is missing: {} has no words", language.name())
                    }
                    io::ErrorKind::InvalidData => "is not valid UTF-8".to_owned(),
                    _ => format!("cannot be read: {error}"),
                };
                faults.insert(Fault { file, line: 1, what });
            }
        }
    }
    sources
}

fn output_name(src: &Path, words: &Path) -> String {
    let slice = words.parent().and_then(|slice| slice.strip_prefix(src).ok()).unwrap_or(Path::new(""));
    let mut name = String::from("words");
    for part in slice.components() {
        name.push('_');
        name.push_str(&part.as_os_str().to_string_lossy().replace('-', "_"));
    }
    if name == "words" {
        name.push_str("_root");
    }
    name + ".rs"
}

fn write_if_changed(path: &Path, code: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == code) {
        return Ok(());
    }
    fs::write(path, code)
}

/// A slice that lost its words must not go on compiling with the old ones.
fn remove_leftovers(out: &Path, written: &[PathBuf]) {
    for entry in fs::read_dir(out).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("words_") && name.ends_with(".rs") && !written.contains(&path) {
            // One that cannot be removed does no harm before its slice is named again.
            let _ = fs::remove_file(path);
        }
    }
}
