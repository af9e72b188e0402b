// SPDX-License-Identifier: EUPL-1.2
//! Where people can be reached: corrected, ended, kept secret, revealed. And a family told from both sides.

use kernel::PersonId;

use crate::cases::{self, Around};
use crate::people::{self, NewContact, NewPerson};
use crate::testing::{Page, run};

use super::world::{SECRET, World, child, new_case};

pub(super) const OLD: &str = "0470 00 00 11";

/// The father, with a number.
pub(super) async fn father(w: &World) -> PersonId {
    let cx = w.t.acting(&w.claire).await;
    let father = NewPerson { given: "Marc".into(), family: "Vandorpe".into(), ..NewPerson::default() };
    let around = Around { kind: "parent".into(), source: "dit par la mère".into(), ..Around::default() };
    let id = cases::relate_new(&cx, w.case, &father, &around).await.unwrap();
    let phone = NewContact {
        kind: "phone".into(),
        value: OLD.into(),
        source: "dit par la mère".into(),
        ..NewContact::default()
    };
    cases::note_contact(&cx, w.case, id, &phone).await.unwrap();
    id
}

/// The address of somebody's only contact, and its version as a form shows it.
pub(super) async fn contact(w: &World, person: PersonId) -> (String, String) {
    let mut conn = w.t.app.db.read().await.unwrap();
    let all = people::contacts_of(&mut conn, &[person]).await.unwrap();
    let (_, one) = all.last().unwrap();
    (format!("people/{person}/contacts/{}", one.id.simple()), one.version.to_string())
}

fn field(page: &Page, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    page.body.split(&start).nth(1).and_then(|v| v.split('"').next()).unwrap_or_default().to_owned()
}

async fn events(w: &World, kind: &str) -> i64 {
    let mut conn = w.t.app.db.read().await.unwrap();
    let sql = "SELECT COUNT(*) FROM ledger WHERE kind = $1";
    conn.value(sql, platform::args![kind]).await.unwrap().unwrap_or(0)
}

#[test]
fn a_number_is_corrected_and_how_it_was_noted_stays() {
    run(async {
        let w = World::new().await;
        let father = father(&w).await;
        let (url, _) = contact(&w, father).await;
        let form = w.get(&w.claire, &url).await;
        assert!(form.has(OLD) && field(&form, "version") == "1", "{}", form.body);
        let nothing = w.post(&w.claire, &url, &[("version", "1"), ("value", "")]).await;
        assert!(
            nothing.status == 422 && nothing.has("Donnez l’adresse") && nothing.has("Dites d’où vient"),
            "{}",
            nothing.body
        );
        let fixed = [
            ("version", "1"),
            ("value", "0470 00 00 12"),
            ("source", "lui-même, au téléphone"),
            ("from_date-year", "2026"),
        ];
        let done = w.post(&w.claire, &url, &fixed).await;
        assert!(done.location.ends_with("people?done=contact-corrected"), "{}", done.body);
        let page = w.get(&w.claire, "people?done=contact-corrected").await;
        for text in
            ["0470 00 00 12", "lui-même, au téléphone", OLD, "corrigé le", "Les coordonnées sont corrigées"]
        {
            assert!(page.has(text), "{text}: {}", page.body);
        }
        assert_eq!(events(&w, "contact_corrected").await, 1);
        // Somebody who had the page open before sees both, and loses nothing.
        let late = [("version", "1"), ("value", "0470 00 00 13"), ("source", "l’école")];
        let both = w.post(&w.hanae, &url, &late).await;
        assert!(
            both.status == 409
                && both.has("0470 00 00 12")
                && both.has("0470 00 00 13")
                && both.has("l’école"),
            "{}",
            both.body
        );
        assert_eq!(field(&both, "version"), "2");
        let again = [("version", "2"), ("value", "0470 00 00 13"), ("source", "l’école")];
        assert_eq!(w.post(&w.hanae, &url, &again).await.status, 303);
        assert_eq!(w.get(&w.idriss, &url).await.status, 404, "not of the circle");
        assert_eq!(w.post(&w.idriss, &url, &again).await.status, 404);
        let elsewhere = url.replace(&father.to_string(), &w.mother.to_string());
        assert_eq!(w.get(&w.claire, &elsewhere).await.status, 404, "the number is not the mother’s");
    });
}

