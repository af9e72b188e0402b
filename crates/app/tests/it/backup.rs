// SPDX-License-Identifier: EUPL-1.2
//! Copies of the data, made and put back with the commands of the operator while people work: whole or not at all, and
//! verified before anybody relies on them.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use kernel::Layer;
use platform::args;
use platform::db::{Address, Db, Engine};
use platform::testing::{TestDb, run};
use register::attachments::{self, NewAttachment};
use serde_json::Value;

use crate::house::{House, application, note, place, sign_in, text};

/// A place for a copy to be put back into.
struct Place {
    address: Address,
    holder: Option<TestDb>,
}

/// A database without anything in it, on the engine under test.
async fn empty_place(house: &House, name: &str) -> Place {
    match house.db.engine() {
        Engine::Sqlite => Place {
            address: Address::File(house.folder.path().join(name).join("maillage.sqlite")),
            holder: None,
        },
        Engine::Postgres => {
            let blank = TestDb::blank().await;
            Place { address: blank.address().clone(), holder: Some(blank) }
        }
    }
}

impl Place {
    /// That nothing was left there.
    async fn is_empty(&self) -> bool {
        match &self.address {
            Address::File(path) => {
                path.parent().is_none_or(|f| !f.exists() || fs::read_dir(f).unwrap().next().is_none())
            }
            Address::Url(_) => tables(&Db::open(&self.address).await.unwrap()).await.is_empty(),
        }
    }
}

/// How many rows each table holds.
async fn tables(db: &Db) -> BTreeMap<String, i64> {
    let mut conn = db.read().await.unwrap();
    let names: Vec<(String,)> = match db.engine() {
        Engine::Sqlite => {
            let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name LIMIT 1000";
            conn.all(sql, args![]).await.unwrap()
        }
        Engine::Postgres => {
            let sql = "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1 LIMIT 1000";
            conn.all(sql, args![]).await.unwrap()
        }
    };
    let mut out = BTreeMap::new();
    // What SQLite keeps for itself is counted by nobody.
    for (name,) in names.into_iter().filter(|(name,)| !name.starts_with("sqlite_")) {
        let rows: Option<i64> = conn
            .value(platform::db::SqlText::Built(format!("SELECT COUNT(*) FROM {name}")), args![])
            .await
            .unwrap();
        out.insert(name, rows.unwrap());
    }
    out
}

/// Bytes that no compression makes smaller.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 2026u64;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    })
    .take(length)
    .collect()
}

fn file() -> Vec<u8> {
    [b"%PDF-1.7\n%\xE2\xE3\n1 0 obj\n<<>>\nendobj\n".to_vec(), noise(400_000)].concat()
}

/// A house in which a file hangs from the first case.
async fn house_with_a_file() -> House {
    let house = House::new(2).await;
    let bytes = file();
    let new =
        NewAttachment { label: "Bulletin", layer: Layer::Institution, name: "bulletin.pdf", bytes: &bytes };
    let claire = house.t.acting(&house.leads[0]).await;
    attachments::attach(&claire, house.cases[0], &new).await.unwrap();
    house
}

/// Makes a copy with the command, and says where it is.
fn copied(house: &House, to: &Path) -> PathBuf {
    let said = house.run(&house.address, &["backup", "--to", to.to_str().unwrap()]);
    assert!(said.status.success(), "{}{}", text(&said.stdout), text(&said.stderr));
    let said = text(&said.stdout);
    PathBuf::from(said.split(": ").next().unwrap())
}

fn restored(house: &House, copy: &Path, to: &Address) -> Output {
    house.run(to, &["restore", copy.to_str().unwrap()])
}

/// That a command refuses, and says why.
fn refuses(said: &Output, why: &str) {
    assert!(!said.status.success(), "{}", text(&said.stdout));
    assert!(text(&said.stderr).contains(why), "« {why} » in {}", text(&said.stderr));
}

