// SPDX-License-Identifier: EUPL-1.2
//! The rules of cases, as tables a practitioner can read.

mod contacts;
mod deeds;
mod going;
mod guards;
mod hands;
mod mended;
mod merging;
mod reading;
mod related;
mod world;

use kernel::{CaseId, Date, EpisodeId, Instant, InstitutionId, PractitionerId};
use uuid::Uuid;

use super::model::{CaseState, Closure, Episode, Merge, Transfer};
use super::rules::{self, ClosureWords, Standing};

const LEAD: PractitionerId = PractitionerId(Uuid::from_u128(1));
const SUPERVISOR: PractitionerId = PractitionerId(Uuid::from_u128(2));
const HERE: InstitutionId = InstitutionId(Uuid::from_u128(10));
const THERE: InstitutionId = InstitutionId(Uuid::from_u128(11));

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn episode(closed_on: Option<&str>) -> Option<Episode> {
    Some(Episode {
        id: EpisodeId(Uuid::nil()),
        number: 1,
        opened_on: day("2025-02-10"),
        opening_reason: String::new(),
        closed_on: closed_on.map(day),
        closing_reason: None,
    })
}

fn open() -> Standing {
    Standing { episode: episode(None), lead: Some(LEAD), ..Standing::default() }
}

fn closure() -> Option<Closure> {
    Some(Closure {
        id: Uuid::nil(),
        episode: EpisodeId(Uuid::nil()),
        reason: "goals_met".into(),
        explanation: "x".into(),
        child_view: "x".into(),
        partners_told: "x".into(),
        retention: "x".into(),
        retention_code: None,
        proposed_by: LEAD,
        proposed_at: Instant(0),
        decided_by: None,
        decided_at: None,
        approved: None,
        refusal: None,
    })
}

fn transfer() -> Option<Transfer> {
    Some(Transfer {
        id: kernel::TransferId(Uuid::nil()),
        case: CaseId(Uuid::nil()),
        from: HERE,
        to: THERE,
        reason: String::new(),
        minimum: String::new(),
        proposed_by: LEAD,
        proposed_at: Instant(0),
        decided_at: None,
        accepted: None,
        refusal: None,
        withdrawal: None,
    })
}

#[test]
fn the_state_follows_from_the_facts() {
    let table = [
        (open(), CaseState::InProgress),
        (Standing { lead: None, ..open() }, CaseState::Unassigned),
        (Standing { on_hold: Some(day("2026-01-01")), ..open() }, CaseState::OnHold),
        (Standing { closure: closure(), ..open() }, CaseState::ClosureProposed),
        (Standing { transfer: transfer(), closure: closure(), ..open() }, CaseState::TransferProposed),
        (Standing { episode: episode(Some("2025-11-17")), ..open() }, CaseState::Closed),
        (Standing { merged_into: Some(CaseId(Uuid::nil())), ..open() }, CaseState::Merged),
        (Standing::default(), CaseState::Closed),
    ];
    for (standing, expected) in table {
        assert_eq!(rules::state(&standing), expected, "{standing:?}");
    }
}

#[test]
fn a_closure_is_decided_by_somebody_else() {
    let waiting = Standing { closure: closure(), ..open() };
    assert_eq!(rules::deciding_closure(&waiting, LEAD).unwrap_err().code, "closure-own-proposal");
    assert!(rules::deciding_closure(&waiting, SUPERVISOR).is_ok());
    let by_supervisor =
        Standing { closure: closure().map(|c| Closure { proposed_by: SUPERVISOR, ..c }), ..open() };
    assert_eq!(rules::deciding_closure(&by_supervisor, LEAD).unwrap_err().code, "closure-by-lead");
    assert_eq!(rules::deciding_closure(&open(), SUPERVISOR).unwrap_err().code, "no-closure-proposed");
}

#[test]
fn a_closure_says_all_it_must() {
    let full = ClosureWords { child_view: "v", explanation: "e", partners_told: "p", retention: "r" };
    let table = [
        (full, None),
        (ClosureWords { child_view: "", ..full }, Some("closure-without-child-view")),
        (ClosureWords { explanation: "", ..full }, Some("closure-without-explanation")),
        (ClosureWords { partners_told: "", ..full }, Some("closure-without-partners")),
        (ClosureWords { retention: "", ..full }, Some("closure-without-retention")),
    ];
    for (words, expected) in table {
        assert_eq!(rules::proposing_closure(&open(), &words).err().map(|r| r.code), expected);
    }
    let leaving = Standing { transfer: transfer(), ..open() };
    assert_eq!(rules::proposing_closure(&leaving, &full).unwrap_err().code, "transfer-waits");
}

