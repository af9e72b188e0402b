// SPDX-License-Identifier: EUPL-1.2
//! Attachments: the rules as tables, then through the router with named people and hostile files.

use kernel::{
    AttachmentId, CaseId, FunctionKind, Instant, InstitutionId, Layer, Layers, PersonId, PractitionerId,
};
use platform::files::Mime;
use uuid::Uuid;

use super::model::{Attachment, NewAttachment};
use super::{attach, rules};
use crate::cases::rules::Standing;
use crate::cases::{self, Episode, NewCase};
use crate::people::{self, NewPerson};
use crate::testing::{Browser, Page, Person, TestApp, run};

const PDF: &[u8] = b"%PDF-1.7\n%\xE2\xE3\n1 0 obj\n<<>>\nendobj\n";

fn hung(layer: Layer, withdrawn_at: Option<Instant>) -> Attachment {
    Attachment {
        id: AttachmentId(Uuid::nil()),
        parent_kind: "case".into(),
        parent: Uuid::nil(),
        layer,
        file: AttachmentId(Uuid::nil()),
        label: "bulletin".into(),
        added_by: None,
        institution: InstitutionId(Uuid::nil()),
        recorded_at: Instant(0),
        withdrawn_at,
        withdrawn_by: None,
        withdrawn_because: None,
    }
}

#[test]
fn a_file_opens_through_its_layer_until_it_is_withdrawn() {
    let file = Layers::of(&[Layer::Identity, Layer::Institution]);
    let all = file.and(Layers::of(&[Layer::Judicial]));
    let table = [
        (hung(Layer::Institution, None), file, true),
        (hung(Layer::Institution, None), Layers::of(&[Layer::Identity]), false),
        (hung(Layer::Judicial, None), file, false),
        (hung(Layer::Judicial, None), all, true),
        (hung(Layer::Institution, Some(Instant(1))), all, false),
    ];
    for (n, (attachment, layers, expected)) in table.iter().enumerate() {
        assert_eq!(rules::opens(attachment, *layers), *expected, "{n}");
    }
}

#[test]
fn attaching_and_withdrawing_follow_their_rules() {
    let open = Standing {
        episode: Some(Episode {
            id: kernel::EpisodeId(Uuid::nil()),
            number: 1,
            opened_on: kernel::Date(0),
            opening_reason: String::new(),
            closed_on: None,
            closing_reason: None,
        }),
        ..Standing::default()
    };
    let layers = Layers::of(&[Layer::Institution, Layer::Plan]);
    let table = [
        (&open, Layer::Institution, None),
        (&open, Layer::Judicial, Some("layer-not-open")),
        (&open, Layer::Plan, Some("layer-not-open")),
        (&Standing::default(), Layer::Institution, Some("case-closed")),
    ];
    for (standing, layer, expected) in table {
        assert_eq!(rules::attaching(standing, layers, layer).err().map(|r| r.code), expected, "{layer:?}");
    }
    let withdrawing =
        |at, reason| rules::withdrawing(&hung(Layer::Institution, at), reason).err().map(|r| r.code);
    assert_eq!(withdrawing(None, "mauvais dossier"), None);
    assert_eq!(withdrawing(None, ""), Some("withdrawal-without-reason"));
    assert_eq!(withdrawing(Some(Instant(1)), "x"), Some("already-withdrawn"));
}

#[test]
fn a_label_is_a_line_and_stands_in_for_nothing() {
    assert_eq!(rules::label("  Bulletin\n de \u{202E}décembre ", "scan001.pdf"), "Bulletin de décembre");
    assert_eq!(rules::label(" \0 ", "scan001.pdf"), "scan001");
    assert_eq!(rules::label(&"x".repeat(500), "a.pdf").chars().count(), rules::LABEL);
}

#[test]
fn only_what_a_browser_shows_in_its_sandbox_is_looked_at() {
    let shown: Vec<Mime> = Mime::ALL.iter().copied().filter(|m| rules::is_previewable(*m)).collect();
    assert_eq!(shown, [Mime::Pdf, Mime::Jpeg, Mime::Png, Mime::Gif, Mime::Webp, Mime::Text]);
}

#[test]
fn every_refusal_of_a_file_has_its_words() {
    for refusal in platform::files::REFUSALS {
        for lang in kernel::Lang::ALL {
            let key = format!("refused-{}", refusal.code);
            assert!(super::words::Words(lang).by_key(&key).is_some(), "{key}");
        }
    }
}

struct World {
    t: TestApp,
    claire: Person,
    samir: Person,
    hanae: Person,
    luc: Person,
    noor: Person,
    case: CaseId,
}

