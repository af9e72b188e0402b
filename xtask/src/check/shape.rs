// SPDX-License-Identifier: EUPL-1.2
//! Rules about the shape of the code: its length, its failures, and where its time and chance come from.

use super::project::{File, Project};
use super::{Finding, Rule};

/// A file can be read in one sitting.
pub const FILE_LENGTH: Rule = Rule {
    name: "file-length",
    reason: "a file is read in one sitting; past 500 lines it is split by verb, or says on a line `// long: …` why \
             it is better whole",
    find: file_length,
};

/// Failures are handled, not turned into a crash.
pub const NO_UNWRAP: Rule = Rule {
    name: "no-unwrap",
    reason: "what fails in front of a worker must become a message and a way forward, never a crash",
    find: no_unwrap,
};

/// Time and chance come from the context.
pub const CONTEXT_ONLY: Rule = Rule {
    name: "context-only",
    reason: "the clock and chance are given by the context, so that a story can be replayed to the same letter and \
             time moved by hand; only the platform touches the real ones",
    find: context_only,
};

const LONGEST: usize = 500;

const CLOCK_AND_CHANCE: [&str; 10] = [
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "Uuid::now_v7",
    "Uuid::new_v4",
    "getrandom",
    "OsRng",
    "thread_rng",
    "rand::",
];

fn file_length(project: &Project) -> Vec<Finding> {
    let long = project.files.iter().filter(|file| matches!(file.extension(), "rs" | "js" | "ts"));
    let long = long.filter(|file| file.text.lines().count() > LONGEST && !says_why_it_is_long(file));
    long.map(|file| {
        let lines = file.text.lines().count();
        let what = format!("{lines} lines: split it by verb, or say `// long: <reason>`");
        Finding::new(&file.path, LONGEST + 1, what)
    })
    .collect()
}

fn says_why_it_is_long(file: &File) -> bool {
    let reasons = file.text.lines().filter_map(|line| line.trim().strip_prefix("// long:"));
    reasons.into_iter().any(|reason| reason.trim().len() >= 10)
}

fn no_unwrap(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in project.working_rust_files() {
        for (line, code) in file.rust().lines() {
            if code.contains(".unwrap(") || code.contains("::unwrap(") {
                let what =
                    "`unwrap` outside tests: return the failure, or give a value that is right without";
                findings.push(Finding::new(&file.path, line, what));
            }
        }
    }
    findings
}

fn context_only(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in project.working_rust_files().filter(|file| !may_touch_the_real_ones(file)) {
        for (line, code) in file.rust().lines() {
            for source in CLOCK_AND_CHANCE.iter().filter(|source| calls(code, source)) {
                let what = format!("`{source}`: ask the context for the time, an id or a secret");
                findings.push(Finding::new(&file.path, line, what));
            }
        }
    }
    findings
}

/// The platform gives them to the others; xtask and build scripts are not part of the product.
fn may_touch_the_real_ones(file: &File) -> bool {
    file.path.starts_with("crates/platform/") || file.path.starts_with("xtask/") || file.name() == "build.rs"
}

/// Whether the line names this source, and not something of which its name is the end.
fn calls(code: &str, source: &str) -> bool {
    code.match_indices(source).any(|(start, _)| {
        let before = code[..start].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_says_why() {
        let long = "fn a() {}\n".repeat(501);
        let reasoned = format!("// long: one table, easier to read whole\n{long}");
        let good =
            Project::of(&[("a.rs", &long[..1000]), ("b.rs", reasoned.as_str()), ("c.md", long.as_str())]);
        assert_eq!(file_length(&good), []);
        let bad = Project::of(&[("a.rs", long.as_str()), ("b.rs", &format!("// long:\n{long}"))]);
        assert_eq!(file_length(&bad).len(), 2);
    }

    #[test]
    fn unwrap_is_for_tests() {
        let good = Project::of(&[
            (
                "crates/a/src/lib.rs",
                "// .unwrap()\nlet a = b.unwrap_or(\".unwrap()\");\n#[cfg(test)]\nmod tests { fn f() { a.unwrap(); } }\n",
            ),
            ("crates/a/src/x/tests.rs", "a.unwrap();\n"),
        ]);
        assert_eq!(no_unwrap(&good), []);
        let bad = Project::of(&[("crates/a/src/lib.rs", "fn f() {\n    a.unwrap();\n}\n")]);
        assert_eq!(no_unwrap(&bad)[0].line, 2);
    }

    #[test]
    fn time_and_chance_come_from_the_context() {
        let good = Project::of(&[
            ("crates/platform/src/clock.rs", "let now = SystemTime::now();\n"),
            ("crates/a/src/lib.rs", "let today = cx.today(); brand::logo(); // SystemTime::now\n"),
        ]);
        assert_eq!(context_only(&good), []);
        let bad = Project::of(&[("crates/a/src/lib.rs", "let id = Uuid::now_v7();\nuse getrandom::fill;\n")]);
        assert_eq!(context_only(&bad).len(), 2);
    }
}
