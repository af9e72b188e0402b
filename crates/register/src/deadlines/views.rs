// SPDX-License-Identifier: EUPL-1.2
//! What every screen says of a deadline: where it stands, and what it rests on.

use maud::{Markup, html};
use platform::http::Cx;
use platform::ui;
use rulebook::{Basis, Certainty, WorkingDayRule};

use super::words::Words;
use super::{Deadline, term_of};

/// Law or local, the source, and the certainty when it is not certain. Nothing when the pack does not know the term any more.
pub fn rule(cx: &Cx, deadline: &Deadline) -> Markup {
    let w = Words(cx.lang);
    let Ok(rulebook) = crate::rulebook(cx) else { return html! {} };
    let Some(term) = term_of(rulebook, deadline) else { return html! {} };
    let day_off = rulebook.pack(&deadline.pack).is_some_and(|p| !p.calendar.is_working_day(deadline.due_on));
    html! {
        span.mg-source {
            (if term.basis == Basis::Law { w.rule_law() } else { w.rule_local() }) " – " (term.footing.source.get(cx.lang))
        }
        @if term.footing.certainty == Certainty::Uncertain { (ui::tag("warn", w.uncertain())) }
        @if term.working_day_rule == WorkingDayRule::Unknown && day_off { span.mg-source { (w.unsettled()) } }
    }
}

/// Where it stands: done and when, so many days left or late, or ended without having been done.
pub fn stand(cx: &Cx, deadline: &Deadline) -> Markup {
    match (deadline.done_on, deadline.ended_on) {
        (Some(on), _) => ui::deadline(cx, ui::Deadline::Done(on, deadline.due_on)),
        (None, Some(on)) => {
            let text = Words(cx.lang).ended(ui::date(cx, on), ui::date(cx, deadline.due_on));
            html! { span class="mg-deadline mg-deadline--late" { (text) } }
        }
        (None, None) => ui::deadline(cx, ui::Deadline::Open(deadline.due_on)),
    }
}
