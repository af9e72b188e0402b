// SPDX-License-Identifier: EUPL-1.2
//! Terms: when they fall, and whether they were kept.

use kernel::{Date, Id};
use register::deadlines;
use rulebook::term;

use super::{Look, Verdict};
use crate::demo::known::{Halt, Made};

/// The terms that something starts in this release. All others wait for their capability.
const STARTED: &[&str] = &[
    term::ACKNOWLEDGEMENT,
    term::ORAL_CONFIRMATION,
    term::TRIAGE,
    term::EVALUATION,
    term::FEEDBACK,
    term::FEEDBACK_ON_REQUEST,
    term::FIRST_CONTACT,
    term::ASSESSMENT,
    term::ON_HOLD,
    term::TRANSFER_ANSWER,
    term::EMERGENCY_ACCESS_REVIEW,
    "assignment",
    "orientation_follow_up",
];

impl Look<'_> {
    pub(super) async fn due(
        &self,
        term: &str,
        of: &str,
        child: Option<&str>,
        due: Date,
        state: &str,
        met_on: Option<Date>,
    ) -> Result<Verdict, Halt> {
        let (subject, about) = match self.made(of)? {
            Made::Case(case) => (case.0, None),
            Made::Report(report) => {
                let minor = child.and_then(|c| self.eyes.known.minors.get(&(*report, c.to_owned())));
                if child.is_some() && minor.is_none() {
                    return Halt::wrong("the child is no minor of the report");
                }
                (report.0, minor.map(|m| m.uuid()))
            }
            Made::Orientation { case, orientation } => (case.0, Some(orientation.0)),
            _ => return Ok(Verdict::Pending),
        };
        if !STARTED.contains(&term) {
            return Ok(Verdict::Pending);
        }
        let mut conn = self.eyes.app.db.read().await?;
        let all = deadlines::of_subject(&mut conn, subject).await?;
        let about_it =
            |d: &&deadlines::Deadline| d.term == term && !d.dropped && (about.is_none() || d.about == about);
        let Some(clock) = all.iter().rfind(about_it) else {
            let known: Vec<&str> = all.iter().map(|d| d.term.as_str()).collect();
            return Ok(Verdict::Fails(format!("no such clock runs, among {known:?}")));
        };
        let zone = kernel::instant::Zone::named(crate::demo::ZONE).unwrap_or_else(kernel::instant::Zone::utc);
        let today = self.eyes.app.clock.now().local_date(&zone);
        let found = match clock.done_on {
            Some(done) if done > clock.due_on => "met_late",
            Some(_) => "met",
            None if today > clock.due_on => "overdue",
            None => "running",
        };
        let text = |d: Option<Date>| d.map(|d| d.to_string());
        Ok(Verdict::equal(
            (clock.due_on.to_string(), found, text(clock.done_on)),
            (due.to_string(), state, text(met_on)),
        ))
    }
}
