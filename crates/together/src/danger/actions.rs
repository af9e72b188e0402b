// SPDX-License-Identifier: EUPL-1.2
//! Noting what was tried, and telling the authority.

use kernel::{
    AttemptId, Date, DisclosureId, FunctionKind, Ground, InstitutionId, PieceId, PractitionerId, Refusal,
    SubjectKind,
};
use platform::http::Cx;
use platform::problem::Problem;
use register::{apart, directory};
use secrecy::{Answers, Decision, Kind, Origin, Outcome, RuleSet};

use super::words::Words;
use super::{events, store};
use crate::sharing::{self, Composition, Need, Piece, Recipient};

/// An attempt, as events name it.
const ATTEMPT: SubjectKind = SubjectKind("protection_attempt");

/// How long, in days, the addressee can read a notice here.
const READABLE_DAYS: i32 = 90;

/// How far back, in days, one’s attempts are recalled.
const RECALLED_DAYS: i32 = 90;

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It protects, for now.
    Succeeded,
    /// It does not.
    Failed,
}

kernel::codes!(Came { Succeeded = "succeeded", Failed = "failed" });

/// What somebody tried to protect a child, alone or with others.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// On which day.
    pub occurred_on: Date,
    /// With whom; empty: alone.
    pub with_whom: String,
    /// What came of it.
    pub came: Came,
    /// In words.
    pub notes: String,
}

/// What one authority would be told.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Under which rule set.
    pub rule_set: String,
    /// To whom, and for which institution.
    pub to: (PractitionerId, InstitutionId),
    /// Whom it is about, in a line.
    pub about: String,
    /// What is told.
    pub words: String,
    /// What was tried before, in words.
    pub tried: String,
    /// Where it is known from.
    pub origin: Origin,
    /// Answers about the whole.
    pub whole: Answers,
    /// Answers about the addressee.
    pub addressee: Answers,
    /// Answers about the addressee and what is told.
    pub pair: Answers,
}

pub(super) fn refused(cx: &Cx, code: &'static str) -> Problem {
    let words = Words(cx.lang);
    let why = words.by_key(&format!("refused-{code}")).unwrap_or(code);
    let way = words.by_key(&format!("refused-{code}.way")).map(str::to_owned);
    Problem::refused(Refusal::new(code), why, way)
}

/// To administer a service is no work with children.
pub(super) fn works(cx: &Cx) -> Result<(), Problem> {
    let works = cx.actor()?.appointments.iter().any(|a| a.kind != FunctionKind::Administrator);
    if works { Ok(()) } else { Err(Problem::NotFound) }
}

/// The rule sets by which an authority can be told at once: those that ask for nobody to be told before.
pub(super) fn rule_sets(cx: &Cx) -> Result<Vec<&RuleSet>, Problem> {
    let pack = directory::pack(cx, &cx.actor()?.pack)?;
    let asks_first = |r: &RuleSet| r.conditions().iter().any(|c| c.reads().any(|f| f.code() == "told"));
    let is_offered = |r: &&RuleSet| r.kind() == Kind::Authority && !asks_first(r);
    Ok(pack.rule_sets_on(cx.today()).filter(is_offered).collect())
}

pub(super) fn rule_set<'a>(cx: &'a Cx, code: &str) -> Result<&'a RuleSet, Problem> {
    rule_sets(cx)?.into_iter().find(|r| r.code() == code).ok_or(Problem::NotFound)
}

/// Notes what was tried. It is read by whoever tried alone.
pub async fn attempt_protection(cx: &Cx, new: &Attempt) -> Result<AttemptId, Problem> {
    works(cx)?;
    if new.occurred_on > cx.today() {
        return Err(refused(cx, "attempted-in-future"));
    }
    if new.notes.trim().is_empty() {
        return Err(refused(cx, "attempt-without-words"));
    }
    let id: AttemptId = cx.new_id()?;
    let mut tx = cx.begin().await?;
    store::insert(&mut tx, cx.actor()?, id, new, cx.now).await?;
    tx.commit(cx.event(events::PROTECTION_ATTEMPTED, ATTEMPT.of(id), None, Ground::Own)?).await?;
    Ok(id)
}

/// What whoever acts tried in the last months.
pub(super) async fn tried(cx: &Cx) -> Result<Vec<(Date, String, Came, String)>, Problem> {
    let mut conn = cx.read().await?;
    Ok(store::mine(&mut conn, cx.actor()?, cx.today().plus_days(-RECALLED_DAYS)).await?)
}

fn composed(cx: &Cx, notice: &Notice) -> Result<Composition, Problem> {
    let (who, institution) = notice.to;
    let piece: PieceId = cx.new_id()?;
    Ok(Composition {
        why: notice.tried.clone(),
        recipients: vec![Recipient { practitioner: who, institution, answers: notice.addressee.clone() }],
        pieces: vec![Piece {
            id: piece,
            title: notice.about.clone(),
            words: notice.words.clone(),
            entry: None,
            file: None,
            class: String::new(),
            origin: notice.origin,
            answers: Answers::new(),
        }],
        needs: vec![Need { recipient: who, piece, answers: notice.pair.clone(), what_for: String::new() }],
        answers: notice.whole.clone(),
        ..Composition::default()
    })
}

/// What the rules answer to a notice, before anything is sent; with the reference of what would be told.
pub(super) async fn foresee(cx: &Cx, notice: &Notice) -> Result<(Decision, String), Problem> {
    works(cx)?;
    let rules = rule_set(cx, &notice.rule_set)?;
    let composition = composed(cx, notice)?;
    let mut conn = cx.read().await?;
    let (_, decision) =
        sharing::foresee(cx, &mut conn, rules, (cx.actor()?.practitioner, &composition)).await?;
    let piece = composition.pieces.first().map(|p| p.id.to_string()).unwrap_or_default();
    Ok((decision, piece))
}

/// Tells the authority, when the rules permit it: decided, kept with its reasons, and sent, in one deed.
pub async fn notify(cx: &Cx, notice: &Notice) -> Result<DisclosureId, Problem> {
    works(cx)?;
    let rules = rule_set(cx, &notice.rule_set)?;
    if notice.about.trim().is_empty() || notice.words.trim().is_empty() || notice.tried.trim().is_empty() {
        return Err(refused(cx, "notice-without-words"));
    }
    apart::refuse_copies(cx, &[&notice.about, &notice.words, &notice.tried]).await?;
    let mut conn = cx.read().await?;
    let appointed = directory::appointed_on(&mut conn, &[notice.to.0], cx.today()).await?;
    if !appointed.contains(&notice.to) {
        return Err(refused(cx, "addressee-not-there"));
    }
    let composition = composed(cx, notice)?;
    let (_, decision) =
        sharing::foresee(cx, &mut conn, rules, (cx.actor()?.practitioner, &composition)).await?;
    drop(conn);
    if decision.outcome != Outcome::Permitted {
        // The addressee first: the same words to somebody else are no notice at all.
        let is_about_addressee = decision.unmet().any(|f| {
            rules.condition(&f.condition).is_some_and(|c| c.reads().any(|fact| fact.code() == "addressee"))
        });
        return Err(refused(cx, if is_about_addressee { "addressee-not-allowed" } else { "notice-refused" }));
    }
    let mut tx = cx.begin().await?;
    let until_on = cx.today().plus_days(READABLE_DAYS);
    let (id, event) = sharing::tell_at_once(cx, &mut tx, rules, &composition, until_on).await?;
    tx.commit(event).await?;
    Ok(id)
}
