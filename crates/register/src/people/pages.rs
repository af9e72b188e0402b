// SPDX-License-Identifier: EUPL-1.2
//! The search page.

use kernel::PartialDate;
use platform::form::Input;
use platform::http::{Cx, Form, Reply};
use platform::problem::Problem;

use super::search::{Query, search as look_up};
use super::views;

/// Is this person known? The words stay in the address bar of the searcher alone: pages are never stored or logged with
/// their query.
pub(super) async fn search(cx: Cx) -> Result<Reply, Problem> {
    let asked = Form::from_fields(cx.request.query.clone());
    let mut input = Input::new(&asked, cx.lang);
    let text = input.line("q", 200);
    let birth: Option<PartialDate> = input.partial_date("birth");
    let errors = std::mem::take(&mut input.errors);
    let mut conn = cx.read().await?;
    let found = if errors.is_empty() && !text.is_empty() {
        Some(look_up(&cx, &mut conn, &Query { text, birth }).await?)
    } else {
        None
    };
    Ok(views::search(&cx, &asked, &errors, found.as_ref()))
}
