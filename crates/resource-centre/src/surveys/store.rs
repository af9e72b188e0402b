// SPDX-License-Identifier: EUPL-1.2
//! Campaigns in SQL.

use kernel::{Date, Instant, InstitutionId, PractitionerId};
use platform::args;
use platform::db::{Conn, Rows, Sql, StoreError, Tx};
use uuid::Uuid;

use super::model::{About, Respondent, Role, SetAside, Source, Standing, Survey, SurveyId};
use super::rules;
use super::store_answers::STANDING;

const SURVEY: &str = "SELECT s.id, s.institution_id, s.form_version, s.title, s.number, s.issued_on, s.authority, s.signatory, s.manager,
    s.keywords, s.purpose, s.help, s.reply_days, s.asked, s.informed, s.created_at, s.published_at, s.opened_at, s.reminded_at,
    s.closed_at, s.reported_at, s.archived_at, s.version FROM surveys s ";

const RESPONDENT: &str = "SELECT r.id, r.survey_id, r.institution_id, r.name, r.division, r.number, r.service_type, r.sector, r.territory,
    r.role, r.invited_at, r.received_on, r.due_on, r.reminded_at, r.opened_at, r.set_aside, r.set_aside_reason
    FROM survey_respondents r ";

/// A campaign of an institution.
// trusts its caller: answers for that institution
pub(super) async fn of_institution(
    conn: &mut Conn,
    institution: InstitutionId,
    id: SurveyId,
) -> Result<Option<Survey>, StoreError> {
    let mut sql = Sql::new(SURVEY, args![]);
    sql.push("WHERE s.id = $ AND s.institution_id = $", args![id, institution]);
    Ok(conn.all_of(sql).await?.pop())
}

/// A campaign, whoever's it is: what it says of itself is said to all.
// trusts its caller: came with a link, or is asked by it
pub(super) async fn survey(conn: &mut Conn, id: SurveyId) -> Result<Option<Survey>, StoreError> {
    let mut sql = Sql::new(SURVEY, args![]);
    sql.push("WHERE s.id = $", args![id]);
    Ok(conn.all_of(sql).await?.pop())
}

/// A campaign whose line is held until the end of the transaction.
// trusts its caller: answers for the institution, or came with a link
pub(super) async fn hold(conn: &mut Conn, id: SurveyId) -> Result<Option<Survey>, StoreError> {
    let mut sql = Sql::new(SURVEY, args![]);
    sql.push("WHERE s.id = $", args![id]);
    let (text, values) = sql.done();
    conn.hold(text, values).await
}

/// The campaigns of an institution, the newest first.
// trusts its caller: answers for that institution
pub(super) async fn list(
    conn: &mut Conn,
    institution: InstitutionId,
    before: Option<(Instant, Uuid)>,
    limit: i64,
) -> Result<Vec<Survey>, StoreError> {
    let mut sql = Sql::new(SURVEY, args![]);
    sql.push("WHERE s.institution_id = $", args![institution]);
    if let Some((at, id)) = before {
        sql.push(" AND (s.created_at, s.id) < ($, $)", args![at, id]);
    }
    sql.push(" ORDER BY s.created_at DESC, s.id DESC LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// A campaign as an institution has to do with it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) survey: SurveyId,
    pub(super) title: String,
    pub(super) role: Role,
    pub(super) due_on: Option<Date>,
    pub(super) sent_at: Option<Instant>,
    pub(super) reported_at: Option<Instant>,
}

platform::from_row!(Asked { survey, title, role, due_on, sent_at, reported_at });

/// The open campaigns by which an institution is asked or told, and those whose results were given back since a moment; what waits
/// for an answer first.
// trusts its caller: works in that institution
pub(super) async fn asked_of(
    conn: &mut Conn,
    institution: InstitutionId,
    since: Instant,
    limit: i64,
) -> Result<Vec<Asked>, StoreError> {
    conn.all(
        "SELECT survey_id, title, role, due_on, sent_at, reported_at FROM (
           SELECT r.survey_id, s.title, r.role, r.due_on, r.id, s.reported_at,
             (SELECT MAX(a.submitted_at) FROM survey_answers a WHERE a.respondent_id = r.id) AS sent_at
           FROM survey_respondents r JOIN surveys s ON s.id = r.survey_id
           WHERE r.institution_id = $1 AND r.set_aside IS NULL AND s.opened_at IS NOT NULL
             AND (s.closed_at IS NULL OR s.reported_at >= $2)) one
         ORDER BY CASE WHEN reported_at IS NULL AND sent_at IS NULL THEN 0 ELSE 1 END, due_on, id LIMIT $3",
        args![institution, since, limit],
    )
    .await
}

