// SPDX-License-Identifier: EUPL-1.2
//! What may follow what, on which day, and when a worker may speak for somebody: a practitioner can read it.

use kernel::{CaseId, Date, Instant, InstitutionId, OrientationId, PersonId, PractitionerId};
use uuid::Uuid;

use super::super::course::Course;
use super::super::model::{Delegation, Means, Orientation, State, Step, StepKind};
use super::super::rules::{self, Tally, Telling};

fn day(d: i8) -> Date {
    Date::from_ymd(2026, 3, d).unwrap()
}

/// An orientation in which these things happened, one a day from the first of March.
pub(super) fn course(happened: &[StepKind]) -> Course {
    let id = OrientationId(Uuid::from_u128(1));
    let step = |(n, kind): (usize, &StepKind)| Step {
        id: Uuid::from_u128(10 + n as u128),
        orientation: id,
        seq: n as i64 + 1,
        kind: *kind,
        occurred_on: day(n as i8 + 1),
        recorded_at: Instant(n as i64),
        by: PractitionerId(Uuid::from_u128(2)),
        code: String::new(),
        words: String::new(),
        own_words: String::new(),
        others: String::new(),
        to_institution: (*kind == StepKind::RecipientChosen).then_some(InstitutionId(Uuid::from_u128(3))),
        to_name: String::new(),
        to_practitioner: None,
        at: (*kind == StepKind::AppointmentSet).then_some(Instant(n as i64)),
        place: String::new(),
        companion: String::new(),
        weeks: None,
        until_on: None,
        follow_up_on: None,
        disclosure: None,
        exchange: None,
    };
    Course {
        orientation: Orientation {
            id,
            case: CaseId(Uuid::from_u128(4)),
            institution: InstitutionId(Uuid::from_u128(5)),
            begun_by: PractitionerId(Uuid::from_u128(2)),
            recorded_at: Instant(0),
            version: 1,
            appointment_at: None,
            follow_up_on: None,
            waits_since: None,
            settled_at: None,
            last_at: Instant(0),
            worked_in: CaseId(Uuid::from_u128(4)),
        },
        steps: happened.iter().enumerate().map(step).collect(),
        people: Vec::new(),
        choices: Vec::new(),
    }
}

use StepKind as K;

/// As far as the first appointment.
const SET: &[K] = &[
    K::Considered,
    K::Proposed,
    K::Accepted,
    K::RecipientChosen,
    K::ContentAgreed,
    K::ContactMade,
    K::AppointmentSet,
];

/// So many of those steps, then some others.
fn after(steps: usize, then: &[K]) -> Vec<K> {
    [&SET[..steps], then].concat()
}

#[test]
fn where_it_stands_follows_from_what_happened() {
    for (happened, expected) in [
        (after(1, &[]), State::Considered),
        (after(2, &[]), State::Proposed),
        (after(2, &[K::Refused]), State::Refused),
        (after(2, &[K::Refused, K::Proposed]), State::Proposed),
        (after(3, &[]), State::Accepted),
        (after(4, &[]), State::RecipientChosen),
        (after(5, &[]), State::ContentAgreed),
        (after(5, &[K::TellingPrepared]), State::ContentAgreed),
        (after(6, &[]), State::ContactMade),
        (after(7, &[]), State::AppointmentSet),
        // What will be said is agreed anew: the appointment stands.
        (after(7, &[K::ContentAgreed]), State::AppointmentSet),
        (after(7, &[K::Attended]), State::Attended),
        (after(7, &[K::NoShow]), State::NoShow),
        // Said by mistake, said again: the later one counts.
        (after(7, &[K::NoShow, K::Attended]), State::Attended),
        (after(7, &[K::NoShow, K::AppointmentSet]), State::AppointmentSet),
        (after(6, &[K::WaitingList]), State::WaitingList),
        (after(6, &[K::WaitingList, K::AppointmentSet]), State::AppointmentSet),
        (after(7, &[K::RecipientRefused]), State::RecipientRefused),
        (after(7, &[K::Attended, K::HandedOver]), State::HandedOver),
        (after(7, &[K::Attended, K::HandedOver, K::Feedback]), State::Feedback),
        (after(7, &[K::Attended, K::HandedOver, K::Ended]), State::Ended),
        (after(7, &[K::Attended, K::HandedOver, K::Ended, K::Feedback]), State::Ended),
        (after(7, &[K::Attended, K::HandedOver, K::Returned]), State::Returned),
        // The person does not want it any more, whatever was agreed.
        (after(7, &[K::Refused]), State::Refused),
        // Proposed anew after the end: all begins again.
        (after(7, &[K::Attended, K::HandedOver, K::Ended, K::Proposed]), State::Proposed),
    ] {
        assert_eq!(course(&happened).state(), expected, "{happened:?}");
    }
}

