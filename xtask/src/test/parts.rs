// SPDX-License-Identifier: EUPL-1.2
//! The parts themselves. A part whose subject does not exist yet is skipped in plain sight; once it exists, it is
//! required.

use super::counts::{self, Counts};
use super::{End, tools};
use crate::check;
use crate::postgres::{self, Cluster, Durability};
use crate::run::{self, Outcome};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The product: its binary is `maillage`, of the crate in this folder.
const PRODUCT: &str = "crates/app";
const BROWSER: &str = "tests/browser";
const PROOFS: &str = "crates/secrecy-proofs";

/// Builds the product and every test, so that the later parts only run them.
pub fn build(root: &Path) -> Outcome<End> {
    if root.join(PRODUCT).is_dir() {
        build_product(root)?;
    } else {
        println!("The product is not built: {PRODUCT} is not here yet.");
    }
    let mut tests = run::cargo(root);
    if tools::nextest(root) {
        tests.args(["nextest", "run", "--no-run", "--locked", "--workspace"]);
    } else {
        tests.args(["test", "--no-run", "--locked", "--workspace"]);
    }
    run::shown(&mut tests)?;
    Ok(End::Passed(None))
}

/// The program, with libraries as the tests want them: asked for alone, some would be compiled once more with fewer features, and the
/// printing of letters, which stands on them, too.
pub fn build_product(root: &Path) -> Outcome<()> {
    run::shown(run::cargo(root).args(["build", "--locked", "--workspace", "--bin", "maillage"]))
}

/// The rules of the house.
pub fn check(root: &Path) -> Outcome<End> {
    let failed = check::all(root)?;
    Ok(if failed.is_empty() { End::Passed(None) } else { End::Failed(failed.join(", "), None) })
}

/// Every test of the workspace, the integration tests on the embedded engine.
pub fn tests(root: &Path) -> Outcome<End> {
    let members = members(root)?;
    let mut end = cargo_tests(root, &["--workspace".to_owned()], None)?;
    // cargo-nextest does not run the examples in the documentation; `cargo test` did.
    if tools::nextest(root) && members.values().any(|member| member.has_library) {
        let mut command = run::cargo(root);
        let (status, lines) = run::watched(command.args(["test", "--doc", "--locked", "--workspace"]))?;
        end = and(end, told(status.success(), &lines, "the examples in the documentation"));
    }
    Ok(end)
}

/// What rules of secrecy can never permit, shown with a solver. Without one nothing is shown, and that is said.
pub fn proofs(root: &Path) -> Outcome<End> {
    if !root.join(PROOFS).is_dir() {
        return Ok(End::Skipped(format!("{PROOFS} is not here yet")));
    }
    let Some(solver) = tools::solver() else {
        return Ok(End::Skipped(
            "NOTHING WAS PROVED about the rules of secrecy: cvc5 is not here. On Debian: apt-get install cvc5. \
             Elsewhere: https://cvc5.github.io, and name it in CVC5"
                .to_owned(),
        ));
    };
    println!("The solver is {}", solver.display());
    let mut command = run::cargo(root);
    command.env("CVC5", &solver);
    if tools::nextest(root) {
        command.args(["nextest", "run", "--locked", "--no-fail-fast", "--run-ignored", "all"]);
        command.args(only(&["secrecy-proofs".to_owned()]));
    } else {
        command.args(["test", "--locked", "--no-fail-fast", "--package", "secrecy-proofs"]);
        command.args(["--", "--include-ignored"]);
    }
    let (status, lines) = run::watched(&mut command)?;
    Ok(told(status.success(), &lines, "the proofs"))
}

/// The tests of every crate that reaches a database, on a private PostgreSQL.
pub fn tests_postgres(root: &Path) -> Outcome<End> {
    let members = members(root)?;
    if !members.contains_key("platform") {
        return Ok(End::Skipped("crates/platform is not here yet".to_owned()));
    }
    let cluster = Cluster::start(Durability::None)?;
    println!("PostgreSQL {} at {}", cluster.version(), cluster.address());
    let packages = reaching(&members, "platform");
    let which: Vec<String> = match tools::nextest(root) {
        true => only(&packages),
        false => packages.into_iter().flat_map(|name| ["--package".to_owned(), name]).collect(),
    };
    cargo_tests(root, &which, Some(&cluster.address()))
}

