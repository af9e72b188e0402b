// SPDX-License-Identifier: EUPL-1.2
//! Reads Rust source just well enough to tell code, comments and strings apart, and tests from the rest.
//!
//! A rule that looks for `unwrap(` must not stumble over a comment that speaks of it, and a rule that looks for SQL
//! must see strings only. A full parser would be slower to build than everything else here together.

use std::ops::Range;

/// One Rust file, taken apart. Lines count from 1.
#[derive(Debug, Default)]
pub struct RustText {
    /// The lines of code, with comments and the inside of strings blanked.
    pub code: Vec<String>,
    /// Each line that carries a comment, with the text of it.
    pub comments: Vec<(usize, String)>,
    /// Each string with the line on which it starts.
    pub strings: Vec<(usize, String)>,
    tests: Vec<Range<usize>>,
}

impl RustText {
    /// Takes a source text apart.
    pub fn read(text: &str) -> RustText {
        let mut reader = Reader {
            rest: text.chars().collect(),
            place: 0,
            code: String::new(),
            line: 1,
            ..Reader::default()
        };
        reader.run();
        let code: Vec<String> = reader.code.lines().map(str::to_owned).collect();
        let tests = test_regions(&code);
        RustText { code, comments: reader.comments, strings: reader.strings, tests }
    }

    /// Whether this line is inside an item that is compiled for tests only.
    pub fn is_test(&self, line: usize) -> bool {
        self.tests.iter().any(|region| region.contains(&line))
    }

    /// The lines of code outside tests, with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self.code.iter().enumerate().map(|(index, line)| (index + 1, line.as_str()));
        numbered.filter(|(line, _)| !self.is_test(*line))
    }
}

#[derive(Default)]
struct Reader {
    rest: Vec<char>,
    place: usize,
    line: usize,
    code: String,
    comments: Vec<(usize, String)>,
    strings: Vec<(usize, String)>,
}

