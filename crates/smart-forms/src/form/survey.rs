// SPDX-License-Identifier: EUPL-1.2
//! The sheet `survey`, row by row: questions, groups that open and close, and what is wrong with each.

use std::collections::{HashMap, HashSet};

use super::choices::Lists;
use super::entities::Entities;
use super::headings::{Line, Table, misspelt, table};
use super::model::{Bind, Expression, Form, Kind, Node, Question, UNNAMED};
use super::params::Params;
use super::settings::Settings;
use super::vocabulary::{self, Control, Section, yes_no};
use super::{DEEPEST, Report, loops, names, similar_sheet};
use crate::book::Book;
use crate::words::{Code, Problem};

/// A table of questions (`table-list`): whether one is open, and the list of its columns once a question named it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum TableList {
    #[default]
    No,
    Open,
    Of(String),
}

/// A group that is open.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub(super) section: Option<Section>,
    pub(super) list: Option<String>,
    pub(super) node: Node,
    /// Names and their rows.
    seen: HashMap<String, usize>,
    seen_small: HashSet<String>,
}

/// A file that a row brings in.
#[derive(Debug)]
pub(super) struct Brought {
    pub(super) name: String,
    pub(super) extension: &'static str,
    pub(super) problem: Problem,
}

/// The walk over the rows.
pub(super) struct Survey<'a> {
    pub(super) book: &'a Book,
    pub(super) report: &'a mut Report,
    pub(super) settings: &'a Settings,
    pub(super) language: &'a str,
    pub(super) table: &'a Table,
    pub(super) lists: Lists,
    pub(super) entities: Entities,
    pub(super) frames: Vec<Frame>,
    pub(super) meta: Vec<Node>,
    pub(super) table_list: TableList,
    /// Every name of a row and how often it is given.
    pub(super) names: HashMap<String, usize>,
    /// The names of questions, groups left out.
    pub(super) questions: HashSet<String>,
    pub(super) repeats: HashSet<String>,
    pub(super) triggers: Vec<(String, Problem)>,
    /// The questions that set the row being read.
    pub(super) triggered_by: Vec<String>,
    pub(super) geometries: Vec<(String, Problem)>,
    /// The lists and files that questions use.
    pub(super) secondary: HashSet<String>,
    pub(super) brought: Vec<Brought>,
    pub(super) or_other: bool,
    /// Settings given by rows of the survey.
    pub(super) overrides: Vec<(String, String)>,
    pub(super) root_name: String,
    too_deep: bool,
}

pub(super) fn build(book: &Book, name: &str, report: &mut Report) -> Option<Form> {
    let Some(sheet) = book.sheet("survey") else {
        report.errors.push(match similar_sheet(book, "survey") {
            Some(similar) => Problem::new(Code::NoSurveyBut).with("similar", &similar),
            None => Problem::new(Code::NoSurvey),
        });
        return None;
    };
    if sheet.headings.iter().all(String::is_empty) && sheet.rows.is_empty() {
        report.errors.push(Problem::new(Code::NoSurvey));
        return None;
    }
    let settings = Settings::read(book, report);
    let language = settings.get("default_language").unwrap_or(UNNAMED).to_owned();
    let lists = Lists::read(book, &settings, &language, report);
    let entities = Entities::read(book, report);
    let mut table = table(&vocabulary::SURVEY, sheet, settings.collapse());
    report.errors.append(&mut table.problems);
    report.warnings.extend(misspelt(&vocabulary::SURVEY, &table));
    if table.heading("type").is_none() {
        report.errors.push(Problem::new(Code::MissingHeading).sheet("survey").row(1).with("heading", "type"));
        return None;
    }
    if book.sheet("osm").is_some_and(|s| !s.rows.is_empty()) {
        report.warnings.push(Problem::new(Code::OsmIgnored).sheet("osm"));
    }
    let root_name = settings.get("name").unwrap_or(name).to_owned();
    let mut survey = Survey {
        book,
        report,
        settings: &settings,
        language: &language,
        table: &table,
        lists,
        entities,
        frames: vec![Frame::default()],
        meta: Vec::new(),
        table_list: TableList::No,
        names: HashMap::new(),
        questions: HashSet::new(),
        repeats: HashSet::new(),
        triggers: Vec::new(),
        triggered_by: Vec::new(),
        geometries: Vec::new(),
        secondary: HashSet::new(),
        brought: Vec::new(),
        or_other: false,
        overrides: Vec::new(),
        root_name,
        too_deep: false,
    };
    for line in &table.lines {
        survey.line(line);
    }
    Some(survey.finish())
}

