// SPDX-License-Identifier: EUPL-1.2
//! Practices in SQL. Where one stands decides who may read it: pages and deeds ask `actions::standing` before they show anything of
//! what is not published; the lists of the bank hold what anybody may read.

use kernel::{Actor, Date, FunctionKind, Instant, InstitutionId, PracticeId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use register::directory::TerritoryId;

use super::card::Card;
use super::model::{Contact, Heading, Level, NewContact, Practice, Shown, Source, Texts};
use super::steps::{Review, State, Step};
use super::store_people::keeps_bank;

/// As many rows of all the practices of a page as are read at once.
const ROWS: i64 = 20_000;
/// Those who edit the bank, in an institution that keeps it.
pub(super) const EDITORS: &[FunctionKind] = &[FunctionKind::Supervisor, FunctionKind::Direction];
/// The longest list of what waits for somebody.
pub(super) const MOST: i64 = 200;

const PRACTICE: &str =
    "SELECT p.id, p.institution_id, p.drafted_by, p.lang, p.title, p.summary, p.territory_id, p.source,
    p.source_institution_id, p.recorded_at, p.version, p.last_at, p.level, p.editor_since, p.review_since, p.published_on,
    p.re_review_on, p.withdrawn_on FROM practices p ";

/// One with all that is known of it. Held until the end of the transaction where one is going on: two deeds follow each other.
// trusts its caller: compares with who asks before it shows or changes anything
pub(super) async fn card(conn: &mut Conn, id: PracticeId) -> Result<Option<Card>, StoreError> {
    let mut sql = Sql::new(PRACTICE, args![]);
    sql.push("WHERE p.id = $", args![id]);
    let found = conn.all_of(sql).await?;
    Ok(cards(conn, found).await?.pop())
}

/// Where one stands; nothing when there is none.
// trusts its caller: tells nothing else of it
pub async fn state_of(conn: &mut Conn, id: PracticeId, today: Date) -> Result<Option<State>, StoreError> {
    Ok(card(conn, id).await?.map(|found| found.state(today)))
}

/// As [`card`], held.
// trusts its caller: compares with who asks before it shows or changes anything
pub(super) async fn held(conn: &mut Conn, id: PracticeId) -> Result<Option<Card>, StoreError> {
    let found: Option<(PracticeId,)> = conn.hold("SELECT id FROM practices WHERE id = $1", args![id]).await?;
    match found {
        Some(_) => card(conn, id).await,
        None => Ok(None),
    }
}

async fn rows<T: platform::db::FromRow>(
    conn: &mut Conn,
    text: &'static str,
    ids: &[PracticeId],
    order: &'static str,
) -> Result<Vec<T>, StoreError> {
    let mut sql = Sql::new(text, args![]);
    sql.list(ids).push(order, args![ROWS]);
    conn.all_of(sql).await
}

/// A row of something that belongs to a practice.
struct Of<T>(PracticeId, T);

impl<T: platform::db::FromRow> platform::db::FromRow for Of<T> {
    fn from_row(row: &mut platform::db::Row) -> Result<Of<T>, StoreError> {
        Ok(Of(row.take()?, T::from_row(row)?))
    }
}

impl platform::db::FromRow for Contact {
    fn from_row(row: &mut platform::db::Row) -> Result<Contact, StoreError> {
        Ok(Contact {
            id: row.take()?,
            who: NewContact {
                name: row.take()?,
                role: row.take()?,
                address: row.take()?,
                phone: row.take()?,
                email: row.take()?,
                shows: Shown {
                    name: row.take()?,
                    address: row.take()?,
                    phone: row.take()?,
                    email: row.take()?,
                },
            },
        })
    }
}

/// Practices with what belongs to them: a question for each kind, whatever their number.
async fn cards(conn: &mut Conn, found: Vec<Practice>) -> Result<Vec<Card>, StoreError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PracticeId> = found.iter().map(|p| p.id).collect();
    let texts: Vec<(PracticeId, Heading, String)> = rows(
        conn,
        "SELECT practice_id, heading, words FROM practice_texts WHERE practice_id IN ",
        &ids,
        " LIMIT $",
    )
    .await?;
    let sectors: Vec<(PracticeId, String)> = rows(
        conn,
        "SELECT practice_id, sector FROM practice_sectors WHERE practice_id IN ",
        &ids,
        " ORDER BY practice_id, sector LIMIT $",
    )
    .await?;
    let partners: Vec<(PracticeId, InstitutionId)> = rows(
        conn,
        "SELECT practice_id, institution_id FROM practice_partners WHERE practice_id IN ",
        &ids,
        " ORDER BY practice_id, institution_id LIMIT $",
    )
    .await?;
    let sources: Vec<Of<Source>> = rows(
        conn,
        "SELECT practice_id, id, kind, citation, place FROM practice_sources WHERE practice_id IN ",
        &ids,
        " ORDER BY practice_id, id LIMIT $",
    )
    .await?;
    let contacts: Vec<Of<Contact>> = rows(
        conn,
        "SELECT practice_id, id, name, role, address, phone, email, shows_name, shows_address, shows_phone, shows_email
         FROM practice_contacts WHERE practice_id IN ",
        &ids,
        " ORDER BY practice_id, id LIMIT $",
    )
    .await?;
    let steps: Vec<Of<Step>> = rows(
        conn,
        "SELECT practice_id, seq, kind, recorded_at, on_day, by_id, institution_id, level, harmful, words
         FROM practice_steps WHERE practice_id IN ",
        &ids,
        " ORDER BY practice_id, seq LIMIT $",
    )
    .await?;
    let reviews: Vec<Of<Review>> = rows(
        conn,
        "SELECT practice_id, id, round, reviewer_id, institution_id, named_at, declared_at, recused_at, answered_at, finding,
           level, source_id, words FROM practice_reviews WHERE practice_id IN ",
        &ids,
        " ORDER BY practice_id, round, named_at, id LIMIT $",
    )
    .await?;
    fn of<T: Clone>(all: &[Of<T>], id: PracticeId) -> Vec<T> {
        all.iter().filter(|row| row.0 == id).map(|row| row.1.clone()).collect()
    }
    let whole = |practice: Practice| {
        let id = practice.id;
        let mut said = Texts::default();
        said.set(Heading::Title, &practice.title);
        said.set(Heading::Summary, &practice.summary);
        for (_, heading, words) in texts.iter().filter(|(of, ..)| *of == id) {
            said.set(*heading, words);
        }
        Card {
            texts: said,
            sectors: sectors.iter().filter(|s| s.0 == id).map(|s| s.1.clone()).collect(),
            partners: partners.iter().filter(|p| p.0 == id).map(|p| p.1).collect(),
            sources: of(&sources, id),
            contacts: of(&contacts, id),
            steps: of(&steps, id),
            reviews: of(&reviews, id),
            practice,
        }
    };
    Ok(found.into_iter().map(whole).collect())
}