fn names_in(folder: &Path) -> Vec<String> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        files.map(|f| f.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_copy_made_while_people_write_is_whole_and_comes_back() {
    run(async {
        let house = house_with_a_file().await;
        let server = house.server();
        let day = house.t.system().today().to_string();
        // Two people write all the while.
        let stop = Arc::new(AtomicBool::new(false));
        let mut writing = Vec::new();
        for n in 0..2 {
            let browser = house.t.sign_in(&house.leads[n]).await.at(server.address);
            let (path, day, stop) = (format!("/cases/{}/notes", house.cases[n]), day.clone(), stop.clone());
            writing.push(tokio::spawn(async move {
                let mut written = 0;
                while !stop.load(Ordering::Relaxed) {
                    let sent = browser.post(&path, &note(&day, &format!("note {written} de {n}"))).await;
                    assert_eq!(sent.status, 303, "{}", sent.body);
                    written += 1;
                }
                written
            }));
        }
        let folder = house.folder.path().join("copies");
        let counted = async || -> i64 {
            let sql = "SELECT COUNT(*) FROM notes";
            house.db.read().await.unwrap().value(sql, args![]).await.unwrap().unwrap()
        };
        let mut made = Vec::new();
        for _ in 0..3 {
            tokio::time::sleep(Duration::from_millis(1_100)).await;
            let before = counted().await;
            let copy = copied(&house, &folder);
            house.verify_ledger(&house.address);
            made.push((before, copy, counted().await));
        }
        stop.store(true, Ordering::Relaxed);
        let mut written = 0;
        for one in writing {
            written += one.await.unwrap();
        }
        assert_eq!(counted().await, written, "nobody was kept from writing");
        for (n, (before, copy, after)) in made.iter().enumerate() {
            let place = empty_place(&house, &format!("online-{n}")).await;
            let said = restored(&house, copy, &place.address);
            assert!(said.status.success(), "{}", text(&said.stderr));
            let db = Db::open(&place.address).await.unwrap();
            let mut conn = db.read().await.unwrap();
            for (what, sql) in [
                (
                    "an event",
                    "SELECT COUNT(*) FROM notes n WHERE (SELECT COUNT(*) FROM ledger l WHERE l.subject_id = n.id AND l.kind = 'note_written') <> 1",
                ),
                (
                    "a note",
                    "SELECT COUNT(*) FROM ledger l WHERE l.kind = 'note_written' AND (SELECT COUNT(*) FROM notes n WHERE n.id = l.subject_id) <> 1",
                ),
            ] {
                let halves: Option<i64> = conn.value(sql, args![]).await.unwrap();
                assert_eq!(halves, Some(0), "without exactly {what}");
            }
            let notes: Option<i64> = conn.value("SELECT COUNT(*) FROM notes", args![]).await.unwrap();
            assert!((*before..=*after).contains(&notes.unwrap()), "{before} ≤ {notes:?} ≤ {after}");
            drop(conn);
            house.verify_ledger(&place.address);
        }
    });
}

#[test]
fn what_comes_back_is_what_was_there_and_people_go_on_with_it() {
    run(async {
        let house = house_with_a_file().await;
        let there = tables(&house.db).await;
        let folder = house.folder.path().join("copies");
        let copy = copied(&house, &folder);
        // A copy holds everything: nobody else on the machine reads it. Two files, and nothing half made.
        assert_eq!(names_in(&folder).len(), 2, "{:?}", names_in(&folder));
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o077, 0);
        assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o077, 0);

        let place = empty_place(&house, "restored").await;
        let said = restored(&house, &copy, &place.address);
        assert!(said.status.success(), "{}", text(&said.stderr));
        assert!(text(&said.stdout).contains("Restored and verified"));
        assert_eq!(tables(&Db::open(&place.address).await.unwrap()).await, there);
        if let Address::File(path) = &place.address {
            assert_eq!(names_in(path.parent().unwrap()), ["maillage.sqlite"]);
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o077, 0);
        }
        house.verify_ledger(&place.address);

        // Somebody signs in, opens the file that hung there, and goes on writing.
        let server = house.server_over(&place.address);
        let again = application(&place.address, place.holder).await;
        let claire = sign_in(&again, server.address, &house.leads[0]).await;
        let list = claire.get(&format!("/cases/{}/attachments", house.cases[0])).await;
        let id = list.body.split("href=\"/attachments/").nth(1).unwrap().split(['"', '/']).next().unwrap();
        let opened = claire.get(&format!("/attachments/{id}")).await;
        assert_eq!((opened.status, opened.bytes == file()), (200, true));
        let day = again.system().today().to_string();
        let sent = claire.post(&format!("/cases/{}/notes", house.cases[0]), &note(&day, "APRÈS")).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        house.verify_ledger(&place.address);
        // What was there before has not changed meanwhile.
        assert_eq!(tables(&house.db).await, there);
    });
}

