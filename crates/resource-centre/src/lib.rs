// SPDX-License-Identifier: EUPL-1.2
//! What the network learns and offers.
//!
//! Slices, in their order: `practices` (what services describe of their work, reviewed by others before it is published), then
//! `surveys` (an institution asks many others the same questions, once).

pub mod practices;

pub mod surveys;

use platform::http::Routes;

/// All routes of this area.
pub fn routes() -> Routes {
    [practices::routes(), surveys::routes()].concat()
}
