// SPDX-License-Identifier: EUPL-1.2
//! Lists of words: outcomes, reasons, relationships… A pack may say a shared entry otherwise, or add some.

use std::collections::BTreeMap;

use kernel::{Date, Lang};

use crate::error::Place;
use crate::reader::{Problems, Table};
use crate::required::Need;
use crate::words::{Footing, Text, Validity};

/// One entry of a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is stored.
    pub code: String,
    /// What is shown.
    pub label: Text,
    /// A sentence shown under the label, where one helps.
    pub explanation: Option<Text>,
    /// Sorts entries the program must tell apart (professional or not, oral or written).
    pub group: Option<String>,
    /// What must be said in words by whoever chooses it: codes of another list.
    pub asks: Vec<String>,
    /// What it rests on, where it is legal.
    pub footing: Option<Footing>,
    /// When it may be chosen. An old entry stays readable for ever.
    pub validity: Validity,
    /// Where it is written.
    pub place: Place,
}

impl Entry {
    /// The label in a language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        self.label.get(lang)
    }
}

/// A list, in the order in which it is offered.
#[derive(Clone, Debug)]
pub struct List {
    /// The name, as in `[list.<name>.<code>]`.
    pub name: String,
    /// All entries, past ones too.
    pub entries: Vec<Entry>,
}

impl List {
    /// An entry by its code, whatever its dates: what was stored must stay readable.
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.code == code)
    }

    /// The entries that may be chosen on a day.
    pub fn on(&self, day: Date) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |e| e.validity.holds_on(day))
    }

    fn put(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|e| e.code == entry.code) {
            Some(same) => *same = entry,
            None => self.entries.push(entry),
        }
    }
}

/// Lists as read from one folder: to be laid over the shared ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists(pub(crate) BTreeMap<String, List>);

impl Lists {
    pub(crate) fn read(&mut self, top: &Table<'_>, problems: &Problems) {
        for (name, table) in top.named("list") {
            let list = self
                .0
                .entry(name.clone())
                .or_insert_with(|| List { name: name.clone(), entries: Vec::new() });
            for (code, table) in table.all_named() {
                let entry = Entry {
                    label: Text::read(&table),
                    explanation: table.table_if_any("explanation").map(|t| {
                        let text = Text::read(&t);
                        t.finish();
                        text
                    }),
                    group: table.text_if_any("group"),
                    asks: table.texts("asks"),
                    footing: Footing::read_if_any(&table),
                    validity: Validity::read(&table, "valid_from", "valid_to"),
                    place: table.place(),
                    code,
                };
                table.finish();
                if let Some(first) = list.entry(&entry.code) {
                    problems.add(entry.place.error(format!(
                        "« {} » is in the list « {name} » already, at {}",
                        entry.code, first.place
                    )));
                }
                list.put(entry);
            }
        }
    }

    /// These lists with those of a pack laid over them: same code, said otherwise; new code, added at the end.
    pub(crate) fn with(&self, own: &Lists) -> Lists {
        let mut all = self.clone();
        for (name, list) in &own.0 {
            match all.0.get_mut(name) {
                Some(shared) => list.entries.iter().for_each(|e| shared.put(e.clone())),
                None => {
                    all.0.insert(name.clone(), list.clone());
                }
            }
        }
        all
    }

    /// What an entry asks to be said is an entry of the list of what may be asked.
    fn check_asks(&self, problems: &Problems) {
        let known = self.0.get(super::list::CLOSURE_ASK);
        for entry in self.0.values().flat_map(|l| &l.entries) {
            for ask in entry.asks.iter().filter(|ask| known.is_none_or(|l| l.entry(ask).is_none())) {
                let list = super::list::CLOSURE_ASK;
                problems.add(entry.place.error(format!("the list « {list} » lacks the entry « {ask} »")));
            }
        }
    }

    pub(crate) fn check(&self, needs: &[Need], whole: &Place, problems: &Problems) {
        self.check_asks(problems);
        for need in needs {
            let Some(list) = self.0.get(need.list).filter(|l| !l.entries.is_empty()) else {
                problems.add(whole.error(format!("the list « {} » is missing", need.list)));
                continue;
            };
            for code in need.codes.iter().filter(|code| list.entry(code).is_none()) {
                let place = list.entries.first().map_or(whole, |e| &e.place);
                problems.add(place.error(format!("the list « {} » lacks the entry « {code} »", need.list)));
            }
            for entry in &list.entries {
                let reason = match &entry.group {
                    Some(group) if !need.groups.contains(&group.as_str()) && !need.groups.is_empty() => {
                        format!("group « {group} » is not one of: {}", need.groups.join(", "))
                    }
                    None if !need.groups.is_empty() => {
                        format!(
                            "the entry « {}.{} » needs a group: {}",
                            need.list,
                            entry.code,
                            need.groups.join(", ")
                        )
                    }
                    _ => continue,
                };
                problems.add(entry.place.error(reason));
            }
        }
    }
}