/// How many open campaigns wait for what an institution answers, up to a limit.
// trusts its caller: works in that institution
pub async fn count_asked(conn: &mut Conn, institution: InstitutionId, limit: i64) -> Result<i64, StoreError> {
    let count = conn
        .value(
            "SELECT COUNT(*) FROM (SELECT r.id FROM survey_respondents r JOIN surveys s ON s.id = r.survey_id
               WHERE r.institution_id = $1 AND r.set_aside IS NULL AND r.role = $2 AND s.opened_at IS NOT NULL
                 AND s.closed_at IS NULL AND NOT EXISTS
                 (SELECT 1 FROM survey_answers a WHERE a.respondent_id = r.id AND a.submitted_at IS NOT NULL) LIMIT $3) counted",
            args![institution, Role::Asked, limit],
        )
        .await?;
    Ok(count.unwrap_or(0))
}

/// How many answers were sent and not validated yet, of those that would count.
// trusts its caller: answers for the institution that asks
pub(super) async fn count_to_validate(conn: &mut Conn, survey: SurveyId) -> Result<i64, StoreError> {
    let mut sql = Sql::new(
        "SELECT COUNT(*) FROM survey_answers a JOIN survey_respondents r ON r.id = a.respondent_id
         WHERE a.survey_id = $ AND a.submitted_at IS NOT NULL AND a.validated_at IS NULL AND r.set_aside IS NULL AND",
        args![survey],
    );
    sql.push(STANDING, args![]);
    let counts: Vec<(i64,)> = conn.all_of(sql).await?;
    Ok(counts.first().map_or(0, |(count,)| *count))
}

// trusts its caller: answers for the institution
pub(super) async fn insert(
    conn: &mut Conn,
    (id, institution, form_version): (SurveyId, InstitutionId, Uuid),
    about: &About,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO surveys (id, institution_id, form_version, title, number, issued_on, authority, signatory, manager, keywords,
           purpose, help, reply_days, asked, informed, created_by, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1)",
        args![
            id, institution, form_version, about.title, about.number, about.issued_on, about.authority, about.signatory,
            about.manager, about.keywords, about.purpose, about.help, about.reply_days, about.asked.join(" "),
            about.informed.join(" "), by, now
        ],
    )
    .await
    .map(drop)
}

// trusts its caller: answers for the institution
pub(super) async fn amend(conn: &mut Conn, before: &Survey, about: &About) -> Result<(), StoreError> {
    conn.change(
        "UPDATE surveys SET title = $3, number = $4, issued_on = $5, authority = $6, signatory = $7, manager = $8, keywords = $9,
           purpose = $10, help = $11, reply_days = $12, asked = $13, informed = $14, version = version + 1
         WHERE id = $1 AND version = $2 AND published_at IS NULL",
        args![
            before.id, before.version, about.title, about.number, about.issued_on, about.authority, about.signatory,
            about.manager, about.keywords, about.purpose, about.help, about.reply_days, about.asked.join(" "),
            about.informed.join(" ")
        ],
    )
    .await
}

/// A moment in the life of a campaign.
#[derive(Clone, Copy, Debug)]
pub(super) enum Moment {
    Published,
    Opened,
    Reminded,
    Closed,
    Reported,
    Archived,
}

