// SPDX-License-Identifier: EUPL-1.2
//! Text as people send it, made safe to keep: nothing lost but what cannot be seen or printed.

use unicode_normalization::UnicodeNormalization;

/// Cleans a text that a person typed: NFC, line ends as `\n`, no control characters but tab and newline,
/// no bidirectional overrides (they can make a sentence read as another), no spaces at either end.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.nfc().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => {}
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// Cleans a text meant for one line: as [`clean`], with every run of white space made one space.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_visible_is_lost_and_nothing_invisible_kept() {
        assert_eq!(clean(" a\r\nb\rc\u{0}\u{7}\u{202E}d\t "), "a\nb\ncd");
        assert_eq!(clean("e\u{301}"), "é");
        assert_eq!(clean_line(" Le \n  Fil "), "Le Fil");
    }
}
