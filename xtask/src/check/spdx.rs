// SPDX-License-Identifier: EUPL-1.2
//! SPDX licence expressions: read, and judged against what may be distributed with Maillage.

/// A licence expression, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub enum Expression {
    /// One licence, with its exception if it has one: `Apache-2.0 WITH LLVM-exception`.
    Licence(String),
    /// All of them apply.
    And(Vec<Expression>),
    /// One may be chosen.
    Or(Vec<Expression>),
}

impl Expression {
    /// Reads an expression; the slash of old manifests (`MIT/Apache-2.0`) is read as a choice.
    pub fn read(text: &str) -> Option<Expression> {
        let spaced = text.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut rest = words.as_slice();
        let expression = choice(&mut rest)?;
        rest.is_empty().then_some(expression)
    }

    /// Whether the expression can be satisfied with these licences alone.
    pub fn is_satisfied(&self, allowed: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Expression::Licence(name) => allowed(name),
            Expression::And(parts) => parts.iter().all(|part| part.is_satisfied(allowed)),
            Expression::Or(parts) => parts.iter().any(|part| part.is_satisfied(allowed)),
        }
    }
}

fn choice(rest: &mut &[&str]) -> Option<Expression> {
    let parts = separated(rest, "OR", together)?;
    Some(one_or(parts, Expression::Or))
}

/// `AND` binds more closely than `OR`.
fn together(rest: &mut &[&str]) -> Option<Expression> {
    let parts = separated(rest, "AND", licence)?;
    Some(one_or(parts, Expression::And))
}

fn separated(
    rest: &mut &[&str],
    word: &str,
    part: fn(&mut &[&str]) -> Option<Expression>,
) -> Option<Vec<Expression>> {
    let mut parts = vec![part(rest)?];
    while rest.first() == Some(&word) {
        *rest = &rest[1..];
        parts.push(part(rest)?);
    }
    Some(parts)
}

fn one_or(mut parts: Vec<Expression>, several: fn(Vec<Expression>) -> Expression) -> Expression {
    if parts.len() > 1 {
        return several(parts);
    }
    parts.pop().unwrap_or_else(|| several(Vec::new()))
}

fn licence(rest: &mut &[&str]) -> Option<Expression> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    match *first {
        "(" => {
            let inside = choice(rest)?;
            let (closing, after) = rest.split_first()?;
            *rest = after;
            (*closing == ")").then_some(inside)
        }
        ")" | "AND" | "OR" | "WITH" => None,
        name => match rest {
            ["WITH", exception, after @ ..] => {
                let name = format!("{name} WITH {exception}");
                *rest = after;
                Some(Expression::Licence(name))
            }
            _ => Some(Expression::Licence(name.to_owned())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_use(text: &str) -> bool {
        let allowed = ["MIT", "Apache-2.0", "ISC", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        Expression::read(text)
            .is_some_and(|expression| expression.is_satisfied(&|name| allowed.contains(&name)))
    }

    #[test]
    fn a_choice_needs_one_and_a_sum_needs_all() {
        assert!(may_use("MIT"));
        assert!(may_use("GPL-3.0-only OR MIT"));
        assert!(may_use("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(may_use("MIT/GPL-2.0"));
        assert!(may_use("GPL-2.0-only OR MIT AND ISC"));
        assert!(may_use("Apache-2.0 WITH LLVM-exception"));
        assert!(!may_use("MIT AND GPL-3.0-only"));
        assert!(!may_use("(MIT OR GPL-3.0-only) AND SSPL-1.0"));
        assert!(!may_use("Apache-2.0 WITH Some-exception"));
    }

    #[test]
    fn what_is_not_an_expression_is_refused() {
        for text in ["", "MIT AND", "(MIT", "MIT MIT", "OR MIT", "MIT )"] {
            assert_eq!(Expression::read(text), None, "{text}");
        }
    }
}
