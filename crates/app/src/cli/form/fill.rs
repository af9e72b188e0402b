// SPDX-License-Identifier: EUPL-1.2
//! `maillage form fill` and `maillage form bench`: a form filled in by steps, and what that costs.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use platform::clock::Stopwatch;
use platform::config::Config;
use serde_json::{Value, json};
use smart_forms::answers::Document;
use smart_forms::form::{Control, Form};
use smart_forms::instance::{Instance, Loaded, NodeState, Step};
use smart_forms::words::Lang;

use super::super::{say, say_error};
use super::World;
use super::check::form_of;
use crate::bench;

#[derive(clap::Args)]
pub(super) struct FillArgs {
    /// The form: a workbook or an XForm.
    file: PathBuf,
    /// The steps, as JSON: `[{"path": "/data/age", "value": "12"}, {"add": "/data/enfant"}, …]`.
    #[arg(long)]
    answers: PathBuf,
    /// What is printed after the last step.
    #[arg(long = "as", value_enum, default_value_t = Shape::States)]
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    /// How every question and group stands.
    States,
    /// The answers as a document that reads for ever.
    Document,
    /// The answers as tools of the ODK family submit them.
    Xml,
}

#[derive(clap::Args)]
pub(super) struct BenchArgs {
    /// The form: a workbook or an XForm.
    file: PathBuf,
}

fn told(lines: &[String]) -> ExitCode {
    lines.iter().for_each(|why| say_error(why));
    ExitCode::FAILURE
}

/// The form, ready to be filled in.
fn begun(form: &Form, config: &Config) -> Result<Instance, Vec<String>> {
    let told = |problems: Vec<smart_forms::instance::LoadProblem>| {
        problems.iter().map(|problem| problem.message(Lang::Fr)).collect::<Vec<_>>()
    };
    let loaded = Arc::new(Loaded::new(form).map_err(told)?);
    Ok(Instance::begin(loaded, Arc::new(World::of(config))))
}

pub(super) fn fill(args: &FillArgs, config: &Config) -> ExitCode {
    let steps = std::fs::read_to_string(&args.answers)
        .map_err(|why| format!("{}: {why}", args.answers.display()))
        .and_then(|text| {
            serde_json::from_str(&text).map_err(|why| format!("{}: {why}", args.answers.display()))
        });
    let steps: Vec<Value> = match steps {
        Ok(steps) => steps,
        Err(why) => return told(&[why]),
    };
    let mut instance = match form_of(Some(&args.file)).and_then(|form| begun(&form, config)) {
        Ok(instance) => instance,
        Err(why) => return told(&why),
    };
    let refused = taken(&mut instance, &steps);
    match args.shape {
        Shape::States => say(&states(&instance).to_string()),
        Shape::Document => say(&Document::of(&instance).json().to_string()),
        Shape::Xml => say(&instance.xml()),
    }
    if refused.is_empty() { ExitCode::SUCCESS } else { told(&refused) }
}

/// Takes the steps; what of them could not be taken, by its number.
fn taken(instance: &mut Instance, steps: &[Value]) -> Vec<String> {
    let mut refused = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let taken = Step::read(step).map_err(|why| why.to_string());
        let taken = taken.and_then(|step| {
            let lang = instance.lang();
            instance.take(&step).map_err(|why| why.message(lang))
        });
        if let Err(why) = taken {
            refused.push(format!("step {}: {why}", at + 1));
        }
    }
    refused
}

fn states(instance: &Instance) -> Value {
    Value::from(instance.state().iter().map(NodeState::json).collect::<Vec<_>>())
}

/// Answers that are measured, at most.
const ANSWERS: usize = 2_000;

