// SPDX-License-Identifier: EUPL-1.2
//! What a seat opens, and what it does not.

use kernel::{Capacity, Layer, Layers, SubjectKind};

use super::rules::{Action, allows};

#[test]
fn the_table_says_what_practitioners_expect() {
    use Action as A;
    use Capacity as C;
    let case = SubjectKind::CASE;
    let report = SubjectKind::REPORT;
    let consultation = SubjectKind::CONSULTATION;
    let table = [
        // The lead works and steers, but names no lead and approves nothing.
        (C::Lead, A::Write, case, true),
        (C::Lead, A::Steer, case, true),
        (C::Lead, A::Assign, case, false),
        (C::Lead, A::Approve, case, false),
        // A co-worker neither steers nor assigns.
        (C::CoWorker, A::Write, case, true),
        (C::CoWorker, A::Steer, case, false),
        // The supervisor assigns and approves.
        (C::Supervisor, A::Assign, case, true),
        (C::Supervisor, A::Approve, case, true),
        // In an emergency one reads and writes down what one did; nothing else, not even who else read.
        (C::Emergency, A::Read, case, true),
        (C::Emergency, A::Write, case, true),
        (C::Emergency, A::Steer, case, false),
        (C::Emergency, A::ReadAccessLog, case, false),
        // Whoever is only asked to take over answers, and reads the minimum.
        (C::TransferCandidate, A::AnswerTransfer, case, true),
        (C::TransferCandidate, A::Write, case, false),
        // Whoever opened a case keeps it in sight until somebody leads it, and decides nothing.
        (C::Intake, A::Read, case, true),
        (C::Intake, A::Write, case, true),
        (C::Intake, A::Steer, case, false),
        (C::Intake, A::Invite, case, false),
        (C::Intake, A::Assign, case, false),
        // Having evaluated a report opens no case.
        (C::Evaluator, A::Read, case, false),
        (C::Intake, A::Triage, report, true),
        (C::Evaluator, A::Triage, report, false),
        (C::Evaluator, A::Evaluate, report, true),
        // Of a consultation nobody but its participants knows, and only whoever convenes it keeps its record.
        (C::Lead, A::Steer, consultation, true),
        (C::Participant, A::Read, consultation, true),
        (C::Participant, A::Write, consultation, true),
        (C::Participant, A::Steer, consultation, false),
        (C::Supervisor, A::Read, consultation, false),
        (C::CoWorker, A::Read, consultation, false),
        (C::Intake, A::Read, consultation, false),
        (C::Emergency, A::Read, consultation, false),
        (C::Guest, A::Read, consultation, false),
        (C::Lead, A::ReadAccessLog, consultation, false),
        (C::Guest, A::Read, report, false),
        (C::Lead, A::Read, report, false),
    ];
    for (capacity, action, kind, expected) in table {
        assert_eq!(allows(capacity, action, kind), expected, "{capacity:?} {action:?} {}", kind.0);
    }
}

#[test]
fn only_those_who_receive_reports_see_who_reported() {
    for &capacity in Capacity::ALL {
        let reads = allows(capacity, Action::Read, SubjectKind::REPORT);
        let sees = Layers::usual(capacity).has(Layer::Reporter);
        assert!(!sees || (reads && capacity == Capacity::Intake), "{capacity:?}");
    }
}
