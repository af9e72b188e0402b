// SPDX-License-Identifier: EUPL-1.2
//! Institutions and territories in the database. The directory is open to whoever works in the network: no grant is
//! asked for reading; what may be changed is decided in `rules`.

use std::collections::HashMap;

use kernel::{Date, FunctionId, FunctionKind, Instant, InstitutionId, PractitionerId};
use platform::args;
use platform::db::{Conn, Sql, StoreError};

use super::model::{
    ContactPoint, ContactPointId, ContactRoute, FormerName, Function, ImportId, Institution,
    InstitutionFields, Listed, NewContactPoint, Receiving, Search, Territory, TerritoryId,
};

/// More territories than any pack has today.
const MANY_TERRITORIES: i64 = 5_000;

pub(super) async fn insert_territory(conn: &mut Conn, t: &Territory) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO territories (id, pack, code, level, name, parent_id, minors) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![t.id, t.pack, t.code, t.level, t.name, t.parent, t.minors],
    )
    .await
    .map(drop)
}

/// All territories, by pack and name.
pub async fn territories(conn: &mut Conn) -> Result<Vec<Territory>, StoreError> {
    conn.all(
        "SELECT id, pack, code, level, name, parent_id, minors FROM territories ORDER BY pack, name, id LIMIT $1",
        args![MANY_TERRITORIES],
    )
    .await
}

/// A territory.
pub async fn territory(conn: &mut Conn, id: TerritoryId) -> Result<Option<Territory>, StoreError> {
    conn.maybe(
        "SELECT id, pack, code, level, name, parent_id, minors FROM territories WHERE id = $1",
        args![id],
    )
    .await
}

/// A territory by the code that the pack's people use.
pub async fn territory_by_code(
    conn: &mut Conn,
    pack: &str,
    code: &str,
) -> Result<Option<Territory>, StoreError> {
    conn.maybe(
        "SELECT id, pack, code, level, name, parent_id, minors FROM territories WHERE pack = $1 AND code = $2",
        args![pack, code],
    )
    .await
}

pub(super) async fn insert_institution(
    conn: &mut Conn,
    id: InstitutionId,
    f: &InstitutionFields,
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO institutions (id, code, pack, type, name, folded, territory_id, address, phone, email, functioning,
           specificities, limits, receives_reports, opened_on, closed_on, verified_on, version, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, $18)",
        args![
            id,
            f.code,
            f.pack,
            f.service_type,
            f.name,
            kernel::name::fold(&f.name),
            f.territory,
            f.address,
            f.phone,
            f.email,
            f.functioning,
            f.specificities,
            f.limits,
            f.receives_reports,
            f.opened_on,
            f.closed_on,
            f.verified_on,
            now
        ],
    )
    .await
    .map(drop)
}

pub(super) async fn update_institution(
    conn: &mut Conn,
    id: InstitutionId,
    version: i64,
    f: &InstitutionFields,
) -> Result<(), StoreError> {
    conn.change(
        "UPDATE institutions SET type = $3, name = $4, folded = $5, territory_id = $6, address = $7, phone = $8,
           email = $9, functioning = $10, specificities = $11, limits = $12, receives_reports = $13, opened_on = $14,
           closed_on = $15, verified_on = $16, version = version + 1
         WHERE id = $1 AND version = $2",
        args![
            id,
            version,
            f.service_type,
            f.name,
            kernel::name::fold(&f.name),
            f.territory,
            f.address,
            f.phone,
            f.email,
            f.functioning,
            f.specificities,
            f.limits,
            f.receives_reports,
            f.opened_on,
            f.closed_on,
            f.verified_on
        ],
    )
    .await
}

const INSTITUTION: &str =
    "SELECT id, version, code, pack, type, name, territory_id, address, phone, email, functioning,
  specificities, limits, receives_reports, opened_on, closed_on, verified_on FROM institutions";

/// An institution.
pub async fn institution(conn: &mut Conn, id: InstitutionId) -> Result<Option<Institution>, StoreError> {
    let mut sql = Sql::new(INSTITUTION, args![]);
    sql.push(" WHERE id = $", args![id]);
    Ok(conn.all_of(sql).await?.pop())
}

/// Several institutions, in one question.
pub async fn institutions(
    conn: &mut Conn,
    ids: &[InstitutionId],
) -> Result<HashMap<InstitutionId, Institution>, StoreError> {
    let mut sql = Sql::new(INSTITUTION, args![]);
    sql.push(" WHERE id IN ", args![]).list(ids);
    let found: Vec<Institution> = conn.all_of(sql).await?;
    Ok(found.into_iter().map(|one| (one.id, one)).collect())
}

