// SPDX-License-Identifier: EUPL-1.2
//! The shared scales of danger, gravity and urgency, and what may not be said together.
//!
//! They hold judgements made by people. Nothing is computed from them.

use crate::error::Place;
use crate::reader::{Problems, Table};
use crate::words::{Footing, Text};

/// One level of a scale.
#[derive(Clone, Debug)]
pub struct Level {
    /// From 0.
    pub value: u8,
    /// Its name.
    pub name: Text,
    /// What it looks like, in plain words.
    pub anchor: Text,
}

/// One scale.
#[derive(Clone, Debug)]
pub struct Scale {
    /// The letter written before a level: D2.
    pub letter: String,
    /// Its name.
    pub name: Text,
    /// The question it answers.
    pub question: Text,
    /// Its levels, from 0 upwards without a gap.
    pub levels: Vec<Level>,
    /// Where it is written.
    pub place: Place,
}

impl Scale {
    /// A level by its value; `None` when the scale has no such level.
    pub fn level(&self, value: u8) -> Option<&Level> {
        self.levels.iter().find(|l| l.value == value)
    }
}

/// Between which levels a contradiction holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Lowest level.
    pub at_least: u8,
    /// Highest level.
    pub at_most: u8,
}

/// What a contradiction does to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Both cannot be true.
    Refuse,
    /// Possible but rare: a sentence of explanation is asked.
    Ask,
}

kernel::codes!(Effect { Refuse = "refuse", Ask = "ask" });

/// Levels that may not be, or hardly are, said together.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// What is stored.
    pub id: String,
    /// Refused, or a question.
    pub effect: Effect,
    /// On which levels of danger, if it matters.
    pub danger: Option<Bounds>,
    /// On which levels of gravity, if it matters.
    pub gravity: Option<Bounds>,
    /// On which levels of urgency, if it matters.
    pub urgency: Option<Bounds>,
    /// Why.
    pub reason: Text,
    /// How to get out of it.
    pub way_out: Text,
    /// Where it is written.
    pub place: Place,
}

impl Contradiction {
    fn holds(&self, danger: Option<u8>, gravity: Option<u8>, urgency: Option<u8>) -> bool {
        [(self.danger, danger), (self.gravity, gravity), (self.urgency, urgency)].into_iter().all(
            |(bounds, level)| match (bounds, level) {
                (None, _) => true,
                (Some(b), Some(l)) => b.at_least <= l && l <= b.at_most,
                // A level nobody gave contradicts nothing: absence is not a no.
                (Some(_), None) => false,
            },
        )
    }
}

/// The three scales of a pack and their contradictions.
#[derive(Clone, Debug)]
pub struct Scales {
    /// Is the child's safety or development threatened?
    pub danger: Scale,
    /// How serious is the harm?
    pub gravity: Scale,
    /// How soon must somebody act?
    pub urgency: Scale,
    /// What may not be said together.
    pub contradictions: Vec<Contradiction>,
    /// Where the scales come from.
    pub footing: Footing,
}

impl Scales {
    /// Whether levels may stand together. A level not given (`None`) contradicts nothing.
    ///
    /// # Errors
    /// The first contradiction that refuses them, with its reason and the way out.
    pub fn check(
        &self,
        danger: impl Into<Option<u8>>,
        gravity: impl Into<Option<u8>>,
        urgency: impl Into<Option<u8>>,
    ) -> Result<(), &Contradiction> {
        let (d, g, u) = (danger.into(), gravity.into(), urgency.into());
        let refusing = |c: &&Contradiction| c.effect == Effect::Refuse && c.holds(d, g, u);
        self.contradictions.iter().find(refusing).map_or(Ok(()), Err)
    }

    /// The questions such levels raise: a sentence of explanation is owed for each.
    pub fn questions(
        &self,
        danger: impl Into<Option<u8>>,
        gravity: impl Into<Option<u8>>,
        urgency: impl Into<Option<u8>>,
    ) -> impl Iterator<Item = &Contradiction> {
        let (d, g, u) = (danger.into(), gravity.into(), urgency.into());
        self.contradictions.iter().filter(move |c| c.effect == Effect::Ask && c.holds(d, g, u))
    }

