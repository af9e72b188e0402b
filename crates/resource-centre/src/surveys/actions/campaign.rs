// SPDX-License-Identifier: EUPL-1.2
//! Drawing a campaign up, publishing, opening, reminding, closing; and who of the respondents counts.

use std::collections::HashMap;

use kernel::{Date, Event, EventKind, Ground, InstitutionId, Lang, Refusal};
use knowledge::forms;
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::mail::{self, Mail, Notice, NoticeWords};
use platform::problem::Problem;
use register::directory::{self, Institution, TerritoryId};
use serde_json::json;
use uuid::Uuid;

use super::super::model::{About, Respondent, Role, SetAside, State, Survey, SurveyId};
use super::super::words::Words;
use super::super::{SURVEY, events, rules, store, store_answers};
use super::{key, manager, refused, token};

/// As many institutions as one campaign asks: more than any country has schools.
const MOST_RESPONDENTS: i64 = 50_000;

/// A campaign to be drawn up.
#[derive(Clone, Debug)]
pub struct NewSurvey<'a> {
    /// What it says of itself.
    pub about: About,
    /// The file of its form.
    pub form: &'a [u8],
}

fn happened(cx: &Cx, kind: EventKind, id: SurveyId) -> Result<Event, Problem> {
    cx.event(kind, SURVEY.of(id), None, Ground::Function)
}

/// Draws a campaign up on a form.
pub async fn create(cx: &Cx, new: &NewSurvey<'_>) -> Result<SurveyId, Problem> {
    let (by, institution) = manager(cx)?;
    rules::saying(&new.about).map_err(|r| refused(cx, r))?;
    let form = forms::read_form(new.form, cx.lang).map_err(|_| refused(cx, Refusal::new("not-a-form")))?;
    let id: SurveyId = cx.new_id()?;
    let mut tx = cx.begin().await?;
    let version = forms::keep(cx, &mut tx, new.form, &form)
        .await?
        .ok_or_else(|| refused(cx, Refusal::new("form-version-taken")))?;
    store::insert(&mut tx, (id, institution, version), &new.about, by, cx.now).await?;
    let detail = json!({ "form": form.id, "version": form.version });
    tx.commit(happened(cx, events::SURVEY_DESIGNED, id)?.with_detail(detail.to_string())).await?;
    Ok(id)
}

/// As [`create`], on a form of the pack of one's institution.
pub async fn create_from_pack(cx: &Cx, about: &About, form: &str) -> Result<SurveyId, Problem> {
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let source = pack.form(form).ok_or_else(|| refused(cx, Refusal::new("no-such-form")))?.to_owned();
    create(cx, &NewSurvey { about: about.clone(), form: source.as_bytes() }).await
}

/// A campaign of one's own institution.
pub async fn of_mine(cx: &Cx, conn: &mut Conn, id: SurveyId) -> Result<Survey, Problem> {
    let (_, institution) = manager(cx)?;
    store::of_institution(conn, institution, id).await?.ok_or(Problem::NotFound)
}

/// Begins a deed in a campaign of one's own. Its line is held: what several do at once is done one after the other, and nothing that
/// counts changes while its results are given back.
pub(super) async fn begin(cx: &Cx, id: SurveyId) -> Result<(Tx, Survey), Problem> {
    let (_, institution) = manager(cx)?;
    let mut tx = cx.begin().await?;
    let survey = store::hold(&mut tx, id).await?;
    let survey = survey.filter(|one| one.institution == institution).ok_or(Problem::NotFound)?;
    Ok((tx, survey))
}

/// Begins a deed with a respondent of a campaign of one's own.
pub(super) async fn begin_with(
    cx: &Cx,
    id: SurveyId,
    which: Uuid,
) -> Result<(Tx, Survey, Respondent), Problem> {
    let (mut tx, survey) = begin(cx, id).await?;
    let found = store::respondent(&mut tx, which).await?.filter(|one| one.survey == id);
    Ok((tx, survey, found.ok_or(Problem::NotFound)?))
}

/// Changes what it says of itself.
pub async fn amend(cx: &Cx, id: SurveyId, about: &About) -> Result<(), Problem> {
    let (mut tx, survey) = begin(cx, id).await?;
    rules::amending(&survey).map_err(|r| refused(cx, r))?;
    rules::saying(about).map_err(|r| refused(cx, r))?;
    store::amend(&mut tx, &survey, about).await?;
    tx.commit(happened(cx, events::SURVEY_AMENDED, id)?).await.map_err(Problem::from)
}

