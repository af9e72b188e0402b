// SPDX-License-Identifier: EUPL-1.2
//! Rules inside a crate: the order of its slices, what their stores ask of whoever calls, and that events happen.

use super::project::{File, Project};
use super::{Finding, Rule};
use std::collections::BTreeSet;

/// A slice uses the slices before it.
pub const SLICE_ORDER: Rule = Rule {
    name: "slice-order",
    reason: "inside a crate a slice uses only those that `lib.rs` names before it, so that it can be read, and \
             changed, without what comes after",
    find: slice_order,
};

/// What is read about somebody is read with a grant.
pub const ASKS_FOR_A_GRANT: Rule = Rule {
    name: "asks-for-a-grant",
    reason: "a public function of a store that reads or writes about a child asks for a proof that its caller may: a \
             grant, a scope, or somebody’s own standing; where it cannot, it says `// trusts its caller: <reason>`",
    find: asks_for_a_grant,
};

/// What the ledger can say happens.
pub const EVENTS_HAPPEN: Rule = Rule {
    name: "events-happen",
    reason: "an event that is declared and never written makes readers of the ledger believe that something is \
             watched which is not",
    find: events_happen,
};

/// The crates whose slices have an order, and what in them is no slice.
const ORDERED: [&str; 2] = ["register", "casework"];
const NO_SLICES: [&str; 1] = ["testing"];

fn slice_order(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for name in ORDERED {
        let root = format!("crates/{name}/src/");
        let Some(lib) = project.file(&format!("{root}lib.rs")) else { continue };
        let slices: Vec<&str> = lib.rust().lines().filter_map(|(_, code)| module(code)).collect();
        let slices: Vec<&str> = slices.into_iter().filter(|slice| !NO_SLICES.contains(slice)).collect();
        for file in project.working_rust_files() {
            let Some(own) = file.path.strip_prefix(&root).and_then(|rest| rest.split(['/', '.']).next())
            else {
                continue;
            };
            let Some(place) = slices.iter().position(|slice| *slice == own) else { continue };
            for (line, used) in used(file) {
                if slices.iter().position(|slice| *slice == used).is_some_and(|other| other > place) {
                    let what = format!("`{own}` may not use `{used}`, which comes after it in lib.rs");
                    findings.push(Finding::new(&file.path, line, what));
                }
            }
        }
    }
    findings
}

/// `pub mod cases;`
fn module(code: &str) -> Option<&str> {
    code.trim().trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')
}

