// SPDX-License-Identifier: EUPL-1.2
//! Rule sets from the packs, and facts to start from.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use secrecy::{
    Answer, Answers, Consent, Day, Decision, Discloser, Duty, Facts, File, Information, Item, Origin,
    PairAnswers, Recipient, RuleSet, State, Told,
};

pub const LANGUAGES: [&str; 3] = ["fr", "nl", "en"];

fn packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

/// Both files of a rule set, by pack and folder.
pub fn texts(folder: &str) -> (String, String) {
    let (pack, set) = folder.split_once('/').unwrap();
    let folder = packs().join(pack).join("secrecy").join(set);
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    (read("rule-set.toml"), read("rules.cedar"))
}

/// A rule set of the packs: `be-fwb/be-circulaire`.
pub fn rule_set(folder: &str) -> RuleSet {
    let (page, rules) = texts(folder);
    load(&page, &rules).unwrap_or_else(|faults| panic!("{folder}: {faults:#?}"))
}

pub fn load(page: &str, rules: &str) -> Result<RuleSet, Vec<secrecy::Fault>> {
    let page = File { path: "rule-set.toml", text: page };
    RuleSet::load(page, File { path: "rules.cedar", text: rules }, &LANGUAGES)
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn yes(codes: &[&str]) -> Answers {
    codes.iter().map(|code| ((*code).to_owned(), Answer::Yes)).collect()
}

pub fn recipient(id: &str, role: &str, duty: Duty) -> Recipient {
    Recipient { id: id.to_owned(), named: true, role: role.to_owned(), duty, answers: yes(&["takes_part"]) }
}

pub fn item(id: &str) -> Item {
    Item {
        id: id.to_owned(),
        single: true,
        class: "ordinary".to_owned(),
        origin: Origin::OwnWork,
        answers: Answers::new(),
    }
}

pub fn needs(recipient: &str, item: &str, answer: Answer) -> PairAnswers {
    let answers = [("necessary".to_owned(), answer)].into();
    PairAnswers { recipient: recipient.to_owned(), item: item.to_owned(), answers }
}

pub fn told(person: &str, on: &str, recipients: &[&str]) -> Information {
    let recipients: BTreeSet<String> = recipients.iter().map(|id| (*id).to_owned()).collect();
    let (how, language) = ("conversation".to_owned(), "fr".to_owned());
    Information { person: person.to_owned(), told: Told::On { on: day(on), how, language, recipients } }
}

pub fn not_told(person: &str, ground: Option<&str>, reviewed: bool) -> Information {
    Information {
        person: person.to_owned(),
        told: Told::NotTold { ground: ground.map(str::to_owned), reviewed },
    }
}

/// A bound discloser, and nothing else yet.
pub fn facts(on: &str) -> Facts {
    Facts {
        on: day(on),
        executed_on: None,
        discloser: Discloser { id: "me".to_owned(), capacity: "lead".to_owned(), duty: Duty::Bound },
        recipients: Vec::new(),
        items: Vec::new(),
        pairs: Vec::new(),
        purpose: "none_said".to_owned(),
        open_ended: false,
        consent: Consent::NotInvoked,
        information: Vec::new(),
        consultation: None,
        answers: Answers::new(),
    }
}

/// The ids of the conditions that are not met, each once.
pub fn unmet(decision: &Decision) -> Vec<&str> {
    let mut ids: Vec<&str> = decision.unmet().map(|finding| finding.condition.as_str()).collect();
    ids.dedup();
    ids
}

/// The state of a condition, which is about one thing only.
pub fn state(decision: &Decision, condition: &str) -> State {
    let mut findings = decision.findings.iter().filter(|finding| finding.condition == condition);
    let state = findings.next().unwrap().state;
    assert!(findings.next().is_none(), "{condition} is about several things");
    state
}

/// The codes of the lawful alternatives of what is not met.
pub fn alternatives(rule_set: &RuleSet, decision: &Decision) -> BTreeSet<String> {
    rule_set.alternatives_for(decision).iter().map(|alternative| alternative.code().to_owned()).collect()
}

/// Every rule set of the packs, by pack and folder.
pub fn folders() -> Vec<String> {
    let below = |folder: PathBuf| {
        let mut names: Vec<String> = fs::read_dir(folder)
            .map(|all| all.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        names.sort();
        names
    };
    let of = |pack: String| {
        let sets = below(packs().join(&pack).join("secrecy"));
        sets.into_iter().map(move |set| format!("{pack}/{set}")).collect::<Vec<_>>()
    };
    below(packs()).into_iter().flat_map(of).collect()
}
