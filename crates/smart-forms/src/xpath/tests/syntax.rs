// SPDX-License-Identifier: EUPL-1.2
use proptest::prelude::*;

use super::alone;
use crate::xpath::{
    Axis, BinaryOp, Expr, Kind, MAX_DEPTH, MAX_LENGTH, MAX_NODES, Nothing, Span, SyntaxFault, check,
    evaluate, parse, xml::Document,
};

#[test]
fn what_the_grammar_has_is_read() {
    for text in [
        "1",
        ".5",
        "5.",
        "1e3",
        "7.5E-12 + .5e+2",
        "'a \"quoted\" word'",
        "\"it's\"",
        "a",
        "a/b",
        "/",
        "/a",
        "//a",
        "a//b",
        "./a",
        "../a",
        "..",
        ".",
        "@a",
        "a/@*",
        "*",
        "a:*",
        "a:b",
        "@a:b",
        "*[1]",
        "a[b][c]",
        "a[b = 'x' and c]/d",
        "child::a",
        "child :: a / attribute :: b",
        "ancestor-or-self::node()",
        "processing-instruction()",
        "processing-instruction('x')",
        "comment()",
        "text ( )",
        "f()",
        "f(1, a, 'x')",
        "jr:choice-name(a, 'b')",
        "current()/../a",
        "instance('x')/*/item[name = current()/../y]/label",
        "(a | b)[1]/c",
        "a | b | /c",
        "-1",
        "--1",
        "- - 1",
        "1 - -1",
        "1 + 2 * 3 - 4 div 5 mod 6",
        "a-b",
        "a -b",
        "* * *",
        "div div div",
        "and and and",
        "or or or",
        "mod mod mod",
        "div * mod",
        "/* * 2",
        "6div2",
        "a = b != c < d <= e > f >= g",
        "$x",
        "$a:x",
        "\t\r\n 1 \n",
        "été/naïve",
        "node/text",
        "div",
        "text/comment",
        "(1)",
        "((((a))))",
        "f(g(h()))",
        "/a/b/c[/d/e]",
        "a.b-c_d1",
        "self::a",
        "id('x')/a",
        "'x'[1]",
    ] {
        assert!(parse(text).is_ok(), "{text} is an expression: {:?}", parse(text));
    }
}

#[test]
fn what_the_grammar_has_not_is_refused_with_its_place() {
    let unexpected = |found: &str| SyntaxFault::Unexpected(found.to_owned());
    let no_operator = |found: &str| SyntaxFault::NoOperator(found.to_owned());
    for (text, fault, start, end) in [
        ("", SyntaxFault::Empty, 0, 0),
        ("  \n", SyntaxFault::Empty, 0, 0),
        ("1 +", SyntaxFault::UnexpectedEnd, 3, 3),
        ("f(1", SyntaxFault::OpenBracket('('), 1, 2),
        ("f(", SyntaxFault::OpenBracket('('), 1, 2),
        ("a[1", SyntaxFault::OpenBracket('['), 1, 2),
        ("(a", SyntaxFault::OpenBracket('('), 0, 1),
        ("a)", unexpected(")"), 1, 2),
        ("a]", unexpected("]"), 1, 2),
        ("(a]", unexpected("]"), 2, 3),
        ("f(1,)", unexpected(")"), 4, 5),
        ("f(,1)", unexpected(","), 2, 3),
        ("f(1 2)", unexpected("2"), 4, 5),
        ("'abc", SyntaxFault::OpenQuote, 0, 1),
        ("a = 'b", SyntaxFault::OpenQuote, 4, 5),
        ("a b", no_operator("b"), 2, 3),
        ("1 And 1", no_operator("And"), 2, 5),
        ("1 OR 1", no_operator("OR"), 2, 4),
        ("10 order", no_operator("order"), 3, 8),
        ("a == b", unexpected("="), 3, 4),
        ("a && b", SyntaxFault::Character('&'), 2, 3),
        ("a ! b", SyntaxFault::Character('!'), 2, 3),
        ("a # b", SyntaxFault::Character('#'), 2, 3),
        ("${a}", SyntaxFault::Character('$'), 0, 1),
        ("“a”", SyntaxFault::Character('“'), 0, 3),
        ("sideways::a", SyntaxFault::Axis("sideways".to_owned()), 0, 10),
        ("a/", SyntaxFault::UnexpectedEnd, 2, 2),
        ("//", SyntaxFault::UnexpectedEnd, 2, 2),
        ("a///b", unexpected("/"), 3, 4),
        ("a/f()", unexpected("f"), 2, 3),
        (".[1]", unexpected("["), 1, 2),
        ("@", SyntaxFault::UnexpectedEnd, 1, 1),
        ("a[]", unexpected("]"), 2, 3),
        ("()", unexpected(")"), 1, 2),
        ("1e3m", no_operator("e3m"), 1, 4),
        ("1e", no_operator("e"), 1, 2),
        ("1e-x", no_operator("e-x"), 1, 4),
        ("1 e3", no_operator("e3"), 2, 4),
        ("node(1)", unexpected("1"), 5, 6),
        ("a|", SyntaxFault::UnexpectedEnd, 2, 2),
        ("* *", SyntaxFault::UnexpectedEnd, 3, 3),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!((error.fault, error.span), (fault, Span { start, end }), "{text}");
    }
}

