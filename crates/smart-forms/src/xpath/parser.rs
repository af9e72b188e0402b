// SPDX-License-Identifier: EUPL-1.2
//! From words and signs to an expression: the grammar of XPath 1.0.

use super::functions;
use super::lexer::{self, Token};
use super::{
    Axis, BinaryOp, Call, Expr, ExprId, Kind, MAX_DEPTH, MAX_LENGTH, MAX_NODES, Name, NodeTest, Path, Span,
    Start, Step, SyntaxError, SyntaxFault,
};

/// Reads an expression. Whether its functions exist and are given what they need is told by
/// [`check`](super::check).
pub fn parse(text: &str) -> Result<Expr, SyntaxError> {
    if text.len() > MAX_LENGTH {
        return Err(SyntaxError { fault: SyntaxFault::TooLong, span: Span::default() });
    }
    let tokens = lexer::read(text)?;
    if tokens.is_empty() {
        return Err(SyntaxError { fault: SyntaxFault::Empty, span: Span::default() });
    }
    let mut parser = Parser {
        text,
        tokens: tokens.into_iter().peekable(),
        last: Span::default(),
        nodes: Vec::new(),
        heights: Vec::new(),
        steps: 0,
        depth: 0,
    };
    parser.expression(0)?;
    match parser.tokens.next() {
        None => Ok(Expr::new(text.to_owned(), parser.nodes)),
        Some((_, span)) => Err(parser.unexpected(span)),
    }
}

type Done<T> = Result<T, SyntaxError>;

