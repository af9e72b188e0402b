// SPDX-License-Identifier: EUPL-1.2
//! Exchanges: what one institution asks of another or tells it, and how it was answered.
//!
//! Invariants: it is addressed to named people, never to a mailbox and never « to all » · what it says of somebody who can be
//! recognised leaves by a decision of `sharing`, in the same transaction, or does not leave · an answer is a turn of what it
//! answers · whoever is addressed reads the thread through a seat; what was told of somebody, through their seat on the decision,
//! as long as that holds · where it stands follows from its turns · supervisions see whom it is with and since when, not what
//! is said.

mod actions;
mod model;
mod pages;
pub mod rules;
pub mod silence;
mod store;
mod store_declared;
mod store_silence;

#[cfg(test)]
pub(crate) mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_exchange.rs"));
}

pub use actions::{
    ANSWERABLE, Answer, Door, Leave, Made, NewExchange, Outcome, Proposal, SILENCE, Said, Sending, Writing,
    acknowledge, add_party, agree_to_silence, answer, answer_by_link, assign, attach, begin_content, close,
    confirm, declare, decline, discard, end_silence, enter, follow, keep_silence, make_link, minute,
    open_exchange, proposals, propose_silence, recorded_answer, redirect, remind, remove_party, revoke_links,
    send, thread, withdraw, write,
};
pub use model::{Exchange, Kind, Party, Reason, Rhythm, Side, State, Thread, Turn, TurnKind, reference};
pub use pages::routes;
pub use store::{Which, count_awaited, count_to_answer};

use kernel::Lang;

/// Events of this slice.
pub mod events {
    use kernel::EventKind;

    /// Somebody began to write to another institution.
    pub const EXCHANGE_PREPARED: EventKind = EventKind("exchange_prepared");
    /// What is asked, of whom or by when was changed.
    pub const EXCHANGE_COMPOSED: EventKind = EventKind("exchange_composed");
    /// It left.
    pub const EXCHANGE_SENT: EventKind = EventKind("exchange_sent");
    /// Somebody over there said that it arrived.
    pub const EXCHANGE_ACKNOWLEDGED: EventKind = EventKind("exchange_acknowledged");
    /// It was given to somebody to deal with.
    pub const EXCHANGE_ASSIGNED: EventKind = EventKind("exchange_assigned");
    /// It was answered.
    pub const EXCHANGE_ANSWERED: EventKind = EventKind("exchange_answered");
    /// It was declined.
    pub const EXCHANGE_DECLINED: EventKind = EventKind("exchange_declined");
    /// Another institution was named as the right one to ask.
    pub const EXCHANGE_REDIRECTED: EventKind = EventKind("exchange_redirected");
    /// It was taken back.
    pub const EXCHANGE_WITHDRAWN: EventKind = EventKind("exchange_withdrawn");
    /// An answer was asked for once more.
    pub const EXCHANGE_REMINDED: EventKind = EventKind("exchange_reminded");
    /// It was minuted, confirmed, or what is done together went on.
    pub const EXCHANGE_FOLLOWED: EventKind = EventKind("exchange_followed");
    /// Nothing more is to come.
    pub const EXCHANGE_CLOSED: EventKind = EventKind("exchange_closed");
    /// A link was made for somebody without an account.
    pub const EXCHANGE_LINK_MADE: EventKind = EventKind("exchange_link_made");
    /// Links were shut.
    pub const EXCHANGE_LINK_SHUT: EventKind = EventKind("exchange_link_shut");
    /// It was opened through a link.
    pub const EXCHANGE_LINK_OPENED: EventKind = EventKind("exchange_link_opened");
    /// It was answered through a link.
    pub const EXCHANGE_ANSWERED_BY_LINK: EventKind = EventKind("exchange_answered_by_link");
    /// An answer that came on paper or by telephone was written down.
    pub const EXCHANGE_ANSWER_RECORDED: EventKind = EventKind("exchange_answer_recorded");

    /// Nobody answered, which both had agreed to take for an answer.
    pub const EXCHANGE_SILENT: EventKind = EventKind("exchange_silent");
    /// An institution proposed to another what its silence would be worth.
    pub const SILENCE_PROPOSED: EventKind = EventKind("silence_proposed");
    /// The other agreed.
    pub const SILENCE_AGREED: EventKind = EventKind("silence_agreed");
    /// One of the two ended it, or refused it.
    pub const SILENCE_ENDED: EventKind = EventKind("silence_ended");
    /// An institution said with whom it works, of what kind and by which channel.
    pub const COLLABORATIONS_DECLARED: EventKind = EventKind("collaborations_declared");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        EXCHANGE_PREPARED,
        EXCHANGE_COMPOSED,
        EXCHANGE_SENT,
        EXCHANGE_ACKNOWLEDGED,
        EXCHANGE_ASSIGNED,
        EXCHANGE_ANSWERED,
        EXCHANGE_DECLINED,
        EXCHANGE_REDIRECTED,
        EXCHANGE_WITHDRAWN,
        EXCHANGE_REMINDED,
        EXCHANGE_FOLLOWED,
        EXCHANGE_CLOSED,
        EXCHANGE_LINK_MADE,
        EXCHANGE_LINK_SHUT,
        EXCHANGE_LINK_OPENED,
        EXCHANGE_ANSWERED_BY_LINK,
        EXCHANGE_ANSWER_RECORDED,
        EXCHANGE_SILENT,
        SILENCE_PROPOSED,
        SILENCE_AGREED,
        SILENCE_ENDED,
        COLLABORATIONS_DECLARED,
    ];
}

/// What the timeline calls an entry that this slice published; nothing for entries of other slices.
pub fn entry_title(lang: Lang, kind: &str) -> Option<&'static str> {
    words::Words(lang).by_key(&format!("entry-{}", kind.replace('_', "-")))
}
