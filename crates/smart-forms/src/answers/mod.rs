// SPDX-License-Identifier: EUPL-1.2
//! Answers as a document of their own: every question with its text and every choice with its label, as they were
//! shown, so that it can be read for ever, whatever becomes of the form.
//!
//! The document has the shape of a FHIR R4 `QuestionnaireResponse`. `linkId` is the path of the question in the form
//! (`/data/enfant/nom`); a turn of a repeated group is an item, and the items of all its turns have the same `linkId`.
//! Only what is relevant is in it. Three extensions are ours:
//!
//! | URL | where | what |
//! |---|---|---|
//! | `https://maillage.example/fhir/form` | the document | parts `id`, `version`, `hash`: the form, and the SHA-256 of its content |
//! | `https://maillage.example/fhir/no-answer` | a question without an answer | `unanswered`, `declined`, `unknown` or `not-asked` |
//! | `https://maillage.example/fhir/sort` | an answer | what its value is where FHIR has no type of its own: `geopoint`, `file`, `moment` and the like; `erased` where it was taken away |
//!
//! ```
//! use smart_forms::{answers::Document, book, form, instance::Instance, xpath::Nothing};
//!
//! let table = "
//! | survey |                   |      |                |
//! |        | type              | name | label          |
//! |        | select_one ouinon | logt | Un logement ?  |
//! |        | integer           | age  | Quel âge ?     |
//! | choices |           |      |       |
//! |         | list_name | name | label |
//! |         | ouinon    | oui  | Oui   |
//! ";
//! let form = form::check(&book::read(table.as_bytes()).unwrap()).form.unwrap();
//! let mut instance = Instance::new(&form, Nothing).unwrap();
//! instance.set("/data/logt", "oui").unwrap();
//! instance.decline("/data/age").unwrap();
//! let document = Document::of(&instance);
//! let json = document.json();
//! assert_eq!(json["item"][0]["answer"][0]["valueCoding"]["display"], "Oui");
//! assert_eq!(json["item"][1]["extension"][0]["valueCode"], "declined");
//! assert_eq!(Document::read(&json).unwrap(), document);
//! ```

mod read;
pub mod versions;
mod write;

#[cfg(test)]
mod tests;

pub use read::NotAnswers;
pub use versions::Identity;
pub(crate) use write::{form_extension, missing, typed};

use crate::instance::AnswerState;

/// Which form was answered.
pub const FORM: &str = "https://maillage.example/fhir/form";
/// Why a question has no answer.
pub const NO_ANSWER: &str = "https://maillage.example/fhir/no-answer";
/// What a value is.
pub const SORT: &str = "https://maillage.example/fhir/sort";

/// The answers to a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The form.
    pub form: Identity,
    /// The language in which it was shown, as the form calls it, or its code.
    pub language: String,
    /// Whether it is finished; otherwise it is a draft.
    pub completed: bool,
    /// What was answered.
    pub items: Vec<Item>,
}

/// What stands in the place of an answer that was erased: that there was one remains to be seen.
pub const ERASED: &str = "erased";

impl Document {
    /// Erases what was answered in words, days, files and places to the questions that are meant by their paths; how many answers. Choices
    /// and numbers stay: they name nobody, and are counted.
    pub fn erase(&mut self, meant: &dyn Fn(&str) -> bool) -> usize {
        erase(&mut self.items, meant)
    }
}

fn erase(items: &mut [Item], meant: &dyn Fn(&str) -> bool) -> usize {
    let mut count = 0;
    for item in items {
        if meant(&item.path) {
            for answer in &mut item.answers {
                let names = match answer {
                    Answer::Text(_) | Answer::Date(_) | Answer::Time(_) | Answer::Moment(_) => true,
                    Answer::Other { sort, .. } => sort != ERASED,
                    _ => false,
                };
                if names {
                    *answer = Answer::Other { sort: ERASED.to_owned(), value: "[…]".to_owned() };
                    count += 1;
                }
            }
        }
        count += erase(&mut item.items, meant);
    }
    count
}

/// A question, a group, or a turn of a repeated group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Its path in the form: `/data/enfant/nom`.
    pub path: String,
    /// What was asked, as it was shown.
    pub text: Option<String>,
    /// The answers; several where several choices may be made.
    pub answers: Vec<Answer>,
    /// Why there is none.
    pub missing: Option<AnswerState>,
    /// What stands in a group.
    pub items: Vec<Item>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Answer {
    /// Words.
    Text(String),
    /// Yes or no.
    Yes(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(f64),
    /// A day.
    Date(String),
    /// A time of day.
    Time(String),
    /// A day and a time.
    Moment(String),
    /// A choice, and what it was called.
    Choice {
        /// What is kept.
        code: String,
        /// What was shown.
        label: String,
    },
    /// Something that FHIR has no type for: what it is, and its text.
    Other {
        /// `geopoint`, `geotrace`, `geoshape`, `file`, `partial-date`.
        sort: String,
        /// As an XForm would hold it.
        value: String,
    },
}
