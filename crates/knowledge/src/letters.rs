// SPDX-License-Identifier: EUPL-1.2
//! Printing what the packs say how to print.

use documents::{Engine, Template};
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::Letter;

/// The bytes of a letter as PDF/UA.
pub async fn print(cx: &Cx, letter: Letter) -> Result<Vec<u8>, Problem> {
    let engine = cx.app.shelf::<Engine>()?.clone();
    // Some milliseconds of computing without a pause: not where others wait.
    let written = tokio::task::spawn_blocking(move || {
        let files = letter.files.iter().map(|(path, text)| (path, text.clone()));
        Template::new(&letter.template, files).and_then(|template| engine.render(&template, &letter.inputs))
    })
    .await
    .map_err(|_| Problem::fault("a letter panicked"))?;
    written.map(|pdf| pdf.bytes).map_err(|fault| Problem::fault(fault.to_string()))
}
