// SPDX-License-Identifier: EUPL-1.2
//! people

use platform::http::Routes;

/// The routes of this slice.
pub fn routes() -> Routes {
    Vec::new()
}
