// SPDX-License-Identifier: EUPL-1.2
//! The part `tools`: what the other parts need, installed when that may be done, else named.

use super::End;
use crate::postgres;
use crate::run::{self, Outcome};
use std::path::PathBuf;
use std::process::Command;

/// The oldest major version of Node.js that the browser tests run on.
const OLDEST_NODE: u32 = 18;

/// Chromium without windows: Debian's package, and its program.
const HEADLESS: &str = "chromium-headless-shell";

/// Something a part needs.
struct Need {
    what: &'static str,
    /// What was found, in words, or `None`.
    found: fn() -> Option<String>,
    /// Debian's packages for it.
    packages: &'static [&'static str],
    /// What to do where Debian's packages are of no help.
    otherwise: &'static str,
    /// Whether a run without it is still worth something: its part says loudly that it was skipped.
    optional: bool,
}

const NEEDS: [Need; 9] = [
    Need {
        what: "a C compiler (for the embedded SQLite)",
        found: || program(&["cc", "gcc", "clang"]),
        packages: &["gcc", "libc6-dev"],
        otherwise: "install gcc or clang",
        optional: false,
    },
    Need {
        what: "git",
        found: || program(&["git"]),
        packages: &["git"],
        otherwise: "install git",
        optional: false,
    },
    Need {
        what: "PostgreSQL 15 or later (initdb, pg_ctl, createdb)",
        found: || {
            let (bin, version) = postgres::installed()?;
            Some(format!("{version} in {}", bin.display()))
        },
        packages: &["postgresql"],
        otherwise: "install PostgreSQL 15 or later and put its programs on the PATH",
        optional: false,
    },
    Need {
        what: "Chromium",
        found: || chromium().map(|path| path.display().to_string()),
        packages: &[HEADLESS],
        otherwise: "install Chromium, or name one in MAILLAGE_CHROMIUM",
        optional: false,
    },
    Need {
        what: "Node.js 18 or later",
        found: || {
            let version = version_of("node")?;
            (major(&version)? >= OLDEST_NODE).then_some(version)
        },
        packages: &["nodejs"],
        otherwise: "install Node.js 18 or later (https://nodejs.org)",
        optional: false,
    },
    Need {
        what: "npm",
        found: || version_of("npm"),
        packages: &["npm"],
        otherwise: "install npm",
        optional: false,
    },
    Need {
        what: "cvc5 (for proofs about the rules of secrecy)",
        found: || solver().map(|path| path.display().to_string()),
        packages: &["cvc5"],
        otherwise: "take it from https://cvc5.github.io, and name it in CVC5",
        optional: true,
    },
    Need {
        what: "Python 3.10 or later with venv (for the reference converter of forms)",
        found: || python().map(|path| path.display().to_string()),
        packages: &["python3-venv"],
        otherwise: "install Python 3.10 or later (https://www.python.org)",
        optional: true,
    },
    Need {
        what: "Java (for the validator of XForms)",
        found: || java().map(|path| path.display().to_string()),
        packages: &["default-jre-headless"],
        otherwise: "install a Java runtime (https://adoptium.net)",
        optional: true,
    },
];

/// Looks for everything, installs what is missing where it may, and fails on what is still missing.
pub fn part(may_install: bool) -> Outcome<End> {
    let missing = || NEEDS.iter().filter(|need| (need.found)().is_none());
    if may_install {
        let packages = |optional: bool| {
            let needs = missing().filter(move |need| need.optional == optional);
            needs.flat_map(|need| need.packages.iter().copied()).collect::<Vec<_>>()
        };
        let (needed, mut optional) = (packages(false), packages(true));
        // Also where the whole of Chromium is there already: the journeys take a quarter less.
        if program(&[HEADLESS]).is_none() && !needed.contains(&HEADLESS) {
            optional.push(HEADLESS);
        }
        if !needed.is_empty() {
            install(needed)?;
        }
        // An older Debian may not have it.
        if !optional.is_empty()
            && let Err(message) = install(optional)
        {
            println!("{message}");
        }
    }
    rust_components(may_install)?;
    for need in &NEEDS {
        let found = (need.found)();
        println!("{:<50} {}", need.what, found.as_deref().unwrap_or("MISSING"));
    }
    let runner =
        if nextest(&run::root()?) { "cargo-nextest" } else { "cargo test (cargo-nextest is not here)" };
    println!("{:<50} {runner}", "test runner");
    for need in missing().filter(|need| need.optional) {
        println!("{} What needs it will be SKIPPED.", advice(need));
    }
    let advice: Vec<String> = missing().filter(|need| !need.optional).map(advice).collect();
    Ok(if advice.is_empty() { End::Passed(None) } else { End::Failed(advice.join("\n"), None) })
}