/// Publishes: the questions are frozen, and whoever is of the kinds that are asked has a line of its own from now on.
pub async fn publish(cx: &Cx, id: SurveyId) -> Result<usize, Problem> {
    let (mut tx, survey) = begin(cx, id).await?;
    rules::amending(&survey).map_err(|r| refused(cx, r))?;
    let pack = cx.actor()?.pack.clone();
    let of = |kinds: &[String]| kinds.to_vec();
    let asked = directory::institutions_of_types(
        &mut tx,
        &pack,
        &of(&survey.about.asked),
        cx.today(),
        MOST_RESPONDENTS,
    )
    .await?;
    let informed = directory::institutions_of_types(
        &mut tx,
        &pack,
        &of(&survey.about.informed),
        cx.today(),
        MOST_RESPONDENTS,
    )
    .await?;
    rules::publishing(&survey, asked.len()).map_err(|r| refused(cx, r))?;
    let territories = directory::territories(&mut tx).await?.into_iter().map(|one| (one.id, one.name));
    let territories: HashMap<TerritoryId, String> = territories.collect();
    let asking = asked.iter().map(|one| (one, Role::Asked));
    let lines: Vec<Respondent> = asking
        .chain(informed.iter().map(|one| (one, Role::Informed)))
        .map(|(one, role)| line(cx, &survey, one, role, &territories))
        .collect::<Result<_, _>>()?;
    store::add_respondents(&mut tx, &lines).await?;
    store::mark(&mut tx, &survey, store::Moment::Published, cx.now).await?;
    let detail = json!({ "asked": asked.len(), "informed": informed.len() });
    tx.commit(happened(cx, events::SURVEY_PUBLISHED, id)?.with_detail(detail.to_string())).await?;
    Ok(asked.len())
}

/// The line of an institution, as it is on this day. `territories` are what they are called.
pub(super) fn line(
    cx: &Cx,
    survey: &Survey,
    institution: &Institution,
    role: Role,
    territories: &HashMap<TerritoryId, String>,
) -> Result<Respondent, Problem> {
    let f = &institution.fields;
    let pack = directory::pack(cx, &f.pack)?;
    let sector = pack.service_type(&f.service_type).map(|kind| kind.sector.clone()).unwrap_or_default();
    let territory = f.territory.and_then(|id| territories.get(&id)).cloned().unwrap_or_default();
    Ok(Respondent {
        id: cx.app.chance.uuid().ok_or_else(|| Problem::fault("no id could be drawn"))?,
        survey: survey.id,
        institution: Some(institution.id),
        name: f.name.clone(),
        division: String::new(),
        number: String::new(),
        service_type: f.service_type.clone(),
        sector,
        territory,
        role,
        invited_at: cx.now,
        received_on: None,
        due_on: None,
        reminded_at: None,
        opened_at: None,
        set_aside: None,
        set_aside_reason: String::new(),
    })
}

/// An institution to be asked that is not in the directory.
#[derive(Clone, Debug, Default)]
pub struct NewLine {
    /// Its name.
    pub name: String,
    /// Its judicial division, where it has one.
    pub division: String,
    /// Its number in an administration of schools, where it has one.
    pub number: String,
    /// Its kind, by a code of one's own pack.
    pub service_type: String,
}

/// Asks an institution that is not in the directory. While the campaign is open, its days run from today.
pub async fn invite(cx: &Cx, id: SurveyId, new: &NewLine) -> Result<Uuid, Problem> {
    let (mut tx, survey) = begin(cx, id).await?;
    rules::inviting(&survey, &new.name, &new.service_type).map_err(|r| refused(cx, r))?;
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let kind =
        pack.service_type(&new.service_type).ok_or_else(|| refused(cx, Refusal::new("kind-not-asked")))?;
    let received_on = survey.opened_at.map(|_| cx.today());
    let line = Respondent {
        id: cx.app.chance.uuid().ok_or_else(|| Problem::fault("no id could be drawn"))?,
        survey: id,
        institution: None,
        name: new.name.trim().to_owned(),
        division: new.division.trim().to_owned(),
        number: new.number.trim().to_owned(),
        service_type: kind.code.clone(),
        sector: kind.sector.clone(),
        territory: String::new(),
        role: Role::Asked,
        invited_at: cx.now,
        received_on,
        due_on: received_on.map(|on| rules::due(on, survey.about.reply_days)),
        reminded_at: None,
        opened_at: None,
        set_aside: None,
        set_aside_reason: String::new(),
    };
    store::add_respondents(&mut tx, std::slice::from_ref(&line)).await?;
    let detail = json!({ "respondent": line.id.to_string() });
    tx.commit(happened(cx, events::SURVEY_INVITED, id)?.with_detail(detail.to_string())).await?;
    Ok(line.id)
}

