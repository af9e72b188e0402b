// SPDX-License-Identifier: EUPL-1.2
//! What is fixed stays fixed, what is refused opens nothing, and what was said there is copied nowhere.

use register::testing::run;
use register::{apart, ledger};
use secrecy::{Answer, Outcome};

use super::super::{self as consultations, Basis, Frame, Word, rules};
use super::world::{MINUTES, World, code, frame};

#[test]
fn what_a_text_or_an_authorisation_must_fix() {
    let today = "2026-09-15".parse().unwrap();
    let whole = frame(today);
    let table: Vec<(Frame, Option<&str>)> = vec![
        (whole.clone(), None),
        (Frame { source: " ".into(), ..whole.clone() }, Some("basis-without-source")),
        (Frame { authorised_on: None, ..whole.clone() }, Some("authorisation-without-reasons")),
        (Frame { reasons: "\n".into(), ..whole.clone() }, Some("authorisation-without-reasons")),
        // A text of law has neither a date nor reasons of its own.
        (Frame { basis: Basis::Law, authorised_on: None, reasons: String::new(), ..whole.clone() }, None),
        (Frame { authorised_on: Some(today.plus_days(1)), ..whole.clone() }, Some("authorised-in-future")),
        (Frame { about: String::new(), ..whole.clone() }, Some("about-nobody")),
        (Frame { purpose: String::new(), ..whole.clone() }, Some("without-purpose")),
        (Frame { modalities: String::new(), ..whole.clone() }, Some("without-modalities")),
        (Frame { until_on: today.plus_days(-1), ..whole.clone() }, Some("until-in-past")),
        (Frame { until_on: today.plus_days(367), ..whole }, Some("until-too-far")),
    ];
    for (frame, expected) in table {
        assert_eq!(rules::fixing(&frame, today).err().map(|r| r.code), expected, "{frame:?}");
    }
}

#[test]
fn one_condition_that_is_not_met_opens_it_to_nobody_and_is_kept_with_its_reason() {
    run(async {
        let w = World::new().await;
        let told = [
            ("basis", Answer::No),
            ("exclusive_purpose", Answer::Unknown),
            ("participants_fixed", Answer::No),
            ("purpose_fixed", Answer::No),
            ("modalities_fixed", Answer::Unknown),
            ("knows_secrecy", Answer::No),
            ("necessary", Answer::No),
        ];
        for (question, answer) in told {
            let id = w.prepared().await;
            w.answer(id, &[(question, answer)]).await.unwrap();
            let cx = w.aline().await;
            let outcome = consultations::open_to_participants(&cx, id).await.unwrap();
            assert_ne!(outcome, Outcome::Permitted, "{question}");
            assert_eq!(w.reads(&w.patrick, id).await, (404, false), "{question}");
            let mut conn = cx.read().await.unwrap();
            let (_, kept) = consultations::consultation(&cx, &mut conn, register::access::Action::Read, id)
                .await
                .unwrap();
            let decided = kept.decided.unwrap();
            assert!(decided.decision.unmet().any(|f| f.condition == question), "{question}");
            drop(conn);
            // It ends there: nothing is held in it, nothing said.
            let held = consultations::hold(&cx, id, cx.today(), &[w.aline.practitioner]).await;
            assert_eq!(code(held), "consultation-not-open");
        }
    });
}

#[test]
fn what_was_decided_is_frozen() {
    run(async {
        let w = World::new().await;
        let id = w.opened().await;
        let cx = w.aline().await;
        let wider = Frame { purpose: "Faire le point.".into(), ..frame(cx.today()) };
        assert_eq!(code(consultations::refix(&cx, id, &wider).await), "consultation-frozen");
        let (who, at) = (w.samira.practitioner, w.samira.institution);
        assert_eq!(code(consultations::name_participant(&cx, id, who, at).await), "consultation-frozen");
        let out = consultations::remove_participant(&cx, id, w.steve.practitioner).await;
        assert_eq!(code(out), "consultation-frozen");
        assert_eq!(code(w.answer(id, &[]).await), "consultation-frozen");
        assert_eq!(code(consultations::open_to_participants(&cx, id).await), "consultation-frozen");
    });
}

#[test]
fn whoever_convenes_takes_part_and_nobody_consults_alone() {
    run(async {
        let w = World::new().await;
        let cx = w.aline().await;
        let id = consultations::prepare(&cx, &frame(cx.today())).await.unwrap();
        assert_eq!(code(consultations::open_to_participants(&cx, id).await), "nobody-to-consult");
        let out = consultations::remove_participant(&cx, id, w.aline.practitioner).await;
        assert_eq!(code(out), "convener-takes-part");
        // Whoever keeps the accounts of a service works with nobody’s family.
        let (who, at) = (w.martine.practitioner, w.martine.institution);
        assert_eq!(code(consultations::name_participant(&cx, id, who, at).await), "participant-not-there");
        let elsewhere =
            consultations::name_participant(&cx, id, w.yassin.practitioner, w.patrick.institution).await;
        assert_eq!(code(elsewhere), "participant-not-there");
    });
}

