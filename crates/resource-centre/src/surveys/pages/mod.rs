// SPDX-License-Identifier: EUPL-1.2
//! The pages of campaigns: for whoever looks after them, and for those who are asked.

mod archive;
mod checks;
mod coding;
mod compare;
mod filling;
mod follow;
mod list;
mod prepare;
mod respondent;
mod results;

use kernel::FunctionKind;
use maud::Markup;
use platform::http::{Cx, Route, Routes, Who};
use platform::problem::Problem;
use platform::ui;
use uuid::Uuid;

use super::model::{State, SurveyId};
use super::words::Words;

/// Whoever looks after the campaigns of an institution.
const MANAGERS: Who = Who::Holders(&[FunctionKind::Direction]);

/// The longest text of a field.
const TEXT: usize = 10_000;
/// The longest line of a field.
const LINE: usize = 300;

/// The routes of this slice.
pub fn routes() -> Routes {
    use Route as R;
    vec![
        R::get("/surveys", Who::SignedIn, "list", "survey", list::list),
        R::get("/surveys/new", MANAGERS, "write", "survey", prepare::new_form),
        R::post("/surveys/new", MANAGERS, "write", "survey", prepare::create).with_uploads(),
        R::get("/surveys/{id}", MANAGERS, "read", "survey", follow::show).shows(super::SURVEY),
        R::get("/surveys/{id}/edit", MANAGERS, "write", "survey", prepare::edit_form),
        R::post("/surveys/{id}/edit", MANAGERS, "write", "survey", prepare::amend),
        R::post("/surveys/{id}/publication", MANAGERS, "write", "survey", follow::publish),
        R::post("/surveys/{id}/opening", MANAGERS, "write", "survey", follow::open),
        R::post("/surveys/{id}/reminder", MANAGERS, "write", "survey", follow::remind),
        R::post("/surveys/{id}/closing", MANAGERS, "write", "survey", follow::close),
        R::post("/surveys/{id}/reporting", MANAGERS, "write", "survey", follow::report),
        R::post("/surveys/{id}/validation", MANAGERS, "write", "survey", follow::validate),
        R::get("/surveys/{id}/archiving", MANAGERS, "write", "survey", archive::ask),
        R::post("/surveys/{id}/archiving", MANAGERS, "write", "survey", archive::archive),
        R::get("/surveys/{id}/findings", Who::SignedIn, "read", "survey", results::findings),
        R::get("/surveys/{id}/paper.pdf", MANAGERS, "export", "survey", follow::paper),
        R::get("/surveys/{id}/coding", MANAGERS, "read", "survey", coding::show),
        R::post("/surveys/{id}/coding", MANAGERS, "write", "survey", coding::save),
        R::get("/surveys/{id}/results", MANAGERS, "read", "survey", results::show),
        R::get("/surveys/{id}/results/table.csv", MANAGERS, "export", "survey", results::as_csv),
        R::get("/surveys/{id}/results/table.ods", MANAGERS, "export", "survey", results::as_ods),
        R::get("/surveys/{id}/results/table.xlsx", MANAGERS, "export", "survey", results::as_xlsx),
        R::get("/surveys/{id}/respondents/new", MANAGERS, "write", "survey", follow::invite_form),
        R::post("/surveys/{id}/respondents/new", MANAGERS, "write", "survey", follow::invite),
        R::post("/surveys/{id}/answering", Who::SignedIn, "write", "survey", list::answer),
        R::get("/surveys/{id}/respondents/{who}", MANAGERS, "read", "survey", respondent::show),
        R::post("/surveys/{id}/respondents/{who}/receipt", MANAGERS, "write", "survey", respondent::receive),
        R::post(
            "/surveys/{id}/respondents/{who}/validation",
            MANAGERS,
            "write",
            "survey",
            respondent::validate,
        ),
        R::post(
            "/surveys/{id}/respondents/{who}/setting-aside",
            MANAGERS,
            "write",
            "survey",
            respondent::set_aside,
        ),
        R::post("/surveys/{id}/respondents/{who}/return", MANAGERS, "write", "survey", respondent::take_back),
        R::get(
            "/surveys/{id}/respondents/{who}/pages/{page}",
            MANAGERS,
            "write",
            "survey",
            filling::keying_page,
        ),
        R::post(
            "/surveys/{id}/respondents/{who}/pages/{page}",
            MANAGERS,
            "write",
            "survey",
            filling::keying_save,
        ),
        R::post(
            "/surveys/{id}/respondents/{who}/pages/{page}/draft",
            MANAGERS,
            "write",
            "survey",
            filling::keying_draft,
        ),
        R::get("/surveys/{id}/respondents/{who}/check", MANAGERS, "write", "survey", filling::keying_check),
        R::post(
            "/surveys/{id}/respondents/{who}/submission",
            MANAGERS,
            "write",
            "survey",
            filling::keying_submit,
        ),
        R::post(
            "/surveys/{id}/respondents/{who}/correction",
            MANAGERS,
            "write",
            "survey",
            respondent::correct,
        ),
        R::get(
            "/surveys/{id}/respondents/{who}/second/pages/{page}",
            MANAGERS,
            "write",
            "survey",
            filling::keying_page,
        ),
        R::post(
            "/surveys/{id}/respondents/{who}/second/pages/{page}",
            MANAGERS,
            "write",
            "survey",
            filling::keying_save,
        ),
        R::post(
            "/surveys/{id}/respondents/{who}/second/pages/{page}/draft",
            MANAGERS,
            "write",
            "survey",
            filling::keying_draft,
        ),
        R::get(
            "/surveys/{id}/respondents/{who}/second/check",
            MANAGERS,
            "write",
            "survey",
            filling::keying_check,
        ),
        R::post(
            "/surveys/{id}/respondents/{who}/second/submission",
            MANAGERS,
            "write",
            "survey",
            filling::keying_submit,
        ),
        R::get("/surveys/{id}/respondents/{who}/differences", MANAGERS, "read", "survey", compare::show),
        R::post("/surveys/{id}/respondents/{who}/differences", MANAGERS, "write", "survey", compare::settle),
        R::post(
            "/surveys/{id}/respondents/{who}/practices",
            MANAGERS,
            "write",
            "survey",
            respondent::draft_practice,
        ),
        R::get("/questionnaire/{token}", Who::Anyone, "read", "questionnaire", filling::start),
        R::get("/questionnaire/{token}/pages/{page}", Who::Anyone, "write", "questionnaire", filling::page),
        R::post("/questionnaire/{token}/pages/{page}", Who::Anyone, "write", "questionnaire", filling::save),
        R::post(
            "/questionnaire/{token}/pages/{page}/draft",
            Who::Anyone,
            "write",
            "questionnaire",
            filling::draft,
        ),
        R::get("/questionnaire/{token}/paper.pdf", Who::Anyone, "export", "questionnaire", filling::paper),
        R::get("/questionnaire/{token}/findings", Who::Anyone, "read", "questionnaire", results::by_link),
        R::get("/questionnaire/{token}/check", Who::Anyone, "write", "questionnaire", filling::check),
        R::post("/questionnaire/{token}/submission", Who::Anyone, "write", "questionnaire", filling::submit),
    ]
}

fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

fn survey_id(cx: &Cx) -> Result<SurveyId, Problem> {
    cx.id("id")
}

fn who(cx: &Cx) -> Result<Uuid, Problem> {
    let given = cx.request.params.get("who").map(String::as_str).unwrap_or_default();
    Uuid::parse_str(given).map_err(|_| Problem::NotFound)
}

fn done(cx: &Cx) -> Markup {
    ui::done(cx, words(cx).by_key(&format!("done-{}", cx.query("done"))))
}

fn state_tag(cx: &Cx, state: State) -> Markup {
    let w = words(cx);
    let (tone, text) = match state {
        State::Designed => ("", w.state_designed()),
        State::Published => ("warn", w.state_published()),
        State::Open => ("ok", w.state_open()),
        State::Closed => ("", w.state_closed()),
        State::Reported => ("ok", w.state_reported()),
        State::Archived => ("", w.state_archived()),
    };
    ui::tag(tone, text)
}