// trusts its caller: answers for the institution
pub(super) async fn mark(
    conn: &mut Conn,
    before: &Survey,
    moment: Moment,
    now: Instant,
) -> Result<(), StoreError> {
    let text = match moment {
        Moment::Published => {
            "UPDATE surveys SET published_at = $3, version = version + 1 WHERE id = $1 AND version = $2"
        }
        Moment::Opened => {
            "UPDATE surveys SET opened_at = $3, version = version + 1 WHERE id = $1 AND version = $2"
        }
        Moment::Reminded => {
            "UPDATE surveys SET reminded_at = $3, version = version + 1 WHERE id = $1 AND version = $2"
        }
        Moment::Closed => {
            "UPDATE surveys SET closed_at = $3, version = version + 1 WHERE id = $1 AND version = $2"
        }
        Moment::Reported => {
            "UPDATE surveys SET reported_at = $3, version = version + 1 WHERE id = $1 AND version = $2"
        }
        Moment::Archived => {
            "UPDATE surveys SET archived_at = $3, version = version + 1 WHERE id = $1 AND version = $2"
        }
    };
    conn.change(text, args![before.id, before.version, now]).await
}

// trusts its caller: answers for the institution, or works in the one that asks to be heard
pub(super) async fn add_respondents(tx: &mut Tx, all: &[Respondent]) -> Result<(), StoreError> {
    const COLUMNS: &[&str] = &[
        "id",
        "survey_id",
        "institution_id",
        "name",
        "folded",
        "division",
        "number",
        "service_type",
        "sector",
        "territory",
        "role",
        "invited_at",
        "received_on",
        "due_on",
    ];
    let mut rows = Rows::new("survey_respondents", COLUMNS);
    for r in all {
        rows.push(args![
            r.id,
            r.survey,
            r.institution,
            r.name,
            kernel::name::fold(&r.name),
            r.division,
            r.number,
            r.service_type,
            r.sector,
            r.territory,
            r.role,
            r.invited_at,
            r.received_on,
            r.due_on
        ]);
    }
    tx.fill(&rows).await?;
    let mut keys = Rows::new("survey_identities", &["survey_id", "key", "respondent_id", "source"]);
    for r in all.iter().filter(|r| r.role != Role::Informed) {
        let division = if r.division.is_empty() { &r.territory } else { &r.division };
        for key in rules::keys(&r.name, division, &r.number) {
            keys.push(args![r.survey, key, r.id, "line"]);
        }
    }
    tx.fill(&keys).await.map(drop)
}

/// What a respondent said of itself when it answered, in place of what it said before.
// trusts its caller: sends the answer in the same transaction
pub(super) async fn identify(
    tx: &mut Tx,
    survey: SurveyId,
    respondent: Uuid,
    keys: &[String],
) -> Result<(), StoreError> {
    let forget = "DELETE FROM survey_identities WHERE respondent_id = $1 AND source = 'answer'";
    tx.run(forget, args![respondent]).await?;
    let mut rows = Rows::new("survey_identities", &["survey_id", "key", "respondent_id", "source"]);
    for key in keys {
        rows.push(args![survey, key, respondent, "answer"]);
    }
    tx.fill(&rows).await.map(drop)
}

/// Forgets what the respondents of a campaign were known by.
// trusts its caller: answers for the institution that asks
pub(super) async fn forget_identities(conn: &mut Conn, survey: SurveyId) -> Result<(), StoreError> {
    conn.run("DELETE FROM survey_identities WHERE survey_id = $1", args![survey]).await.map(drop)
}

/// Respondents that share a number or, where one of them has none, a name in one division: by what was known of them, or by what they
/// said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alike {
    pub(super) key: String,
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) territory: String,
}

platform::from_row!(Alike { key, id, name, number, territory });

// trusts its caller: answers for the institution that asks
pub(super) async fn alike(conn: &mut Conn, survey: SurveyId, limit: i64) -> Result<Vec<Alike>, StoreError> {
    conn.all(
        "SELECT DISTINCT i.key, r.id, r.name, r.number, r.territory
         FROM survey_identities i JOIN survey_respondents r ON r.id = i.respondent_id
         WHERE i.survey_id = $1 AND r.set_aside IS NULL AND i.key IN
           (SELECT j.key FROM survey_identities j JOIN survey_respondents q ON q.id = j.respondent_id
            WHERE j.survey_id = $1 AND q.set_aside IS NULL GROUP BY j.key
            HAVING COUNT(DISTINCT j.respondent_id) > 1
              AND SUM(CASE WHEN j.key LIKE 'number %' OR NOT EXISTS
                (SELECT 1 FROM survey_identities n WHERE n.respondent_id = j.respondent_id AND n.key LIKE 'number %')
                THEN 1 ELSE 0 END) > 0)
         ORDER BY i.key, r.name, r.id LIMIT $2",
        args![survey, limit],
    )
    .await
}

