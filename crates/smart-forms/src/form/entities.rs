// SPDX-License-Identifier: EUPL-1.2
//! The sheet `entities`: lists that a form would feed in other tools. They are verified as the reference converter does,
//! so that a form accepted here is accepted there; nothing is made of them.

use std::collections::{HashMap, HashSet};

use super::Report;
use super::headings::{Line, table};
use super::names;
use super::vocabulary::{ENTITIES, Section};
use crate::book::Book;
use crate::words::{Code, Problem};

/// The groups around a question, from the form itself inwards; true where a repeated group begins.
type Path = Vec<(String, bool)>;

#[derive(Debug)]
struct Declared {
    name: String,
    line: Line,
    uses: Vec<Use>,
}

/// A question that a list of entities uses: saved as a property, or named in one of its formulas.
#[derive(Clone, Debug)]
struct Use {
    path: Path,
    problem: Problem,
    property: Option<String>,
    row: usize,
}

/// The lists of entities.
#[derive(Debug, Default)]
pub(super) struct Entities {
    declared: Vec<Declared>,
    /// The questions named in formulas, and the lists that name them.
    named: HashMap<String, Vec<usize>>,
    /// The lists in the order in which the rows of the survey first use them.
    met: Vec<usize>,
}

impl Entities {
    pub(super) fn read(book: &Book, report: &mut Report) -> Entities {
        let mut entities = Entities::default();
        let Some(sheet) = book.sheet("entities").filter(|s| !s.rows.is_empty()) else {
            return entities;
        };
        report.warnings.push(Problem::new(Code::EntitiesIgnored).sheet("entities"));
        let table = table(&ENTITIES, sheet, false);
        report.errors.extend(table.problems);
        for line in table.lines {
            for cell in &line.cells {
                if !ENTITIES.columns.contains(&cell.heading.keys[0].as_str()) {
                    let title = &cell.heading.title;
                    let problem = Problem::new(Code::EntityColumn).sheet("entities").row(1);
                    report.errors.push(problem.column(cell.heading.column, title).with("heading", title));
                }
            }
            let Some(name) = line.one("dataset").map(str::to_owned) else {
                report.errors.push(line.problem(Code::EntityNoName));
                continue;
            };
            let wrong = |code, key| line.problem_in(code, &[key]).with("name", &name);
            if name.starts_with("__") || name.contains('.') || !names::is_name(&name) {
                report.errors.push(wrong(Code::EntityName, "dataset"));
            }
            let has = |key: &str| line.one(key).is_some();
            if !has("entity_id") && has("update_if") {
                report.errors.push(wrong(Code::EntityNoId, "update_if"));
            } else if has("entity_id") && has("create_if") && !has("update_if") {
                report.errors.push(wrong(Code::EntityNoUpdateIf, "create_if"));
            }
            if !has("entity_id") && !has("label") {
                report.errors.push(wrong(Code::EntityNoLabel, "label"));
            }
            if entities.has(&name) {
                report.errors.push(wrong(Code::EntityTwice, "dataset"));
                continue;
            }
            let at = entities.declared.len();
            let mut seen = HashSet::new();
            for key in ["entity_id", "create_if", "update_if", "label"] {
                for found in line.one(key).and_then(|text| names::refs(text).ok()).unwrap_or_default() {
                    if seen.insert(found.name.to_owned()) {
                        entities.named.entry(found.name.to_owned()).or_default().push(at);
                    }
                }
            }
            entities.declared.push(Declared { name, line, uses: Vec::new() });
        }
        entities
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.declared.iter().any(|d| d.name == name)
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.declared.iter().map(|d| d.name.clone()).collect()
    }

