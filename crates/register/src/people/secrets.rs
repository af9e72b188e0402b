// SPDX-License-Identifier: EUPL-1.2
//! What is kept secret, found again in words that somebody wrote elsewhere: where a visit took place, what a note says. Pure.

use kernel::name;

/// What stands in the place of what is kept secret, in every language.
const MASK: &str = "•••••";

/// The shortest secret that is looked for: a house number alone is no secret.
const SHORTEST: usize = 5;

/// The addresses and numbers of some people that are kept secret, to be masked wherever they are repeated.
#[derive(Clone, Debug, Default)]
pub struct Secrets(Vec<String>);

/// A word of a text: where it begins and ends, and how it is compared.
struct Word {
    from: usize,
    to: usize,
    folded: String,
}

fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut open: Option<usize> = None;
    let ends = text.char_indices().map(|(at, c)| (at, c.is_alphanumeric() || is_mark(c)));
    for (at, is_word) in ends.chain([(text.len(), false)]) {
        match (open, is_word) {
            (None, true) => open = Some(at),
            (Some(from), false) => {
                let folded = joined(&text[from..at]);
                if !folded.is_empty() {
                    out.push(Word { from, to: at, folded });
                }
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// An accent that stands apart from its letter.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A text as it is compared: folded, without what stands between words. « 0470/00.00.11 » is « 0470 00 00 11 ».
fn joined(text: &str) -> String {
    name::fold(text).replace(' ', "")
}

impl Secrets {
    /// The secrets of some values. Of an address its street and number are one by themselves.
    pub(super) fn of<'a>(values: impl IntoIterator<Item = &'a str>) -> Secrets {
        let mut out: Vec<String> = Vec::new();
        for value in values {
            let street = value.split([',', ';', '\n']).next().unwrap_or("");
            let street = Some(street).filter(|s| s.contains(|c: char| c.is_ascii_digit()) && s.contains(' '));
            for text in std::iter::once(value).chain(street) {
                let folded = joined(text);
                if folded.chars().count() >= SHORTEST && !out.contains(&folded) {
                    out.push(folded);
                }
            }
        }
        // The longest first: what is masked of an address is all of it.
        out.sort_by_key(|s| std::cmp::Reverse(s.len()));
        Secrets(out)
    }

    /// Whether there is nothing to hide.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with everything masked that reads the same as something kept secret, however it is written: capitals,
    /// accents, hyphens and spaces do not count.
    pub fn mask(&self, text: &str) -> String {
        if self.is_empty() {
            return text.to_owned();
        }
        let words = words(text);
        let mut out = String::with_capacity(text.len());
        let (mut copied, mut i) = (0, 0);
        while i < words.len() {
            match self.0.iter().find_map(|secret| ends_at(&words[i..], secret)) {
                Some(last) => {
                    out.push_str(&text[copied..words[i].from]);
                    out.push_str(MASK);
                    copied = words[i + last].to;
                    i += last + 1;
                }
                None => i += 1,
            }
        }
        out.push_str(&text[copied..]);
        out
    }
}

/// Which of these words is the last of a secret that begins with the first of them.
fn ends_at(words: &[Word], secret: &str) -> Option<usize> {
    let mut rest = secret;
    for (i, word) in words.iter().enumerate() {
        rest = rest.strip_prefix(word.folded.as_str())?;
        if rest.is_empty() {
            return Some(i);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Secrets;

    #[test]
    fn what_is_kept_secret_is_masked_however_it_is_written() {
        let secrets = Secrets::of(["Rue des Tanneurs 14, Sart-Bruyant", "0470 00 00 11", "12"]);
        let table = [
            ("Rue des Tanneurs 14, Sart-Bruyant", "•••••"),
            ("Vue au 14, rue des Tanneurs", "Vue au 14, rue des Tanneurs"),
            ("Visite RUE DES TANNEURS, 14 à Sart Bruyant, avec Léa", "Visite ••••• à Sart Bruyant, avec Léa"),
            ("(rue des tanneurs 14 - sart-bruyant).", "(•••••)."),
            ("appeler le 0470/00.00.11 le soir", "appeler le ••••• le soir"),
            ("appeler le 0470000011", "appeler le •••••"),
            ("0470 00 00 12", "0470 00 00 12"),
            ("le 12 mai", "le 12 mai"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(secrets.mask(text), expected, "{text}");
        }
        let accents = Secrets::of(["Quai de l’Été 7"]);
        assert_eq!(accents.mask("au quai de l'e\u{301}te\u{301} 7 bis"), "au ••••• bis");
        assert_eq!(Secrets::default().mask("Rue des Tanneurs 14"), "Rue des Tanneurs 14");
    }
}