/// Holds an institution's line until the end of the transaction, so that what two people decide about it at once is
/// decided one after the other.
pub(super) async fn hold_institution(conn: &mut Conn, id: InstitutionId) -> Result<(), StoreError> {
    let held: Option<(InstitutionId,)> =
        conn.hold("SELECT id FROM institutions WHERE id = $1", args![id]).await?;
    held.map(drop).ok_or(StoreError::Missing)
}

/// An institution by its code.
pub async fn institution_by_code(conn: &mut Conn, code: &str) -> Result<Option<Institution>, StoreError> {
    let mut sql = Sql::new(INSTITUTION, args![]);
    sql.push(" WHERE code = $", args![code]);
    Ok(conn.all_of(sql).await?.pop())
}

/// Institutions in the order of their ids, from after one on: for exports and imports, which walk through all.
pub async fn institutions_after(
    conn: &mut Conn,
    after: Option<InstitutionId>,
    limit: i64,
) -> Result<Vec<Institution>, StoreError> {
    let mut sql = Sql::new(INSTITUTION, args![]);
    if let Some(after) = after {
        sql.push(" WHERE id > $", args![after]);
    }
    sql.push(" ORDER BY id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// The institutions of some kinds that are at work on a day, by id: for whoever asks or tells all of them something.
pub async fn institutions_of_types(
    conn: &mut Conn,
    pack: &str,
    kinds: &[String],
    on: Date,
    limit: i64,
) -> Result<Vec<Institution>, StoreError> {
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(INSTITUTION, args![]);
    sql.push(
        " WHERE pack = $ AND (opened_on IS NULL OR opened_on <= $) AND (closed_on IS NULL OR closed_on >= $) AND type IN ",
        args![pack, on, on],
    );
    sql.list(kinds).push(" ORDER BY id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// Whether a code is taken.
pub(super) async fn code_is_taken(conn: &mut Conn, code: &str) -> Result<bool, StoreError> {
    let found: Option<i64> = conn.value("SELECT 1 FROM institutions WHERE code = $1", args![code]).await?;
    Ok(found.is_some())
}

/// The name of an institution; the empty text when there is none.
pub async fn institution_name(conn: &mut Conn, id: InstitutionId) -> Result<String, StoreError> {
    let name: Option<String> = conn.value("SELECT name FROM institutions WHERE id = $1", args![id]).await?;
    Ok(name.unwrap_or_default())
}

/// The names of several institutions, in one question.
pub async fn institution_names(
    conn: &mut Conn,
    ids: impl IntoIterator<Item = InstitutionId>,
) -> Result<HashMap<InstitutionId, String>, StoreError> {
    let mut sql = Sql::new("SELECT id, name FROM institutions WHERE id IN ", args![]);
    sql.list(ids);
    Ok(conn.all_of::<(InstitutionId, String)>(sql).await?.into_iter().collect())
}

/// The service types of several institutions, in one question.
pub async fn service_types_of(
    conn: &mut Conn,
    ids: &[InstitutionId],
) -> Result<HashMap<InstitutionId, String>, StoreError> {
    let mut sql = Sql::new("SELECT id, type FROM institutions WHERE id IN ", args![]);
    sql.list(ids);
    Ok(conn.all_of::<(InstitutionId, String)>(sql).await?.into_iter().collect())
}

/// Institutions found, by name, from after a place on. `(folded, id)` of the last line shown is the place.
pub async fn search(
    conn: &mut Conn,
    search: &Search,
    after: Option<&(String, InstitutionId)>,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let mut sql = Sql::new(
        "SELECT i.id, i.name, i.folded, i.pack, i.type, t.name, i.phone, i.closed_on, i.receives_reports
         FROM institutions i LEFT JOIN territories t ON t.id = i.territory_id WHERE 1 = 1",
        args![],
    );
    if let Some((folded, id)) = after {
        sql.push(" AND (i.folded, i.id) > ($, $)", args![folded, id]);
    }
    // Folded words hold letters and digits only: nothing to escape. The directory is small: thousands, not millions.
    for word in kernel::name::tokens(&search.words) {
        let pattern = format!("% {word}%");
        sql.push(
            " AND (' ' || i.folded LIKE $ OR EXISTS (SELECT 1 FROM institution_aliases a
               WHERE a.institution_id = i.id AND ' ' || a.folded LIKE $))",
            args![pattern, pattern],
        );
    }
    if !search.types.is_empty() {
        sql.push(" AND (1 = 0", args![]);
        for (pack, service_type) in &search.types {
            sql.push(" OR (i.pack = $ AND i.type = $)", args![pack, service_type]);
        }
        sql.push(")", args![]);
    }
    if let Some(territory) = search.territory {
        sql.push(
            " AND i.territory_id IN (WITH RECURSIVE within(id) AS (
                SELECT id FROM territories WHERE id = $
                UNION SELECT c.id FROM territories c JOIN within w ON c.parent_id = w.id) SELECT id FROM within)",
            args![territory],
        );
    }
    if let Some(day) = search.receiving_on {
        sql.push(
            " AND i.receives_reports AND (i.opened_on IS NULL OR i.opened_on <= $)
              AND (i.closed_on IS NULL OR i.closed_on >= $)",
            args![day, day],
        );
    }
    sql.push(" ORDER BY i.folded, i.id LIMIT $", args![limit]);
    conn.all_of(sql).await
}

