// SPDX-License-Identifier: EUPL-1.2
//! A template: one Typst file, and those it may import.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use typst::syntax::{DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot};

use crate::Fault;

/// A Typst file with those that it may import; nothing else can be read from within it. Cheap to clone.
#[derive(Clone)]
pub struct Template(Arc<Parsed>);

struct Parsed {
    name: String,
    main: FileId,
    sources: BTreeMap<String, Source>,
}

impl Template {
    /// Takes the files, by path, and the path of the one that is the document. `#import "other.typ"` is looked up beside
    /// the file that says it, `#import "/folder/other.typ"` from the top. The grammar of every file is checked here;
    /// what only running shows is found by [`crate::Engine::render`].
    ///
    /// # Errors
    /// The first fault of grammar; a path that leaves the top, or is not among the files.
    pub fn new<P, T>(main: &str, files: impl IntoIterator<Item = (P, T)>) -> Result<Template, Fault>
    where
        P: AsRef<str>,
        T: Into<String>,
    {
        let mut sources = BTreeMap::new();
        for (path, text) in files {
            let path = path.as_ref();
            let source = Source::new(id(path)?, text.into());
            check(path, &source)?;
            sources.insert(path_of(&source), source);
        }
        let main_id = id(main)?;
        if !sources.contains_key(main_id.vpath().get_without_slash()) {
            return Err(Fault::of(main, "this template is not among the files"));
        }
        Ok(Template(Arc::new(Parsed { name: main.to_owned(), main: main_id, sources })))
    }

    /// The path of the file that is the document.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    pub(crate) fn main(&self) -> FileId {
        self.0.main
    }

    pub(crate) fn source(&self, id: FileId) -> Option<&Source> {
        match id.root() {
            VirtualRoot::Project => self.0.sources.get(id.vpath().get_without_slash()),
            VirtualRoot::Package(_) => None,
        }
    }
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Template").field(&self.0.name).finish()
    }
}

fn id(path: &str) -> Result<FileId, Fault> {
    let inside = VirtualPath::new(path).map_err(|_| Fault::of(path, "this path leaves the folder"))?;
    Ok(RootedPath::new(VirtualRoot::Project, inside).intern())
}

fn path_of(source: &Source) -> String {
    source.id().vpath().get_without_slash().to_owned()
}

fn check(path: &str, source: &Source) -> Result<(), Fault> {
    let (errors, _) = source.root().errors_and_warnings();
    let Some(error) = errors.first() else { return Ok(()) };
    let start = match error.span.get() {
        DiagSpanKind::Detached => None,
        DiagSpanKind::Number { num, sub_range, .. } => source.range(num, sub_range).map(|at| at.start),
        DiagSpanKind::Range { range, .. } => Some(range.start),
    };
    let line = start.and_then(|at| source.lines().byte_to_line(at));
    Err(Fault {
        template: path.to_owned(),
        line: line.map_or(0, |line| line + 1),
        reason: error.message.to_string(),
    })
}
