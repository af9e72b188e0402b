// SPDX-License-Identifier: EUPL-1.2
//! Answering: by the link of a respondent, or on its behalf by whoever asks and holds the paper.

use std::collections::BTreeSet;

use kernel::{Date, Event, EventKind, Ground, PractitionerId, Refusal};
use knowledge::forms::{self, Deed, Ready};
use platform::db::{Conn, StoreError, Technical, Tx};
use platform::form::FieldErrors;
use platform::http::Cx;
use platform::problem::Problem;
use register::directory;
use serde_json::json;
use smart_forms::answers::Document;
use smart_forms::instance::{AnswerState, Instance, Step};
use uuid::Uuid;

use super::super::model::{Answers, Respondent, Role, Source, Survey, SurveyId};
use super::super::{SURVEY, events, rules, store, store_answers, store_coding};
use super::{campaign, coding, columns, manager, refused, respondent_of};

/// A questionnaire that was opened: of which campaign, whose, what was written so far.
pub struct Filled {
    /// The campaign.
    pub survey: Survey,
    /// The respondent.
    pub respondent: Respondent,
    /// Its form.
    pub ready: Ready,
    /// What is being written, or was sent last; nothing before it was begun.
    pub answers: Option<Answers>,
    /// What was sent last.
    pub sent: Option<Answers>,
    /// What was typed in from paper first, when this is the second time.
    pub first: Option<Answers>,
    /// Whether this is what came back on paper, typed in a second time.
    pub second: bool,
    /// The form, with what was written.
    pub instance: Instance,
}

/// Which of the answers of a respondent are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// What was sent, else what is being written: for the respondent, to whom a correction belongs once it is made.
    Own,
    /// What is being written, else what was sent.
    Newest,
    /// What is typed in a second time.
    Second,
}

async fn filled(cx: &Cx, conn: &mut Conn, respondent: Respondent, which: Which) -> Result<Filled, Problem> {
    let survey = store::survey(conn, respondent.survey).await?.ok_or(Problem::NotFound)?;
    let ready = forms::ready(cx, conn, survey.form_version).await?;
    let sent = store_answers::sent_of(conn, respondent.id).await?;
    let mut first = None;
    let answers = match which {
        Which::Own if sent.is_some() => sent.clone(),
        Which::Own | Which::Newest => store_answers::answers_of(conn, respondent.id).await?,
        Which::Second => {
            let all = store_answers::versions_of(conn, respondent.id).await?;
            let is_first = |one: &&Answers| {
                one.submitted_at.is_some() && one.second_of.is_none() && one.corrects.is_none()
            };
            first = all.iter().find(is_first).cloned();
            all.into_iter().rfind(|one| one.second_of.is_some())
        }
    };
    let mut instance = match &answers {
        Some(known) => ready
            .resume(cx, &known.draft)
            .map_err(|_| Problem::fault("answers that were kept cannot be taken up again"))?,
        None => ready.begin(cx),
    };
    instance.speak(cx.lang.code());
    Ok(Filled { survey, respondent, ready, answers, sent, first, second: which == Which::Second, instance })
}

