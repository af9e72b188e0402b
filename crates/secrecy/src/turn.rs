// SPDX-License-Identifier: EUPL-1.2
//! What would change the result: each fact behind an unmet condition is turned, alone, and the conditions that read it are
//! asked again.

use crate::decide::{Answered, Case, Subject};
use crate::decision::{About, Change};

use crate::rule_set::{Asked, Condition, Read, RuleSet, ValueKind};

/// Every single fact that, turned, would meet a condition that is not met, in the order of the conditions.
pub(crate) fn changes(rule_set: &RuleSet, case: &Case<'_>, met: &[Answered]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for (index, condition) in rule_set.conditions().iter().enumerate() {
        for subject in case.subjects(condition.asked) {
            if met.get(index).is_some_and(|answered| answered.at(subject)) {
                continue;
            }
            for read in condition.reads.iter().filter(|read| read.fact.can_be_turned()) {
                let about = case.about(read.asked, subject);
                for value in targets(case, read, subject) {
                    let to = read.values.get(usize::from(value)).cloned().unwrap_or_default();
                    let known = |change: &Change| {
                        change.fact == read.fact && change.about == about && change.to == to
                    };
                    if changes.iter().any(known) {
                        continue;
                    }
                    let values = case.values(condition, subject, Some((&read.fact, value)));
                    if rule_set.met(index, &values) != Some(true) {
                        continue;
                    }
                    let opens = opened(rule_set, case, met, read, value, &about, subject);
                    changes.push(Change {
                        about: about.clone(),
                        fact: read.fact.clone(),
                        to,
                        way: read.fact.way(),
                        opens,
                    });
                    if read.kind == ValueKind::Member("Consent") {
                        break;
                    }
                }
            }
        }
    }
    changes
}

/// The values worth trying: not the one it has, and nothing that is no answer.
fn targets(case: &Case<'_>, read: &Read, subject: Subject) -> Vec<u8> {
    let now = case.value(read, subject);
    let worth = |code: &str| {
        !matches!(
            code,
            "unanswered" | "unknown" | "refused" | "not_applicable" | "other" | "none" | "several"
        )
    };
    let values = read.values.iter().zip(0u8..).filter(|(code, value)| *value != now && worth(code));
    values.map(|(_, value)| value).collect()
}

/// The pairs that the turned fact alone would open.
fn opened(
    rule_set: &RuleSet,
    case: &Case<'_>,
    met: &[Answered],
    read: &Read,
    value: u8,
    about: &About,
    subject: Subject,
) -> Vec<(String, String)> {
    let reads = |condition: &Condition| condition.reads.iter().any(|other| other.fact == read.fact);
    let conditions = || rule_set.conditions().iter().enumerate().zip(met);
    let mut opened = Vec::new();
    for pair in case.all_pairs().filter(|pair| is_about(about, read.asked, *pair, subject)) {
        let mut closed = false;
        let mut opens = true;
        for ((index, condition), answered) in conditions() {
            let is_met = answered.at(pair);
            closed |= !is_met;
            opens &= match reads(condition) {
                false => is_met,
                true => {
                    rule_set.met(index, &case.values(condition, pair, Some((&read.fact, value))))
                        == Some(true)
                }
            };
            if !opens {
                break;
            }
        }
        if closed && opens {
            let recipient = case.facts.recipients.get(pair.recipient).map(|r| r.id.clone());
            let item = case.facts.items.get(pair.item).map(|i| i.id.clone());
            opened.extend(recipient.zip(item));
        }
    }
    opened
}

/// Whether turning the fact touches this pair.
fn is_about(about: &About, asked: Asked, pair: Subject, subject: Subject) -> bool {
    match (about, asked) {
        (About::Decision, _) | (_, Asked::Decision) => true,
        (_, Asked::Recipient) => pair.recipient == subject.recipient,
        (_, Asked::Item) => pair.item == subject.item,
        (_, Asked::Pair) => pair == subject,
    }
}

/// Facts that nobody turns keep the list of changes honest.
#[cfg(test)]
mod tests {
    use crate::fact::Fact;

    #[test]
    fn what_a_piece_is_and_where_it_comes_from_is_not_turned() {
        assert!(!Fact::Origin.can_be_turned());
        assert!(!Fact::Class.can_be_turned());
        assert!(!Fact::Purpose.can_be_turned());
        assert!(Fact::Told.can_be_turned());
    }
}
