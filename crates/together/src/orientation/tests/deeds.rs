// SPDX-License-Identifier: EUPL-1.2
//! From a thought to the hand-over, with named people, by the verbs.

use kernel::{CaseId, Date, Instant, OrientationId};
use platform::http::Cx;
use register::access::Action;
use register::deadlines;
use register::testing::run;

use super::super::{
    self as orientation, Accepted, Agreed, Appointment, Beginning, Companion, Contacted, Course, Delegation,
    Destination, Given, HandingOver, Means, Met, Outcome, State,
};
use crate::sharing::tests::world::{World, code};

pub(super) async fn course(cx: &Cx, id: OrientationId) -> Course {
    let mut conn = cx.read().await.unwrap();
    let found = orientation::course(cx, &mut conn, Action::Read, id).await.unwrap().1;
    // What is kept for lists says what follows from the steps.
    let o = &found.orientation;
    let kept = found.kept();
    assert_eq!(
        (o.appointment_at, o.follow_up_on, o.waits_since, o.settled_at),
        (kept.appointment_at, kept.follow_up_on, kept.waits_since, kept.settled_at),
        "{:?}",
        found.state()
    );
    found
}

pub(super) fn given(cx: &Cx, words: &str) -> Given {
    Given { on: cx.today(), words: words.into(), own_words: String::new() }
}

/// Thought of and proposed, to the mother and the child, towards school health.
pub(super) async fn proposed(w: &World, cx: &Cx, case: CaseId) -> OrientationId {
    let beginning = Beginning {
        reason: "Reparler de la séparation.".into(),
        own_words: String::new(),
        users: vec![w.mother, w.lina],
        draft: None,
    };
    let id = orientation::begin(cx, case, &beginning).await.unwrap();
    orientation::add_choice(cx, id, &Destination::Known(w.lejeune.institution)).await.unwrap();
    orientation::propose(cx, id, &given(cx, "De vive voix.")).await.unwrap();
    id
}

/// Accepted, with Dr Lejeune, and agreed.
pub(super) async fn agreed(w: &World, cx: &Cx) -> OrientationId {
    let id = proposed(w, cx, w.case).await;
    let accepted = Accepted { on: cx.today(), own_words: "Je veux bien essayer.".into(), to: None };
    orientation::accept(cx, id, &accepted).await.unwrap();
    let to = Destination::Known(w.lejeune.institution);
    orientation::choose_recipient(cx, id, cx.today(), &to, Some(w.lejeune.practitioner)).await.unwrap();
    orientation::agree_content(cx, id, &content(w, cx)).await.unwrap();
    id
}

pub(super) fn content(w: &World, cx: &Cx) -> Agreed {
    Agreed {
        on: cx.today(),
        with: vec![w.mother],
        said: "La séparation, le travail de nuit.".into(),
        unsaid: "Le signalement de l’école.".into(),
    }
}

pub(super) fn contact(cx: &Cx, means: Means, nominal: bool) -> Contacted {
    Contacted { on: cx.today(), means, nominal, words: String::new() }
}

pub(super) fn appointment(cx: &Cx, day: Date, hour: u8) -> Appointment {
    Appointment {
        agreed_on: cx.today(),
        at: Instant::from_local(day, hour, 0, &cx.zone).unwrap(),
        place: "Bâtiment B".into(),
        with: None,
        with_name: String::new(),
        companion: Some(Companion::Worker),
        companion_name: String::new(),
    }
}

pub(super) fn met(cx: &Cx, outcome: Outcome) -> Met {
    Met {
        outcome,
        on: cx.today(),
        words: "Reçues ensemble.".into(),
        own_words: String::new(),
        companion: Some(Companion::Worker),
        companion_name: String::new(),
        weeks: None,
    }
}

pub(super) fn handing(cx: &Cx) -> HandingOver {
    HandingOver {
        on: cx.today(),
        delegation: Delegation::Temporary,
        until_on: None,
        follow_up_on: Some(cx.today().plus_days(90)),
        words: "Les séances se font là-bas.".into(),
    }
}

