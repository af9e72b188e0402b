// SPDX-License-Identifier: EUPL-1.2
//! Answers as tables for statistics, and the book of codes that says what stands in them.
//!
//! One table for the form, a row for each document of answers; one for each repeated group, a row for each turn, with the
//! key of the row to which it belongs. A question has a column, and one beside it that says why there is an answer or
//! none: what was not asked, not relevant, declined or not known is never the same empty cell. Where several choices may
//! be made, every choice has a column too: 1 for chosen, 0 for not, and nothing where nobody answered.
//!
//! ```
//! use smart_forms::{answers::Document, book, form, instance::Instance, tables::{self, Cell}, xpath::Nothing};
//!
//! let table = "
//! | survey |                     |      |                |
//! |        | type                | name | label          |
//! |        | select_multiple aide | aides | Quelles aides ? |
//! |        | integer             | age  | Quel âge ?     |
//! | choices |           |      |       |
//! |         | list_name | name | label |
//! |         | aide      | lit  | Un lit |
//! |         | aide      | rep  | Un repas |
//! ";
//! let form = form::check(&book::read(table.as_bytes()).unwrap()).form.unwrap();
//! let mut instance = Instance::new(&form, Nothing).unwrap();
//! instance.set("/data/aides", "lit").unwrap();
//! instance.decline("/data/age").unwrap();
//! let tables = tables::of(&form, &[("A".to_owned(), Document::of(&instance))]);
//! let answers = &tables.answers[0];
//! let cell = |heading: &str| {
//!     let at = answers.headings.iter().position(|known| known == heading).unwrap();
//!     answers.rows[0][at].clone()
//! };
//! assert_eq!(cell("aides"), Cell::Text("lit".into()));
//! assert_eq!((cell("aides/lit"), cell("aides/rep")), (Cell::Integer(1), Cell::Integer(0)));
//! assert_eq!((cell("age"), cell("age (state)")), (Cell::Empty, Cell::Text("declined".into())));
//! ```

mod codebook;
mod columns;

#[cfg(test)]
mod tests;

use crate::answers::versions::identify;
use crate::answers::{Answer, Document, Identity, Item};
use crate::form::{Form, Node};
use crate::instance::AnswerState;
use crate::xpath::value::number_to_text;
use columns::{Asked, Column, Part, Plan};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, a code, a day.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(f64),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it is called: the name of the form’s document of answers or the path of a repeated group below it, `codebook`,
    /// `choices`, `states`.
    pub name: String,
    /// What its columns are called.
    pub headings: Vec<String>,
    /// Its rows, as wide as the headings.
    pub rows: Vec<Vec<Cell>>,
}

/// Answers as tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// The table of the form, then one for each repeated group, in the order of the form.
    pub answers: Vec<Table>,
    /// What their columns, their codes and their states mean.
    pub codebook: Vec<Table>,
    /// What has no place in the tables.
    pub left_out: Vec<LeftOut>,
}

/// Something that has no place in the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeftOut {
    /// The answers are to another form: the key of the document, and the form.
    AnotherForm(String, Identity),
    /// The form does not know the question: the key of the document, and the path. It was asked by another version.
    NoSuchQuestion(String, String),
}

impl std::fmt::Display for LeftOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AnotherForm(key, form) => write!(f, "{key}: it answers another form, “{}”", form.id),
            Self::NoSuchQuestion(key, path) => write!(f, "{key}: the form does not ask {path}"),
        }
    }
}

/// What is said where the document does not hold a question and was made with another version of the form.
const OTHER_VERSION: &str = "other-version";

/// The columns before the answers, in the table of the form.
const BEFORE: [&str; 4] = ["key", "form_version", "language", "completed"];
/// The same in the table of a repeated group.
const BEFORE_A_TURN: [&str; 3] = ["key", "parent_key", "turn"];

/// The answers to a form as tables, each document under a key of its own.
pub fn of(form: &Form, documents: &[(String, Document)]) -> Tables {
    let identity = identify(form);
    let plans = Plan::all(form);
    let mut tables = Tables { codebook: codebook::tables(form, &plans), ..Tables::default() };
    tables.answers = plans.iter().map(Plan::empty_table).collect();
    for (key, document) in documents {
        if document.form.id != identity.id {
            tables.left_out.push(LeftOut::AnotherForm(key.clone(), document.form.clone()));
            continue;
        }
        let absent = match document.form.hash == identity.hash {
            true => AnswerState::NotRelevant.code(),
            false => OTHER_VERSION,
        };
        let mut filler = Filler { plans: &plans, tables: &mut tables, key, absent };
        let text = |text: &str| Cell::Text(text.to_owned());
        let before = vec![
            text(key),
            text(&document.form.version),
            text(&document.language),
            Cell::Integer(i64::from(document.completed)),
        ];
        filler.row(0, key, before, &document.items);
        filler.unknown(&form.root, &document.items);
    }
    tables
}

