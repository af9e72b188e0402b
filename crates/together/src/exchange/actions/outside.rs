// SPDX-License-Identifier: EUPL-1.2
//! An answer through a link that speaks of somebody: decided by the rules of whoever answers, as everybody else's.

use kernel::{PersonId, PieceId, PractitionerId, Refusal};
use platform::db::Conn;
use platform::http::Cx;
use platform::problem::Problem;
use register::directory;
use secrecy::{Answers, Decision, Kind, Origin, RuleSet};

use super::super::model::{Link, Side, Thread};
use super::super::words::Words;
use super::compose::listeners;
use super::refused;
use crate::sharing::{self, Composition, Informed, Need, Piece, Recipient, Told};

/// What whoever answers through a link says of what they tell, besides what they tell.
#[derive(Clone, Debug, Default)]
pub struct Spoken {
    /// To what end, by a code of the rule set; empty where it names none.
    pub purpose: String,
    /// Answers about the whole.
    pub whole: Answers,
    /// Answers about the person who asked.
    pub recipient: Answers,
    /// Answers about what is told.
    pub item: Answers,
    /// Answers about the two of them.
    pub pair: Answers,
    /// The child first, then those who hold authority: by name, and whether they were told before.
    pub family: Vec<(String, Told)>,
}

/// The rules of shared secrecy that hold where whoever answers works, with the code of their pack; nothing where there are none.
pub async fn rules_outside<'a>(
    cx: &'a Cx,
    conn: &mut Conn,
    link: &Link,
) -> Result<Option<(String, &'a RuleSet)>, Problem> {
    let Some(institution) = directory::institution(conn, link.institution).await? else { return Ok(None) };
    let pack = institution.fields.pack;
    let found = directory::pack(cx, &pack)?.rule_sets_on(cx.today()).find(|set| set.kind() == Kind::Shared);
    Ok(found.map(|set| (pack, set)))
}

/// What is told, to whoever asked and to nobody else.
pub(super) fn composed(
    cx: &Cx,
    thread: &Thread,
    words: &str,
    spoken: &Spoken,
) -> Result<Composition, Problem> {
    let (who, institution) =
        listeners(thread, Side::To).first().copied().ok_or_else(|| refused(cx, Refusal::new("no-party")))?;
    let (piece, title): (PieceId, _) = (cx.new_id()?, Words(cx.lang).outside_piece(thread.reference()));
    let mut family = Vec::new();
    for (name, told) in &spoken.family {
        let told = match told.clone() {
            Told::On { on, how, language, words, .. } => Told::On { on, how, language, words, of: vec![who] },
            other => other,
        };
        family.push(Informed { person: cx.new_id::<PersonId>()?, name: name.clone(), told: Some(told) });
    }
    Ok(Composition {
        why: title.clone(),
        purpose: spoken.purpose.clone(),
        recipients: vec![Recipient { practitioner: who, institution, answers: spoken.recipient.clone() }],
        pieces: vec![Piece {
            id: piece,
            title,
            words: words.trim().to_owned(),
            entry: None,
            file: None,
            class: String::new(),
            origin: Origin::OwnWork,
            answers: spoken.item.clone(),
        }],
        needs: vec![Need { recipient: who, piece, answers: spoken.pair.clone(), what_for: String::new() }],
        family,
        answers: spoken.whole.clone(),
        ..Composition::default()
    })
}

/// What the rules would answer, and to what: for the page, before anything is sent.
pub async fn foresee_outside(
    cx: &Cx,
    (thread, link): (&Thread, &Link),
    words: &str,
    spoken: &Spoken,
) -> Result<(Decision, Composition), Problem> {
    let mut conn = cx.read().await?;
    let (_, rules) = rules_outside(cx, &mut conn, link)
        .await?
        .ok_or_else(|| refused(cx, Refusal::new("no-rule-outside")))?;
    let composition = composed(cx, thread, words, spoken)?;
    let by: PractitionerId = link.practitioner;
    let (_, decision) = sharing::foresee(cx, &mut conn, rules, (by, &composition)).await?;
    Ok((decision, composition))
}
