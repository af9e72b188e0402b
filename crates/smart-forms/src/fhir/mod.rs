// SPDX-License-Identifier: EUPL-1.2
//! A form as a FHIR R4 `Questionnaire`, where FHIR can say what the form says. What it cannot say is not left out in
//! silence: the form is refused, with the row of everything that does not translate.
//!
//! `linkId` is the path of the question, as in the documents of [`crate::answers`], so that these are its
//! `QuestionnaireResponse`s. Every language is there, by the extension `translation`; a hint is a display below its
//! question. How a question looks, and what is said when an answer is missing or wrong, have no place in FHIR and stay
//! behind.
//!
//! ```
//! use smart_forms::{book, fhir, form, words::Lang};
//!
//! let table = "
//! | survey |         |       |               |                |
//! |        | type    | name  | label         | relevant       |
//! |        | integer | age   | Quel âge ?    |                |
//! |        | text    | ecole | Quelle école ? | ${age} < 18   |
//! |        | date    | fin   | Jusque quand ? | ${age} * 2 > 7 |
//! ";
//! let form = form::check(&book::read(table.as_bytes()).unwrap()).form.unwrap();
//! let refused = fhir::questionnaire(&form).unwrap_err();
//! assert_eq!((refused.len(), refused[0].row), (1, Some(4)));
//!
//! let form = form::check(&book::read(table.replace("* 2 ", "").as_bytes()).unwrap()).form.unwrap();
//! let json = fhir::questionnaire(&form).unwrap();
//! assert_eq!(json["item"][1]["enableWhen"][0]["question"], "/data/age");
//! ```

mod limits;
mod said;
mod when;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value as Json, json};

use crate::answers::versions::identify;
use crate::answers::{SORT, form_extension};
use crate::form::{Choices, Control, Default, Expression, Form, Kind, List, Node, Source};
use crate::instance::typed::{PARTIAL_DATE, Sort};
use crate::words::{Code, Problem};
use said::Speaker;

/// The form as a Questionnaire, or everything in it that FHIR cannot say, by row.
pub fn questionnaire(form: &Form) -> Result<Json, Vec<Problem>> {
    let speaker = Speaker::of(form);
    let mut translator = Translator { form, speaker: &speaker, problems: Vec::new() };
    let items = translator.items(&form.root);
    let mut problems = translator.problems;
    if !problems.is_empty() {
        problems.sort_by(|a, b| (&b.sheet, a.row).cmp(&(&a.sheet, b.row)));
        problems.dedup();
        return Err(problems);
    }
    let mut json = json!({
        "resourceType": "Questionnaire",
        "extension": [form_extension(&identify(form))],
        "language": speaker.code(),
        "name": form.id,
        "title": if form.title.is_empty() { &form.id } else { &form.title },
        "status": "active",
        "subjectType": ["Patient"],
        "item": items,
    });
    if !form.version.is_empty() {
        json["version"] = json!(form.version);
    }
    Ok(json)
}

struct Translator<'a> {
    form: &'a Form,
    speaker: &'a Speaker<'a>,
    problems: Vec<Problem>,
}