#[test]
fn a_number_ends_with_its_day_and_reason_and_is_seen_beneath() {
    run(async {
        let w = World::new().await;
        let father = father(&w).await;
        let (url, _) = contact(&w, father).await;
        let end = format!("{url}/end");
        let form = w.get(&w.claire, &end).await;
        assert!(form.has(OLD) && form.has("Mettre fin"), "{}", form.body);
        let why = [("version", "1"), ("until_date-year", "2026"), ("until_date-month", "8")];
        let missing = w.post(&w.claire, &end, &why).await;
        assert!(
            missing.status == 422 && missing.has("Dites pourquoi") && missing.has("2026"),
            "{}",
            missing.body
        );
        // Corrected meanwhile: what would end now is read first.
        let fixed = [("version", "1"), ("value", "0470 00 00 12"), ("source", "lui-même")];
        assert_eq!(w.post(&w.hanae, &url, &fixed).await.status, 303);
        let told = [&why[..], &[("reason", "numéro changé")]].concat();
        let changed = w.post(&w.claire, &end, &told).await;
        assert!(
            changed.status == 422
                && changed.has("vient de corriger")
                && changed.has("0470 00 00 12")
                && changed.has("numéro changé"),
            "{}",
            changed.body
        );
        let told = [("version", "2"), ("until_date-year", "2026"), ("reason", "numéro changé")];
        let done = w.post(&w.claire, &end, &told).await;
        assert!(done.location.ends_with("people?done=contact-ended"), "{}", done.body);
        let page = w.get(&w.claire, "people").await;
        let (now, past) = page.body.split_once("Coordonnées passées ou corrigées").unwrap();
        assert!(!now.contains("0470") && past.contains("0470 00 00 12") && past.contains("numéro changé"));
        assert!(past.contains("jusqu’à\u{a0}: 2026"), "{past}");
        assert_eq!(events(&w, "contact_ended").await, 1);
        for gone in [&url, &end] {
            assert_eq!(w.get(&w.claire, gone).await.status, 404, "what ended is not changed any more");
        }
    });
}

#[test]
fn what_is_kept_secret_is_written_out_by_a_deed_only() {
    run(async {
        let w = World::new().await;
        let (url, _) = contact(&w, w.mother).await;
        let reveal = format!("{url}/reveal");
        // Nobody reads it in passing: neither on the page of the people nor on the form that corrects it.
        for who in [&w.claire, &w.hanae] {
            for pane in ["people", &url, &format!("{url}/end"), &reveal] {
                let page = w.get(who, pane).await;
                assert!(page.status == 200 && !page.has("Tanneurs"), "{pane}: {}", page.body);
            }
        }
        assert_eq!(events(&w, "secret_revealed").await, 0);
        // The lead asks, and sees; each time is an event.
        let shown = w.post(&w.claire, &reveal, &[]).await;
        assert!(
            shown.status == 200 && shown.has(SECRET) && shown.has("Ne jamais donner à\u{a0}: le père"),
            "{}",
            shown.body
        );
        assert!(shown.has("mg-print-only mg-masked"), "masked on paper");
        assert!(shown.header("cache-control").contains("no-store"));
        assert_eq!(events(&w, "secret_revealed").await, 1);
        w.post(&w.claire, &reveal, &[]).await;
        assert_eq!(events(&w, "secret_revealed").await, 2);
        // A supervisor says why.
        let why = w.post(&w.hanae, &reveal, &[]).await;
        assert!(why.status == 422 && why.has("Dites pourquoi") && !why.has("Tanneurs"), "{}", why.body);
        let shown = w.post(&w.hanae, &reveal, &[("reason", "remplace Claire, visite ce soir")]).await;
        assert!(shown.status == 200 && shown.has(SECRET), "{}", shown.body);
        assert_eq!(events(&w, "secret_revealed").await, 3);
        for stranger in [&w.idriss, &w.luc, &w.noor] {
            assert_eq!(w.get(stranger, &reveal).await.status, 404);
            let fields = [("reason", "curiosité")];
            assert_eq!(w.post(stranger, &reveal, &fields).await.status, 404, "{}", stranger.email);
        }
        assert_eq!(events(&w, "secret_revealed").await, 3);
    });
}

