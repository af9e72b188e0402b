// SPDX-License-Identifier: EUPL-1.2
//! Forms as Questionnaires.

use std::collections::HashMap;

use super::*;
use crate::answers::Document;
use crate::instance::tests::{answer, begin, form, form_with};
use crate::words::Lang;

const HEADINGS: &str =
    "type,name,label::Français (fr),label::Nederlands (nl),hint,relevant,required,constraint,default";

const ROWS: [&str; 20] = [
    "text | nom | Votre nom ? | Uw naam? | Prénom et nom | | yes | string-length(.) < 80 | ",
    "integer | age | Quel âge ? | Hoe oud? | | | | . >= 0 and . < 120 | 18",
    "decimal | taux | Quel taux ? | Welk tarief? | | ${age} > 3 | | . <= 1.5 | ",
    "date | ne | Né quand ? | Geboren? | | 18 > ${age} | | . >= date('1900-01-01') | ",
    "select_one ouinon | seul | Seul ? | Alleen? | | ${nom} != '' | | | non",
    "select_multiple commune | lieux | Où ? | Waar? | | ${seul} = 'oui' and ${age} >= 16 | | | huy",
    "begin group | g | Plus | Meer | | selected(${lieux}, 'huy') or ${seul} != 'oui' | | | ",
    "text | pourquoi | Pourquoi ? | Waarom? | | not(selected(${seul}, 'non')) | | | ",
    "acknowledge | vu | Lu | Gelezen | | | | | ",
    "end group",
    "begin repeat | enfant | Enfant | Kind | | ${vu} = 'OK' | | | ",
    "text | prenom | Prénom | Voornaam | | | | | ",
    "time | heure | À quelle heure ? | Hoe laat? | | ${prenom} = '' | | | ",
    "geopoint | ou | Où ? | Waar? | | | | | ",
    "end repeat",
    "image | photo | Photo | Foto | | ${ne} > date('2001-01-01') | | | ",
    "dateTime | quand | Quand ? | Wanneer? | | | | | ",
    "hidden | source | | | | | | | papier",
    "start | debut | | | | | | | ",
    "note | fin | Merci | Bedankt | | | | | ",
];

fn good() -> Form {
    form(HEADINGS, &ROWS)
}

fn json_of(form: &Form) -> Json {
    questionnaire(form).unwrap_or_else(|problems| {
        panic!("{:?}", problems.iter().map(|p| (p.row, p.message(Lang::En))).collect::<Vec<_>>())
    })
}

/// Every item by its linkId.
fn by_link(json: &Json) -> HashMap<String, Json> {
    let mut all = HashMap::new();
    let mut waiting = vec![json];
    while let Some(found) = waiting.pop() {
        waiting.extend(found["item"].as_array().into_iter().flatten());
        if let Some(link) = found["linkId"].as_str() {
            assert!(all.insert(link.to_owned(), found.clone()).is_none(), "{link} stands twice");
        }
    }
    all
}

#[test]
fn what_fhir_can_say_is_said() {
    let all = by_link(&json_of(&good()));
    let of = |path: &str| &all[&format!("/data/{path}")];
    assert_eq!((&of("nom")["required"], &of("nom")["maxLength"]), (&json!(true), &json!(79)));
    assert_eq!(of("nom")["text"], "Votre nom ?");
    let translation = &of("nom")["_text"]["extension"][0]["extension"];
    assert_eq!(
        (&translation[0]["valueCode"], &translation[1]["valueString"]),
        (&json!("nl"), &json!("Uw naam?"))
    );
    assert_eq!(all["/data/nom#hint"]["text"], "Prénom et nom");
    let limits = of("age")["extension"].as_array().unwrap();
    let limit = |at: usize| {
        (limits[at]["url"].as_str().unwrap().rsplit('/').next().unwrap(), &limits[at]["valueInteger"])
    };
    assert_eq!((limit(0), limit(1)), (("minValue", &json!(0)), ("maxValue", &json!(119))));
    assert_eq!(of("age")["initial"], json!([{ "valueInteger": 18 }]));
    assert_eq!(of("taux")["extension"][0]["valueDecimal"], json!(1.5));
    assert_eq!(of("ne")["extension"][0]["valueDate"], json!("1900-01-01"));
    assert_eq!(of("lieux")["repeats"], json!(true));
    assert_eq!(of("lieux")["answerOption"][0]["valueCoding"], json!({ "code": "huy", "display": "Huy" }));
    assert_eq!((&of("enfant")["type"], &of("enfant")["repeats"]), (&json!("group"), &json!(true)));
    assert_eq!(of("fin")["type"], "display");
    assert!(of("source")["extension"][0]["url"].as_str().unwrap().ends_with("hidden"));
}

