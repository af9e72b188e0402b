// SPDX-License-Identifier: EUPL-1.2
//! Terms as the packs write them: what starts a clock, what stops it, how long it runs, and on what footing.

use kernel::codes;

use crate::error::Place;
use crate::lists::Lists;
use crate::reader::{Problems, Table, is_code};
use crate::words::{Footing, Text, Validity, codes_of};

/// How long a term lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duration {
    /// Hours, every one of them, night and Sunday included.
    Hours(u16),
    /// Calendar days; the first day does not count.
    Days(u16),
    /// Working days; the first day does not count.
    WorkingDays(u16),
    /// Months, to the day of the same number, clamped to the end of a shorter month.
    Months(u16),
}

impl Duration {
    /// A rough length in hours, to tell which of two terms is the stricter.
    pub(crate) fn roughly_hours(self) -> u32 {
        match self {
            Duration::Hours(n) => u32::from(n),
            Duration::Days(n) => u32::from(n) * 24,
            Duration::WorkingDays(n) => u32::from(n) * 34,
            Duration::Months(n) => u32::from(n) * 730,
        }
    }
}

/// In which direction a term counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Counts {
    /// From the fact onwards.
    #[default]
    After,
    /// Back from a fact to come: « at least a month before the move ».
    Before,
}

/// On which day a length ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum EndsOn {
    /// On the day of the same number: the last day to act.
    #[default]
    SameDay,
    /// On the eve of it: the last day in force.
    DayBefore,
}

/// What happens when the last day is no working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkingDayRule {
    /// It stays.
    None,
    /// It moves to the next working day.
    NextWorkingDay,
    /// The law was not found clear: the strict day is kept, and said to be so.
    Unknown,
}

/// Where a term comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Law, decree or order.
    Law,
    /// A term the services give themselves.
    Local,
}

/// Whether a reporter acted as a professional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReporterGroup {
    /// As part of their work.
    Professional,
    /// As anybody else.
    Other,
}

/// Whether a report was spoken or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceivedAs {
    /// By word of mouth or phone.
    Oral,
    /// In writing.
    Written,
}

codes!(Counts { After = "after", Before = "before" });
codes!(EndsOn { SameDay = "same_day", DayBefore = "day_before" });
codes!(WorkingDayRule { None = "none", NextWorkingDay = "next_working_day", Unknown = "unknown" });
codes!(Basis { Law = "law", Local = "local" });
codes!(ReporterGroup { Professional = "professional", Other = "other" });
codes!(ReceivedAs { Oral = "oral", Written = "written" });

/// A fact that may start or stop a clock.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What is stored.
    pub code: String,
    /// Words that can follow « three months after … ».
    pub name: Text,
}

/// In which circumstances a term applies; what is left out does not matter.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct When {
    /// The child is younger than this, in full years.
    pub child_under_years: Option<u8>,
    /// The reporter acted as.
    pub reporter: Option<ReporterGroup>,
    /// The report was.
    pub received: Option<ReceivedAs>,
    /// The measure is of this kind.
    pub measure: Option<String>,
}

/// The circumstances of a case in hand. What is not known stays `None` and meets no condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances<'a> {
    /// Age in full years when the clock started; 0 for a child not born yet.
    pub child_age_years: Option<u8>,
    /// How the reporter acted.
    pub reporter: Option<ReporterGroup>,
    /// How the report was received.
    pub received: Option<ReceivedAs>,
    /// Kind of the measure.
    pub measure: Option<&'a str>,
}

impl When {
    /// Whether every condition is met.
    pub fn holds(&self, c: &Circumstances<'_>) -> bool {
        self.child_under_years.is_none_or(|limit| c.child_age_years.is_some_and(|age| age < limit))
            && self.reporter.is_none_or(|r| c.reporter == Some(r))
            && self.received.is_none_or(|r| c.received == Some(r))
            && self.measure.as_deref().is_none_or(|m| c.measure == Some(m))
    }

