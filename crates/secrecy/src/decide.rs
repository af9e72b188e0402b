// SPDX-License-Identifier: EUPL-1.2
//! A decision: every condition asked of what it depends on, folded into pairs and an outcome.

use std::collections::{BTreeSet, HashMap};
use std::sync::PoisonError;

use crate::decision::{About, Decision, Finding, Obstacle, Outcome, PairResult, State, Used};
use crate::fact::Fact;
use crate::facts::{Answers, Facts, Item, Recipient, Told};
use crate::rule_set::{Asked, Condition, Read, RuleSet};
use crate::{cedar, turn};

impl RuleSet {
    /// Decides. The same facts always give the same decision.
    pub fn decide(&self, facts: &Facts) -> Decision {
        let mut obstacles = Vec::new();
        if !self.holds_on(facts.on) {
            obstacles.push(Obstacle::NotInForce);
        }
        obstacles.extend(faults_of(facts));
        let case = Case::new(self, facts);
        let mut findings = Vec::new();
        // By condition: what it is about, as numbers, and whether it is met.
        let mut met: Vec<Answered> = Vec::with_capacity(self.conditions().len());
        for (index, condition) in self.conditions().iter().enumerate() {
            let mut answered = Answered::new(condition.asked, case.items());
            for subject in case.subjects(condition.asked) {
                let values = case.values(condition, subject, None);
                let state = match self.met(index, &values) {
                    Some(true) => State::Met,
                    Some(false) if is_open(condition, &values) => State::Open,
                    Some(false) => State::NotMet,
                    None => {
                        obstacles.push(Obstacle::Failed(condition.id.clone()));
                        State::NotMet
                    }
                };
                answered.push(state == State::Met);
                let used = condition.reads.iter().zip(&values).map(|(read, &value)| Used {
                    fact: read.fact.clone(),
                    value: read.values.get(usize::from(value)).cloned().unwrap_or_default(),
                    untold: case.untold(&read.fact, subject),
                });
                let about = case.about(condition.asked, subject);
                findings.push(Finding {
                    condition: condition.id.clone(),
                    about,
                    state,
                    used: used.collect(),
                });
            }
            met.push(answered);
        }
        obstacles.dedup();
        let barred = obstacles.iter().any(|obstacle| !matches!(obstacle, Obstacle::Failed(_)));
        let pairs = case.all_pairs().map(|subject| PairResult {
            recipient: facts.recipients[subject.recipient].id.clone(),
            item: facts.items[subject.item].id.clone(),
            permitted: !barred && met.iter().all(|answered| answered.at(subject)),
        });
        let pairs: Vec<PairResult> = pairs.collect();
        let outcome = match pairs.iter().filter(|pair| pair.permitted).count() {
            0 => Outcome::Refused,
            some if some == pairs.len() => Outcome::Permitted,
            _ => Outcome::PermittedInPart,
        };
        let changes = if barred { Vec::new() } else { turn::changes(self, &case, &met) };
        Decision {
            rule_set: self.code().to_owned(),
            edition: self.edition().to_owned(),
            on: facts.on,
            outcome,
            pairs,
            findings,
            obstacles,
            changes,
        }
    }

    /// Whether a condition is met with these values; asked of Cedar once. `None`: it could not be evaluated.
    pub(crate) fn met(&self, index: usize, values: &[u8]) -> Option<bool> {
        let known = self.0.remembered.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(&known) = known.get(index).and_then(|condition| condition.get(values)) {
            return Some(known);
        }
        drop(known);
        // What could not be evaluated is asked anew the next time: the reason may have been the moment.
        let met = cedar::met(self.conditions().get(index)?, values)?;
        let mut remembered = self.0.remembered.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(condition) = remembered.get_mut(index) {
            condition.insert(values.to_vec(), met);
        }
        Some(met)
    }
}

/// Something is unanswered or unknown.
fn is_open(condition: &Condition, values: &[u8]) -> bool {
    condition.reads.iter().zip(values).any(|(read, &value)| {
        let code = read.values.get(usize::from(value)).map(String::as_str);
        matches!(code, Some("unanswered" | "unknown"))
    })
}

fn faults_of(facts: &Facts) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    if facts.recipients.is_empty() {
        obstacles.push(Obstacle::NoRecipient);
    }
    if facts.items.is_empty() {
        obstacles.push(Obstacle::NoItem);
    }
    let mut recipients = BTreeSet::new();
    let mut items = BTreeSet::new();
    let twice = |id: &String| Obstacle::Twice(id.clone());
    obstacles.extend(facts.recipients.iter().map(|r| &r.id).filter(|id| !recipients.insert(*id)).map(twice));
    obstacles.extend(facts.items.iter().map(|i| &i.id).filter(|id| !items.insert(*id)).map(twice));
    let mut pairs = BTreeSet::new();
    for pair in &facts.pairs {
        if !recipients.contains(&pair.recipient) {
            obstacles.push(Obstacle::Stranger(pair.recipient.clone()));
        } else if !items.contains(&pair.item) {
            obstacles.push(Obstacle::Stranger(pair.item.clone()));
        } else if !pairs.insert((&pair.recipient, &pair.item)) {
            obstacles.push(Obstacle::Twice(pair.item.clone()));
        }
    }
    obstacles
}

