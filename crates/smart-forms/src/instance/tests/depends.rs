// SPDX-License-Identifier: EUPL-1.2
//! Only what depends on an answer is worked out anew; defaults, triggers and what the device fills in have their time.

use super::*;

/// How many formulas a step evaluates.
fn cost(it: &mut Instance, step: impl FnOnce(&mut Instance)) -> usize {
    let before = it.evaluated();
    step(it);
    it.evaluated() - before
}

#[test]
fn an_answer_touches_its_own_turn_only() {
    let mut it = begin(&form(
        "type,name,label,calculation",
        &[
            "begin repeat | r | R | ",
            "integer | a | A | ",
            "calculate | b | | ${a} * 2",
            "calculate | c | | ${b} + 1",
            "end repeat",
            "calculate | dits | | count-non-empty(${c})",
        ],
    ));
    for _ in 0..50 {
        it.add("/data/r").unwrap();
    }
    assert_eq!(cost(&mut it, |it| it.set("/data/r[20]/a", "4").unwrap()), 3);
    assert_eq!(value(&it, "/data/dits"), "1");
    assert_eq!(
        cost(&mut it, |it| it.set("/data/r[20]/a", "4").unwrap()),
        0,
        "the same answer changes nothing"
    );
    assert_eq!(cost(&mut it, |it| it.remove("/data/r", 3).unwrap()), 1);
}

#[test]
fn a_change_that_changes_nothing_goes_no_further() {
    let mut it = begin(&form(
        "type,name,label,relevant,calculation",
        &[
            "integer | age | Âge ? | | ",
            "calculate | majeur | | | ${age} >= 18",
            "text | a | A | ${majeur} = 'true' | ",
            "text | b | B | ${majeur} = 'true' | ",
        ],
    ));
    answer(&mut it, &[("/data/age", "20")]);
    assert_eq!(cost(&mut it, |it| it.set("/data/age", "21").unwrap()), 1);
    assert_eq!(cost(&mut it, |it| it.set("/data/age", "12").unwrap()), 3);
}

#[test]
fn defaults_stand_at_the_beginning_and_are_reckoned_once() {
    let mut it = begin(&form(
        "type,name,label,default",
        &[
            "text | pays | Pays ? | Belgique",
            "date | jour | Jour ? | today()",
            "text | cle | Clé ? | uuid()",
            "begin repeat | r | R | ",
            "text | copie | Copie ? | ${pays}",
            "end repeat",
            "start | debut | | ",
            "username | qui | | ",
            "end | fin | | ",
        ],
    ));
    assert_eq!(value(&it, "/data/pays"), "Belgique");
    assert_eq!(value(&it, "/data/jour"), "2026-11-30");
    let cle = value(&it, "/data/cle");
    answer(&mut it, &[("/data/pays", "France")]);
    assert_eq!(value(&it, "/data/r[1]/copie"), "Belgique", "it was reckoned when the form was opened");
    it.add("/data/r").unwrap();
    assert_eq!(value(&it, "/data/r[2]/copie"), "France", "and this one when its turn was added");
    assert_eq!(value(&it, "/data/cle"), cle);
    assert_eq!(value(&it, "/data/qui"), "lucie");
    assert!(value(&it, "/data/debut").starts_with("2026-11-30T09:15:00"));
    assert_eq!(value(&it, "/data/fin"), "");
    it.finish();
    assert!(value(&it, "/data/fin").starts_with("2026-11-30T09:15:00"));
    assert!(value(&it, "/data/meta/instanceID").starts_with("uuid:"));
}

#[test]
fn a_trigger_sets_another_answer_when_it_changes() {
    let mut it = begin(&form(
        "type,name,label,calculation,trigger",
        &[
            "integer | poids | Poids ? | | ",
            "dateTime | pese | Quand ? | now() | ${poids}",
            "integer | fois | Combien de fois ? | coalesce(${fois}, 0) + 1 | ${poids}",
            "text | note | Remarque | | ",
            "calculate | double | | ${poids} * 2 | ",
            "integer | vu | Vu ? | ${double} | ${poids}",
            "begin repeat | r | R | | ",
            "text | a | A ? | | ",
            "text | b | B ? | concat(${a}, '!') | ${a}",
            "end repeat",
        ],
    ));
    assert_eq!((value(&it, "/data/pese"), value(&it, "/data/fois")), (String::new(), String::new()));
    answer(&mut it, &[("/data/poids", "12")]);
    assert!(value(&it, "/data/pese").starts_with("2026-11-30T09:15:00"));
    assert_eq!((value(&it, "/data/fois"), value(&it, "/data/vu")), ("1".into(), "24".into()));
    answer(&mut it, &[("/data/note", "rien"), ("/data/poids", "12")]);
    assert_eq!(value(&it, "/data/fois"), "1", "nothing changed");
    answer(&mut it, &[("/data/fois", "7"), ("/data/poids", "13")]);
    assert_eq!(value(&it, "/data/fois"), "8");
    it.add("/data/r").unwrap();
    answer(&mut it, &[("/data/r[2]/a", "x")]);
    assert_eq!((value(&it, "/data/r[1]/b"), value(&it, "/data/r[2]/b")), (String::new(), "x!".into()));
}
