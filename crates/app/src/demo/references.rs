// SPDX-License-Identifier: EUPL-1.2
//! Whether everything that a story names exists: services, practitioners, people, earlier steps.

use std::collections::{HashMap, HashSet};

use toml::{Table, Value};

use super::load::{World, twice};
use super::story::{After, Story};

/// What a key of a step or of an expectation names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    /// A label of an earlier step.
    Label,
    /// Somebody of the story.
    Person,
    /// A practitioner.
    Practitioner,
    /// An institution.
    Institution,
    /// A practitioner or somebody of the story.
    Somebody,
}

/// Keys that name the same thing whatever the verb, for single values and for lists.
const KEYS: &[(&str, Named)] = &[
    ("report", Named::Label),
    ("reports", Named::Label),
    ("repeats", Named::Label),
    ("evaluation", Named::Label),
    ("case", Named::Label),
    ("cases", Named::Label),
    ("also_cases", Named::Label),
    ("transfer", Named::Label),
    ("merge", Named::Label),
    ("access", Named::Label),
    ("duplicate", Named::Label),
    ("plan", Named::Label),
    ("measure", Named::Label),
    ("mandate", Named::Label),
    ("request", Named::Label),
    ("orientation", Named::Label),
    ("practice", Named::Label),
    ("harm", Named::Label),
    ("readers", Named::Practitioner),
    ("reparation", Named::Label),
    ("runaway", Named::Label),
    ("contest", Named::Label),
    ("discordance", Named::Label),
    ("authorisation", Named::Label),
    ("object", Named::Label),
    ("person", Named::Person),
    ("child", Named::Person),
    ("children", Named::Person),
    ("also_children", Named::Person),
    ("seen_alone", Named::Person),
    ("holders_agreed", Named::Person),
    ("search_seen", Named::Person),
    ("protected_from", Named::Person),
    ("second", Named::Practitioner),
    ("lead", Named::Practitioner),
    ("team", Named::Practitioner),
    ("practitioner", Named::Practitioner),
    ("reported_by", Named::Practitioner),
    ("judge", Named::Practitioner),
    ("contact", Named::Practitioner),
    ("tutor", Named::Practitioner),
    ("recipients", Named::Practitioner),
    ("adopted_by", Named::Practitioner),
    ("notified", Named::Practitioner),
    ("who", Named::Practitioner),
    ("redirect_to", Named::Institution),
    ("institutions", Named::Institution),
    ("host", Named::Institution),
    ("victim", Named::Institution),
];

/// Keys whose meaning depends on the verb or on the kind of expectation.
const OF_VERBS: &[(&str, &str, Option<Named>)] = &[
    ("report.submit", "to", Some(Named::Institution)),
    ("report.submit", "child", None),
    ("report.transfer", "to", Some(Named::Institution)),
    ("report.merge", "into", Some(Named::Label)),
    ("evaluation.visit", "present", Some(Named::Person)),
    ("case.contact", "with", Some(Named::Person)),
    ("case.relate", "from", Some(Named::Person)),
    ("case.relate", "to", Some(Named::Person)),
    ("case.hand_over", "from", Some(Named::Practitioner)),
    ("case.hand_over", "to", Some(Named::Practitioner)),
    ("case.transfer_propose", "to", Some(Named::Institution)),
    ("case.merge", "into", Some(Named::Label)),
    ("case.significant", "event", Some(Named::Label)),
    ("disclosure.decide", "to", Some(Named::Practitioner)),
    ("consultation.authorise", "authorised_by", Some(Named::Practitioner)),
    ("consultation.authorise", "participants", Some(Named::Practitioner)),
    ("consultation.hold", "present", Some(Named::Practitioner)),
    ("consultation.hold", "silent", Some(Named::Practitioner)),
    ("consultation.minute", "consultation", Some(Named::Label)),
    ("consultation.copy_extract", "from", Some(Named::Label)),
    ("consultation.copy_extract", "into", Some(Named::Label)),
    ("due_on", "of", Some(Named::Label)),
    ("state", "of", Some(Named::Label)),
    ("responsible", "of", Some(Named::Label)),
    ("responsible", "is", Some(Named::Institution)),
    ("lead", "is", Some(Named::Practitioner)),
    ("first_date", "of", Some(Named::Label)),
    ("rule_set", "of", Some(Named::Label)),
    ("duration_days", "of", Some(Named::Label)),
    ("never_said", "of", Some(Named::Label)),
    ("lost_words", "of", Some(Named::Label)),
    ("closure_reason", "of", Some(Named::Label)),
    ("ledger", "of", Some(Named::Label)),
    ("reporter_hidden", "from", Some(Named::Somebody)),
    ("masked", "from", Some(Named::Somebody)),
];