async fn child(cx: &platform::http::Cx, given: &str) -> PersonId {
    let mut tx = cx.begin().await.unwrap();
    let institution = cx.actor().unwrap().institution;
    let new = NewPerson { given: given.into(), family: "Maes".into(), ..NewPerson::default() };
    let id = people::record(cx, &mut tx, institution, &new).await.unwrap();
    let subject = kernel::SubjectKind::PERSON.of(id);
    tx.commit(cx.event(people::events::PERSON_RECORDED, subject, None, kernel::Ground::Function).unwrap())
        .await
        .unwrap();
    id
}

impl World {
    async fn new() -> World {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ d’Ormelle").await;
        let amo = t.institution("amo", "AMO du Quai").await;
        let claire = t.person(saj, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
        let samir = t.person(saj, "Samir", "Belkacem", &[FunctionKind::Caseworker]).await;
        let hanae = t.person(saj, "Hanae", "Verbeke", &[FunctionKind::Supervisor]).await;
        let luc = t.person(saj, "Luc", "Adam", &[FunctionKind::Administrator]).await;
        let noor = t.person(amo, "Noor", "Peeters", &[FunctionKind::Caseworker]).await;
        let case = World::open(&t, &claire, &hanae).await;
        World { t, claire, samir, hanae, luc, noor, case }
    }

    async fn open(t: &TestApp, lead: &Person, supervisor: &Person) -> CaseId {
        let cx = t.acting(lead).await;
        let new = NewCase {
            child: child(&cx, "Lina").await,
            opened_on: cx.today(),
            reason: "aide demandée".into(),
            frame: "consented".into(),
            frame_source: "accord oral".into(),
            information: String::new(),
        };
        let case = cases::open(&cx, &new).await.unwrap();
        cases::assign(&t.acting(supervisor).await, case, lead.practitioner).await.unwrap();
        case
    }

    fn url(&self) -> String {
        format!("/cases/{}/attachments", self.case)
    }

    async fn upload(&self, who: &Browser, label: &str, name: &str, bytes: &[u8]) -> Page {
        who.upload(&self.url(), &[("label", label)], "file", name, bytes).await
    }
}

/// Addresses of the files on a page, in its order.
fn files_on(page: &Page) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in page.body.split("href=\"/attachments/").skip(1) {
        let id = part.split(['"', '/']).next().unwrap().to_owned();
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out.into_iter().map(|id| format!("/attachments/{id}")).collect()
}

#[test]
fn a_file_is_attached_looked_at_downloaded_and_witnessed() {
    run(async {
        let w = World::new().await;
        let claire = w.t.sign_in(&w.claire).await;
        let sent = w.upload(&claire, "Bulletin de Lina", "bulletin<b>.pdf", PDF).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert_eq!(sent.location, format!("{}?done=attached", w.url()), "no name in an address");
        let hanae = w.t.sign_in(&w.hanae).await;
        let list = hanae.get(&w.url()).await;
        assert!(list.has("Bulletin de Lina"), "{}", list.body);
        let file = files_on(&list).remove(0);
        let download = hanae.get(&file).await;
        assert_eq!((download.status, download.bytes.as_slice()), (200, PDF));
        assert!(
            download.header("content-disposition").starts_with("attachment; filename=\"bulletin-b-.pdf\"")
        );
        assert_eq!(download.header("content-type"), "application/pdf");
        let preview = hanae.get(&format!("{file}/preview")).await;
        assert!(preview.header("content-disposition").starts_with("inline"));
        for reply in [&download, &preview] {
            assert!(reply.header("content-security-policy").contains("sandbox"));
            assert_eq!(reply.header("x-content-type-options"), "nosniff");
            assert_eq!(reply.header("cache-control"), "no-store");
        }
        // The access log of the case tells who opened it.
        let mut conn = w.t.app.db.read().await.unwrap();
        let opened: Vec<(Option<PractitionerId>,)> = conn
            .all(
                "SELECT practitioner_id FROM ledger WHERE case_id = $1 AND kind = 'file_opened' LIMIT 10",
                platform::args![w.case],
            )
            .await
            .unwrap();
        assert!(!opened.is_empty() && opened.iter().all(|(who,)| *who == Some(w.hanae.practitioner)));
    });
}

#[test]
fn a_file_of_a_case_is_nobodys_elses() {
    run(async {
        let w = World::new().await;
        let other = World::open(&w.t, &w.samir, &w.hanae).await;
        let claire = w.t.sign_in(&w.claire).await;
        w.upload(&claire, "Jugement", "jugement.pdf", PDF).await;
        let file = files_on(&claire.get(&w.url()).await).remove(0);
        for stranger in [&w.samir, &w.luc, &w.noor] {
            let browser = w.t.sign_in(stranger).await;
            for path in [w.url(), file.clone(), format!("{file}/preview"), format!("{file}/withdrawal")] {
                assert_eq!(browser.get(&path).await.status, 404, "{path}");
            }
            assert_eq!(w.upload(&browser, "x", "x.pdf", PDF).await.status, 404);
            assert_eq!(w.upload(&browser, "x", "x.pdf", b"").await.status, 404);
            assert_eq!(browser.post(&format!("{file}/withdrawal"), &[("reason", "x")]).await.status, 404);
        }
        let anonymous = w.t.browser();
        assert_eq!(anonymous.get(&file).await.status, 303);
        assert_eq!(anonymous.get(&format!("{file}/preview")).await.status, 303);
        // Nor does it show in another case.
        let samir = w.t.sign_in(&w.samir).await;
        assert!(!samir.get(&format!("/cases/{other}/attachments")).await.has("Jugement"));
        for odd in ["/attachments/zzz", "/attachments/00000000000000000000000000000000"] {
            assert_eq!(claire.get(odd).await.status, 404);
        }
        // Whoever left opens nothing any more.
        let held =
            crate::directory::appointments_of(&mut w.t.app.db.read().await.unwrap(), w.claire.practitioner)
                .await
                .unwrap()
                .remove(0);
        let today = w.t.system().today();
        crate::directory::end_appointment(&w.t.system(), held.id, today).await.unwrap();
        w.t.pass(Instant::DAY);
        assert_ne!(claire.get(&file).await.status, 200);
    });
}

#[test]
fn a_file_of_the_judicial_layer_needs_that_layer() {
    run(async {
        let w = World::new().await;
        let cx = w.t.acting(&w.claire).await;
        let new = NewAttachment { label: "Ordonnance", layer: Layer::Judicial, name: "o.pdf", bytes: PDF };
        let id = attach(&cx, w.case, &new).await.unwrap();
        // Samir gets a narrower seat: the service's file only.
        let mut tx = w.t.system().begin().await.unwrap();
        let narrow = crate::access::NewSeat {
            layers: Layers::of(&[Layer::Identity, Layer::Institution]),
            ..crate::access::NewSeat::usual(
                kernel::Holder::Practitioner(w.samir.practitioner),
                w.samir.institution,
                kernel::Capacity::CoWorker,
                kernel::Ground::CoWork,
            )
        };
        let hanae = w.t.acting(&w.hanae).await;
        crate::access::open_seat(&hanae, &mut tx, w.case, &narrow).await.unwrap();
        let subject = kernel::SubjectKind::CASE.of(w.case);
        let event = hanae.event(cases::events::CIRCLE_JOINED, subject, None, kernel::Ground::CoWork).unwrap();
        tx.commit(event).await.unwrap();
        let samir = w.t.sign_in(&w.samir).await;
        let list = samir.get(&w.url()).await;
        assert_eq!(list.status, 200);
        assert!(!list.has("Ordonnance"));
        for path in [
            format!("/attachments/{id}"),
            format!("/attachments/{id}/preview"),
            format!("/attachments/{id}/withdrawal"),
        ] {
            assert_eq!(samir.get(&path).await.status, 404, "{path}");
        }
        let forged = samir.upload(&w.url(), &[("layer", "judicial")], "file", "x.pdf", PDF).await;
        assert_eq!(forged.status, 422);
        assert_eq!(w.t.sign_in(&w.claire).await.get(&format!("/attachments/{id}")).await.status, 200);
    });
}

#[test]
fn a_withdrawn_file_stays_in_the_list_and_opens_for_nobody() {
    run(async {
        let w = World::new().await;
        let claire = w.t.sign_in(&w.claire).await;
        w.upload(&claire, "Erreur", "x.pdf", PDF).await;
        let file = files_on(&claire.get(&w.url()).await).remove(0);
        assert_eq!(claire.post(&format!("{file}/withdrawal"), &[("reason", " ")]).await.status, 422);
        let key = "00112233445566778899aabbccddeeff";
        for _ in 0..2 {
            let done = claire
                .post(&format!("{file}/withdrawal"), &[("_key", key), ("reason", "mauvais dossier")])
                .await;
            assert_eq!(done.location, format!("{}?done=withdrawn", w.url()));
        }
        let list = w.t.sign_in(&w.hanae).await.get(&w.url()).await;
        assert!(list.has("Erreur") && list.has("mauvais dossier") && list.has("Retirée"));
        for path in [file.clone(), format!("{file}/preview")] {
            assert_eq!(claire.get(&path).await.status, 404);
        }
        let again = claire.post(&format!("{file}/withdrawal"), &[("reason", "encore")]).await;
        assert_eq!(again.status, 422);
    });
}

#[test]
fn hostile_files_are_refused_in_words_and_the_label_is_kept() {
    run(async {
        let w = World::new().await;
        let claire = w.t.sign_in(&w.claire).await;
        // A bomb: small, and swelling to gigabytes for whoever unpacks it. Nobody does.
        let bomb = {
            let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            zip.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut zip, &vec![0u8; 20_000_000]).unwrap();
            zip.finish().unwrap().into_inner()
        };
        let program = [b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF".as_slice(), &[0; 64]].concat();
        let table: &[(&str, &[u8], &str)] = &[
            ("rapport.pdf", &program, "pourrait lancer un programme"),
            ("photo.jpg", b"#!/bin/sh\nrm -rf /\n", "pourrait lancer un programme"),
            ("tableau.xlsx", &bomb, "est une archive"),
            ("page.pdf", b"<html><script>alert(1)</script>", "est une page web"),
            (
                "dessin.png",
                b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
                "est une page web",
            ),
            ("texte.txt", b"L'\xE9cole", "ancien codage"),
            ("texte.txt", b"a\0b", "pas accepté"),
            ("coupe.docx", b"PK\x03\x04\x14\0", "abîmé ou incomplet"),
            ("vide.pdf", b"", "qui ne soit pas vide"),
        ];
        for (name, bytes, expected) in table {
            let back = w.upload(&claire, "MON LIBELLÉ", name, bytes).await;
            assert_eq!(back.status, 422, "{name}");
            assert!(back.has(expected), "{name}: {expected}");
            assert!(back.has("MON LIBELLÉ"), "{name}");
        }
        assert!(files_on(&claire.get(&w.url()).await).is_empty());
        // More than this house takes: the limit, then the whole request.
        let large = [PDF, &vec![b' '; 20 * 1024 * 1024]].concat();
        assert!(matches!(w.upload(&claire, "x", "x.pdf", &large).await.status, 413 | 422));
        // A table with a formula is kept as it is, and only ever downloaded as text.
        let formula = b"nom;date\n=cmd|' /C calc'!A0;2026\n";
        assert_eq!(w.upload(&claire, "=HYPERLINK(1)", "t.csv", formula).await.status, 303);
        let file = files_on(&claire.get(&w.url()).await).remove(0);
        let download = claire.get(&file).await;
        assert_eq!(download.header("content-type"), "text/csv; charset=utf-8");
        assert!(download.header("content-disposition").starts_with("attachment"));
        assert_eq!(claire.get(&format!("{file}/preview")).await.status, 404);
    });
}

#[test]
fn the_same_post_twice_is_one_file_and_two_at_once_are_two() {
    run(async {
        let w = World::new().await;
        let claire = w.t.sign_in(&w.claire).await;
        let key = [("_key", "0123456789abcdef0123456789abcdef"), ("label", "UNE FOIS")];
        for _ in 0..2 {
            let sent = claire.upload(&w.url(), &key, "file", "a.pdf", PDF).await;
            assert_eq!((sent.status, sent.location), (303, format!("{}?done=attached", w.url())));
        }
        assert_eq!(files_on(&claire.get(&w.url()).await).len(), 1);
        let (cx, other) = (w.t.acting(&w.claire).await, w.t.acting(&w.hanae).await);
        let new = |label| NewAttachment { label, layer: Layer::Institution, name: "a.pdf", bytes: PDF };
        let (first, second) = (new("PREMIÈRE"), new("SECONDE"));
        let second = tokio::spawn(async move { attach(&other, w.case, &second).await });
        attach(&cx, w.case, &first).await.unwrap();
        second.await.unwrap().unwrap();
        let list = claire.get(&format!("/cases/{}/attachments", w.case)).await;
        assert!(files_on(&list).len() == 3 && list.has("PREMIÈRE") && list.has("SECONDE"));
    });
}

#[test]
fn names_and_labels_are_cleaned() {
    run(async {
        let w = World::new().await;
        let claire = w.t.sign_in(&w.claire).await;
        let name = "../../etc/fdp\u{202E}cod.exe";
        assert_eq!(w.upload(&claire, "<img src=x onerror=alert(1)>\u{202E}", name, PDF).await.status, 303);
        let list = claire.get(&w.url()).await;
        assert!(list.has("&lt;img src=x onerror=alert(1)&gt;") && !list.has("<img src=x"));
        assert!(!list.has("\u{202E}"));
        let download = claire.get(&files_on(&list)[0]).await;
        assert!(
            download.header("content-disposition").starts_with("attachment; filename=\"fdpcod.exe.pdf\"")
        );
    });
}
