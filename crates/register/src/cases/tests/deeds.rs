// SPDX-License-Identifier: EUPL-1.2
//! The deeds, through their pages.

use kernel::CaseId;

use crate::cases::{self, Around};
use crate::testing::run;

use super::world::{SECRET, World, child, new_case};

#[test]
fn one_looks_before_one_opens() {
    run(async {
        let w = World::new().await;
        let browser = w.t.sign_in(&w.hanae).await;
        // Straight to the end: led back to the search.
        let skipped =
            browser.post("/cases/new", &[("go", "open"), ("given", "Lina"), ("family", "Vandorpe")]).await;
        assert!(skipped.has("D’abord, vérifions") && skipped.has("Dans vos situations"), "{}", skipped.body);
        let found =
            browser.post("/cases/new", &[("go", "search"), ("given", "lina"), ("family", "VANDORPE")]).await;
        assert!(found.has(&format!("/cases/{}", w.case)), "{}", found.body);
        assert!(!found.has("Ouvrir un dossier pour Lina"), "she has an open case already");
        let again = browser.get(&format!("/cases/new?person={}", w.lina)).await;
        assert!(again.status == 422 && again.has("déjà un dossier ouvert"), "{}", again.body);
        let form =
            browser.post("/cases/new", &[("go", "child"), ("given", "Noé"), ("family", "Vandorpe")]).await;
        assert!(
            form.has("value=\"Noé\"") && form.has("Ce que l’enfant et la famille savent"),
            "{}",
            form.body
        );
        let sent = [
            ("go", "open"),
            ("searched", "1"),
            ("given", "Noé"),
            ("family", "Vandorpe"),
            ("birth-year", "2021"),
            ("opened_on", "2026-09-14"),
            ("reason", "aide demandée"),
            ("frame", "consented"),
        ];
        let missing = browser.post("/cases/new", &sent).await;
        assert!(missing.status == 422 && missing.has("pourquoi rien ne l’a encore été"), "{}", missing.body);
        let told = [&sent[..], &[("information", "les parents le savent")]].concat();
        let opened = browser.post("/cases/new", &told).await;
        assert!(
            opened.status == 303 && opened.location.ends_with("?done=opened"),
            "{} {}",
            opened.status,
            opened.body
        );
        assert!(browser.get("/cases").await.has("Noé Vandorpe"));
        // An adult is no child; a person of nobody's situations is unknown.
        let adult =
            browser.post("/cases/new", &[&told[..4], &[("birth-year", "1980")], &told[5..]].concat()).await;
        assert!(adult.status == 422 && adult.has("dépassé l’âge"), "{}", adult.body);
        assert_eq!(w.get(&w.idriss, &format!("/cases/new?person={}", w.lina)).await.status, 404);
    });
}

#[test]
fn a_supervisor_assigns_with_the_load_in_view() {
    run(async {
        let w = World::new().await;
        let page = w.get(&w.hanae, "assignment").await;
        assert!(
            page.has("Idriss Wautelet") && page.has("suit déjà ce dossier") && !page.has("Luc Perrin"),
            "{}",
            page.body
        );
        let none = w.post(&w.hanae, "assignment", &[]).await;
        assert!(none.status == 422 && none.has("Choisissez une personne"));
        let to = w.idriss.practitioner.to_string();
        let done = w.post(&w.hanae, "assignment", &[("to", &to)]).await;
        assert_eq!((done.status, done.location), (303, format!("/cases/{}?done=assigned", w.case)));
        assert_eq!(w.get(&w.claire, "circle").await.status, 404, "the lead before has left");
        assert_eq!(w.get(&w.idriss, "circle").await.status, 200);
        assert_eq!(w.post(&w.idriss, "assignment", &[("to", &to)]).await.status, 404);
    });
}