fn advice(need: &Need) -> String {
    let packages = need.packages.join(" ");
    format!(
        "{} is missing. On Debian: sudo apt-get install {packages}. Elsewhere: {}.",
        need.what, need.otherwise
    )
}

/// Installs Debian packages when this is Debian and we are root; otherwise does nothing, and what is missing will
/// be named.
fn install(packages: Vec<&str>) -> Outcome<()> {
    let root = run::output_of(Command::new("id").arg("-u")).is_ok_and(|text| text.trim() == "0");
    let debian = std::path::Path::new("/etc/debian_version").exists();
    if !root || !debian || run::find_program(&["apt-get"]).is_none() {
        return Ok(());
    }
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-q", "-y"]).args(words);
        run::shown(&mut command)
    };
    apt(&["update"])?;
    let mut words = vec!["install", "--no-install-recommends"];
    words.extend(packages);
    apt(&words)
}

/// rustfmt and clippy are components of the toolchain; a minimal toolchain lacks them.
fn rust_components(may_install: bool) -> Outcome<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        let present = || {
            let mut ask = run::cargo(&run::root()?);
            run::output_of(ask.args([subcommand, "--version"]))
        };
        if present().is_ok() {
            continue;
        }
        if !may_install || run::find_program(&["rustup"]).is_none() {
            return Err(format!("{component} is missing: rustup component add {component}"));
        }
        run::shown(Command::new("rustup").args(["component", "add", component]))?;
    }
    Ok(())
}

/// Whether cargo-nextest can be used.
pub fn nextest(root: &std::path::Path) -> bool {
    run::output_of(run::cargo(root).args(["nextest", "--version"])).is_ok()
}

/// The browser for the tests.
pub fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("MAILLAGE_CHROMIUM").map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| run::find_program(&[HEADLESS, "chromium", "chromium-browser", "google-chrome"]))
}

/// The solver for proofs.
pub fn solver() -> Option<PathBuf> {
    let named = std::env::var_os("CVC5").map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| run::find_program(&["cvc5"]))
}

/// A Python in which others can be made.
pub fn python() -> Option<PathBuf> {
    let path = run::find_program(&["python3", "python"])?;
    let ask = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
    run::output_of(Command::new(&path).args(["-c", ask])).ok().map(|_| path)
}

/// Java, to run the validator of XForms.
pub fn java() -> Option<PathBuf> {
    run::find_program(&["java"])
}

/// The major and the minor version of Node.js.
pub fn node_version() -> Option<(u32, u32)> {
    let version = version_of("node")?;
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

fn program(names: &[&str]) -> Option<String> {
    run::find_program(names).map(|path| path.display().to_string())
}

fn version_of(name: &str) -> Option<String> {
    run::output_of(Command::new(name).arg("--version")).ok().map(|text| text.trim().to_owned())
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_says_its_version_with_a_letter() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("9.2.0"), Some(9));
        assert_eq!(major("none"), None);
    }

    #[test]
    fn what_is_missing_is_named_with_the_way_to_get_it() {
        let text = advice(&NEEDS[2]);
        assert!(text.contains("apt-get install postgresql"));
    }
}