/// A respondent.
// trusts its caller: came with its link, answers for the institution that asks, or works in the one that is asked
pub(super) async fn respondent(conn: &mut Conn, id: Uuid) -> Result<Option<Respondent>, StoreError> {
    let mut sql = Sql::new(RESPONDENT, args![]);
    sql.push("WHERE r.id = $", args![id]);
    Ok(conn.all_of(sql).await?.pop())
}

/// The line of an institution in a campaign.
// trusts its caller: works in that institution
pub(super) async fn line_of(
    conn: &mut Conn,
    survey: SurveyId,
    institution: InstitutionId,
) -> Result<Option<Respondent>, StoreError> {
    let mut sql = Sql::new(RESPONDENT, args![]);
    sql.push("WHERE r.survey_id = $ AND r.institution_id = $ LIMIT 1", args![survey, institution]);
    Ok(conn.all_of(sql).await?.pop())
}

/// Which respondents, by name.
pub(super) struct Wanted<'a> {
    pub(super) survey: SurveyId,
    /// Part of a name, folded.
    pub(super) q: &'a str,
    pub(super) role: Option<Role>,
    /// How far they are, on this day.
    pub(super) standing: Option<(Standing, Date)>,
    /// After this name and id.
    pub(super) after: Option<(String, Uuid)>,
    pub(super) limit: i64,
}

impl Wanted<'_> {
    /// All respondents of a campaign, so many at a time.
    pub(super) fn all(survey: SurveyId, after: Option<(String, Uuid)>, limit: i64) -> Self {
        Wanted { survey, q: "", role: None, standing: None, after, limit }
    }
}

const SENT: &str =
    " EXISTS (SELECT 1 FROM survey_answers a WHERE a.respondent_id = r.id AND a.submitted_at IS NOT NULL)";
const BEGUN: &str = " EXISTS (SELECT 1 FROM survey_answers a WHERE a.respondent_id = r.id)";

/// Those who are so far. Who is set aside stands nowhere but among those who are.
fn so_far(sql: &mut Sql, standing: Standing, today: Date) {
    let counts = " AND r.set_aside IS NULL AND";
    match standing {
        Standing::Aside => sql.push(" AND r.set_aside IS NOT NULL", args![]),
        Standing::Silent => sql.push(counts, args![]).push(" r.role = $ AND NOT", args![Role::Asked]).push(BEGUN, args![]),
        Standing::Begun => sql.push(counts, args![]).push(BEGUN, args![]).push(" AND NOT", args![]).push(SENT, args![]),
        Standing::Overdue => sql
            .push(counts, args![])
            .push(" r.role = $ AND r.due_on < $ AND NOT", args![Role::Asked, today])
            .push(SENT, args![]),
        Standing::Sent => sql.push(counts, args![]).push(SENT, args![]),
        Standing::ToValidate => sql
            .push(counts, args![])
            .push(
                " EXISTS (SELECT 1 FROM survey_answers a WHERE a.respondent_id = r.id AND a.submitted_at IS NOT NULL
                  AND a.validated_at IS NULL AND",
                args![],
            )
            .push(STANDING, args![])
            .push(")", args![]),
        Standing::Paper => sql.push(counts, args![]).push(
            " EXISTS (SELECT 1 FROM survey_answers a WHERE a.respondent_id = r.id AND a.submitted_at IS NOT NULL AND a.source = $)",
            args![Source::Paper],
        ),
    };
}

