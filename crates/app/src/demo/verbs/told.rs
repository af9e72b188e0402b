// SPDX-License-Identifier: EUPL-1.2
//! What several verbs tell alike: who reports, which child, which holder of authority, and in which words it is noted.

use casework::concerns::{NewHolder, NewReporter, Told};
use kernel::{Date, Lang};
use rulebook::{Pack, list};
use serde::Deserialize;

use crate::demo::known::Halt;
use crate::demo::replay::Here;

/// Who reports.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Reporter {
    pub id: String,
    pub known: bool,
    #[serde(default)]
    pub name: String,
    pub capacity: String,
    pub relation: String,
    #[serde(default)]
    pub phone: String,
    pub wants_anonymity: bool,
    pub practitioner: Option<String>,
    #[serde(rename = "person")]
    _person: Option<String>,
    #[serde(default)]
    pub alleged_author: bool,
}

impl Reporter {
    /// As the program takes it.
    pub fn noted(&self, here: &Here<'_>) -> Result<NewReporter, Halt> {
        let practitioner = self.practitioner.as_deref().map(|id| here.practitioner(id)).transpose()?;
        let workplace = self.practitioner.as_deref().and_then(|id| here.world.practitioner(id));
        let workplace = workplace.and_then(|p| here.world.institution(&p.institution));
        Ok(NewReporter {
            is_known: self.known,
            name: self.name.clone(),
            capacity: self.capacity.clone(),
            relation: self.relation.clone(),
            practitioner,
            workplace: workplace.map(|i| i.name.clone()).unwrap_or_default(),
            phone: self.phone.clone(),
            email: String::new(),
            safe_contact: String::new(),
            wants_unknown: self.wants_anonymity,
            alleged_author: self.alleged_author,
        })
    }
}

/// A child of a report.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(in crate::demo) enum Child {
    /// Somebody of the story.
    Person {
        #[allow(missing_docs)]
        person: String,
    },
    /// Not born yet.
    Unborn {
        #[allow(missing_docs)]
        unborn: String,
        #[allow(missing_docs)]
        expected_on: Date,
        #[allow(missing_docs)]
        number: String,
    },
    /// Nobody known by name.
    Described {
        #[allow(missing_docs)]
        description: String,
    },
}

/// A holder of authority, and whether they were told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Holder {
    pub person: String,
    pub told: String,
    pub told_on: Option<Date>,
    #[serde(default)]
    pub reason_not_told: String,
    #[serde(default)]
    pub note: String,
}

impl Holder {
    /// As a report notes it.
    pub fn noted(&self, here: &Here<'_>) -> Result<NewHolder, Halt> {
        let Some(told) = Told::parse(&self.told) else {
            return Halt::wrong(format!("`{}` is neither yes nor no", self.told));
        };
        Ok(NewHolder {
            who: here.name_of(&self.person)?,
            told,
            told_on: self.told_on,
            not_told_reason: self.reason_not_told.clone(),
            note: self.note.clone(),
        })
    }

    /// As one writes it in a sentence of the file.
    pub fn in_words(&self, here: &Here<'_>, pack: &Pack) -> Result<String, Halt> {
        let name = here.name_of(&self.person)?;
        let mut text = match (self.told.as_str(), self.told_on) {
            ("yes", Some(on)) => format!("{name}\u{a0}: information donnée le {}.", day(on)),
            ("yes", None) => format!("{name}\u{a0}: information donnée."),
            _ => {
                let why = pack.word(list::NOT_TOLD_REASON, &self.reason_not_told, Lang::Fr);
                format!("{name}\u{a0}: information non donnée ({}).", lower(why))
            }
        };
        if !self.note.is_empty() {
            text.push(' ');
            text.push_str(&self.note);
        }
        Ok(text)
    }
}

/// `2 mars 2026`, as a French-speaking worker writes it.
pub(in crate::demo) fn day(on: Date) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let month = MONTHS.get(usize::from(on.month().unsigned_abs()).saturating_sub(1)).copied().unwrap_or("");
    let first = if on.day() == 1 { "er" } else { "" };
    format!("{}{first} {month} {}", on.day(), on.year())
}

/// With a small first letter, to go on in a sentence.
pub(in crate::demo) fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Who writes a name like that, as people note it.
pub(in crate::demo) fn written_by(code: &str) -> &str {
    match code {
        "school" => "école",
        "police" => "police",
        "service" => "service social",
        "document" => "document officiel",
        other => other,
    }
}

/// The name of a language, as people note it.
pub(in crate::demo) fn language(code: &str) -> &str {
    match code {
        "fr" => "français",
        "nl" => "néerlandais",
        "ar" => "arabe",
        "it" => "italien",
        "ti" => "tigrigna",
        "am" => "amharique",
        "bm" => "bambara",
        "de" => "allemand",
        "dyu" => "dioula",
        "en" => "anglais",
        "es" => "espagnol",
        "ff" => "peul",
        "he" => "hébreu",
        "ht" => "créole haïtien",
        "ln" => "lingala",
        "mos" => "mooré",
        "pl" => "polonais",
        "pt" => "portugais",
        "rn" => "kirundi",
        "rw" => "kinyarwanda",
        "sw" => "swahili",
        "tr" => "turc",
        "vi" => "vietnamien",
        "sfb" => "langue des signes de Belgique francophone",
        other => other,
    }
}
