// SPDX-License-Identifier: EUPL-1.2
//! Access: who may do what to which case or report — because they hold a seat, never because of a role.
//!
//! Invariants: a [`Grant`] cannot be made outside this slice, and stores of sensitive things demand one · a list's
//! [`Scope`] is made of the same seats · what is not yours looks like what does not exist, and is recorded · a seat has a
//! holder, a capacity, layers, a ground, a start and an end · emergency access is an ordinary seat with a reason, a short
//! end and a review.

mod emergency;
mod grant;
mod rules;
mod seats;
mod store;

#[cfg(test)]
mod tests;

pub use emergency::{
    EmergencyReview, LASTS as EMERGENCY_LASTS, may_open_emergency, open_emergency, review_emergency,
    reviews_due,
};
pub use grant::{
    Grant, InCase, InReport, Scope, Subject, actions_among, begin, begin_both, hold_all, may, may_each,
    require, require_function, scope, scope_of_all, scope_with,
};
pub use rules::{Action, allows, matrix};
pub use seats::{
    NewSeat, OPEN_END, Seat, circle_of, close_all_of, close_seat, close_seats_of_institution, ever_held,
    holders_of, open_seat, seats_ended_by, seats_of_holder,
};
pub use store::workload;

/// Events of access.
pub mod events {
    use kernel::EventKind;

    /// A seat was opened.
    pub const SEAT_OPENED: EventKind = EventKind("seat_opened");
    /// A seat was closed.
    pub const SEAT_CLOSED: EventKind = EventKind("seat_closed");
    /// Somebody opened a case in an emergency.
    pub const EMERGENCY_ACCESS_OPENED: EventKind = EventKind("emergency_access_opened");
    /// An emergency access was reviewed.
    pub const EMERGENCY_ACCESS_REVIEWED: EventKind = EventKind("emergency_access_reviewed");

    /// All of them.
    pub const ALL: &[EventKind] =
        &[SEAT_OPENED, SEAT_CLOSED, EMERGENCY_ACCESS_OPENED, EMERGENCY_ACCESS_REVIEWED];
}
