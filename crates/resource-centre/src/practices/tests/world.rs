// SPDX-License-Identifier: EUPL-1.2
//! A small network: a school centre that describes, two services that read, a partner, and a service that keeps the bank.

use kernel::{FunctionKind as F, InstitutionId, PracticeId};
use platform::http::Cx;
use platform::problem::Problem;
use register::testing::{Person, TestApp};

use super::super::{
    self as practices, Answer, Finding, Heading, Leave, Level, NewContact, NewPractice, NewSource, Sending,
    Shown, SourceKind, State,
};

pub(super) struct World {
    pub t: TestApp,
    /// Describes.
    pub yassin: Person,
    /// Answers for the service that describes.
    pub helene: Person,
    /// Edits the bank.
    pub hugues: Person,
    /// Read.
    pub chiara: Person,
    pub elodie: Person,
    /// Trained, at the partner of the practice.
    pub nour: Person,
    /// Somebody with no part in anything.
    pub salif: Person,
    pub partner: InstitutionId,
}

impl World {
    pub async fn new() -> World {
        let t = TestApp::with([register::routes(), crate::routes()].concat(), |app| app).await;
        let cpms = t.institution("cpms", "CPMS de Valmourne").await;
        let partner = t.institution("saj", "SAJ de Valmourne").await;
        let bank = t.institution("sos_enfants", "Les Aubépines").await;
        let (one, two) =
            (t.institution("ssm", "SSM Le Méandre").await, t.institution("pse", "PSE Mourne-Santé").await);
        let amo = t.institution("amo", "AMO Passe-Rives").await;
        let w = World {
            yassin: t.person(cpms, "Yassin", "Mansouri", &[F::Caseworker]).await,
            helene: t.person(cpms, "Hélène", "Jacquet", &[F::Direction]).await,
            hugues: t.person(bank, "Hugues", "Marty", &[F::Supervisor]).await,
            chiara: t.person(one, "Chiara", "Rossi", &[F::Caseworker]).await,
            elodie: t.person(two, "Élodie", "Guérin", &[F::Caseworker]).await,
            nour: t.person(partner, "Nour", "Haddad", &[F::Caseworker]).await,
            salif: t.person(amo, "Salif", "Ouédraogo", &[F::Supervisor]).await,
            partner,
            t,
        };
        practices::entrust(&w.t.system(), bank).await.unwrap();
        let cx = w.t.acting(&w.hugues).await;
        for one in [&w.chiara, &w.elodie, &w.nour] {
            practices::train(&cx, one.practitioner, one.institution, cx.today(), "Deux jours").await.unwrap();
        }
        w
    }

    pub async fn cx(&self, who: &Person) -> Cx {
        self.t.acting(who).await
    }

    /// A draft that could be sent, with a source that carries E2.
    pub async fn drafted(&self) -> PracticeId {
        let cx = self.cx(&self.yassin).await;
        let id = practices::draft(&cx, &described(self.yassin.institution), None).await.unwrap();
        practices::add_partner(&cx, id, self.partner).await.unwrap();
        for (kind, citation) in
            [(SourceKind::Opinion, "Avis de l’équipe"), (SourceKind::Routine, "Relevé de 2025")]
        {
            let new = NewSource { kind, citation: citation.into(), place: String::new() };
            practices::add_source(&cx, id, &new).await.unwrap();
        }
        id
    }

    pub async fn submitted(&self) -> PracticeId {
        let id = self.drafted().await;
        practices::submit(&self.cx(&self.yassin).await, id, sending()).await.unwrap();
        id
    }

    /// Screened, and given to both who read.
    pub async fn in_review(&self) -> PracticeId {
        let id = self.submitted().await;
        self.given_to_readers(id).await;
        id
    }

    pub async fn given_to_readers(&self, id: PracticeId) {
        let cx = self.cx(&self.hugues).await;
        practices::screen(&cx, id).await.unwrap();
        practices::name_reviewers(&cx, id, &self.readers()).await.unwrap();
    }

    pub fn readers(&self) -> [(kernel::PractitionerId, InstitutionId); 2] {
        [&self.chiara, &self.elodie].map(|p| (p.practitioner, p.institution))
    }

    /// One of those who read declares, and answers.
    pub async fn answers(
        &self,
        who: &Person,
        id: PracticeId,
        finding: Finding,
        level: Option<Level>,
    ) -> Result<(), Problem> {
        let cx = self.cx(who).await;
        let mut conn = cx.read().await.unwrap();
        let (card, _) = practices::card(&cx, &mut conn, id).await?;
        drop(conn);
        if card.reading_of(who.practitioner, who.institution).is_some_and(|r| r.declared_at.is_none()) {
            practices::declare(&cx, id).await?;
        }
        let routine = card.sources.iter().find(|s| s.kind == SourceKind::Routine).map(|s| s.id);
        let answer = Answer { finding, level, source: routine, words: format!("Lu par {}.", who.email) };
        practices::answer(&cx, id, &answer, None).await
    }

    pub async fn published(&self) -> PracticeId {
        let id = self.in_review().await;
        self.answers(&self.chiara, id, Finding::Rate, Some(Level::E2)).await.unwrap();
        self.answers(&self.elodie, id, Finding::Rate, Some(Level::E2)).await.unwrap();
        practices::agree(&self.cx(&self.helene).await, id).await.unwrap();
        practices::publish(&self.cx(&self.hugues).await, id).await.unwrap();
        id
    }

    pub async fn state(&self, id: PracticeId) -> State {
        let cx = self.t.system();
        let mut conn = cx.read().await.unwrap();
        practices::state_of(&mut conn, id, cx.today()).await.unwrap().unwrap()
    }
}

pub(super) fn sending() -> Sending {
    Sending { unrecognisable: true, leave: Leave::NotDrawn }
}

/// Said under every heading that is needed.
pub(super) fn described(at: InstitutionId) -> NewPractice {
    let mut new = NewPractice::titled(at, "fr", "Une page d’information");
    for (heading, words) in [
        (Heading::Summary, "Une page unique, remplie avec la famille."),
        (Heading::Problem, "On se rappelait trois fois."),
        (Heading::Public, "Les élèves et leurs parents."),
        (Heading::Partners, "Le CPMS écrit, le SAJ répond."),
        (Heading::Steps, "Proposer, remplir, relire, envoyer."),
        (Heading::Participation, "Une case avec leurs mots."),
        (Heading::Legal, "La famille est informée avant."),
        (Heading::Claimed, "Les demandes sont plus claires."),
    ] {
        new.texts.set(heading, words);
    }
    new.sectors = vec!["education".into()];
    new.contacts = vec![NewContact {
        name: "Hélène Jacquet".into(),
        role: "directrice".into(),
        address: "Rue des Écoles 3".into(),
        phone: "000 11 22 33".into(),
        email: "helene@cpms.example".into(),
        shows: Shown { name: true, phone: true, ..Shown::default() },
    }];
    new
}

/// The code of what was refused.
pub(super) fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    result.unwrap_err().code().to_owned()
}
