// SPDX-License-Identifier: EUPL-1.2
//! The people of a case: who is around the child, what is known of them.
//!
//! A case speaks of its child and of those related to the child, of nobody else: an id from outside that is neither looks
//! like one that does not exist.

use kernel::{CaseId, Layer, PartialDate, PersonId, Refusal, RelationshipId, SubjectKind};
use platform::db::Tx;
use platform::http::Cx;
use platform::problem::Problem;
use rulebook::list;

use super::super::model::Case;
use super::super::{events, rules, store};
use super::{Entry, publish, refused};
use crate::access::{self, Action, InCase};
use crate::people::{self, Name, NewPerson, NewRelationship, Person, PersonChange};

/// How somebody is related to the child.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// What they are to the child: a code of the pack's list `relationship`.
    pub kind: String,
    /// Since when.
    pub from_date: Option<PartialDate>,
    /// Until when.
    pub until_date: Option<PartialDate>,
    /// Who says so.
    pub source: String,
    /// Whether it is said but not established.
    pub alleged: bool,
}

pub(super) async fn begin(cx: &Cx, case: CaseId) -> Result<(Tx, InCase, store::Facts), Problem> {
    let (mut tx, grant) = access::begin(cx, Action::Write, case).await?;
    if !grant.opens(Layer::Institution) {
        return Err(Problem::NotFound);
    }
    let facts = store::facts(&mut tx, case, cx.now).await?;
    rules::work(&facts.standing).map_err(|r| refused(cx, r))?;
    Ok((tx, grant, facts))
}

/// The child, or somebody related to the child. Whoever no longer is, or never was, is not of the case any more.
///
/// Nor is the record of another institution: what is noted here stays here.
pub(super) async fn of_the_case(tx: &mut Tx, case: &Case, person: PersonId) -> Result<(), Problem> {
    let child = case.child;
    if person == child {
        return Ok(());
    }
    let around = people::around(tx, child).await?;
    let ours = |p: &Person| p.id == person && p.institution == case.institution;
    if around.iter().any(|(r, p)| ours(p) && r.ended_reason.is_none()) {
        Ok(())
    } else {
        Err(Problem::NotFound)
    }
}

/// What `people` notes tells of the person; this tells of the case.
pub(super) fn event(cx: &Cx, grant: &InCase, person: PersonId) -> Result<kernel::Event, Problem> {
    let detail = serde_json::json!({ "person": person.to_string() });
    Ok(super::event(cx, grant, events::CASE_PEOPLE_AMENDED)?.with_detail(detail.to_string()))
}

/// Records somebody and relates them to the child.
pub async fn relate_new(
    cx: &Cx,
    case: CaseId,
    person: &NewPerson,
    around: &Around,
) -> Result<PersonId, Problem> {
    let (mut tx, grant, facts) = begin(cx, case).await?;
    let id = people::record(cx, &mut tx, facts.case.institution, person).await?;
    relate(cx, tx, &grant, &facts, id, around).await?;
    Ok(id)
}

/// Relates somebody whom the register already knows to the child. One may read of them elsewhere, or they stay unknown.
pub async fn relate_known(cx: &Cx, case: CaseId, person: PersonId, around: &Around) -> Result<(), Problem> {
    let mut conn = cx.read().await?;
    let known = people::readable(cx, &mut conn, person).await?;
    drop(conn);
    let (tx, grant, facts) = begin(cx, case).await?;
    // Each institution keeps its own record of a person: somebody else's is read, perhaps, and never shared.
    if known.institution != facts.case.institution {
        return Err(Problem::NotFound);
    }
    if person == facts.case.child {
        return Err(refused(cx, Refusal::new("related-to-oneself")));
    }
    relate(cx, tx, &grant, &facts, person, around).await
}

async fn relate(
    cx: &Cx,
    mut tx: Tx,
    grant: &InCase,
    facts: &store::Facts,
    person: PersonId,
    around: &Around,
) -> Result<(), Problem> {
    let pack = crate::directory::pack(cx, &cx.actor()?.pack)?;
    if pack.entry(list::RELATIONSHIP, &around.kind).is_none() {
        return Err(refused(cx, Refusal::new("unknown-code")));
    }
    let new = NewRelationship {
        person,
        other: facts.case.child,
        kind: around.kind.clone(),
        from_date: around.from_date,
        until_date: around.until_date,
        source: around.source.clone(),
        alleged: around.alleged,
    };
    let before = people::around(&mut tx, facts.case.child).await?;
    let is_new = !before.iter().any(|(_, p)| p.id == person);
    people::relate(cx, &mut tx, &new).await?;
    let case = facts.case.id;
    people::link(cx, &mut tx, person, SubjectKind::CASE.of(case), "around", facts.case.institution).await?;
    // That somebody is also this or that to the child is no event of the child's life.
    if is_new {
        let name = people::person(&mut tx, person).await?.name();
        publish(cx, &mut tx, &Entry::now(cx, case, Layer::Institution, "relationship_noted", &name)).await?;
    }
    Ok(tx.commit(event(cx, grant, person)?).await?)
}

/// Ends a relationship to the child, or says that it was wrong.
pub async fn end_relationship(
    cx: &Cx,
    case: CaseId,
    relationship: RelationshipId,
    until: Option<PartialDate>,
    reason: &str,
) -> Result<(), Problem> {
    let (mut tx, grant, facts) = begin(cx, case).await?;
    let child = facts.case.child;
    let told = people::told(&mut tx, child).await?;
    let told = || told.iter().map(|(link, _)| link);
    let ended = told().find(|r| r.id == relationship).ok_or(Problem::NotFound)?;
    let until = until.or(ended.until_date);
    // What was told by two, or from both sides, is shown as one and ends as one.
    let same = told().filter(|r| r.id != relationship && people::says_the_same(ended, r));
    for id in [relationship].into_iter().chain(same.map(|r| r.id)) {
        people::end_relationship(cx, &mut tx, child, id, until, reason).await?;
    }
    Ok(tx.commit(event(cx, &grant, child)?.because(reason)).await?)
}

/// Amends what is known of the child, or of somebody around the child, as it was shown at `version`.
pub async fn amend_person(
    cx: &Cx,
    case: CaseId,
    person: PersonId,
    change: &PersonChange,
    version: i64,
) -> Result<(), Problem> {
    let (mut tx, grant, facts) = begin(cx, case).await?;
    of_the_case(&mut tx, &facts.case, person).await?;
    people::amend(cx, &mut tx, person, change, version).await?;
    Ok(tx.commit(event(cx, &grant, person)?).await?)
}

/// Notes another name or spelling.
pub async fn note_name(cx: &Cx, case: CaseId, person: PersonId, name: &Name) -> Result<(), Problem> {
    let (mut tx, grant, facts) = begin(cx, case).await?;
    of_the_case(&mut tx, &facts.case, person).await?;
    people::spell(cx, &mut tx, person, name).await?;
    Ok(tx.commit(event(cx, &grant, person)?).await?)
}