/// What is behind the link of a respondent.
pub async fn open_by_link(cx: &Cx, given: &str) -> Result<Filled, Problem> {
    let id = respondent_of(cx, given).await?;
    let mut conn = cx.read().await?;
    let respondent = store::respondent(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let found = filled(cx, &mut conn, respondent, Which::Own).await?;
    // Nobody was to see it yet.
    if found.survey.opened_at.is_none() || found.respondent.role == Role::Informed {
        return Err(Problem::NotFound);
    }
    Ok(found)
}

/// The line of a respondent in a campaign of one's own, for whoever types in what came back on paper.
pub async fn open_own(cx: &Cx, survey: SurveyId, respondent: Uuid) -> Result<Filled, Problem> {
    let mut conn = cx.read().await?;
    let (_, found) = campaign::respondent(cx, &mut conn, survey, respondent).await?;
    filled(cx, &mut conn, found, Which::Newest).await
}

/// The same, to be typed in a second time, by somebody who does not see the first.
pub async fn open_second(cx: &Cx, survey: SurveyId, respondent: Uuid) -> Result<Filled, Problem> {
    let mut conn = cx.read().await?;
    let (_, found) = campaign::respondent(cx, &mut conn, survey, respondent).await?;
    let found = filled(cx, &mut conn, found, Which::Second).await?;
    rules::keying_again(found.sent.as_ref()).map_err(|r| refused(cx, r))?;
    Ok(found)
}

/// Everything that a respondent sent, with what was typed a second time.
pub async fn versions(cx: &Cx, survey: SurveyId, respondent: Uuid) -> Result<Vec<Answers>, Problem> {
    let mut conn = cx.read().await?;
    campaign::respondent(cx, &mut conn, survey, respondent).await?;
    store_answers::versions_of(&mut conn, respondent).await.map_err(Problem::from)
}

/// An institution of the directory opens the questionnaire from inside: its own line, or one of somebody whom nobody asked.
pub async fn start(cx: &Cx, survey: SurveyId) -> Result<Uuid, Problem> {
    let institution = cx.actor()?.institution;
    let mut tx = cx.begin().await?;
    let found =
        store::survey(&mut tx, survey).await?.filter(|s| s.opened_at.is_some()).ok_or(Problem::NotFound)?;
    if let Some(line) = store::line_of(&mut tx, survey, institution).await? {
        return if line.role == Role::Informed { Err(Problem::NotFound) } else { Ok(line.id) };
    }
    rules::answering(&found, None).map_err(|r| refused(cx, r))?;
    let own = directory::institution(&mut tx, institution).await?.ok_or(Problem::NotFound)?;
    let territory = match own.fields.territory {
        Some(id) => directory::territory(&mut tx, id).await?,
        None => None,
    };
    let territories = territory.into_iter().map(|one| (one.id, one.name)).collect();
    let line = campaign::line(cx, &found, &own, Role::Volunteer, &territories)?;
    store::add_respondents(&mut tx, std::slice::from_ref(&line)).await?;
    let event = cx.event(events::SURVEY_RECEIVED, SURVEY.of(survey), None, Ground::Own)?;
    tx.commit(event.with_detail(json!({ "respondent": line.id.to_string(), "asked": false }).to_string()))
        .await?;
    Ok(line.id)
}

/// How a page is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// By whoever is done with it.
    Pressed,
    /// By the browser, while somebody is writing.
    Meanwhile,
}

/// Keeps what was written on a page. What is wrong with it is said, and kept all the same.
pub async fn save_page(
    cx: &Cx,
    mut found: Filled,
    page: usize,
    source: Source,
    sending: Sending,
) -> Result<(Filled, Deed, FieldErrors), Problem> {
    rules::answering(&found.survey, found.answers.as_ref()).map_err(|r| refused(cx, r))?;
    let (deed, errors) = forms::take(cx, cx.form(), &found.ready, &mut found.instance, page);
    let draft = found.instance.save().to_string();
    keep_draft(cx, &mut found, &draft, source, sending).await?;
    Ok((found, deed, errors))
}

async fn keep_draft(
    cx: &Cx,
    found: &mut Filled,
    draft: &str,
    source: Source,
    sending: Sending,
) -> Result<(), Problem> {
    let keyed_by = if source == Source::Paper { Some(manager(cx)?.0) } else { None };
    let which = if found.second { Which::Second } else { Which::Newest };
    let mut tx = cx.begin_technical().await?;
    // The first words of a page may be on their way twice: one of them begins, and what was pressed stands.
    store::hold_respondent(&mut tx, found.respondent.id).await?;
    let begun = match &found.answers {
        Some(_) => None,
        None => filled(cx, &mut tx, found.respondent.clone(), which).await?.answers,
    };
    if begun.is_some() && sending == Sending::Meanwhile {
        return Err(Problem::from(StoreError::Changed));
    }
    if let Some(known) = &begun {
        rules::answering(&found.survey, Some(known)).map_err(|r| refused(cx, r))?;
    }
    match found.answers.as_ref().or(begun.as_ref()) {
        Some(known) => store_answers::keep(&mut tx, known, draft, cx.now).await?,
        None => {
            let id = cx.app.chance.uuid().ok_or_else(|| Problem::fault("no id could be drawn"))?;
            let new = store_answers::Begun {
                id,
                survey: found.survey.id,
                respondent: found.respondent.id,
                source,
                draft,
                keyed_by,
                second_of: found.first.as_ref().map(|first| first.id),
                corrects: None,
                reason: "",
            };
            store_answers::begin_answers(&mut tx, &new, cx.now).await?;
            store::opened(&mut tx, found.respondent.id, cx.now).await?;
        }
    }
    tx.commit_technical(Technical::Draft).await?;
    let mut conn = cx.read().await?;
    found.answers = filled(cx, &mut conn, found.respondent.clone(), which).await?.answers;
    Ok(())
}

