// SPDX-License-Identifier: EUPL-1.2
use proptest::prelude::*;

use super::*;
use crate::book::{Format, read_as};
use crate::form::{Kind, Node, Piece, check, xform};

const FORM: &str = "\
| survey | | | | | | | |
| | type | name | label::Français (fr) | label::English (en) | relevant | choice_filter | calculation | trigger |
| | text | nom | Nom | Name | | | | |
| | begin repeat | r | Personnes | People | | | | |
| | integer | age | Âge de ${nom} | Age of ${nom} | ${nom} != '' | | | |
| | select_one l | s | Lien | Link | ${age} > 3 | name != 'b' or ${age} > 5 | | |
| | end repeat | | | | | | | |
| | begin group | g | Groupe | Group | | | | |
| | image | photo | Photo | Picture | | | | |
| | calculate | c | | | | | count(${r}) | |
| | end group | | | | | | | |
| | note | merci | Merci | Thanks | | | | |
| | dateTime | quand | | | | | now() | ${nom} |
| choices | | | | |
| | list_name | name | label::Français (fr) | label::English (en) | ville |
| | l | a | Un | One | x |
| | l | b | Deux | Two | y |
";

fn written() -> String {
    let report = check(&read_as(FORM.as_bytes(), Format::Markdown).unwrap());
    xform::write(&report.form.unwrap_or_else(|| panic!("{:?}", report.errors)))
}

fn node<'a>(form: &'a Form, name: &str) -> &'a Node {
    form.root.walk().find(|n| n.name == name).unwrap()
}

#[test]
fn what_is_written_is_read_again() {
    let form = read(&written()).unwrap();
    assert_eq!(form.id, "data");
    assert_eq!(form.languages[0].code.as_deref(), Some("fr"));
    assert!(matches!(node(&form, "r").kind, Kind::Repeat(None)));
    assert_eq!(node(&form, "r").label.get("English (en)").unwrap().written, "People");
    let age = node(&form, "age");
    assert_eq!(age.path, "/data/r/age");
    assert_eq!(age.question().unwrap().word, "integer");
    assert_eq!(age.bind.relevant.as_ref().unwrap().xpath, "/data/nom != ''");
    assert_eq!(age.label.wordings[0].pieces[1], Piece::Value("/data/nom".into()));
    let s = node(&form, "s").question().unwrap();
    assert_eq!(
        s.choices.as_ref().unwrap().filter.as_ref().unwrap().xpath,
        "name != 'b' or current()/../age > 5"
    );
    assert_eq!(form.lists[0].choices[1].label.get("English (en)").unwrap().written, "Two");
    assert_eq!(form.lists[0].choices[1].columns, [("ville".to_owned(), "y".to_owned())]);
    assert_eq!(node(&form, "quand").triggers, ["nom"]);
    assert_eq!(node(&form, "photo").question().unwrap().word, "photo");
    assert_eq!(node(&form, "merci").question().unwrap().word, "note");
}

#[test]
fn a_form_written_by_hand_is_read() {
    let form = read(
        "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head>\
         <h:title>T</h:title><model><instance><d id='x' version='2'><a/><b>oui</b></d></instance>\
         <bind id='a' nodeset='/d/a' type='xsd:int'/></model></h:head><h:body><input bind='a'><label>A &amp; B</label>\
         </input><select1 ref='b'><label>B</label><item><label>Oui</label><value>oui</value></item></select1></h:body>\
         </h:html>",
    )
    .unwrap();
    assert_eq!((form.title.as_str(), form.id.as_str(), form.version.as_str()), ("T", "x", "2"));
    assert_eq!(node(&form, "a").label.wordings[0].written, "A & B");
    assert_eq!(node(&form, "a").question().unwrap().word, "integer");
    assert_eq!(form.lists[0].choices[0].name, "oui");
}

#[test]
fn a_group_that_names_no_node_says_what_the_node_says_in_which_it_stands() {
    let form = read(
        "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>T</h:title>\
         <model><instance><d id='x'><a/><g><x/><h><y/></h></g><k><u/><v/></k></d></instance></model></h:head><h:body>\
         <group><label>Everything</label><input ref='/d/a'><label>A</label></input></group>\
         <group appearance='field-list'><label>Housing</label><input ref='/d/g/x'><label>X</label></input>\
         <group><label>More</label><input ref='/d/g/h/y'><label>Y</label></input></group></group>\
         <group><label>Half of it</label><input ref='/d/k/u'><label>U</label></input></group>\
         <input ref='/d/k/v'><label>V</label></input></h:body></h:html>",
    )
    .unwrap();
    let label = |name: &str| node(&form, name).label.wordings.first().map(|w| w.written.clone());
    assert_eq!((label("g").as_deref(), label("h").as_deref()), (Some("Housing"), Some("More")));
    assert_eq!(node(&form, "g").appearance, "field-list");
    assert_eq!(label("k"), None, "a part of a node is not the node");
    assert_eq!(form.root.label.wordings.len(), 0);
}

#[test]
fn the_model_is_found_wherever_it_stands() {
    let model = "<model><instance><d id='x'><a/></d></instance></model>";
    for xml in [
        format!("<h><body><input ref='/d/a'/></body><part>{model}</part></h>"),
        format!("<h><head><title>T</title></head>{model}</h>"),
    ] {
        assert_eq!(node(&read(&xml).unwrap(), "a").path, "/d/a", "{xml}");
    }
}

#[test]
fn what_is_no_xform_is_refused() {
    for (xml, code) in [
        ("", Code::BrokenXml),
        ("<a>", Code::BrokenXml),
        ("<a/>", Code::NotAnXForm),
        ("<h><head><model/></head></h>", Code::NotAnXForm),
    ] {
        assert_eq!(read(xml).unwrap_err().code, code, "{xml}");
    }
    assert_eq!(read(&"<a>".repeat(DEEPEST_ELEMENT + 2)).unwrap_err().code, Code::TooDeep);
}

proptest! {
    #![proptest_config(crate::tests::effort(128))]

    #[test]
    fn no_change_makes_it_fall_over(from in 0..6_000_usize, length in 0..80_usize, with in "\\PC{0,6}") {
        let mut xml = written();
        let at = |xml: &str, wanted: usize| (0..=wanted.min(xml.len())).rev().find(|i| xml.is_char_boundary(*i)).unwrap_or(0);
        let (start, end) = (at(&xml, from), at(&xml, from + length));
        xml.replace_range(start..end.max(start), &with);
        let _ = read(&xml);
    }
}
