// SPDX-License-Identifier: EUPL-1.2
//! When two things that were told of people are one. Pure.

use kernel::PersonId;

use super::model::{Person, Relationship};

/// Whether a kind of relationship is the same from both sides: a brother of his sister is a sibling, and so is she.
pub fn is_mutual(kind: &str) -> bool {
    matches!(kind, "sibling" | "half_sibling" | "step_sibling" | "same_home")
}

/// Whether two relationships say the same of the same two people: told by two, or told from both sides. What ended is no
/// longer said, and another time is another fact: a child who lives twice with an aunt does so twice.
pub fn says_the_same(a: &Relationship, b: &Relationship) -> bool {
    let straight = (a.person, a.other) == (b.person, b.other);
    let crossed = (a.person, a.other) == (b.other, b.person);
    let same_time = a.until_date == b.until_date
        && (a.from_date == b.from_date || a.from_date.is_none() || b.from_date.is_none());
    a.kind == b.kind
        && (straight || (crossed && is_mutual(&a.kind)))
        && a.ended_reason.is_none()
        && b.ended_reason.is_none()
        && same_time
}

/// What was told of the people around somebody, each relationship once, in the order in which they were told first. Every
/// source is kept; what one source has established is established. Nobody is around themselves.
pub(super) fn told_once(of: PersonId, told: Vec<(Relationship, Person)>) -> Vec<(Relationship, Person)> {
    let mut out: Vec<(Relationship, Person)> = Vec::with_capacity(told.len());
    for (link, person) in told.into_iter().filter(|(_, p)| p.id != of) {
        let Some((known, _)) = out.iter_mut().find(|(known, _)| says_the_same(known, &link)) else {
            out.push((link, person));
            continue;
        };
        known.alleged &= link.alleged;
        known.from_date = known.from_date.or(link.from_date);
        if !link.source.is_empty() && !known.source.split("\n").any(|s| s == link.source) {
            if !known.source.is_empty() {
                known.source.push('\n');
            }
            known.source.push_str(&link.source);
        }
    }
    out
}