#[test]
fn from_a_thought_to_the_hand_over_and_back() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        orientation::make_contact(&cx, id, &contact(&cx, Means::WithHelp, false)).await.unwrap();
        let day = cx.today().plus_days(20);
        orientation::set_appointment(&cx, id, &appointment(&cx, day, 16)).await.unwrap();
        assert_eq!(course(&cx, id).await.state(), State::AppointmentSet);
        assert_eq!(
            code(orientation::record_outcome(&cx, id, &met(&cx, Outcome::Attended)).await),
            "appointment-to-come"
        );
        w.t.pass(21 * Instant::DAY);
        let cx = w.claire().await;
        orientation::record_outcome(&cx, id, &met(&cx, Outcome::Attended)).await.unwrap();
        let found = course(&cx, id).await;
        let attended = found.now().attended.unwrap();
        assert_eq!(attended.occurred_on, day, "the day of the appointment, not of its recording");
        orientation::hand_over(&cx, id, &handing(&cx)).await.unwrap();
        let clocks = |cx: &Cx| {
            let cx = cx.clone();
            let case = w.case;
            async move {
                let all = deadlines::of_subject(&mut cx.read().await.unwrap(), case.0).await.unwrap();
                all.into_iter().filter(|d| d.term == "orientation_follow_up").collect::<Vec<_>>()
            }
        };
        let due = cx.today().plus_days(90);
        let running = clocks(&cx).await;
        assert_eq!(running.len(), 1);
        assert_eq!((running[0].due_on, running[0].owner), (due, w.claire.practitioner.0));
        // Said again, the later one counts, and there is one clock.
        let sooner = HandingOver { follow_up_on: Some(cx.today().plus_days(30)), ..handing(&cx) };
        orientation::hand_over(&cx, id, &sooner).await.unwrap();
        let open: Vec<_> = clocks(&cx).await.into_iter().filter(|d| d.is_open()).collect();
        assert_eq!((open.len(), open[0].due_on), (1, cx.today().plus_days(30)));
        assert!(
            w.t.sign_in(&w.claire).await.get("/orientations?which=follow-ups").await.has(&id.to_string())
        );
        w.t.pass(30 * Instant::DAY);
        let cx = w.claire().await;
        let next = cx.today().plus_days(60);
        orientation::follow_up(&cx, id, &given(&cx, "Cela va bien."), Some(next)).await.unwrap();
        let all = clocks(&cx).await;
        assert!(all.iter().any(|d| d.done_on == Some(cx.today())), "kept on its day");
        assert_eq!(all.iter().filter(|d| d.is_open()).map(|d| d.due_on).collect::<Vec<_>>(), [next]);
        assert_eq!(course(&cx, id).await.orientation.follow_up_on, Some(next));
        let from = orientation::Voice::Recipient;
        orientation::feedback(&cx, id, from, &given(&cx, "Elles viennent chaque mois.")).await.unwrap();
        assert_eq!(course(&cx, id).await.state(), State::Feedback);
        orientation::take_back(&cx, id, &given(&cx, "Le service ferme.")).await.unwrap();
        assert_eq!(course(&cx, id).await.state(), State::Returned);
        assert!(clocks(&cx).await.iter().all(|d| !d.is_open()), "nothing is to be done any more");
        // Heard late, after the end.
        orientation::feedback(&cx, id, from, &given(&cx, "Merci.")).await.unwrap();
        assert_eq!(course(&cx, id).await.state(), State::Returned);
    });
}

#[test]
fn a_refusal_is_respected_and_may_be_followed_by_another_proposal() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = proposed(&w, &cx, w.case).await;
        // No reason, no word is asked.
        orientation::refuse(&cx, id, &given(&cx, "")).await.unwrap();
        let page = w.t.sign_in(&w.claire).await.get(&format!("/orientations/{id}")).await;
        assert!(page.has("La personne a dit non, et cela suffit"));
        let accepted = Accepted { on: cx.today(), own_words: String::new(), to: None };
        assert_eq!(code(orientation::accept(&cx, id, &accepted).await), "refused-propose-again");
        assert_eq!(
            code(orientation::make_contact(&cx, id, &contact(&cx, Means::ByUser, false)).await),
            "refused-already"
        );
        orientation::propose(&cx, id, &given(&cx, "Autrement.")).await.unwrap();
        let to = Some(Destination::Known(w.lejeune.institution));
        orientation::accept(&cx, id, &Accepted { to, ..accepted }).await.unwrap();
        let found = course(&cx, id).await;
        assert_eq!(found.state(), State::RecipientChosen, "they said to whom at once");
        // They change their mind once more.
        orientation::refuse(&cx, id, &given(&cx, "")).await.unwrap();
        assert_eq!(course(&cx, id).await.state(), State::Refused);
        // Nothing of it is lost.
        assert_eq!(course(&cx, id).await.steps.len(), 7);
    });
}

