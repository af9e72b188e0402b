// SPDX-License-Identifier: EUPL-1.2
//! Campaigns: an institution asks many others the same questions, once.
//!
//! Invariants: what is asked is frozen when a campaign is published · who is asked and who is only told of it are two lists · each
//! respondent has a link of their own and, from receipt on, their own last day; who answers later is heard, and marked · nothing is
//! mandatory, and what is not answered is never read as a « no » · what was sent never changes: a correction is another version, with
//! a reason · an answer from outside those who were asked is kept, and counted apart · what respondents name in their own words is put under kinds by a person · a duplicate is set aside by a person, never by
//! the program · results are given back once, and nothing changes them after that · what names people is kept no longer than the
//! campaign: it is erased when the campaign is archived, and no figure changes by it.

mod actions;
mod model;
mod pages;
mod rules;
mod store;
mod store_answers;
mod store_coding;

#[cfg(test)]
mod tests;

#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_surveys.rs"));
}

pub use actions::{
    Counted, Filled, NewLine, NewSurvey, Put, amend, archive, ask_again, close, correct, create,
    create_from_pack, draft_practice, invite, line_of, open, open_by_link, open_own, publish, put, receive,
    report, save_page, send_steps, set_aside, start, submit, take_back, token_of, validate, write_steps,
};
pub use model::{About, Answers, Respondent, Role, SetAside, Source, State, Survey, SurveyId};
pub use pages::routes;
pub use store::count_asked;

use kernel::{EventKind, SubjectKind};

/// A campaign, as events name it.
pub const SURVEY: SubjectKind = SubjectKind("survey");

/// Events of this slice.
pub mod events {
    use super::EventKind;

    /// A campaign was drawn up.
    pub const SURVEY_DESIGNED: EventKind = EventKind("survey_designed");
    /// What it says of itself was changed.
    pub const SURVEY_AMENDED: EventKind = EventKind("survey_amended");
    /// It was published: its questions are frozen, and those who are asked are known.
    pub const SURVEY_PUBLISHED: EventKind = EventKind("survey_published");
    /// Answers are taken from now on.
    pub const SURVEY_OPENED: EventKind = EventKind("survey_opened");
    /// Those who had not answered were asked once more.
    pub const SURVEY_REMINDED: EventKind = EventKind("survey_reminded");
    /// No answer is taken any more.
    pub const SURVEY_CLOSED: EventKind = EventKind("survey_closed");
    /// Its results were given back to those who were asked.
    pub const SURVEY_REPORTED: EventKind = EventKind("survey_reported");
    /// What names people was erased from its answers.
    pub const SURVEY_ARCHIVED: EventKind = EventKind("survey_archived");
    /// The day on which a respondent received it was noted.
    pub const SURVEY_RECEIVED: EventKind = EventKind("survey_received");
    /// An institution that is not in the directory was asked, too.
    pub const SURVEY_INVITED: EventKind = EventKind("survey_invited");
    /// An answer was sent.
    pub const SURVEY_ANSWERED: EventKind = EventKind("survey_answered");
    /// An answer was found fit to be counted.
    pub const SURVEY_ANSWER_VALIDATED: EventKind = EventKind("survey_answer_validated");
    /// An answer is corrected: by another version, with a reason.
    pub const SURVEY_ANSWER_CORRECTED: EventKind = EventKind("survey_answer_corrected");
    /// What respondents name was put under the kinds of the form.
    pub const SURVEY_CODED: EventKind = EventKind("survey_coded");
    /// A practice that an answer describes became a draft of the bank.
    pub const SURVEY_PRACTICE_DRAFTED: EventKind = EventKind("survey_practice_drafted");
    /// A respondent was set aside, as a duplicate or as nobody who was asked.
    pub const SURVEY_RESPONDENT_SET_ASIDE: EventKind = EventKind("survey_respondent_set_aside");
    /// A respondent who was set aside counts again.
    pub const SURVEY_RESPONDENT_TAKEN_BACK: EventKind = EventKind("survey_respondent_taken_back");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        SURVEY_DESIGNED,
        SURVEY_AMENDED,
        SURVEY_PUBLISHED,
        SURVEY_OPENED,
        SURVEY_REMINDED,
        SURVEY_CLOSED,
        SURVEY_REPORTED,
        SURVEY_ARCHIVED,
        SURVEY_RECEIVED,
        SURVEY_INVITED,
        SURVEY_ANSWERED,
        SURVEY_ANSWER_VALIDATED,
        SURVEY_ANSWER_CORRECTED,
        SURVEY_CODED,
        SURVEY_PRACTICE_DRAFTED,
        SURVEY_RESPONDENT_SET_ASIDE,
        SURVEY_RESPONDENT_TAKEN_BACK,
    ];
}
