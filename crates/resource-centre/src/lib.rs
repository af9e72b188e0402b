// SPDX-License-Identifier: EUPL-1.2
//! What the network learns and offers.
//!
//! Slices, in their order: `practices` (what services describe of their work, reviewed by others before it is published), then
//! `surveys` (an institution asks many others the same questions, once; a practice that an answer describes can become a card of the
//! bank).

pub mod practices;
pub mod surveys;
mod table;

use maud::{Markup, html};
use platform::http::{Cx, Routes};
use platform::ui;

/// All routes of this area.
pub fn routes() -> Routes {
    [practices::routes(), surveys::routes()].concat()
}

/// The rooms of the area, for whoever works somewhere. Anybody reads the bank; nobody else is asked anything.
fn rooms(cx: &Cx, here: &str) -> Markup {
    let (practices, surveys) = (practices::words::Words(cx.lang), surveys::words::Words(cx.lang));
    let rooms = [
        (practices.bank().to_owned(), "/practices".to_owned()),
        (surveys.list_title().to_owned(), "/surveys".to_owned()),
    ];
    html! { @if cx.actor.is_some() { (ui::tabs(surveys.rooms(), &rooms, here)) } }
}
