// SPDX-License-Identifier: EUPL-1.2
//! What can be received, as tables: every kind of bad input has its own clear answer.

use kernel::PersonId;
use register::people::NewPerson;
use uuid::Uuid;

use super::standing::{ELSEWHERE, HERE, TODAY, child, d, minor, pack, received};
use crate::concerns::model::{Door, Levels, NewHolder, NewMinor, NewReport, Place, Told, Who};
use crate::concerns::rules::minors::{Compared, Mention, add, same_child};
use crate::concerns::rules::receive::{Receiver, check};

fn child_of(given: &str, birth: &str) -> NewMinor {
    let person = NewPerson { given: given.into(), birth: birth.parse().ok(), ..NewPerson::default() };
    NewMinor { who: Who::New(Box::new(person)), ..NewMinor::default() }
}

fn unborn(expected: &str) -> NewMinor {
    let person = NewPerson { expected_on: Some(d(expected)), ..NewPerson::default() };
    NewMinor { who: Who::New(Box::new(person)), ..NewMinor::default() }
}

fn sent() -> NewReport {
    let mut new = NewReport::to(HERE, Door::Public, d(TODAY), kernel::Instant(0));
    new.observed = "Elle arrive sans manteau.".into();
    new.children.push(child_of("Lina", "2019-03-03"));
    new
}

fn codes(new: &NewReport) -> Vec<String> {
    let receiver = Receiver { id: HERE, receives: true, actor_at: Some(ELSEWHERE) };
    check(new, receiver, pack(), d(TODAY)).into_iter().map(|f| format!("{}:{}", f.field, f.code)).collect()
}

#[test]
fn what_does_not_hold_together_is_told_field_by_field() {
    type Change = fn(&mut NewReport);
    let table: Vec<(&str, Change, &[&str])> = vec![
        ("as it should be", |_| {}, &[]),
        ("nothing said", |n| n.observed.clear(), &["observed:nothing-said"]),
        ("no child", |n| n.children.clear(), &["child-1-given:nobody-reported"]),
        (
            "a description is enough",
            |n| n.children = vec![NewMinor { description: "un petit garçon".into(), ..NewMinor::default() }],
            &[],
        ),
        ("an adult", |n| n.children = vec![child_of("Marc", "1990-01-01")], &["child-1-birth:adult"]),
        (
            "eighteen that very day",
            |n| n.children = vec![child_of("Ana", "2008-09-15")],
            &["child-1-birth:adult"],
        ),
        ("eighteen the day after", |n| n.children = vec![child_of("Ana", "2008-09-16")], &[]),
        ("perhaps still a child", |n| n.children = vec![child_of("Tesfay", "2008~")], &[]),
        (
            "born tomorrow",
            |n| n.children = vec![child_of("Noa", "2026-09-16")],
            &["child-1-birth:in-the-future"],
        ),
        (
            "born after the facts",
            |n| {
                n.occurred = "2018".parse().ok();
            },
            &["child-1-birth:born-after-the-facts"],
        ),
        (
            "born in the year of the facts",
            |n| {
                n.occurred = "2019".parse().ok();
            },
            &[],
        ),
        ("not born yet", |n| n.children = vec![unborn("2026-12-01")], &[]),
        (
            "expected in two years",
            |n| n.children = vec![unborn("2028-12-01")],
            &["child-1-expected:not-expected-then"],
        ),
        (
            "expected long ago",
            |n| n.children = vec![unborn("2025-12-01")],
            &["child-1-expected:not-expected-then"],
        ),
        ("facts of tomorrow", |n| n.occurred = "2026-09-16".parse().ok(), &["occurred:in-the-future"]),
        ("received tomorrow", |n| n.received_on = d("2026-09-16"), &["received_on:in-the-future"]),
        ("a text without end", |n| n.heard = "x".repeat(100_001), &["heard:too-long"]),
        (
            "thirteen children",
            |n| n.children = vec![child_of("X", "2019"); 13],
            &["child-1-given:too-many-minors"],
        ),
        ("no danger, but right now", |n| n.levels = Levels::of(0, 0, 3), &["danger:no-danger-but-immediate"]),
        ("a word that no list has", |n| n.about = vec!["sorcellerie".into()], &["about:not-a-choice"]),
        ("known, and no name", |n| n.reporter.is_known = true, &["name:known-without-name"]),
        (
            "a holder without a name",
            |n| n.holders = vec![NewHolder { told: Told::Yes, ..NewHolder::default() }],
            &["holder-1-who:holder-without-name"],
        ),
        (
            "told tomorrow",
            |n| {
                n.holders = vec![NewHolder {
                    who: "la mère".into(),
                    told_on: Some(d("2026-09-16")),
                    ..NewHolder::default()
                }]
            },
            &["holder-1-told_on:in-the-future"],
        ),
        // The public owes no reason; a professional does.
        (
            "not told, by a neighbour",
            |n| {
                n.holders = vec![NewHolder { who: "la mère".into(), told: Told::No, ..NewHolder::default() }]
            },
            &[],
        ),
    ];
    for (what, change, expected) in table {
        let mut new = sent();
        change(&mut new);
        assert_eq!(codes(&new), expected, "{what}");
    }
}

