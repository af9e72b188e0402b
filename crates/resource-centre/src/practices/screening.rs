// SPDX-License-Identifier: EUPL-1.2
//! What in a text could point at somebody: shown to whoever writes, before they send, and to the editors. It finds what looks like
//! an address, a number, a day or a name said as names of children are; it does not know whether anybody can be recognised. Pure.

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TraceKind {
    /// An address of mail.
    Mail,
    /// A telephone number, a national number, a number of a file.
    Number,
    /// A day, as dates of birth are written.
    Day,
    /// A given name with an initial: « Lina V. ».
    Initial,
    /// Somebody with a title: « Mme Martin ».
    Titled,
}

kernel::codes!(TraceKind {
    Mail = "mail",
    Number = "number",
    Day = "day",
    Initial = "initial",
    Titled = "titled",
});

/// Something that could point at somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What it looks like.
    pub kind: TraceKind,
    /// The words themselves.
    pub words: String,
}

/// Most that is shown of one text.
const MOST: usize = 20;
/// From so many digits on, a number could be somebody's.
const DIGITS: usize = 8;
/// What stands before a family name.
const TITLES: &[&str] =
    &["M.", "Mr", "Mr.", "Mme", "Mlle", "Monsieur", "Madame", "Dhr.", "Mevr.", "Mrs", "Mrs.", "Ms"];

/// What could point at somebody in a text, each once, in order.
pub fn traces(text: &str) -> Vec<Trace> {
    let mut out: Vec<Trace> = Vec::new();
    let mut add = |kind: TraceKind, words: &str| {
        let words = words.trim().to_owned();
        if out.len() < MOST && !out.iter().any(|t| t.words == words) {
            out.push(Trace { kind, words });
        }
    };
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        for (n, word) in words.iter().enumerate() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if is_mail(bare) {
                add(TraceKind::Mail, bare);
            }
            if is_day(bare) {
                add(TraceKind::Day, bare);
            }
            let next = words.get(n + 1).copied().unwrap_or_default();
            if TITLES.contains(word) && starts_name(next) {
                add(
                    TraceKind::Titled,
                    &format!("{word} {}", next.trim_matches(|c: char| !c.is_alphanumeric())),
                );
            } else if starts_name(word) && bare == *word && is_initial(next) {
                add(TraceKind::Initial, &format!("{word} {}", next.trim_end_matches([',', ';', ')', ':'])));
            }
        }
        for number in numbers(line) {
            add(TraceKind::Number, &number);
        }
    }
    out
}

fn is_mail(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.starts_with('.'))
}

/// `12/05/2017`, `12.5.2017`, `2017-05-12`.
fn is_day(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    let [a, b, c] = parts.as_slice() else { return false };
    let number =
        |text: &str| text.chars().all(|c| c.is_ascii_digit()).then(|| text.parse::<u16>().ok()).flatten();
    let (Some(a), Some(b), Some(c)) = (number(a), number(b), number(c)) else { return false };
    let year = |y: u16| (1900..2100).contains(&y);
    (1..=12).contains(&b) && ((year(a) && (1..=31).contains(&c)) || (year(c) && (1..=31).contains(&a)))
}

/// `2024-2025`: a school year, a period.
fn is_years(run: &str) -> bool {
    let mut parts = run.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty());
    parts.all(|p| p.len() == 4 && (p.starts_with("19") || p.starts_with("20")))
}

fn starts_name(word: &str) -> bool {
    let mut chars = word.trim_start_matches(['«', '(', '"', '“']).chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// `V.`
fn is_initial(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', ')', ':', '»']);
    let mut chars = word.chars();
    matches!((chars.next(), chars.next(), chars.next()), (Some(c), Some('.'), None) if c.is_uppercase())
}

/// Runs of digits with what people write between them, long enough to be somebody's; days are told as such.
fn numbers(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut run = String::new();
    let mut end = |run: &mut String| {
        let kept = run.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
        run.clear();
        let digits = kept.chars().filter(char::is_ascii_digit).count();
        if digits >= DIGITS && !is_day(&kept) && !is_years(&kept) {
            out.push(kept);
        }
    };
    for c in line.chars() {
        let joins = matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '/' | '-' | '(' | ')' | '+');
        // Two figures of a table side by side are not one number: two spaces, or anything else, end it.
        if c.is_ascii_digit() || (joins && !run.is_empty() && !run.ends_with(' ')) {
            run.push(c);
        } else {
            end(&mut run);
        }
    }
    end(&mut run);
    out
}
