// SPDX-License-Identifier: EUPL-1.2
//! What the rules are asked: a composition, and what the directory says of those whom it names, on the day.

use std::collections::{BTreeSet, HashMap};

use kernel::{Date, InstitutionId, PractitionerId, SecrecyStatus};
use rulebook::{day, duty};
use secrecy::{
    Decision, Discloser, Facts, Information, Item, PairAnswers, Recipient as NamedRecipient, RuleSet,
    Told as ToldBefore,
};

use super::model::{Composition, Told};

/// What the directory says of the people in a composition, on a day.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// By which secrecy each is bound; those of whom nothing is known are missing.
    pub secrecy: HashMap<PractitionerId, SecrecyStatus>,
    /// The service type of each institution.
    pub service_types: HashMap<InstitutionId, String>,
    /// Those who are still appointed to the institution for which they are named.
    pub appointed: BTreeSet<(PractitionerId, InstitutionId)>,
}

/// The facts of a composition. `executed_on`: the day on which it is told, when that is now.
pub fn facts(
    composition: &Composition,
    discloser: (PractitionerId, &str),
    known: &Known,
    on: Date,
    executed_on: Option<Date>,
) -> Facts {
    let status = |who: &PractitionerId| known.secrecy.get(who).copied();
    let recipient = |r: &super::model::Recipient| NamedRecipient {
        id: r.practitioner.to_string(),
        // Whoever left the institution for which they are named is nobody there.
        named: known.appointed.contains(&(r.practitioner, r.institution)),
        role: known.service_types.get(&r.institution).cloned().unwrap_or_default(),
        duty: duty(status(&r.practitioner)),
        answers: r.answers.clone(),
    };
    let item = |p: &super::model::Piece| Item {
        id: p.id.to_string(),
        single: !p.title.is_empty(),
        class: p.class.clone(),
        origin: p.origin,
        answers: p.answers.clone(),
    };
    // What was answered about somebody or something that was taken out since counts for nothing.
    let present = |n: &&super::model::Need| {
        composition.recipients.iter().any(|r| r.practitioner == n.recipient)
            && composition.piece(n.piece).is_some()
    };
    let pair = |n: &super::model::Need| PairAnswers {
        recipient: n.recipient.to_string(),
        item: n.piece.to_string(),
        answers: n.answers.clone(),
    };
    let told = |told: &Option<Told>| match told {
        None | Some(Told::NotConcerned { .. }) => ToldBefore::Unanswered,
        Some(Told::On { on, how, language, of, .. }) => ToldBefore::On {
            on: day(*on),
            how: how.clone(),
            language: language.clone(),
            recipients: of.iter().map(ToString::to_string).collect(),
        },
        Some(Told::NotTold { ground, reviewed_by, .. }) => {
            ToldBefore::NotTold { ground: ground.clone(), reviewed: reviewed_by.is_some() }
        }
    };
    Facts {
        on: day(on),
        executed_on: executed_on.map(day),
        discloser: Discloser {
            id: discloser.0.to_string(),
            capacity: discloser.1.to_owned(),
            duty: duty(status(&discloser.0)),
        },
        recipients: composition.recipients.iter().map(recipient).collect(),
        items: composition.pieces.iter().map(item).collect(),
        pairs: composition.needs.iter().filter(present).map(pair).collect(),
        purpose: composition.purpose.clone(),
        open_ended: composition.open_ended,
        consent: composition.consent(),
        information: composition
            .family
            .iter()
            .filter(|f| !matches!(f.told, Some(Told::NotConcerned { .. })))
            .map(|f| Information { person: f.person.to_string(), told: told(&f.told) })
            .collect(),
        // What is said in a consultation has a record of its own.
        consultation: None,
        answers: composition.answers.clone(),
    }
}

/// What the rules would answer if everybody had been told of everything beforehand: what there is to announce.
pub fn foreseen(facts: &Facts, rules: &RuleSet) -> Decision {
    let mut facts = facts.clone();
    let on = facts.executed_on.map_or(facts.on, |executed| executed.min(facts.on));
    let recipients: BTreeSet<String> = facts.recipients.iter().map(|r| r.id.clone()).collect();
    for information in &mut facts.information {
        information.told = ToldBefore::On {
            on,
            how: String::new(),
            language: String::new(),
            recipients: recipients.clone(),
        };
    }
    rules.decide(&facts)
}

/// Whoever was told of a recipient was told of what they would learn: where something of it was added since, or was announced as
/// kept back, that person was not told of this recipient.
pub fn told_of_all(mut facts: Facts, composition: &Composition, rules: &RuleSet) -> Facts {
    if composition.announced_to.is_empty() {
        return facts;
    }
    let would = foreseen(&facts, rules);
    for known in &composition.announced_to {
        let announced = |who: &str, piece: &str| {
            let share = known.shares.iter().find(|share| share.to.to_string() == who);
            share.is_some_and(|share| share.pieces.iter().any(|p| p.to_string() == piece))
        };
        let person = known.person.to_string();
        let told = facts.information.iter_mut().find(|i| i.person == person).map(|i| &mut i.told);
        if let Some(ToldBefore::On { recipients, .. }) = told {
            recipients.retain(|who| {
                let mut learns = would.permitted().filter(|pair| pair.recipient == *who);
                learns.all(|pair| announced(who, &pair.item))
            });
        }
    }
    facts
}
