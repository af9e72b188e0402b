// SPDX-License-Identifier: EUPL-1.2
//! The rules against an independent reading, over a million random facts; and condition by condition against all rules
//! at once, as Cedar decides them.

use std::collections::BTreeSet;
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision as CedarDecision, Entities, EntityUid, PolicySet, Request, Schema,
};
use secrecy::{
    About, Answer, Answers, Asked, Change, Consent, Day, Decision, Duty, Fact, Facts, Finding, Information,
    PairAnswers, RuleSet, State, Told,
};
use serde_json::{Map, Value, json};

use crate::chance::{Chance, Draw};
use crate::reading::{self, Pair};
use crate::world::{folders, load, rule_set, texts};

/// The same facts every time: a failure can be looked at again.
const SEED: u64 = 1785;

/// Random facts for each rule set; over all of them more than a million.
const FACTS_A_SET: usize = 112_000;

/// How many pairs were looked at, and how many of them were permitted.
#[derive(Default)]
struct Seen {
    facts: usize,
    permitted: usize,
    refused: usize,
}

/// Where the rules and the reading part; `None` when they agree on every pair.
fn parting(set: &RuleSet, facts: &Facts, decision: &Decision, seen: &mut Seen) -> Option<String> {
    seen.facts += 1;
    assert!(decision.obstacles.is_empty(), "{:?}", decision.obstacles);
    for result in &decision.pairs {
        let recipient = facts.recipients.iter().find(|r| r.id == result.recipient).unwrap();
        let item = facts.items.iter().find(|i| i.id == result.item).unwrap();
        let expected = reading::unmet(set.code(), &Pair { facts, recipient, item });
        let expected: BTreeSet<&str> = expected.into_iter().collect();
        let found = decision.findings_for(&result.recipient, &result.item);
        let found: BTreeSet<&str> =
            found.filter(|f| f.state != State::Met).map(|f| f.condition.as_str()).collect();
        if found != expected || result.permitted != expected.is_empty() {
            return Some(format!("{}: {found:?}, but {expected:?}: {facts:#?}", set.code()));
        }
        if result.permitted { seen.permitted += 1 } else { seen.refused += 1 }
    }
    None
}

#[test]
fn a_million_random_facts_are_decided_as_an_independent_reading_decides_them() {
    println!("seed {SEED}");
    let folders = folders();
    let (first, second) = folders.split_at(folders.len() / 2);
    let run = |folders: &[String]| {
        let mut total = Seen::default();
        for (folder, number) in folders.iter().zip(0u64..) {
            let set = rule_set(folder);
            let (draw, mut chance) = (Draw::of(&set), Chance(SEED + number));
            let mut seen = Seen::default();
            for _ in 0..FACTS_A_SET {
                let facts = draw.facts(&mut chance);
                if let Some(parting) = parting(&set, &facts, &set.decide(&facts), &mut seen) {
                    panic!("{parting}");
                }
            }
            assert!(seen.permitted > FACTS_A_SET / 50, "{folder}: only {} were permitted", seen.permitted);
            assert!(seen.refused > FACTS_A_SET / 10, "{folder}: only {} were refused", seen.refused);
            total.facts += seen.facts;
        }
        total.facts
    };
    let facts = std::thread::scope(|scope| {
        let other = scope.spawn(|| run(second));
        run(first) + other.join().unwrap()
    });
    assert!(facts >= 1_000_000, "{facts}");
}

#[test]
fn the_reading_sees_a_weakened_rule() {
    for (folder, from, to) in [
        (
            "be-fwb/be-circulaire",
            "principal.told == Told::\"before\"",
            "principal.told != Told::\"not_told\"",
        ),
        ("be-fwb/be-circulaire", "principal.duty == Duty::\"bound\"", "principal.duty != Duty::\"none\""),
        ("fr/fr-l226-2-2", "Ground::\"child_interest\" }", "Ground::\"child_interest\" || principal.named }"),
        ("be-fwb/be-458bis", "{ context.one_recipient }", "{ context.one_recipient || resource.single }"),
    ] {
        let (page, rules) = texts(folder);
        assert!(rules.contains(from), "{folder}: {from}");
        let set = load(&page, &rules.replace(from, to)).unwrap();
        let (draw, mut chance, mut seen) = (Draw::of(&set), Chance(SEED), Seen::default());
        let sees = (0..20_000).any(|_| {
            let facts = draw.facts(&mut chance);
            parting(&set, &facts, &set.decide(&facts), &mut seen).is_some()
        });
        assert!(sees, "{folder}: {to} was not seen");
    }
}

