// SPDX-License-Identifier: EUPL-1.2
//! Rules about who may use whom, read from the manifests of the crates.

use super::project::{File, Project};
use super::{Finding, Rule};
use std::collections::BTreeMap;
use toml::Table;

/// The chain of crates, and the areas that never import one another.
pub const LAYERS: Rule = Rule {
    name: "layers",
    reason: "kernel ← platform, rulebook ← register ← knowledge ← the four areas ← app: an area that knows nothing \
             of its neighbours can be changed, tested and rebuilt alone; an engine that knows nothing of ours is \
             useful to others",
    find: layers,
};

/// Crates take edition, licence and lints from the workspace.
pub const INHERITED_SETTINGS: Rule = Rule {
    name: "inherited-settings",
    reason: "edition, licence and lints are decided once, for the whole workspace, so that no crate is checked less",
    find: inherited_settings,
};

/// What a crate is to the others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A link of the chain: it may use the links below it.
    Chain(u8),
    /// One of the areas: above the chain, blind to the other areas.
    Area,
    /// The leaf that puts everything together.
    App,
    /// Knows nothing of ours; anyone may use it.
    Engine,
    /// An engine that stands on another: it may use engines, and nothing else of ours; anyone but an engine may use it.
    Upper,
    /// Proves something about an engine; knows nothing else of ours, and nobody uses it.
    Proofs,
    /// Words and looks, for crates that have views; knows nothing of ours.
    Views,
    /// The development commands.
    Tool,
}

fn place(folder: &str) -> Option<Place> {
    Some(match folder {
        "kernel" => Place::Chain(0),
        "platform" | "rulebook" => Place::Chain(1),
        "register" => Place::Chain(2),
        "knowledge" => Place::Chain(3),
        "casework" | "together" | "resource-centre" | "insight" => Place::Area,
        "app" => Place::App,
        "tamper-log" | "linkage" | "smart-forms" | "secrecy" | "documents" => Place::Engine,
        "survey-results" => Place::Upper,
        "secrecy-proofs" => Place::Proofs,
        "words-build" | "ui-assets" => Place::Views,
        "xtask" => Place::Tool,
        _ => return None,
    })
}

/// Why this crate may not use that one; `None` when it may.
fn objection(user: Place, used: Place) -> Option<&'static str> {
    match (user, used) {
        (_, Place::App) => Some("app is the leaf: nothing imports it"),
        (_, Place::Tool) => Some("xtask is for development only"),
        (_, Place::Proofs) => Some("proofs are for the test command only: they take long to compile"),
        (Place::Proofs, Place::Engine) => None,
        (Place::Proofs, _) => Some("it proves something about an engine: it imports nothing else of ours"),
        (Place::Tool, _) => Some("xtask must compile in seconds, also when the product does not"),
        (Place::Engine, _) => Some("an engine imports nothing of ours"),
        (Place::Upper, Place::Engine) => None,
        (Place::Upper, _) => Some("it stands on engines: it imports nothing else of ours"),
        (Place::Views, _) => Some("it is below everything: it imports nothing of ours"),
        (Place::App, _) | (_, Place::Engine | Place::Upper) => None,
        (Place::Chain(0), _) => Some("kernel is pure vocabulary: it imports engines at most"),
        (_, Place::Views) => None,
        (Place::Area, Place::Area) => {
            Some("an area never imports another: publish to register::cases, or react in app/reactions.rs")
        }
        (Place::Area, Place::Chain(_)) => None,
        (Place::Chain(_), Place::Area) => Some("the areas stand above the chain"),
        (Place::Chain(user), Place::Chain(used)) if used < user => None,
        (Place::Chain(_), Place::Chain(_)) => Some("the chain goes upwards only"),
    }
}

/// The manifests of ours with the folder that names the crate.
fn manifests(project: &Project) -> Vec<(&str, &File, Table)> {
    let files = project.files.iter().filter_map(|file| {
        let folder = match file.path.split('/').collect::<Vec<_>>().as_slice() {
            ["crates", folder, "Cargo.toml"] => *folder,
            ["xtask", "Cargo.toml"] => "xtask",
            _ => return None,
        };
        Some((folder, file, file.text.parse::<Table>().unwrap_or_default()))
    });
    files.collect()
}

fn layers(project: &Project) -> Vec<Finding> {
    let manifests = manifests(project);
    let package_name = |manifest: &Table| manifest.get("package")?.get("name")?.as_str().map(str::to_owned);
    let folders: BTreeMap<String, &str> = manifests
        .iter()
        .filter_map(|(folder, _, manifest)| Some((package_name(manifest)?, *folder)))
        .collect();
    let mut findings = Vec::new();
    for (folder, file, manifest) in &manifests {
        let Some(user) = place(folder) else {
            let what = "this crate is not on the map: give it its place in xtask/src/check/layers.rs and in \
                        ARCHITECTURE.md";
            findings.push(Finding::new(&file.path, 1, what));
            continue;
        };
        for name in dependencies(manifest) {
            let Some(used) = folders.get(&name).and_then(|folder| place(folder)) else { continue };
            if let Some(why) = objection(user, used) {
                let line = file.text.lines().position(|line| line.trim_start().starts_with(name.as_str()));
                let what = format!("{folder} may not use {name}: {why}");
                findings.push(Finding::new(&file.path, line.unwrap_or(0) + 1, what));
            }
        }
    }
    findings
}

