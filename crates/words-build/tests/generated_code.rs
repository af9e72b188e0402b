// SPDX-License-Identifier: EUPL-1.2
//! The generated code, compiled for real: with `rustc` and run, and with clippy where it is installed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// An empty folder of this test.
#[allow(clippy::unwrap_used)]
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("words-build").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture/src")
}

/// Compiles the fixture in `out`, with a compiler and its flags.
fn compile(compiler: &str, out: &Path, flags: &[&str]) -> Result<PathBuf, String> {
    let run = |source: &str, more: &[&str]| {
        let output = Command::new(compiler)
            .current_dir(out)
            .env("OUT_DIR", out)
            .args(["--edition", "2024", "-D", "warnings", "-D", "missing_docs"])
            .args(more)
            .args(flags)
            .arg(fixture().join(source))
            .output()
            .map_err(|error| format!("{compiler}: {error}"))?;
        if output.status.success() {
            Ok(())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    };
    run("kernel.rs", &["--crate-type", "rlib"])?;
    run("main.rs", &["--crate-name", "fixture", "--extern", "kernel=libkernel.rlib"])?;
    Ok(out.join("fixture"))
}

#[test]
fn the_generated_code_compiles_without_a_warning_and_says_the_words() {
    let out = folder("run");
    let (compiled, faults) = words_build::compile_folder(&fixture(), &out, "::kernel::Lang");
    assert_eq!(faults, []);
    let names: Vec<_> = compiled.written.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    assert_eq!(names, ["words_cases_closing.rs", "words_concerns.rs", "words_root.rs"]);

    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let program = compile(&rustc, &out, &[]).unwrap_or_else(|error| panic!("{error}"));
    let run = Command::new(program).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn clippy_has_nothing_to_say() {
    if Command::new("clippy-driver").arg("--version").output().is_err() {
        println!("clippy is not installed: not checked");
        return;
    }
    let out = folder("clippy");
    words_build::compile_folder(&fixture(), &out, "::kernel::Lang");
    compile("clippy-driver", &out, &["-D", "clippy::all"]).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_is_watched_is_exact() {
    let out = folder("watched");
    let (compiled, _) = words_build::compile_folder(&fixture(), &out, "::kernel::Lang");
    let watched: Vec<_> =
        compiled.watched.iter().map(|path| path.strip_prefix(fixture()).unwrap().to_str().unwrap()).collect();
    assert_eq!(
        watched,
        [
            "cases/closing/words",
            "cases/closing/words/en.ftl",
            "cases/closing/words/fr.ftl",
            "cases/closing/words/nl.ftl",
            "concerns/words",
            "concerns/words/en.ftl",
            "concerns/words/fr.ftl",
            "concerns/words/nl.ftl",
            "main.rs",
            "words",
            "words/en.ftl",
            "words/fr.ftl",
            "words/nl.ftl",
        ]
    );
}

#[test]
fn an_unchanged_file_keeps_its_time_and_a_lost_slice_loses_its_file() {
    let out = folder("leftovers");
    let leftover = out.join("words_gone.rs");
    fs::write(&leftover, "old").unwrap();
    let (compiled, _) = words_build::compile_folder(&fixture(), &out, "::kernel::Lang");
    assert!(!leftover.exists());
    let time = |path: &PathBuf| fs::metadata(path).unwrap().modified().unwrap();
    let before: Vec<_> = compiled.written.iter().map(time).collect();
    std::thread::sleep(std::time::Duration::from_millis(20));
    let (again, _) = words_build::compile_folder(&fixture(), &out, "::kernel::Lang");
    assert_eq!(before, again.written.iter().map(time).collect::<Vec<_>>());
}
