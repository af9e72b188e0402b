// SPDX-License-Identifier: EUPL-1.2
//! What may be noted, as tables a practitioner can read.

use kernel::{CaseId, Date, EpisodeId, Instant, InstitutionId, NoteId, PersonId, PractitionerId, Refusal};
use register::cases::Episode;
use register::cases::rules::Standing;
use uuid::Uuid;

use super::super::model::{ChildSeen, Correction, NewContact, NewNote, Note, NoteLayer, Texts};
use super::super::rules::{self, KindGroup};

const CLAIRE: PractitionerId = PractitionerId(Uuid::from_u128(1));
const SAMIR: PractitionerId = PractitionerId(Uuid::from_u128(2));
const LINA: PersonId = PersonId(Uuid::from_u128(10));
const MOTHER: PersonId = PersonId(Uuid::from_u128(11));
const STRANGER: PersonId = PersonId(Uuid::from_u128(12));

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn open() -> Standing {
    let episode = Episode {
        id: EpisodeId(Uuid::nil()),
        number: 1,
        opened_on: day("2026-01-10"),
        opening_reason: String::new(),
        closed_on: None,
        closing_reason: None,
    };
    Standing { episode: Some(episode), lead: Some(CLAIRE), ..Standing::default() }
}

fn closed() -> Standing {
    let episode = open().episode.map(|e| Episode { closed_on: Some(day("2026-05-01")), ..e });
    Standing { episode, ..open() }
}

fn merged() -> Standing {
    Standing { merged_into: Some(CaseId(Uuid::nil())), ..open() }
}

fn texts(observed: &str, heard: &str, thought: &str) -> Texts {
    Texts { observed: observed.into(), heard: heard.into(), thought: thought.into() }
}

fn code(result: Result<(), Refusal>) -> Option<&'static str> {
    result.err().map(|r| r.code)
}

#[test]
fn a_note_says_something_about_a_day_that_has_come_in_an_open_case() {
    let note = |on: &str, texts: Texts| NewNote {
        layer: NoteLayer::Institution,
        occurred_on: day(on),
        texts,
        draft: None,
    };
    let said = texts("vu", "", "");
    let table = [
        (open(), note("2026-03-02", said.clone()), None),
        (open(), note("2026-02-20", texts("", "dit", "")), None),
        (open(), note("2026-02-20", texts("", "", "pensé")), None),
        (open(), note("2026-03-03", said.clone()), Some("date-in-future")),
        (open(), note("2026-03-02", texts("", "", "")), Some("note-empty")),
        (closed(), note("2026-03-02", said.clone()), Some("case-closed")),
        (merged(), note("2026-03-02", said), Some("case-merged")),
    ];
    for (n, (standing, new, expected)) in table.into_iter().enumerate() {
        assert_eq!(code(rules::writing(&standing, &new, day("2026-03-02"))), expected, "{n}");
    }
}

fn written(layer: NoteLayer) -> Note {
    Note {
        id: NoteId(Uuid::nil()),
        case: CaseId(Uuid::nil()),
        institution: InstitutionId(Uuid::nil()),
        layer,
        author: CLAIRE,
        occurred_on: day("2026-03-01"),
        observed: "vu".into(),
        heard: String::new(),
        thought: String::new(),
        version: 1,
        recorded_at: Instant(0),
        written_by: CLAIRE,
        written_at: Instant(0),
        reason: String::new(),
    }
}

#[test]
fn somebody_elses_note_is_corrected_with_a_reason() {
    let correction = |texts: Texts, on: &str, reason: &str| Correction {
        version: 1,
        occurred_on: day(on),
        texts,
        reason: reason.into(),
        draft: None,
    };
    let better = texts("vu et revu", "", "");
    let table = [
        (CLAIRE, correction(better.clone(), "2026-03-01", ""), None),
        (CLAIRE, correction(texts("vu", "", ""), "2026-02-28", ""), None),
        (SAMIR, correction(better.clone(), "2026-03-01", "erreur de prénom"), None),
        (SAMIR, correction(better.clone(), "2026-03-01", ""), Some("correction-without-reason")),
        (CLAIRE, correction(texts("vu", "", ""), "2026-03-01", "x"), Some("note-unchanged")),
        (CLAIRE, correction(texts("", "", ""), "2026-03-01", "x"), Some("note-empty")),
        (CLAIRE, correction(better, "2026-03-09", "x"), Some("date-in-future")),
    ];
    for (n, (by, correction, expected)) in table.into_iter().enumerate() {
        let note = written(NoteLayer::Institution);
        assert_eq!(
            code(rules::correcting(&open(), &note, &correction, by, day("2026-03-02"))),
            expected,
            "{n}"
        );
        assert_eq!(
            code(rules::correcting(&closed(), &note, &correction, by, day("2026-03-02"))),
            Some("case-closed")
        );
    }
}