pub(super) fn bench(args: &BenchArgs, config: &Config) -> ExitCode {
    let watch = Stopwatch::start();
    let form = match form_of(Some(&args.file)) {
        Ok(form) => form,
        Err(why) => return told(&why),
    };
    let read = watch.elapsed();
    let watch = Stopwatch::start();
    let mut instance = match begun(&form, config) {
        Ok(instance) => instance,
        Err(why) => return told(&why),
    };
    let load = watch.elapsed();
    let questions: Vec<(String, Vec<String>)> = form
        .root
        .walk()
        .filter(|node| node.question().is_some_and(|q| q.control != Control::None))
        .map(|node| (node.path.clone(), typed(&instance, &node.path, &node.bind.data_type)))
        .collect();
    let mut times: Vec<Duration> = Vec::new();
    let rounds = ANSWERS.div_ceil(questions.len().max(1));
    for round in 0..rounds {
        for (path, answers) in &questions {
            let Some(answer) = answers.get(round % answers.len().max(1)) else { continue };
            let watch = Stopwatch::start();
            // What is not asked at present, or inside a group that has no turn yet, takes no answer and no time.
            if instance.set(path, answer).is_ok() {
                times.push(watch.elapsed());
            }
        }
    }
    times.sort();
    let at = |share: f64| {
        let at = (times.len().saturating_sub(1) as f64 * share).round() as usize;
        times.get(at).map(|t| t.as_secs_f64() * 1e3)
    };
    let (rss, _) = bench::memory_mb();
    let out = json!({
        "nodes": instance.loaded().len(), "read_ms": read.as_secs_f64() * 1e3, "load_ms": load.as_secs_f64() * 1e3,
        "answers": times.len(), "answer_ms": { "p50": at(0.5), "p99": at(0.99) }, "rss_mb": rss,
    });
    say(&out.to_string());
    ExitCode::SUCCESS
}

/// Answers of the right kind, so that one differs from the next.
fn typed(instance: &Instance, path: &str, data_type: &str) -> Vec<String> {
    let offered = instance.choices(path).unwrap_or_default();
    if !offered.is_empty() {
        return offered.into_iter().take(7).map(|choice| choice.name).collect();
    }
    let all: &[&str] = match data_type {
        "int" => &["0", "1", "7", "17", "42", "1200"],
        "decimal" => &["0.5", "1", "36.6", "120"],
        "date" => &["2026-01-31", "2019-06-01", "2001-12-24"],
        "time" => &["08:15:00.000", "23:59:00.000"],
        "dateTime" => &["2026-01-31T08:15:00.000+01:00", "2019-06-01T12:00:00.000+02:00"],
        "geopoint" => &["50.63 5.57 60 5", "48.85 2.35 35 10"],
        _ => &["oui", "Une phrase de quelques mots.", "x"],
    };
    all.iter().map(|&text| text.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "| survey |
|  | type | name | label | relevant |
|  | integer | age | Quel âge ? | |
|  | text | ecole | Quelle école ? | ${age} < 18 |
|  | begin_repeat | enfant | Enfant | |
|  | text | nom | Son nom | |
|  | end_repeat | | | |
";

    #[test]
    fn steps_are_taken_and_told_one_by_one() {
        let form = super::super::check::of_bytes(FORM.as_bytes()).form.unwrap();
        let mut instance = begun(&form, &Config::default()).unwrap();
        let steps = [
            json!({ "path": "/data/age", "value": "12" }),
            json!({ "path": "/data/ecole", "value": "Sainte-Marie" }),
            json!({ "add": "/data/enfant" }),
            json!({ "path": "/data/nulle-part", "value": "x" }),
            json!({ "path": "/data/age", "value": 20 }),
        ];
        let refused = taken(&mut instance, &steps);
        assert_eq!(refused.len(), 1);
        assert!(refused[0].starts_with("step 4: "), "{refused:?}");
        let states = states(&instance);
        let of = |path: &str| states.as_array().unwrap().iter().find(|s| s["path"] == path).cloned();
        assert_eq!(of("/data/ecole").unwrap()["relevant"], json!(false));
        assert_eq!(of("/data/age").unwrap()["value"], json!("20"));
        assert!(of("/data/enfant[2]/nom").is_some());
    }
}
