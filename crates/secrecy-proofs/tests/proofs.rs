// SPDX-License-Identifier: EUPL-1.2
//! The claims about the rule sets of the packs, each with a weakened copy that must be caught. They need cvc5:
//! `cargo xtask test --only proofs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests speak by failing")]

use std::fs;
use std::path::{Path, PathBuf};

use secrecy::{Asked, File, Kind, RuleSet};
use secrecy_proofs::Subject;

fn read(folder: &Path) -> RuleSet {
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let (page, rules) = (text("rule-set.toml"), text("rules.cedar"));
    let page = File { path: "rule-set.toml", text: &page };
    let rules = File { path: "rules.cedar", text: &rules };
    RuleSet::load(page, rules, &["fr", "nl", "en"]).unwrap()
}

/// Every rule set of every pack: nobody adds one past these claims.
fn all() -> Vec<RuleSet> {
    let below = |folder: PathBuf| -> Vec<PathBuf> {
        let found = fs::read_dir(folder).map(|all| all.map(|entry| entry.unwrap().path()).collect());
        found.unwrap_or_default()
    };
    let packs = below(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"));
    let mut folders: Vec<PathBuf> = packs.into_iter().flat_map(|pack| below(pack.join("secrecy"))).collect();
    folders.sort();
    folders.iter().map(|folder| read(folder)).collect()
}

fn called(code: &str) -> RuleSet {
    all().into_iter().find(|set| set.code() == code).unwrap()
}

fn of_kind(kind: Kind) -> Vec<RuleSet> {
    let sets: Vec<RuleSet> = all().into_iter().filter(|set| set.kind() == kind).collect();
    assert!(!sets.is_empty());
    sets
}

/// The claim holds for the rule set as it stands.
fn proved(set: &RuleSet, claim: &str) {
    if let Some(counterexample) = Subject::of(set).unwrap().shows(claim).unwrap() {
        panic!("{}: permitted although not {claim}:\n{counterexample}", set.code());
    }
}

/// It does not hold any more once these conditions are taken out of a copy.
fn caught_without(set: &RuleSet, ids: &[&str], claim: &str) {
    let weaker = Subject::of(set).unwrap().without(ids).unwrap();
    assert!(weaker.shows(claim).unwrap().is_some(), "{} without {ids:?}: {claim} still holds", set.code());
}

/// Nor once a rule of a copy says less.
fn caught_altered(set: &RuleSet, from: &str, to: &str, claim: &str) {
    let weaker = Subject::altered(set, from, to).unwrap();
    assert!(weaker.shows(claim).unwrap().is_some(), "{} with {to}: {claim} still holds", set.code());
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn shared_secrecy_permits_nobody_who_is_not_bound_on_the_day() {
    let claim = "principal.duty == Duty::\"bound\" && context.discloser_duty == Duty::\"bound\"";
    for set in of_kind(Kind::Shared) {
        proved(&set, claim);
        caught_altered(&set, "principal.duty == Duty::\"bound\"", "principal.duty != Duty::\"none\"", claim);
        caught_altered(
            &set,
            "context.discloser_duty == Duty::\"bound\"",
            "[Duty::\"bound\", Duty::\"discretion\"].contains(context.discloser_duty)",
            claim,
        );
    }
    caught_without(&called("be_circulaire"), &["C1_recipient"], claim);
    caught_without(&called("fr_l226_2_2"), &["bound_recipient"], claim);
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn an_authority_learns_only_under_the_rule_sets_made_for_it() {
    let claim = "principal.duty != Duty::\"judicial\"";
    for set in of_kind(Kind::Shared) {
        proved(&set, claim);
        assert!(set.addressees().is_empty(), "{} is not made for addressees", set.code());
    }
    caught_without(&called("be_circulaire"), &["C1_recipient", "C1_not_judicial"], claim);
    caught_without(&called("fr_l226_2_2"), &["bound_recipient", "not_judicial"], claim);
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn a_rule_set_with_addressees_permits_nobody_else() {
    for set in all().iter().filter(|set| !set.addressees().is_empty()) {
        proved(set, "principal.addressee != Addressee::\"other\"");
    }
    let claim = "principal.addressee != Addressee::\"other\"";
    caught_without(&called("fr_226_14"), &["authority"], claim);
    caught_without(&called("fr_l226_2_1"), &["addressee"], claim);
    caught_without(&called("fr_l226_4"), &["prosecutor_only"], claim);
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn the_circular_never_permits_without_prior_information() {
    let set = called("be_circulaire");
    let claim = "principal.told == Told::\"before\"";
    proved(&set, claim);
    caught_without(&set, &["C5"], claim);
    caught_altered(
        &set,
        "principal.told == Told::\"before\"",
        "[Told::\"before\", Told::\"late\"].contains(principal.told)",
        claim,
    );
    assert!(set.grounds().is_empty(), "there is no ground for not telling");
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn sharing_in_france_without_information_rests_on_the_childs_interest_alone() {
    let set = called("fr_l226_2_2");
    let claim = "principal.told == Told::\"before\" || principal.ground == Ground::\"child_interest\"";
    proved(&set, claim);
    proved(&set, "principal.told == Told::\"before\" || principal.ground_reviewed");
    caught_without(&set, &["informed"], claim);
    caught_altered(
        &set,
        "principal.ground == Ground::\"child_interest\"",
        "principal.ground != Ground::\"none\"",
        claim,
    );
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn no_shared_secrecy_for_a_purpose_that_is_first_of_all_repressive() {
    let claim = "context.answers.repressive == Answer::\"no\"";
    for set in of_kind(Kind::Shared) {
        proved(&set, claim);
        proved(&set, "context.answers.repressive != Answer::\"yes\"");
    }
    caught_without(&called("be_circulaire"), &["C6"], claim);
    caught_without(&called("fr_l226_2_2"), &["not_repressive"], claim);
    let set = called("fr_l226_2_2");
    let claim = "context.purpose != Purpose::\"other\"";
    proved(&set, claim);
    caught_without(&set, &["purpose"], claim);
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn a_consultation_permits_nobody_outside_its_frozen_list() {
    let claim = "principal.participant && context.discloser_participant";
    for set in of_kind(Kind::Consultation) {
        proved(&set, claim);
        caught_without(&set, &["participant"], claim);
        caught_without(&set, &["discloser_participant"], claim);
    }
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn notice_of_an_offence_has_one_addressee_the_prosecutor() {
    let set = called("be_458bis");
    let claim = "principal.addressee == Addressee::\"prosecutor\" && context.one_recipient";
    proved(&set, claim);
    caught_without(&set, &["prosecutor_only"], claim);
    caught_without(&set, &["one_addressee"], claim);
    let danger = "context.answers.cannot_protect == Answer::\"yes\" && \
                  (context.answers.imminent_danger == Answer::\"yes\" || \
                   context.answers.other_victims == Answer::\"yes\")";
    proved(&set, danger);
    caught_without(&set, &["danger"], danger);
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn no_rule_set_passes_on_what_was_said_in_a_consultation_nor_a_whole_file_nor_for_ever() {
    let claim = "resource.origin != Origin::\"consultation\" && resource.single && !context.open_ended";
    for set in all() {
        proved(&set, claim);
        caught_without(&set, &["closed_consultation"], claim);
    }
    for set in all().iter().filter(|set| set.classes().iter().any(|class| class.code() == "reporter")) {
        let claim = "resource.class != Class::\"reporter\"";
        proved(set, claim);
        caught_without(set, &["reporter"], claim);
    }
    for set in of_kind(Kind::Shared) {
        let claim = "principal.named && context.consent != Consent::\"against_child\"";
        proved(&set, claim);
        caught_without(&set, &["consent_is_no_base"], claim);
    }
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn silence_permits_nothing() {
    for set in all() {
        // Every single question that is read by a condition of its own must have been answered, by yes or by no.
        let subject = Subject::of(&set).unwrap();
        let place = |asked: Asked| match asked {
            Asked::Decision => "context.answers",
            Asked::Recipient => "principal.answers",
            Asked::Item => "resource.answers",
            Asked::Pair => "context.pair",
        };
        let answered = |question: &secrecy::Question| {
            let fact = format!("{}.{}", place(question.asked()), question.code());
            format!("[Answer::\"yes\", Answer::\"no\"].contains({fact})")
        };
        let alone = |question: &&secrecy::Question| {
            let fact = secrecy::Fact::Answer(question.code().to_owned());
            set.conditions().iter().any(|c| c.reads().count() == 1 && c.reads().any(|read| *read == fact))
        };
        let claims: Vec<String> = set.questions().iter().filter(alone).map(answered).collect();
        assert!(!claims.is_empty());
        assert!(subject.shows(&claims.join(" && ")).unwrap().is_none(), "{}", set.code());
    }
}

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn every_rule_set_permits_something_and_none_of_its_rules_can_fail() {
    for set in all() {
        let subject = Subject::of(&set).unwrap();
        assert!(subject.permits_something().unwrap(), "{} permits nothing at all", set.code());
        assert_eq!(subject.that_can_fail().unwrap(), Vec::<String>::new(), "{}", set.code());
    }
}

/// Conditions that say again, for whoever reads, what another one already asks.
const SAID_AGAIN: [(&str, &str); 2] = [("be_circulaire", "C1_not_judicial"), ("fr_l226_2_2", "not_judicial")];

#[test]
#[ignore = "needs cvc5: cargo xtask test --only proofs"]
fn every_condition_matters() {
    for set in all() {
        let subject = Subject::of(&set).unwrap();
        for condition in set.conditions() {
            let same = subject.is_the_same_as(&subject.without(&[condition.id()]).unwrap()).unwrap();
            let expected = SAID_AGAIN.contains(&(set.code(), condition.id()));
            assert_eq!(same, expected, "{} without {}", set.code(), condition.id());
        }
    }
}