#[test]
fn whoever_corrects_a_secret_address_need_not_see_it() {
    run(async {
        let w = World::new().await;
        let (url, _) = contact(&w, w.mother).await;
        // Nothing typed: kept as it is.
        let kept = [
            ("version", "1"),
            ("value", ""),
            ("source", "la mère"),
            ("protected_from", "le père et son frère"),
        ];
        assert_eq!(w.post(&w.claire, &url, &kept).await.status, 303);
        let shown = w.post(&w.claire, &format!("{url}/reveal"), &[]).await;
        assert!(shown.has(SECRET) && shown.has("le père et son frère"), "{}", shown.body);
        // Two at once: the other version stays masked in the conflict.
        let late = [
            ("version", "1"),
            ("value", "Rue Neuve 1"),
            ("source", "la mère"),
            ("protected_from", "le père"),
        ];
        let both = w.post(&w.hanae, &url, &late).await;
        assert!(
            both.status == 409 && both.has("tenu secret") && both.has("Rue Neuve 1") && !both.has("Tanneurs"),
            "{}",
            both.body
        );
        // Emptying whom it is kept from does not open it by itself.
        let half = [("version", "2"), ("value", ""), ("source", "la mère"), ("secret", "1")];
        let asked = w.post(&w.claire, &url, &half).await;
        assert!(asked.status == 422 && asked.has("ne doit jamais être donnée"), "{}", asked.body);
        // How it was noted before is masked as well.
        let page = w.get(&w.hanae, "people").await;
        assert!(page.has("corrigé le") && !page.has("Tanneurs"), "{}", page.body);
        // An address that was noted openly and is then protected leaves no trace of itself.
        let father = father(&w).await;
        let (phone, _) = contact(&w, father).await;
        let protect =
            [("version", "1"), ("value", OLD), ("source", "lui-même"), ("protected_from", "la mère")];
        assert_eq!(w.post(&w.claire, &phone, &protect).await.status, 303);
        let page = w.get(&w.claire, "people").await;
        assert!(page.has("corrigé le") && !page.has(OLD), "{}", page.body);
    });
}

#[test]
fn unticking_a_box_does_not_open_a_secret_address() {
    run(async {
        let w = World::new().await;
        let (url, _) = contact(&w, w.mother).await;
        let blind = [("version", "1"), ("value", ""), ("source", "lettre du 3 mars"), ("protected_from", "")];
        let refused = w.post(&w.claire, &url, &blind).await;
        assert!(
            refused.status == 422
                && refused.has("Pour lever le secret, retapez les coordonnées")
                && refused.has("lettre du 3 mars")
                && !refused.has("Tanneurs"),
            "{}",
            refused.body
        );
        assert!(!w.get(&w.claire, "people").await.has("Tanneurs"));
        assert_eq!(events(&w, "contact_corrected").await, 0);
        // Whoever writes it again knows it: the circle may read it.
        let known = [("version", "1"), ("value", SECRET), ("source", "lettre du 3 mars")];
        assert_eq!(w.post(&w.claire, &url, &known).await.status, 303);
        let page = w.get(&w.hanae, "people").await;
        let (now, past) = page.body.split_once("Coordonnées passées ou corrigées").unwrap();
        assert!(now.contains(SECRET), "{now}");
        assert!(!past.contains("Tanneurs"), "how it was noted while it was secret stays masked: {past}");
    });
}

#[test]
fn a_child_at_its_mothers_secret_address_does_not_give_it_away() {
    run(async {
        let w = World::new().await;
        let fields =
            [("kind", "address"), ("value", "RUE DES TANNEURS 14, SART-BRUYANT"), ("source", "l’école")];
        let noted = w.post(&w.claire, &format!("people/{}/contacts", w.lina), &fields).await;
        assert_eq!(noted.status, 303, "{}", noted.body);
        let page = w.get(&w.claire, "people").await;
        assert!(
            !page.body.to_lowercase().contains("tanneurs")
                && page.has("Même contenu que des coordonnées tenues secrètes"),
            "{}",
            page.body
        );
        let (url, _) = contact(&w, w.lina).await;
        assert!(!w.get(&w.claire, &url).await.body.to_lowercase().contains("tanneurs"));
    });
}

