// SPDX-License-Identifier: EUPL-1.2
//! The case file: one page composed of every slice's panel.

use platform::http::Routes;

/// The routes of the case file.
pub fn routes() -> Routes {
    Vec::new()
}
