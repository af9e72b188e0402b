// SPDX-License-Identifier: EUPL-1.2
//! What is counted over a story.

use casework::concerns::Concern;
use kernel::{Capacity, SubjectKind};
use register::access;

use super::{Look, Verdict};
use crate::demo::known::Halt;

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
            "reports" => self.reports().len(),
            "children_reported" => self.kept().await?.iter().map(|c| c.evaluated().count()).sum(),
            "evaluations" => self.kept().await?.iter().map(|c| c.evaluations.len()).sum(),
            "evaluations_started" => {
                self.concerns().await?.iter().filter(|c| !c.evaluations.is_empty()).count()
            }
            // Joined or not, each report keeps its own reporter, who is answered there.
            "feedback_duties" => self.concerns().await?.iter().filter(|c| c.report.came_by.is_none()).count(),
            "repetitive_reports" => {
                self.concerns().await?.iter().filter(|c| c.triage().is_some_and(|t| t.repetitive)).count()
            }
            "cases" => self.cases().len(),
            "cases_led" => self.cases_led(who.unwrap_or_default()).await?,
            // Plans, disclosures, indicators: capabilities to come.
            _ => return Ok(Verdict::Pending),
        };
        Ok(Verdict::equal(i64::try_from(found).unwrap_or(i64::MAX), equals))
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
