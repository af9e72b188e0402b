// SPDX-License-Identifier: EUPL-1.2
//! Drafts through the router.

use kernel::FunctionKind;

use crate::testing::{TestApp, run};

#[test]
fn a_draft_is_kept_told_and_thrown_away() {
    run(async {
        let t = TestApp::new().await;
        let saj = t.institution("saj", "SAJ d’Ormelle").await;
        let claire = t.person(saj, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
        let samir = t.person(saj, "Samir", "Belkacem", &[FunctionKind::Caseworker]).await;
        let browser = t.sign_in(&claire).await;
        let cx = t.acting(&claire).await;
        let mine = async || {
            let mut conn = t.app.db.read().await.unwrap();
            super::resume(&cx, &mut conn, "report", None).await.unwrap()
        };
        let typed = "L’école dit « il a peur »\u{1F9F6}";
        assert_eq!(
            browser
                .post("/drafts/report/new", &[("_window", "1"), ("facts", typed), ("empty", "")])
                .await
                .status,
            204
        );
        assert_eq!(mine().await.unwrap().fields, [("facts".to_owned(), typed.to_owned())]);
        // Somebody else has a draft of their own, under the same address.
        let other = t.sign_in(&samir).await;
        assert_eq!(
            other.post("/drafts/report/new", &[("_window", "9"), ("facts", "autre")]).await.status,
            204
        );
        assert_eq!(mine().await.unwrap().fields[0].1, typed);
        // An older window is told; the same one goes on.
        assert_eq!(browser.post("/drafts/report/new", &[("_window", "0"), ("facts", "x")]).await.status, 409);
        assert_eq!(
            browser.post("/drafts/report/new", &[("_window", "1"), ("facts", "suite")]).await.status,
            204
        );
        // Too much is refused and takes nothing away; odd addresses are nothing.
        let large = "x".repeat(300_000);
        assert_eq!(
            browser.post("/drafts/report/new", &[("_window", "2"), ("facts", &large)]).await.status,
            413
        );
        assert_eq!(mine().await.unwrap().fields[0].1, "suite");
        for odd in ["/drafts/Rapport/new", "/drafts/report/zzz", "/drafts/%2e%2e/new"] {
            assert_eq!(browser.post(odd, &[("facts", "x")]).await.status, 404, "{odd}");
        }
        // Signed out: the script is told in its own way, a person sees their text again.
        let out = t.browser();
        assert_eq!(out.post("/drafts/report/new", &[("facts", "x")]).await.status, 401);
        let by_hand = out
            .post(
                "/drafts/report/new",
                &[("_keep", "1"), ("facts", "MON TEXTE QUI EST LONG, TRÈS LONG, PLUS DE SOIXANTE SIGNES")],
            )
            .await;
        assert!(by_hand.status == 403 && by_hand.has("MON TEXTE"));
        // Elsewhere than on our pages nobody is sent.
        let away = browser
            .post(
                "/drafts/report/new",
                &[("_keep", "1"), ("_window", "3"), ("_page", "//evil.example"), ("facts", "x")],
            )
            .await;
        assert_eq!((away.status, away.location.as_str()), (303, "/"));
        assert_eq!(browser.post("/drafts/report/new/removal", &[]).await.status, 303);
        assert!(mine().await.is_none());
        // A last keystroke that comes after that is no fault, and brings nothing back.
        assert_eq!(browser.post("/drafts/report/new", &[("_window", "3"), ("facts", "x")]).await.status, 202);
        assert!(mine().await.is_none());
        t.pass(kernel::Instant::SECOND);
        let later = t.acting(&claire).await.now.0.to_string();
        // Erasing everything erases the draft.
        assert_eq!(
            browser.post("/drafts/report/new", &[("_window", &later), ("facts", "y")]).await.status,
            204
        );
        browser.post("/drafts/report/new", &[("_window", &later), ("facts", "")]).await;
        assert!(mine().await.is_none());
    });
}