#[test]
fn a_copy_is_only_put_back_where_nothing_is() {
    run(async {
        let house = house_with_a_file().await;
        let there = tables(&house.db).await;
        let copy = copied(&house, &house.folder.path().join("copies"));
        refuses(&restored(&house, &copy, &house.address), "empty place");
        assert_eq!(tables(&house.db).await, there);
        // What was put back once is there: it is not put back again.
        let place = empty_place(&house, "once").await;
        assert!(restored(&house, &copy, &place.address).status.success());
        refuses(&restored(&house, &copy, &place.address), "empty place");
        // A log that a removed database left would be written into the one of the same name.
        if let Address::File(_) = &house.address {
            let folder = house.folder.path().join("leftover");
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("maillage.sqlite-wal"), "x").unwrap();
            let to = Address::File(folder.join("maillage.sqlite"));
            refuses(&restored(&house, &copy, &to), "maillage.sqlite-wal exists already");
            assert_eq!(names_in(&folder), ["maillage.sqlite-wal"]);
        }
    });
}

type Damage<'a> = (&'a str, Option<Vec<u8>>, Option<String>, &'a str);

#[test]
fn a_damaged_copy_is_refused_and_leaves_nothing_behind() {
    run(async {
        let house = house_with_a_file().await;
        let good = copied(&house, &house.folder.path().join("copies"));
        let (bytes, paper) =
            (fs::read(&good).unwrap(), fs::read_to_string(good.with_extension("json")).unwrap());
        let ending = good.extension().unwrap().to_str().unwrap().to_owned();
        let other = if ending == "dump" { "sqlite" } else { "postgres" };
        let half = bytes[..bytes.len() / 2].to_vec();
        let mut turned = bytes.clone();
        let from = bytes.len() / 3;
        turned[from..from + 20_000].reverse();
        let on_paper = |change: &dyn Fn(&mut Value)| {
            let mut paper: Value = serde_json::from_str(&paper).unwrap();
            change(&mut paper);
            Some(paper.to_string())
        };
        // A paper that says the digest of the damaged copy: then the copy itself must tell.
        let agreeing = |bytes: &[u8]| {
            let digest = digest(bytes);
            on_paper(&|paper| paper["sha256"] = digest.clone().into())
        };
        let of_other = format!("this copy is of {other}");
        // What is wrong, the copy, the paper, and what the command says.
        let table: Vec<Damage<'_>> = vec![
            ("cut short", Some(half.clone()), Some(paper.clone()), "its digest differs"),
            ("changed inside", Some(turned.clone()), Some(paper.clone()), "its digest differs"),
            ("empty", Some(Vec::new()), Some(paper.clone()), "its digest differs"),
            ("cut short, paper agrees", Some(half.clone()), agreeing(&half), "Nothing was restored"),
            ("without a paper", Some(bytes.clone()), None, "the paper that belongs to the copy"),
            (
                "a paper that is none",
                Some(bytes.clone()),
                Some("{".into()),
                "the paper that belongs to the copy",
            ),
            ("no copy beside the paper", None, Some(paper.clone()), "No such file"),
            (
                "of the other engine",
                Some(bytes.clone()),
                on_paper(&|paper| paper["engine"] = other.into()),
                &of_other,
            ),
            (
                "with fewer entries than its paper says",
                Some(bytes.clone()),
                on_paper(&|paper| paper["ledger_entries"] = 1_000_000.into()),
                "ledger entries",
            ),
        ];
        for (n, (what, bytes, paper, why)) in table.into_iter().enumerate() {
            let folder = house.folder.path().join(format!("damaged-{n}"));
            fs::create_dir(&folder).unwrap();
            let copy = folder.join(format!("copy.{ending}"));
            if let Some(bytes) = bytes {
                fs::write(&copy, bytes).unwrap();
            }
            if let Some(paper) = paper {
                fs::write(copy.with_extension("json"), paper).unwrap();
            }
            let place = empty_place(&house, &format!("place-{n}")).await;
            let said = restored(&house, &copy, &place.address);
            println!("{what}: {}", text(&said.stderr).trim());
            refuses(&said, why);
            // PostgreSQL has put a sound archive back in one go before its ledger could be counted.
            if !(what.starts_with("with fewer") && ending == "dump") {
                assert!(place.is_empty().await, "{what}");
            }
        }
    });
}

