// SPDX-License-Identifier: EUPL-1.2
//! The empty document of answers, the lists of choices beside it, and what happens when it is opened.

use super::super::headings::straight;
use super::super::model::{Default, Kind, List, Node, Source};
use super::super::names;
use super::{Writer, setting};

impl Writer<'_> {
    pub(super) fn answers(&mut self) {
        let form = self.form;
        self.xml.open("instance").open(&form.root.name);
        for (key, value) in &form.settings {
            if let Some(name) = key.strip_prefix("attribute::")
                && !matches!(name, "id" | "version" | "xmlns")
            {
                self.added([(&name.to_owned(), value.as_str())].into_iter(), &[]);
            }
        }
        self.xml.with("id", &form.id).with_some("xmlns", setting(form, "instance_xmlns"));
        self.xml.with_some("version", &form.version);
        self.xml.with_some("odk:prefix", setting(form, "prefix"));
        self.xml.with_some("odk:delimiter", setting(form, "delimiter"));
        for child in &form.root.children {
            self.answer(child, true);
        }
        self.xml.close().close();
    }

    /// A node of the document. Before the first turn of a repeated group stands the model of the others.
    fn answer(&mut self, node: &Node, models: bool) {
        if matches!(node.kind, Kind::Repeat(_)) {
            if models {
                self.turn(node, true, true);
            }
            self.turn(node, false, false);
        } else {
            self.turn(node, false, models);
        }
    }

    fn turn(&mut self, node: &Node, model: bool, models: bool) {
        self.xml.open(&node.name);
        if model {
            self.xml.with("jr:template", "");
        }
        self.added(node.attributes.iter().map(|(n, f)| (n, f.xpath.as_str())), &["jr:template"]);
        if let Some(Default::Fixed(value)) = &node.default
            && node.question().is_some()
        {
            self.xml.text(value);
        }
        for child in &node.children {
            if model && matches!(child.kind, Kind::Repeat(_)) {
                self.turn(child, true, true);
            } else {
                self.answer(child, models && !model);
            }
        }
        self.xml.close();
    }

    pub(super) fn lists(&mut self) {
        let form = self.form;
        for external in &form.externals {
            self.xml.open("instance").with("id", &external.id).with("src", &external.source).close();
        }
        let searched = |list: &List| {
            form.root.walk().any(|n| {
                n.question().and_then(|q| q.choices.as_ref()).is_some_and(|c| {
                    c.searched && matches!(&c.source, Source::List(name) if *name == list.name)
                })
            })
        };
        for list in form.lists.iter().filter(|l| !searched(l)) {
            self.xml.open("instance").with("id", &list.name).open("root");
            let apart = list.apart();
            for (at, choice) in list.choices.iter().enumerate() {
                self.xml.open("item");
                if apart {
                    self.xml.leaf("itextId", &format!("{}-{at}", list.name));
                }
                self.xml.leaf("name", &choice.name);
                if !apart && let Some(label) = choice.label.wordings.first() {
                    self.xml.leaf("label", &label.written);
                }
                for (name, value) in &choice.columns {
                    if names::is_simple(name) {
                        self.xml.leaf(name, &straight(value));
                    }
                }
                self.xml.close();
            }
            self.xml.close().close();
        }
    }

    /// What happens to a node when the form is opened.
    pub(super) fn first_load(&mut self, node: &Node) {
        let Some(question) = node.question() else {
            return;
        };
        if let Some(Default::Reckoned(formula)) = &node.default {
            self.xml.open("setvalue").with("ref", &node.path).with("event", "odk-instance-first-load");
            self.xml.with("value", &formula.xpath).close();
        }
        match question.word.as_str() {
            "start-geopoint" => {
                self.xml.open("odk:setgeopoint").with("ref", &node.path);
                self.xml.with("event", "odk-instance-first-load").close();
            }
            "background-audio" => {
                self.xml.open("odk:recordaudio").with("ref", &node.path).with("event", "odk-instance-load");
                if let Some((_, quality)) = question.parameters.iter().find(|(n, _)| n == "quality") {
                    self.xml.with("odk:quality", quality);
                }
                self.xml.close();
            }
            _ => {}
        }
    }
}
