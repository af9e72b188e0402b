// SPDX-License-Identifier: EUPL-1.2
//! Who knows of a consultation: those named, for the function for which they were, as long as its record can be read.

use kernel::{FunctionKind, Instant};
use register::access::{self, Action};
use register::directory;
use register::testing::{Person, run};

use super::super::{self as consultations, rules};
use super::world::{MINUTES, World, code};

#[test]
fn nobody_but_whoever_convenes_knows_of_it_while_it_is_prepared() {
    run(async {
        let w = World::new().await;
        let id = w.prepared().await;
        assert_eq!(w.reads(&w.aline, id).await, (200, true));
        for who in [&w.patrick, &w.yassin, &w.steve, &w.samira, &w.martine, &w.etienne] {
            assert_eq!(w.reads(who, id).await, (404, false));
        }
    });
}

#[test]
fn once_open_those_named_read_it_and_nobody_around_them_does() {
    run(async {
        let w = World::new().await;
        let id = w.minuted().await;
        for who in [&w.aline, &w.patrick, &w.yassin, &w.steve] {
            assert_eq!(w.reads(who, id).await, (200, true));
            assert!(
                w.t.sign_in(who).await.get(&format!("/consultations/{id}")).await.has("qui accompagne Sarah")
            );
        }
        // Neither a supervision, nor an administrator, nor whoever authorised it, nor anybody’s colleague.
        for who in [&w.samira, &w.martine, &w.etienne] {
            assert_eq!(w.reads(who, id).await, (404, false));
        }
    });
}

#[test]
fn participants_say_their_own_word_and_keep_no_record() {
    run(async {
        let w = World::new().await;
        let id = w.minuted().await;
        let patrick = w.t.acting(&w.patrick).await;
        assert_eq!(code(consultations::minute(&patrick, id, MINUTES).await), "not-found");
        let today = patrick.today();
        let all = [w.patrick.practitioner];
        assert_eq!(code(consultations::hold(&patrick, id, today, &all).await), "not-found");
        let browser = w.t.sign_in(&w.patrick).await;
        for step in ["basis", "participants", "questions", "opening", "session", "minutes"] {
            assert_eq!(browser.get(&format!("/consultations/{id}/{step}")).await.status, 404, "{step}");
        }
        assert_eq!(browser.get(&format!("/consultations/{id}/word")).await.status, 200);
    });
}

async fn leaves(w: &World, who: &Person, takes: FunctionKind) {
    let system = w.t.system();
    let mut conn = system.read().await.unwrap();
    let held = directory::appointments_of(&mut conn, who.practitioner).await.unwrap();
    drop(conn);
    w.t.appoint(who, who.institution, takes).await;
    directory::end_appointment(&system, held[0].id, system.today().plus_days(-1)).await.unwrap();
}

#[test]
fn whoever_changes_function_loses_it_at_once_in_the_same_service_too() {
    run(async {
        let w = World::new().await;
        let id = w.minuted().await;
        assert_eq!(w.reads(&w.patrick, id).await, (200, true));
        leaves(&w, &w.patrick, FunctionKind::Intake).await;
        assert_eq!(w.reads(&w.patrick, id).await, (404, false));
        // To keep accounts is no function for which one takes part; and whoever convened it is no exception.
        leaves(&w, &w.yassin, FunctionKind::Administrator).await;
        assert_eq!(w.reads(&w.yassin, id).await, (404, false));
        leaves(&w, &w.aline, FunctionKind::Caseworker).await;
        assert_eq!(w.reads(&w.aline, id).await, (404, false));
        let aline = w.aline().await;
        assert_eq!(code(consultations::minute(&aline, id, MINUTES).await), "not-found");
        // What they may still remember of it they copy nowhere.
        let patrick = w.t.acting(&w.patrick).await;
        assert_eq!(code(register::apart::refuse_copies(&patrick, &[MINUTES]).await), "separate-store");
    });
}

#[test]
fn its_record_has_an_end_for_everybody() {
    run(async {
        let w = World::new().await;
        let id = w.minuted().await;
        w.t.pass(90 * Instant::DAY);
        assert_eq!(w.reads(&w.yassin, id).await, (200, true), "the last day is still a day of reading");
        w.t.pass(Instant::DAY);
        for who in [&w.aline, &w.yassin] {
            assert_eq!(w.reads(who, id).await, (404, false));
        }
    });
}

#[test]
fn a_seat_alone_is_not_enough() {
    run(async {
        let w = World::new().await;
        let id = w.opened().await;
        leaves(&w, &w.patrick, FunctionKind::Intake).await;
        let cx = w.t.acting(&w.patrick).await;
        let mut conn = cx.read().await.unwrap();
        assert!(access::may(&cx, &mut conn, Action::Read, id).await.unwrap().is_some(), "the seat is there");
        let (actor, today) = (cx.actor().unwrap(), cx.today());
        drop(conn);
        let aline = w.aline().await;
        let mut conn = aline.read().await.unwrap();
        let (_, c) = consultations::consultation(&aline, &mut conn, Action::Read, id).await.unwrap();
        assert!(!rules::takes_part(&c, actor, today));
    });
}
