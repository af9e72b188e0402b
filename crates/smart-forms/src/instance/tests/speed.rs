// SPDX-License-Identifier: EUPL-1.2
//! How long it takes: loading a form, and what follows from one answer. `cargo test --release -p smart-forms --lib
//! speed -- --ignored --nocapture` prints JSON.

use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

use super::*;
use crate::form::{Bind, Choice, Control, Expression, Kind, List, Node, Question, Text};

fn question(parent: &str, name: &str, control: Control, bind: Bind) -> Node {
    Node {
        name: name.to_owned(),
        path: format!("{parent}/{name}"),
        kind: Kind::Question(Box::new(Question {
            word: "integer".to_owned(),
            control,
            media: String::new(),
            choices: None,
            parameters: Vec::new(),
        })),
        label: Text::plain("default", "Combien ?"),
        bind: Bind { data_type: "int".to_owned(), ..bind },
        ..Node::default()
    }
}

fn rule(formula: String) -> Option<Expression> {
    Some(Expression::plain(&formula))
}

/// A form of so many nodes, all beside one another, in which each answer has four dependents.
fn flat(nodes: usize) -> Form {
    let mut root = Node { name: "data".to_owned(), path: "/data".to_owned(), ..Node::default() };
    for set in 0..nodes / 5 {
        let answer = format!("/data/a{set}");
        root.children.push(question(
            "/data",
            &format!("a{set}"),
            Control::Input,
            Bind { constraint: rule(". < 1000000".to_owned()), ..Bind::default() },
        ));
        root.children.push(question(
            "/data",
            &format!("b{set}"),
            Control::Input,
            Bind { relevant: rule(format!("{answer} > 10")), ..Bind::default() },
        ));
        root.children.push(question(
            "/data",
            &format!("c{set}"),
            Control::None,
            Bind { calculate: rule(format!("{answer} * 2")), ..Bind::default() },
        ));
        root.children.push(question(
            "/data",
            &format!("d{set}"),
            Control::None,
            Bind { calculate: rule(format!("/data/c{set} + {answer}")), ..Bind::default() },
        ));
        root.children.push(question(
            "/data",
            &format!("e{set}"),
            Control::Input,
            Bind { required: rule(format!("/data/d{set} > 50")), ..Bind::default() },
        ));
    }
    Form { id: format!("flat{nodes}"), default_language: "default".to_owned(), root, ..Form::default() }
}

/// A form like the large ones of public health: 560 nodes in groups, in which what is asked depends on long chains of
/// earlier answers.
fn chained() -> Form {
    let mut root = Node { name: "data".to_owned(), path: "/data".to_owned(), ..Node::default() };
    let mut before = String::new();
    let mut earlier: Vec<String> = Vec::new();
    for group in 0..28 {
        let path = format!("/data/g{group}");
        let mut node = Node { name: format!("g{group}"), path: path.clone(), ..Node::default() };
        if group % 3 == 1 {
            node.bind.relevant = rule(format!("/data/g0/q0 > {group} or {before} != 7"));
        }
        for at in 0..19 {
            let calculated = at == 18;
            let terms: Vec<String> =
                earlier.iter().rev().step_by(7).take(6).map(|path| format!("{path} != 3")).collect();
            let bind = Bind {
                relevant: (!before.is_empty() && !calculated)
                    .then(|| {
                        format!(
                            "{before} != 0 and ({} or /data/g0/q0 > 5)",
                            terms.join(" or ").replace("()", "true()")
                        )
                    })
                    .filter(|_| !terms.is_empty())
                    .and_then(rule),
                calculate: calculated
                    .then(|| earlier.iter().rev().take(18).cloned().collect::<Vec<_>>().join(" + "))
                    .and_then(rule),
                constraint: (!calculated).then(|| ". >= 0 and . < 100".to_owned()).and_then(rule),
                ..Bind::default()
            };
            let name = format!("q{at}");
            let control = if calculated { Control::None } else { Control::Input };
            node.children.push(question(&path, &name, control, bind));
            if !calculated {
                before = format!("{path}/{name}");
                earlier.push(before.clone());
            }
        }
        root.children.push(node);
    }
    Form { id: "chained".to_owned(), default_language: "default".to_owned(), root, ..Form::default() }
}