#[test]
fn each_door_has_its_own_demands() {
    let mut professional = sent();
    professional.door = Door::Professional;
    professional.received_how = "professional_form".into();
    professional.holders = vec![NewHolder { who: "la mère".into(), told: Told::No, ..NewHolder::default() }];
    assert_eq!(codes(&professional), ["holder-1-reason:not-told-without-reason"]);
    professional.holders[0].not_told_reason = "increases_danger".into();
    assert_eq!(codes(&professional), [""; 0]);
    professional.reporter.capacity = "neighbour".into();
    assert_eq!(codes(&professional), ["capacity:not-a-professional-capacity"]);
    // What another service was told is not ours to write down.
    let mut phone = sent();
    phone.door = Door::Phone;
    phone.received_how = "phone".into();
    assert_eq!(codes(&phone), ["institution:not-your-service"]);
    // A service that the public is not sent to may still write down what it was told; it receives nothing else.
    let closed = |new: &NewReport, actor_at| {
        let receiver = Receiver { id: HERE, receives: false, actor_at };
        check(new, receiver, pack(), d(TODAY)).into_iter().map(|f| f.code).collect::<Vec<_>>()
    };
    assert_eq!(closed(&phone, Some(HERE)), [""; 0]);
    assert_eq!(closed(&sent(), None), ["receives-no-reports"]);
}

#[test]
fn a_minor_who_is_added_settles_the_mention_that_was_meant() {
    let person = PersonId(Uuid::from_u128(7));
    let leonie = child_of("Léonie", "2025-05-27");
    let today = d(TODAY);
    let mut c = received();
    c.minors.push(child(2, Place::Mentioned));
    let settled = |c: &_, who, mention| {
        add(c, who, &leonie, leonie.birth(), mention, pack(), today).map_err(|no| no.code())
    };
    assert_eq!(settled(&c, None, Mention::NotSaid), Ok(Ok(Some(minor(2)))), "just one: it is that one");
    assert_eq!(settled(&c, None, Mention::Another), Ok(Ok(None)));
    assert_eq!(settled(&c, None, Mention::Is(minor(9))), Err("no-such-mention"));
    c.minors.push(child(3, Place::Mentioned));
    assert_eq!(settled(&c, None, Mention::NotSaid), Ok(Ok(None)), "of two, nobody guesses");
    // The same person twice is one person.
    c.minors[0].person = Some(person);
    assert_eq!(settled(&c, Some(person), Mention::NotSaid), Ok(Err(minor(1))));
    let grown =
        add(&c, None, &child_of("Marc", "1990"), "1990".parse().ok(), Mention::Another, pack(), today)
            .map_err(|no| no.code());
    assert_eq!(grown, Err("adult"));
}

#[test]
fn children_of_two_reports_are_recognised_only_without_doubt() {
    let one = |n: u128, name: &str, birth: &str| Compared {
        id: minor(n),
        person: None,
        name: name.into(),
        birth: birth.parse().ok(),
    };
    let kept = [one(1, "Robin Thiry", "2018-02-01"), one(2, "Zoé Thiry", "2014")];
    assert_eq!(
        same_child(&one(9, "THIRY, Zoe", "2014-05-05"), &kept),
        Some(minor(2)),
        "any spelling, any order"
    );
    assert_eq!(
        same_child(&one(9, "Robin Thiry", "2010-02-01"), &kept),
        None,
        "another birth is another child"
    );
    assert_eq!(same_child(&one(9, "Robin", ""), &kept), None, "half a name is not enough");
    assert_eq!(same_child(&one(9, "", ""), &kept), None, "a description recognises nobody");
    let twins = [one(1, "N. K.", ""), one(2, "N. K.", "")];
    assert_eq!(same_child(&one(9, "N. K.", ""), &twins), None, "of two alike, nobody guesses");
}
