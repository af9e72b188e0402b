// SPDX-License-Identifier: EUPL-1.2
//! Slowing down those who guess, without shutting out those who mistype.
//!
//! Failures are counted for the account that is tried and for the address they come from, each with a budget of its own.
//! Beyond it, every further failure doubles a wait. An account's wait grows to a quarter of an hour; an address's only to
//! a minute, because a whole service may sit behind one address. Failures are forgotten with time, so that nothing stays
//! shut. Whoever tries again at the end of every wait could still keep it shut: a browser in which somebody has signed in
//! before is therefore counted by itself ([`known`]), and waits for nobody else's failures.
//!
//! Neither accounts nor addresses are stored: only digests under a key of this installation.

use std::net::IpAddr;

use hmac::{Hmac, KeyInit, Mac};
use kernel::Instant;
use sha2::Sha256;

use crate::args;
use crate::db::{Conn, StoreError, Tx};

/// How many failures are borne, and what happens then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// So many failures cost nothing.
    pub free: i64,
    /// The wait after the next one, in microseconds; each further failure doubles it.
    pub first_wait: i64,
    /// The longest wait, in microseconds.
    pub longest_wait: i64,
    /// One failure is forgotten each time this passes, in microseconds.
    pub forgets_one_in: i64,
}

/// For one account: fourteen guesses in the first quarter of an hour, then about four an hour.
pub const ACCOUNT: Budget = Budget {
    free: 5,
    first_wait: 2 * Instant::SECOND,
    longest_wait: 15 * Instant::MINUTE,
    forgets_one_in: 15 * Instant::MINUTE,
};

/// For one address: a whole service may mistype on a Monday morning.
pub const ADDRESS: Budget = Budget {
    free: 60,
    first_wait: Instant::SECOND,
    longest_wait: Instant::MINUTE,
    forgets_one_in: 30 * Instant::SECOND,
};

/// Something that is counted, known only by its digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    digest: [u8; 32],
    budget: Budget,
    /// A success wipes an account's slate; from an address, it only takes back its own try: else somebody with an
    /// account of their own could wipe the address's slate between guesses.
    wiped_by_success: bool,
}

impl Subject {
    /// The account that is tried, as typed: known or not, so that an answer tells nothing.
    pub fn account(key: &[u8; 32], typed: &str) -> Subject {
        let digest = digest(key, "account", typed.trim().to_lowercase().as_bytes());
        Subject { digest, budget: ACCOUNT, wiped_by_success: true }
    }

    /// The address of the client, as text. Of IPv6, the first 64 bits, which is what one household or office gets.
    pub fn address(key: &[u8; 32], client: &str) -> Subject {
        Subject {
            digest: digest(key, "address", &household(client)),
            budget: ADDRESS,
            wiped_by_success: false,
        }
    }

    /// What comes from an address (as [`Subject::address`] sees it), under a budget of the caller's.
    pub fn from_address(key: &[u8; 32], kind: &'static str, client: &str, budget: Budget) -> Subject {
        Subject { digest: digest(key, kind, &household(client)), budget, wiped_by_success: false }
    }

    /// Anything else that can be guessed (a receipt code, an invitation), under a budget of the caller's.
    pub fn other(key: &[u8; 32], kind: &'static str, what: &[u8], budget: Budget) -> Subject {
        Subject { digest: digest(key, kind, what), budget, wiped_by_success: true }
    }
}

/// An address as far as one household or office shares it.
fn household(client: &str) -> Vec<u8> {
    match client.trim().parse::<IpAddr>().map(|a| a.to_canonical()) {
        Ok(IpAddr::V4(v4)) => v4.octets().to_vec(),
        Ok(IpAddr::V6(v6)) => v6.octets()[..8].to_vec(),
        Err(_) => client.trim().as_bytes().to_vec(),
    }
}

/// What a browser is given to be known by later: a digest of the installation's own, of which nobody can make another.
pub fn known(key: &[u8; 32], kind: &'static str, what: &[u8]) -> [u8; 32] {
    digest(key, kind, what)
}

