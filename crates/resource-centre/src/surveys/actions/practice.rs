// SPDX-License-Identifier: EUPL-1.2
//! What an answer describes of how somebody works, made into a draft of the practice bank: a card of the institution that told it,
//! which its own people finish, agree to or throw away.

use std::collections::BTreeSet;

use kernel::{Ground, PracticeId, Refusal};
use platform::http::Cx;
use platform::problem::Problem;
use serde_json::json;
use smart_forms::answers::{Answer, Document, Item};
use smart_forms::form::Form;
use uuid::Uuid;

use super::super::model::SurveyId;
use super::super::{SURVEY, events};
use super::{columns, manager, open_own, refused};
use crate::practices::{self, Heading, NewPractice};

/// The longest title that is made of the first words of a description.
const TITLE: usize = 90;
/// Shorter answers describe nothing.
const LEAST: usize = 25;

/// Something that an answer describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// Which of them: the same as long as the answer stands.
    pub reference: String,
    /// What was written.
    pub words: String,
    /// The card that was drafted of it.
    pub card: Option<PracticeId>,
}

/// What is described in words, once for each turn of something repeated: the longest text of the turn.
/// What is kept for the campaign only, such as whom to call, is no part of it.
fn described(answers: Uuid, document: &Document, form: &Form) -> Vec<Described> {
    let passing: BTreeSet<&str> =
        columns::kept_for_the_campaign(form).iter().map(|node| node.path.as_str()).collect();
    let mut found = Vec::new();
    let mut turns: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for item in document.items.iter().flat_map(|page| &page.items).filter(|item| !item.items.is_empty()) {
        let turn = turns.entry(item.path.as_str()).or_default();
        *turn += 1;
        let text = |one: &Item| match one.answers.first() {
            Some(Answer::Text(words)) => words.trim().to_owned(),
            _ => String::new(),
        };
        let kept = item.items.iter().filter(|one| !passing.contains(one.path.as_str()));
        let words = kept.map(text).max_by_key(|words| words.chars().count()).unwrap_or_default();
        if words.chars().count() >= LEAST {
            let reference = format!("survey:{}:{}:{turn}", answers.simple(), item.path);
            found.push(Described { reference, words, card: None });
        }
    }
    found
}

/// What the answer of a respondent describes, each with its card where it has one.
pub async fn practices_of(cx: &Cx, survey: SurveyId, respondent: Uuid) -> Result<Vec<Described>, Problem> {
    let (_, asker) = manager(cx)?;
    let found = open_own(cx, survey, respondent).await?;
    let Some(sent) = &found.sent else { return Ok(Vec::new()) };
    let Some(document) = sent.document.as_ref().and_then(|json| Document::read(json).ok()) else {
        return Ok(Vec::new());
    };
    let mut all = described(sent.id, &document, &found.ready.form);
    let mut conn = cx.read().await?;
    let beginning = format!("survey:{}:", sent.id.simple());
    for (reference, card) in practices::drafted_from(&mut conn, asker, &beginning).await? {
        if let Some(one) = all.iter_mut().find(|one| one.reference == reference) {
            one.card = Some(card);
        }
    }
    Ok(all)
}

/// Drafts a card of something that was described. It belongs to whoever described it.
pub async fn draft_practice(
    cx: &Cx,
    survey: SurveyId,
    respondent: Uuid,
    reference: &str,
) -> Result<PracticeId, Problem> {
    let (_, asker) = manager(cx)?;
    let all = practices_of(cx, survey, respondent).await?;
    let one = all.into_iter().find(|one| one.reference == reference).ok_or(Problem::NotFound)?;
    if let Some(card) = one.card {
        return Ok(card);
    }
    register::apart::refuse_copies(cx, &[&one.words]).await?;
    let found = open_own(cx, survey, respondent).await?;
    let owner = found.respondent.institution.ok_or_else(|| refused(cx, Refusal::new("not-in-directory")))?;
    let mut title: String =
        one.words.split(['.', '\n', ':']).next().unwrap_or_default().chars().take(TITLE).collect();
    if title.trim().is_empty() {
        title = one.words.chars().take(TITLE).collect();
    }
    let spoken = found.instance.language().to_owned();
    let code = found.ready.form.languages.iter().find(|known| known.name == spoken);
    let lang = code.and_then(|known| known.code.clone()).unwrap_or_else(|| cx.lang.code().to_owned());
    let mut new = NewPractice::titled(owner, &lang, title.trim());
    new.texts = new.texts.with(Heading::Steps, &one.words);
    new.from = Some((one.reference.clone(), asker));
    let mut tx = cx.begin().await?;
    let card = practices::open_draft(cx, &mut tx, &new).await?;
    let event = cx.event(events::SURVEY_PRACTICE_DRAFTED, SURVEY.of(survey), None, Ground::Function)?;
    let detail = json!({ "respondent": respondent.to_string(), "practice": card.to_string() });
    tx.commit(event.with_detail(detail.to_string())).await?;
    Ok(card)
}
