// SPDX-License-Identifier: EUPL-1.2
//! What others still owe a case: nobody closes a file in which an answer is awaited. Areas above say how many there are; this
//! slice only asks.

use std::future::Future;
use std::pin::Pin;

use kernel::{CaseId, Refusal};
use platform::db::{Conn, StoreError};
use platform::http::Cx;
use platform::problem::Problem;

use super::store;
use crate::access::InCase;

/// How many answers are awaited.
type Counted<'c> = Pin<Box<dyn Future<Output = Result<i64, StoreError>> + Send + 'c>>;

/// Counts the requests to other services that wait for an answer in a case and in those merged into it. Put on the shelf by
/// whoever knows them; without it there are none.
pub struct Awaited(pub for<'c> fn(&'c mut Conn, &'c InCase, Vec<CaseId>) -> Counted<'c>);

/// How many answers a case waits for.
pub(super) async fn awaited(cx: &Cx, conn: &mut Conn, grant: &InCase) -> Result<i64, Problem> {
    let Ok(Awaited(count)) = cx.app.shelf::<Awaited>() else { return Ok(0) };
    let all = store::with_merged(conn, grant).await?;
    Ok(count(conn, grant, all).await?)
}

/// Refuses to close a case while it waits for an answer.
pub(super) async fn refuse_while_awaited(cx: &Cx, conn: &mut Conn, grant: &InCase) -> Result<(), Problem> {
    match awaited(cx, conn, grant).await? {
        0 => Ok(()),
        _ => Err(super::actions::refused(cx, Refusal::new("closure-answer-awaited"))),
    }
}
