// SPDX-License-Identifier: EUPL-1.2
//! Reads `demo/`, from the program itself. What does not hold together is told with file and line, all at once.

use std::collections::HashSet;

use serde::Deserialize;
use toml::{Table, Value};

use super::references;
use super::story::{
    After, Expect, Header, Institution, Person, Practitioner, Relationship, Showcase, Step, Story, Territory,
    When,
};
use super::verbs::Verb;

include!(concat!(env!("OUT_DIR"), "/demo.rs"));

/// The whole demo world, as written.
#[derive(Debug)]
pub(super) struct World {
    pub territories: Vec<Territory>,
    pub institutions: Vec<Institution>,
    pub practitioners: Vec<Practitioner>,
    pub showcase: Vec<Showcase>,
    pub stories: Vec<Story>,
}

impl World {
    /// A practitioner.
    pub fn practitioner(&self, id: &str) -> Option<&Practitioner> {
        self.practitioners.iter().find(|p| p.id == id)
    }

    /// An institution.
    pub fn institution(&self, id: &str) -> Option<&Institution> {
        self.institutions.iter().find(|i| i.id == id)
    }
}

/// Reads the world that is in the program.
pub(super) fn shipped() -> Result<World, Vec<String>> {
    read(SHIPPED)
}

/// Reads a world from files: name and content.
pub(super) fn read(files: &[(&str, &str)]) -> Result<World, Vec<String>> {
    let mut reader = Reader { files, faults: Vec::new() };
    let territories = reader.all("demo/territories.toml", "territory");
    let institutions = reader.all("demo/institutions.toml", "institution");
    let practitioners = reader.all("demo/practitioners.toml", "practitioner");
    let showcase = reader.all("demo/accounts.toml", "account");
    let mut stories = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| name.starts_with("demo/stories/")) {
        stories.extend(reader.story(name, text));
    }
    stories.sort_by(|a, b| a.file.cmp(&b.file));
    let world = World { territories, institutions, practitioners, showcase, stories };
    let mut faults = reader.faults;
    faults.extend(references::faults(&world));
    if faults.is_empty() { Ok(world) } else { Err(faults) }
}

struct Reader<'a> {
    files: &'a [(&'a str, &'a str)],
    faults: Vec<String>,
}

