// SPDX-License-Identifier: EUPL-1.2
//! `maillage form fhir`: a form as a FHIR R4 Questionnaire.

use std::path::PathBuf;
use std::process::ExitCode;

use smart_forms::fhir;

use super::super::{say, say_error};
use super::check::{Told, form_of, line};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The form: a workbook or an XForm; the input when there is none or it is `-`.
    file: Option<PathBuf>,
    /// In which language it is told what FHIR cannot say.
    #[arg(long, value_enum, default_value_t = Told::Fr)]
    lang: Told,
}

pub(super) fn run(args: &Args) -> ExitCode {
    let translated = form_of(args.file.as_deref()).and_then(|form| {
        fhir::questionnaire(&form)
            .map_err(|problems| problems.iter().map(|problem| line(problem, args.lang)).collect::<Vec<_>>())
    });
    match translated {
        Ok(json) => {
            say(&json.to_string());
            ExitCode::SUCCESS
        }
        Err(why) => {
            why.iter().for_each(|why| say_error(why));
            ExitCode::FAILURE
        }
    }
}