struct Parser<'a> {
    text: &'a str,
    tokens: std::iter::Peekable<std::vec::IntoIter<(Token, Span)>>,
    /// The place of the word or sign that was taken last.
    last: Span,
    nodes: Vec<(Kind, Span)>,
    /// How deep each part is, so that whoever walks the expression needs no more stack than is stated.
    heights: Vec<usize>,
    steps: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&mut self) -> Option<&Token> {
        self.tokens.peek().map(|(token, _)| token)
    }

    fn next(&mut self) -> Done<(Token, Span)> {
        match self.tokens.next() {
            Some((token, span)) => {
                self.last = span;
                Ok((token, span))
            }
            None => Err(self.end()),
        }
    }

    /// Takes the next word or sign if it is the one that is named.
    fn took(&mut self, token: &Token) -> bool {
        let same = self.peek() == Some(token);
        if same {
            self.last = self.tokens.next().map_or(self.last, |(_, span)| span);
        }
        same
    }

    fn end(&self) -> SyntaxError {
        let end = self.text.len();
        SyntaxError { fault: SyntaxFault::UnexpectedEnd, span: Span::new(end, end) }
    }

    fn unexpected(&self, span: Span) -> SyntaxError {
        SyntaxError { fault: SyntaxFault::Unexpected(span.of(self.text).to_owned()), span }
    }

    fn unexpected_next(&mut self) -> SyntaxError {
        match self.tokens.peek() {
            Some((_, span)) => {
                let span = *span;
                self.unexpected(span)
            }
            None => self.end(),
        }
    }

    fn close(&mut self, open: (char, Span)) -> Done<()> {
        let closing = if open.0 == '(' { ')' } else { ']' };
        if self.took(&Token::Close(closing)) {
            return Ok(());
        }
        if self.peek().is_none() {
            return Err(SyntaxError { fault: SyntaxFault::OpenBracket(open.0), span: open.1 });
        }
        Err(self.unexpected_next())
    }

    fn add(&mut self, kind: Kind, span: Span) -> Done<ExprId> {
        if self.nodes.len() + self.steps >= MAX_NODES {
            return Err(SyntaxError { fault: SyntaxFault::TooManyParts, span });
        }
        let height_of = |id: &ExprId| self.heights.get(id.0 as usize).copied().unwrap_or(0);
        let below = match &kind {
            Kind::Number(_) | Kind::Text(_) | Kind::Variable(_) => 0,
            Kind::Negate { operand, .. } => height_of(operand),
            Kind::Chain { first, rest } => {
                rest.iter().map(|(_, id)| height_of(id)).max().unwrap_or(0).max(height_of(first))
            }
            Kind::Union(parts) => parts.iter().map(height_of).max().unwrap_or(0),
            Kind::Call(call) => call.args.iter().map(height_of).max().unwrap_or(0),
            Kind::Filter { base, predicates } => {
                predicates.iter().map(height_of).max().unwrap_or(0).max(height_of(base))
            }
            Kind::Path(path) => {
                let start = if let Start::Value(id) = &path.start { height_of(id) } else { 0 };
                path.steps
                    .iter()
                    .flat_map(|step| &step.predicates)
                    .map(height_of)
                    .max()
                    .unwrap_or(0)
                    .max(start)
            }
        };
        if below >= MAX_DEPTH {
            return Err(SyntaxError { fault: SyntaxFault::TooDeep, span });
        }
        let id = ExprId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push((kind, span));
        self.heights.push(below + 1);
        Ok(id)
    }

    /// From where the next word stands to the end of the last one taken.
    fn start(&mut self) -> Span {
        self.tokens.peek().map_or(self.last, |(_, span)| *span)
    }

    fn nested(&mut self) -> Done<ExprId> {
        if self.depth >= MAX_DEPTH {
            let span = self.start();
            return Err(SyntaxError { fault: SyntaxFault::TooDeep, span });
        }
        self.depth += 1;
        let id = self.expression(0)?;
        self.depth -= 1;
        Ok(id)
    }

    /// A value and the operators after it that bind at least as tightly as asked.
    fn expression(&mut self, least: u8) -> Done<ExprId> {
        let start = self.start();
        let mut left = self.negation()?;
        while let Some(Token::Operator(operator)) = self.peek() {
            let precedence = operator.precedence();
            if precedence < least {
                break;
            }
            let mut rest: Vec<(BinaryOp, ExprId)> = Vec::new();
            while let Some(Token::Operator(operator)) = self.peek() {
                let operator = *operator;
                if operator.precedence() != precedence {
                    break;
                }
                self.next()?;
                rest.push((operator, self.expression(precedence + 1)?));
            }
            let span = start.to(self.last);
            left = self.add(Kind::Chain { first: left, rest }, span)?;
        }
        Ok(left)
    }

    fn negation(&mut self) -> Done<ExprId> {
        let start = self.start();
        let mut times = 0;
        while self.took(&Token::Operator(BinaryOp::Minus)) {
            times += 1;
        }
        let operand = self.union()?;
        if times == 0 {
            return Ok(operand);
        }
        let span = start.to(self.last);
        self.add(Kind::Negate { times, operand }, span)
    }

    fn union(&mut self) -> Done<ExprId> {
        let start = self.start();
        let first = self.path()?;
        if self.peek() != Some(&Token::Pipe) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.took(&Token::Pipe) {
            parts.push(self.path()?);
        }
        let span = start.to(self.last);
        self.add(Kind::Union(parts), span)
    }

    fn path(&mut self) -> Done<ExprId> {
        let begin = self.start();
        let mut steps = Vec::new();
        let start = match self.peek() {
            None => return Err(self.end()),
            Some(Token::Slash) => {
                self.next()?;
                if self.peek().is_some_and(starts_step) {
                    let step = self.step()?;
                    steps.push(step);
                }
                Start::Root
            }
            Some(Token::DoubleSlash) => {
                let (_, span) = self.next()?;
                self.descend(span, &mut steps)?;
                Start::Root
            }
            Some(token) if starts_step(token) => {
                let step = self.step()?;
                steps.push(step);
                Start::Context
            }
            Some(_) => {
                let base = self.filter()?;
                if !matches!(self.peek(), Some(Token::Slash | Token::DoubleSlash)) {
                    return Ok(base);
                }
                Start::Value(base)
            }
        };
        // `/` alone is a whole path: nothing can follow it but an operator.
        if !(start == Start::Root && steps.is_empty()) {
            loop {
                if self.took(&Token::Slash) {
                    let step = self.step()?;
                    steps.push(step);
                } else if self.took(&Token::DoubleSlash) {
                    let span = self.last;
                    self.descend(span, &mut steps)?;
                } else {
                    break;
                }
            }
        }
        self.steps += steps.len();
        let span = begin.to(self.last);
        self.add(Kind::Path(Path { start, steps }), span)
    }

    /// What `//` stands for, and the step after it.
    fn descend(&mut self, span: Span, steps: &mut Vec<Step>) -> Done<()> {
        steps.push(Step { axis: Axis::DescendantOrSelf, test: NodeTest::Node, predicates: Vec::new(), span });
        let step = self.step()?;
        steps.push(step);
        Ok(())
    }

    fn step(&mut self) -> Done<Step> {
        if !self.peek().is_some_and(starts_step) {
            return Err(self.unexpected_next());
        }
        let start = self.start();
        let short = match self.peek() {
            Some(Token::Dot) => Some(Axis::SelfAxis),
            Some(Token::DoubleDot) => Some(Axis::Parent),
            _ => None,
        };
        if let Some(axis) = short {
            self.next()?;
            return Ok(Step {
                axis,
                test: NodeTest::Node,
                predicates: Vec::new(),
                span: start.to(self.last),
            });
        }
        let axis = match self.peek() {
            Some(Token::At) => {
                self.next()?;
                Axis::Attribute
            }
            Some(Token::Axis(name)) => {
                let Some(axis) = Axis::named(name) else {
                    let fault = SyntaxFault::Axis(name.clone());
                    return Err(SyntaxError { fault, span: start });
                };
                self.next()?;
                axis
            }
            _ => Axis::Child,
        };
        let test = self.node_test()?;
        let predicates = self.predicates()?;
        Ok(Step { axis, test, predicates, span: start.to(self.last) })
    }

    fn node_test(&mut self) -> Done<NodeTest> {
        let (token, span) = self.next()?;
        Ok(match token {
            Token::Star => NodeTest::Any,
            Token::NameOfNamespace(prefix) => NodeTest::Namespace(prefix),
            Token::Name(name) => NodeTest::Name(name),
            Token::Function(name) if is_node_type(&name) => {
                let open = ('(', self.start());
                self.next()?;
                let test = match name.local.as_str() {
                    "node" => NodeTest::Node,
                    "text" => NodeTest::Text,
                    "comment" => NodeTest::Comment,
                    _ => {
                        let mut target = None;
                        if let Some(Token::Text(text)) = self.peek() {
                            target = Some(text.clone());
                            self.next()?;
                        }
                        NodeTest::ProcessingInstruction(target)
                    }
                };
                self.close(open)?;
                test
            }
            _ => return Err(self.unexpected(span)),
        })
    }

    fn predicates(&mut self) -> Done<Vec<ExprId>> {
        let mut predicates = Vec::new();
        while self.took(&Token::Open('[')) {
            let open = ('[', self.last);
            predicates.push(self.nested()?);
            self.close(open)?;
        }
        Ok(predicates)
    }

    fn filter(&mut self) -> Done<ExprId> {
        let start = self.start();
        let base = self.primary()?;
        let predicates = self.predicates()?;
        if predicates.is_empty() {
            return Ok(base);
        }
        let span = start.to(self.last);
        self.add(Kind::Filter { base, predicates }, span)
    }

    fn primary(&mut self) -> Done<ExprId> {
        let (token, span) = self.next()?;
        match token {
            Token::Number(number) => self.add(Kind::Number(number), span),
            Token::Text(text) => self.add(Kind::Text(text), span),
            Token::Variable(name) => self.add(Kind::Variable(name), span),
            Token::Open('(') => {
                let id = self.nested()?;
                self.close(('(', span))?;
                Ok(id)
            }
            Token::Function(name) => self.call(name, span),
            _ => Err(self.unexpected(span)),
        }
    }

    fn call(&mut self, name: Name, start: Span) -> Done<ExprId> {
        let open = ('(', self.start());
        self.next()?;
        let mut args = Vec::new();
        if self.peek() != Some(&Token::Close(')')) {
            loop {
                if self.peek().is_none() {
                    return Err(SyntaxError { fault: SyntaxFault::OpenBracket('('), span: open.1 });
                }
                args.push(self.nested()?);
                if !self.took(&Token::Comma) {
                    break;
                }
            }
        }
        self.close(open)?;
        let span = start.to(self.last);
        let signature = functions::find(&name);
        self.add(Kind::Call(Call { name, args, signature }), span)
    }
}

fn is_node_type(name: &Name) -> bool {
    name.prefix.is_none()
        && matches!(name.local.as_str(), "node" | "text" | "comment" | "processing-instruction")
}

fn starts_step(token: &Token) -> bool {
    match token {
        Token::Dot
        | Token::DoubleDot
        | Token::At
        | Token::Star
        | Token::Axis(_)
        | Token::Name(_)
        | Token::NameOfNamespace(_) => true,
        Token::Function(name) => is_node_type(name),
        _ => false,
    }
}