impl Reader<'_> {
    fn fault(&mut self, file: &str, line: usize, what: impl std::fmt::Display) {
        self.faults.push(format!("{file}:{line}: {what}"));
    }

    fn table(&mut self, file: &str, text: &str) -> Table {
        match text.parse::<Table>() {
            Ok(table) => table,
            Err(e) => {
                let line = e.span().map_or(1, |s| 1 + text[..s.start.min(text.len())].matches('\n').count());
                self.fault(file, line, e.message());
                Table::new()
            }
        }
    }

    /// All entries of a list, each with its line.
    fn entries(&mut self, file: &str, text: &str, table: &mut Table, key: &str) -> Vec<(usize, Table)> {
        let values = match table.remove(key) {
            None => return Vec::new(),
            Some(Value::Array(values)) => values,
            Some(_) => {
                self.fault(file, 1, format!("`{key}` is not a list"));
                return Vec::new();
            }
        };
        let lines = lines_of(text, key);
        let numbered = values.into_iter().enumerate();
        let mut out = Vec::new();
        for (i, value) in numbered {
            let line = lines.get(i).copied().unwrap_or(1);
            match value {
                Value::Table(entry) => out.push((line, entry)),
                _ => self.fault(file, line, format!("an entry of `{key}` is not a table")),
            }
        }
        out
    }

    fn typed<T: for<'de> Deserialize<'de>>(&mut self, file: &str, entries: Vec<(usize, Table)>) -> Vec<T> {
        let mut out = Vec::new();
        for (line, entry) in entries {
            match entry.try_into() {
                Ok(entry) => out.push(entry),
                Err(e) => self.fault(file, line, e.message()),
            }
        }
        out
    }

    fn all<T: for<'de> Deserialize<'de>>(&mut self, file: &str, key: &str) -> Vec<T> {
        let Some((_, text)) = self.files.iter().find(|(name, _)| *name == file) else {
            self.fault(file, 1, "there is no such file");
            return Vec::new();
        };
        let mut table = self.table(file, text);
        let entries = self.entries(file, text, &mut table, key);
        self.typed(file, entries)
    }

    fn story(&mut self, file: &str, text: &str) -> Option<Story> {
        let mut table = self.table(file, text);
        let persons = self.entries(file, text, &mut table, "person");
        let relationships = self.entries(file, text, &mut table, "relationship");
        let steps = self.entries(file, text, &mut table, "step");
        let expects = self.entries(file, text, &mut table, "expect");
        let persons: Vec<Person> = self.typed(file, persons);
        let relationships: Vec<Relationship> = self.typed(file, relationships);
        let steps = steps.into_iter().filter_map(|(line, entry)| self.step(file, line, entry)).collect();
        let expects =
            expects.into_iter().filter_map(|(line, entry)| self.expect(file, line, entry)).collect();
        let header: Header = match table.try_into() {
            Ok(header) => header,
            Err(e) => {
                self.fault(file, 1, e.message());
                return None;
            }
        };
        let Header { id, territory, .. } = header;
        Some(Story { file: file.to_owned(), id, territory, persons, relationships, steps, expects })
    }

    fn step(&mut self, file: &str, line: usize, mut entry: Table) -> Option<Step> {
        #[derive(Deserialize)]
        struct Head {
            #[serde(rename = "as")]
            label: String,
            on: When,
            by: String,
            #[serde(rename = "do")]
            name: String,
        }
        let head: Head = match entry.clone().try_into() {
            Ok(head) => head,
            Err(e) => {
                self.fault(file, line, e.message());
                return None;
            }
        };
        for key in ["as", "on", "by", "do"] {
            entry.remove(key);
        }
        if head.on.time.is_none() {
            self.fault(file, line, format!("step `{}` has no time of day", head.label));
        }
        let written = entry.clone();
        let verb = match Verb::read(&head.name, entry) {
            Ok(verb) => verb,
            Err(what) => {
                self.fault(file, line, format!("step `{}`, {}: {what}", head.label, head.name));
                None
            }
        };
        let Head { label, on, by, name } = head;
        Some(Step { line, label, on, by, name, verb, written })
    }

    fn expect(&mut self, file: &str, line: usize, mut entry: Table) -> Option<Expect> {
        let kind = entry.get("kind").and_then(Value::as_str).unwrap_or("").to_owned();
        let after = match entry.remove("after") {
            Some(Value::String(after)) if after == "start" => After::Start,
            Some(Value::String(after)) if after == "end" => After::End,
            Some(Value::String(after)) => After::Step(after),
            _ => {
                self.fault(file, line, "an expectation without `after`");
                return None;
            }
        };
        match entry.clone().try_into() {
            Ok(check) => Some(Expect { line, after, kind, check, written: entry }),
            Err(e) => {
                self.fault(file, line, format!("expectation `{kind}`: {}", e.message()));
                None
            }
        }
    }
}

/// The lines on which the entries of a list begin: `[[key]]`, or `{ id =` in a list written in one table.
fn lines_of(text: &str, key: &str) -> Vec<usize> {
    let header = format!("[[{key}]]");
    let begins = |line: &str| {
        let line = line.trim();
        line == header || line.starts_with("{ id =")
    };
    text.lines().enumerate().filter(|(_, l)| begins(l)).map(|(i, _)| i + 1).collect()
}

/// Whether every id of a list is there once; those that are not.
pub(super) fn twice<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    ids.filter(|id| !seen.insert(*id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_world_holds_together() {
        let world = shipped().unwrap_or_else(|faults| panic!("{}", faults.join("\n")));
        assert_eq!(world.institutions.len(), 44);
        assert_eq!(world.stories.len(), 18);
    }

    #[test]
    fn a_slip_is_told_with_file_and_line() {
        let mut files: Vec<(&str, &str)> = SHIPPED.to_vec();
        let story = "id = \"X\"\ntitle = \"t\"\nterritory = \"ormelle\"\nprocesses = []\n\n[[step]]\nas = \"a\"\n\
                     on = \"2026-01-01T10:00\"\nby = \"nobody\"\ndo = \"case.assign\"\ncase = \"b\"\nleader = \"x\"\n";
        files.push(("demo/stories/x.toml", story));
        let faults = read(&files).unwrap_err();
        assert!(
            faults.iter().any(
                |f| f.starts_with("demo/stories/x.toml:6: step `a`, case.assign: unknown field `leader`")
            )
        );
        assert!(faults.iter().any(|f| f.contains("`nobody`")), "{faults:?}");
    }
}