impl<'a> Survey<'a> {
    fn line(&mut self, line: &Line) {
        let mut line = line.clone();
        if let Some(disabled) = line.one("disabled") {
            let leave_out = yes_no(disabled) == Some(true);
            self.report.warnings.push(line.problem_in(Code::Disabled, &["disabled"]));
            if leave_out {
                return;
            }
            line.cells.retain(|c| c.heading.keys != ["disabled"]);
        }
        if line.cells.is_empty() {
            return;
        }
        let line = &line;
        let Some(word) = line.one("type").map(vocabulary::plain_type) else {
            if line.has("name") || line.has("label") {
                self.report.errors.push(self.table.lacking(line, Code::MissingType, "type"));
            } else {
                self.report.warnings.push(line.problem(Code::SkippedRow));
            }
            return;
        };
        self.parts(line);
        self.triggered_by = self.triggers_of(line);
        let params = match Params::read(line.one("parameters").unwrap_or_default()) {
            Some(params) => params,
            None => {
                self.report.errors.push(line.problem_in(Code::ParamsSyntax, &["parameters"]));
                Params::default()
            }
        };
        if word == "audit" {
            self.audit(line, params);
            return;
        }
        if word == "calculate"
            && line.part("bind", "calculate").is_none()
            && !self.reckoned_default(line, word)
        {
            let problem = line.problem(Code::MissingCalculation);
            let place = self.table.headings.iter().find(|h| h.keys == ["bind", "calculate"]);
            self.report.errors.push(match place {
                Some(heading) => problem.column(heading.column, &heading.title),
                None => problem,
            });
        }
        if let Some(key) = setting_row(word) {
            if key == "id_string" && line.one("name").is_none() {
                self.report.errors.push(self.table.lacking(line, Code::MissingName, "name"));
            }
            self.overrides.push((key.to_owned(), line.one("name").unwrap_or_default().to_owned()));
            return;
        }
        if let Some(section) = vocabulary::end(word) {
            self.saves(line, None, false, true);
            self.end(line, section);
            return;
        }
        let begins = vocabulary::begin(word);
        let Some(name) = self.name_of(line, word) else {
            // Its children still stand inside it: the group is opened all the same, and nothing is said twice.
            if let Some((section, list)) = begins {
                self.begin(line, section, list, "");
            }
            return;
        };
        self.saves(line, Some(&name), begins.is_some(), false);
        match begins {
            Some((section, list)) => self.begin(line, section, list, &name),
            None => self.asked(line, word, &name, params),
        }
    }

    /// Columns with a part too few or too many.
    fn parts(&mut self, line: &Line) {
        for cell in &line.cells {
            let parts = cell.heading.keys.len();
            let code = match cell.heading.keys[0].as_str() {
                "bind" | "control" | "instance" if parts == 1 => Code::HeadingNeedsPart,
                "type" | "name" | "parameters" | "trigger" if parts > 1 => Code::HeadingParts,
                "label" | "hint" | "guidance_hint" if parts > 2 => Code::HeadingParts,
                "media" if parts > 3 => Code::HeadingParts,
                "bind" if cell.heading.keys[1] == "nodeset" => Code::HeadingParts,
                _ => continue,
            };
            let title = &cell.heading.title;
            let problem = line.problem(code).column(cell.heading.column, title);
            self.report.errors.push(problem.with("heading", title));
        }
    }

    fn reckoned_default(&self, line: &Line, word: &str) -> bool {
        line.one("default").is_some_and(|d| super::dynamic::is_formula(d, word))
    }

    fn saves(&mut self, line: &Line, name: Option<&str>, begins: bool, ends: bool) {
        let path: Vec<(String, Option<Section>)> =
            self.frames.iter().map(|f| (f.node.name.clone(), f.section)).collect();
        self.entities.row(line, name, &path, begins, ends, &mut self.report.errors);
    }