/// The institutions that receive concern reports on a day: all of them, or those that serve a territory (it or one it
/// lies in).
pub async fn receiving(
    conn: &mut Conn,
    territory: Option<TerritoryId>,
    day: Date,
) -> Result<Vec<Receiving>, StoreError> {
    let mut sql = Sql::new(
        "SELECT i.id, i.name, i.pack, i.type, i.territory_id, t.name, i.phone
         FROM institutions i LEFT JOIN territories t ON t.id = i.territory_id
         WHERE i.receives_reports AND (i.opened_on IS NULL OR i.opened_on <= $)
           AND (i.closed_on IS NULL OR i.closed_on >= $)",
        args![day, day],
    );
    if let Some(territory) = territory {
        sql.push(
            " AND i.territory_id IN (WITH RECURSIVE around(id, parent_id) AS (
                SELECT id, parent_id FROM territories WHERE id = $
                UNION SELECT p.id, p.parent_id FROM territories p JOIN around a ON p.id = a.parent_id)
                SELECT id FROM around)",
            args![territory],
        );
    }
    sql.push(" ORDER BY i.folded, i.id LIMIT 500", args![]);
    conn.all_of(sql).await
}

/// Notes a name or type an institution had; the same name again only moves its dates.
pub(super) async fn put_alias(
    conn: &mut Conn,
    id: InstitutionId,
    former: &FormerName,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO institution_aliases (institution_id, name, folded, type, from_on, until_on)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (institution_id, name) DO UPDATE SET type = excluded.type, from_on = excluded.from_on,
           until_on = excluded.until_on",
        args![
            id,
            former.name,
            kernel::name::fold(&former.name),
            former.service_type,
            former.from_on,
            former.until_on
        ],
    )
    .await
    .map(drop)
}

/// The names and types an institution had, the latest first.
pub async fn former_names(conn: &mut Conn, id: InstitutionId) -> Result<Vec<FormerName>, StoreError> {
    conn.all(
        "SELECT name, type, from_on, until_on FROM institution_aliases WHERE institution_id = $1
         ORDER BY until_on DESC NULLS LAST, name LIMIT 100",
        args![id],
    )
    .await
}

pub(super) async fn insert_contact_point(
    conn: &mut Conn,
    id: ContactPointId,
    institution: InstitutionId,
    new: &NewContactPoint,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO contact_points (id, institution_id, label, practitioner_id, phone, email, hours)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![id, institution, new.label, new.practitioner, new.phone, new.email, new.hours],
    )
    .await
    .map(drop)
}

pub(super) async fn delete_contact_point(
    conn: &mut Conn,
    institution: InstitutionId,
    id: ContactPointId,
) -> Result<u64, StoreError> {
    conn.run("DELETE FROM contact_points WHERE id = $1 AND institution_id = $2", args![id, institution]).await
}

/// Where to knock at an institution.
pub async fn contact_points(conn: &mut Conn, id: InstitutionId) -> Result<Vec<ContactPoint>, StoreError> {
    conn.all(
        "SELECT id, label, practitioner_id, phone, email, hours FROM contact_points WHERE institution_id = $1
         ORDER BY id LIMIT 50",
        args![id],
    )
    .await
}

