// SPDX-License-Identifier: EUPL-1.2
//! The model: the document of answers, its bindings, and what happens when it is opened.

use std::collections::{BTreeMap, HashSet};

use super::dom::Element;
use super::lists;
use super::shown::{Shown, Texts};
use crate::form::{
    Bind, Control, Default, Expression, External, Form, Kind, Language, List, Node, Question, Source, Text,
    UNNAMED,
};
use crate::words::{Code, Problem};

pub(super) fn form(html: &Element) -> Result<Form, Problem> {
    let missing = |what: &str| Problem::new(Code::NotAnXForm).with("missing", what);
    let head = html.child("head");
    // Other programs find the model wherever it stands.
    let model = head.and_then(|h| h.child("model")).or_else(|| html.inside("model"));
    let model = model.ok_or_else(|| missing("model"))?;
    let mut instances = model.elements().filter(|e| e.local() == "instance");
    let data = instances.next().and_then(|i| i.elements().next()).ok_or_else(|| missing("instance"))?;
    let mut form = Form {
        title: head.and_then(|h| h.child("title")).map(Element::text).unwrap_or_default(),
        id: data.attribute("id").or_else(|| data.attribute("xmlns")).unwrap_or_default().to_owned(),
        version: data.attribute("version").unwrap_or_default().to_owned(),
        ..Form::default()
    };
    let texts = Texts::read(model);
    form.default_language = texts.default.clone().unwrap_or_else(|| UNNAMED.to_owned());
    form.languages = texts.languages.iter().map(|l| Language::named(l)).collect();
    if form.languages.is_empty() {
        form.languages.push(Language::named(UNNAMED));
    }
    for (name, value) in &html.attributes {
        if let Some(prefix) = name.strip_prefix("xmlns:") {
            form.namespaces.push((prefix.to_owned(), value.clone()));
        }
    }
    let secondary: Vec<&Element> = instances.collect();
    for instance in &secondary {
        if let (Some(id), Some(source)) = (instance.attribute("id"), instance.attribute("src")) {
            form.externals.push(External { id: id.to_owned(), source: source.to_owned() });
        }
    }
    let root = format!("/{}", data.local());
    let binds = Binds::read(model, &root);
    let mut shown = Shown::new(&texts, &binds, &form.default_language);
    if let Some(body) = html.child("body") {
        shown.walk(body, &root);
        shown.settle();
        if let Some(style) = body.attribute("class") {
            form.settings.push(("style".to_owned(), style.to_owned()));
        }
    }
    let mut tree = Tree { binds: &binds, shown: &shown, seen: HashSet::new() };
    form.root = tree.node(data, "");
    form.lists = lists::read(&secondary, &shown, &texts, &form.default_language);
    actions(model, &mut form.root, &root);
    set_off(&shown, &mut form.root);
    from_files(&mut form.root, &form.externals, &shown);
    Ok(form)
}

/// The bindings, by the path of their node.
pub(super) struct Binds<'a> {
    pub(super) by_path: BTreeMap<String, &'a Element>,
    pub(super) by_id: BTreeMap<String, String>,
}

impl<'a> Binds<'a> {
    fn read(model: &'a Element, root: &str) -> Binds<'a> {
        let mut binds = Binds { by_path: BTreeMap::new(), by_id: BTreeMap::new() };
        for bind in model.elements().filter(|e| e.local() == "bind") {
            let Some(path) = bind.attribute("nodeset").or_else(|| bind.attribute("ref")) else {
                continue;
            };
            let path = absolute(path, root);
            if let Some(id) = bind.attribute("id") {
                binds.by_id.insert(id.to_owned(), path.clone());
            }
            binds.by_path.entry(path).or_insert(bind);
        }
        binds
    }
}

/// A path from the root. One that begins elsewhere begins at the node given.
pub(super) fn absolute(path: &str, from: &str) -> String {
    let path = path.trim();
    let mut steps: Vec<&str> =
        if path.starts_with('/') { Vec::new() } else { from.split('/').skip(1).collect() };
    for step in path.split('/') {
        match step.trim() {
            "" | "." | "current()" => {}
            ".." => {
                steps.pop();
            }
            // Prefixes are left aside, as paths of the document are told by their names.
            step => steps.push(step.rsplit(':').next().unwrap_or(step)),
        }
    }
    format!("/{}", steps.join("/"))
}

struct Tree<'a> {
    binds: &'a Binds<'a>,
    shown: &'a Shown<'a>,
    seen: HashSet<String>,
}