#[expect(clippy::disallowed_methods, reason = "it measures this program, not what people do")]
fn now() -> Instant {
    Instant::now()
}

struct Times(Vec<Duration>);

impl Times {
    fn at(&mut self, share: f64) -> f64 {
        self.0.sort();
        let at = ((self.0.len() - 1) as f64 * share).round() as usize;
        self.0[at].as_secs_f64() * 1e6
    }
}

fn measured(form: &Form, questions: &[String]) -> Json {
    let begin_at = now();
    let mut it = begin(form);
    let load = begin_at.elapsed();
    let loaded = Arc::clone(it.loaded());
    let begin_at = now();
    drop(Instance::begin(loaded, Arc::new(Still::default())));
    let begun = begin_at.elapsed();
    let begin_at = now();
    let draft = it.save();
    let saved = begin_at.elapsed();
    let begin_at = now();
    let resumed = Instance::resume(Arc::clone(it.loaded()), Arc::new(Still::default()), &draft);
    assert!(resumed.is_ok());
    let resume = begin_at.elapsed();
    let begin_at = now();
    it.state();
    let state = begin_at.elapsed();
    let mut times = Times(Vec::new());
    let before = it.evaluated();
    let mut steps = 0;
    for round in 0..2000 / questions.len().min(2000) + 1 {
        for (at, path) in questions.iter().enumerate().take(2000) {
            let typed = ((round * 7 + at * 3) % 40 + 1).to_string();
            let begin_at = now();
            it.set(path, &typed).unwrap();
            times.0.push(begin_at.elapsed());
            steps += 1;
        }
    }
    json!({
        "form": form.id,
        "nodes": it.loaded().len(),
        "begin_ms": begun.as_secs_f64() * 1e3,
        "save_ms": saved.as_secs_f64() * 1e3,
        "resume_ms": resume.as_secs_f64() * 1e3,
        "state_ms": state.as_secs_f64() * 1e3,
        "load_ms": load.as_secs_f64() * 1e3,
        "answers": steps,
        "formulas_per_answer": (it.evaluated() - before) as f64 / steps as f64,
        "median_us": times.at(0.5),
        "p99_us": times.at(0.99),
    })
}

#[test]
#[ignore = "a measurement"]
fn one_answer_costs_what_depends_on_it() {
    for nodes in [100, 1_000, 10_000] {
        let form = flat(nodes);
        let questions: Vec<String> = (0..nodes / 5).map(|set| format!("/data/a{set}")).collect();
        println!("{}", measured(&form, &questions));
    }
    let form = chained();
    let all = form.root.walk().filter(|node| node.question().is_some_and(|q| q.control == Control::Input));
    let questions: Vec<String> = all.map(|node| node.path.clone()).collect();
    println!("{}", measured(&form, &questions));
}

/// The same without a clock: formulas are counted.
#[test]
fn what_one_answer_costs_does_not_grow_with_the_form() {
    let mut costs = Vec::new();
    for nodes in [100, 1_000, 5_000] {
        let mut it = begin(&flat(nodes));
        let before = it.evaluated();
        it.set("/data/a7", "100").unwrap();
        costs.push(it.evaluated() - before);
    }
    assert_eq!(costs, [5, 5, 5]);
}

/// A list as long as the villages of a country is gone through once, not once for each of its choices.
#[test]
fn a_list_eight_times_as_long_takes_about_eight_times_as_long() {
    let loaded = |choices: usize| {
        let choices = (0..choices).map(|at| Choice {
            name: format!("v{at}"),
            label: Text::plain("default", "Village"),
            ..Choice::default()
        });
        let list = List { name: "villages".to_owned(), choices: choices.collect() };
        let form = Form { lists: vec![list], default_language: "default".to_owned(), ..flat(5) };
        let started = now();
        assert!(Loaded::new(&form).is_ok() && !form::xform::write(&form).is_empty());
        started.elapsed()
    };
    let best = |choices: usize| (0..3).map(|_| loaded(choices)).min().unwrap_or_default();
    let (short, long) = (best(2_000), best(16_000));
    assert!(long < short * 30, "{short:?}, then {long:?}");
}
