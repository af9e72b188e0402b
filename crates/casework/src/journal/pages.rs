// SPDX-License-Identifier: EUPL-1.2
//! pages
use platform::http::Routes;
/// Routes.
pub fn routes() -> Routes { Vec::new() }