impl Tree<'_> {
    fn node(&mut self, element: &Element, above: &str) -> Node {
        let path = format!("{above}/{}", element.local());
        let mut node = Node { name: element.local().to_owned(), path: path.clone(), ..Node::default() };
        node.attributes = element
            .attributes
            .iter()
            .filter(|(n, _)| !n.starts_with("xmlns") && !n.ends_with(":template") && !above.is_empty())
            .map(|(n, v)| (n.clone(), Expression::plain(v)))
            .collect();
        for child in element.elements() {
            // The turns of a repeated group after the first, and the first after its model, are the same node.
            if self.seen.insert(format!("{path}/{}", child.local())) {
                node.children.push(self.node(child, &path));
            }
        }
        let bind = self.binds.by_path.get(&path).copied();
        if let Some(bind) = bind {
            node.bind = self.bind(bind);
        }
        if let Some(shown) = self.shown.groups.get(&path) {
            node.label.clone_from(&shown.label);
            node.media.clone_from(&shown.media);
            node.appearance.clone_from(&shown.appearance);
        }
        if let Some(repeat) = self.shown.repeats.get(&path) {
            node.kind = Kind::Repeat(repeat.count.clone());
            node.control.clone_from(&repeat.attributes);
            if !repeat.appearance.is_empty() {
                node.appearance.clone_from(&repeat.appearance);
            }
            return node;
        }
        let control = self.shown.controls.get(&path);
        let is_group =
            !node.children.is_empty() || (control.is_none() && self.shown.groups.contains_key(&path));
        if is_group || above.is_empty() {
            return node;
        }
        let text = element.text();
        if !text.is_empty() {
            node.default = Some(Default::Fixed(text));
        }
        let mut question = Question {
            word: word(bind, control.map_or(Control::None, |c| c.control)),
            control: Control::None,
            media: String::new(),
            choices: None,
            parameters: Vec::new(),
        };
        if let Some(control) = control {
            node.label.clone_from(&control.label);
            node.hint.clone_from(&control.hint);
            node.guidance.clone_from(&control.guidance);
            node.media.clone_from(&control.media);
            node.appearance.clone_from(&control.appearance);
            node.control.clone_from(&control.attributes);
            question.control = control.control;
            question.media.clone_from(&control.mediatype);
            question.choices.clone_from(&control.choices);
            question.parameters.clone_from(&control.parameters);
            if control.control == Control::Upload {
                question.word = match control.mediatype.split('/').next() {
                    Some("image") => "photo",
                    Some("audio") => "audio",
                    Some("video") => "video",
                    _ => "file",
                }
                .to_owned();
            }
        }
        node.kind = Kind::Question(Box::new(question));
        node
    }

    fn bind(&self, element: &Element) -> Bind {
        let mut bind = Bind::default();
        let mut preload = (None, String::new());
        for (name, value) in &element.attributes {
            let formula = || Some(Expression::plain(value));
            match name.as_str() {
                "nodeset" | "ref" | "id" => {}
                "type" => {
                    let plain = value.strip_prefix("xsd:").or_else(|| value.strip_prefix("xs:"));
                    plain.unwrap_or(value).clone_into(&mut bind.data_type);
                }
                "relevant" => bind.relevant = formula(),
                "required" => bind.required = formula(),
                "readonly" => bind.readonly = formula(),
                "constraint" => bind.constraint = formula(),
                "calculate" => bind.calculate = formula(),
                "jr:preload" => preload.0 = Some(value.clone()),
                "jr:preloadParams" => preload.1.clone_from(value),
                "jr:constraintMsg" => bind.constraint_message = self.shown.message(value),
                "jr:requiredMsg" => bind.required_message = self.shown.message(value),
                other => bind.others.push((other.to_owned(), Expression::plain(value))),
            }
        }
        bind.preload = preload.0.map(|what| (what, preload.1));
        bind
    }
}

