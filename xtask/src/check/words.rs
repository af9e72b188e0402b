// SPDX-License-Identifier: EUPL-1.2
//! Rules about what our files say: licence, marks of unfinished work, pages that exist, names from the trade.

use super::project::{File, Project};
use super::{Finding, Rule};

/// Every source file says under which licence it is.
pub const LICENCE_HEADER: Rule = Rule {
    name: "licence-header",
    reason: "a file that travels alone must still say under which licence it may be used",
    find: licence_header,
};

/// No marks of unfinished work, no path of somebody's machine.
pub const OWN_WORDS: Rule = Rule {
    name: "own-words",
    reason: "what is unfinished is finished or told in the tracker, and the files know nothing of the machine on \
             which they were written",
    find: own_words,
};

/// Every page that is mentioned exists.
pub const DANGLING_PAGES: Rule = Rule {
    name: "dangling-pages",
    reason: "a reader who is sent to a page must find it in the repository",
    find: dangling_pages,
};

/// Types are named for what they are in the trade.
pub const TRADE_NAMES: Rule = Rule {
    name: "trade-names",
    reason: "a name that a social worker would not recognise hides what a type is for; these endings say nothing",
    find: trade_names,
};

const HEADER: &str = "SPDX-License-Identifier: EUPL-1.2";

const WITH_HEADER: [&str; 11] = ["rs", "ts", "js", "mjs", "css", "scss", "toml", "sql", "sh", "cedar", "typ"];

/// In two pieces each, so that this list does not break its own rule.
const FORBIDDEN: [(&str, &str); 4] = [
    (concat!("TO", "DO"), "do it, or write it in the tracker"),
    (concat!("FIX", "ME"), "mend it, or write it in the tracker"),
    (concat!("/wo", "rk/"), "a path of one machine means nothing on another"),
    (concat!("/ro", "ot/"), "a path of one machine means nothing on another"),
];

const EMPTY_ENDINGS: [&str; 7] = ["Service", "Manager", "Util", "Utils", "Dto", "Helper", "Helpers"];

fn licence_header(project: &Project) -> Vec<Finding> {
    // A manifest says it in its own field, which the rule `inherited-settings` verifies.
    let must = |file: &&File| {
        file.name() != "Cargo.toml"
            && (WITH_HEADER.contains(&file.extension()) || file.text.starts_with("#!"))
    };
    let without = project.files.iter().filter(must).filter(|file| {
        // After the line that names the interpreter, or a comment opener alone on its line.
        !file.text.lines().take(3).any(|line| line.contains(HEADER))
    });
    without.map(|file| Finding::new(&file.path, 1, format!("the first line must say `{HEADER}`"))).collect()
}

/// Files written by tools, in which any letters may stand together by chance.
fn is_generated(file: &File) -> bool {
    matches!(file.name(), "Cargo.lock" | "package-lock.json") || file.path.starts_with("docs/generated/")
}

fn own_words(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in project.files.iter().filter(|file| !is_generated(file)) {
        for (index, line) in file.text.lines().enumerate() {
            for (word, advice) in FORBIDDEN {
                if holds_word(line, word) {
                    findings.push(Finding::new(&file.path, index + 1, format!("« {word} »: {advice}")));
                }
            }
        }
    }
    findings
}

/// Whether the word stands in the line by itself, not as a part of a longer one. After a closing bracket a path goes on, as
/// in the expressions of forms, `instance('list')` and what is below it.
fn holds_word(line: &str, word: &str) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        let closed_after = word.ends_with('/') || !after.is_some_and(in_word);
        !before.is_some_and(|c| {
            in_word(c) || (word.starts_with('/') && matches!(c, '.' | '-' | '}' | '>' | ')'))
        }) && closed_after
    })
}

fn dangling_pages(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in project.files.iter().filter(|file| !is_generated(file) && !file.is_test()) {
        for (line, text) in told_lines(file) {
            for page in pages_named(&text) {
                let name = page.rsplit('/').next().unwrap_or_default();
                if !project.files.iter().any(|other| other.name() == name) {
                    let what = format!("`{page}` is not in the repository: mend the name, or write the page");
                    findings.push(Finding::new(&file.path, line, what));
                }
            }
        }
    }
    findings
}

