// SPDX-License-Identifier: EUPL-1.2
//! A rule set: its conditions, what they rest on, what it asks, and what can be done instead.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, RwLock};

use cedar_policy::PolicySet;
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::decision::Decision;
use crate::fact::Fact;
use crate::facts::Answer;
use crate::words::{Certainty, Words};

/// What a rule set is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Shared secrecy between professionals who look after the same child.
    Shared,
    /// A disclosure to an authority, or to avert a danger.
    Authority,
    /// A consultation with a closed list of participants.
    Consultation,
    /// A report to whoever gave the mandate.
    Mandated,
}

impl Kind {
    /// `shared`, `authority`, `consultation`, `mandated`.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Shared => "shared",
            Kind::Authority => "authority",
            Kind::Consultation => "consultation",
            Kind::Mandated => "mandated",
        }
    }
}

/// Of what a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Once, of the whole decision.
    Decision,
    /// Of each recipient.
    Recipient,
    /// Of each piece of information.
    Item,
    /// Of each recipient with each piece.
    Pair,
}

/// A law, order or text that conditions rest on.
#[derive(Clone, Debug)]
pub struct Law {
    pub(crate) name: Words,
    pub(crate) numbers: Vec<LawNumber>,
}

impl Law {
    /// What it is about, in a few words.
    pub fn name(&self, lang: &str) -> &str {
        self.name.get(lang)
    }

    /// Every number it has had, or is said to have, in the order of the file.
    pub fn numbers(&self) -> &[LawNumber] {
        &self.numbers
    }

    /// Under which numbers it is cited on a day; more than one where a code was renumbered and both are still said.
    pub fn numbers_on(&self, day: Day) -> impl Iterator<Item = &LawNumber> {
        self.numbers.iter().filter(move |number| number.holds_on(day))
    }
}

/// One number under which a law is cited.
#[derive(Clone, Debug)]
pub struct LawNumber {
    pub(crate) cite: Words,
    pub(crate) valid_from: Option<Day>,
    pub(crate) valid_to: Option<Day>,
    pub(crate) certainty: Certainty,
}

impl LawNumber {
    /// The citation.
    pub fn cite(&self, lang: &str) -> &str {
        self.cite.get(lang)
    }

    /// First and last day, both included; open where it is not known or not over.
    pub fn validity(&self) -> (Option<Day>, Option<Day>) {
        (self.valid_from, self.valid_to)
    }

    /// How sure we are of this number.
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }

    fn holds_on(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// A question in plain words.
#[derive(Clone, Debug)]
pub struct Question {
    pub(crate) code: String,
    pub(crate) asked: Asked,
    pub(crate) ask: Words,
    pub(crate) help: Words,
}

impl Question {
    /// Its code, the key in [`crate::Answers`].
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Of what it is asked.
    pub fn asked(&self) -> Asked {
        self.asked
    }

    /// The question.
    pub fn ask(&self, lang: &str) -> &str {
        self.ask.get(lang)
    }

    /// How to answer it; may be empty.
    pub fn help(&self, lang: &str) -> &str {
        if self.help.0.is_empty() { "" } else { self.help.get(lang) }
    }
}

/// Something that a rule set names: an addressee, a purpose, a class, a ground, an alternative.
#[derive(Clone, Debug)]
pub struct Declared {
    pub(crate) code: String,
    pub(crate) words: Words,
    pub(crate) roles: Vec<String>,
}

impl Declared {
    /// Its code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Its words.
    pub fn words(&self, lang: &str) -> &str {
        self.words.get(lang)
    }

    /// Of an addressee: the roles of recipients ([`crate::Recipient::role`]) that are one.
    pub fn roles(&self) -> &[String] {
        &self.roles
    }
}

/// One condition: a `forbid … unless` of the rules.
#[derive(Clone, Debug)]
pub struct Condition {
    pub(crate) id: String,
    pub(crate) says: Words,
    pub(crate) remedy: Words,
    pub(crate) laws: Vec<Law>,
    pub(crate) law_codes: Vec<String>,
    pub(crate) certainty: Certainty,
    pub(crate) alternatives: Vec<Declared>,
    pub(crate) asked: Asked,
    pub(crate) reads: Vec<Read>,
    pub(crate) wants_no: Vec<Fact>,
    pub(crate) text: String,
    /// The broad permit and this one `forbid`.
    pub(crate) policies: PolicySet,
}

/// A fact that a condition reads: where it stands, and the values it can have.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) fact: Fact,
    pub(crate) asked: Asked,
    /// `context`, `answers`, `discretion`.
    pub(crate) path: Vec<String>,
    pub(crate) kind: ValueKind,
    pub(crate) values: Arc<[String]>,
}

