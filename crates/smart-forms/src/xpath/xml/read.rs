// SPDX-License-Identifier: EUPL-1.2
//! From the text of a document to its nodes.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Document, Entry, MAX_BYTES, NONE, NodeKind, Written, XML, XmlError, XmlFault};

type Done<T> = Result<T, XmlFault>;

pub(super) fn read(text: &str) -> Result<Document, XmlError> {
    if text.len() > MAX_BYTES {
        return Err(XmlError { fault: XmlFault::TooLong, position: 0 });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut builder = Builder::new();
    loop {
        let position = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let fault = match reader.read_event() {
            Err(_) => XmlFault::Malformed,
            Ok(Event::Eof) => match builder.end() {
                Ok(document) => return Ok(document),
                Err(fault) => fault,
            },
            Ok(event) => match builder.event(event) {
                Ok(()) => continue,
                Err(fault) => fault,
            },
        };
        return Err(XmlError { fault, position });
    }
}

struct Builder {
    document: Document,
    known: HashMap<Written, u32>,
    open: Vec<u32>,
    /// Whether an outermost element was seen.
    outermost: bool,
    /// Whether the text before is whole, and text that follows is another one.
    whole: bool,
}

impl Builder {
    fn new() -> Self {
        let root = Entry {
            kind: NodeKind::Root,
            name: NONE,
            parent: NONE,
            first: NONE,
            last: NONE,
            next: NONE,
            previous: NONE,
            text: (0, 0),
        };
        let document = Document {
            entries: vec![root],
            names: Vec::new(),
            content: String::new(),
            values: String::new(),
            declared: HashMap::new(),
        };
        Self { document, known: HashMap::new(), open: vec![0], outermost: false, whole: false }
    }

    fn event(&mut self, event: Event<'_>) -> Done<()> {
        match event {
            Event::Start(start) => self.start(&start),
            Event::Empty(start) => {
                self.start(&start)?;
                self.close();
                Ok(())
            }
            Event::End(_) => {
                self.close();
                Ok(())
            }
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => {
                // A node of its own, as in the documents of browsers, where these expressions come from.
                self.whole = true;
                let done = self.text(&text.xml10_content());
                self.whole = true;
                done
            }
            Event::GeneralRef(reference) => match super::referred(&reference) {
                Some(c) => self.text(c.encode_utf8(&mut [0; 4])),
                None if reference.is_char_ref() => Err(XmlFault::Malformed),
                None => Err(XmlFault::Entity),
            },
            Event::Comment(text) => self.value(NodeKind::Comment, NONE, &text.xml10_content()),
            Event::PI(instruction) => {
                let name = Written { local: instruction.target().to_owned(), ..Written::default() };
                let name = self.name(name);
                let content = instruction.content().trim_start();
                self.value(NodeKind::ProcessingInstruction, name, content)
            }
            Event::DocType(text) => {
                // A name and addresses do no harm; what stands in brackets could.
                if text.xml10_content().contains('[') { Err(XmlFault::Declarations) } else { Ok(()) }
            }
            Event::Decl(_) | Event::Eof => Ok(()),
        }
    }

    fn here(&self) -> u32 {
        self.open.last().copied().unwrap_or(0)
    }

    fn length(text: &str) -> u32 {
        // The whole document is no longer than this.
        u32::try_from(text.len()).unwrap_or(NONE)
    }

    fn name(&mut self, name: Written) -> u32 {
        let names = &mut self.document.names;
        *self.known.entry(name).or_insert_with_key(|name| {
            names.push(name.clone());
            u32::try_from(names.len() - 1).unwrap_or(NONE)
        })
    }

    fn add(&mut self, kind: NodeKind, name: u32, text: (u32, u32)) -> u32 {
        let parent = self.here();
        let entries = &mut self.document.entries;
        let index = u32::try_from(entries.len()).unwrap_or(NONE);
        let mut entry =
            Entry { kind, name, parent, first: NONE, last: NONE, next: NONE, previous: NONE, text };
        if kind != NodeKind::Attribute {
            let previous = entries.get(parent as usize).map_or(NONE, |parent| parent.last);
            entry.previous = previous;
            if let Some(previous) = entries.get_mut(previous as usize) {
                previous.next = index;
            }
            if let Some(parent) = entries.get_mut(parent as usize) {
                if parent.first == NONE {
                    parent.first = index;
                }
                parent.last = index;
            }
        }
        entries.push(entry);
        index
    }

    fn value(&mut self, kind: NodeKind, name: u32, text: &str) -> Done<()> {
        let start = Self::length(&self.document.values);
        self.document.values.push_str(text);
        let end = Self::length(&self.document.values);
        self.add(kind, name, (start, end));
        Ok(())
    }

    fn text(&mut self, text: &str) -> Done<()> {
        if text.is_empty() {
            return Ok(());
        }
        if self.open.len() == 1 {
            let blank = text.chars().all(super::super::value::is_blank);
            return if blank { Ok(()) } else { Err(XmlFault::Outermost) };
        }
        let start = Self::length(&self.document.content);
        self.document.content.push_str(text);
        let end = Self::length(&self.document.content);
        // Text beside text is one text, even when some of it is written as an entity.
        let whole = std::mem::take(&mut self.whole);
        let last = self.document.entries.get(self.here() as usize).map_or(NONE, |parent| parent.last);
        match self.document.entries.get_mut(last as usize) {
            Some(entry) if entry.kind == NodeKind::Text && !whole => entry.text.1 = end,
            _ => {
                self.add(NodeKind::Text, NONE, (start, end));
            }
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Done<()> {
        if self.open.len() == 1 {
            if self.outermost {
                return Err(XmlFault::Outermost);
            }
            self.outermost = true;
        }
        let mut plain = Vec::new();
        let mut declared = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| XmlFault::Malformed)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| XmlFault::Entity)?;
            let name = attribute.key.as_ref();
            match name.strip_prefix("xmlns:") {
                Some(prefix) => declared.push((prefix.to_owned(), value.into_owned())),
                None if name == "xmlns" => declared.push((String::new(), value.into_owned())),
                None => plain.push((name.to_owned(), value.into_owned())),
            }
        }
        let at = Self::length(&self.document.content);
        let element = self.add(NodeKind::Element, NONE, (at, at));
        if !declared.is_empty() {
            self.document.declared.insert(element, declared);
        }
        self.open.push(element);
        let name = self.written(start.name().as_ref(), true)?;
        if let Some(entry) = self.document.entries.get_mut(element as usize) {
            entry.name = name;
        }
        for (name, value) in plain {
            let name = self.written(&name, false)?;
            self.value(NodeKind::Attribute, name, &value)?;
        }
        Ok(())
    }

    /// A name with its namespace, as it is meant where one stands.
    fn written(&mut self, name: &str, element: bool) -> Done<u32> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if local.is_empty() || local.contains(':') {
            return Err(XmlFault::Malformed);
        }
        let namespace = match prefix {
            "" if !element => "",
            "xml" => XML,
            _ => {
                let mut above = self.open.iter().rev();
                let found = above.find_map(|element| {
                    let declared = self.document.declared.get(element)?;
                    declared.iter().find(|(known, _)| known == prefix).map(|(_, address)| address.as_str())
                });
                match found {
                    Some(address) => address,
                    None if prefix.is_empty() => "",
                    None => return Err(XmlFault::Prefix),
                }
            }
        };
        let written =
            Written { namespace: namespace.to_owned(), prefix: prefix.to_owned(), local: local.to_owned() };
        Ok(self.name(written))
    }

    fn close(&mut self) {
        let end = Self::length(&self.document.content);
        if let Some(element) = self.open.pop()
            && let Some(entry) = self.document.entries.get_mut(element as usize)
        {
            entry.text.1 = end;
        }
    }

    fn end(&mut self) -> Done<Document> {
        if self.open.len() != 1 {
            return Err(XmlFault::Malformed);
        }
        if !self.outermost {
            return Err(XmlFault::Outermost);
        }
        self.close();
        Ok(std::mem::replace(self, Self::new()).document)
    }
}
