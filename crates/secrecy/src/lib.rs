// SPDX-License-Identifier: EUPL-1.2
//! May this be told to them? Secrecy is decided, not ticked.
//!
//! A *rule set* is a folder of two files: `rules.cedar`, where each condition of the law is one annotated
//! `forbid … unless`, and `rule-set.toml`, which says what it is for, what it rests on, which questions it asks in plain
//! words, and what can be done lawfully instead. [`RuleSet::load`] reads and checks both, and refuses what does not hold
//! together with file, line and reason.
//!
//! The caller gives [`Facts`]: who tells, which named people would learn it, each piece of information by reference, to
//! what end, who was told of it before. The unit of a decision is a *pair*: one recipient, one piece of information.
//! [`RuleSet::decide`] folds the pairs into a [`Decision`]: permitted, permitted in part, refused. It holds ids and
//! facts only, no words and no content: it can be kept, and is rendered in a language with the words of the rule set.
//!
//! ```text
//! let decision = rule_set.decide(&facts);
//! for finding in decision.unmet() {
//!     let condition = rule_set.condition(&finding.condition)?;
//!     condition.says("fr"), condition.remedy("fr"), condition.laws_on(decision.on)
//! }
//! ```
//!
//! - Only what was affirmed satisfies a condition. Unanswered, unknown, refused and not applicable are four different
//!   things, and none of them is a yes.
//! - Any error while a rule is evaluated refuses. A rule set that is not in force on the day refuses.
//! - A condition is a pure function of the few facts it reads, each of a finite kind. It is evaluated by Cedar once for
//!   each combination that occurs and remembered ([`RuleSet`] is cheap to clone and shares what it remembers).
//! - Nothing here knows a country, a programme or a database; nothing here is legal advice.

mod cedar;
mod day;
mod decide;
mod decision;
mod fact;
mod facts;
mod lint;
mod load;
mod rule_set;
mod schema;
mod turn;
mod words;

pub use day::Day;
pub use decision::{About, Change, Decision, Finding, Obstacle, Outcome, PairResult, State, Used, Way};
pub use fact::Fact;
pub use facts::{
    Answer, Answers, Consent, Consultation, Discloser, Duty, Facts, Information, Item, Origin, PairAnswers,
    Recipient, Told,
};
pub use load::{Fault, File};
pub use rule_set::{Asked, Condition, Declared, Kind, Law, LawNumber, Question, RuleSet};
pub use words::{Certainty, Words};
