// SPDX-License-Identifier: EUPL-1.2
//! Campaigns in SQL.

use kernel::{Date, Instant, InstitutionId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use uuid::Uuid;

use super::model::{About, Answers, Respondent, Role, SetAside, Source, Survey, SurveyId};

const SURVEY: &str = "SELECT s.id, s.institution_id, s.form_version, s.title, s.number, s.issued_on, s.authority, s.signatory, s.manager,
    s.keywords, s.purpose, s.help, s.reply_days, s.asked, s.informed, s.created_at, s.published_at, s.opened_at, s.reminded_at,
    s.closed_at, s.reported_at, s.version FROM surveys s ";

const RESPONDENT: &str = "SELECT r.id, r.survey_id, r.institution_id, r.name, r.division, r.number, r.service_type, r.sector, r.territory,
    r.role, r.invited_at, r.received_on, r.due_on, r.reminded_at, r.opened_at, r.set_aside, r.set_aside_reason
    FROM survey_respondents r ";

const ANSWERS: &str = "SELECT a.id, a.survey_id, a.respondent_id, a.source, a.draft, a.version, a.begun_at, a.changed_at, a.keyed_by,
    a.second_of, a.corrects, a.reason, a.submitted_at, a.document, a.validated_at FROM survey_answers a ";

/// What was neither typed a second time nor corrected since.
pub(super) const STANDING: &str = " a.second_of IS NULL AND NOT EXISTS
    (SELECT 1 FROM survey_answers c WHERE c.corrects = a.id AND c.submitted_at IS NOT NULL)";

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
    };
    conn.change(text, args![before.id, before.version, now]).await
}

// trusts its caller: answers for the institution, or works in the one that asks to be heard
pub(super) async fn add_respondent(conn: &mut Conn, r: &Respondent) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO survey_respondents (id, survey_id, institution_id, name, folded, division, number, service_type, sector, territory,
           role, invited_at, received_on, due_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        args![
            r.id, r.survey, r.institution, r.name, kernel::name::fold(&r.name), r.division, r.number, r.service_type, r.sector,
            r.territory, r.role, r.invited_at, r.received_on, r.due_on
        ],
    )
    .await
    .map(drop)
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
    /// After this name and id.
    pub(super) after: Option<(String, Uuid)>,
    pub(super) limit: i64,
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

/// What a respondent answers: the newest that counts, be it a draft.
// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn answers_of(conn: &mut Conn, respondent: Uuid) -> Result<Option<Answers>, StoreError> {
    let mut sql = Sql::new(ANSWERS, args![]);
    sql.push("WHERE a.respondent_id = $ AND", args![respondent]);
    sql.push(STANDING, args![]);
    // A draft is newer than what it corrects.
    sql.push(
        " ORDER BY CASE WHEN a.submitted_at IS NULL THEN 0 ELSE 1 END, a.begun_at DESC LIMIT 1",
        args![],
    );
    Ok(conn.all_of(sql).await?.pop())
}

/// The newest that a respondent sent.
// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn sent_of(conn: &mut Conn, respondent: Uuid) -> Result<Option<Answers>, StoreError> {
    let mut sql = Sql::new(ANSWERS, args![]);
    sql.push("WHERE a.respondent_id = $ AND a.submitted_at IS NOT NULL AND", args![respondent]);
    sql.push(STANDING, args![]);
    sql.push(" ORDER BY a.begun_at DESC LIMIT 1", args![]);
    Ok(conn.all_of(sql).await?.pop())
}

/// Everything that a respondent sent, and what was typed a second time, the oldest first.
// trusts its caller: answers for the institution that asks
pub(super) async fn versions_of(conn: &mut Conn, respondent: Uuid) -> Result<Vec<Answers>, StoreError> {
    let mut sql = Sql::new(ANSWERS, args![]);
    sql.push("WHERE a.respondent_id = $ ORDER BY a.begun_at, a.id LIMIT 100", args![respondent]);
    conn.all_of(sql).await
}

/// What some respondents answered or are writing, in no order.
// trusts its caller: answers for the institution that asks
pub(super) async fn answers_of_all(
    conn: &mut Conn,
    respondents: &[Uuid],
) -> Result<Vec<Answers>, StoreError> {
    if respondents.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(ANSWERS, args![]);
    sql.push("WHERE", args![]);
    sql.push(STANDING, args![]);
    sql.push(" AND a.respondent_id IN ", args![]).list(respondents);
    sql.push(" ORDER BY a.begun_at, a.id LIMIT 2000", args![]);
    conn.all_of(sql).await
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

/// A draft that begins.
pub(super) struct Begun<'a> {
    pub(super) id: Uuid,
    pub(super) survey: SurveyId,
    pub(super) respondent: Uuid,
    pub(super) source: Source,
    pub(super) draft: &'a str,
    pub(super) keyed_by: Option<PractitionerId>,
    pub(super) second_of: Option<Uuid>,
    pub(super) corrects: Option<Uuid>,
    pub(super) reason: &'a str,
}

// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn begin_answers(conn: &mut Conn, new: &Begun<'_>, now: Instant) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO survey_answers (id, survey_id, respondent_id, source, draft, version, begun_at, changed_at, keyed_by, second_of,
           corrects, reason)
         VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7, $8, $9, $10)",
        args![
            new.id, new.survey, new.respondent, new.source, new.draft, now, new.keyed_by, new.second_of, new.corrects, new.reason
        ],
    )
    .await
    .map(drop)
}

/// Keeps what was written, over what was read.
// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn keep(
    conn: &mut Conn,
    before: &Answers,
    draft: &str,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_answers SET draft = $3, changed_at = $4, version = version + 1
         WHERE id = $1 AND version = $2 AND submitted_at IS NULL",
        args![before.id, before.version, draft, now],
    )
    .await
}

// trusts its caller: came with the link of the respondent, or answers for the institution that asks
pub(super) async fn submit(
    conn: &mut Conn,
    before: &Answers,
    document: &str,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_answers SET document = $3, submitted_at = $4, version = version + 1
         WHERE id = $1 AND version = $2 AND submitted_at IS NULL",
        args![before.id, before.version, document, now],
    )
    .await
}

/// As [`submit`], of what was just begun.
// trusts its caller: answers for the institution that asks
pub(super) async fn submit_new(
    conn: &mut Conn,
    id: Uuid,
    document: &str,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_answers SET document = $2, submitted_at = $3 WHERE id = $1 AND submitted_at IS NULL",
        args![id, document, now],
    )
    .await
}

// trusts its caller: answers for the institution that asks
pub(super) async fn validate(
    conn: &mut Conn,
    id: Uuid,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE survey_answers SET validated_by = $2, validated_at = $3
         WHERE id = $1 AND submitted_at IS NOT NULL AND validated_at IS NULL",
        args![id, by, now],
    )
    .await
}
