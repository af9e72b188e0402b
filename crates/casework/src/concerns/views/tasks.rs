// SPDX-License-Identifier: EUPL-1.2
//! What is to be done with a report, in its order, the next step plain.

use maud::{Markup, html};
use platform::http::Cx;
use platform::ui;
use register::access::Action;
use rulebook::Pack;

use super::{minor_name, words};
use crate::concerns::model::{Concern, State};
use crate::concerns::pages::{Beside, Opened};
use crate::concerns::rules::evaluate;
use crate::concerns::rules::triage::Outcome;

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// Done.
    Done,
    /// To be done now.
    Now,
    /// Possible, nothing hangs on it.
    Open,
    /// Waits for something before it.
    Later,
}

struct Task {
    title: String,
    hint: Option<String>,
    href: Option<String>,
    stand: Stand,
}

/// The task list.
pub(in crate::concerns) fn tasks(cx: &Cx, o: &Opened, b: &Beside, pack: &Pack) -> Markup {
    let w = words(cx);
    let tasks = listed(cx, o, b, pack);
    let next = tasks.iter().find(|t| t.stand == Stand::Now && t.href.is_some());
    ui::panel(
        w.tasks_title(),
        None,
        html! {
            @match next {
                Some(next) => div.govuk-button-group.mg-no-print {
                    a.govuk-button href=(next.href.as_deref().unwrap_or("")) {
                        span.govuk-visually-hidden { (w.tasks_next()) " " } (next.title)
                    }
                },
                None => p.mg-soft { (w.tasks_nothing()) },
            }
            ul.govuk-task-list {
                @for task in &tasks {
                    li.govuk-task-list__item.govuk-task-list__item--with-link[task.href.is_some() && task.stand != Stand::Later] {
                        div.govuk-task-list__name-and-hint {
                            @match (&task.href, task.stand) {
                                (Some(href), Stand::Now | Stand::Open) => a.govuk-link.govuk-task-list__link href=(href) { (task.title) },
                                _ => (task.title),
                            }
                            @if let Some(hint) = &task.hint { div.govuk-task-list__hint { (hint) } }
                        }
                        div.govuk-task-list__status {
                            @match task.stand {
                                Stand::Done => (w.task_done()),
                                Stand::Now => (ui::tag("warn", w.task_now())),
                                Stand::Open => (ui::tag("", w.task_open())),
                                Stand::Later => span.mg-soft { (w.task_later()) },
                            }
                        }
                    }
                }
            }
        },
    )
}

