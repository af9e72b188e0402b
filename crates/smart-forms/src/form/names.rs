// SPDX-License-Identifier: EUPL-1.2
//! Names: what may be one, and where one is written inside a text, as `${name}`.

/// Whether a name can begin so. The capital letters with accents from À to Ö are left out by the reference converter, and a
/// form that it refuses would not reach the tools it is written for.
fn begins(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn goes_on(c: char) -> bool {
    begins(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// The length in bytes of the simple name (without colon) with which a text begins; 0 if there is none.
pub(super) fn simple_length(text: &str) -> usize {
    let mut chars = text.char_indices();
    match chars.next() {
        Some((_, c)) if begins(c) => {}
        _ => return 0,
    }
    chars.find(|(_, c)| !goes_on(*c)).map_or(text.len(), |(at, _)| at)
}

/// The length of the name, perhaps with a prefix (`jr:count`), with which a text begins.
pub(super) fn length(text: &str) -> usize {
    let first = simple_length(text);
    if first > 0
        && let Some(rest) = text[first..].strip_prefix(':')
    {
        let second = simple_length(rest);
        if second > 0 {
            return first + 1 + second;
        }
    }
    first
}

/// A simple name and nothing else.
pub(super) fn is_simple(text: &str) -> bool {
    !text.is_empty() && simple_length(text) == text.len()
}

/// A name, perhaps with a prefix, and nothing else.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && length(text) == text.len()
}

/// A question named inside a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ref<'a> {
    /// Where it stands, dollar and braces counted.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) name: &'a str,
    /// `${last-saved#name}`: the answer given the last time.
    pub(super) last_saved: bool,
}

/// Something that begins like a reference and is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// Every question named in a text, in order.
pub(super) fn refs(text: &str) -> Result<Vec<Ref<'_>>, Malformed> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(from) = text[at..].find("${").map(|i| i + at) {
        let inner = &text[from + 2..];
        let Some(length) = inner.find('}') else {
            return if text.len() > 2 { Err(Malformed) } else { Ok(found) };
        };
        at = from + 2 + length + 1;
        if length == 0 {
            // Empty braces name nothing and mean themselves.
            continue;
        }
        let written = &inner[..length];
        let (last_saved, name) = match written.strip_prefix("last-saved#") {
            Some(name) => (true, name),
            None => (false, written),
        };
        if !is_simple(name) {
            return Err(Malformed);
        }
        found.push(Ref { from, to: at, name, last_saved });
    }
    Ok(found)
}

/// Whether a text names a question at all, and well.
pub(super) fn has_ref(text: &str) -> bool {
    // As with the reference converter, one good name before a bad one is enough.
    match text.find("${") {
        None => false,
        Some(_) => refs(text).map_or_else(|_| first_is_good(text), |r| !r.is_empty()),
    }
}

fn first_is_good(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("${") {
        let Some((inner, next)) = after.split_once('}') else {
            return false;
        };
        if !inner.is_empty() {
            return is_simple(inner.strip_prefix("last-saved#").unwrap_or(inner));
        }
        rest = next;
    }
    false
}

/// The text is one reference and nothing else.
pub(super) fn is_ref(text: &str) -> Option<Ref<'_>> {
    let mut found = refs(text).ok()?;
    match found.len() {
        1 => found.pop().filter(|r| r.from == 0 && r.to == text.len()),
        _ => None,
    }
}
