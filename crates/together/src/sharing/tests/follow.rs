// SPDX-License-Identifier: EUPL-1.2
//! What waits after a decision: a second person, being told, an answer to whoever objected, an opinion from outside.

use kernel::{Capacity, SubjectKind};
use register::access::{self, Action};
use register::deadlines;
use register::testing::run;

use super::super::{self as sharing, Finding, Told};
use super::world::{World, code, told_on};

/// The number of decisions that wait for somebody: for a second look, and to be told.
async fn waiting(w: &World, who: &register::testing::Person) -> (usize, usize) {
    let cx = w.t.acting(who).await;
    let mut conn = cx.read().await.unwrap();
    let approve = access::scope_with(&cx, Action::Approve, &[SubjectKind::DISCLOSURE]).unwrap();
    let write = access::scope_with(&cx, Action::Write, &[SubjectKind::DISCLOSURE]).unwrap();
    let grounds = sharing::grounds_waiting(&mut conn, &approve, 100).await.unwrap();
    let told = sharing::waiting_to_be_told(&mut conn, &write, 100).await.unwrap();
    (grounds.len(), told.len())
}

#[test]
fn a_reason_waits_for_a_second_person_and_what_is_permitted_to_be_told() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        assert_eq!((waiting(&w, &w.hanae).await, waiting(&w, &w.claire).await), ((0, 0), (0, 0)));
        let not = Told::NotTold {
            ground: None,
            words: "Elle est en danger.".into(),
            by: w.claire.practitioner,
            reviewed_by: None,
        };
        let cx = w.claire().await;
        sharing::inform(&cx, id, w.mother, Some(not)).await.unwrap();
        assert_eq!((waiting(&w, &w.hanae).await, waiting(&w, &w.claire).await), ((1, 0), (0, 0)));
        assert_eq!(waiting(&w, &w.colleague).await, (0, 0), "another service");
        sharing::review_ground(&w.t.acting(&w.hanae).await, id, w.mother).await.unwrap();
        assert_eq!(waiting(&w, &w.hanae).await, (0, 0), "looked at");
        sharing::inform(&cx, id, w.mother, Some(told_on(cx.today()))).await.unwrap();
        w.decide(id).await.unwrap();
        assert_eq!(waiting(&w, &w.claire).await, (0, 1));
        w.tell(id).await.unwrap();
        assert_eq!(waiting(&w, &w.claire).await, (0, 0), "told");
        // What is refused waits for nothing, and neither does what was given up.
        let (refused, _) = w.composed(&w.teacher).await;
        w.decide(refused).await.unwrap();
        let (left, _) = w.composed(&w.lejeune).await;
        w.decide(left).await.unwrap();
        assert_eq!(waiting(&w, &w.claire).await, (0, 1));
        sharing::withdraw(&cx, left, "Plus utile.").await.unwrap();
        assert_eq!(waiting(&w, &w.claire).await, (0, 0));
    });
}

#[test]
fn whoever_objects_is_answered_within_a_term_that_runs_from_their_words() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        w.decide(id).await.unwrap();
        w.tell(id).await.unwrap();
        let cx = w.claire().await;
        let said = cx.today().plus_days(-3);
        let objection =
            sharing::object(&cx, w.case, Some(id), w.mother, said, "Je ne savais pas.").await.unwrap();
        let clock = || async {
            let mut conn = cx.read().await.unwrap();
            let all = deadlines::of_subject(&mut conn, w.case.0).await.unwrap();
            all.into_iter().find(|d| d.about == Some(objection.0)).unwrap()
        };
        let running = clock().await;
        assert!(running.is_open());
        assert_eq!(running.term, sharing::OBJECTION_REVIEW);
        assert!(running.due_on.days_since(said) >= 28, "a month from what was said, not from the typing");
        let hanae = w.t.acting(&w.hanae).await;
        sharing::find(&hanae, objection, Finding::Upheld, "La mère l’avait été.").await.unwrap();
        assert_eq!(clock().await.done_on, Some(cx.today()));
    });
}