// ── Lists ────────────────────────────────────────────────────────────────────

/// What is looked for in the bank. Empty texts and `None` mean: any.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    /// Words of any of its texts; the beginning of a word is enough.
    pub words: String,
    /// The level.
    pub level: Option<Level>,
    /// A sector that it concerns.
    pub sector: String,
    /// This territory and those within it.
    pub territory: Option<TerritoryId>,
    /// Published and not withdrawn, when nothing else is asked.
    pub stands: Stands,
}

/// Which practices of the bank, by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stands {
    /// Published.
    #[default]
    Published,
    /// Published, and to be looked at again.
    Due,
    /// Withdrawn.
    Withdrawn,
    /// Published or withdrawn.
    All,
}

kernel::codes!(Stands { Published = "published", Due = "due", Withdrawn = "withdrawn", All = "all" });

/// Practices of the bank, the one published last first, from after a place on.
// trusts its caller: anybody; nothing but what was published is found
pub(super) async fn search(
    conn: &mut Conn,
    search: &Search,
    today: Date,
    after: Option<(Date, PracticeId)>,
    limit: i64,
) -> Result<Vec<Card>, StoreError> {
    let mut sql = Sql::new(PRACTICE, args![]);
    sql.push("WHERE p.published_on <= $", args![after.map_or(today, |(day, _)| day)]);
    if let Some((day, id)) = after {
        sql.push(" AND (p.published_on, p.id) < ($, $)", args![day, id]);
    }
    match search.stands {
        Stands::Published => sql.push(" AND p.withdrawn_on IS NULL", args![]),
        Stands::Due => sql.push(" AND p.withdrawn_on IS NULL AND p.re_review_on <= $", args![today]),
        Stands::Withdrawn => sql.push(" AND p.withdrawn_on IS NOT NULL", args![]),
        Stands::All => &mut sql,
    };
    if let Some(level) = search.level {
        sql.push(" AND p.level = $", args![level]);
    }
    // Folded words hold letters and digits only; the last character there is ends what begins with them.
    for word in kernel::name::tokens(&search.words).into_iter().take(8) {
        let end = format!("{word}\u{10FFFF}");
        sql.push(
            " AND p.id IN (SELECT w.practice_id FROM practice_words w WHERE w.word >= $ AND w.word < $)",
            args![word, end],
        );
    }
    if !search.sector.is_empty() {
        sql.push(
            " AND EXISTS (SELECT 1 FROM practice_sectors s WHERE s.practice_id = p.id AND s.sector = $)",
            args![search.sector.as_str()],
        );
    }
    if let Some(territory) = search.territory {
        let within = register::directory::territories_within(conn, territory).await?;
        sql.push(" AND p.territory_id IN ", args![]).list(within);
    }
    sql.push(" ORDER BY p.published_on DESC, p.id DESC LIMIT $", args![limit]);
    let found = conn.all_of(sql).await?;
    cards(conn, found).await
}

