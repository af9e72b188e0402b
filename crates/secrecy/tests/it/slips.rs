// SPDX-License-Identifier: EUPL-1.2
//! Rule sets that do not hold together, spoilt as a hurried hand would, each refused with its line and reason.

use secrecy::{Fault, File, RuleSet};

const PAGE: &str = r#"code = "small"
edition = "1"
kind = "shared"
certainty = "known"
title.en = "A small one"
summary.en = "To be spoilt."

[[law]]
code = "charter"
name.en = "Charter"

[[law.number]]
cite.en = "Charter, rule 3"
valid_from = 2020-01-01
certainty = "verified"

[[question]]
code = "needed"
of = "pair"
ask.en = "Do they need it?"

[[addressee]]
code = "judge"
roles = ["court"]
words.en = "the judge"
"#;

const RULES: &str = r#"@id("sharing")
permit (principal, action, resource);

@id("needed")
@law("charter")
@certainty("verified")
@en("It is needed.")
@remedy_en("Leave it out.")
forbid (principal, action, resource)
unless { context.pair.needed == Answer::"yes" };
"#;

fn load(page: &str, rules: &str) -> Result<RuleSet, Vec<Fault>> {
    let page = File { path: "rule-set.toml", text: page };
    RuleSet::load(page, File { path: "rules.cedar", text: rules }, &["en"])
}

