// SPDX-License-Identifier: EUPL-1.2
//! What is missing or not in order, and how it is told.

use super::*;

fn begun() -> Instance {
    begin(&form(
        "type,name,label,required,constraint,constraint_message,required_message,relevant,read_only",
        &[
            "integer | age | Âge ? | yes | . > 0 and . <= ${limite} | Entre 1 et ${limite} ans. | | | ",
            "integer | limite | Limite ? | | | | | | ",
            "text | nom | Nom ? | ${age} > 10 | | | Dites-nous le nom. | | ",
            "text | ecole | École ? | yes | | | | ${age} < 18 | ",
            "date | jour | Quel jour ? | | . <= today() | | | | ",
            "text | fixe | Fixe | | | | | | yes",
            "note | dit | Merci | | | | | | ",
        ],
    ))
}

fn message(it: &Instance, path: &str) -> Option<String> {
    it.node(path).unwrap().message
}

#[test]
fn what_is_empty_is_asked_for_and_what_is_answered_is_verified() {
    let mut it = begun();
    assert_eq!(message(&it, "/data/age").unwrap(), "Il faut répondre à cette question.");
    assert_eq!(message(&it, "/data/nom"), None);
    assert!(!it.is_valid());
    answer(&mut it, &[("/data/limite", "25"), ("/data/age", "30")]);
    assert_eq!(message(&it, "/data/age").unwrap(), "Entre 1 et 25 ans.");
    assert_eq!(message(&it, "/data/nom").unwrap(), "Dites-nous le nom.");
    assert_eq!(message(&it, "/data/ecole"), None, "what is not asked cannot be wrong");
    answer(&mut it, &[("/data/limite", "99"), ("/data/nom", "Ana")]);
    assert!(it.is_valid(), "the condition reads another answer, which changed");
    answer(&mut it, &[("/data/jour", "1/12/2026")]);
    assert_eq!(
        message(&it, "/data/jour").unwrap(),
        "Cette réponse ne satisfait pas à la condition de la question."
    );
    answer(&mut it, &[("/data/jour", "30 novembre 2026")]);
    assert_eq!(message(&it, "/data/jour"), None);
    assert_eq!(it.state(), anew(&it));
}

#[test]
fn who_declines_or_does_not_know_has_been_asked() {
    let mut it = begun();
    it.decline("/data/age").unwrap();
    assert!(it.node("/data/age").unwrap().valid);
    it.clear("/data/age").unwrap();
    assert!(!it.node("/data/age").unwrap().valid);
}

#[test]
fn what_cannot_be_read_is_kept_beside_the_answer() {
    let mut it = begun();
    answer(&mut it, &[("/data/age", "12")]);
    let refusal = it.set("/data/age", "douze ans").unwrap_err();
    assert_eq!(
        refusal.message(Lang::Fr),
        "«\u{a0}douze ans\u{a0}» n’est pas un nombre. Écrivez par exemple 12 ou 12,5."
    );
    assert_eq!(
        (value(&it, "/data/age"), it.typed("/data/age").unwrap()),
        (String::new(), Some("douze ans".into()))
    );
    assert_eq!(message(&it, "/data/age"), Some(refusal.message(Lang::Fr)));
    answer(&mut it, &[("/data/age", "12"), ("/data/limite", "25")]);
    assert_eq!(message(&it, "/data/age"), None);
}

#[test]
fn what_is_refused_is_told_in_words() {
    let mut it = begun();
    for (path, code) in [
        ("/data/fixe", "readonly"),
        ("/data/dit", "readonly"),
        ("/data", "not-a-question"),
        ("/data/rien", "no-such-node"),
        ("/data/age[2]", "no-such-node"),
        ("data/age", "no-such-node"),
        ("/data/age[x]", "no-such-node"),
    ] {
        let refusal = it.set(path, "1").unwrap_err();
        assert_eq!(refusal.code(), code, "{path}");
        assert!(!refusal.message(Lang::Fr).is_empty() && !refusal.message(Lang::En).is_empty());
    }
    assert_eq!(it.add("/data/age").unwrap_err().code(), "not-repeated");
}

#[test]
fn a_condition_that_gives_nothing_hides_nothing_and_is_told() {
    let mut it = begin(&form(
        "type,name,label,relevant,constraint",
        &["integer | a | A | | ", "text | b | B | pulldata('absent', 'x', 'y', ${a}) = 1 | "],
    ));
    answer(&mut it, &[("/data/a", "1")]);
    assert!(is_asked(&it, "/data/b"));
    assert_eq!(it.faults()[0].path, "/data/b");
}

#[test]
fn state_is_told_as_json() {
    let mut it = begun();
    it.decline("/data/nom").unwrap();
    assert_eq!(
        it.node("/data/nom").unwrap().json(),
        serde_json::json!({
            "path": "/data/nom", "relevant": true, "required": false, "readonly": false, "value": "", "valid": true,
            "message": null, "answer_state": "declined",
        })
    );
    assert_eq!(it.node("/data").unwrap().json()["value"], serde_json::Value::Null);
}
