// SPDX-License-Identifier: EUPL-1.2
//! Who is told when a transfer is answered: those who followed the case and let it go, nobody of those who took it.

use kernel::FunctionKind;
use register::cases::{self, NewCase, TransferProposal};
use register::people::NewPerson;
use register::testing::{TestApp, run};

use super::those_who_let_it_go;

#[test]
fn those_who_let_a_case_go_are_told_that_it_was_accepted() {
    run(async {
        let t = TestApp::new().await;
        let here = t.institution("saj", "SAJ de Valmourne").await;
        let there = t.institution("saj", "SAJ de Tilvoie").await;
        let claire = t.person(here, "Claire", "Noirhomme", &[FunctionKind::Caseworker]).await;
        let hanae = t.person(here, "Hanae", "Bel", &[FunctionKind::Supervisor]).await;
        let noor = t.person(there, "Noor", "Aerts", &[FunctionKind::Supervisor]).await;
        let cx = t.acting(&hanae).await;
        let child = NewPerson { given: "Lina".into(), ..NewPerson::default() };
        let new = |child| NewCase {
            child,
            opened_on: cx.today(),
            reason: "aide demandée".into(),
            frame: "consented".into(),
            frame_source: String::new(),
            information: "la mère le sait".into(),
        };
        let case = cases::open_for_new_child(&cx, &child, "", new).await.unwrap();
        cases::assign(&cx, case, claire.practitioner).await.unwrap();
        let proposal =
            TransferProposal { to: there, reason: "a déménagé".into(), minimum: "vit à Tilvoie".into() };
        cases::propose_transfer(&cx, case, &proposal).await.unwrap();
        cases::accept_transfer(&t.acting(&noor).await, case).await.unwrap();
        let mut conn = cx.read().await.unwrap();
        let told = async |conn: &mut platform::db::Conn, institution| {
            let all = those_who_let_it_go(conn, case, institution, cx.now).await.unwrap();
            let mut all: Vec<String> = all.into_iter().map(|a| a.email).collect();
            all.sort();
            all
        };
        assert_eq!(told(&mut conn, here).await, [claire.email.clone(), hanae.email.clone()]);
        assert!(told(&mut conn, there).await.is_empty());
    });
}