#[test]
fn a_colleague_joins_for_a_reason_and_leaves() {
    run(async {
        let w = World::new().await;
        let who = w.idriss.practitioner.to_string();
        let without = w.post(&w.claire, "circle", &[("who", &who)]).await;
        assert!(without.status == 422 && without.has("Dites pour quoi faire"), "{}", without.body);
        let fields = [("who", who.as_str()), ("reason", "visites du mercredi"), ("until", "2026-10-01")];
        assert_eq!(w.post(&w.claire, "circle", &fields).await.status, 303);
        let circle = w.get(&w.idriss, "circle").await;
        assert!(circle.has("visites du mercredi") && circle.has("Quitter le cercle"), "{}", circle.body);
        let end = circle
            .body
            .split("/circle/")
            .find_map(|s| s.split_once("/end").map(|(id, _)| id.to_owned()))
            .unwrap();
        let left = w.post(&w.idriss, &format!("circle/{end}/end"), &[("reason", "fin de l’appui")]).await;
        assert_eq!(left.location, "/cases?done=circle-left");
        assert_eq!(w.get(&w.idriss, "circle").await.status, 404);
        assert!(w.get(&w.claire, "circle").await.has("Places passées"));
    });
}

#[test]
fn the_receiver_sees_what_the_sender_previewed_and_no_more() {
    run(async {
        let w = World::new().await;
        let there = w.there.to_string();
        assert!(w.get(&w.claire, "transfer?q=tilvoie").await.has("SAJ de Tilvoie"));
        let words = [
            ("to", there.as_str()),
            ("reason", "la famille a déménagé"),
            ("minimum", "vit à Tilvoie, aide consentie"),
        ];
        let preview = w.post(&w.claire, "transfer", &[&words[..], &[("go", "check")]].concat()).await;
        assert!(
            preview.has("exactement ce que l’autre service verra") && preview.has("vit à Tilvoie"),
            "{}",
            preview.body
        );
        assert_eq!(w.get(&w.noor, "transfer/acceptance").await.status, 404, "nothing was proposed yet");
        let proposed = w.post(&w.claire, "transfer", &[&words[..], &[("go", "propose")]].concat()).await;
        assert_eq!(proposed.status, 303, "{}", proposed.body);
        let seen = w.get(&w.noor, "transfer/acceptance").await;
        let panel = |body: &str| {
            let from = body.find("<section class=\"mg-panel\"").unwrap();
            body[from..from + body[from..].find("</section>").unwrap()].to_owned()
        };
        assert_eq!(panel(&preview.body), panel(&seen.body));
        for pane in ["people", "circle", "chronology", "closure", "attention", "chronology/new"] {
            assert_eq!(w.get(&w.noor, pane).await.status, 404, "{pane}");
        }
        assert!(w.get(&w.noor, "/cases").await.has("Transfert proposé"));
        assert_eq!(w.get(&w.claire, "transfer/acceptance").await.status, 404, "the sender does not answer");
        let accepted = w.post(&w.noor, "transfer/acceptance", &[]).await;
        assert_eq!(accepted.location, format!("/cases/{}?done=transfer-accepted", w.case));
        assert_eq!(w.get(&w.claire, "circle").await.status, 404);
        let people = w.get(&w.noor, "people").await;
        assert!(people.has("Ne jamais donner à") && !people.has(SECRET), "the file went with the child");
    });
}

#[test]
fn a_refused_transfer_leaves_the_receiver_nothing() {
    run(async {
        let w = World::new().await;
        let there = w.there.to_string();
        let words = [
            ("to", there.as_str()),
            ("reason", "a déménagé"),
            ("minimum", "vit à Tilvoie"),
            ("go", "propose"),
        ];
        w.post(&w.claire, "transfer", &words).await;
        let why = w.post(&w.noor, "transfer/rejection", &[]).await;
        assert!(why.status == 422 && why.has("Dites pourquoi"));
        let done = w
            .post(
                &w.noor,
                "transfer/rejection",
                &[("reason", "wrong_territory"), ("explanation", "vit à Ormelle")],
            )
            .await;
        assert_eq!(done.location, "/cases?done=transfer-rejected");
        assert_eq!(w.get(&w.noor, "transfer/acceptance").await.status, 404);
        assert_eq!(w.get(&w.claire, "circle").await.status, 200);
    });
}

