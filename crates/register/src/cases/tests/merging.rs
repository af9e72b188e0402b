// SPDX-License-Identifier: EUPL-1.2
//! Duplicates: what is merged loses no word, however often; what is separated again has all it had.

use kernel::{Capacity, CaseId, Instant, PersonId, ReportId};
use rulebook::term;

use super::world::{World, child, new_case};
use crate::access;
use crate::cases::{self, Closing, Frame};
use crate::deadlines::{self, Deadline};
use crate::people::{self, Name, NewContact};
use crate::testing::{Person, run};

/// Another record of a child, followed by somebody, with a word of each kind.
async fn twin(w: &World, given: &str, family: &str, lead: &Person) -> (CaseId, PersonId) {
    let cx = w.t.acting(&w.hanae).await;
    let twin = child(&cx, given, family).await;
    let case = cases::open(&cx, &new_case(&cx, twin)).await.unwrap();
    cases::assign(&cx, case, lead.practitioner).await.unwrap();
    let cx = w.t.acting(lead).await;
    cases::attend(&cx, case, "visit_in_pairs", &format!("chien de {given}"), cx.today()).await.unwrap();
    let what = format!("naissance de {given}");
    cases::choose_event(&cx, case, None, "2019".parse().unwrap(), &what, "", "la mère").await.unwrap();
    let source = format!("jugement de {given}");
    let frame = Frame { frame: "imposed".into(), from_on: cx.today(), until_on: None, source };
    cases::set_frame(&cx, case, &frame).await.unwrap();
    let called = format!("Surnom{given}");
    let name = Name { kind: "called".into(), given: called, family: String::new(), source: "elle".into() };
    cases::note_name(&cx, case, twin, &name).await.unwrap();
    let phone = NewContact {
        kind: "phone".into(),
        value: format!("0470 {given}"),
        source: "elle".into(),
        ..NewContact::default()
    };
    cases::note_contact(&cx, case, twin, &phone).await.unwrap();
    (case, twin)
}

impl World {
    async fn running(&self, case: CaseId) -> Vec<Deadline> {
        let mut conn = self.t.app.db.read().await.unwrap();
        let all = deadlines::of_subject(&mut conn, case.0).await.unwrap();
        all.into_iter().filter(Deadline::is_open).collect()
    }

    /// Whether the case of Lina says all that was noted of somebody.
    async fn says(&self, given: &str) -> [bool; 5] {
        let shown = async |pane: &str| self.get(&self.claire, pane).await.body;
        let people = shown("people").await;
        [
            shown("circle").await.contains(&format!("chien de {given}")),
            shown("chronology").await.contains(&format!("naissance de {given}")),
            shown("frame").await.contains(&format!("jugement de {given}")),
            people.contains(&format!("Surnom{given}")),
            people.contains(&format!("0470 {given}")),
        ]
    }
}

#[test]
fn what_a_duplicate_of_a_duplicate_says_is_read_in_the_case_that_is_left() {
    run(async {
        let w = World::new().await;
        let (a, _) = twin(&w, "Line", "Van Dorpe", &w.idriss).await;
        let (b, _) = twin(&w, "Lena", "Dorpe", &w.idriss).await;
        let cx = w.t.acting(&w.hanae).await;
        cases::merge(&cx, b, a, "même acte de naissance").await.unwrap();
        cases::merge(&cx, w.case, b, "encore la même").await.unwrap();
        for given in ["Line", "Lena"] {
            assert_eq!(w.says(given).await, [true; 5], "{given}");
        }
        let mut conn = w.t.app.db.read().await.unwrap();
        assert_eq!(cases::home_of(&mut conn, a).await.unwrap(), w.case);
        let grant = access::require(&cx, &mut conn, access::Action::Read, w.case).await.unwrap();
        assert_eq!(cases::with_merged(&mut conn, &grant).await.unwrap().len(), 3);
        let all = cases::timeline(&mut conn, &grant, &cases::TimelineFilter::default(), 200).await.unwrap();
        assert!([a, b, w.case].iter().all(|case| all.iter().any(|e| e.case == *case)));
        drop((conn, cx));
        // What came along is ended and withdrawn like the case's own.
        let page = w.get(&w.claire, "attention").await;
        let (_, end) = page.body.split_once("chien de Line").unwrap();
        let (_, end) = end.split_once("/attention/").unwrap();
        let note = &end[..end.find('/').unwrap()];
        assert_eq!(w.post(&w.claire, &format!("attention/{note}/end"), &[]).await.status, 303);
        // The inner merge cannot be undone before the outer one.
        let cx = w.t.acting(&w.hanae).await;
        let inner = cases::unmerge(&cx, w.case, a, "des cousines").await.unwrap_err();
        assert_eq!(inner.code(), "unmerge-last-first");
        cases::unmerge(&cx, w.case, b, "des cousines").await.unwrap();
        assert_eq!(w.says("Line").await, [false; 5]);
        let mut conn = w.t.app.db.read().await.unwrap();
        assert_eq!(cases::home_of(&mut conn, a).await.unwrap(), b);
        drop(conn);
        let page = w.get(&w.idriss, &format!("/cases/{b}/people")).await;
        assert!(page.has("SurnomLine") && page.has("SurnomLena"), "{}", page.body);
        let cx = w.t.acting(&w.hanae).await;
        cases::unmerge(&cx, b, a, "des cousines").await.unwrap();
        let page = w.get(&w.idriss, &format!("/cases/{b}/people")).await;
        assert!(!page.has("SurnomLine") && page.has("SurnomLena"), "{}", page.body);
        assert!(w.get(&w.idriss, &format!("/cases/{a}/people")).await.has("SurnomLine"));
    });
}