/// The tests of some packages, out of what was built for all. Asked for by `--package`, libraries that others use with more of their
/// features would be compiled anew, and whatever stands on them.
fn only<'a>(packages: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let wanted: Vec<String> = packages.into_iter().map(|name| format!("package(={name})")).collect();
    vec!["--workspace".to_owned(), "--filterset".to_owned(), wanted.join(" | ")]
}

/// The journeys in the browser; before the product exists, only what proves the harness itself.
pub fn browser(root: &Path) -> Outcome<End> {
    let folder = root.join(BROWSER);
    if !folder.join("package.json").is_file() {
        return Ok(End::Skipped(format!("{BROWSER} is not here yet")));
    }
    let chromium = tools::chromium()
        .ok_or("Chromium was not found; on Debian: apt-get install chromium-headless-shell")?;
    packages_of(&folder)?;
    let mut files = test_files(&folder.join("self-test"))?;
    let journeys = test_files(&folder.join("journeys"))?;
    let mut command = Command::new("node");
    command.current_dir(&folder).args(["--test", "--test-reporter=spec"]);
    // Left to itself, the runner keeps one core for nobody: journeys have a product each, and disturb one another in nothing.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    command.arg(format!("--test-concurrency={cores}"));
    if root.join(PRODUCT).is_dir() {
        build_product(root)?;
        command.env("MAILLAGE_BINARY", product(root)?);
        if journeys.is_empty() {
            println!("There is no journey yet in {BROWSER}/journeys: only the harness is tested.");
        }
        files.extend(journeys);
    } else {
        println!("The journeys are skipped: {PRODUCT} is not here yet. Only the harness is tested.");
    }
    command.args(files).env("MAILLAGE_CHROMIUM", chromium);
    command.env("MAILLAGE_BROWSER_OUTPUT", target(root)?.join("browser")).env("TMPDIR", run::fleeting());
    let (status, lines) = run::watched(&mut command)?;
    Ok(told(status.success(), &lines, "the browser tests"))
}

fn cargo_tests(root: &Path, which: &[String], database: Option<&str>) -> Outcome<End> {
    let mut command = run::cargo(root);
    if tools::nextest(root) {
        command.args(["nextest", "run", "--locked", "--no-fail-fast", "--no-tests=pass"]);
    } else {
        command.args(["test", "--locked", "--no-fail-fast"]);
    }
    match database {
        Some(address) => command.env(postgres::ADDRESS_VARIABLE, address),
        // Not by accident on somebody's database.
        None => command.env_remove(postgres::ADDRESS_VARIABLE),
    };
    command.env("TMPDIR", run::fleeting());
    let (status, lines) = run::watched(command.args(which))?;
    Ok(told(status.success(), &lines, "the tests"))
}

/// What a runner's status and closing lines say together.
pub(super) fn told(succeeded: bool, lines: &[String], what: &str) -> End {
    match (succeeded, counts::read(lines)) {
        (true, Some(counts)) if counts.failed == 0 => End::Passed(Some(counts)),
        (true, None) => End::Failed(format!("{what} ended without a closing line that could be read"), None),
        (_, counts) => End::Failed(format!("{what} failed"), counts),
    }
}

fn and(first: End, second: End) -> End {
    let sum = |a: Option<Counts>, b: Option<Counts>| match (a, b) {
        (Some(a), Some(b)) => Some(a.and(b)),
        (a, b) => a.or(b),
    };
    match (first, second) {
        (End::Passed(a), End::Passed(b)) => End::Passed(sum(a, b)),
        (End::Failed(why, a), End::Passed(b)) | (End::Passed(a), End::Failed(why, b)) => {
            End::Failed(why, sum(a, b))
        }
        (End::Failed(why, a), End::Failed(also, b)) => End::Failed(format!("{why}; {also}"), sum(a, b)),
        (End::Skipped(_) | End::Partly(..), other) | (other, End::Skipped(_) | End::Partly(..)) => other,
    }
}

