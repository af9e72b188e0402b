// SPDX-License-Identifier: EUPL-1.2
//! `maillage form check` and `maillage form xform`: whether a workbook is a form, and the form as an XForm.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};
use smart_forms::book::{self, Format};
use smart_forms::form::{self, Form, Report};
use smart_forms::words::{Code, Lang, Problem};
use smart_forms::xform_in;

use super::super::{say, say_error};
use super::batch;

#[derive(clap::Args)]
pub(super) struct CheckArgs {
    /// The workbook (xlsx, xls, ods, csv or a table in markdown) or the XForm; the input when there is none or it is `-`.
    file: Option<PathBuf>,
    /// As JSON, with sentences in French and in English.
    #[arg(long)]
    json: bool,
    /// In which language it is told.
    #[arg(long, value_enum, default_value_t = Told::Fr)]
    lang: Told,
    /// Reads cases from the input, a line each: `{"md": "<a workbook as a table in markdown>"}`.
    #[arg(long, conflicts_with = "file")]
    batch: bool,
}

#[derive(clap::Args)]
pub(super) struct XformArgs {
    /// The workbook; the input when there is none or it is `-`.
    file: Option<PathBuf>,
    /// Reads cases from the input, a line each: `{"md": "<a workbook as a table in markdown>"}`.
    #[arg(long, conflicts_with = "file")]
    batch: bool,
}

/// The languages in which the author of a form is told something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Told {
    /// French.
    Fr,
    /// English.
    En,
}

impl Told {
    fn lang(self) -> Lang {
        match self {
            Told::Fr => Lang::Fr,
            Told::En => Lang::En,
        }
    }

    /// Row, column; what is worth knowing; that it is accepted.
    fn words(self) -> [&'static str; 4] {
        match self {
            Told::Fr => ["ligne", "colonne", "À noter", "Le formulaire est accepté."],
            Told::En => ["row", "column", "To be noted", "The form is accepted."],
        }
    }
}

/// A report as machines read it: sentences in French and in English.
fn report_json(report: &Report) -> Value {
    let one = |p: &Problem| {
        json!({
            "code": p.code.slug(), "sheet": (!p.sheet.is_empty()).then_some(&p.sheet), "row": p.row, "column": p.column_letters(),
            "heading": (!p.heading.is_empty()).then_some(&p.heading),
            "message": p.message(Lang::En), "message_fr": p.message(Lang::Fr),
        })
    };
    let all = |problems: &[Problem]| problems.iter().map(one).collect::<Vec<_>>();
    json!({ "accepted": report.accepted, "errors": all(&report.errors), "warnings": all(&report.warnings) })
}

