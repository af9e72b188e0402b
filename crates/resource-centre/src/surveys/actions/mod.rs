// SPDX-License-Identifier: EUPL-1.2
//! What is done with campaigns: one function a verb. Pages and stories call the same.

mod answering;
mod archive;
mod campaign;
mod coding;
mod columns;
mod practice;
mod results;

pub use answering::{
    Difference, Filled, Sending, correct, differences, open_by_link, open_own, open_second, receive,
    save_page, send_steps, settle, start, submit, validate, validate_all, versions, write_steps,
};
pub use archive::{archive, erasable};
pub use campaign::{
    NewLine, NewSurvey, amend, ask_again, close, create, create_from_pack, invite, line_of, of_mine, open,
    publish, report, set_aside, take_back,
};

pub use coding::{Coding, Kinds, Put, Written, coding, put};
pub use practice::{draft_practice, practices_of};
pub use results::{Counted, DIMENSIONS, Said, View, findings, findings_by_link, results};

use kernel::{FunctionKind, InstitutionId, PractitionerId, Refusal};
use platform::http::Cx;
use platform::problem::Problem;
use platform::throttle;
use uuid::Uuid;

use super::words::Words;

/// Who looks after the campaigns of an institution: whoever answers for it.
pub(super) const MANAGERS: &[FunctionKind] = &[FunctionKind::Direction];

/// A rule's refusal in the words of this slice.
pub(super) fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}.way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}

/// Whoever manages campaigns, and where.
pub(super) fn manager(cx: &Cx) -> Result<(PractitionerId, InstitutionId), Problem> {
    let actor = cx.actor()?;
    if MANAGERS.iter().any(|kind| actor.holds(*kind)) {
        Ok((actor.practitioner, actor.institution))
    } else {
        Err(Problem::NotFound)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The key of this installation for links. Never inside a transaction: it may have to be drawn and written.
async fn key(cx: &Cx) -> Result<[u8; 32], Problem> {
    Ok(cx.app.key(platform::secrets::DOOR).await?)
}

/// The link of a respondent: what follows `/questionnaire/`.
pub async fn token_of(cx: &Cx, respondent: Uuid) -> Result<String, Problem> {
    Ok(token(&key(cx).await?, respondent))
}

fn token(key: &[u8; 32], respondent: Uuid) -> String {
    let proof = throttle::known(key, "survey-link", respondent.as_bytes());
    format!("{}{}", respondent.simple(), hex(&proof[..16]))
}

/// The respondent whose link this is.
async fn respondent_of(cx: &Cx, given: &str) -> Result<Uuid, Problem> {
    let key = key(cx).await?;
    let id = given.get(..32).and_then(|id| Uuid::parse_str(id).ok()).ok_or(Problem::NotFound)?;
    if token(&key, id) == given { Ok(id) } else { Err(Problem::NotFound) }
}
