// SPDX-License-Identifier: EUPL-1.2
//! From a form being filled in to the document of its answers, and the document as JSON.

use serde_json::{Map, Value as Json, json};

use super::{Answer, Document, FORM, Identity, Item, NO_ANSWER, SORT};
use crate::instance::typed::{PARTIAL_DATE, Sort};
use crate::instance::{AnswerState, Instance};

impl Document {
    /// The answers as they stand, finished.
    pub fn of(instance: &Instance) -> Self {
        Self {
            form: instance.loaded().identity().clone(),
            language: instance.language_code().to_owned(),
            completed: true,
            items: instance.items(),
        }
    }

    /// The answers as they stand, as a draft.
    pub fn draft(instance: &Instance) -> Self {
        Self { completed: false, ..Self::of(instance) }
    }

    /// The document as JSON.
    pub fn json(&self) -> Json {
        let Self { form, language, completed, items } = self;
        json!({
            "resourceType": "QuestionnaireResponse",
            "extension": [form_extension(form)],
            "language": language,
            "status": if *completed { "completed" } else { "in-progress" },
            "item": items.iter().map(item).collect::<Vec<_>>(),
        })
    }
}

/// Which form it is, as FHIR carries it.
pub(crate) fn form_extension(form: &Identity) -> Json {
    let mut parts = vec![
        json!({ "url": "id", "valueString": form.id }),
        json!({ "url": "hash", "valueString": form.hash }),
    ];
    if !form.version.is_empty() {
        parts.insert(1, json!({ "url": "version", "valueString": form.version }));
    }
    json!({ "url": FORM, "extension": parts })
}

/// Groups are not nested deeper than 64.
fn item(item: &Item) -> Json {
    let mut json = Map::new();
    json.insert("linkId".to_owned(), json!(item.path));
    if let Some(text) = &item.text {
        json.insert("text".to_owned(), json!(text));
    }
    if let Some(missing) = item.missing {
        let extension = json!([{ "url": NO_ANSWER, "valueCode": missing.code() }]);
        json.insert("extension".to_owned(), extension);
    }
    if !item.answers.is_empty() {
        json.insert("answer".to_owned(), item.answers.iter().map(answer).collect());
    }
    if !item.items.is_empty() {
        json.insert("item".to_owned(), item.items.iter().map(self::item).collect());
    }
    Json::Object(json)
}

fn answer(answer: &Answer) -> Json {
    let sorted = |sort: &str, value: &str| json!({ "valueString": value, "extension": [{ "url": SORT, "valueCode": sort }] });
    match answer {
        Answer::Text(text) => json!({ "valueString": text }),
        Answer::Yes(yes) => json!({ "valueBoolean": yes }),
        // FHIR has no whole numbers beyond 32 bits.
        Answer::Integer(number) => match i32::try_from(*number) {
            Ok(number) => json!({ "valueInteger": number }),
            Err(_) => sorted("integer", &number.to_string()),
        },
        Answer::Decimal(number) => json!({ "valueDecimal": number }),
        Answer::Date(day) => json!({ "valueDate": day }),
        Answer::Time(time) => json!({ "valueTime": time }),
        Answer::Moment(moment) => json!({ "valueDateTime": moment }),
        Answer::Choice { code, label } => json!({ "valueCoding": { "code": code, "display": label } }),
        Answer::Other { sort, value } => sorted(sort, value),
    }
}

/// A value of a kind, as an answer. What does not look like its kind is told as words.
pub(crate) fn typed(sort: Sort, value: &str) -> Answer {
    let words = || Answer::Text(value.to_owned());
    let other = |sort: &str| Answer::Other { sort: sort.to_owned(), value: value.to_owned() };
    match sort {
        Sort::Integer => value.parse().map_or_else(|_| words(), Answer::Integer),
        Sort::Decimal => match value.parse::<f64>() {
            Ok(number) if number.is_finite() => Answer::Decimal(number),
            _ => words(),
        },
        Sort::Date if value.parse::<jiff::civil::Date>().is_ok() => Answer::Date(value.to_owned()),
        // FHIR wants hours with seconds and without a zone, and moments with a zone.
        Sort::Time if value.len() == 8 && value.parse::<jiff::civil::Time>().is_ok() => {
            Answer::Time(value.to_owned())
        }
        Sort::Time => other("time"),
        Sort::DateTime if value.parse::<jiff::Timestamp>().is_ok() => Answer::Moment(value.to_owned()),
        Sort::DateTime => other("moment"),
        Sort::Acknowledged => match value {
            "OK" => Answer::Yes(true),
            _ => words(),
        },
        Sort::PartialDate => other(PARTIAL_DATE),
        Sort::Geopoint => other("geopoint"),
        Sort::Geotrace => other("geotrace"),
        Sort::Geoshape => other("geoshape"),
        Sort::File => other("file"),
        _ => words(),
    }
}

/// The state of an answer that is missing; nothing for one that is there.
pub(crate) fn missing(state: AnswerState) -> Option<AnswerState> {
    (!matches!(state, AnswerState::Answered | AnswerState::NotRelevant)).then_some(state)
}
