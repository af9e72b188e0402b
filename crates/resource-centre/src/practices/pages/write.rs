// SPDX-License-Identifier: EUPL-1.2
//! Beginning a practice, and writing it part by part. Every page keeps its draft from the first keystroke.

use ::register::directory::{self, TerritoryId};
use ::register::drafts;
use kernel::PracticeId;
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};
use uuid::Uuid;

use super::super::actions::{self, Written};
use super::super::model::{Heading, LANGS, NewPractice, Part, Texts};
use super::super::{FORM, rules};
use super::{At, Opened, done_with, hint, open, told_in, word, words};

/// The name under which the draft of a part is kept.
fn draft_form(part: Part) -> String {
    format!("{FORM}-{}", part.code())
}

/// One text of a practice.
fn heading_field(cx: &Cx, form: &Form, errors: &FieldErrors, heading: Heading) -> Markup {
    let w = words(cx);
    let name = heading.code();
    let (label, hint) = (word(&w, "heading", name), hint(&w, "heading", name));
    match heading {
        Heading::Title => ui::text_input(cx, form, errors, name, label, hint),
        Heading::Summary | Heading::Place | Heading::Public => {
            ui::textarea(cx, form, errors, name, label, hint, 3)
        }
        Heading::Steps => ui::textarea(cx, form, errors, name, label, hint, 10),
        _ => ui::textarea(cx, form, errors, name, label, hint, 5),
    }
}

fn lang_choices(cx: &Cx) -> Vec<Choice> {
    super::choices(&words(cx), "lang", LANGS.iter().copied())
}

// ── Beginning ────────────────────────────────────────────────────────────────

pub(super) async fn new_form(cx: Cx) -> Result<Reply, Problem> {
    new_page(&cx, None, &FieldErrors::default()).await
}

async fn new_page(cx: &Cx, typed: Option<&Form>, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut conn = cx.read().await?;
    let draft = match typed {
        None => drafts::resume(cx, &mut conn, FORM, None).await?,
        Some(_) => None,
    };
    drop(conn);
    let kept = draft.as_ref().map(|d| Form::from_fields(d.fields.clone()));
    let empty = ui::filled([("lang", cx.lang.code().to_owned())]);
    let form = typed.or(kept.as_ref()).unwrap_or(&empty);
    let here = "/practices/new";
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (w.begin_title()) }
        p.mg-lead { (w.begin_lead()) }
        (ui::details(w.begin_open(), html! {
            ul.govuk-list.govuk-list--bullet { li { (w.begin_what()) } li { (w.begin_then()) } li { (w.begin_not()) } }
        }))
        (drafts::notice(cx, draft.as_ref(), here))
        (drafts::writing(cx, "/practices", here, FORM, None, html! {
            (heading_field(cx, form, errors, Heading::Title))
            (heading_field(cx, form, errors, Heading::Summary))
            (ui::radios(cx, form, errors, "lang", w.lang(), None, &lang_choices(cx)))
            (ui::submit(w.go_on(), Some((w.cancel(), "/practices/work"))))
        }))
    };
    let page = Page::new(w.begin_title()).narrow().errors(errors);
    Ok(page.crumb(w.bank(), Some("/practices".into())).show(cx, body))
}

fn lang_of(code: &str) -> Option<&'static str> {
    LANGS.iter().find(|l| **l == code).copied()
}

pub(super) async fn begin(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let title = input.required_line(Heading::Title.code(), Heading::Title.longest(), w.refused_no_title());
    let summary = input.text(Heading::Summary.code(), Heading::Summary.longest());
    let lang = input.choice("lang", lang_of).unwrap_or(cx.lang.code());
    if !input.errors.is_empty() {
        return new_page(&cx, Some(cx.form()), &input.errors).await;
    }
    let mut new = NewPractice::titled(cx.actor()?.institution, lang, &title);
    new.texts.set(Heading::Summary, &summary);
    let draft = Some(drafts::id_of(&cx, FORM, None)?);
    let id = actions::draft(&cx, &new, draft).await?;
    Ok(done_with(id, "begun"))
}

// ── The parts ────────────────────────────────────────────────────────────────

/// What is stored, as a form that is filled in.
fn filled(opened: &Opened, part: Part) -> Form {
    let p = &opened.card.practice;
    let mut fields = vec![("version".to_owned(), p.version.to_string())];
    for heading in part.headings() {
        fields.push((heading.code().to_owned(), opened.card.texts.get(*heading).to_owned()));
    }
    if part == Part::About {
        fields.push(("lang".to_owned(), p.lang.clone()));
        fields.push(("territory".to_owned(), p.territory.map(|t| t.to_string()).unwrap_or_default()));
    }
    Form::from_fields(fields)
}

