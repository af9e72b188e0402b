// SPDX-License-Identifier: EUPL-1.2
//! Grants for one thing, scopes for lists: made of the same seats.

use std::marker::PhantomData;

use kernel::{
    Actor, Capacity, CaseId, ConsultationId, DisclosureId, ExchangeId, Ground, Holder, Id, Layer, Layers,
    ReportId, SubjectKind,
};
use platform::db::{Conn, Sql};
use platform::http::Cx;
use platform::problem::Problem;
use uuid::Uuid;

use super::{Action, rules, store};
use crate::ledger;

/// Things that are read through seats.
pub trait Subject: Id + std::fmt::Debug {
    /// Their kind.
    const KIND: SubjectKind;
}

impl Subject for CaseId {
    const KIND: SubjectKind = SubjectKind::CASE;
}

impl Subject for ReportId {
    const KIND: SubjectKind = SubjectKind::REPORT;
}

impl Subject for DisclosureId {
    const KIND: SubjectKind = SubjectKind::DISCLOSURE;
}

impl Subject for ExchangeId {
    const KIND: SubjectKind = SubjectKind::EXCHANGE;
}

impl Subject for ConsultationId {
    const KIND: SubjectKind = SubjectKind::CONSULTATION;
}

/// Leave to do one thing to one subject, with the layers it opens. Only [`require`] and its like make one.
#[derive(Clone, Debug)]
pub struct Grant<S: Subject> {
    subject: S,
    action: Action,
    capacity: Capacity,
    ground: Ground,
    layers: Layers,
    actor: kernel::PractitionerId,
    private: PhantomData<()>,
}

/// A grant in a case.
pub type InCase = Grant<CaseId>;
/// A grant in a report.
pub type InReport = Grant<ReportId>;

impl<S: Subject> Grant<S> {
    /// What it is about.
    pub fn subject(&self) -> S {
        self.subject
    }

    /// What it allows.
    pub fn action(&self) -> Action {
        self.action
    }

    /// In which capacity.
    pub fn capacity(&self) -> Capacity {
        self.capacity
    }

    /// On what ground.
    pub fn ground(&self) -> Ground {
        self.ground
    }

    /// The layers it opens.
    pub fn layers(&self) -> Layers {
        self.layers
    }

    /// Whether it opens a layer.
    pub fn opens(&self, layer: Layer) -> bool {
        self.layers.has(layer)
    }

    /// Who was given it.
    pub fn practitioner(&self) -> kernel::PractitionerId {
        self.actor
    }
}

/// Leave to do something, or the answer that there is no such thing. The refusal of something that exists is recorded.
pub async fn require<S: Subject>(
    cx: &Cx,
    conn: &mut Conn,
    action: Action,
    subject: S,
) -> Result<Grant<S>, Problem> {
    match may(cx, conn, action, subject).await? {
        Some(grant) => Ok(grant),
        None => {
            if store::exists(conn, subject.uuid()).await? {
                ledger::witness_refusal(cx, S::KIND.of(subject)).await?;
            }
            Err(Problem::NotFound)
        }
    }
}

/// As [`require`], for pages that show a button or not: nothing is recorded.
pub async fn may<S: Subject>(
    cx: &Cx,
    conn: &mut Conn,
    action: Action,
    subject: S,
) -> Result<Option<Grant<S>>, Problem> {
    Ok(may_each(cx, conn, action, &[subject]).await?.pop())
}

/// As [`may`], for the lines of a page that were found otherwise than through seats: the grants for those of the subjects for
/// which there is one, in their order, with one question.
pub async fn may_each<S: Subject>(
    cx: &Cx,
    conn: &mut Conn,
    action: Action,
    subjects: &[S],
) -> Result<Vec<Grant<S>>, Problem> {
    let actor = cx.actor()?;
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = subjects.iter().map(|s| s.uuid()).collect();
    let seats = store::seats_for(conn, &ids, &holders(actor), actor.institution, cx.now).await?;
    let granted = |subject: &S| {
        let own = seats.iter().filter(|(on, ..)| *on == subject.uuid());
        // Of several seats the one that opens most speaks for the capacity; the layers of all of them are open.
        let mut best: Option<Grant<S>> = None;
        for &(_, capacity, layers, ground) in own.filter(|(_, c, ..)| rules::allows(*c, action, S::KIND)) {
            let all = best.as_ref().map_or(layers, |b| b.layers.and(layers));
            let stronger = best.as_ref().is_none_or(|b| layers.0.count_ones() > b.layers.0.count_ones());
            let (capacity, ground) = match (&best, stronger) {
                (Some(b), false) => (b.capacity, b.ground),
                _ => (capacity, ground),
            };
            let (subject, layers, actor) = (*subject, all, actor.practitioner);
            best = Some(Grant { subject, action, capacity, ground, layers, actor, private: PhantomData });
        }
        best
    };
    Ok(subjects.iter().filter_map(granted).collect())
}