/// How a value is written for Cedar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Flag,
    /// A member of this enumerated entity type.
    Member(&'static str),
}

impl Condition {
    /// Its id, unique in the rule set.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What must be so, in one sentence.
    pub fn says(&self, lang: &str) -> &str {
        self.says.get(lang)
    }

    /// What to do when it is not met.
    pub fn remedy(&self, lang: &str) -> &str {
        self.remedy.get(lang)
    }

    /// What it rests on, whatever the day; [`Law::numbers_on`] has the numbers of a day.
    pub fn laws(&self) -> &[Law] {
        &self.laws
    }

    /// How sure we are that the law asks for it.
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// Whether it must be shown as uncertain on a day: because nobody is sure that the law asks for it, or of a number
    /// under which the law is cited then, or because no number is known for that day.
    pub fn is_uncertain_on(&self, day: Day) -> bool {
        let unsure = |law: &Law| {
            let mut numbers = law.numbers_on(day).peekable();
            numbers.peek().is_none() || numbers.any(|number| number.certainty == Certainty::Uncertain)
        };
        self.certainty == Certainty::Uncertain || self.laws.iter().any(unsure)
    }

    /// What can lawfully be done instead.
    pub fn alternatives(&self) -> &[Declared] {
        &self.alternatives
    }

    /// What it depends on: once for the decision, or for each recipient, piece or pair.
    pub fn asked(&self) -> Asked {
        self.asked
    }

    /// The facts it reads.
    pub fn reads(&self) -> impl Iterator<Item = &Fact> {
        self.reads.iter().map(|read| &read.fact)
    }

    /// The rule itself, as it stands in the file.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A rule set that was read, checked and is ready to decide. Cheap to clone.
#[derive(Clone)]
pub struct RuleSet(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) code: String,
    pub(crate) edition: String,
    pub(crate) kind: Kind,
    pub(crate) certainty: Certainty,
    pub(crate) second_look: bool,
    pub(crate) title: Words,
    pub(crate) summary: Words,
    pub(crate) family: Option<Words>,
    pub(crate) valid_from: Option<Day>,
    pub(crate) valid_to: Option<Day>,
    pub(crate) consent_note: Option<Words>,
    pub(crate) notes: Vec<Words>,
    pub(crate) questions: Vec<Question>,
    pub(crate) addressees: Vec<Declared>,
    pub(crate) purposes: Vec<Declared>,
    pub(crate) classes: Vec<Declared>,
    pub(crate) grounds: Vec<Declared>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) schema: String,
    pub(crate) rules: String,
    /// What Cedar said, by condition and values of the facts it reads: whether it is met. What failed is not remembered.
    pub(crate) remembered: RwLock<Vec<HashMap<Vec<u8>, bool>>>,
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RuleSet({}, {})", self.0.code, self.0.edition)
    }
}

impl RuleSet {
    /// Its code, the same for every edition.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// Which edition of it this is.
    pub fn edition(&self) -> &str {
        &self.0.edition
    }

    /// What it is made for.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// How sure we are of it as a whole.
    pub fn certainty(&self) -> Certainty {
        self.0.certainty
    }

    /// Whether a second person has to look at what it permits before anybody decides. A matter of care, not a condition: it
    /// changes nothing of what the rules answer.
    pub fn asks_second_look(&self) -> bool {
        self.0.second_look
    }

    /// Its name.
    pub fn title(&self, lang: &str) -> &str {
        self.0.title.get(lang)
    }

    /// What it is for, and when one turns to it.
    pub fn summary(&self, lang: &str) -> &str {
        self.0.summary.get(lang)
    }

    /// The rule in a sentence, as it is said to those whom a disclosure is about; its name where nobody wrote one.
    pub fn for_family(&self, lang: &str) -> &str {
        self.0.family.as_ref().unwrap_or(&self.0.title).get(lang)
    }

