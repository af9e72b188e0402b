// SPDX-License-Identifier: EUPL-1.2
//! Steps written down: what one does with a form, one after the other, as JSON.

use serde_json::Value as Json;

use super::{Instance, Refusal};

/// What one does with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `{"path": "/data/age", "value": "12"}`
    Set(String, String),
    /// `{"decline": "/data/age"}`
    Decline(String),
    /// `{"unknown": "/data/age"}`
    Unknown(String),
    /// `{"clear": "/data/age"}`
    Clear(String),
    /// `{"asked": "/data/page"}`
    Asked(String),
    /// `{"add": "/data/enfant"}`
    Add(String),
    /// `{"remove": "/data/enfant", "turn": 2}`, or `{"remove": "/data/enfant[2]"}`
    Remove(String, usize),
    /// `{"language": "nl"}`
    Speak(String),
}

/// What is no step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoStep(pub String);

impl std::fmt::Display for NoStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "this is no step: {}", self.0)
    }
}

impl std::error::Error for NoStep {}

impl Step {
    /// Reads a step. Numbers and yes or no may stand for texts, a list for several choices.
    pub fn read(json: &Json) -> Result<Self, NoStep> {
        let told = || NoStep(json.to_string().chars().take(200).collect());
        let text = |name: &str| json.get(name).and_then(Json::as_str).map(str::to_owned);
        if let Some(path) = text("path") {
            let value = json.get("value").or_else(|| json.get("set")).unwrap_or(&Json::Null);
            return Ok(Self::Set(path, plain(value).ok_or_else(told)?));
        }
        if let Some(path) = text("remove") {
            let number = |name: &str| json.get(name).and_then(Json::as_u64);
            let turn = number("turn").or_else(|| number("n")).and_then(|turn| usize::try_from(turn).ok());
            return match (turn, path.strip_suffix(']').and_then(|path| path.rsplit_once('['))) {
                (Some(turn), _) => Ok(Self::Remove(path, turn)),
                (None, Some((repeat, turn))) => {
                    Ok(Self::Remove(repeat.to_owned(), turn.parse().map_err(|_| told())?))
                }
                (None, None) => Err(told()),
            };
        }
        type Make = fn(String) -> Step;
        let simple: [(&str, Make); 6] = [
            ("add", Self::Add),
            ("decline", Self::Decline),
            ("unknown", Self::Unknown),
            ("clear", Self::Clear),
            ("asked", Self::Asked),
            ("language", Self::Speak),
        ];
        let mut found = simple.into_iter().filter_map(|(name, make)| text(name).map(make));
        found.next().ok_or_else(told)
    }
}

fn plain(value: &Json) -> Option<String> {
    match value {
        Json::Null => Some(String::new()),
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(yes) => Some(yes.to_string()),
        Json::Array(all) => Some(all.iter().map(plain).collect::<Option<Vec<_>>>()?.join(" ")),
        Json::Object(_) => None,
    }
}

impl Instance {
    /// Takes a step.
    pub fn take(&mut self, step: &Step) -> Result<(), Refusal> {
        match step {
            Step::Set(path, value) => self.set(path, value),
            Step::Decline(path) => self.decline(path),
            Step::Unknown(path) => self.unknown(path),
            Step::Clear(path) => self.clear(path),
            Step::Asked(path) => self.asked(path),
            Step::Add(path) => self.add(path).map(|_| ()),
            Step::Remove(path, turn) => self.remove(path, *turn),
            Step::Speak(language) => {
                self.speak(language);
                Ok(())
            }
        }
    }
}
