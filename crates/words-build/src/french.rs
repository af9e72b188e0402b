// SPDX-License-Identifier: EUPL-1.2
//! What French typography asks of a text: the apostrophe ’ and the spaces that keep a sign with its word.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::Fault;
use crate::sheet::{Pattern, Place};

/// What stands just before the next character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Start,
    /// A value that is only known at run time: taken for a word.
    Value,
    Char(char),
}

const STRAIGHT: &str = "a straight apostrophe ' in French: write ’";

/// Adds the faults of a French text to `faults`.
pub(crate) fn check(pattern: &Pattern<'_>, place: Place<'_>, faults: &mut BTreeSet<Fault>) {
    walk(pattern, Before::Start, place, faults);
}

fn walk(pattern: &Pattern<'_>, mut before: Before, place: Place<'_>, faults: &mut BTreeSet<Fault>) -> Before {
    for element in &pattern.elements {
        before = match element {
            PatternElement::TextElement { value } => check_text(value, value, before, place, faults),
            PatternElement::Placeable { expression } => check_expression(expression, before, place, faults),
        };
    }
    before
}

fn check_expression(
    expression: &Expression<&str>,
    before: Before,
    place: Place<'_>,
    faults: &mut BTreeSet<Fault>,
) -> Before {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            check_text(&unescape_unicode_to_string(value), value, before, place, faults)
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            check_expression(expression, before, place, faults)
        }
        Expression::Inline(inline) => {
            if before == Before::Char('«') {
                let piece = match inline {
                    InlineExpression::NumberLiteral { value } => value,
                    InlineExpression::FunctionReference { id, .. }
                    | InlineExpression::MessageReference { id, .. }
                    | InlineExpression::TermReference { id, .. }
                    | InlineExpression::VariableReference { id } => id.name,
                    InlineExpression::StringLiteral { .. } | InlineExpression::Placeable { .. } => "",
                };
                faults.insert(place.fault(piece, missing_after()));
            }
            Before::Value
        }
        Expression::Select { variants, .. } => {
            let ends: Vec<_> =
                variants.iter().map(|variant| walk(&variant.value, before, place, faults)).collect();
            match ends.split_first() {
                Some((first, others)) if others.iter().all(|end| end == first) => *first,
                _ => Before::Value,
            }
        }
    }
}

/// Checks `text`, which was written at `piece` (the same text but for escapes).
fn check_text(
    text: &str,
    piece: &str,
    mut before: Before,
    place: Place<'_>,
    faults: &mut BTreeSet<Fault>,
) -> Before {
    for (at, c) in text.char_indices() {
        let here = piece.get(at..).unwrap_or(piece);
        if c == '\'' {
            faults.insert(place.fault(here, STRAIGHT));
        }
        if before == Before::Char('«') && !keeps_together(c) {
            faults.insert(place.fault(here, missing_after()));
        }
        if matches!(c, ';' | ':' | '!' | '?' | '»') && !may_stand(c, before, text, at) {
            let what = format!("no non-breaking space before {c} in French (U+00A0 or U+202F)");
            faults.insert(place.fault(here, what));
        }
        before = Before::Char(c);
    }
    before
}

fn missing_after() -> &'static str {
    "no non-breaking space after « in French (U+00A0 or U+202F)"
}

fn keeps_together(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

fn may_stand(sign: char, before: Before, text: &str, at: usize) -> bool {
    match before {
        Before::Start => true,
        Before::Value => false,
        Before::Char(c) if keeps_together(c) => true,
        // « ?! », « (?) ».
        Before::Char('!' | '?' | '(' | '[') if matches!(sign, '!' | '?') => true,
        Before::Char(c) => {
            // Signs of a machine, not of a sentence: an address, an hour written 12:30.
            let after = text[at + sign.len_utf8()..].chars().next();
            let hour = sign == ':' && c.is_ascii_digit() && after.is_some_and(|next| next.is_ascii_digit());
            hour || is_address(text, at)
        }
    }
}

/// Whether the word around `at` is a web, mail or phone address. A sign at its very end belongs to the sentence.
fn is_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let start = (start..=at).find(|index| text.is_char_boundary(*index)).unwrap_or(at);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
    let word = &text[start..end];
    at + 1 < end && ["://", "mailto:", "tel:"].iter().any(|mark| word.contains(mark))
}
