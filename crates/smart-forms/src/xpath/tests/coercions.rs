// SPDX-License-Identifier: EUPL-1.2
use proptest::prelude::*;

use super::{all, all_alone, alone, no, nodes, number, same, text, yes};
use crate::xpath::Outcome;

const NAN: f64 = f64::NAN;

#[test]
fn texts_become_numbers() {
    for (written, expected) in [
        ("0", 0.0),
        ("-1.50", -1.5),
        (" 12 \n", 12.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("+5", 5.0),
        ("1e3", 1000.0),
        ("7.9e-12", 7.9e-12),
        ("Infinity", f64::INFINITY),
        ("-Infinity", f64::NEG_INFINITY),
        ("", NAN),
        ("  ", NAN),
        ("abc", NAN),
        ("1a", NAN),
        ("1 2", NAN),
        ("0x1F", NAN),
        ("inf", NAN),
        ("nan", NAN),
        (".", NAN),
        ("-", NAN),
        ("1,5", NAN),
        ("--1", NAN),
    ] {
        let found = alone(&format!("number('{written}')"));
        assert!(same(&found, &number(expected)), "{written:?} gave {found:?}");
    }
}

#[test]
fn numbers_become_texts() {
    all_alone(&[
        ("string(1)", text("1")),
        ("string(1.0)", text("1")),
        ("string(-0)", text("0")),
        ("string(0.1 + 0.2)", text("0.30000000000000004")),
        ("string(1 div 3)", text("0.3333333333333333")),
        ("string(0.0000001)", text("0.0000001")),
        ("string(number('1e21'))", text("1000000000000000000000")),
        ("string(1 div 0)", text("Infinity")),
        ("string(-1 div 0)", text("-Infinity")),
        ("string(0 div 0)", text("")),
        ("string(true())", text("true")),
        ("concat(1, true(), 'a', .5)", text("1truea0.5")),
    ]);
}

#[test]
fn values_become_yes_or_no() {
    all(
        "<a><b/><c>false</c></a>",
        "/a",
        &[
            ("boolean(0)", no()),
            ("boolean(-0)", no()),
            ("boolean(0 div 0)", no()),
            ("boolean(0.1)", yes()),
            ("boolean('')", no()),
            ("boolean('false')", yes()),
            ("boolean(b)", yes()),
            ("boolean(c)", yes()),
            ("boolean(d)", no()),
            ("boolean(date('2026-01-01'))", yes()),
            ("boolean(date('never'))", no()),
            ("not(d) and b", yes()),
            ("1 or d", yes()),
            ("0 or ''", no()),
        ],
    );
}

#[test]
fn operators_coerce() {
    all_alone(&[
        ("'5' + '6'", number(11.0)),
        ("'' + 1", number(NAN)),
        ("true() + true()", number(2.0)),
        ("5 mod 2", number(1.0)),
        ("5 mod -2", number(1.0)),
        ("-5 mod 2", number(-1.0)),
        ("1.5 mod 0.5", number(0.0)),
        ("5 mod 0", number(NAN)),
        ("1 div 0", number(f64::INFINITY)),
        ("-1 div 0", number(f64::NEG_INFINITY)),
        ("0 div 0", number(NAN)),
        ("-'3'", number(-3.0)),
        ("--3", number(3.0)),
        ("2 + 3 * 4 - 1", number(13.0)),
        ("10 - 2 - 3", number(5.0)),
        ("'a' = 'a'", yes()),
        ("'1' = 1.0", yes()),
        ("'1.0' = '1'", no()),
        ("true() = 'false'", yes()),
        ("false() = ''", yes()),
        ("true() > false()", yes()),
        ("true() < 5", yes()),
        ("'10' < '9'", no()),
        ("'a' < 'b'", no()),
        ("'a' != 'b'", yes()),
        ("0 div 0 = 0 div 0", no()),
        ("0 div 0 != 0 div 0", yes()),
        ("'' = 0", no()),
        ("3 > 2 > 1", no()),
        ("3 > 2 = true()", yes()),
        // The right side is not looked at when the left decides.
        ("true() or nonsense()", yes()),
        ("false() and nonsense()", no()),
    ]);
}

#[test]
fn nodes_compare_if_any_of_them_does() {
    all(
        "<a><b>1</b><b>2</b><c>2</c><c>3</c><d/></a>",
        "/a",
        &[
            ("b = 2", yes()),
            ("b != 2", yes()),
            ("c = 1", no()),
            ("b = c", yes()),
            ("b != c", yes()),
            ("d = ''", yes()),
            ("d != ''", no()),
            ("e = ''", no()),
            ("e != ''", no()),
            ("b < c", yes()),
            ("c < b", no()),
            ("c <= b", yes()),
            ("b > 1", yes()),
            ("1 > b", no()),
            ("2 > b", yes()),
            ("b = '2'", yes()),
            ("b = true()", yes()),
            ("b > true()", yes()),
            ("e < true()", no()),
            ("e = false()", yes()),
            ("e = true()", no()),
            ("b + 1", number(2.0)),
            ("e + 1", number(NAN)),
            ("string(b)", text("1")),
            ("string(e)", text("")),
            ("b", nodes(&["1", "2"])),
        ],
    );
}

proptest! {
    #[test]
    fn a_number_written_is_the_same_number_read(n in any::<f64>().prop_filter("finite", |n| n.is_finite())) {
        let written = crate::xpath::value::number_to_text(n);
        prop_assert!(!written.contains(['e', 'E']));
        prop_assert_eq!(crate::xpath::value::text_to_number(&written), n);
    }

    #[test]
    fn equality_is_the_same_in_both_directions(a in 0usize..8, b in 0usize..8) {
        let values = ["1", "'1'", "true()", "''", "0 div 0", "//b", "date('2026-01-01')", "//none"];
        let (a, b) = (values[a], values[b]);
        let xml = "<a><b>1</b><b>x</b></a>";
        for (operator, back) in [("=", "="), ("!=", "!="), ("<", ">"), ("<=", ">=")] {
            let one = super::at(xml, "", &format!("{a} {operator} {b}"));
            let two = super::at(xml, "", &format!("{b} {back} {a}"));
            prop_assert_eq!(one, two, "{} {} {}", a, operator, b);
        }
    }

    #[test]
    fn to_text_and_back_to_yes_or_no_keeps_its_sense(n in -1000i32..1000) {
        // A number is yes exactly when it is not nought; its text always is.
        prop_assert_eq!(alone(&format!("boolean({n})")), Outcome::Boolean(n != 0));
        prop_assert_eq!(alone(&format!("boolean(string({n}))")), Outcome::Boolean(true));
        prop_assert_eq!(alone(&format!("number(string({n})) = {n}")), Outcome::Boolean(true));
        prop_assert_eq!(alone(&format!("number(boolean({n}))")), Outcome::Number(f64::from(u8::from(n != 0))));
    }

    #[test]
    fn rounding_is_within_half(n in -1e6f64..1e6, digits in 0i32..6) {
        let Outcome::Number(rounded) = alone(&format!("round({n:.9}, {digits})")) else { panic!("a number") };
        prop_assert!((rounded - n).abs() <= 0.5 * 10f64.powi(-digits) + 1e-6);
    }
}