// trusts its caller: answers for the institution that asks
pub(super) async fn respondents(conn: &mut Conn, wanted: &Wanted<'_>) -> Result<Vec<Respondent>, StoreError> {
    let mut sql = Sql::new(RESPONDENT, args![]);
    sql.push("WHERE r.survey_id = $", args![wanted.survey]);
    if let Some(role) = wanted.role {
        sql.push(" AND r.role = $", args![role]);
    }
    if !wanted.q.is_empty() {
        sql.push(" AND r.folded LIKE $", args![format!("%{}%", wanted.q.replace(['%', '_'], ""))]);
    }
    if let Some((standing, today)) = wanted.standing {
        so_far(&mut sql, standing, today);
    }
    if let Some((name, id)) = &wanted.after {
        sql.push(" AND (r.folded, r.id) > ($, $)", args![name, id]);
    }
    sql.push(" ORDER BY r.folded, r.id LIMIT $", args![wanted.limit]);
    conn.all_of(sql).await
}

// trusts its caller: came with the link of the respondent
pub(super) async fn opened(conn: &mut Conn, id: Uuid, now: Instant) -> Result<(), StoreError> {
    conn.run(
        "UPDATE survey_respondents SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL",
        args![id, now],
    )
    .await
    .map(drop)
}

// trusts its caller: answers for the institution that asks
pub(super) async fn received(conn: &mut Conn, id: Uuid, on: Date, due_on: Date) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_respondents SET received_on = $2, due_on = $3 WHERE id = $1",
        args![id, on, due_on],
    )
    .await
}

/// Holds the line of a respondent until the end of the transaction.
// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn hold_respondent(conn: &mut Conn, id: Uuid) -> Result<(), StoreError> {
    let held: Option<(Uuid,)> =
        conn.hold("SELECT id FROM survey_respondents WHERE id = $1", args![id]).await?;
    held.map(drop).ok_or(StoreError::Missing)
}

/// All who are asked received the questions on one day.
// trusts its caller: answers for the institution that asks
pub(super) async fn received_by_all(
    conn: &mut Conn,
    survey: SurveyId,
    on: Date,
    due_on: Date,
) -> Result<(), StoreError> {
    conn.run(
        "UPDATE survey_respondents SET received_on = $3, due_on = $4 WHERE survey_id = $1 AND role = $2",
        args![survey, Role::Asked, on, due_on],
    )
    .await
    .map(drop)
}

// trusts its caller: answers for the institution that asks
pub(super) async fn reminded(conn: &mut Conn, ids: &[Uuid], now: Instant) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("UPDATE survey_respondents SET reminded_at = $ WHERE id IN ", args![now]);
    sql.list(ids);
    let (text, values) = sql.done();
    conn.run(text, values).await.map(drop)
}

/// Sets a respondent aside; with nothing, it counts again.
// trusts its caller: answers for the institution that asks
pub(super) async fn set_aside(
    conn: &mut Conn,
    id: Uuid,
    why: Option<SetAside>,
    words: &str,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_respondents SET set_aside = $2, set_aside_reason = $3, set_aside_by = $4, set_aside_at = $5 WHERE id = $1",
        args![id, why, words, by, now],
    )
    .await
}

/// How many respondents of each role and sector there are, how many began and how many sent something.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    pub(super) role: Role,
    pub(super) sector: String,
    pub(super) territory: String,
    pub(super) set_aside: Option<SetAside>,
    pub(super) respondents: i64,
    pub(super) begun: i64,
    pub(super) sent: i64,
}

platform::from_row!(Tally { role, sector, territory, set_aside, respondents, begun, sent });

// trusts its caller: answers for the institution that asks
pub(super) async fn tally(conn: &mut Conn, survey: SurveyId) -> Result<Vec<Tally>, StoreError> {
    conn.all(
        "SELECT r.role, r.sector, r.territory, r.set_aside, COUNT(*),
           SUM(CASE WHEN EXISTS (SELECT 1 FROM survey_answers a WHERE a.respondent_id = r.id) THEN 1 ELSE 0 END),
           SUM(CASE WHEN EXISTS (SELECT 1 FROM survey_answers a WHERE a.respondent_id = r.id AND a.submitted_at IS NOT NULL)
             THEN 1 ELSE 0 END)
         FROM survey_respondents r WHERE r.survey_id = $1
         GROUP BY r.role, r.sector, r.territory, r.set_aside ORDER BY r.role, r.sector, r.territory, r.set_aside LIMIT 5000",
        args![survey],
    )
    .await
}
