// SPDX-License-Identifier: EUPL-1.2
//! What each capacity allows. One table, read by the check, by the lists and by `docs/generated/access-matrix.txt`.

use kernel::{Capacity, SubjectKind};

/// What can be done to a case or a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Read what the seat's layers open.
    Read,
    /// Write notes, contacts, chronology; attach files; amend people.
    Write,
    /// Triage a report: outcome, scales, merging, transfer.
    Triage,
    /// Evaluate a minor's situation after a report.
    Evaluate,
    /// Decide what follows an evaluation, and give feedback.
    Decide,
    /// Assign the lead, add to and remove from the circle, hand over.
    Assign,
    /// Invite a co-worker, leave the circle.
    Invite,
    /// Change the legal frame, put on hold, propose closure or transfer.
    Steer,
    /// Approve a closure, a merge, a reopening. That it is not one's own proposal is a rule of the slice.
    Approve,
    /// Answer a proposed transfer.
    AnswerTransfer,
    /// Read who opened the record.
    ReadAccessLog,
    /// Have an address written out that is kept secret. Each time is an event of its own.
    Reveal,
}

impl Action {
    /// All of them, in order.
    pub const ALL: &'static [Action] = &[
        Action::Read,
        Action::Write,
        Action::Triage,
        Action::Evaluate,
        Action::Decide,
        Action::Assign,
        Action::Invite,
        Action::Steer,
        Action::Approve,
        Action::AnswerTransfer,
        Action::ReadAccessLog,
        Action::Reveal,
    ];

    /// Its name in route tables and in the matrix.
    pub const fn code(self) -> &'static str {
        match self {
            Action::Read => "read",
            Action::Write => "write",
            Action::Triage => "triage",
            Action::Evaluate => "evaluate",
            Action::Decide => "decide",
            Action::Assign => "assign",
            Action::Invite => "invite",
            Action::Steer => "steer",
            Action::Approve => "approve",
            Action::AnswerTransfer => "answer-transfer",
            Action::ReadAccessLog => "read-access-log",
            Action::Reveal => "reveal",
        }
    }
}

/// Whether a capacity allows an action on a case or a report.
pub fn allows(capacity: Capacity, action: Action, kind: SubjectKind) -> bool {
    use Action as A;
    use Capacity as C;
    if kind == SubjectKind::REPORT {
        return match capacity {
            C::Intake | C::Supervisor => matches!(
                action,
                A::Read | A::Write | A::Triage | A::Decide | A::Assign | A::AnswerTransfer | A::ReadAccessLog
            ),
            C::Evaluator => matches!(action, A::Read | A::Write | A::Evaluate | A::ReadAccessLog),
            C::Emergency => action == A::Read,
            C::TransferCandidate => matches!(action, A::Read | A::AnswerTransfer),
            _ => false,
        };
    }
    // What was told to somebody is read by them, until the end that was set: nothing else. A decision that lies in no case has
    // a circle of its own: whoever prepares it, and the second person who looks at a reason.
    if kind == SubjectKind::DISCLOSURE {
        return match capacity {
            C::Lead => matches!(action, A::Read | A::Write),
            C::Supervisor => matches!(action, A::Read | A::Approve),
            C::Guest => action == A::Read,
            _ => false,
        };
    }
    // Whoever asks or answers for an institution; the contact point receives, answers and hands on. A supervision hands on and
    // sees whom it is with and since when: what is said is for those who work it.
    if kind == SubjectKind::EXCHANGE {
        return match capacity {
            C::Lead => matches!(action, A::Read | A::Write | A::Assign),
            C::Intake => matches!(action, A::Read | A::Write | A::Assign),
            C::CoWorker => action == A::Read,
            C::Supervisor => action == A::Assign,
            _ => false,
        };
    }
    // A consultation belongs to those named before it began. Whoever convenes it keeps its record; the others read it and say
    // their own word. No supervision, no direction, no emergency: there is no other way in.
    if kind == SubjectKind::CONSULTATION {
        return match capacity {
            C::Lead => matches!(action, A::Read | A::Write | A::Steer),
            C::Participant => matches!(action, A::Read | A::Write),
            _ => false,
        };
    }
    match capacity {
        C::Lead => matches!(action, A::Read | A::Write | A::Invite | A::Steer | A::ReadAccessLog | A::Reveal),
        C::CoWorker => matches!(action, A::Read | A::Write | A::Invite | A::ReadAccessLog | A::Reveal),
        C::Supervisor => matches!(
            action,
            A::Read
                | A::Write
                | A::Assign
                | A::Invite
                | A::Steer
                | A::Approve
                | A::AnswerTransfer
                | A::ReadAccessLog
                | A::Reveal
        ),
        // In an emergency one reads, goes where the child is, and leaves a note of what was done; everything else waits for
        // the circle.
        C::Emergency => matches!(action, A::Read | A::Write | A::Reveal),
        C::Guest | C::Participant => action == A::Read,
        C::TransferCandidate => matches!(action, A::Read | A::AnswerTransfer),
        // Whoever opened a case goes on reading it, and notes what the family still tells them, until somebody leads it.
        // They decide nothing: neither the frame, nor who else comes in.
        C::Intake => matches!(action, A::Read | A::Write),
        C::Evaluator => false,
    }
}

/// The whole table as text, for people to read.
pub fn matrix() -> String {
    let mut out = String::from(
        "Which capacity allows which action. `x`: allowed by a seat in force; `.`: refused, as if it did not exist.\n",
    );
    let kinds = [
        SubjectKind::REPORT,
        SubjectKind::CASE,
        SubjectKind::DISCLOSURE,
        SubjectKind::EXCHANGE,
        SubjectKind::CONSULTATION,
    ];
    for kind in kinds {
        out.push_str(&format!("\n{:<18}", kind.0));
        for action in Action::ALL {
            out.push_str(&format!(" {:>15}", action.code()));
        }
        out.push('\n');
        for &capacity in Capacity::ALL {
            out.push_str(&format!("{:<18}", capacity.code()));
            for &action in Action::ALL {
                out.push_str(&format!(" {:>15}", if allows(capacity, action, kind) { "x" } else { "." }));
            }
            out.push('\n');
        }
    }
    out
}