#[test]
fn one_who_missed_it_gets_another_and_a_service_that_says_no_is_replaced() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        orientation::make_contact(&cx, id, &contact(&cx, Means::ByUser, false)).await.unwrap();
        let today = cx.today();
        orientation::set_appointment(&cx, id, &appointment(&cx, today.plus_days(3), 9)).await.unwrap();
        w.t.pass(4 * Instant::DAY);
        let cx = w.claire().await;
        let browser = w.t.sign_in(&w.claire).await;
        let list = browser.get("/orientations").await;
        assert!(list.has(&id.to_string()) && list.has("à noter"), "it came, and nobody said how it went");
        orientation::record_outcome(&cx, id, &met(&cx, Outcome::NoShow)).await.unwrap();
        assert!(!browser.get("/orientations").await.has(&id.to_string()));
        let later = appointment(&cx, cx.today().plus_days(30), 9);
        orientation::set_appointment(&cx, id, &later).await.unwrap();
        let found = course(&cx, id).await;
        assert_eq!(found.steps.iter().filter(|s| s.at.is_some()).count(), 2, "both are kept");
        let why = Met { words: " ".into(), ..met(&cx, Outcome::RecipientRefused) };
        assert_eq!(code(orientation::record_outcome(&cx, id, &why).await), "refusal-without-reason");
        orientation::record_outcome(&cx, id, &met(&cx, Outcome::RecipientRefused)).await.unwrap();
        let other = Destination::Named("Le Petit Pont, Rocheval".into());
        orientation::choose_recipient(&cx, id, cx.today(), &other, None).await.unwrap();
        let found = course(&cx, id).await;
        assert_eq!(found.state(), State::RecipientChosen);
        assert!(found.now().content.is_none(), "it was agreed for another service");
        orientation::agree_content(&cx, id, &content(&w, &cx)).await.unwrap();
        orientation::make_contact(&cx, id, &contact(&cx, Means::WithHelp, false)).await.unwrap();
        let waits = Met { weeks: Some(12), ..met(&cx, Outcome::WaitingList) };
        let never = Met { weeks: Some(9_000), ..met(&cx, Outcome::WaitingList) };
        assert_eq!(code(orientation::record_outcome(&cx, id, &never).await), "weeks-too-many");
        orientation::record_outcome(&cx, id, &waits).await.unwrap();
        let list = browser.get("/orientations?which=waiting").await;
        assert!(list.has("12 semaines d’attente") && list.has("Le Petit Pont, Rocheval"));
    });
}

#[test]
fn nothing_is_written_in_a_case_that_is_closed() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = proposed(&w, &cx, w.case).await;
        let closing = register::cases::Closing {
            reason: "goals_met".into(),
            explanation: "les objectifs sont atteints".into(),
            child_view: "Elle est d’accord.".into(),
            partners_told: "L’école est prévenue.".into(),
            retention: "dix ans".into(),
            retention_code: None,
            statements: Vec::new(),
        };
        register::cases::propose_closure(&cx, w.case, &closing).await.unwrap();
        register::cases::approve_closure(&w.t.acting(&w.hanae).await, w.case).await.unwrap();
        let hanae = w.t.acting(&w.hanae).await;
        assert_eq!(code(orientation::refuse(&hanae, id, &given(&cx, "")).await), "case-closed");
        let page = w.t.sign_in(&w.hanae).await.get(&format!("/orientations/{id}")).await;
        assert!(page.status == 200 && !page.has("/answer"), "read, not written");
    });
}