/// What the faults say, one a line.
fn said(page: &str, rules: &str) -> String {
    let faults = load(page, rules).err().unwrap_or_default();
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn it_holds_together_before_it_is_spoilt() {
    let set = load(PAGE, RULES).unwrap();
    assert_eq!((set.code(), set.conditions().len(), set.laws().len()), ("small", 1, 1));
    assert_eq!(set.condition("needed").unwrap().text().lines().count(), 2);
}

#[test]
fn a_spoilt_page_is_refused() {
    let slips = [
        ("code = \"small\"", "code = \"Small one\"", "rule-set.toml:1: the code « Small one » may only hold"),
        ("certainty = \"known\"\n", "", "missing field `certainty`"),
        ("title.en", "title.fr", "rule-set.toml:5: the translation en is missing"),
        (
            "summary.en = \"To be spoilt.\"",
            "summary.en = \" \"",
            "rule-set.toml:6: the translation en is missing",
        ),
        ("title.en = \"A small one\"", "title = { en = \"A\", xx = \"B\" }", "unknown language « xx »"),
        ("kind = \"shared\"", "kind = \"shared\"\nkinds = 1", "rule-set.toml:4: unknown field `kinds`"),
        ("valid_from = 2020-01-01", "valid_from = 2020-01-01T10:00:00", "a date without quotes"),
        ("valid_from = 2020-01-01", "valid_from = 2020-01-02\nvalid_to = 2020-01-01", "is before valid_from"),
        (
            "edition = \"1\"",
            "edition = \"1\"\nvalid_from = 2019-01-01",
            "« charter » has no number on 2019-01-01",
        ),
        (
            "[[law.number]]",
            "[[law]]\ncode = \"charter\"\nname.en = \"x\"\n[[law.number]]",
            "« charter » is there twice",
        ),
        ("code = \"judge\"", "code = \"other\"", "« other » is what is said of everything"),
        ("roles = [\"court\"]\n", "", "the addressee « judge » has no roles"),
        ("code = \"needed\"\n", "code = \"wanted\"\n", "there is no fact « context.pair.needed »"),
        ("of = \"pair\"", "of = \"item\"", "there is no fact « context.pair.needed »"),
        (
            "[[question]]",
            "[[question]]\ncode = \"idle\"\nof = \"item\"\nask.en = \"?\"\n\n[[question]]",
            "no rule uses the question « idle »",
        ),
    ];
    for (from, to, expected) in slips {
        assert!(PAGE.contains(from), "{from}");
        let said = said(&PAGE.replacen(from, to, 1), RULES);
        assert!(said.contains(expected), "{to}\nexpected: {expected}\nsaid: {said}");
    }
}

#[test]
fn rules_that_say_more_than_rules_of_secrecy_may_are_refused() {
    const BODY: &str = "context.pair.needed == Answer::\"yes\"";
    let bodies = [
        ("!(context.pair.needed == Answer::\"no\")", "never satisfies"),
        ("context.pair.needed != Answer::\"no\"", "never satisfies"),
        ("context.pair.needed == Answer::\"unanswered\"", "never satisfies"),
        ("[Answer::\"yes\", Answer::\"unknown\"].contains(context.pair.needed)", "never satisfies"),
        ("Answer::\"yes\" == context.pair.needed", "the fact first"),
        ("context.pair.needed == context.pair.needed", "never satisfies"),
        ("principal.duty == context.discloser_duty", "the fact first"),
        ("principal.id == \"x\"", "there is no fact « principal.id »"),
        ("if principal.named then true else false", "is not for rules of secrecy"),
        ("principal has duty", "is not for rules of secrecy"),
        ("principal in Recipient::\"x\"", "is not for rules of secrecy"),
        ("true", "is not for rules of secrecy"),
        ("principal.duty == Duty::\"sworn\"", "sworn"),
        ("principal.named == Duty::\"bound\"", "the fact first"),
    ];
    for (body, expected) in bodies {
        let said = said(PAGE, &RULES.replace(BODY, body));
        assert!(said.contains(expected), "{body}\nexpected: {expected}\nsaid: {said}");
        assert!(said.lines().any(|line| line.starts_with("rules.cedar:4:")), "{body}: {said}");
    }
}

#[test]
fn rules_out_of_shape_are_refused() {
    let slips = [
        (
            "@id(\"sharing\")\npermit (principal, action, resource);",
            "",
            "one permit was expected, there are 0",
        ),
        (
            "permit (principal, action, resource);",
            "permit (principal == Recipient::\"x\", action, resource);",
            "must stand for every Recipient",
        ),
        (
            "permit (principal, action, resource);",
            "permit (principal, action, resource) unless { principal.named };",
            "the permit has no condition",
        ),
        (
            "forbid (principal, action, resource)",
            "forbid (principal, action, resource is Item in Item::\"x\")",
            "must stand for every Item",
        ),
        ("unless {", "when {", "says « unless »"),
        ("unless {", "unless { principal.named } unless {", "exactly one « unless »"),
        ("@law(\"charter\")\n", "", "@law says what it rests on"),
        ("@law(\"charter\")", "@law(\"charters\")", "there is no law « charters »"),
        ("@en(", "@english(", "unknown annotation @english"),
        ("@en(\"It is needed.\")", "@en(\"\")", "@en is missing"),
        ("@remedy_en(\"Leave it out.\")\n", "", "@remedy_en is missing"),
        ("@certainty(\"verified\")", "@certainty(\"sure\")", "verified, known or uncertain"),
        ("@id(\"needed\")\n", "", "a condition has no @id"),
        ("@certainty", "@alternative(\"walk\")\n@certainty", "there is no alternative « walk »"),
        ("forbid (principal", "forbit (principal", "rules.cedar:9"),
    ];
    for (from, to, expected) in slips {
        assert!(RULES.contains(from), "{from}");
        let said = said(PAGE, &RULES.replacen(from, to, 1));
        assert!(said.contains(expected), "{to}\nexpected: {expected}\nsaid: {said}");
    }
    let twice = format!("{RULES}\n{}", RULES.split_once("\n\n").unwrap().1);
    assert!(said(PAGE, &twice).contains("rules.cedar:12: the condition « needed » is there twice"));
    assert!(
        said(PAGE, "@id(\"sharing\")\npermit (principal, action, resource);")
            .contains("there is no condition")
    );
}

#[test]
fn a_second_person_is_asked_for_where_something_is_decided() {
    let with = |kind: &str| {
        PAGE.replace("certainty = \"known\"\ntitle", "certainty = \"known\"\nsecond_look = true\ntitle")
            .replace("\"shared\"", &format!("\"{kind}\""))
    };
    assert!(!load(PAGE, RULES).unwrap().asks_second_look());
    assert!(load(&with("shared"), RULES).unwrap().asks_second_look());
    assert_eq!(
        said(&with("consultation"), RULES),
        "rule-set.toml:5: what is said in a consultation is decided by nobody beforehand: no second_look"
    );
}
