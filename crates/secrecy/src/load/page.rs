// SPDX-License-Identifier: EUPL-1.2
//! `rule-set.toml`: what a rule set is for, what it rests on, what it asks, what can be done instead.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::{Fault, File};
use crate::day::Day;
use crate::fact::Fact;
use crate::rule_set::{Asked, Condition, Declared, Kind, Law, LawNumber, Question};
use crate::schema::{Declarations, RESERVED};
use crate::words::{Certainty, Words};

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    code: Spanned<String>,
    edition: Spanned<String>,
    kind: Kind,
    certainty: Certainty,
    second_look: Option<Spanned<bool>>,
    valid_from: Option<Spanned<Datetime>>,
    valid_to: Option<Spanned<Datetime>>,
    title: Spanned<Words>,
    summary: Spanned<Words>,
    family: Option<Spanned<Words>>,
    consent: Option<Spanned<Words>>,
    #[serde(default)]
    note: Vec<Spanned<Words>>,
    #[serde(default)]
    law: Vec<WrittenLaw>,
    #[serde(default)]
    question: Vec<WrittenQuestion>,
    #[serde(default)]
    addressee: Vec<WrittenDeclared>,
    #[serde(default)]
    purpose: Vec<WrittenDeclared>,
    #[serde(default)]
    class: Vec<WrittenDeclared>,
    #[serde(default)]
    ground: Vec<WrittenDeclared>,
    #[serde(default)]
    alternative: Vec<WrittenDeclared>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLaw {
    code: Spanned<String>,
    name: Spanned<Words>,
    #[serde(default)]
    number: Vec<WrittenNumber>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenNumber {
    cite: Spanned<Words>,
    valid_from: Option<Spanned<Datetime>>,
    valid_to: Option<Spanned<Datetime>>,
    certainty: Certainty,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenQuestion {
    code: Spanned<String>,
    of: Asked,
    ask: Spanned<Words>,
    help: Option<Spanned<Words>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDeclared {
    code: Spanned<String>,
    words: Spanned<Words>,
    #[serde(default)]
    roles: Vec<String>,
}

/// The file, read.
pub(super) struct Page {
    pub(super) code: String,
    pub(super) edition: String,
    pub(super) kind: Kind,
    pub(super) certainty: Certainty,
    pub(super) second_look: bool,
    pub(super) valid_from: Option<Day>,
    pub(super) valid_to: Option<Day>,
    pub(super) title: Words,
    pub(super) summary: Words,
    pub(super) family: Option<Words>,
    pub(super) consent_note: Option<Words>,
    pub(super) notes: Vec<Words>,
    pub(super) laws: Vec<(String, Law)>,
    pub(super) questions: Vec<Question>,
    pub(super) addressees: Vec<Declared>,
    pub(super) purposes: Vec<Declared>,
    pub(super) classes: Vec<Declared>,
    pub(super) grounds: Vec<Declared>,
    pub(super) alternatives: Vec<Declared>,
    /// Fault texts for what no rule uses, ready to be kept or dropped: kind, code, fault.
    unused: Vec<(&'static str, String, Fault)>,
}

impl Page {
    pub(super) fn declarations(&self) -> Declarations<'_> {
        Declarations {
            questions: &self.questions,
            addressees: &self.addressees,
            purposes: &self.purposes,
            classes: &self.classes,
            grounds: &self.grounds,
        }
    }

    /// A question that no rule reads would be asked for nothing; a law or an alternative that none names is lost.
    pub(super) fn refuse_unused(&self, conditions: &[Condition], faults: &mut Vec<Fault>) {
        if !faults.is_empty() {
            return;
        }
        let reads: BTreeSet<&Fact> = conditions.iter().flat_map(Condition::reads).collect();
        let is_used = |kind: &str, code: &String| match kind {
            "question" => reads.contains(&Fact::Answer(code.clone())),
            "law" => conditions.iter().any(|c| c.law_codes.contains(code)),
            _ => conditions.iter().any(|c| c.alternatives.iter().any(|a| a.code == *code)),
        };
        let unused = self.unused.iter().filter(|(kind, code, _)| !is_used(kind, code));
        faults.extend(unused.map(|(_, _, fault)| fault.clone()));
    }
}

/// Reads the file; `None` when it is not what it should be as a whole.
pub(super) fn read(file: File<'_>, languages: &[&str], faults: &mut Vec<Fault>) -> Option<Page> {
    let written: Written = match toml::from_str(file.text) {
        Ok(written) => written,
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            faults.push(file.fault_at(offset, error.message().replace('\n', " ")));
            return None;
        }
    };
    let mut reader = Reader { file, languages, faults, unused: Vec::new() };
    let laws = written.law.into_iter().map(|law| reader.law(law)).collect();
    let questions = written.question.into_iter().map(|question| reader.question(question)).collect();
    let addressees = reader.all_declared(written.addressee, true);
    let purposes = reader.all_declared(written.purpose, false);
    let classes = reader.all_declared(written.class, false);
    let grounds = reader.all_declared(written.ground, false);
    let alternatives = reader.all_declared(written.alternative, false);
    for alternative in &alternatives {
        let line = reader.line_of(&alternative.code);
        reader.note_unused("alternative", &alternative.code, line);
    }
    let (valid_from, valid_to) = reader.validity(written.valid_from, written.valid_to);
    let page = Page {
        code: reader.code(written.code, &mut BTreeSet::new()),
        edition: written.edition.into_inner(),
        kind: written.kind,
        certainty: written.certainty,
        second_look: reader.second_look(written.second_look, written.kind),
        valid_from,
        valid_to,
        title: reader.words(written.title),
        summary: reader.words(written.summary),
        family: written.family.map(|words| reader.words(words)),
        consent_note: written.consent.map(|words| reader.words(words)),
        notes: written.note.into_iter().map(|words| reader.words(words)).collect(),
        laws,
        questions,
        addressees,
        purposes,
        classes,
        grounds,
        alternatives,
        unused: reader.unused,
    };
    refuse_twice(file, &page, faults);
    Some(page)
}

struct Reader<'a> {
    file: File<'a>,
    languages: &'a [&'a str],
    faults: &'a mut Vec<Fault>,
    unused: Vec<(&'static str, String, Fault)>,
}

impl Reader<'_> {
    fn line_of(&self, code: &str) -> usize {
        let said = format!("code = \"{code}\"");
        self.file.text.lines().position(|line| line.trim() == said).map_or(0, |index| index + 1)
    }

    fn note_unused(&mut self, kind: &'static str, code: &str, line: usize) {
        let fault = self.file.fault(line, format!("no rule uses the {kind} « {code} »"));
        self.unused.push((kind, code.to_owned(), fault));
    }

    fn code(&mut self, code: Spanned<String>, seen: &mut BTreeSet<String>) -> String {
        let offset = code.span().start;
        let code = code.into_inner();
        let plain = code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if code.is_empty() || !plain {
            let reason = format!("the code « {code} » may only hold a–z, 0–9 and _");
            self.faults.push(self.file.fault_at(offset, reason));
        }
        if !seen.insert(code.clone()) {
            self.faults.push(self.file.fault_at(offset, format!("the code « {code} » is there twice")));
        }
        code
    }

    fn words(&mut self, words: Spanned<Words>) -> Words {
        let offset = words.span().start;
        let mut words = words.into_inner();
        for text in words.0.values_mut() {
            *text = text.trim().to_owned();
        }
        for lang in self.languages {
            if words.0.get(*lang).is_none_or(String::is_empty) {
                self.faults.push(self.file.fault_at(offset, format!("the translation {lang} is missing")));
            }
        }
        for lang in words.0.keys().filter(|lang| !self.languages.contains(&lang.as_str())) {
            self.faults.push(self.file.fault_at(offset, format!("unknown language « {lang} »")));
        }
        words
    }

    fn day(&mut self, date: Option<Spanned<Datetime>>) -> Option<Day> {
        let date = date?;
        let offset = date.span().start;
        let value = date.into_inner();
        let plain = value.date.filter(|_| value.time.is_none() && value.offset.is_none());
        let day = plain.and_then(|d| Day::new(d.year, d.month, d.day));
        if day.is_none() {
            self.faults
                .push(self.file.fault_at(offset, "a date without quotes, such as 2019-01-01, was expected"));
        }
        day
    }

    fn second_look(&mut self, asked: Option<Spanned<bool>>, kind: Kind) -> bool {
        let Some(asked) = asked.filter(|asked| *asked.get_ref()) else { return false };
        if kind == Kind::Consultation {
            let reason = "what is said in a consultation is decided by nobody beforehand: no second_look";
            self.faults.push(self.file.fault_at(asked.span().start, reason));
        }
        true
    }

    fn validity(
        &mut self,
        from: Option<Spanned<Datetime>>,
        to: Option<Spanned<Datetime>>,
    ) -> (Option<Day>, Option<Day>) {
        let offset = to.as_ref().map_or(0, |to| to.span().start);
        let (from, to) = (self.day(from), self.day(to));
        if let (Some(first), Some(last)) = (from, to)
            && last < first
        {
            let reason = format!("valid_to ({last}) is before valid_from ({first})");
            self.faults.push(self.file.fault_at(offset, reason));
        }
        (from, to)
    }

    fn law(&mut self, law: WrittenLaw) -> (String, Law) {
        let offset = law.code.span().start;
        let code = self.code(law.code, &mut BTreeSet::new());
        if law.number.is_empty() {
            self.faults
                .push(self.file.fault_at(offset, format!("the law « {code} » is cited under no number")));
        }
        let line = self.file.fault_at(offset, "").line;
        self.note_unused("law", &code, line);
        let numbers = law.number.into_iter().map(|number| {
            let (valid_from, valid_to) = self.validity(number.valid_from, number.valid_to);
            LawNumber { cite: self.words(number.cite), valid_from, valid_to, certainty: number.certainty }
        });
        let numbers = numbers.collect();
        (code, Law { name: self.words(law.name), numbers })
    }

    fn question(&mut self, question: WrittenQuestion) -> Question {
        let line = self.file.fault_at(question.code.span().start, "").line;
        let code = self.code(question.code, &mut BTreeSet::new());
        self.note_unused("question", &code, line);
        Question {
            code,
            asked: question.of,
            ask: self.words(question.ask),
            help: question.help.map(|help| self.words(help)).unwrap_or_default(),
        }
    }

    fn all_declared(&mut self, written: Vec<WrittenDeclared>, roles: bool) -> Vec<Declared> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for declared in written {
            let offset = declared.code.span().start;
            let code = self.code(declared.code, &mut seen);
            if RESERVED.contains(&code.as_str()) {
                let reason = format!("« {code} » is what is said of everything that is not declared");
                self.faults.push(self.file.fault_at(offset, reason));
            }
            if roles == declared.roles.is_empty() {
                let reason = match roles {
                    true => format!("the addressee « {code} » has no roles: nobody would be one"),
                    false => format!("« {code} » has roles, which only addressees have"),
                };
                self.faults.push(self.file.fault_at(offset, reason));
            }
            all.push(Declared { code, words: self.words(declared.words), roles: declared.roles });
        }
        all
    }
}

/// Codes that would hide each other, and laws without a number when the rule set begins or ends.
fn refuse_twice(file: File<'_>, page: &Page, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    let codes = page.laws.iter().map(|(code, _)| ("law", code));
    for (kind, code) in codes.chain(page.questions.iter().map(|q| ("question", &q.code))) {
        if !seen.insert((kind, code)) {
            faults.push(file.fault(0, format!("the {kind} « {code} » is there twice")));
        }
    }
    let mut roles = BTreeSet::new();
    for role in page.addressees.iter().flat_map(|addressee| &addressee.roles) {
        if !roles.insert(role) {
            faults.push(file.fault(0, format!("the role « {role} » stands for two addressees")));
        }
    }
    for day in [page.valid_from, page.valid_to].into_iter().flatten() {
        for (code, _) in page.laws.iter().filter(|(_, law)| law.numbers_on(day).next().is_none()) {
            faults.push(
                file.fault(0, format!("the law « {code} » has no number on {day}, when the rule set holds")),
            );
        }
    }
}