/// What follows `crate::`, also in braces, with its line.
fn used(file: &File) -> Vec<(usize, String)> {
    let (mut out, mut depth) = (Vec::new(), 0_usize);
    for (line, code) in file.rust().lines() {
        let mut rest = code;
        // Within `use crate::{…}`, over as many lines as it takes: the names right inside the first brace.
        if depth == 0 {
            while let Some(at) = rest.find("crate::") {
                rest = &rest[at + "crate::".len()..];
                if let Some(inside) = rest.strip_prefix('{') {
                    depth = 1;
                    rest = inside;
                    break;
                }
                out.push((line, first_word(rest)));
            }
            if depth == 0 {
                continue;
            }
        }
        let mut word = String::new();
        for c in rest.chars().chain(std::iter::once(' ')) {
            if c.is_alphanumeric() || c == '_' {
                word.push(c);
                continue;
            }
            if depth == 1 && !word.is_empty() && word != "self" {
                out.push((line, word.clone()));
            }
            word.clear();
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    out
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The slices whose stores hold what is known of children, families and who read it.
const ABOUT_PEOPLE: [&str; 8] = [
    "register/src/people/",
    "register/src/cases/",
    "register/src/deadlines/",
    "register/src/ledger/",
    "register/src/attachments/",
    "register/src/access/",
    "casework/src/concerns/",
    "casework/src/journal/",
];

/// What proves that a caller may: each can only be made where access is decided, or of somebody’s own standing.
const PROOFS: [&str; 6] = ["Grant", "InCase", "InReport", "Scope", "Actor", "Held"];

fn asks_for_a_grant(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    let about_people =
        |file: &&File| ABOUT_PEOPLE.iter().any(|slice| file.path.contains(slice)) && is_store(file);
    for file in project.working_rust_files().filter(about_people) {
        let lines: Vec<(usize, &str)> = file.rust().lines().collect();
        let text: Vec<&str> = file.text.lines().collect();
        for (index, (line, code)) in lines.iter().enumerate() {
            let Some(rest) = code.trim_start().strip_prefix("pub async fn ") else { continue };
            let mut signature = String::new();
            for (_, code) in &lines[index..] {
                signature.push_str(code);
                signature.push(' ');
                if code.contains('{') {
                    break;
                }
            }
            let mut words = signature.split(|c: char| !c.is_alphanumeric() && c != '_');
            if !words.any(|word| PROOFS.contains(&word)) && !says_whom_it_trusts(&text, *line) {
                let name = first_word(rest);
                let what = format!(
                    "`{name}` asks for no proof: take a grant or a scope, or say above it `// trusts its caller: <reason>`"
                );
                findings.push(Finding::new(&file.path, *line, what));
            }
        }
    }
    findings
}

/// Whether a remark above the function, between its documentation and its attributes, gives a reason.
fn says_whom_it_trusts(text: &[&str], line: usize) -> bool {
    let above = text[..line - 1].iter().rev().map(|l| l.trim());
    above
        .take_while(|l| l.starts_with("//") || l.starts_with("#["))
        .any(|l| l.strip_prefix("// trusts its caller:").is_some_and(|reason| reason.trim().len() >= 10))
}

fn is_store(file: &File) -> bool {
    let pieces = file.path.split('/').map(|piece| piece.trim_end_matches(".rs"));
    pieces.into_iter().any(|piece| piece == "store" || piece.starts_with("store_"))
}

/// Who reads events, and writes none: what they name has not happened by it.
const READERS: [&str; 4] =
    ["crates/app/src/reactions", "crates/app/src/desk", "crates/app/src/casefile", "crates/app/src/demo"];

fn events_happen(project: &Project) -> Vec<Finding> {
    let mut declared = Vec::new();
    let mut named = BTreeSet::new();
    for file in project.working_rust_files().filter(|file| file.path.starts_with("crates/")) {
        // Inside `mod events { … }` they are declared and listed; everywhere else a name is a use.
        let mut depth = None;
        for (line, code) in file.rust().lines() {
            if code.trim_start().trim_start_matches("pub ").starts_with("mod events {") {
                depth = Some(0_i32);
            }
            if let Some(name) = declaration(code) {
                declared.push((file.path.as_str(), line, name));
            } else if depth.is_none() && !READERS.iter().any(|reader| file.path.starts_with(reader)) {
                let words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
                named.extend(
                    words.filter(|word| word.len() > 3 && *word == word.to_uppercase()).map(str::to_owned),
                );
            }
            if let Some(open) = &mut depth {
                *open += code.matches('{').count() as i32 - code.matches('}').count() as i32;
                if *open <= 0 {
                    depth = None;
                }
            }
        }
    }
    let silent = declared.into_iter().filter(|(_, _, name)| !named.contains(name));
    silent
        .map(|(path, line, name)| {
            Finding::new(path, line, format!("`{name}` is declared and nothing writes it"))
        })
        .collect()
}

/// `pub const CASE_OPENED: EventKind = EventKind("case_opened");`
fn declaration(code: &str) -> Option<String> {
    let (name, rest) =
        code.trim_start().trim_start_matches("pub ").strip_prefix("const ")?.split_once(':')?;
    (rest.contains("EventKind = EventKind(")).then(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIB: (&str, &str) = (
        "crates/register/src/lib.rs",
        "pub mod ledger;\npub mod people;\npub mod cases;\npub mod testing;\n",
    );

    #[test]
    fn a_slice_uses_those_before_it() {
        let good = Project::of(&[
            LIB,
            (
                "crates/register/src/cases/actions.rs",
                "use crate::people::{self, Person};\nuse crate::{ledger};\n",
            ),
            ("crates/register/src/people/mod.rs", "// crate::cases\n#[cfg(test)]\nuse crate::cases::Case;\n"),
            ("crates/register/src/people/tests.rs", "use crate::testing::World;\nuse crate::cases;\n"),
        ]);
        assert_eq!(slice_order(&good), []);
        let bad = Project::of(&[
            LIB,
            (
                "crates/register/src/ledger/store.rs",
                "use crate::cases::Case;\nuse crate::{\n    ledger::{cases},\n    people,\n};\n",
            ),
            ("crates/register/src/people/actions.rs", "fn f() { crate::cases::open() }\n"),
        ]);
        let lines: Vec<usize> = slice_order(&bad).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [1, 4, 1]);
    }

    #[test]
    fn stores_ask_for_a_proof() {
        let good = Project::of(&[
            (
                "crates/register/src/people/store.rs",
                "pub async fn a(conn: &mut Conn, grant: &Grant<PersonId>) {}\npub async fn b(\n    conn: &mut Conn,\n\
                 \x20   scope: &Scope,\n) -> X {\n}\n/// Words.\n// trusts its caller: the page holds the grant of the case\n\
                 #[must_use]\npub async fn c(id: PersonId) {}\npub(super) async fn d(id: PersonId) {}\n",
            ),
            ("crates/register/src/people/actions.rs", "pub async fn e(id: PersonId) {}\n"),
            ("crates/register/src/directory/store.rs", "pub async fn f(id: InstitutionId) {}\n"),
        ]);
        assert_eq!(asks_for_a_grant(&good), []);
        let bad = Project::of(&[(
            "crates/casework/src/journal/store.rs",
            "pub async fn a(\n    id: NoteId,\n) {\n    let grant: Grant = x;\n}\n// trusts its caller:\npub async fn b(id: NoteId) {}\n",
        )]);
        let lines: Vec<usize> = asks_for_a_grant(&bad).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [1, 7]);
    }

    #[test]
    fn what_is_declared_is_written() {
        const EVENTS: &str = "pub mod events {\n    pub const CASE_OPENED: EventKind = EventKind(\"case_opened\");\n    \
                              pub const ALL: &[EventKind] = &[CASE_OPENED];\n}\n";
        let good = Project::of(&[
            ("crates/register/src/cases/mod.rs", EVENTS),
            ("crates/register/src/cases/actions.rs", "Event::new(events::CASE_OPENED)\n"),
        ]);
        assert_eq!(events_happen(&good), []);
        let bad = Project::of(&[
            ("crates/register/src/cases/mod.rs", EVENTS),
            ("crates/register/src/cases/tests.rs", "Event::new(events::CASE_OPENED)\n"),
            ("crates/app/src/reactions/mod.rs", "cases::events::CASE_OPENED => {}\n"),
        ]);
        assert_eq!(events_happen(&bad)[0].line, 2);
    }
}
