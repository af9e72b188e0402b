// SPDX-License-Identifier: EUPL-1.2
//! The end of a campaign: what names people is erased from its answers. What was counted stays as it is.

use std::collections::BTreeSet;

use kernel::{Ground, Instant};
use knowledge::forms;
use platform::http::Cx;
use platform::problem::Problem;
use serde_json::json;
use smart_forms::answers::Document;
use uuid::Uuid;

use super::super::model::{Survey, SurveyId};
use super::super::{SURVEY, events, rules, store, store_answers, store_coding};
use super::{campaign, columns, refused};

/// Answers that are read at a time.
const AT_ONCE: i64 = 200;

/// What the questions are called whose answers are kept no longer than a campaign of one's own, once each.
pub async fn erasable(cx: &Cx, id: SurveyId) -> Result<(Survey, Vec<String>), Problem> {
    let mut conn = cx.read().await?;
    let survey = campaign::of_mine(cx, &mut conn, id).await?;
    rules::archiving(&survey).map_err(|r| refused(cx, r))?;
    let ready = forms::ready(cx, &mut conn, survey.form_version).await?;
    let language = super::results::language(cx, &ready.form);
    let mut labels: Vec<String> = Vec::new();
    for node in columns::kept_for_the_campaign(&ready.form) {
        let label = node.label.get(&language).map_or_else(|| node.name.clone(), |one| one.written.clone());
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    Ok((survey, labels))
}

/// Erases from all answers what is kept no longer than the campaign, with everything that was written and not sent. Not to be undone.
pub async fn archive(cx: &Cx, id: SurveyId) -> Result<(), Problem> {
    let (mut tx, survey) = campaign::begin(cx, id).await?;
    rules::archiving(&survey).map_err(|r| refused(cx, r))?;
    let ready = forms::ready(cx, &mut tx, survey.form_version).await?;
    let marked = columns::kept_for_the_campaign(&ready.form);
    let paths: BTreeSet<&str> = marked.iter().map(|node| node.path.as_str()).collect();
    let (mut after, mut erased): (Option<(Instant, Uuid)>, usize) = (None, 0);
    loop {
        let some = store_answers::documents(&mut tx, id, after, AT_ONCE).await?;
        for (_, answers, text) in &some {
            let read = serde_json::from_str(text).ok().and_then(|json| Document::read(&json).ok());
            let mut document =
                read.ok_or_else(|| Problem::fault("an answer that was sent cannot be read"))?;
            let count = document.erase(&|path| paths.contains(path));
            if count > 0 {
                store_answers::replace_document(&mut tx, *answers, &document.json().to_string()).await?;
                erased += count;
            }
        }
        let Some((at, last, _)) = some.last() else { break };
        after = Some((*at, *last));
    }
    // Words that were sorted stand in a table of their own.
    let named = coding_paths(&ready.form, &paths);
    store_coding::forget_words(&mut tx, id, named.iter().map(String::as_str)).await?;
    store::forget_identities(&mut tx, id).await?;
    let empty = ready.begin(cx).save().to_string();
    store_answers::empty_drafts(&mut tx, id, &empty).await?;
    store::mark(&mut tx, &survey, store::Moment::Archived, cx.now).await?;
    let event = cx.event(events::SURVEY_ARCHIVED, SURVEY.of(id), None, Ground::Function)?;
    tx.commit(event.with_detail(json!({ "answers_erased": erased }).to_string())).await.map_err(Problem::from)
}

/// The repeated groups with kinds in which something is erased.
fn coding_paths(form: &smart_forms::form::Form, erased: &BTreeSet<&str>) -> Vec<String> {
    let groups = super::coding::kinds(form, "").into_iter().map(|one| one.path);
    groups
        .filter(|group| {
            erased
                .iter()
                .any(|path| path.strip_prefix(group.as_str()).is_some_and(|rest| rest.starts_with('/')))
        })
        .collect()
}
