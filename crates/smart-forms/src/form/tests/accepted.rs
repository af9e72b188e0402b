// SPDX-License-Identifier: EUPL-1.2
//! Forms that are accepted, and what they become.

use super::*;

#[test]
fn every_type_of_the_language_is_read() {
    for word in [
        "text",
        "integer",
        "decimal",
        "date",
        "time",
        "dateTime",
        "geopoint",
        "geotrace",
        "geoshape",
        "image",
        "photo",
        "audio",
        "video",
        "file",
        "barcode",
        "acknowledge",
        "note",
        "range",
        "select_one ouinon",
        "select_multiple ouinon",
        "rank ouinon",
        "select_one ouinon or_other",
        "select one from ouinon",
        "select1 ouinon",
        "hidden",
        "start",
        "end",
        "today",
        "deviceid",
        "phonenumber",
        "username",
        "email",
        "start-geopoint",
        "background-audio",
        "csv-external",
        "xml-external",
        "select_one_from_file lieux.csv",
        "phone number",
        "percentage",
        "osm",
    ] {
        let report = report(&form("type,name,label", &[&format!("{word} | q | Q")]));
        assert!(report.accepted, "{word}: {:?}", report.errors);
    }
}

#[test]
fn headings_are_read_however_they_are_written() {
    for headings in [
        "Type,Name,Label",
        "TYPE,NAME,LABEL",
        "command,tag,caption",
        " type , name , label ",
        "type,value,label",
        "type,name,label::Français (fr)",
        "type,name,label:Français (fr)",
    ] {
        let form = built(&form(headings, &["text | q | Comment ?"]));
        assert_eq!(node(&form, "q").label.wordings[0].written, "Comment ?", "{headings}");
    }
    let form = built(&form(
        "type,name,label,Read only,Constraint Message,relevance,bind::pp:purpose,body::accept,instance::x:y,couleur",
        &["text | q | Q | yes | Non | 1=1 | statistique | image/* | z | bleu"],
    ));
    let q = node(&form, "q");
    assert_eq!(q.bind.readonly.as_ref().unwrap().xpath, "true()");
    assert_eq!(q.bind.constraint_message.wordings[0].written, "Non");
    assert_eq!(q.bind.relevant.as_ref().unwrap().xpath, "1=1");
    assert_eq!(q.bind.others, [("pp:purpose".to_owned(), Expression::plain("statistique"))]);
    assert_eq!(q.control[0].0, "accept");
    assert_eq!(q.attributes[0].0, "x:y");
    assert_eq!(q.columns, [("couleur".to_owned(), "bleu".to_owned())]);
}

#[test]
fn languages_are_kept_and_what_is_missing_is_told() {
    let text = form(
        "type,name,label::Français (fr),label::Nederlands (nl),hint::Français (fr),image::Français (fr)",
        &["text | q | Bonjour | Dag | Dites | a.png"],
    );
    let report = report(&text);
    let form = report.form.unwrap();
    assert_eq!(
        form.languages.iter().filter_map(|l| l.code.clone()).collect::<Vec<_>>(),
        ["fr", "nl"],
        "{:?}",
        form.languages
    );
    assert_eq!(node(&form, "q").label.get("Nederlands (nl)").unwrap().written, "Dag");
    let missing: Vec<_> = report.warnings.iter().filter(|p| p.code == Code::MissingTranslation).collect();
    assert_eq!(missing.len(), 1, "{:?}", report.warnings);
    assert!(missing[0].message(Lang::Fr).contains("Nederlands"));
}

#[test]
fn a_text_without_language_is_in_the_language_of_the_form() {
    let text = form("type,name,label,label::English (en)", &["text | q | Bonjour | Hello"]);
    let form = built(&format!("{text}| settings |\n| | default_language |\n| | Français (fr) |\n"));
    assert_eq!(node(&form, "q").label.get("Français (fr)").unwrap().written, "Bonjour");
}

