// SPDX-License-Identifier: EUPL-1.2
//! A second pair of eyes: who wants it, who gives it, what it is worth once something changes.

use kernel::{DisclosureId, FunctionKind, SubjectKind};
use platform::http::Cx;
use register::access::{self, Action};
use register::testing::{Person, run};
use secrecy::Outcome;

use super::super::{self as sharing, View};
use super::world::{World, code};

const RULE: &str = "be_circulaire";

/// The service wants a second look by the circular; who said so.
async fn wanting(w: &World) -> Person {
    let saj = w.claire.institution;
    let lemaire = w.t.person(saj, "Anne", "Lemaire", &[FunctionKind::Direction]).await;
    sharing::want_looks(&w.t.acting(&lemaire).await, &[RULE]).await.unwrap();
    lemaire
}

async fn version(cx: &Cx, id: DisclosureId) -> i64 {
    let mut conn = cx.read().await.unwrap();
    sharing::disclosure(cx, &mut conn, Action::Read, id).await.unwrap().1.version
}

async fn agree(cx: &Cx, id: DisclosureId) -> Result<(), platform::problem::Problem> {
    sharing::look(cx, id, version(cx, id).await, View::Agreed, "").await
}

/// How many decisions wait for somebody to look at them, and were looked at for them.
async fn waiting(w: &World, who: &Person) -> (usize, usize) {
    let cx = w.t.acting(who).await;
    let mut conn = cx.read().await.unwrap();
    let approve = access::scope_with(&cx, Action::Approve, &[SubjectKind::DISCLOSURE]).unwrap();
    let write = access::scope_with(&cx, Action::Write, &[SubjectKind::DISCLOSURE]).unwrap();
    let to_look = sharing::looks_waiting(&mut conn, &approve, 100).await.unwrap();
    (to_look.len(), sharing::looked_at(&mut conn, &write, 100).await.unwrap().len())
}

#[test]
fn nothing_is_permitted_before_somebody_else_has_looked() {
    run(async {
        let w = World::new().await;
        wanting(&w).await;
        let (claire, hanae) = (w.claire().await, w.t.acting(&w.hanae).await);
        let (id, _) = w.composed(&w.lejeune).await;
        assert_eq!(code(w.decide(id).await), "look-missing");
        // Somebody looks only when asked, and at something that the rules permit.
        assert_eq!(code(agree(&hanae, id).await), "nothing-to-look-at");
        sharing::ask_look(&claire, id).await.unwrap();
        assert_eq!(code(sharing::ask_look(&claire, id).await), "look-asked-already");
        assert_eq!(code(w.decide(id).await), "look-missing");
        assert_eq!((waiting(&w, &w.hanae).await, waiting(&w, &w.claire).await), ((1, 0), (0, 0)));
        assert_eq!(waiting(&w, &w.colleague).await, (0, 0), "another service");
        // Whoever prepares it has no second pair of eyes.
        assert_eq!(code(agree(&claire, id).await), "not-found");
        agree(&hanae, id).await.unwrap();
        assert_eq!((waiting(&w, &w.hanae).await, waiting(&w, &w.claire).await), ((0, 0), (0, 1)));
        assert_eq!(code(agree(&hanae, id).await), "nothing-to-look-at", "sent twice");
        assert_eq!(w.decide(id).await.unwrap(), Outcome::PermittedInPart);
        assert_eq!(waiting(&w, &w.claire).await, (0, 0));
        w.tell(id).await.unwrap();
        assert_eq!(w.opens(&w.lejeune, id).await, 200);
    });
}

#[test]
fn an_agreement_is_worth_what_was_agreed_to() {
    run(async {
        let w = World::new().await;
        wanting(&w).await;
        let (claire, hanae) = (w.claire().await, w.t.acting(&w.hanae).await);
        let (id, [_, rest]) = w.composed(&w.lejeune).await;
        sharing::ask_look(&claire, id).await.unwrap();
        let shown = version(&hanae, id).await;
        sharing::set_purpose(&claire, id, "", "Autre chose.", false, false).await.unwrap();
        let late = sharing::look(&hanae, id, shown, View::Agreed, "").await;
        assert_eq!(code(late), "changed-since-shown", "while they were reading");
        agree(&hanae, id).await.unwrap();
        sharing::remove_piece(&claire, id, rest).await.unwrap();
        assert_eq!(code(w.decide(id).await), "look-missing", "it is not what was agreed to any more");
        assert_eq!(waiting(&w, &w.hanae).await, (0, 0), "until it is asked again");
        sharing::ask_look(&claire, id).await.unwrap();
        agree(&hanae, id).await.unwrap();
        assert_eq!(w.decide(id).await.unwrap(), Outcome::Permitted);
    });
}

#[test]
fn what_is_sent_back_stays_and_comes_again() {
    run(async {
        let w = World::new().await;
        wanting(&w).await;
        let (claire, hanae) = (w.claire().await, w.t.acting(&w.hanae).await);
        let (id, _) = w.composed(&w.lejeune).await;
        sharing::ask_look(&claire, id).await.unwrap();
        let shown = version(&hanae, id).await;
        let bare = sharing::look(&hanae, id, shown, View::SentBack, " ").await;
        assert_eq!(code(bare), "sent-back-without-words");
        sharing::look(&hanae, id, shown, View::SentBack, "Le bilan est de trop.").await.unwrap();
        assert_eq!(code(w.decide(id).await), "look-sent-back");
        assert_eq!(waiting(&w, &w.claire).await, (0, 1));
        // What was said of it stays there while it is reworked.
        sharing::set_purpose(&claire, id, "", "La courbe seule.", false, false).await.unwrap();
        let page = w.t.sign_in(&w.claire).await.get(&format!("/disclosures/{id}")).await;
        assert!(page.has("Le bilan est de trop."), "{}", page.body);
        sharing::ask_look(&claire, id).await.unwrap();
        agree(&hanae, id).await.unwrap();
        w.decide(id).await.unwrap();
    });
}

