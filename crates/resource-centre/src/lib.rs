// SPDX-License-Identifier: EUPL-1.2
//! What the network learns and offers.
//!
//! Slices, in their order: `surveys` (an institution asks many others the same questions, once).

pub mod surveys;

use platform::http::Routes;

/// All routes of this area.
pub fn routes() -> Routes {
    surveys::routes()
}
