// SPDX-License-Identifier: EUPL-1.2
//! Calendar dates, and dates of which only a part is known.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Serialize};

/// A full calendar date, held as days since 1970-01-01 so that both engines compute with it alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(pub i32);

/// Text that is not a date. Carries no part of the text, which may be personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date (expected YYYY, YYYY-MM or YYYY-MM-DD)")
    }
}

impl std::error::Error for NotADate {}

const EPOCH: civil::Date = civil::Date::constant(1970, 1, 1);

impl Date {
    /// The date of a year, month (1–12) and day; `None` when there is no such day.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Date> {
        civil::Date::new(year, month, day).ok().map(Date::from_civil)
    }

    pub(crate) fn from_civil(date: civil::Date) -> Date {
        Date(EPOCH.until(date).map(|span| span.get_days()).unwrap_or(0))
    }

    pub(crate) fn to_civil(self) -> civil::Date {
        EPOCH.saturating_add(jiff::Span::new().try_days(self.0).unwrap_or_default())
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.to_civil().year()
    }

    /// The month, from 1 to 12.
    pub fn month(self) -> i8 {
        self.to_civil().month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i8 {
        self.to_civil().day()
    }

    /// The day of the week, 1 for Monday to 7 for Sunday (ISO 8601).
    pub fn weekday(self) -> u8 {
        self.to_civil().weekday().to_monday_one_offset().unsigned_abs()
    }

    /// The date so many days later (earlier when negative).
    pub fn plus_days(self, days: i32) -> Date {
        Date(self.0.saturating_add(days))
    }

    /// The same day so many months later, clamped to the end of a shorter month (31 January + 1 month = 28 or 29 February).
    pub fn plus_months(self, months: i32) -> Date {
        Date::from_civil(
            self.to_civil().saturating_add(jiff::Span::new().try_months(months).unwrap_or_default()),
        )
    }

    /// Days from `earlier` to `self`; negative when `earlier` is later.
    pub fn days_since(self, earlier: Date) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Full years from a birth to this date: the age on that day.
    pub fn years_since(self, birth: Date) -> i16 {
        let (b, d) = (birth.to_civil(), self.to_civil());
        let had_birthday = (d.month(), d.day()) >= (b.month(), b.day());
        d.year() - b.year() - i16::from(!had_birthday)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_civil().fmt(f)
    }
}

impl FromStr for Date {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Date, NotADate> {
        match text.parse::<PartialDate>()? {
            PartialDate { month: Some(month), day: Some(day), estimated: false, year } => {
                Date::from_ymd(year, month, day).ok_or(NotADate)
            }
            _ => Err(NotADate),
        }
    }
}

impl TryFrom<String> for Date {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Date, NotADate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

/// A date of which the year is known at least, perhaps estimated: a birth told by the child, « au printemps 2025 ».
///
/// Written in a subset of EDTF: `2009`, `2009-12`, `2009-12-31`, with `~` when estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    estimated: bool,
}

