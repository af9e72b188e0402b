// SPDX-License-Identifier: EUPL-1.2
//! The practice bank: what a service describes of its work, screened, read by two people from elsewhere, published with what it
//! rests on, and looked at again.
//!
//! Invariants: any member of an institution may draft; what is not published is seen by its institution, its two readers and the
//! editors alone · each reader answers alone, and neither reads the other before both have answered · opinion carries E1 and no
//! more; a level above E0 rests on a cited source · nothing is published without the direction of its institution · results claimed,
//! perceived and measured are never one · of a reference person nothing is published but what they agreed to · what was withdrawn
//! stays readable, with why · where a practice stands follows from its steps.
//!
//! The editors are the direction and the supervision of the institutions that keep the bank; which those are, the operator says
//! (`maillage practices entrust`). Administrators keep accounts, and decide nothing here.

mod actions;
mod awaited;
mod card;
mod model;
mod pages;
pub mod rules;
pub mod screening;
mod steps;
mod store;
mod store_people;
mod store_write;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_practices.rs"));
}

pub use actions::{
    HarmTold, Sending, Written, add_contact, add_partner, add_source, agree, answer, answer_harm, card,
    confirm, declare, downgrade, draft, end_reviewer, entrust, name_reviewers, open_draft, publish,
    remove_contact, remove_partner, remove_source, report_harm, return_screened, screen, set_sectors,
    step_back, submit, train, withdraw, withhold, write,
};
pub use awaited::{Awaited, TOLD, awaited};
pub use card::{Card, Outcome};
pub use model::{
    Contact, Heading, LANGS, Level, NewContact, NewPractice, NewSource, PRACTICE, Part, Practice, Shown,
    Source, SourceKind, Texts,
};
pub use pages::routes;
pub use rules::{Answer, Leave};
pub use steps::{Finding, Harm, Review, SaidAs, State, Step, StepKind};
pub use store::{count_waiting, state_of};

use kernel::Lang;
use platform::drafts::Summary;

/// Events of this slice.
pub mod events {
    use kernel::EventKind;

    /// A practice was drafted, by hand or from the answer to a survey.
    pub const PRACTICE_DRAFTED: EventKind = EventKind("practice_drafted");
    /// What is said of it was changed: texts, partners, sources.
    pub const PRACTICE_WRITTEN: EventKind = EventKind("practice_written");
    /// A reference person was added or taken out.
    pub const PRACTICE_CONTACTS_CHANGED: EventKind = EventKind("practice_contacts_changed");
    /// Its institution sent it to the bank.
    pub const PRACTICE_SUBMITTED: EventKind = EventKind("practice_submitted");
    /// The editors found no personal data in it.
    pub const PRACTICE_SCREENED: EventKind = EventKind("practice_screened");
    /// It went back to its institution.
    pub const PRACTICE_RETURNED: EventKind = EventKind("practice_returned");
    /// Those who read it were named.
    pub const PRACTICE_REVIEWERS_NAMED: EventKind = EventKind("practice_reviewers_named");
    /// A reviewer declared that nothing ties them to it.
    pub const PRACTICE_INTEREST_DECLARED: EventKind = EventKind("practice_interest_declared");
    /// A reviewer stepped back.
    pub const PRACTICE_REVIEWER_STEPPED_BACK: EventKind = EventKind("practice_reviewer_stepped_back");
    /// A reviewer answered.
    pub const PRACTICE_REVIEWED: EventKind = EventKind("practice_reviewed");
    /// Both answered, and it has a level.
    pub const PRACTICE_RATED: EventKind = EventKind("practice_rated");
    /// The direction of its institution agreed that it is published.
    pub const PRACTICE_AGREED: EventKind = EventKind("practice_agreed");
    /// The direction did not, or not any more.
    pub const PRACTICE_WITHHELD: EventKind = EventKind("practice_withheld");
    /// It was published.
    pub const PRACTICE_PUBLISHED: EventKind = EventKind("practice_published");
    /// It was looked at again and confirmed.
    pub const PRACTICE_CONFIRMED: EventKind = EventKind("practice_confirmed");
    /// It was looked at again and rated lower.
    pub const PRACTICE_DOWNGRADED: EventKind = EventKind("practice_downgraded");
    /// It was withdrawn.
    pub const PRACTICE_WITHDRAWN: EventKind = EventKind("practice_withdrawn");
    /// A reader said that it does harm.
    pub const PRACTICE_HARM_REPORTED: EventKind = EventKind("practice_harm_reported");
    /// The editors answered.
    pub const PRACTICE_HARM_ANSWERED: EventKind = EventKind("practice_harm_answered");
    /// Somebody was written down as trained to review.
    pub const PRACTICE_REVIEWER_TRAINED: EventKind = EventKind("practice_reviewer_trained");
    /// Somebody reviews no more.
    pub const PRACTICE_REVIEWER_ENDED: EventKind = EventKind("practice_reviewer_ended");
    /// An institution was entrusted with the bank.
    pub const PRACTICE_BANK_ENTRUSTED: EventKind = EventKind("practice_bank_entrusted");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        PRACTICE_DRAFTED,
        PRACTICE_WRITTEN,
        PRACTICE_CONTACTS_CHANGED,
        PRACTICE_SUBMITTED,
        PRACTICE_SCREENED,
        PRACTICE_RETURNED,
        PRACTICE_REVIEWERS_NAMED,
        PRACTICE_INTEREST_DECLARED,
        PRACTICE_REVIEWER_STEPPED_BACK,
        PRACTICE_REVIEWED,
        PRACTICE_RATED,
        PRACTICE_AGREED,
        PRACTICE_WITHHELD,
        PRACTICE_PUBLISHED,
        PRACTICE_CONFIRMED,
        PRACTICE_DOWNGRADED,
        PRACTICE_WITHDRAWN,
        PRACTICE_HARM_REPORTED,
        PRACTICE_HARM_ANSWERED,
        PRACTICE_REVIEWER_TRAINED,
        PRACTICE_REVIEWER_ENDED,
        PRACTICE_BANK_ENTRUSTED,
    ];
}

/// The form with which one begins, and the beginnings of the names of the others: of a part, of what a reader answers.
pub const FORM: &str = "practice";

/// What a draft of this slice is called and where one goes on writing it; nothing for drafts of other slices.
pub fn draft_page(lang: Lang, draft: &Summary) -> Option<(&'static str, String)> {
    let w = words::Words(lang);
    if draft.form == FORM {
        return Some((w.draft_form(), "/practices/new".to_owned()));
    }
    let page = draft.form.strip_prefix("practice-")?;
    let id = kernel::PracticeId(draft.about?);
    let name = if page == "review" { w.draft_review() } else { w.draft_part() };
    Some((name, format!("/practices/{id}/{page}")))
}