/// What whoever acts may do to a subject whose circle was read already: for pages that show the deeds open to the reader.
/// Each deed asks for its own grant again.
pub fn actions_among(cx: &Cx, circle: &[super::Seat], kind: SubjectKind) -> Vec<Action> {
    let Some(actor) = &cx.actor else { return Vec::new() };
    let mine = holders(actor);
    let held: Vec<Capacity> = circle
        .iter()
        .filter(|s| s.is_held(cx.now) && s.institution == actor.institution && mine.contains(&s.holder_id))
        .map(|s| s.capacity)
        .collect();
    Action::ALL.iter().copied().filter(|a| held.iter().any(|c| rules::allows(*c, *a, kind))).collect()
}

/// The holders through whom somebody holds seats: themselves, and the functions they hold today. A seat counts for the
/// institution it was given for alone: whoever leaves a service, or works for two, takes nothing of one into the other.
fn holders(actor: &Actor) -> Vec<Uuid> {
    let mut out = vec![Holder::Practitioner(actor.practitioner).uuid()];
    // Administrators of the system hold no seat through that function: it sees no case.
    let functions = actor.appointments.iter().filter(|a| a.kind != kernel::FunctionKind::Administrator);
    out.extend(functions.map(|a| Holder::Function(a.function).uuid()));
    out
}

/// What somebody's lists may hold: exactly what [`require`] would grant, as SQL.
#[derive(Clone, Debug)]
pub struct Scope {
    holders: Vec<Uuid>,
    kind: SubjectKind,
    capacities: Vec<Capacity>,
    /// The other kinds of a list that holds several, with their capacities.
    others: Vec<(SubjectKind, Vec<Capacity>)>,
    now: kernel::Instant,
    actor: Actor,
}

/// The scope of whoever acts, for things of a kind on which their seats allow an action.
pub fn scope(cx: &Cx, kind: SubjectKind, action: Action) -> Result<Scope, Problem> {
    let actor = cx.actor()?.clone();
    let capacities = allowing(action, kind);
    Ok(Scope { holders: holders(&actor), kind, capacities, others: Vec::new(), now: cx.now, actor })
}

/// The scope of whoever acts over cases, reports and exchanges together: for lists that hold all of them, such as deadlines.
pub fn scope_of_all(cx: &Cx, action: Action) -> Result<Scope, Problem> {
    scope_with(cx, action, &[SubjectKind::REPORT, SubjectKind::EXCHANGE])
}

/// The cases, and the things of some other kinds, to which whoever asks may do something.
pub fn scope_with(cx: &Cx, action: Action, others: &[SubjectKind]) -> Result<Scope, Problem> {
    let others = others.iter().map(|kind| (*kind, allowing(action, *kind)));
    Ok(Scope { others: others.collect(), ..scope(cx, SubjectKind::CASE, action)? })
}

fn allowing(action: Action, kind: SubjectKind) -> Vec<Capacity> {
    Capacity::ALL.iter().copied().filter(|c| rules::allows(*c, action, kind)).collect()
}

impl Scope {
    /// Narrows to some capacities: « the cases that I lead ».
    pub fn only(mut self, capacities: &[Capacity]) -> Scope {
        self.capacities.retain(|c| capacities.contains(c));
        for (_, others) in &mut self.others {
            others.retain(|c| capacities.contains(c));
        }
        self
    }

    /// Narrows to seats of one's own, leaving out those of functions.
    pub fn in_person(mut self) -> Scope {
        self.holders.truncate(1);
        self
    }

    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The capacities that count.
    pub fn capacities(&self) -> &[Capacity] {
        &self.capacities
    }

    /// The holders through whom they ask.
    pub fn holders(&self) -> &[Uuid] {
        &self.holders
    }

    /// The moment for which seats count.
    pub fn now(&self) -> kernel::Instant {
        self.now
    }

