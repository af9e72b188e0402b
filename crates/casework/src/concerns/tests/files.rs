// SPDX-License-Identifier: EUPL-1.2
//! Files of a report, through the router: who opens them, whose name they must not give away, what becomes of them.

use kernel::{AttachmentId, Layer, ReportId};
use platform::args;
use register::testing::{Browser, Page, Person, run};

use super::world::{World, follow};
use crate::concerns::actions;
use crate::concerns::rules::{attaching, triage::Outcome};

const PDF: &[u8] = b"%PDF-1.7\n%\xE2\xE3\n1 0 obj\n<<>>\nendobj\n";

fn list_of(report: ReportId) -> String {
    format!("/reports/{report}/attachments")
}

async fn upload(browser: &Browser, path: &str, label: &str, shows: &str) -> Page {
    let fields = [("label", label), ("shows_reporter", shows)];
    browser.upload(path, &fields, "file", "scan.pdf", PDF).await
}

/// The file that hangs from a report under a label.
async fn file(w: &World, report: ReportId, label: &str) -> AttachmentId {
    let mut conn = w.t.app.db.read().await.unwrap();
    let sql = "SELECT id FROM attachments WHERE parent_id = $1 AND label = $2";
    conn.value(sql, args![report, label]).await.unwrap().unwrap()
}

/// How many files there are.
async fn files(w: &World) -> i64 {
    let mut conn = w.t.app.db.read().await.unwrap();
    conn.value("SELECT COUNT(*) FROM attachments", args![]).await.unwrap().unwrap()
}

fn pages_of(file: AttachmentId) -> [String; 3] {
    ["", "/preview", "/withdrawal"].map(|rest| format!("/attachments/{file}{rest}"))
}

#[test]
fn a_file_lies_where_the_report_lies_or_where_who_reported_lies() {
    use kernel::Layers;
    let file = Layers::of(&[Layer::Identity, Layer::Institution]);
    let desk = file.and(Layers::of(&[Layer::Reporter]));
    let table = [
        (Layer::Institution, file, None),
        (Layer::Reporter, file, Some("layer-not-open")),
        (Layer::Reporter, desk, None),
        (Layer::Judicial, desk.and(Layers::of(&[Layer::Judicial])), Some("layer-not-open")),
        (Layer::Institution, Layers::of(&[Layer::Identity]), Some("layer-not-open")),
    ];
    for (layer, opened, expected) in table {
        assert_eq!(attaching(layer, opened).err().map(|no| no.code()), expected, "{layer:?}");
    }
}

#[test]
fn the_service_attaches_to_what_it_typed_and_only_its_circle_opens_it() {
    run(async {
        let w = World::new().await;
        let report = w.evaluating(&[("Lina", "Maes", "2018")]).await.report;
        let nour = w.browser(&w.intake).await;
        // Whether it shows who reported is asked, and what was typed stays.
        let asked = upload(&nour, &list_of(report), "DESSIN DE LINA", "").await;
        assert_eq!(asked.status, 422);
        assert!(asked.has("qui a signalé") && asked.has("DESSIN DE LINA") && asked.has("#shows_reporter"));
        let sent = upload(&nour, &list_of(report), "Dessin de Lina", "no").await;
        assert_eq!(sent.location, format!("{}?done=attached", list_of(report)), "no name in an address");
        let open = file(&w, report, "Dessin de Lina").await;
        assert!(upload(&nour, &list_of(report), "Lettre de la voisine", "yes").await.status == 303);
        let apart = file(&w, report, "Lettre de la voisine").await;
        let list = follow(&nour, &sent).await;
        assert!(list.has("Dessin de Lina") && list.has("Nour Nkulu") && list.has("Lettre de la voisine"));
        assert!(nour.get(&format!("/reports/{report}")).await.has("2 pièces jointes"));
        // Who opens what: the drawing, the letter that shows who reported.
        let table: &[(&str, &Person, bool, bool)] = &[
            ("intake", &w.intake, true, true),
            ("second at intake", &w.second, true, true),
            ("evaluator", &w.evaluator, true, false),
            ("supervisor", &w.supervisor, true, false),
            ("direction", &w.director, true, false),
            ("colleague without a seat", &w.colleague, false, false),
            ("administrator", &w.administrator, false, false),
            ("another service", &w.elsewhere, false, false),
            ("a school", &w.teacher, false, false),
        ];
        for (who, person, drawing, letter) in table {
            let browser = w.browser(person).await;
            for (file, may) in [(open, drawing), (apart, letter)] {
                for path in pages_of(file) {
                    let page = browser.get(&path).await;
                    assert_eq!(page.status, if *may { 200 } else { 404 }, "{who}: {path}");
                    if !path.ends_with("/withdrawal") && *may {
                        assert_eq!(page.bytes, PDF, "{who}");
                        assert!(page.header("content-security-policy").contains("sandbox"));
                        assert_eq!(page.header("x-content-type-options"), "nosniff");
                    }
                }
                if !may {
                    let forged = browser.post(&pages_of(file)[2], &[("reason", "x")]).await;
                    assert_eq!(forged.status, 404, "{who}");
                }
            }
            let list = browser.get(&list_of(report)).await;
            assert_eq!(list.status, if *drawing { 200 } else { 404 }, "{who}");
            assert_eq!(list.has("Lettre de la voisine"), *letter, "{who}");
            if !drawing {
                assert_eq!(upload(&browser, &list_of(report), "x", "no").await.status, 404, "{who}");
            }
        }
        assert_eq!(w.t.browser().get(&pages_of(open)[0]).await.status, 303);
        assert_eq!(w.t.browser().get(&list_of(report)).await.status, 303);
        assert_eq!(files(&w).await, 2, "nobody else added anything");
        // The access log of the report tells each opening.
        let log = nour.get(&format!("/reports/{report}/access")).await;
        assert!(
            log.has("Pièce jointe ouverte") && log.has("Pièce jointe ajoutée") && log.has("Claire Haddad")
        );
    });
}

