// SPDX-License-Identifier: EUPL-1.2
//! What may be wrong with a form that is to be filled in, and with what somebody asks of it; the words for it, for
//! somebody who is no programmer.

use super::typed::Misread;
use crate::words::Lang;

/// Why a form cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoadProblem {
    /// A formula that cannot be understood.
    Formula {
        /// The path of its node; empty for a text of a list of choices.
        path: String,
        /// The column in which it stands: `relevant`, `calculate`, `label`.
        what: &'static str,
        /// The formula.
        formula: String,
        /// What is wrong with it.
        fault: String,
    },
    /// Questions that wait for one another.
    Circle {
        /// The path of each and what it asks, in the order in which they wait.
        questions: Vec<(String, String)>,
    },
}

impl LoadProblem {
    pub(super) fn formula(path: &str, what: &'static str, formula: &str, fault: String) -> Self {
        Self::Formula { path: path.to_owned(), what, formula: formula.to_owned(), fault }
    }

    /// A short name that stays the same.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Formula { .. } => "formula",
            Self::Circle { .. } => "circle",
        }
    }

    /// The same in a sentence.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Formula { path, what, formula, fault }, Lang::Fr) => {
                format!(
                    "La formule « {formula} » ({what}, {}) ne peut pas être lue\u{a0}: {fault}.",
                    name(path)
                )
            }
            (Self::Formula { path, what, formula, fault }, Lang::En) => {
                format!("The formula “{formula}” ({what}, {}) cannot be read: {fault}.", name(path))
            }
            (Self::Circle { questions }, Lang::Fr) => match questions.as_slice() {
                [one] => format!("La question {} dépend d’elle-même.", asked(one, lang)),
                all => {
                    format!("Ces questions dépendent l’une de l’autre en cercle\u{a0}: {}.", list(all, lang))
                }
            },
            (Self::Circle { questions }, Lang::En) => match questions.as_slice() {
                [one] => format!("The question {} depends on itself.", asked(one, lang)),
                all => format!("These questions depend on one another in a circle: {}.", list(all, lang)),
            },
        }
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn asked((path, said): &(String, String), lang: Lang) -> String {
    match (said.is_empty(), lang) {
        (true, _) => name(path).to_owned(),
        (false, Lang::Fr) => format!("{} («\u{a0}{said}\u{a0}»)", name(path)),
        (false, Lang::En) => format!("{} (“{said}”)", name(path)),
    }
}

fn list(questions: &[(String, String)], lang: Lang) -> String {
    let all: Vec<String> = questions.iter().map(|question| asked(question, lang)).collect();
    all.join(" → ")
}

/// Why something that was asked of a form being filled in is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no node at this path.
    NoSuchNode(String),
    /// It is a group, and groups have no answer.
    NotAQuestion(String),
    /// It is no repeated group.
    NotRepeated(String),
    /// It cannot be changed: it is worked out, or shown only.
    Readonly(String),
    /// How often the group is asked follows from other answers.
    Counted(String),
    /// There is no turn of this number.
    NoSuchTurn(String, usize),
    /// No more turns fit; see [`MAX_REPEATS`](super::MAX_REPEATS) and [`MAX_NODES`](super::MAX_NODES).
    TooMany(String),
    /// What was typed cannot be read as an answer to this question. It is kept beside the answer, which is empty.
    Misread(Misread),
}

impl Refusal {
    /// A short name that stays the same.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchNode(_) => "no-such-node",
            Self::NotAQuestion(_) => "not-a-question",
            Self::NotRepeated(_) => "not-repeated",
            Self::Readonly(_) => "readonly",
            Self::Counted(_) => "counted",
            Self::NoSuchTurn(..) => "no-such-turn",
            Self::TooMany(_) => "too-many",
            Self::Misread(misread) => misread.fault.code(),
        }
    }

    /// The same in a sentence.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::NoSuchNode(path), Lang::Fr) => format!("Il n’y a pas de question à la place {path}."),
            (Self::NoSuchNode(path), Lang::En) => format!("There is no question at {path}."),
            (Self::NotAQuestion(path), Lang::Fr) => {
                format!("{path} est un groupe\u{a0}: on ne peut pas y répondre.")
            }
            (Self::NotAQuestion(path), Lang::En) => {
                format!("{path} is a group: it has no answer of its own.")
            }
            (Self::NotRepeated(path), Lang::Fr) => format!("{path} n’est pas un groupe répété."),
            (Self::NotRepeated(path), Lang::En) => format!("{path} is not a repeated group."),
            (Self::Readonly(path), Lang::Fr) => format!("La réponse {path} ne peut pas être modifiée."),
            (Self::Readonly(path), Lang::En) => format!("The answer {path} cannot be changed."),
            (Self::Counted(path), Lang::Fr) => {
                format!("Le nombre de {path} dépend d’autres réponses\u{a0}: changez celles-ci.")
            }
            (Self::Counted(path), Lang::En) => {
                format!("How many there are of {path} follows from other answers: change those.")
            }
            (Self::NoSuchTurn(path, turn), Lang::Fr) => format!("Il n’y a pas de {path} numéro {turn}."),
            (Self::NoSuchTurn(path, turn), Lang::En) => format!("There is no {path} number {turn}."),
            (Self::TooMany(path), Lang::Fr) => format!("On ne peut pas ajouter d’autre {path}."),
            (Self::TooMany(path), Lang::En) => format!("No other {path} can be added."),
            (Self::Misread(misread), lang) => misread.message(lang),
        }
    }
}

/// The language in which people are spoken to, by the name or the code of a language of a form.
pub(super) fn lang_of(language: &str, code: Option<&str>) -> Lang {
    let word = code.unwrap_or(language).to_lowercase();
    if word.starts_with("fr") || word.starts_with("default") { Lang::Fr } else { Lang::En }
}

pub(super) fn required(lang: Lang) -> String {
    match lang {
        Lang::Fr => "Il faut répondre à cette question.".to_owned(),
        Lang::En => "This question must be answered.".to_owned(),
    }
}

pub(super) fn constraint(lang: Lang) -> String {
    match lang {
        Lang::Fr => "Cette réponse ne satisfait pas à la condition de la question.".to_owned(),
        Lang::En => "This answer does not satisfy the condition of the question.".to_owned(),
    }
}
