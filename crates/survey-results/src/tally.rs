// SPDX-License-Identifier: EUPL-1.2
//! Counting. Each document is walked once; nothing is decided here about what may be shown.

use std::collections::HashMap;

use smart_forms::answers::{Answer, Item};
use smart_forms::instance::AnswerState;

use crate::input::{Counting, Dimension, Named, Plan, Respondent, State};
use crate::layout::{Choice, Layout, Place};
use crate::model::Kind;

/// Outcomes that are no answers come before the choices.
pub(crate) const ANSWERED: usize = 0;
pub(crate) const UNANSWERED: usize = 1;
pub(crate) const DECLINED: usize = 2;
pub(crate) const UNKNOWN: usize = 3;
pub(crate) const NOT_RELEVANT: usize = 4;
pub(crate) const NOT_ASKED: usize = 5;
pub(crate) const CHOICES: usize = 6;

/// Numbers of entries are told one by one below this, and together from here on.
pub(crate) const MANY_ENTRIES: usize = 6;

/// So many units, of so many respondents.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) units: u64,
    pub(crate) people: u64,
    last: u32,
}

impl Count {
    fn add(&mut self, who: u32) {
        self.units += 1;
        if self.last != who {
            self.last = who;
            self.people += 1;
        }
    }
}

/// The columns over which everything is counted: all, then the groups of each dimension.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub(crate) dimensions: Vec<Dimension>,
    offsets: Vec<usize>,
    width: usize,
    by_code: Vec<HashMap<String, usize>>,
    /// From this dimension on, one respondent may count in several groups.
    pub(crate) overlap_from: usize,
}

impl Columns {
    pub(crate) fn new<'a>(
        dimensions: &[Dimension],
        unknown: &str,
        seen: impl Iterator<Item = (usize, &'a str)>,
    ) -> Self {
        let mut columns =
            Self { dimensions: dimensions.to_vec(), overlap_from: dimensions.len(), ..Self::default() };
        for dimension in dimensions {
            let codes = dimension.groups.iter().enumerate().map(|(at, group)| (group.code.clone(), at));
            columns.by_code.push(codes.collect());
        }
        for (at, code) in seen {
            let (Some(known), Some(dimension)) =
                (columns.by_code.get_mut(at), columns.dimensions.get_mut(at))
            else {
                continue;
            };
            if !known.contains_key(code) {
                known.insert(code.to_owned(), dimension.groups.len());
                dimension.groups.push(Named::new(code, if code.is_empty() { unknown } else { code }));
            }
        }
        columns.width = 1;
        for dimension in &columns.dimensions {
            columns.offsets.push(columns.width);
            columns.width += dimension.groups.len();
        }
        columns
    }

    pub(crate) fn at(&self, dimension: usize, group: usize) -> usize {
        self.offsets[dimension] + group
    }

    fn find(&self, dimension: usize, code: &str) -> Option<usize> {
        Some(self.at(dimension, *self.by_code.get(dimension)?.get(code)?))
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }
}

/// What was counted of one question.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// By outcome, then by column.
    pub(crate) outcomes: Vec<Vec<Count>>,
    /// Choices, and those that only documents know.
    pub(crate) choices: Vec<Choice>,
    /// Headings with, by column, who chose at least one of the choices under them.
    pub(crate) any_under: Vec<(String, Vec<Count>)>,
    /// By column.
    pub(crate) numbers: Vec<Vec<f64>>,
    seen: u32,
}

/// What was counted of a repeated group.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turns {
    pub(crate) columns: Columns,
    /// Entries, by column.
    pub(crate) entries: Vec<Count>,
    /// By number of entries, then by column of the respondents.
    pub(crate) given: Vec<Vec<Count>>,
    /// Turns of the document at hand, empty ones included, and those with an answer.
    turn: usize,
    filled: usize,
}

/// What was counted over one population.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) columns: Columns,
    pub(crate) invited: Vec<Count>,
    pub(crate) counted: Vec<Count>,
    pub(crate) late: Vec<Count>,
    pub(crate) paper: Vec<Count>,
    pub(crate) waiting: Vec<Count>,
    pub(crate) started: Vec<Count>,
    pub(crate) silent: Vec<Count>,
    pub(crate) set_aside: Vec<Count>,
    pub(crate) questions: Vec<Asked>,
    pub(crate) repeats: Vec<Turns>,
    stamp: u32,
}

/// Who is being counted, and where.
#[derive(Clone, Copy)]
struct At<'a> {
    who: u32,
    stamp: u32,
    columns: &'a [usize],
}

