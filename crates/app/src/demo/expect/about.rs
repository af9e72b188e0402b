// SPDX-License-Identifier: EUPL-1.2
//! Where things stand: states, frames, leads, dates, ages, words.

use casework::concerns::State;
use kernel::Date;
use platform::ui;
use register::cases::{self, CaseState};
use register::{deadlines, directory, ledger};
use together::orientation;

use super::{Look, Verdict, holds};
use crate::demo::known::{Halt, Made};
use crate::demo::replay::person_record;

impl Look<'_> {
    pub(super) async fn facts(&self, case: kernel::CaseId) -> Result<cases::Facts, Halt> {
        let mut conn = self.eyes.app.db.read().await?;
        Ok(cases::facts(&mut conn, case, self.eyes.app.clock.now()).await?)
    }

    pub(super) async fn state(&self, of: &str, is: &str) -> Result<Verdict, Halt> {
        match self.made(of)? {
            Made::Pending => Ok(Verdict::Pending),
            Made::Case(case) => {
                let found = cases::rules::state(&self.facts(*case).await?.standing);
                let told = match found {
                    CaseState::Merged => "merged",
                    CaseState::Closed => "closed",
                    CaseState::ClosureProposed => "closure_pending",
                    _ => "open",
                };
                Ok(Verdict::equal(told, is))
            }
            Made::Report(report) => {
                let found = match self.eyes.concern(*report).await?.state() {
                    State::ToAssign => "triaged",
                    State::Joined => "merged",
                    other => other.code(),
                };
                Ok(Verdict::equal(found, is))
            }
            Made::Orientation { case, orientation } => {
                let (cx, mut conn, _) = self.eyes.case(*case).await?;
                let action = register::access::Action::Read;
                let (_, course) = orientation::course(&cx, &mut conn, action, *orientation).await?;
                Ok(Verdict::equal(course.state().code(), is))
            }
            Made::Practice(practice) => {
                let today = crate::start::quiet(self.eyes.app, None).today();
                let mut conn = self.eyes.app.db.read().await?;
                let state = resource_centre::practices::state_of(&mut conn, *practice, today).await?;
                Ok(Verdict::equal(state.map_or("", resource_centre::practices::State::code), is))
            }
            _ => Halt::wrong(format!("`{of}` has no state")),
        }
    }

    pub(super) async fn frame(&self, label: &str, is: &str, until: Date) -> Result<Verdict, Halt> {
        let Some(case) = self.case(label)? else { return Ok(Verdict::Pending) };
        let (cx, mut conn, grant) = self.eyes.case(case).await?;
        let frames = cases::frames_of(&mut conn, &grant).await?;
        let today = cx.today();
        let current = frames.iter().find(|f| f.from_on <= today && f.until_on.is_none_or(|u| u >= today));
        Ok(Verdict::equal(current.map(|f| (f.frame.as_str(), f.until_on)), Some((is, Some(until)))))
    }

    pub(super) async fn lead(&self, label: &str, is: &str) -> Result<Verdict, Halt> {
        let Some(case) = self.case(label)? else { return Ok(Verdict::Pending) };
        let lead = self.facts(case).await?.standing.lead;
        let name = self
            .eyes
            .known
            .practitioners
            .iter()
            .find(|(_, id)| Some(**id) == lead)
            .map(|(name, _)| name.as_str());
        Ok(Verdict::equal(name, Some(is)))
    }

    pub(super) async fn responsible(&self, of: &str, is: &str) -> Result<Verdict, Halt> {
        let answers = match self.made(of)? {
            Made::Pending => return Ok(Verdict::Pending),
            Made::Case(case) => self.facts(*case).await?.case.institution,
            Made::Report(report) => {
                let concern = self.eyes.concern(*report).await?;
                concern.taken_over().map_or(concern.report.institution, |t| t.to)
            }
            _ => return Halt::wrong(format!("nobody answers for `{of}`")),
        };
        let name = self
            .eyes
            .known
            .institutions
            .iter()
            .find(|(_, id)| **id == answers)
            .map(|(name, _)| name.as_str());
        Ok(Verdict::equal(name, Some(is)))
    }

    pub(super) async fn first_date(&self, of: &str, is: Date) -> Result<Verdict, Halt> {
        let Some(report) = self.report(of)? else { return Ok(Verdict::Pending) };
        Ok(Verdict::equal(
            self.eyes.concern(report).await?.report.first_received_on.to_string(),
            is.to_string(),
        ))
    }

    pub(super) async fn rule_set(&self, of: &str, is: &str) -> Result<Verdict, Halt> {
        let Some(case) = self.case(of)? else { return Ok(Verdict::Pending) };
        let mut conn = self.eyes.app.db.read().await?;
        let answers = cases::facts(&mut conn, case, self.eyes.app.clock.now()).await?.case.institution;
        let institution = directory::institution(&mut conn, answers).await?;
        // The pack of the service that answers for the case, and that of every clock that was started in it.
        let of_clocks = deadlines::of_subject(&mut conn, case.0).await?;
        if let Some(other) = of_clocks.iter().find(|d| d.pack != is) {
            return Ok(Verdict::Fails(format!("the clock `{}` runs by {}", other.term, other.pack)));
        }
        Ok(Verdict::equal(institution.map(|i| i.fields.pack).as_deref(), Some(is)))
    }

    pub(super) async fn rating(&self, child: &str, danger: u8) -> Result<Verdict, Halt> {
        let mut found = None;
        for report in self.reports() {
            let Some(minor) = self.eyes.known.minors.get(&(report, child.to_owned())) else { continue };
            let concern = self.eyes.concern(report).await?;
            let conclusion = concern.evaluation(*minor).and_then(|e| e.conclusion.as_ref());
            found = conclusion.and_then(|c| c.levels.danger).or(found);
        }
        Ok(Verdict::equal(found, Some(danger)))
    }

    pub(super) async fn episodes(&self, label: &str, equals: usize) -> Result<Verdict, Halt> {
        let Some(case) = self.case(label)? else { return Ok(Verdict::Pending) };
        let (_, mut conn, grant) = self.eyes.case(case).await?;
        Ok(Verdict::equal(cases::episodes_of(&mut conn, &grant).await?.len(), equals))
    }

    pub(super) async fn same_number(&self, label: &str) -> Result<Verdict, Halt> {
        let Some(case) = self.case(label)? else { return Ok(Verdict::Pending) };
        let now = self.facts(case).await?.case.reference;
        Ok(Verdict::equal(Some(&now), self.eyes.known.reference_of.get(&case)))
    }

    pub(super) async fn duration(
        &self,
        of: &str,
        episode: Option<i64>,
        frame: Option<&str>,
        value: i32,
    ) -> Result<Verdict, Halt> {
        let Some(case) = self.case(of)? else { return Ok(Verdict::Pending) };
        let (cx, mut conn, grant) = self.eyes.case(case).await?;
        let days = match frame {
            None => {
                let episodes = cases::episodes_of(&mut conn, &grant).await?;
                let counted = episodes.iter().find(|e| episode.is_none_or(|n| e.number == n));
                // An episode that goes on counts until today.
                counted.map(|e| e.closed_on.unwrap_or(cx.today()).days_since(e.opened_on))
            }
            Some(code) => {
                let mut frames = cases::frames_of(&mut conn, &grant).await?;
                frames.reverse();
                // A frame ends with its own last day, or when the next one begins.
                let counted = frames.iter().position(|f| f.frame == code);
                counted.and_then(|i| {
                    let this = frames.get(i)?;
                    let next = frames.get(i + 1).map(|f| f.from_on);
                    // The day before the next one and the next one's first day are the same border.
                    let end = match (this.until_on, next) {
                        (Some(last), Some(next)) if last.plus_days(1) >= next => next,
                        (last, _) => last?,
                    };
                    Some(end.days_since(this.from_on))
                })
            }
        };
        Ok(Verdict::equal(days, Some(value)))
    }

    pub(super) async fn age(
        &self,
        person: &str,
        on: Date,
        (unit, value): (&str, i32),
        estimated: bool,
    ) -> Result<Verdict, Halt> {
        let Some(id) = self.persons(person).into_iter().next() else {
            return Halt::wrong(format!("`{person}` was not recorded"));
        };
        let record = person_record(self.eyes.app, id).await?;
        let Some(birth) = record.birth else { return Ok(Verdict::Fails("no birth is known".into())) };
        let cx = crate::start::quiet(self.eyes.app, None);
        let shown = ui::age(&cx, birth, on);
        let unit = match unit {
            "days" => "jour",
            "months" => "mois",
            _ => "an",
        };
        let told =
            holds(&shown, &value.to_string()) && holds(&shown, unit) && birth.is_estimated() == estimated;
        Ok(Verdict::when(if told { Ok(()) } else { Err(format!("shown as « {shown} »")) }))
    }

    pub(super) async fn closure_reason(
        &self,
        of: &str,
        is: &str,
        is_not: &[String],
    ) -> Result<Verdict, Halt> {
        let Some(report) = self.report(of)? else { return Ok(Verdict::Pending) };
        let concern = self.eyes.concern(report).await?;
        let found = concern.decisions.last().map(|d| d.closure_reason.clone()).unwrap_or_default();
        if is_not.contains(&found) {
            return Ok(Verdict::Fails(format!("closed as {found}")));
        }
        Ok(Verdict::equal(found.as_str(), is))
    }

    pub(super) async fn ledger(&self, event: &str, of: &str) -> Result<Verdict, Halt> {
        let subject = match self.made(of)? {
            Made::Pending => return Ok(Verdict::Pending),
            Made::Case(case) => case.0,
            Made::Report(report) => report.0,
            Made::Consultation(consultation) => consultation.0,
            Made::Orientation { orientation, .. } => orientation.0,
            _ => return Halt::wrong(format!("`{of}` has no ledger of its own")),
        };
        let mut conn = self.eyes.app.db.read().await?;
        let entries = ledger::of_subject(&mut conn, subject, 1_000).await?;
        let there = entries.iter().any(|e| e.kind == event);
        Ok(Verdict::when(if there {
            Ok(())
        } else {
            Err(format!("no `{event}` among {} entries", entries.len()))
        }))
    }

    pub(super) async fn never_said(&self, of: &[String], words: &[String]) -> Result<Verdict, Halt> {
        for label in of {
            let Some(report) = self.report(label)? else { return Ok(Verdict::Pending) };
            let concern = self.eyes.concern(report).await?;
            let mut said: Vec<&str> = Vec::new();
            said.extend(concern.triages.iter().map(|t| t.reason.as_str()));
            said.extend(concern.evaluations.iter().map(|e| e.reason.as_str()));
            said.extend(
                concern.decisions.iter().flat_map(|d| [d.reason.as_str(), d.closure_reason.as_str()]),
            );
            said.extend(concern.answers.iter().map(|a| a.content.as_str()));
            if let Some(found) = words.iter().find(|w| said.iter().any(|s| holds(s, w))) {
                return Ok(Verdict::Fails(format!("« {found} » was said")));
            }
            let nothing = concern.evaluations.iter().filter_map(|e| e.conclusion.as_ref());
            if nothing.into_iter().any(|c| c.levels.danger == Some(0)) {
                return Ok(Verdict::Fails("danger was rated as none".into()));
            }
        }
        Ok(Verdict::Holds)
    }

    pub(super) async fn absent(
        &self,
        object: &str,
        words: &[String],
        places: &[String],
    ) -> Result<Verdict, Halt> {
        let said: Vec<String> = match self.made(object)? {
            Made::Pending => return Ok(Verdict::Pending),
            Made::Answer { report } => {
                let concern = self.eyes.concern(*report).await?;
                concern.answers.into_iter().map(|a| a.content).collect()
            }
            Made::Case(case) => {
                let (cx, mut conn, grant) = self.eyes.case(*case).await?;
                if let Some(what) = self.read_on(&cx, places, words).await? {
                    return Ok(Verdict::Fails(what));
                }
                let all =
                    cases::timeline(&mut conn, &grant, &cases::TimelineFilter::default(), 1_000).await?;
                all.into_iter().map(|e| e.summary).collect()
            }
            _ => return Halt::wrong(format!("`{object}` says nothing")),
        };
        let found = words.iter().find(|w| said.iter().any(|s| holds(s, w)));
        Ok(Verdict::when(found.map_or(Ok(()), |w| Err(format!("« {w} » is there")))))
    }
}