#[test]
fn the_frame_of_the_case_that_is_left_stays_its_frame() {
    run(async {
        let w = World::new().await;
        let (a, _) = twin(&w, "Line", "Van Dorpe", &w.idriss).await;
        let cx = w.t.acting(&w.hanae).await;
        cases::merge(&cx, w.case, a, "même acte de naissance").await.unwrap();
        let mut conn = cx.read().await.unwrap();
        let grant = access::require(&cx, &mut conn, access::Action::Read, w.case).await.unwrap();
        let frames = cases::frames_of(&mut conn, &grant).await.unwrap();
        let said: Vec<&str> = frames.iter().map(|f| f.source.as_str()).collect();
        assert_eq!(said[0], "accord du 14 septembre", "{said:?}");
        assert!(said.contains(&"jugement de Line"), "{said:?}");
    });
}

#[test]
fn a_child_is_found_under_every_name_of_its_records_as_long_as_they_are_one() {
    run(async {
        let w = World::new().await;
        let (a, _) = twin(&w, "Aurore", "Delgado", &w.idriss).await;
        let (b, _) = twin(&w, "Lena", "Dorpe", &w.idriss).await;
        let cx = w.t.acting(&w.hanae).await;
        cases::merge(&cx, b, a, "même acte de naissance").await.unwrap();
        cases::merge(&cx, w.case, b, "encore la même").await.unwrap();
        let found = async |text: &str| {
            let mut conn = w.t.app.db.read().await.unwrap();
            let query = people::Query { text: text.into(), birth: None };
            let found = people::search(&cx, &mut conn, &query).await.unwrap();
            found.readable.iter().map(|m| m.person.id).collect::<Vec<_>>()
        };
        for text in ["aurore delgado", "surnomaurore", "lena dorpe", "lina vandorpe", "lina delgado"] {
            assert_eq!(found(text).await, [w.lina], "{text}");
        }
        cases::unmerge(&cx, w.case, b, "des cousines").await.unwrap();
        assert!(!found("aurore delgado").await.contains(&w.lina));
        assert_eq!(found("aurore delgado").await.len(), 1);
    });
}

#[test]
fn what_is_separated_again_has_its_terms_and_its_seats_as_they_were() {
    run(async {
        let w = World::new().await;
        // Nobody leads the duplicate yet; Noor looks into it in an emergency, Idriss helps for a month.
        let cx = w.t.acting(&w.hanae).await;
        let twin = child(&cx, "Line", "Van Dorpe").await;
        let twin = cases::open(&cx, &new_case(&cx, twin)).await.unwrap();
        let ends = cx.now.plus(30 * Instant::DAY);
        cases::add_to_circle(&cx, twin, w.idriss.practitioner, "visites", Some(ends)).await.unwrap();
        let noor = w.t.acting(&w.noor).await;
        cases::open_emergency(&noor, twin, "Line est introuvable depuis midi").await.unwrap();
        let before: Vec<(String, uuid::Uuid)> =
            w.running(twin).await.into_iter().map(|d| (d.term, d.owner)).collect();
        assert!(before.iter().any(|(t, _)| t == "assignment"));
        let kept = w.running(w.case).await.len();
        cases::merge(&cx, w.case, twin, "même acte de naissance").await.unwrap();
        assert!(!w.running(w.case).await.iter().any(|d| d.term == "assignment"), "Claire leads it");
        assert!(w.running(twin).await.is_empty());
        let mut conn = cx.read().await.unwrap();
        let grant = access::require(&cx, &mut conn, access::Action::Read, w.case).await.unwrap();
        let along = access::circle_of(&mut conn, &grant).await.unwrap();
        let along = along.iter().find(|s| s.practitioner() == Some(w.idriss.practitioner)).unwrap();
        assert_eq!(along.end(), Some(ends), "whoever came for a month came for a month");
        drop(conn);
        w.t.pass(Instant::HOUR);
        let cx = w.t.acting(&w.hanae).await;
        cases::unmerge(&cx, w.case, twin, "des cousines").await.unwrap();
        let mut after: Vec<(String, uuid::Uuid)> =
            w.running(twin).await.into_iter().map(|d| (d.term, d.owner)).collect();
        let mut before = before;
        before.sort();
        after.sort();
        assert_eq!(after, before);
        assert_eq!(w.running(w.case).await.len(), kept);
        let mut conn = cx.read().await.unwrap();
        let grant = access::require(&cx, &mut conn, access::Action::Read, twin).await.unwrap();
        let circle = access::circle_of(&mut conn, &grant).await.unwrap();
        let held: Vec<(Capacity, Option<Instant>)> =
            circle.iter().filter(|s| s.is_held(cx.now)).map(|s| (s.capacity, s.end())).collect();
        assert!(held.contains(&(Capacity::CoWorker, Some(ends))), "{held:?}");
        assert!(held.contains(&(Capacity::Supervisor, None)), "{held:?}");
        assert!(!held.iter().any(|(c, _)| *c == Capacity::Emergency), "{held:?}");
        drop(conn);
        assert!(w.get(&w.hanae, "/cases?state=unassigned").await.has("Line Van Dorpe"));
        assert_eq!(w.get(&w.noor, &format!("/cases/{twin}/people")).await.status, 404);
    });
}