    /// The questions that formulas name, each with the place of one that does.
    pub(super) fn named(&self) -> Vec<(String, Problem)> {
        let mut found = Vec::new();
        for (name, users) in &self.named {
            if let Some(declared) = users.first().and_then(|at| self.declared.get(*at)) {
                found.push((name.clone(), declared.line.problem(Code::RefUnknown)));
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found
    }

    /// A row of the survey: what it saves, and who names it.
    pub(super) fn row(
        &mut self,
        line: &Line,
        name: Option<&str>,
        frames: &[(String, Option<Section>)],
        begins: bool,
        ends: bool,
        errors: &mut Vec<Problem>,
    ) {
        let path: Path = frames
            .iter()
            .map(|(name, section)| (name.clone(), matches!(section, None | Some(Section::Repeat))))
            .collect();
        if let Some(written) = line.part("bind", "entities:saveto") {
            let wrong = |code| line.problem_in(code, &["bind", "entities:saveto"]);
            match self.saved(written, begins || ends, &wrong) {
                Err(problem) => errors.push(problem),
                Ok((at, property)) => {
                    let problem = wrong(Code::EntityScope);
                    self.uses(
                        at,
                        Use { path: path.clone(), problem, property: Some(property), row: line.row },
                    );
                }
            }
        }
        for at in name.and_then(|n| self.named.get(n)).cloned().unwrap_or_default() {
            let problem = self.declared[at].line.problem(Code::EntityScope);
            self.uses(at, Use { path: path.clone(), problem, property: None, row: line.row });
        }
    }

    fn uses(&mut self, at: usize, used: Use) {
        if self.declared[at].uses.is_empty() {
            self.met.push(at);
        }
        self.declared[at].uses.push(used);
    }

    /// The list and the property that `save_to` names.
    fn saved(
        &self,
        written: &str,
        group: bool,
        wrong: &dyn Fn(Code) -> Problem,
    ) -> Result<(usize, String), Problem> {
        if self.declared.is_empty() {
            return Err(wrong(Code::SaveToAlone));
        }
        let (list, property) = match written.split('#').collect::<Vec<_>>().as_slice() {
            [property] if self.declared.len() == 1 => (self.declared[0].name.clone(), (*property).to_owned()),
            [_] => return Err(wrong(Code::SaveToWhich)),
            [list, property] => ((*list).to_owned(), (*property).to_owned()),
            _ => return Err(wrong(Code::SaveToHashes)),
        };
        let Some(at) = self.declared.iter().position(|d| d.name == list) else {
            return Err(wrong(Code::SaveToList).with("name", &list));
        };
        if group && !property.is_empty() {
            return Err(wrong(Code::SaveToGroup));
        }
        let reserved =
            matches!(property.to_lowercase().as_str(), "name" | "label") || property.starts_with("__");
        if reserved || !names::is_name(&property) {
            return Err(wrong(Code::SaveToName).with("name", &property));
        }
        if let Some(other) = self.declared[at].uses.iter().find(|u| u.property.as_deref() == Some(&property))
        {
            return Err(wrong(Code::SaveToTwice)
                .with("name", &property)
                .with("other", &other.row.to_string()));
        }
        Ok((at, property))
    }

    /// Finds a group for each list: each group holds one at most.
    pub(super) fn place(&self, errors: &mut Vec<Problem>) {
        let root: Path = vec![(String::new(), true)];
        let mut requests: Vec<Request> = Vec::new();
        // Those that nothing uses come last, and live beside the form itself.
        let met = self.met.iter().map(|at| &self.declared[*at]);
        for declared in met.chain(self.declared.iter().filter(|d| d.uses.is_empty())) {
            if declared.uses.is_empty() {
                requests.push(Request {
                    declared,
                    scope: root.clone(),
                    wanted: root.clone(),
                    saved: Vec::new(),
                });
                continue;
            }
            match request(declared) {
                Ok(request) => requests.push(request),
                Err(problem) => errors.push(problem.with("name", &declared.name)),
            }
        }
        if let [only] = requests.as_slice()
            && only.scope == root
        {
            return;
        }
        let mut scopes: Vec<Path> = Vec::new();
        for request in &requests {
            if !scopes.contains(&request.scope) {
                scopes.push(request.scope.clone());
            }
        }
        let mut taken: HashMap<Path, String> = HashMap::new();
        let mut reserved: HashMap<Path, String> = HashMap::new();
        for scope in scopes {
            let mut asked: Vec<&Request> = requests.iter().filter(|r| r.scope == scope).collect();
            asked.sort_by_key(|r| r.declared.line.row);
            for request in asked {
                if !request.settle(&mut taken, &mut reserved) {
                    let problem = request.declared.line.problem(Code::EntityPlace);
                    errors.push(problem.with("name", &request.declared.name));
                }
            }
        }
    }
}

/// What a list asks for: the repeated group in which it lives, and the group in it that suits it best.
struct Request<'a> {
    declared: &'a Declared,
    scope: Path,
    wanted: Path,
    saved: Vec<Path>,
}

impl Request<'_> {
    fn settle(&self, taken: &mut HashMap<Path, String>, reserved: &mut HashMap<Path, String>) -> bool {
        if self.wanted.len() < self.scope.len() {
            // It saves outside the repeated group that its formulas look into: it takes no place there.
            return true;
        }
        for depth in (self.scope.len()..=self.wanted.len()).rev() {
            let here = self.wanted[..depth].to_vec();
            if taken.contains_key(&here) || reserved.contains_key(&here) {
                // Only where it saves first counts; the reference converter asks no further.
                if self.saved.first().is_some_and(|path| reserved.contains_key(path)) {
                    return false;
                }
                continue;
            }
            taken.insert(here.clone(), self.declared.name.clone());
            reserved.insert(here.clone(), self.declared.name.clone());
            for path in &self.saved {
                for length in here.len()..=path.len() {
                    reserved.insert(path[..length].to_vec(), self.declared.name.clone());
                }
            }
            return true;
        }
        false
    }
}

