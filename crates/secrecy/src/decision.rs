// SPDX-License-Identifier: EUPL-1.2
//! What was decided, and why: ids and facts, to be kept; the words stay in the rule set.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::fact::Fact;

/// The outcome of a whole decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Every recipient may learn every piece.
    Permitted,
    /// Some recipients may learn some pieces: [`Decision::permitted`] says who and what, and nothing else may be told.
    PermittedInPart,
    /// Nobody may learn anything.
    Refused,
}

/// A decision under one rule set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Code of the rule set.
    pub rule_set: String,
    /// Its edition, so that the decision can be read again with the words and rules of its day.
    pub edition: String,
    /// The day of the decision.
    pub on: Day,
    /// The outcome.
    pub outcome: Outcome,
    /// Each recipient with each piece, in the order of the facts.
    pub pairs: Vec<PairResult>,
    /// Each condition once for each thing it is about, in the order of the rules: met ones are what a permit rests on.
    pub findings: Vec<Finding>,
    /// What kept the rules from being asked at all, or made one fail. Any of them refuses.
    pub obstacles: Vec<Obstacle>,
    /// What would change the outcome, one fact at a time.
    pub changes: Vec<Change>,
}

impl Decision {
    /// The conditions that are not met, in the order of the rules.
    pub fn unmet(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.state != State::Met)
    }

    /// The pairs that are permitted.
    pub fn permitted(&self) -> impl Iterator<Item = &PairResult> {
        self.pairs.iter().filter(|pair| pair.permitted)
    }

    /// Whether this recipient may learn this piece.
    pub fn permits(&self, recipient: &str, item: &str) -> bool {
        self.permitted().any(|pair| pair.recipient == recipient && pair.item == item)
    }

    /// The findings that bear upon a pair.
    pub fn findings_for(&self, recipient: &str, item: &str) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.about.covers(recipient, item))
    }
}

/// One recipient and one piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairResult {
    /// Reference of the recipient.
    pub recipient: String,
    /// Reference of the piece.
    pub item: String,
    /// Whether the one may learn the other.
    pub permitted: bool,
}

/// One condition, about what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Id of the condition: [`crate::RuleSet::condition`] has its words, its law and its remedy.
    pub condition: String,
    /// What it was asked of.
    pub about: About,
    /// Whether it is met.
    pub state: State,
    /// The facts it was answered from.
    pub used: Vec<Used>,
}

/// Whether a condition is met. Only `Met` lets anything pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// It is not established: something it asks is unanswered or unknown.
    Open,
}

/// What something is about. A condition that does not depend on the piece is reported once for each recipient, and so on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The whole decision.
    Decision,
    /// One recipient.
    Recipient(String),
    /// One piece of information.
    Item(String),
    /// One recipient and one piece.
    Pair {
        /// Reference of the recipient.
        recipient: String,
        /// Reference of the piece.
        item: String,
    },
}

impl About {
    /// Whether it bears upon this pair.
    pub fn covers(&self, recipient: &str, item: &str) -> bool {
        match self {
            About::Decision => true,
            About::Recipient(id) => id == recipient,
            About::Item(id) => id == item,
            About::Pair { recipient: r, item: i } => r == recipient && i == item,
        }
    }
}

/// A fact, and the value it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Which fact.
    pub fact: Fact,
    /// Its value, by code: `bound`, `yes`, `unanswered`, `true`.
    pub value: String,
    /// Of [`Fact::Told`] and [`Fact::Ground`]: those who were not told before, of this recipient, by reference.
    #[serde(default)]
    pub untold: Vec<String>,
}

/// Why nothing can be permitted, apart from conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// The rule set is not in force on the day of the decision.
    NotInForce,
    /// No recipient was given.
    NoRecipient,
    /// No piece of information was given.
    NoItem,
    /// The same reference stands for two recipients, two pieces or two pairs.
    Twice(String),
    /// An answer about a recipient or piece that is not among the facts.
    Stranger(String),
    /// A rule could not be evaluated; named by the condition. It counts as not met.
    Failed(String),
}

/// A fact which, turned alone, would change something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it is about.
    pub about: About,
    /// The fact.
    pub fact: Fact,
    /// The value it would need; were it so. It is never an advice to answer otherwise than it is.
    pub to: String,
    /// By what it can honestly come about.
    pub way: Way,
    /// The pairs (recipient, piece) that would then be permitted, with nothing else changed. Empty: it is needed, and not
    /// enough by itself.
    pub opens: Vec<(String, String)>,
}

impl Change {
    /// Whether this one alone would be enough for at least one pair.
    pub fn is_enough(&self) -> bool {
        !self.opens.is_empty()
    }
}

/// By what a fact can honestly become another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By answering a question that waits, or whose answer has changed.
    Answering,
    /// By doing something first: telling somebody, naming one person, choosing single pieces.
    Doing,
    /// Only by another choice: another recipient, another piece, another purpose, another rule set.
    ChoosingOtherwise,
}