/// What a condition is asked of: numbers in the lists of the facts; 0 where it does not depend on one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Subject {
    pub(crate) recipient: usize,
    pub(crate) item: usize,
}

/// Whether one condition is met, for everything it is asked of.
pub(crate) struct Answered {
    asked: Asked,
    items: usize,
    met: Vec<bool>,
}

impl Answered {
    fn new(asked: Asked, items: usize) -> Answered {
        Answered { asked, items, met: Vec::new() }
    }

    fn push(&mut self, met: bool) {
        self.met.push(met);
    }

    /// Whether it is met for a pair. What was not asked is not met.
    pub(crate) fn at(&self, pair: Subject) -> bool {
        let index = match self.asked {
            Asked::Decision => 0,
            Asked::Recipient => pair.recipient,
            Asked::Item => pair.item,
            Asked::Pair => pair.recipient * self.items + pair.item,
        };
        self.met.get(index).copied().unwrap_or(false)
    }
}

/// The facts, ready to be read by conditions.
pub(crate) struct Case<'a> {
    pub(crate) facts: &'a Facts,
    rule_set: &'a RuleSet,
    tellings: Vec<Telling>,
    pairs: HashMap<(&'a str, &'a str), &'a Answers>,
}

impl<'a> Case<'a> {
    fn new(rule_set: &'a RuleSet, facts: &'a Facts) -> Case<'a> {
        let tellings = facts.recipients.iter().map(|recipient| telling(facts, &recipient.id)).collect();
        let pairs =
            facts.pairs.iter().map(|p| ((p.recipient.as_str(), p.item.as_str()), &p.answers)).collect();
        Case { facts, rule_set, tellings, pairs }
    }

    fn items(&self) -> usize {
        self.facts.items.len()
    }

    pub(crate) fn all_pairs(&self) -> impl Iterator<Item = Subject> + use<> {
        let (recipients, items) = (self.facts.recipients.len(), self.facts.items.len());
        (0..recipients).flat_map(move |recipient| (0..items).map(move |item| Subject { recipient, item }))
    }

    /// Everything that a condition of this sort is asked of, in order.
    pub(crate) fn subjects(&self, asked: Asked) -> Vec<Subject> {
        let recipients = 0..self.facts.recipients.len();
        let items = 0..self.facts.items.len();
        match asked {
            Asked::Decision => vec![Subject { recipient: 0, item: 0 }],
            Asked::Recipient => recipients.map(|recipient| Subject { recipient, item: 0 }).collect(),
            Asked::Item => items.map(|item| Subject { recipient: 0, item }).collect(),
            Asked::Pair => self.all_pairs().collect(),
        }
    }

    pub(crate) fn about(&self, asked: Asked, subject: Subject) -> About {
        let recipient =
            || self.facts.recipients.get(subject.recipient).map(|r| r.id.clone()).unwrap_or_default();
        let item = || self.facts.items.get(subject.item).map(|i| i.id.clone()).unwrap_or_default();
        match asked {
            Asked::Decision => About::Decision,
            Asked::Recipient => About::Recipient(recipient()),
            Asked::Item => About::Item(item()),
            Asked::Pair => About::Pair { recipient: recipient(), item: item() },
        }
    }

    /// The values of the facts that a condition reads, as numbers in [`Read::values`]; one of them may be turned.
    pub(crate) fn values(
        &self,
        condition: &Condition,
        subject: Subject,
        turned: Option<(&Fact, u8)>,
    ) -> Vec<u8> {
        let value = |read: &Read| match turned {
            Some((fact, value)) if *fact == read.fact => value,
            _ => self.value(read, subject),
        };
        condition.reads.iter().map(value).collect()
    }

    pub(crate) fn value(&self, read: &Read, subject: Subject) -> u8 {
        let code = self.code(read, subject);
        let position = read.values.iter().position(|value| value == code);
        // A code that is not among the values cannot come from the types; Cedar would refuse it.
        position.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
    }

    fn code(&self, read: &Read, subject: Subject) -> &str {
        let facts = self.facts;
        let recipient = facts.recipients.get(subject.recipient);
        let item = facts.items.get(subject.item);
        let telling = self.tellings.get(subject.recipient);
        let flag = |yes: bool| if yes { "true" } else { "false" };
        let declared = |known: &[crate::Declared], code: &'a str| match known.iter().any(|d| d.code == code) {
            true => code,
            false => "other",
        };
        match &read.fact {
            Fact::DiscloserDuty => facts.discloser.duty.code(),
            Fact::DiscloserParticipant => flag(self.participates(&facts.discloser.id)),
            Fact::Purpose => declared(self.rule_set.purposes(), &facts.purpose),
            Fact::OpenEnded => flag(facts.open_ended),
            Fact::Consent => facts.consent.code(),
            Fact::OneRecipient => flag(facts.recipients.len() == 1),
            Fact::Named => flag(recipient.is_some_and(|r| r.named)),
            Fact::RecipientDuty => recipient.map_or("unknown", |r| r.duty.code()),
            Fact::Addressee => recipient.map_or("other", |r| self.addressee(r)),
            Fact::Participant => flag(recipient.is_some_and(|r| self.participates(&r.id))),
            Fact::Told => telling.map_or("unanswered", |telling| telling.told),
            Fact::Ground => telling.map_or("none", |telling| self.ground(&telling.ground)),
            Fact::GroundReviewed => flag(telling.is_some_and(|telling| telling.reviewed)),
            Fact::Single => flag(item.is_some_and(|i| i.single)),
            Fact::Class => item.map_or("other", |i| declared(self.rule_set.classes(), &i.class)),
            Fact::Origin => item.map_or("", |i| i.origin.code()),
            Fact::Answer(code) => self.answer(read.asked, code, recipient, item),
        }
    }

    /// Those who were not told before, for the facts that are about it.
    fn untold(&self, fact: &Fact, subject: Subject) -> Vec<String> {
        match fact {
            Fact::Told | Fact::Ground => {
                self.tellings.get(subject.recipient).map(|telling| telling.untold.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    fn participates(&self, id: &str) -> bool {
        self.facts.consultation.as_ref().is_some_and(|consultation| consultation.participants.contains(id))
    }

    fn addressee(&self, recipient: &Recipient) -> &str {
        let known = self.rule_set.addressees().iter().find(|a| a.roles.contains(&recipient.role));
        known.map_or("other", |addressee| addressee.code.as_str())
    }

    fn ground<'b>(&self, code: &'b str) -> &'b str {
        let known = code == "several" || self.rule_set.grounds().iter().any(|ground| ground.code == code);
        if known { code } else { "none" }
    }

    fn answer(
        &self,
        asked: Asked,
        code: &str,
        recipient: Option<&Recipient>,
        item: Option<&Item>,
    ) -> &'static str {
        let answers = match asked {
            Asked::Decision => Some(&self.facts.answers),
            Asked::Recipient => recipient.map(|r| &r.answers),
            Asked::Item => item.map(|i| &i.answers),
            Asked::Pair => recipient
                .zip(item)
                .and_then(|(r, i)| self.pairs.get(&(r.id.as_str(), i.id.as_str())).copied()),
        };
        answers.and_then(|answers| answers.get(code)).map_or("unanswered", |answer| answer.code())
    }
}

