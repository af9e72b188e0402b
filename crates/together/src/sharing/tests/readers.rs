// SPDX-License-Identifier: EUPL-1.2
//! Who reads what was told: those named, exactly the pieces opened to them, while it lasts.

use kernel::{Instant, SecrecyStatus};
use register::directory;
use register::testing::run;

use super::super as sharing;
use super::world::{World, code};

#[test]
fn nothing_is_visible_before_it_was_told_and_only_what_was_opened_after() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        let lejeune = w.t.sign_in(&w.lejeune).await;
        let list = |page: register::testing::Page| page.has(&format!("/received/{id}"));
        assert!(!list(lejeune.get("/received").await), "prepared");
        assert_eq!(lejeune.get(&format!("/received/{id}")).await.status, 404);
        w.decide(id).await.unwrap();
        assert!(!list(lejeune.get("/received").await), "decided, not told");
        assert_eq!(lejeune.get(&format!("/received/{id}")).await.status, 404);
        w.tell(id).await.unwrap();
        assert!(list(lejeune.get("/received").await), "told");
        let page = lejeune.get(&format!("/received/{id}")).await;
        assert!(page.has("Le poids suit le même couloir.") && page.has("Lina Maes"));
        assert!(
            !page.has("bilan") && !page.has("Le reste n’est pas utile."),
            "what was refused is not there"
        );
        // The way on from there is closed: neither the case, nor the decision behind, nor its register.
        for path in [
            format!("/cases/{}", w.case),
            format!("/disclosures/{id}"),
            format!("/cases/{}/disclosures", w.case),
            format!("/cases/{}/disclosures/told", w.case),
            format!("/disclosures/{id}/decision"),
        ] {
            assert_eq!(lejeune.get(&path).await.status, 404, "{path}");
        }
        assert!(!page.has(&w.case.to_string()), "the page does not say where the case is");
    });
}

#[test]
fn neither_a_colleague_of_the_recipient_nor_the_discloser_reads_as_a_recipient() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        w.decide(id).await.unwrap();
        w.tell(id).await.unwrap();
        for who in [&w.colleague, &w.claire, &w.hanae, &w.teacher, &w.police] {
            assert_eq!(w.opens(who, id).await, 404);
            assert!(!w.t.sign_in(who).await.get("/received").await.has(&id.to_string()));
        }
    });
}

#[test]
fn taking_back_and_the_end_set_work_at_once() {
    run(async {
        let w = World::new().await;
        let (back, _) = w.composed(&w.lejeune).await;
        let (ends, _) = w.composed(&w.lejeune).await;
        for id in [back, ends] {
            w.decide(id).await.unwrap();
            w.tell(id).await.unwrap();
            assert_eq!(w.opens(&w.lejeune, id).await, 200);
        }
        let cx = w.claire().await;
        assert_eq!(code(sharing::withdraw(&cx, back, " ").await), "withdrawal-without-reason");
        sharing::withdraw(&cx, back, "Envoyé à la mauvaise personne.").await.unwrap();
        assert_eq!((w.opens(&w.lejeune, back).await, w.opens(&w.lejeune, ends).await), (404, 200));
        // The last day is still a day of reading; the next is not.
        w.t.pass(10 * Instant::DAY);
        assert_eq!(w.opens(&w.lejeune, ends).await, 200);
        w.t.pass(Instant::DAY);
        assert_eq!(w.opens(&w.lejeune, ends).await, 404);
    });
}

#[test]
fn whoever_is_bound_no_longer_reads_no_longer_and_is_told_nothing_new() {
    run(async {
        let w = World::new().await;
        let (told, _) = w.composed(&w.lejeune).await;
        let (waits, _) = w.composed(&w.lejeune).await;
        for id in [told, waits] {
            w.decide(id).await.unwrap();
        }
        w.tell(told).await.unwrap();
        assert_eq!(w.opens(&w.lejeune, told).await, 200);
        let today = w.t.system().today();
        directory::set_secrecy(
            &w.t.system(),
            w.lejeune.practitioner,
            SecrecyStatus::DiscretionOnly,
            today,
            "test",
        )
        .await
        .unwrap();
        assert_eq!(w.opens(&w.lejeune, told).await, 404);
        let list = w.t.sign_in(&w.lejeune).await.get("/received").await;
        assert!(!list.has(&told.to_string()), "a list shows no more than the page");
        assert_eq!(code(w.tell(waits).await), "no-longer-permitted");
    });
}

