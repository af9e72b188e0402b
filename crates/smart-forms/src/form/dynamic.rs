// SPDX-License-Identifier: EUPL-1.2
//! Whether a default answer is a value or a formula. A formula is told by what it holds: a call, a reference, a sign of
//! reckoning; for dates and places a hyphen is no such sign.

use super::names;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Sign,
    Union,
    Reference,
    Call,
    Other,
}

/// Whether the text is a formula, for a question of such a type.
pub(super) fn is_formula(text: &str, kind: &str) -> bool {
    let hyphens_mean_nothing = matches!(kind, "date" | "dateTime" | "geopoint" | "geotrace" | "geoshape");
    let mut rest = text;
    while !rest.is_empty() {
        let (token, length) = token(rest);
        match token {
            Token::Sign if hyphens_mean_nothing && &rest[..length] == "-" => return false,
            Token::Other => {}
            Token::Sign | Token::Union | Token::Reference | Token::Call => return true,
        }
        rest = &rest[length..];
    }
    false
}

/// The token with which a text begins. The order matters: dates and numbers before signs, so that `1-2` holds no sign.
fn token(text: &str) -> (Token, usize) {
    if let Some(length) = date_or_time(text).or_else(|| number(text)) {
        return (Token::Other, length);
    }
    for word in ["*", "+", "-", " mod ", " div "] {
        if text.starts_with(word) {
            return (Token::Sign, word.len());
        }
    }
    for word in ["!=", " and ", " or "] {
        if text.starts_with(word) {
            return (Token::Other, word.len());
        }
    }
    if text.starts_with('|') {
        return (Token::Union, 1);
    }
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\''))
        && let Some(end) = text[1..].find(quote)
    {
        return (Token::Other, end + 2);
    }
    if let Some(inner) = text.strip_prefix("${") {
        let inner = inner.strip_prefix("last-saved#").unwrap_or(inner);
        let length = names::simple_length(inner);
        if length > 0 && inner[length..].starts_with('}') {
            return (Token::Reference, text.len() - inner.len() + length + 1);
        }
    }
    let length = names::length(text);
    if length > 0 {
        // The longest name that a bracket follows; without one, `scheme://`, then a plain name.
        if text[length..].starts_with('(') {
            return (Token::Call, length + 1);
        }
        return (Token::Other, length);
    }
    (Token::Other, text.chars().next().map_or(1, char::len_utf8))
}

/// How many bytes `pattern` takes: `d` is a digit, anything else itself.
fn follows(text: &str, pattern: &str) -> Option<usize> {
    let mut chars = text.chars();
    let mut length = 0;
    for wanted in pattern.chars() {
        let c = chars.next()?;
        let fits = if wanted == 'd' { c.is_numeric() } else { c == wanted };
        if !fits {
            return None;
        }
        length += c.len_utf8();
    }
    Some(length)
}

fn date_or_time(text: &str) -> Option<usize> {
    let minus = usize::from(text.starts_with('-'));
    if let Some(date) = follows(&text[minus..], "dddd-dd-dd") {
        let date = minus + date;
        let time = text[date..].strip_prefix('T').and_then(time).map(|length| length + 1);
        return Some(date + time.unwrap_or(0));
    }
    time(text)
}

fn time(text: &str) -> Option<usize> {
    let clock = follows(text, "dd:dd:dd")?;
    let rest = &text[clock..];
    let zone = if rest.starts_with('Z') {
        1
    } else if rest.starts_with(['+', '-']) {
        follows(&rest[1..], "dd:dd").map_or(0, |length| length + 1)
    } else {
        0
    };
    Some(clock + zone)
}

fn number(text: &str) -> Option<usize> {
    let minus = usize::from(text.starts_with('-'));
    let digits = |text: &str| text.chars().take_while(|c| c.is_numeric()).map(char::len_utf8).sum::<usize>();
    let units = digits(&text[minus..]);
    let after = &text[minus + units..];
    if let Some(decimals) = after.strip_prefix('.') {
        let decimals = digits(decimals);
        if units > 0 || decimals > 0 {
            return Some(minus + units + 1 + decimals);
        }
    }
    (units > 0).then_some(minus + units)
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn a_default_is_a_formula_when_it_holds_a_call_a_reference_or_a_sign() {
        for (text, kind, formula) in [
            ("Bruxelles", "text", false),
            ("1-2", "text", false),
            ("1 - 2", "text", true),
            ("a-b", "text", false),
            ("2026-11-30", "date", false),
            ("2026-11", "date", false),
            ("- 3", "date", false),
            ("today()", "date", true),
            ("${age}", "integer", true),
            ("${last-saved#age}", "integer", true),
            ("${ age }", "integer", false),
            ("5 mod 2", "integer", true),
            ("jr://images/a.png", "photo", false),
            ("'now()'", "text", false),
            ("a|b", "text", true),
            ("1 div 2", "decimal", true),
            ("C’est l’été", "text", false),
            ("08:30:00+01:00", "time", false),
        ] {
            assert_eq!(is_formula(text, kind), formula, "{text} ({kind})");
        }
    }
}
