// SPDX-License-Identifier: EUPL-1.2
//! Texts: those in one language stand where they are shown, those in several stand together at the head.

use super::super::model::{Form, Node, Piece, Text, Wording};
use super::Writer;

/// A text that stands at the head: its id, and its forms (words, guidance, pictures, sounds).
struct Entry<'a> {
    id: String,
    forms: Vec<(&'static str, &'static str, &'a Text)>,
}

/// Whether a message stands at the head: with languages or values it cannot be an attribute.
pub(super) fn needs_itext(text: &Text) -> bool {
    text.translated || text.has_values()
}

pub(super) fn label_apart(node: &Node) -> bool {
    node.label.translated || !node.media.is_empty()
}

pub(super) fn hint_apart(node: &Node) -> bool {
    node.hint.translated || !node.guidance.is_empty()
}

/// The form of a medium and the folder in which a device looks for it.
fn folder(kind: &str) -> Option<(&'static str, &'static str)> {
    match kind {
        "image" => Some(("image", "jr://images/")),
        "big-image" => Some(("big-image", "jr://images/")),
        "audio" => Some(("audio", "jr://audio/")),
        "video" => Some(("video", "jr://video/")),
        _ => None,
    }
}

fn media(media: &[(String, Text)]) -> impl Iterator<Item = (&'static str, &'static str, &Text)> {
    media.iter().filter_map(|(kind, text)| folder(kind).map(|(form, folder)| (form, folder, text)))
}

fn entries(form: &Form) -> Vec<Entry<'_>> {
    let mut found = Vec::new();
    for node in form.root.walk().skip(1) {
        if label_apart(node) {
            let mut forms = vec![("", "", &node.label)];
            forms.extend(media(&node.media));
            found.push(Entry { id: format!("{}:label", node.path), forms });
        }
        if hint_apart(node) {
            let forms = vec![("", "", &node.hint), ("guidance", "", &node.guidance)];
            found.push(Entry { id: format!("{}:hint", node.path), forms });
        }
        let bind = &node.bind;
        for (name, text) in
            [("jr:constraintMsg", &bind.constraint_message), ("jr:requiredMsg", &bind.required_message)]
        {
            if needs_itext(text) {
                found.push(Entry { id: format!("{}:{name}", node.path), forms: vec![("", "", text)] });
            }
        }
    }
    for list in form.lists.iter().filter(|l| l.apart()) {
        for (at, choice) in list.choices.iter().enumerate() {
            let mut forms = vec![("", "", &choice.label)];
            forms.extend(media(&choice.media));
            found.push(Entry { id: format!("{}-{at}", list.name), forms });
        }
    }
    for entry in &mut found {
        entry.forms.retain(|(_, _, text)| !text.is_empty());
    }
    found
}

impl Writer<'_> {
    pub(super) fn itext(&mut self) {
        let form = self.form;
        let entries = entries(form);
        let texts = || entries.iter().flat_map(|e| e.forms.iter().map(|(_, _, text)| *text));
        let mut languages: Vec<&str> = form.languages.iter().map(|l| l.name.as_str()).collect();
        for wording in texts().flat_map(|t| &t.wordings) {
            if !languages.contains(&wording.language.as_str()) {
                languages.push(&wording.language);
            }
        }
        languages.retain(|l| texts().any(|t| t.wordings.iter().any(|w| w.language == *l)));
        if languages.is_empty() {
            return;
        }
        self.xml.open("itext");
        for language in languages {
            self.xml.open("translation").with("lang", language);
            if language == form.default_language {
                self.xml.with("default", "true()");
            }
            for entry in &entries {
                self.xml.open("text").with("id", &entry.id);
                for (kind, folder, text) in &entry.forms {
                    let own = text.wordings.iter().find(|w| w.language == language);
                    // Nobody is shown nothing: what is not translated is said as it is.
                    let first = || text.get(&form.default_language);
                    if let Some(wording) = own.or_else(first) {
                        self.xml.open("value").with_some("form", kind);
                        self.xml.text(folder);
                        self.wording(wording);
                        self.xml.close();
                    }
                }
                if entry.forms.is_empty() || entry.forms.iter().all(|(kind, _, _)| !kind.is_empty()) {
                    self.xml.open("value").text("-").close();
                }
                self.xml.close();
            }
            self.xml.close();
        }
        self.xml.close();
    }

    pub(super) fn wording(&mut self, wording: &Wording) {
        for piece in &wording.pieces {
            match piece {
                Piece::Words(words) => {
                    self.xml.text(words);
                }
                Piece::Value(xpath) => {
                    self.xml.open("output").with("value", xpath).close();
                }
            }
        }
    }

    /// An element with the text in it.
    pub(super) fn said(&mut self, tag: &str, text: &Text) {
        self.xml.open(tag);
        if let Some(wording) = text.get(&self.form.default_language) {
            self.wording(wording);
        }
        self.xml.close();
    }

    pub(super) fn label(&mut self, node: &Node) {
        if label_apart(node) {
            self.xml.open("label").with("ref", &format!("jr:itext('{}:label')", node.path)).close();
        } else {
            self.said("label", &node.label);
        }
    }

    pub(super) fn hint(&mut self, node: &Node) {
        if hint_apart(node) {
            self.xml.open("hint").with("ref", &format!("jr:itext('{}:hint')", node.path)).close();
        } else if !node.hint.is_empty() {
            self.said("hint", &node.hint);
        }
    }
}
