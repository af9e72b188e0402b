// SPDX-License-Identifier: EUPL-1.2
//! The public door: one thing a page, kept on the server at every step, left at any moment.

use kernel::{DraftId, Id, InstitutionId};
use platform::db::{StoreError, Technical};
use platform::drafts::{self, DraftError, Fields, Owner};
use platform::form::{FieldErrors, Input};
use platform::http::{self, Cx, Form, Reply, redirect, with_cookie};
use platform::problem::Problem;
use platform::throttle::{self, Answer, Budget};
use register::directory::{self, Receiving, Territory, TerritoryId};
use rulebook::Pack;
use uuid::Uuid;

use super::steps::{Step, closed_up, merged};
use super::{errors_of, read};
use crate::concerns::actions::{self, Draft};
use crate::concerns::model::{Door, NewReport};
use crate::concerns::{FORM_PUBLIC, PUBLIC_DRAFT_LASTS, receipt, views};

/// The cookie that ties a browser to its draft.
const COOKIE: &str = "report";
/// For how long a browser keeps it, in seconds.
const KEPT: i64 = PUBLIC_DRAFT_LASTS / kernel::Instant::SECOND;
/// Sending is never refused to somebody who worries; it is slowed down for whoever floods.
const SENDING: Budget = Budget {
    free: 20,
    first_wait: 2 * kernel::Instant::SECOND,
    longest_wait: kernel::Instant::MINUTE,
    forgets_one_in: 5 * kernel::Instant::MINUTE,
};

/// When the drafts of the public take all the room they may, it is worth trying again after so many seconds.
const CROWDED: i64 = 60;

/// What a browser has written so far.
pub(in crate::concerns) struct Kept {
    token: Option<String>,
    id: Option<DraftId>,
    pub fields: Fields,
}

async fn kept(cx: &Cx) -> Result<Kept, Problem> {
    let plain = |t: &&String| t.len() == 64 && t.bytes().all(|b| b.is_ascii_hexdigit());
    let Some(token) = cx.request.cookies.get(COOKIE).filter(plain).cloned() else {
        return Ok(Kept { token: None, id: None, fields: Vec::new() });
    };
    let mut conn = cx.read().await?;
    let owner = Owner::anonymous(&token);
    let found = drafts::newest(&mut conn, owner, FORM_PUBLIC, None).await?;
    // A browser that keeps cookies longer than it was told changes nothing.
    let found = found.filter(|d| cx.now.since(d.saved_at) < PUBLIC_DRAFT_LASTS);
    let draft = match found {
        Some(summary) => drafts::load(&mut conn, owner, summary.id).await?,
        None => None,
    };
    let (id, fields) = draft.map_or((None, Vec::new()), |d| (Some(d.id), d.fields));
    Ok(Kept { token: Some(token), id, fields })
}

/// Keeps what was written, and ties it to this browser.
async fn keep(cx: &Cx, kept: &Kept, fields: &Fields, reply: Reply) -> Result<Reply, Problem> {
    if kept.id.is_none() {
        may_begin(cx).await?;
    }
    let token = match &kept.token {
        Some(token) => token.clone(),
        None => cx.random::<32>()?.iter().map(|b| format!("{b:02x}")).collect(),
    };
    let id = match kept.id {
        Some(id) => id,
        None => DraftId::from_uuid(cx.app.chance.uuid().ok_or_else(|| Problem::fault("no randomness"))?),
    };
    let mut tx = cx.begin_technical().await?;
    // Of two requests on their way at once, neither is refused for having begun before the other.
    match drafts::keep(&mut tx, Owner::anonymous(&token), id, drafts::ANY_WINDOW, FORM_PUBLIC, None, fields)
        .await
    {
        Ok(_) => {}
        Err(DraftError::TooLarge | DraftError::TooMany) => return Err(Problem::TooLarge),
        Err(DraftError::Crowded) => return Err(Problem::Crowded(CROWDED)),
        Err(DraftError::Ended) => return Err(StoreError::Changed.into()),
        Err(DraftError::Store(e)) => return Err(e.into()),
    }
    tx.commit_technical(Technical::Draft).await?;
    Ok(with_cookie(&cx.app, reply, COOKIE, &token, KEPT))
}

/// Whoever begins one draft after another without end is slowed down: each takes room.
async fn may_begin(cx: &Cx) -> Result<(), Problem> {
    let key = receipt::key(cx).await?;
    let mut tx = cx.begin_technical().await?;
    let answer = drafts::ask_to_begin(&mut tx, &key, &cx.request.client).await?;
    tx.commit_technical(Technical::Throttle).await?;
    match answer {
        Answer::Free => Ok(()),
        Answer::Wait { until } => Err(Problem::Crowded(until.since(cx.now) / kernel::Instant::SECOND + 1)),
    }
}

fn asked_step(cx: &Cx) -> Result<Step, Problem> {
    cx.request.params.get("step").and_then(|s| Step::parse(s)).ok_or(Problem::NotFound)
}