/// What is known of the telling of one recipient.
struct Telling {
    /// Whether everybody who must be told was told before of this recipient, else why that is not so.
    told: &'static str,
    /// The one ground that holds for all who were not.
    ground: String,
    /// Whether a second person has looked at each ground.
    reviewed: bool,
    /// Who was not, by reference.
    untold: Vec<String>,
}

fn telling(facts: &Facts, recipient: &str) -> Telling {
    let limit = facts.executed_on.map_or(facts.on, |executed| executed.min(facts.on));
    // From the best to the worst; what is worst for anybody is what is said of all.
    let order = ["before", "not_of_this_recipient", "late", "not_told", "unanswered"];
    let mut worst = if facts.information.is_empty() { 4 } else { 0 };
    let mut grounds = BTreeSet::new();
    let mut all_reviewed = true;
    let mut untold = Vec::new();
    for information in &facts.information {
        let (rank, ground, reviewed) = match &information.told {
            Told::On { on, recipients, .. } if *on <= limit && recipients.contains(recipient) => continue,
            Told::On { on, .. } if *on > limit => (2, None, false),
            Told::On { .. } => (1, None, false),
            Told::NotTold { ground, reviewed } => (3, ground.as_deref(), *reviewed),
            Told::Unanswered => (4, None, false),
        };
        worst = worst.max(rank);
        grounds.insert(ground.unwrap_or("none"));
        all_reviewed &= reviewed;
        untold.push(information.person.clone());
    }
    let ground = match grounds.len() {
        1 => grounds.first().copied().unwrap_or("none"),
        0 => "none",
        _ if grounds.contains("none") => "none",
        _ => "several",
    };
    let reviewed = !untold.is_empty() && all_reviewed;
    Telling { told: order[worst], ground: ground.to_owned(), reviewed, untold }
}