#[test]
fn operators_bind_as_they_should() {
    let shape = |text: &str| {
        let expr = parse(text).unwrap();
        write(&expr, expr.root())
    };
    assert_eq!(shape("1 + 2 * 3"), "(1 + (2 * 3))");
    assert_eq!(shape("1 * 2 + 3"), "((1 * 2) + 3)");
    assert_eq!(shape("1 - 2 - 3"), "(1 - 2 - 3)");
    assert_eq!(shape("1 or 2 and 3"), "(1 or (2 and 3))");
    assert_eq!(shape("1 = 2 < 3"), "(1 = (2 < 3))");
    assert_eq!(shape("1 < 2 = 3 < 4"), "((1 < 2) = (3 < 4))");
    assert_eq!(shape("-1 + 2"), "((-1) + 2)");
    assert_eq!(shape("2 * -3"), "(2 * (-3))");
    assert_eq!(shape("(1 + 2) * 3"), "((1 + 2) * 3)");
    assert_eq!(shape("1 or 2 or 3 and 4 or 5"), "(1 or 2 or (3 and 4) or 5)");
}

fn write(expr: &Expr, id: crate::xpath::ExprId) -> String {
    match expr.kind(id).unwrap() {
        Kind::Number(number) => number.to_string(),
        Kind::Negate { operand, .. } => format!("(-{})", write(expr, *operand)),
        Kind::Chain { first, rest } => {
            let rest: String =
                rest.iter().map(|(op, id)| format!(" {} {}", op.sign(), write(expr, *id))).collect();
            format!("({}{rest})", write(expr, *first))
        }
        _ => expr.span(id).of(expr.text()).to_owned(),
    }
}

#[test]
fn parts_know_their_place() {
    let expr = parse(" if( selected(../a, 'x') , b[ 2 ]/@c , -4 )").unwrap();
    let mut places: Vec<&str> = expr.parts().map(|(_, _, span)| span.of(expr.text())).collect();
    places.sort_unstable();
    let expected = [
        "'x'",
        "-4",
        "../a",
        "2",
        "4",
        "b[ 2 ]/@c",
        "if( selected(../a, 'x') , b[ 2 ]/@c , -4 )",
        "selected(../a, 'x')",
    ];
    assert_eq!(places, expected);
    let calls: Vec<(String, usize)> =
        expr.calls().map(|(call, _)| (call.name.to_string(), call.args.len())).collect();
    assert_eq!(calls, [("selected".to_owned(), 2), ("if".to_owned(), 3)]);
    let steps: Vec<Vec<&str>> = expr
        .paths()
        .map(|(path, _)| path.steps.iter().map(|step| step.span.of(expr.text())).collect())
        .collect();
    assert_eq!(steps, [vec!["..", "a"], vec!["b[ 2 ]", "@c"]]);
    assert_eq!(expr.children(expr.root()).len(), 3);
}

#[test]
fn abbreviations_are_steps() {
    let expr = parse("//a/../@b").unwrap();
    let Some(Kind::Path(path)) = expr.kind(expr.root()) else { panic!("a path") };
    let axes: Vec<Axis> = path.steps.iter().map(|step| step.axis).collect();
    assert_eq!(axes, [Axis::DescendantOrSelf, Axis::Child, Axis::Parent, Axis::Attribute]);
    let expr = parse("a * b").unwrap();
    let Some(Kind::Chain { rest, .. }) = expr.kind(expr.root()) else { panic!("a product") };
    assert_eq!(rest.first().map(|(op, _)| *op), Some(BinaryOp::Multiply));
}

