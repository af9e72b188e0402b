// SPDX-License-Identifier: EUPL-1.2
//! Drafts are taken up as they stood; steps are read from a file.

use std::sync::Arc;

use serde_json::json;

use super::*;

fn resumed(it: &Instance) -> Instance {
    let text = it.save().to_string();
    let draft = serde_json::from_str(&text).unwrap();
    Instance::resume(Arc::clone(it.loaded()), Arc::new(Still::default()), &draft).unwrap()
}

#[test]
fn a_draft_goes_on_where_it_stopped() {
    let form = form(
        "type,name,label,relevant,repeat_count,calculation,default",
        &[
            "integer | n | N ? | | | | 2",
            "text | a | A ? | ${n} > 5 | | | ",
            "calculate | tirage | | | | concat(random(), ${a}) | ",
            "begin repeat | r | R | | ${n} | | ",
            "text | x | X ? | | | | ",
            "end repeat",
            "begin repeat | s | S | | | | ",
            "text | y | Y ? | | | | ",
            "end repeat",
        ],
    );
    let mut it = begin(&form);
    answer(&mut it, &[("/data/n", "6"), ("/data/a", "oui"), ("/data/r[5]/x", "cinq"), ("/data/n", "3")]);
    it.add("/data/s").unwrap();
    it.decline("/data/s[2]/y").unwrap();
    it.remove("/data/s", 1).unwrap();
    assert!(it.set("/data/n", "trois").is_err());
    let mut again = resumed(&it);
    assert_eq!(again.state(), it.state());
    assert_eq!(again.save(), it.save());
    assert_eq!(again.kept("/data/a").unwrap(), "oui");
    assert_eq!(again.node("/data/n").unwrap().message, it.node("/data/n").unwrap().message);
    answer(&mut again, &[("/data/n", "6")]);
    assert_eq!(value(&again, "/data/r[5]/x"), "cinq");
}

#[test]
fn a_draft_finishes_on_its_version() {
    let mut other = form("type,name,label", &["text | a | A ?"]);
    let it = begin(&other);
    other.root.children[0].label.wordings[0].written.push('!');
    let loaded = Arc::new(Loaded::new(&other).unwrap());
    let refused = Instance::resume(Arc::clone(&loaded), Arc::new(Still::default()), &it.save());
    assert!(matches!(refused, Err(NoDraft::AnotherForm(_))));
    let good = begin(&other).save();
    for (place, bad) in [("answers", json!([1])), ("language", json!(null)), ("form", json!("x"))] {
        let mut draft = good.clone();
        draft[place] = bad;
        assert!(
            Instance::resume(Arc::clone(&loaded), Arc::new(Still::default()), &draft).is_err(),
            "{place}"
        );
    }
}

#[test]
fn steps_are_read() {
    let steps = json!([
        { "path": "/data/n", "value": 3 },
        { "path": "/data/n", "value": null },
        { "path": "/data/m", "value": ["a", "b"] },
        { "add": "/data/r" },
        { "remove": "/data/r[2]" },
        { "remove": "/data/r", "turn": 1 },
        { "decline": "/data/n" },
        { "language": "nl" },
    ]);
    let read: Vec<Step> = steps.as_array().unwrap().iter().map(|step| Step::read(step).unwrap()).collect();
    assert_eq!(read[0], Step::Set("/data/n".into(), "3".into()));
    assert_eq!(read[1], Step::Set("/data/n".into(), String::new()));
    assert_eq!(read[2], Step::Set("/data/m".into(), "a b".into()));
    assert_eq!(read[4], Step::Remove("/data/r".into(), 2));
    assert_eq!(read[5], Step::Remove("/data/r".into(), 1));
    for bad in [json!({}), json!({ "remove": "/data/r" }), json!({ "path": "/a", "value": {} }), json!(3)] {
        assert!(Step::read(&bad).is_err(), "{bad}");
    }
}

#[test]
fn what_was_not_offered_when_it_was_typed_says_so_still() {
    let rows = [
        "select_one province | province | P | ",
        "select_multiple commune | communes | C | province = ${province}",
    ];
    let mut it = begin(&form("type,name,label,choice_filter", &rows));
    assert_eq!(it.set("/data/communes", "huy").unwrap_err().code(), "not-offered");
    it.set("/data/province", "liege").unwrap();
    let told = it.node("/data/communes").unwrap();
    assert!(!told.valid);
    assert_eq!(resumed(&it).node("/data/communes").unwrap(), told, "though it would be offered by now");
}
