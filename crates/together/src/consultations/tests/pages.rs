// SPDX-License-Identifier: EUPL-1.2
//! From a basis to minutes through the pages, and what pages do with input that nobody should send.

use register::testing::run;

use super::world::World;

const BASIS: &[(&str, &str)] = &[
    ("basis", "authorisation"),
    ("source", "Étienne Delhaye, substitut"),
    ("authorised-day", "15"),
    ("authorised-month", "9"),
    ("authorised-year", "2026"),
    ("reasons", "Éviter que l’enfant doive répéter."),
    ("about", "Sarah et Issa"),
    ("purpose", "Les protéger pendant l’enquête."),
    ("modalities", "Une réunion."),
    ("until-day", "15"),
    ("until-month", "12"),
    ("until-year", "2026"),
];

#[test]
fn the_pages_walk_from_a_basis_to_minutes() {
    run(async {
        let w = World::new().await;
        let aline = w.t.sign_in(&w.aline).await;
        let missing = aline.post("/consultations/new", &[("basis", "authorisation")]).await;
        assert_eq!(missing.status, 422);
        assert!(missing.has("Donnez la date de l’autorisation") && missing.has("Donnez les motifs"));
        let opened = aline.post("/consultations/new", BASIS).await;
        let at = opened.header("location").to_owned();
        assert!(at.starts_with("/consultations/"), "{}", opened.body);
        let who = w.yassin.practitioner.to_string();
        let place = w.yassin.institution.to_string();
        let found = aline.get(&format!("{at}/participants?institution={place}")).await;
        assert!(found.has("Yassin Mansouri"));
        aline.post(&format!("{at}/participants"), &[("who", &who), ("institution", &place)]).await;
        let before = aline.get(&at).await;
        assert!(before.has("La règle refuse"), "nothing was answered yet: {}", before.body);
        let (knows, needs) = (format!("r-{who}-knows_secrecy"), format!("n-{who}-necessary"));
        let answers = [
            ("q-basis", "yes"),
            ("q-exclusive_purpose", "yes"),
            ("q-participants_fixed", "yes"),
            ("q-purpose_fixed", "yes"),
            ("q-modalities_fixed", "yes"),
            (knows.as_str(), "yes"),
            (needs.as_str(), "yes"),
        ];
        aline.post(&format!("{at}/questions"), &answers).await;
        assert!(aline.get(&format!("{at}/opening")).await.has("Ouvrir la concertation"));
        let sent = aline.post(&format!("{at}/opening"), &[]).await;
        assert_eq!(sent.header("location"), format!("{at}?done=opened"), "{}", sent.body);
        let yassin = w.t.sign_in(&w.yassin).await;
        let page = yassin.get(&at).await;
        assert!(page.has("Personne n’est obligé de venir") && page.has("à vérifier"), "{}", page.body);
        assert!(!page.has("<title>Sarah"), "titles name nobody");
        let day = [("on-day", "15"), ("on-month", "9"), ("on-year", "2026")];
        let held = [&day[..], &[("attended", who.as_str())]].concat();
        aline.post(&format!("{at}/session"), &held).await;
        let kept = aline.post(&format!("{at}/minutes"), &[("text", "Qui accompagne Sarah.")]).await;
        assert_eq!(kept.header("location"), format!("{at}?done=minutes"), "{}", kept.body);
        yassin.post(&format!("{at}/word"), &[("silent", "1")]).await;
        let page = yassin.get(&at).await;
        assert!(page.has("Qui accompagne Sarah.") && page.has("était là et n’a pas parlé"));
        assert!(yassin.get("/received").await.has("/consultations"), "there is a way to it");
    });
}

#[test]
fn hostile_input_changes_nothing_and_breaks_nothing() {
    run(async {
        let w = World::new().await;
        let id = w.prepared().await;
        let aline = w.t.sign_in(&w.aline).await;
        let at = format!("/consultations/{id}");
        let long = "x".repeat(25_000);
        let script = "<script>alert(1)</script>";
        for (path, fields, status) in [
            ("/consultations/new".to_owned(), vec![("basis", "decree"), ("until-day", "99")], 422),
            (format!("{at}/basis"), vec![("basis", "law"), ("purpose", long.as_str())], 422),
            (format!("{at}/participants"), vec![("who", "nobody"), ("institution", "nowhere")], 200),
            (format!("{at}/questions"), vec![("q-basis", "perhaps"), ("r-x-knows_secrecy", "yes")], 303),
            (format!("{at}/session"), vec![("attended", "x")], 404),
            (format!("{at}/minutes"), vec![("text", script)], 422),
            (format!("{at}/word"), vec![("text", script)], 422),
        ] {
            assert_eq!(aline.post(&path, &fields).await.status, status, "{path}");
        }
        for path in
            ["/consultations/x", "/consultations/00000000000000000000000000000000", "/consultations/%00"]
        {
            assert_eq!(aline.get(path).await.status, 404, "{path}");
        }
        let held = w.minuted().await;
        let at = format!("/consultations/{held}");
        aline.post(&format!("{at}/minutes"), &[("text", script)]).await;
        let page = aline.get(&at).await;
        assert!(!page.has(script) && page.has("&lt;script&gt;"));
    });
}
