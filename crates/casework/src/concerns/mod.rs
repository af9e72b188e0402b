// SPDX-License-Identifier: EUPL-1.2
//! Concern reports: somebody is worried about a child; a service receives it, triages it by two, evaluates the situation
//! of every minor of the home, decides, and answers whoever reported.
//!
//! Invariants: where a report stands follows from its facts and is never stored · who reported lies in a table and a layer
//! of its own, and leaves through no list, export, title, feedback or ledger · every minor of the home is evaluated, also
//! the one nobody named · « no danger » is never said of a child whom nobody met · immediate danger waits for nothing ·
//! no file comes from somebody without an account · reports that repeat one another are counted, never hidden · terms run
//! from the first receipt, not from its typing · the sender of a transfer stays responsible until it is accepted.

mod actions;
mod model;
mod pages;
mod receipt;
pub mod rules;
mod store;
mod views;

#[cfg(test)]
mod tests;

/// Words of concern reports. Generated from `words/*.ftl`.
#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_concerns.rs"));
}

pub use actions::{
    ComesBack, WITHDRAWN, accept_transfer, acknowledge, add_minor, archive, ask_outcome, assign, attach,
    attach_to_sent, conclude, confirm_in_writing, decide, faults, feedback, give_up, hand_over_evaluations,
    identify, likely_same, merge, note_meeting, note_request, note_view, note_visit, open_channel,
    propose_transfer, raise_danger, read_messages, receive, refuse_transfer, reply, sent_by_actor, sent_one,
    set_aside, triage, withdraw_transfer, write_back,
};
pub use model::{
    Concern, DecisionOutcome, Door, Levels, Medium, Minor, MinorId, NewConclusion, NewDecision, NewHolder,
    NewMeeting, NewMinor, NewReport, NewReporter, NewView, NewVisit, Place, Receipt, Referral, Report, State,
    Told, Who,
};
pub use rules::minors::Mention;
pub use rules::triage::{NewTriage, Outcome};
pub use store::{
    Line, Proposal, ReportFilter, TakenBack, Talk, Waiting, count, count_to_triage, count_waiting_messages,
    list, references_of, to_triage, transfers_waiting, transfers_withdrawn, waiting_messages,
};

use kernel::{PersonId, SubjectKind};
use platform::db::Conn;
use platform::problem::Problem;
use register::access::InReport;

/// Somebody's part in a report, as the subject of events in their own institution's ledger.
pub const REPORTER: SubjectKind = SubjectKind("reporter");

/// Events of this slice.
pub mod events {
    use kernel::EventKind;

    /// A report was received.
    pub const REPORT_RECEIVED: EventKind = EventKind("report_received");
    /// A professional sent a report to another service.
    pub const CONCERN_SENT: EventKind = EventKind("concern_sent");
    /// Receipt was acknowledged.
    pub const CONCERN_ACKNOWLEDGED: EventKind = EventKind("concern_acknowledged");
    /// An oral report was confirmed in writing.
    pub const ORAL_REPORT_CONFIRMED: EventKind = EventKind("oral_report_confirmed");
    /// A report was triaged.
    pub const CONCERN_TRIAGED: EventKind = EventKind("concern_triaged");
    /// A minor of the home was added.
    pub const MINOR_ADDED: EventKind = EventKind("minor_added");
    /// Somebody said who a minor is.
    pub const MINOR_IDENTIFIED: EventKind = EventKind("minor_identified");
    /// A mentioned minor was set aside, with the reason.
    pub const MINOR_SET_ASIDE: EventKind = EventKind("minor_set_aside");
    /// A report was joined to another.
    pub const REPORT_JOINED: EventKind = EventKind("report_joined");
    /// Another report was joined to this one.
    pub const REPORTS_MERGED: EventKind = EventKind("reports_merged");
    /// A transfer was proposed.
    pub const REPORT_TRANSFER_PROPOSED: EventKind = EventKind("report_transfer_proposed");
    /// A transfer was accepted.
    pub const REPORT_TRANSFER_ACCEPTED: EventKind = EventKind("report_transfer_accepted");
    /// A transfer was refused.
    pub const REPORT_TRANSFER_REFUSED: EventKind = EventKind("report_transfer_refused");
    /// The sender took a proposed transfer back.
    pub const REPORT_TRANSFER_WITHDRAWN: EventKind = EventKind("report_transfer_withdrawn");
    /// Evaluations were begun.
    pub const EVALUATION_STARTED: EventKind = EventKind("evaluation_started");
    /// Others evaluate.
    pub const EVALUATORS_CHANGED: EventKind = EventKind("evaluators_changed");
    /// A visit was noted.
    pub const VISIT_NOTED: EventKind = EventKind("visit_noted");
    /// A child was met.
    pub const CHILD_MET: EventKind = EventKind("child_met");
    /// A child was not met, with the reason.
    pub const CHILD_NOT_MET: EventKind = EventKind("child_not_met");
    /// What a child says was noted.
    pub const CHILD_VIEW_NOTED: EventKind = EventKind("child_view_noted");
    /// An evaluation was concluded.
    pub const EVALUATION_CONCLUDED: EventKind = EventKind("evaluation_concluded");
    /// An evaluation cannot be done.
    pub const EVALUATION_IMPOSSIBLE: EventKind = EventKind("evaluation_impossible");
    /// It was decided what follows.
    pub const CONCERN_DECIDED: EventKind = EventKind("concern_decided");
    /// Whoever reported asked what became of it.
    pub const FEEDBACK_REQUESTED: EventKind = EventKind("feedback_requested");
    /// Whoever reported was answered.
    pub const FEEDBACK_GIVEN: EventKind = EventKind("feedback_given");
    /// Whoever reported wrote in the return channel.
    pub const MESSAGE_RECEIVED: EventKind = EventKind("report_message_received");
    /// The service wrote in the return channel.
    pub const MESSAGE_SENT: EventKind = EventKind("report_message_sent");
    /// The messages of whoever reported were read.
    pub const MESSAGES_READ: EventKind = EventKind("report_messages_read");
    /// A report was put away.
    pub const REPORT_ARCHIVED: EventKind = EventKind("report_archived");
    /// A list of reports was exported.
    pub const REPORTS_EXPORTED: EventKind = EventKind("reports_exported");

