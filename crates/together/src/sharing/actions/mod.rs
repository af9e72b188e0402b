// SPDX-License-Identifier: EUPL-1.2
//! What is done with disclosures: one function a verb. Pages and stories call the same.

mod compose;
mod decide;
mod object;

pub use compose::{
    Answered, NewPiece, add_piece, add_recipient, answer, inform, open_disclosure, remove_piece,
    remove_recipient, review_ground, set_purpose,
};
pub use decide::{Verdict, assess, decide, tell, unmet_of, withdraw};
pub use object::{find, may_review, object};

use kernel::{DisclosureId, Event, EventKind, Layer, Refusal, SubjectKind};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, InCase};
use register::cases;
use secrecy::RuleSet;

use super::facts::{self, Known};
use super::model::{Composition, Disclosure};
use super::store;
use super::words::Words;

/// A rule's refusal in the words of this slice.
pub(super) fn refused(cx: &Cx, refusal: Refusal) -> Problem {
    let words = Words(cx.lang);
    let why = words.by_key(&format!("refused-{}", refusal.code)).unwrap_or(refusal.code);
    let way = words.by_key(&format!("refused-{}.way", refusal.code)).map(str::to_owned);
    Problem::refused(refusal, why, way)
}

/// The file itself: what is not opened to somebody looks as if it did not exist.
pub(super) fn opens_file(grant: &InCase) -> Result<(), Problem> {
    if grant.opens(Layer::Institution) { Ok(()) } else { Err(Problem::NotFound) }
}

/// A decision, for somebody who may do this in its case.
pub async fn disclosure(
    cx: &Cx,
    conn: &mut Conn,
    action: Action,
    id: DisclosureId,
) -> Result<(InCase, Disclosure), Problem> {
    let case = store::case_of(conn, id).await?.ok_or(Problem::NotFound)?;
    let home = cases::home_of(conn, case).await?;
    let grant = access::require(cx, conn, action, home).await?;
    let all = cases::with_merged(conn, &grant).await?;
    let found = store::disclosure(conn, &grant, &all, id).await?.ok_or(Problem::NotFound)?;
    Ok((grant, found))
}

/// A decision to be changed, with the transaction to do it in.
async fn begin(cx: &Cx, action: Action, id: DisclosureId) -> Result<(Tx, InCase, Disclosure), Problem> {
    let mut conn = cx.read().await?;
    let case = store::case_of(&mut conn, id).await?.ok_or(Problem::NotFound)?;
    let home = cases::home_of(&mut conn, case).await?;
    drop(conn);
    let (mut tx, grant) = access::begin(cx, action, home).await?;
    let all = cases::with_merged(&mut tx, &grant).await?;
    let found = store::disclosure(&mut tx, &grant, &all, id).await?.ok_or(Problem::NotFound)?;
    let standing = cases::facts(&mut tx, home, cx.now).await?.standing;
    cases::rules::work(&standing).map_err(|r| refused(cx, r))?;
    Ok((tx, grant, found))
}

fn event(cx: &Cx, grant: &InCase, kind: EventKind, id: DisclosureId) -> Result<Event, Problem> {
    let about = SubjectKind::DISCLOSURE.of(id);
    Ok(cx.event(kind, about, Some(grant.capacity()), grant.ground())?.in_case(grant.subject()))
}

/// The rule set of a decision: of the edition that decided, else the one in force today.
pub fn rule_set<'a>(cx: &'a Cx, disclosure: &Disclosure) -> Result<&'a RuleSet, Problem> {
    let pack = register::directory::pack(cx, &disclosure.pack)?;
    let found = match &disclosure.decided {
        Some(decided) => pack.rule_set_edition(&disclosure.rule_set, &decided.decision.edition),
        None => pack.rule_set(&disclosure.rule_set, cx.today()),
    };
    found.ok_or_else(|| refused(cx, Refusal::new("rule-set-not-in-force")))
}

/// What the directory says today of those whom a composition names.
async fn known(
    cx: &Cx,
    conn: &mut Conn,
    discloser: kernel::PractitionerId,
    composition: &Composition,
) -> Result<Known, Problem> {
    use register::directory;
    let mut people: Vec<_> = composition.recipients.iter().map(|r| r.practitioner).collect();
    people.push(discloser);
    let institutions: Vec<_> = composition.recipients.iter().map(|r| r.institution).collect();
    let today = cx.today();
    Ok(Known {
        secrecy: directory::secrecy_on_day(conn, &people, today).await?,
        service_types: directory::service_types_of(conn, &institutions).await?,
        appointed: directory::appointed_on(conn, &people, today).await?,
    })
}

/// The answer of the rules to a decision as it stands.
async fn asked(
    cx: &Cx,
    conn: &mut Conn,
    grant: &InCase,
    disclosure: &Disclosure,
    executed_on: Option<kernel::Date>,
) -> Result<(secrecy::Facts, secrecy::Decision), Problem> {
    let rules = rule_set(cx, disclosure)?;
    let discloser = grant.practitioner();
    let known = known(cx, conn, discloser, &disclosure.composition).await?;
    let facts = facts::facts(
        &disclosure.composition,
        (discloser, grant.capacity().code()),
        &known,
        cx.today(),
        executed_on,
    );
    let decision = rules.decide(&facts);
    Ok((facts, decision))
}
