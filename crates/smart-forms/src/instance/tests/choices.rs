// SPDX-License-Identifier: EUPL-1.2
//! What is offered depends on what was answered.

use super::*;

const ROWS: &[&str] = &[
    "select_one province | province | Province ? | | ",
    "select_one commune | commune | Commune ? | province = ${province} | ",
    "calculate | nom | | | jr:choice-name(${commune}, '${commune}')",
    "calculate | chef | | | instance('commune')/root/item[name = ${commune}]/province",
    "select_multiple commune | toutes | Lesquelles ? | | ",
    "rank province | ordre | Dans quel ordre ? | | ",
];

fn begun() -> Instance {
    begin(&form("type,name,label,choice_filter,calculation", ROWS))
}

fn names(it: &Instance, path: &str) -> Vec<String> {
    it.choices(path).unwrap().into_iter().map(|choice| choice.name).collect()
}

#[test]
fn only_the_communes_of_the_province_are_offered() {
    let mut it = begun();
    assert!(names(&it, "/data/commune").is_empty());
    answer(&mut it, &[("/data/province", "liege")]);
    assert_eq!(names(&it, "/data/commune"), ["huy", "seraing"]);
    answer(&mut it, &[("/data/commune", "Seraing")]);
    assert_eq!(value(&it, "/data/commune"), "seraing", "it may be named as it is called");
    assert_eq!(
        (value(&it, "/data/nom"), value(&it, "/data/chef")),
        ("Seraing".to_owned(), "liege".to_owned())
    );

    let refused = it.set("/data/commune", "dinant").unwrap_err();
    assert_eq!(refused.code(), "not-offered");
    assert_eq!(value(&it, "/data/commune"), "");
    let node = it.node("/data/commune").unwrap();
    assert!(!node.valid && node.message.unwrap().contains("«\u{a0}dinant\u{a0}»"));
    assert_eq!(it.set("/data/commune", "ailleurs").unwrap_err().code(), "no-such-choice");
    assert_eq!(it.typed("/data/commune").unwrap().as_deref(), Some("ailleurs"));
}

#[test]
fn a_choice_that_is_not_offered_any_more_does_not_count_and_comes_back() {
    let mut it = begun();
    answer(&mut it, &[("/data/province", "liege"), ("/data/commune", "huy"), ("/data/province", "namur")]);
    assert_eq!(value(&it, "/data/commune"), "");
    assert_eq!(value(&it, "/data/nom"), "");
    assert_eq!(it.kept("/data/commune").unwrap(), "huy");
    answer(&mut it, &[("/data/province", "liege")]);
    assert_eq!(value(&it, "/data/commune"), "huy");
    assert!(it.choices("/data/commune").unwrap()[0].chosen);
    assert_eq!(it.state(), anew(&it));
}

#[test]
fn several_choices_stand_in_the_order_of_the_list_and_a_ranking_in_that_of_the_person() {
    let mut it = begun();
    answer(&mut it, &[("/data/toutes", "dinant huy dinant"), ("/data/ordre", "Namur, Liège")]);
    assert_eq!(value(&it, "/data/toutes"), "huy dinant");
    assert_eq!(value(&it, "/data/ordre"), "namur liege");
    assert_eq!(it.set("/data/toutes", "huy paris").unwrap_err().code(), "no-such-choice");
}

#[test]
fn answers_given_earlier_can_be_chosen() {
    let mut it = begin(&form(
        "type,name,label,choice_filter",
        &[
            "begin repeat | enfant | Enfant | ",
            "text | prenom | Prénom ? | ",
            "integer | age | Âge ? | ",
            "end repeat",
            "select_one ${prenom} | aine | Qui est l’aîné ? | ${age} > 10",
        ],
    ));
    answer(&mut it, &[("/data/enfant[1]/prenom", "Ana"), ("/data/enfant[1]/age", "14")]);
    it.add("/data/enfant").unwrap();
    answer(&mut it, &[("/data/enfant[2]/prenom", "Bo"), ("/data/enfant[2]/age", "4")]);
    assert_eq!(names(&it, "/data/aine"), ["Ana"]);
    answer(&mut it, &[("/data/aine", "Ana"), ("/data/enfant[1]/age", "4")]);
    assert_eq!(value(&it, "/data/aine"), "");
    answer(&mut it, &[("/data/enfant[2]/age", "11")]);
    assert_eq!(names(&it, "/data/aine"), ["Bo"]);
    assert_eq!(it.state(), anew(&it));
}

#[test]
fn the_labels_are_those_of_the_language_in_use() {
    let mut it = begin(&form_with(
        "type,name,label::Français (fr),label::Nederlands (nl)",
        &[
            "select_one jour | quand | Quel jour ? | Welke dag ?",
            "note | bilan | Vous avez dit ${quand} | U zei ${quand}",
        ],
        "| choices | |\n| | list_name | name | label::Français (fr) | label::Nederlands (nl) |\n| | jour | lu | Lundi | Maandag |\n",
    ));
    assert!(it.speak("nl"));
    assert_eq!(it.label("/data/quand").unwrap(), "Welke dag ?");
    assert!(!it.speak("de"));
    answer(&mut it, &[("/data/quand", "lu")]);
    assert_eq!(it.label("/data/bilan").unwrap(), "U zei lu");
}
