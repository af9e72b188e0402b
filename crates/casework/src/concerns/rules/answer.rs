// SPDX-License-Identifier: EUPL-1.2
//! Answering whoever reported: what may be said, to whom, and when.

use kernel::{Refusal, name};

use super::{No, no};
use crate::concerns::model::{Concern, State};

/// What may be said at most to a kind of reporter, and less is always allowed. Codes of `feedback_content`, by rank.
const KINDS: [&str; 3] = ["limited", "minimal", "professional"];

/// What is known of whoever reported without saying who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// They reported as part of their work.
    pub is_professional: bool,
    /// They are named in the facts, or in conflict about the child.
    pub is_involved: bool,
    /// There is a way to answer them in writing: a receipt code or an account.
    pub has_channel: bool,
    /// They left a number or an address.
    pub has_contact: bool,
}

platform::from_row!(Duty { is_professional, is_involved, has_channel, has_contact });

impl Duty {
    /// The most that may be said: a code of `feedback_content`.
    pub fn most(self) -> &'static str {
        if self.is_involved {
            KINDS[0]
        } else if self.is_professional {
            KINDS[2]
        } else {
            KINDS[1]
        }
    }

    /// The kinds that may be chosen, the fullest first.
    pub fn kinds(self) -> Vec<&'static str> {
        let most = KINDS.iter().position(|k| *k == self.most()).unwrap_or(0);
        KINDS[..=most].iter().rev().copied().collect()
    }
}

/// Whether an answer may be given, also about a report that was put away: its file is closed, the duty to answer is not.
/// `names` are those of other reporters, `children` the given names of the minors.
pub fn feedback<'p>(
    concern: &Concern,
    duty: Option<Duty>,
    kind: &str,
    content: &str,
    names: &[String],
    children: &[String],
) -> Result<(), No<'p>> {
    let Some(duty) = duty else { return no("nobody-to-answer") };
    if !duty.has_channel && !duty.has_contact {
        return no("nobody-to-answer");
    }
    if !KINDS.contains(&kind) {
        return no("no-such-feedback");
    }
    if !duty.kinds().contains(&kind) {
        return no("feedback-too-full");
    }
    if kind != "limited" && concern.triage().is_none() {
        return no("feedback-before-triage");
    }
    if content.trim().is_empty() {
        return no("feedback-without-words");
    }
    let words = name::tokens(content);
    let names_somebody = |name: &String| {
        // A family name is enough to be known; a short word is not.
        name::tokens(name).last().is_some_and(|t| t.chars().count() > 3 && words.contains(t))
    };
    if names.iter().any(names_somebody) {
        return no("feedback-names-a-reporter");
    }
    let named = |name: &String| name::tokens(name).iter().any(|t| t.chars().count() > 2 && words.contains(t));
    if kind != "professional" && children.iter().any(named) {
        return no("feedback-names-a-child");
    }
    Ok(())
}

/// Whether it may be noted that somebody asked what became of it: one request at a time, until it is answered.
pub fn ask(is_asked: bool) -> Result<(), Refusal> {
    if is_asked { Err(Refusal::new("asked-already")) } else { Ok(()) }
}

/// Whether receipt may be acknowledged: once.
pub fn acknowledge(concern: &Concern) -> Result<(), Refusal> {
    match concern.report.acknowledged_on {
        Some(_) => Err(Refusal::new("acknowledged-already")),
        None => Ok(()),
    }
}

/// Whether it may be noted that an oral report was confirmed in writing: once, and only of an oral one.
pub fn confirm(concern: &Concern, was_oral: bool) -> Result<(), Refusal> {
    if !was_oral {
        return Err(Refusal::new("was-written"));
    }
    if concern.report.confirmed_on.is_some() { Err(Refusal::new("confirmed-already")) } else { Ok(()) }
}

/// Whether a report may be put away: everything that follows was done, and everybody who is owed an answer has it.
pub fn archive(concern: &Concern) -> Result<(), Refusal> {
    let ended = matches!(
        concern.state(),
        State::NotConcern
            | State::AdviceOnly
            | State::Redirected
            | State::Decided
            | State::FeedbackGiven
            | State::Transferred
    );
    if concern.report.archived_at.is_some() {
        return Err(Refusal::new("archived"));
    }
    if concern.report.merged_into.is_some() {
        return Err(Refusal::new("joined-to-another"));
    }
    if concern.triage().is_some_and(|t| t.outcome.is_evaluated())
        && concern.taken_over().is_none()
        && concern.minors.iter().any(|m| m.is_unsettled())
    {
        return Err(Refusal::new("minors-unsettled"));
    }
    if !ended {
        return Err(Refusal::new("not-ended"));
    }
    if concern.owes_answer() || concern.joined.iter().any(|j| j.owes_answer) {
        return Err(Refusal::new("feedback-owed"));
    }
    Ok(())
}
