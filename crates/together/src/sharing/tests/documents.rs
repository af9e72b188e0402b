// SPDX-License-Identifier: EUPL-1.2
//! Documents of the file that go with a piece: one by one, as they are, never all of them.

use kernel::{AttachmentId, Layer};
use platform::http::Cx;
use register::attachments::{self, NewAttachment};
use register::testing::run;
use secrecy::{Answer, Origin};

use super::super::{self as sharing, NewPiece};
use super::world::{World, code, told_on};

async fn attached(cx: &Cx, w: &World, label: &str, layer: Layer) -> AttachmentId {
    let bytes = format!("Contenu : {label}.");
    let new = NewAttachment { label, layer, name: "piece.txt", bytes: bytes.as_bytes() };
    attachments::attach(cx, w.case, &new).await.unwrap()
}

fn with(file: AttachmentId) -> NewPiece {
    NewPiece {
        title: "La courbe, sur papier".into(),
        words: String::new(),
        entry: None,
        file: Some(file),
        class: String::new(),
        origin: Origin::OwnWork,
    }
}

#[test]
fn a_document_is_opened_by_those_who_were_told_it_and_leaves_its_trace() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let curve = attached(&cx, &w, "Courbe de croissance", Layer::Institution).await;
        let other = attached(&cx, &w, "Bulletin", Layer::Institution).await;
        let (id, pieces) = w.composed(&w.lejeune).await;
        let joined = sharing::add_piece(&cx, id, with(curve)).await.unwrap();
        let withheld = sharing::add_piece(&cx, id, with(other)).await.unwrap();
        let answers = [
            (pieces[0], Answer::Yes),
            (pieces[1], Answer::No),
            (joined, Answer::Yes),
            (withheld, Answer::No),
        ];
        w.answer(id, &w.lejeune, &answers).await.unwrap();
        for person in [w.lina, w.mother] {
            sharing::inform(&cx, id, person, Some(told_on(cx.today()))).await.unwrap();
        }
        w.decide(id).await.unwrap();
        let lejeune = w.t.sign_in(&w.lejeune).await;
        let at = format!("/received/{id}/documents/{joined}");
        assert_eq!(lejeune.get(&at).await.status, 404, "not told yet");
        w.tell(id).await.unwrap();
        let page = lejeune.get(&format!("/received/{id}")).await;
        assert!(page.has(&at) && !page.has(&withheld.to_string()), "{}", page.body);
        let file = lejeune.get(&at).await;
        assert!(file.status == 200 && file.has("Contenu : Courbe de croissance."));
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert_eq!(lejeune.get(&format!("/received/{id}/documents/{withheld}")).await.status, 404);
        assert_eq!(lejeune.get(&format!("/attachments/{curve}")).await.status, 404, "never through the file");
        for who in [&w.colleague, &w.teacher, &w.police, &w.claire] {
            assert_eq!(w.t.sign_in(who).await.get(&at).await.status, 404);
        }
        let mut conn = cx.read().await.unwrap();
        let opened: Option<i64> = conn
            .value("SELECT COUNT(*) FROM ledger WHERE kind = 'told_document_opened'", platform::args![])
            .await
            .unwrap();
        assert_eq!(opened, Some(1), "each opening, and no refused one");
        drop(conn);
        // Withdrawn from the file it is withdrawn here, and that is said.
        attachments::withdraw(&cx, curve, "Mauvais enfant.").await.unwrap();
        let gone = lejeune.get(&at).await;
        assert!(gone.status == 422 && gone.has("l’a retiré"), "{} {}", gone.status, gone.body);
        sharing::withdraw(&cx, id, "Erreur.").await.unwrap();
        assert_eq!(lejeune.get(&at).await.status, 404);
    });
}

#[test]
fn never_a_strange_document_nor_one_twice_nor_the_whole_file() {
    run(async {
        let w = World::new().await;
        let cx = w.claire().await;
        let mut files = Vec::new();
        for label in ["Un", "Deux", "Trois"] {
            files.push(attached(&cx, &w, label, Layer::Institution).await);
        }
        let (id, _) = w.composed(&w.lejeune).await;
        let strange: AttachmentId = cx.new_id().unwrap();
        assert_eq!(code(sharing::add_piece(&cx, id, with(strange)).await), "document-not-there");
        sharing::add_piece(&cx, id, with(files[0])).await.unwrap();
        assert_eq!(code(sharing::add_piece(&cx, id, with(files[0])).await), "document-joined-already");
        sharing::add_piece(&cx, id, with(files[1])).await.unwrap();
        assert_eq!(code(sharing::add_piece(&cx, id, with(files[2])).await), "whole-file");
        // On the page: beside the choice, with what was typed.
        let claire = w.t.sign_in(&w.claire).await;
        let at = format!("/disclosures/{id}/pieces");
        let form = [("title", "Tout"), ("document", &files[2].to_string()), ("origin", "own_work")];
        let page = claire.post(&at, &form).await;
        assert!(
            page.status == 422 && page.has("jamais le dossier entier") && page.has("value=\"Tout\""),
            "{}",
            page.body
        );
        // What was picked up outside one's work is offered as an origin, so that it can be said why it is none.
        let form = [("title", "À la journée sportive"), ("words", "On dit que…"), ("origin", "informal")];
        let page = claire.post(&at, &form).await;
        assert!(
            page.status == 422 && page.has("n’est pas une source") && page.has("On dit que…"),
            "{}",
            page.body
        );
        attachments::withdraw(&cx, files[2], "Doublon.").await.unwrap();
        assert_eq!(code(sharing::add_piece(&cx, id, with(files[2])).await), "document-not-there");
    });
}
