// SPDX-License-Identifier: EUPL-1.2
//! A form as an XForm, the document that ODK tools fill in.

mod body;
mod instance;
mod texts;
mod xml;

use std::collections::HashMap;

use xml::Xml;

use super::model::{Form, Node};
use super::names;

/// The prefixes that every XForm has.
const SPACES: [(&str, &str); 6] = [
    ("h", "http://www.w3.org/1999/xhtml"),
    ("ev", "http://www.w3.org/2001/xml-events"),
    ("xsd", "http://www.w3.org/2001/XMLSchema"),
    ("jr", "http://openrosa.org/javarosa"),
    ("orx", "http://openrosa.org/xforms"),
    ("odk", "http://www.opendatakit.org/xforms"),
];

/// Writes a form as an XForm.
pub fn write(form: &Form) -> String {
    let mut sets: HashMap<&str, Vec<&Node>> = HashMap::new();
    for node in form.root.walk() {
        for trigger in &node.triggers {
            let set = sets.entry(trigger).or_default();
            if !set.iter().any(|n| n.path == node.path) {
                set.push(node);
            }
        }
    }
    let mut writer = Writer { form, xml: Xml::default(), sets };
    writer.document();
    format!("<?xml version=\"1.0\"?>\n{}\n", writer.xml.finish())
}

struct Writer<'a> {
    form: &'a Form,
    xml: Xml,
    /// What a change of a question sets, by the name of the question.
    sets: HashMap<&'a str, Vec<&'a Node>>,
}

impl Writer<'_> {
    fn document(&mut self) {
        let form = self.form;
        self.xml.open("h:html").with("xmlns", "http://www.w3.org/2002/xforms");
        for (prefix, address) in SPACES {
            self.xml.with(&format!("xmlns:{prefix}"), address);
        }
        for (prefix, address) in &form.namespaces {
            if names::is_simple(prefix) && !SPACES.iter().any(|(known, _)| known == prefix) {
                self.xml.with(&format!("xmlns:{prefix}"), address);
            }
        }
        self.xml.open("h:head").leaf("h:title", &form.title);
        self.xml.open("model").with("odk:xforms-version", "1.0.0");
        self.submission();
        self.itext();
        self.answers();
        self.lists();
        self.binds(&form.root);
        self.xml.close().close();
        self.xml.open("h:body").with_some("class", setting(form, "style"));
        for child in &form.root.children {
            self.control(child);
        }
        self.xml.close().close();
    }

    /// Where answers are sent, for tools that send by themselves.
    fn submission(&mut self) {
        let form = self.form;
        let given = ["submission_url", "public_key", "auto_send", "auto_delete", "client_editable"];
        if given.iter().all(|key| setting(form, key).is_empty()) {
            return;
        }
        self.xml.open("submission");
        let action = setting(form, "submission_url");
        if !action.is_empty() {
            self.xml.with("action", action).with("method", "post");
        }
        self.xml.with_some("base64RsaPublicKey", setting(form, "public_key"));
        self.xml.with_some("orx:auto-send", setting(form, "auto_send"));
        self.xml.with_some("orx:auto-delete", setting(form, "auto_delete"));
        if super::vocabulary::yes_no(setting(form, "client_editable")) == Some(true) {
            self.xml.with("odk:client-editable", "true");
        }
        self.xml.close();
    }

    /// Attributes that the author added, those whose prefix stands for something.
    fn added<'n>(&mut self, attributes: impl Iterator<Item = (&'n String, &'n str)>, taken: &[&str]) {
        for (name, value) in attributes {
            let known = match name.split_once(':') {
                None => true,
                Some((prefix, _)) => {
                    SPACES.iter().any(|(p, _)| *p == prefix)
                        || self.form.namespaces.iter().any(|(p, _)| p == prefix)
                }
            };
            if known && names::is_name(name) && !taken.contains(&name.as_str()) {
                self.xml.with(name, value);
            }
        }
    }

    /// Every node with its binding, then what happens to it when the form is opened.
    fn binds(&mut self, root: &Node) {
        for node in root.walk().skip(1) {
            self.bind(node);
        }
        for node in root.walk().skip(1) {
            self.first_load(node);
        }
    }

    fn bind(&mut self, node: &Node) {
        let bind = &node.bind;
        let has = bind.relevant.is_some()
            || bind.readonly.is_some()
            || bind.calculate.is_some()
            || bind.required.is_some()
            || bind.constraint.is_some()
            || !bind.constraint_message.is_empty()
            || !bind.required_message.is_empty()
            || !bind.others.is_empty();
        if bind.data_type.is_empty() && !has {
            return;
        }
        self.xml.open("bind").with("nodeset", &node.path).with_some("type", &bind.data_type);
        let formulas = [
            ("relevant", &bind.relevant),
            ("required", &bind.required),
            ("readonly", &bind.readonly),
            ("constraint", &bind.constraint),
            // What a trigger sets is reckoned then, not all the time.
            ("calculate", if node.triggers.is_empty() { &bind.calculate } else { &None }),
        ];
        for (name, formula) in formulas {
            if let Some(formula) = formula {
                self.xml.with(name, &formula.xpath);
            }
        }
        let messages =
            [("jr:constraintMsg", &bind.constraint_message), ("jr:requiredMsg", &bind.required_message)];
        for (name, text) in messages {
            if texts::needs_itext(text) {
                self.xml.with(name, &format!("jr:itext('{}:{name}')", node.path));
            } else if let Some(wording) = text.wordings.first() {
                self.xml.with(name, &wording.written);
            }
        }
        if let Some((what, which)) = &bind.preload {
            self.xml.with("jr:preload", what).with_some("jr:preloadParams", which);
        }
        let mut others: Vec<(String, &str)> =
            bind.others.iter().map(|(n, f)| (n.clone(), f.xpath.as_str())).collect();
        if let Some(question) = node.question() {
            let parameter =
                |name: &str| question.parameters.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
            for (word, name, attribute) in [
                ("photo", "max-pixels", "orx:max-pixels"),
                ("audio", "quality", "odk:quality"),
                ("geopoint", "allow-mock-accuracy", "odk:allow-mock-accuracy"),
                ("geoshape", "allow-mock-accuracy", "odk:allow-mock-accuracy"),
                ("geotrace", "allow-mock-accuracy", "odk:allow-mock-accuracy"),
            ] {
                if question.word == word
                    && let Some(value) = parameter(name)
                {
                    others.push((attribute.to_owned(), value));
                }
            }
        }
        let mut taken = vec!["nodeset", "type"];
        if bind.preload.is_some() {
            taken.extend(["jr:preload", "jr:preloadParams"]);
        }
        self.added(others.iter().map(|(n, v)| (n, *v)), &taken);
        self.xml.close();
    }
}

fn setting<'a>(form: &'a Form, key: &str) -> &'a str {
    form.settings.iter().rfind(|(k, _)| k == key).map_or("", |(_, v)| v.as_str())
}
