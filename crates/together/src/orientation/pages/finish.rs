// SPDX-License-Identifier: EUPL-1.2
//! What became of the appointment, the hand-over, what follows, and the end.

use ::register::access::Action;
use kernel::OrientationId;
use maud::html;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;
use platform::ui::{self, Choice};

use super::super::actions::{self, HandingOver, Met};
use super::super::model::{Companion, Delegation, Outcome, StepKind, Voice};
use super::super::rules;
use super::answer::given;
use super::{At, DAY, LINE, TEXT, companions, day_field, day_of, done_with, open, told_in, words};

/// In how many months contact is taken up again, unless another day is agreed.
const USUAL_MONTHS: i32 = 3;

// ── What became of it ────────────────────────────────────────────────────────

pub(super) async fn outcome_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    outcome_page(&cx, &form, &FieldErrors::default()).await
}

async fn outcome_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, Action::Write).await?;
    opened.may_take(cx, StepKind::WaitingList)?;
    let url = opened.url();
    let appointment = opened.course.now().appointment.and_then(|s| s.at);
    let outcomes: Vec<Choice> = Outcome::ALL
        .iter()
        .filter(|o| rules::taking(&opened.course, o.step()).is_ok())
        .map(|o| {
            let key = format!("outcome-{}", o.code().replace('_', "-"));
            Choice::new(o.code(), w.by_key(&key).unwrap_or_default())
                .hint(w.by_key(&format!("{key}.hint")).unwrap_or_default())
        })
        .collect();
    let body = html! {
        p.mg-lead {
            @match appointment {
                Some(at) => (w.outcome_lead(ui::date_time(cx, at))),
                None => (w.outcome_lead_none()),
            }
        }
        form method="post" action=(format!("{url}/outcome")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "outcome", w.outcome(), None, &outcomes))
            (ui::textarea(cx, form, errors, "words", w.outcome_words(), Some(w.outcome_words_hint()), 4))
            (ui::textarea(cx, form, errors, "own-words", w.own_words(), Some(w.own_words_hint()), 3))
            @if appointment.is_some() {
                (ui::radios(cx, form, errors, "companion", w.went_with(), Some(w.went_with_hint()), &companions(cx)))
                (ui::text_input(cx, form, errors, "companion-name", w.companion_name(), None))
            }
            (ui::number_input(cx, form, errors, "weeks", w.weeks(), Some(w.weeks_hint())))
            (day_field(cx, form, errors, w.outcome_on(), Some(w.outcome_on_hint())))
            (ui::submit(w.outcome_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.deed_outcome(), errors, body))
}

pub(super) async fn outcome(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let outcome = input.required_choice("outcome", Outcome::parse, w.outcome_missing());
    let said = input.text("words", TEXT);
    let own_words = input.text("own-words", TEXT);
    let companion = input.choice("companion", Companion::parse);
    let companion_name = input.line("companion-name", LINE);
    let typed = input.line("weeks", 10);
    let weeks: Option<i64> = typed.parse().ok();
    if !typed.is_empty() && weeks.is_none() {
        input.errors.add("weeks", "not-a-number", w.weeks_unreadable());
    }
    let on = day_of(&cx, &mut input);
    let (Some(outcome), Some(on), true) = (outcome, on, input.errors.is_empty()) else {
        return outcome_page(&cx, cx.form(), &input.errors).await;
    };
    let met = Met { outcome, on, words: said, own_words, companion, companion_name, weeks };
    const AT: At = &[
        DAY[0],
        DAY[1],
        ("no-appointment", "outcome"),
        ("appointment-to-come", "outcome"),
        ("refusal-without-reason", "words"),
        ("weeks-too-many", "weeks"),
        ("companion-without-name", "companion-name"),
    ];
    match actions::record_outcome(&cx, id, &met).await {
        Ok(()) => Ok(done_with(id, &outcome.code().replace('_', "-"))),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            outcome_page(&cx, cx.form(), &input.errors).await
        }
    }
}

// ── The hand-over ────────────────────────────────────────────────────────────