    /// The conditions as one text, by which a clock remembers the wording that started it; empty for the general one. Written
    /// in one order for ever: it is kept beside what it started.
    pub fn wording(&self) -> String {
        let parts = [
            self.child_under_years.map(|years| format!("child_under_years={years}")),
            self.reporter.map(|r| format!("reporter={}", r.code())),
            self.received.map(|r| format!("received={}", r.code())),
            self.measure.as_ref().map(|m| format!("measure={m}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(",")
    }

    /// How many conditions it sets: the most particular term counts.
    pub(crate) fn count(&self) -> usize {
        usize::from(self.child_under_years.is_some())
            + usize::from(self.reporter.is_some())
            + usize::from(self.received.is_some())
            + usize::from(self.measure.is_some())
    }
}

/// A term of law, or one the services give themselves.
#[derive(Clone, Debug)]
pub struct Term {
    /// What it is asked by; several entries may share it, for other dates or circumstances.
    pub id: String,
    /// What has to happen, in words.
    pub name: Text,
    /// Code of the fact that starts the clock.
    pub starts_with: String,
    /// Code of the fact that stops it.
    pub ends_with: String,
    /// How long it lasts.
    pub lasts: Duration,
    /// In which direction it counts.
    pub counts: Counts,
    /// On which day it ends.
    pub ends_on: EndsOn,
    /// Whether a new clock starts each time it is met.
    pub repeats: bool,
    /// What happens when the last day is no working day.
    pub working_day_rule: WorkingDayRule,
    /// Law or local.
    pub basis: Basis,
    /// The article, and how sure we are.
    pub footing: Footing,
    /// When it is in force.
    pub validity: Validity,
    /// In which circumstances.
    pub when: When,
    /// From how many days before the end it is shown as due soon.
    pub remind_days: u16,
    /// Who is told when it is late: codes of the list « escalation ».
    pub escalates_to: Vec<String>,
    /// Where it is written.
    pub place: Place,
}

impl Term {
    pub(crate) fn read_all(
        top: &Table<'_>,
        facts: &[Fact],
        lists: &Lists,
        terms: &mut Vec<Term>,
        problems: &Problems,
    ) {
        for table in top.blocks("term") {
            let Some(term) = Term::read(&table, facts, lists) else {
                table.finish();
                continue;
            };
            table.finish();
            let same = |other: &&Term| {
                other.id == term.id && other.when == term.when && other.validity.overlaps(term.validity)
            };
            if let Some(first) = terms.iter().find(same) {
                problems.add(term.place.error(format!(
                    "the term « {} » is written twice for the same days and circumstances: see {}",
                    term.id, first.place
                )));
            }
            terms.push(term);
        }
    }

    fn read(table: &Table<'_>, facts: &[Fact], lists: &Lists) -> Option<Term> {
        let id = table.text("id");
        if !id.is_empty() && !is_code(&id) {
            table.refuse("id", format!("the id « {id} » may only hold a–z, 0–9 and _"));
        }
        let fact = |key, what| {
            let code = table.text(key);
            if !code.is_empty() && !facts.iter().any(|f| f.code == code) {
                table.refuse(key, format!("unknown {what} event « {code} »"));
            }
            code
        };
        let escalates_to = table.texts("escalates_to");
        for code in &escalates_to {
            if lists.0.get("escalation").is_none_or(|l| l.entry(code).is_none()) {
                table.refuse("escalates_to", format!("« {code} » is not in the list « escalation »"));
            }
        }
        if escalates_to.is_empty() {
            table.refuse("escalates_to", "somebody must be told when it is late: escalates_to".to_owned());
        }
        let lasts = read_duration(table);
        let working_day_rule = table
            .choice("working_day_rule", &codes_of(WorkingDayRule::ALL, WorkingDayRule::code))
            .and_then(|c| WorkingDayRule::parse(&c));
        let basis = table.choice("basis", &codes_of(Basis::ALL, Basis::code)).and_then(|c| Basis::parse(&c));
        let term = Term {
            name: Text::read(table),
            starts_with: fact("starts_with", "start"),
            ends_with: fact("ends_with", "end"),
            counts: table
                .choice_if_any("counts", &codes_of(Counts::ALL, Counts::code))
                .and_then(|c| Counts::parse(&c))
                .unwrap_or_default(),
            ends_on: table
                .choice_if_any("ends_on", &codes_of(EndsOn::ALL, EndsOn::code))
                .and_then(|c| EndsOn::parse(&c))
                .unwrap_or_default(),
            repeats: table.flag("repeats"),
            footing: Footing::read(table),
            validity: Validity::read(table, "valid_from", "valid_to"),
            when: read_when(table),
            remind_days: table.number("remind_days"),
            place: table.place(),
            lasts: lasts?,
            working_day_rule: working_day_rule?,
            basis: basis?,
            escalates_to,
            id,
        };
        if let (Basis::Local, Some(key)) = (term.basis, term.footing.source.untranslated()) {
            table.refuse(key, format!("what we propose ourselves is said in every language: {key}"));
        }
        if term.validity.from.is_none() {
            table.refuse("valid_from", "valid_from is missing: a term is always dated".to_owned());
        }
        if term.working_day_rule == WorkingDayRule::NextWorkingDay {
            if matches!(term.lasts, Duration::Hours(_) | Duration::WorkingDays(_)) {
                table.refuse(
                    "working_day_rule",
                    "a term in hours or working days never moves: use none".to_owned(),
                );
            }
            if term.counts == Counts::Before {
                table.refuse(
                    "working_day_rule",
                    "a term that counts before never moves later: use none".to_owned(),
                );
            }
        }
        Some(term)
    }
}

fn read_duration(table: &Table<'_>) -> Option<Duration> {
    let lasts = table.table("lasts")?;
    let read = |key, make: fn(u16) -> Duration| lasts.number_if_any(key).map(make);
    let found: Vec<Duration> = [
        read("hours", Duration::Hours),
        read("days", Duration::Days),
        read("working_days", Duration::WorkingDays),
        read("months", Duration::Months),
    ]
    .into_iter()
    .flatten()
    .collect();
    lasts.finish();
    match found[..] {
        [one] if one.roughly_hours() > 0 => Some(one),
        _ => {
            table.refuse(
                "lasts",
                "lasts must be one of hours, days, working_days or months, above 0".to_owned(),
            );
            None
        }
    }
}

fn read_when(table: &Table<'_>) -> When {
    let Some(when) = table.table_if_any("when") else { return When::default() };
    let read = When {
        child_under_years: when
            .number_if_any("child_under_years")
            .map(|n| u8::try_from(n).unwrap_or(u8::MAX)),
        reporter: when
            .choice_if_any("reporter", &codes_of(ReporterGroup::ALL, ReporterGroup::code))
            .and_then(|c| ReporterGroup::parse(&c)),
        received: when
            .choice_if_any("received", &codes_of(ReceivedAs::ALL, ReceivedAs::code))
            .and_then(|c| ReceivedAs::parse(&c)),
        measure: when.text_if_any("measure"),
    };
    when.finish();
    if read.count() == 0 {
        table.refuse("when", "when has no condition: leave it out".to_owned());
    }
    read
}
