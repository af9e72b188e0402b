// SPDX-License-Identifier: EUPL-1.2
//! Somebody lost their telephone and their recovery codes: one asks, another confirms, and nobody does it alone.

use kernel::{FunctionKind, Instant};
use platform::args;

use super::{A_STEP, password, worker};
use crate::testing::{Browser, PASS_PHRASE, Page, Person, TestApp, run};

/// A service with its people.
struct House {
    t: TestApp,
    nour: Person,
    boss: Person,
    chief: Person,
    colleague: Person,
}

async fn house() -> House {
    let t = TestApp::new().await;
    let nour = worker(&t).await;
    let at = nour.institution;
    let boss = t.person(at, "Dominique", "Charlier", &[FunctionKind::Administrator]).await;
    let chief = t.person(at, "Karim", "Benali", &[FunctionKind::Supervisor]).await;
    let colleague = t.person(at, "Ana", "Silva", &[FunctionKind::Caseworker]).await;
    House { t, nour, boss, chief, colleague }
}

impl House {
    fn page(&self) -> String {
        format!("/practitioners/{}/account", self.nour.practitioner)
    }

    /// An ordinary invitation, by whoever keeps accounts.
    async fn invite(&self, by: &Browser) -> Page {
        let path = format!("/practitioners/{}/invitation", self.nour.practitioner);
        by.post(&path, &[("delivery", "shown"), ("renew", "1"), ("invite_reason", "essai")]).await
    }

    async fn ask(&self, by: &Browser) -> Page {
        let path = format!("{}/renewal", self.page());
        by.post(&path, &[("renewal_reason", "téléphone volé dans le train, codes perdus")]).await
    }

    async fn confirm(&self, by: &Browser) -> Page {
        by.post(&format!("{}/renewal/confirmation", self.page()), &[]).await
    }

    /// The lines of the ledger about an account, and where.
    async fn lines(&self, kind: &str) -> i64 {
        let mut conn = self.t.app.db.read().await.unwrap();
        conn.value("SELECT count(*) FROM ledger WHERE kind = $1", args![kind]).await.unwrap().unwrap()
    }

    /// To whom messages wait to be sent that say a thing.
    async fn told(&self, what: &str) -> Vec<String> {
        let mut conn = self.t.app.db.read().await.unwrap();
        let all: Vec<(String,)> =
            conn.all("SELECT payload FROM jobs WHERE kind = 'send-mail' LIMIT 200", args![]).await.unwrap();
        let all = all.into_iter().map(|(p,)| serde_json::from_str::<serde_json::Value>(&p).unwrap());
        let mut to: Vec<String> = all
            .filter(|m| m["text"].as_str().unwrap().contains(what))
            .map(|m| m["to"].as_str().unwrap().to_owned())
            .collect();
        to.sort();
        to
    }
}

fn link(page: &Page) -> String {
    let at = page.body.find("/invitation/").expect("a link");
    page.body[at..at + "/invitation/".len() + 64].to_owned()
}

async fn take_up(h: &House, link: &str) -> (Browser, Page) {
    let browser = h.t.browser();
    browser.get(link).await;
    let new = "une autre phrase bien longue";
    let page = browser.post("/invitation", &[("password", new), ("password_again", new)]).await;
    (browser, page)
}

#[test]
fn one_asks_another_confirms_and_the_old_telephone_serves_until_the_link_is_used() {
    run(async {
        let h = house().await;
        let (office, desk) = (h.t.sign_in(&h.boss).await, h.t.sign_in(&h.chief).await);
        let page = office.post(&format!("{}/renewal", h.page()), &[]).await;
        assert!(page.status == 422 && page.has("Donnez la raison"), "{}", page.body);
        assert_eq!(h.ask(&office).await.status, 303);
        assert_eq!(h.ask(&office).await.status, 422, "asked once");
        assert_eq!(h.told("relier un autre téléphone à votre compte").await, [h.nour.email.as_str()]);
        assert_eq!(h.told("par une deuxième personne").await, [h.chief.email.as_str()], "not whoever asked");

        // Whoever asked does not confirm, in no way.
        assert!(
            office.get(&format!("{}/renewal", h.page())).await.has("à une autre personne de la confirmer")
        );
        let page = h.confirm(&office).await;
        assert!(page.status == 422 && page.has("Vous avez fait cette demande"), "{}", page.body);
        let page = h.invite(&office).await;
        let (_, page) = take_up(&h, &link(&page)).await;
        assert_eq!(page.location, "/sign-in/code", "an ordinary link takes no telephone away");

        // Nor the person, nor somebody who has no business with it.
        let hers = h.t.sign_in(&h.nour).await;
        assert_eq!(h.confirm(&hers).await.status, 404);
        assert_eq!(h.confirm(&h.t.sign_in(&h.colleague).await).await.status, 404);

        let page = desk.get(&format!("{}/renewal", h.page())).await;
        assert!(page.has("Dominique Charlier") && page.has("volé dans le train"), "{}", page.body);
        let page = h.confirm(&desk).await;
        assert_eq!(page.status, 200, "without a mail server the link is handed over: {}", page.body);
        assert_eq!(h.confirm(&desk).await.status, 422, "confirmed once");
        assert_eq!(hers.get("/account").await.status, 200, "nothing has changed for her yet");

        let (browser, page) = take_up(&h, &link(&page)).await;
        assert_eq!(page.location, "/account/second-factor");
        assert_eq!(hers.get("/account").await.status, 303, "now earlier sessions have ended");
        assert!(
            browser.get("/account").await.location.starts_with("/sign-in"),
            "and nothing opens without a telephone"
        );
        let old = h.t.browser();
        password(&old, &h.nour, "une autre phrase bien longue").await;
        let page = old.post("/sign-in/code", &[("code", &h.t.code(&h.nour))]).await;
        assert_eq!(page.status, 422, "the lost telephone opens nothing any more");
        for kind in ["second_factor_renewal_asked", "second_factor_renewal_confirmed"] {
            assert_eq!(h.lines(kind).await, 1, "{kind}");
        }
    });
}

