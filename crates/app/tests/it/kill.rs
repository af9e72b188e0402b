// SPDX-License-Identifier: EUPL-1.2
//! A process that is killed in the middle of its writes loses nothing that it acknowledged, and leaves no half event.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use kernel::instant::Zone;
use kernel::{FunctionKind, InstitutionId, PractitionerId};
use platform::args;
use platform::clock::{Chance, Clock};
use platform::config::Config;
use platform::db::{Address, Db};
use platform::http::Cx;
use platform::testing::{TestDb, run};
use register::cases::NewCase;
use register::ledger::{self, Keeper};
use register::people::NewPerson;
use register::{accounts, cases, directory, people};

const ROUNDS: u32 = 200;
/// Tells the writer, which is this very program, where to write and as whom.
const WRITER: &str = "MAILLAGE_KILLED_WRITER";

pub(crate) fn application(db: Db) -> Arc<platform::http::App> {
    let rulebook = rulebook::Rulebook::shipped().unwrap();
    maillage::start::application(db, Clock::System, Chance::System, Config::default(), rulebook, None)
}

/// The writer: opens cases as fast as it can and says each one once it is acknowledged. Does nothing in an ordinary run.
#[test]
fn the_writer_that_will_be_killed() {
    let Ok(told) = std::env::var(WRITER) else { return };
    let (address, who) = told.split_once('|').unwrap();
    let (institution, practitioner) = who.split_once('|').unwrap();
    let institution: InstitutionId = institution.parse().unwrap();
    let practitioner: PractitionerId = practitioner.parse().unwrap();
    run(async {
        let db = Db::open(&Address::parse(address)).await.unwrap();
        let app = application(db.with_journal(Arc::new(Keeper::new(Chance::System))));
        let mut conn = app.db.read().await.unwrap();
        let now = app.clock.now();
        let (actor, zone) =
            accounts::actor_for(&app, &mut conn, practitioner, institution, now).await.unwrap().unwrap();
        drop(conn);
        println!("ready");
        loop {
            let cx = Cx::quiet(app.clone(), Some(actor.clone()), zone.clone());
            let mut tx = cx.begin().await.unwrap();
            let child = NewPerson { given: "Noor".into(), family: "Exemple".into(), ..NewPerson::default() };
            let child = people::record(&cx, &mut tx, institution, &child).await.unwrap();
            let event = cx
                .event(
                    people::events::PERSON_RECORDED,
                    kernel::SubjectKind::PERSON.of(child),
                    None,
                    kernel::Ground::Function,
                )
                .unwrap();
            tx.commit(event).await.unwrap();
            let new = NewCase {
                child,
                opened_on: cx.today(),
                reason: "essai".into(),
                frame: String::new(),
                frame_source: String::new(),
                information: String::new(),
            };
            let case = cases::open(&cx, &new).await.unwrap();
            println!("{case}");
        }
    });
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_half_written() {
    if std::env::var(WRITER).is_ok() {
        return;
    }
    run(async {
        let db = TestDb::new().await.with_journal(Arc::new(Keeper::new(Chance::System)));
        let app = application((*db).clone());
        let cx = Cx::quiet(app.clone(), None, Zone::utc());
        let (institution, practitioner) = found(&cx).await;
        let told = format!("{}|{institution}|{practitioner}", address(db.address()));
        let acknowledged = killed("kill::the_writer_that_will_be_killed", WRITER, &told, ROUNDS).await;
        assert!(
            acknowledged.len() > ROUNDS as usize,
            "too few writes to mean anything: {}",
            acknowledged.len()
        );
        let mut conn = db.read().await.unwrap();
        let known: Vec<(kernel::CaseId,)> =
            conn.all("SELECT id FROM cases ORDER BY id LIMIT 1000000", args![]).await.unwrap();
        let known: BTreeSet<String> = known.into_iter().map(|(id,)| id.to_string()).collect();
        let lost: Vec<_> = acknowledged.difference(&known).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        // Every case has all that belongs to its opening, once.
        for (what, sql) in [
            (
                "an episode",
                "SELECT COUNT(*) FROM cases c WHERE (SELECT COUNT(*) FROM episodes e WHERE e.case_id = c.id) <> 1",
            ),
            (
                "the seat of the supervision",
                "SELECT COUNT(*) FROM cases c WHERE (SELECT COUNT(*) FROM seats s WHERE s.subject_id = c.id AND s.capacity = 'supervisor') <> 1",
            ),
            (
                "the seat of whoever opened it, and no other",
                "SELECT COUNT(*) FROM cases c WHERE (SELECT COUNT(*) FROM seats s WHERE s.subject_id = c.id AND s.opened_by = s.holder_id AND s.capacity = 'intake') <> 1
                   OR (SELECT COUNT(*) FROM seats s WHERE s.subject_id = c.id) <> 2",
            ),
            (
                "an entry",
                "SELECT COUNT(*) FROM cases c WHERE (SELECT COUNT(*) FROM case_entries e WHERE e.case_id = c.id) <> 1",
            ),
            (
                "an event",
                "SELECT COUNT(*) FROM cases c WHERE (SELECT COUNT(*) FROM ledger l WHERE l.subject_id = c.id AND l.kind = 'case_opened') <> 1",
            ),
        ] {
            let halves: Option<i64> = conn.value(sql, args![]).await.unwrap();
            assert_eq!(halves, Some(0), "cases without exactly {what}");
        }
        let told_without_case: Option<i64> = conn
            .value(
                "SELECT COUNT(*) FROM ledger l WHERE l.kind = 'case_opened' AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = l.subject_id)",
                args![],
            )
            .await
            .unwrap();
        assert_eq!(told_without_case, Some(0), "the ledger tells of cases that do not exist");
        drop(conn);
        let report = ledger::verify(&db).await.unwrap();
        assert!(report.faults.is_empty(), "{:?}", report.faults);
    });
}

/// Starts a writer, a test of this very program, again and again, and kills it at any moment from its « ready » on; with what it
/// said was acknowledged.
pub(crate) async fn killed(test: &str, variable: &str, told: &str, rounds: u32) -> BTreeSet<String> {
    let mut acknowledged = BTreeSet::new();
    for round in 0..rounds {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture", "--test-threads=1"])
            .env(variable, told)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(writer.stdout.take().unwrap());
        let (tell, ready) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            let mut said = Vec::new();
            for line in lines.lines().map_while(Result::ok) {
                if line.ends_with("ready") {
                    let _ = tell.send(());
                }
                if line.len() == 32 {
                    said.push(line);
                }
            }
            said
        });
        // From the first write on, at any moment: between two statements, in a commit, while the log is cut.
        let _ = ready.recv_timeout(Duration::from_secs(20));
        let pause = u64::from(round.wrapping_mul(2_654_435_761) >> 25);
        tokio::time::sleep(Duration::from_millis(pause)).await;
        writer.kill().unwrap();
        writer.wait().unwrap();
        acknowledged.extend(reader.join().unwrap());
    }
    acknowledged
}

pub(crate) fn address(address: &Address) -> String {
    match address {
        Address::File(path) => path.display().to_string(),
        Address::Url(url) => url.clone(),
    }
}

pub(crate) async fn found(cx: &Cx) -> (InstitutionId, PractitionerId) {
    let institution = directory::InstitutionFields {
        pack: "be-fwb".into(),
        service_type: "saj".into(),
        name: "SAJ d’essai".into(),
        ..Default::default()
    };
    let person = directory::PractitionerFields {
        given: "Ada".into(),
        family: "Essai".into(),
        email: "ada@essai.example".into(),
        ..Default::default()
    };
    let founded = directory::found(cx, institution, person, kernel::SecrecyStatus::Bound).await.unwrap();
    let who = founded.administrator;
    directory::appoint(
        cx,
        directory::NewAppointment {
            practitioner: who,
            institution: founded.institution,
            kind: FunctionKind::Caseworker,
            from_on: cx.today(),
            until_on: None,
        },
    )
    .await
    .unwrap();
    (founded.institution, who)
}
