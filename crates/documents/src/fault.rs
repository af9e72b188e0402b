// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with a template or with what it was given, and where.

use std::fmt;

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use crate::world::Desk;

/// Why there is no document. Never repeats what the document was about: neither names nor texts of the inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path of the template, or of the file that it imports, as it was given.
    pub template: String,
    /// Line in that file, from 1; 0 when the file as a whole is meant, or what it was given.
    pub line: usize,
    /// What is wrong, in one English sentence without a full stop.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.template, self.reason),
            line => write!(f, "{}:{line}: {}", self.template, self.reason),
        }
    }
}

impl std::error::Error for Fault {}

impl Fault {
    pub(crate) fn of(template: &str, reason: impl Into<String>) -> Fault {
        Fault { template: template.to_owned(), line: 0, reason: reason.into() }
    }

    /// From what the compiler says: the place is the innermost that lies in a file we were given. Words of the inputs,
    /// which a message of the compiler may quote, are left out.
    pub(crate) fn told(desk: &Desk<'_>, said: &SourceDiagnostic, secrets: &[&str]) -> Fault {
        let mut reason = said.message.to_string();
        if let Some(hint) = said.hints.first() {
            reason = format!("{reason} ({})", hint.v);
        }
        for secret in secrets {
            // A message quotes a text as it is, or as one would write it in a template.
            let written = secret.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            reason = reason.replace(secret, "…").replace(&written, "…");
        }
        let place = desk.range(said.span).and_then(|range| {
            let source = desk.template.source(said.span.id()?)?;
            let line = source.lines().byte_to_line(range.start)? + 1;
            Some((source.id().vpath().get_without_slash().to_owned(), line))
        });
        match place {
            Some((template, line)) => Fault { template, line, reason },
            None => Fault::of(desk.template.name(), reason),
        }
    }
}