#[test]
fn what_may_follow_what() {
    for (happened, kind, expected) in [
        (after(1, &[]), K::Proposed, "yes"),
        (after(1, &[]), K::Accepted, "not-proposed"),
        (after(1, &[]), K::Refused, "not-proposed"),
        (after(1, &[]), K::RecipientChosen, "not-proposed"),
        (after(1, &[]), K::Ended, "yes"),
        (after(2, &[]), K::Accepted, "yes"),
        (after(2, &[]), K::Refused, "yes"),
        (after(2, &[]), K::RecipientChosen, "not-answered"),
        (after(2, &[]), K::ContactMade, "not-answered"),
        // A refusal ends it; nobody comes back to it but by another proposal.
        (after(2, &[K::Refused]), K::Accepted, "refused-propose-again"),
        (after(2, &[K::Refused]), K::ContactMade, "refused-already"),
        (after(2, &[K::Refused]), K::Refused, "refused-already"),
        (after(2, &[K::Refused]), K::Ended, "refused-already"),
        (after(2, &[K::Refused]), K::Proposed, "yes"),
        (after(3, &[]), K::Accepted, "accepted-already"),
        (after(3, &[]), K::Proposed, "accepted-already"),
        (after(3, &[]), K::ContentAgreed, "no-recipient"),
        (after(3, &[]), K::ContactMade, "no-recipient"),
        (after(3, &[]), K::Refused, "yes"),
        (after(4, &[]), K::TellingPrepared, "no-content"),
        (after(4, &[]), K::ContactMade, "yes"),
        (after(4, &[]), K::AppointmentSet, "no-contact"),
        (after(4, &[]), K::WaitingList, "no-contact"),
        (after(4, &[]), K::Feedback, "no-contact"),
        (after(6, &[]), K::Attended, "no-appointment"),
        (after(6, &[]), K::NoShow, "no-appointment"),
        (after(6, &[]), K::RecipientRefused, "yes"),
        (after(7, &[]), K::HandedOver, "not-attended"),
        (after(7, &[K::NoShow]), K::HandedOver, "not-attended"),
        (after(7, &[K::NoShow]), K::AppointmentSet, "yes"),
        (after(7, &[K::Attended]), K::AppointmentSet, "attended-already"),
        (after(7, &[K::Attended]), K::RecipientChosen, "attended-already"),
        (after(7, &[K::Attended]), K::HandedOver, "yes"),
        (after(7, &[K::Attended]), K::FollowedUp, "not-handed-over"),
        (after(7, &[K::Attended]), K::Returned, "not-handed-over"),
        (after(7, &[K::RecipientRefused]), K::RecipientChosen, "yes"),
        (after(7, &[K::RecipientRefused]), K::Proposed, "yes"),
        (after(7, &[K::Attended, K::HandedOver]), K::HandedOver, "yes"),
        (after(7, &[K::Attended, K::HandedOver]), K::Refused, "handed-over-already"),
        (after(7, &[K::Attended, K::HandedOver]), K::NoShow, "handed-over-already"),
        (after(7, &[K::Attended, K::HandedOver]), K::FollowedUp, "yes"),
        (after(7, &[K::Attended, K::HandedOver]), K::Returned, "yes"),
        (after(7, &[K::Attended, K::HandedOver, K::Ended]), K::FollowedUp, "orientation-over"),
        (after(7, &[K::Attended, K::HandedOver, K::Ended]), K::Feedback, "yes"),
        (after(7, &[K::Attended, K::HandedOver, K::Ended]), K::Accepted, "orientation-over"),
        (after(1, &[]), K::Considered, "begun-already"),
    ] {
        let found = rules::taking(&course(&happened), kind).err().map_or("yes", |r| r.code);
        assert_eq!(found, expected, "{kind:?} after {happened:?}");
    }
}

#[test]
fn the_next_step_may_always_follow() {
    for n in 1..=SET.len() {
        for then in [&[][..], &[K::NoShow], &[K::Attended], &[K::Attended, K::HandedOver], &[K::WaitingList]]
        {
            if !then.is_empty() && n < SET.len() {
                continue;
            }
            let course = course(&after(n, then));
            let next = rules::next(&course).unwrap();
            assert!(rules::taking(&course, next).is_ok(), "{next:?} in {:?}", course.state());
        }
    }
    assert_eq!(rules::next(&course(&after(2, &[K::Refused]))), None, "nothing has to be done");
}

#[test]
fn another_service_hears_only_what_was_agreed_for_it() {
    let mut chosen = course(&after(7, &[K::RecipientChosen]));
    assert!(chosen.now().content.is_some(), "the same service");
    chosen.steps.last_mut().unwrap().to_institution = Some(InstitutionId(Uuid::from_u128(99)));
    let now = chosen.now();
    assert!(now.content.is_none() && now.contact.is_none() && now.appointment.is_none());
    assert_eq!(chosen.state(), State::RecipientChosen);
}

