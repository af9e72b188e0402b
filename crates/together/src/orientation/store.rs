// SPDX-License-Identifier: EUPL-1.2
//! Orientations in SQL. Those of a case are read through a grant on it; lists through the seats of whoever asks.

use kernel::{CaseId, Date, Instant, InstitutionId, Layer, Layers, OrientationId, PersonId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};
use register::access::{InCase, Scope};
use register::cases;
use uuid::Uuid;

use super::course::{Course, Kept};
use super::model::{Choice, Orientation, Step, StepKind};

/// As many steps as are read at once.
const STEPS: i64 = 20_000;

const ORIENTATION: &str =
    "SELECT o.id, o.case_id, o.institution_id, o.begun_by, o.recorded_at, o.version, o.appointment_at,
    o.follow_up_on, o.waits_since, o.settled_at, o.last_at, o.worked_in FROM orientations o ";

const STEP: &str = "SELECT t.id, t.orientation_id, t.seq, t.kind, t.occurred_on, t.recorded_at, t.by_id, t.code, t.words, t.own_words,
    t.others, t.to_institution, t.to_name, t.to_practitioner, t.at, t.place, t.companion, t.weeks, t.until_on, t.follow_up_on,
    t.disclosure_id, t.exchange_id FROM orientation_steps t ";

/// In which case an orientation lies.
// trusts its caller: asks for a grant on that case next
pub(super) async fn case_of(conn: &mut Conn, id: OrientationId) -> Result<Option<CaseId>, StoreError> {
    conn.value("SELECT case_id FROM orientations WHERE id = $1", args![id]).await
}

/// One, of these cases: that of the grant and those merged into it.
pub(super) async fn course(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
    id: OrientationId,
) -> Result<Option<Course>, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(None);
    }
    let mut sql = Sql::new(ORIENTATION, args![]);
    sql.push("WHERE o.id = $ AND o.case_id IN ", args![id]).list(cases);
    let found = conn.all_of(sql).await?;
    Ok(courses(conn, found).await?.pop())
}

/// Those of some cases, the one in which something happened last first; none for somebody whose seat does not open the file.
pub(super) async fn of_cases(
    conn: &mut Conn,
    grant: &InCase,
    cases: &[CaseId],
    limit: i64,
) -> Result<Vec<Course>, StoreError> {
    if !grant.opens(Layer::Institution) {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(ORIENTATION, args![]);
    sql.push("WHERE o.case_id IN ", args![]).list(cases);
    sql.push(" ORDER BY o.last_at DESC, o.id DESC LIMIT $", args![limit]);
    let found = conn.all_of(sql).await?;
    courses(conn, found).await
}

/// Orientations with their steps, in their order: three questions for all of them.
async fn courses(conn: &mut Conn, found: Vec<Orientation>) -> Result<Vec<Course>, StoreError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<OrientationId> = found.iter().map(|o| o.id).collect();
    let mut sql = Sql::new(STEP, args![]);
    sql.push("WHERE t.orientation_id IN ", args![]).list(&ids);
    sql.push(" ORDER BY t.orientation_id, t.seq LIMIT $", args![STEPS]);
    let steps: Vec<Step> = conn.all_of(sql).await?;
    // In a case that went to another institution, what was noted of somebody speaks of the record that it has of them.
    let mut sql = Sql::new(
        "SELECT t.orientation_id, w.step_id, COALESCE(k.copy_id, w.person_id)
         FROM orientation_steps t JOIN orientations o ON o.id = t.orientation_id
         JOIN orientation_people w ON w.step_id = t.id
         LEFT JOIN people_known_as k ON k.subject_id = o.case_id AND k.original_id = w.person_id
         WHERE t.orientation_id IN ",
        args![],
    );
    sql.list(&ids).push(" ORDER BY 1, 2, 3 LIMIT $", args![STEPS]);
    let people: Vec<(OrientationId, Uuid, PersonId)> = conn.all_of(sql).await?;
    let mut sql = Sql::new(
        "SELECT c.orientation_id, c.id, c.to_institution, c.to_name FROM orientation_choices c WHERE c.orientation_id IN ",
        args![],
    );
    sql.list(&ids).push(" ORDER BY c.orientation_id, c.id LIMIT $", args![STEPS]);
    let choices: Vec<Choice> = conn.all_of(sql).await?;
    let whole = |orientation: Orientation| Course {
        steps: steps.iter().filter(|t| t.orientation == orientation.id).cloned().collect(),
        people: people.iter().filter(|p| p.0 == orientation.id).map(|(_, step, who)| (*step, *who)).collect(),
        choices: choices.iter().filter(|c| c.orientation == orientation.id).cloned().collect(),
        orientation,
    };
    Ok(found.into_iter().map(whole).collect())
}

