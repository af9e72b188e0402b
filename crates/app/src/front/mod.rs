// SPDX-License-Identifier: EUPL-1.2
//! The front door: what anybody sees without an account, the quick exit, and what machines ask (health, metrics).

mod pages;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_front.rs"));
}

use platform::http::{Route, Routes, Who};

/// The routes of the front door.
pub fn routes() -> Routes {
    vec![
        Route::get("/", Who::Anyone, "read", "start page", pages::start),
        Route::get("/help", Who::Anyone, "read", "help", pages::help),
        Route::get("/rights", Who::Anyone, "read", "rights", pages::rights),
        Route::get("/accessibility", Who::Anyone, "read", "accessibility statement", pages::accessibility),
        Route::get("/licences", Who::Anyone, "read", "licences", pages::licences),
        Route::get("/leave", Who::Anyone, "leave", "page", pages::leave),
        Route::get("/health", Who::Anyone, "read", "health", pages::health),
        Route::get("/metrics", Who::Anyone, "read", "metrics", pages::metrics),
    ]
}
