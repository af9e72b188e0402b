// SPDX-License-Identifier: EUPL-1.2
//! The pages of exchanges. A thread is opened through a seat on it, or through the case in which it was begun; somebody
//! without an account comes through a link and a code.

mod answer;
mod compose;
mod declared;
mod door;
mod list;
mod matrix;
mod outside;
mod parties;
mod silence;
mod thread;
mod turns;

use std::collections::HashMap;

use ::register::access::Action;
use ::register::{accounts, directory, ledger};
use kernel::{ExchangeId, Instant, InstitutionId, PractitionerId, SubjectKind};
use maud::{Markup, html};
use platform::db::{Conn, Reader};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, Route, Routes, Who};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page, filled, paragraphs};

use super::actions::{self, ANSWERABLE, Leave};
use super::model::{Kind, Side, State, Thread};
use super::words::Words;
use crate::sharing::Channel;

/// The longest text of a field.
const TEXT: usize = 20_000;

/// The routes of this slice.
pub fn routes() -> Routes {
    use Route as R;
    let seat = Who::Seat;
    let one = "exchange";
    vec![
        R::get("/exchanges", Who::SignedIn, "list", one, list::list),
        R::get("/exchanges/to-assign", Who::Holders(ANSWERABLE), "list", one, list::to_assign),
        R::get("/exchanges/matrix", Who::Holders(ANSWERABLE), "list", one, matrix::show),
        R::get("/exchanges/matrix.csv", Who::Holders(ANSWERABLE), "export", one, matrix::csv),
        R::get("/exchanges/declared", Who::Holders(ANSWERABLE), "write", one, declared::choose),
        R::get("/exchanges/declared/{partner}", Who::Holders(ANSWERABLE), "write", one, declared::form),
        R::post("/exchanges/declared/{partner}", Who::Holders(ANSWERABLE), "write", one, declared::declare),
        R::get(
            "/exchanges/declared/{partner}/silence",
            Who::Holders(ANSWERABLE),
            "write",
            one,
            silence::form,
        ),
        R::post(
            "/exchanges/declared/{partner}/silence",
            Who::Holders(ANSWERABLE),
            "write",
            one,
            silence::propose,
        ),
        R::post(
            "/exchanges/silences/{clause}/agreement",
            Who::Holders(ANSWERABLE),
            "write",
            one,
            silence::agree,
        ),
        R::post("/exchanges/silences/{clause}/ending", Who::Holders(ANSWERABLE), "write", one, silence::end),
        R::get("/exchanges/new", Who::SignedIn, "write", one, compose::new_form),
        R::post("/exchanges/new", Who::SignedIn, "write", one, compose::open),
        R::get("/cases/{id}/exchanges", seat, "read", "case", list::of_case),
        R::get("/cases/{id}/exchanges/new", seat, "write", "case", compose::new_in_case_form),
        R::post("/cases/{id}/exchanges/new", seat, "write", "case", compose::open_in_case),
        R::get("/exchanges/{id}", seat, "read", one, thread::show).shows(SubjectKind::EXCHANGE),
        R::get("/exchanges/{id}/preview", seat, "write", one, thread::preview),
        R::get("/exchanges/{id}/parties", seat, "write", one, parties::form),
        R::post("/exchanges/{id}/parties", seat, "write", one, parties::add),
        R::post("/exchanges/{id}/parties/{who}/removal", seat, "write", one, parties::remove),
        R::get("/exchanges/{id}/writing", seat, "write", one, compose::writing_form),
        R::post("/exchanges/{id}/writing", seat, "write", one, compose::write),
        R::get("/exchanges/{id}/content", seat, "write", one, compose::content_form),
        R::post("/exchanges/{id}/content", seat, "write", one, compose::content),
        R::get("/exchanges/{id}/sending", seat, "write", one, compose::sending_form),
        R::post("/exchanges/{id}/sending", seat, "write", one, compose::send),
        R::post("/exchanges/{id}/discarding", seat, "write", one, compose::discard),
        R::post("/exchanges/{id}/acknowledgement", seat, "write", one, turns::acknowledge),
        R::post("/exchanges/{id}/reminder", seat, "write", one, turns::remind),
        R::post("/exchanges/{id}/confirmation", seat, "write", one, turns::confirm),
        R::get("/exchanges/{id}/assignment", seat, "assign", one, turns::assign_form),
        R::post("/exchanges/{id}/assignment", seat, "assign", one, turns::assign),
        R::get("/exchanges/{id}/answer", seat, "write", one, answer::form),
        R::post("/exchanges/{id}/answer", seat, "write", one, answer::send),
        R::get("/exchanges/{id}/decline", seat, "write", one, answer::decline_form),
        R::post("/exchanges/{id}/decline", seat, "write", one, answer::decline),
        R::get("/exchanges/{id}/redirection", seat, "write", one, turns::redirect_form),
        R::post("/exchanges/{id}/redirection", seat, "write", one, turns::redirect_to),
        R::get("/exchanges/{id}/minute", seat, "write", one, answer::minute_form),
        R::post("/exchanges/{id}/minute", seat, "write", one, answer::minute),
        R::get("/exchanges/{id}/follow-up", seat, "write", one, answer::follow_form),
        R::post("/exchanges/{id}/follow-up", seat, "write", one, answer::follow),
        R::get("/exchanges/{id}/withdrawal", seat, "write", one, turns::withdraw_form),
        R::post("/exchanges/{id}/withdrawal", seat, "write", one, turns::withdraw),
        R::get("/exchanges/{id}/closure", seat, "write", one, turns::close_form),
        R::post("/exchanges/{id}/closure", seat, "write", one, turns::close),
        R::get("/exchanges/{id}/link", seat, "write", one, door::link_page),
        R::post("/exchanges/{id}/link", seat, "write", one, door::make),
        R::post("/exchanges/{id}/link/shutting", seat, "write", one, door::shut),
        R::get("/exchanges/{id}/recorded-answer", seat, "write", one, answer::recorded_form),
        R::post("/exchanges/{id}/recorded-answer", seat, "write", one, answer::recorded),
        R::get("/answer/{token}", Who::Anyone, "read", "one exchange, with its code", door::show),
        R::post("/answer/{token}", Who::Anyone, "read", "one exchange, with its code", door::enter),
        R::get(
            "/answer/{token}/documents/{which}/{piece}",
            Who::Anyone,
            "read",
            "one exchange, with its code",
            door::document,
        ),
        R::get("/answered", Who::Anyone, "read", "thanks for an answer", door::answered),
        R::post("/answer/{token}/reply", Who::Anyone, "write", "one exchange, with its code", door::reply),
    ]
}

fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

/// A thread that was opened.
struct Opened {
    conn: Reader,
    leave: Leave,
    side: Side,
    thread: Thread,
}

async fn open(cx: &Cx, action: Action) -> Result<Opened, Problem> {
    let id: ExchangeId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let (leave, side, thread) = actions::thread(cx, &mut conn, action, id).await?;
    ledger::witness(cx, SubjectKind::EXCHANGE.of(id), leave.capacity(), leave.ground()).await?;
    Ok(Opened { conn, leave, side, thread })
}

fn url(thread: &Thread) -> String {
    format!("/exchanges/{}", thread.exchange.id)
}

/// A page about one exchange: what was just done, the errors of a form, the title, and the way back.
fn page(cx: &Cx, thread: &Thread, title: &str, errors: &FieldErrors, body: Markup) -> Reply {
    let w = words(cx);
    let url = url(thread);
    let body = html! {
        (done(cx))
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (title) }
        (body)
    };
    let page = Page::new(title).crumb(w.exchanges(), Some("/exchanges".into()));
    let page = match cx.request.path == url {
        true => page,
        false => page.crumb(thread.reference(), Some(url)),
    };
    page.narrow().errors(errors).show(cx, body)
}

fn done(cx: &Cx) -> Markup {
    ui::done(cx, words(cx).by_key(&format!("done-{}", cx.query("done"))))
}

fn kind_name(w: &Words, kind: Kind) -> &'static str {
    w.by_key(&format!("kind-{}", kind.code().replace('_', "-"))).unwrap_or_default()
}

fn channel_name(w: &Words, channel: Channel) -> &'static str {
    match channel {
        Channel::Written => w.channel_written(),
        Channel::Oral => w.channel_oral(),
    }
}

/// Where an exchange stands, in a word.
fn state_tag(cx: &Cx, thread: &Thread) -> Markup {
    let w = words(cx);
    let state = thread.state();
    if thread.is_overdue(cx.today()) {
        return ui::tag("danger", w.state_overdue());
    }
    // Whoever is asked sent nothing: to them it is new.
    let here = cx.actor().ok().and_then(|actor| thread.side(actor.institution));
    if (state, here) == (State::Sent, Some(Side::To)) {
        return ui::tag("warn", w.state_new());
    }
    let tone = match state {
        State::Sent | State::Acknowledged | State::AnsweredInPart => "warn",
        State::Answered | State::UnderWay => "ok",
        State::Declined => "danger",
        _ => "",
    };
    ui::tag(tone, w.by_key(&format!("state-{}", state.code().replace('_', "-"))).unwrap_or_default())
}