pub(super) async fn hand_over_form(cx: Cx) -> Result<Reply, Problem> {
    let usual = cx.today().plus_months(USUAL_MONTHS);
    let form = ui::filled([("on", cx.today().to_string()), ("follow-up", usual.to_string())]);
    hand_over_page(&cx, &form, &FieldErrors::default()).await
}

async fn hand_over_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, Action::Write).await?;
    opened.may_take(cx, StepKind::HandedOver)?;
    let url = opened.url();
    let delegations = [
        Choice::new(Delegation::Temporary.code(), w.delegation_temporary())
            .hint(w.delegation_temporary_hint()),
        Choice::new(Delegation::Definitive.code(), w.delegation_definitive())
            .hint(w.delegation_definitive_hint()),
    ];
    let body = html! {
        p.mg-lead { (w.hand_over_lead()) }
        form method="post" action=(format!("{url}/hand-over")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "delegation", w.delegation(), None, &delegations))
            (ui::date_input(cx, form, errors, "until", w.until(), Some(w.until_hint()), None))
            (ui::date_input(cx, form, errors, "follow-up", w.follow_up_on(), Some(w.follow_up_on_hint()), None))
            (ui::textarea(cx, form, errors, "words", w.hand_over_words(), Some(w.hand_over_words_hint()), 3))
            (day_field(cx, form, errors, w.handed_over_on(), None))
            (ui::submit(w.hand_over_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.deed_hand_over(), errors, body))
}

pub(super) async fn hand_over(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let delegation = input.required_choice("delegation", Delegation::parse, w.delegation_missing());
    let until_on = input.date("until");
    let follow_up_on = input.date("follow-up");
    let said = input.text("words", TEXT);
    let on = day_of(&cx, &mut input);
    let (Some(delegation), Some(on), true) = (delegation, on, input.errors.is_empty()) else {
        return hand_over_page(&cx, cx.form(), &input.errors).await;
    };
    let handing = HandingOver { on, delegation, until_on, follow_up_on, words: said };
    const AT: At = &[
        DAY[0],
        DAY[1],
        ("no-follow-up", "follow-up"),
        ("follow-up-not-after", "follow-up"),
        ("planned-too-far", "follow-up"),
        ("end-not-after", "until"),
        ("definitive-with-end", "until"),
    ];
    match actions::hand_over(&cx, id, &handing).await {
        Ok(()) => Ok(done_with(id, "handed-over")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            hand_over_page(&cx, cx.form(), &input.errors).await
        }
    }
}

// ── Taking up contact again ──────────────────────────────────────────────────

pub(super) async fn follow_up_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    follow_up_page(&cx, &form, &FieldErrors::default()).await
}

async fn follow_up_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, Action::Write).await?;
    opened.may_take(cx, StepKind::FollowedUp)?;
    let url = opened.url();
    let body = html! {
        p.mg-lead { (w.follow_up_lead()) }
        form method="post" action=(format!("{url}/follow-up")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "words", w.follow_up_words(), Some(w.follow_up_words_hint()), 4))
            (ui::textarea(cx, form, errors, "own-words", w.own_words(), Some(w.own_words_hint()), 3))
            (ui::date_input(cx, form, errors, "next", w.follow_up_next(), Some(w.follow_up_next_hint()), None))
            (day_field(cx, form, errors, w.followed_up_on(), None))
            (ui::submit(w.follow_up_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.deed_follow_up(), errors, body))
}

pub(super) async fn follow_up(cx: Cx) -> Result<Reply, Problem> {
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let next = input.date("next");
    let given = given(&cx, &mut input);
    let (Some(given), true) = (given, input.errors.is_empty()) else {
        return follow_up_page(&cx, cx.form(), &input.errors).await;
    };
    const AT: At = &[
        DAY[0],
        DAY[1],
        ("no-words", "words"),
        ("follow-up-not-after", "next"),
        ("planned-too-far", "next"),
    ];
    match actions::follow_up(&cx, id, &given, next).await {
        Ok(()) => Ok(done_with(id, "followed-up")),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            follow_up_page(&cx, cx.form(), &input.errors).await
        }
    }
}

