// SPDX-License-Identifier: EUPL-1.2
//! A prosecutor’s office that convenes, those whom it names, and those around them who are not named.

use kernel::{ConsultationId, Date, FunctionKind, SecrecyStatus};
use platform::http::Cx;
use platform::problem::Problem;
use register::directory;
use register::testing::{Person, TestApp};
use secrecy::{Answer, Answers, Outcome};

use super::super::{self as consultations, Answered, Basis, Frame};

pub struct World {
    pub t: TestApp,
    /// Convenes.
    pub aline: Person,
    /// Follows the children.
    pub patrick: Person,
    /// Psychologist of a school service.
    pub yassin: Person,
    /// Of the police.
    pub steve: Person,
    /// Supervises Patrick; is not named.
    pub samira: Person,
    /// Keeps the accounts where Patrick works; is not named.
    pub martine: Person,
    /// Works with Aline; is not named.
    pub etienne: Person,
}

pub const MINUTES: &str = "Répartition des rôles jusqu’à la fin de l’enquête : qui accompagne Sarah, qui parle à la mère, et quand.";

pub fn frame(today: Date) -> Frame {
    Frame {
        basis: Basis::Authorisation,
        source: "Étienne Delhaye, substitut".into(),
        authorised_on: Some(today),
        reasons: "Éviter que l’enfant doive répéter.".into(),
        about: "Sarah et Issa".into(),
        purpose: "Protéger Sarah et Issa pendant l’enquête.".into(),
        modalities: "Une réunion, sans enregistrement.".into(),
        until_on: today.plus_days(90),
    }
}

impl World {
    pub async fn new() -> World {
        let routes = [register::routes(), crate::routes()].concat();
        let t = TestApp::with(routes, |app| app).await;
        let office = t.institution("parquet", "Parquet de la Mourne").await;
        let spj = t.institution("spj", "SPJ de Valmourne").await;
        let cpms = t.institution("cpms", "CPMS de Valmourne").await;
        let station = t.institution("police_fj", "Police d’Ormelle").await;
        let aline = t.person(office, "Aline", "Moreau", &[FunctionKind::Intake]).await;
        let etienne = t.person(office, "Étienne", "Delhaye", &[FunctionKind::Direction]).await;
        let patrick = t.person(spj, "Patrick", "Kabongo", &[FunctionKind::Caseworker]).await;
        let samira = t.person(spj, "Samira", "Aouad", &[FunctionKind::Supervisor]).await;
        let martine = t.person(spj, "Martine", "Leroy", &[FunctionKind::Administrator]).await;
        let yassin = t.person(cpms, "Yassin", "Mansouri", &[FunctionKind::Caseworker]).await;
        let steve = t.person(station, "Steve", "Marlier", &[FunctionKind::Intake]).await;
        let start = Date::from_ymd(2026, 1, 1).unwrap();
        for who in [&aline, &etienne, &steve] {
            let judicial = SecrecyStatus::Judicial;
            directory::set_secrecy(&t.system(), who.practitioner, judicial, start, "test").await.unwrap();
        }
        World { t, aline, patrick, yassin, steve, samira, martine, etienne }
    }

    pub async fn aline(&self) -> Cx {
        self.t.acting(&self.aline).await
    }

    /// Prepared by Aline, with the three others named and every question answered as it must be.
    pub async fn prepared(&self) -> ConsultationId {
        let cx = self.aline().await;
        let id = consultations::prepare(&cx, &frame(cx.today())).await.unwrap();
        for who in [&self.patrick, &self.yassin, &self.steve] {
            consultations::name_participant(&cx, id, who.practitioner, who.institution).await.unwrap();
        }
        self.answer(id, &[]).await.unwrap();
        id
    }

    /// Answers « yes » to everything but what is given.
    pub async fn answer(&self, id: ConsultationId, but: &[(&str, Answer)]) -> Result<(), Problem> {
        let given = |codes: &[&str]| -> Answers {
            let of = |code: &str| but.iter().find(|(c, _)| *c == code).map_or(Answer::Yes, |(_, a)| *a);
            codes.iter().map(|code| ((*code).to_owned(), of(code))).collect()
        };
        let who = [&self.patrick, &self.yassin, &self.steve].map(|p| p.practitioner);
        let answered = Answered {
            whole: given(&[
                "basis",
                "exclusive_purpose",
                "participants_fixed",
                "purpose_fixed",
                "modalities_fixed",
            ]),
            participants: who.map(|w| (w, given(&["knows_secrecy"]))).to_vec(),
            needs: who.map(|w| (w, given(&["necessary"]))).to_vec(),
        };
        consultations::answer(&self.aline().await, id, answered).await
    }

    pub async fn opened(&self) -> ConsultationId {
        let id = self.prepared().await;
        let outcome = consultations::open_to_participants(&self.aline().await, id).await.unwrap();
        assert_eq!(outcome, Outcome::Permitted);
        id
    }

    /// Opened, held today with everybody, and minuted.
    pub async fn minuted(&self) -> ConsultationId {
        let id = self.opened().await;
        let cx = self.aline().await;
        let all = [&self.aline, &self.patrick, &self.yassin, &self.steve].map(|p| p.practitioner);
        consultations::hold(&cx, id, cx.today(), &all).await.unwrap();
        consultations::minute(&cx, id, MINUTES).await.unwrap();
        id
    }

    /// The status with which somebody gets it, and whether their list names it.
    pub async fn reads(&self, who: &Person, id: ConsultationId) -> (u16, bool) {
        let browser = self.t.sign_in(who).await;
        let status = browser.get(&format!("/consultations/{id}")).await.status;
        (status, browser.get("/consultations").await.has(&id.to_string()))
    }
}

/// The code of a refusal.
pub fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    result.unwrap_err().code().to_owned()
}