    /// All of them.
    pub const ALL: &[EventKind] = &[
        REPORT_RECEIVED,
        CONCERN_SENT,
        CONCERN_ACKNOWLEDGED,
        ORAL_REPORT_CONFIRMED,
        CONCERN_TRIAGED,
        MINOR_ADDED,
        MINOR_IDENTIFIED,
        MINOR_SET_ASIDE,
        REPORT_JOINED,
        REPORTS_MERGED,
        REPORT_TRANSFER_PROPOSED,
        REPORT_TRANSFER_ACCEPTED,
        REPORT_TRANSFER_REFUSED,
        REPORT_TRANSFER_WITHDRAWN,
        EVALUATION_STARTED,
        EVALUATORS_CHANGED,
        VISIT_NOTED,
        CHILD_MET,
        CHILD_NOT_MET,
        CHILD_VIEW_NOTED,
        EVALUATION_CONCLUDED,
        EVALUATION_IMPOSSIBLE,
        CONCERN_DECIDED,
        FEEDBACK_REQUESTED,
        FEEDBACK_GIVEN,
        MESSAGE_RECEIVED,
        MESSAGE_SENT,
        MESSAGES_READ,
        REPORT_ARCHIVED,
        REPORTS_EXPORTED,
    ];
}

/// Whether immediate danger was found and nobody decided anything since: for the reaction that tells those who decide. It says
/// nothing else of the report.
pub async fn awaits_referral(
    conn: &mut Conn,
    report: kernel::ReportId,
) -> Result<bool, platform::db::StoreError> {
    store::awaits_referral(conn, report).await
}

/// A report with everything that happened to it, for whoever holds a grant that opens the institution's layer.
pub async fn concern(conn: &mut Conn, grant: &InReport) -> Result<Concern, Problem> {
    Ok(store::concern(conn, grant).await?)
}

/// The minors of a report for whom a case may be opened, for whoever opens it: those who are known by now, with the
/// report's number and the first date of receipt.
pub async fn minors_for_case(conn: &mut Conn, grant: &InReport) -> Result<Vec<MinorForCase>, Problem> {
    let concern = store::concern(conn, grant).await?;
    let upheld = concern.triage().is_some_and(|t| t.outcome.is_evaluated());
    Ok(concern
        .evaluated()
        .filter(|_| upheld)
        .filter_map(|m| {
            Some(MinorForCase {
                minor: m.id,
                person: m.person?,
                reference: concern.report.reference.clone(),
                received_on: concern.report.received_on,
                first_received_on: concern.report.first_received_on,
            })
        })
        .collect())
}

/// A minor for whom a case may be opened.
#[derive(Clone, Debug)]
pub struct MinorForCase {
    /// In the report.
    pub minor: MinorId,
    /// Who it is.
    pub person: PersonId,
    /// Number of the report.
    pub reference: String,
    /// When this institution received it.
    pub received_on: kernel::Date,
    /// When the first institution received it.
    pub first_received_on: kernel::Date,
}

/// The form by which a professional sends a report, among drafts.
pub const FORM_SENT: &str = "concern-report";
/// The form of the public door, among drafts.
pub const FORM_PUBLIC: &str = "public-report";
/// For how long what the public writes is kept before it is sent, in microseconds: long enough for a phone call in between,
/// short enough for a shared computer.
pub const PUBLIC_DRAFT_LASTS: i64 = 4 * kernel::Instant::HOUR;
/// The form in which a service types what it was told, among drafts.
pub const FORM_TAKEN: &str = "concern-taken";

/// What a draft of this slice is called and where one goes on writing it; nothing for drafts of other slices.
pub fn draft_page(lang: kernel::Lang, draft: &platform::drafts::Summary) -> Option<(&'static str, String)> {
    let w = words::Words(lang);
    match draft.form.as_str() {
        FORM_SENT => Some((w.send_title(), "/reports/new".to_owned())),
        FORM_TAKEN => Some((w.take_title(), "/reports/take".to_owned())),
        _ => None,
    }
}

pub use pages::routes;
