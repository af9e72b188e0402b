// SPDX-License-Identifier: EUPL-1.2
//! After the last row: what is still open is closed, the form's own data is added, and the whole is looked at.

use super::model::{Bind, Expression, Form, Node};
use super::survey::{Survey, made};
use super::vocabulary::Control;
use super::{formulas, instances, misspelt, names, references, resolve, translations};
use crate::words::{Code, Problem};

impl Survey<'_> {
    pub(super) fn finish(mut self) -> Form {
        while self.frames.len() > 1 {
            if let Some(frame) = self.frames.last()
                && let Some(section) = frame.section
            {
                let row = self.table.lines.iter().find(|l| l.row == frame.node.row);
                let problem = row.map_or_else(
                    || Problem::new(Code::BeginWithoutEnd).sheet("survey").row(frame.node.row),
                    |line| line.problem_in(Code::BeginWithoutEnd, &["type"]),
                );
                self.report.errors.push(problem.with("type", section.word()).with("name", &frame.node.name));
            }
            self.close();
        }
        let mut root = self.frames.pop().map(|f| f.node).unwrap_or_default();
        root.name.clone_from(&self.root_name);
        for (name, problem) in std::mem::take(&mut self.triggers) {
            if !self.questions.contains(&name) {
                self.report.errors.push(problem);
            }
        }
        for (target, problem) in std::mem::take(&mut self.geometries) {
            let known = self.secondary.contains(&target)
                || self.lists.get(&target).is_some()
                || self.entities.has(&target)
                || names::is_ref(&target).is_some_and(|r| self.repeats.contains(r.name));
            if !known {
                self.report.errors.push(problem);
            }
        }
        self.own_data(&mut root);
        self.entities.place(&mut self.report.errors);
        let mut problems = references::check(&self);
        self.report.errors.append(&mut problems);
        let Survey {
            report, settings, language, table, lists, entities, brought, or_other, overrides, ..
        } = self;
        let mut all = settings.all();
        all.extend(overrides);
        let last = |key: &str| all.iter().rfind(|(k, _)| k == key).map(|(_, v)| v.clone());
        let id = last("id_string").unwrap_or_else(|| "data".to_owned());
        let mut form = Form {
            title: last("title").unwrap_or_else(|| id.clone()),
            version: last("version").unwrap_or_default(),
            id,
            default_language: language.to_owned(),
            languages: Vec::new(),
            settings: all.clone(),
            namespaces: settings.namespaces(),
            root,
            lists: Vec::new(),
            externals: Vec::new(),
            entities: entities.names(),
        };
        translations::check(&mut form, table, &lists, or_other, report);
        form.lists = lists.lists;
        resolve::resolve(&mut form, &brought, entities.named(), report);
        instances::check(&mut form, &brought, report);
        formulas::check(&form, table, report);
        form
    }

    /// What the form writes down about itself.
    fn own_data(&mut self, root: &mut Node) {
        let mut children = std::mem::take(&mut self.meta);
        let value = |name: &str, bind| Node {
            name: name.to_owned(),
            bind,
            kind: made("calculate", Control::None),
            ..Node::default()
        };
        if !self.settings.yes("omit_instanceID") {
            let bind = Bind {
                data_type: "string".to_owned(),
                readonly: Some(Expression::plain("true()")),
                preload: Some((self.settings.get("instance_id").unwrap_or("uid").to_owned(), String::new())),
                ..Bind::default()
            };
            children.push(value("instanceID", bind));
            *self.names.entry("instanceID".to_owned()).or_default() += 1;
        }
        if let Some(written) = self.settings.get("instance_name") {
            let bind = Bind {
                data_type: "string".to_owned(),
                calculate: Some(Expression::plain(written)),
                ..Bind::default()
            };
            children.push(value("instanceName", bind));
        }
        if !children.is_empty() {
            root.children.push(Node { name: "meta".to_owned(), children, ..Node::default() });
        }
        if self.book.sheet("entities").is_none() {
            self.report.warnings.extend(misspelt(self.book, "entities"));
        }
    }
}