#[test]
fn what_is_said_to_be_enough_is_enough() {
    let mut tried = 0;
    for (folder, number) in folders().iter().zip(0u64..) {
        let set = rule_set(folder);
        let (draw, mut chance) = (Draw::of(&set), Chance(SEED * 3 + number));
        for _ in 0..2_000 {
            let facts = draw.facts(&mut chance);
            let decision = set.decide(&facts);
            for change in decision.changes.iter().filter(|change| change.is_enough()) {
                let Some(turned) = turned(&set, &facts, change) else { continue };
                let after = set.decide(&turned);
                for (recipient, item) in &change.opens {
                    tried += 1;
                    assert!(!decision.permits(recipient, item), "it was permitted already: {change:?}");
                    assert!(after.permits(recipient, item), "{folder} {change:?} {facts:#?}");
                }
            }
        }
    }
    assert!(tried > 2_000, "{tried}");
}

/// The facts with one of them turned, as somebody would by answering or doing; `None` for what takes more than a word.
fn turned(set: &RuleSet, facts: &Facts, change: &Change) -> Option<Facts> {
    let mut facts = facts.clone();
    let (recipient, item) = match &change.about {
        About::Decision => (None, None),
        About::Recipient(id) => (Some(id.clone()), None),
        About::Item(id) => (None, Some(id.clone())),
        About::Pair { recipient, item } => (Some(recipient.clone()), Some(item.clone())),
    };
    let find = |facts: &Facts| facts.recipients.iter().position(|r| Some(&r.id) == recipient.as_ref());
    let (recipient_at, item_at) =
        (find(&facts), facts.items.iter().position(|i| Some(&i.id) == item.as_ref()));
    match &change.fact {
        Fact::Answer(code) => {
            let answer = Answer::parse(&change.to)?;
            let answers = match (recipient_at, item_at) {
                (None, None) => &mut facts.answers,
                (Some(at), None) => &mut facts.recipients[at].answers,
                (None, Some(at)) => &mut facts.items[at].answers,
                (Some(_), Some(_)) => {
                    let (recipient, item) = (recipient?, item?);
                    let at = facts.pairs.iter().position(|p| p.recipient == recipient && p.item == item);
                    let at = at.unwrap_or_else(|| {
                        facts.pairs.push(PairAnswers { recipient, item, answers: Answers::new() });
                        facts.pairs.len() - 1
                    });
                    &mut facts.pairs[at].answers
                }
            };
            answers.insert(code.clone(), answer);
        }
        Fact::DiscloserDuty => facts.discloser.duty = Duty::parse(&change.to)?,
        Fact::RecipientDuty => facts.recipients[recipient_at?].duty = Duty::parse(&change.to)?,
        Fact::Named => facts.recipients[recipient_at?].named = true,
        Fact::Single => facts.items[item_at?].single = true,
        Fact::OpenEnded => facts.open_ended = false,
        Fact::Consent => facts.consent = Consent::parse(&change.to)?,
        Fact::Addressee => {
            let addressee = set.addressees().iter().find(|a| a.code() == change.to)?;
            facts.recipients[recipient_at?].role = addressee.roles().first()?.clone();
        }
        Fact::Told => {
            let recipients = facts.recipients.iter().map(|r| r.id.clone()).collect();
            let on = Day::new(2026, 1, 1)?;
            let told = Told::On { on, how: String::new(), language: String::new(), recipients };
            let people = facts.information.len().max(1);
            facts.information =
                (0..people).map(|n| Information { person: n.to_string(), told: told.clone() }).collect();
        }
        _ => return None,
    }
    Some(facts)
}

