// SPDX-License-Identifier: EUPL-1.2
//! `maillage letters`: prints every letter of the packs from its invented example, for whoever writes or changes one.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use documents::{Engine, Template};
use kernel::{Date, Lang};
use platform::clock::Stopwatch;
use platform::config::Config;
use rulebook::Pack;
use serde_json::{Value, json};

use super::{say, say_error};
use crate::start;

#[derive(clap::Args)]
pub(super) struct Args {
    /// A folder to write the letters into, as PDF.
    #[arg(long)]
    into: Option<PathBuf>,
    /// As JSON, with what each letter took.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, config: &Config) -> ExitCode {
    match print_all(args, config) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(why) => {
            say_error(&why);
            ExitCode::FAILURE
        }
    }
}

/// Prints them all; how many cannot be.
fn print_all(args: &Args, config: &Config) -> Result<usize, String> {
    let rulebook = start::packs(config.packs_folder.as_deref()).map_err(|e| e.to_string())?;
    let engine = Engine::new(ui_assets::PRINT_FONTS).map_err(|e| e.to_string())?;
    if let Some(folder) = &args.into {
        fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let (mut lines, mut faults) = (Vec::new(), 0);
    for pack in rulebook.packs() {
        for name in pack.letters() {
            for lang in Lang::ALL {
                let file = format!("{}-{name}.{}.pdf", pack.code, lang.code());
                match print(&engine, pack, name, lang) {
                    Ok((bytes, line)) => {
                        if let Some(folder) = &args.into {
                            let path = folder.join(&file);
                            fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))?;
                        }
                        lines.push((file, line));
                    }
                    Err(fault) => {
                        faults += 1;
                        say_error(&fault);
                        lines.push((file, json!({ "fault": fault })));
                    }
                }
            }
        }
    }
    if args.json {
        let all: Vec<Value> =
            lines.iter().map(|(file, line)| json!({ "letter": file, "print": line })).collect();
        say(&Value::from(all).to_string());
    } else {
        for (file, line) in lines.iter().filter(|(_, line)| line.get("fault").is_none()) {
            say(&format!(
                "{:>8.1} ms  {:>2} pages  {file}",
                line["ms"].as_f64().unwrap_or(0.0),
                line["pages"]
            ));
        }
    }
    Ok(faults)
}

fn print(engine: &Engine, pack: &Pack, name: &str, lang: Lang) -> Result<(Vec<u8>, Value), String> {
    let facts =
        pack.sample(name).ok_or_else(|| format!("{}: {name} has no {name}.sample.toml", pack.code))?;
    let on = facts["date"].as_str().and_then(|date| date.parse::<Date>().ok());
    let on = on.ok_or_else(|| format!("{}: the sample of {name} has no date", pack.code))?;
    let letter =
        pack.letter(name, lang, on, facts).ok_or_else(|| format!("{}: {name} has no words", pack.code))?;
    let files = letter.files.iter().map(|(path, text)| (path, text.clone()));
    let template = Template::new(&letter.template, files).map_err(|e| e.to_string())?;
    let watch = Stopwatch::start();
    let pdf = engine.render(&template, &letter.inputs).map_err(|e| e.to_string())?;
    let ms = watch.elapsed().as_secs_f64() * 1e3;
    if let Some(warning) = pdf.warnings.first() {
        return Err(warning.to_string());
    }
    let line = json!({ "ms": ms, "pages": pdf.pages, "bytes": pdf.bytes.len() });
    Ok((pdf.bytes, line))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use platform::config::{Config, Sources};

    use super::{Args, print_all};

    #[test]
    fn every_letter_is_written_and_one_that_does_not_compile_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let args = Args { into: Some(folder.path().join("out")), json: false };
        let config = |packs: Option<&str>| {
            let flags = packs.map(|packs| ("packs_folder".to_owned(), packs.to_owned()));
            let sources =
                Sources { flags: flags.into_iter().collect::<BTreeMap<_, _>>(), ..Sources::default() };
            Config::load(&sources).unwrap()
        };
        assert_eq!(print_all(&args, &config(None)), Ok(0));
        let written = std::fs::read_dir(folder.path().join("out")).unwrap().count();
        assert_eq!(written, 30, "two packs, five letters, three languages");

        for (path, text) in rulebook::shipped_files() {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let own = folder.path().join("packs/fr/letters/information-child.typ");
        std::fs::write(own, "#nobody").unwrap();
        let packs = folder.path().join("packs");
        assert_eq!(print_all(&args, &config(packs.to_str())), Ok(3), "in each language");
    }
}
