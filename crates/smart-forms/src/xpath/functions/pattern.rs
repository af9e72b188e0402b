// SPDX-License-Identifier: EUPL-1.2
//! `regex()`: patterns as authors of forms write them, for the engines of browsers and of Java. What those engines
//! write otherwise is rewritten; how long a search may take is bounded.

use fancy_regex::RegexBuilder;

use super::Done;
use crate::xpath::EvalFault;

/// The longest pattern, in bytes.
const LONGEST: usize = 10_000;
/// How often a search may take a step back.
const STEPS_BACK: usize = 200_000;
/// How large a pattern may become once it is prepared, in bytes.
const LARGEST: usize = 1 << 20;

/// Whether a pattern is found anywhere in a text.
pub(super) fn matches(text: &str, pattern: &str) -> Done<bool> {
    if pattern.len() > LONGEST {
        return Err(EvalFault::Pattern);
    }
    let regex = RegexBuilder::new(&rewritten(pattern))
        .backtrack_limit(STEPS_BACK)
        .delegate_size_limit(LARGEST)
        .build()
        .map_err(|_| EvalFault::Pattern)?;
    regex.is_match(text).map_err(|_| EvalFault::TooMuchWork)
}

/// Digits and letters are those of ASCII; within `[…]`, an opening bracket and doubled signs mean themselves; a brace
/// that counts nothing, too.
fn rewritten(pattern: &str) -> String {
    let mut new = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern.chars().peekable();
    let mut inside = false;
    while let Some(sign) = rest.next() {
        match sign {
            '\\' => match rest.next() {
                None => new.push_str("\\\\"),
                Some('d') => new.push_str("[0-9]"),
                Some('D') => new.push_str("[^0-9]"),
                Some('w') => new.push_str("[0-9A-Za-z_]"),
                Some('W') => new.push_str("[^0-9A-Za-z_]"),
                Some('/') => new.push('/'),
                Some(other) => {
                    new.push('\\');
                    new.push(other);
                }
            },
            '[' if inside => new.push_str("\\["),
            '[' => {
                inside = true;
                new.push('[');
                if rest.next_if_eq(&'^').is_some() {
                    new.push('^');
                }
            }
            ']' => {
                inside = false;
                new.push(']');
            }
            '&' | '~' if inside => {
                new.push('\\');
                new.push(sign);
            }
            '{' if !inside => {
                let counts = {
                    let ahead: String = rest.clone().take_while(|c| *c != '}').take(20).collect();
                    let closed = rest.clone().take(21).any(|c| c == '}');
                    let (least, most) = ahead.split_once(',').unwrap_or((&ahead, ""));
                    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
                    closed && !least.is_empty() && number(least) && number(most)
                };
                new.push_str(if counts { "{" } else { "\\{" });
            }
            _ => new.push(sign),
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_what_browsers_mean() {
        for (text, pattern, expected) in [
            ("0471 23 45 67", r"^\d{4}( \d\d){3}$", true),
            ("٣", r"^\d$", false),
            ("é", r"^\w$", false),
            ("a[b", r"^[a[]+b$", true),
            ("a{", r"^a{$", true),
            ("a{,2}", r"^a{,2}$", true),
            ("aa", r"^a{1,2}$", true),
            ("x&&y", r"^[&x]+y$", true),
            ("abab", r"^(ab)\1$", true),
            ("secret1", r"^(?=.*\d).{6,}$", true),
            ("secret", r"^(?=.*\d).{6,}$", false),
            ("a/b", r"^a\/b$", true),
            ("un mot", r"\bmot\b", true),
        ] {
            assert_eq!(matches(text, pattern), Ok(expected), "{pattern} on {text}");
        }
        assert_eq!(matches("a", "("), Err(EvalFault::Pattern));
        assert_eq!(matches(&"a".repeat(60), r"^(?=(a+)+b)\1$"), Err(EvalFault::TooMuchWork));
    }
}