#[test]
fn who_proposes_a_closure_does_not_approve_it() {
    run(async {
        let w = World::new().await;
        let half = [("reason", "goals_met"), ("explanation", "les objectifs sont atteints")];
        let missing = w.post(&w.hanae, "closure", &half).await;
        assert!(missing.status == 422 && missing.has("Notez ce que l’enfant en pense"), "{}", missing.body);
        let whole = [
            &half[..],
            &[
                ("child_view", "« je suis contente »"),
                ("partners_told", "l’école sera prévenue"),
                ("retention", "dix ans"),
            ],
        ]
        .concat();
        assert_eq!(w.post(&w.hanae, "closure", &whole).await.status, 303);
        let own = w.get(&w.hanae, "closure/approval").await;
        assert!(own.status == 422 && own.has("Vous avez proposé cette clôture"), "{}", own.body);
        assert!(w.get(&w.claire, "closure").await.has("attend la décision"));
        assert_eq!(w.post(&w.claire, "closure/approval", &[]).await.status, 404);
        let no = w.post(&w.bruno, "closure/refusal", &[("reason", "une visite encore")]).await;
        assert_eq!(no.location, format!("/cases/{}?done=closure-refused", w.case));
        assert_eq!(w.post(&w.claire, "closure", &whole).await.status, 303);
        let closed = w.post(&w.bruno, "closure/approval", &[]).await;
        assert_eq!(closed.location, format!("/cases/{}?done=closed", w.case));
        assert_eq!(w.get(&w.claire, "circle").await.status, 404, "the circle has ended");
        assert!(w.get(&w.bruno, "/cases?state=closed").await.has("Lina Vandorpe"));
        let again = w.post(&w.bruno, "reopening", &[("reason", "family_asks")]).await;
        assert_eq!(again.location, format!("/cases/{}?done=reopened", w.case), "{}", again.body);
        assert!(w.get(&w.bruno, "/cases?state=unassigned").await.has("Lina Vandorpe"));
    });
}

#[test]
fn frame_attention_and_hold_are_noted() {
    run(async {
        let w = World::new().await;
        let bad = [
            ("frame", "imposed"),
            ("from_on", "2026-09-15"),
            ("until_on", "2026-09-01"),
            ("source", "jugement"),
        ];
        let page = w.post(&w.claire, "frame", &bad).await;
        assert!(page.status == 422 && page.has("La fin est avant le début"), "{}", page.body);
        let good = [
            ("frame", "imposed"),
            ("from_on", "2026-09-15"),
            ("until_on", "2026-10-15"),
            ("source", "jugement"),
        ];
        assert_eq!(w.post(&w.claire, "frame", &good).await.status, 303);
        let bar = w.get(&w.claire, "circle").await;
        assert!(bar.has("aide contrainte") && bar.has("15\u{a0}octobre 2026"), "{}", bar.body);
        let note = [("kind", "visit_in_pairs"), ("text", "chien agressif"), ("from_on", "2026-09-15")];
        assert_eq!(w.post(&w.claire, "attention", &note).await.status, 303);
        // What is written about a secret address is not repeated on every page.
        let secret = [("kind", "secret_address"), ("text", SECRET), ("from_on", "2026-09-15")];
        assert_eq!(w.post(&w.claire, "attention", &secret).await.status, 303);
        let bar = w.get(&w.claire, "circle").await;
        assert!(
            bar.has("Visite à deux\u{a0}: chien agressif")
                && bar.has("Adresse à protéger")
                && !bar.has("Tanneurs")
        );
        assert_eq!(w.post(&w.claire, "hold", &[("reason", "hospital")]).await.status, 303);
        assert!(w.get(&w.claire, "resumption").await.has("Hospitalisation"));
        assert!(w.get(&w.claire, "/cases").await.has("Suspendu"));
        assert_eq!(w.post(&w.claire, "resumption", &[]).await.status, 303);
    });
}

