// SPDX-License-Identifier: EUPL-1.2
//! Consultations with a closed list of participants (« concertation de cas »): fixed before they begin, decided by the rules of
//! their day, with a record of their own.
//!
//! Invariants: who takes part, to what end and how is fixed before the consultation opens, and changes no more; another
//! consultation is another one · the rules decide, condition by condition, before it opens to anybody; one that is refused opens
//! to nobody · it stands in no case: no page of a case, no list, no count tells of it · those named take part for the function
//! for which they were named, and for that alone; no supervision, no administration, no emergency is another way in · nobody has
//! to come, nor to speak: only those who were there are written down, and of silence speaks whoever kept it, or nobody · its
//! words are not copied into a file, a plan or a disclosure (`register::apart`) · what was written is added to, never changed.

mod actions;
mod model;
mod pages;
pub mod rules;
mod store;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_consultations.rs"));
}

pub use actions::{
    Answered, Word, answer, consultation, hold, minute, name_participant, open_to_participants, prepare,
    refix, remove_participant, say,
};
pub use model::{
    Basis, Composition, Consultation, Decided, Frame, Held, Minute, MinuteKind, Participant, Stand,
};
pub use pages::routes;

/// Events of this slice. None says what was said, nor about whom.
pub mod events {
    use kernel::EventKind;

    /// Somebody began to prepare a consultation.
    pub const CONSULTATION_PREPARED: EventKind = EventKind("consultation_prepared");
    /// What it rests on, who takes part or an answer was changed, before it was decided.
    pub const CONSULTATION_COMPOSED: EventKind = EventKind("consultation_composed");
    /// The rules decided; permitted, it opened to its participants.
    pub const CONSULTATION_DECIDED: EventKind = EventKind("consultation_decided");
    /// It was held.
    pub const CONSULTATION_HELD: EventKind = EventKind("consultation_held");
    /// Minutes were written into its record.
    pub const MINUTES_WRITTEN: EventKind = EventKind("minutes_written");
    /// A participant added a word about themselves.
    pub const OWN_WORD_ADDED: EventKind = EventKind("own_word_added");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        CONSULTATION_PREPARED,
        CONSULTATION_COMPOSED,
        CONSULTATION_DECIDED,
        CONSULTATION_HELD,
        MINUTES_WRITTEN,
        OWN_WORD_ADDED,
    ];
}