    /// The name of a row, verified among its siblings.
    fn name_of(&mut self, line: &Line, word: &str) -> Option<String> {
        let name = match line.one("name") {
            Some(name) => name.to_owned(),
            None if word == "note" => format!("generated_note_name_{}", line.row),
            None => {
                self.report.errors.push(self.table.lacking(line, Code::MissingName, "name"));
                return None;
            }
        };
        *self.names.entry(name.clone()).or_default() += 1;
        if !names::is_name(&name) {
            self.report.errors.push(line.problem_in(Code::BadName, &["name"]).with("name", &name));
            return Some(name);
        }
        if name == "meta" {
            self.report.errors.push(line.problem_in(Code::ReservedMeta, &["name"]));
            return Some(name);
        }
        let Some(frame) = self.frames.last_mut() else {
            return Some(name);
        };
        if let Some(other) = frame.seen.get(&name) {
            let problem = line.problem_in(Code::DuplicateName, &["name"]).with("name", &name);
            self.report.errors.push(problem.with("other", &other.to_string()));
        } else {
            frame.seen.insert(name.clone(), line.row);
            if !frame.seen_small.insert(name.to_lowercase()) {
                let problem = line.problem_in(Code::NameDiffersByCase, &["name"]);
                self.report.warnings.push(problem.with("name", &name));
            }
        }
        Some(name)
    }

    pub(super) fn push(&mut self, node: Node) {
        if let Some(frame) = self.frames.last_mut() {
            frame.node.children.push(node);
        }
    }

    fn begin(&mut self, line: &Line, section: Section, list: Option<&str>, name: &str) {
        if self.frames.len() > DEEPEST && !self.too_deep {
            self.too_deep = true;
            self.report.errors.push(line.problem(Code::TooDeep).with("limit", &DEEPEST.to_string()));
        }
        let mut node = self.node(line, name, section.word());
        if section == Section::Repeat && !name.is_empty() {
            if name == self.root_name {
                let problem = line.problem_in(Code::RepeatNamedAsForm, &["name"]);
                self.report.errors.push(problem.with("name", name));
            } else if !self.repeats.insert(name.to_owned()) {
                let problem = line.problem_in(Code::DuplicateRepeat, &["name"]);
                self.report.errors.push(problem.with("name", name));
            }
            if node.label.is_empty() && node.media.is_empty() {
                self.report.warnings.push(line.problem(Code::NoRepeatLabel).with("name", name));
            }
        }
        if section == Section::Loop {
            match list {
                None => self.report.errors.push(line.problem_in(Code::LoopWithoutList, &["type"])),
                Some(list) if self.lists.get(list).is_none() => {
                    self.report.errors.push(line.problem_in(Code::UnknownList, &["type"]).with("list", list));
                }
                Some(_) => {}
            }
        }
        let count = line.part("control", "jr:count").map(|written| self.count(line, name, written));
        node.kind = if section == Section::Repeat { Kind::Repeat(count) } else { Kind::Group };
        if node.appearance.split_whitespace().any(|w| w == "table-list") {
            self.table_list = TableList::Open;
            let others = node.appearance.split_whitespace().filter(|w| *w != "table-list");
            node.appearance = std::iter::once("field-list").chain(others).collect::<Vec<_>>().join(" ");
            if !node.label.is_empty() || !node.hint.is_empty() {
                let note = Node {
                    name: format!("generated_table_list_label_{}", line.row),
                    row: line.row,
                    label: std::mem::take(&mut node.label),
                    hint: std::mem::take(&mut node.hint),
                    kind: made("note", Control::Input),
                    bind: Bind {
                        data_type: "string".to_owned(),
                        readonly: Some(Expression::plain("true()")),
                        ..Bind::default()
                    },
                    ..Node::default()
                };
                node.children.push(note);
            }
        }
        self.frames.push(Frame {
            section: Some(section),
            list: list.map(str::to_owned),
            node,
            ..Frame::default()
        });
    }

    /// How often a group is asked. A formula is reckoned in a node of its own, as the language wants it.
    fn count(&mut self, line: &Line, name: &str, written: &str) -> Expression {
        if names::is_ref(written).is_some() {
            return Expression::plain(written);
        }
        let made_name = format!("{name}_count");
        let bind = Bind {
            data_type: "string".to_owned(),
            readonly: Some(Expression::plain("true()")),
            calculate: Some(Expression::plain(written)),
            ..Bind::default()
        };
        let kind = made("calculate", Control::None);
        self.push(Node { name: made_name.clone(), row: line.row, bind, kind, ..Node::default() });
        Expression::plain(&format!("${{{made_name}}}"))
    }