impl Translator<'_> {
    fn refuse(&mut self, node: &Node, code: Code, params: &[(&'static str, &str)]) {
        let mut problem = Problem::new(code).sheet("survey").row(node.row);
        for (name, value) in params {
            problem = problem.with(name, value);
        }
        self.problems.push(problem);
    }

    /// A formula that has no place in FHIR.
    fn formula(&mut self, node: &Node, heading: &'static str, formula: &str) {
        self.refuse(node, Code::FhirFormula, &[("heading", heading), ("formula", formula)]);
    }

    fn items(&mut self, node: &Node) -> Vec<Json> {
        node.children.iter().map(|child| if is_own(child) { own(child) } else { self.item(child) }).collect()
    }

    fn item(&mut self, node: &Node) -> Json {
        let mut item = Map::new();
        item.insert("linkId".to_owned(), json!(node.path));
        self.text(node, &mut item);
        self.condition(node, &mut item);
        if !node.media.is_empty() {
            self.refuse(node, Code::FhirMedia, &[]);
        }
        match &node.kind {
            Kind::Group => {}
            Kind::Repeat(count) => {
                item.insert("repeats".to_owned(), json!(true));
                if let Some(count) = count {
                    self.formula(node, "repeat_count", &count.written);
                }
            }
            Kind::Question(_) => {
                self.question(node, &mut item);
                return Json::Object(item);
            }
        }
        item.insert("type".to_owned(), json!("group"));
        let items = self.items(node);
        if !items.is_empty() {
            item.insert("item".to_owned(), json!(items));
        }
        Json::Object(item)
    }

    fn text(&mut self, node: &Node, item: &mut Map<String, Json>) {
        let texts = [&node.label, &node.hint, &node.guidance];
        if texts.into_iter().any(crate::form::Text::has_values) {
            self.refuse(node, Code::FhirValueInText, &[]);
        }
        self.speaker.say("text", &node.label, item);
    }

    fn condition(&mut self, node: &Node, item: &mut Map<String, Json>) {
        let Some(relevant) = &node.bind.relevant else { return };
        match when::translated(self.form, node, relevant) {
            Some(said) => said.write(item),
            None => self.refuse(node, Code::FhirCondition, &[("formula", &relevant.written)]),
        }
    }

    fn question(&mut self, node: &Node, item: &mut Map<String, Json>) {
        let Some(question) = node.question() else { return };
        let sort = Sort::of(node);
        let is_note = question.word == "note";
        let Some(kind) = (if is_note { Some("display") } else { type_of(node, sort) }) else {
            return self.refuse(node, Code::FhirType, &[("type", &question.word)]);
        };
        item.insert("type".to_owned(), json!(kind));
        // How often a group is asked is reckoned by a node of its own: the group tells it.
        let is_count = || self.form.root.walk().any(|other| other.is_repeat() && other.row == node.row);
        if let Some(formula) = node.bind.calculate.as_ref().filter(|_| !is_count()) {
            self.formula(node, "calculation", &formula.written);
        } else if !node.triggers.is_empty() {
            self.formula(node, "trigger", &node.triggers.join(", "));
        }
        if is_note {
            return;
        }
        let mut extensions: Vec<Json> =
            sort_code(sort).map(|code| json!({ "url": SORT, "valueCode": code })).into_iter().collect();
        if question.control == Control::None {
            extensions.push(json!({ "url": said::HIDDEN, "valueBoolean": true }));
        }
        for (name, found) in [("required", &node.bind.required), ("readonly", &node.bind.readonly)] {
            let key = if name == "required" { "required" } else { "readOnly" };
            match found.as_ref().map(|formula| (formula, fixed(formula))) {
                Some((_, Some(true))) => {
                    item.insert(key.to_owned(), json!(true));
                }
                Some((formula, None)) => self.formula(node, name, &formula.written),
                Some((_, Some(false))) | None => {}
            }
        }
        extensions.extend(self.limits(node, sort, item));
        if let Some(choices) = &question.choices {
            self.choices(node, choices, item);
        }
        if sort == Sort::Several {
            item.insert("repeats".to_owned(), json!(true));
        }
        self.beginning(node, sort, item);
        if !extensions.is_empty() {
            item.insert("extension".to_owned(), json!(extensions));
        }
        let helps = self.speaker.helps(node);
        if !helps.is_empty() {
            item.insert("item".to_owned(), json!(helps));
        }
    }

    /// What an answer must satisfy, as ends of a scale and the length of a text.
    fn limits(&mut self, node: &Node, sort: Sort, item: &mut Map<String, Json>) -> Vec<Json> {
        let mut limits = limits::of_scale(node);
        if let Some(constraint) = &node.bind.constraint {
            match limits::translated(constraint, sort) {
                Some(found) => limits.extend(found),
                None => self.refuse(node, Code::FhirConstraint, &[("formula", &constraint.written)]),
            }
        }
        limits.into_iter().filter_map(|limit| limit.write(sort, item)).collect()
    }

    fn choices(&mut self, node: &Node, choices: &Choices, item: &mut Map<String, Json>) {
        if let Some(filter) = &choices.filter {
            self.formula(node, "choice_filter", &filter.written);
        }
        let Some(list) = list_of(self.form, choices) else {
            return self.refuse(node, Code::FhirChoices, &[]);
        };
        let mut options = Vec::new();
        for choice in &list.choices {
            let wrong = |code| Problem::new(code).sheet("choices");
            let wrong = |code| choice.row.map_or_else(|| wrong(code), |row| wrong(code).row(row));
            if choice.label.has_values() {
                self.problems.push(wrong(Code::FhirValueInText));
            }
            if !choice.media.is_empty() {
                self.problems.push(wrong(Code::FhirMedia));
            }
            let mut coding = Map::new();
            coding.insert("code".to_owned(), json!(choice.name));
            self.speaker.say("display", &choice.label, &mut coding);
            options.push(json!({ "valueCoding": coding }));
        }
        item.insert("answerOption".to_owned(), json!(options));
    }

    fn beginning(&mut self, node: &Node, sort: Sort, item: &mut Map<String, Json>) {
        match &node.default {
            None => {}
            Some(Default::Reckoned(formula)) => self.formula(node, "default", &formula.written),
            Some(Default::Fixed(value)) => {
                let values: Vec<&str> =
                    if sort == Sort::Several { value.split_whitespace().collect() } else { vec![value] };
                let initial: Option<Vec<Json>> = values
                    .into_iter()
                    .map(|value| {
                        when::value(sort, value).map(|(kind, value)| said::valued("value", kind, value))
                    })
                    .collect();
                match initial {
                    Some(initial) => {
                        item.insert("initial".to_owned(), json!(initial));
                    }
                    None => self.formula(node, "default", value),
                }
            }
        }
    }
}

/// Whether a form keeps it about itself: `meta` and what is in it, which no author writes.
fn is_own(node: &Node) -> bool {
    node.name == "meta" && node.path.matches('/').count() == 2
}

/// What a form keeps about itself is in the documents of answers and shown to nobody; how it is made up does not matter.
fn own(node: &Node) -> Json {
    let hidden = json!([{ "url": said::HIDDEN, "valueBoolean": true }]);
    let items: Vec<Json> = node.children.iter().map(own).collect();
    match items.is_empty() {
        true => json!({ "linkId": node.path, "type": "string", "extension": hidden }),
        false => json!({ "linkId": node.path, "type": "group", "extension": hidden, "item": items }),
    }
}

/// The type of a question, so that it is the one of its answers in a document.
fn type_of(node: &Node, sort: Sort) -> Option<&'static str> {
    Some(match sort {
        Sort::Text if node.appearance.split_whitespace().any(|word| word == "multiline") => "text",
        Sort::Text | Sort::PartialDate | Sort::Geopoint | Sort::Geotrace | Sort::Geoshape | Sort::File => {
            "string"
        }
        Sort::Integer => "integer",
        Sort::Decimal => "decimal",
        Sort::Date => "date",
        Sort::Time => "time",
        Sort::DateTime => "dateTime",
        Sort::One | Sort::Several => "choice",
        Sort::Acknowledged => "boolean",
        // An order of choices has no type.
        _ => return None,
    })
}

fn sort_code(sort: Sort) -> Option<&'static str> {
    Some(match sort {
        Sort::PartialDate => PARTIAL_DATE,
        Sort::Geopoint => "geopoint",
        Sort::Geotrace => "geotrace",
        Sort::Geoshape => "geoshape",
        Sort::File => "file",
        _ => return None,
    })
}

/// Yes or no, where a formula says so whatever is answered.
fn fixed(formula: &Expression) -> Option<bool> {
    match formula.xpath.replace(' ', "").as_str() {
        "true()" => Some(true),
        "false()" => Some(false),
        _ => None,
    }
}

/// The choices of a question where they stand in the form.
fn list_of<'a>(form: &'a Form, choices: &Choices) -> Option<&'a List> {
    match &choices.source {
        Source::List(name) if !choices.searched => form.lists.iter().find(|list| list.name == *name),
        _ => None,
    }
}
