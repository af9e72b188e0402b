// SPDX-License-Identifier: EUPL-1.2
//! The answers as the document that ODK tools submit: what is asked, and nothing else.

use super::Instance;
use super::loaded::Shape;
use crate::form::Form;

/// The namespaces that a document of answers may use.
const SPACES: [(&str, &str); 3] = [
    ("jr", "http://openrosa.org/javarosa"),
    ("orx", "http://openrosa.org/xforms"),
    ("odk", "http://www.opendatakit.org/xforms"),
];

impl Instance {
    /// The answers as XML, as an XForm submits them. What is not relevant is not in it.
    pub fn xml(&self) -> String {
        let form = &self.loaded.form;
        let root = self.cells.get(self.root);
        let name = &self.loaded.def(root.def).node.name;
        let mut xml = format!("<{name}");
        for (prefix, address) in SPACES {
            attribute(&mut xml, &format!("xmlns:{prefix}"), address);
        }
        for (prefix, address) in &form.namespaces {
            let known = SPACES.iter().any(|(known, _)| known == prefix);
            if !known && prefix.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
                attribute(&mut xml, &format!("xmlns:{prefix}"), address);
            }
        }
        if let Some(address) = setting(form, "instance_xmlns") {
            attribute(&mut xml, "xmlns", address);
        }
        for (key, value) in &form.settings {
            if let Some(name) = key.strip_prefix("attribute::")
                && !matches!(name, "id" | "version" | "xmlns")
                && self.may_stand(name)
            {
                attribute(&mut xml, name, value);
            }
        }
        attribute(&mut xml, "id", &form.id);
        if !form.version.is_empty() {
            attribute(&mut xml, "version", &form.version);
        }
        xml.push('>');
        for kid in &root.kids {
            self.element(*kid, &mut xml);
        }
        xml.push_str(&format!("</{name}>"));
        xml
    }

    /// Whether an attribute that the author named can be written: its prefix stands for something.
    fn may_stand(&self, name: &str) -> bool {
        let is_name = |text: &str| {
            text.starts_with(|c: char| c.is_alphabetic() || c == '_')
                && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        };
        match name.split_once(':') {
            None => is_name(name),
            Some((prefix, local)) => {
                let mut known = SPACES.iter().map(|(known, _)| *known);
                let of_form = || self.loaded.form.namespaces.iter().any(|(known, _)| known == prefix);
                is_name(prefix) && is_name(local) && (known.any(|known| known == prefix) || of_form())
            }
        }
    }

    fn element(&self, at: u32, xml: &mut String) {
        let cell = self.cells.get(at);
        if cell.range {
            for turn in &cell.kids {
                self.element(*turn, xml);
            }
            return;
        }
        if !cell.relevant {
            return;
        }
        let def = self.loaded.def(cell.def);
        let name = &def.node.name;
        xml.push_str(&format!("<{name}"));
        for (name, value) in &def.node.attributes {
            if name != "jr:template" && self.may_stand(name) {
                attribute(xml, name, &value.xpath);
            }
        }
        if def.shape == Shape::Leaf && cell.effective().is_empty() {
            xml.push_str("/>");
            return;
        }
        xml.push('>');
        if def.shape == Shape::Leaf {
            escape(xml, cell.effective());
        }
        for kid in &cell.kids {
            self.element(*kid, xml);
        }
        xml.push_str(&format!("</{name}>"));
    }
}

fn setting<'a>(form: &'a Form, key: &str) -> Option<&'a str> {
    form.settings.iter().rfind(|(known, _)| known == key).map(|(_, value)| value.as_str())
}

fn attribute(xml: &mut String, name: &str, value: &str) {
    xml.push_str(&format!(" {name}=\""));
    escape(xml, value);
    xml.push('"');
}

/// Adds a text. What no XML may hold is left out.
pub(super) fn escape(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\r' => xml.push_str("&#13;"),
            '\n' | '\t' => xml.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => xml.push(c),
        }
    }
}
