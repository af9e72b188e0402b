// SPDX-License-Identifier: EUPL-1.2
//! A small tree of elements, within limits.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{DEEPEST_ELEMENT, MOST_ELEMENTS};
use crate::words::{Code, Problem};
use crate::xpath::xml::referred;

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// With its prefix, as written.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Child>,
}

/// What stands in an element.
#[derive(Clone, Debug)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    /// Without its prefix.
    pub(super) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(&self.name)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|c| match c {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first element of a name, prefix left aside.
    pub(super) fn child<'a>(&'a self, local: &str) -> Option<&'a Element> {
        self.elements().find(|e| e.local() == local)
    }

    /// The first element of a name at any depth, in the order of the document.
    pub(super) fn inside<'a>(&'a self, local: &str) -> Option<&'a Element> {
        self.elements().find_map(|e| if e.local() == local { Some(e) } else { e.inside(local) })
    }

    /// The text directly inside.
    pub(super) fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|c| match c {
            Child::Text(text) => Some(text.as_str()),
            Child::Element(_) => None,
        });
        texts.collect::<String>().trim().to_owned()
    }
}

pub(super) fn parse(xml: &str) -> Result<Element, Problem> {
    let broken = || Problem::new(Code::BrokenXml);
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut count = 0;
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(start) => {
                count += 1;
                if open.len() > DEEPEST_ELEMENT || count > MOST_ELEMENTS {
                    return Err(Problem::new(Code::TooDeep).with("limit", &DEEPEST_ELEMENT.to_string()));
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => {
                count += 1;
                if count > MOST_ELEMENTS {
                    return Err(Problem::new(Code::TooDeep).with("limit", &DEEPEST_ELEMENT.to_string()));
                }
                put(&mut open, Child::Element(element(&start)?));
            }
            Event::End(_) => {
                let closed = open.pop().ok_or_else(broken)?;
                if open.is_empty() {
                    return Err(broken());
                }
                put(&mut open, Child::Element(closed));
            }
            Event::Text(text) => add_text(&mut open, &text.xml10_content()),
            Event::CData(text) => add_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(entity) => {
                let shown = String::from(referred(&entity).ok_or_else(broken)?);
                add_text(&mut open, &shown);
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if open.len() != 1 {
        return Err(broken());
    }
    let top = open.pop().ok_or_else(broken)?;
    top.elements().next().cloned().ok_or_else(broken)
}

fn put(open: &mut [Element], child: Child) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(child);
    }
}

fn add_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else {
        return;
    };
    if let Some(Child::Text(before)) = parent.children.last_mut() {
        before.push_str(text);
    } else {
        parent.children.push(Child::Text(text.to_owned()));
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, Problem> {
    let broken = || Problem::new(Code::BrokenXml);
    let name = start.name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| broken())?;
        let key = attribute.key.as_ref().to_owned();
        let value = attribute.value.as_ref();
        let value = quick_xml::escape::unescape(value).map_err(|_| broken())?.into_owned();
        attributes.push((key, value));
    }
    Ok(Element { name, attributes, children: Vec::new() })
}
