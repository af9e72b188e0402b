// SPDX-License-Identifier: EUPL-1.2
//! Out of territory: proposed, seen in its minimal set, refused or accepted; the first date is kept.

use kernel::Instant;
use register::access::{self, Action};
use register::testing::run;

use super::world::{WHO, World};
use crate::concerns::actions;
use crate::concerns::model::State;

#[test]
fn the_other_service_sees_the_minimum_until_it_accepts() {
    run(async {
        let w = World::new().await;
        let told = w.evaluating(&[("Adam", "Saïdi", "2017")]).await;
        w.t.pass(10 * Instant::DAY);
        let sender = w.cx(&w.director).await;
        let reason = "La famille vit à Ormelle.";
        let first = actions::propose_transfer(&sender, told.report, w.other, None, reason, "").await.unwrap();
        let twice = actions::propose_transfer(&sender, told.report, w.other, None, reason, "").await;
        assert_eq!(twice.unwrap_err().code(), "transfer-waits");
        let desk = w.browser(&w.elsewhere).await;
        assert!(desk.get("/reports").await.has("Proposé par SAJ de Valmourne"));
        let page = desk.get(&format!("/reports/{}", told.report)).await;
        assert!(
            page.has("Adam Saïdi")
                && page.has("La famille vit à Ormelle.")
                && page.has("15\u{a0}septembre 2026")
        );
        for hidden in ["pleurs", "Maman dort", "inquiète pour le bébé", WHO, "Claire Haddad"] {
            assert!(!page.has(hidden), "{hidden}");
        }
        for path in ["access", "messages", "triage", "feedback"] {
            assert_eq!(desk.get(&format!("/reports/{}/{path}", told.report)).await.status, 404, "{path}");
        }
        // Refused: the sender stays responsible, and the other sees nothing any more.
        let other = w.cx(&w.elsewhere).await;
        actions::refuse_transfer(&other, first, "wrong_territory", "Rocheval dépend d’une autre division.")
            .await
            .unwrap();
        assert_eq!(desk.get(&format!("/reports/{}", told.report)).await.status, 404);
        assert_eq!(w.concern(&w.intake, told.report).await.state(), State::UnderEvaluation);
        let late = actions::accept_transfer(&other, first).await;
        assert_eq!(late.unwrap_err().code(), "not-found");
        accepted(&w, told.report).await;
    });
}

async fn accepted(w: &World, report: kernel::ReportId) {
    let sender = w.cx(&w.director).await;
    let again =
        actions::propose_transfer(&sender, report, w.other, None, "Adresse confirmée.", "").await.unwrap();
    let desk = w.browser(&w.elsewhere).await;
    let path = format!("/reports/{report}/transfer/{again}/acceptance");
    let sent = desk.post(&path, &[("_key", "0197a3f0c0de70008000000000000002")]).await;
    let twice = desk.post(&path, &[("_key", "0197a3f0c0de70008000000000000002")]).await;
    assert_eq!(sent.location.split('?').next(), twice.location.split('?').next(), "accepted once");
    let new = sent.location.trim_start_matches("/reports/").split('?').next().unwrap().parse().unwrap();
    let theirs = w.concern(&w.elsewhere, new).await;
    assert_eq!(theirs.report.first_received_on.to_string(), "2026-09-15", "the first date is kept");
    assert_eq!(theirs.report.received_on.to_string(), "2026-09-25");
    assert!(theirs.report.observed.contains("pleurs"), "what was reported goes along");
    assert_eq!(theirs.minors.len(), 1);
    let page = desk.get(&sent.location).await;
    assert!(
        !page.has(WHO) && page.has("SAJ de Valmourne avait reçu ce signalement"),
        "who reported does not"
    );
    // The sender is relieved, may still answer, and its evaluator is out.
    let ours = w.concern(&w.intake, report).await;
    assert_eq!(ours.state(), State::Transferred);
    let evaluator = w.cx(&w.evaluator).await;
    let mut conn = evaluator.read().await.unwrap();
    assert!(access::may(&evaluator, &mut conn, Action::Read, report).await.unwrap().is_none());
    drop(conn);
    assert!(w.clock(report, "evaluation").await.is_none());
    let intake = w.cx(&w.intake).await;
    actions::feedback(&intake, report, "minimal", "Votre inquiétude a été transmise.", "phone")
        .await
        .unwrap();
    // Within one legal order, the evaluation of the other service runs from the first receipt.
    let lead = w.t.person(w.other, "Lien", "Maes", &[kernel::FunctionKind::Supervisor]).await;
    let theirs = w.cx(&w.elsewhere).await;
    let mut triage = w.triage(crate::concerns::Outcome::Qualified, crate::concerns::Levels::of(2, 2, 1));
    triage.second = Some(lead.practitioner);
    actions::triage(&theirs, new, &triage).await.unwrap();
    let clock = w.clock(new, "evaluation").await.unwrap();
    assert_eq!(
        (clock.started_on.to_string(), clock.due_on.to_string()),
        ("2026-09-15".into(), "2026-11-15".into())
    );
}
