// SPDX-License-Identifier: EUPL-1.2
//! Questions with choices: from a list, from a file, or among answers given earlier.

use super::headings::Line;
use super::model::{Bind, Choice, Choices, Expression, Kind, Node, Question, Source, Text, UNNAMED};
use super::params::{self, Params, Tell};
use super::survey::{Survey, TableList, made};
use super::vocabulary::{Control, Select, extension, is_file};
use super::{names, similar_sheet};
use crate::words::{Code, Problem};

impl Survey<'_> {
    pub(super) fn select(&mut self, line: &Line, select: Select<'_>, name: &str, params: Params) {
        let list = select.list;
        let filter = line.one("choice_filter");
        let wrong = |code: Code| line.problem_in(code, &["type"]).with("list", list);
        let from_answers = names::has_ref(list);
        let searched = searches(line.part("control", "appearance").unwrap_or_default());
        if select.external {
            self.external(line, list, filter.is_some());
            let known = self.lists.external.iter().any(|l| l == list);
            if known && filter.is_none() && self.lists.get(list).is_none() {
                self.report.errors.push(wrong(Code::UnknownList));
            }
        } else {
            self.secondary.insert(extension(list).0.to_owned());
            if select.from_file && !one_known_extension(list) {
                self.report.errors.push(wrong(Code::FileExtension).with("file", list));
            } else if self.lists.get(list).is_none() && !is_file(list) && !from_answers {
                let missing = self.lists.lists.is_empty();
                self.report.errors.push(if missing {
                    match similar_sheet(self.book, "choices") {
                        Some(similar) => Problem::new(Code::SheetMisspelt)
                            .sheet("survey")
                            .row(line.row)
                            .with("wanted", "choices")
                            .with("similar", &similar),
                        None => wrong(Code::NoChoices),
                    }
                } else {
                    wrong(Code::UnknownList)
                });
            }
        }
        if select.control == Control::SelectMany && !is_file(list) {
            self.several(line, select);
        }
        if select.or_other {
            self.or_other(line, select, filter.is_some());
        }
        let mut told = Tell { line, problems: Vec::new() };
        let columns = matches!(select.command, "select_one_from_file" | "select_multiple_from_file");
        params::select(&params, columns, &mut told);
        self.report.errors.append(&mut told.problems);
        if searched && (is_file(list) || (from_answers && self.lists.get(list).is_none())) {
            self.report.errors.push(line.problem_in(Code::SearchFile, &["control", "appearance"]));
        }
        if is_file(list) {
            self.report.warnings.push(wrong(Code::NeedsFile).with("file", list));
        }

        let mut node = self.node(line, name, select.command);
        let data = if select.control == Control::Rank { "odk:rank" } else { "string" };
        if !select.external && !matches!(node.bind.data_type.as_str(), "" | "string" | "odk:rank") {
            self.report.errors.push(line.problem_in(Code::BindType, &["bind", "type"]));
        }
        if node.bind.data_type.is_empty() {
            data.clone_into(&mut node.bind.data_type);
        }
        let source = if select.external {
            Source::External(list.to_owned())
        } else if is_file(list) {
            file(list, &params)
        } else if from_answers {
            Source::Answers { nodes: String::new(), name: list.to_owned() }
        } else {
            Source::List(list.to_owned())
        };
        let random =
            (params.get("randomize") == Some("true")).then(|| params.get("seed").map(Expression::plain));
        let word = match select.control {
            Control::SelectMany => "select_multiple",
            Control::Rank => "rank",
            _ => "select_one",
        };
        node.kind = Kind::Question(Box::new(Question {
            word: word.to_owned(),
            control: if select.external { Control::Input } else { select.control },
            media: String::new(),
            choices: Some(Choices { source, filter: filter.map(Expression::plain), random, searched }),
            parameters: params.0,
        }));
        self.in_table(line, list, filter.is_some(), &mut node);
        self.must_say_something(line, &node);
        self.push(node);
        if select.or_other {
            self.push(other(line.row, name, self.language));
        }
    }

    fn external(&mut self, line: &Line, list: &str, filtered: bool) {
        let wrong = |code: Code| line.problem_in(code, &["type"]).with("list", list);
        if !filtered {
            self.report.warnings.push(wrong(Code::ExternalUnfiltered));
        }
        if !self.lists.external_sheet || self.lists.external.is_empty() {
            self.report.errors.push(wrong(Code::NoExternalChoices));
        } else if !self.lists.external.iter().any(|l| l == list) {
            self.report.errors.push(wrong(Code::UnknownExternalList));
        }
        self.report.warnings.push(wrong(Code::NeedsFile).with("file", "itemsets.csv"));
    }

    /// Where several answers are possible they are kept with a space between them.
    fn several(&mut self, line: &Line, select: Select<'_>) {
        let wrong = |code: Code| line.problem_in(code, &["type"]).with("list", select.list);
        let Some(list) = self.lists.get(select.list) else {
            if names::has_ref(select.list) {
                self.report.errors.push(wrong(Code::SeveralFromQuestion));
            }
            return;
        };
        for choice in list.choices.iter().filter(|c| c.name.contains(' ')) {
            let problem = Problem::new(Code::ChoiceWithSpace).sheet("choices");
            let problem = choice.row.map_or(problem.clone(), |row| problem.row(row));
            let problem = match self.lists.table.heading("name") {
                Some(heading) => problem.column(heading.column, &heading.title),
                None => problem,
            };
            self.report.errors.push(problem.with("list", &list.name).with("name", &choice.name));
        }
    }

    fn or_other(&mut self, line: &Line, select: Select<'_>, filtered: bool) {
        self.or_other = true;
        let wrong = |code: Code| line.problem_in(code, &["type"]);
        if filtered {
            self.report.errors.push(line.problem_in(Code::OrOtherFilter, &["choice_filter"]));
        }
        let language = self.language;
        let Some(list) = self.lists.lists.iter_mut().find(|l| l.name == select.list) else {
            let known = is_file(select.list) || names::has_ref(select.list) || select.external;
            if known {
                self.report.errors.push(wrong(Code::OrOtherNoChoices));
            }
            return;
        };
        if list.choices.iter().any(|c| c.name == "other") {
            return;
        }
        let mut label = Text::default();
        for choice in &list.choices {
            for wording in &choice.label.wordings {
                if choice.label.translated && !label.wordings.iter().any(|w| w.language == wording.language) {
                    label.wordings.extend(Text::plain(&wording.language, "Other").wordings);
                    label.translated = true;
                }
            }
        }
        if label.is_empty() {
            label = Text::plain(language, "Other");
        }
        list.choices.push(Choice { name: "other".to_owned(), label, ..Choice::default() });
    }

    /// Questions of a table share one list, whose names head the columns.
    fn in_table(&mut self, line: &Line, list: &str, filtered: bool, node: &mut Node) {
        if self.table_list == TableList::No {
            return;
        }
        if self.table_list == TableList::Open {
            self.table_list = TableList::Of(list.to_owned());
            if filtered {
                self.report.errors.push(line.problem_in(Code::TableListFilter, &["choice_filter"]));
            }
            if self.lists.get(list).is_none() && (is_file(list) || names::has_ref(list)) {
                self.report.errors.push(line.problem_in(Code::TableListFile, &["type"]));
            }
            let mut head = Node {
                name: format!("reserved_name_for_field_list_labels_{}", line.row),
                row: line.row,
                kind: node.kind.clone(),
                appearance: "label".to_owned(),
                label: Text::plain(self.language, " "),
                bind: Bind { data_type: node.bind.data_type.clone(), ..Bind::default() },
                ..Node::default()
            };
            if let Kind::Question(question) = &mut head.kind {
                question.parameters.clear();
            }
            self.push(head);
        }
        if let TableList::Of(first) = &self.table_list
            && first != list
        {
            let problem = line.problem_in(Code::TableListMixed, &["type"]);
            self.report.errors.push(problem.with("first", first).with("list", list));
        }
        "list-nolabel".clone_into(&mut node.appearance);
    }
}

/// « search(…) » in the appearance.
fn searches(appearance: &str) -> bool {
    appearance.find("search(").is_some_and(|at| appearance[at..].contains(')'))
}

/// A file has one extension, one of those that are known.
fn one_known_extension(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file).trim_start_matches('.');
    is_file(file) && name.matches('.').count() == 1
}

fn file(list: &str, params: &Params) -> Source {
    let (id, extension) = extension(list);
    let (value, label) = if extension == ".geojson" { ("id", "title") } else { ("name", "label") };
    Source::File {
        name: list.to_owned(),
        id: id.to_owned(),
        value: params.get("value").unwrap_or(value).to_owned(),
        label: params.get("label").unwrap_or(label).to_owned(),
    }
}

/// The question that « other » opens.
fn other(row: usize, name: &str, language: &str) -> Node {
    Node {
        name: format!("{name}_other"),
        row,
        kind: made("text", Control::Input),
        label: Text::plain(if language.is_empty() { UNNAMED } else { language }, "Specify other."),
        bind: Bind {
            data_type: "string".to_owned(),
            relevant: Some(Expression::plain(&format!("selected(../{name}, 'other')"))),
            ..Bind::default()
        },
        ..Node::default()
    }
}
