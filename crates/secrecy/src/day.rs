// SPDX-License-Identifier: EUPL-1.2
//! A day of the calendar: all this crate needs to know of time.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A day, written `2026-03-02`; days compare in the order of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The first day that can be written: 1 January of the year 0.
    pub const FIRST: Day = Day { year: 0, month: 1, day: 1 };

    /// A day that exists; `None` for 30 February.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Day> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=last).contains(&day) && year <= 9999).then_some(Day { year, month, day })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Day, NotADay> {
        let mut parts = text.split('-');
        let mut part = |length: usize| {
            let digits =
                parts.next().filter(|p| p.len() == length && p.bytes().all(|b| b.is_ascii_digit()))?;
            digits.parse::<u16>().ok()
        };
        let day = (part(4), part(2), part(2));
        let (Some(year), Some(month), Some(day)) = day else { return Err(NotADay) };
        if parts.next().is_some() {
            return Err(NotADay);
        }
        let narrow = |n: u16| u8::try_from(n).unwrap_or(0);
        Day::new(year, narrow(month), narrow(day)).ok_or(NotADay)
    }
}

/// A text that names no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day is written as 2026-03-02")
    }
}

impl std::error::Error for NotADay {}

impl TryFrom<String> for Day {
    type Error = NotADay;

    fn try_from(text: String) -> Result<Day, NotADay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}
