// SPDX-License-Identifier: EUPL-1.2
//! A case goes to another service: what each notes of the family from then on stays on its side.

use kernel::{CaseId, PersonId};
use platform::args;

use super::contacts::{OLD, father};
use super::world::{SECRET, World, child, new_case};
use crate::cases::{self, Around, TransferProposal};
use crate::people::{self, Name, PersonChange};
use crate::testing::{Person, run};

impl World {
    pub(super) async fn goes(&self, case: CaseId) {
        let proposal = TransferProposal {
            to: self.there,
            reason: "la famille a déménagé".into(),
            minimum: "vit à Tilvoie".into(),
        };
        cases::propose_transfer(&self.t.acting(&self.hanae).await, case, &proposal).await.unwrap();
        cases::accept_transfer(&self.t.acting(&self.noor).await, case).await.unwrap();
    }

    async fn child_of(&self, case: CaseId) -> PersonId {
        let mut conn = self.t.app.db.read().await.unwrap();
        cases::facts(&mut conn, case, self.t.system().now).await.unwrap().case.child
    }

    /// Those around the child of a case, by their given names.
    async fn family(&self, case: CaseId) -> Vec<(String, PersonId)> {
        let child = self.child_of(case).await;
        let mut conn = self.t.app.db.read().await.unwrap();
        let around = people::around(&mut conn, child).await.unwrap();
        around.into_iter().map(|(_, p)| (p.given, p.id)).collect()
    }

    async fn known(&self, case: CaseId, given: &str) -> PersonId {
        let family = self.family(case).await;
        family.iter().find(|(name, _)| name == given).map(|(_, id)| *id).unwrap()
    }

    /// Tom, of the same mother and father, is followed by the same worker.
    async fn brother(&self) -> CaseId {
        let cx = self.t.acting(&self.claire).await;
        let tom = child(&cx, "Tom", "Vandorpe").await;
        let case = cases::open(&cx, &new_case(&cx, tom)).await.unwrap();
        cases::assign(&self.t.acting(&self.hanae).await, case, self.claire.practitioner).await.unwrap();
        let of = |kind: &str| Around { kind: kind.into(), source: "la mère".into(), ..Around::default() };
        let cx = self.t.acting(&self.claire).await;
        cases::relate_known(&cx, case, self.mother, &of("parent")).await.unwrap();
        cases::relate_known(&cx, case, self.lina, &of("sibling")).await.unwrap();
        case
    }

