// SPDX-License-Identifier: EUPL-1.2
//! What is told to whom: composed, decided by the rules of its day, told.

use kernel::{CaseId, Date, DisclosureId, PersonId};
use register::access::Action;
use rulebook::Pack;
use secrecy::{Answer, Answers, Asked, Origin, Outcome, RuleSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use together::sharing::{
    self, Answered, Begun, Channel, Finding, Handed, Need, NewLetter, NewPiece, Told, Verdict, View, Way,
};

use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;

/// A piece of information.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    what: String,
    /// What is read; what it is, unless more is told.
    #[serde(default)]
    words: String,
    why: String,
    #[serde(default = "yes")]
    granted: bool,
    #[serde(default)]
    class: String,
    origin: Option<String>,
    #[serde(default, rename = "withheld_from")]
    _withheld_from: Vec<String>,
}

fn yes() -> bool {
    true
}

/// Somebody who was told before.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldTo {
    person: String,
    on: Date,
    how: String,
    language: String,
    what: String,
    /// By a letter that is written and handed over on the day of the step, in this way.
    letter: Option<String>,
}

/// Those who were not told of a piece, on a ground that a second person reviewed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NotTold {
    item: usize,
    persons: Vec<String>,
    ground: String,
    reviewed_by: Option<String>,
}

/// Somebody who does not have to be told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NotConcerned {
    person: String,
    why: String,
}

/// `sharing.decide`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Decide {
    case: Option<String>,
    /// The request that it answers: it leaves with the answer.
    request: Option<String>,
    rule_set: String,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    answers: BTreeMap<String, String>,
    recipients: Vec<String>,
    items: Vec<Item>,
    #[serde(default)]
    told: Vec<ToldTo>,
    #[serde(default)]
    not_told: Vec<NotTold>,
    #[serde(default)]
    not_concerned: Vec<NotConcerned>,
    channel: String,
    until: Option<Date>,
    #[serde(default)]
    failed_conditions: Vec<String>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    alternative: String,
    #[serde(default)]
    expect_result: String,
    /// Who looked at it and agreed, before it was decided.
    looked_by: Option<String>,
    /// How far it goes: to the end unless it is left `prepared`, or `decided` and not told yet.
    left: Option<String>,
}