fn digest(key: &[u8; 32], kind: &str, what: &[u8]) -> [u8; 32] {
    // A key of 32 bytes is always a good one; the empty digest of the impossible case would only be one more subject.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    mac.update(kind.as_bytes());
    mac.update(&[0]);
    mac.update(what);
    mac.finalize().into_bytes().into()
}

/// Whether one may try now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Free,
    /// Not before then.
    Wait {
        /// When.
        until: Instant,
    },
}

impl Answer {
    /// The longer of two waits.
    pub fn and(self, other: Answer) -> Answer {
        match (self, other) {
            (Answer::Wait { until: a }, Answer::Wait { until: b }) => Answer::Wait { until: a.max(b) },
            (Answer::Free, wait) | (wait, Answer::Free) => wait,
        }
    }
}

/// The rule: what so many failures, the last one at `last_at`, mean at `now`.
pub fn answer(budget: &Budget, failures: i64, last_at: Instant, now: Instant) -> Answer {
    let over = failures - forgotten(budget, last_at, now) - budget.free;
    if over <= 0 {
        return Answer::Free;
    }
    let doublings = u32::try_from(over - 1).unwrap_or(u32::MAX).min(40);
    let wait = budget.first_wait.saturating_mul(1 << doublings).min(budget.longest_wait);
    let until = last_at.plus(wait);
    if until > now { Answer::Wait { until } } else { Answer::Free }
}

fn forgotten(budget: &Budget, last_at: Instant, now: Instant) -> i64 {
    now.since(last_at).max(0) / budget.forgets_one_in.max(1)
}

/// Whether a try may be made now.
pub async fn check(conn: &mut Conn, subject: &Subject, now: Instant) -> Result<Answer, StoreError> {
    let known: Option<(i64, Instant)> = conn
        .maybe("SELECT failures, last_at FROM throttle WHERE subject = $1", args![subject.digest])
        .await?;
    Ok(known.map_or(Answer::Free, |(failures, last_at)| answer(&subject.budget, failures, last_at, now)))
}

/// Asks for a try: either everything says yes and the try is counted as a failure beforehand (take it back with
/// [`succeeded`]), or nothing is counted. Guesses sent all at once thus find the door as shut as guesses sent in turn.
/// Commit with [`Technical::Throttle`](crate::db::Technical::Throttle) before verifying anything.
pub async fn ask(tx: &mut Tx, subjects: &[Subject]) -> Result<Answer, StoreError> {
    let now = tx.now();
    let mut all = Answer::Free;
    let subjects = in_order(subjects);
    for subject in &subjects {
        // A row to hold, even for the first try.
        let first = "INSERT INTO throttle (subject, failures, last_at) VALUES ($1, 0, $2) ON CONFLICT (subject) DO NOTHING";
        tx.run(first, args![subject.digest, now]).await?;
        let held = tx
            .hold("SELECT failures, last_at FROM throttle WHERE subject = $1", args![subject.digest])
            .await?;
        let (failures, last_at): (i64, Instant) = held.ok_or(StoreError::Missing)?;
        all = all.and(answer(&subject.budget, failures, last_at, now));
    }
    if all == Answer::Free {
        for subject in &subjects {
            failed(tx, subject).await?;
        }
    }
    Ok(all)
}

/// Counts a failure.
pub async fn failed(tx: &mut Tx, subject: &Subject) -> Result<(), StoreError> {
    let now = tx.now();
    // What was forgotten meanwhile goes first. In one statement: two failures at once count as two.
    tx.run(
        "INSERT INTO throttle (subject, failures, last_at) VALUES ($1, 1, $2)
         ON CONFLICT (subject) DO UPDATE SET last_at = $2, failures = 1 + CASE
           WHEN throttle.failures > ($2 - throttle.last_at) / $3
           THEN throttle.failures - ($2 - throttle.last_at) / $3 ELSE 0 END",
        args![subject.digest, now, subject.budget.forgets_one_in.max(1)],
    )
    .await
    .map(drop)
}

