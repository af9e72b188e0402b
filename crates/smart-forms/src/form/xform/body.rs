// SPDX-License-Identifier: EUPL-1.2
//! What is shown: a control for each question, a group for each group.

use super::super::model::{Choices, Default, Expression, Kind, Node, Question, Source};
use super::super::question::is_hidden;
use super::super::vocabulary::Control;
use super::Writer;

impl Writer<'_> {
    pub(super) fn control(&mut self, node: &Node) {
        match &node.kind {
            // The form's own data is shown to nobody.
            Kind::Group if node.name == "meta" => {}
            Kind::Group => {
                self.xml.open("group").with("ref", &node.path).with_some("appearance", &node.appearance);
                self.added(node.control.iter().map(|(n, f)| (n, f.xpath.as_str())), &["ref", "appearance"]);
                if !node.label.is_empty() {
                    self.label(node);
                }
                for child in &node.children {
                    self.control(child);
                }
                self.xml.close();
            }
            Kind::Repeat(count) => self.repeat(node, count.as_ref()),
            Kind::Question(question) => self.question(node, question),
        }
    }

    fn repeat(&mut self, node: &Node, count: Option<&Expression>) {
        self.xml.open("group").with("ref", &node.path);
        self.label(node);
        self.xml.open("repeat").with("nodeset", &node.path);
        if let Some(count) = count {
            self.xml.with("jr:count", &count.xpath);
        }
        self.xml.with_some("appearance", &node.appearance);
        let taken = ["nodeset", "jr:count", "appearance"];
        self.added(node.control.iter().map(|(n, f)| (n, f.xpath.as_str())), &taken);
        for child in &node.children {
            self.control(child);
        }
        self.new_turn(node);
        self.xml.close().close();
    }

    /// What a new turn begins with. Repeated groups inside see to theirs.
    fn new_turn(&mut self, group: &Node) {
        for child in &group.children {
            match (&child.kind, &child.default) {
                (Kind::Question(_), Some(Default::Reckoned(formula))) => {
                    self.xml.open("setvalue").with("ref", &child.path).with("event", "odk-new-repeat");
                    self.xml.with("value", &formula.xpath).close();
                }
                (Kind::Group, _) => self.new_turn(child),
                _ => {}
            }
        }
    }

    fn question(&mut self, node: &Node, question: &Question) {
        if is_hidden(node) {
            return;
        }
        let tag = match question.control {
            Control::None | Control::Action => return,
            Control::Input => "input",
            Control::SelectOne => "select1",
            Control::SelectMany => "select",
            Control::Rank => "odk:rank",
            Control::Range => "range",
            Control::Upload => "upload",
            Control::Trigger => "trigger",
        };
        self.xml.open(tag).with("ref", &node.path).with_some("mediatype", &question.media);
        self.xml.with_some("appearance", &node.appearance);
        let parameters: Vec<(String, &str)> = question
            .parameters
            .iter()
            .filter_map(|(name, value)| {
                attribute(&question.word, name).map(|attribute| (attribute.to_owned(), value.as_str()))
            })
            .collect();
        self.added(parameters.iter().map(|(n, v)| (n, *v)), &[]);
        let mut taken = vec!["ref", "mediatype", "appearance", "query"];
        taken.extend(parameters.iter().map(|(n, _)| n.as_str()));
        if let Some(choices) = &question.choices
            && let Source::External(list) = &choices.source
        {
            let filter = choices.filter.as_ref().map_or(String::new(), |f| format!("[{}]", f.xpath));
            self.xml.with("query", &format!("instance('{list}')/root/item{filter}"));
        }
        self.added(node.control.iter().map(|(n, f)| (n, f.xpath.as_str())), &taken);
        self.label(node);
        self.hint(node);
        if let Some(choices) = &question.choices {
            self.choices(choices);
        }
        if question.word == "range"
            && let Some((_, list)) = question.parameters.iter().find(|(n, _)| n == "tick_labelset")
        {
            self.itemset(&format!("instance('{list}')/root/item"), "name", self.label_of(list));
        }
        self.set_off(node);
        self.xml.close();
    }

    fn label_of(&self, list: &str) -> &'static str {
        let apart = self.form.lists.iter().any(|l| l.name == list && l.apart());
        if apart { "jr:itext(itextId)" } else { "label" }
    }

    fn itemset(&mut self, nodes: &str, value: &str, label: &str) {
        self.xml.open("itemset").with("nodeset", nodes);
        self.xml.open("value").with("ref", value).close();
        self.xml.open("label").with("ref", label).close();
        self.xml.close();
    }

    fn choices(&mut self, choices: &Choices) {
        let (mut nodes, value, label) = match &choices.source {
            Source::External(_) => return,
            Source::List(list) if choices.searched => {
                self.items(list);
                return;
            }
            Source::List(list) => (format!("instance('{list}')/root/item"), "name", self.label_of(list)),
            Source::File { id, value, label, .. } => {
                (format!("instance('{id}')/root/item"), value.as_str(), label.as_str())
            }
            Source::Answers { nodes, name } => (nodes.clone(), name.as_str(), name.as_str()),
        };
        match (&choices.filter, &choices.source) {
            (Some(filter), _) => nodes = format!("{nodes}[{}]", filter.xpath),
            (None, Source::Answers { name, .. }) => nodes = format!("{nodes}[./{name} != '']"),
            (None, _) => {}
        }
        nodes = match &choices.random {
            None => nodes,
            Some(None) => format!("randomize({nodes})"),
            Some(Some(seed)) => format!("randomize({nodes}, {})", seed.xpath),
        };
        self.itemset(&nodes, value, label);
    }

    /// The choices themselves, for lists that a device looks up in a file.
    fn items(&mut self, list: &str) {
        let form = self.form;
        let Some(list) = form.lists.iter().find(|l| l.name == list) else {
            return;
        };
        let apart = list.apart();
        for (at, choice) in list.choices.iter().enumerate() {
            self.xml.open("item");
            if apart {
                self.xml.open("label").with("ref", &format!("jr:itext('{}-{at}')", list.name)).close();
            } else {
                self.said("label", &choice.label);
            }
            self.xml.leaf("value", &choice.name).close();
        }
    }

    /// What a change of this answer sets.
    fn set_off(&mut self, node: &Node) {
        for set in self.sets.get(node.name.as_str()).cloned().unwrap_or_default() {
            let Some(question) = set.question() else {
                continue;
            };
            let place = question.word == "background-geopoint";
            self.xml.open(if place { "odk:setgeopoint" } else { "setvalue" });
            self.xml.with("ref", &set.path).with("event", "xforms-value-changed");
            if let Some(formula) = &set.bind.calculate {
                self.xml.with("value", &formula.xpath);
            }
            self.xml.close();
        }
    }
}

/// The attribute that a parameter becomes.
fn attribute(word: &str, parameter: &str) -> Option<&'static str> {
    Some(match (word, parameter) {
        ("range", "start") => "start",
        ("range", "end") => "end",
        ("range", "step") => "step",
        ("range", "tick_interval") => "odk:tick-interval",
        ("range", "placeholder") => "odk:placeholder",
        ("text", "rows") => "rows",
        ("photo", "app") => "intent",
        ("geopoint", "capture-accuracy") => "accuracyThreshold",
        ("geopoint", "warning-accuracy") => "unacceptableAccuracyThreshold",
        ("geoshape" | "geotrace", "incremental") => "incremental",
        _ => return None,
    })
}
