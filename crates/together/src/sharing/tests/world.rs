// SPDX-License-Identifier: EUPL-1.2
//! A service that follows a child, and those around it who ask: bound, discreet, judicial.

use kernel::{CaseId, Date, DisclosureId, FunctionKind, PersonId, PieceId, SecrecyStatus};
use platform::http::Cx;
use platform::problem::Problem;
use register::cases::{self, NewCase};
use register::directory;
use register::people::{self, NewPerson, NewRelationship};
use register::testing::{Person, TestApp};
use secrecy::{Answer, Answers, Origin, Outcome};

use super::super::{self as sharing, Answered, Channel, Need, NewPiece, Told, Verdict};

pub struct World {
    pub t: TestApp,
    /// Leads the case.
    pub claire: Person,
    /// Supervises it.
    pub hanae: Person,
    /// School health: bound.
    pub lejeune: Person,
    /// Their colleague: bound, and nobody's recipient.
    pub colleague: Person,
    /// A teacher: discretion only.
    pub teacher: Person,
    /// The police: the secrecy of inquiries.
    pub police: Person,
    pub lina: PersonId,
    pub mother: PersonId,
    pub case: CaseId,
}

async fn record(cx: &Cx, given: &str) -> PersonId {
    let mut tx = cx.begin().await.unwrap();
    let institution = cx.actor().unwrap().institution;
    let birth = Some("2019-03-03".parse().unwrap());
    let new = NewPerson { given: given.into(), family: "Maes".into(), birth, ..NewPerson::default() };
    let id = people::record(cx, &mut tx, institution, &new).await.unwrap();
    let about = kernel::SubjectKind::PERSON.of(id);
    let event = cx.event_without_actor(
        institution,
        people::events::PERSON_RECORDED,
        about,
        kernel::Ground::Administration,
    );
    tx.commit(event).await.unwrap();
    id
}

impl World {
    pub async fn new() -> World {
        let routes = [register::routes(), crate::routes()].concat();
        let t =
            TestApp::with(routes, |app| app.with(documents::Engine::new(ui_assets::PRINT_FONTS).unwrap()))
                .await;
        let saj = t.institution("saj", "SAJ d’Ormelle").await;
        let pse = t.institution("pse", "PSE Mourne-Santé").await;
        let school = t.institution("school", "École des Tilleuls").await;
        let station = t.institution("police_fj", "Police d’Ormelle").await;
        let claire = t.person(saj, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
        let hanae = t.person(saj, "Hanae", "Verbeke", &[FunctionKind::Supervisor]).await;
        let lejeune = t.person(pse, "Bernadette", "Lejeune", &[FunctionKind::Caseworker]).await;
        let colleague = t.person(pse, "Marc", "Dubois", &[FunctionKind::Caseworker]).await;
        let teacher = t.person(school, "Anne", "Crespin", &[FunctionKind::Caseworker]).await;
        let police = t.person(station, "Paul", "Marlier", &[FunctionKind::Caseworker]).await;
        let start = Date::from_ymd(2026, 1, 1).unwrap();
        for (who, status) in [(&teacher, SecrecyStatus::DiscretionOnly), (&police, SecrecyStatus::Judicial)] {
            directory::set_secrecy(&t.system(), who.practitioner, status, start, "test").await.unwrap();
        }
        let cx = t.acting(&claire).await;
        let (lina, mother) = (record(&cx, "Lina").await, record(&cx, "Sandrine").await);
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
        let about = kernel::SubjectKind::PERSON.of(mother);
        tx.commit(
            cx.event(people::events::RELATIONSHIP_NOTED, about, None, kernel::Ground::Function).unwrap(),
        )
        .await
        .unwrap();
        let new = NewCase {
            child: lina,
            opened_on: cx.today(),
            reason: "aide demandée".into(),
            frame: "consented".into(),
            frame_source: "accord oral".into(),
            information: String::new(),
        };
        let case = cases::open(&cx, &new).await.unwrap();
        cases::assign(&t.acting(&hanae).await, case, claire.practitioner).await.unwrap();
        World { t, claire, hanae, lejeune, colleague, teacher, police, lina, mother, case }
    }

    pub async fn claire(&self) -> Cx {
        self.t.acting(&self.claire).await
    }

    /// A decision about one needed piece and one that is not, for somebody; child and mother were told of them.
    pub async fn composed(&self, for_whom: &Person) -> (DisclosureId, [PieceId; 2]) {
        let cx = self.claire().await;
        let id =
            sharing::open_disclosure(&cx, self.case, "be_circulaire", "", "La croissance de Lina inquiète.")
                .await
                .unwrap();
        sharing::add_recipient(&cx, id, for_whom.practitioner, for_whom.institution).await.unwrap();
        let piece = |title: &str, words: &str| NewPiece {
            title: title.into(),
            words: words.into(),
            entry: None,
            file: None,
            class: String::new(),
            origin: Origin::OwnWork,
        };
        let curve =
            sharing::add_piece(&cx, id, piece("La courbe", "Le poids suit le même couloir.")).await.unwrap();
        let rest =
            sharing::add_piece(&cx, id, piece("Le bilan", "Tout le bilan de deuxième.")).await.unwrap();
        for person in [self.lina, self.mother] {
            sharing::inform(&cx, id, person, Some(told_on(cx.today()))).await.unwrap();
        }
        self.answer(id, for_whom, &[(curve, Answer::Yes), (rest, Answer::No)]).await.unwrap();
        (id, [curve, rest])
    }

    /// Answers every question of the circular as it must be, and what is needed as given.
    pub async fn answer(
        &self,
        id: DisclosureId,
        who: &Person,
        needed: &[(PieceId, Answer)],
    ) -> Result<(), Problem> {
        let yes = |code: &str| (code.to_owned(), Answer::Yes);
        let whole = Answers::from([yes("discreet"), yes("bond"), ("repressive".to_owned(), Answer::No)]);
        let need = |(piece, answer): &(PieceId, Answer)| Need {
            recipient: who.practitioner,
            piece: *piece,
            answers: Answers::from([("necessary".to_owned(), *answer)]),
            what_for: "soigner".into(),
        };
        let answered = Answered {
            whole,
            recipients: vec![(who.practitioner, Answers::from([yes("takes_part")]))],
            pieces: Vec::new(),
            needs: needed.iter().map(need).collect(),
        };
        sharing::answer(&self.claire().await, id, answered).await
    }

    /// Decides, with what a refusal asks to be said.
    pub async fn decide(&self, id: DisclosureId) -> Result<Outcome, Problem> {
        let verdict = Verdict {
            reason: "Le reste n’est pas utile.".into(),
            alternative: "La mère en parlera.".into(),
        };
        sharing::decide(&self.claire().await, id, &verdict).await
    }

    /// Tells, for ten days.
    pub async fn tell(&self, id: DisclosureId) -> Result<(), Problem> {
        let cx = self.claire().await;
        sharing::tell(&cx, id, Channel::Written, cx.today().plus_days(10)).await
    }

    /// The status with which somebody gets what was told.
    pub async fn opens(&self, who: &Person, id: DisclosureId) -> u16 {
        self.t.sign_in(who).await.get(&format!("/received/{id}")).await.status
    }
}

pub fn told_on(on: Date) -> Told {
    Told::On {
        on,
        how: "de vive voix".into(),
        language: "fr".into(),
        words: "quoi et à qui".into(),
        of: Vec::new(),
    }
}

/// The code of a refusal.
pub fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    result.unwrap_err().code().to_owned()
}