// ── How it went ──────────────────────────────────────────────────────────────

pub(super) async fn feedback_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    feedback_page(&cx, &form, &FieldErrors::default()).await
}

async fn feedback_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, Action::Write).await?;
    opened.may_take(cx, StepKind::Feedback)?;
    let url = opened.url();
    let voices = [
        Choice::new(Voice::User.code(), w.voice_user()),
        Choice::new(Voice::Recipient.code(), w.voice_recipient()).hint(w.voice_recipient_hint()),
    ];
    let body = html! {
        p.mg-lead { (w.feedback_lead()) }
        form method="post" action=(format!("{url}/feedback")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "from", w.feedback_from(), None, &voices))
            (ui::textarea(cx, form, errors, "words", w.feedback_words(), Some(w.feedback_words_hint()), 4))
            (day_field(cx, form, errors, w.feedback_on(), None))
            (ui::submit(w.feedback_submit(), Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, w.deed_feedback(), errors, body))
}

pub(super) async fn feedback(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let from = input.required_choice("from", Voice::parse, w.feedback_from_missing());
    let given = given(&cx, &mut input);
    let (Some(from), Some(given), true) = (from, given, input.errors.is_empty()) else {
        return feedback_page(&cx, cx.form(), &input.errors).await;
    };
    match actions::feedback(&cx, id, from, &given).await {
        Ok(()) => Ok(done_with(id, "feedback")),
        Err(problem) => {
            told_in(problem, &[DAY[0], DAY[1], ("no-words", "words")], &mut input.errors)?;
            feedback_page(&cx, cx.form(), &input.errors).await
        }
    }
}

// ── The end ──────────────────────────────────────────────────────────────────

pub(super) async fn end_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    settle_page(&cx, StepKind::Ended, &form, &FieldErrors::default()).await
}

pub(super) async fn return_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("on", cx.today().to_string())]);
    settle_page(&cx, StepKind::Returned, &form, &FieldErrors::default()).await
}

async fn settle_page(cx: &Cx, kind: StepKind, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let opened = open(cx, Action::Write).await?;
    opened.may_take(cx, kind)?;
    let url = opened.url();
    let (title, path) = super::deed(cx, kind);
    let (lead, why) = match kind {
        StepKind::Returned => (w.return_lead(), w.return_words()),
        _ => (w.end_lead(), w.end_words()),
    };
    let body = html! {
        p.mg-lead { (lead) }
        form method="post" action=(format!("{url}/{path}")) novalidate {
            (ui::form_key(cx))
            (ui::textarea(cx, form, errors, "words", why, None, 3))
            (ui::textarea(cx, form, errors, "own-words", w.own_words(), Some(w.own_words_hint()), 3))
            (day_field(cx, form, errors, w.ended_on(), None))
            (ui::submit(title, Some((w.cancel(), &url))))
        }
    };
    Ok(opened.form(cx, title, errors, body))
}

pub(super) async fn end(cx: Cx) -> Result<Reply, Problem> {
    settle(cx, StepKind::Ended).await
}

pub(super) async fn take_back(cx: Cx) -> Result<Reply, Problem> {
    settle(cx, StepKind::Returned).await
}

async fn settle(cx: Cx, kind: StepKind) -> Result<Reply, Problem> {
    let id: OrientationId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let given = given(&cx, &mut input);
    let (Some(given), true) = (given, input.errors.is_empty()) else {
        return settle_page(&cx, kind, cx.form(), &input.errors).await;
    };
    let settled = match kind {
        StepKind::Returned => actions::take_back(&cx, id, &given).await.map(|()| "returned"),
        _ => actions::end(&cx, id, &given).await.map(|()| "ended"),
    };
    match settled {
        Ok(done) => Ok(done_with(id, done)),
        Err(problem) => {
            told_in(problem, &[DAY[0], DAY[1], ("no-words", "words")], &mut input.errors)?;
            settle_page(&cx, kind, cx.form(), &input.errors).await
        }
    }
}
