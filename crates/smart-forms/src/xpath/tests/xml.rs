// SPDX-License-Identifier: EUPL-1.2
use proptest::prelude::*;

use crate::xpath::xml::{Document, XmlFault};
use crate::xpath::{Nothing, Tree, Value, evaluate, parse};

fn whole(xml: &str) -> Result<String, XmlFault> {
    Document::parse(xml)
        .map(|document| document.text(document.root()).to_owned())
        .map_err(|error| error.fault)
}

#[test]
fn what_is_well_formed_is_read() {
    for (xml, expected) in [
        ("<a/>", ""),
        ("\u{feff}<?xml version='1.0'?>\n<a>x</a>\n", "x"),
        ("<a>x<b>y</b>z</a>", "xyz"),
        ("<a>1 &lt; 2 &amp;&#38; &#x33; &gt; &apos;&quot;</a>", "1 < 2 && 3 > '\""),
        ("<a><![CDATA[<b>&amp;]]></a>", "<b>&amp;"),
        ("<a>x<!-- not this -->y<?nor this?></a>", "xy"),
        ("<!DOCTYPE html><a>x</a>", "x"),
        (
            "\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/TR/xhtml1/DTD/x.dtd\"><a>x</a>",
            "x",
        ),
        ("<a>x\r\ny</a>", "x\ny"),
    ] {
        assert_eq!(whole(xml), Ok(expected.to_owned()), "{xml}");
    }
}

#[test]
fn what_is_not_or_could_do_harm_is_refused() {
    for (xml, fault) in [
        ("", XmlFault::Outermost),
        ("x", XmlFault::Outermost),
        ("<a/><b/>", XmlFault::Outermost),
        ("<a></a>x", XmlFault::Outermost),
        ("<a>", XmlFault::Malformed),
        ("<a></b>", XmlFault::Malformed),
        ("</a>", XmlFault::Malformed),
        ("<a b='1' b='2'/>", XmlFault::Malformed),
        ("<a b=1/>", XmlFault::Malformed),
        ("<a>&nbsp;</a>", XmlFault::Entity),
        ("<a b='&nbsp;'/>", XmlFault::Entity),
        ("<x:a/>", XmlFault::Prefix),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", XmlFault::Declarations),
        ("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", XmlFault::Declarations),
    ] {
        assert_eq!(whole(xml), Err(fault), "{xml}");
    }
}

#[test]
fn text_beside_text_is_one_text() {
    let document = Document::parse("<a>x&amp;y<b/>w<![CDATA[<]]>z</a>").unwrap();
    let a = document.first_child(document.root()).unwrap();
    let first = document.first_child(a).unwrap();
    assert_eq!(document.text(first), "x&y");
    assert_eq!(document.text(a), "x&yw<z");
    // What is marked as characters is a node of its own.
    let last = document.last_child(a).unwrap();
    let before: Vec<&str> = std::iter::successors(Some(last), |node| document.previous_sibling(*node))
        .map(|node| document.text(node))
        .collect();
    assert_eq!(before, ["z", "<", "w", "", "x&y"]);
}

#[test]
fn namespaces_are_those_in_force() {
    let xml = "<a xmlns='urn:1' xmlns:p='urn:2'><b xmlns='' p:c='x' d='y'/><p:e xmlns:p='urn:3'/></a>";
    let document = Document::parse(xml).unwrap();
    let names: Vec<String> = document
        .elements()
        .map(|node| format!("{{{}}}{}", document.name(node).namespace, document.name(node).local))
        .collect();
    assert_eq!(names, ["{urn:1}a", "{}b", "{urn:3}e"]);
    let b = document.elements().nth(1).unwrap();
    let attributes: Vec<&str> =
        document.attributes(b).into_iter().map(|node| document.name(node).namespace).collect();
    assert_eq!(attributes, ["urn:2", ""]);
    let in_force = |index: usize| -> Vec<String> {
        let node = document.elements().nth(index).unwrap();
        document.namespaces(node).into_iter().map(|node| document.text(node).to_owned()).collect()
    };
    assert_eq!(in_force(0), ["urn:1", "urn:2"]);
    assert_eq!(in_force(1), ["urn:2"]);
}

proptest! {
    #[test]
    fn no_text_makes_it_stumble(text in "[<>/a:='\" &;!?\\[\\]-]{0,40}") {
        let _ = Document::parse(&text);
    }

    #[test]
    fn the_order_of_a_tree_does_not_depend_on_how_it_is_found(seed in 0usize..400) {
        // The order by numbers, and the one by walking up, which other trees use, agree.
        let document = Document::parse("<a x='1' y='2'><b z='3'>t<c/></b><!--n--><d xmlns:p='u'/></a>").unwrap();
        let mut every = vec![document.root()];
        let mut index = 0;
        while index < every.len() {
            let node = every[index];
            every.extend(document.namespaces(node));
            every.extend(document.attributes(node));
            every.extend(std::iter::successors(document.first_child(node), |node| document.next_sibling(*node)));
            index += 1;
        }
        let (a, b) = (every[seed % every.len()], every[seed / every.len() % every.len()]);
        prop_assert_eq!(document.compare(a, b), Walked(&document).compare(a, b));
    }
}

#[test]
fn a_tree_needs_to_know_little() {
    let xml = "<a x='1'><b z='3'>t<c/>u</b><!--n--><b><c>v</c></b><d/></a>";
    let document = Document::parse(xml).unwrap();
    for text in [
        "//b/c | //@z | //b | //text()",
        "//c/preceding::node()",
        "//c/following::node()",
        "//d/preceding-sibling::*[1]",
        "//node()[last()]",
        "//@*/following::node()",
        "//c/ancestor-or-self::node()/@*",
        "(//d | //c)[2]/..",
    ] {
        let expr = parse(text).unwrap();
        let one = evaluate(&expr, &document, document.root(), &Nothing);
        let other = evaluate(&expr, &Walked(&document), document.root(), &Nothing);
        assert!(matches!(&one, Ok(Value::Nodes(nodes)) if !nodes.is_empty()), "{text}");
        assert_eq!(one, other, "{text}");
    }
}

/// The same tree with no order of its own.
struct Walked<'a>(&'a Document);

impl Tree for Walked<'_> {
    type Node = crate::xpath::xml::Node;

    fn kind(&self, node: Self::Node) -> crate::xpath::NodeKind {
        self.0.kind(node)
    }
    fn parent(&self, node: Self::Node) -> Option<Self::Node> {
        self.0.parent(node)
    }
    fn first_child(&self, node: Self::Node) -> Option<Self::Node> {
        self.0.first_child(node)
    }
    fn next_sibling(&self, node: Self::Node) -> Option<Self::Node> {
        self.0.next_sibling(node)
    }
    fn name(&self, node: Self::Node) -> crate::xpath::NodeName<'_> {
        self.0.name(node)
    }
    fn add_text(&self, node: Self::Node, text: &mut String) {
        self.0.add_text(node, text);
    }
    fn attributes(&self, node: Self::Node) -> Vec<Self::Node> {
        self.0.attributes(node)
    }
    fn namespaces(&self, node: Self::Node) -> Vec<Self::Node> {
        self.0.namespaces(node)
    }
}
