// SPDX-License-Identifier: EUPL-1.2
//! The part `forms`: forms by chance, read by us and by other programs for the same forms. The others are development
//! tools, installed below `target` and in the folder of the tests; where one cannot be, what it would have compared is
//! skipped in plain sight.

use super::{End, parts, tools};
use crate::run::{self, Outcome};
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = "tests/forms";

/// Our forms beside the reference converter, the validator that comes with it, and another engine.
pub fn part(root: &Path, may_install: bool) -> Outcome<End> {
    let folder = root.join(FOLDER);
    let files = parts::test_files(&folder)?;
    let target = parts::target(root)?.join("forms");
    std::fs::create_dir_all(&target).map_err(|e| format!("{} cannot be made: {e}", target.display()))?;
    let mut lacking = Vec::new();
    let mut command = Command::new("node");
    command.current_dir(&folder).args(["--test", "--test-reporter=spec"]).args(files);

    let converter = converter(&folder, &target.join("converter"), may_install);
    let java = tools::java().ok_or_else(|| "no XForm was validated: java is not here".to_owned());
    match converter {
        Ok(python) => {
            match java.and_then(|_| validator(&python)) {
                Ok(jar) => command.env("FORM_VALIDATOR", jar),
                Err(why) => {
                    lacking.push(why);
                    command.env_remove("FORM_VALIDATOR")
                }
            };
            command.env("FORM_CONVERTER", python);
        }
        Err(why) => {
            lacking.push(format!("no form was compared with the reference converter: {why}"));
            command.env_remove("FORM_CONVERTER");
        }
    }
    match engine(&folder, may_install) {
        Ok(()) => command.env("FORM_CASES", filled(root, &target)?),
        Err(why) => {
            lacking.push(format!("no filling was compared with another engine: {why}"));
            command.env_remove("FORM_CASES")
        }
    };
    for why in &lacking {
        println!("SKIPPED: {why}");
    }
    if command.get_envs().filter(|(_, value)| value.is_some()).count() == 0 {
        return Ok(End::Skipped(lacking.join("; ")));
    }
    parts::build_product(root)?;
    command.env("MAILLAGE_BINARY", parts::product(root)?);
    let (status, lines) = run::watched(&mut command)?;
    Ok(match parts::told(status.success(), &lines, "the comparisons of forms") {
        End::Passed(counts) if !lacking.is_empty() => End::Partly(lacking.join("; "), counts),
        end => end,
    })
}

/// A Python that has the reference converter: one of its own, made when its list of packages changes.
fn converter(folder: &Path, home: &Path, may_install: bool) -> Outcome<PathBuf> {
    let list = folder.join("requirements.txt");
    let wanted =
        std::fs::read_to_string(&list).map_err(|e| format!("{} cannot be read: {e}", list.display()))?;
    let python = home.join("bin/python");
    let stamp = home.join(".installed-from");
    if python.is_file() && std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(python);
    }
    if !may_install {
        return Err("it is not installed, and nothing may be".to_owned());
    }
    let installed = tools::python().ok_or("Python 3.10 or later with venv is not here")?;
    run::shown(Command::new(installed).args(["-m", "venv", "--clear"]).arg(home))?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&list);
    run::shown(&mut pip)?;
    std::fs::write(&stamp, wanted).map_err(|e| format!("{} cannot be written: {e}", stamp.display()))?;
    Ok(python)
}

/// The validator of XForms inside the package of the converter.
fn validator(python: &Path) -> Outcome<PathBuf> {
    let ask = "import pathlib, pyxform; print(pathlib.Path(pyxform.__file__).parent)";
    let package = run::output_of(Command::new(python).args(["-c", ask]))?;
    let jar = Path::new(package.trim()).join("validators/odk_validate/bin/ODK_Validate.jar");
    if jar.is_file() { Ok(jar) } else { Err(format!("no XForm was validated: {} is missing", jar.display())) }
}

/// The other engine, which wants a newer Node.js than the rest.
fn engine(folder: &Path, may_install: bool) -> Outcome<()> {
    if !tools::node_version().is_some_and(|(major, minor)| runs_the_engine(major, minor)) {
        return Err("it wants Node.js 20.19, 22.12, 24 or later".to_owned());
    }
    if !may_install && !folder.join("node_modules").is_dir() {
        return Err("it is not installed, and nothing may be".to_owned());
    }
    parts::packages_of(folder)
}

fn runs_the_engine(major: u32, minor: u32) -> bool {
    matches!((major, minor), (20, 19..) | (22, 12..) | (24.., _))
}

/// Forms that we filled in by chance, with what we make of each step.
fn filled(root: &Path, target: &Path) -> Outcome<PathBuf> {
    let cases = target.join("filled.jsonl");
    let mut command = run::cargo(root);
    if tools::nextest(root) {
        // Out of what was built for all: see `parts::only`.
        let which = "package(=smart-forms) & kind(lib) & test(writes_cases)";
        command.args([
            "nextest",
            "run",
            "--locked",
            "--workspace",
            "--run-ignored",
            "only",
            "--filterset",
            which,
        ]);
    } else {
        command.args(["test", "--locked", "--package", "smart-forms", "--lib", "--quiet"]);
        command.args(["--", "--ignored", "writes_cases"]);
    }
    run::shown(command.env("FORM_CASES", &cases))?;
    Ok(cases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_engine_is_tried_only_where_it_runs() {
        assert!([(20, 19), (22, 12), (24, 0), (25, 1)].iter().all(|&(a, b)| runs_the_engine(a, b)));
        assert!(
            ![(18, 20), (20, 18), (21, 7), (22, 11), (23, 9)].iter().any(|&(a, b)| runs_the_engine(a, b))
        );
    }
}