/// Names of everybody whom some threads name.
#[derive(Default)]
struct Names {
    practitioners: HashMap<PractitionerId, String>,
    institutions: HashMap<InstitutionId, String>,
}

impl Names {
    async fn of(conn: &mut Conn, threads: &[Thread]) -> Result<Names, Problem> {
        let mut who: Vec<PractitionerId> = Vec::new();
        let mut at: Vec<InstitutionId> = Vec::new();
        for t in threads {
            who.push(t.exchange.drafted_by);
            at.push(t.exchange.institution);
            who.extend(t.parties.iter().map(|p| p.practitioner));
            at.extend(t.parties.iter().map(|p| p.institution));
            who.extend(t.turns.iter().flat_map(|t| [Some(t.by), t.to_practitioner]).flatten());
            at.extend(t.turns.iter().flat_map(|t| [Some(t.institution), t.to_institution]).flatten());
        }
        Ok(Names {
            practitioners: directory::practitioner_names(conn, who).await?,
            institutions: directory::institution_names(conn, at).await?,
        })
    }

    fn practitioner(&self, id: PractitionerId) -> &str {
        self.practitioners.get(&id).map_or("", String::as_str)
    }

    fn institution(&self, id: InstitutionId) -> &str {
        self.institutions.get(&id).map_or("", String::as_str)
    }

    /// Those to whom an exchange is addressed.
    fn parties(&self, thread: &Thread) -> Markup {
        html! {
            @for (i, p) in thread.parties.iter().enumerate() {
                @if i > 0 { br; }
                (self.practitioner(p.practitioner)) ", " (self.institution(p.institution))
                @if !p.contact.is_empty() { " (" (p.contact) ")" }
            }
        }
    }
}

/// The two channels as choices.
fn channels(w: &Words) -> [Choice; 2] {
    [
        Choice::new(Channel::Written.code(), w.channel_written()),
        Choice::new(Channel::Oral.code(), w.channel_oral()).hint(w.channel_oral_hint()),
    ]
}

/// Whether what is said says anything of somebody who can be recognised.
fn nominal_choices(w: &Words) -> [Choice; 2] {
    [
        Choice::new("no", w.nominal_no()).hint(w.nominal_no_hint()),
        Choice::new("yes", w.nominal_yes()).hint(w.nominal_yes_hint()),
    ]
}

fn nominal_of(input: &mut Input<'_>, w: &Words) -> Option<bool> {
    let known = |code: &str| ["yes", "no"].into_iter().find(|known| *known == code);
    input.required_choice("nominal", known, w.nominal_missing()).map(|code| code == "yes")
}

/// The moment at which something was said: a day and an hour; the hour may be left out.
fn moment_fields(cx: &Cx, form: &Form, errors: &FieldErrors) -> Markup {
    let w = words(cx);
    html! {
        (ui::date_input(cx, form, errors, "day", w.said_on(), Some(w.said_on_hint()), None))
        (ui::text_input(cx, form, errors, "hour", w.said_at(), Some(w.said_at_hint())))
    }
}

/// Reads the moment; nothing, with an error, when it is no day, no hour, or still to come.
fn moment_of(cx: &Cx, input: &mut Input<'_>) -> Option<Instant> {
    let w = words(cx);
    let day = input.required_date("day", w.refused_no_moment())?;
    let typed = input.line("hour", 10);
    let digits: Vec<&str> = typed.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let clock = match digits.as_slice() {
        [] => Some((0, 0)),
        [hour] => hour.parse().ok().map(|h: u8| (h, 0)),
        [hour, minute, ..] => hour.parse().ok().zip(minute.parse().ok()),
    };
    let Some((hour, minute)) = clock.filter(|(h, m)| *h < 24 && *m < 60) else {
        input.errors.add("hour", "unreadable", w.said_at_unreadable());
        return None;
    };
    let at = Instant::from_local(day, hour, minute, &cx.zone)?;
    if at > cx.now {
        input.errors.add("day", "in-future", w.refused_moment_in_future());
        return None;
    }
    Some(at)
}

/// Of those addressed, the ones without an account.
async fn without_account(conn: &mut Conn, thread: &Thread) -> Result<Vec<PractitionerId>, Problem> {
    let who: Vec<PractitionerId> = thread.parties.iter().map(|p| p.practitioner).collect();
    let with = accounts::with_account(conn, &who).await?;
    Ok(who.into_iter().filter(|p| !with.contains(p)).collect())
}
