// SPDX-License-Identifier: EUPL-1.2
//! What the author of a form says of its questions in columns of their own, beside what the language of forms knows.

use std::collections::BTreeSet;

use smart_forms::answers::{Answer, Document, Item};
use smart_forms::form::{Control, Form, Node};

use super::super::rules;

/// The turns of a repeated group are of kinds, and which list names them.
pub(super) const CODING: &str = ":coding";
/// What an institution is known by: `numero`, `nom` or `division`.
const IDENTITY: &str = ":identity";
/// How long an answer is kept; `campagne` is no longer than the campaign.
const RETENTION: &str = ":retention";
const CAMPAIGN: &str = "campagne";

/// What stands in a column for a question.
pub(super) fn column<'a>(node: &'a Node, name: &str) -> Option<&'a str> {
    let found = node.bind.others.iter().find(|(known, _)| known.ends_with(name))?;
    Some(found.1.xpath.trim().trim_matches('\''))
}

/// The questions whose answers are kept no longer than the campaign: those that are marked, or stand in a group that is. Choices and
/// numbers are no contact details, and are counted: they are not among them.
pub(super) fn kept_for_the_campaign(form: &Form) -> Vec<&Node> {
    let marked = form.root.walk().filter(|node| column(node, RETENTION) == Some(CAMPAIGN));
    let erased = |node: &&Node| match node.question() {
        Some(question) => {
            let counted =
                [Control::SelectOne, Control::SelectMany, Control::Rank, Control::Range, Control::Trigger];
            !counted.contains(&question.control)
                && !["integer", "int", "decimal", "note"].contains(&question.word.as_str())
        }
        None => false,
    };
    let mut known = BTreeSet::new();
    marked.flat_map(Node::walk).filter(erased).filter(|node| known.insert(&node.path)).collect()
}

/// What an institution that answered is known by, as it said itself. Its division may have been known before.
pub(super) fn identity(form: &Form, document: &Document, division: &str) -> Vec<String> {
    let said = |what: &str| -> String {
        let paths: BTreeSet<&str> = form
            .root
            .walk()
            .filter(|node| column(node, IDENTITY) == Some(what))
            .map(|node| node.path.as_str())
            .collect();
        first_said(&document.items, &paths).unwrap_or_default()
    };
    let own = said("division");
    rules::keys(&said("nom"), if own.is_empty() { division } else { &own }, &said("numero"))
}

fn first_said(items: &[Item], paths: &BTreeSet<&str>) -> Option<String> {
    items.iter().find_map(|item| {
        let own =
            item.answers.iter().filter(|_| paths.contains(item.path.as_str())).find_map(|one| match one {
                Answer::Text(words) => Some(words.trim().to_owned()),
                Answer::Integer(number) => Some(number.to_string()),
                Answer::Choice { label, .. } => Some(label.clone()),
                _ => None,
            });
        own.or_else(|| first_said(&item.items, paths))
    })
}
