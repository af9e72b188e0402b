// SPDX-License-Identifier: EUPL-1.2
//! The pages of consultations. Each is opened through a seat on the consultation itself, and through nothing else; titles and
//! addresses say nothing of whom or what it is about.

mod compose;
mod list;
mod record;
mod show;

use std::collections::HashMap;

use kernel::{ConsultationId, InstitutionId, PractitionerId, SubjectKind};
use maud::{Markup, html};
use platform::db::{Conn, Reader};
use platform::form::FieldErrors;
use platform::http::{Cx, Reply, Route, Routes, Who};
use platform::problem::Problem;
use platform::ui::{self, Page};
use register::access::{Action, Grant};
use register::{directory, ledger};

use super::actions;
use super::model::{Consultation, Stand};
use super::words::Words;

/// The longest text of a field.
const TEXT: usize = 20_000;
/// The longest line of a field.
const LINE: usize = 300;

/// The routes of this slice.
pub fn routes() -> Routes {
    use Route as R;
    let (seat, workers) = (Who::Seat, Who::Holders(actions::CONVENERS));
    let kind = "consultation";
    vec![
        R::get("/consultations", Who::SignedIn, "list", kind, list::list),
        R::get("/consultations/new", workers, "prepare", kind, compose::new_form),
        R::post("/consultations/new", workers, "prepare", kind, compose::prepare),
        R::get("/consultations/{id}", seat, "read", kind, show::show).shows(SubjectKind::CONSULTATION),
        R::get("/consultations/{id}/basis", seat, "steer", kind, compose::basis_form),
        R::post("/consultations/{id}/basis", seat, "steer", kind, compose::basis),
        R::get("/consultations/{id}/participants", seat, "steer", kind, compose::participants_form),
        R::post("/consultations/{id}/participants", seat, "steer", kind, compose::name_participant),
        R::post(
            "/consultations/{id}/participants/{who}/removal",
            seat,
            "steer",
            kind,
            compose::remove_participant,
        ),
        R::get("/consultations/{id}/questions", seat, "steer", kind, compose::questions_form),
        R::post("/consultations/{id}/questions", seat, "steer", kind, compose::questions),
        R::get("/consultations/{id}/opening", seat, "steer", kind, compose::opening_form),
        R::post("/consultations/{id}/opening", seat, "steer", kind, compose::opening),
        R::get("/consultations/{id}/session", seat, "steer", kind, record::session_form),
        R::post("/consultations/{id}/session", seat, "steer", kind, record::session),
        R::get("/consultations/{id}/minutes", seat, "steer", kind, record::minutes_form),
        R::post("/consultations/{id}/minutes", seat, "steer", kind, record::minutes),
        R::get("/consultations/{id}/word", seat, "write", kind, record::word_form),
        R::post("/consultations/{id}/word", seat, "write", kind, record::word),
    ]
}

fn words(cx: &Cx) -> Words {
    Words(cx.lang)
}

/// A consultation that was opened by somebody who takes part.
struct Opened {
    conn: Reader,
    grant: Grant<ConsultationId>,
    c: Consultation,
}

async fn open(cx: &Cx, action: Action) -> Result<Opened, Problem> {
    let id: ConsultationId = cx.id("id")?;
    let mut conn = cx.read().await?;
    let (grant, c) = actions::consultation(cx, &mut conn, action, id).await?;
    ledger::witness(cx, SubjectKind::CONSULTATION.of(id), grant.capacity(), grant.ground()).await?;
    Ok(Opened { conn, grant, c })
}

fn url(c: &Consultation) -> String {
    format!("/consultations/{}", c.id)
}

/// A page about one consultation, or about none yet.
fn page(cx: &Cx, of: Option<&Consultation>, title: &str, errors: &FieldErrors, body: Markup) -> Reply {
    let w = words(cx);
    let back = of.map(url).unwrap_or_else(|| "/consultations".to_owned());
    let is_inside = of.is_some() && cx.request.path != back;
    let body = html! {
        (ui::done(cx, w.by_key(&format!("done-{}", cx.query("done")))))
        (ui::error_summary(cx, errors))
        p { (ui::layer_mark(kernel::Layer::Consultation, w.apart())) }
        h1.govuk-heading-l { (title) }
        (body)
    };
    let page = Page::new(title).crumb(w.list_title(), Some("/consultations".into()));
    let page = if is_inside { page.crumb(w.title(), Some(back)) } else { page };
    page.narrow().errors(errors).show(cx, body)
}

fn stand_tag(cx: &Cx, stand: Stand) -> Markup {
    let w = words(cx);
    let (tone, text) = match stand {
        Stand::Prepared => ("", w.stand_prepared()),
        Stand::Refused => ("danger", w.stand_refused()),
        Stand::Open => ("warn", w.stand_open()),
        Stand::Held => ("ok", w.stand_held()),
    };
    ui::tag(tone, text)
}

/// Names of everybody whom some consultations name.
struct Names {
    practitioners: HashMap<PractitionerId, String>,
    institutions: HashMap<InstitutionId, String>,
}

impl Names {
    async fn of(conn: &mut Conn, all: &[Consultation]) -> Result<Names, Problem> {
        let participants = || all.iter().flat_map(|c| &c.composition.participants);
        let who: Vec<PractitionerId> = participants().map(|p| p.practitioner).collect();
        let places: Vec<InstitutionId> = participants().map(|p| p.institution).collect();
        Ok(Names {
            practitioners: directory::practitioner_names(conn, who).await?,
            institutions: directory::institution_names(conn, places).await?,
        })
    }

    fn practitioner(&self, id: PractitionerId) -> &str {
        self.practitioners.get(&id).map_or("", String::as_str)
    }

    fn institution(&self, id: InstitutionId) -> &str {
        self.institutions.get(&id).map_or("", String::as_str)
    }
}
