// SPDX-License-Identifier: EUPL-1.2
//! Fluent names as Rust names.

/// The name of a function or an argument in the generated code.
pub(crate) fn rust_name(name: &str) -> String {
    let name = name.replace(['-', '.'], "_");
    if is_keyword(&name) { name + "_" } else { name }
}

fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
        "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self",
        "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
        "virtual", "where", "while", "yield",
    ];
    KEYWORDS.contains(&name)
}
