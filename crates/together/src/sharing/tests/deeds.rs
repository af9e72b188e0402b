// SPDX-License-Identifier: EUPL-1.2
//! Deciding: what the law refuses is refused with its reasons; what is decided changes no more.

use kernel::FunctionKind;
use register::testing::run;
use secrecy::{Answer, Outcome};

use super::super::{self as sharing, Channel, Finding, Told, Verdict};
use super::world::{World, code, told_on};

#[test]
fn what_is_needed_may_be_told_and_what_is_not_may_not() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let bare = sharing::decide(&w.claire().await, id, &Verdict::default()).await;
        assert_eq!(code(bare), "refusal-without-reason", "the part that is refused is refused with a reason");
        let half = Verdict { reason: "Pas utile.".into(), alternative: String::new() };
        assert_eq!(code(sharing::decide(&w.claire().await, id, &half).await), "refusal-without-alternative");
        assert_eq!(w.decide(id).await.unwrap(), Outcome::PermittedInPart);
        assert_eq!(code(w.decide(id).await), "disclosure-decided", "a decision is made once");
        assert_eq!(code(w.answer(id, &w.lejeune, &[]).await), "disclosure-decided", "and changes no more");
    });
}

#[test]
fn a_teacher_and_the_police_are_refused_each_by_name_of_the_condition() {
    run(async {
        let w = World::new().await;
        for (who, condition) in [(&w.teacher, "C1_recipient"), (&w.police, "C1_not_judicial")] {
            let (id, _) = w.composed(who).await;
            assert_eq!(w.decide(id).await.unwrap(), Outcome::Refused);
            let unmet = sharing::unmet_of(&w.claire().await, id).await.unwrap();
            assert!(unmet.iter().any(|u| u == condition), "{condition} in {unmet:?}");
            assert_eq!(code(w.tell(id).await), "disclosure-refused");
            assert_eq!(w.opens(who, id).await, 404);
        }
    });
}

#[test]
fn whoever_was_told_of_others_was_not_told_of_a_recipient_who_came_later() {
    run(async {
        let w = World::new().await;
        let (id, pieces) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        sharing::add_recipient(&cx, id, w.colleague.practitioner, w.colleague.institution).await.unwrap();
        w.answer(id, &w.colleague, &[(pieces[0], Answer::Yes), (pieces[1], Answer::No)]).await.unwrap();
        assert_eq!(w.decide(id).await.unwrap(), Outcome::PermittedInPart);
        w.tell(id).await.unwrap();
        assert_eq!((w.opens(&w.lejeune, id).await, w.opens(&w.colleague, id).await), (200, 404));
    });
}

#[test]
fn nobody_can_have_been_told_tomorrow() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        let later = told_on(cx.today().plus_days(1));
        assert_eq!(code(sharing::inform(&cx, id, w.mother, Some(later)).await), "told-in-future");
    });
}

#[test]
fn not_telling_the_family_is_never_enough_under_the_circular_and_is_reviewed_by_somebody_else() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        let not = Told::NotTold {
            ground: None,
            words: "Elle le prendrait mal.".into(),
            by: w.claire.practitioner,
            reviewed_by: None,
        };
        sharing::inform(&cx, id, w.mother, Some(not)).await.unwrap();
        // Whoever works the case may not approve in it at all; a supervision that prepared it may not review itself.
        assert_eq!(code(sharing::review_ground(&cx, id, w.mother).await), "not-found");
        sharing::review_ground(&w.t.acting(&w.hanae).await, id, w.mother).await.unwrap();
        assert_eq!(w.decide(id).await.unwrap(), Outcome::Refused, "the circular knows no exception");
    });
}

#[test]
fn somebody_who_does_not_have_to_be_told_is_left_out_with_a_reason() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        sharing::inform(&cx, id, w.mother, None).await.unwrap();
        let apart = Told::NotConcerned { words: "Rien ne vient d’elle.".into() };
        sharing::inform(&cx, id, w.mother, Some(apart)).await.unwrap();
        assert_eq!(w.decide(id).await.unwrap(), Outcome::PermittedInPart);
    });
}

#[test]
fn a_recipient_works_elsewhere_and_is_there_today() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        let here = sharing::add_recipient(&cx, id, w.hanae.practitioner, w.hanae.institution).await;
        assert_eq!(code(here), "recipient-is-here");
        let nowhere = sharing::add_recipient(&cx, id, w.teacher.practitioner, w.lejeune.institution).await;
        assert_eq!(code(nowhere), "recipient-not-there");
    });
}

#[test]
fn telling_has_an_end_that_is_not_far_and_happens_once() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        let tell = |until| sharing::tell(&cx, id, Channel::Oral, until);
        assert_eq!(code(tell(cx.today()).await), "not-decided");
        w.decide(id).await.unwrap();
        assert_eq!(code(tell(cx.today().plus_days(-1)).await), "until-in-past");
        assert_eq!(code(tell(cx.today().plus_days(400)).await), "until-too-far");
        tell(cx.today()).await.unwrap();
        assert_eq!(code(tell(cx.today()).await), "already-told");
    });
}

