// SPDX-License-Identifier: EUPL-1.2
//! People in SQL. Callers inside the register and the areas have shown a grant on the case or report the person is read
//! through; ids from outside never come here by themselves.

use kernel::{Instant, InstitutionId, PersonId, RelationshipId, name};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use super::model::{Name, NewPerson, NewRelationship, Person, PersonChange, Relationship};
use super::rules;

const COLUMNS: &str =
    "SELECT p.id, p.institution_id, p.given, p.family, p.birth, p.expected_on, p.sex, p.languages,
    p.interpreter, p.died_on, p.merged_into, p.version FROM persons p ";

/// A person.
// trusts its caller: a page or an action with a grant on a case or report of the person
pub async fn person(conn: &mut Conn, id: PersonId) -> Result<Person, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE p.id = $", args![id]);
    let (text, values) = sql.done();
    conn.one(text, values).await
}

/// Several people at once, in no particular order.
// trusts its caller: a page or an action with a grant on a case or report of each
pub async fn persons(conn: &mut Conn, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE p.id IN ", args![]).list(ids);
    conn.all_of(sql).await
}

/// Other names and spellings of a person, those of records that were taken over among them.
// trusts its caller: a page with a grant on a case or report of the person
pub async fn names_of(conn: &mut Conn, id: PersonId) -> Result<Vec<Name>, StoreError> {
    conn.all(
        "SELECT n.kind, n.given, n.family, n.source FROM person_names n
         WHERE n.person_id IN (SELECT m.id FROM persons m WHERE m.id = $1 OR m.merged_into = $2)
         ORDER BY n.recorded_at LIMIT 100",
        args![id, id],
    )
    .await
}

/// The relationships of a person with the people at their other end, in one question, what was told twice told once.
///
/// A record that another one took over speaks for that one: at either end.
// trusts its caller: a page with a grant on a case of the person
pub async fn around(conn: &mut Conn, id: PersonId) -> Result<Vec<(Relationship, Person)>, StoreError> {
    Ok(rules::told_once(id, told(conn, id).await?))
}

/// All that was told of the relationships of a person, with the people at their other end: what was told by two, twice.
///
/// `around` shows them; what is done about one of them is done about all that say the same.
// trusts its caller: an action with a grant on a case of the person
pub async fn told(conn: &mut Conn, id: PersonId) -> Result<Vec<(Relationship, Person)>, StoreError> {
    const ONE_SIDE: &str = "SELECT r.id, r.person_id, r.other_id, r.kind, r.from_date, r.until_date, r.source, r.alleged,
        r.recorded_at, r.ended_reason, p.id, p.institution_id, p.given, p.family, p.birth, p.expected_on, p.sex,
        p.languages, p.interpreter, p.died_on, p.merged_into, p.version";
    // The record itself, and those it took over.
    const OF_MINE: &str = "IN (SELECT m.id FROM persons m WHERE m.id = $ OR m.merged_into = $)";
    const FROM: &str = " FROM relationships r JOIN persons t ON t.id = ";
    const JOIN: &str = " JOIN persons p ON p.id = COALESCE(t.merged_into, t.id) WHERE ";
    let mut sql = Sql::new(ONE_SIDE, args![]);
    sql.push(", 1", args![]).push(FROM, args![]).push("r.other_id", args![]).push(JOIN, args![]);
    sql.push("r.person_id ", args![]).push(OF_MINE, args![id, id]).push(" UNION ALL ", args![]);
    sql.push(ONE_SIDE, args![]).push(", 2", args![]).push(FROM, args![]).push("r.person_id", args![]);
    sql.push(JOIN, args![]).push("r.other_id ", args![]).push(OF_MINE, args![id, id]);
    sql.push(" ORDER BY 9, 1 LIMIT 200", args![]);
    let rows: Vec<platform::db::Row> = conn.all_of(sql).await?;
    use platform::db::FromRow;
    let one = |mut row: platform::db::Row| {
        let (mut link, person) = (Relationship::from_row(&mut row)?, Person::from_row(&mut row)?);
        let side: i64 = row.take()?;
        (link.person, link.other) = if side == 1 { (id, person.id) } else { (person.id, id) };
        Ok((link, person))
    };
    rows.into_iter().map(one).collect()
}

