// SPDX-License-Identifier: EUPL-1.2
//! Danger that does not wait: what was tried, and the one authority that is told.

use kernel::Date;
use secrecy::{Answer, Answers, Origin};
use serde::Deserialize;
use together::danger::{self, Came, Notice};

use crate::demo::known::{Halt, Made};
use crate::demo::replay::Here;

/// `disclosure.attempt_protection`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Attempt {
    occurred: Date,
    with: String,
    outcome: String,
    notes: String,
}

impl Attempt {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let Some(came) = Came::parse(&self.outcome) else {
            return Halt::wrong(format!("`{}` comes of no attempt", self.outcome));
        };
        let new = danger::Attempt {
            occurred_on: self.occurred,
            with_whom: self.with.clone(),
            came,
            notes: self.notes.clone(),
        };
        danger::attempt_protection(&here.cx, &new).await?;
        Ok(Made::Nothing)
    }
}

/// A piece of information.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    what: String,
    why: String,
}

/// `disclosure.decide`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct Decide {
    rule_set: String,
    to: String,
    children: Vec<String>,
    listed_offence: bool,
    danger_limb: String,
    cannot_protect_alone: bool,
    cannot_protect_with_help: bool,
    #[serde(rename = "second")]
    _second: Option<String>,
    items: Vec<Item>,
    reason: String,
    #[serde(rename = "alternative")]
    _alternative: Option<String>,
    #[serde(rename = "expect_result")]
    _expect_result: String,
}

impl Decide {
    pub(super) async fn run(&self, here: &mut Here<'_>) -> Result<Made, Halt> {
        let who = here.practitioner(&self.to)?;
        let at = here.world.practitioner(&self.to).map(|p| p.institution.clone()).unwrap_or_default();
        let names: Vec<String> = self.children.iter().map(|c| here.name_of(c)).collect::<Result<_, _>>()?;
        let told: Vec<String> = self.items.iter().map(|i| format!("{}. {}", i.what, i.why)).collect();
        let said = |yes: bool| if yes { Answer::Yes } else { Answer::No };
        let whole = [
            ("listed_offence", said(self.listed_offence)),
            ("vulnerable_victim", said(!self.children.is_empty())),
            ("imminent_danger", said(self.danger_limb == "a")),
            ("other_victims", said(self.danger_limb == "b")),
            ("cannot_protect", said(self.cannot_protect_alone && self.cannot_protect_with_help)),
        ];
        let notice = Notice {
            rule_set: self.rule_set.replace('-', "_"),
            to: (who, here.institution(&at)?),
            about: names.join(", "),
            words: told.join("\n"),
            tried: self.reason.clone(),
            origin: Origin::Confided,
            whole: whole.into_iter().map(|(code, answer)| (code.to_owned(), answer)).collect(),
            addressee: Answers::new(),
            pair: Answers::from([("necessary".to_owned(), Answer::Yes)]),
        };
        Ok(Made::Disclosures(vec![danger::notify(&here.cx, &notice).await?]))
    }
}
