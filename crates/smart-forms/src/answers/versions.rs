// SPDX-License-Identifier: EUPL-1.2
//! Versions of a form: what a form is known by, and the digest of what it says. An id and a version mean one content,
//! for ever: answers given to one would otherwise be read with the questions of another.

use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use crate::form::{
    Bind, Choice, Choices, Default as Beginning, Expression, Form, Kind, List, Node, Piece, Question, Source,
    Text,
};

/// What a form is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Its id.
    pub id: String,
    /// Its version, as its author wrote it.
    pub version: String,
    /// The SHA-256 of its content, in hexadecimal digits. See [`canonical`].
    pub hash: String,
}

/// Two forms that must not stand beside one another: the same id and version, with different content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The form that was there.
    pub known: Box<Identity>,
    /// The one that was to be added.
    pub other: Box<Identity>,
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Identity { id, version, .. } = &*self.known;
        write!(
            f,
            "the form “{id}” has another content under version “{version}”: give the new one another version"
        )
    }
}

impl std::error::Error for Conflict {}

/// What a form is known by.
pub fn identify(form: &Form) -> Identity {
    let digest = Sha256::digest(canonical(form).as_bytes());
    let hash = digest.iter().fold(String::with_capacity(64), |mut all, byte| {
        all.push_str(&format!("{byte:02x}"));
        all
    });
    Identity { id: form.id.clone(), version: form.version.clone(), hash }
}

/// Whether two forms are the same version of the same form. The same id and version with another content is refused.
pub fn same_version(known: &Identity, other: &Identity) -> Result<bool, Conflict> {
    if known.id != other.id || known.version != other.version {
        return Ok(false);
    }
    if known.hash != other.hash {
        return Err(Conflict { known: Box::new(known.clone()), other: Box::new(other.clone()) });
    }
    Ok(true)
}

/// Everything that a form says, as JSON with its keys in order. Where in a workbook something stood is not part of it:
/// a blank row more makes no other form.
pub fn canonical(form: &Form) -> String {
    let Form {
        id,
        title,
        version,
        default_language,
        languages,
        settings,
        namespaces,
        root,
        lists,
        externals,
        entities,
    } = form;
    let languages: Vec<Json> = languages.iter().map(|l| json!([l.name, l.code])).collect();
    let externals: Vec<Json> = externals.iter().map(|e| json!([e.id, e.source])).collect();
    sorted(json!({
        "id": id,
        "title": title,
        "version": version,
        "default_language": default_language,
        "languages": languages,
        "settings": pairs(settings),
        "namespaces": pairs(namespaces),
        "root": node(root),
        "lists": lists.iter().map(list).collect::<Vec<_>>(),
        "externals": externals,
        "entities": entities,
    }))
    .to_string()
}

/// The keys in order, whatever the map that holds them does.
fn sorted(value: Json) -> Json {
    match value {
        Json::Object(map) => {
            let mut pairs: Vec<(String, Json)> = map.into_iter().collect();
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            Json::Object(pairs.into_iter().map(|(key, value)| (key, sorted(value))).collect::<Map<_, _>>())
        }
        Json::Array(all) => Json::Array(all.into_iter().map(sorted).collect()),
        other => other,
    }
}

fn pairs(all: &[(String, String)]) -> Vec<Json> {
    all.iter().map(|(key, value)| json!([key, value])).collect()
}

fn formula(formula: &Expression) -> Json {
    let Expression { written, xpath } = formula;
    json!([written, xpath])
}

fn optional(found: &Option<Expression>) -> Json {
    found.as_ref().map_or(Json::Null, formula)
}

fn formulas(all: &[(String, Expression)]) -> Vec<Json> {
    all.iter().map(|(key, found)| json!([key, formula(found)])).collect()
}

fn text(text: &Text) -> Json {
    let Text { wordings, translated } = text;
    let said: Vec<Json> = wordings
        .iter()
        .map(|wording| {
            let pieces: Vec<Json> = wording
                .pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Words(words) => json!([words]),
                    Piece::Value(value) => json!(["value", value]),
                })
                .collect();
            json!([wording.language, wording.written, pieces])
        })
        .collect();
    json!([translated, said])
}

fn texts(all: &[(String, Text)]) -> Vec<Json> {
    all.iter().map(|(key, found)| json!([key, text(found)])).collect()
}

fn bind(bind: &Bind) -> Json {
    let Bind {
        data_type,
        relevant,
        required,
        readonly,
        constraint,
        calculate,
        constraint_message,
        required_message,
        preload,
        others,
    } = bind;
    json!({
        "type": data_type,
        "relevant": optional(relevant),
        "required": optional(required),
        "readonly": optional(readonly),
        "constraint": optional(constraint),
        "calculate": optional(calculate),
        "constraint_message": text(constraint_message),
        "required_message": text(required_message),
        "preload": preload,
        "others": formulas(others),
    })
}

/// Forms are not nested deeper than 64.
fn node(found: &Node) -> Json {
    let Node {
        name,
        path,
        row: _,
        kind,
        label,
        hint,
        guidance,
        media,
        bind: binding,
        appearance,
        control,
        attributes,
        default,
        triggers,
        columns,
        children,
    } = found;
    json!({
        "name": name,
        "path": path,
        "kind": match kind {
            Kind::Group => json!("group"),
            Kind::Repeat(count) => json!(["repeat", optional(count)]),
            Kind::Question(asked) => question(asked),
        },
        "label": text(label),
        "hint": text(hint),
        "guidance": text(guidance),
        "media": texts(media),
        "bind": bind(binding),
        "appearance": appearance,
        "control": formulas(control),
        "attributes": formulas(attributes),
        "default": match default {
            None => Json::Null,
            Some(Beginning::Fixed(value)) => json!(["fixed", value]),
            Some(Beginning::Reckoned(found)) => json!(["reckoned", formula(found)]),
        },
        "triggers": triggers,
        "columns": pairs(columns),
        "children": children.iter().map(node).collect::<Vec<_>>(),
    })
}

fn question(question: &Question) -> Json {
    let Question { word, control, media, choices, parameters } = question;
    let choices = choices.as_ref().map(|Choices { source, filter, random, searched }| {
        json!({
            "source": match source {
                Source::List(name) => json!(["list", name]),
                Source::File { name, id, value, label } => json!(["file", name, id, value, label]),
                Source::Answers { nodes, name } => json!(["answers", nodes, name]),
                Source::External(name) => json!(["external", name]),
            },
            "filter": optional(filter),
            "random": random.as_ref().map(|seed| json!([optional(seed)])),
            "searched": searched,
        })
    });
    json!({
        "word": word,
        "control": format!("{control:?}"),
        "media": media,
        "choices": choices,
        "parameters": pairs(parameters),
    })
}

fn list(list: &List) -> Json {
    let List { name, choices } = list;
    let choices: Vec<Json> = choices
        .iter()
        .map(|Choice { name, label, media, columns, row: _ }| {
            json!({ "name": name, "label": text(label), "media": texts(media), "columns": pairs(columns) })
        })
        .collect();
    json!([name, choices])
}