pub(super) async fn insert(
    conn: &mut Conn,
    id: PersonId,
    institution: InstitutionId,
    new: &NewPerson,
    now: Instant,
) -> Result<(), StoreError> {
    let folded = name::fold(&format!("{} {}", new.family, new.given));
    conn.run(
        "INSERT INTO persons (id, institution_id, given, family, folded, birth, expected_on, sex, languages, interpreter,
           version, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11)",
        args![
            id, institution, new.given, new.family, folded, new.birth, new.expected_on, new.sex, new.languages,
            new.interpreter, now
        ],
    )
    .await?;
    index(conn, id, new.birth.map(|b| b.year()), &[&new.given, &new.family]).await
}

/// Notes the words under which a person is found, and each two of them together, whichever spelling they come from. A year
/// of 0 stands for an unknown birth.
async fn index(conn: &mut Conn, id: PersonId, year: Option<i16>, names: &[&str]) -> Result<(), StoreError> {
    let mut words: Vec<String> = conn
        .all::<(String,)>(
            "SELECT token FROM person_tokens WHERE person_id = $1 AND token >= '0' ORDER BY token LIMIT 100",
            args![id],
        )
        .await?
        .into_iter()
        .map(|(word,)| word)
        .collect();
    for word in name::tokens(&names.join(" ")) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let year = i64::from(year.unwrap_or(0));
    let mut sql = Sql::new("INSERT INTO person_tokens (token, birth_year, person_id) VALUES ", args![]);
    for (i, key) in name::keys(words).into_iter().enumerate() {
        sql.push(if i == 0 { "($, $, $)" } else { ", ($, $, $)" }, args![key, year, id]);
    }
    sql.push(" ON CONFLICT DO NOTHING", args![]);
    let (text, values) = sql.done();
    if values.is_empty() {
        return Ok(());
    }
    conn.run(text, values).await.map(drop)
}

/// Notes anew the words under which a person is found: those of all their names, and of the records they took over.
pub(super) async fn reindex(conn: &mut Conn, id: PersonId) -> Result<(), StoreError> {
    conn.run("DELETE FROM person_tokens WHERE person_id = $1", args![id]).await?;
    let year = person(conn, id).await?.birth.map(|b| b.year());
    let mut sql =
        Sql::new("SELECT given, family FROM persons WHERE id = $ OR merged_into = $", args![id, id]);
    sql.push(
        " UNION SELECT n.given, n.family FROM person_names n WHERE n.person_id IN
           (SELECT m.id FROM persons m WHERE m.id = $ OR m.merged_into = $) ORDER BY 1, 2 LIMIT 200",
        args![id, id],
    );
    let names: Vec<(String, String)> = conn.all_of(sql).await?;
    let words: Vec<&str> =
        names.iter().flat_map(|(given, family)| [given.as_str(), family.as_str()]).collect();
    index(conn, id, year, &words).await
}

pub(super) async fn insert_name(
    conn: &mut Conn,
    row: Uuid,
    person: &Person,
    name: &Name,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO person_names (id, person_id, kind, given, family, source, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![row, person.id, name.kind, name.given, name.family, name.source, now],
    )
    .await?;
    index(conn, person.id, person.birth.map(|b| b.year()), &[&name.given, &name.family]).await
}

