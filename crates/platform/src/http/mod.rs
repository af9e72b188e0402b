// SPDX-License-Identifier: EUPL-1.2
//! Requests and replies: one context a request, one table of routes, one place where failures become pages.

mod body;
mod cx;
mod guard;
mod reply;
mod route;
mod serve;

pub use body::{Form, Upload};
pub use cx::{App, AppParts, Cx, Identify, Request};
pub use guard::{with_cookie, with_session, without_session, without_traces};
pub use reply::{Reply, attachment, html, inline, json, redirect, text};
pub use route::{Handler, Method, Route, Routes, Who};
pub use serve::{router, serve};
