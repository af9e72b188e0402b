// SPDX-License-Identifier: EUPL-1.2
//! Several copies of the server on one PostgreSQL: people go from one to the other without noticing, what is to happen once
//! happens once, and a copy that dies takes nothing with it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use kernel::{CaseId, JobId, Lang, NoteId};
use maillage::bench::client::{Ask, Cookies, Want, Wire};
use maillage::bench::page;
use platform::args;
use platform::db::{Db, Technical};
use platform::mail::{self, Mail, Notice, NoticeWords};
use platform::session;
use platform::testing::run;
use register::cases;
use register::testing::{Person, TestApp};

use crate::house::{House, PATIENCE, note, sign_in};

/// How many people write while a copy is killed, and how often it is.
const WRITERS: usize = 4;
const KILLS: u32 = 20;

/// A house on PostgreSQL; nothing where the tests run on the embedded engine, which has one server.
async fn house(leads: usize) -> Option<House> {
    match std::env::var(platform::testing::ADDRESS_VARIABLE) {
        Ok(url) if url.starts_with("postgres") => Some(House::new(leads).await),
        _ => {
            println!("not run: several copies need PostgreSQL (cargo xtask postgres -- …)");
            None
        }
    }
}

fn today(t: &TestApp) -> String {
    t.system().today().to_string()
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    db.read().await.unwrap().value(sql, args![]).await.unwrap().unwrap_or(-1)
}