/// Which orientations of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that ask for something soon: an appointment of this week or of which nothing was said, a contact to take up again.
    Soon,
    /// Those with an appointment of which nothing was said yet.
    Appointments,
    /// Those in which contact is to be taken up again.
    FollowUps,
    /// Those that wait for a place.
    Waiting,
    /// All that go on.
    Open,
}

kernel::codes!(Which {
    Soon = "soon",
    Appointments = "appointments",
    FollowUps = "follow-ups",
    Waiting = "waiting",
    Open = "open",
});

/// Until when something is soon: appointments before an instant, follow-ups until a day.
#[derive(Clone, Copy, Debug)]
pub struct Soon {
    /// Appointments before it.
    pub before: Instant,
    /// Follow-ups until it.
    pub until: Date,
}

fn narrowed(sql: &mut Sql, which: Which, soon: Soon) {
    sql.push(
        " AND (s.layers & CAST($ AS BIGINT)) <> 0 AND o.settled_at IS NULL",
        args![Layers::of(&[Layer::Institution])],
    );
    match which {
        Which::Soon => {
            sql.push(" AND (o.appointment_at < $ OR o.follow_up_on <= $)", args![soon.before, soon.until])
        }
        Which::Appointments => sql.push(" AND o.appointment_at IS NOT NULL", args![]),
        Which::FollowUps => sql.push(" AND o.follow_up_on IS NOT NULL", args![]),
        Which::Waiting => sql.push(" AND o.waits_since IS NOT NULL", args![]),
        Which::Open => sql,
    };
}

/// The orientations in the cases of whoever asks, driven by their own seats: what comes first is first.
pub(super) async fn list(
    conn: &mut Conn,
    scope: &Scope,
    which: Which,
    soon: Soon,
    limit: i64,
) -> Result<Vec<Course>, StoreError> {
    let mut sql = Sql::new(ORIENTATION, args![]);
    sql.push("JOIN circle_seats s ON s.subject_id = o.worked_in WHERE", args![]);
    scope.drive(&mut sql);
    narrowed(&mut sql, which, soon);
    sql.push(
        match which {
            Which::FollowUps => " ORDER BY o.follow_up_on, o.id LIMIT $",
            Which::Waiting => " ORDER BY o.waits_since, o.id LIMIT $",
            Which::Open => " ORDER BY o.last_at DESC, o.id LIMIT $",
            Which::Soon | Which::Appointments => " ORDER BY o.appointment_at, o.follow_up_on, o.id LIMIT $",
        },
        args![limit],
    );
    let mut found: Vec<Orientation> = conn.all_of(sql).await?;
    // Whoever sits there twice, in person and through a function, sees it once.
    found.dedup_by_key(|o| o.id);
    courses(conn, found).await
}

/// How many ask for something soon, up to a limit.
pub async fn count_to_follow(
    conn: &mut Conn,
    scope: &Scope,
    today: Date,
    now: Instant,
    limit: i64,
) -> Result<i64, StoreError> {
    let mut sql = Sql::new(
        "SELECT COUNT(*) FROM (SELECT DISTINCT o.id FROM orientations o JOIN circle_seats s ON s.subject_id = o.worked_in WHERE",
        args![],
    );
    scope.drive(&mut sql);
    narrowed(&mut sql, Which::Soon, soon(today, now));
    sql.push(" LIMIT $) counted", args![limit]);
    let (text, values) = sql.done();
    Ok(conn.value(text, values).await?.unwrap_or(0))
}

/// A week from now.
pub(super) fn soon(today: Date, now: Instant) -> Soon {
    Soon { before: now.plus(7 * Instant::DAY), until: today.plus_days(7) }
}

/// As many orientations as a table of a period is made of at most.
const COUNTED: i64 = 5_000;

