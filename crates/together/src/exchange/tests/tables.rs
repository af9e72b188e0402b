// SPDX-License-Identifier: EUPL-1.2
//! Who may do what, when: a practitioner can read it.

use kernel::{Date, ExchangeId, Instant, InstitutionId, PractitionerId};
use uuid::Uuid;

use super::super::model::{Exchange, Kind, Party, Side, State, Thread, Turn, TurnKind};
use super::super::rules::{self, Cover};
use crate::sharing::Channel;

fn here() -> InstitutionId {
    InstitutionId(Uuid::from_u128(1))
}

fn there() -> InstitutionId {
    InstitutionId(Uuid::from_u128(2))
}

fn who() -> PractitionerId {
    PractitionerId(Uuid::from_u128(3))
}

/// A thread of a kind, with what happened in it.
fn thread(kind: Kind, happened: &[TurnKind]) -> Thread {
    let id = ExchangeId(Uuid::from_u128(9));
    let turn = |(n, kind): (usize, &TurnKind)| Turn {
        id: Uuid::from_u128(n as u128),
        exchange: id,
        kind: *kind,
        institution: there(),
        by: who(),
        by_link: false,
        at: Instant(n as i64),
        occurred_at: Instant(n as i64),
        channel: Channel::Written,
        words: String::new(),
        reason: String::new(),
        disclosure: None,
        to_institution: None,
        to_practitioner: None,
        weeks: None,
    };
    let sent = happened.first() == Some(&TurnKind::Sent);
    Thread {
        exchange: Exchange {
            id,
            kind,
            institution: here(),
            pack: "be-fwb".into(),
            case: None,
            drafted_by: who(),
            drafted_at: Instant(0),
            version: 1,
            channel: Channel::Written,
            words: "Une question ?".into(),
            nominal: false,
            answer_by: Date::from_ymd(2026, 9, 15),
            confirmation: false,
            continues: None,
            disclosure: None,
            rhythm: String::new(),
            sent_at: sent.then_some(Instant(0)),
            occurred_at: None,
            settled_at: None,
            last_at: Instant(0),
            silence_clause: None,
            silent_on: None,
        },
        parties: vec![Party {
            exchange: id,
            practitioner: who(),
            institution: there(),
            contact: String::new(),
        }],
        turns: happened.iter().enumerate().map(turn).collect(),
    }
}

fn answer(kind: Kind, happened: &[TurnKind], side: Side, turn: TurnKind) -> &'static str {
    rules::taking_turn(&thread(kind, happened), side, turn).err().map_or("yes", |r| r.code)
}

#[test]
fn who_may_do_what_when() {
    use Kind::{Advice, InformationRequest as Info, JointAction as Joint, Spontaneous as Told};
    use Side::{From, To};
    use TurnKind as T;
    for (kind, happened, side, turn, expected) in [
        // Whoever was asked answers; whoever asked does not answer themselves.
        (Info, &[T::Sent][..], To, T::Answered, "yes"),
        (Info, &[T::Sent], From, T::Answered, "own-request"),
        (Info, &[T::Sent], To, T::Acknowledged, "yes"),
        (Info, &[T::Sent, T::Acknowledged], To, T::Acknowledged, "already-acknowledged"),
        (Info, &[T::Sent, T::Acknowledged], To, T::Declined, "yes"),
        (Advice, &[T::Sent], To, T::Answered, "yes"),
        // Nothing was asked: nothing is answered.
        (Told, &[T::Sent], To, T::Answered, "no-answer-awaited"),
        (Told, &[T::Sent], To, T::Acknowledged, "yes"),
        (Joint, &[T::Sent], To, T::Declined, "no-answer-awaited"),
        // Nothing happens to what was not sent.
        (Info, &[], To, T::Answered, "exchange-not-sent"),
        (Info, &[], From, T::Withdrawn, "exchange-not-sent"),
        // A part can be followed by the rest; the whole by nothing.
        (Info, &[T::Sent, T::AnsweredInPart], To, T::Answered, "yes"),
        (Info, &[T::Sent, T::Answered], To, T::Answered, "already-answered"),
        (Info, &[T::Sent, T::Declined], To, T::Answered, "already-declined"),
        (Info, &[T::Sent, T::Withdrawn], To, T::Answered, "exchange-withdrawn"),
        // Reminding and taking back are for whoever asked, while it waits.
        (Info, &[T::Sent], From, T::Reminded, "yes"),
        (Info, &[T::Sent], To, T::Reminded, "not-own-request"),
        (Info, &[T::Sent, T::Answered], From, T::Reminded, "already-answered"),
        (Info, &[T::Sent], To, T::Withdrawn, "not-own-request"),
        (Info, &[T::Sent, T::Closed], From, T::Withdrawn, "exchange-closed"),
        // What waits is not closed over the head of whoever waits.
        (Info, &[T::Sent], From, T::Closed, "still-awaited"),
        (Info, &[T::Sent, T::Answered], From, T::Closed, "yes"),
        (Info, &[T::Sent, T::Answered], To, T::Closed, "not-own-request"),
        // What is done together goes on until it is closed, by either.
        (Joint, &[T::Sent], To, T::Followed, "yes"),
        (Joint, &[T::Sent], From, T::Followed, "yes"),
        (Joint, &[T::Sent], To, T::Closed, "yes"),
        (Joint, &[T::Sent, T::Closed], From, T::Followed, "exchange-closed"),
        (Info, &[T::Sent], To, T::Followed, "no-joint-action"),
        (Info, &[T::Sent], From, T::Assigned, "own-request"),
        (Info, &[T::Sent], To, T::Assigned, "yes"),
    ] {
        assert_eq!(answer(kind, happened, side, turn), expected, "{kind:?} {happened:?} {side:?} {turn:?}");
    }
}