    /// Adds « and a seat in the scope exists for `column` » to a statement. `column` is a fragment of the source that
    /// names the subject's id: `"c.id"`.
    pub fn narrow(&self, sql: &mut Sql, column: &'static str) {
        sql.push(" AND EXISTS (SELECT 1 FROM seats s WHERE s.subject_id = ", vec![]);
        sql.push(column, vec![]);
        sql.push(
            " AND s.institution_id = $ AND s.held_until > $ AND s.held_from <= $ AND s.holder_id IN ",
            platform::args![self.actor.institution, self.now, self.now],
        );
        sql.list(&self.holders);
        let codes =
            |capacities: &[Capacity]| capacities.iter().map(|c| c.code().to_owned()).collect::<Vec<_>>();
        if self.others.is_empty() {
            sql.push(" AND s.capacity IN ", vec![]).list(codes(&self.capacities)).push(")", vec![]);
            return;
        }
        sql.push(" AND ((s.subject_kind = $ AND s.capacity IN ", platform::args![self.kind.0]);
        sql.list(codes(&self.capacities));
        for (kind, capacities) in &self.others {
            sql.push(") OR (s.subject_kind = $ AND s.capacity IN ", platform::args![kind.0]);
            sql.list(codes(capacities));
        }
        sql.push(")))", vec![]);
    }

    /// Adds « seats `s` in the scope » as the driving table of a list: `FROM seats s …` must stand before.
    pub fn drive(&self, sql: &mut Sql) {
        sql.push(" s.holder_id IN ", vec![]);
        sql.list(&self.holders);
        sql.push(
            " AND s.subject_kind = $ AND s.institution_id = $ AND s.held_until > $ AND s.held_from <= $ AND s.capacity IN ",
            platform::args![self.kind.0, self.actor.institution, self.now, self.now],
        );
        sql.list(self.capacities.iter().map(|c| c.code().to_owned()));
    }
}

/// Leave to do something and the transaction to do it in. What is refused is recorded before anything is begun; what is
/// granted is looked at once more inside, so that a seat that ended in between opens nothing. Two deeds on one subject follow each
/// other: the second sees what the first did.
pub async fn begin<S: Subject>(
    cx: &Cx,
    action: Action,
    subject: S,
) -> Result<(platform::db::Tx, Grant<S>), Problem> {
    let mut conn = cx.read().await?;
    require(cx, &mut conn, action, subject).await?;
    drop(conn);
    let mut tx = cx.begin().await?;
    store::hold(&mut tx, subject.uuid()).await?;
    let grant = may(cx, &mut tx, action, subject).await?.ok_or(Problem::NotFound)?;
    Ok((tx, grant))
}

/// As [`begin`], for a deed on two subjects. They are held in one order, whichever is named first: two such deeds that meet
/// follow each other instead of waiting for each other. Whoever could open both a moment ago and cannot any more is told that
/// something changed meanwhile.
pub async fn begin_both<A: Subject, B: Subject>(
    cx: &Cx,
    one: (Action, A),
    other: (Action, B),
) -> Result<(platform::db::Tx, Grant<A>, Grant<B>), Problem> {
    let mut conn = cx.read().await?;
    require(cx, &mut conn, one.0, one.1).await?;
    require(cx, &mut conn, other.0, other.1).await?;
    drop(conn);
    let mut tx = cx.begin().await?;
    hold_all(&mut tx, vec![one.1.uuid(), other.1.uuid()]).await?;
    let first = may(cx, &mut tx, one.0, one.1).await?;
    let second = may(cx, &mut tx, other.0, other.1).await?;
    match (first, second) {
        (Some(first), Some(second)) => Ok((tx, first, second)),
        _ => Err(platform::db::StoreError::Changed.into()),
    }
}

/// Holds several subjects until the end of the transaction, in the order of their ids: for a deed on all of them.
pub async fn hold_all(tx: &mut platform::db::Tx, mut subjects: Vec<Uuid>) -> Result<(), Problem> {
    subjects.sort_unstable();
    subjects.dedup();
    for subject in subjects {
        store::hold(tx, subject).await?;
    }
    Ok(())
}

/// The institution somebody acts for, when they hold one of these functions there.
pub fn require_function(cx: &Cx, kinds: &[kernel::FunctionKind]) -> Result<kernel::InstitutionId, Problem> {
    let actor = cx.actor()?;
    if kinds.iter().any(|k| actor.holds(*k)) { Ok(actor.institution) } else { Err(Problem::NotFound) }
}