/// The services that receive reports, and where.
pub(in crate::concerns) struct Where {
    pub territories: Vec<Territory>,
    pub services: Vec<Receiving>,
}

async fn places(cx: &Cx, form: &Form) -> Result<Where, Problem> {
    let mut conn = cx.read().await?;
    let all = directory::receiving(&mut conn, None, cx.today()).await?;
    let packs: Vec<&str> = all.iter().map(|s| s.pack.as_str()).collect();
    let mut territories = directory::territories(&mut conn).await?;
    territories.retain(|t| packs.contains(&t.pack.as_str()));
    let territory = Uuid::parse_str(form.raw("territory")).ok().map(TerritoryId::from_uuid);
    let mut services = match territory {
        Some(_) => directory::receiving(&mut conn, territory, cx.today()).await?,
        None => Vec::new(),
    };
    if services.is_empty() {
        services = all;
    }
    Ok(Where { territories, services })
}

/// The service that was chosen, with its pack.
async fn chosen<'a>(cx: &'a Cx, form: &Form) -> Result<Option<(InstitutionId, &'a Pack)>, Problem> {
    let Ok(id) = Uuid::parse_str(form.raw("institution")) else { return Ok(None) };
    let mut conn = cx.read().await?;
    let found = directory::institution(&mut conn, InstitutionId::from_uuid(id)).await?;
    let Some(found) = found.filter(|i| i.fields.receives_reports) else { return Ok(None) };
    Ok(Some((found.id, actions::pack_named(cx, &found.fields.pack)?)))
}

/// What this is, who reads it, what not to expect, and whom to call when it cannot wait.
pub(super) async fn start(cx: Cx) -> Result<Reply, Problem> {
    let kept = kept(&cx).await?;
    let numbers = emergency(&cx)?;
    Ok(views::public::start(&cx, &numbers, !kept.fields.is_empty()))
}

/// The numbers to call, for each country that is served.
fn emergency(cx: &Cx) -> Result<Vec<(String, Vec<String>)>, Problem> {
    let packs = register::rulebook(cx)?.packs();
    Ok(packs.map(|p| (p.name.get(cx.lang).to_owned(), p.emergency_numbers.clone())).collect())
}

/// A step, as it was left.
pub(super) async fn step(cx: Cx) -> Result<Reply, Problem> {
    let step = asked_step(&cx)?;
    let kept = kept(&cx).await?;
    let form = Form::from_fields(kept.fields);
    show(&cx, step, &form, &FieldErrors::default()).await
}

async fn show(cx: &Cx, step: Step, form: &Form, errors: &FieldErrors) -> Result<Reply, Problem> {
    let chosen = chosen(cx, form).await?;
    if chosen.is_none() && !matches!(step, Step::Place | Step::Service) {
        return Ok(redirect(Step::Place.path()));
    }
    let places = match step {
        Step::Place | Step::Service => Some(places(cx, form).await?),
        _ => None,
    };
    let pack = chosen.map(|(_, pack)| pack);
    Ok(views::public::step(cx, step, form, errors, pack, places.as_ref()))
}

/// What was sent is kept whatever it is; then it is told what does not hold together, or one goes on.
pub(super) async fn keep_step(cx: Cx) -> Result<Reply, Problem> {
    let step = asked_step(&cx)?;
    let kept = kept(&cx).await?;
    let mut fields = merged(&kept.fields, step, cx.form());
    let asked = cx.form().raw("then");
    if step == Step::Children {
        let without = asked.strip_prefix("remove-").and_then(|n| n.parse().ok());
        fields = closed_up(&fields, "child", without);
    }
    if step == Step::Holders {
        fields = closed_up(&fields, "holder", None);
    }
    let form = Form::from_fields(fields.clone());
    if asked == "add" {
        return keep(&cx, &kept, &fields, redirect(format!("{}?add=1", step.path()))).await;
    }
    if asked.starts_with("remove-") {
        return keep(&cx, &kept, &fields, redirect(step.path())).await;
    }
    let errors = faults(&cx, step, &form).await?;
    if !errors.is_empty() {
        let reply = show(&cx, step, &form, &errors).await?;
        return keep(&cx, &kept, &fields, reply).await;
    }
    let to = if cx.form().raw("then") == "check" { "/report/check".to_owned() } else { step.next() };
    keep(&cx, &kept, &fields, redirect(to)).await
}

/// What does not hold together in one step.
async fn faults(cx: &Cx, step: Step, form: &Form) -> Result<FieldErrors, Problem> {
    let w = crate::concerns::words::Words(cx.lang);
    let mut errors = FieldErrors::default();
    match step {
        Step::Place => return Ok(errors),
        Step::Service if chosen(cx, form).await?.is_none() => {
            errors.add("institution", "required", w.public_service_missing());
            return Ok(errors);
        }
        _ => {}
    }
    if step == Step::You && form.raw("known").is_empty() {
        errors.add("known", "required", w.public_known_missing());
        return Ok(errors);
    }
    if step == Step::Danger && form.raw("danger_now").is_empty() {
        errors.add("danger_now", "required", w.public_danger_missing());
        return Ok(errors);
    }
    let all = all_faults(cx, form).await?;
    for error in all.iter().filter(|e| Step::of_field(&e.field) == Some(step)) {
        errors.add(error.field.clone(), error.code, error.message.clone());
    }
    Ok(errors)
}

