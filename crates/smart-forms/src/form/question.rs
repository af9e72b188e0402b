// SPDX-License-Identifier: EUPL-1.2
//! What each type of question asks of its row.

use super::headings::Line;
use super::model::{Default, Expression, Kind, Node, Question, Text};
use super::params::{self, Params, Tell};
use super::range;
use super::survey::Survey;
use super::vocabulary::{self, Control, Type};
use super::{dynamic, names};
use crate::words::Code;

impl Survey<'_> {
    /// A question whose type is a plain word.
    pub(super) fn question(&mut self, line: &Line, word: &str, name: &str, params: Params) {
        let mut node = self.node(line, name, word);
        let Some(kind) = vocabulary::question_type(word) else {
            self.report.errors.push(line.problem_in(Code::UnknownType, &["type"]).with("type", word));
            self.push(node);
            return;
        };
        if kind.control == Control::SelectOne {
            self.report.errors.push(line.problem_in(Code::TypeNeedsList, &["type"]).with("type", word));
        }
        let mut params = params;
        let appearance = line.part("control", "appearance");
        let mut told = Tell { line, problems: Vec::new() };
        let mut data = kind.data;
        match word {
            "range" => {
                let whole = range::check(&mut params, appearance, &self.lists.lists, &mut told);
                data = if whole { "int" } else { "decimal" };
            }
            "text" => params::text(&params, &mut told),
            "photo" => {
                params::photo(&params, appearance, &mut told);
                if params.get("max-pixels").is_none() {
                    self.report.warnings.push(line.problem(Code::NoMaxPixels));
                }
            }
            "audio" => params::audio(&params, false, &mut told),
            "background-audio" => params::audio(&params, true, &mut told),
            "geopoint" => params::geo(&params, true, &mut told),
            "geoshape" | "geotrace" => params::geo(&params, false, &mut told),
            "background-geopoint" => self.background_geopoint(line, node.triggers.is_empty()),
            _ => {}
        }
        self.report.errors.append(&mut told.problems);
        if matches!(word, "geopoint" | "geoshape" | "geotrace")
            && let Some(target) = params.get("reference-geometry")
        {
            let problem = line.problem_in(Code::ReferenceGeometry, &["parameters"]);
            self.geometries.push((target.to_owned(), problem));
        }
        if matches!(word, "subscriberid" | "simserial") {
            self.report.warnings.push(line.problem_in(Code::OldDevice, &["type"]).with("type", word));
        }
        settle(&mut node, kind, data, self.language);
        if word == "photo"
            && let Some(Default::Fixed(file)) = &mut node.default
            && !file.contains("jr://images/")
        {
            *file = format!("jr://images/{file}");
        }
        node.kind = Kind::Question(Box::new(Question {
            word: word.to_owned(),
            control: kind.control,
            media: kind.media.to_owned(),
            choices: None,
            parameters: params.0,
        }));
        self.must_say_something(line, &node);
        self.push(node);
    }

    fn background_geopoint(&mut self, line: &Line, alone: bool) {
        if alone {
            let problem = self.table.lacking(line, Code::BackgroundTrigger, "trigger");
            self.report.errors.push(problem);
        }
        if line.part("bind", "calculate").is_some() {
            self.report.errors.push(line.problem_in(Code::BackgroundCalculation, &["bind", "calculate"]));
        }
    }

    /// `audit` writes down how the form was filled in; it is no question and stands with the form's own data.
    pub(super) fn audit(&mut self, line: &Line, params: Params) {
        if line.one("name").is_some_and(|n| n != "audit") {
            self.report.errors.push(line.problem_in(Code::AuditName, &["name"]));
        }
        let mut told = Tell { line, problems: Vec::new() };
        params::audit(&params, &mut told);
        self.report.errors.append(&mut told.problems);
        if self.meta.iter().any(|n| n.name == "audit") {
            self.report.errors.push(line.problem(Code::DuplicateMade).with("name", "audit"));
            return;
        }
        let mut node = self.node(line, "audit", "audit");
        if let Some(kind) = vocabulary::question_type("audit") {
            settle(&mut node, kind, kind.data, self.language);
        }
        for (key, value) in &params.0 {
            node.bind.others.push((format!("odk:{key}"), Expression::plain(value)));
        }
        node.kind = Kind::Question(Box::new(Question {
            word: "audit".to_owned(),
            control: Control::None,
            media: String::new(),
            choices: None,
            parameters: params.0,
        }));
        self.meta.push(node);
    }

    /// A node of a row, with its default and its triggers.
    pub(super) fn node(&mut self, line: &Line, name: &str, word: &str) -> Node {
        let mut node = super::rows::node_of(line, name, self.language);
        node.triggers.clone_from(&self.triggered_by);
        if let Some(written) = line.one("default") {
            node.default = Some(if dynamic::is_formula(written, word) {
                Default::Reckoned(Expression::plain(written))
            } else {
                Default::Fixed(written.to_owned())
            });
        }
        for (kind, _) in &node.media {
            if !vocabulary::is_media(kind) {
                let problem = line.problem_in(Code::MediaType, &["media", kind]);
                self.report.errors.push(problem.with("media", kind));
            }
        }
        node
    }

    /// The questions named in the column `trigger`.
    pub(super) fn triggers_of(&mut self, line: &Line) -> Vec<String> {
        let Some(written) = line.one("trigger") else {
            return Vec::new();
        };
        let wrong = |code| line.problem_in(code, &["trigger"]);
        if written.len() <= 2 || !written.contains("${") {
            self.report.errors.push(wrong(Code::TriggerNeedsRef));
            return Vec::new();
        }
        let mut found = Vec::new();
        for part in written.split(',') {
            match names::refs(part) {
                Err(_) => self.report.errors.push(wrong(Code::RefSyntax).with("value", part.trim())),
                Ok(refs) if refs.len() > 1 => self.report.errors.push(wrong(Code::TriggerTwo)),
                Ok(refs) => found.extend(refs.into_iter().map(|r| r.name.to_owned())),
            }
        }
        for name in &found {
            self.triggers.push((name.clone(), wrong(Code::TriggerUnknown).with("name", name)));
        }
        found
    }

    /// Somebody who is asked must be told what.
    pub(super) fn must_say_something(&mut self, line: &Line, node: &Node) {
        let Some(question) = node.question() else {
            return;
        };
        if is_hidden(node) || matches!(question.control, Control::None | Control::Action) {
            return;
        }
        // A column `media` that does not say of what kind is read by nobody, and is accepted as something said.
        if node.label.is_empty() && !line.has("media") && node.hint.is_empty() {
            let problem = self.table.lacking(line, Code::NoLabel, "label");
            self.report.errors.push(problem.with("name", &node.name));
            return;
        }
        let kind = |kind: &str| node.media.iter().any(|(k, _)| k == kind);
        if kind("big-image") && !kind("image") {
            self.report.errors.push(line.problem_in(Code::BigImage, &["media", "big-image"]));
        }
    }
}

/// Reckoned, and shown to nobody.
pub(super) fn is_hidden(node: &Node) -> bool {
    let reckoned = node.bind.calculate.is_some() || !node.triggers.is_empty();
    node.question().is_some_and(|q| q.word == "calculate")
        || (reckoned && node.label.is_empty() && node.hint.is_empty())
}

/// Fills in what the type says and the row does not.
pub(super) fn settle(node: &mut Node, kind: Type, data: &str, language: &str) {
    if node.bind.data_type.is_empty() {
        data.clone_into(&mut node.bind.data_type);
    }
    if kind.readonly && node.bind.readonly.is_none() {
        node.bind.readonly = Some(Expression::plain("true()"));
    }
    if !kind.constraint.is_empty() && node.bind.constraint.is_none() {
        node.bind.constraint = Some(Expression::plain(kind.constraint));
    }
    if !kind.hint.is_empty() && node.hint.is_empty() {
        node.hint = Text::plain(language, kind.hint);
    }
    node.bind.preload = kind.preload.map(|(what, which)| (what.to_owned(), which.to_owned()));
}
