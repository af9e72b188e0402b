// SPDX-License-Identifier: EUPL-1.2
//! Drafts: what somebody typed and has not sent yet, kept on the server from the first keystroke.
//!
//! Nothing has been said yet: a draft leaves no ledger event ([`Technical::Draft`](crate::db::Technical::Draft)), is seen
//! by its owner alone, and goes when it is sent, thrown away or too old.

use std::fmt;

use kernel::stored::{ToValue, Value};
use kernel::{AccountId, DraftId, Instant};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::db::{Conn, StoreError, Tx};
use crate::throttle::{self, Answer, Budget};
use crate::{args, from_row};

/// The most bytes a draft may hold, names of fields included.
pub const LARGEST: usize = 256 * 1024;

/// The most drafts one owner may have.
pub const MOST: i64 = 200;

/// The most bytes that all drafts of the public may hold together: whoever has no account must not be able to fill the disk
/// of those who have. Room for a thousand of the longest, and for a hundred times as many of the usual ones.
pub const LARGEST_PUBLIC: i64 = 256 * 1024 * 1024;

/// The most drafts of the public at once.
pub const MOST_PUBLIC: i64 = 50_000;

/// For a form that does not say when its window was opened: whatever comes last is kept.
pub const ANY_WINDOW: Instant = Instant(0);

/// How long it is remembered that a draft ended: longer than any session in which it could be written on.
const REMEMBERED: i64 = 7 * Instant::DAY;

/// Beginning a draft without an account, counted by the address it comes from: a whole school may sit behind one, and
/// whoever goes beyond is slowed down, not shut out.
const BEGINNING: Budget = Budget {
    free: 60,
    first_wait: 2 * Instant::SECOND,
    longest_wait: Instant::MINUTE,
    forgets_one_in: Instant::MINUTE,
};

/// Whose drafts: an account's, or those of a browser without one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    digest: [u8; 32],
    kind: OwnerKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OwnerKind {
    Account,
    Public,
}

impl Owner {
    /// Somebody signed in.
    pub fn account(account: AccountId) -> Owner {
        let digest = Sha256::new().chain_update(b"account\0").chain_update(account.0.as_bytes()).finalize();
        Owner { digest: digest.into(), kind: OwnerKind::Account }
    }

    /// Somebody without an account, known by the random token in their cookie.
    pub fn anonymous(token: &str) -> Owner {
        let digest = Sha256::new().chain_update(b"anonymous\0").chain_update(token.as_bytes()).finalize();
        Owner { digest: digest.into(), kind: OwnerKind::Public }
    }
}

impl fmt::Debug for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Owner(…)")
    }
}

impl ToValue for Owner {
    fn to_value(&self) -> Value {
        self.digest.to_value()
    }
}

/// Fields of a form with their values, in order; a name may come several times.
pub type Fields = Vec<(String, String)>;

/// A draft.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which one.
    pub id: DraftId,
    /// Of which form: a text of the source.
    pub form: String,
    /// About what, when it is about something that exists.
    pub about: Option<Uuid>,
    /// What was typed.
    pub fields: Fields,
    /// When it was last saved.
    pub saved_at: Instant,
}

/// A draft in a list, without what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Which one.
    pub id: DraftId,
    /// Of which form.
    pub form: String,
    /// About what.
    pub about: Option<Uuid>,
    /// When it was last saved.
    pub saved_at: Instant,
}

from_row!(Summary { id, form, about, saved_at });