/// The word of the language for a binding and a control.
fn word(bind: Option<&Element>, control: Control) -> String {
    let attribute = |name: &str| bind.and_then(|b| b.attribute(name)).unwrap_or_default();
    let kind = attribute("type").rsplit(':').next().unwrap_or_default();
    match control {
        Control::SelectOne => "select_one",
        Control::SelectMany => "select_multiple",
        Control::Rank => "rank",
        Control::Range => "range",
        Control::Trigger => "acknowledge",
        Control::Upload => "file",
        Control::Input | Control::Action => match kind {
            "int" | "integer" | "long" => "integer",
            "decimal" | "double" | "float" => "decimal",
            "date" | "time" | "dateTime" | "geopoint" | "geotrace" | "geoshape" | "barcode" => kind,
            _ if attribute("readonly") == "true()" => "note",
            _ => "text",
        },
        Control::None => match (attribute("jr:preload"), attribute("jr:preloadParams")) {
            ("timestamp", "start") => "start",
            ("timestamp", "end") => "end",
            ("date", _) => "today",
            ("property", what) if !what.is_empty() => what,
            _ if bind.is_some_and(|b| b.attribute("calculate").is_some()) => "calculate",
            _ => "hidden",
        },
    }
    .to_owned()
}

/// What happens to nodes when the form is opened.
fn actions(model: &Element, root: &mut Node, root_path: &str) {
    for action in model.elements().filter(|e| matches!(e.local(), "setvalue" | "setgeopoint" | "recordaudio"))
    {
        let events = action.attribute("event").or_else(|| action.attribute("ev:event")).unwrap_or_default();
        let target = action.attribute("ref").or_else(|| action.attribute("nodeset")).unwrap_or_default();
        let Some(node) = find(root, &absolute(target, root_path)) else {
            continue;
        };
        match action.local() {
            "setvalue"
                if events
                    .split_whitespace()
                    .any(|e| matches!(e, "odk-instance-first-load" | "xforms-ready")) =>
            {
                node.default = Some(match action.attribute("value") {
                    Some(value) => Default::Reckoned(Expression::plain(value)),
                    None => Default::Fixed(action.text()),
                });
            }
            "setgeopoint" | "recordaudio" => {
                if let Kind::Question(question) = &mut node.kind {
                    question.control = Control::Action;
                    let word =
                        if action.local() == "setgeopoint" { "start-geopoint" } else { "background-audio" };
                    word.clone_into(&mut question.word);
                }
            }
            _ => {}
        }
    }
}

/// Questions whose choices are in a document that does not travel with the form.
fn from_files(node: &mut Node, externals: &[External], shown: &Shown<'_>) {
    if let Kind::Question(question) = &mut node.kind
        && let Some(choices) = &mut question.choices
        && let Source::List(id) = &choices.source
        && let Some(external) = externals.iter().find(|e| e.id == *id)
    {
        let (value, label) = shown.columns.get(id).cloned().unwrap_or_default();
        let name = external.source.rsplit('/').next().unwrap_or(id).to_owned();
        choices.source = Source::File { name, id: id.clone(), value, label };
    }
    for child in &mut node.children {
        from_files(child, externals, shown);
    }
}

/// What a change of an answer sets.
fn set_off(shown: &Shown<'_>, root: &mut Node) {
    for (source, target, value) in &shown.sets {
        let name = source.rsplit('/').next().unwrap_or_default().to_owned();
        if let Some(node) = find(root, target) {
            node.triggers.push(name);
            if node.bind.calculate.is_none() {
                node.bind.calculate.clone_from(value);
            }
        }
    }
}

fn find<'a>(node: &'a mut Node, path: &str) -> Option<&'a mut Node> {
    if node.path == path {
        return Some(node);
    }
    node.children.iter_mut().find_map(|child| {
        let below = path.strip_prefix(child.path.as_str())?;
        if below.is_empty() || below.starts_with('/') { find(child, path) } else { None }
    })
}

/// A list by its name.
pub(super) fn list_at<'a>(lists: &'a mut Vec<List>, name: &str) -> &'a mut List {
    let at = lists.iter().position(|l| l.name == name).unwrap_or_else(|| {
        lists.push(List { name: name.to_owned(), choices: Vec::new() });
        lists.len() - 1
    });
    &mut lists[at]
}

/// A text in one language only.
pub(super) fn unnamed(pieces: Vec<crate::form::Piece>, language: &str) -> Text {
    let written = pieces
        .iter()
        .map(|p| match p {
            crate::form::Piece::Words(words) => words.clone(),
            crate::form::Piece::Value(xpath) => format!("{{{xpath}}}"),
        })
        .collect();
    if pieces.is_empty() {
        return Text::default();
    }
    let wording = crate::form::Wording { language: language.to_owned(), written, pieces };
    Text { wordings: vec![wording], translated: false }
}
