// SPDX-License-Identifier: EUPL-1.2
//! The pages of cases: the list, and one page a deed. Each page asks for the grant of its deed, and the deed asks again.

mod chronology;
mod circle;
mod closure;
mod contacts;
mod emergency;
mod family;
mod hand_over;
mod legal;
mod list;
mod merge;
mod new;
mod new_views;
mod people;
mod people_forms;
mod retention;
mod reveal;
mod transfer;
mod transfer_views;
mod withdrawal;

#[allow(missing_docs)]
pub(super) mod words {
    include!(concat!(env!("OUT_DIR"), "/words_cases_pages.rs"));
}

use kernel::{CaseId, FunctionKind, InstitutionId};
use maud::{Markup, html};
use platform::db::{Conn, Reader};
use platform::form::FieldErrors;
use platform::http::{Cx, Reply, Route, Routes, Who, redirect};
use platform::problem::Problem;
use platform::ui::{self, Choice, filled, paragraphs};

use super::frame::{self, CaseFrame};
use crate::access::{self, Action, InCase};
use crate::directory::{self, Colleague};
use words::Words;

pub use list::state_tag;
pub use retention::{read_retention, retention_fields};
pub use transfer_views::{Candidate, candidate};

/// Those who work with cases.
const WORKERS: Who = Who::Holders(&[
    FunctionKind::Intake,
    FunctionKind::Caseworker,
    FunctionKind::Supervisor,
    FunctionKind::Direction,
]);
/// Those who may open one.
const OPENERS: Who = Who::Holders(super::actions::OPENERS);
/// Those who answer for the cases of an institution.
const ANSWERING: Who = Who::Holders(&[FunctionKind::Supervisor, FunctionKind::Direction]);