impl Decide {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = self.case.as_ref().map(|label| here.case(label)).transpose()?;
        // A piece of which somebody is not told is a decision of its own: what the family knows differs.
        let apart: Vec<usize> = self.not_told.iter().map(|n| n.item).collect();
        let together: Vec<usize> = (0..self.items.len()).filter(|i| !apart.contains(i)).collect();
        let mut made = Vec::new();
        for items in [together, apart].into_iter().filter(|items| !items.is_empty()) {
            made.push(self.one(here, case, &items).await?);
        }
        Ok(Made::Disclosures(made))
    }

    /// Begins the decision: in a case, in none, or for the answer to a request.
    async fn begin(&self, here: &Here<'_>, case: Option<CaseId>, why: &str) -> Result<DisclosureId, Halt> {
        let begun = Begun { rule_set: &self.rule_set, purpose: &self.purpose, why, ..Begun::default() };
        Ok(match (&self.request, case) {
            (Some(label), _) => {
                let Made::Exchange(request) = *here.made(label)? else {
                    return Halt::wrong(format!("`{label}` is no exchange"));
                };
                together::exchange::begin_content(&here.cx, request, &self.rule_set, case, why, None).await?
            }
            (None, Some(case)) => {
                sharing::open_disclosure(&here.cx, case, &self.rule_set, &self.purpose, why).await?
            }
            (None, None) => sharing::open_alone(&here.cx, begun).await?,
        })
    }

    async fn one(
        &self,
        here: &mut Here<'_>,
        case: Option<CaseId>,
        items: &[usize],
    ) -> Result<DisclosureId, Halt> {
        let why = items
            .iter()
            .filter_map(|i| self.items.get(*i))
            .map(|i| i.why.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let id = self.begin(here, case, &why).await?;
        let mut recipients = Vec::new();
        for code in &self.recipients {
            let who = here.practitioner(code)?;
            let at = here.world.practitioner(code).map(|p| p.institution.clone()).unwrap_or_default();
            sharing::add_recipient(&here.cx, id, who, here.institution(&at)?).await?;
            recipients.push(who);
        }
        let mut needs = Vec::new();
        for item in items.iter().filter_map(|i| self.items.get(*i)) {
            let origin = item.origin.as_deref().and_then(Origin::parse).unwrap_or(Origin::OwnWork);
            let new = NewPiece {
                title: item.what.clone(),
                words: if item.words.is_empty() { item.what.clone() } else { item.words.clone() },
                entry: None,
                file: None,
                class: item.class.clone(),
                origin,
            };
            let piece = sharing::add_piece(&here.cx, id, new).await?;
            let necessary = if item.granted { Answer::Yes } else { Answer::No };
            needs.extend(recipients.iter().map(|r| Need {
                recipient: *r,
                piece,
                answers: Answers::from([("necessary".to_owned(), necessary)]),
                what_for: item.why.clone(),
            }));
        }
        self.tell_family(here, case, id, items).await?;
        let rules = self.rules(here)?;
        let of = |asked: Asked| self.answered(&rules, asked);
        let answered = Answered {
            whole: of(Asked::Decision)?,
            recipients: recipients
                .iter()
                .map(|r| Ok((*r, of(Asked::Recipient)?)))
                .collect::<Result<_, Halt>>()?,
            pieces: Vec::new(),
            needs,
        };
        sharing::answer(&here.cx, id, answered).await?;
        if let Some(case) = case {
            self.write_letters(here, case, id).await?;
        }
        if self.left.as_deref() == Some("prepared") {
            return Ok(id);
        }
        self.look(here, id).await?;
        let verdict = Verdict { reason: self.reason.clone(), alternative: self.alternative.clone() };
        let outcome = sharing::decide(&here.cx, id, &verdict).await?;
        self.check(here, id, outcome).await?;
        // What answers a request leaves with the answer.
        if outcome != Outcome::Refused && self.left.is_none() && self.request.is_none() {
            let channel = Channel::parse(&self.channel)
                .ok_or_else(|| Halt::Wrong(format!("channel `{}`", self.channel)))?;
            let until = self.until.ok_or_else(|| Halt::Wrong("what is told has an end: `until`".into()))?;
            sharing::tell(&here.cx, id, channel, until).await?;
        }
        Ok(id)
    }

    /// A second pair of eyes, where the story has one.
    async fn look(&self, here: &mut Here<'_>, id: DisclosureId) -> Result<(), Halt> {
        let Some(second) = &self.looked_by else { return Ok(()) };
        sharing::ask_look(&here.cx, id).await?;
        let author = here.cx.clone();
        here.act_as(second).await?;
        let mut conn = here.cx.read().await?;
        let (_, shown) = sharing::disclosure(&here.cx, &mut conn, Action::Approve, id).await?;
        drop(conn);
        sharing::look(&here.cx, id, shown.version, View::Agreed, "").await?;
        here.cx = author;
        Ok(())
    }

    fn rules(&self, here: &Here<'_>) -> Result<RuleSet, Halt> {
        let pack: &Pack = here.pack(&here.cx.actor()?.pack)?;
        let found = pack.rule_set(&self.rule_set, here.cx.today()).cloned();
        found.ok_or_else(|| Halt::Wrong(format!("no rule set `{}`", self.rule_set)))
    }

    /// The answers of the story to the questions of one kind.
    fn answered(&self, rules: &RuleSet, asked: Asked) -> Result<Answers, Halt> {
        let mut out = Answers::new();
        for (code, answer) in &self.answers {
            let Some(question) = rules.question(code) else {
                return Halt::wrong(format!("`{}` asks no `{code}`", self.rule_set));
            };
            let Some(answer) = Answer::parse(answer) else {
                return Halt::wrong(format!("`{answer}` is no answer"));
            };
            if question.asked() == asked {
                out.insert(code.clone(), answer);
            }
        }
        Ok(out)
    }

    async fn tell_family(
        &self,
        here: &mut Here<'_>,
        case: Option<CaseId>,
        id: DisclosureId,
        items: &[usize],
    ) -> Result<(), Halt> {
        let apart: Vec<&NotTold> = self.not_told.iter().filter(|n| items.contains(&n.item)).collect();
        for told in &self.told {
            if told.letter.is_some() || apart.iter().any(|n| n.persons.contains(&told.person)) {
                continue;
            }
            let said = Told::On {
                on: told.on,
                how: told.how.clone(),
                language: told.language.clone(),
                words: told.what.clone(),
                of: Vec::new(),
            };
            self.inform(here, case, id, &told.person, said).await?;
        }
        for person in &self.not_concerned {
            self.inform(here, case, id, &person.person, Told::NotConcerned { words: person.why.clone() })
                .await?;
        }
        let author = here.cx.clone();
        let writer = author.actor()?.practitioner;
        for not in apart {
            let said = |words: &str| Told::NotTold {
                ground: Some(not.ground.clone()).filter(|g| g != "none"),
                words: words.to_owned(),
                by: writer,
                reviewed_by: None,
            };
            for person in &not.persons {
                let why = self.items.get(not.item).map_or("", |i| i.why.as_str());
                let who = self.inform(here, case, id, person, said(why)).await?;
                let Some(second) = &not.reviewed_by else { continue };
                here.act_as(second).await?;
                sharing::review_ground(&here.cx, id, who).await?;
                here.cx = author.clone();
            }
        }
        Ok(())
    }

    /// A letter says what the rules would permit: it comes after the answers to their questions.
    async fn write_letters(&self, here: &Here<'_>, case: CaseId, id: DisclosureId) -> Result<(), Halt> {
        for told in &self.told {
            let Some(way) = &told.letter else { continue };
            let way =
                Way::parse(way).ok_or_else(|| Halt::Wrong(format!("`{way}` is no way to hand it over")))?;
            let language = sharing::letter_language(&told.language);
            let interpreter = if language.is_none() { told.language.clone() } else { String::new() };
            let new = NewLetter {
                person: here.person_of_case(case, &told.person).await?,
                language: language.unwrap_or(here.cx.lang),
                interpreter: interpreter.clone(),
                telling_on: Some(here.cx.today()),
                late_reason: String::new(),
            };
            let letter = sharing::write_letter(&here.cx, id, &new).await?;
            let handed = Handed { way, on: told.on, explained: true, with: interpreter };
            sharing::deliver(&here.cx, id, letter, &handed).await?;
        }
        Ok(())
    }

    async fn inform(
        &self,
        here: &mut Here<'_>,
        case: Option<CaseId>,
        id: DisclosureId,
        person: &str,
        told: Told,
    ) -> Result<PersonId, Halt> {
        // Where there is no case, whoever is to be told is named in the decision.
        let who = match case {
            Some(case) => here.person_of_case(case, person).await?,
            None => sharing::add_family(&here.cx, id, &here.name_of(person)?).await?,
        };
        sharing::inform(&here.cx, id, who, Some(told)).await?;
        Ok(who)
    }

    /// What the story says came out is what came out, for the reasons that it names.
    async fn check(&self, here: &Here<'_>, id: DisclosureId, outcome: Outcome) -> Result<(), Halt> {
        let found = match outcome {
            Outcome::Permitted => "permitted",
            Outcome::PermittedInPart => "permitted_partial",
            Outcome::Refused => "refused",
        };
        let unmet = sharing::unmet_of(&here.cx, id).await?;
        if found != self.expect_result {
            return Halt::wrong(format!("{found} instead of {}: {}", self.expect_result, unmet.join(", ")));
        }
        let missing = self.failed_conditions.iter().find(|told| {
            let told = told.to_lowercase();
            !unmet.iter().any(|u| u.to_lowercase().split('_').next() == Some(told.as_str()))
        });
        match missing {
            Some(missing) => Halt::wrong(format!("`{missing}` did not fail: {}", unmet.join(", "))),
            None => Ok(()),
        }
    }
}