#[test]
fn the_second_person_had_no_hand_in_it_and_does_not_decide() {
    run(async {
        let w = World::new().await;
        wanting(&w).await;
        let (claire, hanae) = (w.claire().await, w.t.acting(&w.hanae).await);
        let (id, _) = w.composed(&w.lejeune).await;
        // A supervisor who works in the case and wrote into the decision.
        let both = w.t.person(w.claire.institution, "Omar", "Diallo", &[FunctionKind::Supervisor]).await;
        let omar = w.t.acting(&both).await;
        let wrote = sharing::set_purpose(&omar, id, "", "Écrit par l’encadrement.", false, false).await;
        sharing::ask_look(&claire, id).await.unwrap();
        if wrote.is_ok() {
            assert_eq!(code(agree(&omar, id).await), "look-by-author");
        }
        agree(&hanae, id).await.unwrap();
        let verdict =
            sharing::Verdict { reason: "Le reste ne sert pas.".into(), alternative: "Elle dira.".into() };
        let decided = sharing::decide(&hanae, id, &verdict).await;
        assert!(matches!(code(decided).as_str(), "decided-by-looker" | "not-found"));
        w.decide(id).await.unwrap();
    });
}

#[test]
fn what_is_refused_or_not_wanted_waits_for_nobody() {
    run(async {
        let w = World::new().await;
        let claire = w.claire().await;
        // Nobody wants it: one may ask all the same, and need not wait.
        let (asked, _) = w.composed(&w.lejeune).await;
        sharing::ask_look(&claire, asked).await.unwrap();
        w.decide(asked).await.unwrap();
        assert_eq!(waiting(&w, &w.hanae).await, (0, 0), "decided meanwhile");
        let lemaire = wanting(&w).await;
        let (refused, _) = w.composed(&w.teacher).await;
        assert_eq!(code(sharing::ask_look(&claire, refused).await), "look-at-refusal");
        assert_eq!(w.decide(refused).await.unwrap(), Outcome::Refused);
        // What was permitted before it was wanted stays permitted.
        w.tell(asked).await.unwrap();
        let (kept, _) = w.composed(&w.lejeune).await;
        assert_eq!(code(w.decide(kept).await), "look-missing");
        sharing::want_looks(&w.t.acting(&lemaire).await, &[]).await.unwrap();
        w.decide(kept).await.unwrap();
    });
}

#[test]
fn only_whoever_answers_for_a_service_says_when_it_wants_one() {
    run(async {
        let w = World::new().await;
        for who in [&w.claire, &w.hanae] {
            assert_eq!(code(sharing::want_looks(&w.t.acting(who).await, &[RULE]).await), "not-found");
            assert_eq!(w.t.sign_in(who).await.get("/disclosures/second-looks").await.status, 404);
        }
        let lemaire = wanting(&w).await;
        let cx = w.t.acting(&lemaire).await;
        assert_eq!(code(sharing::want_looks(&cx, &["be_458ter"]).await), "unknown-code");
        assert_eq!(code(sharing::want_looks(&cx, &["nothing"]).await), "unknown-code");
        let browser = w.t.sign_in(&lemaire).await;
        let page = browser.get("/disclosures/second-looks").await;
        assert_eq!(page.status, 200);
        assert!(page.has("checked"), "{}", page.body);
    });
}

#[test]
fn the_pages_say_what_waits_and_keep_what_was_typed() {
    run(async {
        let w = World::new().await;
        wanting(&w).await;
        let (id, _) = w.composed(&w.lejeune).await;
        let (worker, head) = (w.t.sign_in(&w.claire).await, w.t.sign_in(&w.hanae).await);
        let url = format!("/disclosures/{id}");
        let page = worker.get(&url).await;
        assert!(
            page.has(&format!("{url}/look/request")) && !page.has(&format!("{url}/decision")),
            "{}",
            page.body
        );
        assert_eq!(worker.get(&format!("{url}/decision")).await.status, 422);
        assert_eq!(worker.post(&format!("{url}/look/request"), &[]).await.status, 303);
        let look = format!("{url}/look");
        assert!(head.get(&url).await.has(&look));
        assert_eq!(worker.get(&look).await.status, 404);
        let shown = head.get(&look).await;
        assert!(shown.has("Le poids suit le même couloir."), "what would be told is read whole");
        let seen = version(&w.t.acting(&w.hanae).await, id).await.to_string();
        let empty = head.post(&look, &[("seen", &seen), ("words", "À préciser")]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.has("À préciser"));
        let old = head.post(&look, &[("seen", "1"), ("view", "agreed"), ("words", "À préciser")]).await;
        assert_eq!(old.status, 422);
        assert!(old.has("À préciser"), "{}", old.body);
        let sent = head.post(&look, &[("seen", &seen), ("view", "agreed"), ("words", "")]).await;
        assert_eq!(sent.status, 303);
        assert!(worker.get(&url).await.has(&format!("{url}/decision")));
        let stranger = w.t.sign_in(&w.lejeune).await;
        for path in [&look, &url] {
            assert_eq!(stranger.get(path).await.status, 404);
        }
    });
}
