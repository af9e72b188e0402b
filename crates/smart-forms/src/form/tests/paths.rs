// SPDX-License-Identifier: EUPL-1.2
//! What `${name}` stands for, depending on where it is written.

use super::*;

const ROWS: &[&str] = &[
    "text | dehors | D | | ",
    "begin repeat | menage | M | | ",
    "text | nom | N | ${dehors} != '' | ",
    "begin group | infos | I | | ",
    "integer | age | A | ${nom} != '' | ",
    "begin repeat | enfant | E | ${age} > 3 | ",
    "text | prenom | P | ${age} > 3 and ${dehors} != '' | ",
    "text | jeu | J | ${prenom} != '' | ",
    "end repeat",
    "integer | combien | C | count(${enfant}) > 0 | ",
    "end group",
    "end repeat",
    "text | fin | F | indexed-repeat(${nom}, ${menage}, 1) != '' | ",
    "select_one ouinon | avis | V | | name != ${dehors}",
    "select_one ${prenom} | aine | W | | ${prenom} != 'x'",
    "text | derniere | X | ${last-saved#dehors} != '' | ",
];

fn relevant(form: &Form, name: &str) -> String {
    node(form, name).bind.relevant.as_ref().unwrap().xpath.clone()
}

#[test]
fn inside_a_repeated_group_a_question_means_the_one_of_the_same_turn() {
    let form = built(&form("type,name,label,relevant,choice_filter", ROWS));
    for (name, expected) in [
        ("nom", "/data/dehors != ''"),
        ("age", "../../nom != ''"),
        ("enfant", "../age > 3"),
        ("prenom", "../../age > 3 and /data/dehors != ''"),
        ("jeu", "../prenom != ''"),
        ("combien", "count(../enfant) > 0"),
        ("fin", "indexed-repeat(/data/menage/nom, /data/menage, 1) != ''"),
        ("derniere", "instance('__last-saved')/data/dehors != ''"),
    ] {
        assert_eq!(relevant(&form, name), expected, "{name}");
    }
    assert_eq!(form.externals[0].id, "__last-saved");
    let choices = |name| node(&form, name).question().unwrap().choices.clone().unwrap();
    assert_eq!(choices("avis").filter.unwrap().xpath, "name != /data/dehors");
    let Source::Answers { nodes, name } = choices("aine").source else {
        panic!("not from answers");
    };
    assert_eq!((nodes.as_str(), name.as_str()), ("/data/menage/infos/enfant", "prenom"));
    assert_eq!(choices("aine").filter.unwrap().xpath, "./prenom != 'x'");
}

#[test]
fn a_filter_inside_a_repeated_group_looks_from_the_question() {
    let form = built(
        &form(
            "type,name,label,choice_filter",
            &[
                "begin repeat | r | R",
                "text | a | A",
                "select_one ouinon | b | B | name = ${a}",
                "calculate | c | | | instance('ouinon')/root/item[name = ${a}]/label",
                "end repeat",
            ],
        )
        .replace("choice_filter |", "choice_filter | calculation |"),
    );
    let b = node(&form, "b").question().unwrap().choices.clone().unwrap();
    assert_eq!(b.filter.unwrap().xpath, "name = current()/../a");
    let c = node(&form, "c").bind.calculate.clone().unwrap();
    assert_eq!(c.xpath, "instance('ouinon')/root/item[name = current()/../a]/label");
}

#[test]
fn a_text_holds_values() {
    let form = built(&form(
        "type,name,label",
        &[
            "text | q | Q",
            "note | n | Bonjour ${q}, voici instance('ouinon')/root/item[name = 'oui']/label !",
        ],
    ));
    let pieces = &node(&form, "n").label.wordings[0].pieces;
    assert_eq!(
        pieces.as_slice(),
        [
            Piece::Words("Bonjour ".into()),
            Piece::Value("/data/q".into()),
            Piece::Words(", voici ".into()),
            Piece::Value("instance('ouinon')/root/item[name = 'oui']/label".into()),
            Piece::Words(" !".into()),
        ]
    );
}

#[test]
fn a_name_that_is_made_twice_cannot_be_referred_to() {
    let report = report(&form(
        "type,name,label",
        &["begin loop over ouinon | l | L", "integer | n | N", "end loop", "note | x | ${n}"],
    ));
    assert_eq!(report.errors[0].code, Code::RefTwice);
    assert_eq!(report.errors[0].row, Some(5));
}
