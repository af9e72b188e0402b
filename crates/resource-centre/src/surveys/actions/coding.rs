// SPDX-License-Identifier: EUPL-1.2
//! What respondents name in their own words is put under the kinds of the form by somebody who reads it: « SAJ de Valmourne » is a
//! « Service de l’Aide à la Jeunesse ». What is written alike is put together, once for all who wrote it.

use std::collections::BTreeMap;

use kernel::{Ground, Refusal};
use knowledge::forms;
use platform::http::Cx;
use platform::problem::Problem;
use serde_json::json;
use smart_forms::answers::{Answer, Document, Item};
use smart_forms::form::Form;
use survey_results::{Dimension, EntryKinds, Named};

use super::super::model::{Survey, SurveyId};
use super::super::store_coding::{self as store, Entry};
use super::super::words::Words;
use super::super::{SURVEY, events, rules};
use super::{campaign, columns, manager, refused};

/// The most that is kept of what was written.
const WORDS: usize = 300;

/// A repeated group whose turns are of kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kinds {
    /// Its path.
    pub path: String,
    /// What it is called.
    pub label: String,
    /// The kinds: their codes and what they are called.
    pub kinds: Vec<(String, String)>,
}

/// The repeated groups of a form whose turns are of kinds.
pub fn kinds(form: &Form, language: &str) -> Vec<Kinds> {
    let of = |node: &smart_forms::form::Node| {
        let named = columns::column(node, columns::CODING)?;
        let list = form.lists.iter().find(|list| list.name == named)?;
        let said = |text: &smart_forms::form::Text, otherwise: &str| {
            text.get(language).map_or_else(|| otherwise.to_owned(), |wording| wording.written.clone())
        };
        let kinds = list.choices.iter().map(|one| (one.name.clone(), said(&one.label, &one.name))).collect();
        Some(Kinds { path: node.path.clone(), label: said(&node.label, &node.name), kinds })
    };
    form.root.walk().filter_map(of).collect()
}

/// What is named in an answer: of each turn the first words that were written.
pub(super) fn entries(form: &Form, document: &Document) -> Vec<Entry> {
    let kinds = kinds(form, "");
    let mut turns: BTreeMap<String, i64> = BTreeMap::new();
    let mut found = Vec::new();
    collect(&document.items, &kinds, &mut turns, &mut found);
    found
}

fn collect(items: &[Item], kinds: &[Kinds], turns: &mut BTreeMap<String, i64>, found: &mut Vec<Entry>) {
    for item in items {
        if kinds.iter().any(|one| one.path == item.path) {
            let turn = turns.entry(item.path.clone()).or_default();
            *turn += 1;
            if let Some(words) = first_words(item) {
                let words: String = words.trim().chars().take(WORDS).collect();
                let folded = kernel::name::fold(words.lines().next().unwrap_or_default());
                if !folded.is_empty() {
                    found.push(Entry { path: item.path.clone(), turn: *turn, words, folded });
                }
            }
        }
        collect(&item.items, kinds, turns, found);
    }
}

fn first_words(item: &Item) -> Option<&str> {
    let own = item.answers.iter().find_map(|answer| match answer {
        Answer::Text(words) if !words.trim().is_empty() => Some(words.as_str()),
        _ => None,
    });
    own.or_else(|| item.items.iter().find_map(first_words))
}

/// Something that is named, with its kind and what its words suggest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What it stands under in the form, and its words without accents and capitals: what it is known by.
    pub path: String,
    /// Its first line without accents and capitals.
    pub folded: String,
    /// What was written.
    pub words: String,
    /// How often.
    pub times: i64,
    /// Its kind.
    pub code: Option<String>,
    /// The kind that its words suggest, as long as it has none.
    pub proposed: Option<String>,
}

/// What is to be put under kinds, in a campaign of one's own.
pub struct Coding {
    /// The campaign.
    pub survey: Survey,
    /// The kinds.
    pub kinds: Vec<Kinds>,
    /// What is named, a page of it.
    pub written: Vec<Written>,
    /// After what the next page begins.
    pub next: Option<(String, String)>,
    /// How many different things are named, and how many have a kind.
    pub progress: (i64, i64),
}

