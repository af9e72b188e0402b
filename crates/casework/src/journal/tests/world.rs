// SPDX-License-Identifier: EUPL-1.2
//! Two services, the people who work there, and two children with a case each.

use kernel::{CaseId, Date, FunctionKind, PersonId};
use platform::db::Conn;
use platform::http::Cx;
use register::cases::{self, NewCase};
use register::people::{self, NewPerson, NewRelationship};
use register::testing::{Browser, Person, TestApp};

pub struct World {
    pub t: TestApp,
    /// Leads Lina's case.
    pub claire: Person,
    /// Works in the same service; holds no seat on Lina's case.
    pub samir: Person,
    /// Supervises the service.
    pub hanae: Person,
    /// Administers the service's accounts.
    pub luc: Person,
    /// Works in another service.
    pub noor: Person,
    pub lina: PersonId,
    pub mother: PersonId,
    pub case: CaseId,
    /// The case of another child of the same service, led by Samir.
    pub other: CaseId,
    /// The other child.
    pub tom: PersonId,
}

async fn child(cx: &Cx, given: &str) -> PersonId {
    let mut tx = cx.begin().await.unwrap();
    let institution = cx.actor().unwrap().institution;
    let new = NewPerson {
        given: given.into(),
        family: "Maes".into(),
        birth: Some("2019-03-03".parse().unwrap()),
        ..NewPerson::default()
    };
    let id = people::record(cx, &mut tx, institution, &new).await.unwrap();
    let event = cx.event_without_actor(
        institution,
        people::events::PERSON_RECORDED,
        kernel::SubjectKind::PERSON.of(id),
        kernel::Ground::Administration,
    );
    tx.commit(event).await.unwrap();
    id
}

async fn case_of(t: &TestApp, by: &Person, supervisor: &Person, lead: &Person, child: PersonId) -> CaseId {
    let cx = t.acting(by).await;
    let new = NewCase {
        child,
        opened_on: cx.today(),
        reason: "aide demandée".into(),
        frame: "consented".into(),
        frame_source: "accord oral".into(),
        information: String::new(),
    };
    let case = cases::open(&cx, &new).await.unwrap();
    cases::assign(&t.acting(supervisor).await, case, lead.practitioner).await.unwrap();
    case
}

impl World {
    pub async fn new() -> World {
        let routes = [register::routes(), super::super::routes()].concat();
        let t = TestApp::with(routes, |app| app).await;
        let saj = t.institution("saj", "SAJ d’Ormelle").await;
        let amo = t.institution("amo", "AMO du Quai").await;
        let claire = t.person(saj, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
        let samir = t.person(saj, "Samir", "Belkacem", &[FunctionKind::Caseworker]).await;
        let hanae = t.person(saj, "Hanae", "Verbeke", &[FunctionKind::Supervisor]).await;
        let luc = t.person(saj, "Luc", "Adam", &[FunctionKind::Administrator]).await;
        let noor = t.person(amo, "Noor", "Peeters", &[FunctionKind::Caseworker]).await;
        let cx = t.acting(&claire).await;
        let (lina, tom, mother) =
            (child(&cx, "Lina").await, child(&cx, "Tom").await, child(&cx, "Sandrine").await);
        let mut tx = cx.begin().await.unwrap();
        let parent = NewRelationship {
            person: mother,
            other: lina,
            kind: "parent".into(),
            from_date: None,
            until_date: None,
            source: "person".into(),
            alleged: false,
        };
        people::relate(&cx, &mut tx, &parent).await.unwrap();
        tx.commit(
            cx.event(
                people::events::RELATIONSHIP_NOTED,
                kernel::SubjectKind::PERSON.of(mother),
                None,
                kernel::Ground::Function,
            )
            .unwrap(),
        )
        .await
        .unwrap();
        let case = case_of(&t, &claire, &hanae, &claire, lina).await;
        let other = case_of(&t, &samir, &hanae, &samir, tom).await;
        World { t, claire, samir, hanae, luc, noor, lina, mother, case, other, tom }
    }

    pub async fn browser(&self, who: &Person) -> Browser {
        self.t.sign_in(who).await
    }

    pub async fn reader(&self) -> platform::db::Reader {
        self.t.app.db.read().await.unwrap()
    }

    pub fn today(&self) -> Date {
        self.t.system().today()
    }
}

/// The first words of every entry of a case, as somebody reads its timeline: kind and summary.
pub async fn timeline(cx: &Cx, conn: &mut Conn, case: CaseId) -> Vec<(String, String)> {
    let grant = register::access::require(cx, conn, register::access::Action::Read, case).await.unwrap();
    let entries = cases::timeline(conn, &grant, &cases::TimelineFilter::default(), 100).await.unwrap();
    entries.into_iter().map(|e| (e.kind, e.summary)).collect()
}

/// What the ledger holds of a case, kinds only, as its access log shows it.
pub async fn access_log(conn: &mut Conn, case: CaseId) -> Vec<String> {
    let rows: Vec<(String,)> = conn
        .all(
            "SELECT kind FROM ledger WHERE case_id = $1 ORDER BY recorded_at, seq LIMIT 500",
            platform::args![case],
        )
        .await
        .unwrap();
    rows.into_iter().map(|(kind,)| kind).collect()
}