    pub(crate) fn read(top: &Table<'_>, problems: &Problems) -> Option<Scales> {
        let footing = Footing::read(top);
        let all = top.table("scale")?;
        let scale = |key: &'static str| read_scale(&all, key);
        let (danger, gravity, urgency) = (scale("danger"), scale("gravity"), scale("urgency"));
        all.finish();
        let (danger, gravity, urgency) = (danger?, gravity?, urgency?);
        let mut contradictions: Vec<Contradiction> = Vec::new();
        for table in top.blocks("contradiction") {
            let nested = |key| {
                table.table(key).map_or_else(Text::default, |t| {
                    let text = Text::read(&t);
                    t.finish();
                    text
                })
            };
            let read = Contradiction {
                id: table.text("id"),
                effect: table
                    .choice("effect", &["refuse", "ask"])
                    .and_then(|c| Effect::parse(&c))
                    .unwrap_or(Effect::Refuse),
                danger: read_bounds(&table, "danger", &danger),
                gravity: read_bounds(&table, "gravity", &gravity),
                urgency: read_bounds(&table, "urgency", &urgency),
                reason: nested("reason"),
                way_out: nested("way_out"),
                place: table.place(),
            };
            if [read.danger, read.gravity, read.urgency].iter().flatten().count() < 2 {
                problems.add(read.place.error("a contradiction needs two scales at least".to_owned()));
            }
            if let Some(first) = contradictions.iter().find(|c| c.id == read.id) {
                problems
                    .add(read.place.error(format!("« {} » is written already, at {}", read.id, first.place)));
            }
            table.finish();
            contradictions.push(read);
        }
        Some(Scales { danger, gravity, urgency, contradictions, footing })
    }
}

fn read_scale(all: &Table<'_>, key: &'static str) -> Option<Scale> {
    let table = all.table(key)?;
    let question = table.table("question").map_or_else(Text::default, |t| {
        let text = Text::read(&t);
        t.finish();
        text
    });
    let mut levels = Vec::new();
    for (expected, block) in (0..).zip(table.blocks("level")) {
        let value = block.number("value");
        if value != expected {
            block.refuse("value", format!("level {expected} was expected here, found {value}"));
        }
        if !block.has("anchor") {
            block.refuse("anchor", format!("level {value} of {key} has no anchor in plain words"));
        }
        let anchor = block.table_if_any("anchor").map_or_else(Text::default, |t| {
            let text = Text::read(&t);
            t.finish();
            text
        });
        levels.push(Level { value: value.try_into().unwrap_or(u8::MAX), name: Text::read(&block), anchor });
        block.finish();
    }
    if levels.len() < 2 {
        table.refuse("level", format!("the scale {key} needs two levels at least"));
    }
    let scale = Scale {
        letter: table.text("letter"),
        name: Text::read(&table),
        question,
        levels,
        place: table.place(),
    };
    table.finish();
    Some(scale)
}

fn read_bounds(table: &Table<'_>, key: &'static str, scale: &Scale) -> Option<Bounds> {
    let bounds = table.table_if_any(key)?;
    let highest = scale.levels.len().saturating_sub(1).try_into().unwrap_or(u8::MAX);
    let side = |side, otherwise: u8| match bounds.number_if_any(side) {
        None => otherwise,
        Some(n) => match u8::try_from(n) {
            Ok(n) if n <= highest => n,
            _ => {
                table.refuse(key, format!("the scale {key} has no level {n}"));
                otherwise
            }
        },
    };
    let read = Bounds { at_least: side("at_least", 0), at_most: side("at_most", highest) };
    if read.at_least > read.at_most {
        table.refuse(
            key,
            format!("no level of {key} is at least {} and at most {}", read.at_least, read.at_most),
        );
    }
    bounds.finish();
    Some(read)
}