#[test]
fn a_request_falls_when_the_telephone_is_there_when_it_is_refused_and_after_seven_days() {
    run(async {
        let h = house().await;
        let (office, desk) = (h.t.sign_in(&h.boss).await, h.t.sign_in(&h.chief).await);
        assert_eq!(h.ask(&office).await.status, 303);
        let hers = h.t.browser();
        password(&hers, &h.nour, PASS_PHRASE).await;
        assert_eq!(h.confirm(&desk).await.status, 200, "a password alone proves nothing: {}", h.page());

        h.t.pass(A_STEP);
        assert_eq!(hers.post("/sign-in/code", &[("code", &h.t.code(&h.nour))]).await.status, 303);
        assert_eq!(h.ask(&office).await.status, 303, "her sign-in took the first one back");
        assert_eq!(desk.post(&format!("{}/renewal/refusal", h.page()), &[]).await.status, 200);
        assert_eq!(h.confirm(&desk).await.status, 422);
        assert_eq!(h.lines("second_factor_renewal_declined").await, 1);

        assert_eq!(h.ask(&office).await.status, 303);
        h.t.pass(7 * Instant::DAY);
        let desk = h.t.sign_in(&h.chief).await;
        assert_eq!(h.confirm(&desk).await.status, 422, "after seven days");
    });
}

#[test]
fn a_confirmed_link_that_was_replaced_or_overtaken_takes_nothing_away() {
    run(async {
        let h = house().await;
        let (office, desk) = (h.t.sign_in(&h.boss).await, h.t.sign_in(&h.chief).await);
        h.ask(&office).await;
        let confirmed = link(&h.confirm(&desk).await);
        let page = h.invite(&office).await;
        let (_, gone) = take_up(&h, &confirmed).await;
        assert!(gone.has("ne mène plus nulle part"), "{}", gone.body);
        let (_, page) = take_up(&h, &link(&page)).await;
        assert_eq!(
            page.location, "/sign-in/code",
            "the newer link does not carry what was confirmed for the older"
        );

        h.t.pass(Instant::HOUR);
        let (office, desk) = (h.t.sign_in(&h.boss).await, h.t.sign_in(&h.chief).await);
        h.ask(&office).await;
        let confirmed = link(&h.confirm(&desk).await);
        let hers = h.t.browser();
        password(&hers, &h.nour, "une autre phrase bien longue").await;
        assert_eq!(
            hers.post("/sign-in/code", &[("code", &h.t.code(&h.nour))]).await.status,
            303,
            "she found it again"
        );
        let (_, page) = take_up(&h, &confirmed).await;
        assert_eq!(page.location, "/sign-in/code", "and it is hers alone");
    });
}

#[test]
fn every_institution_whose_files_are_concerned_reads_of_it_and_a_former_one_does_nothing() {
    run(async {
        let h = house().await;
        let amo = h.t.institution("amo", "AMO Passe-Rives").await;
        h.t.appoint(&h.nour, amo, FunctionKind::Caseworker).await;
        let office = h.t.sign_in(&h.boss).await;
        assert_eq!(h.ask(&office).await.status, 303);
        assert_eq!(h.lines("second_factor_renewal_asked").await, 2, "one line in each of the two chains");

        // She goes on at the second one only: the first has no say in her account any more.
        let cx = h.t.system();
        let held = {
            let mut conn = cx.read().await.unwrap();
            crate::directory::appointments_of(&mut conn, h.nour.practitioner).await.unwrap()
        };
        let here = held.iter().find(|a| a.institution == h.nour.institution).unwrap();
        crate::directory::end_appointment(&cx, here.id, "2026-08-31".parse().unwrap()).await.unwrap();
        assert_eq!(office.get(&h.page()).await.status, 404);
        for deed in ["invitation", "account/closure", "account/sessions/end", "account/renewal"] {
            let path = format!("/practitioners/{}/{deed}", h.nour.practitioner);
            let fields =
                [("delivery", "shown"), ("invite_reason", "a"), ("reason", "a"), ("renewal_reason", "a")];
            assert_eq!(office.post(&path, &fields).await.status, 404, "{deed}");
        }
        assert_eq!(h.confirm(&h.t.sign_in(&h.chief).await).await.status, 404);
    });
}