async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !holds().await {
        assert!(began.elapsed() < PATIENCE, "{what}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[test]
fn a_session_is_known_to_every_copy_and_ends_on_all() {
    run(async {
        let Some(house) = house(1).await else { return };
        let (a, b) = (house.server(), house.server());
        let on_a = sign_in(&house.t, a.address, &house.leads[0]).await;
        let on_b = on_a.at(b.address);
        let case = format!("/cases/{}", house.cases[0]);
        for browser in [&on_a, &on_b] {
            assert_eq!(browser.get("/desk").await.status, 200);
            assert_eq!(browser.get(&case).await.status, 200);
        }
        // Another browser of the same person, begun at B and ended from A.
        let other = house.t.sign_in(&house.leads[0]).await.at(b.address);
        assert_eq!(other.get("/desk").await.status, 200);
        assert_eq!(on_a.post("/account/sessions/end-others", &[]).await.status, 303);
        assert_eq!(other.get("/desk").await.location, "/sign-in?to=%2Fdesk");

        assert_eq!(on_a.post("/sign-out", &[]).await.status, 303);
        let gone = on_b.get("/desk").await;
        assert_eq!((gone.status, gone.location.as_str()), (303, "/sign-in?to=%2Fdesk"));
        // What was being written on B is not taken, and comes back to whoever wrote it.
        let day = today(&house.t);
        let refused = on_b.post(&format!("{case}/notes"), &note(&day, "EN COURS SUR B")).await;
        assert_eq!(refused.status, 403);
        assert!(refused.has("EN COURS SUR B"));
        assert_eq!(count(&house.db, "SELECT COUNT(*) FROM notes").await, 0);
    });
}

#[test]
fn two_people_who_correct_one_note_on_two_copies_lose_no_word() {
    run(async {
        let Some(house) = house(1).await else { return };
        let (a, b) = (house.server(), house.server());
        let claire = house.t.sign_in(&house.leads[0]).await.at(a.address);
        let hanae = house.t.sign_in(&house.hanae).await.at(b.address);
        let day = today(&house.t);
        let written = claire.post(&format!("/cases/{}/notes", house.cases[0]), &note(&day, "PREMIER")).await;
        let path = written.location.split('?').next().unwrap().to_owned();
        let correction = format!("{path}/correction");
        // Both open the form, each on their copy, and send one after the other.
        assert!(claire.get(&correction).await.has("PREMIER"));
        assert!(hanae.get(&correction).await.has("PREMIER"));
        let fields = |version: &'static str, text: &'static str| {
            [("version", version), ("occurred", day.as_str()), ("observed", text), ("reason", "relu")]
        };
        assert_eq!(hanae.post(&correction, &fields("1", "DEUXIÈME")).await.status, 303);
        let conflict = claire.post(&correction, &fields("1", "TROISIÈME")).await;
        assert_eq!(conflict.status, 409);
        for kept in ["DEUXIÈME", "TROISIÈME", "name=\"version\" value=\"2\""] {
            assert!(conflict.has(kept), "{kept} in {}", conflict.body);
        }
        assert_eq!(claire.post(&correction, &fields("2", "TROISIÈME")).await.status, 303);
        // At the very same moment, many times: one saves, the other is shown both texts.
        for version in 3..33 {
            let version = version.to_string();
            let (hers, theirs) = (format!("DE CLAIRE {version}"), format!("DE HANAE {version}"));
            let fields = |text| {
                [
                    ("version", version.as_str()),
                    ("occurred", day.as_str()),
                    ("observed", text),
                    ("reason", "x"),
                ]
            };
            let (of_claire, of_hanae) = (fields(hers.as_str()), fields(theirs.as_str()));
            let both = tokio::join!(claire.post(&correction, &of_claire), hanae.post(&correction, &of_hanae));
            let mut statuses = [both.0.status, both.1.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [303, 409], "version {version}");
            let told = if both.0.status == 409 { both.0 } else { both.1 };
            assert!(told.has(&hers) && told.has(&theirs), "{}", told.body);
        }
        house.verify_ledger(&house.address);
    });
}

#[test]
fn a_form_sent_again_to_another_copy_happens_once() {
    run(async {
        let Some(house) = house(1).await else { return };
        let (a, b) = (house.server(), house.server());
        let on_a = house.t.sign_in(&house.leads[0]).await.at(a.address);
        let on_b = on_a.at(b.address);
        let (path, day) = (format!("/cases/{}/notes", house.cases[0]), today(&house.t));
        for n in 0..20 {
            let key = house.t.app.chance.uuid().unwrap().simple().to_string();
            let text = format!("UNE FOIS {n}");
            let fields: Vec<_> = note(&day, &text).into_iter().chain([("_key", key.as_str())]).collect();
            // One after the other, then both at once.
            let (first, second) = if n % 2 == 0 {
                (on_a.post(&path, &fields).await, on_b.post(&path, &fields).await)
            } else {
                tokio::join!(on_a.post(&path, &fields), on_b.post(&path, &fields))
            };
            assert_eq!((first.status, second.status), (303, 303), "{n}");
            let led_to = |location: &str| location.split('?').next().unwrap().to_owned();
            assert_eq!(led_to(&first.location), led_to(&second.location), "the same note");
        }
        assert_eq!(count(&house.db, "SELECT COUNT(*) FROM notes").await, 20);
        assert_eq!(count(&house.db, "SELECT COUNT(*) FROM ledger WHERE kind = 'note_written'").await, 20);
        assert_eq!(
            count(&house.db, "SELECT COUNT(*) FROM case_entries WHERE kind = 'note_written'").await,
            20
        );
    });
}

/// The worst moment: what was sent is kept, and the copy dies before it could say so.
#[test]
fn an_answer_that_died_with_its_copy_is_given_by_another() {
    run(async {
        let Some(house) = house(1).await else { return };
        let a = house.server();
        let writer = Writer::of(&house, 0).await;
        for n in 0..5 {
            let b = house.server();
            let text = format!("GARDÉ {n}");
            let ask = writer.ask(&today(&house.t), &text);
            let mut sending = TcpStream::connect(b.address).unwrap();
            sending.write_all(raw(&ask, b.address, &writer.cookies).as_bytes()).unwrap();
            until("the note is kept", async || {
                let mut conn = house.db.read().await.unwrap();
                let sql = "SELECT COUNT(*) FROM notes WHERE observed = $1";
                conn.value(sql, args![text.as_str()]).await.unwrap() == Some(1i64)
            })
            .await;
            b.kill();
            // Nobody read the answer. The browser sends the form once more, and the balancer leads it to A.
            let mut cookies = writer.cookies.clone();
            let again = Wire::to(&a.address.to_string()).ask(&ask, &mut cookies, Want::Plain).await.unwrap();
            let mut conn = house.db.read().await.unwrap();
            let kept: Vec<(NoteId,)> = conn
                .all("SELECT id FROM notes WHERE observed = $1 LIMIT 9", args![text.as_str()])
                .await
                .unwrap();
            assert_eq!(kept.len(), 1, "{text}");
            assert_eq!((again.status, again.location), (303, format!("/notes/{}", kept[0].0)));
        }
        house.verify_ledger(&house.address);
    });
}

async fn ask_for_messages(t: &TestApp, many: usize) {
    let words =
        NoticeWords { subject: "Maillage", text: "Quelque chose attend.", closing: "Ne pas répondre." };
    let notice = Notice { kind: "something-waits", path: "/desk".into() };
    let mail = Mail::notice("a@example.org", Lang::Fr, words, &notice, "http://localhost").unwrap();
    let mut tx = t.system().begin_technical().await.unwrap();
    for _ in 0..many {
        let id: JobId = t.system().new_id().unwrap();
        mail::enqueue(&mut tx, id, &mail).await.unwrap();
    }
    tx.commit_technical(Technical::Job).await.unwrap();
}

/// What lies in the outbox: how often each message does. What a copy was writing when it died never got a message's name.
fn outbox(house: &House) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for file in std::fs::read_dir(house.outbox()).unwrap() {
        let file = file.unwrap();
        if file.file_name().to_string_lossy().starts_with(".writing-") {
            continue;
        }
        let text = std::fs::read_to_string(file.path()).unwrap();
        let id = text.lines().find_map(|l| l.strip_prefix("Message-ID: ")).unwrap().to_owned();
        *out.entry(id).or_default() += 1;
    }
    out
}

/// Names another lead again and again; each naming is told to somebody by one message.
async fn name_leads(house: &House, case: CaseId, times: usize) {
    for n in 0..times {
        let hanae = house.t.acting(&house.hanae).await;
        let to = house.leads[(n + 1) % 2].practitioner;
        cases::assign(&hanae, case, to).await.unwrap();
    }
}

/// What is still to be done today: that a clock may pass its day is looked at on the morning after.
const LEFT: &str = "SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND kind <> 'deadline-passed'";

#[test]
fn each_job_is_carried_out_once_whichever_copy_takes_it() {
    run(async {
        let Some(house) = house(2).await else { return };
        let asked = count(&house.db, "SELECT COUNT(*) FROM jobs WHERE kind <> 'deadline-passed'").await;
        let servers = [house.server(), house.server()];
        // Longer than a copy sleeps between two looks at the queue, so that both find something.
        for _ in 0..15 {
            ask_for_messages(&house.t, 12).await;
            name_leads(&house, house.cases[0], 2).await;
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        until("jobs are left", async || count(&house.db, LEFT).await == 0).await;
        // One message for each that was asked for, one for each naming of a lead: those of the house, and ours.
        let expected = 180 + asked + 30;
        let sent = "SELECT COUNT(*) FROM jobs WHERE kind = 'send-mail'";
        assert_eq!(count(&house.db, sent).await, expected);
        let messages = outbox(&house);
        assert_eq!(messages.len() as i64, expected);
        assert!(messages.values().all(|times| *times == 1), "a message left twice");
        assert_eq!(
            count(&house.db, "SELECT COUNT(*) FROM jobs WHERE done_at IS NOT NULL AND tries <> 1").await,
            0
        );
        // Both did their part.
        for server in servers {
            assert!(server.log().contains("a message was sent"), "{}", server.log());
        }
    });
}

/// Somebody who writes notes, to whichever copy answers.
struct Writer {
    name: String,
    case: CaseId,
    cookies: Cookies,
    csrf: String,
}

impl Writer {
    async fn of(house: &House, n: usize) -> Writer {
        let who: &Person = &house.leads[n];
        let token = house.t.sign_in(who).await.cookie("maillage");
        let mut conn = house.db.read().await.unwrap();
        let session = session::by_token(&mut conn, &token, house.t.app.clock.now(), i64::MAX / 2).await;
        let mut cookies = Cookies::default();
        cookies.set(&format!("maillage={token}"));
        let csrf = session.unwrap().unwrap().csrf;
        Writer { name: who.email.clone(), case: house.cases[n], cookies, csrf }
    }

    /// The form of a note, with a key of its own: sent again, it is the same note.
    fn ask(&self, day: &str, text: &str) -> Ask {
        let key = uuid::Uuid::from_u128(fresh()).simple().to_string();
        let fields: Vec<(String, String)> = note(day, text)
            .into_iter()
            .chain([("_csrf", self.csrf.as_str()), ("_key", key.as_str())])
            .map(|(n, v)| (n.to_owned(), v.to_owned()))
            .collect();
        Ask { method: "POST", path: format!("/cases/{}/notes", self.case), form: page::encoded(&fields) }
    }
}

/// A form as it goes over the wire, for tests that send it in pieces or do not wait for the answer.
fn raw(ask: &Ask, to: SocketAddr, cookies: &Cookies) -> String {
    format!(
        "POST {} HTTP/1.1\r\nHost: {to}\r\nCookie: {}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
        ask.path,
        cookies.header(),
        ask.form.len(),
        ask.form,
    )
}

/// What a writer was told.
#[derive(Default)]
struct Told {
    /// The words of each note and the note they became.
    kept: Vec<(String, NoteId)>,
    /// How many of them were sent more than once, and how many of those had been kept the first time.
    again: usize,
    already: usize,
}

async fn write(
    mut writer: Writer,
    day: String,
    copies: Arc<Mutex<[SocketAddr; 2]>>,
    stop: Arc<AtomicBool>,
) -> Told {
    let mut told = Told::default();
    for n in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let text = format!("écrit {n} de {}", writer.name);
        let ask = writer.ask(&day, &text);
        let (began, mut turn, mut tries) = (Instant::now(), n, 0);
        let answer = loop {
            assert!(began.elapsed() < PATIENCE, "nobody takes {text}");
            let to = copies.lock().unwrap()[turn % 2];
            tries += 1;
            match Wire::to(&to.to_string()).ask(&ask, &mut writer.cookies, Want::Plain).await {
                // Busy: the copy that died has not let go yet.
                Ok(busy) if busy.status == 503 => tokio::time::sleep(Duration::from_millis(50)).await,
                Ok(answer) => break answer,
                Err(_) => turn += 1,
            }
        };
        assert_eq!(answer.status, 303, "{}", answer.body);
        let (path, done) = answer.location.split_once('?').unwrap_or((&answer.location, ""));
        let id = path.strip_prefix("/notes/").unwrap_or_else(|| panic!("{}", answer.location));
        told.kept.push((text, id.parse().unwrap()));
        told.again += usize::from(tries > 1);
        told.already += usize::from(done.is_empty());
    }
    told
}

/// A number that was not given before.
fn fresh() -> u128 {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    u128::from(NEXT.fetch_add(1, Ordering::Relaxed)) << 64 | 0x77
}

#[test]
fn a_copy_that_is_killed_takes_nothing_with_it() {
    run(async {
        let Some(house) = house(WRITERS).await else { return };
        let shared = house.case_of(&house.leads[0]).await;
        let (a, mut b) = (house.server(), house.server());
        let copies = Arc::new(Mutex::new([a.address, b.address]));
        let stop = Arc::new(AtomicBool::new(false));
        let mut writing = Vec::new();
        for n in 0..WRITERS {
            let writer = Writer::of(&house, n).await;
            writing.push(tokio::spawn(write(writer, today(&house.t), copies.clone(), stop.clone())));
        }
        let mut asked = 0;
        for round in 0..KILLS {
            // Jobs are under way too: messages, and reactions that ask for more messages.
            ask_for_messages(&house.t, 10).await;
            name_leads(&house, shared, 4).await;
            asked += 14;
            let pause = 50 + u64::from(round.wrapping_mul(2_654_435_761) >> 23);
            tokio::time::sleep(Duration::from_millis(pause)).await;
            b.kill();
            b = house.server();
            copies.lock().unwrap()[1] = b.address;
        }
        stop.store(true, Ordering::Relaxed);
        let mut told = Told::default();
        for writer in writing {
            let one = writer.await.unwrap();
            told.kept.extend(one.kept);
            told.again += one.again;
            told.already += one.already;
        }
        let (kept, again, already) = (told.kept.len(), told.again, told.already);
        println!("{kept} notes, {again} of them sent again, {already} of those had been kept already");
        assert!(kept > 10 * KILLS as usize && again > 0, "too little was written to mean anything");

        let mut conn = house.db.read().await.unwrap();
        let notes: Vec<(NoteId, String)> =
            conn.all("SELECT id, observed FROM notes ORDER BY id LIMIT 1000000", args![]).await.unwrap();
        drop(conn);
        let mut stored: BTreeMap<&str, Vec<NoteId>> = BTreeMap::new();
        for (id, text) in &notes {
            stored.entry(text).or_default().push(*id);
        }
        for (text, id) in &told.kept {
            assert_eq!(stored.get(text.as_str()), Some(&vec![*id]), "{text}: acknowledged, and there once");
        }
        assert_eq!(stored.len(), notes.len(), "nothing was written twice");
        for (what, sql) in [
            (
                "an event",
                "SELECT COUNT(*) FROM notes n WHERE (SELECT COUNT(*) FROM ledger l WHERE l.subject_id = n.id AND l.kind = 'note_written') <> 1",
            ),
            (
                "an entry",
                "SELECT COUNT(*) FROM notes n WHERE (SELECT COUNT(*) FROM case_entries e WHERE e.subject_id = n.id) <> 1",
            ),
        ] {
            assert_eq!(count(&house.db, sql).await, 0, "notes without exactly {what}");
        }
        house.verify_ledger(&house.address);
        jobs_of_the_dead(&house, vec![a, b], asked + WRITERS as i64 + 1).await;
    });
}

/// What a copy that died had taken comes back after its lease, and is then done: reactions once, messages at least once and
/// always under the same identity.
async fn jobs_of_the_dead(house: &House, servers: Vec<crate::house::Server>, expected: i64) {
    for server in &servers {
        server.ask_to_stop();
    }
    for server in servers {
        assert!(server.ended().0.success());
    }
    // A minute passes.
    let mut tx = house.db.begin(house.t.app.clock.now()).await.unwrap();
    let now = tx.now();
    tx.run("UPDATE jobs SET run_at = $1 WHERE done_at IS NULL AND kind <> 'deadline-passed'", args![now])
        .await
        .unwrap();
    tx.commit_technical(Technical::Job).await.unwrap();
    let _server = house.server();
    until("jobs are left", async || count(&house.db, LEFT).await == 0).await;
    assert_eq!(count(&house.db, "SELECT COUNT(*) FROM jobs WHERE kind = 'send-mail'").await, expected);
    let messages = outbox(house);
    assert_eq!(messages.len() as i64, expected);
    let twice: BTreeSet<&String> =
        messages.iter().filter(|(_, times)| **times > 1).map(|(id, _)| id).collect();
    println!("{} of {expected} messages left twice", twice.len());
}

/// On both engines: what `systemctl stop` does to people who are just sending something.
#[test]
fn a_server_that_is_told_to_stop_finishes_what_was_begun() {
    run(async {
        let house = House::new(1).await;
        let server = house.server();
        let writer = Writer::of(&house, 0).await;
        let mut cookies = writer.cookies.clone();
        // A page was read over a connection that stays open, and somebody connected without a word.
        let mut kept = Wire::to(&server.address.to_string());
        assert_eq!(kept.ask(&Ask::get("/desk"), &mut cookies, Want::Plain).await.unwrap().status, 200);
        let _silent = TcpStream::connect(server.address).unwrap();

        let whole = raw(&writer.ask(&today(&house.t), "EN CHEMIN"), server.address, &writer.cookies);
        let (first, rest) = whole.split_at(whole.len() - 20);
        let mut sending = TcpStream::connect(server.address).unwrap();
        sending.set_read_timeout(Some(PATIENCE)).unwrap();
        sending.write_all(first.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(300));
        server.ask_to_stop();
        until("new connections are taken", async || TcpStream::connect(server.address).is_err()).await;
        sending.write_all(rest.as_bytes()).unwrap();
        let mut answer = String::new();
        sending.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        let (status, took) = server.ended();
        assert!(status.success(), "{status}");
        assert!(took < Duration::from_secs(10), "it took {took:?}");
        assert_eq!(count(&house.db, "SELECT COUNT(*) FROM notes WHERE observed = 'EN CHEMIN'").await, 1);
        house.verify_ledger(&house.address);
    });
}
