// SPDX-License-Identifier: EUPL-1.2
//! The body: controls and groups by the path of their node, and the texts they show.

use std::collections::BTreeMap;

use super::dom::{Child, Element};
use super::read::{Binds, absolute, unnamed};
use crate::form::{Choices, Control, Expression, Piece, Source, Text, Wording};

/// The texts at the head: by id, in each language, each form.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) languages: Vec<String>,
    pub(super) default: Option<String>,
    /// Id, then language, then form and pieces.
    by_id: BTreeMap<String, Vec<(String, String, Vec<Piece>)>>,
}

/// A text of the head with its pictures and sounds.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) text: Text,
    pub(super) guidance: Text,
    pub(super) media: Vec<(String, Text)>,
}

impl Texts {
    pub(super) fn read(model: &Element) -> Texts {
        let mut texts = Texts::default();
        let Some(itext) = model.child("itext") else {
            return texts;
        };
        for translation in itext.elements().filter(|e| e.local() == "translation") {
            let language = translation.attribute("lang").unwrap_or_default().to_owned();
            if translation.attribute("default").is_some() || texts.default.is_none() {
                texts.default = Some(language.clone());
            }
            for text in translation.elements().filter(|e| e.local() == "text") {
                let id = text.attribute("id").unwrap_or_default();
                for value in text.elements().filter(|e| e.local() == "value") {
                    let form = value.attribute("form").unwrap_or_default().to_owned();
                    let entry = texts.by_id.entry(id.to_owned()).or_default();
                    entry.push((language.clone(), form, pieces(value)));
                }
            }
            texts.languages.push(language);
        }
        texts
    }

    pub(super) fn get(&self, id: &str) -> Said {
        let mut said = Said::default();
        for (language, form, pieces) in self.by_id.get(id).into_iter().flatten() {
            let target = match form.as_str() {
                "" | "long" => &mut said.text,
                "guidance" => &mut said.guidance,
                "short" => continue,
                other => {
                    if !said.media.iter().any(|(kind, _)| kind == other) {
                        said.media.push((other.to_owned(), Text::default()));
                    }
                    match said.media.iter_mut().find(|(kind, _)| kind == other) {
                        Some((_, text)) => text,
                        None => continue,
                    }
                }
            };
            let mut pieces = pieces.clone();
            if let Some(Piece::Words(words)) = pieces.first_mut()
                && let Some((_, file)) = words.strip_prefix("jr://").and_then(|w| w.split_once('/'))
                && !matches!(form.as_str(), "" | "long" | "guidance")
            {
                *words = file.to_owned();
            }
            let wording: Vec<Wording> = unnamed(pieces, language).wordings;
            target.translated = true;
            target.wordings.extend(wording);
        }
        said
    }
}

/// Words and values in an element.
fn pieces(element: &Element) -> Vec<Piece> {
    let mut found = Vec::new();
    for child in &element.children {
        match child {
            Child::Text(text) => found.push(Piece::Words(text.clone())),
            Child::Element(output) if output.local() == "output" => {
                let value = output.attribute("value").or_else(|| output.attribute("ref"));
                found.push(Piece::Value(value.unwrap_or_default().trim().to_owned()));
            }
            Child::Element(other) => found.extend(pieces(other)),
        }
    }
    found
}

/// The id in `jr:itext('id')`.
pub(super) fn itext_id(reference: &str) -> Option<&str> {
    let inner = reference.trim().strip_prefix("jr:itext(")?.strip_suffix(')')?.trim();
    let quote = inner.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    inner.strip_prefix(quote)?.strip_suffix(quote)
}

/// A control of the body.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) control: Control,
    pub(super) label: Text,
    pub(super) hint: Text,
    pub(super) guidance: Text,
    pub(super) media: Vec<(String, Text)>,
    pub(super) appearance: String,
    pub(super) mediatype: String,
    pub(super) attributes: Vec<(String, Expression)>,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) choices: Option<Choices>,
}

/// A group of the body.
#[derive(Clone, Debug, Default)]
pub(super) struct Grouped {
    pub(super) label: Text,
    pub(super) media: Vec<(String, Text)>,
    pub(super) appearance: String,
}

/// A repeated group of the body.
#[derive(Clone, Debug, Default)]
pub(super) struct Repeated {
    pub(super) count: Option<Expression>,
    pub(super) appearance: String,
    pub(super) attributes: Vec<(String, Expression)>,
}