#[test]
fn an_emergency_access_is_loud_short_and_reviewed_by_somebody_else() {
    run(async {
        let w = World::new().await;
        let stop = w.get(&w.noor, "emergency-access").await;
        assert!(stop.has("Tout ce que vous ouvrez est inscrit") && !stop.has("Lina"), "{}", stop.body);
        let short = w
            .post(&w.noor, "emergency-access", &[("reason", "child_missing"), ("explanation", "vite")])
            .await;
        assert_eq!(short.status, 422);
        let why = [("reason", "child_missing"), ("explanation", "Lina est introuvable depuis midi")];
        let opened = w.post(&w.noor, "emergency-access", &why).await;
        assert_eq!(opened.location, format!("/cases/{}?done=emergency-opened", w.case), "{}", opened.body);
        let page = w.get(&w.noor, "people").await;
        assert!(page.has("mg-notice--emergency") && page.has("Rendre l’accès maintenant"), "{}", page.body);
        assert_eq!(
            w.post(&w.noor, "hold", &[("reason", "hospital")]).await.status,
            404,
            "she reads, she does not steer"
        );
        let list = w.get(&w.hanae, "/emergency-reviews").await;
        assert!(list.has("Noor Aerts") && list.has("introuvable depuis midi"), "{}", list.body);
        assert!(!w.get(&w.noor, "/emergency-reviews").await.has("introuvable"), "not hers to review");
        let seat = list
            .body
            .split("/emergency-reviews/")
            .nth(1)
            .and_then(|s| s.split('"').next())
            .unwrap()
            .to_owned();
        let review = w.get(&w.hanae, &format!("/emergency-reviews/{seat}")).await;
        assert!(review.has("A ouvert le dossier"), "{}", review.body);
        let fields = [("justified", "yes"), ("finding", "l’enfant a été retrouvée")];
        assert_eq!(w.post(&w.noor, &format!("/emergency-reviews/{seat}"), &fields).await.status, 404);
        assert_eq!(w.post(&w.hanae, &format!("/emergency-reviews/{seat}"), &fields).await.status, 303);
        w.t.pass(4 * kernel::Instant::HOUR);
        let later = w.get(&w.noor, "people").await;
        assert_eq!(later.status, 404, "four hours have passed: {}", later.body);
        assert_eq!(
            w.get(&w.luc, "emergency-access").await.status,
            422,
            "whoever keeps accounts opens nothing"
        );
    });
}

#[test]
fn a_leavers_cases_are_counted_before_they_move() {
    run(async {
        let w = World::new().await;
        let (from, to) = (w.claire.practitioner.to_string(), w.idriss.practitioner.to_string());
        let fields = [("from", from.as_str()), ("to", to.as_str()), ("reason", "départ de Claire")];
        let preview = w.post(&w.hanae, "/hand-overs", &[&fields[..], &[("go", "check")]].concat()).await;
        assert!(
            preview.has("Claire Noirhomme s’en va, Idriss Wautelet reprend")
                && preview.has("1 dossier suivi"),
            "{}",
            preview.body
        );
        assert_eq!(w.get(&w.claire, "circle").await.status, 200, "a preview moves nothing");
        let done = w.post(&w.hanae, "/hand-overs", &[&fields[..], &[("go", "do")]].concat()).await;
        assert_eq!(done.location, "/hand-overs?done=handed-over", "{}", done.body);
        assert_eq!(w.get(&w.claire, "circle").await.status, 404);
        assert_eq!(w.get(&w.idriss, "circle").await.status, 200);
        assert_eq!(w.get(&w.claire, "/hand-overs").await.status, 404);
    });
}

#[test]
fn a_duplicate_is_found_by_its_number_merged_and_separated() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let twin = child(&cx, "Line", "Van Dorpe").await;
        let twin_case: CaseId = cases::open(&cx, &new_case(&cx, twin)).await.unwrap();
        let mut conn = cx.read().await.unwrap();
        let reference = cases::facts(&mut conn, twin_case, cx.now).await.unwrap().case.reference;
        drop(conn);
        let unknown = w.post(&w.hanae, "merge", &[("reference", "SAJ-NULLE-PART-2026-0001")]).await;
        assert!(unknown.status == 422 && unknown.has("Aucun dossier de ce numéro"));
        let seen = w.post(&w.hanae, "merge", &[("reference", &reference.to_lowercase())]).await;
        assert!(seen.has("Line Van Dorpe") && seen.has("différent"), "{}", seen.body);
        let fields =
            [("reference", reference.as_str()), ("go", "merge"), ("reason", "même acte de naissance")];
        let merged = w.post(&w.hanae, "merge", &fields).await;
        assert_eq!(merged.location, format!("/cases/{}?done=merged", w.case), "{}", merged.body);
        assert!(!w.get(&w.hanae, "/cases").await.has("Line Van Dorpe"));
        let undone = w
            .post(&w.hanae, &format!("merge/{twin_case}/undoing"), &[("reason", "ce sont des cousines")])
            .await;
        assert_eq!(undone.location, format!("/cases/{}?done=unmerged", w.case), "{}", undone.body);
        assert!(w.get(&w.hanae, "/cases").await.has("Line Van Dorpe"));
    });
}