#[test]
fn it_is_held_once_after_it_opened_by_those_who_were_named() {
    run(async {
        let w = World::new().await;
        let id = w.prepared().await;
        let cx = w.aline().await;
        let (me, today) = ([w.aline.practitioner], cx.today());
        assert_eq!(code(consultations::hold(&cx, id, today, &me).await), "consultation-not-open");
        consultations::open_to_participants(&cx, id).await.unwrap();
        assert_eq!(code(consultations::minute(&cx, id, MINUTES).await), "not-held");
        for (on, who, expected) in [
            (today.plus_days(1), &me[..], "held-in-future"),
            (today.plus_days(-1), &me[..], "held-before-opening"),
            (today, &[][..], "nobody-attended"),
            (today, &[w.samira.practitioner][..], "not-a-participant"),
        ] {
            assert_eq!(code(consultations::hold(&cx, id, on, who).await), expected);
        }
        consultations::hold(&cx, id, today, &me).await.unwrap();
        assert_eq!(code(consultations::hold(&cx, id, today, &me).await), "already-held");
        assert_eq!(code(consultations::minute(&cx, id, " ").await), "minutes-without-words");
    });
}

#[test]
fn of_silence_speaks_whoever_kept_it_or_nobody() {
    run(async {
        let w = World::new().await;
        let id = w.opened().await;
        let cx = w.aline().await;
        let silent = Word { kept_silent: true, text: "" };
        let (yassin, steve) = (w.t.acting(&w.yassin).await, w.t.acting(&w.steve).await);
        assert_eq!(code(consultations::say(&yassin, id, silent).await), "silent-but-not-there");
        consultations::hold(&cx, id, cx.today(), &[w.aline.practitioner, w.yassin.practitioner])
            .await
            .unwrap();
        consultations::say(&yassin, id, silent).await.unwrap();
        assert_eq!(code(consultations::say(&steve, id, silent).await), "silent-but-not-there");
        let bare = Word { kept_silent: false, text: " " };
        assert_eq!(code(consultations::say(&steve, id, bare).await), "word-without-words");
        let page = w.t.sign_in(&w.patrick).await.get(&format!("/consultations/{id}")).await;
        assert!(page.has("Yassin Mansouri était là et n’a pas parlé"));
        // Of whoever was not there, nothing says so.
        assert!(!page.has("absent") && !page.has("excus"));
        let mut conn = cx.read().await.unwrap();
        let said = ledger::of_subject(&mut conn, id.0, 100).await.unwrap();
        assert!(said.iter().any(|e| e.kind == "own_word_added"), "that a word was added, and not which");
    });
}

#[test]
fn an_extract_is_refused_elsewhere_with_what_can_be_done_instead_and_leaves_a_trace() {
    run(async {
        let w = World::new().await;
        let id = w.minuted().await;
        let patrick = w.t.acting(&w.patrick).await;
        let pasted = format!("Note du jour. {} Fin.", &MINUTES[..70]);
        let refused = apart::refuse_copies(&patrick, &["Vu la famille.", &pasted]).await.unwrap_err();
        assert_eq!(refused.code(), "separate-store");
        let platform::problem::Problem::Refused(refused) = refused else { panic!("a refusal") };
        assert!(refused.way.is_some_and(|way| way.contains("décision de partage")));
        let mut conn = patrick.read().await.unwrap();
        let told = ledger::of_subject(&mut conn, id.0, 100).await.unwrap();
        assert!(told.iter().any(|e| e.kind == "copy_refused"));
        drop(conn);
        // Nor does it leave with what one writes to another service.
        use crate::exchange::{self, Kind, NewExchange, Writing};
        let new = NewExchange { kind: Kind::Spontaneous, case: None, continues: None };
        let sent = exchange::open_exchange(&patrick, &new).await.unwrap();
        let writing = |words: &str| Writing {
            channel: crate::sharing::Channel::Written,
            words: words.to_owned(),
            nominal: false,
            answer_by: None,
            confirmation: false,
            rhythm: String::new(),
        };
        assert_eq!(code(exchange::write(&patrick, sent, &writing(&pasted)).await), "separate-store");
        exchange::write(&patrick, sent, &writing("Nous serons là jeudi.")).await.unwrap();
        // In words of their own, whoever takes part writes what they did.
        apart::refuse_copies(&patrick, &["J’ai accompagné Sarah chez sa mère."]).await.unwrap();
        // Somebody who knows of no consultation learns from nothing that there is one.
        apart::refuse_copies(&w.t.acting(&w.samira).await, &[&pasted]).await.unwrap();
    });
}
