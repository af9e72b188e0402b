// SPDX-License-Identifier: EUPL-1.2
//! Keeping and throwing away drafts. The script wants a status; a person without scripts wants their page back.

use kernel::Instant;
use platform::db::{StoreError, Technical};
use platform::drafts::{self, DraftError};
use platform::http::{self, Cx, Reply};
use platform::problem::Problem;
use uuid::Uuid;

use super::{LONGEST, PAGE, WINDOW, id_of, owner};

/// The button of a person without scripts.
pub(super) const BY_HAND: &str = "_keep";

/// Which draft the address names.
fn asked(cx: &Cx) -> Result<(String, Option<Uuid>), Problem> {
    let params = &cx.request.params;
    let form = params.get("form").cloned().unwrap_or_default();
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if form.is_empty() || form.len() > LONGEST || !form.chars().all(is_name) {
        return Err(Problem::NotFound);
    }
    match params.get("about").map(String::as_str) {
        Some("new") => Ok((form, None)),
        Some(about) => Ok((form, Some(Uuid::parse_str(about).map_err(|_| Problem::NotFound)?))),
        None => Err(Problem::NotFound),
    }
}

/// Where one was writing: a page of ours, or the start page.
fn back(cx: &Cx) -> Reply {
    let page = cx.form().raw(PAGE);
    http::redirect(if page.is_empty() { "/" } else { page })
}

fn answer(code: u16) -> Reply {
    let mut reply = http::text("");
    if let Ok(status) = code.try_into() {
        *reply.status_mut() = status;
    }
    reply
}

/// Keeps what was typed so far: 204. Sent or thrown away meanwhile: 202, which is no fault, since a last keystroke often comes after
/// the button. Signed out: 401. Kept from a window opened later: 409. Too much: 413.
pub(super) async fn keep(cx: Cx) -> Result<Reply, Problem> {
    let by_hand = cx.form().has(BY_HAND);
    if cx.actor.is_none() {
        return if by_hand { Err(Problem::Forged) } else { Ok(answer(401)) };
    }
    let (form, about) = asked(&cx)?;
    let kept = save(&cx, &form, about).await;
    if by_hand {
        return match kept {
            Ok(()) => Ok(back(&cx)),
            Err(DraftError::TooLarge | DraftError::TooMany | DraftError::Crowded) => Err(Problem::TooLarge),
            Err(DraftError::Ended) => Err(StoreError::Changed.into()),
            Err(DraftError::Store(e)) => Err(e.into()),
        };
    }
    Ok(match kept {
        Ok(()) => answer(204),
        Err(DraftError::Ended) => answer(202),
        Err(DraftError::TooLarge | DraftError::TooMany | DraftError::Crowded) => answer(413),
        Err(DraftError::Store(StoreError::Changed | StoreError::Missing)) => answer(409),
        Err(DraftError::Store(e)) => return Err(e.into()),
    })
}

async fn save(cx: &Cx, form: &str, about: Option<Uuid>) -> Result<(), DraftError> {
    let storage = |problem: Problem| match problem {
        Problem::Store(e) => DraftError::Store(e),
        other => DraftError::Store(StoreError::Engine(other.code().to_owned())),
    };
    let (owner, id) = (owner(cx).map_err(storage)?, id_of(cx, form, about).map_err(storage)?);
    // A window from the future would shut out all that come after it.
    let window = cx.form().raw(WINDOW).trim().parse().map_or(Instant(0), Instant).min(cx.now);
    let fields: drafts::Fields = cx
        .form()
        .fields()
        .filter(|(_, value)| !value.is_empty())
        .map(|(n, v)| (n.to_owned(), v.to_owned()))
        .collect();
    let mut tx = cx.begin_technical().await.map_err(storage)?;
    if fields.is_empty() {
        // Everything was erased: there is no draft any more.
        drafts::discard(&mut tx, owner, id).await?;
        return Ok(tx.commit_technical(Technical::Draft).await?);
    }
    drafts::keep(&mut tx, owner, id, window, form, about, &fields).await?;
    Ok(tx.commit_technical(Technical::Draft).await?)
}

/// Throws a draft away, to start anew.
pub(super) async fn discard(cx: Cx) -> Result<Reply, Problem> {
    let (form, about) = asked(&cx)?;
    let (owner, id) = (owner(&cx)?, id_of(&cx, &form, about)?);
    let mut tx = cx.begin_technical().await?;
    // Where there is none, nothing is to be remembered: addresses can be made up without end.
    if drafts::load(&mut tx, owner, id).await?.is_some() {
        drafts::end(&mut tx, owner, id).await?;
    }
    tx.commit_technical(Technical::Draft).await?;
    Ok(back(&cx))
}
