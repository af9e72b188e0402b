// SPDX-License-Identifier: EUPL-1.2
//! From what is written to what is said: references resolved, selectors typed, the three languages compared.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement, Variant, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::names::rust_name;
use crate::sheet::{Pattern, Place, Sheet, Written};
use crate::{Fault, Language};

/// A piece of a text once every reference is resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// Said as it stands.
    Text(String),
    /// The value of an argument.
    Show(String),
    /// One of several texts, by the value of an argument.
    Choose { argument: String, arms: Vec<(Key, Vec<Node>)>, default: Vec<Node> },
}

/// When a variant is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Number(i64),
    /// The plural category `one` of the language.
    One,
    Text(String),
}

/// What a function asks for an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Anything that can be displayed.
    Shown,
    Number,
    Text,
}

/// A function to be generated.
pub(crate) struct Message {
    pub(crate) key: String,
    pub(crate) function: String,
    pub(crate) comment: Vec<String>,
    /// In the order of their names.
    pub(crate) arguments: Vec<(String, Kind)>,
    pub(crate) bodies: Vec<(Language, Vec<Node>)>,
}

/// The plural category of a whole number (CLDR, cardinal numbers). French counts 0 as one; its category `many`,
/// for compact millions, is left to `other`.
fn is_one(language: Language, number: i64) -> bool {
    match language {
        Language::French => (-1..=1).contains(&number),
        Language::Dutch | Language::English => number == 1 || number == -1,
    }
}

/// The messages of a slice in the order of the first language, which decides what there is to say.
pub(crate) fn messages(sheets: &[Sheet<'_>], faults: &mut BTreeSet<Fault>) -> Vec<Message> {
    let Some((reference, others)) = sheets.split_first() else {
        return Vec::new();
    };
    compare_keys(reference, others, faults);
    let mut functions: BTreeMap<String, &str> = BTreeMap::new();
    let mut messages = Vec::new();
    for key in &reference.order {
        let Some(text) = reference.texts.get(key) else { continue };
        let function = rust_name(key);
        if function == "by_key" {
            faults.insert(text.place.fault(text.name, "`by-key` is the name of a generated function"));
        }
        if let Some(first) = functions.insert(function.clone(), key) {
            let what = format!("`{key}` and `{first}` would be the same function, {function}");
            faults.insert(text.place.fault(text.name, what));
        }
        let mut bodies = Vec::new();
        let mut arguments: BTreeMap<String, Kind> = BTreeMap::new();
        for (index, sheet) in sheets.iter().enumerate() {
            let Some(text) = sheet.texts.get(key) else { continue };
            let mut lowering = Lowering { sheet, faults, uses: BTreeMap::new(), trail: vec![key.clone()] };
            let body = lowering.pattern(&text.pattern, text.place, None);
            let uses = lowering.uses;
            if is_empty(&body) {
                faults.insert(text.place.fault(text.name, format!("`{key}` has no text")));
            }
            if index == 0 {
                arguments = uses;
                check_arguments(text, &arguments, faults);
            } else {
                compare_arguments(key, text, &uses, &mut arguments, faults);
            }
            bodies.push((sheet.language, body));
        }
        let comment = text.comment.iter().map(|line| (*line).to_owned()).collect();
        let arguments = arguments.into_iter().collect();
        messages.push(Message { key: key.clone(), function, comment, arguments, bodies });
    }
    messages
}

fn is_empty(body: &[Node]) -> bool {
    body.iter().all(|node| matches!(node, Node::Text(text) if text.trim().is_empty()))
}

fn compare_keys(reference: &Sheet<'_>, others: &[Sheet<'_>], faults: &mut BTreeSet<Fault>) {
    let reference_file = reference.language.file_name();
    for sheet in others {
        // Where the missing text would go: after the one before it.
        let mut previous: Option<&Written<'_>> = None;
        for key in &reference.order {
            if let Some(text) = sheet.texts.get(key) {
                previous = Some(text);
            } else if let Some(text) = reference.texts.get(key)
                && !sheet.broken.contains(key.split('.').next().unwrap_or(key))
            {
                let line = previous.map_or(1, |text| text.place.line_of(text.name));
                let there = text.place.line_of(text.name);
                let what = format!("`{key}` is missing ({reference_file} has it at line {there})");
                faults.insert(Fault { file: sheet.file.clone(), line, what });
            }
        }
        for key in &sheet.order {
            if !reference.texts.contains_key(key)
                && !reference.broken.contains(key.split('.').next().unwrap_or(key))
                && let Some(text) = sheet.texts.get(key)
            {
                let what = format!("`{key}` is one too many: {reference_file} does not have it");
                faults.insert(text.place.fault(text.name, what));
            }
        }
    }
}

