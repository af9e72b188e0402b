// SPDX-License-Identifier: EUPL-1.2
//! « Ma journée »: what waits for whoever signed in, each count a link to exactly what it counts.

use platform::http::{Cx, Routes};
use platform::ui::NavItem;

/// The routes of the desk.
pub fn routes() -> Routes {
    Vec::new()
}

/// The navigation for a person.
pub fn nav(_cx: &Cx) -> Vec<NavItem> {
    Vec::new()
}
