// SPDX-License-Identifier: EUPL-1.2
//! Reading a report out of a form, the same for every door.

use kernel::{Date, Id, PartialDate, PersonId};
use platform::form::{FieldErrors, Input};
use platform::http::{Cx, Form};
use register::people::{NewPerson, Sex};
use rulebook::Pack;
use uuid::Uuid;

use crate::concerns::model::{Levels, NewHolder, NewMinor, NewReport, Told, Who};
use crate::concerns::rules::receive::{Fault, LONGEST, MOST_MINORS};
use crate::concerns::words::Words;

/// The longest line, in characters.
const LINE: usize = 300;

/// Fills a report from a form. What cannot be read is told with its field; what can be read but does not hold together is
/// told by the rules.
pub(super) fn report(cx: &Cx, input: &mut Input<'_>, mut new: NewReport) -> NewReport {
    new.occurred = input.partial_date("occurred");
    new.observed = input.text("observed", LONGEST);
    new.heard = input.text("heard", LONGEST);
    new.thought = input.text("thought", LONGEST);
    new.about = input.form().all("about").into_iter().map(str::to_owned).collect();
    new.children =
        rows(input.form(), "child").into_iter().map(|n| child(cx, input, n, new.received_on)).collect();
    new.children.retain(|c| !c.is_blank());
    new.home =
        input.text("home", 5_000).lines().map(str::trim).filter(|l| !l.is_empty()).map(mentioned).collect();
    new.address = input.text("address", 2_000);
    new.holders = rows(input.form(), "holder").into_iter().filter_map(|n| holder(input, n)).collect();
    new.danger_now = input.choice("danger_now", Told::parse).unwrap_or_default();
    new.safety = input.text("safety", LONGEST);
    new.levels = levels(input);
    new.language = input.line("language", LINE);
    new.interpreter = input.line("interpreter", LINE);
    new.direct_referral = input.ticked("direct_referral");
    let r = &mut new.reporter;
    r.is_known = input.form().raw("known") == "yes";
    r.name = input.line("name", LINE);
    r.capacity = input.line("capacity", LINE);
    r.relation = input.line("relation", LINE);
    r.workplace = input.line("workplace", LINE);
    r.phone = input.line("phone", LINE);
    r.email = input.line("email", LINE);
    r.safe_contact = input.text("safe_contact", 1_000);
    r.wants_unknown = input.ticked("wants_unknown");
    r.alleged_author = input.ticked("alleged_author");
    if !r.is_known {
        // Whoever prefers not to say who they are leaves no name behind, even one that was typed before.
        r.name.clear();
        r.workplace.clear();
    }
    new
}

/// Levels as they are chosen on a form.
pub(super) fn levels(input: &mut Input<'_>) -> Levels {
    let mut one = |field: &str| input.choice(field, |code| code.parse::<u8>().ok().filter(|l| *l <= 9));
    Levels { danger: one("danger"), gravity: one("gravity"), urgency: one("urgency") }
}

/// Says of each scale without a level that one is missing, where all three are needed.
pub(super) fn need_levels(cx: &Cx, input: &mut Input<'_>, levels: Levels, pack: &Pack) {
    let w = Words(cx.lang);
    let scales = [
        ("danger", levels.danger, &pack.scales.danger),
        ("gravity", levels.gravity, &pack.scales.gravity),
        ("urgency", levels.urgency, &pack.scales.urgency),
    ];
    for (field, level, scale) in scales {
        if level.is_none() && input.errors.of(field).is_none() {
            input.errors.add(field, "required", w.level_missing(scale.name.get(cx.lang)));
        }
    }
}