/// Runs a command that cannot write files beyond a size: what a full disk does, without filling one.
fn on_a_full_disk(house: &House, kilobytes: u32, database: &Address, words: &[&str]) -> Output {
    let mut command = Command::new("sh");
    house.quiet(&mut command);
    let blocks = (kilobytes * 2).to_string();
    command.args(["-c", r#"trap '' XFSZ; ulimit -f "$0"; exec "$@""#, &blocks]);
    command.arg(env!("CARGO_BIN_EXE_maillage")).args(words).args(["--database", &place(database)]);
    command.output().unwrap()
}

#[test]
fn a_full_disk_is_told_and_leaves_no_half_copy() {
    run(async {
        let house = house_with_a_file().await;
        let folder = house.folder.path().join("full");
        let to = folder.to_str().unwrap();
        let said = on_a_full_disk(&house, 200, &house.address, &["backup", "--to", to]);
        println!("{}", text(&said.stderr).trim());
        refuses(
            &said,
            if house.db.engine() == Engine::Sqlite { "storage is full" } else { "File too large" },
        );
        assert_eq!(names_in(&folder), Vec::<String>::new());
        // With room, the same command makes the copy.
        let copy = copied(&house, &folder);
        // Putting it back on a full disk leaves nothing either; the database of PostgreSQL has a disk of its own.
        if house.db.engine() == Engine::Sqlite {
            let place = empty_place(&house, "full-place").await;
            let said = on_a_full_disk(&house, 200, &place.address, &["restore", copy.to_str().unwrap()]);
            println!("{}", text(&said.stderr).trim());
            refuses(&said, "storage is full");
            assert!(place.is_empty().await);
        }
        // A folder that cannot be one is told, too.
        let taken = house.folder.path().join("taken");
        fs::write(&taken, "").unwrap();
        refuses(&house.run(&house.address, &["backup", "--to", taken.to_str().unwrap()]), "taken");
    });
}

#[test]
fn a_command_that_is_killed_leaves_nothing_that_looks_whole() {
    run(async {
        let house = house_with_a_file().await;
        let folder = house.folder.path().join("killed");
        let place = empty_place(&house, "killed-place").await;
        let good = copied(&house, &house.folder.path().join("copies"));
        let cut = |database: &Address, words: &[&str], after: u64| {
            let mut command = house.command(database, words);
            let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(after));
            let _ = process.kill();
            process.wait().unwrap().success()
        };
        for after in (0..200).step_by(10) {
            cut(&house.address, &["backup", "--to", folder.to_str().unwrap()], after);
            for name in
                names_in(&folder).into_iter().filter(|n| n.ends_with(".sqlite") || n.ends_with(".dump"))
            {
                let copy = folder.join(&name);
                let paper: Value =
                    serde_json::from_slice(&fs::read(copy.with_extension("json")).unwrap()).unwrap();
                assert_eq!(paper["sha256"].as_str().unwrap(), digest(&fs::read(&copy).unwrap()), "{name}");
            }
        }
        // A database that carries its name is whole.
        if let Address::File(path) = &place.address {
            for after in (0..200).step_by(10) {
                let done = cut(&place.address, &["restore", good.to_str().unwrap()], after);
                if path.exists() {
                    assert_eq!(
                        tables(&Db::open(&place.address).await.unwrap()).await,
                        tables(&house.db).await
                    );
                }
                assert!(path.exists() || !done);
                let _ = fs::remove_dir_all(path.parent().unwrap());
            }
        }
    });
}

fn digest(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn a_slip_in_the_address_makes_no_database_and_no_copy() {
    run(async {
        let house = House::new(0).await;
        let folder = house.folder.path().join("copies");
        let missing = Address::File(house.folder.path().join("elsewhere.sqlite"));
        for words in [vec!["backup", "--to", folder.to_str().unwrap()], vec!["ledger", "verify"]] {
            refuses(&house.run(&missing, &words), "there is no database");
            assert!(names_in(house.folder.path()).iter().all(|n| !n.starts_with("elsewhere")));
        }
        assert!(!folder.exists());
    });
}

#[test]
fn a_fault_in_the_ledger_is_told_and_does_not_end_the_copies() {
    run(async {
        let house = House::new(1).await;
        let mut tx = house.db.begin(house.t.app.clock.now()).await.unwrap();
        tx.run("UPDATE ledger SET ground = 'own' WHERE seq = 1", args![]).await.unwrap();
        tx.commit_technical(platform::db::Technical::Synthetic).await.unwrap();
        let folder = house.folder.path().join("copies");
        let said = house.run(&house.address, &["backup", "--to", folder.to_str().unwrap()]);
        refuses(&said, "the ledger in it is not sound");
        let copy = PathBuf::from(text(&said.stdout).split(": ").next().unwrap());
        let place = empty_place(&house, "restored").await;
        let said = restored(&house, &copy, &place.address);
        assert!(said.status.success(), "{}", text(&said.stderr));
        assert!(text(&said.stdout).contains("fault"), "{}", text(&said.stdout));
        assert_eq!(tables(&Db::open(&place.address).await.unwrap()).await, tables(&house.db).await);
        refuses(&house.run(&place.address, &["ledger", "verify"]), "not sound");
    });
}
