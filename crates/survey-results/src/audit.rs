// SPDX-License-Identifier: EUPL-1.2
//! An attack on results: what somebody could work out who has everything that is published of a campaign, and nothing else.
//!
//! It reads the published tables only, writes down every sum that holds in them, and asks for the bounds of each hidden
//! cell ([`crate::bounds`]). It shares no code with what hides cells. A question is attacked together with who answered and
//! with its repeated group; other questions divide the same groups in another way, and tell nothing more of it, except where
//! one of them decides who is asked the other: that is not attacked here.

use crate::bounds::{Bounds, Contradiction, Told};
use crate::model::{
    Cell, Column, Kind, Over, Population, Question, Repeat, Results, RowKind, Standing, Unit,
};

/// A hidden cell of which somebody could work out too much.
#[derive(Clone, Debug, PartialEq)]
pub struct Exposed {
    /// The path of the question or of the repeated group; nothing for who answered.
    pub path: String,
    /// Which row, as it is called in the table.
    pub row: String,
    /// Which column.
    pub column: usize,
    /// The least it can be.
    pub least: f64,
    /// The most it can be.
    pub most: f64,
}

/// Every hidden cell of which fewer than `threshold` + 1 whole numbers remain possible, in what was counted among those who
/// were asked and among the others. What can only be nothing is not counted: that nobody said something is no secret.
///
/// It takes up to some seconds for a long questionnaire with small groups: it is for tests, and for whoever is about to
/// publish.
///
/// # Errors
/// When the published tables contradict one another.
pub fn exposed(results: &Results) -> Result<Vec<Exposed>, Contradiction> {
    let mut found = Vec::new();
    for population in [&results.population, &results.outside] {
        found.extend(exposed_in(population, results.threshold)?);
    }
    Ok(found)
}

fn exposed_in(population: &Population, threshold: u64) -> Result<Vec<Exposed>, Contradiction> {
    let mut found = Vec::new();
    let mut attack = Attack::on(population);
    attack.finish("", threshold, &mut found)?;
    for repeat in &population.repeats {
        let mut attack = Attack::on(population);
        attack.watched.clear();
        attack.repeat(repeat);
        attack.finish(&repeat.path, threshold, &mut found)?;
    }
    for question in &population.questions {
        let mut attack = Attack::on(population);
        let repeat = population.repeats.iter().find(|repeat| Some(&repeat.path) == question.repeat.as_ref());
        let entries = repeat.map(|repeat| attack.repeat(repeat));
        attack.watched.clear();
        attack.question(question, entries);
        attack.finish(&question.path, threshold, &mut found)?;
    }
    Ok(found)
}

/// A quantity: one unknown number for each column of its table.
type Quantity = Vec<usize>;

struct Attack<'a> {
    told: Told,
    watched: Vec<(String, usize, usize)>,
    columns: &'a [Column],
    counted: Quantity,
}

impl<'a> Attack<'a> {
    fn on(population: &'a Population) -> Self {
        let response = &population.response;
        let columns = response.columns.as_slice();
        let mut attack = Self { told: Told::default(), watched: Vec::new(), columns, counted: Vec::new() };
        let invited = attack.quantity("invited", columns, &response.invited);
        attack.counted = attack.quantity("counted", columns, &response.counted);
        let counted = attack.counted.clone();
        attack.part_of(&counted, &invited);
        for (name, cells) in [("late", &response.late), ("paper", &response.paper)] {
            let part = attack.quantity(name, columns, cells);
            attack.part_of(&part, &counted);
        }
        attack
    }

    /// Numbers of which the groups of each dimension add up to all, with what is told of them.
    fn quantity(&mut self, name: &str, columns: &[Column], cells: &[Cell]) -> Quantity {
        let own: Quantity = columns.iter().map(|_| self.told.unknown()).collect();
        let dimensions = columns.iter().filter_map(|column| match column.over {
            Over::Group { dimension, .. } => Some(dimension + 1),
            _ => None,
        });
        for wanted in 0..dimensions.max().unwrap_or(0) {
            let groups = columns.iter().zip(&own).filter_map(|(column, at)| match column.over {
                Over::Group { dimension, group } if dimension == wanted => Some((group, *at)),
                _ => None,
            });
            let groups: Vec<(usize, usize)> = groups.collect();
            let all: Vec<usize> = groups.iter().map(|(_, at)| *at).collect();
            self.told.adds_up(&all, own[0]);
            for (column, whole) in columns.iter().zip(&own) {
                if let Over::Rest { dimension, groups: rest } = &column.over
                    && *dimension == wanted
                {
                    let members = groups.iter().filter(|(group, _)| rest.contains(group)).map(|(_, at)| *at);
                    self.told.adds_up(&members.collect::<Vec<usize>>(), *whole);
                }
            }
        }
        for (at, cell) in cells.iter().enumerate() {
            match cell {
                Cell::Count(count) => self.told.sum(&[own[at]], *count),
                Cell::Hidden => self.watched.push((name.to_owned(), at, own[at])),
            }
        }
        own
    }

    /// In every column, the part is not more than the whole.
    fn part_of(&mut self, part: &[usize], whole: &[usize]) {
        for (part, whole) in part.iter().zip(whole) {
            let others = self.told.unknown();
            self.told.adds_up(&[*part, others], *whole);
        }
    }