    fn end(&mut self, line: &Line, section: Section) {
        let open = self.frames.iter().skip(1).any(|f| f.section == Some(section));
        let fits = self.frames.len() > 1 && self.frames.last().is_some_and(|f| f.section == Some(section));
        if !fits {
            let problem = line.problem_in(Code::EndWithoutBegin, &["type"]);
            self.report.errors.push(problem.with("type", section.word()));
            if !open {
                return;
            }
        }
        self.table_list = TableList::No;
        // What was forgotten is closed with it, so that the rows after it are read where they belong.
        while self.frames.len() > 1 {
            let closed = self.frames.last().and_then(|f| f.section);
            self.close();
            if closed == Some(section) {
                break;
            }
        }
    }

    pub(super) fn close(&mut self) {
        let Some(mut frame) = self.frames.pop() else {
            return;
        };
        if frame.section == Some(Section::Loop)
            && let Some(list) = frame.list.as_deref().and_then(|l| self.lists.get(l))
        {
            let mut problems = Vec::new();
            frame.node.children = loops::unroll(&frame.node, list, self.language, &mut problems);
            self.report.errors.append(&mut problems);
        }
        self.push(frame.node);
    }

    /// A row that is neither a setting nor a beginning nor an end.
    fn asked(&mut self, line: &Line, word: &str, name: &str, params: Params) {
        self.questions.insert(name.to_owned());
        if let Some(select) = vocabulary::select(word) {
            self.select(line, select, name, params);
            return;
        }
        if let Some(at) = word.find("osm ")
            && let Some(list) = word[at + 4..].split_whitespace().next()
            && !word[at + 4..].starts_with(char::is_whitespace)
        {
            let lists = self.osm_lists();
            if !lists.is_empty() && !lists.contains(list) {
                self.report.errors.push(line.problem_in(Code::OsmList, &["type"]).with("list", list));
            }
            self.question(line, "osm", name, params);
            return;
        }
        match word {
            "xml-external" | "csv-external" => {
                let extension = if word == "xml-external" { "xml" } else { "csv" };
                self.secondary.insert(vocabulary::extension(name).0.to_owned());
                self.bring(line, name, extension);
                let file = format!("{name}.{extension}");
                self.report.warnings.push(line.problem_in(Code::NeedsFile, &["type"]).with("file", &file));
            }
            "group" | "repeat" | "loop" => {
                let mut node = self.node(line, name, word);
                if word == "repeat" {
                    node.kind = Kind::Repeat(None);
                }
                self.push(node);
            }
            _ => self.question(line, word, name, params),
        }
    }

    /// A file that comes with the form. It belongs to the form: directly in a repeated group it would be brought in anew
    /// with each turn.
    fn bring(&mut self, line: &Line, name: &str, extension: &'static str) {
        if self.frames.last().is_some_and(|f| f.section == Some(Section::Repeat)) {
            self.report.errors.push(line.problem_in(Code::ExternalRepeated, &["type"]));
        }
        let turns = self.frames.iter().filter_map(|f| f.list.as_deref()).filter_map(|l| self.lists.get(l));
        let turns: usize =
            turns.map(|l| l.choices.iter().filter(|c| c.name != "none").count().min(2)).product();
        for _ in 0..turns {
            let problem = line.problem_in(Code::ExternalTwice, &["name"]).with("name", name);
            self.brought.push(Brought { name: name.to_owned(), extension, problem });
        }
    }

    fn osm_lists(&self) -> HashSet<String> {
        let sheet = self.book.sheet("osm");
        let lines = sheet.map(|s| table(&vocabulary::OSM, s, false).lines).unwrap_or_default();
        lines.iter().filter_map(|l| l.one("list name")).map(str::to_owned).collect()
    }
}

/// The kind of a node that is made automatically.
pub(super) fn made(word: &str, control: Control) -> Kind {
    Kind::Question(Box::new(Question {
        word: word.to_owned(),
        control,
        media: String::new(),
        choices: None,
        parameters: Vec::new(),
    }))
}

/// Rows that are settings, as older forms have them.
fn setting_row(word: &str) -> Option<&'static str> {
    match word {
        "form_title" | "set_form_title" => Some("title"),
        "form_id" | "set_form_id" => Some("id_string"),
        "prefix" => Some("prefix"),
        _ => None,
    }
}
