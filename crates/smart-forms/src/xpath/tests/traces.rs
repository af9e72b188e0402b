// SPDX-License-Identifier: EUPL-1.2
use crate::xpath::{MAX_TRACE, Nothing, Value, evaluate_traced, parse, xml::Document};

#[test]
fn a_trace_tells_how_a_value_came_about() {
    let answers = Document::parse("<q><age>13</age><alone>yes</alone></q>").unwrap();
    let expr = parse("if(/q/age >= 12 and /q/alone = 'yes', 'ask', concat('do', 'not'))").unwrap();
    let (value, trace) = evaluate_traced(&expr, &answers, answers.root(), &Nothing);
    assert_eq!(value, Ok(Value::Text("ask".to_owned())));
    let told: Vec<(&str, String)> = trace
        .parts
        .iter()
        .map(|part| {
            let shown = match &part.value {
                Value::Nodes(nodes) => nodes.iter().map(|node| answers.text(*node)).collect(),
                other => format!("{other:?}"),
            };
            (part.span.of(expr.text()), shown)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("/q/age", "13".to_owned()),
            ("/q/age >= 12", "Boolean(true)".to_owned()),
            ("/q/alone", "yes".to_owned()),
            ("/q/alone = 'yes'", "Boolean(true)".to_owned()),
            ("/q/age >= 12 and /q/alone = 'yes'", "Boolean(true)".to_owned()),
            ("if(/q/age >= 12 and /q/alone = 'yes', 'ask', concat('do', 'not'))", "Text(\"ask\")".to_owned()),
        ]
    );
    assert!(!trace.cut);
}

#[test]
fn a_trace_ends_with_the_fault_and_is_bounded() {
    let nothing = Document::parse("<a/>").unwrap();
    let expr = parse("1 + 1 = 2 and frobnicate(3)").unwrap();
    let (value, trace) = evaluate_traced(&expr, &nothing, nothing.root(), &Nothing);
    let error = value.unwrap_err();
    assert_eq!((error.fault.code(), error.span.of(expr.text())), ("unknown-function", "frobnicate(3)"));
    assert_eq!(trace.parts.len(), 2);

    let expr = parse(&vec!["abs(1)"; MAX_TRACE + 5].join(" + ")).unwrap();
    let (_, trace) = evaluate_traced(&expr, &nothing, nothing.root(), &Nothing);
    assert_eq!((trace.parts.len(), trace.cut), (MAX_TRACE, true));

    // Conditions on nodes are not told: there may be thousands.
    let expr = parse("count(/a[1 = 1])").unwrap();
    let (_, trace) = evaluate_traced(&expr, &nothing, nothing.root(), &Nothing);
    assert_eq!(trace.parts.len(), 2);
}
