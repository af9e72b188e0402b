// SPDX-License-Identifier: EUPL-1.2
//! Public holidays and working days of a territory.

use kernel::instant::Zone;
use kernel::{Date, Instant};

use crate::reader::Table;
use crate::words::{Footing, Text, Validity};

/// On which day of a year a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayRule {
    /// A fixed day.
    Fixed {
        /// From 1.
        month: i8,
        /// From 1.
        day: i8,
    },
    /// Days after Easter Sunday (negative: before).
    AfterEaster(i32),
}

/// A public holiday.
#[derive(Clone, Debug)]
pub struct Holiday {
    /// What is stored.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// When it falls.
    pub rule: HolidayRule,
    /// In which years it is one.
    pub validity: Validity,
}

impl Holiday {
    /// The day it falls on in a year; `None` in years when it is no holiday.
    pub fn in_year(&self, year: i16) -> Option<Date> {
        let day = match self.rule {
            HolidayRule::Fixed { month, day } => Date::from_ymd(year, month, day)?,
            HolidayRule::AfterEaster(days) => easter_sunday(year).plus_days(days),
        };
        self.validity.holds_on(day).then_some(day)
    }
}

/// Easter Sunday of a year in the Gregorian calendar (the anonymous algorithm published by Meeus).
pub fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let (month, day) = ((h + l - 7 * m + 114).div_euclid(31), (h + l - 7 * m + 114).rem_euclid(31) + 1);
    // March has 31 days: counting from 1 March reaches April without a second case.
    Date::from_ymd(year, 3, 1).unwrap_or(Date(0)).plus_days((month - 3) * 31 + day - 1)
}

/// Working days, holidays and the time zone of a territory.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The public holidays.
    pub holidays: Vec<Holiday>,
    /// Days of the week on which offices are closed, 1 for Monday to 7 for Sunday.
    pub weekend: Vec<u8>,
    /// In which zone days begin and end.
    pub zone: Zone,
    /// Where the holidays come from.
    pub footing: Footing,
}

impl Calendar {
    /// The holiday that falls on a day, if any.
    pub fn holiday_on(&self, day: Date) -> Option<&Holiday> {
        self.holidays.iter().find(|h| h.in_year(day.year()) == Some(day))
    }

    /// Whether offices are open: neither weekend nor holiday.
    pub fn is_working_day(&self, day: Date) -> bool {
        !self.weekend.contains(&day.weekday()) && self.holiday_on(day).is_none()
    }

    /// The day itself when it is a working day, else the next one.
    pub fn working_day_from(&self, day: Date) -> Date {
        let mut day = day;
        while !self.is_working_day(day) {
            day = day.plus_days(1);
        }
        day
    }

    /// The n-th working day after a day, which itself does not count. Zero gives the day itself.
    pub fn plus_working_days(&self, day: Date, n: u16) -> Date {
        (0..n).fold(day, |day, _| self.working_day_from(day.plus_days(1)))
    }

    /// The n-th working day before a day, which itself does not count. Zero gives the day itself.
    pub fn minus_working_days(&self, day: Date, n: u16) -> Date {
        let mut day = day;
        for _ in 0..n {
            day = day.plus_days(-1);
            while !self.is_working_day(day) {
                day = day.plus_days(-1);
            }
        }
        day
    }

    /// How many working days lie after `from`, up to and including `to`; 0 when `to` is not later.
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let days = to.days_since(from).max(0);
        (1..=days).map(|n| u32::from(self.is_working_day(from.plus_days(n)))).sum()
    }

    /// The local day of an instant.
    pub fn day_of(&self, instant: Instant) -> Date {
        instant.local_date(&self.zone)
    }

    pub(crate) fn read_holidays(top: &Table<'_>) -> (Vec<Holiday>, Footing) {
        let footing = Footing::read(top);
        let mut holidays = Vec::new();
        for (code, table) in top.named("holiday") {
            let name = Text::read(&table);
            let validity = Validity::read(&table, "valid_from", "valid_to");
            // A source of its own may be given, where the general one is not enough.
            table.text_if_any("source");
            let rule = match (table.has("on"), table.has("after_easter")) {
                (true, false) => fixed_day(&table.text("on")),
                (false, true) => table.signed_if_any("after_easter").map(HolidayRule::AfterEaster),
                _ => None,
            };
            match rule {
                Some(rule) => holidays.push(Holiday { code, name, rule, validity }),
                None => table
                    .refuse("on", "a holiday has either on = \"MM-DD\" or after_easter = days".to_owned()),
            }
            table.finish();
        }
        (holidays, footing)
    }
}

/// Reads « 07-21 »; refuses 29 February, which is no day of every year.
fn fixed_day(text: &str) -> Option<HolidayRule> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::from_ymd(2001, month, day).map(|_| HolidayRule::Fixed { month, day })
}