/// Opens: answers are taken, the days of each respondent run, and those who have an address are told.
pub async fn open(cx: &Cx, id: SurveyId) -> Result<(), Problem> {
    let key = key(cx).await?;
    let (mut tx, survey) = begin(cx, id).await?;
    rules::opening(&survey).map_err(|r| refused(cx, r))?;
    let today = cx.today();
    // Received today, until somebody says otherwise.
    store::received_by_all(&mut tx, id, today, rules::due(today, survey.about.reply_days)).await?;
    let mut told = 0;
    let mut after = None;
    loop {
        let page = some(&mut tx, id, after, Some(Role::Asked)).await?;
        told += notify(cx, &mut tx, &page, &key, Why::Opened).await?;
        let Some(last) = page.last() else { break };
        after = Some((kernel::name::fold(&last.name), last.id));
    }
    store::mark(&mut tx, &survey, store::Moment::Opened, cx.now).await?;
    let detail = json!({ "told_by_mail": told });
    tx.commit(happened(cx, events::SURVEY_OPENED, id)?.with_detail(detail.to_string()))
        .await
        .map_err(Problem::from)
}

/// A few hundred respondents by name.
async fn some(
    conn: &mut Conn,
    survey: SurveyId,
    after: Option<(String, Uuid)>,
    role: Option<Role>,
) -> Result<Vec<Respondent>, Problem> {
    let wanted = store::Wanted { role, ..store::Wanted::all(survey, after, 500) };
    store::respondents(conn, &wanted).await.map_err(Problem::from)
}

/// What is told.
#[derive(Clone, Copy)]
enum Why {
    /// A questionnaire waits.
    Opened,
    /// It still does.
    Again,
    /// The results are there.
    Reported,
}

/// Tells respondents that something waits, without a word of it. To how many there was an address to write to.
async fn notify(
    cx: &Cx,
    tx: &mut Tx,
    respondents: &[Respondent],
    key: &[u8; 32],
    why: Why,
) -> Result<usize, Problem> {
    let known: Vec<(InstitutionId, Uuid)> =
        respondents.iter().filter_map(|one| Some((one.institution?, one.id))).collect();
    let ids: Vec<InstitutionId> = known.iter().map(|(institution, _)| *institution).collect();
    let institutions = directory::institutions(tx, &ids).await?;
    let mut mails = Vec::new();
    for (institution, respondent) in known {
        let Some(f) = institutions.get(&institution).map(|found| &found.fields) else { continue };
        if f.email.is_empty() {
            continue;
        }
        let lang = directory::pack(cx, &f.pack)?.languages.first().copied().unwrap_or(Lang::Fr);
        let w = Words(lang);
        let words = NoticeWords {
            subject: w.mail_subject(),
            text: match why {
                Why::Opened => w.mail_text(),
                Why::Again => w.mail_again(),
                Why::Reported => w.mail_reported(),
            },
            closing: w.mail_closing(),
        };
        let notice = Notice { kind: "survey", path: format!("/questionnaire/{}", token(key, respondent)) };
        if let Ok(mail) = Mail::notice(&f.email, lang, words, &notice, &cx.app.config.public_url) {
            mails.push((cx.new_id()?, mail));
        }
    }
    mail::enqueue_all(tx, &mails).await?;
    Ok(mails.len())
}

/// Asks those who have sent nothing once more.
pub async fn ask_again(cx: &Cx, id: SurveyId) -> Result<usize, Problem> {
    let key = key(cx).await?;
    let (mut tx, survey) = begin(cx, id).await?;
    rules::closing(&survey).map_err(|r| refused(cx, r))?;
    let mut asked = 0;
    let mut after = None;
    loop {
        let mut page = some(&mut tx, id, after, Some(Role::Asked)).await?;
        after = page.last().map(|last| (kernel::name::fold(&last.name), last.id));
        let ids: Vec<Uuid> = page.iter().map(|one| one.id).collect();
        let sent: Vec<Uuid> = store_answers::answers_of_all(&mut tx, &ids)
            .await?
            .into_iter()
            .filter(|answers| answers.submitted_at.is_some())
            .map(|answers| answers.respondent)
            .collect();
        page.retain(|one| one.set_aside.is_none() && !sent.contains(&one.id));
        notify(cx, &mut tx, &page, &key, Why::Again).await?;
        let silent: Vec<Uuid> = page.iter().map(|one| one.id).collect();
        store::reminded(&mut tx, &silent, cx.now).await?;
        asked += silent.len();
        if after.is_none() {
            break;
        }
    }
    store::mark(&mut tx, &survey, store::Moment::Reminded, cx.now).await?;
    let detail = json!({ "asked_again": asked });
    tx.commit(happened(cx, events::SURVEY_REMINDED, id)?.with_detail(detail.to_string())).await?;
    Ok(asked)
}