    /// First and last day, both included; open where it is not known or not over.
    pub fn validity(&self) -> (Option<Day>, Option<Day>) {
        (self.0.valid_from, self.0.valid_to)
    }

    /// Whether it is in force on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.0.valid_from.is_none_or(|from| from <= day) && self.0.valid_to.is_none_or(|to| day <= to)
    }

    /// What to say when a consent is put forward although it is not what this rule set rests on; `None` when it has
    /// nothing to say about it.
    pub fn consent_note(&self, lang: &str) -> Option<&str> {
        self.0.consent_note.as_ref().map(|words| words.get(lang))
    }

    /// What to keep in mind whatever the outcome: what is uncertain, what a permit does not mean.
    pub fn notes<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.notes.iter().map(move |words| words.get(lang))
    }

    /// What it asks, in the order in which to ask.
    pub fn questions(&self) -> &[Question] {
        &self.0.questions
    }

    /// A question by its code.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.0.questions.iter().find(|question| question.code == code)
    }

    /// The answer that a question needs: « yes », or « no » where no condition can be met by a « yes » (« is it first of
    /// all repressive? »).
    pub fn wanted(&self, question: &str) -> Answer {
        let fact = Fact::Answer(question.to_owned());
        let mut reading = self.0.conditions.iter().filter(|c| c.reads().any(|read| *read == fact)).peekable();
        match reading.peek().is_some() && reading.all(|condition| condition.wants_no.contains(&fact)) {
            true => Answer::No,
            false => Answer::Yes,
        }
    }

    /// The addressees it names.
    pub fn addressees(&self) -> &[Declared] {
        &self.0.addressees
    }

    /// The purposes it names; some may be there only to be refused by name.
    pub fn purposes(&self) -> &[Declared] {
        &self.0.purposes
    }

    /// The classes of sensitivity it names.
    pub fn classes(&self) -> &[Declared] {
        &self.0.classes
    }

    /// The grounds on which somebody need not be told before. Empty: there is none.
    pub fn grounds(&self) -> &[Declared] {
        &self.0.grounds
    }

    /// Its conditions, in the order of the file.
    pub fn conditions(&self) -> &[Condition] {
        &self.0.conditions
    }

    /// A condition by its id.
    pub fn condition(&self, id: &str) -> Option<&Condition> {
        self.0.conditions.iter().find(|condition| condition.id == id)
    }

    /// What can lawfully be done instead of what a decision refuses: of the conditions that are not met, each once.
    pub fn alternatives_for(&self, decision: &Decision) -> Vec<&Declared> {
        let mut all: Vec<&Declared> = Vec::new();
        for condition in decision.unmet().filter_map(|finding| self.condition(&finding.condition)) {
            for alternative in &condition.alternatives {
                if !all.iter().any(|known| known.code == alternative.code) {
                    all.push(alternative);
                }
            }
        }
        all
    }

    /// The laws on which its conditions rest, each once, in the order of the conditions.
    pub fn laws(&self) -> Vec<&Law> {
        let mut all: Vec<(&String, &Law)> = Vec::new();
        for (code, law) in self.0.conditions.iter().flat_map(|c| c.law_codes.iter().zip(&c.laws)) {
            if !all.iter().any(|(known, _)| *known == code) {
                all.push((code, law));
            }
        }
        all.into_iter().map(|(_, law)| law).collect()
    }

    /// The law on which most of its conditions rest; the first of those that are even.
    pub fn main_law(&self) -> Option<&Law> {
        let mut uses: Vec<(&String, &Law, usize)> = Vec::new();
        for (code, law) in self.0.conditions.iter().flat_map(|c| c.law_codes.iter().zip(&c.laws)) {
            match uses.iter_mut().find(|(known, ..)| *known == code) {
                Some((.., times)) => *times += 1,
                None => uses.push((code, law, 1)),
            }
        }
        // The first of the greatest: `max_by_key` alone takes the last.
        uses.into_iter().rev().max_by_key(|(.., times)| *times).map(|(_, law, _)| law)
    }

    /// The text of `rules.cedar`.
    pub fn rules_text(&self) -> &str {
        &self.0.rules
    }

    /// The Cedar schema its rules were validated against: what is common, and what it declares.
    pub fn schema_text(&self) -> &str {
        &self.0.schema
    }
}
