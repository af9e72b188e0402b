// SPDX-License-Identifier: EUPL-1.2
//! « Ma journée »: what waits for whoever signed in, each count a link to exactly what it counts.
//!
//! Invariants: a count and its list ask the same question of the same scope · nothing here is stored: the day is read from
//! deadlines, news, drafts and proposals · whoever only keeps accounts sees no case, no count of cases · names of children
//! stand inside pages, never in a title or an address.

mod day;
mod deadlines;
mod lists;
mod team;
mod views;

/// Words of the desk. Generated from `words/*.ftl`.
#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_desk.rs"));
}

#[cfg(test)]
mod tests;

use kernel::{Actor, FunctionKind};
use platform::http::{Cx, Route, Routes, Who};
use platform::ui::NavItem;
use words::Words;

/// Those who work with children and families.
const WORKERS: &[FunctionKind] =
    &[FunctionKind::Intake, FunctionKind::Caseworker, FunctionKind::Supervisor, FunctionKind::Direction];
/// Those who keep accounts and appointments.
const KEEPERS: &[FunctionKind] = &[FunctionKind::Administrator, FunctionKind::Direction];

/// Counts go up to here; beyond, a screen says « 300+ ».
const MOST: i64 = 300;

/// The routes of the desk.
pub fn routes() -> Routes {
    let workers = Who::Holders(WORKERS);
    vec![
        Route::get("/desk", Who::SignedIn, "read", "own day", day::show),
        Route::get("/desk/deadlines", workers, "list", "deadline", deadlines::list),
        Route::get(
            "/desk/to-assign",
            Who::Holders(&[FunctionKind::Supervisor]),
            "list",
            "deadline",
            deadlines::to_assign,
        ),
        Route::get("/desk/news", workers, "list", "case news", lists::news),
        Route::get("/desk/waiting", workers, "list", "proposal", lists::waiting),
        Route::get("/desk/drafts", Who::SignedIn, "list", "own draft", lists::drafts),
    ]
}

fn holds_any(actor: &Actor, kinds: &[FunctionKind]) -> bool {
    kinds.iter().any(|k| actor.holds(*k))
}

/// The navigation for a person. It asks nothing of the database: it stands on every page.
pub fn nav(cx: &Cx) -> Vec<NavItem> {
    let Some(actor) = &cx.actor else { return Vec::new() };
    let w = Words(cx.lang);
    let item = |href, rooms, label: &str, shortcut| NavItem {
        href,
        rooms,
        label: label.to_owned(),
        shortcut,
        waiting: None,
    };
    let mut items = vec![item("/desk", &["/danger", "/emergency-reviews"], w.day_title(), 'j')];
    if holds_any(actor, WORKERS) {
        items.push(item("/reports", &[], w.nav_reports(), 's'));
        items.push(item("/cases", &["/orientations"], w.nav_cases(), 'd'));
    }
    // Who keeps accounts and nothing else is told nothing of anybody.
    if actor.appointments.iter().any(|a| a.kind != FunctionKind::Administrator) {
        items.push(item(
            "/exchanges",
            &["/received", "/disclosures", "/consultations"],
            w.nav_exchanges(),
            'p',
        ));
    }
    items.push(item("/institutions", &[], w.nav_directory(), 'a'));
    // What the network learns and offers: one room for all of it.
    items.push(item("/practices", &["/surveys"], w.nav_resources(), 'r'));
    if holds_any(actor, KEEPERS) {
        items.push(item("/practitioners", &["/hand-overs"], w.nav_team(), 'e'));
    }
    items
}
