// SPDX-License-Identifier: EUPL-1.2
//! All that a template can see: its own files, its inputs, the typefaces. No disk, no network, no clock.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use crate::Template;
use crate::engine::Typefaces;

/// The desk on which one document is written.
pub(crate) struct Desk<'a> {
    pub(crate) library: LazyHash<Library>,
    pub(crate) typefaces: &'a Typefaces,
    pub(crate) template: &'a Template,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typefaces.book
    }

    fn main(&self) -> FileId {
        self.template.main()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.template.source(id).cloned().ok_or_else(|| {
            FileError::Other(Some("only the files that were given with a template can be read".into()))
        })
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typefaces.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