/// The lines in which a file speaks: for Rust its comments and strings outside tests, otherwise everything.
fn told_lines(file: &File) -> Vec<(usize, String)> {
    match file.extension() {
        "rs" => {
            let rust = file.rust();
            let told = rust.comments.iter().chain(&rust.strings);
            told.filter(|(line, _)| !rust.is_test(*line)).cloned().collect()
        }
        "md" | "toml" | "js" | "css" | "sql" | "sh" | "yml" | "yaml" | "ftl" => {
            file.text.lines().enumerate().map(|(index, line)| (index + 1, line.to_owned())).collect()
        }
        _ => Vec::new(),
    }
}

fn pages_named(text: &str) -> Vec<String> {
    let words = text.split_whitespace().filter(|word| !word.contains("://"));
    let pieces = words.flat_map(|word| {
        word.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '*' | '…')))
    });
    let pages = pieces.map(|piece| piece.trim_end_matches('.')).filter(|piece| {
        let stem = piece.strip_suffix(".md").and_then(|path| path.rsplit('/').next());
        // `*.md` and `0007-….md` are patterns, not pages.
        stem.is_some_and(|stem| !stem.is_empty() && !stem.contains(['*', '…']))
    });
    pages.map(str::to_owned).collect()
}

fn trade_names(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in project.working_rust_files() {
        for (line, code) in file.rust().lines() {
            let words: Vec<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            for pair in words.windows(2) {
                let named = matches!(pair[0], "struct" | "enum" | "trait" | "type");
                let ending = EMPTY_ENDINGS.iter().find(|end| pair[1].ends_with(**end) && pair[1] != **end);
                if let (true, Some(ending)) = (named, ending) {
                    let what = format!("`{}`: call it by what it is; « {ending} » says nothing", pair[1]);
                    findings.push(Finding::new(&file.path, line, what));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_file_says_its_licence() {
        let good = Project::of(&[
            ("crates/a/src/lib.rs", "// SPDX-License-Identifier: EUPL-1.2\n"),
            (".ci/run", "#!/usr/bin/env bash\n# SPDX-License-Identifier: EUPL-1.2\n"),
            ("docs/guide/start.md", "# No header needed\n"),
            ("crates/a/Cargo.toml", "[package]\nlicense.workspace = true\n"),
        ]);
        assert_eq!(licence_header(&good), []);
        let bad = Project::of(&[("crates/a/src/lib.rs", "fn a() {}\n"), (".ci/run", "#!/bin/sh\n")]);
        assert_eq!(licence_header(&bad).len(), 2);
    }

    #[test]
    fn marks_of_unfinished_work_and_machine_paths_are_found() {
        let path = concat!("instance('list')/ro", "ot/item");
        let good = format!("Método, todo, TODOS, framework/x, https://a.be/network/b, {path}\n");
        let good = Project::of(&[("a.md", good.as_str())]);
        assert_eq!(own_words(&good), []);
        let text: Vec<String> = FORBIDDEN.iter().map(|(word, _)| format!("({word}x\n{word} y)\n")).collect();
        let bad = Project::of(&[("a.md", text.concat().as_str())]);
        let lines: Vec<usize> = own_words(&bad).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [2, 4, 5, 6, 7, 8], "a path is found whatever follows it");
    }

    #[test]
    fn a_page_that_is_mentioned_exists() {
        let good = Project::of(&[
            ("docs/adr/0001-house.md", "see ../guide/start.md, *.md and https://e.org/other.md\n"),
            ("docs/guide/start.md", "fine\n"),
            ("crates/a/src/lib.rs", "// docs/guide/start.md.\n"),
        ]);
        assert_eq!(dangling_pages(&good), []);
        let bad = Project::of(&[("crates/a/src/lib.rs", "// see docs/lost.md\nfn f() {}\n")]);
        assert_eq!(dangling_pages(&bad).len(), 1);
    }

    #[test]
    fn a_type_is_named_for_what_it_is() {
        let good = Project::of(&[("crates/a/src/lib.rs", "struct ServiceType;\nenum Service { A }\n")]);
        assert_eq!(trade_names(&good), []);
        let bad = Project::of(&[("crates/a/src/lib.rs", "pub struct CaseManager;\n")]);
        assert_eq!(trade_names(&bad).len(), 1);
    }
}
