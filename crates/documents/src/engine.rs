// SPDX-License-Identifier: EUPL-1.2
//! The engine: typefaces once, then document after document.

use std::fmt;
use std::sync::Arc;

use serde_json::Value as Json;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Smart};
use typst::model::Document as _;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::values::{Reader, texts};
use crate::world::Desk;
use crate::{Fault, Template};

/// Makes documents. Holds the typefaces; cheap to clone, and may be used by several threads at once.
#[derive(Clone)]
pub struct Engine(Arc<Typefaces>);

/// The typefaces that documents are set in.
pub(crate) struct Typefaces {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// A document, ready to be printed, sent or kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file. The same inputs give the same bytes.
    pub bytes: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// The title in the file: the template’s words, not those of the inputs.
    pub title: String,
    /// How many characters of the inputs no typeface has; each is printed as a mark that says so.
    pub replaced: usize,
    /// What the compiler found strange; empty for a good template.
    pub warnings: Vec<Fault>,
}

impl fmt::Debug for Pdf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pdf").field("bytes", &self.bytes.len()).field("pages", &self.pages).finish()
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("fonts", &self.0.fonts.len()).finish()
    }
}

impl Engine {
    /// Reads the typefaces (TrueType or OpenType files). The system’s are not looked at. A character that one lacks is
    /// taken from another, so that a second, wider one may stand in for foreign names.
    ///
    /// # Errors
    /// When a file holds no typeface, or there is none.
    pub fn new(files: impl IntoIterator<Item = &'static [u8]>) -> Result<Engine, Fault> {
        let mut fonts = Vec::new();
        for (number, file) in files.into_iter().enumerate() {
            let before = fonts.len();
            fonts.extend(Font::iter(Bytes::new(file)));
            if fonts.len() == before {
                return Err(Fault::of("typefaces", format!("file {} holds no typeface", number + 1)));
            }
        }
        if fonts.is_empty() {
            return Err(Fault::of("typefaces", "a document needs one typeface at least"));
        }
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Ok(Engine(Arc::new(Typefaces { book, fonts })))
    }

    /// Writes one document: a tagged PDF that conforms to PDF/UA-1, and to PDF/A-2a for those who must keep it.
    ///
    /// The inputs are an object; the template reads them with `#import sys: inputs`. Text stays text: nothing in it is
    /// run, whatever it looks like. No clock is read: a date in the text or in the file is one of the inputs.
    ///
    /// Takes some milliseconds of computing without a pause; in an asynchronous program, call it where one may block.
    ///
    /// # Errors
    /// What is wrong with the template, with its line; inputs that are too large; a document that the norms refuse, for
    /// example for want of a title or of a text that stands for a picture; a file that would name an author or keywords.
    pub fn render(&self, template: &Template, inputs: &Json) -> Result<Pdf, Fault> {
        let written = self.write(template, inputs);
        // The compiler remembers what it computed, and so what letters said: it forgets it here.
        comemo::evict(0);
        written
    }

    fn write(&self, template: &Template, inputs: &Json) -> Result<Pdf, Fault> {
        let can_print = |c: char| self.0.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)));
        let mut reader = Reader::new(&can_print);
        let fields = reader.fields(inputs).map_err(|reason| Fault::of(template.name(), reason))?;
        let replaced = reader.replaced;
        let desk = Desk {
            library: LazyHash::new(Library::builder().with_inputs(fields).build()),
            typefaces: &self.0,
            template,
        };
        let told = |all: &[SourceDiagnostic]| -> Vec<Fault> {
            let secrets = if all.is_empty() { Vec::new() } else { texts(inputs) };
            all.iter().map(|said| Fault::told(&desk, said, &secrets)).collect()
        };
        let first = |all: &[SourceDiagnostic]| {
            told(all).into_iter().next().unwrap_or_else(|| Fault::of(template.name(), "it does not compile"))
        };

        let compiled = typst::compile::<PagedDocument>(&desk);
        let warnings = told(&compiled.warnings);
        let document = compiled.output.map_err(|all| first(&all))?;

        let info = document.info();
        let title = info.title.as_deref().unwrap_or_default().to_owned();
        let said_too_much = [
            ("author", !info.author.is_empty()),
            ("keywords", !info.keywords.is_empty()),
            ("description", info.description.is_some()),
        ];
        if let Some((what, _)) = said_too_much.into_iter().find(|(_, is_there)| *is_there) {
            return Err(Fault::of(
                template.name(),
                format!("a document that travels names no {what} in its properties"),
            ));
        }

        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|e| Fault::of(template.name(), e.message().to_string()))?;
        let options = PdfOptions { standards, creator: Smart::Custom(None), ..PdfOptions::default() };
        let bytes = typst_pdf::pdf(&document, &options).map_err(|all| first(&all))?;
        Ok(Pdf { bytes, pages: document.pages().len(), title, replaced, warnings })
    }
}
