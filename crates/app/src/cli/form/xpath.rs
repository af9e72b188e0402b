// SPDX-License-Identifier: EUPL-1.2
//! `maillage form xpath`.

use std::path::PathBuf;
use std::process::ExitCode;

use platform::config::Config;
use serde_json::{Value, json};
use smart_forms::xpath::{Outcome, evaluate_text};

use super::super::{say, say_error};
use super::{World, batch};

#[derive(clap::Args)]
pub(super) struct Args {
    /// The expression.
    #[arg(required_unless_present = "batch", allow_hyphen_values = true)]
    expr: Option<String>,
    /// The document that it is about.
    #[arg(long)]
    xml: Option<PathBuf>,
    /// An expression that finds the node from which it is seen; the top of the document without one.
    #[arg(long)]
    context: Option<String>,
    /// Reads cases from the input, a line each: `{"expr": …, "xml": …, "context": …}`.
    #[arg(long, conflicts_with_all = ["expr", "xml", "context"])]
    batch: bool,
}

pub(super) fn run(args: &Args, config: &Config) -> ExitCode {
    let world = World::of(config);
    if args.batch {
        return batch(|case| answer(case, &world), |why| json!({ "type": "error", "value": why }));
    }
    let xml = match args.xml.as_ref().map(std::fs::read_to_string).transpose() {
        Ok(xml) => xml,
        Err(why) => {
            say_error(&why.to_string());
            return ExitCode::FAILURE;
        }
    };
    let expr = args.expr.as_deref().unwrap_or_default();
    let outcome = evaluate_text(expr, xml.as_deref(), args.context.as_deref(), &world);
    say(&outcome.json().to_string());
    if matches!(outcome, Outcome::Error { .. }) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn answer(case: &Value, world: &World) -> Value {
    let Some(expr) = case["expr"].as_str() else {
        return json!({ "type": "error", "value": "there is no `expr`" });
    };
    evaluate_text(expr, case["xml"].as_str(), case["context"].as_str(), world).json()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn a_case_is_answered_whatever_it_is() {
        let world = World { zone: TimeZone::UTC };
        let given = |case: Value| answer(&case, &world).to_string();
        assert_eq!(given(json!({ "expr": "1 + 1" })), r#"{"type":"number","value":2}"#);
        assert_eq!(given(json!({ "expr": "0 div 0" })), r#"{"type":"number","value":"NaN"}"#);
        let xml = "<d><a>3</a><b><a>4</a></b></d>";
        let from = json!({ "expr": "a", "xml": xml, "context": "/d/b" });
        assert_eq!(given(from), r#"{"type":"nodeset","value":["4"]}"#);
        assert_eq!(
            given(json!({ "expr": "random() < 1 and string-length(uuid()) = 36" })),
            r#"{"type":"boolean","value":true}"#
        );
        for broken in
            [json!({}), json!({ "expr": 3 }), json!({ "expr": "(" }), json!({ "expr": "1", "xml": "<" })]
        {
            assert!(given(broken.clone()).starts_with(r#"{"type":"error""#), "{broken}");
        }
    }
}
