// SPDX-License-Identifier: EUPL-1.2
//! Loops: the same questions for each choice of a list, `%(name)s` and `%(label)s` standing for the choice.

use super::model::{Choice, Default, Expression, Kind, List, Node, Text};
use super::names;
use super::vocabulary::is_media;
use crate::words::{Code, Problem};

/// The groups that a loop becomes.
pub(super) fn unroll(template: &Node, list: &List, language: &str, problems: &mut Vec<Problem>) -> Vec<Node> {
    let mut groups = Vec::new();
    for choice in list.choices.iter().filter(|c| c.name != "none") {
        let wrong = |code: Code| {
            let problem = Problem::new(code).sheet("choices");
            choice.row.map_or(problem.clone(), |row| problem.row(row))
        };
        if !names::is_name(&choice.name) {
            problems.push(wrong(Code::BadName).with("name", &choice.name));
        }
        // Elsewhere nobody looks at other kinds; here they would stand with the group that the choice becomes.
        for (kind, _) in choice.media.iter().filter(|(kind, _)| !is_media(kind)) {
            problems.push(wrong(Code::MediaType).with("media", kind));
        }
        let mut group = Node {
            name: choice.name.clone(),
            row: template.row,
            label: choice.label.clone(),
            media: choice.media.clone(),
            ..Node::default()
        };
        for child in &template.children {
            if choice.label.is_empty() {
                problems.push(wrong(Code::ChoiceWithoutLabel).with("list", &list.name));
                break;
            }
            let mut child = child.clone();
            let mut fill = Fill { choice, language, row: child.row, problems };
            fill.node(&mut child);
            group.children.push(child);
        }
        groups.push(group);
    }
    groups
}

struct Fill<'a> {
    choice: &'a Choice,
    language: &'a str,
    row: usize,
    problems: &'a mut Vec<Problem>,
}

impl Fill<'_> {
    fn node(&mut self, node: &mut Node) {
        let language = self.language;
        self.one(&mut node.name, language);
        for text in [&mut node.label, &mut node.hint, &mut node.guidance] {
            self.text(text);
        }
        for (_, text) in &mut node.media {
            self.text(text);
        }
        self.one(&mut node.appearance, language);
        match &mut node.default {
            Some(Default::Fixed(value)) => self.one(value, language),
            Some(Default::Reckoned(formula)) => self.formula(formula),
            None => {}
        }
        let bind = &mut node.bind;
        for formula in [
            &mut bind.relevant,
            &mut bind.required,
            &mut bind.readonly,
            &mut bind.constraint,
            &mut bind.calculate,
        ]
        .into_iter()
        .flatten()
        {
            self.formula(formula);
        }
        self.text(&mut bind.constraint_message);
        self.text(&mut bind.required_message);
        let attributes = bind.others.iter_mut().chain(&mut node.control).chain(&mut node.attributes);
        for (_, formula) in attributes {
            self.formula(formula);
        }
        match &mut node.kind {
            Kind::Repeat(Some(count)) => self.formula(count),
            Kind::Question(question) => {
                if let Some(choices) = &mut question.choices
                    && let Some(filter) = &mut choices.filter
                {
                    self.formula(filter);
                }
            }
            Kind::Repeat(None) | Kind::Group => {}
        }
    }

    fn text(&mut self, text: &mut Text) {
        for wording in &mut text.wordings {
            let language = wording.language.clone();
            self.one(&mut wording.written, &language);
        }
    }

    fn formula(&mut self, formula: &mut Expression) {
        let language = self.language;
        self.one(&mut formula.written, language);
        formula.xpath.clone_from(&formula.written);
    }

    fn one(&mut self, text: &mut String, language: &str) {
        if !text.contains('%') {
            return;
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            out.push_str(before);
            rest = after;
            if let Some(next) = after.strip_prefix('%') {
                out.push('%');
                rest = next;
                continue;
            }
            let named = after.strip_prefix('(').and_then(|a| a.split_once(")s"));
            if let Some((value, next)) =
                named.and_then(|(name, next)| Some((self.value(name, language)?, next)))
            {
                out.push_str(&value);
                rest = next;
                continue;
            }
            if !whole_choice(after) {
                self.problems.push(Problem::new(Code::LoopText).sheet("survey").row(self.row));
            }
            out.push('%');
        }
        out.push_str(rest);
        *text = out;
    }

    /// A column of the choice.
    fn value(&self, name: &str, language: &str) -> Option<String> {
        match name {
            "name" => Some(self.choice.name.clone()),
            "label" => Some(self.choice.label.get(language).map_or(String::new(), |w| w.written.clone())),
            other => self.choice.columns.iter().find(|(n, _)| n == other).map(|(_, value)| value.clone()),
        }
    }
}

/// « %s », perhaps with signs and a width before the letter: the language lets it stand for the whole choice, which says
/// nothing to anybody, so that it is left as it is.
fn whole_choice(after: &str) -> bool {
    let rest =
        after.trim_start_matches(['#', '0', '-', ' ', '+']).trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with(['s', 'r', 'a'])
}
