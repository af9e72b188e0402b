// SPDX-License-Identifier: EUPL-1.2
//! Texts in every language, as FHIR has them: one as it is, the others beside it.

use serde_json::{Map, Value as Json, json};

use crate::form::{Form, Node, Piece, Text};

const TRANSLATION: &str = "http://hl7.org/fhir/StructureDefinition/translation";
const ITEM_CONTROL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
const CONTROLS: &str = "http://hl7.org/fhir/questionnaire-item-control";
pub(super) const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";

/// The languages of a form.
pub(super) struct Speaker<'a> {
    /// The one shown first: its name, and its code.
    first: (&'a str, &'a str),
    /// The others that have a code, without which FHIR cannot name them.
    others: Vec<(&'a str, &'a str)>,
}

impl<'a> Speaker<'a> {
    pub(super) fn of(form: &'a Form) -> Self {
        let all: Vec<(&str, &str)> = form
            .languages
            .iter()
            .map(|language| (language.name.as_str(), language.code.as_deref().unwrap_or_default()))
            .collect();
        let language = form.first_language();
        let first = all.iter().find(|(name, _)| *name == language).copied().unwrap_or((language, ""));
        let others = all.into_iter().filter(|known| *known != first && !known.1.is_empty()).collect();
        Self { first, others }
    }

    /// The code of the first language; `und` for one that the form does not name.
    pub(super) fn code(&self) -> &str {
        if self.first.1.is_empty() { "und" } else { self.first.1 }
    }

    /// Writes a text under a name, with what it is in other languages.
    pub(super) fn say(&self, name: &str, text: &Text, into: &mut Map<String, Json>) {
        let Some(wording) = text.get(self.first.0) else { return };
        let words = |pieces: &[Piece]| -> String {
            let piece = |piece: &Piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Value(_) => String::new(),
            };
            pieces.iter().map(piece).collect()
        };
        into.insert(name.to_owned(), json!(words(&wording.pieces)));
        let said = |language: &str| text.wordings.iter().find(|wording| wording.language == language);
        let others: Vec<Json> = self
            .others
            .iter()
            .filter_map(|(language, code)| {
                let content = words(&said(language)?.pieces);
                Some(json!({ "url": TRANSLATION, "extension": [
                    { "url": "lang", "valueCode": code }, { "url": "content", "valueString": content },
                ] }))
            })
            .collect();
        if !others.is_empty() {
            into.insert(format!("_{name}"), json!({ "extension": others }));
        }
    }

    /// The words of help of a question, each a display below it.
    pub(super) fn helps(&self, node: &Node) -> Vec<Json> {
        let all = [("hint", &node.hint, "prompt"), ("guidance", &node.guidance, "help")];
        let there = all.into_iter().filter(|(_, text, _)| !text.is_empty());
        there
            .map(|(name, text, control)| {
                let mut item = Map::new();
                // No question has a path with this sign.
                item.insert("linkId".to_owned(), json!(format!("{}#{name}", node.path)));
                item.insert("type".to_owned(), json!("display"));
                let coding = json!({ "coding": [{ "system": CONTROLS, "code": control }] });
                item.insert(
                    "extension".to_owned(),
                    json!([{ "url": ITEM_CONTROL, "valueCodeableConcept": coding }]),
                );
                self.say("text", text, &mut item);
                Json::Object(item)
            })
            .collect()
    }
}

/// An object with one value of a kind: `valueInteger`, `answerCoding`.
pub(super) fn valued(what: &str, kind: &str, value: Json) -> Json {
    let mut object = Map::new();
    object.insert(format!("{what}{kind}"), value);
    Json::Object(object)
}
