// SPDX-License-Identifier: EUPL-1.2
//! What can be received: everything that holds together; the rest is told field by field.

use kernel::{Date, InstitutionId};
use rulebook::{Pack, ReporterGroup, list};

use super::chosen;
use crate::concerns::model::{Door, Levels, NewHolder, NewMinor, NewReport, Told};

/// The longest text of one field, in characters: some forty pages.
pub const LONGEST: usize = 100_000;
/// The most minors of one report.
pub const MOST_MINORS: usize = 12;

/// Something that does not hold together: the field, and a stable code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field of the form.
    pub field: String,
    /// Why.
    pub code: &'static str,
}

fn fault(field: impl Into<String>, code: &'static str) -> Fault {
    Fault { field: field.into(), code }
}

/// What is known of the institution that is to receive.
#[derive(Clone, Copy, Debug)]
pub struct Receiver {
    /// Which one.
    pub id: InstitutionId,
    /// Whether it receives reports from outside today.
    pub receives: bool,
    /// The institution of whoever types, when somebody is signed in.
    pub actor_at: Option<InstitutionId>,
}

/// Whether a report may be received. Faults in the order of the form.
pub fn check(new: &NewReport, receiver: Receiver, pack: &Pack, today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    // What a service was told by voice it may write down, even when it is not one that the public is sent to.
    let at_home = receiver.actor_at == Some(receiver.id);
    match new.door {
        Door::Phone if !at_home => faults.push(fault("institution", "not-your-service")),
        Door::Public | Door::Professional if !receiver.receives => {
            faults.push(fault("institution", "receives-no-reports"));
        }
        _ => {}
    }
    if !chosen(pack, list::RECEIVED_HOW, &new.received_how, today) {
        faults.push(fault("received_how", "not-a-choice"));
    }
    if new.received_on > today {
        faults.push(fault("received_on", "in-the-future"));
    }
    if new.occurred.is_some_and(|d| d.earliest() > new.received_on) {
        faults.push(fault("occurred", "in-the-future"));
    }
    if [&new.observed, &new.heard, &new.thought].iter().all(|t| t.trim().is_empty()) {
        faults.push(fault("observed", "nothing-said"));
    }
    for (field, text) in [
        ("observed", &new.observed),
        ("heard", &new.heard),
        ("thought", &new.thought),
        ("safety", &new.safety),
    ] {
        if text.chars().count() > LONGEST {
            faults.push(fault(field, "too-long"));
        }
    }
    if new.about.iter().any(|code| !chosen(pack, list::MALTREATMENT, code, today)) {
        faults.push(fault("about", "not-a-choice"));
    }
    minors(new, pack, today, &mut faults);
    for (i, holder) in new.holders.iter().enumerate() {
        if let Some(code) = holder_fault(holder, new.door, pack, today) {
            faults.push(fault(format!("holder-{}-{}", i + 1, code.0), code.1));
        }
    }
    if let Some(code) = level_fault(pack, new.levels) {
        faults.push(fault("danger", code));
    }
    reporter(new, pack, today, &mut faults);
    faults
}

fn level_fault(pack: &Pack, levels: Levels) -> Option<&'static str> {
    // A reporter is not asked to explain: what rarely goes together is left to triage.
    match super::levels(pack, levels, "-") {
        Ok(()) => None,
        Err(no) => Some(no.code()),
    }
}

fn minors(new: &NewReport, pack: &Pack, today: Date, faults: &mut Vec<Fault>) {
    if new.children.is_empty() {
        faults.push(fault("child-1-given", "nobody-reported"));
    }
    if new.children.len() + new.home.len() > MOST_MINORS {
        faults.push(fault("child-1-given", "too-many-minors"));
    }
    for (i, child) in new.children.iter().enumerate() {
        if let Some((part, code)) = minor_fault(child, new, pack, today) {
            faults.push(fault(format!("child-{}-{part}", i + 1), code));
        }
    }
    for (i, child) in new.home.iter().enumerate() {
        if let Some((part, code)) = minor_fault(child, new, pack, today) {
            faults.push(fault(format!("home-{}-{part}", i + 1), code));
        }
    }
}

/// What does not hold together about one minor: part of the form, and why.
fn minor_fault(
    minor: &NewMinor,
    new: &NewReport,
    pack: &Pack,
    today: Date,
) -> Option<(&'static str, &'static str)> {
    if minor.is_blank() {
        return Some(("given", "blank-minor"));
    }
    if let Some(expected) = minor.expected_on() {
        // A pregnancy lasts ten months at most; a birth expected long ago has happened.
        if expected > today.plus_months(10) || expected < today.plus_months(-2) {
            return Some(("expected", "not-expected-then"));
        }
    }
    let birth = minor.birth()?;
    if birth.earliest() > today {
        return Some(("birth", "in-the-future"));
    }
    // Of a birth known in part, the youngest age counts: who could be a child is one.
    if birth.age_on(new.received_on).0 >= i16::from(pack.ages.child_under) {
        return Some(("birth", "adult"));
    }
    if new.occurred.is_some_and(|d| birth.earliest() > d.latest()) {
        return Some(("birth", "born-after-the-facts"));
    }
    None
}

fn holder_fault(
    holder: &NewHolder,
    door: Door,
    pack: &Pack,
    today: Date,
) -> Option<(&'static str, &'static str)> {
    if holder.who.trim().is_empty() {
        return Some(("who", "holder-without-name"));
    }
    if holder.told_on.is_some_and(|on| on > today) {
        return Some(("told_on", "in-the-future"));
    }
    let reason = holder.not_told_reason.as_str();
    if !reason.is_empty() && !chosen(pack, list::NOT_TOLD_REASON, reason, today) {
        return Some(("reason", "not-a-choice"));
    }
    // Members of the public owe no reason; professionals do (FR: CASF L226-2-1).
    if holder.told == Told::No && reason.is_empty() && door != Door::Public {
        return Some(("reason", "not-told-without-reason"));
    }
    None
}

fn reporter(new: &NewReport, pack: &Pack, today: Date, faults: &mut Vec<Fault>) {
    let r = &new.reporter;
    for (field, list, code) in [
        ("capacity", list::REPORTER_CAPACITY, &r.capacity),
        ("relation", list::RELATION_TO_CHILD, &r.relation),
    ] {
        if !code.is_empty() && !chosen(pack, list, code, today) {
            faults.push(fault(field, "not-a-choice"));
        }
    }
    if r.is_known && r.name.trim().is_empty() {
        faults.push(fault("name", "known-without-name"));
    }
    if new.door == Door::Professional
        && group(pack, &r.capacity) == ReporterGroup::Other
        && !r.capacity.is_empty()
    {
        // Whoever signs in as a professional may still report as a neighbour or a parent: then the public page is the door.
        faults.push(fault("capacity", "not-a-professional-capacity"));
    }
}

/// Whether somebody who reports in a capacity does so as part of their work.
pub fn group(pack: &Pack, capacity: &str) -> ReporterGroup {
    pack.entry(list::REPORTER_CAPACITY, capacity)
        .and_then(|e| e.group.as_deref())
        .and_then(ReporterGroup::parse)
        .unwrap_or(ReporterGroup::Other)
}