#[test]
fn where_it_stands_follows_from_what_happened() {
    use TurnKind as T;
    let state = |kind, happened: &[T]| thread(kind, happened).state();
    let info = Kind::InformationRequest;
    for (kind, happened, expected) in [
        (info, &[][..], State::Draft),
        (info, &[T::Withdrawn], State::Withdrawn),
        (info, &[T::Sent], State::Sent),
        (info, &[T::Sent, T::Assigned], State::Acknowledged),
        (info, &[T::Sent, T::AnsweredInPart, T::Minuted], State::AnsweredInPart),
        (info, &[T::Sent, T::AnsweredInPart, T::Answered], State::Answered),
        (info, &[T::Sent, T::Redirected], State::Redirected),
        (info, &[T::Sent, T::Answered, T::Closed], State::Closed),
        (Kind::JointAction, &[T::Sent, T::Followed], State::UnderWay),
    ] {
        assert_eq!(state(kind, happened), expected, "{happened:?}");
    }
    let waits = thread(info, &[T::Sent]);
    let day = |d| Date::from_ymd(2026, 9, d).unwrap();
    assert!(!waits.is_overdue(day(15)), "the last day is still one");
    assert!(waits.is_overdue(day(16)));
    assert!(!thread(info, &[T::Sent, T::Declined]).is_overdue(day(16)), "nobody waits any more");
}

#[test]
fn what_is_said_of_somebody_needs_a_decision_that_permits_it() {
    let code = |nominal, cover, names| {
        rules::covered(nominal, cover, names).err().map_or("yes", |r: kernel::Refusal| r.code)
    };
    for (nominal, cover, names, expected) in [
        (false, Cover::None, None, "yes"),
        (false, Cover::None, Some("Lina"), "words-name-somebody"),
        (true, Cover::None, None, "nominal-without-decision"),
        (true, Cover::Prepared, None, "decision-not-taken"),
        (true, Cover::Refused, None, "decision-refuses"),
        (true, Cover::PermitsOthers, None, "decision-permits-others"),
        (true, Cover::Permits, Some("Lina"), "yes"),
    ] {
        assert_eq!(code(nominal, cover, names), expected, "{nominal} {cover:?} {names:?}");
    }
}

#[test]
fn a_name_is_known_by_its_capital_and_whatever_its_accents() {
    let names: Vec<String> =
        ["Léa", "Petit", "De Smet", "Jean-Paul"].iter().map(|n| (*n).to_owned()).collect();
    for (text, expected) in [
        ("La petite sœur va bien.", None),
        ("Une petite question.", None),
        ("Madame Petit est venue.", Some("Petit")),
        ("LEA n’est pas venue.", Some("Léa")),
        ("Vu Léa, hier.", Some("Léa")),
        ("Madame De Smet a appelé.", Some("De Smet")),
        ("De cela, rien.", None),
        ("« Jean-Paul » a signé", Some("Jean-Paul")),
    ] {
        assert_eq!(rules::named(text, &names), expected, "{text}");
    }
}

#[test]
fn nobody_writes_to_all() {
    let thread = thread(Kind::InformationRequest, &[]);
    assert_eq!(rules::addressing(&thread).unwrap_err().code, "one-party");
    let mut joint = thread.clone();
    joint.exchange.kind = Kind::JointAction;
    assert!(rules::addressing(&joint).is_ok(), "what is done together is done by several");
}