/// The contact points of all institutions, in their order: for exports and imports.
pub(super) async fn all_contact_points(
    conn: &mut Conn,
) -> Result<HashMap<InstitutionId, NewContactPoint>, StoreError> {
    type Line = (InstitutionId, String, Option<PractitionerId>, String, String, String);
    let lines: Vec<Line> = conn
        .all(
            "SELECT institution_id, label, practitioner_id, phone, email, hours FROM contact_points
             ORDER BY institution_id, id DESC LIMIT 50000",
            args![],
        )
        .await?;
    // The first of each institution: the later lines of the same one overwrite the earlier.
    Ok(lines
        .into_iter()
        .map(|(at, label, practitioner, phone, email, hours)| {
            (at, NewContactPoint { label, practitioner, phone, email, hours })
        })
        .collect())
}

/// How to reach institutions, in one line each: what those are told who may not read a case but must be able to speak to
/// whoever keeps it.
pub async fn contact_routes(conn: &mut Conn, ids: &[InstitutionId]) -> Result<Vec<ContactRoute>, StoreError> {
    let mut sql = Sql::new(
        "SELECT i.id, i.name, i.pack, i.type, i.phone, c.label, c.phone, c.hours FROM institutions i
         LEFT JOIN contact_points c ON c.institution_id = i.id WHERE i.id IN ",
        args![],
    );
    sql.list(ids).push(" ORDER BY i.id, c.id LIMIT 2000", args![]);
    let mut routes: Vec<ContactRoute> = Vec::new();
    let rows: Vec<platform::db::Row> = conn.all_of(sql).await?;
    for mut row in rows {
        let institution: InstitutionId = row.take()?;
        if routes.last().is_some_and(|r| r.institution == institution) {
            continue;
        }
        let (name, pack, service_type): (String, String, String) = (row.take()?, row.take()?, row.take()?);
        let phone: String = row.take()?;
        let (label, direct, hours): (Option<String>, Option<String>, Option<String>) =
            (row.take()?, row.take()?, row.take()?);
        let direct = direct.filter(|d| !d.is_empty()).unwrap_or(phone);
        let parts = [label, Some(direct), hours].into_iter().flatten().filter(|p| !p.is_empty());
        let route = parts.collect::<Vec<_>>().join(", ");
        routes.push(ContactRoute { institution, name, route, pack, service_type });
    }
    Ok(routes)
}

pub(super) async fn insert_function(
    conn: &mut Conn,
    id: FunctionId,
    institution: InstitutionId,
    kind: FunctionKind,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO functions (id, institution_id, kind, label) VALUES ($1, $2, $3, '')",
        args![id, institution, kind],
    )
    .await
    .map(drop)
}

/// The functions of an institution, one of every kind.
pub async fn functions_of(conn: &mut Conn, institution: InstitutionId) -> Result<Vec<Function>, StoreError> {
    conn.all(
        "SELECT id, kind FROM functions WHERE institution_id = $1 ORDER BY id LIMIT 100",
        args![institution],
    )
    .await
}

/// The function of a kind of an institution: a holder of seats, whoever is appointed to it. [`StoreError::Missing`] when
/// there is no such institution.
pub async fn function(
    conn: &mut Conn,
    institution: InstitutionId,
    kind: FunctionKind,
) -> Result<FunctionId, StoreError> {
    let found = conn
        .value(
            "SELECT id FROM functions WHERE institution_id = $1 AND kind = $2 ORDER BY id LIMIT 1",
            args![institution, kind],
        )
        .await?;
    found.ok_or(StoreError::Missing)
}

/// Forgets lists that were sent and not taken over within a day; how many.
pub async fn sweep_imports(conn: &mut Conn, now: Instant) -> Result<u64, StoreError> {
    conn.run("DELETE FROM directory_imports WHERE recorded_at < $1", args![now.plus(-Instant::DAY)]).await
}

pub(super) async fn insert_import(
    conn: &mut Conn,
    id: ImportId,
    by: PractitionerId,
    name: &str,
    bytes: &[u8],
    now: Instant,
) -> Result<(), StoreError> {
    sweep_imports(conn, now).await?;
    conn.run(
        "INSERT INTO directory_imports (id, practitioner_id, name, bytes, recorded_at) VALUES ($1, $2, $3, $4, $5)",
        args![id, by, name, bytes, now],
    )
    .await
    .map(drop)
}

/// A list that somebody sent: its name and its bytes. Only for whoever sent it.
pub(super) async fn import(
    conn: &mut Conn,
    id: ImportId,
    by: PractitionerId,
) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    conn.maybe(
        "SELECT name, bytes FROM directory_imports WHERE id = $1 AND practitioner_id = $2",
        args![id, by],
    )
    .await
}

pub(super) async fn delete_import(conn: &mut Conn, id: ImportId) -> Result<(), StoreError> {
    conn.run("DELETE FROM directory_imports WHERE id = $1", args![id]).await.map(drop)
}