#[test]
fn days_follow_each_other() {
    let code = |r: Result<(), kernel::Refusal>| r.err().map_or("yes", |r| r.code);
    let whole = course(SET);
    for (kind, on, expected) in [
        (K::Accepted, 2, "yes"),
        (K::Accepted, 1, "day-before-step"),
        (K::ContactMade, 3, "day-before-step"),
        (K::ContactMade, 30, "day-to-come"),
        (K::Attended, 6, "day-before-step"),
        (K::Attended, 20, "yes"),
    ] {
        assert_eq!(code(rules::happened(&whole, kind, day(on), day(20))), expected, "{kind:?} on {on}");
    }
    assert_eq!(code(rules::planned(day(3), day(4))), "planned-in-past");
    assert_eq!(code(rules::planned(day(4), day(4))), "yes", "the same day");
    assert_eq!(code(rules::planned(Date::from_ymd(2062, 1, 1).unwrap(), day(4))), "planned-too-far");
    use Delegation::{Definitive, Temporary};
    for (delegation, until, follow_up, expected) in [
        (Temporary, None, None, "no-follow-up"),
        (Temporary, None, Some(20), "yes"),
        (Temporary, Some(25), Some(20), "yes"),
        (Temporary, None, Some(10), "follow-up-not-after"),
        (Temporary, Some(10), Some(20), "end-not-after"),
        (Definitive, None, None, "yes"),
        (Definitive, None, Some(20), "yes"),
        (Definitive, Some(25), None, "definitive-with-end"),
    ] {
        let found = rules::handing_over(delegation, day(10), until.map(day), follow_up.map(day));
        assert_eq!(code(found), expected, "{delegation:?} {until:?} {follow_up:?}");
    }
}

#[test]
fn whoever_speaks_for_somebody_needs_a_decision() {
    let agreed = course(&SET[..5]);
    let not = course(&SET[..4]);
    for (course, means, telling, on, expected) in [
        (&not, Means::ByUser, Telling::None, 6, "yes"),
        (&not, Means::WithHelp, Telling::None, 6, "no-content"),
        (&not, Means::ByWorker, Telling::Nothing, 6, "no-content"),
        (&agreed, Means::WithHelp, Telling::None, 6, "yes"),
        (&agreed, Means::WithHelp, Telling::None, 4, "contact-before-agreement"),
        // Without a name one may ask whether there is room.
        (&agreed, Means::ByWorker, Telling::Nothing, 6, "yes"),
        (&agreed, Means::ByWorker, Telling::None, 6, "no-decision"),
        (&agreed, Means::ByWorker, Telling::Prepared, 6, "decision-not-taken"),
        (&agreed, Means::ByWorker, Telling::Refused, 6, "decision-refuses"),
        (&agreed, Means::ByWorker, Telling::Permitted, 6, "decision-not-told"),
        (&agreed, Means::ByWorker, Telling::Others, 6, "decision-for-others"),
        (&agreed, Means::ByWorker, Telling::Told(day(6)), 6, "yes"),
        (&agreed, Means::ByWorker, Telling::Told(day(7)), 6, "contact-before-decision"),
    ] {
        let found = rules::contacting(course, means, telling, day(on)).err().map_or("yes", |r| r.code);
        assert_eq!(found, expected, "{means:?} {telling:?}");
    }
}

#[test]
fn it_is_begun_for_somebody_and_for_something() {
    let (child, other) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
    let code = |reason, users: &[PersonId]| {
        rules::beginning(reason, users, &[child]).err().map_or("yes", |r: kernel::Refusal| r.code)
    };
    assert_eq!(code("parler", &[child]), "yes");
    assert_eq!(code(" ", &[child]), "no-need");
    assert_eq!(code("parler", &[]), "no-user");
    assert_eq!(code("parler", &[child, other]), "person-not-around-child");
}

#[test]
fn what_is_open_is_neither_a_success_nor_a_failure() {
    let all = [
        after(7, &[K::Attended]),
        after(7, &[K::NoShow, K::AppointmentSet, K::Attended, K::HandedOver, K::Ended]),
        after(7, &[K::NoShow]),
        after(7, &[K::RecipientRefused]),
        after(7, &[K::Refused]),
        after(6, &[K::WaitingList]),
        after(5, &[]),
        // Received, then put on a list: the first appointment was attended.
        after(7, &[K::Attended, K::WaitingList]),
    ];
    let courses: Vec<Course> = all.iter().map(|h| course(h)).collect();
    let found = rules::tallies(&courses);
    assert_eq!(found.len(), 1);
    let tally = found.values().next().unwrap();
    let expected = Tally {
        accepted: 8,
        attended: 3,
        after_missed: 1,
        missed: 1,
        refused: 1,
        stopped: 1,
        waiting: 1,
        open: 1,
    };
    assert_eq!(*tally, expected);
    assert_eq!((tally.known(), tally.of_accepted(), tally.of_known()), (6, Some(38), Some(50)));
    assert_eq!(Tally::default().of_accepted(), None, "nothing of nothing is no share");
}
