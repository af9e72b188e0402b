// SPDX-License-Identifier: EUPL-1.2
//! What silence is worth between two institutions: proposed, agreed to, ended; and what is said of it where it will count.

use ::register::{access, directory};
use kernel::{Date, InstitutionId};
use maud::{Markup, html};
use platform::db::Conn;
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};
use uuid::Uuid;

use super::super::actions::{self, Proposal};
use super::super::model::{Exchange, Kind, Thread};
use super::super::silence::{Clause, FEWEST_DAYS, MOST_DAYS, Silence, Standing};
use super::super::store_silence;
use super::super::words::Words;
use super::{ANSWERABLE, kind_name, words};

/// As many proposals as are shown at once.
const SHOWN: i64 = 20;

fn meaning_name(w: &Words, meaning: Silence) -> &'static str {
    w.by_key(&format!("reason-{}", meaning.code().replace('_', "-"))).unwrap_or_default()
}

/// From when on silence counts, what it will mean, and by which protocol.
fn note(cx: &Cx, clause: &Clause, on: Date) -> Markup {
    let w = words(cx);
    let (day, signed) = (ui::date(cx, on), ui::date(cx, clause.signed_on));
    html! {
        div.govuk-inset-text {
            p.govuk-body { (w.silence_note(day, meaning_name(&w, clause.meaning), clause.protocol.as_str(), signed)) }
            p.govuk-body-s { (w.silence_tells_nothing()) }
        }
    }
}

/// By which protocol it is so.
pub(super) fn by_protocol(cx: &Cx, clause: &Clause) -> String {
    words(cx).silence_by(clause.protocol.as_str(), ui::date(cx, clause.signed_on))
}

/// For an exchange that is being written: what silence would mean, were it sent today.
pub(super) async fn foreseen(cx: &Cx, conn: &mut Conn, thread: &Thread) -> Result<Markup, Problem> {
    let Some(party) = thread.parties.first() else { return Ok(html! {}) };
    let found = actions::silence_foreseen(cx, conn, &thread.exchange, party).await?;
    Ok(found.map_or_else(|| html! {}, |(clause, on)| note(cx, &clause, on)))
}

/// The clause that binds an exchange, where there is one.
pub(super) async fn clause_of(conn: &mut Conn, e: &Exchange) -> Result<Option<Clause>, Problem> {
    match e.silence_clause {
        Some(id) => Ok(store_silence::clause(conn, id).await?),
        None => Ok(None),
    }
}

/// For an exchange that waits: until when silence can be broken, and what it will mean.
pub(super) fn agreed(cx: &Cx, t: &Thread, clause: Option<&Clause>) -> Markup {
    html! {
        @if let (true, Some(clause), Some(on)) = (t.waits(), clause, t.exchange.silent_on) { (note(cx, clause, on)) }
    }
}

/// What waits for the agreement of one's own institution.
pub(super) async fn to_agree(cx: &Cx, conn: &mut Conn) -> Result<Markup, Problem> {
    let w = words(cx);
    let waiting = actions::proposals(cx, conn, SHOWN).await?;
    let names = directory::institution_names(conn, waiting.iter().map(|c| c.asking)).await?;
    Ok(html! {
        @if !waiting.is_empty() {
            (ui::panel(w.silence_to_agree(), None, html! {
                ul.mg-people {
                    @for clause in &waiting {
                        li.mg-people__item {
                            span.mg-people__name { a href=(format!("/exchanges/declared/{}", clause.asking)) { (names.get(&clause.asking).map_or("", String::as_str)) } }
                            span.mg-people__role { (kind_name(&w, clause.kind)) ", " (clause.protocol) }
                            span.mg-people__until { (ui::date(cx, clause.proposed_at.local_date(&cx.zone))) }
                        }
                    }
                }
            }))
        }
    })
}

/// What was agreed with a partner about silence, both ways, with what can be done about it.
pub(super) async fn with_partner(
    cx: &Cx,
    conn: &mut Conn,
    here: InstitutionId,
    partner: InstitutionId,
) -> Result<Markup, Problem> {
    let w = words(cx);
    let found = store_silence::between(conn, here, partner).await?;
    let names = directory::institution_names(conn, [here, partner]).await?;
    let name = |id: InstitutionId| names.get(&id).map_or("", String::as_str);
    let today = cx.today();
    let deed = |clause: &Clause, deed: &str, label: &str| {
        html! {
            form.mg-inline method="post" action=(format!("/exchanges/silences/{}/{deed}", clause.id)) {
                (ui::form_key(cx))
                button.govuk-button.govuk-button--secondary type="submit" { (label) }
            }
        }
    };
    Ok(html! {
        section.mg-section id="silence" {
            h2.govuk-heading-m { (w.silence_title()) }
            p.govuk-body { (w.silence_lead()) }
            @if found.is_empty() { (ui::empty(w.silence_none(), w.silence_none_text(), None)) }
            @for clause in &found {
                @let standing = clause.standing(today);
                @let tone = match standing { Standing::InForce => "ok", Standing::Proposed => "warn", Standing::Ended => "" };
                article.mg-note.mg-note--institution {
                    div.mg-note__head {
                        h3.mg-note__title { (w.silence_asks(name(clause.asked), name(clause.asking))) }
                        (ui::tag(tone, w.by_key(&format!("standing-{}", standing.code().replace('_', "-"))).unwrap_or_default()))
                    }
                    p.govuk-body { (kind_name(&w, clause.kind)) ", " (w.silence_after(clause.days)) " " strong { (meaning_name(&w, clause.meaning)) } }
                    div.govuk-button-group.mg-no-print {
                        @if standing == Standing::Proposed && clause.asked == here { (deed(clause, "agreement", w.silence_agree())) (deed(clause, "ending", w.silence_refuse())) }
                        @if standing == Standing::Proposed && clause.asking == here { (deed(clause, "ending", w.silence_take_back())) }
                        @if standing == Standing::InForce { (deed(clause, "ending", w.silence_end())) }
                    }
                    p.mg-note__foot {
                        (by_protocol(cx, clause))
                        @if let Some(until) = clause.until_on { " " (w.silence_until(ui::date(cx, until))) }
                    }
                }
            }
            p.mg-no-print { a.govuk-link href=(format!("/exchanges/declared/{partner}/silence")) { (w.silence_propose()) } }
        }
    })
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("days".to_owned(), "30".to_owned())]);
    proposal_page(&cx, &form, &FieldErrors::default()).await
}