/// What the answers to a campaign name, a page at a time; only what has no kind, if that is wanted.
pub async fn coding(
    cx: &Cx,
    id: SurveyId,
    open: bool,
    after: Option<(String, String)>,
    limit: i64,
) -> Result<Coding, Problem> {
    let mut conn = cx.read().await?;
    let survey = campaign::of_mine(cx, &mut conn, id).await?;
    if survey.archived_at.is_some() {
        return Err(refused(cx, Refusal::new("survey-archived")));
    }
    let ready = forms::ready(cx, &mut conn, survey.form_version).await?;
    let kinds = kinds(&ready.form, &super::results::language(cx, &ready.form));
    let mut found = store::named(&mut conn, id, open, after, limit + 1).await?;
    let progress = store::how_many(&mut conn, id).await?;
    let more = found.len() as i64 > limit;
    found.truncate(usize::try_from(limit).unwrap_or(0));
    let next = found.last().filter(|_| more).map(|last| (last.path.clone(), last.folded.clone()));
    let written = found.into_iter().map(|one| {
        let known = kinds.iter().find(|kinds| kinds.path == one.path);
        let proposed =
            known.filter(|_| one.code.is_none()).and_then(|k| rules::propose(&one.words, &k.kinds));
        let proposed = proposed.map(str::to_owned);
        Written {
            path: one.path,
            folded: one.folded,
            words: one.words,
            times: one.times,
            code: one.code,
            proposed,
        }
    });
    Ok(Coding { survey, written: written.collect(), kinds, next, progress })
}

/// Something that is put under a kind, or under none any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// What it stands under in the form.
    pub path: String,
    /// Its first line without accents and capitals.
    pub folded: String,
    /// The kind.
    pub code: Option<String>,
}

/// Puts what is named under kinds.
pub async fn put(cx: &Cx, id: SurveyId, all: &[Put]) -> Result<(), Problem> {
    let (by, _) = manager(cx)?;
    let (mut tx, survey) = campaign::begin(cx, id).await?;
    rules::changing_results(&survey).map_err(|r| refused(cx, r))?;
    let ready = forms::ready(cx, &mut tx, survey.form_version).await?;
    let known = kinds(&ready.form, "");
    let mut together: BTreeMap<(&str, Option<&str>), Vec<&str>> = BTreeMap::new();
    for one in all {
        let kinds = known.iter().find(|kinds| kinds.path == one.path);
        let is_known = |code: &String| kinds.is_some_and(|k| k.kinds.iter().any(|(known, _)| known == code));
        if kinds.is_none() || !one.code.iter().all(is_known) {
            return Err(refused(cx, Refusal::new("no-such-kind")));
        }
        together.entry((&one.path, one.code.as_deref())).or_default().push(&one.folded);
    }
    if together.is_empty() {
        return Err(refused(cx, Refusal::new("nothing-put")));
    }
    // One statement for each kind.
    for ((path, code), folded) in &together {
        store::code(&mut tx, id, path, folded, *code, (by, cx.now)).await?;
    }
    let event = cx.event(events::SURVEY_CODED, SURVEY.of(id), None, Ground::Function)?;
    tx.commit(event.with_detail(json!({ "named": all.len() }).to_string())).await.map_err(Problem::from)
}

/// The kinds as results are counted by them; what has none yet stands for itself.
pub(super) fn entry_kinds(cx: &Cx, form: &Form) -> Vec<EntryKinds> {
    let w = Words(cx.lang);
    let all = kinds(form, &super::results::language(cx, form));
    let kinds = all.into_iter().map(|one| {
        let named = one.kinds.into_iter().map(|(code, label)| Named::new(code, label));
        let groups = named.chain([Named::new("", w.coding_none())]).collect();
        let kinds = Dimension { code: "kind".into(), label: w.coding_kind().into(), groups };
        EntryKinds { repeat: one.path, kinds }
    });
    kinds.collect()
}