#[test]
fn settings_name_the_form() {
    let text = form("type,name,label", &["text | q | Q"]);
    let form = built(&format!(
        "{text}| settings |\n| | form_title | form_id | version | Style | namespaces | instance_name |\n\
         | | Inventaire | inv | 2026113001 | pages | pp=\"https://example.org/pp\" | ${{q}} |\n"
    ));
    assert_eq!(
        (form.title.as_str(), form.id.as_str(), form.version.as_str()),
        ("Inventaire", "inv", "2026113001")
    );
    assert_eq!(form.namespaces, [("pp".to_owned(), "https://example.org/pp".to_owned())]);
    assert_eq!(node(&form, "instanceName").bind.calculate.as_ref().unwrap().xpath, "/data/q");
}

#[test]
fn other_adds_a_choice_and_a_question() {
    let form = built(&form("type,name,label", &["select_one ouinon or_other | q | Q"]));
    assert_eq!(form.lists[0].choices[2].name, "other");
    assert_eq!(node(&form, "q_other").bind.relevant.as_ref().unwrap().xpath, "selected(../q, 'other')");
}

#[test]
fn a_table_of_questions_gets_its_heads() {
    let form = built(&form(
        "type,name,label,appearance",
        &[
            "begin group | g | Grille | table-list minimal",
            "select_one ouinon | a | A",
            "select_one ouinon | b | B",
            "end group",
        ],
    ));
    let g = node(&form, "g");
    assert_eq!(g.appearance, "field-list minimal");
    let looks: Vec<_> = g.children.iter().map(|c| c.appearance.as_str()).collect();
    assert_eq!(looks, ["", "label", "list-nolabel", "list-nolabel"]);
    assert_eq!(g.children[0].label.wordings[0].written, "Grille");
}

#[test]
fn a_loop_asks_for_each_choice() {
    let form = built(&form(
        "type,name,label",
        &["begin loop over ouinon | l | L", "integer | n | Combien de « %(label)s » ?", "end loop"],
    ));
    let paths: Vec<_> =
        form.root.walk().filter(|n| n.question().is_some()).map(|n| n.path.as_str()).collect();
    assert_eq!(paths, ["/data/l/oui/n", "/data/l/non/n", "/data/meta/instanceID"]);
    assert_eq!(node(&form, "n").label.wordings[0].written, "Combien de « Oui » ?");
}

#[test]
fn columns_that_nobody_reads_do_no_harm() {
    assert!(report(&form("type,name,media", &["text | q | plan.png"])).accepted);
    let text = form("type,name,label", &["osm bati | q | Q"]);
    assert!(report(&format!("{text}| osm | |\n| | name | label |\n| | mur | Mur |\n")).accepted);
    let text = form("type,name,label", &["text | q | Q"]);
    assert!(report(&format!("{text}| settings | |\n| | form_id | bind::relevant |\n| | f | 1 |\n")).accepted);
}

#[test]
fn lists_of_entities_find_their_group_in_the_order_in_which_rows_use_them() {
    let accepted = |rows: &[&str], entities: &[&str]| {
        let sheet: String = entities.iter().map(|row| format!("| | {row} |\n")).collect();
        let text = form("type,name,label,save_to", rows);
        let report = report(&format!("{text}| entities |\n| | list_name | label | entity_id |\n{sheet}"));
        assert!(report.errors.iter().all(|p| p.code == Code::EntityPlace), "{:?}", report.errors);
        report.accepted
    };
    let nested = |inner: &'static str, middle: &'static str, outer: &'static str| {
        ["begin group | g | G |", "begin group | h | H |", inner, "end group", middle, outer, "end group"]
    };
    // The place that suits the second is taken; where it saves first counts, and that one is free.
    let two = ["membre | M |", "foyer | F |"];
    assert!(accepted(
        &nested("text | a | A | foyer#p", "text | b | B | membre#p", "text | c | C | foyer#r"),
        &two
    ));
    assert!(!accepted(&nested("text | a | A |", "text | b | B | membre#p", "text | c | C | foyer#r"), &two));
    // One lives in a repeated group and saves outside it: whoever comes first takes the group there.
    let beside = |first: &'static str, second: &'static str| {
        [
            "begin group | g | G |",
            first,
            second,
            "end group",
            "begin repeat | r | R |",
            "text | c | C |",
            "end repeat",
        ]
    };
    let two = ["foyer | ${c} |", "membre | ${a} |"];
    assert!(accepted(&beside("text | b | B | foyer#p", "text | a | A |"), &two));
    assert!(!accepted(&beside("text | a | A |", "text | b | B | foyer#p"), &two));
}