fn of_respondent(cx: &Cx, survey: &Survey, kind: EventKind) -> Result<Event, Problem> {
    match &cx.actor {
        Some(actor) if actor.institution == survey.institution => {
            cx.event(kind, SURVEY.of(survey.id), None, Ground::Function)
        }
        _ => Ok(cx.event_without_actor(survey.institution, kind, SURVEY.of(survey.id), Ground::Public)),
    }
}

/// Sends what was written. It never changes any more.
pub async fn submit(cx: &Cx, found: Filled) -> Result<(), Problem> {
    let known = found.answers.as_ref().ok_or_else(|| refused(cx, Refusal::new("nothing-written")))?;
    if !found.instance.is_valid() {
        return Err(refused(cx, Refusal::new("not-valid")));
    }
    let mut instance = found.instance.clone();
    instance.finish();
    let document = Document::of(&instance);
    let mut tx: Tx = cx.begin().await?;
    // It may have been closed since the page was opened.
    let survey = store::hold(&mut tx, found.survey.id).await?.ok_or(Problem::NotFound)?;
    rules::answering(&survey, found.answers.as_ref()).map_err(|r| refused(cx, r))?;
    store_answers::submit(&mut tx, known, &document.json().to_string(), cx.now).await?;
    let named = coding::entries(&found.ready.form, &document);
    store_coding::insert(&mut tx, found.survey.id, known.id, &named).await?;
    match &found.first {
        Some(first) => {
            let first = found.ready.resume(cx, &first.draft);
            let first =
                first.map_err(|_| Problem::fault("answers that were kept cannot be taken up again"))?;
            let (all, differing) = compared(&first, &found.instance);
            store_answers::compared(&mut tx, known.id, all, differing).await?;
        }
        None => identify(&mut tx, &found.respondent, &found.ready, &document).await?,
    }
    let late = found.respondent.is_late(cx.today());
    let detail = json!({
        "respondent": found.respondent.id.to_string(), "source": known.source.code(), "late": late,
    });
    let event = of_respondent(cx, &found.survey, events::SURVEY_ANSWERED)?;
    tx.commit(event.with_detail(detail.to_string())).await.map_err(Problem::from)
}

/// Notes what a respondent is known by, as it said itself: the same school may have answered twice.
async fn identify(
    tx: &mut Tx,
    respondent: &Respondent,
    ready: &Ready,
    document: &Document,
) -> Result<(), Problem> {
    let known = if respondent.division.is_empty() { &respondent.territory } else { &respondent.division };
    let keys = columns::identity(&ready.form, document, known);
    store::identify(tx, respondent.survey, respondent.id, &keys).await.map_err(Problem::from)
}

/// Writes and sends what a respondent answers in one go, step by step as it would be filled in: the whole form was in front of them.
pub async fn send_steps(cx: &Cx, mut found: Filled, steps: &[Step], source: Source) -> Result<(), Problem> {
    take_steps(cx, &mut found, steps)?;
    let unseen =
        found.instance.state().into_iter().filter(|one| one.answer_state == Some(AnswerState::NotAsked));
    for one in unseen.filter(|one| one.relevant).collect::<Vec<_>>() {
        // What only counts and reckons cannot be emptied, and was not asked.
        let _ = found.instance.clear(&one.path);
    }
    let draft = found.instance.save().to_string();
    keep_draft(cx, &mut found, &draft, source, Sending::Pressed).await?;
    submit(cx, found).await
}

