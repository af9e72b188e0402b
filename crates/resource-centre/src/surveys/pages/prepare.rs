// SPDX-License-Identifier: EUPL-1.2
//! Drawing a campaign up: what it says of itself, who is asked, on which form.

use ::register::directory;
use maud::{Markup, html};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form, Reply, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, Page};

use super::super::actions::{self, NewSurvey};
use super::super::model::{About, Survey};
use super::super::rules;
use super::{LINE, TEXT, survey_id, words};

/// Days to answer in, unless another number is chosen.
const USUAL_DAYS: &str = "15";
/// The choice of a form of one's own.
const FROM_FILE: &str = "file";

pub(super) async fn new_form(cx: Cx) -> Result<Reply, Problem> {
    let form = ui::filled([("reply-days", USUAL_DAYS.to_owned())]);
    form_page(&cx, None, &form, &FieldErrors::default())
}

pub(super) async fn edit_form(cx: Cx) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let survey = actions::of_mine(&cx, &mut conn, survey_id(&cx)?).await?;
    rules::amending(&survey).map_err(|r| actions::refused(&cx, r))?;
    let a = &survey.about;
    let day = a.issued_on.map(|d| d.to_string()).unwrap_or_default();
    let lines = [
        ("title", a.title.clone()),
        ("number", a.number.clone()),
        ("issued", day),
        ("authority", a.authority.clone()),
        ("signatory", a.signatory.clone()),
        ("manager", a.manager.clone()),
        ("keywords", a.keywords.clone()),
        ("purpose", a.purpose.clone()),
        ("help", a.help.clone()),
        ("reply-days", a.reply_days.to_string()),
    ];
    let kinds = |name: &'static str, codes: &[String]| -> Vec<(&'static str, String)> {
        codes.iter().map(|code| (name, code.clone())).collect()
    };
    let all = lines.into_iter().chain(kinds("asked", &a.asked)).chain(kinds("informed", &a.informed));
    form_page(&cx, Some(&survey), &ui::filled(all), &FieldErrors::default())
}

fn types(cx: &Cx) -> Result<Vec<Choice>, Problem> {
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let mut out: Vec<Choice> =
        pack.service_types().iter().map(|kind| Choice::new(&kind.code, kind.name.get(cx.lang))).collect();
    out.sort_by(|a, b| a.label.cmp(&b.label));
    Ok(out)
}

fn form_page(cx: &Cx, survey: Option<&Survey>, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let w = words(cx);
    let types = types(cx)?;
    let (title, action, back) = match survey {
        None => (w.new_title(), "/surveys/new".to_owned(), "/surveys".to_owned()),
        Some(s) => (w.edit_title(), format!("/surveys/{}/edit", s.id), format!("/surveys/{}", s.id)),
    };
    let upload = survey.is_none().then_some("multipart/form-data");
    let body = html! {
        (ui::error_summary(cx, errors))
        h1.govuk-heading-l { (title) }
        p.mg-lead { (w.new_lead()) }
        form method="post" action=(action) enctype=[upload] novalidate {
            (ui::form_key(cx))
            (ui::text_input(cx, form, errors, "title", w.about_title(), None))
            @if survey.is_none() { (which_form(cx, form, errors)?) }
            (ui::textarea(cx, form, errors, "purpose", w.about_purpose(), Some(w.about_purpose_hint()), 4))
            (ui::text_input(cx, form, errors, "reply-days", w.about_reply_days(), Some(w.about_reply_days_hint())))
            (ui::textarea(cx, form, errors, "help", w.about_help(), Some(w.about_help_hint()), 3))
            (ui::details(w.about_circular(), html! {
                (ui::text_input(cx, form, errors, "number", w.about_number(), None))
                (ui::date_input(cx, form, errors, "issued", w.about_issued(), None, None))
                (ui::text_input(cx, form, errors, "authority", w.about_authority(), None))
                (ui::text_input(cx, form, errors, "signatory", w.about_signatory(), None))
                (ui::text_input(cx, form, errors, "manager", w.about_manager(), None))
                (ui::text_input(cx, form, errors, "keywords", w.about_keywords(), Some(w.about_keywords_hint())))
            }))
            (ui::checkboxes(cx, form, errors, "asked", w.about_asked(), Some(w.about_asked_hint()), &types))
            details.govuk-details open[errors.of("informed").is_some() || !form.all("informed").is_empty()] {
                summary.govuk-details__summary { span.govuk-details__summary-text { (w.about_informed()) } }
                div.govuk-details__text {
                    (ui::checkboxes(cx, form, errors, "informed", w.about_informed(), Some(w.about_informed_hint()), &types))
                }
            }
            (ui::submit(w.save(), Some((w.cancel(), &back))))
        }
    };
    Ok(Page::new(title).narrow().crumb(w.list_title(), Some("/surveys".into())).errors(errors).show(cx, body))
}

