// SPDX-License-Identifier: EUPL-1.2
//! Writing XML: elements that close, texts that are escaped, names that are names.

/// A document being written.
#[derive(Default)]
pub(super) struct Xml {
    out: String,
    open: Vec<String>,
    /// The element that was opened last has nothing in it yet.
    bare: bool,
}

impl Xml {
    pub(super) fn open(&mut self, tag: &str) -> &mut Xml {
        self.fill();
        self.out.push('<');
        self.out.push_str(tag);
        self.open.push(tag.to_owned());
        self.bare = true;
        self
    }

    /// An attribute of the element just opened.
    pub(super) fn with(&mut self, name: &str, value: &str) -> &mut Xml {
        if self.bare {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, true, &mut self.out);
            self.out.push('"');
        }
        self
    }

    /// The same, when there is a value.
    pub(super) fn with_some(&mut self, name: &str, value: &str) -> &mut Xml {
        if !value.is_empty() {
            self.with(name, value);
        }
        self
    }

    pub(super) fn text(&mut self, text: &str) -> &mut Xml {
        self.fill();
        escape(text, false, &mut self.out);
        self
    }

    pub(super) fn close(&mut self) -> &mut Xml {
        if let Some(tag) = self.open.pop() {
            if self.bare {
                self.out.push_str("/>");
            } else {
                self.out.push_str("</");
                self.out.push_str(&tag);
                self.out.push('>');
            }
            self.bare = false;
        }
        self
    }

    /// An element with a text and nothing else.
    pub(super) fn leaf(&mut self, tag: &str, text: &str) -> &mut Xml {
        self.open(tag);
        if !text.is_empty() {
            self.text(text);
        }
        self.close()
    }

    fn fill(&mut self) {
        if self.bare {
            self.out.push('>');
            self.bare = false;
        }
    }

    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            // Signs that no XML document may hold.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}
