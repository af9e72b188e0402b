// SPDX-License-Identifier: EUPL-1.2
//! Names of people, and the folded form under which they are found again in any spelling.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text for comparison: no accents, no case, letters and digits only, one space between words.
/// `"Élise  O’Brien-Ægir"` becomes `"elise o brien aegir"`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        for c in c.to_lowercase() {
            match c {
                'œ' => out.push_str("oe"),
                'æ' => out.push_str("ae"),
                'ß' => out.push_str("ss"),
                'ø' => out.push('o'),
                'đ' | 'ð' => out.push('d'),
                'ł' => out.push('l'),
                'ı' => out.push('i'),
                c if c.is_alphanumeric() => out.push(c),
                _ if out.ends_with(' ') || out.is_empty() => {}
                _ => out.push(' '),
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The folded words of a name, each once, in order: what a search compares.
pub fn tokens(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut out: Vec<String> = Vec::new();
    for word in folded.split(' ').filter(|w| !w.is_empty()) {
        if !out.iter().any(|w| w == word) {
            out.push(word.to_owned());
        }
    }
    out
}

/// Words of one person that are paired: more than all spellings of a long name have together.
const PAIRED: usize = 24;

/// Two words of a search as [`keys`] keeps them, the second possibly cut short.
pub fn pair(first: &str, second: &str) -> String {
    format!("+{first} {second}")
}

/// Everything under which whoever carries these words is found: each word, and each two of them together, in either order.
/// A common given name with a common family name is then one look-up instead of thousands. No word begins with the sign of
/// a pair.
pub fn keys(words: Vec<String>) -> Vec<String> {
    let paired = &words[..words.len().min(PAIRED)];
    let mut out = Vec::new();
    for (i, a) in paired.iter().enumerate() {
        out.extend(paired[i + 1..].iter().flat_map(|b| [pair(a, b), pair(b, a)]));
    }
    out.extend(words);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_alike() {
        let same =
            ["Anne-Léa D’Hondt", "anne lea d'hondt", "ANNE  LÉA d hondt", "Anne\u{2010}Le\u{301}a D´Hondt"];
        for other in &same[1..] {
            assert_eq!(fold(same[0]), fold(other), "{other}");
        }
        assert_eq!(fold("Œuvrard Łukasz Ægir"), "oeuvrard lukasz aegir");
        assert_eq!(fold("  --- "), "");
        assert_eq!(tokens("Tesfay Tesfay-Abraha"), ["tesfay", "abraha"]);
    }

    #[test]
    fn two_words_make_a_key_in_either_order() {
        assert_eq!(keys(tokens("Léa Dubois")), ["+lea dubois", "+dubois lea", "lea", "dubois"]);
        assert_eq!(keys(tokens("Noor")), ["noor"]);
        assert_eq!(keys(tokens("Maria da Silva")).len(), 9);
        let many: String = ('a'..='z').map(|c| format!("{c} ")).collect();
        assert_eq!(keys(tokens(&many)).len(), 26 + 24 * 23);
    }
}
