// SPDX-License-Identifier: EUPL-1.2
//! What a legal order asks for beside its terms: of a referral to the judicial authority, of a meeting with a child alone, of the
//! load of a lead.

use crate::reader::Table;
use crate::words::{Footing, Text};

/// How many cases somebody leads when their load begins to deserve a look.
#[derive(Clone, Debug)]
pub struct Caseload {
    /// From so many open cases of one lead on. Nothing is refused beyond: a supervisor is shown it.
    pub watch_from: u16,
    /// What the number rests on.
    pub footing: Footing,
}

/// What a referral to the judicial authority asks for, beyond saying to whom it went and when.
#[derive(Clone, Debug)]
pub struct JudicialReferral {
    /// Who receives a copy of it, where the law asks for one.
    pub copy_to: Option<Text>,
    /// What could not be evaluated is referred before anything else ends it here.
    pub impossible_first: bool,
    /// What it rests on.
    pub footing: Footing,
}

/// Whose agreement is asked before a child is seen alone.
#[derive(Clone, Debug)]
pub struct SeenAlone {
    /// Theirs.
    pub agreed_by: Text,
    /// What it rests on.
    pub footing: Footing,
}

impl JudicialReferral {
    pub(crate) fn read(table: &Table<'_>) -> JudicialReferral {
        let copy_to = table.table_if_any("copy_to").map(|copy| {
            let to = Text::read(&copy);
            copy.finish();
            to
        });
        let found = JudicialReferral {
            copy_to,
            impossible_first: table.flag("impossible_first"),
            footing: Footing::read(table),
        };
        table.finish();
        found
    }
}

impl SeenAlone {
    pub(crate) fn read(table: &Table<'_>) -> SeenAlone {
        let found = SeenAlone { agreed_by: Text::read(table), footing: Footing::read(table) };
        table.finish();
        found
    }
}

impl Caseload {
    pub(crate) fn read(table: &Table<'_>) -> Caseload {
        let caseload = Caseload { watch_from: table.number("watch_from"), footing: Footing::read(table) };
        if caseload.watch_from == 0 {
            table.refuse("watch_from", "a load to be looked at begins with one case at least".to_owned());
        }
        table.finish();
        caseload
    }
}
