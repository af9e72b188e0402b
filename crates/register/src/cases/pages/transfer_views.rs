// SPDX-License-Identifier: EUPL-1.2
//! What the receiver of a transfer sees before accepting. The sender's preview is made by the same function.

use kernel::Instant;
use maud::{Markup, html};
use platform::http::Cx;
use platform::ui;

use super::{frame, paragraphs, words};
use crate::people::{self, Person};

/// A proposal, as its receiver sees it: who the child is, who proposes, why, and the minimum that was written for them.
pub struct Candidate<'a> {
    /// The number of the case.
    pub reference: &'a str,
    /// The child.
    pub child: &'a Person,
    /// The name of the service that proposes.
    pub from: &'a str,
    /// Why.
    pub reason: &'a str,
    /// What the receiver may know.
    pub minimum: &'a str,
    /// When it was proposed.
    pub proposed_at: Instant,
}

/// The whole of what the receiver sees.
pub fn candidate(cx: &Cx, seen: &Candidate<'_>) -> Markup {
    let w = words(cx);
    html! {
        section.mg-panel aria-label=(w.transfer_minimum_set()) {
            (ui::facts(vec![
                (w.transfer_child(), html! {
                    (frame::child_name(cx, seen.child)) span.mg-table__second { (people::birth_line(cx, seen.child)) }
                }),
                (w.transfer_reference(), html! { (seen.reference) }),
                (w.transfer_from(), html! { (seen.from) }),
                (w.transfer_proposed_on(), html! { (ui::date(cx, seen.proposed_at.local_date(&cx.zone))) }),
                (w.transfer_reason(), paragraphs(seen.reason)),
                (w.transfer_minimum(), paragraphs(seen.minimum)),
            ]))
        }
    }
}
