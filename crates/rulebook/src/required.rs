// SPDX-License-Identifier: EUPL-1.2
//! The codes the program reads by name. A pack without them cannot be used; one that says them in other
//! words, or adds to them, can.

use kernel::{Capacity, FunctionKind, Ground, Layer};

use crate::terms::{Basis, ReceivedAs, ReporterGroup};
use crate::words::{Certainty, codes_of};

/// Letters the program prints.
pub mod letter {
    /// To a holder of parental authority: what will be or was told to others about the child.
    pub const INFORMATION_AUTHORITY: &str = "information-authority";
    /// To the child: what will be or was told to others about them.
    pub const INFORMATION_CHILD: &str = "information-child";
    /// To the child and the family: who was told what, when and why.
    pub const DISCLOSURES_LIST: &str = "disclosures-list";

    /// A form on paper.
    pub const QUESTIONNAIRE: &str = "questionnaire";

    /// What was answered to a form.
    pub const QUESTIONNAIRE_ANSWERS: &str = "questionnaire-answers";

    pub(crate) const ALL: &[&str] =
        &[INFORMATION_AUTHORITY, INFORMATION_CHILD, DISCLOSURES_LIST, QUESTIONNAIRE, QUESTIONNAIRE_ANSWERS];
}

/// Ids of the terms the program asks for.
pub mod term {
    /// Acknowledging a concern.
    pub const ACKNOWLEDGEMENT: &str = "acknowledgement";
    /// Written confirmation of an oral concern.
    pub const ORAL_CONFIRMATION: &str = "oral_confirmation";
    /// Triage of a concern.
    pub const TRIAGE: &str = "triage";
    /// Concluding the evaluation of a concern.
    pub const EVALUATION: &str = "evaluation";
    /// Deciding after the last evaluation of a concern. A pack may leave it out: then no clock runs there.
    pub const DECISION: &str = "decision";
    /// Feedback owed to a professional without asking.
    pub const FEEDBACK: &str = "feedback";
    /// Feedback owed to anybody else who asks.
    pub const FEEDBACK_ON_REQUEST: &str = "feedback_on_request";
    /// First contact with the family.
    pub const FIRST_CONTACT: &str = "first_contact";
    /// Signing the assessment.
    pub const ASSESSMENT: &str = "assessment";
    /// Adopting the child's plan.
    pub const PLAN: &str = "plan";
    /// Reviewing the plan.
    pub const REVIEW: &str = "review";
    /// Deciding about a case on hold.
    pub const ON_HOLD: &str = "on_hold";
    /// Answering a proposed transfer.
    pub const TRANSFER_ANSWER: &str = "transfer_answer";
    /// How long a closed case may be reopened.
    pub const REOPENING_WINDOW: &str = "reopening_window";
    /// How long an emergency access lasts.
    pub const EMERGENCY_ACCESS: &str = "emergency_access";
    /// Reviewing an emergency access.
    pub const EMERGENCY_ACCESS_REVIEW: &str = "emergency_access_review";

    pub(crate) const ALL: &[&str] = &[
        ACKNOWLEDGEMENT,
        ORAL_CONFIRMATION,
        TRIAGE,
        EVALUATION,
        FEEDBACK,
        FEEDBACK_ON_REQUEST,
        FIRST_CONTACT,
        ASSESSMENT,
        PLAN,
        REVIEW,
        ON_HOLD,
        TRANSFER_ANSWER,
        REOPENING_WINDOW,
        EMERGENCY_ACCESS,
        EMERGENCY_ACCESS_REVIEW,
    ];
}

/// Names of the lists the program asks for.
pub mod list {
    /// How sure we are of a statement.
    pub const CERTAINTY: &str = "certainty";
    /// Whether a term is law or local.
    pub const BASIS: &str = "basis";
    /// Default secrecy of a service type.
    pub const SECRECY: &str = "secrecy";
    /// What a function entitles to.
    pub const FUNCTION_KIND: &str = "function_kind";
    /// Usual functions; group: the kind.
    pub const FUNCTION: &str = "function";
    /// Whom a late term is brought to.
    pub const ESCALATION: &str = "escalation";
    /// Capacity of a seat.
    pub const CAPACITY: &str = "capacity";
    /// Ground of a seat.
    pub const GROUND: &str = "ground";
    /// Layer of a case.
    pub const LAYER: &str = "layer";
    /// Where a note is kept.
    pub const NOTE_LAYER: &str = "note_layer";
    /// Reasons for an emergency access.
    pub const EMERGENCY_ACCESS_REASON: &str = "emergency_access_reason";
    /// In which capacity somebody reports; group: professional or other.
    pub const REPORTER_CAPACITY: &str = "reporter_capacity";
    /// What the child is to the reporter.
    pub const RELATION_TO_CHILD: &str = "relation_to_child";
    /// How a report arrived; group: oral or written.
    pub const RECEIVED_HOW: &str = "received_how";
    /// What the worry is about.
    pub const MALTREATMENT: &str = "maltreatment";
    /// The five outcomes of triage.
    pub const TRIAGE_OUTCOME: &str = "triage_outcome";
    /// The four decisions after an evaluation.
    pub const DECISION_OUTCOME: &str = "decision_outcome";
    /// Why the holders of parental authority were not told.
    pub const NOT_TOLD_REASON: &str = "not_told_reason";
    /// Why the child was not met.
    pub const CHILD_NOT_MET_REASON: &str = "child_not_met_reason";
    /// Why there was no visit.
    pub const NO_VISIT_REASON: &str = "no_visit_reason";
    /// Why the child's view is missing.
    pub const NO_VIEW_REASON: &str = "no_view_reason";
    /// Why an evaluation is impossible.
    pub const IMPOSSIBLE_REASON: &str = "impossible_reason";
    /// What feedback may say, by kind of reporter.
    pub const FEEDBACK_CONTENT: &str = "feedback_content";
    /// Relationships to the child.
    pub const RELATIONSHIP: &str = "relationship";
    /// Where a piece of information comes from.
    pub const INFORMATION_SOURCE: &str = "information_source";
    /// Contacts and visits; group: visit, meeting or distant.
    pub const CONTACT_KIND: &str = "contact_kind";
    /// What a planned contact became.
    pub const CONTACT_RESULT: &str = "contact_result";
    /// Attention notes of the identity bar.
    pub const ATTENTION: &str = "attention";
    /// Why a case is on hold.
    pub const HOLD_REASON: &str = "hold_reason";
    /// Why a transfer is refused.
    pub const TRANSFER_REFUSAL: &str = "transfer_refusal";
    /// Why a case is closed; group: ended, moved, unknown or error.
    pub const CLOSURE_REASON: &str = "closure_reason";
    /// What the reason of a closure may ask to be said in words.
    pub const CLOSURE_ASK: &str = "closure_ask";
    /// How long a closed case or an archived report is kept.
    pub const RETENTION_RULE: &str = "retention_rule";
    /// Why a case is reopened.
    pub const REOPENING_REASON: &str = "reopening_reason";
    /// Frames of help: consented, imposed, administrative, judicial…
    pub const FRAME: &str = "frame";
}

