// SPDX-License-Identifier: EUPL-1.2
//! Rules about names that belong in one place: those of database engines, and those of countries.

use super::project::{File, Project};
use super::{Finding, Rule};
use std::collections::BTreeSet;

/// Engines are known to the platform’s database folder.
pub const ENGINE_NAMES: Rule = Rule {
    name: "engine-names",
    reason: "what knows which database it runs on will one day behave differently on the other: only the database \
             folder, the settings and the command line, which tells an operator, say the names of engines",
    find: engine_names,
};

/// What a country says stands in its pack.
pub const NO_COUNTRY: Rule = Rule {
    name: "no-country",
    reason: "law and practice are data: adding a country adds a folder of `packs/`, and no line of Rust knows a pack, \
             a service, an article or an address of one",
    find: no_country,
};

const ENGINES: [&str; 2] = ["sqlite", "postgres"];

/// Where engines are named on purpose.
const KNOW_ENGINES: [&str; 6] = [
    "crates/platform/src/db",
    "crates/platform/src/config",
    "crates/platform/src/testing",
    "crates/app/src/cli",
    "crates/app/src/bench",
    "crates/app/src/main.rs",
];

fn engine_names(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in ours(project).filter(|file| !KNOW_ENGINES.iter().any(|known| file.path.starts_with(known))) {
        for (line, text) in said(file) {
            let lower = text.to_lowercase();
            if let Some(engine) = ENGINES.iter().find(|engine| lower.contains(**engine)) {
                let what =
                    format!("`{engine}` outside `platform::db`: ask for what is needed, not for an engine");
                findings.push(Finding::new(&file.path, line, what));
            }
        }
    }
    findings
}

/// Pieces of names, articles, zones and addresses that only one country has.
const OF_A_COUNTRY: [&str; 9] =
    ["1785", "458", "fwb", "belg", "france", "europe/", ".be/", ".fr/", "brussels"];

/// Service types whose code is an ordinary word too: a literal of it says nothing of a country.
const ORDINARY: [&str; 12] = [
    "school",
    "hospital",
    "host",
    "hotline",
    "one",
    "en",
    "je",
    "asso",
    "lawyer",
    "police",
    "sp",
    "reparation",
];

/// Codes of languages, which packs may share.
const LANGUAGES: [&str; 3] = ["fr", "nl", "en"];

/// Said in Rust all the same: the file, what is said, and why.
const SAID_ALL_THE_SAME: [(&str, &str, &str); 4] = [
    (
        "crates/platform/src/config/gather.rs",
        "Europe/Brussels",
        "what an installation that sets no zone gets, for people without a territory; packs have their own",
    ),
    (
        "crates/platform/src/config/parse.rs",
        "Europe/Brussels",
        "the same default, and the example in its refusal",
    ),
    (
        "crates/platform/src/config/gather.rs",
        "https://www.meteo.be/",
        "where the quick exit leads before an installation chooses: a harmless page that exists",
    ),
    ("crates/platform/src/config/parse.rs", "https://www.meteo.be/", "the same default"),
];

fn no_country(project: &Project) -> Vec<Finding> {
    let codes = codes_of_packs(project);
    let mut findings = Vec::new();
    for file in ours(project).filter(|file| !is_show(file)) {
        let rust = file.rust();
        let literals = rust.strings.iter().filter(|(line, _)| !rust.is_test(*line));
        for (line, text) in literals.filter(|(_, text)| codes.contains(text)) {
            let what = format!("`{text}` is a code of a pack: let the pack say it");
            findings.push(Finding::new(&file.path, *line, what));
        }
        for (line, text) in said(file) {
            let lower = text.to_lowercase();
            let Some(piece) = OF_A_COUNTRY.iter().find(|piece| lower.contains(**piece)) else { continue };
            let excused =
                SAID_ALL_THE_SAME.iter().any(|(path, said, _)| file.path == *path && text.contains(said));
            if !excused && !codes.contains(text) {
                let what = format!("« {piece} » is of one country: move it into its pack");
                findings.push(Finding::new(&file.path, line, what));
            }
        }
    }
    findings
}

