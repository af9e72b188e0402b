// SPDX-License-Identifier: EUPL-1.2
//! Opening and closing seats. Each is noted in the transaction that it belongs to.

use kernel::{
    Capacity, CaseId, Ground, Holder, Instant, InstitutionId, Layers, PractitionerId, SeatId, SubjectKind,
};
use platform::db::{Conn, StoreError, Tx};
use platform::from_row;
use platform::http::Cx;
use platform::problem::Problem;
use uuid::Uuid;

use super::{Subject, events, store};

/// The end of a seat that has none: far beyond any term, and a number both engines can compare.
pub const OPEN_END: Instant = Instant(i64::MAX);

/// A seat as it lies in the register.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Which one.
    pub id: SeatId,
    /// A practitioner or a function.
    pub holder_id: Uuid,
    /// `practitioner` or `function`.
    pub holder_kind: String,
    /// Of which institution.
    pub institution: InstitutionId,
    /// In which capacity.
    pub capacity: Capacity,
    /// The layers it opens.
    pub layers: Layers,
    /// On what ground.
    pub ground: Ground,
    /// Why, where a reason was asked.
    pub reason: Option<String>,
    /// From when.
    pub held_from: Instant,
    /// Until when; [`OPEN_END`] while nothing ends it.
    pub held_until: Instant,
}

from_row!(Seat {
    id,
    holder_id,
    holder_kind,
    institution,
    capacity,
    layers,
    ground,
    reason,
    held_from,
    held_until
});

impl Seat {
    /// Whether it is held at a moment.
    pub fn is_held(&self, at: Instant) -> bool {
        self.held_from <= at && at < self.held_until
    }

    /// Its end, when it has one.
    pub fn end(&self) -> Option<Instant> {
        (self.held_until != OPEN_END).then_some(self.held_until)
    }

    /// The practitioner, when it is held in person.
    pub fn practitioner(&self) -> Option<PractitionerId> {
        (self.holder_kind == "practitioner").then_some(PractitionerId(self.holder_id))
    }
}

/// A seat to be opened.
#[derive(Clone, Debug)]
pub struct NewSeat {
    /// Who will hold it.
    pub holder: Holder,
    /// Of which institution.
    pub institution: InstitutionId,
    /// In which capacity.
    pub capacity: Capacity,
    /// The layers it opens; [`Layers::usual`] of the capacity unless narrower.
    pub layers: Layers,
    /// On what ground.
    pub ground: Ground,
    /// Why, where a reason was asked.
    pub reason: Option<String>,
    /// Until when, when an end is known.
    pub until: Option<Instant>,
}

impl NewSeat {
    /// A seat with the usual layers of its capacity and no end.
    pub fn usual(holder: Holder, institution: InstitutionId, capacity: Capacity, ground: Ground) -> NewSeat {
        NewSeat {
            holder,
            institution,
            capacity,
            layers: Layers::usual(capacity),
            ground,
            reason: None,
            until: None,
        }
    }
}

fn in_case<S: Subject>(event: kernel::Event, subject: S) -> kernel::Event {
    if S::KIND == SubjectKind::CASE { event.in_case(CaseId(subject.uuid())) } else { event }
}

/// Opens a seat, unless its holder already has one in that capacity. Who opens it is whoever acts, if anyone does.
pub async fn open_seat<S: Subject>(
    cx: &Cx,
    tx: &mut Tx,
    subject: S,
    new: &NewSeat,
) -> Result<SeatId, Problem> {
    let held = store::held(tx, subject.uuid(), new, cx.now).await?;
    if let Some(seat) = held {
        return Ok(seat);
    }
    let id: SeatId = cx.new_id()?;
    let by = cx.actor.as_ref().map(|a| a.practitioner);
    store::insert(tx, id, S::KIND, subject.uuid(), new, cx.now, by).await?;
    let about = S::KIND.of(subject);
    let event = match &cx.actor {
        Some(_) => cx.event(events::SEAT_OPENED, about, None, new.ground)?,
        None => cx.event_without_actor(new.institution, events::SEAT_OPENED, about, new.ground),
    };
    let detail = serde_json::json!({
        "seat": id.to_string(), "capacity": new.capacity.code(), "holder": new.holder.uuid().simple().to_string(),
    });
    let event = in_case(event, subject).with_detail(detail.to_string());
    tx.note(match &new.reason {
        Some(reason) => event.because(reason.clone()),
        None => event,
    });
    Ok(id)
}