    async fn notes(&self, who: &Person, case: CaseId, person: PersonId, number: &str) {
        let fields = [("kind", "phone"), ("value", number), ("source", "elle-même")];
        let done = self.post(who, &format!("/cases/{case}/people/{person}/contacts"), &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
    }
}

#[test]
fn what_either_service_notes_after_a_transfer_stays_on_its_side() {
    run(async {
        let w = World::new().await;
        let father = father(&w).await;
        let tom = w.brother().await;
        w.notes(&w.claire, w.case, w.mother, "0470 00 00 20").await;
        w.goes(w.case).await;
        let (lina, sofia) = (w.child_of(w.case).await, w.known(w.case, "Sofia").await);
        assert!(lina != w.lina && sofia != w.mother, "the sender needs its own for the brother");
        assert_eq!(w.family(w.case).await.len(), 3, "mother, father, brother");
        assert_eq!(w.known(tom, "Sofia").await, w.mother);
        assert_eq!(w.known(tom, "Lina").await, w.lina);
        // What was known goes along, the secret ones kept secret.
        let page = w.get(&w.noor, &format!("/cases/{}/people", w.case)).await;
        assert!(
            page.has("0470 00 00 20") && page.has(OLD) && page.has("Ne jamais donner à"),
            "{}",
            page.body
        );
        assert!(!page.has(SECRET), "{}", page.body);
        // The receiver notes a number and another name: the sender's file of the brother says nothing of it.
        w.notes(&w.noor, w.case, sofia, "0470 00 00 30").await;
        let cx = w.t.acting(&w.noor).await;
        let change = PersonChange { given: Some("Sophia".into()), ..PersonChange::default() };
        cases::amend_person(&cx, w.case, sofia, &change, 1).await.unwrap();
        let called = Name {
            kind: "called".into(),
            given: "Linette".into(),
            family: String::new(),
            source: "elle".into(),
        };
        cases::note_name(&cx, w.case, lina, &called).await.unwrap();
        let page = w.get(&w.claire, &format!("/cases/{tom}/people")).await;
        for told in ["0470 00 00 30", "Sophia", "Linette"] {
            assert!(!page.has(told), "{told}: {}", page.body);
        }
        assert!(page.has("Sofia") && page.has("0470 00 00 20"), "{}", page.body);
        // The sender notes a number and another name: the receiver's file of the sister says nothing of it.
        w.notes(&w.claire, tom, w.mother, "0470 00 00 40").await;
        let cx = w.t.acting(&w.claire).await;
        let change = PersonChange { family: Some("Marin-Roche".into()), ..PersonChange::default() };
        cases::amend_person(&cx, tom, w.mother, &change, 1).await.unwrap();
        let page = w.get(&w.noor, &format!("/cases/{}/people", w.case)).await;
        assert!(!page.has("0470 00 00 40") && !page.has("Marin-Roche"), "{}", page.body);
        assert!(page.has("0470 00 00 30") && page.has("Sophia"), "{}", page.body);
        // Neither reaches the other's record.
        for person in [w.mother, father, w.lina] {
            let edit = format!("/cases/{}/people/{person}/edit", w.case);
            assert_eq!(w.get(&w.noor, &edit).await.status, 404);
        }
        assert_eq!(w.get(&w.claire, &format!("/cases/{tom}/people/{sofia}/edit")).await.status, 404);
        // Each finds its own.
        let own = w.get(&w.noor, "/search?q=sophia+marin").await;
        assert!(own.has("Sophia"), "{}", own.body);
        assert!(!w.get(&w.claire, "/search?q=linette").await.has("Linette Vandorpe"));
    });
}

#[test]
fn a_record_that_the_sender_needs_no_more_goes_along() {
    run(async {
        let w = World::new().await;
        let father = father(&w).await;
        w.goes(w.case).await;
        assert_eq!(w.child_of(w.case).await, w.lina);
        let mut family = w.family(w.case).await;
        family.sort();
        assert_eq!(family, [("Marc".to_owned(), father), ("Sofia".to_owned(), w.mother)]);
        let mut conn = w.t.app.db.read().await.unwrap();
        for id in [w.lina, w.mother, father] {
            assert_eq!(people::person(&mut conn, id).await.unwrap().institution, w.there);
        }
        let left: Option<i64> = conn
            .value("SELECT COUNT(*) FROM person_links WHERE institution_id <> $1", args![w.there])
            .await
            .unwrap();
        assert_eq!(left, Some(0));
    });
}

#[test]
fn of_a_family_of_which_the_sender_keeps_one_parent_the_rest_goes_along() {
    run(async {
        let w = World::new().await;
        let father = father(&w).await;
        let cx = w.t.acting(&w.claire).await;
        // The mother's child of another father, of whom nobody says that Lina is his sister.
        let noe = child(&cx, "Noé", "Marin").await;
        let noe = cases::open(&cx, &new_case(&cx, noe)).await.unwrap();
        let parent = Around { kind: "parent".into(), source: "elle".into(), ..Around::default() };
        cases::relate_known(&cx, noe, w.mother, &parent).await.unwrap();
        w.goes(w.case).await;
        assert_eq!(w.child_of(w.case).await, w.lina);
        assert_eq!(w.known(w.case, "Marc").await, father);
        assert_ne!(w.known(w.case, "Sofia").await, w.mother);
        assert_eq!(w.family(noe).await, [("Sofia".to_owned(), w.mother)]);
    });
}

#[test]
fn of_brother_and_sister_who_go_one_after_the_other_the_receiver_has_one_family() {
    run(async {
        let w = World::new().await;
        father(&w).await;
        let tom = w.brother().await;
        w.goes(w.case).await;
        let (sofia, lina) = (w.known(w.case, "Sofia").await, w.child_of(w.case).await);
        // What the sender learned meanwhile goes along with the second case.
        w.notes(&w.claire, tom, w.mother, "0470 00 00 50").await;
        w.goes(tom).await;
        assert_eq!(w.known(tom, "Sofia").await, sofia);
        assert_eq!(w.known(tom, "Lina").await, lina);
        assert_eq!(w.known(w.case, "Tom").await, w.child_of(tom).await);
        assert_eq!(w.family(w.case).await.len(), 3);
        assert_eq!(w.family(tom).await.len(), 2, "the mother and the sister, each once");
        let page = w.get(&w.noor, &format!("/cases/{}/people", w.case)).await;
        assert!(page.has("0470 00 00 50") && !page.has(SECRET), "{}", page.body);
        let edit = format!("/cases/{tom}/people/{sofia}/edit");
        assert_eq!(w.get(&w.noor, &edit).await.status, 200);
    });
}

#[test]
fn a_second_transfer_takes_along_what_the_first_receiver_had() {
    run(async {
        let w = World::new().await;
        let tom = w.brother().await;
        w.goes(w.case).await;
        let first = w.known(w.case, "Sofia").await;
        w.notes(&w.noor, w.case, first, "0470 00 00 60").await;
        let back = TransferProposal {
            to: w.t.acting(&w.claire).await.actor().unwrap().institution,
            reason: "retour à Valmourne".into(),
            minimum: "revient".into(),
        };
        cases::propose_transfer(&w.t.acting(&w.noor).await, w.case, &back).await.unwrap();
        cases::accept_transfer(&w.t.acting(&w.hanae).await, w.case).await.unwrap();
        assert_ne!(first, w.mother);
        assert_eq!(w.known(w.case, "Sofia").await, w.mother, "who is known there is not known twice");
        assert_eq!(w.child_of(w.case).await, w.lina);
        assert_eq!(w.known(tom, "Sofia").await, w.mother);
        let page = w.get(&w.hanae, &format!("/cases/{tom}/people")).await;
        assert!(page.has("0470 00 00 60"), "what was learned meanwhile came back: {}", page.body);
    });
}

#[test]
fn somebody_elses_record_is_not_related_to_a_child() {
    run(async {
        let w = World::new().await;
        let noor = w.t.acting(&w.noor).await;
        let mia = child(&noor, "Mia", "Aerts").await;
        let mia = cases::open(&noor, &new_case(&noor, mia)).await.unwrap();
        // She reads Lina's case for four hours, and of the mother with it.
        let why = "Lina est introuvable depuis midi";
        cases::open_emergency(&noor, w.case, why).await.unwrap();
        let around = Around { kind: "parent".into(), source: "moi".into(), ..Around::default() };
        let tried = cases::relate_known(&noor, mia, w.mother, &around).await;
        assert_eq!(tried.unwrap_err().code(), "not-found");
    });
}

#[test]
fn a_child_who_is_followed_already_is_accepted_into_the_case_that_follows_them() {
    run(async {
        let w = World::new().await;
        let tom = w.brother().await;
        w.goes(w.case).await;
        // The receiver knows Tom as Lina's brother, and opens a case for him.
        let known = w.known(w.case, "Tom").await;
        let noor = w.t.acting(&w.noor).await;
        let theirs = cases::open(&noor, &new_case(&noor, known)).await.unwrap();
        let proposal =
            TransferProposal {
                to: w.there, reason: "a déménagé".into(), minimum: "vit à Tilvoie".into()
            };
        cases::propose_transfer(&w.t.acting(&w.hanae).await, tom, &proposal).await.unwrap();
        assert_eq!(
            cases::accept_transfer(&noor, tom).await.unwrap_err().code(),
            "transfer-of-followed-child"
        );
        assert_eq!(
            cases::accept_transfer_into(&noor, tom, w.case).await.unwrap_err().code(),
            "transfer-of-followed-child",
            "into her own case, not her sister's"
        );
        // Whoever receives there and sits on nothing else learns that there is one, and whom to ask.
        let path = format!("/cases/{tom}/transfer/acceptance");
        let desk = w.t.person(w.there, "Wim", "Aerts", &[kernel::FunctionKind::Intake]).await;
        let page = w.get(&desk, &path).await;
        assert!(page.has("suit déjà cet enfant") && page.has("Demandez-le-lui"), "{}", page.body);
        assert!(!page.has("Accepter et réunir") && !page.body.contains(&theirs.to_string()), "{}", page.body);
        let forged = w.post(&desk, &path, &[("into", &theirs.to_string())]).await;
        assert_eq!(forged.status, 404);
        assert_eq!(w.post(&desk, &path, &[]).await.status, 422);
        // Whoever supervises that case accepts and merges in one deed.
        let page = w.get(&w.noor, &path).await;
        assert!(page.has("Accepter et réunir") && page.body.contains(&theirs.to_string()), "{}", page.body);
        let done = w.post(&w.noor, &path, &[("into", &theirs.to_string())]).await;
        assert!(done.location.starts_with(&format!("/cases/{theirs}?")), "{} {}", done.location, done.body);
        let mut conn = w.t.app.db.read().await.unwrap();
        assert_eq!(cases::open_of_child(&mut conn, known, w.there).await.unwrap(), [theirs]);
        assert_eq!(cases::home_of(&mut conn, tom).await.unwrap(), theirs);
        drop(conn);
        assert_eq!(w.family(theirs).await.len(), 2, "the mother and the sister came along");
        // Separated again, the child would have two.
        let noor = w.t.acting(&w.noor).await;
        let undone = cases::unmerge(&noor, theirs, tom, "à tort").await;
        assert_eq!(undone.unwrap_err().code(), "unmerge-one-child");
    });
}
