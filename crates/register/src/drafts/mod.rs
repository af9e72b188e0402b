// SPDX-License-Identifier: EUPL-1.2
//! Drafts of those who are signed in: what they are writing and have not sent yet, kept from the first keystroke.
//!
//! A form asks for three things here: [`resume`] (what was kept), [`writing`] (the form itself, which keeps its draft with
//! scripts and without), [`sent`] (the draft goes in the transaction that sends it). One person has one draft of a form
//! about one thing: it is found again by itself, in any browser.
//!
//! Invariants: a draft is read by its writer alone · nothing is kept of what a form sends for itself (keys, marks) ·
//! of two windows the one opened last keeps, and the other is told so, its text still in sight · what was
//! sent does not come back as a draft, whatever arrives after it.

mod pages;

#[cfg(test)]
mod tests;

use kernel::{DraftId, Id};
use maud::{Markup, html};
use platform::db::{Conn, Tx};
use platform::drafts::{self, Draft, Owner, Summary};
use platform::http::{Cx, Route, Routes, Who};
use platform::problem::Problem;
use platform::ui;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Words of drafts. Generated from `words/*.ftl`.
#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_drafts.rs"));
}

/// The field that says when a window was opened: of two windows, the later one keeps.
const WINDOW: &str = "_window";
/// The field that says on which page one writes: where one comes back to without scripts.
const PAGE: &str = "_page";
/// The longest name of a form.
const LONGEST: usize = 40;

/// The routes of this slice. « Anyone », because the script that keeps drafts must be told in its own way (401) that the
/// session ended: its text is still on the screen.
pub fn routes() -> Routes {
    vec![
        Route::post("/drafts/{form}/{about}", Who::Anyone, "keep", "draft", pages::keep),
        Route::post("/drafts/{form}/{about}/removal", Who::SignedIn, "discard", "draft", pages::discard),
    ]
}

/// The draft of whoever acts, of a form, about something.
pub fn id_of(cx: &Cx, form: &str, about: Option<Uuid>) -> Result<DraftId, Problem> {
    let digest = Sha256::new()
        .chain_update(b"draft\0")
        .chain_update(cx.actor()?.account.0)
        .chain_update(form)
        .chain_update([0])
        .chain_update(about.unwrap_or_default())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Ok(DraftId::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid()))
}

fn owner(cx: &Cx) -> Result<Owner, Problem> {
    Ok(Owner::account(cx.actor()?.account))
}

/// What was kept of a form about something, without what is the platform's own.
pub async fn resume(
    cx: &Cx,
    conn: &mut Conn,
    form: &str,
    about: Option<Uuid>,
) -> Result<Option<Draft>, Problem> {
    let mut found = drafts::load(conn, owner(cx)?, id_of(cx, form, about)?).await?;
    if let Some(draft) = &mut found {
        draft.fields.retain(|(name, _)| !name.starts_with('_'));
    }
    Ok(found)
}

/// The draft was sent: it goes in the transaction of what it became, and what is still on its way to it comes too late.
/// Nothing happens when there is none.
pub async fn sent(cx: &Cx, tx: &mut Tx, draft: Option<DraftId>) -> Result<(), Problem> {
    match draft {
        Some(id) => Ok(drafts::end(tx, owner(cx)?, id).await?),
        None => Ok(()),
    }
}

/// The drafts of whoever acts, the newest first: for the desk. The slice that owns a form knows its page and its name.
pub async fn my_drafts(cx: &Cx, conn: &mut Conn, limit: i64) -> Result<Vec<Summary>, Problem> {
    Ok(drafts::list(conn, owner(cx)?, limit).await?)
}

/// A form that keeps its draft: every few seconds with scripts, by a button without. `fields` holds the fields and the
/// button that sends; `here` is the page on which the form stands.
pub fn writing(cx: &Cx, action: &str, here: &str, form: &str, about: Option<Uuid>, fields: Markup) -> Markup {
    let w = words::Words(cx.lang);
    let url = address(form, about);
    html! {
        form method="post" action=(action) novalidate
            data-draft-url=(url) data-draft-saved=(w.saved("{time}")) data-draft-failed=(w.failed())
            data-draft-signed-out=(w.signed_out()) data-draft-conflict=(w.other_window()) {
            (ui::form_key(cx))
            (ui::hidden(WINDOW, cx.now.0))
            (ui::hidden(PAGE, here))
            (fields)
            div.govuk-button-group {
                button.govuk-button.govuk-button--secondary.govuk-button--small type="submit" name=(pages::BY_HAND) value="1"
                    formaction=(url) { (w.keep()) }
                span.mg-draft role="status" aria-live="polite" {}
            }
        }
    }
}

/// What is shown above a form that was filled from a draft: since when it is kept, and how to start anew.
pub fn notice(cx: &Cx, draft: Option<&Draft>, here: &str) -> Markup {
    let w = words::Words(cx.lang);
    html! {
        @if let Some(draft) = draft {
            div.govuk-inset-text {
                p.govuk-body { (w.resumed(ui::date_time(cx, draft.saved_at))) }
                form method="post" action=(format!("{}/removal", address(&draft.form, draft.about))) {
                    (ui::form_key(cx))
                    (ui::hidden(PAGE, here))
                    button.mg-linkbutton type="submit" { (w.start_anew()) }
                }
            }
        }
    }
}

fn address(form: &str, about: Option<Uuid>) -> String {
    let about = about.map_or_else(|| "new".to_owned(), |id| id.simple().to_string());
    format!("/drafts/{form}/{about}")
}