#[test]
fn what_is_decided_condition_by_condition_is_what_all_rules_decide_at_once() {
    for (folder, number) in folders().iter().zip(0u64..) {
        let set = rule_set(folder);
        let whole = Whole::of(&set);
        let (draw, mut chance) = (Draw::of(&set), Chance(SEED * 7 + number));
        for _ in 0..120 {
            let facts = draw.facts(&mut chance);
            let decision = set.decide(&facts);
            for pair in &decision.pairs {
                let at_once = whole.permits(&decision, &pair.recipient, &pair.item);
                assert_eq!(at_once, pair.permitted, "{} {facts:#?}", set.code());
            }
        }
    }
}

/// All rules of a set and its schema.
struct Whole<'a> {
    set: &'a RuleSet,
    schema: Schema,
    policies: PolicySet,
}

impl Whole<'_> {
    fn of(set: &RuleSet) -> Whole<'_> {
        let (schema, _) = Schema::from_cedarschema_str(set.schema_text()).unwrap();
        Whole { set, schema, policies: PolicySet::from_str(set.rules_text()).unwrap() }
    }

    /// Asks all rules at once, with entities and a request that are validated against the schema. The facts are taken from
    /// what the decision says it used; what no rule reads gets a value that would harm if one did.
    fn permits(&self, decision: &Decision, recipient: &str, item: &str) -> bool {
        let used: Vec<&Finding> = decision.findings_for(recipient, item).collect();
        let value = |fact: &Fact| {
            let mut all = used.iter().flat_map(|finding| &finding.used);
            all.find(|used| used.fact == *fact).map(|used| used.value.as_str())
        };
        let member = |kind: &str, fact: Fact, harm: &str| json!({"__entity": {"type": kind, "id": value(&fact).unwrap_or(harm)}});
        let flag = |fact: Fact, harm: bool| value(&fact).map_or(harm, |value| value == "true");
        let answers = |asked: Asked| {
            let questions = self.set.questions().iter().filter(|q| q.asked() == asked);
            let answer = |code: &str| member("Answer", Fact::Answer(code.to_owned()), "unanswered");
            Value::Object(questions.map(|q| (q.code().to_owned(), answer(q.code()))).collect::<Map<_, _>>())
        };
        let entities = json!([
            {"uid": {"type": "Recipient", "id": "r"}, "parents": [], "attrs": {
                "named": flag(Fact::Named, false),
                "duty": member("Duty", Fact::RecipientDuty, "none"),
                "addressee": member("Addressee", Fact::Addressee, "other"),
                "participant": flag(Fact::Participant, false),
                "told": member("Told", Fact::Told, "unanswered"),
                "ground": member("Ground", Fact::Ground, "none"),
                "ground_reviewed": flag(Fact::GroundReviewed, false),
                "answers": answers(Asked::Recipient),
            }},
            {"uid": {"type": "Item", "id": "i"}, "parents": [], "attrs": {
                "single": flag(Fact::Single, false),
                "class": member("Class", Fact::Class, "other"),
                "origin": member("Origin", Fact::Origin, "consultation"),
                "answers": answers(Asked::Item),
            }},
        ]);
        let context = json!({
            "discloser_duty": member("Duty", Fact::DiscloserDuty, "none"),
            "discloser_participant": flag(Fact::DiscloserParticipant, false),
            "purpose": member("Purpose", Fact::Purpose, "other"),
            "open_ended": flag(Fact::OpenEnded, true),
            "consent": member("Consent", Fact::Consent, "against_child"),
            "one_recipient": flag(Fact::OneRecipient, false),
            "answers": answers(Asked::Decision),
            "pair": answers(Asked::Pair),
        });
        let uid = |text: &str| EntityUid::from_str(text).unwrap();
        let action = uid("Action::\"receive\"");
        let entities = Entities::from_json_value(entities, Some(&self.schema)).unwrap();
        let context = Context::from_json_value(context, Some((&self.schema, &action))).unwrap();
        let (principal, resource) = (uid("Recipient::\"r\""), uid("Item::\"i\""));
        let request = Request::new(principal, action, resource, context, Some(&self.schema)).unwrap();
        let response = Authorizer::new().is_authorized(&request, &self.policies, &entities);
        assert_eq!(response.diagnostics().errors().count(), 0);
        response.decision() == CedarDecision::Allow
    }
}