fn take_steps(cx: &Cx, found: &mut Filled, steps: &[Step]) -> Result<(), Problem> {
    rules::answering(&found.survey, found.answers.as_ref()).map_err(|r| refused(cx, r))?;
    steps
        .iter()
        .try_for_each(|step| found.instance.take(step).map(drop))
        .map_err(|_| refused(cx, Refusal::new("not-valid")))
}

/// Writes the beginning of what a respondent answers, without sending.
pub async fn write_steps(
    cx: &Cx,
    mut found: Filled,
    steps: &[Step],
    source: Source,
) -> Result<Filled, Problem> {
    take_steps(cx, &mut found, steps)?;
    let draft = found.instance.save().to_string();
    keep_draft(cx, &mut found, &draft, source, Sending::Pressed).await?;
    Ok(found)
}

/// Finds an answer fit to be counted.
pub async fn validate(cx: &Cx, survey: SurveyId, respondent: Uuid) -> Result<(), Problem> {
    let (by, _) = manager(cx)?;
    let (mut tx, campaign, _) = campaign::begin_with(cx, survey, respondent).await?;
    rules::changing_results(&campaign).map_err(|r| refused(cx, r))?;
    let sent = store_answers::sent_of(&mut tx, respondent).await?.filter(|a| a.validated_at.is_none());
    let sent = sent.ok_or_else(|| refused(cx, Refusal::new("nothing-to-validate")))?;
    store_answers::validate(&mut tx, sent.id, by, cx.now).await?;
    let event = cx.event(events::SURVEY_ANSWER_VALIDATED, SURVEY.of(survey), None, Ground::Function)?;
    tx.commit(event.with_detail(json!({ "respondent": respondent.to_string() }).to_string()))
        .await
        .map_err(Problem::from)
}

/// As [`validate`], for several answers at once. What was validated or corrected meanwhile stays as it is: nobody read the correction.
pub async fn validate_all(cx: &Cx, survey: SurveyId, answers: &[Uuid]) -> Result<(), Problem> {
    let (by, _) = manager(cx)?;
    let (mut tx, campaign) = campaign::begin(cx, survey).await?;
    rules::changing_results(&campaign).map_err(|r| refused(cx, r))?;
    let waiting = store_answers::waiting(&mut tx, survey, answers).await?;
    if waiting.is_empty() {
        return Err(refused(cx, Refusal::new("nothing-ticked")));
    }
    let (ids, of): (Vec<Uuid>, Vec<String>) =
        waiting.into_iter().map(|(id, respondent)| (id, respondent.to_string())).unzip();
    store_answers::validate_all(&mut tx, &ids, by, cx.now).await?;
    let event = cx.event(events::SURVEY_ANSWER_VALIDATED, SURVEY.of(survey), None, Ground::Function)?;
    tx.commit(event.with_detail(json!({ "respondents": of }).to_string())).await.map_err(Problem::from)
}

/// Notes on which day a respondent received the questions.
pub async fn receive(cx: &Cx, survey: SurveyId, respondent: Uuid, on: Date) -> Result<(), Problem> {
    campaign::received(cx, survey, respondent, on).await
}

/// Begins a correction of what was sent: it starts from it, says why, and counts once it is sent itself.
pub async fn correct(cx: &Cx, survey: SurveyId, respondent: Uuid, reason: &str) -> Result<(), Problem> {
    let (by, _) = manager(cx)?;
    let found = open_own(cx, survey, respondent).await?;
    rules::correcting(found.answers.as_ref(), reason).map_err(|r| refused(cx, r))?;
    let sent = found.sent.as_ref().ok_or(Problem::NotFound)?;
    let (mut tx, campaign) = campaign::begin(cx, survey).await?;
    rules::changing_results(&campaign).map_err(|r| refused(cx, r))?;
    begin_correction(cx, &mut tx, sent, &sent.draft.to_string(), by, reason).await?;
    tx.commit(corrected(cx, sent, reason)?).await.map_err(Problem::from)
}

async fn begin_correction(
    cx: &Cx,
    tx: &mut Tx,
    sent: &Answers,
    draft: &str,
    by: PractitionerId,
    reason: &str,
) -> Result<Uuid, Problem> {
    let id = cx.app.chance.uuid().ok_or_else(|| Problem::fault("no id could be drawn"))?;
    let new = store_answers::Begun {
        id,
        survey: sent.survey,
        respondent: sent.respondent,
        source: sent.source,
        draft,
        keyed_by: Some(by),
        second_of: None,
        corrects: Some(sent.id),
        reason: reason.trim(),
    };
    store_answers::begin_answers(tx, &new, cx.now).await?;
    Ok(id)
}