impl Reader {
    fn run(&mut self) {
        while let Some(c) = self.peek(0) {
            match c {
                '/' if self.peek(1) == Some('/') => self.line_comment(),
                '/' if self.peek(1) == Some('*') => self.block_comment(),
                '"' => self.string(),
                '\'' => self.character_or_lifetime(),
                'r' | 'b' | 'c' if !self.inside_a_word() => {
                    if !self.prefixed_string() {
                        self.keep();
                    }
                }
                _ => self.keep(),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.rest.get(self.place + ahead).copied()
    }

    fn inside_a_word(&self) -> bool {
        self.code.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
    }

    /// Takes one character into the code.
    fn keep(&mut self) {
        if let Some(c) = self.take() {
            self.code.push(c);
        }
    }

    /// Takes one character out of the code; line ends always stay.
    fn blank(&mut self) -> Option<char> {
        let c = self.take()?;
        self.code.push(if c == '\n' { '\n' } else { ' ' });
        Some(c)
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.place += 1;
        if c == '\n' {
            self.line += 1;
        }
        Some(c)
    }

    fn line_comment(&mut self) {
        let line = self.line;
        let mut text = String::new();
        while self.peek(0).is_some_and(|c| c != '\n') {
            text.extend(self.blank());
        }
        self.comments.push((line, text));
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        let mut text = String::new();
        let mut line = self.line;
        while let Some(c) = self.peek(0) {
            let step = match (c, self.peek(1)) {
                ('/', Some('*')) => 1,
                ('*', Some('/')) => -1,
                _ => 0,
            };
            if step != 0 {
                text.extend(self.blank());
                depth += step;
            }
            let taken = self.blank();
            if taken == Some('\n') {
                self.comments.push((line, std::mem::take(&mut text)));
                line = self.line;
            } else {
                text.extend(taken);
            }
            if depth == 0 {
                break;
            }
        }
        self.comments.push((line, text));
    }

    fn string(&mut self) {
        let line = self.line;
        self.keep();
        let mut text = String::new();
        while let Some(c) = self.peek(0) {
            match c {
                '"' => break,
                '\\' => {
                    self.blank();
                    match self.blank() {
                        // A line that continues: its indentation is not part of the string.
                        Some('\n') => {
                            text.push('\n');
                            while self.peek(0).is_some_and(|c| c == ' ' || c == '\t') {
                                self.blank();
                            }
                        }
                        Some('n') => text.push(' '),
                        other => text.extend(other),
                    }
                }
                _ => text.extend(self.blank()),
            }
        }
        self.keep();
        self.strings.push((line, text));
    }

    /// `r"…"`, `r#"…"#`, `b"…"`, `br"…"`, `c"…"`; `false` when it is an ordinary word.
    fn prefixed_string(&mut self) -> bool {
        let letters = match (self.peek(0), self.peek(1)) {
            (Some('b' | 'c'), Some('r')) => 2,
            _ => 1,
        };
        let raw = self.peek(letters - 1) == Some('r');
        let mut hashes = 0;
        while raw && self.peek(letters + hashes) == Some('#') {
            hashes += 1;
        }
        match self.peek(letters + hashes) {
            Some('"') => {}
            Some('\'') if letters == 1 && self.peek(0) == Some('b') => {
                self.keep();
                self.character_or_lifetime();
                return true;
            }
            _ => return false,
        }
        for _ in 0..letters + hashes {
            self.keep();
        }
        if raw {
            self.raw_string(hashes);
        } else {
            self.string();
        }
        true
    }

    fn raw_string(&mut self, hashes: usize) {
        let line = self.line;
        self.keep();
        let mut text = String::new();
        while let Some(c) = self.peek(0) {
            let closes = c == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#'));
            if closes {
                break;
            }
            text.extend(self.blank());
        }
        for _ in 0..=hashes {
            self.keep();
        }
        self.strings.push((line, text));
    }

    fn character_or_lifetime(&mut self) {
        let escaped = self.peek(1) == Some('\\');
        if !escaped && self.peek(2) != Some('\'') {
            self.keep();
            return;
        }
        self.keep();
        while let Some(c) = self.peek(0) {
            match c {
                '\'' => break,
                '\\' => {
                    self.blank();
                    self.blank();
                }
                _ => {
                    self.blank();
                }
            }
        }
        self.keep();
    }
}

/// The lines of the items that follow `#[cfg(test)]` or the like.
fn test_regions(code: &[String]) -> Vec<Range<usize>> {
    let mut regions = Vec::new();
    for (index, line) in code.iter().enumerate() {
        if speaks_of_tests(line.trim_start(), "#![cfg(") {
            regions.push(1..code.len() + 1);
        } else if speaks_of_tests(line.trim_start(), "#[cfg(") {
            regions.push(index + 1..end_of_item(code, index) + 1);
        }
    }
    regions
}

fn speaks_of_tests(line: &str, start: &str) -> bool {
    let Some(condition) = line.strip_prefix(start) else { return false };
    let condition = condition.split(']').next().unwrap_or_default();
    let words = condition.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.into_iter().any(|word| word == "test") && !condition.contains("not(test")
}

/// The line on which the item that follows the attribute at this place ends.
fn end_of_item(code: &[String], start: usize) -> usize {
    let (mut braces, mut others) = (0_i32, 0_i32);
    for (index, line) in code.iter().enumerate().skip(start) {
        for c in line.chars() {
            match c {
                '{' => braces += 1,
                '}' => {
                    braces -= 1;
                    if braces == 0 {
                        return index + 1;
                    }
                }
                '(' | '[' => others += 1,
                ')' | ']' => others -= 1,
                ';' if braces == 0 && others == 0 => return index + 1,
                _ => {}
            }
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_comments_and_strings_are_told_apart() {
        let text = RustText::read(
            "let a = \"one // two\"; // three \"four\"\nlet b = 'x'; /* five\nsix */ let c: &'a str;",
        );
        assert_eq!(text.strings, [(1, "one // two".to_owned())]);
        assert_eq!(text.code[0].trim_end(), "let a = \"          \";");
        assert_eq!(text.comments.len(), 3);
        assert_eq!(text.comments[0], (1, "// three \"four\"".to_owned()));
        assert!(text.code[2].contains("let c: &'a str;"));
    }

    #[test]
    fn raw_strings_keep_their_quotes_to_themselves() {
        let text =
            RustText::read("let a = r#\"say \"no\" \\\"#; let b = br\"x\"; let r#type = '\\''; \"last\"");
        let strings: Vec<&str> = text.strings.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(strings, ["say \"no\" \\", "x", "last"]);
    }

    #[test]
    fn a_string_over_several_lines_says_where_it_starts() {
        let text = RustText::read("fn f() {\n  q(\"SELECT a \\\n     FROM b\");\n}\n");
        assert_eq!(text.strings, [(2, "SELECT a \nFROM b".to_owned())]);
        assert_eq!(text.code.len(), 4);
    }

    #[test]
    fn what_is_compiled_for_tests_only_is_known() {
        let source = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { if x { } }\n}\nfn c() {}\n\
                      #[cfg(any(test, feature = \"testing\"))]\nmod d;\nfn e() {}\n#[cfg(not(test))]\nfn f() {}\n";
        let text = RustText::read(source);
        let outside: Vec<usize> = text.lines().map(|(line, _)| line).collect();
        assert_eq!(outside, [1, 6, 9, 10, 11]);
        let whole = RustText::read("#![cfg(test)]\nfn a() {}\n");
        assert_eq!(whole.lines().count(), 0);
    }
}
