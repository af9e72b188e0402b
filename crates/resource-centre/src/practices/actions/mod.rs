// SPDX-License-Identifier: EUPL-1.2
//! What is done with practices: one function a verb. Pages and stories call the same.

mod bank;
mod readers;
mod reviewing;
mod writing;

pub(super) use bank::traces;
pub use bank::{
    confirm, downgrade, end_reviewer, entrust, name_reviewers, publish, return_screened, screen, train,
    withdraw,
};
pub(super) use readers::slow_down;
pub use readers::{HarmTold, answer_harm, report_harm};
pub use reviewing::{agree, answer, declare, step_back, withhold};
pub use writing::{
    Sending, Written, add_contact, add_partner, add_source, draft, open_draft, remove_contact,
    remove_partner, remove_source, set_sectors, submit, write,
};

use kernel::{Date, Event, EventKind, FunctionKind, Ground, PracticeId, Refusal};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::ledger;
use rulebook::{Circumstances, Moment};
use serde_json::json;

use super::card::Card;
use super::model::{Level, PRACTICE};
use super::steps::{Step, StepKind};
use super::words::Words;
use super::{rules, store, store_people, store_write};

/// The term after which a published practice is looked at again.
const RE_REVIEW: &str = "practice_re_review";
/// Its length, where a pack says nothing of it (domain §4(i): 24 months, local).
const RE_REVIEW_MONTHS: i32 = 24;

/// A rule's refusal in the words of this slice.
pub(super) fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}.way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}

/// What somebody is to a practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// They act for its institution.
    pub ours: bool,
    /// They answer for its institution.
    pub directs: bool,
    /// They edit the bank.
    pub edits: bool,
    /// They were asked to read it, in the round in which it is.
    pub reads: bool,
}

impl Standing {
    /// Whether it is any of their business before it is published.
    pub fn is_any(self) -> bool {
        self.ours || self.edits || self.reads
    }
}

/// Whether whoever acts edits the bank.
pub(super) async fn edits(cx: &Cx, conn: &mut Conn) -> Result<bool, Problem> {
    let Some(actor) = &cx.actor else { return Ok(false) };
    Ok(store::EDITORS.iter().any(|f| actor.holds(*f))
        && store_people::keeps_bank(conn, actor.institution).await?)
}

/// What whoever acts is to a practice.
async fn standing(cx: &Cx, conn: &mut Conn, card: &Card) -> Result<Standing, Problem> {
    let Some(actor) = &cx.actor else { return Ok(Standing::default()) };
    let ours = card.practice.institution == actor.institution;
    Ok(Standing {
        ours,
        directs: ours && actor.holds(FunctionKind::Direction),
        edits: edits(cx, conn).await?,
        reads: card.reading_of(actor.practitioner, actor.institution).is_some(),
    })
}

/// A practice, for somebody who may read it: anybody when it is published; otherwise there is none.
pub async fn card(cx: &Cx, conn: &mut Conn, id: PracticeId) -> Result<(Card, Standing), Problem> {
    let found = store::card(conn, id).await?.ok_or(Problem::NotFound)?;
    let standing = standing(cx, conn, &found).await?;
    if standing.is_any() || found.state(cx.today()).is_public() {
        return Ok((found, standing));
    }
    if cx.actor.is_some() {
        ledger::witness_refusal(cx, PRACTICE.of(id)).await?;
    }
    Err(Problem::NotFound)
}

/// A practice that is being changed: the transaction, what is known so far, and what whoever acts is to it.
struct Deed {
    tx: Tx,
    card: Card,
    standing: Standing,
}

/// Opens one to be changed. Two deeds follow each other.
async fn open(cx: &Cx, id: PracticeId) -> Result<Deed, Problem> {
    let mut conn = cx.read().await?;
    card(cx, &mut conn, id).await?;
    drop(conn);
    let mut tx = cx.begin().await?;
    let card = store::held(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    let standing = standing(cx, &mut tx, &card).await?;
    Ok(Deed { tx, card, standing })
}

/// Opens one of one's own institution.
async fn ours(cx: &Cx, id: PracticeId) -> Result<Deed, Problem> {
    let deed = open(cx, id).await?;
    if deed.standing.ours { Ok(deed) } else { Err(Problem::NotFound) }
}

/// Opens one as an editor of the bank, who did not write it.
async fn edited(cx: &Cx, id: PracticeId) -> Result<Deed, Problem> {
    let deed = open(cx, id).await?;
    if !deed.standing.edits {
        return Err(Problem::NotFound);
    }
    handles(cx, &deed.card)?;
    Ok(deed)
}

/// Whether whoever acts may handle it as an editor; the words of the rule otherwise.
pub(super) fn handles(cx: &Cx, card: &Card) -> Result<(), Problem> {
    let actor = cx.actor()?;
    rules::handling(card, actor.practitioner, actor.institution).map_err(|r| refused(cx, r))
}

/// A step of whoever acts, to be completed.
fn step(cx: &Cx, kind: StepKind) -> Result<Step, Problem> {
    let actor = cx.actor()?;
    Ok(Step {
        seq: 0,
        kind,
        recorded_at: cx.now,
        on: cx.today(),
        by: Some(actor.practitioner),
        institution: actor.institution,
        level: None,
        harmful: false,
        words: String::new(),
    })
}

impl Deed {
    fn id(&self) -> PracticeId {
        self.card.practice.id
    }

    fn event(&self, cx: &Cx, kind: EventKind) -> Result<Event, Problem> {
        cx.event(kind, PRACTICE.of(self.id()), None, Ground::Function)
    }

    /// Writes a step down, with the moments that lists are made by.
    async fn add(&mut self, cx: &Cx, new: Step) -> Result<(), Problem> {
        let new = Step { seq: self.card.steps.last().map_or(0, |last| last.seq) + 1, ..new };
        self.card.steps.push(new.clone());
        let (id, kept) = (self.id(), self.card.kept(cx.today()));
        Ok(store_write::add_step(&mut self.tx, id, &new, &kept).await?)
    }

    /// Writes it down and ends.
    async fn take(mut self, cx: &Cx, kind: EventKind, new: Step) -> Result<(), Problem> {
        self.add(cx, new.clone()).await?;
        let event = self.event(cx, kind)?.with_detail(detail(&new));
        Ok(self.tx.commit(event).await?)
    }

    /// Whether its state allows what is written; the words of the rule otherwise.
    fn may_write(&self, cx: &Cx) -> Result<(), Problem> {
        rules::writing(&self.card, cx.today()).map_err(|r| refused(cx, r))
    }
}

fn detail(new: &Step) -> String {
    json!({ "step": new.kind.code(), "level": new.level.map(Level::code), "harmful": new.harmful })
        .to_string()
}

/// When it is looked at again, counted from a day: the term of the pack of its institution.
async fn again_on(cx: &Cx, conn: &mut Conn, card: &Card, from: Date) -> Result<Date, Problem> {
    let at = register::directory::institution(conn, card.practice.institution).await?;
    let pack = at.as_ref().and_then(|i| register::rulebook(cx).ok()?.pack(&i.fields.pack));
    let term = pack.and_then(|p| Some((p, p.term(RE_REVIEW, from, &Circumstances::default())?)));
    Ok(term.map_or_else(
        || from.plus_months(RE_REVIEW_MONTHS),
        |(pack, term)| term.due(Moment::day(from), &pack.calendar).on,
    ))
}
