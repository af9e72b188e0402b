// SPDX-License-Identifier: EUPL-1.2
//! The licences of what we build upon, judged against `xtask/licences.toml`.

use super::project::Project;
use super::spdx::Expression;
use super::{Finding, print_findings};
use crate::run::{self, Outcome};
use serde_json::Value;
use std::path::Path;
use toml::Table;

const LIST: &str = "xtask/licences.toml";
const OURS: &str = "EUPL-1.2";

/// A package that we use, as its manifest describes it.
struct Package {
    name: String,
    version: String,
    licence: Option<String>,
    /// The lock file that brought it here.
    lock: String,
}

/// What may be used.
struct Allowed {
    licences: Vec<String>,
    /// Packages whose manifest says nothing that can be used: name, and what their licence was found to be.
    packages: Vec<(String, String)>,
}

/// The step `licences`.
pub fn step(root: &Path) -> Outcome<bool> {
    let text = std::fs::read_to_string(root.join(LIST)).map_err(|e| format!("{LIST} cannot be read: {e}"))?;
    let allowed = Allowed::read(&text)?;
    let mut ask = run::cargo(root);
    let answer = run::output_of(ask.args(["metadata", "--format-version=1", "--locked"]))?;
    let metadata: Value = serde_json::from_str(&answer)
        .map_err(|e| format!("cargo metadata gave something else than JSON: {e}"))?;
    let project = Project::read(root)?;
    let mut packages = crates(&metadata);
    packages.extend(npm_packages(&project));
    let findings: Vec<Finding> = packages.iter().filter_map(|package| judge(package, &allowed)).collect();
    let reason = "everything that is distributed with Maillage must be compatible with the EUPL-1.2";
    print_findings("licences", reason, &findings);
    println!("{} packages, {} findings", packages.len(), findings.len());
    Ok(findings.is_empty())
}

impl Allowed {
    fn read(text: &str) -> Outcome<Allowed> {
        let table: Table = text.parse().map_err(|e| format!("{LIST}: {e}"))?;
        let list = |key: &str| table.get(key).and_then(|value| value.as_array()).cloned().unwrap_or_default();
        let mut licences: Vec<String> =
            list("usual").iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
        let mut packages = Vec::new();
        for entry in list("unusual") {
            licences.push(reasoned(&entry, "licence")?);
        }
        for entry in list("package") {
            packages.push((reasoned(&entry, "name")?, reasoned(&entry, "licence")?));
        }
        Ok(Allowed { licences, packages })
    }
}

/// A field of an entry that must also give its reason.
fn reasoned(entry: &toml::Value, field: &str) -> Outcome<String> {
    let text = |field: &str| entry.get(field).and_then(|value| value.as_str()).unwrap_or_default().trim();
    match (text(field), text("reason")) {
        ("", _) => Err(format!("{LIST}: an entry has no `{field}`")),
        (name, "") => Err(format!("{LIST}: {name} is allowed without a reason")),
        (name, _) => Ok(name.to_owned()),
    }
}

/// Why this package may not be used; `None` when it may.
fn judge(package: &Package, allowed: &Allowed) -> Option<Finding> {
    let found = allowed.packages.iter().find(|(name, _)| *name == package.name).map(|(_, licence)| licence);
    let finding = |what: String| Some(Finding::new(&package.lock, 1, what));
    let named = format!("{} {}", package.name, package.version);
    let Some(licence) = found.or(package.licence.as_ref()) else {
        return finding(format!("{named} declares no licence: read it, then write what it is in {LIST}"));
    };
    match Expression::read(licence) {
        None => finding(format!("{named}: « {licence} » is not an SPDX expression")),
        Some(expression) => {
            let fine = expression.is_satisfied(&|name| allowed.licences.iter().any(|other| other == name));
            if fine { None } else { finding(format!("{named}: « {licence} » is not in {LIST}")) }
        }
    }
}

/// All crates of the lock file, ours included: ours must carry our licence.
fn crates(metadata: &Value) -> Vec<Package> {
    let packages = metadata["packages"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let packages = packages.into_iter().map(|package| {
        let licence = text(&package["license"]);
        let ours = package["source"].is_null();
        Package {
            name: text(&package["name"]).unwrap_or_default(),
            version: text(&package["version"]).unwrap_or_default(),
            licence: if ours { licence.filter(|licence| licence == OURS) } else { licence },
            lock: "Cargo.lock".to_owned(),
        }
    });
    packages.collect()
}

/// The packages of every npm lock file of ours.
fn npm_packages(project: &Project) -> Vec<Package> {
    let mut packages = Vec::new();
    for file in project.files.iter().filter(|file| file.name() == "package-lock.json") {
        let lock: Value = serde_json::from_str(&file.text).unwrap_or_default();
        for (path, package) in lock["packages"].as_object().into_iter().flatten() {
            // The empty path is our own package.
            let Some((_, name)) = path.rsplit_once("node_modules/") else { continue };
            packages.push(Package {
                name: name.to_owned(),
                version: package["version"].as_str().unwrap_or_default().to_owned(),
                licence: package["license"].as_str().map(str::to_owned),
                lock: file.path.clone(),
            });
        }
    }
    packages
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ALLOWED: &str = "usual = [\"MIT\", \"EUPL-1.2\"]\n[[unusual]]\nlicence = \"MPL-2.0\"\nreason = \"file by file\"\n\
                           [[package]]\nname = \"silent\"\nlicence = \"MIT\"\nreason = \"its LICENSE file\"\n";

    fn package(name: &str, licence: Option<&str>) -> Package {
        Package {
            name: name.into(),
            version: "1.0.0".into(),
            licence: licence.map(str::to_owned),
            lock: "l".into(),
        }
    }

    #[test]
    fn a_package_needs_a_licence_of_the_list() {
        let allowed = Allowed::read(ALLOWED).unwrap();
        assert_eq!(judge(&package("a", Some("MIT OR GPL-3.0-only")), &allowed), None);
        assert_eq!(judge(&package("b", Some("MPL-2.0")), &allowed), None);
        assert_eq!(judge(&package("silent", None), &allowed), None);
        assert_eq!(judge(&package("silent", Some("MIT-like")), &allowed), None);
        assert!(judge(&package("c", Some("AGPL-3.0-only")), &allowed).is_some());
        assert!(judge(&package("d", None), &allowed).is_some());
        assert!(judge(&package("e", Some("see licence.txt")), &allowed).is_some());
    }

    #[test]
    fn nothing_unusual_is_allowed_without_a_reason() {
        assert!(Allowed::read("[[unusual]]\nlicence = \"MPL-2.0\"\n").is_err());
    }

    #[test]
    fn packages_are_read_from_both_lock_files() {
        let lock =
            "{\"packages\":{\"\":{},\"node_modules/@a/b\":{\"version\":\"1.2.3\",\"license\":\"MIT\"}}}";
        let found = npm_packages(&Project::of(&[("x/package-lock.json", lock)]));
        assert_eq!((found.len(), found[0].name.as_str()), (1, "@a/b"));
        let metadata = json!({ "packages": [
            { "name": "ours", "version": "0.1.0", "license": "MIT", "source": null },
            { "name": "theirs", "version": "2.0.0", "license": "MIT", "source": "registry" },
        ]});
        let found = crates(&metadata);
        assert_eq!((found[0].licence.as_deref(), found[1].licence.as_deref()), (None, Some("MIT")));
    }
}