/// A crate of the workspace: the crates of ours that it uses, and whether it is a library.
struct Member {
    uses: BTreeSet<String>,
    has_library: bool,
}

fn metadata(root: &Path) -> Outcome<Value> {
    let mut ask = run::cargo(root);
    let text = run::output_of(ask.args(["metadata", "--format-version=1", "--no-deps", "--locked"]))?;
    serde_json::from_str(&text).map_err(|e| format!("cargo metadata gave something else than JSON: {e}"))
}

fn members(root: &Path) -> Outcome<BTreeMap<String, Member>> {
    Ok(members_in(&metadata(root)?))
}

fn members_in(metadata: &Value) -> BTreeMap<String, Member> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = list(&metadata["packages"]).into_iter().map(|package| {
        let uses = list(&package["dependencies"]).iter().map(|used| text(&used["name"])).collect();
        let kinds: Vec<Value> =
            list(&package["targets"]).iter().flat_map(|target| list(&target["kind"])).collect();
        (text(&package["name"]), Member { uses, has_library: kinds.iter().any(|kind| kind == "lib") })
    });
    packages.collect()
}

/// The crate of this name and all that use it, directly or not.
fn reaching(members: &BTreeMap<String, Member>, name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([name.to_owned()]);
    loop {
        let more = members.iter().filter(|(_, member)| !member.uses.is_disjoint(&found));
        let more: Vec<String> = more.map(|(name, _)| name.clone()).collect();
        let before = found.len();
        found.extend(more);
        if found.len() == before {
            return found;
        }
    }
}

pub(super) fn target(root: &Path) -> Outcome<PathBuf> {
    let metadata = metadata(root)?;
    metadata["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or_else(|| "cargo has no target folder".into())
}

pub(super) fn product(root: &Path) -> Outcome<PathBuf> {
    Ok(target(root)?.join("debug").join("maillage"))
}

/// Installs the npm packages of a folder when the lock file is not the one that they were installed from.
pub(super) fn packages_of(folder: &Path) -> Outcome<()> {
    let read = |path: PathBuf| std::fs::read_to_string(path).ok();
    let lock = folder.join("package-lock.json");
    let wanted = read(lock.clone()).ok_or_else(|| format!("{} is missing", lock.display()))?;
    let stamp = folder.join("node_modules").join(".installed-from");
    if read(stamp.clone()).as_deref() == Some(wanted.as_str()) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run::shown(&mut npm)?;
    std::fs::write(&stamp, wanted).map_err(|e| format!("{} cannot be written: {e}", stamp.display()))
}

/// The `*.test.js` files of a folder, in order.
pub(super) fn test_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).map_err(|e| format!("{} cannot be read: {e}", folder.display()))?;
    let paths = entries.flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.to_string_lossy().ends_with(".test.js")).collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_crates_that_reach_a_database_are_found_through_others() {
        let package = |name: &str, uses: &[&str]| {
            let uses: Vec<Value> = uses.iter().map(|name| json!({ "name": name })).collect();
            json!({ "name": name, "dependencies": uses, "targets": [{ "kind": ["lib"] }] })
        };
        let members = members_in(&json!({ "packages": [
            package("kernel", &["serde"]),
            package("platform", &["kernel", "axum"]),
            package("register", &["platform"]),
            package("app", &["register"]),
        ]}));
        let names: Vec<String> = reaching(&members, "platform").into_iter().collect();
        assert_eq!(names, ["app", "platform", "register"]);
    }

    #[test]
    fn success_without_a_closing_line_is_a_failure() {
        assert!(matches!(told(true, &[], "the tests"), End::Failed(..)));
        let closing = ["test result: ok. 2 passed; 0 failed; 0 ignored".to_owned()];
        assert!(matches!(
            told(true, &closing, "the tests"),
            End::Passed(Some(Counts { passed: 2, failed: 0 }))
        ));
        assert!(matches!(told(false, &closing, "the tests"), End::Failed(..)));
    }
}