#[test]
fn two_people_amend_the_same_child_and_no_word_is_lost() {
    run(async {
        let w = World::new().await;
        let edit = format!("people/{}/edit", w.lina);
        let form = w.get(&w.claire, &edit).await;
        let version = form
            .body
            .split("name=\"version\" value=\"")
            .nth(1)
            .and_then(|v| v.split('"').next())
            .unwrap()
            .to_owned();
        let base = [
            ("version", version.as_str()),
            ("family", "Vandorpe"),
            ("birth", "2019-03-03"),
            ("sex", "female"),
        ];
        let first = w
            .post(
                &w.claire,
                &edit,
                &[&base[..], &[("given", "Lina"), ("languages", "français, roumain")]].concat(),
            )
            .await;
        assert_eq!(first.status, 303, "{}", first.body);
        let second = w
            .post(
                &w.hanae,
                &edit,
                &[&base[..], &[("given", "Lina-Maria"), ("languages", "roumain")]].concat(),
            )
            .await;
        assert!(
            second.status == 409 && second.has("français, roumain") && second.has("Lina-Maria"),
            "{}",
            second.body
        );
    });
}

#[test]
fn people_are_related_once_and_what_is_said_is_not_a_fact() {
    run(async {
        let w = World::new().await;
        let said = Around {
            kind: "parent_partner".into(),
            source: "dit par l’école".into(),
            alleged: true,
            ..Around::default()
        };
        let cx = w.t.acting(&w.claire).await;
        let man =
            crate::people::NewPerson { given: "Marc".into(), family: "T.".into(), ..Default::default() };
        cases::relate_new(&cx, w.case, &man, &said).await.unwrap();
        let page = w.get(&w.claire, "people").await;
        assert!(
            page.has("allégué") && page.has("stroke-dasharray=\"7 5\"") && page.has("role=\"img\""),
            "{}",
            page.body
        );
        // The mother is known already: one is asked before a second record of her is made.
        let fields = [
            ("given", "Sofia"),
            ("family", "Marin"),
            ("kind", "authority_holder"),
            ("source", "jugement du 3 mars"),
        ];
        let asked = w.post(&w.claire, "people", &fields).await;
        assert!(asked.has("Est-ce l’une de ces personnes"), "{}", asked.body);
        let mother = w.mother.to_string();
        let same =
            w.post(&w.claire, "people", &[&fields[..], &[("existing", mother.as_str())]].concat()).await;
        assert_eq!(same.status, 303, "{}", same.body);
        let page = w.get(&w.claire, "people").await;
        assert_eq!(page.body.matches(">Sofia Marin </tspan>").count(), 1, "she stands once in the sketch");
        assert!(page.has("titulaire de l’autorité parentale"));
        // Somebody who is neither the child nor around the child is nobody here.
        let stranger = child(&cx, "Autre", "Enfant").await;
        assert_eq!(w.get(&w.claire, &format!("people/{stranger}/edit")).await.status, 404);
        let end = page
            .body
            .split("/relationships/")
            .nth(1)
            .and_then(|s| s.split("/end").next())
            .unwrap()
            .to_owned();
        let ended =
            w.post(&w.claire, &format!("relationships/{end}/end"), &[("reason", "noté par erreur")]).await;
        assert_eq!(ended.status, 303, "{}", ended.body);
        assert!(w.get(&w.claire, "people").await.has("noté par erreur"));
    });
}

#[test]
fn the_chronology_is_chosen_oldest_first_and_can_be_withdrawn_from() {
    run(async {
        let w = World::new().await;
        let later =
            [("occurred-year", "2025"), ("event", "hospitalisation"), ("source", "lettre du médecin")];
        let earlier =
            [("occurred-year", "2021"), ("event", "naissance du frère"), ("source", "dit par la mère")];
        for fields in [&later, &earlier] {
            assert_eq!(w.post(&w.claire, "chronology", &fields[..]).await.status, 303);
        }
        let page = w.get(&w.hanae, "chronology").await;
        let (a, b) =
            (page.body.find("naissance du frère").unwrap(), page.body.find("hospitalisation").unwrap());
        assert!(a < b);
        let id = page
            .body
            .split("/chronology/")
            .find_map(|s| s.split_once("/withdrawal").map(|(id, _)| id.to_owned()))
            .unwrap();
        assert_eq!(w.post(&w.claire, &format!("chronology/{id}/withdrawal"), &[]).await.status, 303);
        assert!(!w.get(&w.hanae, "chronology").await.has("naissance du frère"));
    });
}