pub(super) async fn update(
    conn: &mut Conn,
    before: &Person,
    change: &PersonChange,
    version: i64,
) -> Result<(), StoreError> {
    let given = change.given.as_ref().unwrap_or(&before.given);
    let family = change.family.as_ref().unwrap_or(&before.family);
    let birth = change.birth.or(before.birth);
    let expected = if birth.is_some() { None } else { before.expected_on };
    conn.change(
        "UPDATE persons SET given = $3, family = $4, folded = $5, birth = $6, expected_on = $7, sex = $8, languages = $9,
           interpreter = $10, died_on = $11, version = version + 1
         WHERE id = $1 AND version = $2",
        args![
            before.id, version, given, family, name::fold(&format!("{family} {given}")), birth, expected,
            change.sex.unwrap_or(before.sex), change.languages.as_ref().unwrap_or(&before.languages),
            change.interpreter.as_ref().unwrap_or(&before.interpreter), change.died_on.or(before.died_on)
        ],
    )
    .await?;
    if birth != before.birth {
        // Every spelling moves to the new year.
        conn.run(
            "UPDATE person_tokens SET birth_year = $2 WHERE person_id = $1",
            args![before.id, birth.map_or(0, |b| i64::from(b.year()))],
        )
        .await?;
    }
    index(conn, before.id, birth.map(|b| b.year()), &[given, family]).await
}

pub(super) async fn insert_relationship(
    conn: &mut Conn,
    id: RelationshipId,
    new: &NewRelationship,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO relationships (id, person_id, other_id, kind, from_date, until_date, source, alleged, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![id, new.person, new.other, new.kind, new.from_date, new.until_date, new.source, new.alleged, now],
    )
    .await
    .map(drop)
}

pub(super) async fn end_relationship(
    conn: &mut Conn,
    id: RelationshipId,
    until: Option<kernel::PartialDate>,
    reason: &str,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE relationships SET until_date = $2, ended_reason = $3 WHERE id = $1 AND ended_reason IS NULL",
        args![id, until, reason],
    )
    .await
}

/// The record that took another over speaks for all that this one spoke for: never a chain.
pub(super) async fn set_merged(
    conn: &mut Conn,
    from: PersonId,
    into: Option<PersonId>,
) -> Result<(), StoreError> {
    if let Some(into) = into {
        conn.run(
            "UPDATE persons SET merged_into = $2, version = version + 1 WHERE merged_into = $1",
            args![from, into],
        )
        .await?;
    }
    conn.change("UPDATE persons SET merged_into = $2, version = version + 1 WHERE id = $1", args![from, into])
        .await
}

pub(super) async fn insert_link(
    conn: &mut Conn,
    person: PersonId,
    subject: kernel::Subject,
    role: &str,
    institution: InstitutionId,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO person_links (person_id, subject_id, subject_kind, role, institution_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person_id, subject_id) DO UPDATE SET role = excluded.role, institution_id = excluded.institution_id",
        args![person, subject.id, subject.kind.0, role, institution],
    )
    .await
    .map(drop)
}

pub(super) async fn move_links(conn: &mut Conn, subject: Uuid, to: InstitutionId) -> Result<(), StoreError> {
    conn.run("UPDATE person_links SET institution_id = $2 WHERE subject_id = $1", args![subject, to])
        .await
        .map(drop)
}

/// The people known through a subject, with the role of each.
// trusts its caller: a page or an action with a grant on the subject
pub async fn linked_to(conn: &mut Conn, subject: Uuid) -> Result<Vec<(PersonId, String)>, StoreError> {
    conn.all(
        "SELECT person_id, role FROM person_links WHERE subject_id = $1 ORDER BY person_id LIMIT 200",
        args![subject],
    )
    .await
}

/// A link of a person found: through what they are known, whose that is, and whether it lies in the scope of whoever asks.
pub(super) struct Link {
    pub person: PersonId,
    pub subject_kind: String,
    pub subject: Uuid,
    pub institution: InstitutionId,
    pub is_open: bool,
}

platform::from_row!(Link { person, subject_kind, subject, institution, is_open });

/// The links of some people, up to a bound. One look at each serves what may be read and what is only known to exist.
pub(super) async fn links_of(
    conn: &mut Conn,
    people: &[PersonId],
    scope: &crate::access::Scope,
) -> Result<Vec<Link>, StoreError> {
    let mut sql = Sql::new(
        "SELECT l.person_id, l.subject_kind, l.subject_id, l.institution_id, CASE WHEN l.person_id IS NOT NULL",
        args![],
    );
    scope.narrow(&mut sql, "l.subject_id");
    sql.push(" THEN TRUE ELSE FALSE END FROM person_links l WHERE l.person_id IN ", args![]);
    sql.list(people).push(" ORDER BY l.person_id, l.subject_id LIMIT 500", args![]);
    conn.all_of(sql).await
}