#[test]
fn what_was_late_before_a_merge_is_late_again_once_it_is_undone() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.hanae).await;
        let twin = child(&cx, "Line", "Van Dorpe").await;
        let twin = cases::open(&cx, &new_case(&cx, twin)).await.unwrap();
        cases::hold(&cx, twin, "la famille est partie pour l’été").await.unwrap();
        w.t.pass(90 * Instant::DAY);
        let cx = w.t.acting(&w.hanae).await;
        let terms = async || w.running(twin).await.into_iter().map(|d| d.term).collect::<Vec<_>>();
        let before = terms().await;
        assert!(before.iter().any(|t| t == "assignment"));
        cases::merge(&cx, w.case, twin, "même acte de naissance").await.unwrap();
        // The case that is left does not wait: no clock runs there that nobody could stop.
        assert!(!w.running(w.case).await.iter().any(|d| d.term == "on_hold" || d.term == "assignment"));
        cases::unmerge(&cx, w.case, twin, "deux cousines").await.unwrap();
        assert_eq!(terms().await, before);
    });
}

#[test]
fn what_is_at_work_does_not_end_in_a_closed_case() {
    run(async {
        let w = World::new().await;
        let (a, _) = twin(&w, "Line", "Van Dorpe", &w.idriss).await;
        let closing = Closing {
            reason: "goals_met".into(),
            explanation: "les objectifs sont atteints".into(),
            child_view: "« je suis contente »".into(),
            partners_told: "l’école sera prévenue".into(),
            retention: "dix ans".into(),
            ..Closing::default()
        };
        cases::propose_closure(&w.t.acting(&w.claire).await, w.case, &closing).await.unwrap();
        cases::approve_closure(&w.t.acting(&w.bruno).await, w.case).await.unwrap();
        let cx = w.t.acting(&w.hanae).await;
        let refused = cases::merge(&cx, w.case, a, "même acte de naissance").await.unwrap_err();
        assert_eq!(refused.code(), "merge-open-into-closed");
        cases::merge(&cx, a, w.case, "même acte de naissance").await.unwrap();
        // How the closed one ended is read in the one that is left.
        let mut conn = cx.read().await.unwrap();
        let grant = access::require(&cx, &mut conn, access::Action::Read, a).await.unwrap();
        assert_eq!(cases::closures_of(&mut conn, &grant).await.unwrap().len(), 1);
    });
}

#[test]
fn a_merge_is_not_undone_by_the_service_that_received_the_case() {
    run(async {
        let w = World::new().await;
        let (a, _) = twin(&w, "Line", "Van Dorpe", &w.idriss).await;
        cases::merge(&w.t.acting(&w.hanae).await, w.case, a, "même acte de naissance").await.unwrap();
        w.goes(w.case).await;
        let refused =
            cases::unmerge(&w.t.acting(&w.noor).await, w.case, a, "des cousines").await.unwrap_err();
        assert_eq!(refused.code(), "unmerge-elsewhere");
        // Both files went, with what either said.
        assert!(w.get(&w.noor, &format!("/cases/{}/people", w.case)).await.has("SurnomLine"));
        assert!(w.get(&w.noor, &format!("/cases/{}/circle", w.case)).await.has("chien de Line"));
    });
}