/// The body by paths.
pub(super) struct Shown<'a> {
    texts: &'a Texts,
    binds: &'a Binds<'a>,
    language: &'a str,
    pub(super) controls: BTreeMap<String, Asked>,
    pub(super) groups: BTreeMap<String, Grouped>,
    /// Groups that name no node: what they say, and the paths of what stands in them.
    loose: Vec<(Grouped, Vec<String>)>,
    pub(super) repeats: BTreeMap<String, Repeated>,
    /// Source, target and value of what a change sets.
    pub(super) sets: Vec<(String, String, Option<Expression>)>,
    /// Choices that stand in a control: name, label, media, by the path of the control.
    pub(super) items: Vec<(String, Vec<(String, Said)>)>,
    /// The names of the columns of value and label, by list.
    pub(super) columns: BTreeMap<String, (String, String)>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(texts: &'a Texts, binds: &'a Binds<'a>, language: &'a str) -> Shown<'a> {
        Shown {
            texts,
            binds,
            language,
            controls: BTreeMap::new(),
            groups: BTreeMap::new(),
            loose: Vec::new(),
            repeats: BTreeMap::new(),
            sets: Vec::new(),
            items: Vec::new(),
            columns: BTreeMap::new(),
        }
    }

    fn path(&self, element: &Element, from: &str) -> Option<String> {
        if let Some(id) = element.attribute("bind") {
            return self.binds.by_id.get(id).cloned();
        }
        let written = element.attribute("ref").or_else(|| element.attribute("nodeset"))?;
        Some(absolute(written, from))
    }

    pub(super) fn walk(&mut self, element: &Element, from: &str) {
        for child in element.elements() {
            let path = self.path(child, from);
            match child.local() {
                "group" => {
                    let said = self.said(child.child("label"));
                    let inner =
                        child.child("repeat").and_then(|r| self.path(r, path.as_deref().unwrap_or(from)));
                    // The label of a repeated group stands on the group around it, which has no node of its own.
                    let appearance = child.attribute("appearance").unwrap_or_default().to_owned();
                    let grouped = Grouped { label: said.text, media: said.media, appearance };
                    match path.clone().or(inner) {
                        Some(path) => {
                            self.groups.insert(path, grouped);
                        }
                        None => self.loose.push((grouped, self.paths_in(child, from))),
                    }
                    self.walk(child, path.as_deref().unwrap_or(from));
                }
                "repeat" => {
                    let Some(path) = path else {
                        continue;
                    };
                    let count = child.attribute("jr:count").map(Expression::plain);
                    let appearance = child.attribute("appearance").unwrap_or_default().to_owned();
                    let others = child.attributes.iter().filter(|(name, _)| {
                        !matches!(name.as_str(), "nodeset" | "ref" | "bind" | "jr:count" | "appearance")
                    });
                    let attributes =
                        others.map(|(name, value)| (name.clone(), Expression::plain(value))).collect();
                    self.repeats.insert(path.clone(), Repeated { count, appearance, attributes });
                    self.walk(child, &path);
                }
                tag => {
                    let control = match tag {
                        "input" | "secret" => Control::Input,
                        "select1" => Control::SelectOne,
                        "select" => Control::SelectMany,
                        "rank" => Control::Rank,
                        "range" => Control::Range,
                        "upload" => Control::Upload,
                        "trigger" => Control::Trigger,
                        _ => continue,
                    };
                    if let Some(path) = path {
                        self.control(child, control, &path);
                    }
                }
            }
        }
    }

    /// The paths of the controls and groups in an element, down to the first that name one.
    fn paths_in(&self, element: &Element, from: &str) -> Vec<String> {
        let mut paths = Vec::new();
        for child in element.elements() {
            match self.path(child, from) {
                Some(path) if child.local() != "label" => paths.push(path),
                _ if child.local() == "group" => paths.extend(self.paths_in(child, from)),
                _ => {}
            }
        }
        paths
    }

    /// A group that names no node says what the node says in which all of it stands, if that has no group of its own and
    /// holds nothing else.
    pub(super) fn settle(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        let homes: Vec<Option<String>> = loose.iter().map(|(_, paths)| home(paths)).collect();
        let all = self.controls.keys().chain(self.groups.keys()).chain(self.repeats.keys());
        let all: Vec<String> = all.cloned().collect();
        for ((grouped, paths), home) in loose.into_iter().zip(homes) {
            let Some(home) = home.filter(|home| !self.groups.contains_key(home)) else { continue };
            let below = |path: &str, above: &str| {
                path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let others = all.iter().filter(|path| below(path, &home));
            if others.into_iter().all(|path| paths.iter().any(|own| below(path, own))) {
                self.groups.insert(home, grouped);
            }
        }
    }

    fn control(&mut self, element: &Element, control: Control, path: &str) {
        let label = self.said(element.child("label"));
        let hint = self.said(element.child("hint"));
        let mut asked = Asked {
            control,
            label: label.text,
            hint: hint.text,
            guidance: hint.guidance,
            media: label.media,
            appearance: element.attribute("appearance").unwrap_or_default().to_owned(),
            mediatype: element.attribute("mediatype").unwrap_or_default().to_owned(),
            attributes: Vec::new(),
            parameters: Vec::new(),
            choices: None,
        };
        for (name, value) in &element.attributes {
            match (control, name.as_str()) {
                (_, "ref" | "bind" | "appearance" | "mediatype") => {}
                (Control::Range, "start" | "end" | "step") => {
                    asked.parameters.push((name.clone(), value.clone()))
                }
                _ => asked.attributes.push((name.clone(), Expression::plain(value))),
            }
        }
        for child in element.elements() {
            match child.local() {
                "itemset" => asked.choices = self.itemset(child),
                "setvalue" | "setgeopoint" => {
                    let target =
                        child.attribute("ref").or_else(|| child.attribute("nodeset")).unwrap_or_default();
                    let value = child.attribute("value").map(Expression::plain);
                    let value =
                        value.or_else(|| Some(child.text()).filter(|t| !t.is_empty()).map(|t| quoted(&t)));
                    self.sets.push((path.to_owned(), absolute(target, path), value));
                }
                _ => {}
            }
        }
        let items: Vec<(String, Said)> = element
            .elements()
            .filter(|e| e.local() == "item")
            .map(|item| {
                (item.child("value").map(Element::text).unwrap_or_default(), self.said(item.child("label")))
            })
            .collect();
        if !items.is_empty() && asked.choices.is_none() {
            let name = path.trim_start_matches('/').replace('/', "-");
            let source = Source::List(name.clone());
            asked.choices = Some(Choices { source, filter: None, random: None, searched: false });
            self.items.push((name, items));
        }
        self.controls.insert(path.to_owned(), asked);
    }

    fn itemset(&mut self, element: &Element) -> Option<Choices> {
        let reference = |name: &str| element.child(name).and_then(|e| e.attribute("ref")).unwrap_or_default();
        let (value, label) = (reference("value").to_owned(), reference("label").to_owned());
        let mut nodes = element.attribute("nodeset")?.trim();
        let mut random = None;
        if let Some(inner) = nodes.strip_prefix("randomize(").and_then(|n| n.trim_end().strip_suffix(')')) {
            let at = outside_brackets(inner, ',');
            random = Some(at.map(|at| Expression::plain(inner[at + 1..].trim())));
            nodes = inner[..at.unwrap_or(inner.len())].trim();
        }
        let open = outside_brackets(nodes, '[');
        let filter = open
            .and_then(|at| nodes[at + 1..].strip_suffix(']'))
            .map(|filter| Expression::plain(filter.trim()));
        let base = open.map_or(nodes, |at| &nodes[..at]);
        let id =
            base.strip_prefix("instance(").and_then(|rest| rest.split_once(')')).map(|(id, _)| id.trim());
        let source = match id {
            Some(id) => {
                let id = id.trim_matches(['\'', '"']).to_owned();
                self.columns.entry(id.clone()).or_insert((value, label));
                Source::List(id)
            }
            None => Source::Answers { nodes: base.to_owned(), name: value },
        };
        Some(Choices { source, filter, random, searched: false })
    }

    fn said(&self, element: Option<&Element>) -> Said {
        let Some(element) = element else {
            return Said::default();
        };
        match element.attribute("ref").and_then(itext_id) {
            Some(id) => self.texts.get(id),
            None => Said { text: unnamed(trimmed(pieces(element)), self.language), ..Said::default() },
        }
    }

    pub(super) fn message(&self, value: &str) -> Text {
        match itext_id(value) {
            Some(id) => self.texts.get(id).text,
            None => Text::plain(self.language, value),
        }
    }
}

