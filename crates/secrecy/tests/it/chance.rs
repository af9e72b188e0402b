// SPDX-License-Identifier: EUPL-1.2
//! Random facts from a seed: mostly good ones, so that something is permitted now and then.

use std::collections::BTreeSet;

use secrecy::{
    Answer, Answers, Asked, Consent, Consultation, Day, Discloser, Duty, Facts, Information, Item, Origin,
    PairAnswers, Recipient, RuleSet, Told,
};

/// A stream of numbers (SplitMix64).
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    /// Happens so many times in a hundred.
    fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// The good value nearly always; else any.
    fn mostly<T: Copy>(&mut self, good: T, of: &[T]) -> T {
        if self.happens(93) { good } else { self.one(of) }
    }
}

/// How facts are drawn for a rule set: its questions, and the codes it knows beside some it does not.
pub struct Draw {
    questions: Vec<(Asked, String)>,
    roles: Vec<String>,
    purposes: Vec<String>,
    grounds: Vec<String>,
    days: Vec<Day>,
}

impl Draw {
    pub fn of(set: &RuleSet) -> Draw {
        let with = |codes: Vec<String>, others: &[&str]| {
            codes.into_iter().chain(others.iter().map(|code| (*code).to_owned())).collect::<Vec<_>>()
        };
        let roles = set.addressees().iter().flat_map(|a| a.roles().to_vec()).collect();
        let purposes = set.purposes().iter().map(|p| p.code().to_owned()).collect();
        let grounds: Vec<String> = set.grounds().iter().map(|g| g.code().to_owned()).collect();
        let days = (1..=5).filter_map(|day| Day::new(2026, 3, day)).collect();
        Draw {
            questions: set.questions().iter().map(|q| (q.asked(), q.code().to_owned())).collect(),
            roles: with(roles, &["school", "police", "other"]),
            purposes: with(purposes, &["statistics"]),
            grounds: with([grounds.clone(), grounds].concat(), &["no_time", "none", "several"]),
            days,
        }
    }

    fn answers(&self, chance: &mut Chance, asked: Asked) -> Answers {
        let mut answers = Answers::new();
        for (_, code) in self.questions.iter().filter(|(of, _)| *of == asked) {
            let good = if code == "repressive" { Answer::No } else { Answer::Yes };
            if !chance.happens(1) {
                answers.insert(code.clone(), chance.mostly(good, Answer::ALL));
            }
        }
        answers
    }

    pub fn facts(&self, chance: &mut Chance) -> Facts {
        let recipients = if chance.happens(75) { 1 } else { 2 };
        let items = if chance.happens(75) { 1 } else { 2 };
        let recipients: Vec<Recipient> = (0..recipients)
            .map(|n| Recipient {
                id: format!("r{n}"),
                named: chance.happens(96),
                role: self.roles[if chance.happens(60) { 0 } else { chance.below(self.roles.len()) }].clone(),
                duty: chance.mostly(Duty::Bound, Duty::ALL),
                answers: self.answers(chance, Asked::Recipient),
            })
            .collect();
        let items: Vec<Item> = (0..items)
            .map(|n| Item {
                id: format!("i{n}"),
                single: chance.happens(96),
                class: chance.mostly("ordinary", &["ordinary", "other", "reporter"]).to_owned(),
                origin: chance.mostly(Origin::OwnWork, Origin::ALL),
                answers: self.answers(chance, Asked::Item),
            })
            .collect();
        let mut pairs = Vec::new();
        for (recipient, item) in recipients.iter().flat_map(|r| items.iter().map(move |i| (r, i))) {
            if chance.happens(97) {
                let answers = self.answers(chance, Asked::Pair);
                pairs.push(PairAnswers { recipient: recipient.id.clone(), item: item.id.clone(), answers });
            }
        }
        let people = [1, 1, 2, 2, 3, 0][chance.below(6)];
        let information =
            (0..people).map(|n| Information { person: format!("p{n}"), told: self.told(chance) });
        let information = information.collect();
        let participants = ["r0", "r1", "me", "x"].map(|id| chance.happens(95).then(|| id.to_owned()));
        let participants: BTreeSet<String> = participants.into_iter().flatten().collect();
        Facts {
            on: self.days[2],
            executed_on: chance.happens(40).then(|| self.days[chance.below(5)]),
            discloser: Discloser {
                id: "me".to_owned(),
                capacity: String::new(),
                duty: chance.mostly(Duty::Bound, Duty::ALL),
            },
            recipients,
            items,
            pairs,
            purpose: self.purposes[chance.below(self.purposes.len())].clone(),
            open_ended: chance.happens(4),
            consent: chance.mostly(Consent::NotInvoked, Consent::ALL),
            information,
            consultation: chance.happens(97).then_some(Consultation { participants }),
            answers: self.answers(chance, Asked::Decision),
        }
    }

    fn told(&self, chance: &mut Chance) -> Told {
        match chance.below(10) {
            0 | 1 => Told::NotTold {
                ground: chance.happens(85).then(|| self.grounds[chance.below(self.grounds.len())].clone()),
                reviewed: chance.happens(70),
            },
            2 if chance.happens(40) => Told::Unanswered,
            _ => Told::On {
                on: self.days[chance.below(4)],
                how: String::new(),
                language: String::new(),
                recipients: ["r0", "r1"]
                    .into_iter()
                    .filter(|_| chance.happens(93))
                    .map(str::to_owned)
                    .collect(),
            },
        }
    }
}