#[test]
fn the_pages_walk_from_why_to_told() {
    run(async {
        let w = World::new().await;
        let claire = w.t.sign_in(&w.claire).await;
        let new = format!("/cases/{}/disclosures/new", w.case);
        let missing = claire.post(&new, &[]).await;
        assert!(missing.has("Dites pourquoi vous voulez transmettre"), "{}", missing.status);
        let opened = claire.post(&new, &[("why", "La croissance"), ("rule-set", "be_circulaire")]).await;
        let at = opened.header("location").to_owned();
        assert!(at.starts_with("/disclosures/"), "{at}");
        let who = w.lejeune.practitioner.to_string();
        let place = w.lejeune.institution.to_string();
        claire.post(&format!("{at}/recipients"), &[("who", &who), ("institution", &place)]).await;
        let piece = [("title", "La courbe"), ("words", "Même couloir."), ("origin", "own_work")];
        claire.post(&format!("{at}/pieces"), &piece).await;
        for person in [w.lina, w.mother] {
            let told = [
                ("told", "yes"),
                ("on-day", "14"),
                ("on-month", "9"),
                ("on-year", "2026"),
                ("how", "de vive voix"),
                ("language", "fr"),
            ];
            let sent = claire.post(&format!("{at}/family/{person}"), &told).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        let form = claire.get(&format!("{at}/questions")).await;
        let field = |start: &str, end: &str| {
            form.body
                .split("name=\"")
                .filter_map(|s| s.split('"').next())
                .find(|n| n.starts_with(start) && n.ends_with(end))
                .unwrap_or_default()
                .to_owned()
        };
        let (takes_part, necessary) = (field("r-", "-takes_part"), field("n-", "-necessary"));
        let answers = [
            ("q-discreet", "yes"),
            ("q-bond", "yes"),
            ("q-repressive", "no"),
            (takes_part.as_str(), "yes"),
            (necessary.as_str(), "yes"),
        ];
        claire.post(&format!("{at}/questions"), &answers).await;
        let page = claire.get(&at).await;
        assert!(page.has("Le partage est permis"), "{}", page.body);
        claire.post(&format!("{at}/decision"), &[]).await;
        let sent = claire
            .post(
                &format!("{at}/telling"),
                &[("channel", "written"), ("until-day", "20"), ("until-month", "9"), ("until-year", "2026")],
            )
            .await;
        assert_eq!(sent.header("location"), format!("{at}?done=told"), "{}", sent.body);
        let list = claire.get(&format!("/cases/{}/disclosures/told", w.case)).await;
        let printed = claire.get(&format!("/cases/{}/disclosures/told.pdf", w.case)).await;
        assert_eq!((printed.status, printed.header("content-type")), (200, "application/pdf"));
        assert!(printed.header("content-disposition").contains("liste.pdf"), "no name of anybody");
        assert!(list.has("La courbe") && list.has("Bernadette Lejeune") && !list.has("Même couloir."));
        let read = w.t.sign_in(&w.lejeune).await.get("/received").await;
        assert!(read.has("Claire Noirhomme"));
    });
}

#[test]
fn whoever_left_the_service_reads_nothing_of_what_they_were_told_there() {
    run(async {
        let w = World::new().await;
        let (id, _) = w.composed(&w.lejeune).await;
        w.decide(id).await.unwrap();
        w.tell(id).await.unwrap();
        assert_eq!(w.opens(&w.lejeune, id).await, 200);
        let system = w.t.system();
        let mut conn = system.read().await.unwrap();
        let held = directory::appointments_of(&mut conn, w.lejeune.practitioner).await.unwrap();
        drop(conn);
        let other = w.t.institution("pse", "PSE du Haut-Pays").await;
        w.t.appoint(&w.lejeune, other, kernel::FunctionKind::Caseworker).await;
        directory::end_appointment(&system, held[0].id, system.today()).await.unwrap();
        let browser = w.t.sign_in(&w.lejeune).await;
        w.t.pass(Instant::DAY);
        assert_ne!(browser.get(&format!("/received/{id}")).await.status, 200);
        let there = w.t.acting_at(&w.lejeune, other).await;
        let mut conn = there.read().await.unwrap();
        let opens =
            register::access::may(&there, &mut conn, register::access::Action::Read, id).await.unwrap();
        assert!(opens.is_none(), "nor from where they work now");
    });
}

#[test]
fn an_address_that_becomes_a_secret_later_is_read_nowhere_any_more() {
    run(async {
        let w = World::new().await;
        let (id, pieces) = w.composed(&w.lejeune).await;
        let cx = w.claire().await;
        sharing::set_purpose(&cx, id, "", "Elle vit chaussée du Hêtre 77.", false, false).await.unwrap();
        let piece = sharing::NewPiece {
            title: "Le logement, chaussée du Hêtre 77".into(),
            words: "Chaussée du Hêtre 77, deuxième étage.".into(),
            entry: None,
            file: None,
            class: String::new(),
            origin: secrecy::Origin::OwnWork,
        };
        let home = sharing::add_piece(&cx, id, piece).await.unwrap();
        use secrecy::Answer::{No, Yes};
        w.answer(id, &w.lejeune, &[(pieces[0], Yes), (pieces[1], No), (home, Yes)]).await.unwrap();
        for person in [w.lina, w.mother] {
            sharing::inform(&cx, id, person, Some(super::world::told_on(cx.today()))).await.unwrap();
        }
        w.decide(id).await.unwrap();
        w.tell(id).await.unwrap();
        let words = "On a dit que j’habite chaussée du Hêtre 77.";
        let objection = sharing::object(&cx, w.case, Some(id), w.mother, cx.today(), words).await.unwrap();
        let claire = w.t.sign_in(&w.claire).await;
        assert!(claire.get(&format!("/disclosures/{id}")).await.has("Hêtre"), "not a secret yet");
        let contact = register::people::NewContact {
            kind: "address".into(),
            value: "Chaussée du Hêtre 77".into(),
            secret: true,
            protected_from: "le père".into(),
            source: "la mère".into(),
            from_date: None,
        };
        register::cases::note_contact(&cx, w.case, w.mother, &contact).await.unwrap();
        let case = w.case;
        for path in [
            format!("/disclosures/{id}"),
            format!("/disclosures/{id}/withdrawal"),
            format!("/cases/{case}/disclosures"),
            format!("/cases/{case}/disclosures/told"),
            format!("/cases/{case}/objections/new"),
        ] {
            let page = claire.get(&path).await;
            assert!(page.status == 200 && !page.has("Hêtre"), "{path}: {}", page.body);
        }
        let hanae = w.t.sign_in(&w.hanae).await;
        let review = hanae.get(&format!("/objections/{objection}/review")).await;
        assert!(review.status == 200 && !review.has("Hêtre"), "{}", review.body);
        let read = w.t.sign_in(&w.lejeune).await.get(&format!("/received/{id}")).await;
        assert!(read.status == 200 && read.has("Le logement") && !read.has("Hêtre"), "{}", read.body);
    });
}