impl Tally {
    pub(crate) fn new(layout: &Layout, plan: &Plan, respondents: &[Respondent<'_>]) -> Self {
        let dimensions = plan.dimensions.len();
        let codes = respondents
            .iter()
            .flat_map(|one| (0..dimensions).map(|at| (at, one.groups.get(at).copied().unwrap_or_default())));
        let columns = Columns::new(&plan.dimensions, &plan.unknown, codes);
        let width = columns.width();
        let none = vec![Count::default(); width];
        let repeats: Vec<Turns> = layout
            .repeats
            .iter()
            .map(|repeat| {
                let mut dimensions = columns.dimensions.clone();
                dimensions.extend(repeat.kinds.clone());
                let last = columns.dimensions.len();
                let codings = respondents.iter().flat_map(|one| one.codings);
                let codes =
                    codings.filter(|coding| coding.repeat == repeat.path).map(|coding| coding.code.as_str());
                let codes = codes.chain([""]).filter(|_| repeat.kinds.is_some()).map(|code| (last, code));
                let mut columns = Columns::new(&dimensions, &plan.unknown, codes);
                columns.overlap_from = last;
                Turns {
                    entries: vec![Count::default(); columns.width()],
                    given: vec![none.clone(); MANY_ENTRIES + 1],
                    columns,
                    ..Turns::default()
                }
            })
            .collect();
        let questions = layout.questions.iter().map(|question| {
            let width = question.repeat.map_or(width, |at| repeats[at].columns.width());
            let mut headings: Vec<(String, Vec<Count>)> = Vec::new();
            for choice in question.choices.iter().filter(|choice| !choice.heading.is_empty()) {
                if question.kind == Kind::Many && headings.iter().all(|(known, _)| *known != choice.heading) {
                    headings.push((choice.heading.clone(), vec![Count::default(); width]));
                }
            }
            Asked {
                outcomes: vec![vec![Count::default(); width]; CHOICES + question.choices.len()],
                choices: question.choices.clone(),
                any_under: headings,
                numbers: vec![Vec::new(); if question.kind == Kind::Number { width } else { 0 }],
                seen: 0,
            }
        });
        Self {
            invited: none.clone(),
            counted: none.clone(),
            late: none.clone(),
            paper: none.clone(),
            waiting: none.clone(),
            started: none.clone(),
            silent: none.clone(),
            set_aside: none.clone(),
            questions: questions.collect(),
            repeats,
            columns,
            stamp: 0,
        }
    }

    /// The columns in which a respondent counts.
    pub(crate) fn places(&self, one: &Respondent<'_>) -> Vec<usize> {
        let own = (0..self.columns.dimensions.len()).filter_map(|dimension| {
            self.columns.find(dimension, one.groups.get(dimension).copied().unwrap_or_default())
        });
        std::iter::once(0).chain(own).collect()
    }

    /// Counts a respondent: `who` is different for each, and not 0. Whether the answers are counted.
    pub(crate) fn respondent(
        &mut self,
        layout: &Layout,
        one: &Respondent<'_>,
        who: u32,
        places: &[usize],
        counting: Counting,
    ) -> bool {
        let add = |counts: &mut [Count]| places.iter().for_each(|column| counts[*column].add(who));
        if one.flags.set_aside {
            add(&mut self.set_aside);
            return false;
        }
        add(&mut self.invited);
        let document = match one.state {
            State::Invited => {
                add(&mut self.silent);
                return false;
            }
            State::Started => {
                add(&mut self.started);
                return false;
            }
            State::Submitted(document) => document,
        };
        if counting == Counting::Validated && !one.flags.validated {
            add(&mut self.waiting);
            return false;
        }
        add(&mut self.counted);
        if one.flags.late {
            add(&mut self.late);
        }
        if one.flags.paper {
            add(&mut self.paper);
        }
        self.document(layout, one, &document.items, who, places);
        true
    }

    fn document(
        &mut self,
        layout: &Layout,
        one: &Respondent<'_>,
        items: &[Item],
        who: u32,
        places: &[usize],
    ) {
        self.stamp += 1;
        for repeat in &mut self.repeats {
            (repeat.turn, repeat.filled) = (0, 0);
        }
        let at = At { who, stamp: self.stamp, columns: places };
        self.walk(layout, one, items, at);
        for (question, known) in
            layout.questions.iter().enumerate().filter(|(_, known)| known.repeat.is_none())
        {
            self.passed_over(question, known.conditional, at);
        }
        for repeat in &mut self.repeats {
            let given = repeat.filled.min(MANY_ENTRIES);
            places.iter().for_each(|column| repeat.given[given][*column].add(who));
        }
    }

    fn walk(&mut self, layout: &Layout, one: &Respondent<'_>, items: &[Item], at: At<'_>) {
        for item in items {
            match layout.places.get(item.path.as_str()) {
                Some(Place::Question(question)) => {
                    self.answer(*question, layout.questions[*question].kind, item, at)
                }
                Some(Place::Repeat(repeat)) => self.turn(layout, one, *repeat, item, at),
                None => self.walk(layout, one, &item.items, at),
            }
        }
    }

    fn turn(&mut self, layout: &Layout, one: &Respondent<'_>, repeat: usize, item: &Item, at: At<'_>) {
        let turns = &mut self.repeats[repeat];
        turns.turn += 1;
        if !says_something(item) {
            return;
        }
        turns.filled += 1;
        let known = &layout.repeats[repeat];
        let mut columns = at.columns[..=self.columns.dimensions.len().min(at.columns.len() - 1)].to_vec();
        if known.kinds.is_some() {
            let number = turns.turn;
            let coding =
                one.codings.iter().find(|coding| coding.turn == number && coding.repeat == known.path);
            let code = coding.map_or("", |coding| coding.code.as_str());
            columns.extend(turns.columns.find(turns.columns.dimensions.len() - 1, code));
        }
        columns.iter().for_each(|column| turns.entries[*column].add(at.who));
        self.stamp += 1;
        let at = At { stamp: self.stamp, columns: &columns, ..at };
        self.walk(layout, one, &item.items, at);
        for question in &known.questions {
            self.passed_over(*question, layout.questions[*question].conditional, at);
        }
    }

    /// A question of which the document says nothing.
    fn passed_over(&mut self, question: usize, conditional: bool, at: At<'_>) {
        let asked = &mut self.questions[question];
        if asked.seen != at.stamp {
            let outcome = if conditional { NOT_RELEVANT } else { NOT_ASKED };
            at.columns.iter().for_each(|column| asked.outcomes[outcome][*column].add(at.who));
        }
    }

    fn answer(&mut self, question: usize, kind: Kind, item: &Item, at: At<'_>) {
        let asked = &mut self.questions[question];
        if std::mem::replace(&mut asked.seen, at.stamp) == at.stamp {
            return;
        }
        let outcome = match item.missing {
            _ if !item.answers.is_empty() => ANSWERED,
            Some(AnswerState::Declined) => DECLINED,
            Some(AnswerState::Unknown) => UNKNOWN,
            Some(AnswerState::NotRelevant) => NOT_RELEVANT,
            Some(AnswerState::NotAsked) => NOT_ASKED,
            _ => UNANSWERED,
        };
        at.columns.iter().for_each(|column| asked.outcomes[outcome][*column].add(at.who));
        match kind {
            Kind::One => item.answers.iter().take(1).for_each(|answer| asked.choose(answer, at)),
            Kind::Many => {
                item.answers.iter().for_each(|answer| asked.choose(answer, at));
                asked.choose_under(item, at);
            }
            Kind::Number => {
                let number = item.answers.first().and_then(|answer| match answer {
                    Answer::Integer(number) => Some(*number as f64),
                    Answer::Decimal(number) => Some(*number),
                    _ => None,
                });
                if let Some(number) = number {
                    at.columns.iter().for_each(|column| asked.numbers[*column].push(number));
                }
            }
            Kind::Text => {}
        }
    }
}

impl Asked {
    fn choose(&mut self, answer: &Answer, at: At<'_>) {
        let Answer::Choice { code, label } = answer else { return };
        let known = self.choices.iter().position(|choice| choice.named.code == *code);
        let place = known.unwrap_or_else(|| {
            let width = self.outcomes[ANSWERED].len();
            self.choices.push(Choice { named: Named::new(code, label), heading: String::new() });
            self.outcomes.push(vec![Count::default(); width]);
            self.choices.len() - 1
        });
        at.columns.iter().for_each(|column| self.outcomes[CHOICES + place][*column].add(at.who));
    }

    fn choose_under(&mut self, item: &Item, at: At<'_>) {
        for (heading, counts) in &mut self.any_under {
            let under = |answer: &Answer| match answer {
                Answer::Choice { code, .. } => {
                    self.choices.iter().any(|choice| choice.heading == *heading && choice.named.code == *code)
                }
                _ => false,
            };
            if item.answers.iter().any(under) {
                at.columns.iter().for_each(|column| counts[*column].add(at.who));
            }
        }
    }
}

/// Whether something was answered in a turn.
fn says_something(item: &Item) -> bool {
    !item.answers.is_empty() || item.items.iter().any(says_something)
}