/// A problem as people read it: where, then what.
pub(super) fn line(problem: &Problem, told: Told) -> String {
    let [row_word, column_word, ..] = told.words();
    let place: Vec<String> = [
        (!problem.sheet.is_empty()).then(|| problem.sheet.clone()),
        problem.row.map(|row| format!("{row_word} {row}")),
        problem.column_letters().map(|column| format!("{column_word} {column}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let message = problem.message(told.lang());
    if place.is_empty() { message } else { format!("{}: {message}", place.join(", ")) }
}

fn refused(problem: Problem) -> Report {
    Report { accepted: false, errors: vec![problem], ..Report::default() }
}

/// Of a workbook, or of an XForm, which is told by its first sign.
pub(super) fn of_bytes(bytes: &[u8]) -> Report {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if text.starts_with(b"<") {
        let read =
            std::str::from_utf8(text).map_err(|_| Problem::new(Code::NotUtf8)).and_then(xform_in::read);
        let accepted = |form| Report { accepted: true, form: Some(form), ..Report::default() };
        return read.map_or_else(refused, accepted);
    }
    book::read(bytes).map_or_else(refused, |book| form::check(&book))
}

/// The form of a file; what is wrong with it, where it is none.
pub(super) fn form_of(file: Option<&Path>) -> Result<Form, Vec<String>> {
    let report = of_bytes(&bytes_of(file).map_err(|why| vec![why])?);
    let errors = report.errors.iter().map(|p| line(p, Told::Fr)).collect();
    report.form.ok_or(errors)
}

fn of_markdown(text: &str) -> Report {
    book::read_as(text.as_bytes(), Format::Markdown).map_or_else(refused, |book| form::check(&book))
}

/// The bytes of a file, or of the input; no more of them than a workbook may have.
fn bytes_of(file: Option<&Path>) -> Result<Vec<u8>, String> {
    let most = book::MOST_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    match file.filter(|file| *file != Path::new("-")) {
        Some(path) => {
            let told = |why: std::io::Error| format!("{}: {why}", path.display());
            let file = std::fs::File::open(path).map_err(told)?;
            file.take(most).read_to_end(&mut bytes).map_err(told)?;
        }
        None => {
            std::io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|why| why.to_string())?;
        }
    }
    Ok(bytes)
}

pub(super) fn check(args: &CheckArgs) -> ExitCode {
    if args.batch {
        return batch(
            |case| {
                case["md"]
                    .as_str()
                    .map_or_else(|| broken("there is no `md`"), |md| report_json(&of_markdown(md)))
            },
            broken,
        );
    }
    let report = match bytes_of(args.file.as_deref()) {
        Ok(bytes) => of_bytes(&bytes),
        Err(why) => {
            say_error(&why);
            return ExitCode::from(2);
        }
    };
    if args.json {
        say(&report_json(&report).to_string());
    } else {
        let [.., noted, accepted] = args.lang.words();
        for problem in &report.errors {
            say(&line(problem, args.lang));
        }
        for problem in &report.warnings {
            say(&format!("{noted} – {}", line(problem, args.lang)));
        }
        if report.accepted {
            say(accepted);
        }
    }
    if report.accepted { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a batch answers where there is no workbook.
fn broken(why: &str) -> Value {
    json!({ "accepted": false, "errors": [{ "message": why }], "warnings": [] })
}

/// The report of a case, with its XForm where it is a form.
fn xform_json(case: &Value) -> Value {
    let Some(md) = case["md"].as_str() else { return broken("there is no `md`") };
    let report = of_markdown(md);
    let mut answer = report_json(&report);
    answer["xform"] = report.form.as_ref().map(form::xform::write).into();
    answer
}

pub(super) fn xform(args: &XformArgs) -> ExitCode {
    if args.batch {
        return batch(xform_json, broken);
    }
    match form_of(args.file.as_deref()) {
        Ok(form) => {
            say(&form::xform::write(&form));
            ExitCode::SUCCESS
        }
        Err(errors) => {
            errors.iter().for_each(|why| say_error(why));
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "| survey |\n| | type | name | label |\n| | text | a | A |\n";

    #[test]
    fn a_workbook_is_accepted_or_told_where_it_is_wrong() {
        assert_eq!(report_json(&of_markdown(FORM))["accepted"], json!(true));
        let report = report_json(&of_markdown(&FORM.replace("| text | a |", "| texte | a |")));
        assert_eq!(report["accepted"], json!(false));
        let error = &report["errors"][0];
        assert_eq!(
            (&error["sheet"], &error["row"], &error["column"]),
            (&json!("survey"), &json!(2), &json!("A"))
        );
        assert!(
            error["message"].as_str().is_some_and(|m| !m.is_empty())
                && error["message"] != error["message_fr"]
        );
        assert!(!of_bytes(b"\xff\xfe\x00").accepted);
        let written = xform_json(&json!({ "md": FORM }));
        assert!(written["xform"].as_str().is_some_and(|xml| xml.contains("<input ")), "{written}");
        assert_eq!(xform_json(&json!({ "md": "" }))["xform"], Value::Null);
    }

    /// What the circular asks, counted as its outline does.
    #[test]
    fn the_questionnaire_of_the_circular_is_all_there() {
        let text = include_str!("../../../../../packs/be-fwb/forms/circulaire-1785.md");
        let report = of_markdown(text);
        assert!(
            report.errors.is_empty() && report.warnings.is_empty(),
            "{:?} {:?}",
            report.errors,
            report.warnings
        );
        let form = report.form.unwrap();
        let nodes: Vec<_> = form.root.walk().collect();
        let of = |word: &str| nodes.iter().filter(|n| n.question().is_some_and(|q| q.word == word)).count();
        let named = |beginning: &str| nodes.iter().filter(|n| n.name.starts_with(beginning)).count();
        let identification = nodes.iter().find(|n| n.name == "identification").unwrap();
        assert_eq!(identification.children.len(), 7);
        assert_eq!(named("section_"), 5);
        assert_eq!(of("select_one"), 19, "questions answered by yes or no");
        let partners = form.lists.iter().find(|l| l.name == "partenaires").unwrap();
        assert_eq!(partners.choices.len(), 20);
        let grids = nodes.iter().filter(|n| {
            n.name.starts_with("partenaires_") && n.question().is_some_and(|q| q.choices.is_some())
        });
        assert_eq!(grids.count(), 6);
        assert_eq!(nodes.iter().filter(|n| n.name.ends_with("_autres")).count(), 6);
        assert_eq!((named("pratique_"), named("contact_")), (4, 4));
        let types = nodes.iter().find(|n| n.name == "types").unwrap();
        let ways = form.lists.iter().find(|l| l.name == "voies").unwrap();
        // Besides these a table has a line that shows its ways.
        let lines =
            types.children.iter().filter(|n| ["m1", "m2", "m3", "m4", "m5"].contains(&n.name.as_str()));
        assert_eq!((lines.count(), ways.choices.len()), (5, 1 + 2));
        // Eight notes: six beside questions, two beside partners.
        let beside = nodes.iter().filter(|n| !n.guidance.is_empty()).count();
        let noted =
            partners.choices.iter().filter(|c| c.columns.iter().any(|(n, v)| n == "note" && !v.is_empty()));
        assert_eq!((beside, noted.count()), (6, 2));
        assert!(nodes.iter().all(|n| n.bind.required.is_none()), "nothing is mandatory");
    }
}
