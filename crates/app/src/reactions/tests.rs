// SPDX-License-Identifier: EUPL-1.2
//! What waits is told to whom it waits for, without a word of what it is.

use casework::concerns::{self, Door, Levels, NewReport, NewTriage, Outcome, Told};
use kernel::{FunctionKind, Instant};
use platform::jobs;
use register::testing::{Person, TestApp, run};

use super::carried_out_by;

struct World {
    t: TestApp,
    nour: Person,
    iris: Person,
}

impl World {
    async fn new() -> World {
        let t = TestApp::with(crate::routes(), |app| app).await;
        let saj = t.institution("saj", "SAJ d’Ormelle").await;
        let nour = t.person(saj, "Nour", "Nkulu", &[FunctionKind::Intake]).await;
        let iris = t.person(saj, "Iris", "Dubuisson", &[FunctionKind::Supervisor]).await;
        World { t, nour, iris }
    }

    async fn report(&self) -> kernel::ReportId {
        let cx = self.t.acting(&self.nour).await;
        let mut new = NewReport::to(self.nour.institution, Door::Phone, cx.today(), cx.now);
        new.observed = "Des pleurs le soir.".into();
        new.danger_now = Told::Yes;
        new.children =
            vec![concerns::NewMinor { description: "un garçon".into(), ..concerns::NewMinor::default() }];
        concerns::receive(&cx, &new).await.unwrap().report
    }

    /// Carries out what is due, and says how many messages wait since.
    async fn told(&self) -> i64 {
        let app = &self.t.app;
        let before = self.messages().await;
        let runner = jobs::Runner::new(app.db.clone(), app.clock.clone(), app.chance.clone());
        carried_out_by(runner, app).run_due().await.unwrap();
        self.messages().await - before
    }

    async fn messages(&self) -> i64 {
        let mut conn = self.t.app.db.read().await.unwrap();
        let sql = "SELECT COUNT(*) FROM jobs WHERE kind = 'send-mail'";
        conn.value(sql, vec![]).await.unwrap().unwrap_or(0)
    }
}

#[test]
fn a_clock_that_passed_its_day_is_told_once_to_those_whom_the_pack_names() {
    run(async {
        let w = World::new().await;
        let report = w.report().await;
        assert_eq!(w.told().await, 0, "nothing has passed yet");
        // Acknowledgement and triage have passed: each is told to intake and to the supervision.
        w.t.pass(6 * Instant::DAY);
        assert_eq!(w.told().await, 4);
        assert_eq!(w.told().await, 0, "once");
        // What was done in time is told to nobody.
        let cx = w.t.acting(&w.nour).await;
        let triage = NewTriage {
            outcome: Outcome::Qualified,
            levels: Levels::of(2, 2, 1),
            explanation: String::new(),
            reason: "Faits précis.".into(),
            second: Some(w.iris.practitioner),
            alone_reason: String::new(),
            redirected_to: None,
            repeats: vec![],
            repetitive: false,
            instead_of: None,
        };
        concerns::triage(&cx, report, &triage).await.unwrap();
        let cx = w.t.acting(&w.iris).await;
        concerns::assign(&cx, report, w.iris.practitioner, &[]).await.unwrap();
        w.t.pass(90 * Instant::DAY);
        // The evaluation: whoever leads it is the supervision here, and hears of it once.
        assert_eq!(w.told().await, 1);
    });
}
