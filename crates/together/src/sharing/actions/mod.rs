// SPDX-License-Identifier: EUPL-1.2
//! What is done with disclosures: one function a verb. Pages and stories call the same.

mod at_once;
mod compose;
mod decide;
mod letter;
mod look;
mod object;
mod opinion;
mod read;

pub(crate) use at_once::{Outsider, foresee, tell_at_once, tell_from_outside};
pub(crate) use compose::prepare;
pub use compose::{
    Answered, Begun, NewPiece, add_family, add_piece, add_recipient, answer, inform, open_alone,
    open_disclosure, remove_piece, remove_recipient, review_ground, set_purpose,
};
pub use decide::{Verdict, assess, decide, decide_instead, tell, unmet_of, withdraw};
pub(crate) use decide::{end_of, tell_in};
pub use letter::{
    Handed, NewLetter, Outlook, announced, deliver, letter_of, letters_of, open_letter, outlook, write_letter,
};
pub use look::{ask_look, look, look_offered, look_wanted, looks_wanted, want_looks};
pub use object::{OBJECTION_REVIEW, find, may_review, object};
pub use opinion::{answer_opinion, ask_opinion, bodies};
pub use read::{open_document, still_reads};
pub(crate) use read::{open_document_by_link, open_to_reader, read_by};

use kernel::{
    Capacity, CaseId, DisclosureId, Event, EventKind, Ground, Layer, PractitionerId, Refusal, SubjectKind,
};
use platform::db::{Conn, Tx};
use platform::http::Cx;
use platform::problem::Problem;
use register::access::{self, Action, Grant, InCase};
use register::{cases, people};
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

/// The names of the child of a case and of those around: what is said of nobody in particular names none of them.
pub(crate) async fn names_around(cx: &Cx, conn: &mut Conn, case: CaseId) -> Result<Vec<String>, Problem> {
    let home = cases::home_of(conn, case).await?;
    let child = cases::facts(conn, home, cx.now).await?.case.child;
    let mut around = people::persons(conn, &[child]).await?;
    around.extend(people::around(conn, child).await?.into_iter().map(|(_, person)| person));
    let names = around.into_iter().flat_map(|p| [p.given, p.family]);
    Ok(names.filter(|n| n.chars().count() > 1).collect())
}

/// Leave to work on a decision: through its case, or through its own circle where it lies in none.
#[derive(Clone, Debug)]
pub enum Leave {
    /// A seat in the case.
    Case(InCase),
    /// A seat on the decision.
    Alone(Grant<DisclosureId>),
}

impl Leave {
    /// Who was given it.
    pub fn practitioner(&self) -> PractitionerId {
        match self {
            Leave::Case(grant) => grant.practitioner(),
            Leave::Alone(grant) => grant.practitioner(),
        }
    }

    /// In which capacity.
    pub fn capacity(&self) -> Capacity {
        match self {
            Leave::Case(grant) => grant.capacity(),
            Leave::Alone(grant) => grant.capacity(),
        }
    }

    /// On what ground.
    pub fn ground(&self) -> Ground {
        match self {
            Leave::Case(grant) => grant.ground(),
            Leave::Alone(grant) => grant.ground(),
        }
    }

    /// The grant in the case, when there is one.
    pub fn in_case(&self) -> Option<&InCase> {
        match self {
            Leave::Case(grant) => Some(grant),
            Leave::Alone(_) => None,
        }
    }
}

/// The addresses of a case that are kept secret; where there is no case, none is known.
pub async fn secrets_of(conn: &mut Conn, leave: &Leave) -> Result<people::Secrets, Problem> {
    match leave.in_case() {
        Some(grant) => cases::secrets_of(conn, grant).await.map_err(Problem::from),
        None => Ok(people::Secrets::default()),
    }
}

/// A decision, for somebody who may do this in its case, or to it where it lies in none.
pub async fn disclosure(
    cx: &Cx,
    conn: &mut Conn,
    action: Action,
    id: DisclosureId,
) -> Result<(Leave, Disclosure), Problem> {
    let leave = match store::case_of(conn, id).await?.ok_or(Problem::NotFound)? {
        Some(case) => {
            let home = cases::home_of(conn, case).await?;
            Leave::Case(access::require(cx, conn, action, home).await?)
        }
        None => Leave::Alone(access::require(cx, conn, action, id).await?),
    };
    let found = read(conn, &leave, id).await?;
    Ok((leave, found))
}

async fn read(conn: &mut Conn, leave: &Leave, id: DisclosureId) -> Result<Disclosure, Problem> {
    let found = match leave {
        Leave::Case(grant) => {
            let all = cases::with_merged(conn, grant).await?;
            store::disclosure(conn, grant, &all, id).await?
        }
        Leave::Alone(grant) => store::alone(conn, grant).await?,
    };
    found.ok_or(Problem::NotFound)
}

/// A decision to be changed, with the transaction to do it in.
async fn begin(cx: &Cx, action: Action, id: DisclosureId) -> Result<(Tx, Leave, Disclosure), Problem> {
    let mut conn = cx.read().await?;
    disclosure(cx, &mut conn, action, id).await?;
    drop(conn);
    let mut tx = cx.begin().await?;
    let (leave, found) = held(cx, &mut tx, action, id).await?;
    Ok((tx, leave, found))
}

/// A decision to be changed, inside a transaction that does more: with an exchange, both happen or neither.
pub(crate) async fn held(
    cx: &Cx,
    tx: &mut Tx,
    action: Action,
    id: DisclosureId,
) -> Result<(Leave, Disclosure), Problem> {
    let leave = match store::case_of(tx, id).await?.ok_or(Problem::NotFound)? {
        Some(case) => {
            let home = cases::home_of(tx, case).await?;
            access::hold_all(tx, vec![home.0]).await?;
            let grant = access::may(cx, tx, action, home).await?.ok_or(Problem::NotFound)?;
            let standing = cases::facts(tx, home, cx.now).await?.standing;
            cases::rules::work(&standing).map_err(|r| refused(cx, r))?;
            Leave::Case(grant)
        }
        None => {
            access::hold_all(tx, vec![id.0]).await?;
            Leave::Alone(access::may(cx, tx, action, id).await?.ok_or(Problem::NotFound)?)
        }
    };
    let found = read(tx, &leave, id).await?;
    Ok((leave, found))
}

pub(super) fn event(cx: &Cx, leave: &Leave, kind: EventKind, id: DisclosureId) -> Result<Event, Problem> {
    let about = SubjectKind::DISCLOSURE.of(id);
    let event = cx.event(kind, about, Some(leave.capacity()), leave.ground())?;
    Ok(match leave.in_case() {
        Some(grant) => event.in_case(grant.subject()),
        None => event,
    })
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
    discloser: PractitionerId,
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
    leave: &Leave,
    disclosure: &Disclosure,
    executed_on: Option<kernel::Date>,
) -> Result<(secrecy::Facts, secrecy::Decision), Problem> {
    let rules = rule_set(cx, disclosure)?;
    let discloser = leave.practitioner();
    let known = known(cx, conn, discloser, &disclosure.composition).await?;
    let facts = facts::facts(
        &disclosure.composition,
        (discloser, leave.capacity().code()),
        &known,
        cx.today(),
        executed_on,
    );
    let facts = facts::told_of_all(facts, &disclosure.composition, rules);
    let decision = rules.decide(&facts);
    Ok((facts, decision))
}