fn listed(cx: &Cx, o: &Opened, b: &Beside, pack: &Pack) -> Vec<Task> {
    let w = words(cx);
    let c = &o.concern;
    let url = o.url();
    let may = |action: Action| b.may.contains(&action);
    let link = |action: Action, path: &str| may(action).then(|| format!("{url}/{path}"));
    let mut out = Vec::new();
    let mut push = |title: String, hint: Option<String>, href: Option<String>, stand: Stand| {
        out.push(Task { title, hint, href, stand });
    };
    let live = !matches!(c.state(), State::Archived | State::Joined | State::Transferred);
    let outcome = c.triage().map(|t| t.outcome);
    // An answer says more than an acknowledgement; a report that was put away waits for neither.
    let acknowledged = c.report.acknowledged_on.is_some();
    let is_waiting = b.reporter.is_some() && c.answers.is_empty() && c.report.archived_at.is_none();
    if acknowledged || is_waiting {
        let stand = if acknowledged { Stand::Done } else { Stand::Now };
        push(w.task_acknowledge().to_owned(), None, link(Action::Triage, "acknowledgement"), stand);
    }
    if live || outcome.is_some() {
        let stand = if outcome.is_some() { Stand::Done } else { Stand::Now };
        let hint = outcome.map(|o| pack.word(rulebook::list::TRIAGE_OUTCOME, o.code(), cx.lang).to_owned());
        push(w.task_triage().to_owned(), hint, link(Action::Triage, "triage"), stand);
    }
    if live && c.awaits_referral() {
        push(
            w.task_refer_now().to_owned(),
            Some(w.task_refer_now_hint().to_owned()),
            link(Action::Decide, "decision?outcome=judicial_referral"),
            Stand::Now,
        );
    }
    if live {
        for mention in c.minors.iter().filter(|m| m.is_unsettled()) {
            let title = w.task_mention(minor_name(cx, mention, o.person(mention.id)));
            push(
                title,
                Some(w.task_mention_hint().to_owned()),
                link(Action::Write, &format!("minors?mention={}", mention.id)),
                Stand::Now,
            );
        }
    }
    if live && outcome.is_some_and(Outcome::is_evaluated) {
        let assigned = !c.evaluations.is_empty();
        let hint = c.lead().map(|l| w.task_lead(o.name(l)));
        let decided = !c.has_undecided();
        // Nobody is given an evaluation of which nothing is left to do: its only child was referred at once and set aside.
        if assigned || !decided {
            push(
                w.task_assign().to_owned(),
                hint,
                link(Action::Assign, "evaluators"),
                if assigned { Stand::Done } else { Stand::Now },
            );
        }
        for minor in c.evaluated() {
            evaluation_tasks(cx, o, c, minor, &link, &mut push);
        }
        let ended = (assigned || decided) && c.evaluations.iter().all(|e| !e.is_open());
        let stand = match (ended, decided) {
            (true, true) => Stand::Done,
            (true, false) => Stand::Now,
            (false, _) => Stand::Later,
        };
        push(w.task_decide().to_owned(), None, link(Action::Decide, "decision"), stand);
    }
    if c.taken_over().is_some()
        && !c.evaluations.is_empty()
        && !c.evaluations.iter().all(|e| c.is_decided_for(e.minor))
    {
        push(w.task_close_moved().to_owned(), None, link(Action::Decide, "decision"), Stand::Now);
    }
    let settled = outcome.is_some_and(|o| !o.is_evaluated())
        || matches!(c.state(), State::Decided | State::FeedbackGiven | State::Transferred | State::Joined);
    let archived = c.report.archived_at.is_some();
    // A file that was put away is closed; the duty to answer is not.
    if c.owes_answer() || (c.owes_feedback && !archived) {
        let stand = match (c.owes_answer(), settled || archived) {
            (false, _) => Stand::Done,
            (true, true) => Stand::Now,
            (true, false) => Stand::Later,
        };
        push(w.task_feedback().to_owned(), None, link(Action::Write, "feedback"), stand);
    }
    if settled && c.report.archived_at.is_none() && c.report.merged_into.is_none() {
        push(w.task_archive().to_owned(), None, link(Action::Triage, "archive"), Stand::Open);
    }
    out
}

/// What one minor's evaluation still needs.
fn evaluation_tasks(
    cx: &Cx,
    o: &Opened,
    c: &Concern,
    minor: &crate::concerns::model::Minor,
    link: &dyn Fn(Action, &str) -> Option<String>,
    push: &mut dyn FnMut(String, Option<String>, Option<String>, Stand),
) {
    let w = words(cx);
    let name = minor_name(cx, minor, o.person(minor.id));
    let Some(evaluation) = c.evaluation(minor.id) else {
        push(w.task_evaluate(name), None, None, Stand::Later);
        return;
    };
    if !evaluation.is_open() {
        push(w.task_evaluate(name), None, None, Stand::Done);
        return;
    }
    let missing = evaluate::missing(c, minor.id);
    let path = |what: &str| link(Action::Evaluate, &format!("minors/{}/{what}", minor.id));
    let stand = |missing: bool| if missing { Stand::Now } else { Stand::Done };
    push(
        w.task_visit(&name),
        None,
        link(Action::Evaluate, &format!("visits?minor={}", minor.id)),
        stand(missing.visit),
    );
    push(w.task_meet(&name), None, path("meeting"), stand(missing.meeting));
    push(w.task_view(&name), None, path("view"), stand(missing.view));
    let ready = !missing.meeting;
    let hint = (!ready).then(|| w.task_conclude_hint().to_owned());
    push(w.task_conclude(&name), hint, path("conclusion"), if ready { Stand::Now } else { Stand::Later });
}