struct Filler<'a> {
    plans: &'a [Plan<'a>],
    tables: &'a mut Tables,
    key: &'a str,
    /// The state of a question that the document does not hold.
    absent: &'static str,
}

/// What stands in a document, groups opened and repeated groups left aside.
fn found<'a>(items: &'a [Item], path: &str) -> Option<&'a Item> {
    items.iter().find_map(|item| {
        let below = path.strip_prefix(item.path.as_str())?;
        if below.is_empty() {
            Some(item)
        } else {
            below.strip_prefix('/').and_then(|_| found(&item.items, path))
        }
    })
}

impl Filler<'_> {
    /// A row, and the rows of the turns below it.
    fn row(&mut self, plan: usize, key: &str, mut row: Vec<Cell>, items: &[Item]) {
        let Some(Plan { columns, repeats, .. }) = self.plans.get(plan) else { return };
        for Column { asked, part } in columns {
            row.push(cell(asked, part, found(items, &asked.node.path), self.absent));
        }
        self.tables.answers[plan].rows.push(row);
        for (path, below) in repeats {
            let (above, _) = path.rsplit_once('/').unwrap_or_default();
            let around = found(items, above).map_or(items, |group| &group.items);
            let turns = around.iter().filter(|item| item.path == **path);
            for (turn, item) in (1_i64..).zip(turns) {
                let name = &self.plans[*below].last;
                let turn_key = format!("{key}/{name}[{turn}]");
                let before =
                    vec![Cell::Text(turn_key.clone()), Cell::Text(key.to_owned()), Cell::Integer(turn)];
                self.row(*below, &turn_key, before, &item.items);
            }
        }
    }

    /// Questions of the document that the form does not have.
    fn unknown(&mut self, node: &Node, items: &[Item]) {
        for item in items {
            match node.children.iter().find(|child| child.path == item.path) {
                Some(child) => self.unknown(child, &item.items),
                None => {
                    let left_out = LeftOut::NoSuchQuestion(self.key.to_owned(), item.path.clone());
                    if !self.tables.left_out.contains(&left_out) {
                        self.tables.left_out.push(left_out);
                    }
                }
            }
        }
    }
}

fn cell(asked: &Asked<'_>, part: &Part<'_>, item: Option<&Item>, absent: &'static str) -> Cell {
    let answers = item.map_or(&[][..], |item| &item.answers);
    match part {
        Part::Value if asked.takes_several() => {
            let codes: Vec<&str> = answers.iter().filter_map(code).collect();
            if codes.is_empty() { Cell::Empty } else { Cell::Text(codes.join(" ")) }
        }
        Part::Value => match answers.first() {
            // What is reckoned has no type of its own: a number is told by how it is written.
            Some(Answer::Text(text)) if !asked.is_of_somebody() => reckoned(text),
            answer => answer.map_or(Cell::Empty, value),
        },
        Part::Choice(_) if answers.is_empty() => Cell::Empty,
        Part::Choice(name) => {
            let place = answers.iter().position(|answer| code(answer) == Some(name));
            let place = place.map_or(0, |at| i64::try_from(at + 1).unwrap_or(i64::MAX));
            // What is put in order says at which place, the rest whether.
            Cell::Integer(if asked.is_ranked() { place } else { place.min(1) })
        }
        Part::State => {
            let state = match item {
                None => absent,
                Some(item) if !item.answers.is_empty() => AnswerState::Answered.code(),
                Some(item) => item.missing.unwrap_or(AnswerState::Unanswered).code(),
            };
            Cell::Text(state.to_owned())
        }
    }
}

/// A number where the text is written as one; `007` is none.
fn reckoned(text: &str) -> Cell {
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(number), _) if number.to_string() == text => Cell::Integer(number),
        (_, Ok(number)) if number.is_finite() && number_to_text(number) == text => Cell::Decimal(number),
        _ => Cell::Text(text.to_owned()),
    }
}

fn code(answer: &Answer) -> Option<&str> {
    match answer {
        Answer::Choice { code, .. } => Some(code),
        _ => None,
    }
}

fn value(answer: &Answer) -> Cell {
    match answer {
        Answer::Integer(number) => Cell::Integer(*number),
        Answer::Decimal(number) => Cell::Decimal(*number),
        Answer::Yes(yes) => Cell::Integer(i64::from(*yes)),
        Answer::Text(text) | Answer::Date(text) | Answer::Time(text) | Answer::Moment(text) => {
            Cell::Text(text.clone())
        }
        Answer::Choice { code, .. } => Cell::Text(code.clone()),
        Answer::Other { value, .. } => Cell::Text(value.clone()),
    }
}
