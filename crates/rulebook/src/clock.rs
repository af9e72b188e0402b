// SPDX-License-Identifier: EUPL-1.2
//! When a term falls, where it stands today, and an honest count of those kept and those not.

use kernel::{Date, Instant};

use crate::calendar::Calendar;
use crate::terms::{Counts, Duration, EndsOn, Term, WorkingDayRule};

/// When something happened: the local day, and the instant where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The local day.
    pub on: Date,
    /// The instant, for terms in hours.
    pub at: Option<Instant>,
}

impl Moment {
    /// A day of which the hour is not known.
    pub fn day(on: Date) -> Moment {
        Moment { on, at: None }
    }

    /// An instant, on its local day.
    pub fn instant(at: Instant, calendar: &Calendar) -> Moment {
        Moment { on: calendar.day_of(at), at: Some(at) }
    }
}

impl From<Date> for Moment {
    fn from(on: Date) -> Moment {
        Moment::day(on)
    }
}

/// When a term falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last day.
    pub on: Date,
    /// The last instant, for a term in hours whose start is known to the instant.
    pub at: Option<Instant>,
    /// From this day it is shown as due soon.
    pub remind_from: Date,
    /// The day it would have fallen on, when it moved to the next working day.
    pub moved_from: Option<Date>,
    /// It falls on a day off and the law was not found clear: the strict day was kept.
    pub unsettled: bool,
}

/// Where a term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Open, and not close.
    OnTime {
        /// Days left, the last one included.
        days: u32,
    },
    /// Open, and close.
    DueSoon {
        /// Days left, the last one included.
        days: u32,
    },
    /// Open, on its last day.
    DueToday,
    /// Open, and late.
    Overdue {
        /// Days since the last day; 0 when only hours late.
        days: u32,
    },
    /// Done on the last day at the latest.
    DoneInTime,
    /// Done, but late.
    DoneLate {
        /// Days after the last day; 0 when only hours late.
        days: u32,
    },
}

impl Term {
    /// When the term falls, for a clock that started then.
    ///
    /// A term in hours runs from the instant; if only the day is known, whole days are counted, the last
    /// one begun included. All others run on local calendar days, the first of which does not count.
    pub fn due(&self, start: impl Into<Moment>, calendar: &Calendar) -> Due {
        let start: Moment = start.into();
        let back = self.counts == Counts::Before;
        let signed = |n: u16| if back { -i32::from(n) } else { i32::from(n) };
        let mut at = None;
        let strict = match self.lasts {
            Duration::Hours(n) => {
                at = start.at.map(|t| t.plus(i64::from(signed(n)) * Instant::HOUR));
                match at {
                    Some(at) => calendar.day_of(at),
                    None => start.on.plus_days(signed(n.div_ceil(24))),
                }
            }
            Duration::Days(n) => start.on.plus_days(signed(n)),
            Duration::WorkingDays(n) if back => calendar.minus_working_days(start.on, n),
            Duration::WorkingDays(n) => calendar.plus_working_days(start.on, n),
            Duration::Months(n) => start.on.plus_months(signed(n)),
        };
        let strict = match self.ends_on {
            EndsOn::SameDay => strict,
            EndsOn::DayBefore => strict.plus_days(-1),
        };
        let on = match self.working_day_rule {
            WorkingDayRule::NextWorkingDay => calendar.working_day_from(strict),
            WorkingDayRule::None | WorkingDayRule::Unknown => strict,
        };
        Due {
            on,
            at,
            remind_from: on.plus_days(-i32::from(self.remind_days)),
            moved_from: (on != strict).then_some(strict),
            unsettled: self.working_day_rule == WorkingDayRule::Unknown && !calendar.is_working_day(on),
        }
    }
}

impl Due {
    /// Where the term stands at a moment, given when it was done, if it was.
    pub fn state(&self, now: impl Into<Moment>, done: Option<Moment>) -> State {
        match done {
            Some(done) if self.is_late(done) => State::DoneLate { days: days_after(done.on, self.on) },
            Some(_) => State::DoneInTime,
            None => {
                let now: Moment = now.into();
                let days = days_after(self.on, now.on);
                match () {
                    () if self.is_late(now) => State::Overdue { days: days_after(now.on, self.on) },
                    () if days == 0 => State::DueToday,
                    () if now.on >= self.remind_from => State::DueSoon { days },
                    () => State::OnTime { days },
                }
            }
        }
    }

    fn is_late(&self, moment: Moment) -> bool {
        match (self.at, moment.at) {
            (Some(limit), Some(at)) => at > limit,
            _ => moment.on > self.on,
        }
    }
}

/// Days from `earlier` to `later`; 0 when it is not later.
fn days_after(later: Date, earlier: Date) -> u32 {
    u32::try_from(later.days_since(earlier)).unwrap_or(0)
}

/// How many terms were kept and how many were not.
///
/// An open term past its day is a failure like one done late: a rate counted on finished files only would
/// look better the later we are. An open term that has not fallen yet is neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Done in time.
    pub done_in_time: u32,
    /// Done late.
    pub done_late: u32,
    /// Open and past their day.
    pub overdue: u32,
    /// Open and not fallen yet.
    pub running: u32,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, state: State) {
        let slot = match state {
            State::DoneInTime => &mut self.done_in_time,
            State::DoneLate { .. } => &mut self.done_late,
            State::Overdue { .. } => &mut self.overdue,
            State::OnTime { .. } | State::DueSoon { .. } | State::DueToday => &mut self.running,
        };
        *slot = slot.saturating_add(1);
    }

    /// Terms not kept: done late, and open ones past their day.
    pub fn failed(&self) -> u32 {
        self.done_late.saturating_add(self.overdue)
    }

    /// Terms of which one can say whether they were kept: the denominator of any rate.
    pub fn judged(&self) -> u32 {
        self.done_in_time.saturating_add(self.failed())
    }

    /// Share kept, in thousandths; `None` when nothing can be judged yet.
    pub fn kept_per_thousand(&self) -> Option<u32> {
        let judged = u64::from(self.judged());
        (u64::from(self.done_in_time) * 1000).checked_div(judged).and_then(|n| u32::try_from(n).ok())
    }
}

impl FromIterator<State> for Tally {
    fn from_iter<I: IntoIterator<Item = State>>(states: I) -> Tally {
        let mut tally = Tally::default();
        states.into_iter().for_each(|s| tally.add(s));
        tally
    }
}