/// The practices of an institution, the one to which something happened last first.
// trusts its caller: somebody who acts for that institution
pub(super) async fn of_institution(conn: &mut Conn, at: InstitutionId) -> Result<Vec<Card>, StoreError> {
    let mut sql = Sql::new(PRACTICE, args![]);
    sql.push("WHERE p.institution_id = $ ORDER BY p.last_at DESC, p.id DESC LIMIT $", args![at, MOST]);
    let found = conn.all_of(sql).await?;
    cards(conn, found).await
}

/// Those that somebody is asked to read, for an institution, the one that waits longest first.
// trusts its caller: the reader themselves
pub(super) async fn to_read(
    conn: &mut Conn,
    who: PractitionerId,
    at: InstitutionId,
) -> Result<Vec<Card>, StoreError> {
    let ids: Vec<(PracticeId,)> = conn
        .all(
            "SELECT r.practice_id FROM practice_reviews r WHERE r.reviewer_id = $1 AND r.institution_id = $2
               AND r.answered_at IS NULL AND r.recused_at IS NULL ORDER BY r.named_at, r.id LIMIT $3",
            args![who, at, MOST],
        )
        .await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(PRACTICE, args![]);
    sql.push("WHERE p.id IN ", args![]).list(ids.iter().map(|(id,)| *id));
    sql.push(" AND p.review_since IS NOT NULL ORDER BY p.review_since, p.id LIMIT $", args![MOST]);
    let found = conn.all_of(sql).await?;
    cards(conn, found).await
}

/// What waits for the editors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waiting {
    /// To screen, to give to readers, to publish.
    Editors,
    /// With readers.
    Readers,
    /// To be looked at again within a month.
    Again,
}

kernel::codes!(Waiting { Editors = "editors", Readers = "readers", Again = "again" });

/// What waits, the longest first.
// trusts its caller: an editor of the bank
pub(super) async fn waiting(
    conn: &mut Conn,
    which: Waiting,
    now: Instant,
    today: Date,
) -> Result<Vec<Card>, StoreError> {
    let mut sql = Sql::new(PRACTICE, args![]);
    match which {
        Waiting::Editors => {
            sql.push("WHERE p.editor_since <= $ ORDER BY p.editor_since, p.id LIMIT $", args![now, MOST])
        }
        Waiting::Readers => {
            sql.push("WHERE p.review_since <= $ ORDER BY p.review_since, p.id LIMIT $", args![now, MOST])
        }
        Waiting::Again => sql.push(
            "WHERE p.re_review_on <= $ ORDER BY p.re_review_on, p.id LIMIT $",
            args![today.plus_days(SOON_DAYS), MOST],
        ),
    };
    let found = conn.all_of(sql).await?;
    cards(conn, found).await
}

/// What is to be looked at again is told so many days before.
const SOON_DAYS: i32 = 30;

/// How much waits for somebody, up to a limit: what they are asked to read; and, if they edit the bank, what waits for the editors,
/// with what readers said of harm.
// trusts its caller: counts for whoever asks, and shows nothing
pub async fn count_waiting(
    conn: &mut Conn,
    actor: &Actor,
    now: Instant,
    limit: i64,
) -> Result<(i64, i64), StoreError> {
    let to_read = count_to_read(conn, actor.practitioner, actor.institution, limit).await?;
    if !EDITORS.iter().any(|f| actor.holds(*f)) || !keeps_bank(conn, actor.institution).await? {
        return Ok((to_read, 0));
    }
    let to_edit = conn
        .value(
            "SELECT COUNT(*) FROM (SELECT p.id FROM practices p WHERE p.editor_since <= $1
             UNION ALL SELECT h.id FROM practice_harms h WHERE h.answered_at IS NULL AND h.recorded_at <= $1 LIMIT $2) counted",
            args![now, limit],
        )
        .await?;
    Ok((to_read, to_edit.unwrap_or(0)))
}

async fn count_to_read(
    conn: &mut Conn,
    who: PractitionerId,
    at: InstitutionId,
    limit: i64,
) -> Result<i64, StoreError> {
    let to_read = conn
        .value(
            "SELECT COUNT(*) FROM (SELECT r.id FROM practice_reviews r WHERE r.reviewer_id = $1 AND r.institution_id = $2
               AND r.answered_at IS NULL AND r.recused_at IS NULL LIMIT $3) counted",
            args![who, at, limit],
        )
        .await?;
    Ok(to_read.unwrap_or(0))
}

/// The practices that were drafted from answers to a survey whose references begin so: each reference, and which practice.
// trusts its caller: answers for the institution that asked
pub async fn drafted_from(
    conn: &mut Conn,
    asked_by: InstitutionId,
    beginning: &str,
) -> Result<Vec<(String, PracticeId)>, StoreError> {
    let mut sql = Sql::new("SELECT source, id FROM practices WHERE", args![]);
    sql.push(
        " source_institution_id = $ AND source >= $ AND source < $ ORDER BY source LIMIT 500",
        args![asked_by, beginning, format!("{beginning}~")],
    );
    conn.all_of(sql).await
}
