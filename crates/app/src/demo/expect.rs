// SPDX-License-Identifier: EUPL-1.2
//! What the stories expect, looked at in the register itself, as the people named there would.

mod about;
mod access;
mod counted;
mod pages;
mod terms;
#[cfg(test)]
mod tests;

use kernel::{CaseId, Date, PartialDate, ReportId};
use serde::Deserialize;

use super::eyes::Eyes;
use super::known::{Halt, Made};
use super::story::Story;

/// What came of looking.
#[derive(Debug)]
pub(super) enum Verdict {
    /// It holds.
    Holds,
    /// It does not: what was found instead.
    Fails(String),
    /// Nothing in this release can tell.
    Pending,
}

impl Verdict {
    fn when(holds: Result<(), String>) -> Verdict {
        match holds {
            Ok(()) => Verdict::Holds,
            Err(what) => Verdict::Fails(what),
        }
    }

    fn equal<T: PartialEq + std::fmt::Debug>(found: T, told: T) -> Verdict {
        Verdict::when(if found == told { Ok(()) } else { Err(format!("{found:?} instead of {told:?}")) })
    }
}

/// An expectation with its parameters. Meaning of each: `demo/README.md`.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs)]
pub(super) enum Check {
    Refused {
        code: String,
    },
    Warned {
        #[serde(rename = "code")]
        _code: String,
    },
    Count {
        what: String,
        equals: i64,
        who: Option<String>,
        #[serde(rename = "child")]
        _child: Option<String>,
    },
    DueOn {
        term: String,
        of: String,
        child: Option<String>,
        due: Date,
        state: String,
        met_on: Option<Date>,
        #[serde(rename = "parameters")]
        _parameters: Option<Vec<String>>,
    },
    State {
        of: String,
        is: String,
    },
    Frame {
        case: String,
        is: String,
        until: Date,
    },
    Lead {
        case: String,
        is: String,
    },
    Responsible {
        of: String,
        is: String,
        #[serde(rename = "on")]
        _on: Date,
    },
    FirstDate {
        of: String,
        is: Date,
    },
    RuleSet {
        of: String,
        is: String,
    },
    Rating {
        child: String,
        danger: u8,
    },
    EpisodeCount {
        case: String,
        equals: usize,
    },
    SameNumber {
        case: String,
    },
    DurationDays {
        of: String,
        value: i32,
        episode: Option<i64>,
        frame: Option<String>,
    },
    AgeShown {
        person: String,
        on: Date,
        unit: String,
        value: i32,
        #[serde(default)]
        estimated: bool,
    },
    VisibleTo {
        object: String,
        who: Vec<String>,
    },
    HiddenFrom {
        object: String,
        who: Vec<String>,
        how: String,
    },
    SearchFinds {
        who: String,
        text: String,
        birth: Option<PartialDate>,
        person: String,
        result: String,
    },
    ReporterHidden {
        report: String,
        from: Vec<String>,
        #[serde(rename = "in")]
        places: Vec<String>,
    },
    Masked {
        words: Vec<String>,
        from: Vec<String>,
        #[serde(rename = "in")]
        places: Vec<String>,
    },
    AbsentFrom {
        object: String,
        words: Vec<String>,
        #[serde(rename = "in")]
        places: Vec<String>,
    },
    ShownTo {
        object: String,
        words: Vec<String>,
        who: Vec<String>,
    },
    NeverSaid {
        of: Vec<String>,
        words: Vec<String>,
    },
    ClosureReason {
        of: String,
        is: String,
        #[serde(default)]
        is_not: Vec<String>,
    },
    Ledger {
        event: String,
        of: String,
    },
    LostWords {
        of: Vec<String>,
        equals: usize,
    },
    AccountClosed {
        who: String,
        #[serde(rename = "since")]
        _since: Date,
    },
    GasT {
        #[serde(rename = "plan")]
        _plan: String,
        #[serde(rename = "value")]
        _value: f64,
    },
    Indicator {
        #[serde(rename = "number")]
        _number: i64,
        #[serde(rename = "child")]
        _child: String,
        #[serde(rename = "counts_as")]
        _counts_as: String,
    },
    ProtocolState {
        #[serde(rename = "protocol")]
        _protocol: String,
        #[serde(rename = "is")]
        _is: String,
    },
}

/// The story and the register, for looking.
#[derive(Clone, Copy)]
struct Look<'a> {
    eyes: Eyes<'a>,
    story: &'a Story,
}

