// SPDX-License-Identifier: EUPL-1.2
//! What services say they do together, beside what they did.

use kernel::FunctionKind;
use register::testing::run;

use super::super::{self as exchange, Kind};
use super::deeds::{asked, send};
use crate::sharing::Channel;
use crate::sharing::tests::world::{World, code};

#[test]
fn what_is_declared_stands_beside_what_took_place() {
    run(async {
        let w = World::new().await;
        let claire = w.claire().await;
        let id = asked(&claire, Some(w.case), &w.lejeune, "Recevez-vous le mercredi ?", false).await;
        send(&claire, id).await.unwrap();
        let hanae = w.t.sign_in(&w.hanae).await;
        let before = hanae.get("/exchanges/matrix").await;
        assert!(before.has("PSE Mourne-Santé") && !before.has("non déclaré"), "nothing was declared at all");
        let at = format!("/exchanges/declared/{}", w.lejeune.institution);
        assert!(hanae.get("/exchanges/declared?q=mourne").await.has(&at));
        // By word of mouth, they say; in writing, it was.
        let sent = hanae.post(&at, &[("information_request-oral", "1"), ("joint_action-written", "1")]).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let page = hanae.get("/exchanges/matrix").await;
        assert_eq!(page.body.matches("non déclaré").count(), 1, "{}", page.body);
        assert_eq!(page.body.matches("rien sur la période").count(), 2);
        assert!(hanae.get(&at).await.body.matches(" checked").count() == 2);
        let table = hanae.get("/exchanges/matrix.csv").await;
        let line = table.body.lines().find(|l| l.contains("Demande de renseignement")).unwrap();
        assert!(line.ends_with(";1;0;0;0;0;0;0;non;oui"), "{line}");
        // Taken back.
        hanae.post(&at, &[]).await;
        assert!(!hanae.get("/exchanges/matrix").await.has("rien sur la période"));
    });
}

#[test]
fn only_those_who_answer_for_a_service_declare_and_never_with_itself() {
    run(async {
        let w = World::new().await;
        let hanae = w.t.acting(&w.hanae).await;
        let all = [(Kind::Advice, Channel::Oral)];
        assert_eq!(code(exchange::declare(&hanae, w.hanae.institution, &all).await), "party-is-here");
        assert_eq!(code(exchange::declare(&hanae, hanae.new_id().unwrap(), &all).await), "not-found");
        let there = w.lejeune.institution;
        let claire = w.claire().await;
        assert_eq!(code(exchange::declare(&claire, there, &all).await), "not-found");
        exchange::declare(&hanae, there, &all).await.unwrap();
        // What one service says of another is not shown to the other.
        let head = w.t.person(there, "Renée", "Thys", &[FunctionKind::Direction]).await;
        assert!(!w.t.sign_in(&head).await.get("/exchanges/matrix").await.has("SAJ d’Ormelle"));
    });
}

#[test]
fn thirty_days_of_silence_are_counted_and_a_late_answer_stays_late() {
    run(async {
        let w = World::new().await;
        let claire = w.claire().await;
        let silent = asked(&claire, Some(w.case), &w.lejeune, "Recevez-vous le mercredi ?", false).await;
        send(&claire, silent).await.unwrap();
        let in_time = asked(&claire, Some(w.case), &w.lejeune, "Et le jeudi ?", false).await;
        send(&claire, in_time).await.unwrap();
        let lejeune = w.t.acting(&w.lejeune).await;
        let no = exchange::Reason::Capacity;
        exchange::decline(&lejeune, in_time, no, "Pas ce mois-ci.", None).await.unwrap();
        let head = w.t.person(w.lejeune.institution, "Renée", "Thys", &[FunctionKind::Direction]).await;
        let line = async |who: &register::testing::Person| {
            let table = w.t.sign_in(who).await.get("/exchanges/matrix.csv").await;
            let line =
                table.body.lines().find(|l| l.contains("Demande de renseignement")).unwrap().to_owned();
            line.split(';').skip(2).take(7).collect::<Vec<_>>().join(";")
        };
        assert_eq!(line(&w.hanae).await, "2;0;0;0;1;0;0", "nothing is late yet");
        w.t.pass(30 * kernel::Instant::DAY);
        assert_eq!(line(&w.hanae).await, "2;0;0;0;1;1;0", "late, and still waited for");
        let lejeune = w.t.acting(&w.lejeune).await;
        exchange::decline(&lejeune, silent, no, "Nous étions fermés.", None).await.unwrap();
        assert_eq!(line(&w.hanae).await, "2;0;0;0;2;1;0", "an answer that came late stays late");
        assert_eq!(line(&head).await, "0;0;2;0;2;0;1", "and the other side counts the same as its own");
    });
}