fn check_arguments(text: &Written<'_>, arguments: &BTreeMap<String, Kind>, faults: &mut BTreeSet<Fault>) {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for name in arguments.keys() {
        if name.chars().any(|c| c.is_ascii_uppercase()) {
            let what =
                format!("`${name}` has a capital letter: variables are small letters, digits and hyphens");
            faults.insert(text.place.fault(text.name, what));
        }
        if let Some(first) = names.insert(rust_name(name), name) {
            let what = format!("`${name}` and `${first}` would be the same argument");
            faults.insert(text.place.fault(text.name, what));
        }
    }
}

fn compare_arguments(
    key: &str,
    text: &Written<'_>,
    uses: &BTreeMap<String, Kind>,
    arguments: &mut BTreeMap<String, Kind>,
    faults: &mut BTreeSet<Fault>,
) {
    for name in arguments.keys().filter(|name| !uses.contains_key(*name)) {
        let what = format!("`{key}` does not use `${name}`, which fr.ftl uses");
        faults.insert(text.place.fault(text.name, what));
    }
    for (name, kind) in uses {
        match arguments.get_mut(name) {
            None => {
                let what = format!("`{key}` uses `${name}`, which fr.ftl does not use");
                faults.insert(text.place.fault(text.name, what));
            }
            Some(known) if *known != *kind && *known != Kind::Shown && *kind != Kind::Shown => {
                let what =
                    format!("`{key}` takes `${name}` for a {}, fr.ftl for a {}", said(*kind), said(*known));
                faults.insert(text.place.fault(text.name, what));
            }
            Some(known) => *known = (*known).max(*kind),
        }
    }
}

fn said(kind: Kind) -> &'static str {
    match kind {
        Kind::Shown => "value",
        Kind::Number => "number",
        Kind::Text => "text",
    }
}

/// What a term was called with.
type Scope = BTreeMap<String, Literal>;

#[derive(Clone, Debug)]
enum Literal {
    Text(String),
    Number(String),
}

struct Lowering<'a, 's> {
    sheet: &'a Sheet<'s>,
    faults: &'a mut BTreeSet<Fault>,
    uses: BTreeMap<String, Kind>,
    /// What is being resolved, to find a reference that comes back to itself.
    trail: Vec<String>,
}

