// SPDX-License-Identifier: EUPL-1.2
//! From text to words and signs. What a `*` or a word such as `and` is depends on what stands before it (XPath 1.0,
//! section 3.7): that is settled here, so that the parser never has to guess.

use super::{BinaryOp, Name, Span, SyntaxError, SyntaxFault};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    Variable(Name),
    Operator(BinaryOp),
    Pipe,
    Slash,
    DoubleSlash,
    Open(char),
    Close(char),
    Dot,
    DoubleDot,
    At,
    Comma,
    /// A word before `::`; that it is an axis is verified by the parser.
    Axis(String),
    /// A word before `(`.
    Function(Name),
    Name(Name),
    NameOfNamespace(String),
    Star,
}

pub(super) fn read(text: &str) -> Result<Vec<(Token, Span)>, SyntaxError> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new() };
    loop {
        lexer.skip_blanks();
        let start = lexer.at;
        let Some(next) = lexer.peek() else { return Ok(lexer.tokens) };
        let token = lexer.token(next)?;
        lexer.tokens.push((token, Span::new(start, lexer.at)));
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<(Token, Span)>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(is_blank).len();
    }

    fn after_blanks(&self) -> &'a str {
        self.rest().trim_start_matches(is_blank)
    }

    fn fault(&self, fault: SyntaxFault, start: usize) -> SyntaxError {
        let end = self
            .at
            .max(start + self.text.get(start..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8));
        SyntaxError { fault, span: Span::new(start, end) }
    }

    /// Whether the word or sign before makes an operator the only thing that can follow.
    fn wants_operator(&self) -> bool {
        match self.tokens.last() {
            None => false,
            Some((token, _)) => !matches!(
                token,
                Token::At
                    | Token::Axis(_)
                    | Token::Open(_)
                    | Token::Comma
                    | Token::Operator(_)
                    | Token::Pipe
                    | Token::Slash
                    | Token::DoubleSlash
                    | Token::Function(_)
            ),
        }
    }

    fn take(&mut self, bytes: usize, token: Token) -> Token {
        self.at += bytes;
        token
    }

    fn token(&mut self, next: char) -> Result<Token, SyntaxError> {
        let start = self.at;
        let second = self.second();
        Ok(match next {
            '(' | '[' => self.take(1, Token::Open(next)),
            ')' | ']' => self.take(1, Token::Close(next)),
            ',' => self.take(1, Token::Comma),
            '@' => self.take(1, Token::At),
            '|' => self.take(1, Token::Pipe),
            '+' => self.take(1, Token::Operator(BinaryOp::Plus)),
            '-' => self.take(1, Token::Operator(BinaryOp::Minus)),
            '=' => self.take(1, Token::Operator(BinaryOp::Equal)),
            '!' if second == Some('=') => self.take(2, Token::Operator(BinaryOp::NotEqual)),
            '<' if second == Some('=') => self.take(2, Token::Operator(BinaryOp::LessOrEqual)),
            '<' => self.take(1, Token::Operator(BinaryOp::Less)),
            '>' if second == Some('=') => self.take(2, Token::Operator(BinaryOp::GreaterOrEqual)),
            '>' => self.take(1, Token::Operator(BinaryOp::Greater)),
            '/' if second == Some('/') => self.take(2, Token::DoubleSlash),
            '/' => self.take(1, Token::Slash),
            '*' if self.wants_operator() => self.take(1, Token::Operator(BinaryOp::Multiply)),
            '*' => self.take(1, Token::Star),
            '.' if second == Some('.') => self.take(2, Token::DoubleDot),
            '.' if second.is_some_and(|c| c.is_ascii_digit()) => self.number(),
            '.' => self.take(1, Token::Dot),
            '0'..='9' => self.number(),
            '"' | '\'' => {
                let inside = self.rest().get(1..).unwrap_or("");
                let Some(length) = inside.find(next) else {
                    return Err(self.fault(SyntaxFault::OpenQuote, start));
                };
                let text = inside.get(..length).unwrap_or("").to_owned();
                self.take(length + 2, Token::Text(text))
            }
            '$' => {
                self.at += 1;
                if !self.peek().is_some_and(is_name_start) {
                    return Err(self.fault(SyntaxFault::Character('$'), start));
                }
                Token::Variable(self.qualified())
            }
            _ if is_name_start(next) => self.word()?,
            _ => return Err(self.fault(SyntaxFault::Character(next), start)),
        })
    }

    fn number(&mut self) -> Token {
        let start = self.at;
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        self.at += digits(self.rest());
        if self.rest().starts_with('.') {
            self.at += 1;
            self.at += digits(self.rest());
        }
        // `7.9e-12`, as other programs write small numbers; nothing else could follow here that begins so.
        if let Some(power) = self.rest().strip_prefix(['e', 'E']) {
            let unsigned = power.strip_prefix(['+', '-']).unwrap_or(power);
            let length = digits(unsigned);
            if length > 0 && !unsigned[length..].starts_with(is_name_char) {
                self.at += 1 + power.len() - unsigned.len() + length;
            }
        }
        let text = self.text.get(start..self.at).unwrap_or("");
        // Digits with at most one point, and a power of ten, always are a number for Rust, too.
        Token::Number(text.parse().unwrap_or(f64::NAN))
    }

    fn plain_name(&mut self) -> String {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(is_name_char).len();
        self.at += length;
        rest.get(..length).unwrap_or("").to_owned()
    }

    fn qualified(&mut self) -> Name {
        let first = self.plain_name();
        let mut after = self.rest().chars();
        if after.next() == Some(':') && after.next().is_some_and(is_name_start) {
            self.at += 1;
            return Name { prefix: Some(first), local: self.plain_name() };
        }
        Name { prefix: None, local: first }
    }

    fn word(&mut self) -> Result<Token, SyntaxError> {
        let start = self.at;
        let name = self.qualified();
        if self.wants_operator() {
            // `6div2`: nothing else than an operator can stand here, and no operator ends with a digit.
            let words = [
                ("and", BinaryOp::And),
                ("or", BinaryOp::Or),
                ("div", BinaryOp::Divide),
                ("mod", BinaryOp::Modulo),
            ];
            let found = words.into_iter().find(|(word, _)| {
                name.to_string()
                    .strip_prefix(word)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()))
            });
            let Some((word, operator)) = found else {
                return Err(self.fault(SyntaxFault::NoOperator(name.to_string()), start));
            };
            self.at = start + word.len();
            return Ok(Token::Operator(operator));
        }
        if name.prefix.is_none() && self.rest().starts_with(":*") {
            self.at += 2;
            return Ok(Token::NameOfNamespace(name.local));
        }
        let after = self.after_blanks();
        if after.starts_with("::") {
            self.at = self.text.len() - after.len() + 2;
            return Ok(Token::Axis(name.to_string()));
        }
        if after.starts_with('(') {
            return Ok(Token::Function(name));
        }
        Ok(Token::Name(name))
    }
}

pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// What a name of XML may begin with, the colon left out.
pub(super) fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | 'a'..='z' | '_'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

pub(super) fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