    /// In every column, the parts make up the whole.
    fn make_up(&mut self, parts: &[Quantity], whole: &[usize]) {
        for (column, whole) in whole.iter().enumerate() {
            let parts: Vec<usize> = parts.iter().map(|part| part[column]).collect();
            self.told.adds_up(&parts, *whole);
        }
    }

    /// The same quantity, seen in another table whose columns stand for the same groups.
    fn as_in(&mut self, columns: &[Column], quantity: &[usize], from: &[Column]) {
        for (column, at) in columns.iter().zip(quantity) {
            let same = from.iter().position(|other| other.over == column.over);
            if let (Over::All | Over::Group { .. }, Some(same)) = (&column.over, same) {
                let other = self.counted[same];
                self.told.adds_up(&[other], *at);
            }
        }
    }

    fn repeat(&mut self, repeat: &Repeat) -> (Vec<Column>, Quantity, usize) {
        let columns = repeat.columns.clone();
        let respondents = self.quantity("respondents", &columns, &repeat.respondents);
        self.as_in(&columns, &respondents, self.columns);
        let mut rows = Vec::new();
        for row in &repeat.rows {
            let kept = self.watched.len();
            rows.push(self.quantity(&row.code, &columns, &row.cells));
            // That somebody gave nothing is not guarded.
            if row.code == "0" {
                self.watched.truncate(kept);
            }
        }
        self.make_up(&rows, &respondents);
        let entries = self.told.unknown();
        if let Cell::Count(count) = repeat.entries {
            self.told.sum(&[entries], count);
        }
        // Who gave some gave one at least, and who gave three gave three.
        let least: Quantity = columns.iter().map(|_| self.told.unknown()).collect();
        for (column, least) in least.iter().enumerate() {
            let mut parts = Vec::new();
            for (row, number) in rows.iter().zip(0_usize..) {
                parts.extend(std::iter::repeat_n(row[column], number));
            }
            self.told.adds_up(&parts, *least);
        }
        (columns, least, entries)
    }

    fn question(&mut self, question: &Question, entries: Option<(Vec<Column>, Quantity, usize)>) {
        let (columns, bases) = (&question.columns, &question.bases);
        let units = self.quantity("units", columns, &bases.units);
        match (question.unit, entries) {
            (Unit::Entries, Some((from, least, all))) => {
                self.told.adds_up(&[all], units[0]);
                for (column, at) in columns.iter().zip(&units) {
                    let same = from.iter().position(|other| other.over == column.over);
                    if let (Over::All | Over::Group { .. }, Some(same)) = (&column.over, same) {
                        let more = self.told.unknown();
                        self.told.adds_up(&[least[same], more], *at);
                    }
                }
            }
            _ => self.as_in(columns, &units, self.columns),
        }
        let answered = self.quantity("answered", columns, &bases.answered);
        let kept = self.watched.len();
        let silent = self.quantity("silent", columns, &bases.silent);
        let not_put = self.quantity("not put", columns, &bases.not_put);
        self.watched.truncate(kept);
        self.make_up(&[answered.clone(), silent.clone(), not_put.clone()], &units);
        let missing = &question.missing;
        for (cells, whole) in [
            (vec![missing.unanswered, missing.declined, missing.unknown], silent[0]),
            (vec![missing.not_relevant, missing.not_asked], not_put[0]),
        ] {
            let parts: Vec<usize> = cells.iter().map(|_| self.told.unknown()).collect();
            for (at, cell) in parts.iter().zip(&cells) {
                if let Cell::Count(count) = cell {
                    self.told.sum(&[*at], *count);
                }
            }
            self.told.adds_up(&parts, whole);
        }
        let mut rows: Vec<(&str, Quantity)> = Vec::new();
        for row in question.rows.iter().filter(|row| row.kind == RowKind::Choice) {
            rows.push((&row.heading, self.quantity(&row.code, columns, &row.cells)));
        }
        if question.kind == Kind::One && question.standing == Standing::Shown {
            let parts: Vec<Quantity> = rows.iter().map(|(_, row)| row.clone()).collect();
            self.make_up(&parts, &answered);
        } else {
            rows.iter().for_each(|(_, row)| self.part_of(row, &answered));
        }
        for any in question.rows.iter().filter(|row| row.kind == RowKind::AnyUnder) {
            let quantity = self.quantity(&any.heading, columns, &any.cells);
            self.part_of(&quantity, &answered);
            for (heading, row) in &rows {
                if *heading == any.heading {
                    self.part_of(row, &quantity);
                }
            }
        }
    }

    fn finish(&mut self, path: &str, threshold: u64, found: &mut Vec<Exposed>) -> Result<(), Contradiction> {
        if self.watched.is_empty() {
            return Ok(());
        }
        let mut bounds: Bounds = self.told.bounds()?;
        for (row, column, at) in &self.watched {
            let (least, Some(most)) = bounds.of(*at) else { continue };
            if most > 0.5 && most - least < threshold as f64 - 0.01 {
                found.push(Exposed { path: path.to_owned(), row: row.clone(), column: *column, least, most });
            }
        }
        Ok(())
    }
}
