// SPDX-License-Identifier: EUPL-1.2
//! The screens that are measured, and what is asked for on each.

use kernel::Date;

use super::client::Ask;
use super::page;
use super::people::Person;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    /// « Ma journée ».
    Desk,
    /// The page of a case.
    Case,
    /// The timeline of a case.
    Timeline,
    /// Searching for a person.
    Search,
    /// The list of one's cases.
    Cases,
    /// The list of one's deadlines.
    Deadlines,
    /// Writing a note into a case.
    Write,
}

kernel::codes!(Screen {
    Desk = "desk",
    Case = "case",
    Timeline = "timeline",
    Search = "search",
    Cases = "cases",
    Deadlines = "deadlines",
    Write = "write",
});

/// What requests are made of.
pub(super) struct Material {
    pub(super) people: Vec<Person>,
    /// What is typed into the search.
    pub(super) searches: Vec<String>,
    pub(super) today: Date,
}

impl Screen {
    /// The status of an answer that succeeded: a page, or for a deed the way on.
    pub(super) fn expected(self) -> u16 {
        if self == Screen::Write { 303 } else { 200 }
    }

    /// Whether somebody can be asked for this screen at all: a case page needs a case.
    pub(super) fn can(self, person: &Person) -> bool {
        let needs_case = matches!(self, Screen::Case | Screen::Timeline | Screen::Write);
        !needs_case || !person.cases.is_empty()
    }

    /// The request of a number by a person. `unique` is the key that makes a deed happen once.
    pub(super) fn ask(self, material: &Material, person: &Person, number: usize, unique: &str) -> Ask {
        let case = || person.cases.get(number % person.cases.len().max(1)).map_or("", String::as_str);
        match self {
            Screen::Desk => Ask::get("/desk"),
            Screen::Case => Ask::get(format!("/cases/{}", case())),
            Screen::Timeline => Ask::get(format!("/cases/{}/timeline", case())),
            Screen::Cases => Ask::get("/cases"),
            Screen::Deadlines => Ask::get("/desk/deadlines?when=all"),
            Screen::Search => {
                let words =
                    material.searches.get(number % material.searches.len().max(1)).map_or("", String::as_str);
                let mut path = "/search?q=".to_owned();
                page::encode(&mut path, words);
                Ask::get(path)
            }
            Screen::Write => {
                let text = format!("Note de mesure {number}. L’enfant est calme et parle de son école.");
                let fields = [
                    ("_key", unique),
                    ("_csrf", &person.csrf),
                    ("layer", "institution"),
                    ("occurred", &material.today.to_string()),
                    ("observed", &text),
                    ("heard", ""),
                    ("thought", ""),
                ]
                .map(|(n, v)| (n.to_owned(), v.to_owned()));
                Ask { method: "POST", path: format!("/cases/{}/notes", case()), form: page::encoded(&fields) }
            }
        }
    }
}
