// SPDX-License-Identifier: EUPL-1.2
//! Where the npm packages come from: a folder given by the packager, or `npm ci` in a copy under `OUT_DIR`.

use super::{Outcome, read};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The variable by which a packager gives a ready `node_modules` folder, so that the build needs no network.
const GIVEN: &str = "UI_ASSETS_NODE_MODULES";

/// `--ignore-scripts`: no package may run code here. `--legacy-peer-deps`: the MOJ package names a peer
/// (moment) that its built files do not contain.
const ARGUMENTS: [&str; 6] =
    ["ci", "--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];

/// npm's words for « there is no network here ».
const NO_NETWORK: [&str; 7] =
    ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "ENOTCACHED"];

/// The `node_modules` folder, filled with exactly the versions that `package.json` names.
pub fn modules(npm: &Path, out: &Path) -> Outcome<PathBuf> {
    let manifest = read(&npm.join("package.json"))?;
    let folder = match env::var_os(GIVEN) {
        Some(given) if !given.is_empty() => {
            let given = PathBuf::from(given);
            // npm's own record of what it installed; a file that does not exist would mean « always run again ».
            let record = given.join(".package-lock.json");
            if record.is_file() {
                println!("cargo::rerun-if-changed={}", record.display());
            }
            given
        }
        _ => installed(npm, out)?,
    };
    for (package, wanted) in dependencies(&manifest) {
        let found = read(&folder.join(&package).join("package.json"))
            .map_err(|e| format!("the npm package {package} is missing from {}: {e}", folder.display()))?;
        let found = string_field(&found, "version").unwrap_or_default();
        if found != wanted {
            return Err(format!(
                "{} holds {package} {found}, but npm/package.json asks for {wanted}.",
                folder.display()
            ));
        }
    }
    Ok(folder)
}

/// Runs `npm ci` once for each content of the lock file; the stamp remembers which one was installed.
fn installed(npm: &Path, out: &Path) -> Outcome<PathBuf> {
    let (manifest, lock) = (read(&npm.join("package.json"))?, read(&npm.join("package-lock.json"))?);
    let copy = out.join("npm");
    let (stamp, wanted) = (copy.join("installed"), format!("{manifest}\n{lock}"));
    let modules = copy.join("node_modules");
    if modules.is_dir() && fs::read_to_string(&stamp).is_ok_and(|done| done == wanted) {
        return Ok(modules);
    }
    let written = fs::create_dir_all(&copy)
        .and_then(|()| fs::write(copy.join("package.json"), &manifest))
        .and_then(|()| fs::write(copy.join("package-lock.json"), &lock));
    written.map_err(|e| format!("{} could not be written: {e}", copy.display()))?;

    let npm_command = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let ran = match Command::new(npm_command).args(ARGUMENTS).current_dir(&copy).output() {
        Ok(ran) => ran,
        Err(e) if e.kind() == ErrorKind::NotFound => {
            return Err(format!(
                "npm was not found. The screens and letters need six packages from npm.\n  \
                 Install Node.js 18 or later with npm 9 or later (Debian: apt install nodejs npm),\n  \
                 or set {GIVEN} to a node_modules folder made elsewhere with\n  \
                 `npm {}` in crates/ui-assets/npm.",
                ARGUMENTS.join(" ")
            ));
        }
        Err(e) => return Err(format!("npm could not be started: {e}")),
    };
    if !ran.status.success() {
        let said =
            format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
        let cause = if NO_NETWORK.iter().any(|word| said.contains(word)) {
            "npm could not reach the package registry, and the packages are not in npm's cache."
        } else {
            "npm ci failed."
        };
        return Err(format!(
            "{cause}\n  Check the network or the registry (npm config get registry), \
             or set {GIVEN} to a ready node_modules folder.\n  npm said:\n{}",
            indented(&said)
        ));
    }
    fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))?;
    Ok(modules)
}

/// npm's own words, without the lines of its call stack, which tell the reader nothing.
fn indented(text: &str) -> String {
    text.lines().filter(|line| !line.contains("    at ")).map(|line| format!("    {line}\n")).collect()
}

/// The name and exact version of each dependency of our own manifest, which is written one to a line.
fn dependencies(manifest: &str) -> Vec<(String, String)> {
    let Some((_, after)) = manifest.split_once("\"dependencies\"") else { return Vec::new() };
    let inside = after.split('}').next().unwrap_or_default();
    let mut quoted = inside.split('"').skip(1).step_by(2).map(str::to_owned);
    let mut found = Vec::new();
    while let (Some(name), Some(version)) = (quoted.next(), quoted.next()) {
        found.push((name, version));
    }
    found
}

/// The value of the first `"field": "value"` of a package's manifest.
pub fn string_field(manifest: &str, field: &str) -> Option<String> {
    let (_, after) = manifest.split_once(&format!("\"{field}\""))?;
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split('"').next().map(str::to_owned)
}
