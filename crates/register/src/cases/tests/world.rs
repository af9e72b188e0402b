// SPDX-License-Identifier: EUPL-1.2
//! Two services and their people, and a child whose mother lives at an address that must not be known.

use kernel::{CaseId, FunctionKind, InstitutionId, PersonId, SubjectKind};
use platform::http::{Cx, Route, Who, text};

use crate::cases::{self, Around, NewCase};
use crate::people::{self, NewContact, NewPerson, Sex};
use crate::testing::{Page, Person, TestApp};

/// Where the mother lives. It may stand on one page only.
pub const SECRET: &str = "Rue des Tanneurs 14, Sart-Bruyant";

pub struct World {
    pub t: TestApp,
    pub there: InstitutionId,
    /// Leads Lina's case.
    pub claire: Person,
    /// Works in the same service; sits on nothing.
    pub idriss: Person,
    /// Supervise the service.
    pub hanae: Person,
    pub bruno: Person,
    /// Keeps the accounts of the service.
    pub luc: Person,
    /// Supervises another service.
    pub noor: Person,
    pub lina: PersonId,
    pub mother: PersonId,
    pub case: CaseId,
}

pub async fn child(cx: &Cx, given: &str, family: &str) -> PersonId {
    let institution = cx.actor().unwrap().institution;
    let mut tx = cx.begin().await.unwrap();
    let new = NewPerson {
        given: given.into(),
        family: family.into(),
        birth: Some("2019-03-03".parse().unwrap()),
        sex: Sex::Female,
        ..NewPerson::default()
    };
    let id = people::record(cx, &mut tx, institution, &new).await.unwrap();
    let about = SubjectKind::PERSON.of(id);
    tx.commit(cx.event(people::events::PERSON_RECORDED, about, None, kernel::Ground::Function).unwrap())
        .await
        .unwrap();
    id
}

pub fn new_case(cx: &Cx, child: PersonId) -> NewCase {
    NewCase {
        child,
        opened_on: cx.today(),
        reason: "aide demandée par la mère".into(),
        frame: "consented".into(),
        frame_source: "accord du 14 septembre".into(),
        information: "la mère a été informée au service".into(),
    }
}

impl World {
    pub async fn new() -> World {
        // The page of the case itself is composed above the register; here it only answers.
        let overview =
            Route::get("/cases/{id}", Who::Seat, "read", "case", |_| async { Ok(text("the case")) });
        let t = TestApp::with([crate::routes(), vec![overview.shows(SubjectKind::CASE)]].concat(), |app| app)
            .await;
        let saj = t.institution("saj", "SAJ de Valmourne").await;
        let there = t.institution("saj", "SAJ de Tilvoie").await;
        let claire = t.person(saj, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
        let idriss = t.person(saj, "Idriss", "Wautelet", &[FunctionKind::Caseworker]).await;
        let hanae = t.person(saj, "Hanae", "Bel", &[FunctionKind::Supervisor]).await;
        let bruno = t.person(saj, "Bruno", "Dassy", &[FunctionKind::Supervisor]).await;
        let luc = t.person(saj, "Luc", "Perrin", &[FunctionKind::Administrator]).await;
        let noor = t.person(there, "Noor", "Aerts", &[FunctionKind::Supervisor]).await;
        let cx = t.acting(&claire).await;
        let lina = child(&cx, "Lina", "Vandorpe").await;
        let case = cases::open(&cx, &new_case(&cx, lina)).await.unwrap();
        cases::assign(&t.acting(&hanae).await, case, claire.practitioner).await.unwrap();
        let mother = NewPerson {
            given: "Sofia".into(),
            family: "Marin".into(),
            sex: Sex::Female,
            ..NewPerson::default()
        };
        let around =
            Around { kind: "parent".into(), source: "acte de naissance vu".into(), ..Around::default() };
        let mother = cases::relate_new(&cx, case, &mother, &around).await.unwrap();
        let secret = NewContact {
            kind: "address".into(),
            value: SECRET.into(),
            secret: true,
            protected_from: "le père".into(),
            source: "dit par la mère".into(),
            ..NewContact::default()
        };
        cases::note_contact(&cx, case, mother, &secret).await.unwrap();
        World { t, there, claire, idriss, hanae, bruno, luc, noor, lina, mother, case }
    }

    pub async fn get(&self, who: &Person, pane: &str) -> Page {
        self.t.sign_in(who).await.get(&self.path(pane)).await
    }

    pub async fn post(&self, who: &Person, pane: &str, fields: &[(&str, &str)]) -> Page {
        self.t.sign_in(who).await.post(&self.path(pane), fields).await
    }

    pub fn path(&self, pane: &str) -> String {
        if pane.starts_with('/') { pane.to_owned() } else { format!("/cases/{}/{pane}", self.case) }
    }
}

/// What stands in the title of a page: it goes into histories and onto other people's screens.
pub fn title(page: &Page) -> &str {
    let start = page.body.find("<title>").map_or(0, |at| at + 7);
    let end = page.body.find("</title>").unwrap_or(start);
    &page.body[start..end]
}
