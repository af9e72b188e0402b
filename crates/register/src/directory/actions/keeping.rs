// SPDX-License-Identifier: EUPL-1.2
//! Who keeps a person's line, and whom an appointment is told to: the person, the institutions for which they work, and
//! the direction and supervision of a house in which somebody is new.

use kernel::event::By;
use kernel::{Event, FunctionKind, Ground, InstitutionId, Lang, PractitionerId, SubjectKind};
use platform::db::{Conn, StoreError, Tx};
use platform::http::Cx;
use platform::mail::{self, Mail, Notice, NoticeWords};
use platform::problem::Problem;
use serde_json::json;

use super::super::model::{Held, Keeper};
use super::super::words::Words;
use super::super::{events, refused, rules, store_keeping, store_people};

/// So many of a house are told at most that somebody is new.
const TOLD: usize = 30;

/// Who keeps the line, the secrecy and the account of a person today.
pub async fn keeper_of(
    conn: &mut Conn,
    person: PractitionerId,
    today: kernel::Date,
) -> Result<Keeper, StoreError> {
    let account = store_keeping::kept_account(conn, person).await?;
    let held = store_people::appointments_of(conn, person).await?;
    Ok(rules::keeper(account.as_ref(), &held, today))
}

/// The institution in whose name a person's line is changed: the actor's, when it keeps that line; for the operator, the
/// one that does.
pub(super) async fn kept_at(cx: &Cx, tx: &mut Tx, person: PractitionerId) -> Result<InstitutionId, Problem> {
    let keeper = keeper_of(tx, person, cx.today()).await?;
    rules::keeping_person(cx.actor.as_deref(), keeper).map_err(|r| refused(cx, r))?;
    Ok(match (cx.actor.as_deref(), keeper) {
        (Some(actor), _) => actor.institution,
        (None, Keeper::Is(at) | Keeper::MayBecome(at)) => at,
        (None, Keeper::Nobody) => super::super::INSTALLATION,
    })
}

/// Tells of an appointment those whom it concerns. `before` is all that the person held until now.
pub(super) async fn tell_appointed(
    cx: &Cx,
    tx: &mut Tx,
    person: PractitionerId,
    institution: InstitutionId,
    before: &[Held],
) -> Result<(), Problem> {
    let account = store_keeping::kept_account(tx, person).await?;
    let works_here = |h: &Held| h.institution == institution && h.is_in_force_on(cx.today());
    if !before.iter().any(works_here) {
        elsewhere(cx, tx, person, institution, before).await?;
        if let Some(account) = account.filter(|a| a.closed_at.is_none() && a.keeper != Some(institution)) {
            tell(cx, tx, (&account.email, account.lang), "/sign-in", |w| w.mail_appointed_text()).await?;
        }
    }
    if cx.actor.is_some() && !before.iter().any(|h| h.institution == institution) {
        tell_house(cx, tx, person, institution).await?;
    }
    Ok(())
}

/// In the ledger of every other institution that employs them: that, and where.
async fn elsewhere(
    cx: &Cx,
    tx: &mut Tx,
    person: PractitionerId,
    institution: InstitutionId,
    before: &[Held],
) -> Result<(), Problem> {
    let keeper = match keeper_of(tx, person, cx.today()).await? {
        Keeper::Is(keeper) => Some(keeper),
        Keeper::MayBecome(_) | Keeper::Nobody => None,
    };
    let by = match cx.actor.as_deref() {
        Some(actor) => By::Practitioner(actor.practitioner, None),
        None => By::System,
    };
    let subject = SubjectKind::PRACTITIONER.of(person);
    for other in rules::concerned(keeper, before, cx.today(), institution) {
        let kind = events::PRACTITIONER_APPOINTED_ELSEWHERE;
        let detail = json!({"institution": institution.to_string()}).to_string();
        tx.note(Event::new(other, kind, subject, by, Ground::Administration).with_detail(detail));
    }
    Ok(())
}

/// Somebody is new here: the direction and the supervision look whether they know them. An administrator alone could
/// otherwise invent a person, and let them in.
async fn tell_house(
    cx: &Cx,
    tx: &mut Tx,
    person: PractitionerId,
    institution: InstitutionId,
) -> Result<(), Problem> {
    let me = cx.actor.as_ref().map(|a| a.practitioner);
    let mut people = Vec::new();
    for kind in [FunctionKind::Direction, FunctionKind::Supervisor] {
        let holders = store_people::practitioners_of(tx, institution, kind, cx.today()).await?;
        people.extend(holders.into_iter().map(|c| c.id).filter(|id| *id != person && Some(*id) != me));
    }
    people.sort();
    people.dedup();
    people.truncate(TOLD);
    for (email, lang) in store_keeping::reached(tx, &people).await? {
        tell(cx, tx, (&email, lang), "/practitioners", |w| w.mail_new_here_text()).await?;
    }
    Ok(())
}

async fn tell(
    cx: &Cx,
    tx: &mut Tx,
    (email, lang): (&str, Lang),
    path: &str,
    text: fn(&Words) -> &'static str,
) -> Result<(), Problem> {
    let w = Words(lang);
    let words = NoticeWords { subject: w.mail_subject(), text: text(&w), closing: w.mail_closing() };
    let notice = Notice { kind: "appointed", path: path.to_owned() };
    // An address that cannot be one reaches nobody.
    if let Ok(mail) = Mail::notice(email, lang, words, &notice, &cx.app.config.public_url) {
        mail::enqueue(tx, cx.new_id()?, &mail).await?;
    }
    Ok(())
}
