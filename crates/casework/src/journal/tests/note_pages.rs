// SPDX-License-Identifier: EUPL-1.2
//! Notes through the router: who reads what, what is kept, what is refused.

use register::testing::run;

use super::super::actions::{self, correct_note, write_note};
use super::super::model::{Correction, NewNote, NoteLayer, Texts};
use super::world::{World, access_log, timeline};

fn note(w: &World, layer: NoteLayer, observed: &str) -> NewNote {
    let texts = Texts { observed: observed.into(), ..Texts::default() };
    NewNote { layer, occurred_on: w.today(), texts, draft: None }
}

fn id_in(location: &str) -> String {
    location.trim_start_matches("/notes/").split('?').next().unwrap_or("").to_owned()
}

#[test]
fn a_note_is_written_published_and_read_by_the_circle() {
    run(async {
        let w = World::new().await;
        let claire = w.browser(&w.claire).await;
        let form = claire.get(&format!("/cases/{}/notes/new", w.case)).await;
        assert_eq!(form.status, 200, "{}", form.body);
        assert!(
            form.has("data-draft-url") && form.has("name=\"observed\"") && form.has("Garder comme brouillon")
        );
        let url = format!("/cases/{}/notes", w.case);
        let fields = [
            ("layer", "institution"),
            ("occurred-day", "10"),
            ("occurred-month", "9"),
            ("occurred-year", "2026"),
            ("observed", "Table mise, <script>alert(1)</script> sac prêt."),
            ("heard", "Sandrine : « je mets deux réveils »"),
        ];
        let sent = claire.post(&url, &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let page = claire.get(&sent.location).await;
        assert!(page.has("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.has("<script>alert"));
        assert!(page.has("5 jours après les faits"), "{}", page.body);
        // The supervisor sits on the case through her function; others find nothing.
        let hanae = w.browser(&w.hanae).await;
        assert!(hanae.get(&url).await.has("Table mise"));
        for stranger in [&w.samir, &w.luc, &w.noor] {
            let browser = w.browser(stranger).await;
            for path in [url.clone(), format!("/notes/{}", id_in(&sent.location)), format!("{url}/new")] {
                assert_eq!(browser.get(&path).await.status, 404, "{path}");
            }
            assert_eq!(browser.post(&url, &fields).await.status, 404);
        }
        let cx = w.t.acting(&w.hanae).await;
        let entries = timeline(&cx, &mut *w.reader().await, w.case).await;
        assert!(entries.iter().any(|(kind, text)| kind == "note_written" && text.starts_with("Table mise")));
    });
}

#[test]
fn ones_own_note_exists_for_nobody_else() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let before = access_log(&mut *w.reader().await, w.case).await;
        let own = write_note(&cx, w.case, &note(&w, NoteLayer::Own, "PENSÉE-À-MOI")).await.unwrap();
        assert_eq!(own.entry, None);
        // Neither the timeline nor the access log of the case tells.
        assert!(
            timeline(&cx, &mut *w.reader().await, w.case).await.iter().all(|(_, t)| !t.contains("PENSÉE"))
        );
        assert_eq!(access_log(&mut *w.reader().await, w.case).await, before);
        let list = format!("/cases/{}/notes", w.case);
        let page = format!("/notes/{}", own.id);
        let claire = w.browser(&w.claire).await;
        assert!(claire.get(&list).await.has("PENSÉE-À-MOI"));
        assert!(claire.get(&format!("{list}?layer=own")).await.has("PENSÉE-À-MOI"));
        assert!(!claire.get(&format!("{list}?layer=institution")).await.has("PENSÉE-À-MOI"));
        assert!(claire.get(&page).await.has("PENSÉE-À-MOI"));
        for other in [&w.hanae, &w.samir, &w.luc, &w.noor] {
            let browser = w.browser(other).await;
            assert!(!browser.get(&list).await.has("PENSÉE"));
            assert!(!browser.get(&format!("{list}?layer=own")).await.has("PENSÉE"));
            assert_eq!(browser.get(&page).await.status, 404);
            assert_eq!(browser.get(&format!("{page}/correction")).await.status, 404);
            let forged = [("version", "1"), ("occurred", "2026-09-15"), ("observed", "x"), ("reason", "x")];
            assert_eq!(browser.post(&format!("{page}/correction"), &forged).await.status, 404);
        }
        // A lead who leaves the case leaves their notes behind, readable by nobody.
        register::cases::assign(&w.t.acting(&w.hanae).await, w.case, w.samir.practitioner).await.unwrap();
        assert_eq!(claire.get(&page).await.status, 404);
        let samir = w.browser(&w.samir).await;
        assert_eq!(samir.get(&page).await.status, 404);
        assert!(!samir.get(&list).await.has("PENSÉE"));
    });
}

