// SPDX-License-Identifier: EUPL-1.2
//! Several agencies, the child and the family, together.
//!
//! Slices, in their order: `sharing` (may this be told to them? decided by dated rules, explained, recorded, answerable to the
//! family), then `exchange` (what institutions ask of one another and tell each other, and how it was answered), `orientation`
//! (somebody is oriented towards another service and accompanied on the way), `consultations` (named participants, fixed
//! beforehand, with a record of their own), `danger` (one authority is told, at once, by whoever knows of a danger).

pub mod exchange;
pub mod sharing;

pub mod orientation;

pub mod consultations;

pub mod danger;

use platform::http::Routes;

/// All routes of this area.
pub fn routes() -> Routes {
    [sharing::routes(), exchange::routes(), orientation::routes(), consultations::routes(), danger::routes()]
        .concat()
}
