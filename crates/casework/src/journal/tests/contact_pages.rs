// SPDX-License-Identifier: EUPL-1.2
//! Contacts and visits through the router and by their verb.

use kernel::PersonId;
use register::cases::{self, Around};
use register::deadlines;
use register::people::{self, NewPerson};
use register::testing::run;

use super::super::actions::record_contact;
use super::super::model::{ChildSeen, NewContact};
use super::world::{World, timeline};

fn contact(w: &World, kind: &str, result: &str, with: &[PersonId]) -> NewContact {
    NewContact {
        kind: kind.into(),
        result: result.into(),
        occurred_on: w.today(),
        time: None,
        with: with.to_vec(),
        others: String::new(),
        child_seen: ChildSeen::No,
        summary: "Rendez-vous convenu.".into(),
        draft: None,
    }
}

async fn first_contact_done(w: &World) -> Option<kernel::Date> {
    let clocks = deadlines::of_subject(&mut *w.reader().await, w.case.0).await.unwrap();
    clocks.into_iter().find(|c| c.term == "first_contact").unwrap().done_on
}

#[test]
fn only_a_contact_that_took_place_ends_the_first_contact() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        record_contact(&cx, w.case, &contact(&w, "home_visit", "no_answer", &[w.mother])).await.unwrap();
        assert_eq!(first_contact_done(&w).await, None);
        let partners =
            NewContact { others: "l’école".into(), ..contact(&w, "partner_meeting", "held", &[]) };
        record_contact(&cx, w.case, &partners).await.unwrap();
        assert_eq!(first_contact_done(&w).await, None);
        // A fact of before the assignment is not the first contact after it.
        let earlier =
            NewContact { occurred_on: w.today().plus_days(-3), ..contact(&w, "phone", "held", &[w.mother]) };
        record_contact(&cx, w.case, &earlier).await.unwrap();
        assert_eq!(first_contact_done(&w).await, None);
        w.t.pass(2 * kernel::Instant::DAY);
        let cx = w.t.acting(&w.claire).await;
        let held = NewContact {
            occurred_on: w.today().plus_days(-1),
            ..contact(&w, "home_visit", "held", &[w.mother, w.lina])
        };
        let recorded = record_contact(&cx, w.case, &held).await.unwrap();
        assert!(recorded.entry.is_some());
        // The clock stops with the fact, not with its recording.
        assert_eq!(first_contact_done(&w).await, Some(w.today().plus_days(-1)));
        let kinds: Vec<String> =
            timeline(&cx, &mut *w.reader().await, w.case).await.into_iter().map(|(kind, _)| kind).collect();
        let count = |kind: &str| kinds.iter().filter(|k| *k == kind).count();
        assert_eq!((count("contact_attempted"), count("contact_held"), count("visit_held")), (1, 2, 1));
    });
}

#[test]
fn somebody_once_related_can_be_met_and_somebody_related_by_mistake_cannot() {
    run(async {
        let w = World::new().await;
        for (name, until, may_be_met) in [("Ginette", Some("2026-03"), true), ("Homonyme", None, false)] {
            let cx = w.t.acting(&w.claire).await;
            let new = NewPerson { given: name.into(), family: "Servais".into(), ..NewPerson::default() };
            let link =
                Around { kind: "grandparent".into(), source: "elle-même".into(), ..Around::default() };
            let person = cases::relate_new(&cx, w.case, &new, &link).await.unwrap();
            let told = people::told(&mut *w.reader().await, w.lina).await.unwrap();
            let link = told.iter().find(|(_, p)| p.id == person).map(|(link, _)| link.id).unwrap();
            let until = until.map(|day| day.parse().unwrap());
            cases::end_relationship(&cx, w.case, link, until, "vérifié").await.unwrap();
            let form = w.browser(&w.claire).await.get(&format!("/cases/{}/contacts/new", w.case)).await;
            assert_eq!(form.has(&format!("{name} Servais")), may_be_met, "{}", form.body);
            let met = record_contact(&cx, w.case, &contact(&w, "phone", "held", &[person])).await;
            assert_eq!(met.is_ok(), may_be_met, "{name}");
        }
    });
}

