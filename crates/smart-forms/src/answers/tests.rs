// SPDX-License-Identifier: EUPL-1.2
//! Documents of answers, and versions of forms.

use serde_json::json;

use super::versions::{canonical, identify, same_version};
use super::*;
use crate::form::Form;
use crate::instance::Instance;
use crate::instance::tests::{answer, begin, form, form_with};

fn visit() -> Form {
    form_with(
        "type,name,label::Français (fr),label::English (en),relevant",
        &[
            "text | nom | Votre nom ? | Your name? | ",
            "begin group | log | Logement de ${nom} | Housing of ${nom} | ",
            "select_multiple aide | aides | Quelles aides ? | What help? | ",
            "integer | places | Places ? | Beds? | ${nom} != ''",
            "end group",
            "begin repeat | enfant | Enfant | Child | ",
            "date | ne | Né quand ? | Born when? | ",
            "calculate | rang | | | ",
            "end repeat",
            "geopoint | ou | Où ? | Where? | ",
            "decimal | taux | Taux ? | Rate? | ",
            "acknowledge | vu | Lu et compris | Read and understood | ",
            "note | fin | Merci ${nom} | Thank you ${nom} | ",
        ]
        .map(|row| if row.starts_with("calculate") { "hidden | rang | | | " } else { row }),
        "| choices | |\n| | list_name | name | label::Français (fr) | label::English (en) |\n\
         | | aide | lit | Un lit | A bed |\n| | aide | rep | Un repas | A meal |\n",
    )
}

fn filled() -> Instance {
    let mut it = begin(&visit());
    answer(
        &mut it,
        &[
            ("/data/nom", "Ana"),
            ("/data/log/aides", "rep lit"),
            ("/data/enfant[1]/ne", "1/2/2020"),
            ("/data/ou", "50.85 4.35"),
            ("/data/taux", "12,5"),
            ("/data/vu", "oui"),
        ],
    );
    it.add("/data/enfant").unwrap();
    it.decline("/data/enfant[2]/ne").unwrap();
    it
}

#[test]
fn a_document_says_what_was_shown() {
    let document = Document::of(&filled());
    let json = document.json();
    assert_eq!(json["resourceType"], "QuestionnaireResponse");
    assert_eq!(json["status"], "completed");
    assert_eq!(json["language"], "fr");
    assert_eq!(json["extension"][0]["url"], FORM);
    assert_eq!(
        json["item"][0],
        json!({
            "linkId": "/data/nom", "text": "Votre nom ?", "answer": [{ "valueString": "Ana" }],
        })
    );
    assert_eq!(json["item"][1]["text"], "Logement de Ana");
    assert_eq!(
        json["item"][1]["item"][0]["answer"],
        json!([
            { "valueCoding": { "code": "lit", "display": "Un lit" } },
            { "valueCoding": { "code": "rep", "display": "Un repas" } },
        ])
    );
    assert_eq!(
        json["item"][1]["item"][1],
        json!({
            "linkId": "/data/log/places", "text": "Places ?",
            "extension": [{ "url": NO_ANSWER, "valueCode": "not-asked" }],
        })
    );
    assert_eq!(json["item"][2]["linkId"], json["item"][3]["linkId"], "two turns of the same group");
    assert_eq!(json["item"][2]["item"][0]["answer"][0]["valueDate"], "2020-02-01");
    assert_eq!(json["item"][3]["item"][0]["extension"][0]["valueCode"], "declined");
    assert_eq!(json["item"][4]["answer"][0]["valueString"], "50.85 4.35 0 0");
    assert_eq!(json["item"][5]["answer"][0]["valueDecimal"], 12.5);
    assert_eq!(json["item"][6]["answer"][0]["valueBoolean"], true);
    assert_eq!(json["item"][7]["text"], "Merci Ana");
    assert_eq!(Document::parse(&json.to_string()).unwrap(), document);
}

