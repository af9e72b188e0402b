// SPDX-License-Identifier: EUPL-1.2
//! What stands on the pages themselves: lists, exports, what is printed, the days of a calendar, the file of a case.

use platform::http::Cx;

use super::{Look, Verdict, holds};
use crate::demo::known::{Halt, Made};

/// What is read, printed or sent of a case.
const OF_CASE: &[&str] = &[
    "",
    "/timeline",
    "/notes",
    "/contacts",
    "/people",
    "/chronology",
    "/circle",
    "/attachments",
    "/closure",
    "/orientations",
];
/// What is read of a report.
const OF_REPORT: &[&str] = &["", "/access", "/attachments", "/minors"];

/// What is read, and printed, of an orientation.
const OF_ORIENTATION: &[&str] = &["", "/sheet"];

impl Look<'_> {
    /// The addresses of a place that stories speak of. Nothing of this release makes another paper or a calendar to take
    /// along: what is printed is the page, and what falls due stands on the desk.
    fn addresses(&self, place: &str) -> Result<Vec<String>, Halt> {
        let of = |root: &str, ids: Vec<String>, parts: &[&str]| -> Vec<String> {
            ids.iter().flat_map(|id| parts.iter().map(move |part| format!("/{root}/{id}{part}"))).collect()
        };
        let cases = || self.cases().iter().map(ToString::to_string).collect::<Vec<_>>();
        let reports = || self.reports().iter().map(ToString::to_string).collect::<Vec<_>>();
        let named = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        Ok(match place {
            "case_page" | "pdf" => {
                [of("cases", cases(), OF_CASE), of("reports", reports(), OF_REPORT)].concat()
            }
            "timeline" => of("cases", cases(), &["/timeline"]),
            "list" => named(&["/cases", "/reports", "/desk", "/desk/news", "/desk/waiting", "/reports/sent"]),
            "csv" | "export" => named(&["/cases/export.csv", "/reports/export"]),
            "calendar" => named(&["/desk/deadlines"]),
            // By the names of the family: what is looked for stands in the answer as a matter of course.
            "search" => {
                self.story.persons.iter().map(|p| format!("/search?q={} {}", p.given, p.family)).collect()
            }
            // What is answered to whoever reported is looked at in the register.
            "feedback" => Vec::new(),
            _ => return Halt::wrong(format!("`{place}` is no place")),
        })
    }

    /// The first of these words that somebody reads in one of these places.
    pub(super) async fn read_on(
        &self,
        cx: &Cx,
        places: &[String],
        words: &[String],
    ) -> Result<Option<String>, Halt> {
        for place in places {
            for address in self.addresses(place)? {
                let Some(page) = self.eyes.page(cx, &address).await? else { continue };
                if let Some(word) = words.iter().find(|w| holds(&page, w)) {
                    return Ok(Some(format!("« {word} » in {place} ({})", without_ids(&address))));
                }
            }
        }
        Ok(None)
    }

    /// Each of these people reads all of these words on the pages of the thing.
    pub(super) async fn shown_to(
        &self,
        object: &str,
        words: &[String],
        who: &[String],
    ) -> Result<Verdict, Halt> {
        let (root, parts, id) = match self.made(object)? {
            Made::Pending => return Ok(Verdict::Pending),
            Made::Case(case) => ("cases", OF_CASE, case.to_string()),
            Made::Report(report) => ("reports", OF_REPORT, report.to_string()),
            Made::Orientation { orientation, .. } => {
                ("orientations", OF_ORIENTATION, orientation.to_string())
            }
            _ => return Halt::wrong(format!("`{object}` has no page")),
        };
        for person in who {
            let Some(cx) = self.eyes.of(person).await? else {
                return Ok(Verdict::Fails(format!("{person} holds nothing that day")));
            };
            let mut read = String::new();
            for part in parts {
                read.extend(self.eyes.page(&cx, &format!("/{root}/{id}{part}")).await?);
            }
            if let Some(word) = words.iter().find(|w| !holds(&read, w)) {
                return Ok(Verdict::Fails(format!("{person} does not read « {word} »")));
            }
        }
        Ok(Verdict::Holds)
    }
}

/// An address as it may stand in a report of what does not hold.
fn without_ids(address: &str) -> String {
    let address = address.split('?').next().unwrap_or_default();
    let parts = address.split('/').map(|p| if p.len() >= 32 { "…" } else { p });
    parts.collect::<Vec<_>>().join("/")
}
