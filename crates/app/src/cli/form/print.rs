// SPDX-License-Identifier: EUPL-1.2
//! `maillage form print`: a form on paper, with the same questions in the same order.

use std::path::PathBuf;
use std::process::ExitCode;

use documents::{Engine, Template};
use knowledge::forms::printing;
use platform::clock::Clock;
use platform::config::Config;
use rulebook::letter;
use smart_forms::form::Form;

use super::super::{say, say_error};
use super::check::form_of;
use crate::start;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The form: a workbook or an XForm.
    file: PathBuf,
    /// Where the PDF is written; beside the form when it is not said.
    #[arg(long)]
    into: Option<PathBuf>,
    /// In which language of the form; in the first one when it is not said.
    #[arg(long)]
    language: Option<String>,
}

pub(super) fn run(args: &Args, config: &Config) -> ExitCode {
    match print(args, config) {
        Ok(path) => {
            say(&path.display().to_string());
            ExitCode::SUCCESS
        }
        Err(why) => {
            why.iter().for_each(|why| say_error(why));
            ExitCode::FAILURE
        }
    }
}

fn print(args: &Args, config: &Config) -> Result<PathBuf, Vec<String>> {
    let one = |why: String| vec![why];
    let form = form_of(Some(&args.file))?;
    let language = language_of(&form, args.language.as_deref()).map_err(one)?;
    let rulebook = start::packs(config.packs_folder.as_deref()).map_err(|e| one(e.to_string()))?;
    let pack = rulebook.packs().next().ok_or_else(|| one("there is no pack".to_owned()))?;
    let on = Clock::System.now().local_date(&pack.calendar.zone);
    let lang = printing::lang_of(&form, &language);
    let sheet = pack.letter(letter::QUESTIONNAIRE, lang, on, &printing::facts(&form, &language));
    let sheet = sheet.ok_or_else(|| one("the packs do not say how a form is printed".to_owned()))?;
    let files = sheet.files.iter().map(|(path, text)| (path, text.clone()));
    let template = Template::new(&sheet.template, files).map_err(|e| one(e.to_string()))?;
    let engine = Engine::new(ui_assets::PRINT_FONTS).map_err(|e| one(e.to_string()))?;
    let pdf = engine.render(&template, &sheet.inputs).map_err(|e| one(e.to_string()))?;
    let path = args.into.clone().unwrap_or_else(|| args.file.with_extension("pdf"));
    std::fs::write(&path, pdf.bytes).map_err(|e| one(format!("{}: {e}", path.display())))?;
    Ok(path)
}

/// The language asked for, by its name or its code; the first one of the form when none is.
fn language_of(form: &Form, asked: Option<&str>) -> Result<String, String> {
    let Some(asked) = asked else { return Ok(printing::first_language(form)) };
    let known =
        form.languages.iter().find(|known| known.name == asked || known.code.as_deref() == Some(asked));
    known.map(|known| known.name.clone()).ok_or_else(|| format!("the form is not written in `{asked}`"))
}