#[test]
fn people_of_other_cases_cannot_be_named() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let refused = record_contact(&cx, w.case, &contact(&w, "phone", "held", &[w.tom])).await;
        assert_eq!(refused.unwrap_err().code(), "person-not-around-child");
        for (kind, result) in [("teleportation", "held"), ("phone", "perhaps")] {
            let refused = record_contact(&cx, w.case, &contact(&w, kind, result, &[w.mother])).await;
            assert_eq!(refused.unwrap_err().code(), "unknown-code");
        }
        let elsewhere = record_contact(&cx, w.other, &contact(&w, "phone", "held", &[])).await;
        assert_eq!(elsewhere.unwrap_err().code(), "not-found");
    });
}

#[test]
fn a_visit_is_recorded_by_its_form_and_shown_to_the_circle() {
    run(async {
        let w = World::new().await;
        let claire = w.browser(&w.claire).await;
        let url = format!("/cases/{}/contacts", w.case);
        let form = claire.get(&format!("{url}/new")).await;
        assert_eq!(form.status, 200, "{}", form.body);
        assert!(form.has("Sandrine") && form.has("Lina") && !form.has("Tom"), "people around the child only");
        let (mother, lina) = (w.mother.to_string(), w.lina.to_string());
        let fields = [
            ("kind", "home_visit"),
            ("occurred", "2026-09-14"),
            ("time", "14 h 30"),
            ("result", "held"),
            ("with", mother.as_str()),
            ("with", lina.as_str()),
            ("others", "une interprète"),
            ("child-seen", "alone"),
            ("summary", "La chambre est prête."),
        ];
        let sent = claire.post(&url, &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let list = w.browser(&w.hanae).await.get(&url).await;
        for text in
            ["Visite à domicile", "14\u{a0}h\u{a0}30", "Sandrine Maes", "une interprète", "Enfant vu seul"]
        {
            assert!(list.has(text), "{text}: {}", list.body);
        }
        let attempt = [
            ("kind", "phone"),
            ("occurred", "2026-09-15"),
            ("result", "no_answer"),
            ("with", mother.as_str()),
        ];
        let sent = claire.post(&url, &attempt).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert!(claire.get(&sent.location).await.has("pas comptée comme un contact"));
        assert!(!claire.get(&format!("{url}?became=held")).await.has("Appel téléphonique"));
        assert!(!claire.get(&format!("{url}?became=attempted")).await.has("La chambre est prête."));
        for stranger in [&w.samir, &w.luc, &w.noor] {
            let browser = w.browser(stranger).await;
            for path in [url.clone(), format!("{url}/new"), sent.location.clone()] {
                assert_eq!(browser.get(&path).await.status, 404, "{path}");
            }
        }
    });
}

#[test]
fn what_is_wrong_is_said_beside_its_field_and_nothing_is_lost() {
    run(async {
        let w = World::new().await;
        let claire = w.browser(&w.claire).await;
        let url = format!("/cases/{}/contacts", w.case);
        let table: &[(&[(&str, &str)], &str)] = &[
            (&[("result", "held")], "Choisissez de quoi il s’agit"),
            (&[("kind", "phone")], "Dites ce qu’il en est advenu"),
            (&[("kind", "phone"), ("result", "held")], "Dites avec qui ce contact a eu lieu"),
            (&[("kind", "phone"), ("result", "held"), ("time", "midi")], "Cette heure n’existe pas"),
            (
                &[("kind", "phone"), ("result", "no_answer"), ("child-seen", "yes")],
                "ne peut pas avoir été vu",
            ),
            (&[("kind", "<script>"), ("result", "held")], "Choisissez une des réponses"),
        ];
        for (fields, expected) in table {
            let mut all = vec![("occurred", "2026-09-15"), ("summary", "TEXTE GARDÉ")];
            all.extend_from_slice(fields);
            let back = claire.post(&url, &all).await;
            assert_eq!(back.status, 422, "{fields:?}");
            assert!(back.has(expected), "{expected}");
            assert!(back.has("TEXTE GARDÉ"), "{fields:?}");
        }
    });
}
