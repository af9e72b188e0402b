// SPDX-License-Identifier: EUPL-1.2
//! One Fluent file, read: its messages and terms by name, and the line of each thing in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast;
use fluent_syntax::parser::{self, ErrorKind};

use crate::{Fault, Language, Source, french};

/// A pattern of the Fluent syntax tree, borrowed from the text of its file.
pub(crate) type Pattern<'s> = ast::Pattern<&'s str>;

/// Where a piece of text stands: enough to find its line when a fault must be told.
#[derive(Clone, Copy)]
pub(crate) struct Place<'s> {
    file: &'s Path,
    text: &'s str,
}

impl<'s> Place<'s> {
    /// The line, from 1, at which `piece`, a slice of the text of the file, begins.
    pub(crate) fn line_of(self, piece: &str) -> usize {
        // Both point into the same text, so their distance is an offset in it.
        let offset = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.line_at(offset)
    }

    fn line_at(self, offset: usize) -> usize {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        1 + before.iter().filter(|byte| **byte == b'\n').count()
    }

    pub(crate) fn fault(self, piece: &str, what: impl Into<String>) -> Fault {
        Fault { file: self.file.to_owned(), line: self.line_of(piece), what: what.into() }
    }
}

/// A text that becomes a function: the value of a message, or one of its attributes.
pub(crate) struct Written<'s> {
    pub(crate) pattern: Pattern<'s>,
    pub(crate) comment: Vec<&'s str>,
    /// The slice of the file that names it.
    pub(crate) name: &'s str,
    pub(crate) place: Place<'s>,
}

/// A term with its attributes, which only selectors may use.
pub(crate) struct Term<'s> {
    pub(crate) value: Pattern<'s>,
    pub(crate) attributes: BTreeMap<&'s str, Pattern<'s>>,
    pub(crate) place: Place<'s>,
    line: usize,
}

/// One file.
pub(crate) struct Sheet<'s> {
    pub(crate) language: Language,
    pub(crate) file: PathBuf,
    /// Keys (`case-title`, `case-title.hint`) in the order of the file.
    pub(crate) order: Vec<String>,
    pub(crate) texts: BTreeMap<String, Written<'s>>,
    pub(crate) terms: BTreeMap<&'s str, Term<'s>>,
    /// Messages that could not be parsed: they are not also told as missing.
    pub(crate) broken: BTreeSet<&'s str>,
}

impl<'s> Sheet<'s> {
    /// Reads a file. Its faults are added to `faults`; what could be read is kept.
    pub(crate) fn read(source: &'s Source, faults: &mut BTreeSet<Fault>) -> Self {
        let place = Place { file: &source.file, text: &source.text };
        let mut sheet = Sheet {
            language: source.language,
            file: source.file.clone(),
            order: Vec::new(),
            texts: BTreeMap::new(),
            terms: BTreeMap::new(),
            broken: BTreeSet::new(),
        };
        if let Some(at) = source.text.find('\r') {
            let what = "a carriage return: lines end with a line feed alone";
            faults.insert(place.fault(&source.text[at..], what));
            return sheet;
        }
        let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
        let skipped = source.text.len() - text.len();
        let resource = match parser::parse(text) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = place.line_at(skipped + error.pos.start);
                    faults.insert(Fault { file: source.file.clone(), line, what: explain(&error.kind) });
                }
                resource
            }
        };
        for entry in resource.body {
            match entry {
                ast::Entry::Message(message) => sheet.take_message(message, place, faults),
                ast::Entry::Term(term) => sheet.take_term(term, place, faults),
                ast::Entry::Junk { content } => {
                    let end = content.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
                    sheet.broken.insert(&content[..end.unwrap_or(content.len())]);
                }
                ast::Entry::Comment(_) | ast::Entry::GroupComment(_) | ast::Entry::ResourceComment(_) => {}
            }
        }
        sheet
    }

    /// Adds the terms of another file of the same language, which its own terms hide.
    pub(crate) fn borrow_terms(&mut self, shared: Sheet<'s>) {
        for (name, term) in shared.terms {
            self.terms.entry(name).or_insert(term);
        }
    }

    fn take_message(
        &mut self,
        message: ast::Message<&'s str>,
        place: Place<'s>,
        faults: &mut BTreeSet<Fault>,
    ) {
        let id = message.id.name;
        let comment = message.comment.map(|comment| comment.content).unwrap_or_default();
        if let Some(pattern) = message.value {
            self.take_text(id.to_owned(), Written { pattern, comment, name: id, place }, faults);
        }
        for attribute in message.attributes {
            let name = attribute.id.name;
            let key = format!("{id}.{name}");
            let written = Written { pattern: attribute.value, comment: Vec::new(), name, place };
            self.take_text(key, written, faults);
        }
    }

    fn take_text(&mut self, key: String, written: Written<'s>, faults: &mut BTreeSet<Fault>) {
        let Written { place, name, .. } = written;
        if let Some(first) = self.texts.get(&key) {
            let line = first.place.line_of(first.name);
            faults.insert(place.fault(name, format!("`{key}` is written twice, first at line {line}")));
            return;
        }
        if key.chars().any(|c| c.is_ascii_uppercase()) {
            let what = format!("`{key}` has a capital letter: keys are small letters, digits and hyphens");
            faults.insert(place.fault(name, what));
        }
        self.check_spelling(&written.pattern, place, faults);
        self.order.push(key.clone());
        self.texts.insert(key, written);
    }

    fn take_term(&mut self, term: ast::Term<&'s str>, place: Place<'s>, faults: &mut BTreeSet<Fault>) {
        let name = term.id.name;
        if let Some(first) = self.terms.get(name) {
            let what = format!("the term `-{name}` is written twice, first at line {}", first.line);
            faults.insert(place.fault(name, what));
            return;
        }
        self.check_spelling(&term.value, place, faults);
        let attributes = term.attributes.into_iter().map(|a| (a.id.name, a.value)).collect();
        let line = place.line_of(name);
        self.terms.insert(name, Term { value: term.value, attributes, place, line });
    }

    fn check_spelling(&self, pattern: &Pattern<'s>, place: Place<'s>, faults: &mut BTreeSet<Fault>) {
        if self.language == Language::French {
            french::check(pattern, place, faults);
        }
    }
}

fn explain(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::ExpectedMessageField { entry_id } => format!("`{entry_id}` has no text"),
        ErrorKind::ExpectedTermField { entry_id } => format!("the term `-{entry_id}` has no text"),
        ErrorKind::MissingValue => "a variant has no text (write { \"\" } for an empty one)".to_owned(),
        ErrorKind::MissingDefaultVariant => {
            "a selector has no default: one variant must begin with *".to_owned()
        }
        ErrorKind::MultipleDefaultVariants => "a selector has more than one default".to_owned(),
        other => format!("cannot be parsed: {other}"),
    }
}