#[test]
fn a_correction_keeps_the_former_words_and_a_conflict_shows_both() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let first = write_note(&cx, w.case, &note(&w, NoteLayer::Institution, "PREMIER")).await.unwrap();
        let page = format!("/notes/{}", first.id);
        let claire = w.browser(&w.claire).await;
        let hanae = w.browser(&w.hanae).await;
        assert!(claire.get(&format!("{page}/correction")).await.has("PREMIER"));
        let fields = |version: &'static str, text: &'static str, reason: &'static str| {
            [("version", version), ("occurred", "2026-09-15"), ("observed", text), ("reason", reason)]
        };
        // Somebody else's note wants a reason.
        let refused = hanae.post(&format!("{page}/correction"), &fields("1", "DEUXIÈME", "")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.has("DEUXIÈME"), "what was typed comes back");
        let done = hanae.post(&format!("{page}/correction"), &fields("1", "DEUXIÈME", "prénom faux")).await;
        assert_eq!((done.status, done.location.as_str()), (303, format!("{page}?done=corrected").as_str()));
        let shown = claire.get(&page).await;
        assert!(
            shown.has("PREMIER") && shown.has("DEUXIÈME") && shown.has("prénom faux") && shown.has("Hanae")
        );
        // Claire still had the first version before her eyes.
        let conflict = claire.post(&format!("{page}/correction"), &fields("1", "TROISIÈME", "")).await;
        assert_eq!(conflict.status, 409);
        assert!(
            conflict.has("DEUXIÈME")
                && conflict.has("TROISIÈME")
                && conflict.has("name=\"version\" value=\"2\"")
        );
        let done = claire.post(&format!("{page}/correction"), &fields("2", "TROISIÈME", "")).await;
        assert_eq!(done.status, 303);
        let shown = claire.get(&page).await;
        assert!(shown.has("PREMIER") && shown.has("DEUXIÈME") && shown.has("TROISIÈME"));
        let (_, note, former) = {
            let mut conn = w.reader().await;
            actions::note(&cx, &mut conn, first.id).await.unwrap()
        };
        assert_eq!((note.version, former.len()), (3, 2));
        let kinds: Vec<String> =
            timeline(&cx, &mut *w.reader().await, w.case).await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds.iter().filter(|k| *k == "note_corrected").count(), 2);
    });
}

#[test]
fn hostile_and_repeated_notes() {
    run(async {
        let w = World::new().await;
        let claire = w.browser(&w.claire).await;
        let url = format!("/cases/{}/notes", w.case);
        let with = |text: &str| {
            vec![
                ("layer".to_owned(), "institution".to_owned()),
                ("occurred".to_owned(), "2026-09-15".to_owned()),
                ("observed".to_owned(), text.to_owned()),
            ]
        };
        let send = async |fields: Vec<(String, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            claire.post(&url, &fields).await
        };
        // Characters nobody sees go, what is visible stays.
        let sent = send(with("=HYPERLINK(\"x\") \0\u{202E}abc\u{7}")).await;
        assert_eq!(sent.status, 303);
        let page = claire.get(&sent.location).await;
        assert!(page.has("=HYPERLINK(&quot;x&quot;) abc"), "{}", page.body);
        // Too long: told by how much, and nothing lost.
        let long = "é".repeat(50_001);
        let back = send(with(&long)).await;
        assert_eq!(back.status, 422);
        assert!(back.has(&long));
        // Ten megabytes never reach the note.
        assert_eq!(send(with(&"x".repeat(10_000_000))).await.status, 413);
        // Nothing said, no layer, a day to come, a day that never was.
        assert_eq!(send(with("  \n ")).await.status, 422);
        for fields in [
            [("layer", ""), ("occurred", "2026-09-15"), ("observed", "GARDÉ")],
            [("layer", "judicial"), ("occurred", "2026-09-15"), ("observed", "GARDÉ")],
            [("layer", "own"), ("occurred", "2026-09-16"), ("observed", "GARDÉ")],
            [("layer", "own"), ("occurred", "2026-02-30"), ("observed", "GARDÉ")],
            [("layer", "own"), ("occurred", ""), ("observed", "GARDÉ")],
        ] {
            let back = claire.post(&url, &fields).await;
            assert_eq!(back.status, 422, "{fields:?}");
            assert!(back.has("GARDÉ"), "{fields:?}");
        }
        // The same form sent twice is one note.
        let key = "0123456789abcdef0123456789abcdef";
        let twice = [
            ("_key", key),
            ("layer", "institution"),
            ("occurred", "2026-09-15"),
            ("observed", "UNE SEULE FOIS"),
        ];
        let (first, second) = (claire.post(&url, &twice).await, claire.post(&url, &twice).await);
        assert_eq!((first.status, second.status), (303, 303));
        assert_eq!(id_in(&first.location), id_in(&second.location));
        assert_eq!(claire.get(&url).await.body.matches("UNE SEULE FOIS").count(), 1);
        // Ids that are none, and a note of nothing.
        for path in ["/notes/zzz", "/notes/00000000000000000000000000000000", "/cases/zzz/notes"] {
            assert_eq!(claire.get(path).await.status, 404, "{path}");
        }
    });
}