async fn part_page(
    cx: &Cx,
    part: Part,
    typed: Option<&Form>,
    errors: &FieldErrors,
) -> Result<Reply, Problem> {
    let w = words(cx);
    let mut opened = open(cx, |s| s.ours).await?;
    opened.allows(cx, rules::writing(&opened.card, cx.today()))?;
    let id = opened.card.practice.id;
    let name = draft_form(part);
    let draft = match typed {
        None => drafts::resume(cx, &mut opened.conn, &name, Some(id.0)).await?,
        Some(_) => None,
    };
    let kept = draft.as_ref().map(|d| Form::from_fields(d.fields.clone()));
    let stored = filled(&opened, part);
    let form = typed.or(kept.as_ref()).unwrap_or(&stored);
    let territories = match part {
        Part::About => super::territory_choices(&directory::territories(&mut opened.conn).await?),
        _ => Vec::new(),
    };
    let url = opened.url();
    let here = format!("{url}/{}", part.code());
    let body = html! {
        p.mg-lead { (w.by_key(&format!("part-{}.hint", part.code())).unwrap_or_default()) }
        @if part == Part::Results { (super::levels_explained(cx)) }
        (drafts::notice(cx, draft.as_ref(), &here))
        (drafts::writing(cx, &here, &here, &name, Some(id.0), html! {
            (ui::hidden("version", form.raw("version")))
            @for heading in part.headings() { (heading_field(cx, form, errors, *heading)) }
            @if part == Part::About {
                (ui::select(cx, form, errors, "territory", w.territory(), Some(w.territory_hint()), &territories))
                (ui::radios(cx, form, errors, "lang", w.lang(), Some(w.lang_hint()), &lang_choices(cx)))
            }
            (ui::submit(w.save(), Some((w.cancel(), &url))))
        }))
    };
    Ok(opened.form(cx, word(&w, "part", part.code()), errors, body))
}

async fn save_part(cx: &Cx, part: Part) -> Result<Reply, Problem> {
    let w = words(cx);
    let id: PracticeId = cx.id("id")?;
    let mut input = Input::new(cx.form(), cx.lang);
    let mut texts = Texts::default();
    for heading in part.headings() {
        let said = match heading {
            Heading::Title => input.required_line(heading.code(), heading.longest(), w.refused_no_title()),
            heading => input.text(heading.code(), heading.longest()),
        };
        texts.set(*heading, &said);
    }
    let mut written = Written {
        texts,
        draft: Some(drafts::id_of(cx, &draft_form(part), Some(id.0))?),
        ..Written::default()
    };
    if part == Part::About {
        let territories = {
            let mut conn = cx.read().await?;
            directory::territories(&mut conn).await?
        };
        // As the list sends it, or in words, as the page of a conflict sends it back.
        let found = |text: &str| {
            let by_id = Uuid::parse_str(text)
                .ok()
                .map(TerritoryId)
                .filter(|id| territories.iter().any(|t| t.id == *id));
            by_id.or_else(|| territories.iter().find(|t| t.name == text).map(|t| t.id))
        };
        written.territory = input.choice("territory", found);
        written.lang = input.choice("lang", lang_of).unwrap_or_default().to_owned();
    }
    if !input.errors.is_empty() {
        return part_page(cx, part, Some(cx.form()), &input.errors).await;
    }
    const AT: At = &[("no-title", "title")];
    match actions::write(cx, id, input.version(), part, &written).await {
        Ok(()) => Ok(redirect(format!("/practices/{id}?done=written"))),
        Err(problem) => {
            told_in(problem, AT, &mut input.errors)?;
            part_page(cx, part, Some(cx.form()), &input.errors).await
        }
    }
}

pub(super) async fn about_form(cx: Cx) -> Result<Reply, Problem> {
    part_page(&cx, Part::About, None, &FieldErrors::default()).await
}

pub(super) async fn about(cx: Cx) -> Result<Reply, Problem> {
    save_part(&cx, Part::About).await
}

pub(super) async fn how_form(cx: Cx) -> Result<Reply, Problem> {
    part_page(&cx, Part::How, None, &FieldErrors::default()).await
}

pub(super) async fn how(cx: Cx) -> Result<Reply, Problem> {
    save_part(&cx, Part::How).await
}

pub(super) async fn means_form(cx: Cx) -> Result<Reply, Problem> {
    part_page(&cx, Part::Means, None, &FieldErrors::default()).await
}

pub(super) async fn means(cx: Cx) -> Result<Reply, Problem> {
    save_part(&cx, Part::Means).await
}

pub(super) async fn results_form(cx: Cx) -> Result<Reply, Problem> {
    part_page(&cx, Part::Results, None, &FieldErrors::default()).await
}

pub(super) async fn results(cx: Cx) -> Result<Reply, Problem> {
    save_part(&cx, Part::Results).await
}