#[test]
fn an_evaluator_attaches_without_knowing_who_reported() {
    run(async {
        let w = World::new().await;
        let report = w.evaluating(&[("Lina", "Maes", "2018")]).await.report;
        let claire = w.browser(&w.evaluator).await;
        assert!(!claire.get(&list_of(report)).await.has("shows_reporter"));
        // What one's seat does not open cannot be chosen either.
        assert_eq!(upload(&claire, &list_of(report), "Certificat", "yes").await.status, 303);
        let file = file(&w, report, "Certificat").await;
        assert_eq!(w.browser(&w.supervisor).await.get(&pages_of(file)[0]).await.status, 200);
        // Of another report, nothing.
        let other = w.phoned(&[("Tom", "Vidal", "2015")]).await.report;
        assert_eq!(upload(&claire, &list_of(other), "x", "no").await.status, 404);
        assert_eq!(claire.get(&list_of(other)).await.status, 404);
    });
}

/// A report that the teacher sends to the service; the address of her page of it.
async fn sent_by_teacher(w: &World, browser: &Browser) -> String {
    let saj = w.saj.to_string();
    let fields = [
        ("institution", saj.as_str()),
        ("observed", "Elle s’endort en classe."),
        ("child-1-given", "Lina"),
        ("capacity", "school"),
        ("danger_now", "no"),
    ];
    let sent = browser.post("/reports/new", &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    sent.location.split('?').next().unwrap().to_owned()
}

#[test]
fn a_professional_sends_a_file_after_the_report_and_it_does_not_give_them_away() {
    run(async {
        let w = World::new().await;
        let laura = w.browser(&w.teacher).await;
        let page = sent_by_teacher(&w, &laura).await;
        let report = w.last_report().await;
        let path = format!("{page}/attachments");
        assert_eq!(upload(&laura, &path, "Bulletin", "").await.status, 422);
        let key = "00112233445566778899aabbccddeeff";
        for _ in 0..2 {
            let fields = [("_key", key), ("label", "Dessin trouvé en classe"), ("shows_reporter", "no")];
            let sent = laura.upload(&path, &fields, "file", "dessin.pdf", PDF).await;
            assert_eq!(sent.location, format!("{page}?done=attached"));
        }
        assert_eq!(files(&w).await, 1, "sent once");
        let drawing = file(&w, report, "Dessin trouvé en classe").await;
        assert!(laura.get(&page).await.has("Document joint\u{a0}: Dessin trouvé en classe"));
        assert_eq!(upload(&laura, &path, "Courrier de l’école", "yes").await.status, 303);
        let letter = file(&w, report, "Courrier de l’école").await;
        // It is the service's now: whoever sent it does not hold the report.
        for path in pages_of(drawing) {
            assert_eq!(laura.get(&path).await.status, 404, "{path}");
        }
        // Nobody sends in somebody else's name.
        let noor = w.browser(&w.elsewhere).await;
        assert_eq!(upload(&noor, &path, "x", "no").await.status, 404);
        assert!(matches!(upload(&w.t.browser(), &path, "x", "no").await.status, 303 | 403));
        assert_eq!(files(&w).await, 2);
        // The desk is told, and sees both; the supervision the one that shows nobody.
        let nour = w.browser(&w.intake).await;
        assert!(nour.get(&format!("/reports/{report}/messages")).await.has("Dessin trouvé en classe"));
        let list = nour.get(&list_of(report)).await;
        assert!(list.has("reçu de qui a signalé") && list.has("Courrier de l’école"));
        let anne = w.browser(&w.supervisor).await;
        let list = anne.get(&list_of(report)).await;
        assert!(list.has("Dessin trouvé en classe") && !list.has("Courrier de l’école"));
        assert!(!list.has("Crespin") && !list.has("Tilleuls"));
        assert_eq!(anne.get(&pages_of(letter)[0]).await.status, 404);
        // In the ledger of the service, what she sent has no author.
        let mut conn = w.t.app.db.read().await.unwrap();
        let hers: Option<i64> = conn
            .value(
                "SELECT COUNT(*) FROM ledger WHERE institution_id = $1 AND practitioner_id = $2",
                args![w.saj, w.teacher.practitioner],
            )
            .await
            .unwrap();
        assert_eq!(hers, Some(0));
    });
}

#[test]
fn a_file_is_withdrawn_with_a_reason_and_nothing_is_added_to_what_is_over() {
    run(async {
        let w = World::new().await;
        let report = w.phoned(&[("Lina", "Maes", "2018")]).await.report;
        let nour = w.browser(&w.intake).await;
        upload(&nour, &list_of(report), "Mauvais enfant", "no").await;
        let [file, _, withdrawal] = pages_of(file(&w, report, "Mauvais enfant").await);
        assert!(nour.get(&withdrawal).await.has("Mauvais enfant"));
        assert_eq!(nour.post(&withdrawal, &[("reason", " ")]).await.status, 422);
        let key = "0123456789abcdef0123456789abcdef";
        for _ in 0..2 {
            let fields = [("_key", key), ("reason", "c’est le dossier du cousin")];
            let done = nour.post(&withdrawal, &fields).await;
            assert_eq!(done.location, format!("{}?done=withdrawn", list_of(report)));
        }
        let list = nour.get(&list_of(report)).await;
        assert!(list.has("Mauvais enfant") && list.has("Retirée") && list.has("dossier du cousin"));
        assert_eq!(nour.get(&file).await.status, 404);
        // A program under another name, and ids of nothing.
        let program = [b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF".as_slice(), &[0; 64]].concat();
        let fields = [("label", "GARDÉ"), ("shows_reporter", "no")];
        let back = nour.upload(&list_of(report), &fields, "file", "photo.jpg", &program).await;
        assert!(back.status == 422 && back.has("pourrait lancer un programme") && back.has("GARDÉ"));
        for odd in ["0", "00000000000000000000000000000000", "zzz"] {
            assert_eq!(nour.get(&format!("/attachments/{odd}")).await.status, 404, "{odd}");
            assert_eq!(upload(&nour, &format!("/reports/{odd}/attachments"), "x", "no").await.status, 404);
        }
        w.triaged(report, Outcome::NotConcern, crate::concerns::model::Levels::of(0, 0, 0)).await;
        actions::archive(&w.cx(&w.intake).await, report, "dix ans").await.unwrap();
        let late = upload(&nour, &list_of(report), "Trop tard", "no").await;
        assert!(late.status == 422 && late.has("archivé"), "{}", late.body);
    });
}

#[test]
fn what_came_with_a_report_goes_along_to_the_service_that_takes_it_over() {
    run(async {
        let w = World::new().await;
        let laura = w.browser(&w.teacher).await;
        let page = sent_by_teacher(&w, &laura).await;
        let report = w.last_report().await;
        for (label, shows) in [("Dessin", "no"), ("En-tête de l’école", "yes")] {
            upload(&laura, &format!("{page}/attachments"), label, shows).await;
        }
        upload(&w.browser(&w.intake).await, &list_of(report), "Note de l’accueil", "no").await;
        let sender = w.cx(&w.director).await;
        let to =
            actions::propose_transfer(&sender, report, w.other, None, "Hors territoire.", "").await.unwrap();
        let noor = w.browser(&w.elsewhere).await;
        assert_eq!(noor.get(&list_of(report)).await.status, 404, "not before it is accepted");
        let new = actions::accept_transfer(&w.cx(&w.elsewhere).await, to).await.unwrap();
        let list = noor.get(&list_of(new)).await;
        assert!(list.has("Dessin"), "{}", list.body);
        assert!(!list.has("En-tête de l’école") && !list.has("Note de l’accueil"));
        assert_eq!(noor.get(&pages_of(file(&w, new, "Dessin").await)[0]).await.bytes, PDF);
    });
}