#[test]
fn who_left_reads_nothing_any_more() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let written = write_note(&cx, w.case, &note(&w, NoteLayer::Institution, "AU DOSSIER")).await.unwrap();
        let claire = w.browser(&w.claire).await;
        assert_eq!(claire.get(&format!("/notes/{}", written.id)).await.status, 200);
        let held = {
            let mut conn = w.reader().await;
            register::directory::appointments_of(&mut conn, w.claire.practitioner).await.unwrap().remove(0)
        };
        register::directory::end_appointment(&w.t.system(), held.id, w.today()).await.unwrap();
        w.t.pass(kernel::Instant::DAY);
        let page = claire.get(&format!("/notes/{}", written.id)).await;
        assert!(page.status != 200 && !page.has("AU DOSSIER"), "{}", page.status);
        // Nobody else lost anything.
        let hanae = w.browser(&w.hanae).await;
        assert!(hanae.get(&format!("/notes/{}", written.id)).await.has("AU DOSSIER"));
    });
}

#[test]
fn a_list_goes_on_page_by_page_without_losing_a_note() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        for n in 0..30 {
            let mut new = note(&w, NoteLayer::Institution, &format!("NOTE-{n:02}."));
            // Many on the same day: the id decides.
            new.occurred_on = w.today().plus_days(-(n / 10));
            write_note(&cx, w.case, &new).await.unwrap();
        }
        let claire = w.browser(&w.claire).await;
        let first = claire.get(&format!("/cases/{}/notes", w.case)).await;
        let next = first.body.split("?after=").nth(1).and_then(|s| s.split('"').next()).unwrap().to_owned();
        let second = claire.get(&format!("/cases/{}/notes?after={next}", w.case)).await;
        for n in 0..30 {
            let name = format!("NOTE-{n:02}.");
            assert_eq!(first.body.matches(&name).count() + second.body.matches(&name).count(), 1, "{name}");
        }
        let whole = format!("/cases/{}/notes?print=1", w.case);
        assert!(first.has(&format!("href=\"{whole}\"")), "whoever wants it on paper finds the way");
        let paper = claire.get(&whole).await;
        assert!(paper.has("NOTE-29.") && paper.has("NOTE-00.") && !paper.has(&format!("href=\"{whole}\"")));
        assert!(paper.has("Tout est sur cette page"), "{}", paper.body);
        // A sheet that follows another is not the whole, and says so on paper too.
        let rest = claire.get(&format!("{whole}&after={next}")).await;
        assert!(!rest.has("Tout est sur cette page"), "{}", rest.body);
        assert!(rest.has("<p>Cette page suit la précédente et termine la liste.</p>"), "{}", rest.body);
        for odd in ["x", "2026-09-15_", "_", "2026-13-01_00000000000000000000000000000000", "%00"] {
            assert_eq!(
                claire.get(&format!("/cases/{}/notes?after={odd}", w.case)).await.status,
                200,
                "{odd}"
            );
        }
    });
}

