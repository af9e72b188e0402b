// SPDX-License-Identifier: EUPL-1.2
//! A document of answers, read back without its form.

use serde_json::Value as Json;

use super::{Answer, Document, FORM, Identity, Item, NO_ANSWER, SORT};
use crate::instance::AnswerState;

/// How deep items may stand in one another.
const DEEPEST: usize = 128;

/// Why a text is no document of answers, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnswers {
    /// Where: `item[2].answer[0]`.
    pub place: String,
    /// What is wrong there.
    pub wrong: &'static str,
}

impl std::fmt::Display for NotAnswers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = if self.place.is_empty() { "the document" } else { self.place.as_str() };
        write!(f, "this is no document of answers that can be read: {place} {}", self.wrong)
    }
}

impl std::error::Error for NotAnswers {}

fn wrong<T>(place: &str, wrong: &'static str) -> Result<T, NotAnswers> {
    Err(NotAnswers { place: place.to_owned(), wrong })
}

impl Document {
    /// Reads a document from its text.
    pub fn parse(text: &str) -> Result<Self, NotAnswers> {
        match serde_json::from_str(text) {
            Ok(json) => Self::read(&json),
            Err(_) => wrong("", "is no JSON"),
        }
    }

    /// Reads a document.
    pub fn read(json: &Json) -> Result<Self, NotAnswers> {
        if json.get("resourceType").and_then(Json::as_str) != Some("QuestionnaireResponse") {
            return wrong("", "is no QuestionnaireResponse");
        }
        let Some(form) = extension(json, FORM) else { return wrong("extension", "does not tell the form") };
        let part = |name: &str| {
            let parts = form.get("extension").and_then(Json::as_array)?;
            let part = parts.iter().find(|part| part.get("url").and_then(Json::as_str) == Some(name))?;
            part.get("valueString").and_then(Json::as_str).map(str::to_owned)
        };
        let (Some(id), Some(hash)) = (part("id"), part("hash")) else {
            return wrong("extension", "tells neither id nor hash of the form");
        };
        let completed = match json.get("status").and_then(Json::as_str) {
            Some("completed") => true,
            Some("in-progress") => false,
            _ => return wrong("status", "is neither completed nor in-progress"),
        };
        Ok(Self {
            form: Identity { id, version: part("version").unwrap_or_default(), hash },
            language: json.get("language").and_then(Json::as_str).unwrap_or_default().to_owned(),
            completed,
            items: items(json, "", 0)?,
        })
    }
}

fn extension<'a>(json: &'a Json, url: &str) -> Option<&'a Json> {
    let all = json.get("extension")?.as_array()?;
    all.iter().find(|extension| extension.get("url").and_then(Json::as_str) == Some(url))
}

fn array<'a>(json: &'a Json, name: &str, place: &str) -> Result<&'a [Json], NotAnswers> {
    match json.get(name) {
        None => Ok(&[]),
        Some(Json::Array(all)) => Ok(all),
        Some(_) => wrong(place, "holds something else than a list"),
    }
}

fn items(json: &Json, place: &str, depth: usize) -> Result<Vec<Item>, NotAnswers> {
    if depth > DEEPEST {
        return wrong(place, "is nested too deep");
    }
    let dot = if place.is_empty() { "" } else { "." };
    let all = array(json, "item", place)?.iter().enumerate();
    all.map(|(at, json)| item(json, &format!("{place}{dot}item[{at}]"), depth)).collect()
}

fn item(json: &Json, place: &str, depth: usize) -> Result<Item, NotAnswers> {
    let Some(path) = json.get("linkId").and_then(Json::as_str) else { return wrong(place, "has no linkId") };
    let missing = match extension(json, NO_ANSWER) {
        None => None,
        Some(found) => match found.get("valueCode").and_then(Json::as_str).and_then(AnswerState::named) {
            Some(state) => Some(state),
            None => return wrong(place, "has no answer for an unknown reason"),
        },
    };
    let answers = array(json, "answer", place)?.iter().enumerate();
    Ok(Item {
        path: path.to_owned(),
        text: json.get("text").and_then(Json::as_str).map(str::to_owned),
        answers: answers
            .map(|(at, json)| answer(json, &format!("{place}.answer[{at}]")))
            .collect::<Result<_, _>>()?,
        missing,
        items: items(json, place, depth + 1)?,
    })
}

fn answer(json: &Json, place: &str) -> Result<Answer, NotAnswers> {
    let text = |name: &str| json.get(name).and_then(Json::as_str).map(str::to_owned);
    if let Some(value) = text("valueString") {
        let sort = extension(json, SORT).and_then(|found| found.get("valueCode")).and_then(Json::as_str);
        return Ok(match sort {
            None => Answer::Text(value),
            Some("integer") => match value.parse() {
                Ok(number) => Answer::Integer(number),
                Err(_) => return wrong(place, "is no whole number"),
            },
            Some(sort) => Answer::Other { sort: sort.to_owned(), value },
        });
    }
    if let Some(coding) = json.get("valueCoding") {
        let part = |name: &str| coding.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        return Ok(Answer::Choice { code: part("code"), label: part("display") });
    }
    if let Some(yes) = json.get("valueBoolean").and_then(Json::as_bool) {
        return Ok(Answer::Yes(yes));
    }
    if let Some(number) = json.get("valueInteger").and_then(Json::as_i64) {
        return Ok(Answer::Integer(number));
    }
    if let Some(number) = json.get("valueDecimal").and_then(Json::as_f64) {
        return Ok(Answer::Decimal(number));
    }
    let day = text("valueDate").map(Answer::Date);
    let time = || text("valueTime").map(Answer::Time);
    let moment = || text("valueDateTime").map(Answer::Moment);
    match day.or_else(time).or_else(moment) {
        Some(answer) => Ok(answer),
        None => wrong(place, "has no value that is known"),
    }
}
