// SPDX-License-Identifier: EUPL-1.2
//! The questions of the law, in plain words: about the whole, about each recipient, each piece, each recipient with each piece.

use ::register::access::Action;
use kernel::DisclosureId;
use maud::{Markup, html};
use platform::form::FieldErrors;
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice};
use secrecy::{Answer, Answers, Asked, Question};

use super::super::actions::{self, Answered};
use super::super::model::{Composition, Need};
use super::{Names, TEXT, filled, open, page, url, words};

fn field_of(parts: &[&str]) -> String {
    parts.join("-")
}

pub(super) async fn form(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut opened = open(&cx, Action::Write).await?;
    let d = opened.disclosure.clone();
    let rules = actions::rule_set(&cx, &d)?;
    let names = Names::of(&cx, &mut opened.conn, std::slice::from_ref(&d)).await?;
    let c = &d.composition;
    let form = as_kept(c);
    let of = |asked: Asked| rules.questions().iter().filter(move |q| q.asked() == asked);
    let url = url(&d);
    let body = html! {
        p.mg-lead { (w.questions_lead()) }
        form method="post" action=(format!("{url}/questions")) novalidate {
            (ui::form_key(&cx))
            @for question in of(Asked::Decision) { (one(&cx, &form, question, &field_of(&["q", question.code()]), None)) }
            @for r in &c.recipients {
                @for question in of(Asked::Recipient) {
                    (one(&cx, &form, question, &field_of(&["r", &r.practitioner.to_string(), question.code()]), Some(names.practitioner(r.practitioner))))
                }
            }
            @for p in &c.pieces {
                @for question in of(Asked::Item) {
                    (one(&cx, &form, question, &field_of(&["p", &p.id.to_string(), question.code()]), Some(&p.title)))
                }
            }
            @for r in &c.recipients {
                @for p in &c.pieces {
                    @let (who, what) = (r.practitioner.to_string(), p.id.to_string());
                    @for question in of(Asked::Pair) {
                        @let label = w.about_pair(&p.title, names.practitioner(r.practitioner));
                        (one(&cx, &form, question, &field_of(&["n", &who, &what, question.code()]), Some(&label)))
                    }
                    @if of(Asked::Pair).next().is_some() {
                        (ui::text_input(&cx, &form, &FieldErrors::default(), &field_of(&["w", &who, &what]), w.what_for(), None))
                    }
                }
            }
            @if c.recipients.is_empty() || c.pieces.is_empty() { div.govuk-inset-text { (w.questions_first()) } }
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }
    };
    Ok(page(&cx, &opened, w.step_questions(), &FieldErrors::default(), body))
}

/// One question, with whom or what it is about above it.
pub(crate) fn one(cx: &Cx, form: &Form, question: &Question, name: &str, about: Option<&str>) -> Markup {
    let w = words(cx);
    let lang = cx.lang.code();
    let choices = [
        Choice::new(Answer::Yes.code(), w.told_yes()),
        Choice::new(Answer::No.code(), w.told_no()),
        Choice::new(Answer::Unknown.code(), w.answer_unknown()),
    ];
    let legend = match about {
        Some(about) => format!("{about} – {}", question.ask(lang)),
        None => question.ask(lang).to_owned(),
    };
    let hint = Some(question.help(lang)).filter(|h| !h.is_empty());
    ui::radios(cx, form, &FieldErrors::default(), name, &legend, hint, &choices)
}

/// The answers that were kept, as fields.
fn as_kept(c: &Composition) -> Form {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut add = |before: &[&str], answers: &Answers| {
        for (code, answer) in answers {
            let name = before.iter().copied().chain([code.as_str()]).collect::<Vec<_>>();
            fields.push((field_of(&name), answer.code().to_owned()));
        }
    };
    add(&["q"], &c.answers);
    for r in &c.recipients {
        add(&["r", &r.practitioner.to_string()], &r.answers);
    }
    for p in &c.pieces {
        add(&["p", &p.id.to_string()], &p.answers);
    }
    for n in &c.needs {
        add(&["n", &n.recipient.to_string(), &n.piece.to_string()], &n.answers);
    }
    for n in &c.needs {
        fields.push((field_of(&["w", &n.recipient.to_string(), &n.piece.to_string()]), n.what_for.clone()));
    }
    filled(fields)
}

pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let opened = open(&cx, Action::Write).await?;
    let rules = actions::rule_set(&cx, &opened.disclosure)?;
    let c = &opened.disclosure.composition;
    let form = cx.form();
    let read = |before: &[&str], asked: Asked| -> Answers {
        let given = |q: &Question| {
            let name = before.iter().copied().chain([q.code()]).collect::<Vec<_>>();
            let answer = Answer::parse(form.raw(&field_of(&name)))?;
            Some((q.code().to_owned(), answer))
        };
        rules.questions().iter().filter(|q| q.asked() == asked).filter_map(given).collect()
    };
    let mut needs = Vec::new();
    for r in &c.recipients {
        for p in &c.pieces {
            let (who, what) = (r.practitioner.to_string(), p.id.to_string());
            let line: String = form.line(&field_of(&["w", &who, &what])).chars().take(TEXT).collect();
            needs.push(Need {
                recipient: r.practitioner,
                piece: p.id,
                answers: read(&["n", &who, &what], Asked::Pair),
                what_for: line,
            });
        }
    }
    let answered = Answered {
        whole: read(&["q"], Asked::Decision),
        recipients: c
            .recipients
            .iter()
            .map(|r| (r.practitioner, read(&["r", &r.practitioner.to_string()], Asked::Recipient)))
            .collect(),
        pieces: c.pieces.iter().map(|p| (p.id, read(&["p", &p.id.to_string()], Asked::Item))).collect(),
        needs,
    };
    let id: DisclosureId = opened.disclosure.id;
    drop(opened);
    actions::answer(&cx, id, answered).await?;
    Ok(redirect(format!("/disclosures/{id}?done=answers")))
}
