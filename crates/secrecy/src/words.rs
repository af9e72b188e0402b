// SPDX-License-Identifier: EUPL-1.2
//! Words in the languages of an installation, and how sure we are of what they say.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text in each language, by code (`fr`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Words(pub(crate) BTreeMap<String, String>);

impl Words {
    /// The words in a language. In one that the rule set was not loaded for, the first that is there: never nothing.
    pub fn get(&self, lang: &str) -> &str {
        self.0.get(lang).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }
}

/// How sure we are of a statement about the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Read in a public text.
    Verified,
    /// Commonly known in the trade, not checked again.
    Known,
    /// To be checked before anybody relies on it; every screen that shows it says so.
    Uncertain,
}

impl Certainty {
    /// `verified`, `known`, `uncertain`.
    pub const fn code(self) -> &'static str {
        match self {
            Certainty::Verified => "verified",
            Certainty::Known => "known",
            Certainty::Uncertain => "uncertain",
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Certainty> {
        [Certainty::Verified, Certainty::Known, Certainty::Uncertain].into_iter().find(|c| c.code() == code)
    }
}