/// Why a draft was not kept.
#[derive(Debug)]
pub enum DraftError {
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// The owner has [`MOST`] drafts already.
    TooMany,
    /// The public has begun as much as is kept at once ([`LARGEST_PUBLIC`], [`MOST_PUBLIC`]): there is room again soon.
    Crowded,
    /// It was sent or thrown away since the window was opened.
    Ended,
    /// Storage failed; [`StoreError::Missing`] when a draft of this id is somebody else's or another form's.
    Store(StoreError),
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DraftError::TooLarge => write!(f, "a draft holds at most {} kilobytes", LARGEST / 1024),
            DraftError::TooMany => write!(f, "at most {MOST} drafts are kept for one person"),
            DraftError::Crowded => f.write_str("the drafts of the public take all the room they may"),
            DraftError::Ended => f.write_str("the draft was sent or thrown away meanwhile"),
            DraftError::Store(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for DraftError {}

impl From<StoreError> for DraftError {
    fn from(e: StoreError) -> Self {
        DraftError::Store(e)
    }
}

/// Asks whether a draft may be begun without an account from an address. `key` is that under which tries are counted. Commit
/// with [`Technical::Throttle`](crate::db::Technical::Throttle).
pub async fn ask_to_begin(tx: &mut Tx, key: &[u8; 32], client: &str) -> Result<Answer, StoreError> {
    throttle::ask(tx, &[throttle::Subject::from_address(key, "draft", client, BEGINNING)]).await
}

/// Keeps a draft, over what was kept under the same id. Returns when it was saved, to be shown: « saved at 14:32 ».
///
/// `opened` is when the window was opened in which it is written. What was kept from a window opened later stays:
/// [`StoreError::Missing`]. What was sent or thrown away since ([`end`]) stays so: [`DraftError::Ended`].
pub async fn keep(
    tx: &mut Tx,
    owner: Owner,
    id: DraftId,
    opened: Instant,
    form: &str,
    about: Option<Uuid>,
    fields: &[(String, String)],
) -> Result<Instant, DraftError> {
    let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
    if size > LARGEST {
        return Err(DraftError::TooLarge);
    }
    let others: Option<i64> = tx
        .value(
            "SELECT COUNT(*) FROM drafts WHERE owner = $1 AND id <> $2 AND ended_at IS NULL",
            args![owner, id],
        )
        .await?;
    if others.unwrap_or(0) >= MOST {
        return Err(DraftError::TooMany);
    }
    let now = tx.now();
    let bytes = i64::try_from(size).unwrap_or(i64::MAX);
    let public_bytes = (owner.kind == OwnerKind::Public).then_some(bytes);
    if public_bytes.is_some() && is_crowded(tx, id, bytes).await? {
        return Err(DraftError::Crowded);
    }
    // JSON also keeps characters that a column cannot.
    let fields = serde_json::to_string(fields).map_err(|e| StoreError::Engine(e.to_string()))?;
    let kept = tx
        .run(
            "INSERT INTO drafts (id, owner, form, about, fields, saved_at, public_bytes, opened_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET form = $3, about = $4, fields = $5, saved_at = $6, public_bytes = $7,
               opened_at = $8, ended_at = NULL
             WHERE drafts.owner = $2 AND drafts.opened_at <= $8 AND (drafts.form = $3 OR drafts.ended_at IS NOT NULL)",
            args![id, owner, form, about, fields, now, public_bytes, opened],
        )
        .await?;
    if kept > 0 {
        return Ok(now);
    }
    let ended: Option<i64> = tx
        .value("SELECT 1 FROM drafts WHERE id = $1 AND owner = $2 AND ended_at IS NOT NULL", args![id, owner])
        .await?;
    Err(if ended.is_some() { DraftError::Ended } else { StoreError::Missing.into() })
}

/// Whether there is no room for a draft of the public that holds so many bytes. What is there may still be written on as
/// long as it does not grow.
async fn is_crowded(tx: &mut Tx, id: DraftId, bytes: i64) -> Result<bool, StoreError> {
    let before: Option<Option<i64>> =
        tx.value("SELECT public_bytes FROM drafts WHERE id = $1", args![id]).await?;
    let before = before.flatten();
    if before.is_some_and(|before| bytes <= before) {
        return Ok(false);
    }
    let (count, all): (i64, i64) = tx
        .one(
            "SELECT COUNT(*), CAST(COALESCE(SUM(public_bytes), 0) AS BIGINT) FROM drafts WHERE public_bytes IS NOT NULL",
            args![],
        )
        .await?;
    Ok((before.is_none() && count >= MOST_PUBLIC) || all - before.unwrap_or(0) + bytes > LARGEST_PUBLIC)
}

/// A draft of this owner, if there is one.
pub async fn load(conn: &mut Conn, owner: Owner, id: DraftId) -> Result<Option<Draft>, StoreError> {
    let sql =
        "SELECT form, about, fields, saved_at FROM drafts WHERE id = $1 AND owner = $2 AND ended_at IS NULL";
    let found: Option<(String, Option<Uuid>, String, Instant)> = conn.maybe(sql, args![id, owner]).await?;
    let Some((form, about, fields, saved_at)) = found else { return Ok(None) };
    let fields = serde_json::from_str(&fields).map_err(|_| kernel::stored::Unreadable("draft"))?;
    Ok(Some(Draft { id, form, about, fields, saved_at }))
}

/// The newest draft of an owner for a form about something: to offer « go on where you left off ».
pub async fn newest(
    conn: &mut Conn,
    owner: Owner,
    form: &str,
    about: Option<Uuid>,
) -> Result<Option<Summary>, StoreError> {
    let found = list(conn, owner, MOST).await?;
    Ok(found.into_iter().find(|draft| draft.form == form && draft.about == about))
}

/// The drafts of an owner, the newest first.
pub async fn list(conn: &mut Conn, owner: Owner, limit: i64) -> Result<Vec<Summary>, StoreError> {
    let sql = "SELECT id, form, about, saved_at FROM drafts WHERE owner = $1 AND ended_at IS NULL
               ORDER BY saved_at DESC LIMIT $2";
    conn.all(sql, args![owner, limit.clamp(0, MOST)]).await
}

/// Throws a draft away without a trace: its id is never used again, or its own window erased what it held. That one ended is
/// still remembered.
pub async fn discard(tx: &mut Tx, owner: Owner, id: DraftId) -> Result<(), StoreError> {
    tx.run("DELETE FROM drafts WHERE id = $1 AND owner = $2 AND ended_at IS NULL", args![id, owner])
        .await
        .map(drop)
}

/// Throws a draft away whose id comes again with the next one: when it was sent (in the same transaction), or when its owner
/// says so. What is still on its way from a window opened before comes too late, also when nothing had been kept yet.
pub async fn end(tx: &mut Tx, owner: Owner, id: DraftId) -> Result<(), StoreError> {
    let now = tx.now();
    tx.run(
        "INSERT INTO drafts (id, owner, form, fields, saved_at, opened_at, ended_at) VALUES ($1, $2, '', '[]', $3, $3, $3)
         ON CONFLICT (id) DO UPDATE SET fields = '[]', public_bytes = NULL, opened_at = $3, ended_at = $3
         WHERE drafts.owner = $2",
        args![id, owner, now],
    )
    .await
    .map(drop)
}

/// Throws away drafts last saved before `before`, and forgets that one ended where no window of that time is open any more;
/// how many.
pub async fn sweep(tx: &mut Tx, before: Instant) -> Result<u64, StoreError> {
    let long_ago = tx.now().plus(-REMEMBERED);
    tx.run("DELETE FROM drafts WHERE saved_at < $1 OR ended_at < $2", args![before, long_ago]).await
}

/// As [`sweep`], for the drafts of one form: what the public writes is not kept as long as what colleagues write.
pub async fn sweep_form(tx: &mut Tx, form: &str, before: Instant) -> Result<u64, StoreError> {
    tx.run("DELETE FROM drafts WHERE form = $1 AND saved_at < $2", args![form, before]).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Db, Technical};
    use crate::testing::{TestDb, run};

    const T: Instant = Instant(1_789_430_400_000_000);

    fn id(n: u128) -> DraftId {
        DraftId(Uuid::from_u128(n))
    }

    fn fields(text: &str) -> Fields {
        vec![("facts".into(), text.into()), ("child".into(), "a".into()), ("child".into(), String::new())]
    }

    async fn save(db: &Db, now: Instant, owner: Owner, n: u128, text: &str) -> Result<Instant, DraftError> {
        let mut tx = db.begin(now).await.unwrap();
        let saved = keep(&mut tx, owner, id(n), now, "report", None, &fields(text)).await?;
        tx.commit_technical(Technical::Draft).await.unwrap();
        Ok(saved)
    }

    #[test]
    fn what_was_typed_comes_back_letter_by_letter() {
        run(async {
            let db = TestDb::new().await;
            let owner = Owner::anonymous("token");
            let typed = "  L’école dit « il a peur »\r\n\0\u{202E}🧶 ";
            assert_eq!(save(&db, T, owner, 1, "first").await.unwrap(), T);
            assert_eq!(save(&db, T.plus(5), owner, 1, typed).await.unwrap(), T.plus(5));
            let draft = load(&mut db.read().await.unwrap(), owner, id(1)).await.unwrap().unwrap();
            assert!(draft.fields == fields(typed));
            assert_eq!((draft.form.as_str(), draft.saved_at), ("report", T.plus(5)));
        });
    }

    #[test]
    fn a_draft_is_its_owners_alone() {
        run(async {
            let db = TestDb::new().await;
            let (mine, other) = (Owner::account(AccountId(Uuid::from_u128(1))), Owner::anonymous("token"));
            save(&db, T, mine, 1, "mine").await.unwrap();
            let theirs = save(&db, T.plus(1), other, 1, "theirs").await;
            assert!(matches!(theirs, Err(DraftError::Store(StoreError::Missing))), "{theirs:?}");
            let mut conn = db.read().await.unwrap();
            assert!(load(&mut conn, other, id(1)).await.unwrap().is_none());
            assert_eq!(list(&mut conn, other, 10).await.unwrap(), []);
            assert!(load(&mut conn, mine, id(1)).await.unwrap().unwrap().fields == fields("mine"));
            let mut tx = db.begin(T).await.unwrap();
            discard(&mut tx, other, id(1)).await.unwrap();
            assert!(load(&mut tx, mine, id(1)).await.unwrap().is_some());
            discard(&mut tx, mine, id(1)).await.unwrap();
            assert!(load(&mut tx, mine, id(1)).await.unwrap().is_none());
        });
    }

    #[test]
    fn what_is_still_on_its_way_when_a_draft_is_sent_comes_too_late() {
        run(async {
            let db = TestDb::new().await;
            let owner = Owner::account(AccountId(Uuid::from_u128(1)));
            let late = async |opened: Instant, n: u128| {
                let mut tx = db.begin(opened.plus(60)).await.unwrap();
                let kept = keep(&mut tx, owner, id(n), opened, "note", None, &fields("late")).await;
                tx.commit_technical(Technical::Draft).await.unwrap();
                kept
            };
            // One had been kept before, of the other nothing: the first keystroke itself is late.
            late(T, 1).await.unwrap();
            let mut tx = db.begin(T.plus(50)).await.unwrap();
            for n in [1, 2] {
                end(&mut tx, owner, id(n)).await.unwrap();
            }
            tx.commit_technical(Technical::Draft).await.unwrap();
            for n in [1, 2] {
                let refused = late(T, n).await;
                assert!(matches!(refused, Err(DraftError::Ended)), "{refused:?}");
                assert!(load(&mut db.read().await.unwrap(), owner, id(n)).await.unwrap().is_none());
            }
            assert_eq!(list(&mut db.read().await.unwrap(), owner, 9).await.unwrap(), []);
            // Erasing everything, too late as well, opens nothing to what comes after it.
            let mut tx = db.begin(T.plus(51)).await.unwrap();
            discard(&mut tx, owner, id(1)).await.unwrap();
            tx.commit_technical(Technical::Draft).await.unwrap();
            assert!(matches!(late(T, 1).await, Err(DraftError::Ended)));
            // The next window begins a new one.
            late(T.plus(50), 2).await.unwrap();
            assert!(load(&mut db.read().await.unwrap(), owner, id(2)).await.unwrap().is_some());
            let mut tx = db.begin(T.plus(REMEMBERED + 51)).await.unwrap();
            assert_eq!(sweep(&mut tx, T).await.unwrap(), 1, "the one that ended is forgotten in its time");
        });
    }

    #[test]
    fn a_form_that_tells_no_window_keeps_what_comes_last() {
        run(async {
            let db = TestDb::new().await;
            let owner = Owner::anonymous("token");
            // The second began before the first, and came after it.
            for (at, text) in [(T.plus(5), "first"), (T, "second")] {
                let mut tx = db.begin(at).await.unwrap();
                keep(&mut tx, owner, id(1), ANY_WINDOW, "report", None, &fields(text)).await.unwrap();
                tx.commit_technical(Technical::Draft).await.unwrap();
            }
            let kept = load(&mut db.read().await.unwrap(), owner, id(1)).await.unwrap().unwrap();
            assert!(kept.fields == fields("second"));
        });
    }

    #[test]
    fn limits_are_told_and_lose_nothing() {
        run(async {
            let db = TestDb::new().await;
            let owner = Owner::anonymous("token");
            save(&db, T, owner, 0, "kept").await.unwrap();
            let large = save(&db, T.plus(1), owner, 0, &"x".repeat(LARGEST)).await;
            assert!(matches!(large, Err(DraftError::TooLarge)));
            assert!(
                load(&mut db.read().await.unwrap(), owner, id(0)).await.unwrap().unwrap().fields
                    == fields("kept")
            );
            for n in 1..MOST as u128 {
                save(&db, T.plus(n as i64), owner, n, "more").await.unwrap();
            }
            assert!(matches!(save(&db, T, owner, 9_999, "one too many").await, Err(DraftError::TooMany)));
            // What is there can still be saved, and others are not concerned.
            save(&db, T.plus(1_000), owner, 3, "again").await.unwrap();
            save(&db, T, Owner::anonymous("other"), 10_000, "other").await.unwrap();
            let mut conn = db.read().await.unwrap();
            let newest: Vec<DraftId> =
                list(&mut conn, owner, 2).await.unwrap().into_iter().map(|d| d.id).collect();
            assert_eq!(newest, [id(3), id(MOST as u128 - 1)]);
            assert_eq!(super::newest(&mut conn, owner, "report", None).await.unwrap().unwrap().id, id(3));
            assert!(super::newest(&mut conn, owner, "note", None).await.unwrap().is_none());
        });
    }

    #[test]
    fn the_public_together_takes_a_room_of_its_own_and_no_more() {
        run(async {
            let db = TestDb::new().await;
            let mut tx = db.begin(T).await.unwrap();
            let one = Owner::anonymous("one");
            keep(&mut tx, one, id(1), T, "report", None, &fields("kept")).await.unwrap();
            // As if others had filled the room but for a thousand bytes.
            let taken = LARGEST_PUBLIC - 1_000;
            let filled = "INSERT INTO drafts (id, owner, form, fields, saved_at, public_bytes) VALUES ($1, $2, 'report', '', $3, $4)";
            tx.run(filled, args![id(2), Owner::anonymous("others"), T, taken]).await.unwrap();
            let long = fields(&"x".repeat(2_000));
            let crowded = keep(&mut tx, Owner::anonymous("two"), id(3), T, "report", None, &long).await;
            assert!(matches!(crowded, Err(DraftError::Crowded)), "{crowded:?}");
            let crowded = keep(&mut tx, one, id(1), T, "report", None, &long).await;
            assert!(matches!(crowded, Err(DraftError::Crowded)), "one that grows takes room as well");
            assert!(
                load(&mut tx, one, id(1)).await.unwrap().unwrap().fields == fields("kept"),
                "nothing is lost"
            );
            keep(&mut tx, one, id(1), T, "report", None, &fields("less")).await.unwrap();
            keep(&mut tx, Owner::anonymous("two"), id(3), T, "report", None, &fields("short")).await.unwrap();
            let hers = Owner::account(AccountId(Uuid::from_u128(1)));
            keep(&mut tx, hers, id(4), T, "note", None, &long).await.unwrap();
            assert_eq!(sweep(&mut tx, T.plus(1)).await.unwrap(), 4);
            keep(&mut tx, one, id(5), T, "report", None, &long).await.unwrap();
        });
    }

    #[test]
    fn whoever_begins_without_end_is_slowed_down_and_a_school_is_not() {
        run(async {
            let db = TestDb::new().await;
            let key = [7; 32];
            let ask = async |client: &str, at: Instant| {
                let mut tx = db.begin(at).await.unwrap();
                let answer = ask_to_begin(&mut tx, &key, client).await.unwrap();
                tx.commit_technical(Technical::Throttle).await.unwrap();
                answer
            };
            for n in 0..60 {
                assert_eq!(ask("192.0.2.7", T).await, Answer::Free, "{n}");
            }
            let mut waits = 0;
            for n in 0..30 {
                waits += i64::from(ask("192.0.2.7", T.plus(n * Instant::SECOND)).await != Answer::Free);
            }
            assert!(waits > 20, "{waits}");
            assert_eq!(ask("192.0.2.8", T).await, Answer::Free, "another address is not concerned");
            assert_eq!(
                ask("192.0.2.7", T.plus(3 * Instant::MINUTE)).await,
                Answer::Free,
                "nobody is shut out"
            );
        });
    }

    #[test]
    fn old_drafts_are_swept() {
        run(async {
            let db = TestDb::new().await;
            let owner = Owner::anonymous("token");
            save(&db, T, owner, 1, "old").await.unwrap();
            save(&db, T.plus(10), owner, 2, "new").await.unwrap();
            let mut tx = db.begin(T).await.unwrap();
            assert_eq!(sweep(&mut tx, T.plus(5)).await.unwrap(), 1);
            assert_eq!(list(&mut tx, owner, 9).await.unwrap().len(), 1);
        });
    }
}
