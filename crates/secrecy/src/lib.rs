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
//! ```
//! use secrecy::*;
//!
//! let page = File { path: "rule-set.toml", text: r#"
//!     code = "library"
//!     edition = "1"
//!     kind = "shared"
//!     certainty = "known"
//!     title.en = "What readers borrow"
//!     summary.en = "Between librarians bound by secrecy."
//!     [[law]]
//!     code = "charter"
//!     name.en = "Charter of the library"
//!     number = [{ cite.en = "Charter, rule 3", certainty = "verified" }]
//!     [[question]]
//!     code = "needed"
//!     of = "pair"
//!     ask.en = "Do they need it to serve the reader?"
//! "# };
//! let rules = File { path: "rules.cedar", text: r#"
//!     @id("sharing")
//!     permit (principal, action, resource);
//!
//!     @id("bound")
//!     @law("charter")
//!     @certainty("verified")
//!     @en("The recipient is bound by secrecy.")
//!     @remedy_en("Ask the reader to tell them.")
//!     forbid (principal, action, resource)
//!     unless { principal.duty == Duty::"bound" };
//!
//!     @id("needed")
//!     @law("charter")
//!     @certainty("verified")
//!     @en("The recipient needs it.")
//!     @remedy_en("Leave it out.")
//!     forbid (principal, action, resource)
//!     unless { context.pair.needed == Answer::"yes" };
//! "# };
//! let rule_set = RuleSet::load(page, rules, &["en"]).map_err(|faults| faults[0].clone())?;
//!
//! let named = |id: &str, duty| Recipient {
//!     id: id.into(), named: true, role: "librarian".into(), duty, answers: Answers::new(),
//! };
//! let loan = Item {
//!     id: "loan-7".into(), single: true, class: "ordinary".into(), origin: Origin::OwnWork, answers: Answers::new(),
//! };
//! let needed = |recipient: &str| PairAnswers {
//!     recipient: recipient.into(), item: "loan-7".into(), answers: [("needed".into(), Answer::Yes)].into(),
//! };
//! let decision = rule_set.decide(&Facts {
//!     on: "2026-03-02".parse()?,
//!     executed_on: None,
//!     discloser: Discloser { id: "me".into(), capacity: "desk".into(), duty: Duty::Bound },
//!     recipients: vec![named("ann", Duty::Bound), named("bob", Duty::None)],
//!     items: vec![loan],
//!     pairs: vec![needed("ann"), needed("bob")],
//!     purpose: "lending".into(),
//!     open_ended: false,
//!     consent: Consent::NotInvoked,
//!     information: Vec::new(),
//!     consultation: None,
//!     answers: Answers::new(),
//! });
//!
//! assert_eq!(decision.outcome, Outcome::PermittedInPart);
//! assert!(decision.permits("ann", "loan-7") && !decision.permits("bob", "loan-7"));
//! let finding = decision.unmet().next().ok_or("met")?;
//! let condition = rule_set.condition(&finding.condition).ok_or("unknown")?;
//! assert_eq!(condition.says("en"), "The recipient is bound by secrecy.");
//! assert_eq!(condition.remedy("en"), "Ask the reader to tell them.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
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
