// SPDX-License-Identifier: EUPL-1.2
//! Versions of forms in SQL. A form is asked of people: it holds nothing about anybody.

use kernel::Instant;
use platform::args;
use platform::db::{Conn, StoreError};
use smart_forms::answers::Identity;
use uuid::Uuid;

/// The version of this name: which, and the digest of its content.
// trusts its caller: a form holds nothing about anybody
pub(super) async fn of_name(
    conn: &mut Conn,
    form: &str,
    version: &str,
) -> Result<Option<(Uuid, String)>, StoreError> {
    conn.maybe("SELECT id, hash FROM form_versions WHERE form = $1 AND version = $2", args![form, version])
        .await
}

/// What was written.
// trusts its caller: a form holds nothing about anybody
pub(super) async fn source(conn: &mut Conn, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
    conn.value("SELECT source FROM form_versions WHERE id = $1", args![id]).await
}

// trusts its caller: may publish forms
pub(super) async fn insert(
    conn: &mut Conn,
    id: Uuid,
    identity: &Identity,
    title: &str,
    source: &[u8],
    now: Instant,
) -> Result<(), StoreError> {
    conn.run(
        "INSERT INTO form_versions (id, form, version, hash, title, source, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![id, identity.id, identity.version, identity.hash, title, source.to_vec(), now],
    )
    .await
    .map(drop)
}