/// The report that a draft makes.
fn assembled(cx: &Cx, form: &Form, at: InstitutionId) -> (NewReport, FieldErrors) {
    let mut input = Input::new(form, cx.lang);
    let blank = NewReport::to(at, Door::Public, cx.today(), cx.now);
    let mut new = read::report(cx, &mut input, blank);
    new.territory = Uuid::parse_str(form.raw("territory")).ok().map(TerritoryId::from_uuid);
    (new, errors_of(&mut input))
}

async fn all_faults(cx: &Cx, form: &Form) -> Result<FieldErrors, Problem> {
    let Some((at, pack)) = chosen(cx, form).await? else { return Ok(FieldErrors::default()) };
    let (new, mut errors) = assembled(cx, form, at);
    read::tell(cx, pack, &actions::faults(cx, &new).await?, &mut errors);
    Ok(errors)
}

/// Keeps what is being written, for the script: 204.
pub(super) async fn keep_draft(cx: Cx) -> Result<Reply, Problem> {
    let step = asked_step(&cx)?;
    let kept = kept(&cx).await?;
    let fields = merged(&kept.fields, step, cx.form());
    let mut reply = http::text("");
    if let Ok(code) = 204_u16.try_into() {
        *reply.status_mut() = code;
    }
    keep(&cx, &kept, &fields, reply).await
}

/// Throws away what was written so far.
pub(super) async fn discard(cx: Cx) -> Result<Reply, Problem> {
    let kept = kept(&cx).await?;
    if let (Some(token), Some(id)) = (&kept.token, kept.id) {
        let mut tx = cx.begin_technical().await?;
        drafts::discard(&mut tx, Owner::anonymous(token), id).await?;
        tx.commit_technical(Technical::Draft).await?;
    }
    Ok(with_cookie(&cx.app, redirect("/report?done=discarded"), COOKIE, "", 0))
}

/// Everything on one page before it is sent.
pub(super) async fn check(cx: Cx) -> Result<Reply, Problem> {
    let kept = kept(&cx).await?;
    checked(&cx, &Form::from_fields(kept.fields)).await
}

async fn checked(cx: &Cx, form: &Form) -> Result<Reply, Problem> {
    let Some((at, pack)) = chosen(cx, form).await? else { return Ok(redirect(Step::Place.path())) };
    let (new, _) = assembled(cx, form, at);
    let errors = all_faults(cx, form).await?;
    let mut conn = cx.read().await?;
    let service = directory::institution_name(&mut conn, at).await?;
    Ok(views::public::check(cx, form, &new, &service, pack, &errors))
}

/// Sends it. A second click finds the same receipt.
pub(super) async fn send(cx: Cx) -> Result<Reply, Problem> {
    let kept = kept(&cx).await?;
    let (Some(token), Some(id)) = (kept.token.as_deref(), kept.id) else {
        return Ok(redirect("/report/receipt"));
    };
    let form = Form::from_fields(kept.fields.clone());
    let Some((at, _)) = chosen(&cx, &form).await? else { return Ok(redirect(Step::Place.path())) };
    if !all_faults(&cx, &form).await?.is_empty() {
        return checked(&cx, &form).await;
    }
    slow_down(&cx).await?;
    let (mut new, _) = assembled(&cx, &form, at);
    new.browser = Some(token.to_owned());
    match actions::receive_draft(&cx, &new, Some(Draft::Browser(token, id))).await {
        Ok(_) | Err(Problem::Store(StoreError::Replayed(_))) => Ok(redirect("/report/receipt")),
        Err(other) => Err(other),
    }
}

async fn slow_down(cx: &Cx) -> Result<(), Problem> {
    let key = receipt::key(cx).await?;
    let subject = throttle::Subject::from_address(&key, "report", &cx.request.client, SENDING);
    let mut tx = cx.begin_technical().await?;
    let answer = throttle::ask(&mut tx, &[subject]).await?;
    tx.commit_technical(Technical::Throttle).await?;
    match answer {
        Answer::Free => Ok(()),
        Answer::Wait { until } => Err(Problem::Wait(until.since(cx.now) / kernel::Instant::SECOND + 1)),
    }
}

/// The receipt, for half an hour and in this browser only.
pub(super) async fn receipt(cx: Cx) -> Result<Reply, Problem> {
    let token = kept(&cx).await?.token.unwrap_or_default();
    let found = if token.is_empty() { None } else { actions::code_shown(&cx, &token).await? };
    Ok(views::public::receipt(&cx, found.as_ref()))
}
