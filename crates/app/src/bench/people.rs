// SPDX-License-Identifier: EUPL-1.2
//! Practitioners at work: signed in as in a browser, each with the cases of their own list.

use kernel::Instant;
use platform::clock::Clock;
use register::accounts::{self, STEP_SECONDS};

use super::client::{Answer, Ask, Cookies, Want, Wire};
use super::page;
use crate::generate::{PASSWORD, SECRET};

/// Pages of a person's list of cases that are read to know what can be opened.
const PAGES: usize = 8;

/// Somebody signed in.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) cookies: Cookies,
    /// What every form of the session sends along.
    pub(super) csrf: String,
    /// Cases at work that they may open.
    pub(super) cases: Vec<String>,
}

impl Person {
    /// Signs in and looks at their cases.
    pub(super) async fn arrive(address: &str, email: &str) -> Result<Person, String> {
        let mut browser = Browser { wire: Wire::to(address), cookies: Cookies::default() };
        let onward = browser.sign_in(email).await.map_err(|e| format!("{email}: {e}"))?;
        if onward.contains("/sign-in") {
            return Err(format!("{email}: signing in did not end, it leads to {onward}"));
        }
        let desk = browser.get("/desk").await?;
        let csrf = page::hidden_fields(&desk.body, "/sign-out")
            .and_then(|fields| fields.into_iter().find(|(name, _)| name == "_csrf"))
            .map(|(_, value)| value)
            .ok_or_else(|| format!("{email}: the desk answers {} and has no form", desk.status))?;
        let mut cases = Vec::new();
        let mut next = Some("/cases".to_owned());
        for _ in 0..PAGES {
            let Some(path) = next.take() else { break };
            let list = browser.get(&path).await?;
            cases.extend(page::ids(&list.body, "/cases/"));
            next = page::next(&list.body);
        }
        Ok(Person { cookies: browser.cookies, csrf, cases })
    }
}

struct Browser {
    wire: Wire,
    cookies: Cookies,
}

impl Browser {
    async fn get(&mut self, path: &str) -> Result<Answer, String> {
        self.wire.ask(&Ask::get(path), &mut self.cookies, Want::Plain).await
    }

    /// Fills in the form of a page and sends it.
    async fn send(&mut self, path: &str, typed: &[(&str, &str)]) -> Result<Answer, String> {
        let shown = self.get(path).await?;
        let action = path.split('?').next().unwrap_or(path);
        let mut fields = page::hidden_fields(&shown.body, action)
            .ok_or_else(|| format!("{path} answers {} and has no form for {action}", shown.status))?;
        fields.extend(typed.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        let ask = Ask { method: "POST", path: action.to_owned(), form: page::encoded(&fields) };
        self.wire.ask(&ask, &mut self.cookies, Want::Plain).await
    }

    /// Password, then code. A code serves once: when a run before this one has used it, the next one is awaited.
    async fn sign_in(&mut self, email: &str) -> Result<String, String> {
        let begun = self.send("/sign-in", &[("email", email), ("password", PASSWORD)]).await?;
        if begun.status != 303 || !begun.location.starts_with("/sign-in/code") {
            return Err(format!("the password was answered {} {}", begun.status, begun.location));
        }
        for try_again in [true, false] {
            let now = Clock::System.outside();
            let code = accounts::code_at(SECRET, now);
            let done = self.send("/sign-in/code", &[("code", &code)]).await?;
            if done.status == 303 {
                return Ok(done.location);
            }
            if try_again {
                let into = now.0 % (STEP_SECONDS * Instant::SECOND);
                let left = STEP_SECONDS * Instant::SECOND - into + Instant::SECOND / 2;
                tokio::time::sleep(std::time::Duration::from_micros(left.unsigned_abs())).await;
            }
        }
        Err("the code was refused twice".to_owned())
    }
}
