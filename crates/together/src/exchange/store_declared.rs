// SPDX-License-Identifier: EUPL-1.2
//! What an institution says it practises with others, in SQL.

use kernel::{Date, InstitutionId, PractitionerId};
use platform::args;
use platform::db::{Conn, StoreError};
use platform::from_row;

use super::model::Kind;
use crate::sharing::Channel;

/// As many lines as an institution declares at most.
const MOST: i64 = 5_000;

/// One thing that an institution says it does with a partner.
#[derive(Clone, Debug)]
pub struct Declared {
    /// With whom.
    pub partner: InstitutionId,
    /// Of what kind.
    pub kind: Kind,
    /// By which channel.
    pub channel: Channel,
    /// When it was declared.
    pub on: Date,
}

from_row!(Declared { partner, kind, channel, on });

/// What an institution says it practises.
// trusts its caller: holds a function that answers for the institution
pub(super) async fn declared(
    conn: &mut Conn,
    institution: InstitutionId,
) -> Result<Vec<Declared>, StoreError> {
    conn.all(
        "SELECT partner_id, kind, channel, declared_on FROM declared_collaborations
         WHERE institution_id = $1 ORDER BY partner_id, kind, channel LIMIT $2",
        args![institution, MOST],
    )
    .await
}

/// Says anew what an institution practises with one partner: what was said before is replaced.
// trusts its caller: holds a function that answers for the institution
pub(super) async fn declare(
    conn: &mut Conn,
    (institution, by): (InstitutionId, PractitionerId),
    partner: InstitutionId,
    practised: &[(Kind, Channel)],
    on: Date,
) -> Result<(), StoreError> {
    conn.run(
        "DELETE FROM declared_collaborations WHERE institution_id = $1 AND partner_id = $2",
        args![institution, partner],
    )
    .await?;
    // Ten at most: five kinds by two channels.
    for (kind, channel) in practised {
        conn.run(
            "INSERT INTO declared_collaborations (institution_id, partner_id, kind, channel, declared_on, declared_by)
             VALUES ($1, $2, $3, $4, $5, $6)",
            args![institution, partner, *kind, *channel, on, by],
        )
        .await?;
    }
    Ok(())
}