#[test]
fn it_is_in_the_language_in_use_and_holds_only_what_is_relevant() {
    let mut it = filled();
    it.speak("en");
    let json = Document::draft(&it).json();
    assert_eq!((json["language"].as_str(), json["status"].as_str()), (Some("en"), Some("in-progress")));
    assert_eq!(json["item"][1]["item"][0]["answer"][0]["valueCoding"]["display"], "A bed");
    it.clear("/data/nom").unwrap();
    let json = Document::of(&it).json();
    assert_eq!(json["item"][1]["item"].as_array().unwrap().len(), 1);
    assert_eq!(json["item"][0]["extension"][0]["valueCode"], "unanswered");
}

#[test]
fn what_is_no_document_is_refused_with_its_place() {
    let good = Document::of(&filled()).json();
    assert!(Document::parse("{").is_err());
    assert!(Document::read(&json!({ "resourceType": "Patient" })).is_err());
    let mut bad = good.clone();
    bad["item"][2]["item"][0]["answer"][0] = json!({ "valueQuantity": 3 });
    assert_eq!(Document::read(&bad).unwrap_err().place, "item[2].item[0].answer[0]");
    let mut bad = good.clone();
    bad["item"][3]["item"][0]["extension"][0]["valueCode"] = json!("forgot");
    assert_eq!(Document::read(&bad).unwrap_err().place, "item[3].item[0]");
    let mut bad = good.clone();
    bad["item"] = json!("x");
    assert!(Document::read(&bad).is_err());
    let mut bad = good;
    bad["extension"] = json!([]);
    assert!(Document::read(&bad).is_err());
}

#[test]
fn the_submission_of_odk_holds_the_same() {
    let it = filled();
    let xml = it.xml();
    let document = crate::xpath::xml::Document::parse(&xml).unwrap();
    let outermost = document.elements().next().unwrap();
    assert_eq!(document.attribute(outermost, "id"), Some("data"));
    assert!(xml.contains("<aides>lit rep</aides><places/>"), "{xml}");
    assert!(
        xml.contains("<enfant><ne>2020-02-01</ne><rang/></enfant><enfant><ne/><rang/></enfant>"),
        "{xml}"
    );
}

#[test]
fn an_id_and_a_version_mean_one_content() {
    let one = visit();
    let mut moved = one.clone();
    moved.root.children[0].row += 3;
    assert_eq!(identify(&one), identify(&moved), "where it stands in the workbook does not matter");
    assert_eq!(same_version(&identify(&one), &identify(&moved)), Ok(true));

    let mut other = one.clone();
    other.root.children[1].bind.relevant = Some(crate::form::Expression::plain("true()"));
    assert_ne!(canonical(&one), canonical(&other));
    let conflict = same_version(&identify(&one), &identify(&other)).unwrap_err();
    assert!(conflict.to_string().contains("another version"));

    other.version = "2026113001".to_owned();
    assert_eq!(same_version(&identify(&one), &identify(&other)), Ok(false));
    assert_eq!(identify(&one).hash.len(), 64);
}

#[test]
fn every_change_of_a_form_changes_its_digest() {
    let base = form(
        "type,name,label,choice_filter,default",
        &["select_one commune | c | C | province = 'liege' | ", "integer | n | N | | 3"],
    );
    let digest = identify(&base).hash;
    let changes: [fn(&mut Form); 8] = [
        |form| form.title.push('x'),
        |form| form.lists[0].choices[0].name.push('x'),
        |form| form.lists[0].choices.swap(0, 1),
        |form| form.root.children[0].label.wordings[0].written.push('x'),
        |form| form.root.children.swap(0, 1),
        |form| form.root.children[1].default = None,
        |form| form.root.children[1].appearance.push('x'),
        |form| form.settings.push(("style".to_owned(), "pages".to_owned())),
    ];
    for change in changes {
        let mut other = base.clone();
        change(&mut other);
        assert_ne!(identify(&other).hash, digest);
    }
}
