// SPDX-License-Identifier: EUPL-1.2
//! Who speaks to the other service: the person themselves, or a worker by a decision.

use kernel::Instant;
use register::testing::run;
use secrecy::{Answer as Said, Outcome as Decided};

use super::super::{self as orientation, Destination, Means, Prepared, State, Tell};
use super::deeds::{agreed, contact, content, course};
use crate::exchange::tests::deeds::{decided, send};
use crate::sharing::tests::world::{World, code};
use crate::sharing::{self, Channel};

#[test]
fn a_worker_speaks_by_a_decision_that_was_told() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        let by_worker = contact(&cx, Means::ByWorker, true);
        assert_eq!(code(orientation::make_contact(&cx, id, &by_worker).await), "no-decision");
        let tell = Tell::Decision("be_circulaire".into());
        let Prepared::Decision(d) = orientation::prepare_telling(&cx, id, &tell).await.unwrap() else {
            panic!("a decision")
        };
        assert_eq!(code(orientation::make_contact(&cx, id, &by_worker).await), "decision-not-taken");
        // Nothing of the orientation reaches the service by itself.
        let lejeune = w.t.sign_in(&w.lejeune).await;
        assert_eq!(lejeune.get(&format!("/orientations/{id}")).await.status, 404);
        assert_eq!(w.opens(&w.lejeune, d).await, 404);
        assert_eq!(decided(&cx, d, &w.lejeune, Said::Yes).await, Decided::Permitted);
        assert_eq!(code(orientation::make_contact(&cx, id, &by_worker).await), "decision-not-told");
        sharing::tell(&cx, d, Channel::Oral, cx.today().plus_days(30)).await.unwrap();
        // What was agreed is what they read, and nothing else.
        let page = lejeune.get(&format!("/received/{d}")).await;
        assert!(page.has("La séparation, le travail de nuit.") && !page.has("Le signalement de l’école"));
        orientation::make_contact(&cx, id, &by_worker).await.unwrap();
        let found = course(&cx, id).await;
        assert_eq!(found.now().contact.unwrap().disclosure, Some(d));
        assert_eq!(lejeune.get(&format!("/orientations/{id}")).await.status, 404);
    });
}

#[test]
fn in_writing_an_exchange_takes_the_decision_with_it() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        let Prepared::Exchange(e) = orientation::prepare_telling(&cx, id, &Tell::Exchange).await.unwrap()
        else {
            panic!("an exchange")
        };
        let by_worker = contact(&cx, Means::ByWorker, true);
        assert_eq!(code(orientation::make_contact(&cx, id, &by_worker).await), "no-decision");
        let piece = crate::exchange::tests::deeds::piece("De qui il s’agit", "Lina et sa mère.");
        let d = crate::exchange::begin_content(&cx, e, "be_circulaire", None, "Orienter.", Some(piece))
            .await
            .unwrap();
        decided(&cx, d, &w.lejeune, Said::Yes).await;
        assert_eq!(code(orientation::make_contact(&cx, id, &by_worker).await), "decision-not-told");
        send(&cx, e).await.unwrap();
        orientation::make_contact(&cx, id, &by_worker).await.unwrap();
        assert_eq!(course(&cx, id).await.state(), State::ContactMade);
    });
}

#[test]
fn whoever_speaks_for_themselves_needs_none() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        for means in [Means::ByUser, Means::WithHelp] {
            let id = agreed(&w, &cx).await;
            orientation::make_contact(&cx, id, &contact(&cx, means, false)).await.unwrap();
            assert_eq!(course(&cx, id).await.now().contact.unwrap().disclosure, None);
        }
        // Nor does whoever asks without a name.
        let id = agreed(&w, &cx).await;
        orientation::make_contact(&cx, id, &contact(&cx, Means::ByWorker, false)).await.unwrap();
    });
}

#[test]
fn a_decision_names_somebody_and_holds_for_them() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        let tell = Tell::Decision("be_circulaire".into());
        let Prepared::Decision(d) = orientation::prepare_telling(&cx, id, &tell).await.unwrap() else {
            panic!("a decision")
        };
        decided(&cx, d, &w.lejeune, Said::Yes).await;
        sharing::tell(&cx, d, Channel::Oral, cx.today().plus_days(30)).await.unwrap();
        // Somebody else of that service receives them after all.
        let to = Destination::Known(w.lejeune.institution);
        let other = Some(w.colleague.practitioner);
        orientation::choose_recipient(&cx, id, cx.today(), &to, other).await.unwrap();
        let by_worker = contact(&cx, Means::ByWorker, true);
        assert_eq!(code(orientation::make_contact(&cx, id, &by_worker).await), "no-decision");
        // Nobody in particular cannot be told anything.
        let by_hand = Destination::Named("Le Petit Pont".into());
        orientation::choose_recipient(&cx, id, cx.today(), &by_hand, None).await.unwrap();
        orientation::agree_content(&cx, id, &content(&w, &cx)).await.unwrap();
        assert_eq!(code(orientation::prepare_telling(&cx, id, &tell).await), "recipient-without-name");
        assert_eq!(code(orientation::make_contact(&cx, id, &by_worker).await), "no-decision");
        w.t.pass(Instant::DAY);
    });
}

#[test]
fn somebody_bound_by_less_is_told_nothing_by_a_worker() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let id = agreed(&w, &cx).await;
        let to = Destination::Known(w.teacher.institution);
        let teacher = Some(w.teacher.practitioner);
        orientation::choose_recipient(&cx, id, cx.today(), &to, teacher).await.unwrap();
        orientation::agree_content(&cx, id, &content(&w, &cx)).await.unwrap();
        let tell = Tell::Decision("be_circulaire".into());
        let Prepared::Decision(d) = orientation::prepare_telling(&cx, id, &tell).await.unwrap() else {
            panic!("a decision")
        };
        assert_eq!(decided(&cx, d, &w.teacher, Said::Yes).await, Decided::Refused);
        let by_worker = contact(&cx, Means::ByWorker, true);
        assert_eq!(code(orientation::make_contact(&cx, id, &by_worker).await), "decision-refuses");
        // The person says it themselves, with somebody beside them.
        orientation::make_contact(&cx, id, &contact(&cx, Means::WithHelp, false)).await.unwrap();
    });
}