#[test]
fn limits_hold() {
    let fault = |text: &str| parse(text).unwrap_err().fault;
    assert_eq!(fault(&"1".repeat(MAX_LENGTH + 1)), SyntaxFault::TooLong);
    let nested = |open: &str, inside: &str, close: &str, times: usize| {
        format!("{}{inside}{}", open.repeat(times), close.repeat(times))
    };
    for (open, inside, close) in
        [("(", "1", ")"), ("not(", "1", ")"), ("a[", "1", "]"), ("1 + (", "1", ")"), ("if(1, 1, ", "1", ")")]
    {
        assert_eq!(fault(&nested(open, inside, close, MAX_DEPTH + 1)), SyntaxFault::TooDeep, "{open}");
        let deep = nested(open, inside, close, MAX_DEPTH - 1);
        assert!(parse(&deep).is_ok(), "{open}");
        // The stack holds for whoever evaluates it.
        alone(&deep);
    }
    // Long is not deep.
    let long = vec!["a = 'x'"; 3_000].join(" or ");
    assert!(parse(&long).is_ok());
    assert!(parse(&format!("{}1", "-".repeat(10_000))).is_ok());
    assert!(parse(&vec!["a"; 5_000].join("/")).is_ok());
    assert_eq!(fault(&vec!["1"; MAX_NODES + 2].join("+")), SyntaxFault::TooManyParts);
    assert_eq!(fault(&vec!["a"; MAX_NODES + 2].join("/")), SyntaxFault::TooManyParts);
}

#[test]
fn the_deepest_of_all_shapes_can_be_evaluated() {
    // Each level is a condition in a path in a sum in a call: the widest frames there are.
    let mut text = "1".to_owned();
    let mut deeper = text.clone();
    while parse(&deeper).is_ok() {
        text = deeper;
        deeper = format!("//*[concat(1 + ({text}), (a | b)[{text}])]");
        if deeper.len() > MAX_LENGTH / 4 {
            break;
        }
    }
    alone(&text);
    let mut text = "1".to_owned();
    let mut deeper = text.clone();
    while parse(&deeper).is_ok() {
        text = deeper;
        deeper = format!("coalesce(1 + -(. | .)[string({text})], 2)");
    }
    alone(&text);
}

#[test]
fn calls_can_be_checked_before_anything_is_evaluated() {
    let codes = |text: &str| -> Vec<&str> {
        check(&parse(text).unwrap()).iter().map(|(fault, _)| fault.code()).collect()
    };
    assert_eq!(codes("if(selected(a, 'b'), jr:itext('c'), 1)"), [""; 0]);
    assert_eq!(codes("frobnicate(1)"), ["unknown-function"]);
    assert_eq!(codes("selected(a)"), ["too-few-arguments"]);
    assert_eq!(codes("true(1) or today(2)"), ["too-many-arguments", "too-many-arguments"]);
    assert_eq!(codes("choice-name(a, 'b')"), ["unknown-function"]);
    assert_eq!(codes("a:concat(1)"), ["unknown-function"]);
}

/// Pieces of expressions, to be put together without sense.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1",
        ".5",
        "'a'",
        "\"",
        "a",
        "b:c",
        "*",
        "/",
        "//",
        ".",
        "..",
        "@",
        "(",
        ")",
        "[",
        "]",
        ",",
        "::",
        "child::",
        "$x",
        "|",
        "+",
        "-",
        "=",
        "!=",
        "<",
        ">=",
        " and ",
        " or ",
        " div ",
        " mod ",
        " ",
        "concat(",
        "if(",
        "sum(//a)",
        "position()",
        "substring('abcé', ",
        "1 div 0",
        "today()",
        "randomize(//*, 3)",
        "node()",
        "é",
        "\u{0}",
        "regex(",
        "format-date(",
        "indexed-repeat(//b, //a, ",
        "round(2.5, ",
        "'2026-02-30'",
        "date(",
        "translate(",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(crate::tests::effort(1_500))]

    #[test]
    fn no_text_makes_it_stumble(text in ".{0,60}") {
        let _ = alone(&text);
    }

    #[test]
    fn no_pieces_make_it_stumble(text in pieces()) {
        let _ = alone(&text);
        if let Ok(expr) = parse(&text) {
            // Every part lies within the text, and is made of parts before it.
            for (id, _, span) in expr.parts() {
                prop_assert!(span.start <= span.end && span.end as usize <= text.len());
                prop_assert!(expr.children(id).iter().all(|child| *child < id));
            }
            let document = Document::parse("<a><b>1</b><b c='2'>x</b></a>").unwrap();
            let _ = evaluate(&expr, &document, document.root(), &Nothing);
        }
    }

    #[test]
    fn what_is_read_is_read_again_alike(text in pieces()) {
        if let Ok(expr) = parse(&text) {
            let root = expr.span(expr.root());
            // The place of the whole leaves out nothing but blanks and brackets.
            let again = parse(root.of(&text));
            prop_assert!(again.is_ok(), "{:?}", root.of(&text));
        }
    }
}