/// Where the words that begin with a word end: it may still be being typed. U+10FFFF sorts after every letter in both
/// engines.
fn end(word: &str) -> String {
    format!("{word}\u{10FFFF}")
}

/// People whose carrying of the driving word is looked at, when nobody carries the words as they were typed.
const LOOKED_AT: i64 = 1_000;

/// People fetched beyond the limit, in case some were merged into others: each is a page read somewhere.
const MERGED: i64 = 10;

/// The words with the rarest first. A common given name is carried by tens of thousands: looking each of them up to see
/// whether they have a rare family name costs hundreds of times more than the other way round.
async fn rarest_first(conn: &mut Conn, words: &[String]) -> Result<Vec<String>, StoreError> {
    let mut counted = Vec::with_capacity(words.len());
    for word in words {
        let carried: Option<i64> = match words.len() {
            1 => None,
            _ => {
                conn.value(
                    "SELECT COUNT(*) FROM (SELECT t.person_id FROM person_tokens t WHERE t.token >= $1 AND t.token < $2
                       LIMIT $3) AS carried",
                    args![word, end(word), LOOKED_AT],
                )
                .await?
            }
        };
        counted.push((carried.unwrap_or(0), word.clone()));
    }
    // Stable: among equals the order in which they came, the longest first.
    counted.sort_by_key(|(carried, _)| *carried);
    Ok(counted.into_iter().map(|(_, word)| word).collect())
}

/// People who carry all these words, the longest first, in any of their spellings, the birth year within a range or unknown.
///
/// Two words are two look-ups, one of them possibly cut short. When nobody carries them so, both may be beginnings of words:
/// then the rarest drives and each other one is looked up by person. Bounded: a search that finds more than `limit` is too
/// wide, and says so.
pub(super) async fn candidates(
    conn: &mut Conn,
    words: &[String],
    years: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<Person>, StoreError> {
    if let [first, second, rest @ ..] = words {
        let pairs = [name::pair(first, second), name::pair(second, first)];
        let found = carriers(conn, &pairs, rest, years, limit).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let words = rarest_first(conn, words).await?;
    let Some((first, rest)) = words.split_first() else { return Ok(Vec::new()) };
    carriers(conn, std::slice::from_ref(first), rest, years, limit).await
}

/// People found under one of these keys, or a key that begins so, who carry these other words, or words that begin so.
async fn carriers(
    conn: &mut Conn,
    keys: &[String],
    rest: &[String],
    years: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<Person>, StoreError> {
    let mut sql = Sql::new(COLUMNS, args![]);
    sql.push("WHERE p.merged_into IS NULL AND p.id IN (SELECT t.person_id FROM (", args![]);
    for (i, key) in keys.iter().enumerate() {
        sql.push(if i == 0 { "" } else { " UNION ALL " }, args![]);
        sql.push(
            "SELECT * FROM (SELECT d.person_id FROM person_tokens d WHERE d.token >= $ AND d.token < $",
            args![key, end(key)],
        );
        if let Some((from, to)) = years {
            sql.push(" AND (d.birth_year BETWEEN $ AND $ OR d.birth_year = 0)", args![from, to]);
        }
        sql.push(" LIMIT $) AS d", args![LOOKED_AT]);
    }
    sql.push(") AS t", args![]);
    for (i, word) in rest.iter().enumerate() {
        sql.push(if i == 0 { " WHERE " } else { " AND " }, args![]);
        sql.push(
            // Looked up by person on both engines: joined to nothing, the word offers no index, of which PostgreSQL would
            // read everybody who carries a word that begins so.
            "EXISTS (SELECT 1 FROM person_tokens o WHERE o.person_id = t.person_id AND o.token || '' >= $
               AND o.token || '' < $)",
            args![word, end(word)],
        );
    }
    sql.push(" LIMIT $) ORDER BY p.folded, p.id LIMIT $", args![limit + MERGED, limit]);
    conn.all_of(sql).await
}