pub(super) fn routes() -> Routes {
    use Route as R;
    let seat = Who::Seat;
    vec![
        R::get("/cases", WORKERS, "list", "case", list::list),
        R::get("/cases/export.csv", WORKERS, "export", "case", list::export),
        R::get("/cases/new", OPENERS, "open", "case", new::form),
        R::post("/cases/new", OPENERS, "open", "case", new::send),
        R::get("/cases/{id}/assignment", seat, "assign", "case", circle::assignment),
        R::post("/cases/{id}/assignment", seat, "assign", "case", circle::assign),
        R::get("/cases/{id}/circle", seat, "read", "case", circle::show),
        R::post("/cases/{id}/circle", seat, "invite", "case", circle::add),
        R::get("/cases/{id}/circle/{seat}/end", seat, "read", "case", circle::end_form),
        R::post("/cases/{id}/circle/{seat}/end", seat, "read", "case", circle::end),
        R::get("/cases/{id}/frame", seat, "steer", "case", legal::frame_form),
        R::post("/cases/{id}/frame", seat, "steer", "case", legal::set_frame),
        R::get("/cases/{id}/attention", seat, "write", "case", legal::attention_form),
        R::post("/cases/{id}/attention", seat, "write", "case", legal::attend),
        R::post("/cases/{id}/attention/{note}/end", seat, "write", "case", legal::end_attention),
        R::get("/cases/{id}/attention/{note}/reveal", seat, "reveal", "case", reveal::attention_form),
        R::post("/cases/{id}/attention/{note}/reveal", seat, "reveal", "case", reveal::attention),
        R::get("/cases/{id}/hold", seat, "steer", "case", legal::hold_form),
        R::post("/cases/{id}/hold", seat, "steer", "case", legal::hold),
        R::get("/cases/{id}/resumption", seat, "steer", "case", legal::resumption_form),
        R::post("/cases/{id}/resumption", seat, "steer", "case", legal::resume),
        R::post("/cases/{id}/hold/reviews", seat, "steer", "case", legal::review_hold),
        R::get("/cases/{id}/transfer", seat, "steer", "case", transfer::form),
        R::post("/cases/{id}/transfer", seat, "steer", "case", transfer::propose),
        R::get("/cases/{id}/transfer/acceptance", seat, "answer-transfer", "case", transfer::acceptance_form),
        R::post("/cases/{id}/transfer/acceptance", seat, "answer-transfer", "case", transfer::accept),
        R::get("/cases/{id}/transfer/rejection", seat, "answer-transfer", "case", transfer::rejection_form),
        R::post("/cases/{id}/transfer/rejection", seat, "answer-transfer", "case", transfer::reject),
        R::get("/cases/{id}/transfer/withdrawal", seat, "steer", "case", withdrawal::form),
        R::post("/cases/{id}/transfer/withdrawal", seat, "steer", "case", withdrawal::send),
        R::get("/cases/{id}/closure", seat, "read", "case", closure::show),
        R::post("/cases/{id}/closure", seat, "steer", "case", closure::propose),
        R::get("/cases/{id}/closure/approval", seat, "approve", "case", closure::approval_form),
        R::post("/cases/{id}/closure/approval", seat, "approve", "case", closure::approve),
        R::get("/cases/{id}/closure/refusal", seat, "approve", "case", closure::refusal_form),
        R::post("/cases/{id}/closure/refusal", seat, "approve", "case", closure::refuse),
        R::get("/cases/{id}/reopening", seat, "approve", "case", closure::reopening_form),
        R::post("/cases/{id}/reopening", seat, "approve", "case", closure::reopen),
        R::get("/cases/{id}/merge", seat, "approve", "case", merge::form),
        R::post("/cases/{id}/merge", seat, "approve", "case", merge::send),
        R::get("/cases/{id}/merge/{duplicate}/undoing", seat, "approve", "case", merge::undoing_form),
        R::post("/cases/{id}/merge/{duplicate}/undoing", seat, "approve", "case", merge::undo),
        R::get("/cases/{id}/chronology", seat, "read", "case", chronology::show),
        R::get("/cases/{id}/chronology/new", seat, "write", "case", chronology::form),
        R::post("/cases/{id}/chronology", seat, "write", "case", chronology::choose),
        R::post("/cases/{id}/chronology/{event}/withdrawal", seat, "write", "case", chronology::withdraw),
        R::get("/cases/{id}/people", seat, "read", "case", people::show),
        R::get("/cases/{id}/people/new", seat, "write", "case", people_forms::new_form),
        R::post("/cases/{id}/people", seat, "write", "case", people_forms::relate),
        R::get("/cases/{id}/people/{person}/edit", seat, "write", "case", people_forms::edit_form),
        R::post("/cases/{id}/people/{person}/edit", seat, "write", "case", people_forms::amend),
        R::get("/cases/{id}/people/{person}/names", seat, "write", "case", people::name_form),
        R::post("/cases/{id}/people/{person}/names", seat, "write", "case", people::note_name),
        R::get("/cases/{id}/people/{person}/contacts", seat, "write", "case", contacts::form),
        R::post("/cases/{id}/people/{person}/contacts", seat, "write", "case", contacts::note),
        R::get("/cases/{id}/people/{person}/contacts/{contact}", seat, "write", "case", contacts::edit_form),
        R::post("/cases/{id}/people/{person}/contacts/{contact}", seat, "write", "case", contacts::correct),
        R::get(
            "/cases/{id}/people/{person}/contacts/{contact}/end",
            seat,
            "write",
            "case",
            contacts::end_form,
        ),
        R::post("/cases/{id}/people/{person}/contacts/{contact}/end", seat, "write", "case", contacts::end),
        R::get(
            "/cases/{id}/people/{person}/contacts/{contact}/reveal",
            seat,
            "reveal",
            "case",
            reveal::contact_form,
        ),
        R::post(
            "/cases/{id}/people/{person}/contacts/{contact}/reveal",
            seat,
            "reveal",
            "case",
            reveal::contact,
        ),
        R::get("/cases/{id}/relationships/{relationship}/end", seat, "write", "case", people_forms::end_form),
        R::post("/cases/{id}/relationships/{relationship}/end", seat, "write", "case", people_forms::end),
        // Whoever asks holds no seat yet: that is what the page is for. The action lets only those in who may.
        R::get("/cases/{id}/emergency-access", Who::SignedIn, "open-in-emergency", "case", emergency::form),
        R::post("/cases/{id}/emergency-access", Who::SignedIn, "open-in-emergency", "case", emergency::open),
        R::get("/emergency-reviews", ANSWERING, "review", "emergency access", emergency::reviews),
        R::get("/emergency-reviews/{seat}", ANSWERING, "review", "emergency access", emergency::review_form),
        R::post("/emergency-reviews/{seat}", ANSWERING, "review", "emergency access", emergency::review),
        R::get("/hand-overs", ANSWERING, "hand-over", "case", hand_over::form),
        R::post("/hand-overs", ANSWERING, "hand-over", "case", hand_over::send),
    ]
}

fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

/// What a page of a deed begins with: the grant of the deed, and the frame of the case.
async fn enter(cx: &Cx, action: Action, pane: &str) -> Result<(Reader, InCase, CaseFrame), Problem> {
    let case: CaseId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let grant = access::require(cx, &mut conn, action, case).await?;
    let here = format!("/cases/{case}/{pane}");
    let frame = frame::frame(cx, &mut conn, &grant, &here).await?;
    Ok((conn, grant, frame))
}

/// A page of one deed: one column, the title as its heading, errors above.
fn deed(cx: &Cx, frame: &CaseFrame, title: &str, errors: &FieldErrors, content: Markup) -> Reply {
    let body = html! {
        (frame::done(cx))
        (ui::error_summary(cx, errors))
        h2.govuk-heading-l { (title) }
        (content)
    };
    frame.page(cx, title).narrow().errors(errors).show(cx, body)
}

/// After a deed: back to the case, or to the list when the case is no longer, or not yet, the reader's.
async fn after(cx: &Cx, case: CaseId, code: &str) -> Result<Reply, Problem> {
    let mut conn = cx.read().await?;
    let still = access::may(cx, &mut conn, Action::Read, case).await?.is_some();
    let to = if still { format!("/cases/{case}") } else { "/cases".to_owned() };
    Ok(redirect(ui::with_query(&to, [("done", code)])))
}

/// Back to a pane of a case.
fn back(case: CaseId, pane: &str, code: &str) -> Reply {
    redirect(ui::with_query(&format!("/cases/{case}/{pane}"), [("done", code)]))
}

/// The entries of a list of the reader's pack that may be chosen today.
fn choices(cx: &Cx, list: &str) -> Result<Vec<Choice>, Problem> {
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let Some(list) = pack.list(list) else { return Ok(Vec::new()) };
    Ok(list
        .on(cx.today())
        .map(|entry| Choice {
            code: entry.code.clone(),
            label: entry.in_lang(cx.lang).to_owned(),
            hint: entry.explanation.as_ref().map(|e| e.get(cx.lang).to_owned()),
        })
        .collect())
}

/// A code that is among the choices offered.
fn offered(choices: &[Choice]) -> impl Fn(&str) -> Option<String> + '_ {
    |code| choices.iter().find(|c| c.code == code).map(|c| c.code.clone())
}

/// A reason as it is kept: the label chosen, then the words that were added.
fn reason(choices: &[Choice], code: Option<&str>, text: &str) -> String {
    let label = choices.iter().find(|c| Some(c.code.as_str()) == code).map_or("", |c| c.label.as_str());
    match (label.is_empty(), text.is_empty()) {
        (false, false) => format!("{label}. {text}"),
        (false, true) => label.to_owned(),
        _ => text.to_owned(),
    }
}

/// Those of an institution to whom a case can be given today: each once.
async fn colleagues(cx: &Cx, conn: &mut Conn, institution: InstitutionId) -> Result<Vec<Colleague>, Problem> {
    let all = directory::practitioners_of(conn, institution, None, cx.today()).await?;
    let mut out: Vec<Colleague> = Vec::new();
    for one in all.into_iter().filter(|c| c.kind != FunctionKind::Administrator) {
        if !out.iter().any(|o| o.id == one.id) {
            out.push(one);
        }
    }
    Ok(out)
}
