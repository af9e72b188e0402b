// SPDX-License-Identifier: EUPL-1.2
//! Rules about what is built from: the same packages everywhere, today and in a year.

use super::project::Project;
use super::{Finding, Rule};
use serde_json::Value;

/// The versions of the crates are written down.
pub const CARGO_LOCK: Rule = Rule {
    name: "cargo-lock",
    reason: "a build is repeated to the byte only when the versions of all crates are in the repository",
    find: cargo_lock,
};

/// npm packages are named to the digit, and locked.
pub const EXACT_NPM: Rule = Rule {
    name: "exact-npm",
    reason: "a range such as ^1.2 is another program tomorrow; exact versions and a lock file are the same one",
    find: exact_npm,
};

/// Lock files name no download address.
pub const NO_LOCK_ADDRESSES: Rule = Rule {
    name: "no-lock-addresses",
    reason: "a download address in a lock file is the one of the machine that wrote it; the digest is enough, and \
             every site has its own mirror (npm: omit-lockfile-registry-resolved=true)",
    find: no_lock_addresses,
};

fn cargo_lock(project: &Project) -> Vec<Finding> {
    if project.file("Cargo.lock").is_some() {
        return Vec::new();
    }
    vec![Finding::new("Cargo.lock", 1, "the file is missing: run `cargo build` and commit it")]
}

fn exact_npm(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in project.files.iter().filter(|file| file.name() == "package.json") {
        let manifest: Value = serde_json::from_str(&file.text).unwrap_or_default();
        let mut any = false;
        for section in ["dependencies", "devDependencies", "optionalDependencies"] {
            for (name, version) in manifest[section].as_object().into_iter().flatten() {
                any = true;
                let version = version.as_str().unwrap_or_default();
                if !is_exact(version) {
                    let line = file.text.lines().position(|line| line.contains(&format!("\"{name}\"")));
                    let what = format!("{name} « {version} » is not one exact version");
                    findings.push(Finding::new(&file.path, line.unwrap_or(0) + 1, what));
                }
            }
        }
        let lock = file.path.replace("package.json", "package-lock.json");
        if any && project.file(&lock).is_none() {
            findings.push(Finding::new(
                &file.path,
                1,
                format!("{lock} is missing: run `npm install` and commit it"),
            ));
        }
    }
    findings
}

fn is_exact(version: &str) -> bool {
    let (numbers, _) = version.split_once(['-', '+']).unwrap_or((version, ""));
    let numbers: Vec<&str> = numbers.split('.').collect();
    let all_digits = |number: &&str| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    numbers.len() == 3 && numbers.iter().all(all_digits)
}

fn no_lock_addresses(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in project.files.iter().filter(|file| file.name() == "package-lock.json") {
        for (index, line) in file.text.lines().enumerate() {
            if line.trim_start().starts_with("\"resolved\"") {
                findings.push(Finding::new(&file.path, index + 1, "a download address: take it out"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_versions_of_the_crates_are_written_down() {
        assert_eq!(cargo_lock(&Project::of(&[("Cargo.lock", "")])), []);
        assert_eq!(cargo_lock(&Project::of(&[])).len(), 1);
    }

    #[test]
    fn npm_versions_are_exact_and_locked() {
        let good =
            [("a/package.json", "{\"dependencies\":{\"x\":\"1.2.3\"}}"), ("a/package-lock.json", "{}")];
        assert_eq!(exact_npm(&Project::of(&good)), []);
        let bad = [("a/package.json", "{\n\"devDependencies\":{\n\"x\":\"^1.2.3\",\n\"y\":\"latest\"}}")];
        let lines: Vec<usize> = exact_npm(&Project::of(&bad)).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [3, 4, 1]);
    }

    #[test]
    fn lock_files_name_no_address() {
        let good = "{\n  \"integrity\": \"sha512-x\"\n}\n";
        assert_eq!(no_lock_addresses(&Project::of(&[("package-lock.json", good)])), []);
        let bad = "{\n  \"resolved\": \"https://mirror.example/x.tgz\"\n}\n";
        assert_eq!(no_lock_addresses(&Project::of(&[("package-lock.json", bad)])).len(), 1);
    }
}
