// SPDX-License-Identifier: EUPL-1.2
use super::{all, at, code, no, nodes, number, text, yes};

const LIBRARY: &str = r#"<library xmlns:x="urn:x" xml:lang="fr">
<shelf id="s1"><book year="1943" id="b1">Le Petit Prince</book><book year="1862">Les Misérables</book></shelf>
<!--a note--><?sort by="year"?>
<shelf id="s2" x:kind="low"><box><book year="1990">Matilda</book></box><x:book>autre</x:book><book year="2001">Oscar</book></shelf>
</library>"#;

#[test]
fn every_axis_goes_its_way() {
    all(
        LIBRARY,
        "//box/book",
        &[
            ("name()", text("book")),
            ("self::book", nodes(&["Matilda"])),
            ("self::box", nodes(&[])),
            ("..", nodes(&["Matilda"])),
            ("name(..)", text("box")),
            ("count(ancestor::*)", number(3.0)),
            ("count(ancestor::node())", number(4.0)),
            ("count(ancestor-or-self::node())", number(5.0)),
            ("name(ancestor::*[1])", text("box")),
            ("name(ancestor::*[last()])", text("library")),
            ("name((ancestor::*)[1])", text("library")),
            ("preceding::book", nodes(&["Le Petit Prince", "Les Misérables"])),
            ("preceding::book[1]", nodes(&["Les Misérables"])),
            ("following::book", nodes(&["Oscar"])),
            ("following::*", nodes(&["autre", "Oscar"])),
            ("count(preceding::node()[self::comment()])", number(1.0)),
            ("@year", nodes(&["1990"])),
            ("attribute::*", nodes(&["1990"])),
            ("@year/..", nodes(&["Matilda"])),
            ("count(@year/following::book)", number(1.0)),
            ("count(@year/following::text())", number(4.0)),
            ("@year/preceding-sibling::node()", nodes(&[])),
            ("@year/self::node()", nodes(&["1990"])),
            ("@year/self::*", nodes(&[])),
            ("@year/descendant-or-self::node()", nodes(&["1990"])),
            ("@year/ancestor-or-self::node()[3]", nodes(&["Matilda"])),
        ],
    );
    all(
        LIBRARY,
        "/library/shelf[2]",
        &[
            ("preceding-sibling::*[1]/@id", nodes(&["s1"])),
            ("preceding-sibling::comment()", nodes(&["a note"])),
            ("preceding-sibling::processing-instruction()", nodes(&["by=\"year\""])),
            ("preceding-sibling::processing-instruction('sort')", nodes(&["by=\"year\""])),
            ("preceding-sibling::processing-instruction('other')", nodes(&[])),
            ("following-sibling::*", nodes(&[])),
            ("descendant::book", nodes(&["Matilda", "Oscar"])),
            ("descendant::book[2]", nodes(&["Oscar"])),
            ("book", nodes(&["Oscar"])),
            ("x:book", nodes(&["autre"])),
            ("x:*", nodes(&["autre"])),
            ("@x:kind", nodes(&["low"])),
            ("@*", nodes(&["s2", "low"])),
            ("@kind", nodes(&[])),
            ("count(namespace::*)", number(1.0)),
            ("namespace::x", nodes(&["urn:x"])),
            ("name(namespace::*[. = 'urn:x'])", text("x")),
            ("name(namespace::x/..)", text("shelf")),
            ("child::node()[1]/self::box", nodes(&["Matilda"])),
            ("*[last()]", nodes(&["Oscar"])),
            ("*[position() < 3][2]", nodes(&["autre"])),
            ("*[2.5]", nodes(&[])),
            ("*['1']", nodes(&["Matilda", "autre", "Oscar"])),
            ("*[number('1')]", nodes(&["Matilda"])),
        ],
    );
}

#[test]
fn paths_begin_where_they_say() {
    all(
        LIBRARY,
        "//box",
        &[
            ("/library/shelf/@id", nodes(&["s1", "s2"])),
            ("count(//book)", number(4.0)),
            ("count(.//book)", number(1.0)),
            ("count(//book[1])", number(3.0)),
            ("(//book)[1]", nodes(&["Le Petit Prince"])),
            ("//shelf[2]/book", nodes(&["Oscar"])),
            ("//book[@year > 1900][2]", nodes(&[])),
            ("(//book[@year > 1900])[2]", nodes(&["Matilda"])),
            ("//book[@year = //shelf/book[2]/@year]", nodes(&["Les Misérables"])),
            ("//*[@id = 'b1']/following-sibling::book", nodes(&["Les Misérables"])),
            (
                "//book/..",
                super::Outcome::Nodes(vec![
                    "Le Petit PrinceLes Misérables".to_owned(),
                    "MatildaautreOscar".to_owned(),
                    "Matilda".to_owned(),
                ]),
            ),
            ("count(//book/ancestor::*)", number(4.0)),
            (
                "//shelf[@id='s2']//book | //shelf[@id='s1']/book[2] | //box/book",
                nodes(&["Les Misérables", "Matilda", "Oscar"]),
            ),
            ("count(/ | / | /library)", number(2.0)),
            ("count(//@id)", number(3.0)),
            ("//text()[. = 'Oscar']/..", nodes(&["Oscar"])),
            ("current()/book", nodes(&["Matilda"])),
            ("//book[. = current()/book]", nodes(&["Matilda"])),
            ("count(//node())", number(20.0)),
        ],
    );
    assert_eq!(code(&at(LIBRARY, "", "1 | //book")), "not-nodes");
    assert_eq!(code(&at(LIBRARY, "", "'a'/b")), "not-nodes");
    assert_eq!(code(&at(LIBRARY, "", "(1)[1]")), "not-nodes");
    assert_eq!(code(&at(LIBRARY, "", "$x")), "variable");
}

#[test]
fn names_are_told_with_and_without_their_prefix() {
    all(
        LIBRARY,
        "//x:book",
        &[
            ("name()", text("x:book")),
            ("local-name()", text("book")),
            ("namespace-uri()", text("urn:x")),
            ("name(//comment())", text("")),
            ("name(//processing-instruction())", text("sort")),
            ("name(/)", text("")),
            ("name(//@x:kind)", text("x:kind")),
            ("name(//nothing)", text("")),
            ("namespace-uri(//@id)", text("")),
            ("lang('fr')", yes()),
            ("lang('FR')", yes()),
            ("lang('f')", no()),
            ("lang('')", no()),
        ],
    );
    assert_eq!(at("<a xml:lang='fr-BE'><b/></a>", "//b", "lang('fr')"), yes());
    assert_eq!(at("<a/>", "/a", "lang('fr')"), no());
}

#[test]
fn names_without_prefix_also_mean_the_namespace_of_xforms() {
    let form = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>\
                <h:body><input ref='a'/></h:body><trip xmlns='urn:trip'><day>2</day></trip></h:html>";
    all(
        form,
        "",
        &[
            ("count(//input)", number(1.0)),
            ("count(//xf:input)", number(1.0)),
            ("count(//body)", number(0.0)),
            ("count(//h:body)", number(1.0)),
            ("count(//day)", number(0.0)),
            ("count(//*[local-name() = 'day'])", number(1.0)),
        ],
    );
}

#[test]
fn ids_are_found() {
    all(
        LIBRARY,
        "",
        &[
            ("id('b1')", nodes(&["Le Petit Prince"])),
            ("count(id('s2 b1  s1'))", number(3.0)),
            ("id('b1')/@year", nodes(&["1943"])),
            ("id('none')", nodes(&[])),
            ("name(id(//shelf/@id)[2])", text("shelf")),
        ],
    );
}
