// SPDX-License-Identifier: EUPL-1.2
//! Pages of the front door.

use axum::http::{HeaderValue, StatusCode};
use maud::html;
use platform::http::{self, Cx, Reply};
use platform::problem::Problem;
use platform::ui;

use super::words::Words;

/// The start page: for the public, two doors; for somebody signed in, their day.
pub(super) async fn start(cx: Cx) -> Result<Reply, Problem> {
    if cx.actor.is_some() {
        return Ok(http::redirect("/desk"));
    }
    let w = Words(cx.lang);
    let numbers: Vec<String> = register::rulebook(&cx)?
        .packs()
        .flat_map(|p| p.emergency_numbers.iter().cloned())
        .fold(Vec::new(), |mut all, n| {
            if !all.contains(&n) {
                all.push(n);
            }
            all
        });
    let body = html! {
        h1.govuk-heading-xl { (w.start_title()) }
        p.govuk-body-l { (w.start_lead()) }
        (ui::warning(&cx, &w.start_emergency(numbers.join(" · "))))
        div.mg-case {
            div.mg-case__main {
                section.mg-panel {
                    h2.govuk-heading-m { (w.start_worried()) }
                    p.govuk-body { (w.start_worried_text()) }
                    p { a.govuk-button href="/report" { (w.start_report()) } }
                    p { a.govuk-link href="/report/return" { (w.start_return()) } }
                }
            }
            aside.mg-case__aside aria-label=(w.start_professional()) {
                section.mg-panel {
                    h2.govuk-heading-m { (w.start_professional()) }
                    p.govuk-body { (w.start_professional_text()) }
                    p { a.govuk-button.govuk-button--secondary href="/sign-in" { (w.start_sign_in()) } }
                    p { a.govuk-link href="/institutions" { (w.start_directory()) } }
                    p { a.govuk-link href="/practices" { (w.start_practices()) } }
                }
            }
        }
    };
    Ok(ui::Page::new(w.start_title()).exit().show(&cx, body))
}

fn texts(cx: &Cx, title: &str, texts: &[(&str, &str)]) -> Reply {
    let body = html! {
        h1.govuk-heading-l { (title) }
        @for (heading, text) in texts {
            @if !heading.is_empty() { h2.govuk-heading-m { (heading) } }
            @for paragraph in text.split("\n\n") { p.govuk-body { (paragraph) } }
        }
    };
    ui::Page::new(title).narrow().show(cx, body)
}

pub(super) async fn help(cx: Cx) -> Result<Reply, Problem> {
    let w = Words(cx.lang);
    Ok(texts(
        &cx,
        w.help_title(),
        &[
            ("", w.help_lead()),
            (w.help_search(), w.help_search_text()),
            (w.help_seat(), w.help_seat_text()),
            (w.help_deadline(), w.help_deadline_text()),
            (w.help_lost(), w.help_lost_text()),
            (w.help_keyboard(), w.help_keyboard_text()),
        ],
    ))
}

pub(super) async fn rights(cx: Cx) -> Result<Reply, Problem> {
    let w = Words(cx.lang);
    Ok(texts(
        &cx,
        w.rights_title(),
        &[
            ("", w.rights_lead()),
            (w.rights_read(), w.rights_read_text()),
            (w.rights_correct(), w.rights_correct_text()),
            (w.rights_complain(), w.rights_complain_text()),
            ("", w.rights_not_advice()),
        ],
    ))
}

pub(super) async fn accessibility(cx: Cx) -> Result<Reply, Problem> {
    let w = Words(cx.lang);
    Ok(texts(&cx, w.accessibility_title(), &[("", w.accessibility_text())]))
}

pub(super) async fn licences(cx: Cx) -> Result<Reply, Problem> {
    let w = Words(cx.lang);
    let body = html! {
        h1.govuk-heading-l { (w.licences_title()) }
        p.govuk-body { (w.licences_text()) }
        pre.mg-code tabindex="0" { (ui_assets::notices()) }
    };
    Ok(ui::Page::new(w.licences_title()).show(&cx, body))
}

/// Leaves at once: to a neutral site that nobody signed in to, with nothing kept here.
pub(super) async fn leave(cx: Cx) -> Result<Reply, Problem> {
    let mut reply = http::redirect("/");
    if let Ok(to) = HeaderValue::from_str(&cx.app.config.exit_url) {
        reply.headers_mut().insert("location", to);
    }
    Ok(http::without_traces(&cx, reply))
}

/// Whether this copy can serve: it reaches its database. No detail: anybody may ask.
pub(super) async fn health(cx: Cx) -> Result<Reply, Problem> {
    cx.app.db.answers().await?;
    Ok(http::text("ok\n"))
}

/// Counters for the operator's monitoring, from this machine only, not through a proxy.
pub(super) async fn metrics(cx: Cx) -> Result<Reply, Problem> {
    let local = cx.request.client.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    if !local || cx.request.forwarded {
        return Err(Problem::NotFound);
    }
    let waiting = {
        let mut conn = cx.read().await?;
        platform::jobs::waiting(&mut conn, cx.now).await?
    };
    let mut text = platform::metrics::text();
    text.push_str(&platform::metrics::queue(&waiting));
    let mut reply = http::text(text);
    *reply.status_mut() = StatusCode::OK;
    Ok(reply)
}
