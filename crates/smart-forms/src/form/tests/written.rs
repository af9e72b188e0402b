// SPDX-License-Identifier: EUPL-1.2
//! Forms as XForms.

use super::*;

fn xml(headings: &str, rows: &[&str]) -> String {
    xform::write(&built(&form(headings, rows)))
}

#[test]
fn a_question_is_a_node_a_binding_and_a_control() {
    let xml = xml(
        "type,name,label,required,constraint,constraint_message,relevant,default,appearance",
        &["integer | age | Âge < 18 ? | yes | . > 0 | Plus que zéro | 1=1 | 3 | numbers"],
    );
    for part in [
        "<data id=\"data\"><age>3</age><meta><instanceID/></meta></data>",
        "<bind nodeset=\"/data/age\" type=\"int\" relevant=\"1=1\" required=\"true()\" constraint=\". &gt; 0\" \
         jr:constraintMsg=\"Plus que zéro\"/>",
        "<input ref=\"/data/age\" appearance=\"numbers\"><label>Âge &lt; 18 ?</label></input>",
        "<bind nodeset=\"/data/meta/instanceID\" type=\"string\" readonly=\"true()\" jr:preload=\"uid\"/>",
        "<instance id=\"ouinon\"><root><item><name>oui</name><label>Oui</label></item>",
    ] {
        assert!(xml.contains(part), "{part}\nnot in\n{xml}");
    }
}

#[test]
fn languages_stand_together_and_nobody_is_shown_nothing() {
    let xml = xml(
        "type,name,label::Français (fr),label::Nederlands (nl),image",
        &["text | q | Bonjour | Dag | a.png", "note | n | Merci ${q}"],
    );
    assert!(
        xml.contains(
            "<translation lang=\"Nederlands (nl)\"><text id=\"/data/q:label\"><value>Dag</value>\
         <value form=\"image\">jr://images/a.png</value></text><text id=\"/data/n:label\">\
         <value>Merci <output value=\"/data/q\"/></value></text></translation>"
        ),
        "{xml}"
    );
    assert!(xml.contains("<label ref=\"jr:itext('/data/q:label')\"/>"));
}

#[test]
fn a_repeated_group_has_a_model_and_a_first_turn() {
    let xml = xml(
        "type,name,label,repeat_count,default",
        &[
            "integer | n | N",
            "begin repeat | r | R | ${n} + 1",
            "text | t | T | | now()",
            "begin repeat | s | S",
            "text | u | U",
            "end repeat",
            "end repeat",
        ],
    );
    for part in [
        "<r jr:template=\"\"><t/><s jr:template=\"\"><u/></s></r><r><t/><s><u/></s></r>",
        "<bind nodeset=\"/data/r_count\" type=\"string\" readonly=\"true()\" calculate=\"/data/n + 1\"/>",
        "<repeat nodeset=\"/data/r\" jr:count=\"/data/r_count\">",
        "<setvalue ref=\"/data/r/t\" event=\"odk-new-repeat\" value=\"now()\"/></repeat>",
        "<setvalue ref=\"/data/r/t\" event=\"odk-instance-first-load\" value=\"now()\"/>",
    ] {
        assert!(xml.contains(part), "{part}\nnot in\n{xml}");
    }
}

#[test]
fn columns_of_the_author_are_kept_when_their_prefix_stands_for_something() {
    let rows: &[&str] = &["text | q | Q | recherche | 7"];
    let text = form("type,name,label,bind::pp:purpose,bind::xx:y", rows);
    let xml = xform::write(&built(&format!(
        "{text}| settings |\n| | namespaces |\n| | pp=\"https://example.org/pp\" |\n"
    )));
    assert!(xml.contains("xmlns:pp=\"https://example.org/pp\""));
    assert!(xml.contains("type=\"string\" pp:purpose=\"recherche\"/>"), "{xml}");
}

#[test]
fn a_trigger_sets_what_it_is_written_for() {
    let xml = xml(
        "type,name,label,calculation,trigger",
        &["text | a | A", "calculate | b | | concat(${a}, '!') | ${a}"],
    );
    assert!(
        xml.contains(
            "<input ref=\"/data/a\"><label>A</label><setvalue ref=\"/data/b\" event=\"xforms-value-changed\" \
         value=\"concat(/data/a, '!')\"/></input>"
        ),
        "{xml}"
    );
    assert!(xml.contains("<bind nodeset=\"/data/b\" type=\"string\"/>"));
}