/// The numbers of the rows of which anything was sent, in order.
pub(super) fn rows(form: &Form, prefix: &str) -> Vec<usize> {
    let mut found: Vec<usize> = form
        .fields()
        .filter(|(_, value)| !value.trim().is_empty())
        .filter_map(|(name, _)| name.strip_prefix(prefix)?.strip_prefix('-')?.split('-').next()?.parse().ok())
        .filter(|n| (1..=MOST_MINORS).contains(n))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn child(cx: &Cx, input: &mut Input<'_>, n: usize, received_on: Date) -> NewMinor {
    let field = |part: &str| format!("child-{n}-{part}");
    let description = input.text(&field("description"), 5_000);
    let number_unknown = input.ticked(&field("several"));
    if let Ok(known) = Uuid::parse_str(input.form().raw(&field("person"))) {
        return NewMinor { who: Who::Known(PersonId::from_uuid(known)), description, number_unknown };
    }
    let person = person(cx, input, &format!("child-{n}"), received_on);
    let blank = person.given.is_empty()
        && person.family.is_empty()
        && person.birth.is_none()
        && person.expected_on.is_none();
    let who = if blank { Who::Described } else { Who::New(Box::new(person)) };
    NewMinor { who, description, number_unknown }
}

/// A person as a form tells them: name, birth or age, or the day a birth is expected.
pub(super) fn person(cx: &Cx, input: &mut Input<'_>, prefix: &str, on: Date) -> NewPerson {
    let field = |part: &str| format!("{prefix}-{part}");
    let unborn = input.ticked(&field("unborn"));
    let expected_on = input.date(&field("expected"));
    let mut birth = input.partial_date(&field("birth"));
    let age = input.line(&field("age"), 3);
    if birth.is_none() && !age.is_empty() {
        // An age that is told gives a year, and an estimated one.
        match age.parse::<i16>().ok().filter(|a| (0..=120).contains(a)) {
            Some(years) => birth = PartialDate::new(on.year() - years, None, None, true),
            None => input.errors.add(field("age"), "not-a-number", Words(cx.lang).fault_not_a_number()),
        }
    }
    if unborn && expected_on.is_none() && input.errors.of(&field("expected")).is_none() {
        input.errors.add(field("expected"), "required", Words(cx.lang).fault_expected_missing());
    }
    NewPerson {
        given: input.line(&field("given"), LINE),
        family: input.line(&field("family"), LINE),
        birth: birth.filter(|_| !unborn),
        expected_on: expected_on.filter(|_| unborn),
        sex: input.choice(&field("sex"), Sex::parse).unwrap_or_default(),
        ..NewPerson::default()
    }
}

fn mentioned(line: &str) -> NewMinor {
    NewMinor { who: Who::Described, description: line.to_owned(), number_unknown: false }
}

fn holder(input: &mut Input<'_>, n: usize) -> Option<NewHolder> {
    let field = |part: &str| format!("holder-{n}-{part}");
    let holder = NewHolder {
        who: input.line(&field("who"), LINE),
        told: input.choice(&field("told"), Told::parse).unwrap_or_default(),
        told_on: input.date(&field("told_on")),
        not_told_reason: input.line(&field("reason"), LINE),
        note: input.text(&field("note"), 2_000),
    };
    let nothing = holder.who.is_empty() && holder.told_on.is_none() && holder.note.is_empty();
    (!(nothing && holder.told == Told::Unknown && holder.not_told_reason.is_empty())).then_some(holder)
}

/// The faults of a report in words, each with its field.
pub(super) fn tell(cx: &Cx, pack: &Pack, faults: &[Fault], errors: &mut FieldErrors) {
    for fault in faults {
        if errors.of(&fault.field).is_none() {
            errors.add(fault.field.clone(), fault.code, words_of(cx, pack, fault.code));
        }
    }
}

/// A fault or refusal in the reader's words.
pub(super) fn words_of(cx: &Cx, pack: &Pack, code: &'static str) -> String {
    let w = Words(cx.lang);
    let said = w.by_key(&format!("fault-{code}")).or_else(|| w.by_key(&format!("refused-{code}")));
    if let Some(text) = said {
        return text.to_owned();
    }
    let contradiction = pack.scales.contradictions.iter().find(|c| c.id.replace('_', "-") == code);
    contradiction.map_or_else(|| w.fault_levels_contradict().to_owned(), |c| c.reason.get(cx.lang).to_owned())
}