fn corrected(cx: &Cx, sent: &Answers, reason: &str) -> Result<Event, Problem> {
    let detail = json!({ "respondent": sent.respondent.to_string(), "corrects": sent.id.to_string() });
    let event = cx.event(events::SURVEY_ANSWER_CORRECTED, SURVEY.of(sent.survey), None, Ground::Function)?;
    Ok(event.with_detail(detail.to_string()).because(reason.trim()))
}

/// Settles what differs between two typings: for each path, what the paper says. What differs nowhere needs no correction.
pub async fn settle(
    cx: &Cx,
    survey: SurveyId,
    respondent: Uuid,
    second_is_right: &[String],
    reason: &str,
) -> Result<(), Problem> {
    let (by, _) = manager(cx)?;
    let second = open_second(cx, survey, respondent).await?;
    let typed = second.answers.as_ref().filter(|a| a.submitted_at.is_some());
    let typed = typed.ok_or_else(|| refused(cx, Refusal::new("second-not-sent")))?;
    let sent = second.sent.as_ref().ok_or(Problem::NotFound)?;
    rules::correcting(Some(sent), reason).map_err(|r| refused(cx, r))?;
    let lost = |_| Problem::fault("answers that were kept cannot be taken up again");
    let mut right = second.ready.resume(cx, &sent.draft).map_err(lost)?;
    let other = second.ready.resume(cx, &typed.draft).map_err(lost)?;
    for difference in differences(&right, &other) {
        if second_is_right.contains(&difference.path) {
            // What one has more turns of is typed anew: only answers that both have are settled here.
            right
                .set(&difference.path, &difference.second)
                .map_err(|_| refused(cx, Refusal::new("not-valid")))?;
        }
    }
    right.finish();
    let document = Document::of(&right);
    let draft = right.save().to_string();
    let (mut tx, campaign) = campaign::begin(cx, survey).await?;
    rules::changing_results(&campaign).map_err(|r| refused(cx, r))?;
    let id = begin_correction(cx, &mut tx, sent, &draft, by, reason).await?;
    store_answers::submit_new(&mut tx, id, &document.json().to_string(), cx.now).await?;
    let named = coding::entries(&second.ready.form, &document);
    store_coding::insert(&mut tx, survey, id, &named).await?;
    identify(&mut tx, &second.respondent, &second.ready, &document).await?;
    tx.commit(corrected(cx, sent, reason)?).await.map_err(Problem::from)
}

/// One answer that was typed in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub path: String,
    /// What was typed first.
    pub first: String,
    /// What was typed second.
    pub second: String,
}

/// The paths of what can be answered in either, in the order of the form, once each.
fn paths(first: &Instance, second: &Instance) -> Vec<String> {
    let mut known = BTreeSet::new();
    let all = first.state().into_iter().chain(second.state()).filter(|node| node.answer_state.is_some());
    all.filter(|node| known.insert(node.path.clone())).map(|node| node.path).collect()
}

/// Where two typings of one paper differ, in the order of the form.
pub fn differences(first: &Instance, second: &Instance) -> Vec<Difference> {
    let kept = |of: &Instance, path: &str| of.kept(path).unwrap_or_default();
    let found = paths(first, second).into_iter().map(|path| Difference {
        first: kept(first, &path),
        second: kept(second, &path),
        path,
    });
    found.filter(|one| one.first != one.second).collect()
}

/// How many answers two typings of one paper give, be it in one of them, and how many of these differ. What nobody wrote agrees too
/// easily to be counted.
fn compared(first: &Instance, second: &Instance) -> (i64, i64) {
    let is_empty = |of: &Instance, path: &str| of.kept(path).unwrap_or_default().is_empty();
    let given =
        paths(first, second).into_iter().filter(|path| !is_empty(first, path) || !is_empty(second, path));
    (given.count() as i64, differences(first, second).len() as i64)
}