/// Closes: no answer is taken any more. Drafts stay drafts.
pub async fn close(cx: &Cx, id: SurveyId) -> Result<(), Problem> {
    let (mut tx, survey) = begin(cx, id).await?;
    rules::closing(&survey).map_err(|r| refused(cx, r))?;
    store::mark(&mut tx, &survey, store::Moment::Closed, cx.now).await?;
    tx.commit(happened(cx, events::SURVEY_CLOSED, id)?).await.map_err(Problem::from)
}

/// Gives the results back to all who were asked, told of it or answered: they can be read from now on, and change no more.
pub async fn report(cx: &Cx, id: SurveyId) -> Result<(), Problem> {
    let key = key(cx).await?;
    let (mut tx, survey) = begin(cx, id).await?;
    let to_validate = store::count_to_validate(&mut tx, id).await?;
    rules::reporting(&survey, to_validate).map_err(|r| refused(cx, r))?;
    let mut after = None;
    loop {
        let mut page = some(&mut tx, id, after, None).await?;
        after = page.last().map(|last| (kernel::name::fold(&last.name), last.id));
        page.retain(|one| one.set_aside.is_none());
        notify(cx, &mut tx, &page, &key, Why::Reported).await?;
        if after.is_none() {
            break;
        }
    }
    store::mark(&mut tx, &survey, store::Moment::Reported, cx.now).await?;
    tx.commit(happened(cx, events::SURVEY_REPORTED, id)?).await.map_err(Problem::from)
}

/// A respondent of a campaign of one's own.
pub(super) async fn respondent(
    cx: &Cx,
    conn: &mut Conn,
    id: SurveyId,
    respondent: Uuid,
) -> Result<(Survey, Respondent), Problem> {
    let survey = of_mine(cx, conn, id).await?;
    let found = store::respondent(conn, respondent).await?.filter(|one| one.survey == id);
    Ok((survey, found.ok_or(Problem::NotFound)?))
}

/// The line of an institution of the directory in a campaign of one's own.
pub async fn line_of(cx: &Cx, id: SurveyId, institution: InstitutionId) -> Result<Option<Uuid>, Problem> {
    let mut conn = cx.read().await?;
    of_mine(cx, &mut conn, id).await?;
    Ok(store::line_of(&mut conn, id, institution).await?.map(|line| line.id))
}

/// Sets a respondent aside, as a duplicate or as nobody who was asked. What it sent stays, and counts no more.
pub async fn set_aside(
    cx: &Cx,
    id: SurveyId,
    which: Uuid,
    why: SetAside,
    words: &str,
) -> Result<(), Problem> {
    let (by, _) = manager(cx)?;
    let (mut tx, survey, found) = begin_with(cx, id, which).await?;
    rules::changing_results(&survey).map_err(|r| refused(cx, r))?;
    rules::setting_aside(&found, why, words).map_err(|r| refused(cx, r))?;
    store::set_aside(&mut tx, which, Some(why), words.trim(), by, cx.now).await?;
    let detail = json!({ "respondent": which.to_string(), "as": why.code() });
    let event = happened(cx, events::SURVEY_RESPONDENT_SET_ASIDE, id)?.with_detail(detail.to_string());
    tx.commit(event.because(words.trim())).await.map_err(Problem::from)
}

/// Takes a respondent back who was set aside.
pub async fn take_back(cx: &Cx, id: SurveyId, which: Uuid) -> Result<(), Problem> {
    let (by, _) = manager(cx)?;
    let (mut tx, survey, found) = begin_with(cx, id, which).await?;
    rules::changing_results(&survey).map_err(|r| refused(cx, r))?;
    if found.set_aside.is_none() {
        return Err(refused(cx, Refusal::new("not-set-aside")));
    }
    store::set_aside(&mut tx, which, None, "", by, cx.now).await?;
    let detail = json!({ "respondent": which.to_string() });
    tx.commit(happened(cx, events::SURVEY_RESPONDENT_TAKEN_BACK, id)?.with_detail(detail.to_string()))
        .await
        .map_err(Problem::from)
}

/// Notes on which day a respondent received the questions; its last day follows.
pub(super) async fn received(cx: &Cx, id: SurveyId, which: Uuid, on: Date) -> Result<(), Problem> {
    let (mut tx, survey, found) = begin_with(cx, id, which).await?;
    rules::changing_results(&survey).map_err(|r| refused(cx, r))?;
    if survey.state() == State::Designed {
        return Err(refused(cx, Refusal::new("survey-not-published")));
    }
    rules::receiving(found.invited_at.local_date(&cx.zone), on, cx.today()).map_err(|r| refused(cx, r))?;
    store::received(&mut tx, which, on, rules::due(on, survey.about.reply_days)).await?;
    let detail = json!({ "respondent": which.to_string(), "on": on.to_string() });
    tx.commit(happened(cx, events::SURVEY_RECEIVED, id)?.with_detail(detail.to_string()))
        .await
        .map_err(Problem::from)
}