fn which_form(cx: &Cx, form: &Form, errors: &FieldErrors) -> Result<Markup, Problem> {
    let w = words(cx);
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let mut choices: Vec<Choice> = Vec::new();
    for name in pack.forms() {
        let source = pack.form(name).unwrap_or_default();
        if let Ok(read) = knowledge::forms::read_form(source.as_bytes(), cx.lang) {
            choices.push(Choice::new(name, read.title));
        }
    }
    choices.push(Choice::new(FROM_FILE, w.form_from_file()).hint(w.form_from_file_hint()));
    Ok(html! {
        (ui::radios(cx, form, errors, "form", w.form_which(), None, &choices))
        (ui::file_input(cx, errors, "file", w.form_file(), Some(w.form_file_hint())))
    })
}

fn read(cx: &Cx, input: &mut Input<'_>) -> Result<About, Problem> {
    let w = words(cx);
    let known = types(cx)?;
    let chosen = |name: &str| -> Vec<String> {
        let sent = cx.form().all(name);
        known.iter().map(|kind| kind.code.clone()).filter(|code| sent.contains(&code.as_str())).collect()
    };
    let about = About {
        title: input.required_line("title", LINE, w.refused_survey_without_title()),
        number: input.line("number", LINE),
        issued_on: input.date("issued"),
        authority: input.line("authority", LINE),
        signatory: input.line("signatory", LINE),
        manager: input.line("manager", LINE),
        keywords: input.line("keywords", LINE),
        purpose: input.text("purpose", TEXT),
        help: input.text("help", TEXT),
        reply_days: input.line("reply-days", 4).parse().unwrap_or(0),
        asked: chosen("asked"),
        informed: chosen("informed"),
    };
    if !(1..=rules::LONGEST_DAYS).contains(&about.reply_days) {
        input.errors.add("reply-days", "out-of-range", w.refused_reply_days());
    }
    if about.asked.is_empty() {
        input.errors.add("asked", "required", w.refused_nobody_asked());
    }
    if about.asked.iter().any(|kind| about.informed.contains(kind)) {
        input.errors.add("informed", "both", w.refused_asked_and_informed());
    }
    Ok(about)
}

pub(super) async fn create(cx: Cx) -> Result<Reply, Problem> {
    let w = words(&cx);
    let mut input = Input::new(cx.form(), cx.lang);
    let about = read(&cx, &mut input)?;
    let which = input.required_choice("form", |code| Some(code.to_owned()), w.form_which_missing());
    let pack = directory::pack(&cx, &cx.actor()?.pack)?;
    let source: Option<Vec<u8>> = match which.as_deref() {
        Some(FROM_FILE) => {
            let file = cx.form().files("file").find(|file| !file.bytes.is_empty());
            if file.is_none() {
                input.errors.add("file", "required", w.form_file_missing());
            }
            file.map(|file| file.bytes.clone())
        }
        Some(name) => pack.form(name).map(|text| text.as_bytes().to_vec()),
        None => None,
    };
    if let Some(bytes) = &source
        && let Err(faults) = knowledge::forms::read_form(bytes, cx.lang)
    {
        for fault in faults.0.iter().take(20) {
            input.errors.add("file", "not-a-form", fault);
        }
    }
    let (Some(source), true) = (source, input.errors.is_empty()) else {
        return form_page(&cx, None, cx.form(), &input.errors);
    };
    match actions::create(&cx, &NewSurvey { about, form: &source }).await {
        Ok(id) => Ok(redirect(format!("/surveys/{id}?done=created"))),
        Err(Problem::Refused(refused)) if refused.code == "form-version-taken" => {
            input.errors.add("file", refused.code, refused.why);
            form_page(&cx, None, cx.form(), &input.errors)
        }
        Err(other) => Err(other),
    }
}

pub(super) async fn amend(cx: Cx) -> Result<Reply, Problem> {
    let id = survey_id(&cx)?;
    let mut conn = cx.read().await?;
    let survey = actions::of_mine(&cx, &mut conn, id).await?;
    drop(conn);
    let mut input = Input::new(cx.form(), cx.lang);
    let about = read(&cx, &mut input)?;
    if !input.errors.is_empty() {
        return form_page(&cx, Some(&survey), cx.form(), &input.errors);
    }
    actions::amend(&cx, id, &about).await?;
    Ok(redirect(format!("/surveys/{id}?done=amended")))
}
