// SPDX-License-Identifier: EUPL-1.2
//! Where notices reach people.

use kernel::{Lang, PractitionerId};
use platform::db::{Conn, Sql, StoreError};
use platform::{args, from_row};

/// Where a notice reaches somebody, and in which language.
#[derive(Clone, Debug)]
pub struct Address {
    /// The address by which they sign in.
    pub email: String,
    /// The language of their account.
    pub lang: Lang,
}

from_row!(Address { email, lang });

/// The addresses of those of these people who have an open account.
pub async fn addresses(conn: &mut Conn, people: &[PractitionerId]) -> Result<Vec<Address>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql =
        Sql::new("SELECT email, lang FROM accounts WHERE closed_at IS NULL AND practitioner_id IN ", args![]);
    sql.list(people).push(" ORDER BY email LIMIT 200", args![]);
    conn.all_of(sql).await
}

/// Those of these people who have an open account.
pub async fn with_account(
    conn: &mut Conn,
    people: &[PractitionerId],
) -> Result<Vec<PractitionerId>, StoreError> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT practitioner_id FROM accounts WHERE closed_at IS NULL AND practitioner_id IN ",
        args![],
    );
    sql.list(people).push(" LIMIT 200", args![]);
    Ok(conn.all_of::<(PractitionerId,)>(sql).await?.into_iter().map(|(id,)| id).collect())
}

/// Who signs in by an address, or has it on their page: however it is written, and each of them once. An address that
/// changed may be that of the account only.
pub async fn found_by_address(conn: &mut Conn, email: &str) -> Result<Vec<PractitionerId>, StoreError> {
    let email = email.trim().to_lowercase();
    let found: Vec<(PractitionerId,)> = conn
        .all(
            "SELECT practitioner_id FROM accounts WHERE email = $1
             UNION SELECT id FROM practitioner_names WHERE email = $1 ORDER BY 1 LIMIT 3",
            args![email],
        )
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