/// The lowest node in which all of the paths lead to something, unless it is the outermost.
fn home(paths: &[String]) -> Option<String> {
    let parents: Vec<Vec<&str>> = paths
        .iter()
        .map(|path| path.rsplit_once('/').map_or("", |(parent, _)| parent).split('/').collect())
        .collect();
    let (first, others) = parents.split_first()?;
    let shared =
        (0..first.len()).take_while(|at| others.iter().all(|other| other.get(*at) == first.get(*at))).count();
    // The first part of a path from the root is empty, the second is the document of answers.
    (shared > 2).then(|| first[..shared].join("/"))
}

fn quoted(text: &str) -> Expression {
    let sign = if text.contains('\'') { '"' } else { '\'' };
    Expression::plain(&format!("{sign}{text}{sign}"))
}

fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    if let Some(Piece::Words(words)) = pieces.first_mut() {
        *words = words.trim_start().to_owned();
    }
    if let Some(Piece::Words(words)) = pieces.last_mut() {
        *words = words.trim_end().to_owned();
    }
    pieces.retain(|p| !matches!(p, Piece::Words(words) if words.is_empty()));
    pieces
}

/// The first such sign outside brackets, parentheses and quotes. The sign itself may open a bracket.
fn outside_brackets(text: &str, wanted: char) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (Some(_), _) => {}
            (None, c) if c == wanted && depth == 0 => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
    }
    None
}
