// SPDX-License-Identifier: EUPL-1.2
//! Days and hours as the expressions of forms know them: a text in a fixed shape, and a number of days since the
//! beginning of 1970.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

const DAY: f64 = 86_400_000.0;

/// What `date(…)`, `now()` and their like give: a moment, or no moment when what was asked for is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    pub(crate) at: Option<Zoned>,
    /// Whether `number(…)` made it from a text: it is then a number, and as a text the number of whole days.
    pub(crate) counted: bool,
}

impl Moment {
    pub(crate) fn of(at: Option<Zoned>) -> Self {
        Self { at, counted: false }
    }

    /// Days since the beginning of 1970 in Greenwich, with their fraction.
    pub fn days(&self) -> f64 {
        self.at.as_ref().map_or(f64::NAN, days)
    }

    /// As it is written: a day, or a day and an hour with its distance from Greenwich.
    pub fn text(&self) -> String {
        match &self.at {
            None => "Invalid Date".to_owned(),
            Some(_) if self.counted => format!("{}", self.days().floor()),
            Some(at) if at.time() == Time::midnight() => date_text(at),
            Some(at) => date_time_text(at),
        }
    }
}

pub(crate) fn days(at: &Zoned) -> f64 {
    milliseconds(at) / DAY
}

fn milliseconds(at: &Zoned) -> f64 {
    // Whole milliseconds, always downwards: the fraction of a moment before 1970 counts towards the one before.
    let whole = at.timestamp().as_nanosecond().div_euclid(1_000_000);
    i64::try_from(whole).unwrap_or_default() as f64
}

/// A day as a text.
pub(crate) fn date_text(at: &Zoned) -> String {
    format!("{:04}-{:02}-{:02}", at.year(), at.month(), at.day())
}

/// A day and an hour as a text.
pub(crate) fn date_time_text(at: &Zoned) -> String {
    let seconds = at.offset().seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!(
        "{}T{:02}:{:02}:{:02}.{:03}{sign}{:02}:{:02}",
        date_text(at),
        at.hour(),
        at.minute(),
        at.second(),
        at.millisecond(),
        minutes / 60,
        minutes % 60
    )
}

/// The moment so many days after the beginning of 1970.
pub(crate) fn from_days(days: f64, zone: &TimeZone) -> Option<Zoned> {
    let milliseconds = (days * DAY).round();
    // More than the calendar holds is refused by the next line; a number that is none, here.
    if milliseconds.is_nan() || milliseconds.abs() > 1e18 {
        return None;
    }
    Some(Timestamp::from_millisecond(milliseconds as i64).ok()?.to_zoned(zone.clone()))
}

/// The moment that a text tells of: `2026-11-30`, `2026-11-30T08:15`, with seconds, with a distance from Greenwich.
pub(crate) fn from_text(text: &str, zone: &TimeZone) -> Option<Zoned> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let date = date_of(date)?;
    let Some(time) = time else {
        return date.to_datetime(Time::midnight()).to_zoned(zone.clone()).ok();
    };
    let (time, offset) = offset_of(time)?;
    let time = time_of(time, true)?;
    let both = DateTime::from_parts(date, time);
    match offset {
        None => both.to_zoned(zone.clone()).ok(),
        Some(offset) => Some(offset.to_timestamp(both).ok()?.to_zoned(zone.clone())),
    }
}

/// The hour of a day that a text tells of, perhaps with a distance from Greenwich: the fraction of the day that has
/// passed where the form is filled in.
pub(crate) fn fraction_of_day(text: &str, zone: &TimeZone) -> Option<f64> {
    if text.ends_with('Z') {
        return None;
    }
    let (time, offset) = offset_of(text)?;
    let time = time_of(time, false)?;
    let local = match offset {
        None => time,
        Some(offset) => {
            let both = DateTime::from_parts(Date::constant(1970, 1, 1), time);
            offset.to_timestamp(both).ok()?.to_zoned(zone.clone()).time()
        }
    };
    let seconds = f64::from(
        i32::from(local.hour()) * 3600 + i32::from(local.minute()) * 60 + i32::from(local.second()),
    );
    Some((seconds * 1000.0 + f64::from(local.millisecond())) / DAY)
}

/// Months and days of one digit get their zero.
pub(crate) fn padded(text: &str) -> Option<String> {
    let (date, rest) = match text.find('T') {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Some(format!("{year}-{month:0>2}-{day:0>2}{rest}"))
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let all = text.len() == length && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

fn date_of(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    if parts.next().is_some() {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `08:15`, `08:15:30`, `08:15:30.123`, and where it may, `08`.
fn time_of(text: &str, hour_alone: bool) -> Option<Time> {
    let (text, fraction) = match text.split_once('.') {
        Some((text, fraction)) => (text, Some(fraction)),
        None => (text, None),
    };
    let parts: Vec<&str> = text.split(':').collect();
    let part = |index: usize| parts.get(index).map_or(Some(0), |part| digits(part, 2));
    let complete = match parts.len() {
        1 => hour_alone && fraction.is_none(),
        2 => fraction.is_none(),
        3 => true,
        _ => false,
    };
    if !complete {
        return None;
    }
    let nanoseconds = match fraction {
        None => 0,
        Some(fraction) => {
            if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            let nine: String = fraction.chars().chain("000000000".chars()).take(9).collect();
            digits(&nine, 9)?
        }
    };
    let small = |number: u32| i8::try_from(number).ok();
    Time::new(small(part(0)?)?, small(part(1)?)?, small(part(2)?)?, i32::try_from(nanoseconds).ok()?).ok()
}

/// The time without its distance from Greenwich, and that. A distance that cannot be makes all of it no time.
fn offset_of(text: &str) -> Option<(&str, Option<Offset>)> {
    if let Some(time) = text.strip_suffix('Z') {
        return Some((time, Some(Offset::UTC)));
    }
    let Some(at) = text.rfind(['+', '-']) else { return Some((text, None)) };
    let (time, offset) = text.split_at(at);
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    let seconds = if offset.starts_with('-') { -seconds } else { seconds };
    Some((time, Some(Offset::from_seconds(seconds).ok()?)))
}
