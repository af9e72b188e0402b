// SPDX-License-Identifier: EUPL-1.2
//! Instants: microseconds since 1970-01-01T00:00:00Z, the same on both database engines.

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

use crate::Date;

/// A point in time, in microseconds UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// The zone in which days begin and end for a territory (an IANA name in the pack, e.g. `Europe/Brussels`).
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// Finds a zone by its IANA name; `None` when there is no such zone.
    pub fn named(name: &str) -> Option<Zone> {
        TimeZone::get(name).ok().map(Zone)
    }

    /// The same, for whoever reckons with days and hours by other rules than these.
    pub fn calendar(&self) -> &TimeZone {
        &self.0
    }

    /// Coordinated universal time, for tests and for machines.
    pub fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }
}

impl Instant {
    /// One second, in microseconds.
    pub const SECOND: i64 = 1_000_000;
    /// One minute, in microseconds.
    pub const MINUTE: i64 = 60 * Self::SECOND;
    /// One hour, in microseconds.
    pub const HOUR: i64 = 60 * Self::MINUTE;
    /// Twenty-four hours, in microseconds (not a calendar day: see [`Instant::local_date`]).
    pub const DAY: i64 = 24 * Self::HOUR;

    /// The instant `micros` microseconds later (earlier when negative); saturates at the ends of time.
    pub const fn plus(self, micros: i64) -> Instant {
        Instant(self.0.saturating_add(micros))
    }

    /// Microseconds from `earlier` to `self`; negative when `earlier` is later.
    pub const fn since(self, earlier: Instant) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The calendar day on which this instant falls in a zone.
    pub fn local_date(self, zone: &Zone) -> Date {
        Date::from_civil(self.timestamp().to_zoned(zone.0.clone()).date())
    }

    /// Hours and minutes of the wall clock in a zone.
    pub fn local_time(self, zone: &Zone) -> (u8, u8) {
        let t = self.timestamp().to_zoned(zone.0.clone()).time();
        (t.hour().unsigned_abs(), t.minute().unsigned_abs())
    }

    /// The instant of a wall-clock time in a zone. In the hour that does not exist in spring, the later
    /// reading; in the hour that exists twice in autumn, the first.
    pub fn from_local(date: Date, hour: u8, minute: u8, zone: &Zone) -> Option<Instant> {
        let time = civil::Time::new(hour.try_into().ok()?, minute.try_into().ok()?, 0, 0).ok()?;
        let zoned = date.to_civil().to_datetime(time).to_zoned(zone.0.clone()).ok()?;
        Some(Instant(zoned.timestamp().as_microsecond()))
    }

    /// RFC 3339 in UTC, for machines: JSON, headers, exports.
    pub fn rfc3339(self) -> String {
        self.timestamp().to_string()
    }

    /// Reads RFC 3339; `None` when it is not one.
    pub fn parse_rfc3339(text: &str) -> Option<Instant> {
        text.parse::<Timestamp>().ok().map(|t| Instant(t.as_microsecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_local_day_is_the_territorys_not_greenwichs() {
        let brussels = Zone::named("Europe/Brussels").unwrap();
        let late = Instant::parse_rfc3339("2026-07-31T22:30:00Z").unwrap();
        assert_eq!(late.local_date(&brussels).to_string(), "2026-08-01");
        assert_eq!(late.local_date(&Zone::utc()).to_string(), "2026-07-31");
        let day = Date::from_ymd(2026, 8, 1).unwrap();
        assert_eq!(Instant::from_local(day, 0, 30, &brussels), Some(late));
        assert!(Zone::named("Europe/Nulle-Part").is_none());
    }
}
