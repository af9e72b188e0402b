// SPDX-License-Identifier: EUPL-1.2
//! What was sent from a page, taken into the draft.

use platform::form::FieldErrors;
use platform::http::{Cx, Form as Sent};
use smart_forms::form::{Control, Kind, Node};
use smart_forms::instance::Instance;

use super::keeping::Ready;
use super::showing::{DATE_PARTS, NO_ANSWER, ON_PAGE, field_name, is_day, page_of};
use super::words::Words;

/// What whoever fills in a form wants next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The next page.
    Go,
    /// One more turn of something repeated, or one less: the page stays, at this place.
    Stay(String),
}

/// Takes the answers of a page into the draft, and says what is wrong with them. What stands on the page and was left empty counts as
/// asked and not answered; what did not stand there is untouched.
pub fn take(
    cx: &Cx,
    sent: &Sent,
    ready: &Ready,
    instance: &mut Instance,
    page: usize,
) -> (Deed, FieldErrors) {
    let mut errors = FieldErrors::default();
    let Some(node) = page_of(&ready.form, page) else { return (Deed::Go, errors) };
    let shown = sent.all(ON_PAGE);
    let start = format!("/{}/{}", ready.form.root.name, node.name);
    let mut found = Vec::new();
    gather(instance, node, &start, &mut found);
    for (path, node) in &found {
        let name = field_name(path);
        if !shown.contains(&name.as_str()) {
            continue;
        }
        // A refusal is kept beside the answer, and told below.
        let _ = match typed(sent, &name, node) {
            typed if typed.is_empty() => instance.clear(path),
            typed => instance.set(path, &typed),
        };
    }
    let deed = turn(sent, instance, &start);
    for (path, node) in &found {
        let name = field_name(path);
        if !shown.contains(&name.as_str()) {
            continue;
        }
        // Whoever takes a turn away takes its mistakes along.
        let Ok(state) = instance.node(path) else { continue };
        if state.relevant && !state.valid {
            let why = state.message.unwrap_or_else(|| Words(cx.lang).cannot_be_read().to_owned());
            let field = if is_day(node) { format!("{name}-day") } else { name };
            errors.add(field, "not-valid", why);
        }
    }
    (deed, errors)
}

/// Every question of a page, in every turn that there is.
fn gather<'a>(instance: &Instance, node: &'a Node, path: &str, found: &mut Vec<(String, &'a Node)>) {
    match &node.kind {
        Kind::Question(question) if question.control != Control::None => found.push((path.to_owned(), node)),
        Kind::Question(_) => {}
        Kind::Group => {
            for child in &node.children {
                gather(instance, child, &format!("{path}/{}", child.name), found);
            }
        }
        Kind::Repeat(_) => {
            for turn in 1..=instance.turns(path).unwrap_or(0) {
                for child in &node.children {
                    gather(instance, child, &format!("{path}[{turn}]/{}", child.name), found);
                }
            }
        }
    }
}

fn typed(sent: &Sent, name: &str, node: &Node) -> String {
    let control = node.question().map(|question| question.control);
    match control {
        Some(Control::SelectMany) => {
            let chosen: Vec<&str> = sent.all(name).into_iter().filter(|code| !code.is_empty()).collect();
            chosen.join(" ")
        }
        Some(Control::SelectOne) => {
            let chosen = sent.raw(name);
            if chosen == NO_ANSWER { String::new() } else { chosen.to_owned() }
        }
        _ if is_day(node) => {
            let [day, month, year] =
                DATE_PARTS.map(|part| sent.raw(&format!("{name}-{part}")).trim().to_owned());
            match (day.is_empty(), month.is_empty(), year.is_empty()) {
                (true, true, true) => String::new(),
                // As it was typed: what is no day is said to be none, and stays.
                _ => format!("{year:0>4}-{month:0>2}-{day:0>2}"),
            }
        }
        _ => sent.raw(name).trim().to_owned(),
    }
}

/// One more, or one less: `add:<path>`, `remove:<turn>:<path>`.
fn turn(sent: &Sent, instance: &mut Instance, below: &str) -> Deed {
    let then = sent.raw("then");
    if let Some(path) = then.strip_prefix("add:").filter(|path| path.starts_with(below)) {
        return match instance.add(path) {
            Ok(new) => Deed::Stay(field_name(&new)),
            Err(_) => Deed::Stay(field_name(path)),
        };
    }
    let removed = then.strip_prefix("remove:").and_then(|rest| rest.split_once(':'));
    if let Some((turn, path)) = removed.filter(|(_, path)| path.starts_with(below)) {
        let _ = turn.parse().map(|turn| instance.remove(path, turn));
        return Deed::Stay(field_name(path));
    }
    Deed::Go
}