impl Look<'_> {
    fn made(&self, label: &str) -> Result<&Made, Halt> {
        let (story, label) = label.split_once(':').unwrap_or((&self.story.id, label));
        match self.eyes.known.made.get(&(story.to_owned(), label.to_owned())) {
            Some(made) => Ok(made),
            None => Halt::wrong(format!("`{label}` made nothing that can be named")),
        }
    }

    /// The case behind a label; `None` while it waits for a capability.
    fn case(&self, label: &str) -> Result<Option<CaseId>, Halt> {
        match self.made(label)? {
            Made::Case(case) => Ok(Some(*case)),
            Made::Pending => Ok(None),
            _ => Halt::wrong(format!("`{label}` is no case")),
        }
    }

    /// The report behind a label, also through its evaluation or an answer; `None` while it waits.
    fn report(&self, label: &str) -> Result<Option<ReportId>, Halt> {
        match self.made(label)? {
            Made::Report(report) | Made::Evaluation(report) | Made::Answer { report } => Ok(Some(*report)),
            Made::Pending => Ok(None),
            _ => Halt::wrong(format!("`{label}` is no report")),
        }
    }

    /// All reports of the story, in the order of its steps.
    fn reports(&self) -> Vec<ReportId> {
        let made = self.story.steps.iter().filter_map(|s| self.made(&s.label).ok());
        made.filter_map(|m| if let Made::Report(report) = m { Some(*report) } else { None }).collect()
    }

    /// All cases of the story.
    fn cases(&self) -> Vec<CaseId> {
        let made = self.story.steps.iter().filter_map(|s| self.made(&s.label).ok());
        made.filter_map(|m| if let Made::Case(case) = m { Some(*case) } else { None }).collect()
    }
}

/// Looks whether an expectation holds now.
pub(super) async fn look(eyes: Eyes<'_>, story: &Story, check: &Check) -> Result<Verdict, Halt> {
    let look = Look { eyes, story };
    match check {
        Check::Refused { .. } => Ok(Verdict::Pending),
        Check::Warned { .. } | Check::GasT { .. } | Check::Indicator { .. } | Check::ProtocolState { .. } => {
            Ok(Verdict::Pending)
        }
        Check::Count { what, equals, who, .. } => look.count(what, who.as_deref(), *equals).await,
        Check::DueOn { term, of, child, due, state, met_on, .. } => {
            look.due(term, of, child.as_deref(), *due, state, *met_on).await
        }
        Check::State { of, is } => look.state(of, is).await,
        Check::Frame { case, is, until } => look.frame(case, is, *until).await,
        Check::Lead { case, is } => look.lead(case, is).await,
        Check::Responsible { of, is, .. } => look.responsible(of, is).await,
        Check::FirstDate { of, is } => look.first_date(of, *is).await,
        Check::RuleSet { of, is } => look.rule_set(of, is).await,
        Check::Rating { child, danger } => look.rating(child, *danger).await,
        Check::EpisodeCount { case, equals } => look.episodes(case, *equals).await,
        Check::SameNumber { case } => look.same_number(case).await,
        Check::DurationDays { of, value, episode, frame } => {
            look.duration(of, *episode, frame.as_deref(), *value).await
        }
        Check::AgeShown { person, on, unit, value, estimated } => {
            look.age(person, *on, (unit, *value), *estimated).await
        }
        Check::VisibleTo { object, who } => look.visible(object, who).await,
        Check::HiddenFrom { object, who, how } => look.hidden(object, who, how).await,
        Check::SearchFinds { who, text, birth, person, result } => {
            look.search(who, text, *birth, person, result).await
        }
        Check::ReporterHidden { report, from, places } => look.reporter_hidden(report, from, places).await,
        Check::Masked { words, from, places } => look.masked(words, from, places).await,
        Check::AbsentFrom { object, words, places } => look.absent(object, words, places).await,
        Check::ShownTo { object, words, who } => look.shown_to(object, words, who).await,
        Check::NeverSaid { of, words } => look.never_said(of, words).await,
        Check::ClosureReason { of, is, is_not } => look.closure_reason(of, is, is_not).await,
        Check::Ledger { event, of } => look.ledger(event, of).await,
        Check::LostWords { of, equals } => look.lost_words(of, *equals).await,
        Check::AccountClosed { who, .. } => look.account_closed(who).await,
    }
}

/// Whether an action said no for the reason that the story tells. Stories name reasons as the trade does; where the register
/// names one more finely, both are listed here. Whose capacity does not open a deed at all is told « no such thing »: that
/// counts only for somebody who does read the case in which they may not do it.
pub(super) fn same_refusal(told: &str, found: &str, reads_the_case: Reads) -> bool {
    const ALIKE: &[(&str, &[&str])] = &[
        ("lead_cannot_approve", &["closure-by-lead", "closure-own-proposal"]),
        ("not_bound", &["not-bound"]),
    ];
    let alike = ALIKE.iter().find(|(code, _)| *code == told).map(|(_, codes)| *codes).unwrap_or_default();
    let by_capacity =
        told == "lead_cannot_approve" && found == "not-found" && reads_the_case == Reads::AsLead;
    told.replace('_', "-") == found || alike.contains(&found) || by_capacity
}

/// How whoever was refused reads the case in question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    /// As its lead.
    AsLead,
    /// Otherwise, or there is no case.
    Otherwise,
}

/// Whether a text holds words, whatever their case and accents.
fn holds(text: &str, words: &str) -> bool {
    let (text, words) = (kernel::name::fold(text), kernel::name::fold(words));
    !words.is_empty() && text.contains(&words)
}