/// Everything named that does not exist, with file and line.
pub(super) fn faults(world: &World) -> Vec<String> {
    let mut faults = Vec::new();
    let ids = |what: &str, twice: Vec<&str>| {
        twice.iter().map(|id| format!("demo: {what} `{id}` is there twice")).collect::<Vec<_>>()
    };
    faults.extend(ids("territory", twice(world.territories.iter().map(|t| t.id.as_str()))));
    faults.extend(ids("institution", twice(world.institutions.iter().map(|i| i.id.as_str()))));
    faults.extend(ids("practitioner", twice(world.practitioners.iter().map(|p| p.id.as_str()))));
    faults.extend(ids("story", twice(world.stories.iter().map(|s| s.id.as_str()))));
    let territory = |id: &str| world.territories.iter().any(|t| t.id == id);
    for t in world.territories.iter().filter(|t| t.within.as_deref().is_some_and(|w| !territory(w))) {
        faults.push(format!("demo/territories.toml: `{}` lies in a territory that is not there", t.id));
    }
    for i in &world.institutions {
        if !territory(&i.territory) {
            faults.push(format!("demo/institutions.toml: {} serves a territory that is not there", i.id));
        }
        if i.contact_point.holder.as_deref().is_some_and(|h| world.practitioner(h).is_none()) {
            faults.push(format!(
                "demo/institutions.toml: the contact point of {} is held by nobody known",
                i.id
            ));
        }
    }
    for p in world.practitioners.iter().filter(|p| world.institution(&p.institution).is_none()) {
        faults.push(format!("demo/practitioners.toml: `{}` works nowhere known", p.id));
    }
    for a in world.showcase.iter().filter(|a| world.practitioner(&a.practitioner).is_none()) {
        faults.push(format!("demo/accounts.toml: `{}` is nobody known", a.practitioner));
    }
    for story in &world.stories {
        of_story(world, story, &mut faults);
    }
    faults
}

fn of_story(world: &World, story: &Story, faults: &mut Vec<String>) {
    if !world.territories.iter().any(|t| t.id == story.territory) {
        faults.push(format!("{}:1: `{}` is no territory", story.file, story.territory));
    }
    for id in twice(story.persons.iter().map(|p| p.id.as_str())) {
        faults.push(format!("{}:1: person `{id}` is there twice", story.file));
    }
    for id in twice(story.steps.iter().map(|s| s.label.as_str())) {
        faults.push(format!("{}:1: step `{id}` is there twice", story.file));
    }
    for r in &story.relationships {
        for id in [&r.from, &r.to] {
            if story.person(id).is_none() {
                faults
                    .push(format!("{}:1: a relationship names `{id}`, who is not in the story", story.file));
            }
        }
    }
    let mut check = Checker { world, story, faults, labels: HashMap::new(), earlier: HashSet::new() };
    check.labels = world
        .stories
        .iter()
        .map(|s| (s.id.as_str(), s.steps.iter().map(|step| step.label.as_str()).collect()))
        .collect();
    let mut last = None;
    for step in &story.steps {
        if last.is_some_and(|before| step.on < before) {
            check.fault(step.line, format!("step `{}` is told before the one above it", step.label));
        }
        last = Some(step.on);
        if step.by != "public" && world.practitioner(&step.by).is_none() {
            check.fault(step.line, format!("`{}` is no practitioner", step.by));
        }
        check.table(step.line, &step.name, &step.written);
        check.earlier.insert(&step.label);
    }
    for expect in &story.expects {
        if let After::Step(label) = &expect.after
            && !check.earlier.contains(label.as_str())
        {
            check.fault(expect.line, format!("there is no step `{label}`"));
        }
        check.table(expect.line, &expect.kind, &expect.written);
    }
}

struct Checker<'a> {
    world: &'a World,
    story: &'a Story,
    faults: &'a mut Vec<String>,
    labels: HashMap<&'a str, HashSet<&'a str>>,
    earlier: HashSet<&'a str>,
}

impl Checker<'_> {
    fn fault(&mut self, line: usize, what: String) {
        self.faults.push(format!("{}:{line}: {what}", self.story.file));
    }

    fn table(&mut self, line: usize, verb: &str, table: &Table) {
        for (key, value) in table {
            let of_verb =
                OF_VERBS.iter().find(|(v, k, _)| *v == verb && k == key).map(|(_, _, named)| *named);
            let named =
                of_verb.unwrap_or_else(|| KEYS.iter().find(|(k, _)| k == key).map(|(_, named)| *named));
            if let Some(named) = named {
                self.value(line, key, named, value);
            }
        }
    }

    fn value(&mut self, line: usize, key: &str, named: Named, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|v| self.value(line, key, named, v)),
            Value::String(id) if !self.knows(named, id) => {
                self.fault(line, format!("`{key}` names `{id}`, which is not there"))
            }
            _ => {}
        }
    }

    fn knows(&self, named: Named, id: &str) -> bool {
        match named {
            Named::Person => self.story.person(id).is_some(),
            Named::Practitioner => self.world.practitioner(id).is_some(),
            Named::Institution => self.world.institution(id).is_some(),
            Named::Somebody => self.story.person(id).is_some() || self.world.practitioner(id).is_some(),
            Named::Label => match id.split_once(':') {
                Some((story, label)) => self.labels.get(story).is_some_and(|labels| labels.contains(label)),
                None => self.earlier.contains(id),
            },
        }
    }
}