fn contact(
    result: &str,
    with: &[PersonId],
    others: &str,
    child_seen: ChildSeen,
    summary: &str,
) -> NewContact {
    NewContact {
        kind: "home_visit".into(),
        result: result.into(),
        occurred_on: day("2026-03-01"),
        time: None,
        with: with.to_vec(),
        others: others.into(),
        child_seen,
        summary: summary.into(),
        draft: None,
    }
}

#[test]
fn a_contact_is_with_somebody_and_an_attempt_is_not_a_contact() {
    use ChildSeen::{Alone, No, Yes};
    let table = [
        (contact("held", &[MOTHER], "", No, "dit"), None),
        (contact("held", &[], "l’instituteur", No, "dit"), None),
        (contact("held", &[], "", Alone, "dit"), None),
        (contact("held", &[], "", No, "dit"), Some("contact-with-nobody")),
        (contact("held", &[MOTHER], "", No, ""), Some("contact-without-summary")),
        (contact("no_answer", &[MOTHER], "", No, ""), None),
        (contact("refused", &[], "", No, ""), None),
        (contact("no_show", &[LINA], "", Yes, ""), Some("seen-without-contact")),
        (contact("held", &[STRANGER], "", No, "dit"), Some("person-not-around-child")),
    ];
    for (n, (new, expected)) in table.iter().enumerate() {
        assert_eq!(
            code(rules::contacting(&open(), new, &[LINA, MOTHER], day("2026-03-02"))),
            *expected,
            "{n}"
        );
    }
    let new = contact("held", &[MOTHER], "", No, "dit");
    assert_eq!(code(rules::contacting(&open(), &new, &[MOTHER], day("2026-02-28"))), Some("date-in-future"));
    assert_eq!(code(rules::contacting(&closed(), &new, &[MOTHER], day("2026-03-02"))), Some("case-closed"));
}

#[test]
fn what_the_timeline_calls_it_and_what_ends_the_first_contact() {
    use ChildSeen::{Alone, No, Yes};
    use KindGroup::{Distant, Meeting, Visit};
    // A contact, its group, what it is called, whether it is the first contact, whether the child was seen.
    let table = [
        (contact("held", &[MOTHER], "", No, "x"), Visit, "visit_held", true, No),
        (contact("held", &[MOTHER, LINA], "", No, "x"), Visit, "visit_held", true, Yes),
        (contact("held", &[LINA], "", Alone, "x"), Meeting, "contact_held", true, Alone),
        (contact("held", &[LINA], "", No, "x"), Distant, "contact_held", true, No),
        (contact("held", &[], "l’école", No, "x"), Meeting, "contact_held", false, No),
        (contact("no_answer", &[MOTHER], "", No, ""), Visit, "contact_attempted", false, No),
        (contact("no_show", &[LINA], "", No, ""), Meeting, "contact_attempted", false, No),
    ];
    for (n, (new, group, kind, first, seen)) in table.iter().enumerate() {
        assert_eq!(rules::entry_kind(&new.result, *group), *kind, "{n}");
        assert_eq!(rules::child_seen(new, *group, LINA), *seen, "{n}");
        assert_eq!(rules::is_first_contact(new, *seen), *first, "{n}");
    }
}

#[test]
fn ones_own_notes_are_read_by_oneself_alone() {
    assert!(rules::reads(NoteLayer::Own, CLAIRE, CLAIRE));
    assert!(!rules::reads(NoteLayer::Own, CLAIRE, SAMIR));
    assert!(rules::reads(NoteLayer::Institution, CLAIRE, SAMIR));
}

#[test]
fn a_late_recording_is_told_in_days() {
    let table =
        [("2026-03-02", None), ("2026-03-01", Some(1)), ("2026-02-20", Some(10)), ("2026-03-05", None)];
    for (occurred, expected) in table {
        assert_eq!(rules::late_days(day(occurred), day("2026-03-02")), expected, "{occurred}");
    }
}

#[test]
fn hours_are_read_as_people_write_them() {
    let table = [
        ("14:30", Some((14, 30))),
        ("14 h 30", Some((14, 30))),
        ("14h", Some((14, 0))),
        ("14.30 uur", Some((14, 30))),
        ("9", Some((9, 0))),
        ("0:05", Some((0, 5))),
        ("24:00", None),
        ("12:60", None),
        ("midi", None),
        ("14:30:12", None),
        ("-3", None),
        ("999", None),
    ];
    for (text, expected) in table {
        assert_eq!(rules::wall_time(text), expected, "{text}");
    }
}

#[test]
fn the_timeline_gets_the_beginning_cut_at_a_word() {
    assert_eq!(rules::summary(&texts("vu", "dit", "pensé")), "vu");
    assert_eq!(rules::summary(&texts("", "", "pensé")), "pensé");
    let long = "é".repeat(200) + " " + &"è".repeat(200);
    assert_eq!(rules::shortened(&long), "é".repeat(200) + "…");
    assert_eq!(rules::shortened(&"x".repeat(400)).chars().count(), 281);
}