impl PartialDate {
    /// Builds a partial date; `None` when the parts name no possible date (a day without a month, month 13, 30 February)
    /// or a year before 1850, which in this trade is a slip of the keyboard.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>, estimated: bool) -> Option<PartialDate> {
        if !(1850..=2200).contains(&year) || (month.is_none() && day.is_some()) {
            return None;
        }
        Date::from_ymd(year, month.unwrap_or(1), day.unwrap_or(1))?;
        Some(PartialDate { year, month, day, estimated })
    }

    /// A date known to the day.
    pub fn exact(date: Date) -> PartialDate {
        PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()), estimated: false }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, when known.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day, when known.
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// Whether the date was estimated rather than documented.
    pub fn is_estimated(self) -> bool {
        self.estimated
    }

    /// The full date, when it is known to the day (estimated or not).
    pub fn full(self) -> Option<Date> {
        Date::from_ymd(self.year, self.month?, self.day?)
    }

    /// The first day it can be.
    pub fn earliest(self) -> Date {
        Date::from_ymd(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date(0))
    }

    /// The last day it can be.
    pub fn latest(self) -> Date {
        match (self.month, self.day) {
            (Some(m), Some(d)) => Date::from_ymd(self.year, m, d).unwrap_or(Date(0)),
            (Some(_), None) => self.earliest().plus_months(1).plus_days(-1),
            _ => self.earliest().plus_months(12).plus_days(-1),
        }
    }

    /// Whether both could be the same day: `2009` and `2009-12-31` could; `2009-05` and `2009-12` could not.
    /// An estimate may be a year off on either side.
    pub fn could_equal(self, other: PartialDate) -> bool {
        let slack = |d: PartialDate| if d.estimated { 366 } else { 0 };
        let slack = slack(self).max(slack(other));
        self.earliest().plus_days(-slack) <= other.latest()
            && other.earliest() <= self.latest().plus_days(slack)
    }

    /// The age in full years on a day, as a range when the date is partial: (at least, at most).
    pub fn age_on(self, day: Date) -> (i16, i16) {
        (day.years_since(self.latest()), day.years_since(self.earliest()))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if self.estimated { f.write_str("~") } else { Ok(()) }
    }
}

impl FromStr for PartialDate {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<PartialDate, NotADate> {
        let (text, estimated) = match text.strip_suffix('~') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let mut parts = text.split('-');
        let mut number = |digits: usize| -> Result<Option<i16>, NotADate> {
            let Some(part) = parts.next() else { return Ok(None) };
            if part.len() != digits || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(NotADate);
            }
            part.parse().map(Some).map_err(|_| NotADate)
        };
        let year = number(4)?.ok_or(NotADate)?;
        let month = number(2)?.map(|m| m as i8);
        let day = number(2)?.map(|d| d as i8);
        if parts.next().is_some() {
            return Err(NotADate);
        }
        PartialDate::new(year, month, day, estimated).ok_or(NotADate)
    }
}

impl TryFrom<String> for PartialDate {
    type Error = NotADate;
    fn try_from(text: String) -> Result<PartialDate, NotADate> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn p(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn ages_change_on_the_birthday() {
        assert_eq!(d("2026-09-14").years_since(d("2018-09-15")), 7);
        assert_eq!(d("2026-09-15").years_since(d("2018-09-15")), 8);
        assert_eq!(p("2009").age_on(d("2026-09-15")), (16, 17));
        assert_eq!(p("2026-02-27").age_on(d("2026-03-02")), (0, 0));
    }

    #[test]
    fn months_are_clamped_to_their_end() {
        assert_eq!(d("2026-02-03").plus_months(3), d("2026-05-03"));
        assert_eq!(d("2026-01-31").plus_months(1), d("2026-02-28"));
        assert_eq!(d("2024-02-29").plus_months(12), d("2025-02-28"));
        assert_eq!(d("2026-09-15").weekday(), 2);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in
            ["", "26", "2026-13", "2026-02-30", "2026--01", "2026-1-1", "1200", "2026-01-01-01", "２０２６"]
        {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
        assert!("2009".parse::<Date>().is_err());
    }

    #[test]
    fn partial_dates_meet_when_they_could_be_the_same_day() {
        assert!(p("2009").could_equal(p("2009-12-31")));
        assert!(!p("2009-05").could_equal(p("2009-12")));
        assert!(p("2009-12-31~").could_equal(p("2010-06")));
        assert!(!p("2009").could_equal(p("2012-01-01")));
    }

    proptest! {
        #[test]
        fn writing_and_reading_agree(days in -40_000i32..80_000, keep in 1u8..4, estimated: bool) {
            let full = Date(days);
            prop_assert_eq!(d(&full.to_string()), full);
            let part = PartialDate::new(
                full.year(), (keep > 1).then(|| full.month()), (keep > 2).then(|| full.day()), estimated,
            ).unwrap();
            prop_assert_eq!(p(&part.to_string()), part);
            prop_assert!(part.earliest() <= full && full <= part.latest());
            prop_assert!(part.could_equal(PartialDate::exact(full)));
        }
    }
}
