// SPDX-License-Identifier: EUPL-1.2
//! A reader for style sheets, as small as our need: blocks, selectors and declarations, nothing of their meaning.

/// A piece of a style sheet.
#[derive(Debug)]
pub enum Node {
    /// `a, b { declarations }`
    Rule { selectors: Vec<String>, declarations: Vec<(String, String)> },
    /// `@media … { nodes }` and `@supports … { nodes }`
    Group { condition: String, nodes: Vec<Node> },
    /// `@font-face { … }`, `@keyframes x { … }`, `@page { … }`, kept as they are.
    Block { prelude: String, body: String },
    /// `@import …;` and `@charset …;`
    Statement(String),
}

/// Reads a style sheet without comments into nodes.
pub fn parse(text: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let Some(stop) = find_outside(rest, &['{', ';']) else { break };
        if rest[stop..].starts_with(';') {
            nodes.push(Node::Statement(rest[..stop].trim().to_owned()));
            rest = rest[stop + 1..].trim_start();
            continue;
        }
        let prelude = rest[..stop].trim();
        let length = block_length(&rest[stop..]);
        let body = &rest[stop + 1..stop + length - 1];
        nodes.push(node(prelude, body));
        rest = rest[stop + length..].trim_start();
    }
    nodes
}

fn node(prelude: &str, body: &str) -> Node {
    if prelude.starts_with("@media") || prelude.starts_with("@supports") {
        return Node::Group { condition: prelude.to_owned(), nodes: parse(body) };
    }
    if prelude.starts_with('@') {
        return Node::Block { prelude: prelude.to_owned(), body: body.to_owned() };
    }
    let declarations = split_outside(body, ';')
        .into_iter()
        .filter_map(|text| text.split_once(':').map(|(p, v)| (p.trim().to_owned(), v.trim().to_owned())))
        .collect();
    let selectors = split_outside(prelude, ',').into_iter().map(|s| s.trim().to_owned()).collect();
    Node::Rule { selectors, declarations }
}

/// Writes nodes back, without any space that is not needed, and without blocks that became empty.
pub fn print(nodes: &[Node]) -> String {
    nodes.iter().map(print_node).collect()
}

fn print_node(node: &Node) -> String {
    match node {
        Node::Rule { selectors, declarations } if selectors.is_empty() || declarations.is_empty() => {
            String::new()
        }
        Node::Rule { selectors, declarations } => {
            let declarations: Vec<String> = declarations.iter().map(|(p, v)| format!("{p}:{v}")).collect();
            format!("{}{{{}}}\n", selectors.join(","), declarations.join(";"))
        }
        Node::Group { condition, nodes } => {
            let inside = print(nodes);
            if inside.is_empty() { inside } else { format!("{condition}{{{}}}\n", inside.trim_end()) }
        }
        Node::Block { prelude, body } => format!("{prelude}{{{body}}}\n"),
        Node::Statement(text) => format!("{text};\n"),
    }
}

/// Our own style sheets, without their comments and indentation; a rule stays on one line.
pub fn minify(text: &str) -> String {
    let bare = without_comments(text);
    let lines = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short = String::with_capacity(lines.len());
    for character in lines.chars() {
        // A space before `(`, `:`, `+` or `-` may mean something; around these four it never does.
        if matches!(character, '{' | '}' | ';' | ',') && short.ends_with(' ') {
            short.pop();
        }
        if character == ' ' && short.ends_with(['{', '}', ';', ',']) {
            continue;
        }
        short.push(character);
    }
    short.replace(";}", "}").replace(": ", ":").replace('}', "}\n").replace("}\n}", "}}")
}

/// The text without `/* comments */`.
pub fn without_comments(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        bare.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    bare.push_str(rest);
    bare
}

/// The length of the block that starts with the `{` at the beginning, both braces included.
fn block_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '{') => depth += 1,
            (None, '}') => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// The place of the first of these characters outside strings and parentheses.
fn find_outside(text: &str, wanted: &[char]) -> Option<usize> {
    let mut depth = 0_i32;
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            (None, c) if depth == 0 && wanted.contains(&c) => return Some(at),
            _ => {}
        }
    }
    None
}

fn split_outside(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = find_outside(rest, &[separator]) {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len_utf8()..];
    }
    parts.push(rest);
    parts.retain(|part| !part.trim().is_empty());
    parts
}