/// The names of all packages that a manifest depends on, in any section.
fn dependencies(manifest: &Table) -> Vec<String> {
    let mut names = Vec::new();
    let targets = manifest.get("target").and_then(|target| target.as_table());
    let targets =
        targets.into_iter().flat_map(|targets| targets.values()).filter_map(|value| value.as_table());
    for table in std::iter::once(manifest).chain(targets) {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (key, value) in
                table.get(section).and_then(|section| section.as_table()).into_iter().flatten()
            {
                let renamed = value.get("package").and_then(|package| package.as_str());
                names.push(renamed.unwrap_or(key).to_owned());
            }
        }
    }
    names
}

fn inherited_settings(project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (_, file, manifest) in manifests(project) {
        let inherits = |table: Option<&toml::Value>| {
            table.and_then(|value| value.get("workspace")).and_then(|value| value.as_bool()) == Some(true)
        };
        let package = manifest.get("package");
        for setting in ["edition", "license"] {
            if !inherits(package.and_then(|package| package.get(setting))) {
                let what = format!("`[package]` must say `{setting}.workspace = true`");
                findings.push(Finding::new(&file.path, 1, what));
            }
        }
        if !inherits(manifest.get("lints")) {
            findings.push(Finding::new(&file.path, 1, "the manifest must say `[lints]` `workspace = true`"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(name: &str, dependencies: &str) -> String {
        format!("[package]\nname = \"{name}\"\n[dependencies]\n{dependencies}")
    }

    fn findings(crates: &[(&str, &str)]) -> Vec<Finding> {
        let texts: Vec<(String, String)> = crates
            .iter()
            .map(|(name, uses)| (format!("crates/{name}/Cargo.toml"), manifest(name, uses)))
            .collect();
        let files: Vec<(&str, &str)> =
            texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        layers(&Project::of(&files))
    }

    #[test]
    fn the_chain_and_the_engines_may_be_used_from_above() {
        let good = [
            ("kernel", "uuid.workspace = true\n"),
            ("tamper-log", "sha2.workspace = true\n"),
            ("secrecy", ""),
            ("smart-forms", ""),
            ("survey-results", "smart-forms.workspace = true\n"),
            ("secrecy-proofs", "secrecy.workspace = true\n"),
            ("ui-assets", ""),
            ("platform", "kernel.workspace = true\nui-assets.workspace = true\n"),
            ("register", "platform.workspace = true\ntamper-log.workspace = true\n"),
            ("casework", "register.workspace = true\nkernel.workspace = true\n"),
            ("app", "casework.workspace = true\nregister.workspace = true\n"),
        ];
        assert_eq!(findings(&good), []);
    }

    #[test]
    fn an_area_never_imports_another_nor_the_chain_what_is_above() {
        let bad = [
            ("kernel", "platform.workspace = true\n"),
            ("platform", ""),
            ("casework", "[dev-dependencies]\ntogether = { path = \"../together\" }\n"),
            ("together", ""),
            ("linkage", "kernel.workspace = true\n"),
            ("survey-results", "kernel.workspace = true\n"),
            ("smart-forms", "survey-results.workspace = true\n"),
            ("secrecy-proofs", "kernel.workspace = true\n"),
            ("app", "secrecy-proofs.workspace = true\n"),
            ("helpers", ""),
        ];
        let found = findings(&bad);
        let files: Vec<&str> = found.iter().map(|finding| finding.file.as_str()).collect();
        assert_eq!(
            files,
            [
                "crates/kernel/Cargo.toml",
                "crates/casework/Cargo.toml",
                "crates/linkage/Cargo.toml",
                "crates/survey-results/Cargo.toml",
                "crates/smart-forms/Cargo.toml",
                "crates/secrecy-proofs/Cargo.toml",
                "crates/app/Cargo.toml",
                "crates/helpers/Cargo.toml"
            ]
        );
        assert_eq!(found[1].line, 5);
    }

    #[test]
    fn settings_come_from_the_workspace() {
        let good = "[package]\nname = \"a\"\nedition.workspace = true\nlicense.workspace = true\n[lints]\nworkspace = true\n";
        assert_eq!(inherited_settings(&Project::of(&[("crates/a/Cargo.toml", good)])), []);
        let bad = "[package]\nname = \"a\"\nedition = \"2021\"\n";
        assert_eq!(inherited_settings(&Project::of(&[("crates/a/Cargo.toml", bad)])).len(), 3);
    }
}