#[test]
fn an_opinion_is_asked_without_a_name_and_its_answer_noted_once() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let today = cx.today();
        let objection = sharing::object(&cx, w.case, None, w.mother, today, "Qui a parlé ?").await.unwrap();
        let ask = |body: &'static str, question: &'static str, on| {
            let cx = cx.clone();
            async move { sharing::ask_opinion(&cx, objection, body, question, on).await }
        };
        let fine = "Jusqu’où informer un parent ?";
        assert_eq!(code(ask("mayor", fine, today).await), "unknown-code");
        assert_eq!(code(ask("deontology", " ", today).await), "opinion-without-question");
        assert_eq!(
            code(ask("deontology", "Que dire à la mère de Lina ?", today).await),
            "opinion-names-somebody"
        );
        assert_eq!(code(ask("deontology", fine, today.plus_days(1)).await), "date-in-future");
        assert_eq!(code(ask("deontology", fine, today.plus_days(-1)).await), "opinion-before-objection");
        let id = ask("deontology", fine, today).await.unwrap();
        assert_eq!(code(sharing::answer_opinion(&cx, id, today, " ").await), "opinion-without-answer");
        let early = sharing::answer_opinion(&cx, id, today.plus_days(-1), "Selon son âge.").await;
        assert_eq!(code(early), "answer-before-question");
        sharing::answer_opinion(&cx, id, today, "Selon son âge et sa maturité.").await.unwrap();
        assert_eq!(code(sharing::answer_opinion(&cx, id, today, "Autre.").await), "opinion-answered");
        // Nobody else learns that there is one.
        for who in [&w.lejeune, &w.colleague, &w.police] {
            let cx = w.t.acting(who).await;
            assert_eq!(code(sharing::answer_opinion(&cx, id, today, "Non.").await), "not-found");
        }
    });
}

#[test]
fn the_pages_of_an_opinion_keep_what_was_typed_and_tell_what_is_wrong() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let objection =
            sharing::object(&cx, w.case, None, w.mother, cx.today(), "Qui a parlé ?").await.unwrap();
        let claire = w.t.sign_in(&w.claire).await;
        let at = format!("/objections/{objection}/opinion");
        let list = format!("/cases/{}/disclosures", w.case);
        assert!(claire.get(&list).await.has(&at));
        let form = claire.get(&at).await;
        assert!(form.has("Délégué général") && form.has("Compétence à vérifier"), "{}", form.body);
        let day = cx.today().to_string();
        let [year, month, on]: [&str; 3] = day.split('-').collect::<Vec<_>>().try_into().unwrap();
        let when = [("on-day", on), ("on-month", month), ("on-year", year)];
        let named = [&when[..], &[("body", "children_rights"), ("question", "Que dire à Lina ?")]].concat();
        let page = claire.post(&at, &named).await;
        assert!(
            page.status == 422 && page.has("Reformulez-la sans nom") && page.has("Que dire à Lina ?"),
            "{}",
            page.body
        );
        let fine =
            [&when[..], &[("body", "children_rights"), ("question", "Que dire à un enfant ?")]].concat();
        let sent = claire.post(&at, &fine).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let page = claire.get(&list).await;
        let asked = format!("Avis demandé le {}", on.trim_start_matches('0'));
        assert!(page.has(&asked) && page.has("Que dire à un enfant ?"), "{}", page.body);
        let answer = page.body.split("/opinions/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let answer = format!("/opinions/{answer}");
        let empty = claire.post(&answer, &when).await;
        assert!(empty.status == 422 && empty.has("Notez ce que dit l’avis"), "{}", empty.body);
        let sent = claire.post(&answer, &[&when[..], &[("answer", "Tout, avec ses mots.")]].concat()).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert!(claire.get(&list).await.has("Tout, avec ses mots."));
        assert_eq!(w.t.sign_in(&w.lejeune).await.get(&answer).await.status, 404);
    });
}

#[test]
fn a_reason_in_a_decision_without_a_case_waits_for_the_supervision_of_the_service() {
    run(async {
        let w = World::new().await;
        let lejeune = w.t.acting(&w.lejeune).await;
        let head =
            w.t.person(w.lejeune.institution, "Renée", "Thys", &[kernel::FunctionKind::Supervisor]).await;
        let begun = sharing::Begun {
            rule_set: "be_circulaire",
            purpose: "",
            why: "Un enfant que nous ne suivons pas.",
            ..sharing::Begun::default()
        };
        let id = sharing::open_alone(&lejeune, begun).await.unwrap();
        let child = sharing::add_family(&lejeune, id, "Un enfant").await.unwrap();
        let not = Told::NotTold {
            ground: None,
            words: "Trop jeune.".into(),
            by: w.lejeune.practitioner,
            reviewed_by: None,
        };
        sharing::inform(&lejeune, id, child, Some(not)).await.unwrap();
        assert_eq!(waiting(&w, &head).await, (1, 0));
        assert_eq!(waiting(&w, &w.hanae).await, (0, 0), "another service");
        let mut conn = lejeune.read().await.unwrap();
        let seats = access::holders_of(&mut conn, id, Capacity::Supervisor, lejeune.now).await.unwrap();
        assert_eq!(seats.len(), 1);
    });
}