#[test]
fn what_cannot_be_used_here_is_told_but_accepted() {
    let report = report(&form(
        "type,name,label",
        &["select_one_from_file lieux.csv | q | Q", "csv-external | f | ", "image | i | I"],
    ));
    assert!(report.accepted);
    let told: Vec<_> = report.warnings.iter().map(|p| (p.code, p.row)).collect();
    assert_eq!(told, [(Code::NeedsFile, Some(2)), (Code::NeedsFile, Some(3)), (Code::NoMaxPixels, Some(4))]);
    let externals = report.form.unwrap().externals;
    assert_eq!(externals[0].source, "jr://file-csv/f.csv");
    assert_eq!(externals[1].source, "jr://file-csv/lieux.csv");
}

#[test]
fn rows_that_say_nothing_are_left_out() {
    let report = report(&form(
        "type,name,label,disabled,remarque",
        &["text | a | A", "foo | b | B | yes", " | | | | à revoir", "note | | Merci"],
    ));
    let form = report.form.unwrap();
    let names: Vec<_> = form.root.children.iter().map(|n| n.name.as_str()).collect();
    assert_eq!(names, ["a", "generated_note_name_5", "meta"]);
}

#[test]
fn formulas_that_stumble_are_told_and_the_form_is_accepted() {
    let report = report(&form(
        "type,name,label,relevant,constraint,calculation",
        &[
            "text | a | A | ${a} = 'x",
            "text | b | B | | (. > 3",
            "text | c | C | foo(.) = 1 | 'a' 'b'",
            "text | d | D | count() > 1",
            "calculate | e | | | | pulldata('lieux', 'a', 'b', ${a})",
        ],
    ));
    assert!(report.accepted);
    let told: Vec<_> =
        report.warnings.iter().map(|p| (p.code, p.row.unwrap(), p.column_letters().unwrap())).collect();
    let expected = [
        (Code::FormulaQuote, 2, "D"),
        (Code::FormulaBracket, 3, "E"),
        (Code::UnknownFunction, 4, "D"),
        (Code::FormulaSign, 4, "E"),
        (Code::FunctionArguments, 5, "D"),
        (Code::NeedsFile, 6, "F"),
    ];
    assert_eq!(told, expected.map(|(code, row, column)| (code, row, column.to_owned())));
    assert!(report.warnings.iter().all(|p| p.code.prevents_filling()));
}

#[test]
fn what_people_read_keeps_its_quotes_and_formulas_get_plain_ones() {
    let form = built(
        "| survey |\n| | type | name | label | relevant | hint |\n\
         | | select_one lieux | ou | Où, d’habitude ? | | « L’endroit » |\n\
         | | text | mot | Un mot | ${ou} = ‘a’ | |\n\
         | choices |\n| | list_name | name | label | secteur |\n| | lieux | a | À l’école | Secteur de l’école |\n",
    );
    assert_eq!(node(&form, "ou").label.wordings[0].written, "Où, d’habitude ?");
    assert_eq!(node(&form, "ou").hint.wordings[0].written, "« L’endroit »");
    assert!(node(&form, "mot").bind.relevant.as_ref().unwrap().xpath.contains("'a'"));
    let choice = &form.lists[0].choices[0];
    assert_eq!(choice.label.wordings[0].written, "À l’école");
    assert_eq!(choice.columns[0].1, "Secteur de l’école");
    // As a formula sees it.
    assert!(xform::write(&form).contains("<secteur>Secteur de l'école</secteur>"));
}
