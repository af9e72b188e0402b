// SPDX-License-Identifier: EUPL-1.2
//! What is counted over a story.

use std::collections::BTreeSet;

use casework::concerns::Concern;
use kernel::{Capacity, FunctionKind, InstitutionId, Layer, SubjectKind};
use register::access::Action;
use register::people::{self, Query};
use register::{access, deadlines};
use rulebook::term;
use together::sharing;
use uuid::Uuid;

use super::{Look, Verdict};
use crate::demo::known::Halt;
use crate::demo::story::Role;

/// The clocks of what is owed to whoever reported.
const TO_REPORTERS: &[&str] = &[term::ACKNOWLEDGEMENT, term::FEEDBACK, term::FEEDBACK_ON_REQUEST];

impl Look<'_> {
    async fn concerns(&self) -> Result<Vec<Concern>, Halt> {
        let mut out = Vec::new();
        for report in self.reports() {
            out.push(self.eyes.concern(report).await?);
        }
        Ok(out)
    }

    /// The reports in which the children of the story are evaluated: those not joined to another and not gone elsewhere.
    async fn kept(&self) -> Result<Vec<Concern>, Halt> {
        let all = self.concerns().await?;
        Ok(all.into_iter().filter(|c| c.report.merged_into.is_none() && c.taken_over().is_none()).collect())
    }

    pub(super) async fn count(&self, what: &str, who: Option<&str>, equals: i64) -> Result<Verdict, Halt> {
        let found = match what {
            "reports" => self.about_children(SubjectKind::REPORT).await?.len(),
            "children_reported" => self.kept().await?.iter().map(|c| c.evaluated().count()).sum(),
            "evaluations" => self.kept().await?.iter().map(|c| c.evaluations.len()).sum(),
            "evaluations_started" => {
                self.concerns().await?.iter().filter(|c| !c.evaluations.is_empty()).count()
            }
            "feedback_duties" => self.feedback_duties().await?,
            "repetitive_reports" => {
                self.concerns().await?.iter().filter(|c| c.triage().is_some_and(|t| t.repetitive)).count()
            }
            "cases" => self.about_children(SubjectKind::CASE).await?.len(),
            "cases_led" => self.cases_led(who.unwrap_or_default()).await?,
            "disclosures" => self.disclosures().await?,
            // Plans, indicators: capabilities to come.
            _ => return Ok(Verdict::Pending),
        };
        Ok(Verdict::equal(i64::try_from(found).unwrap_or(i64::MAX), equals))
    }

    /// What was told to others from the cases of the story, as those who read them count it.
    async fn disclosures(&self) -> Result<usize, Halt> {
        let mut told = 0;
        for case in self.cases() {
            let institution = self.facts(case).await?.case.institution;
            for cx in self.eyes.insiders(institution, FunctionKind::ALL).await? {
                let mut conn = cx.read().await?;
                let Some(grant) = access::may(&cx, &mut conn, Action::Read, case).await? else { continue };
                if !grant.opens(Layer::Institution) {
                    continue;
                }
                told += sharing::count_told(&mut conn, &grant, &[case]).await?;
                break;
            }
        }
        Ok(usize::try_from(told).unwrap_or(usize::MAX))
    }

    /// The reports or cases about the children of the story, as the services that know them find them. A report that was sent
    /// on is the same report: where it arrived it is not counted again.
    async fn about_children(&self, kind: SubjectKind) -> Result<BTreeSet<Uuid>, Halt> {
        let mut at: BTreeSet<InstitutionId> = BTreeSet::new();
        let known = self.eyes.known;
        at.extend(self.reports().iter().filter_map(|r| known.report_at.get(r)));
        for case in self.cases() {
            at.insert(self.facts(case).await?.case.institution);
        }
        let mut found = BTreeSet::new();
        for institution in at {
            for cx in self.eyes.insiders(institution, FunctionKind::ALL).await? {
                for child in self.story.persons.iter().filter(|p| p.role == Role::Child) {
                    let text = format!("{} {}", child.given, child.family);
                    let mut conn = cx.read().await?;
                    let seen = people::search(&cx, &mut conn, &Query { text, birth: None }).await?;
                    let of_story = self.persons(&child.id);
                    let theirs = seen.readable.into_iter().filter(|m| of_story.contains(&m.person.id));
                    found.extend(theirs.flat_map(|m| m.through).filter(|s| s.kind == kind).map(|s| s.id));
                }
            }
        }
        for concern in self.concerns().await?.iter().filter(|_| kind == SubjectKind::REPORT) {
            match concern.report.came_by {
                Some(_) => found.remove(&concern.report.id.0),
                // About a child whom nobody could name: read in the register, though no search by name leads there.
                None => found.insert(concern.report.id.0),
            };
        }
        Ok(found)
    }

    /// The reports whose reporter is owed an answer, or a receipt: each starts a clock of its own, joined or not.
    async fn feedback_duties(&self) -> Result<usize, Halt> {
        let mut conn = self.eyes.app.db.read().await?;
        let mut owed = 0;
        for report in self.reports() {
            let clocks = deadlines::of_subject(&mut conn, report.0).await?;
            owed += usize::from(clocks.iter().any(|d| TO_REPORTERS.contains(&d.term.as_str())));
        }
        Ok(owed)
    }

    async fn cases_led(&self, who: &str) -> Result<usize, Halt> {
        let known = self.eyes.known;
        let told = self.eyes.world.practitioner(who);
        let at = told.and_then(|t| known.institutions.get(&t.institution));
        let (Some(id), Some(at)) = (known.practitioners.get(who), at) else {
            return Halt::wrong(format!("`{who}` is no practitioner"));
        };
        let mut conn = self.eyes.app.db.read().await?;
        let now = self.eyes.app.clock.now();
        let seats = access::seats_of_holder(&mut conn, *id, *at, SubjectKind::CASE, now, 1_000).await?;
        Ok(seats.iter().filter(|(_, _, capacity)| *capacity == Capacity::Lead).count())
    }
}