/// The demo world and the data drawn for measuring are of a country, as a photograph is.
fn is_show(file: &File) -> bool {
    ["crates/app/src/demo", "crates/app/src/generate"].iter().any(|show| file.path.starts_with(show))
}

/// The codes of packs and of their service types: `packs/*/pack.toml`, `[service_type.saj]`.
fn codes_of_packs(project: &Project) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in project.files.iter().filter(|file| file.path.starts_with("packs/")) {
        let pack = file.path.split('/').nth(1).unwrap_or_default();
        if file.name() == "pack.toml" {
            codes.insert(pack.to_owned());
        }
        let types = file.text.lines().filter_map(|line| line.strip_prefix("[service_type."));
        codes.extend(types.filter_map(|rest| rest.split([']', '.']).next()).map(str::to_owned));
    }
    codes.retain(|code| !ORDINARY.contains(&code.as_str()) && !LANGUAGES.contains(&code.as_str()));
    codes
}

/// Rust of the product, outside tests.
fn ours(project: &Project) -> impl Iterator<Item = &File> {
    project.working_rust_files().filter(|file| file.path.starts_with("crates/"))
}

/// Code and strings of a file outside tests; comments may say what they like.
fn said(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let rust = file.rust();
    let strings = rust.strings.iter().filter(|(line, _)| !rust.is_test(*line));
    rust.lines().chain(strings.map(|(line, text)| (*line, text.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKS: [(&str, &str); 3] = [
        ("packs/be-fwb/pack.toml", ""),
        (
            "packs/be-fwb/service-types.toml",
            "[service_type.saj]\n[service_type.saj.role]\n[service_type.school]\n",
        ),
        ("packs/fr/pack.toml", ""),
    ];

    fn with(file: (&str, &str)) -> Project {
        Project::of(&[&PACKS[..], &[file]].concat())
    }

    #[test]
    fn engines_are_named_in_the_database_folder() {
        let good = Project::of(&[
            ("crates/platform/src/db/sqlite.rs", "use sqlx::Sqlite;\n"),
            ("crates/register/src/cases/store.rs", "// slow on SQLite\nlet a = \"SELECT 1\";\n"),
            ("crates/app/tests/it/copies.rs", "let url = \"postgres://\";\n"),
        ]);
        assert_eq!(engine_names(&good), []);
        let bad = Project::of(&[(
            "crates/register/src/cases/store.rs",
            "if db.is_sqlite() {}\nlet a = \"PostgreSQL only\";\n",
        )]);
        assert_eq!(engine_names(&bad).len(), 2);
    }

    #[test]
    fn countries_stand_in_packs() {
        let good = with((
            "crates/casework/src/concerns/rules.rs",
            "// BE: Code pénal 458\nlet lang = \"fr\"; let at = \"school\"; let n = code(\"triage\");\n",
        ));
        assert_eq!(no_country(&good), []);
        let show = with(("crates/app/src/demo/world.rs", "let pack = \"be-fwb\";\n"));
        assert_eq!(no_country(&show), []);
        let bad = with((
            "crates/casework/src/concerns/rules.rs",
            "if pack == \"be-fwb\" {}\nif kind == \"saj\" {}\nlet grid_1785 = 1;\nlet a = \"article 458bis\";\n\
             let zone = \"Europe/Brussels\";\n",
        ));
        let mut lines: Vec<usize> = no_country(&bad).iter().map(|finding| finding.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [1, 2, 3, 4, 5]);
    }

    #[test]
    fn an_exception_is_for_one_file_and_one_text_with_a_reason() {
        for (_, _, reason) in SAID_ALL_THE_SAME {
            assert!(reason.len() > 10);
        }
        let elsewhere = with(("crates/register/src/people/model.rs", "let a = \"https://www.meteo.be/\";\n"));
        assert_eq!(no_country(&elsewhere).len(), 1);
        let there = with(("crates/platform/src/config/gather.rs", "let a = \"https://www.meteo.be/\";\n"));
        assert_eq!(no_country(&there), []);
    }
}