/// What the program needs of a list: codes that must be there, and the groups its entries may have.
pub(crate) struct Need {
    pub(crate) list: &'static str,
    pub(crate) codes: Vec<&'static str>,
    /// Empty: entries have no group.
    pub(crate) groups: Vec<&'static str>,
}

pub(crate) fn needs() -> Vec<Need> {
    let need = |list, codes: &[&'static str], groups: &[&'static str]| Need {
        list,
        codes: codes.to_vec(),
        groups: groups.to_vec(),
    };
    let kinds = codes_of(FunctionKind::ALL, FunctionKind::code);
    vec![
        need(list::CERTAINTY, &codes_of(Certainty::ALL, Certainty::code), &[]),
        need(list::BASIS, &codes_of(Basis::ALL, Basis::code), &[]),
        need(list::SECRECY, &["bound", "discretion", "judicial", "mixed"], &[]),
        need(list::FUNCTION_KIND, &kinds, &[]),
        need(list::FUNCTION, &[], &kinds),
        need(list::ESCALATION, &["lead", "intake", "supervisor", "direction"], &[]),
        need(list::CAPACITY, &codes_of(Capacity::ALL, Capacity::code), &[]),
        need(list::GROUND, &codes_of(Ground::ALL, Ground::code), &[]),
        need(list::LAYER, &codes_of(Layer::ALL, Layer::code), &[]),
        need(list::NOTE_LAYER, &["own", "institution"], &[]),
        need(list::EMERGENCY_ACCESS_REASON, &[], &[]),
        need(list::REPORTER_CAPACITY, &[], &codes_of(ReporterGroup::ALL, ReporterGroup::code)),
        need(list::RELATION_TO_CHILD, &["self", "separated_parent"], &[]),
        need(list::RECEIVED_HOW, &["phone", "public_form"], &codes_of(ReceivedAs::ALL, ReceivedAs::code)),
        need(list::MALTREATMENT, &["other", "unclear"], &[]),
        need(
            list::TRIAGE_OUTCOME,
            &["not_concern", "advice_only", "redirected", "immediate_danger", "qualified"],
            &[],
        ),
        need(
            list::DECISION_OUTCOME,
            &["closed", "support_by_agreement", "child_plan_opened", "judicial_referral"],
            &[],
        ),
        need(list::NOT_TOLD_REASON, &["against_child_interest"], &[]),
        need(list::CHILD_NOT_MET_REASON, &["unborn"], &[]),
        need(list::NO_VISIT_REASON, &[], &[]),
        need(list::NO_VIEW_REASON, &[], &[]),
        need(list::IMPOSSIBLE_REASON, &["untraceable", "moved"], &[]),
        need(list::FEEDBACK_CONTENT, &["professional", "minimal", "limited"], &[]),
        need(list::RELATIONSHIP, &["parent", "authority_holder", "sibling", "same_home"], &[]),
        need(list::INFORMATION_SOURCE, &["unknown"], &[]),
        need(list::CONTACT_KIND, &["home_visit"], &["visit", "meeting", "distant"]),
        need(list::CONTACT_RESULT, &["held"], &[]),
        need(list::ATTENTION, &["secret_address"], &[]),
        need(list::HOLD_REASON, &[], &[]),
        need(list::TRANSFER_REFUSAL, &["wrong_territory"], &[]),
        need(
            list::CLOSURE_REASON,
            &[
                "goals_met",
                "agreement_withdrawn",
                "aged_out",
                "transferred",
                "untraceable",
                "death",
                "opened_in_error",
            ],
            &["ended", "moved", "unknown", "error"],
        ),
        need(list::CLOSURE_ASK, &[], &[]),
        need(list::RETENTION_RULE, &["other"], &[]),
        need(list::REOPENING_REASON, &[], &[]),
        need(list::FRAME, &["none"], &[]),
    ]
}