/// Up to the innermost repeated group, or the form.
fn boundary(path: &Path) -> Path {
    let last = path.iter().rposition(|(_, repeat)| *repeat).unwrap_or(0);
    path[..=last.min(path.len() - 1)].to_vec()
}

fn repeats(path: &Path) -> usize {
    path.iter().skip(1).filter(|(_, repeat)| *repeat).count()
}

fn below(path: &Path) -> usize {
    path.len() - boundary(path).len()
}

fn request(declared: &Declared) -> Result<Request<'_>, Problem> {
    let mut scope: Option<Path> = None;
    let mut inner: Option<&Use> = None;
    let mut saver: Option<&Use> = None;
    let mut saved: Vec<Path> = Vec::new();
    for used in &declared.uses {
        let own = boundary(&used.path);
        let deeper = scope.as_ref().is_none_or(|s| repeats(&own) > repeats(s));
        if deeper {
            inner = Some(used);
            if used.property.is_some() {
                saver = Some(used);
            }
            scope = Some(own.clone());
        }
        let in_scope = scope.as_ref() == Some(&own);
        if inner.is_none_or(|i| in_scope && below(&used.path) > below(&i.path)) {
            inner = Some(used);
        }
        if used.property.is_some() {
            if !saved.contains(&used.path) {
                saved.push(used.path.clone());
            }
            if saver.is_none_or(|s| in_scope && below(&used.path) > below(&s.path)) {
                saver = Some(used);
            }
        }
    }
    let scope = scope.unwrap_or_default();
    let mut wanted = saver.or(inner).map(|u| u.path.clone()).unwrap_or_default();
    if let [first, others @ ..] = saved.as_slice() {
        let shortest = saved.iter().map(Vec::len).min().unwrap_or(0);
        // The innermost place where the ways part.
        let parting = (0..shortest).rev().find(|i| others.iter().any(|o| o[*i] != first[*i]));
        let common = first[..parting.unwrap_or(shortest)].to_vec();
        if others.is_empty() {
            wanted = common;
        } else {
            let outer = saver.map(|s| boundary(&s.path)).unwrap_or_default();
            let rank = |p: &Path| if p.is_empty() { (0, 0) } else { (repeats(p), below(p)) };
            wanted = if rank(&common) > rank(&outer) { common } else { outer };
        }
    }
    let wanted_scope = if wanted.is_empty() { Path::new() } else { boundary(&wanted) };
    for used in &declared.uses {
        let own = boundary(&used.path);
        let inside = scope.len() >= own.len() && scope[..own.len()] == own[..];
        if !inside || (used.property.is_some() && wanted_scope != own) {
            return Err(used.problem.clone());
        }
    }
    Ok(Request { declared, scope, wanted, saved })
}