#[test]
fn conditions_are_comparisons_of_single_answers() {
    let all = by_link(&json_of(&good()));
    let when = |path: &str| {
        let item = &all[&format!("/data/{path}")];
        let whens = item["enableWhen"].as_array().unwrap().iter().map(|when| {
            let answer =
                when.as_object().unwrap().iter().find(|(name, _)| name.starts_with("answer")).unwrap();
            format!(
                "{} {} {}",
                when["question"].as_str().unwrap(),
                when["operator"].as_str().unwrap(),
                answer.1
            )
        });
        let joined = item["enableBehavior"].as_str().map(|all| format!(" {all} ")).unwrap_or(" ".to_owned());
        whens.collect::<Vec<_>>().join(&joined)
    };
    assert_eq!(when("taux"), "/data/age > 3");
    assert_eq!(when("ne"), "/data/age < 18");
    assert_eq!(when("seul"), "/data/nom exists true");
    assert_eq!(when("lieux"), r#"/data/seul = {"code":"oui"} all /data/age >= 16"#);
    // An answer that is not there is another one, too.
    assert_eq!(
        when("g"),
        r#"/data/lieux = {"code":"huy"} any /data/seul exists false any /data/seul != {"code":"oui"}"#
    );
    assert_eq!(when("g/pourquoi"), r#"/data/seul exists false any /data/seul != {"code":"non"}"#);
    assert_eq!(when("enfant"), "/data/g/vu = true");
    assert_eq!(when("enfant/heure"), "/data/enfant/prenom exists false");
    assert_eq!(when("photo"), r#"/data/ne > "2001-01-01""#);
}

#[test]
fn what_fhir_cannot_say_is_told_by_row() {
    let told = |row: &str, code: Code| {
        let base = [
            "integer | n | N | | | | | | ",
            "select_multiple ouinon | m | M | | | | | | ",
            "begin repeat | r | R | | | | | | ",
            "integer | x | X | | | | | | ",
            "end repeat",
            row,
        ];
        let headings = "type,name,label,relevant,required,constraint,calculation,choice_filter,default";
        let problems = questionnaire(&form(headings, &base)).unwrap_err();
        let found: Vec<_> = problems.iter().map(|p| (p.row, p.code)).collect();
        assert_eq!(found, [(Some(7), code)], "{row}");
        assert!(
            [Lang::Fr, Lang::En].into_iter().all(|lang| !problems[0].message(lang).contains("{formula}"))
        );
    };
    for condition in [
        "${n} + 1 = 2",
        "${n} > 1 and ${n} < 3 or ${n} = 7",
        "${n} != 1 and ${n} > 0",
        "${m} = 'oui'",
        "not(selected(${m}, 'oui'))",
        "count(${r}) > 1",
        "sum(${x}) > 3",
        "${x} = 1",
        "${n} = today()",
        "${n} = ${x}",
        "once(1)",
        "false()",
    ] {
        told(&format!("text | q | Q | {condition} | | | | | "), Code::FhirCondition);
    }
    for constraint in [". != 3", ". > 1 or . < 0", ". > ${n}", "regex(., 'a')"] {
        told(&format!("integer | q | Q | | | {constraint} | | | "), Code::FhirConstraint);
    }
    told("decimal | q | Q | | | . > 1 | | | ", Code::FhirConstraint);
    told("text | q | Q | | ${n} = 1 | | | | ", Code::FhirFormula);
    told("calculate | q | | | | | ${n} + 1 | | ", Code::FhirFormula);
    told("select_one ouinon | q | Q | | | | | name = ${m} | ", Code::FhirFormula);
    told("date | q | Q | | | | | | today()", Code::FhirFormula);
    told("text | q | Bonjour ${n} | | | | | | ", Code::FhirValueInText);
    told("rank ouinon | q | Q | | | | | | ", Code::FhirType);
    told("select_one_from_file lieux.csv | q | Q | | | | | | ", Code::FhirChoices);
    let counted = [
        "begin repeat | r | R | 3 | ",
        "text | x | X | | ",
        "end repeat",
        "text | y | Y | | ",
        "dateTime | t | T | | ${y}",
    ];
    let problems = questionnaire(&form("type,name,label,repeat_count,trigger", &counted)).unwrap_err();
    assert_eq!(problems.iter().map(|p| p.row).collect::<Vec<_>>(), [Some(2), Some(6)]);
}

#[test]
fn choices_that_cannot_be_said_are_told_by_their_own_row() {
    let lists = "| choices | |\n| | list_name | name | label | image |\n| | l | a | A ${n} | |\n| | l | b | B | b.png |\n";
    let form = form_with("type,name,label", &["integer | n | N", "select_one l | s | S"], lists);
    let told: Vec<_> =
        questionnaire(&form).unwrap_err().iter().map(|p| (p.sheet.clone(), p.row, p.code)).collect();
    let choices = || "choices".to_owned();
    assert_eq!(told, [(choices(), Some(2), Code::FhirValueInText), (choices(), Some(3), Code::FhirMedia)]);
}

/// Every item of a document of answers is one of the questionnaire, below the same item, and its answers have its type.
#[test]
fn documents_of_answers_are_responses_to_it() {
    let form = good();
    let questionnaire = json_of(&form);
    let mut it = begin(&form);
    answer(
        &mut it,
        &[
            ("/data/nom", "Ana"),
            ("/data/age", "17"),
            ("/data/taux", "1.25"),
            ("/data/ne", "2009-02-01"),
            ("/data/seul", "oui"),
            ("/data/lieux", "huy dinant"),
            ("/data/g/vu", "OK"),
            ("/data/enfant[1]/prenom", "Léo"),
            ("/data/enfant[1]/ou", "50.6 5.5 0 0"),
            ("/data/photo", "a.png"),
            ("/data/quand", "2026-11-30T08:00:00+01:00"),
        ],
    );
    it.decline("/data/g/pourquoi").unwrap();
    it.add("/data/enfant").unwrap();
    answer(&mut it, &[("/data/enfant[2]/heure", "14:30")]);
    let response = Document::of(&it).json();
    assert_eq!(response["extension"][0], questionnaire["extension"][0], "the same form");
    let mut answered = 0;
    agree(&questionnaire, &response, &mut answered);
    assert!(answered > 14, "{answered}");
}

fn agree(asked: &Json, told: &Json, answered: &mut usize) {
    for item in told["item"].as_array().into_iter().flatten() {
        let children = asked["item"].as_array().into_iter().flatten();
        let mut found = children.filter(|child| child["linkId"] == item["linkId"]);
        let question =
            found.next().unwrap_or_else(|| panic!("{} is not asked in {}", item["linkId"], asked["linkId"]));
        if let Some(text) = item.get("text") {
            assert_eq!(*text, question["text"]);
        }
        let answers = item["answer"].as_array().cloned().unwrap_or_default();
        assert!(answers.len() < 2 || question["repeats"] == json!(true), "{}", item["linkId"]);
        for answer in &answers {
            *answered += 1;
            let kind = match question["type"].as_str().unwrap() {
                "choice" => "valueCoding",
                "integer" => "valueInteger",
                "decimal" => "valueDecimal",
                "boolean" => "valueBoolean",
                "date" => "valueDate",
                "time" => "valueTime",
                "dateTime" => "valueDateTime",
                "string" | "text" => "valueString",
                other => panic!("{other} has no answers"),
            };
            assert!(answer.get(kind).is_some(), "{}: {answer}", item["linkId"]);
            if kind == "valueCoding" {
                let options = question["answerOption"].as_array().unwrap();
                assert!(options.iter().any(|option| option["valueCoding"]["code"] == answer[kind]["code"]));
            }
            let sort = |json: &Json| {
                let all = json["extension"].as_array().cloned().unwrap_or_default();
                all.into_iter()
                    .find(|extension| extension["url"] == SORT)
                    .map(|found| found["valueCode"].clone())
            };
            assert_eq!(sort(question), sort(answer), "{}", item["linkId"]);
        }
        agree(question, item, answered);
    }
}