#[test]
fn a_case_is_reopened_within_its_window_only() {
    let closed = Standing { episode: episode(Some("2025-11-17")), lead: None, ..open() };
    let window = Some(day("2026-11-17"));
    let table = [("2026-04-22", None), ("2026-11-17", None), ("2026-11-18", Some("reopening-too-late"))];
    for (today, expected) in table {
        let refusal = rules::reopening(&closed, &[], window, day(today)).err();
        assert_eq!(refusal.map(|r| r.code), expected, "{today}");
    }
    let on = day("2026-04-22");
    assert_eq!(rules::reopening(&open(), &[], window, on).unwrap_err().code, "case-not-closed");
    // A new case was opened meanwhile: a child has one open case in a service.
    let other = [CaseId(Uuid::from_u128(7))];
    assert_eq!(rules::reopening(&closed, &other, window, on).unwrap_err().code, "child-has-open-case");
}

#[test]
fn the_receiver_alone_answers_a_transfer_and_the_sender_alone_takes_it_back() {
    let waiting = Standing { transfer: transfer(), ..open() };
    assert!(rules::answering_transfer(&waiting, THERE).is_ok());
    assert_eq!(rules::answering_transfer(&waiting, HERE).unwrap_err().code, "transfer-not-yours");
    assert!(rules::withdrawing_transfer(&waiting, HERE).is_ok());
    assert_eq!(
        rules::withdrawing_transfer(&waiting, THERE).unwrap_err().code,
        "transfer-not-yours-to-withdraw"
    );
    assert_eq!(rules::withdrawing_transfer(&open(), HERE).unwrap_err().code, "no-transfer-to-withdraw");
    assert_eq!(
        rules::proposing_transfer(&open(), HERE, HERE, Some(())).unwrap_err().code,
        "transfer-to-oneself"
    );
    assert_eq!(
        rules::proposing_transfer(&open(), HERE, THERE, None).unwrap_err().code,
        "receiver-leads-no-case"
    );
}

#[test]
fn a_merge_stays_in_one_institution_and_can_be_undone_for_thirty_days() {
    let (a, b) = (CaseId(Uuid::from_u128(1)), CaseId(Uuid::from_u128(2)));
    let standing = open();
    assert!(rules::merging((a, HERE, &standing), (b, HERE, &standing)).is_ok());
    assert_eq!(
        rules::merging((a, HERE, &standing), (a, HERE, &standing)).unwrap_err().code,
        "merge-with-itself"
    );
    assert_eq!(
        rules::merging((a, HERE, &standing), (b, THERE, &standing)).unwrap_err().code,
        "merge-across-institutions"
    );
    let closed = Standing { episode: episode(Some("2025-11-17")), lead: None, ..open() };
    assert_eq!(
        rules::merging((a, HERE, &closed), (b, HERE, &standing)).unwrap_err().code,
        "merge-open-into-closed"
    );
    assert!(rules::merging((a, HERE, &standing), (b, HERE, &closed)).is_ok());
    assert!(rules::merging((a, HERE, &closed), (b, HERE, &closed)).is_ok());
    let merge = Merge {
        id: Uuid::nil(),
        into: a,
        duplicate: b,
        reason: String::new(),
        merged_at: Instant(0),
        gone_since: false,
    };
    let table = [
        (a, 30 * Instant::DAY, merge.clone(), None),
        (a, 30 * Instant::DAY + 1, merge.clone(), Some("unmerge-too-late")),
        (b, Instant::DAY, merge.clone(), Some("unmerge-last-first")),
        (a, Instant::DAY, Merge { gone_since: true, ..merge }, Some("unmerge-elsewhere")),
    ];
    for (case, now, merge, expected) in table {
        assert_eq!(rules::unmerging(&merge, case, Instant(now)).err().map(|r| r.code), expected);
    }
}

#[test]
fn a_seat_is_given_back_with_the_end_it_had_and_an_emergency_is_not_given_back() {
    use kernel::Capacity as C;
    let (now, later, never) = (Instant(100), Instant(200), crate::access::OPEN_END);
    let table = [
        (C::CoWorker, later, Some(later)),
        (C::CoWorker, now, None),
        (C::Lead, never, Some(never)),
        (C::Emergency, later, None),
        (C::Emergency, never, None),
    ];
    for (capacity, until, expected) in table {
        assert_eq!(rules::giving_back(capacity, until, now), expected, "{capacity:?} {until:?}");
    }
}