#[test]
fn two_corrections_at_once_lose_no_word() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let first = write_note(&cx, w.case, &note(&w, NoteLayer::Institution, "PREMIER")).await.unwrap();
        let correction = |text: &str| Correction {
            version: 1,
            occurred_on: w.today(),
            texts: Texts { observed: text.into(), ..Texts::default() },
            reason: String::new(),
            draft: None,
        };
        let (a, b) = (correction("A"), correction("B"));
        let both = [correct_note(&cx, first.id, &a).await, correct_note(&cx, first.id, &b).await];
        let codes: Vec<String> =
            both.iter().filter_map(|r| r.as_ref().err()).map(|p| p.code().to_owned()).collect();
        assert_eq!(codes, ["conflict"]);
    });
}

#[test]
fn drafts_are_kept_resumed_and_gone_once_sent() {
    run(async {
        let w = World::new().await;
        let claire = w.browser(&w.claire).await;
        let draft = format!("/drafts/note/{}", w.case);
        let page = format!("/cases/{}/notes/new", w.case);
        let kept = claire.post(&draft, &[("_window", "5"), ("observed", "EN COURS"), ("layer", "own")]).await;
        assert_eq!(kept.status, 204);
        let again = claire.get(&page).await;
        assert!(again.has("EN COURS") && again.has("Voici le brouillon"));
        // Without scripts, a button brings one back to the page.
        let by_hand =
            [("_keep", "1"), ("_window", "6"), ("_page", page.as_str()), ("observed", "EN COURS, SUITE")];
        let back = claire.post(&draft, &by_hand).await;
        assert_eq!((back.status, back.location.as_str()), (303, page.as_str()));
        // The window opened first is told, and takes nothing away.
        assert_eq!(claire.post(&draft, &[("_window", "5"), ("observed", "VIEUX")]).await.status, 409);
        assert!(claire.get(&page).await.has("EN COURS, SUITE"));
        // Nobody else sees it, not even in the same case; signed out, one is told so.
        let hanae = w.browser(&w.hanae).await;
        assert!(!hanae.get(&page).await.has("EN COURS"));
        assert_eq!(w.t.browser().post(&draft, &[("observed", "x")]).await.status, 401);
        let cx = w.t.acting(&w.claire).await;
        let mine = register::drafts::my_drafts(&cx, &mut *w.reader().await, 10).await.unwrap();
        assert_eq!(mine.len(), 1);
        assert_eq!(super::super::draft_page(kernel::Lang::Fr, &mine[0]), Some(("Note", page.clone())));
        let fields = [("layer", "institution"), ("occurred", "2026-09-15"), ("observed", "FINI")];
        assert_eq!(claire.post(&format!("/cases/{}/notes", w.case), &fields).await.status, 303);
        assert!(!claire.get(&page).await.has("EN COURS"));
        assert!(register::drafts::my_drafts(&cx, &mut *w.reader().await, 10).await.unwrap().is_empty());
    });
}

#[test]
fn a_merge_loses_no_word_and_ones_own_stay_ones_own() {
    run(async {
        let w = World::new().await;
        // Samir wrote in a duplicate before it was merged into Claire's case.
        let samir = w.t.acting(&w.samir).await;
        let filed =
            write_note(&samir, w.other, &note(&w, NoteLayer::Institution, "DU DOUBLON")).await.unwrap();
        let own = write_note(&samir, w.other, &note(&w, NoteLayer::Own, "À SAMIR")).await.unwrap();
        let hanae = w.t.acting(&w.hanae).await;
        register::cases::merge(&hanae, w.case, w.other, "même enfant").await.unwrap();
        let claire = w.browser(&w.claire).await;
        let list = claire.get(&format!("/cases/{}/notes", w.case)).await;
        assert!(list.has("DU DOUBLON") && list.has("dossier réuni") && !list.has("À SAMIR"), "{}", list.body);
        assert_eq!(claire.get(&format!("/notes/{}", filed.id)).await.status, 200);
        assert_eq!(claire.get(&format!("/notes/{}", own.id)).await.status, 404);
        // It is corrected where people work now.
        let cx = w.t.acting(&w.claire).await;
        let correction = Correction {
            version: 1,
            occurred_on: w.today(),
            texts: Texts { observed: "DU DOUBLON, RELU".into(), ..Texts::default() },
            reason: "relecture".into(),
            draft: None,
        };
        correct_note(&cx, filed.id, &correction).await.unwrap();
        assert!(claire.get(&format!("/cases/{}/notes", w.case)).await.has("DU DOUBLON, RELU"));
    });
}
