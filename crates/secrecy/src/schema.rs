// SPDX-License-Identifier: EUPL-1.2
//! The schema of a rule set: what is common to all, and what it declares itself.

use std::sync::Arc;

use crate::fact::Fact;
use crate::facts::{Answer, Consent, Duty, Origin};
use crate::rule_set::{Asked, Declared, Question, Read, ValueKind};

const COMMON: &str = include_str!("schema.cedarschema");

/// Codes that a rule set cannot declare, since they mean « none of those ».
pub(crate) const RESERVED: [&str; 3] = ["other", "none", "several"];

/// What a rule set declares, as far as its rules can read it.
pub(crate) struct Declarations<'a> {
    pub(crate) questions: &'a [Question],
    pub(crate) addressees: &'a [Declared],
    pub(crate) purposes: &'a [Declared],
    pub(crate) classes: &'a [Declared],
    pub(crate) grounds: &'a [Declared],
}

impl Declarations<'_> {
    /// The whole schema, as text.
    pub(crate) fn schema(&self) -> String {
        let mut text = String::from(COMMON);
        let members = [
            ("Addressee", members(self.addressees, &["other"])),
            ("Purpose", members(self.purposes, &["other"])),
            ("Class", members(self.classes, &["other"])),
            ("Ground", members(self.grounds, &["none", "several"])),
        ];
        text.push('\n');
        for (name, codes) in members {
            let codes: Vec<String> = codes.iter().map(|code| format!("{code:?}")).collect();
            text.push_str(&format!("entity {name} enum [{}];\n", codes.join(", ")));
        }
        let records = [
            ("DecisionAnswers", Asked::Decision),
            ("RecipientAnswers", Asked::Recipient),
            ("ItemAnswers", Asked::Item),
            ("PairAnswers", Asked::Pair),
        ];
        for (name, asked) in records {
            let asked = self.questions.iter().filter(|question| question.asked == asked);
            let lines: Vec<String> = asked.map(|q| format!("  {:?}: Answer,\n", q.code)).collect();
            text.push_str(&format!("type {name} = {{\n{}}};\n", lines.concat()));
        }
        text
    }

    /// Everything a rule can read, with where it stands and the values it can have.
    pub(crate) fn reads(&self) -> Vec<Read> {
        let mut reads: Vec<Read> =
            Fact::PLACES.iter().map(|(fact, variable, name)| self.place(fact, variable, name)).collect();
        for question in self.questions {
            let before: &[&str] = match question.asked {
                Asked::Decision => &["context", "answers"],
                Asked::Recipient => &["principal", "answers"],
                Asked::Item => &["resource", "answers"],
                Asked::Pair => &["context", "pair"],
            };
            reads.push(Read {
                fact: Fact::Answer(question.code.clone()),
                asked: question.asked,
                path: before.iter().copied().chain([question.code.as_str()]).map(str::to_owned).collect(),
                kind: ValueKind::Member("Answer"),
                values: codes(Answer::ALL, Answer::code),
            });
        }
        reads
    }

    fn place(&self, fact: &Fact, variable: &str, name: &str) -> Read {
        let declared = |all: &[Declared], also: &[&str]| members(all, also).into();
        let (kind, values): (ValueKind, Arc<[String]>) = match fact {
            Fact::DiscloserDuty | Fact::RecipientDuty => {
                (ValueKind::Member("Duty"), codes(Duty::ALL, Duty::code))
            }
            Fact::Purpose => (ValueKind::Member("Purpose"), declared(self.purposes, &["other"])),
            Fact::Consent => (ValueKind::Member("Consent"), codes(Consent::ALL, Consent::code)),
            Fact::Addressee => (ValueKind::Member("Addressee"), declared(self.addressees, &["other"])),
            Fact::Told => (ValueKind::Member("Told"), TOLD.iter().map(|&code| code.to_owned()).collect()),
            Fact::Ground => (ValueKind::Member("Ground"), declared(self.grounds, &["none", "several"])),
            Fact::Class => (ValueKind::Member("Class"), declared(self.classes, &["other"])),
            Fact::Origin => (ValueKind::Member("Origin"), codes(Origin::ALL, Origin::code)),
            Fact::DiscloserParticipant
            | Fact::OpenEnded
            | Fact::OneRecipient
            | Fact::Named
            | Fact::Participant
            | Fact::GroundReviewed
            | Fact::Single
            | Fact::Answer(_) => (ValueKind::Flag, ["false", "true"].map(str::to_owned).into()),
        };
        let path = vec![variable.to_owned(), name.to_owned()];
        Read { fact: fact.clone(), asked: Fact::asked_of(variable), path, kind, values }
    }
}

/// The values of « was everybody told before? ».
pub(crate) const TOLD: [&str; 5] = ["before", "late", "not_of_this_recipient", "not_told", "unanswered"];

fn members(declared: &[Declared], also: &[&str]) -> Vec<String> {
    declared.iter().map(|d| d.code.clone()).chain(also.iter().map(|&code| code.to_owned())).collect()
}

fn codes<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Arc<[String]> {
    all.iter().map(|&value| code(value).to_owned()).collect()
}