#[test]
fn what_was_noted_before_does_not_give_a_secret_address_away() {
    run(async {
        let w = World::new().await;
        // Openly noted for the child, then corrected; then it becomes where the mother hides.
        let fields = [("kind", "address"), ("value", "Rue Neuve 5, Sart-Bruyant"), ("source", "l’école")];
        let add = |id: PersonId| format!("people/{id}/contacts");
        assert_eq!(w.post(&w.claire, &add(w.lina), &fields).await.status, 303);
        let (url, _) = contact(&w, w.lina).await;
        let moved = [("version", "1"), ("value", "Quai du Nord 2"), ("source", "l’école")];
        assert_eq!(w.post(&w.claire, &url, &moved).await.status, 303);
        assert!(w.get(&w.claire, "people").await.has("Rue Neuve 5"), "nothing is secret about it yet");
        let hidden = [&fields[..], &[("protected_from", "le père")]].concat();
        assert_eq!(w.post(&w.claire, &add(w.mother), &hidden).await.status, 303);
        let page = w.get(&w.claire, "people").await;
        assert!(!page.has("Rue Neuve 5") && page.has("Quai du Nord 2"), "{}", page.body);
        // What the secret address was before it was corrected is secret, wherever it is noted.
        let (url, _) = contact(&w, w.mother).await;
        let fixed = [
            ("version", "1"),
            ("value", "Quai du Nord 2"),
            ("source", "elle"),
            ("protected_from", "le père"),
        ];
        assert_eq!(w.post(&w.claire, &url, &fixed).await.status, 303);
        let page = w.get(&w.claire, "people").await;
        assert!(!page.has("Rue Neuve 5") && !page.has("Quai du Nord 2"), "{}", page.body);
    });
}

#[test]
fn what_an_attention_note_says_of_a_secret_address_stays_under_it() {
    run(async {
        let w = World::new().await;
        let secret = [("kind", "secret_address"), ("text", SECRET), ("from_on", "2026-09-15")];
        assert_eq!(w.post(&w.claire, "attention", &secret).await.status, 303);
        let page = w.get(&w.hanae, "attention").await;
        assert!(!page.has("Tanneurs") && page.has("tenu secret"), "{}", page.body);
        let mut conn = w.t.app.db.read().await.unwrap();
        let told = "SELECT COUNT(*) FROM case_entries WHERE summary LIKE '%Tanneurs%'";
        assert_eq!(
            conn.value::<i64>(told, platform::args![]).await.unwrap(),
            Some(0),
            "the timeline does not tell"
        );
        drop(conn);
        let reveal = page.body.split("/reveal\"").next().and_then(|b| b.rsplit("href=\"").next()).unwrap();
        let reveal = format!("{reveal}/reveal");
        assert_eq!(w.post(&w.hanae, &reveal, &[]).await.status, 422);
        let shown = w.post(&w.hanae, &reveal, &[("reason", "relecture avec Claire")]).await;
        assert!(shown.status == 200 && shown.has(SECRET), "{}", shown.body);
        assert_eq!(events(&w, "secret_revealed").await, 1);
        assert_eq!(w.get(&w.noor, &reveal).await.status, 404);
    });
}

#[test]
fn a_brother_told_from_both_sides_stands_once_and_ends_once() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let tom = child(&cx, "Tom", "Vandorpe").await;
        let his = cases::open(&cx, &new_case(&cx, tom)).await.unwrap();
        cases::assign(&w.t.acting(&w.hanae).await, his, w.claire.practitioner).await.unwrap();
        let cx = w.t.acting(&w.claire).await;
        let sibling =
            |source: &str| Around { kind: "sibling".into(), source: source.into(), ..Around::default() };
        cases::relate_known(&cx, w.case, tom, &sibling("dit par Lina")).await.unwrap();
        cases::relate_known(&cx, his, w.lina, &sibling("dit par Tom")).await.unwrap();
        for (pane, other) in [("people".to_owned(), "Tom"), (format!("/cases/{his}/people"), "Lina")] {
            let page = w.get(&w.claire, &pane).await;
            let row = format!("{other} Vandorpe<span class=\"mg-table__second\">");
            assert_eq!(page.body.matches(&row).count(), 1, "{pane}: {}", page.body);
            assert!(page.has("dit par Lina") && page.has("dit par Tom"), "both say so: {}", page.body);
            assert_eq!(
                page.body.matches("/relationships/").count(),
                if other == "Tom" { 2 } else { 1 },
                "{pane}"
            );
        }
        let page = w.get(&w.claire, &format!("/cases/{his}/people")).await;
        let link = page
            .body
            .split("/relationships/")
            .nth(1)
            .and_then(|s| s.split("/end").next())
            .unwrap()
            .to_owned();
        let ended = w
            .post(
                &w.claire,
                &format!("/cases/{his}/relationships/{link}/end"),
                &[("reason", "ce sont des cousins")],
            )
            .await;
        assert_eq!(ended.status, 303, "{}", ended.body);
        let page = w.get(&w.claire, "people").await;
        let (now, past) = page.body.split_once("Liens passés ou corrigés").unwrap();
        let (_, now) = now.split_once("Liens de l’enfant").unwrap_or(("", now));
        assert!(!now.contains("Tom Vandorpe") && past.contains("Tom Vandorpe"), "{}", page.body);
    });
}