/// A kind of request with what silence would mean for it: one choice, so that no two contradict each other.
fn choices(w: &Words) -> Vec<Choice> {
    let mut out = Vec::new();
    for kind in Kind::ALL {
        for meaning in Silence::of(*kind) {
            let label = format!("{} – {}", kind_name(w, *kind), meaning_name(w, *meaning));
            let hint = format!("reason-{}.hint", meaning.code().replace('_', "-"));
            let code = format!("{}:{}", kind.code(), meaning.code());
            out.push(Choice::new(code, label).hint(w.by_key(&hint).unwrap_or_default()));
        }
    }
    out
}

fn chosen(code: &str) -> Option<(Kind, Silence)> {
    let (kind, meaning) = code.split_once(':')?;
    let (kind, meaning) = (Kind::parse(kind)?, Silence::parse(meaning)?);
    Silence::of(kind).contains(&meaning).then_some((kind, meaning))
}

async fn proposal_page(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    access::require_function(cx, ANSWERABLE)?;
    let partner: InstitutionId = cx.id("partner")?;
    let mut conn = cx.read().await?;
    let there = directory::institution(&mut conn, partner).await?.ok_or(Problem::NotFound)?;
    drop(conn);
    let back = format!("/exchanges/declared/{partner}");
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.silence_form_title(there.fields.name.as_str())) }
        p.mg-lead { (w.silence_form_lead()) }
        form method="post" action=(format!("{back}/silence")) novalidate {
            (ui::form_key(cx))
            (ui::radios(cx, form, errors, "meaning", w.silence_meaning(), None, &choices(&w)))
            (ui::number_input(cx, form, errors, "days", w.silence_days(), Some(w.silence_days_hint())))
            (ui::text_input(cx, form, errors, "protocol", w.silence_protocol(), Some(w.silence_protocol_hint())))
            (ui::date_input(cx, form, errors, "signed", w.silence_signed(), None, None))
            (ui::date_input(cx, form, errors, "until", w.silence_last_day(), Some(w.silence_last_day_hint()), None))
            (ui::submit(w.silence_submit(), Some((w.cancel(), &back))))
        }
    };
    let page = Page::new(w.silence_title()).crumb(w.exchanges(), Some("/exchanges".into()));
    let page = page.crumb(w.declared_title(), Some("/exchanges/declared".into()));
    Ok(page.crumb(there.fields.name, Some(back)).narrow().errors(errors).show(cx, body))
}

pub(super) async fn propose(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let partner: InstitutionId = cx.id("partner")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let meaning = input.required_choice("meaning", chosen, w.silence_meaning_missing());
    let typed = input.line("days", 10);
    let days = typed.parse::<i64>().ok().filter(|d| (FEWEST_DAYS..=MOST_DAYS).contains(d));
    if days.is_none() {
        input.errors.add("days", "unreadable", w.refused_silence_days());
    }
    let protocol = input.required_line("protocol", 300, w.refused_no_protocol());
    let signed_on = input.required_date("signed", w.silence_signed_missing());
    if signed_on.is_some_and(|day| day > cx.today()) {
        input.errors.add("signed", "in-future", w.refused_protocol_not_signed());
    }
    let until_on = input.date("until");
    if until_on.is_some_and(|day| day < cx.today()) {
        input.errors.add("until", "in-past", w.refused_protocol_ended());
    }
    let (Some((kind, meaning)), Some(days), Some(signed_on), true) =
        (meaning, days, signed_on, input.errors.is_empty())
    else {
        return proposal_page(&cx, cx.form(), &input.errors).await;
    };
    let new = Proposal { asked: partner, kind, days, meaning, protocol, signed_on, until_on };
    actions::propose_silence(&cx, &new).await?;
    Ok(redirect(format!("/exchanges/declared/{partner}?done=silence-proposed")))
}

fn clause_id(cx: &Cx) -> Result<Uuid, Problem> {
    cx.request.params.get("clause").and_then(|id| Uuid::parse_str(id).ok()).ok_or(Problem::NotFound)
}

/// Back to the page of the other institution.
fn back(cx: &Cx, clause: &Clause, done: &str) -> Result<Reply, Problem> {
    let here = cx.actor()?.institution;
    let other = if clause.asking == here { clause.asked } else { clause.asking };
    Ok(redirect(format!("/exchanges/declared/{other}?done={done}")))
}

pub(super) async fn agree(cx: Cx) -> Result<Reply, Problem> {
    let clause = actions::agree_to_silence(&cx, clause_id(&cx)?).await?;
    back(&cx, &clause, "silence-agreed")
}

pub(super) async fn end(cx: Cx) -> Result<Reply, Problem> {
    let clause = actions::end_silence(&cx, clause_id(&cx)?).await?;
    back(&cx, &clause, "silence-ended")
}