impl<'s> Lowering<'_, 's> {
    fn fault(&mut self, place: Place<'s>, piece: &'s str, what: impl Into<String>) {
        self.faults.insert(place.fault(piece, what));
    }

    fn pattern(&mut self, pattern: &Pattern<'s>, place: Place<'s>, scope: Option<&Scope>) -> Vec<Node> {
        let mut nodes = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push(&mut nodes, Node::Text((*value).to_owned())),
                PatternElement::Placeable { expression } => {
                    for node in self.expression(expression, place, scope) {
                        push(&mut nodes, node);
                    }
                }
            }
        }
        nodes
    }

    fn expression(
        &mut self,
        expression: &Expression<&'s str>,
        place: Place<'s>,
        scope: Option<&Scope>,
    ) -> Vec<Node> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, place, scope),
            Expression::Select { selector, variants } => self.select(selector, variants, place, scope),
        }
    }

    fn inline(
        &mut self,
        inline: &InlineExpression<&'s str>,
        place: Place<'s>,
        scope: Option<&Scope>,
    ) -> Vec<Node> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                vec![Node::Text(unescape_unicode_to_string(value).into_owned())]
            }
            InlineExpression::NumberLiteral { value } => vec![Node::Text((*value).to_owned())],
            InlineExpression::Placeable { expression } => self.expression(expression, place, scope),
            InlineExpression::VariableReference { id } => match scope {
                None => {
                    self.uses.entry(id.name.to_owned()).or_insert(Kind::Shown);
                    vec![Node::Show(id.name.to_owned())]
                }
                Some(scope) => match scope.get(id.name) {
                    Some(Literal::Text(value) | Literal::Number(value)) => vec![Node::Text(value.clone())],
                    None => {
                        let what = format!("a term shows `${}`, which it was not given", id.name);
                        self.fault(place, id.name, what);
                        Vec::new()
                    }
                },
            },
            InlineExpression::MessageReference { id, attribute } => {
                let key = match attribute {
                    Some(attribute) => format!("{}.{}", id.name, attribute.name),
                    None => id.name.to_owned(),
                };
                let sheet = self.sheet;
                match sheet.texts.get(&key) {
                    Some(text) => self
                        .follow(key, id.name, place, |this| this.pattern(&text.pattern, text.place, scope)),
                    None => {
                        self.fault(
                            place,
                            id.name,
                            format!("refers to `{key}`, which this file does not have"),
                        );
                        Vec::new()
                    }
                }
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                let mut given = Scope::new();
                for argument in arguments.iter().flat_map(|arguments| &arguments.named) {
                    match &argument.value {
                        InlineExpression::StringLiteral { value } => {
                            let value = unescape_unicode_to_string(value).into_owned();
                            given.insert(argument.name.name.to_owned(), Literal::Text(value));
                        }
                        InlineExpression::NumberLiteral { value } => {
                            given.insert(argument.name.name.to_owned(), Literal::Number((*value).to_owned()));
                        }
                        _ => self.fault(place, argument.name.name, "a term only takes texts and numbers"),
                    }
                }
                if arguments.as_ref().is_some_and(|arguments| !arguments.positional.is_empty()) {
                    self.fault(place, id.name, "a term only takes named arguments");
                }
                let sheet = self.sheet;
                match sheet.terms.get(id.name) {
                    Some(term) => self.follow(format!("-{}", id.name), id.name, place, |this| {
                        this.pattern(&term.value, term.place, Some(&given))
                    }),
                    None => {
                        self.fault(place, id.name, format!("the term `-{}` is not known here", id.name));
                        Vec::new()
                    }
                }
            }
            InlineExpression::FunctionReference { id, .. } => {
                let what = format!("{}() is not supported: give the value already written", id.name);
                self.fault(place, id.name, what);
                Vec::new()
            }
        }
    }

    fn follow(
        &mut self,
        key: String,
        piece: &'s str,
        place: Place<'s>,
        resolve: impl FnOnce(&mut Self) -> Vec<Node>,
    ) -> Vec<Node> {
        if self.trail.contains(&key) {
            self.fault(place, piece, format!("`{key}` refers to itself"));
            return Vec::new();
        }
        self.trail.push(key);
        let nodes = resolve(self);
        self.trail.pop();
        nodes
    }

    fn select(
        &mut self,
        selector: &InlineExpression<&'s str>,
        variants: &[Variant<&'s str>],
        place: Place<'s>,
        scope: Option<&Scope>,
    ) -> Vec<Node> {
        match (selector, scope) {
            (InlineExpression::VariableReference { id }, None) => self.choose(id.name, variants, place),
            (InlineExpression::VariableReference { id }, Some(given)) => {
                self.settled(given.get(id.name).cloned(), variants, place, scope)
            }
            (InlineExpression::StringLiteral { value }, _) => {
                let value = unescape_unicode_to_string(value).into_owned();
                self.settled(Some(Literal::Text(value)), variants, place, scope)
            }
            (InlineExpression::NumberLiteral { value }, _) => {
                self.settled(Some(Literal::Number((*value).to_owned())), variants, place, scope)
            }
            (InlineExpression::TermReference { id, attribute: Some(attribute), .. }, _) => {
                let sheet = self.sheet;
                let Some(term) = sheet.terms.get(id.name) else {
                    self.fault(place, id.name, format!("the term `-{}` is not known here", id.name));
                    return Vec::new();
                };
                // As in Fluent, an attribute that a term does not have leads to the default.
                let value = term.attributes.get(attribute.name).and_then(|pattern| {
                    match self.pattern(pattern, term.place, Some(&Scope::new())).as_slice() {
                        [Node::Text(text)] => Some(Literal::Text(text.clone())),
                        _ => None,
                    }
                });
                self.settled(value, variants, place, scope)
            }
            (InlineExpression::FunctionReference { id, .. }, _) => {
                let what = format!("{}() is not supported: select on the variable itself", id.name);
                self.fault(place, id.name, what);
                Vec::new()
            }
            _ => {
                let piece = variants.first().map_or("", |variant| key_text(&variant.key));
                self.fault(place, piece, "only a variable can be selected on");
                Vec::new()
            }
        }
    }

    /// A selector whose value is known now: only one variant remains.
    fn settled(
        &mut self,
        value: Option<Literal>,
        variants: &[Variant<&'s str>],
        place: Place<'s>,
        scope: Option<&Scope>,
    ) -> Vec<Node> {
        let language = self.sheet.language;
        let chosen = variants.iter().find(|variant| match (&variant.key, &value) {
            (VariantKey::Identifier { name }, Some(Literal::Text(value))) => name == value,
            (VariantKey::Identifier { name }, Some(Literal::Number(value))) => {
                *name == "one" && value.parse().is_ok_and(|number| is_one(language, number))
            }
            (VariantKey::NumberLiteral { value: key }, Some(Literal::Number(value))) => key == value,
            _ => false,
        });
        match chosen.or_else(|| variants.iter().find(|variant| variant.default)) {
            Some(variant) => self.pattern(&variant.value, place, scope),
            None => Vec::new(),
        }
    }

    /// A selector on an argument.
    fn choose(&mut self, name: &'s str, variants: &[Variant<&'s str>], place: Place<'s>) -> Vec<Node> {
        let kind = self.kind_of(variants);
        match self.uses.get(name).copied().unwrap_or(Kind::Shown) {
            known if known != kind && known != Kind::Shown && kind != Kind::Shown => {
                let what = format!("`${name}` is selected on as a {} and as a {}", said(known), said(kind));
                self.fault(place, name, what);
            }
            known => {
                self.uses.insert(name.to_owned(), known.max(kind));
            }
        }
        let mut seen = BTreeSet::new();
        let mut arms = Vec::new();
        let mut default = Vec::new();
        for variant in variants {
            let piece = key_text(&variant.key);
            if !seen.insert(piece) {
                self.fault(place, piece, format!("the variant [{piece}] is written twice"));
            }
            let nodes = self.pattern(&variant.value, place, None);
            if variant.default {
                if kind == Kind::Number && piece != "other" {
                    self.fault(place, piece, "the default of a selector on a number must be *[other]");
                }
                default = nodes;
            } else if kind == Kind::Number {
                if let Some(key) = self.number_key(&variant.key, place) {
                    arms.push((key, nodes));
                }
            } else {
                arms.push((Key::Text(piece.to_owned()), nodes));
            }
        }
        if arms.is_empty() {
            return default;
        }
        // A number itself says more than its plural category.
        arms.sort_by_key(|(key, _)| *key == Key::One);
        vec![Node::Choose { argument: name.to_owned(), arms, default }]
    }

    /// What a selector is on, by its keys. Alone, [other] tells nothing.
    fn kind_of(&self, variants: &[Variant<&'s str>]) -> Kind {
        const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
        if variants.iter().any(|variant| matches!(variant.key, VariantKey::NumberLiteral { .. })) {
            return Kind::Number;
        }
        if variants.iter().all(|variant| key_text(&variant.key) == "other") {
            return Kind::Shown;
        }
        if variants.iter().all(|variant| CATEGORIES.contains(&key_text(&variant.key))) {
            return Kind::Number;
        }
        Kind::Text
    }

    fn number_key(&mut self, key: &VariantKey<&'s str>, place: Place<'s>) -> Option<Key> {
        let language = self.sheet.language;
        let what = match key {
            VariantKey::NumberLiteral { value } => match value.parse() {
                Ok(number) => return Some(Key::Number(number)),
                Err(_) => format!("[{value}] is not a whole number, and counts are"),
            },
            VariantKey::Identifier { name: "one" } => return Some(Key::One),
            // Of compact millions only (« 1 M de … »), which are not written here.
            VariantKey::Identifier { name: "many" } if language == Language::French => return None,
            VariantKey::Identifier { name: "other" } => "[other] must be the default, *[other]".to_owned(),
            VariantKey::Identifier { name } => {
                format!("[{name}] is not a plural category of {}", language.name())
            }
        };
        self.fault(place, key_text(key), what);
        None
    }
}

fn key_text<'s>(key: &VariantKey<&'s str>) -> &'s str {
    match key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

fn push(nodes: &mut Vec<Node>, node: Node) {
    if let (Some(Node::Text(last)), Node::Text(text)) = (nodes.last_mut(), &node) {
        last.push_str(text);
        return;
    }
    nodes.push(node);
}