/// Closes a seat now.
pub async fn close_seat<S: Subject>(
    cx: &Cx,
    tx: &mut Tx,
    subject: S,
    seat: SeatId,
    reason: &str,
) -> Result<(), Problem> {
    let by = cx.actor.as_ref().map(|a| a.practitioner);
    if store::close(tx, subject.uuid(), seat, cx.now, by, reason).await? == 0 {
        return Err(StoreError::Changed.into());
    }
    note_closed(cx, tx, subject, 1, reason)
}

/// Closes all seats of a subject: when a case is closed, merged or gone elsewhere.
pub async fn close_all_of<S: Subject>(
    cx: &Cx,
    tx: &mut Tx,
    subject: S,
    reason: &str,
) -> Result<u64, Problem> {
    let by = cx.actor.as_ref().map(|a| a.practitioner);
    let closed = store::close_all(tx, subject.uuid(), None, cx.now, by, reason).await?;
    note_closed(cx, tx, subject, closed, reason)?;
    Ok(closed)
}

/// Closes the seats of one institution on a subject.
pub async fn close_seats_of_institution<S: Subject>(
    cx: &Cx,
    tx: &mut Tx,
    subject: S,
    institution: InstitutionId,
    reason: &str,
) -> Result<u64, Problem> {
    let by = cx.actor.as_ref().map(|a| a.practitioner);
    let closed = store::close_all(tx, subject.uuid(), Some(institution), cx.now, by, reason).await?;
    note_closed(cx, tx, subject, closed, reason)?;
    Ok(closed)
}

fn note_closed<S: Subject>(
    cx: &Cx,
    tx: &mut Tx,
    subject: S,
    closed: u64,
    reason: &str,
) -> Result<(), Problem> {
    if closed == 0 || cx.actor.is_none() {
        return Ok(());
    }
    let event = cx.event(events::SEAT_CLOSED, S::KIND.of(subject), None, Ground::Assignment)?;
    let detail = serde_json::json!({ "closed": closed });
    tx.note(in_case(event, subject).with_detail(detail.to_string()).because(reason));
    Ok(())
}

/// The circle of a subject: seats in force and past, the newest first. The caller has shown a grant.
pub async fn circle_of<S: Subject>(
    conn: &mut Conn,
    grant: &super::Grant<S>,
) -> Result<Vec<Seat>, StoreError> {
    store::circle(conn, grant.subject().uuid(), 200).await
}

/// Who holds a capacity on a subject now: for publishing news and for rules, not for showing.
pub async fn holders_of<S: Subject>(
    conn: &mut Conn,
    subject: S,
    capacity: Capacity,
    now: Instant,
) -> Result<Vec<Seat>, StoreError> {
    let all = store::circle(conn, subject.uuid(), 200).await?;
    Ok(all.into_iter().filter(|s| s.capacity == capacity && s.is_held(now)).collect())
}

/// The subjects on which somebody holds seats in person in a capacity: for handing over a leaver's cases.
pub async fn seats_of_holder(
    conn: &mut Conn,
    holder: PractitionerId,
    institution: InstitutionId,
    kind: SubjectKind,
    now: Instant,
    limit: i64,
) -> Result<Vec<(SeatId, Uuid, Capacity)>, StoreError> {
    store::of_holder(conn, holder, institution, kind, now, limit).await
}

/// Seats of a subject that ended for a reason at a moment or later: to give them back when that is undone.
pub async fn seats_ended_by<S: Subject>(
    conn: &mut Conn,
    subject: S,
    reason: &str,
    since: Instant,
) -> Result<Vec<Seat>, StoreError> {
    store::ended_by(conn, subject.uuid(), reason, since).await
}

/// The things of a kind on which whoever acts sits or once sat in person: what they may still remember of them. Opens nothing.
pub async fn ever_held(cx: &Cx, conn: &mut Conn, kind: SubjectKind) -> Result<Vec<Uuid>, Problem> {
    Ok(store::ever_held(conn, cx.actor()?.practitioner, kind).await?)
}
