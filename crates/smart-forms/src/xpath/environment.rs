// SPDX-License-Identifier: EUPL-1.2
//! What an expression may ask of the world around it. Nothing is asked of the machine: no clock, no chance.

use jiff::Zoned;
use jiff::tz::TimeZone;

/// The world around an expression. All of it may be missing: a function that needs what is missing is an error that
/// says so.
pub trait Environment<N> {
    /// The moment at which the form is filled in, where it is filled in.
    fn now(&self) -> Option<Zoned> {
        None
    }

    /// The zone in which days and hours are meant that do not say theirs.
    fn zone(&self) -> TimeZone {
        self.now().map_or(TimeZone::UTC, |now| now.time_zone().clone())
    }

    /// A number by chance: at least 0, less than 1. Another one each time.
    fn random(&self) -> Option<f64> {
        None
    }

    /// A new identifier (RFC 9562) that nobody else has.
    fn uuid(&self) -> Option<String> {
        None
    }

    /// The node below which the data of another instance of the form stand, such as a list of choices.
    fn instance(&self, id: &str) -> Option<N> {
        let _ = id;
        None
    }

    /// A text of the form in the language in use.
    fn itext(&self, id: &str) -> Option<String> {
        let _ = id;
        None
    }

    /// What a choice is called in the language in use: the choice, and the path of its question.
    fn choice_name(&self, choice: &str, question: &str) -> Option<String> {
        let _ = (choice, question);
        None
    }

    /// A property of the device or of whoever fills in the form.
    fn property(&self, name: &str) -> Option<String> {
        let _ = name;
        None
    }

    /// The version of the form.
    fn version(&self) -> Option<String> {
        None
    }

    /// A namespace by its prefix, before the tree is asked.
    fn namespace(&self, prefix: &str) -> Option<String> {
        let _ = prefix;
        None
    }

    /// The short name of a month, from 1.
    fn month(&self, month: i8) -> String {
        name(&["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], month)
    }

    /// The short name of a day of the week, from 1, Monday.
    fn weekday(&self, day: i8) -> String {
        name(&["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], day)
    }
}

fn name(names: &[&str], number: i8) -> String {
    let index = usize::try_from(number).unwrap_or(0).saturating_sub(1);
    names.get(index).copied().unwrap_or("").to_owned()
}

/// Nothing around: for expressions that are about their own values only.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl<N> Environment<N> for Nothing {}