#[test]
fn an_objection_is_reviewed_by_somebody_else_and_closes_what_can_be_closed() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        w.decide(id).await.unwrap();
        w.tell(id).await.unwrap();
        let cx = w.claire().await;
        let objection =
            sharing::object(&cx, w.case, Some(id), w.mother, cx.today(), "Je ne savais pas.").await.unwrap();
        let own = sharing::find(&cx, objection, Finding::Upheld, "C’était bien.").await;
        assert_eq!(code(own), "review-by-supervision");
        w.t.appoint(&w.claire, w.claire.institution, FunctionKind::Direction).await;
        let own = sharing::find(&w.claire().await, objection, Finding::Upheld, "C’était bien.").await;
        assert_eq!(code(own), "review-by-decider", "a direction does not review what it decided itself");
        let hanae = w.t.acting(&w.hanae).await;
        assert_eq!(
            code(sharing::find(&hanae, objection, Finding::Overturned, " ").await),
            "finding-without-reason"
        );
        // An objection that names no decision: whoever took part in one of the case does not review it either.
        let any = sharing::object(&cx, w.case, None, w.mother, cx.today(), "Qui a parlé ?").await.unwrap();
        let own = sharing::find(&w.claire().await, any, Finding::Upheld, "Personne.").await;
        assert_eq!(code(own), "review-by-decider");
        assert_eq!(w.opens(&w.lejeune, id).await, 200);
        sharing::find(&hanae, objection, Finding::Overturned, "La mère n’a pas compris.").await.unwrap();
        assert_eq!(w.opens(&w.lejeune, id).await, 404);
        assert_eq!(code(sharing::find(&hanae, objection, Finding::Upheld, "x").await), "already-reviewed");
    });
}

#[test]
fn an_address_that_is_kept_secret_is_told_to_nobody_whoever_types_it() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let keep = || async {
            let contact = register::people::NewContact {
                kind: "address".into(),
                value: "Chaussée du Hêtre 77".into(),
                secret: true,
                protected_from: "le père".into(),
                source: "la mère".into(),
                from_date: None,
            };
            register::cases::note_contact(&cx, w.case, w.mother, &contact).await.unwrap();
        };
        // Written before anybody said that it is secret: it does not leave any more.
        let (early, pieces) = w.composed(&w.lejeune).await;
        let piece = |words: &str| sharing::NewPiece {
            title: "Où joindre la mère".into(),
            words: words.into(),
            entry: None,
            file: None,
            class: String::new(),
            origin: secrecy::Origin::OwnWork,
        };
        let place =
            sharing::add_piece(&cx, early, piece("Elle est au 77, chaussée du Hêtre 77.")).await.unwrap();
        let needed = [(pieces[0], Answer::Yes), (pieces[1], Answer::No), (place, Answer::Yes)];
        w.answer(early, &w.lejeune, &needed).await.unwrap();
        for person in [w.lina, w.mother] {
            sharing::inform(&cx, early, person, Some(told_on(cx.today()))).await.unwrap();
        }
        w.decide(early).await.unwrap();
        keep().await;
        assert_eq!(code(w.tell(early).await), "secret-address");
        // Written after: masked as everywhere.
        let (late, pieces) = w.composed(&w.lejeune).await;
        let place = sharing::add_piece(&cx, late, piece("Elle est chaussée du Hêtre 77.")).await.unwrap();
        let needed = [(pieces[0], Answer::Yes), (pieces[1], Answer::No), (place, Answer::Yes)];
        w.answer(late, &w.lejeune, &needed).await.unwrap();
        for person in [w.lina, w.mother] {
            sharing::inform(&cx, late, person, Some(told_on(cx.today()))).await.unwrap();
        }
        w.decide(late).await.unwrap();
        w.tell(late).await.unwrap();
        let page = w.t.sign_in(&w.lejeune).await.get(&format!("/received/{late}")).await;
        assert!(page.has("Où joindre la mère") && !page.has("Hêtre"), "{}", page.body);
    });
}

#[test]
fn a_supervision_that_wrote_the_reason_does_not_review_it() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let hanae = w.t.acting(&w.hanae).await;
        let not = Told::NotTold {
            ground: None,
            words: "Non.".into(),
            by: w.claire.practitioner,
            reviewed_by: None,
        };
        sharing::inform(&hanae, id, w.mother, Some(not)).await.unwrap();
        assert_eq!(code(sharing::review_ground(&hanae, id, w.mother).await), "review-by-author");
    });
}

#[test]
fn what_is_done_instead_is_chosen_among_what_the_law_leaves_open() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.teacher).await;
        let claire = w.t.sign_in(&w.claire).await;
        let at = format!("/disclosures/{id}/decision");
        let form = claire.get(&at).await;
        let offered = form.body.split("name=\"alternatives\"").nth(1).unwrap();
        let code = offered.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        let bare = claire.post(&at, &[("reason", "Tenue à la discrétion.")]).await;
        assert!(bare.status == 422 && bare.has("Dites ce que vous proposez à la place"), "{}", bare.body);
        let strange = [("alternatives", "tell_everybody"), ("reason", "Tenue à la discrétion.")];
        assert_eq!(claire.post(&at, &strange).await.status, 422, "nothing that the rules do not offer");
        let chosen = [("alternatives", code), ("reason", "Tenue à la discrétion.")];
        let sent = claire.post(&at, &chosen).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let label =
            offered.split("radios__label").next().unwrap().split("govuk-checkboxes__label").nth(1).unwrap();
        let label = label.split('>').nth(1).unwrap().split('<').next().unwrap();
        assert!(claire.get(&format!("/disclosures/{id}")).await.has(label), "« {label} » is shown");
    });
}