/// The orientations of an institution that were accepted in a period.
// trusts its caller: holds a function that answers for the institution, and shows numbers only
pub(super) async fn accepted_in(
    conn: &mut Conn,
    institution: InstitutionId,
    from: Date,
    until: Date,
) -> Result<Vec<Course>, StoreError> {
    let mut sql = Sql::new(ORIENTATION, args![]);
    sql.push(
        "WHERE o.id IN (SELECT t.orientation_id FROM orientation_steps t
           WHERE t.institution_id = $ AND t.kind = $ AND t.occurred_on >= $ AND t.occurred_on <= $)
         ORDER BY o.id LIMIT $",
        args![institution, StepKind::Accepted, from, until, COUNTED],
    );
    let found = conn.all_of(sql).await?;
    courses(conn, found).await
}

/// Orientations read at once when cases become one.
const MOVED: i64 = 1_000;

/// Two cases of a child became one, or two again: lists follow the case in which each orientation is worked now.
// trusts its caller: reacts to a merge, or to one that was undone; shows nothing
pub async fn settle(conn: &mut Conn, case: CaseId) -> Result<(), StoreError> {
    let sql = "SELECT id, case_id FROM orientations WHERE worked_in = $1 ORDER BY id LIMIT $2";
    let all: Vec<(OrientationId, CaseId)> = conn.all(sql, args![case, MOVED]).await?;
    for (id, begun_in) in all {
        let home = cases::home_of(conn, begun_in).await?;
        conn.run("UPDATE orientations SET worked_in = $2 WHERE id = $1", args![id, home]).await?;
    }
    Ok(())
}

// trusts its caller: holds the case with the grant to write
pub(super) async fn insert(
    conn: &mut Conn,
    id: OrientationId,
    case: CaseId,
    institution: InstitutionId,
    by: PractitionerId,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO orientations (id, case_id, institution_id, begun_by, recorded_at, version, last_at, worked_in)
         VALUES ($1, $2, $3, $4, $5, 1, $5, $2)",
        args![id, case, institution, by, now],
    )
    .await
    .map(drop)
}

/// Writes what happened, with those whom it names, and the moments that lists are made by.
// trusts its caller: holds the case with the grant to write
pub(super) async fn add_step(
    conn: &mut Conn,
    before: &Orientation,
    institution: InstitutionId,
    step: &Step,
    people: &[PersonId],
    kept: &Kept,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO orientation_steps (id, orientation_id, seq, institution_id, kind, occurred_on, recorded_at, by_id, code, words,
           own_words, others, to_institution, to_name, to_practitioner, at, place, companion, weeks, until_on, follow_up_on,
           disclosure_id, exchange_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)",
        args![
            step.id, step.orientation, step.seq, institution, step.kind, step.occurred_on, step.recorded_at, step.by,
            step.code.as_str(), step.words.as_str(), step.own_words.as_str(), step.others.as_str(),
            step.to_institution, step.to_name.as_str(), step.to_practitioner, step.at, step.place.as_str(),
            step.companion.as_str(), step.weeks, step.until_on, step.follow_up_on, step.disclosure, step.exchange
        ],
    )
    .await?;
    for person in people {
        conn.run(
            "INSERT INTO orientation_people (step_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            args![step.id, person],
        )
        .await?;
    }
    conn.change(
        "UPDATE orientations SET appointment_at = $3, follow_up_on = $4, waits_since = $5, settled_at = $6, last_at = $7,
           version = version + 1
         WHERE id = $1 AND version = $2",
        args![
            before.id, before.version, kept.appointment_at, kept.follow_up_on, kept.waits_since, kept.settled_at,
            step.recorded_at
        ],
    )
    .await
}

// trusts its caller: holds the case with the grant to write
pub(super) async fn add_choice(conn: &mut Conn, choice: &Choice) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO orientation_choices (orientation_id, id, to_institution, to_name) VALUES ($1, $2, $3, $4)",
        args![choice.orientation, choice.id, choice.to_institution, choice.to_name.as_str()],
    )
    .await
    .map(drop)
}

// trusts its caller: holds the case with the grant to write
pub(super) async fn remove_choice(
    conn: &mut Conn,
    orientation: OrientationId,
    id: Uuid,
) -> Result<(), StoreError> {
    conn.run("DELETE FROM orientation_choices WHERE orientation_id = $1 AND id = $2", args![orientation, id])
        .await
        .map(drop)
}