/// `sharing.contest`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Contest {
    case: String,
    person: String,
    grounds: String,
}

impl Contest {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let case = here.case(&self.case)?;
        let who = here.person_of_case(case, &self.person).await?;
        let today = here.cx.today();
        Ok(Made::Objection(sharing::object(&here.cx, case, None, who, today, &self.grounds).await?))
    }
}

/// `sharing.review`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Review {
    contest: String,
    finding: String,
    reason: String,
}

impl Review {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Made::Objection(objection) = *here.made(&self.contest)? else {
            return Halt::wrong(format!("`{}` is no objection", self.contest));
        };
        let Some(finding) = Finding::parse(&self.finding) else {
            return Halt::wrong(format!("`{}` is no finding", self.finding));
        };
        sharing::find(&here.cx, objection, finding, &self.reason).await?;
        Ok(Made::Nothing)
    }
}

/// `sharing.ask_opinion`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct AskOpinion {
    contest: String,
    body: String,
    question: String,
}

impl AskOpinion {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Made::Objection(objection) = *here.made(&self.contest)? else {
            return Halt::wrong(format!("`{}` is no objection", self.contest));
        };
        let today = here.cx.today();
        sharing::ask_opinion(&here.cx, objection, &self.body, &self.question, today).await?;
        Ok(Made::Nothing)
    }
}

/// `sharing.want_looks`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct WantLooks {
    rule_sets: Vec<String>,
}

impl WantLooks {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let codes: Vec<&str> = self.rule_sets.iter().map(String::as_str).collect();
        sharing::want_looks(&here.cx, &codes).await?;
        Ok(Made::Nothing)
    }
}

/// `sharing.ask_look`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct AskLook {
    decision: String,
}

impl AskLook {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Made::Disclosures(decisions) = here.made(&self.decision)?.clone() else {
            return Halt::wrong(format!("`{}` is no decision", self.decision));
        };
        for id in decisions {
            sharing::ask_look(&here.cx, id).await?;
        }
        Ok(Made::Nothing)
    }
}