#[test]
fn a_case_that_waits_says_why_and_waits_no_more_once_it_is_closed_or_gone() {
    run(async {
        let w = World::new().await;
        assert_eq!(w.post(&w.claire, "hold", &[("reason", "hospital")]).await.status, 303);
        let reminder = async || {
            let running = w.running(w.case).await;
            running.into_iter().find(|d| d.term == term::ON_HOLD)
        };
        let first = reminder().await.unwrap().due_on;
        w.t.pass(20 * Instant::DAY);
        let silent = w.post(&w.claire, "hold/reviews", &[]).await;
        assert!(silent.status == 422 && silent.has("Dites pourquoi l’attente continue"), "{}", silent.body);
        let why = [("reason", "l’opération est reportée")];
        let done = w.post(&w.claire, "hold/reviews", &why).await;
        assert_eq!(done.location, format!("/cases/{}?done=hold-reviewed", w.case), "{}", done.body);
        assert!(reminder().await.unwrap().due_on > first, "the reminder starts again");
        assert!(w.get(&w.claire, "resumption").await.has("l’opération est reportée"));
        w.goes(w.case).await;
        let mut conn = w.t.app.db.read().await.unwrap();
        let facts = cases::facts(&mut conn, w.case, w.t.system().now).await.unwrap();
        assert_eq!(facts.standing.on_hold, None);
        drop(conn);
        let nothing = w.post(&w.noor, "hold/reviews", &why).await;
        assert!(nothing.status == 422 && nothing.has("n’est pas suspendu"), "{}", nothing.body);
        // Closed while on hold, then taken up again.
        let noor = w.t.acting(&w.noor).await;
        cases::hold(&noor, w.case, "vacances").await.unwrap();
        let closing = Closing {
            reason: "goals_met".into(),
            explanation: "les objectifs sont atteints".into(),
            child_view: "« ça va »".into(),
            partners_told: "l’école".into(),
            retention: "dix ans".into(),
            ..Closing::default()
        };
        cases::propose_closure(&noor, w.case, &closing).await.unwrap();
        let other = w.t.person(w.there, "Ilse", "Claes", &[kernel::FunctionKind::Supervisor]).await;
        cases::approve_closure(&w.t.acting(&other).await, w.case).await.unwrap();
        cases::reopen(&noor, w.case, "la mère le demande").await.unwrap();
        let mut conn = w.t.app.db.read().await.unwrap();
        let facts = cases::facts(&mut conn, w.case, w.t.system().now).await.unwrap();
        assert_eq!(facts.standing.on_hold, None);
    });
}

#[test]
fn of_two_merges_that_cross_one_is_done_and_the_other_is_not() {
    run(async {
        let w = World::new().await;
        let (twin, _) = twin(&w, "Line", "Van Dorpe", &w.idriss).await;
        let (hanae, bruno) = (w.t.acting(&w.hanae).await, w.t.acting(&w.bruno).await);
        // A third deed lets both begin before either goes on.
        let (held, _) = access::begin(&hanae, access::Action::Read, w.case).await.unwrap();
        let (one, other, ()) = tokio::join!(
            cases::merge(&hanae, w.case, twin, "la même"),
            cases::merge(&bruno, twin, w.case, "la même"),
            async {
                tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                drop(held);
            },
        );
        let told: Vec<String> =
            [one, other].into_iter().filter_map(Result::err).map(|e| e.code().to_owned()).collect();
        // Whoever waited is told that something changed; whoever came when all was done finds no such case any more.
        assert!(told.len() == 1 && ["conflict", "not-found"].contains(&told[0].as_str()), "{told:?}");
    });
}

#[test]
fn the_reports_of_a_duplicate_are_those_of_the_case_that_is_left_until_they_are_separated() {
    run(async {
        let w = World::new().await;
        let (twin, _) = twin(&w, "Line", "Van Dorpe", &w.idriss).await;
        let cx = w.t.acting(&w.hanae).await;
        let (first, second): (ReportId, ReportId) = (cx.new_id().unwrap(), cx.new_id().unwrap());
        let mut tx = w.t.system().begin_technical().await.unwrap();
        for (case, report) in [(w.case, first), (twin, second)] {
            cases::store_reports::insert_report(&mut tx, case, report, w.hanae.practitioner, cx.now)
                .await
                .unwrap();
        }
        tx.commit_technical(platform::db::Technical::Job).await.unwrap();
        let reports = async |case: CaseId| {
            let mut conn = cx.read().await.unwrap();
            let grant = access::require(&cx, &mut conn, access::Action::Read, case).await.unwrap();
            cases::reports_of(&mut conn, &grant).await.unwrap()
        };
        assert_eq!(reports(w.case).await, [first]);
        cases::merge(&cx, w.case, twin, "la même").await.unwrap();
        assert_eq!(reports(w.case).await, [first, second]);
        cases::unmerge(&cx, w.case, twin, "des cousines").await.unwrap();
        assert_eq!((reports(w.case).await, reports(twin).await), (vec![first], vec![second]));
    });
}