/// Notes a success: the try was not a failure after all.
pub async fn succeeded(tx: &mut Tx, subjects: &[Subject]) -> Result<(), StoreError> {
    for subject in in_order(subjects) {
        let sql = if subject.wiped_by_success {
            "DELETE FROM throttle WHERE subject = $1"
        } else {
            "UPDATE throttle SET failures = failures - 1 WHERE subject = $1 AND failures > 0"
        };
        tx.run(sql, args![subject.digest]).await?;
    }
    Ok(())
}

/// Always in one order, so that two transactions never wait for each other crosswise.
fn in_order(subjects: &[Subject]) -> Vec<Subject> {
    let mut subjects = subjects.to_vec();
    subjects.sort_by_key(|s| s.digest);
    subjects
}

/// Forgets what was last tried more than a day ago: more than any budget remembers. Sooner, whoever guesses would begin
/// afresh at every sweep.
pub async fn sweep(tx: &mut Tx, now: Instant) -> Result<u64, StoreError> {
    tx.run("DELETE FROM throttle WHERE last_at < $1", args![now.plus(-Instant::DAY)]).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Db, Technical};
    use crate::testing::{TestDb, run};

    const KEY: [u8; 32] = [7; 32];
    const T: Instant = Instant(1_789_430_400_000_000);

    #[test]
    fn the_rule_as_a_table() {
        let s = Instant::SECOND;
        // budget, failures, seconds since the last one → seconds still to wait
        let table = [
            (ACCOUNT, 0, 0, 0),
            (ACCOUNT, 5, 0, 0),
            (ACCOUNT, 6, 0, 2),
            (ACCOUNT, 6, 1, 1),
            (ACCOUNT, 6, 2, 0),
            (ACCOUNT, 7, 0, 4),
            (ACCOUNT, 10, 0, 32),
            (ACCOUNT, 14, 0, 512),
            (ACCOUNT, 15, 0, 900),
            (ACCOUNT, 1_000_000, 0, 900),
            (ACCOUNT, i64::MAX, 899, 1),
            (ACCOUNT, 1_000_000, 900, 0),
            (ADDRESS, 60, 0, 0),
            (ADDRESS, 61, 0, 1),
            (ADDRESS, 66, 0, 32),
            (ADDRESS, 67, 0, 60),
            (ADDRESS, 1_000_000, 0, 60),
            (ADDRESS, 67, 30, 2), // one forgotten: 32 s, of which 30 have passed
        ];
        for (budget, failures, ago, left) in table {
            let last_at = T.plus(-ago * s);
            let expected = if left == 0 { Answer::Free } else { Answer::Wait { until: T.plus(left * s) } };
            assert_eq!(
                answer(&budget, failures, last_at, T),
                expected,
                "{failures} failures, the last {ago} s ago"
            );
        }
        // A clock that was set back opens nothing and shuts nothing for good.
        assert_eq!(answer(&ACCOUNT, 6, T.plus(s), T), Answer::Wait { until: T.plus(3 * s) });
    }

    #[test]
    fn subjects_are_told_apart_and_never_stored() {
        let account = |typed| Subject::account(&KEY, typed).digest;
        let address = |client| Subject::address(&KEY, client).digest;
        assert_eq!(account(" Nadia@Example.org "), account("nadia@example.org"));
        assert_ne!(account("127.0.0.1"), address("127.0.0.1"));
        assert_eq!(address("::ffff:10.0.0.1"), address("10.0.0.1"));
        assert_eq!(address("2001:db8:0:1::1"), address("2001:db8:0:1:ffff::2"));
        assert_ne!(address("2001:db8:0:1::1"), address("2001:db8:0:2::1"));
        assert_ne!(account("a"), Subject::account(&[8; 32], "a").digest);
    }

    async fn try_at(db: &Db, now: Instant, subjects: &[Subject]) -> Answer {
        let mut tx = db.begin(now).await.unwrap();
        let answer = ask(&mut tx, subjects).await.unwrap();
        tx.commit_technical(Technical::Throttle).await.unwrap();
        answer
    }

    #[test]
    fn guesses_are_slowed_and_a_success_wipes_the_slate() {
        run(async {
            let db = TestDb::new().await;
            let account = Subject::account(&KEY, "nadia@example.org");
            for _ in 0..6 {
                assert_eq!(try_at(&db, T, &[account]).await, Answer::Free);
            }
            let wait = Answer::Wait { until: T.plus(2 * Instant::SECOND) };
            assert_eq!(try_at(&db, T, &[account]).await, wait);
            assert_eq!(check(&mut db.read().await.unwrap(), &account, T).await.unwrap(), wait);
            let later = T.plus(2 * Instant::SECOND);
            assert_eq!(try_at(&db, later, &[account]).await, Answer::Free);
            let mut tx = db.begin(later).await.unwrap();
            succeeded(&mut tx, &[account]).await.unwrap();
            tx.commit_technical(Technical::Throttle).await.unwrap();
            assert_eq!(check(&mut db.read().await.unwrap(), &account, later).await.unwrap(), Answer::Free);
            // A night later everything is forgotten.
            for _ in 0..6 {
                try_at(&db, later, &[account]).await;
            }
            let morning = later.plus(10 * Instant::HOUR);
            for _ in 0..6 {
                assert_eq!(try_at(&db, morning, &[account]).await, Answer::Free);
            }
        });
    }

    #[test]
    fn guesses_sent_all_at_once_get_no_further() {
        run(async {
            let db = TestDb::new().await;
            let subjects = [Subject::account(&KEY, "nadia@example.org"), Subject::address(&KEY, "192.0.2.1")];
            let tries: Vec<_> = (0..30)
                .map(|_| {
                    let db = db.db();
                    tokio::spawn(async move { try_at(&db, T, &subjects).await })
                })
                .collect();
            let mut free = 0;
            for one in tries {
                free += usize::from(one.await.unwrap() == Answer::Free);
            }
            assert_eq!(free, 6);
        });
    }

    #[test]
    fn one_who_guesses_does_not_shut_the_service_out() {
        run(async {
            let db = TestDb::new().await;
            let address = Subject::address(&KEY, "192.0.2.1");
            // Somebody inside the service tries a hundred accounts, as fast as they may.
            let (mut now, mut tried) = (T, 0);
            while tried < 100 {
                let victim = Subject::account(&KEY, &format!("victim-{tried}"));
                match try_at(&db, now, &[address, victim]).await {
                    Answer::Free => tried += 1,
                    Answer::Wait { until } => now = until,
                }
            }
            // A colleague at the same address waits a minute at most, then gets in; their success does not help the guesser.
            let colleague = Subject::account(&KEY, "nadia@example.org");
            if let Answer::Wait { until } = try_at(&db, now, &[address, colleague]).await {
                assert!(until.since(now) <= Instant::MINUTE);
                now = until;
            }
            assert_eq!(try_at(&db, now, &[address, colleague]).await, Answer::Free);
            let mut tx = db.begin(now).await.unwrap();
            succeeded(&mut tx, &[address, colleague]).await.unwrap();
            tx.commit_technical(Technical::Throttle).await.unwrap();
            let next = Subject::account(&KEY, "victim-next");
            assert_ne!(try_at(&db, now, &[address, next]).await, Answer::Free);
        });
    }

    #[test]
    fn old_rows_are_swept() {
        run(async {
            let db = TestDb::new().await;
            try_at(&db, T, &[Subject::account(&KEY, "a")]).await;
            try_at(&db, T.plus(Instant::DAY), &[Subject::account(&KEY, "b")]).await;
            let mut tx = db.begin(T).await.unwrap();
            assert_eq!(
                sweep(&mut tx, T.plus(Instant::HOUR)).await.unwrap(),
                0,
                "nobody begins afresh each hour"
            );
            assert_eq!(sweep(&mut tx, T.plus(Instant::DAY + 1)).await.unwrap(), 1);
            assert_eq!(sweep(&mut tx, T.plus(Instant::DAY + 1)).await.unwrap(), 0);
        });
    }
}
