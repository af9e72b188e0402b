// SPDX-License-Identifier: EUPL-1.2
//! What is missing is never a no, and who is counted over whom.

use smart_forms::answers::Document;
use smart_forms::form::Form;
use smart_forms::instance::Instance;
use smart_forms::xpath::Nothing;
use survey_results::*;

use crate::world::{FR, One, plan, read, respondents};

const TABLE: &str = "
| survey |                         |          |                    |                  |            |
|        | type                    | name     | label              | relevant         | appearance |
|        | select_one oui_non      | reseau   | Un réseau ?        |                  |            |
|        | select_multiple voies   | comment  | Comment ?          | ${reseau}='oui'  |            |
|        | integer                 | taille   | Combien ?          |                  |            |
|        | text                    | mot      | Un mot ?           |                  |            |
|        | begin_repeat            | contacts | Contact            |                  |            |
|        | text                    | nom      | Nom                |                  |            |
|        | select_multiple voies   | par      | Par                |                  |            |
|        | end_repeat              |          |                    |                  |            |
| choices |           |      |         |
|         | list_name | name | label   |
|         | oui_non   | oui  | OUI     |
|         | oui_non   | non  | NON     |
|         | voies     | o    | Orale   |
|         | voies     | e    | Écrite  |
";

fn fill(form: &Form, answers: &[(&str, &str)]) -> Document {
    let mut instance = Instance::new(form, Nothing).unwrap();
    for (path, value) in answers {
        match *value {
            "?" => instance.unknown(path).unwrap(),
            "-" => instance.decline(path).unwrap(),
            "+" => {
                instance.add(path).unwrap();
            }
            value => instance.set(path, value).unwrap(),
        }
    }
    instance.asked("/data").unwrap();
    Document::of(&instance)
}

fn question<'a>(results: &'a Results, path: &str) -> &'a Question {
    results.population.questions.iter().find(|question| question.path == path).unwrap()
}

#[test]
fn missing_answers_are_told_apart_and_are_never_a_no() {
    let form = read(TABLE);
    let sent = |answers: &[(&str, &str)]| Some(fill(&form, answers));
    let ones = [
        One::new(
            1,
            &["ens", "a"],
            sent(&[("/data/reseau", "oui"), ("/data/comment", "o e"), ("/data/taille", "3")]),
        ),
        One::new(2, &["ens", "b"], sent(&[("/data/reseau", "oui"), ("/data/taille", "?")])),
        One::new(
            3,
            &["cpms", "a"],
            sent(&[("/data/reseau", "non"), ("/data/taille", "-"), ("/data/mot", "oui")]),
        ),
        One::new(4, &["cpms", ""], sent(&[])),
        One::new(5, &["cpms", "a"], None),
    ];
    let results = tabulate(&form, &respondents(&ones), &plan(1));
    let count = Cell::Count;
    let reseau = question(&results, "/data/reseau");
    assert_eq!(reseau.rows[0].cells[0], count(2));
    assert_eq!(reseau.rows[1].cells[0], count(1), "who left it empty did not say no");
    assert_eq!(
        (reseau.base(0), reseau.bases.asked(0), reseau.bases.units[0]),
        (count(3), count(4), count(4))
    );
    assert_eq!(reseau.missing.unanswered, count(1));
    assert_eq!(reseau.share(0, 0), Some(2.0 / 3.0), "of those who answered");

    let comment = question(&results, "/data/comment");
    assert_eq!(
        (comment.bases.answered[0], comment.base(0)),
        (count(1), count(2)),
        "asked of two, who said oui"
    );
    assert_eq!((comment.bases.not_put[0], comment.missing.not_relevant), (count(2), count(2)));
    assert_eq!(comment.share(0, 0), Some(0.5), "of those who were asked");

    let taille = question(&results, "/data/taille");
    assert_eq!(
        (taille.missing.declined, taille.missing.unknown, taille.missing.unanswered),
        (count(1), count(1), count(1))
    );
    assert_eq!(taille.figures[0].median, Some(3.0));
    assert_eq!(question(&results, "/data/mot").bases.answered[0], count(1));

    let labels: Vec<&str> = reseau.columns.iter().map(|column| column.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "",
            "Enseignement",
            "Centres PMS",
            "Internats",
            "Valmourne",
            "Haute-Mourne",
            "Brennac",
            "Non précisé"
        ]
    );
    let response = &results.population.response;
    assert_eq!(response.invited[..3], [count(5), count(2), count(3)]);
    assert_eq!(response.rate(2), Some(2.0 / 3.0));
    assert_eq!(response.process.as_ref().unwrap().silent[0], 1);
}

#[test]
fn who_is_counted_is_decided_by_flags() {
    let form = read(TABLE);
    let one = |id: usize, flags: Flags| {
        let mut one = One::new(id, &["ens", "a"], Some(fill(&form, &[("/data/reseau", "oui")])));
        one.flags = flags;
        one
    };
    let ones = [
        one(1, Flags { validated: true, paper: true, ..Flags::default() }),
        one(2, Flags { validated: true, late: true, ..Flags::default() }),
        one(3, Flags::default()),
        one(4, Flags { set_aside: true, validated: true, ..Flags::default() }),
        one(5, Flags { out_of_population: true, validated: true, ..Flags::default() }),
    ];
    let mut plan = plan(0);
    let results = tabulate(&form, &respondents(&ones), &plan);
    let response = &results.population.response;
    let first = |cells: &[Cell]| cells[0].count();
    assert_eq!((first(&response.invited), first(&response.counted)), (Some(3), Some(3)));
    assert_eq!((first(&response.late), first(&response.paper)), (Some(1), Some(1)));
    assert_eq!(response.process.as_ref().unwrap().set_aside[0], 1);
    assert_eq!(first(&results.outside.response.counted), Some(1), "apart, and never mixed in");
    assert_eq!(question(&results, "/data/reseau").rows[0].cells[0], Cell::Count(3));

    plan.counting = Counting::Validated;
    let results = tabulate(&form, &respondents(&ones), &plan);
    let response = &results.population.response;
    assert_eq!(first(&response.counted), Some(2));
    assert_eq!(response.process.as_ref().unwrap().waiting[0], 1);
    plan.threshold = 5;
    assert!(tabulate(&form, &respondents(&ones), &plan).population.response.process.is_none());
}

#[test]
fn entries_are_counted_over_entries() {
    let form = read(TABLE);
    let gave = |names: &[(&str, &str)]| {
        let mut steps: Vec<(String, String)> = Vec::new();
        for (at, (name, ways)) in names.iter().enumerate() {
            if at > 0 {
                steps.push(("/data/contacts".to_owned(), "+".to_owned()));
            }
            let turn = at + 1;
            for (field, value) in [("nom", name), ("par", ways)] {
                if !value.is_empty() {
                    steps.push((format!("/data/contacts[{turn}]/{field}"), (*value).to_string()));
                }
            }
        }
        let steps: Vec<(&str, &str)> =
            steps.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
        Some(fill(&form, &steps))
    };
    let mut ones = vec![
        One::new(1, &["ens", "a"], gave(&[("PSE", "o"), ("", ""), ("CPMS", "o e")])),
        One::new(2, &["ens", "a"], gave(&[("AMO", "")])),
        One::new(3, &["ens", "a"], gave(&[])),
    ];
    let coding =
        |turn: usize, code: &str| Coding { repeat: "/data/contacts".into(), turn, code: code.into() };
    ones[0].codings = vec![coding(1, "p02"), coding(3, "p03")];
    let mut plan = plan(1);
    plan.entry_kinds = vec![EntryKinds {
        repeat: "/data/contacts".into(),
        kinds: crate::world::dimension("partner", "Partenaire", &[("p02", "PSE"), ("p03", "CPMS")]),
    }];
    let results = tabulate(&form, &respondents(&ones), &plan);
    let repeat = &results.population.repeats[0];
    let by_number: Vec<Option<u64>> = repeat.rows.iter().map(|row| row.cells[0].count()).collect();
    assert_eq!(by_number, [1, 1, 1, 0, 0, 0, 0].map(Some), "none, one, two: an empty turn is no entry");
    assert_eq!((repeat.rows[6].code.as_str(), repeat.entries), ("6+", Cell::Count(3)));
    let par = question(&results, "/data/contacts/par");
    assert_eq!((par.unit, par.bases.units[0], par.base(0)), (Unit::Entries, Cell::Count(3), Cell::Count(3)));
    assert_eq!(par.rows[0].cells[0], Cell::Count(2));
    let kinds =
        par.columns.iter().position(|column| column.over == Over::Group { dimension: 2, group: 1 }).unwrap();
    assert_eq!((par.columns[kinds].label.as_str(), par.rows[1].cells[kinds]), ("CPMS", Cell::Count(1)));
    let uncoded = par.columns.last().unwrap();
    assert_eq!((uncoded.label.as_str(), par.bases.units.last()), ("Non précisé", Some(&Cell::Count(1))));
}

#[test]
fn what_a_hidden_answer_decides_is_hidden_too() {
    let form = read(TABLE);
    let mut ones = Vec::new();
    // Three of the first sector say no: hidden there, and with it whom the next question was put to.
    for (sector, yes, no) in [("ens", 9, 3), ("cpms", 20, 12), ("int", 15, 10)] {
        for at in 0..yes + no {
            let answer = if at < yes { "oui" } else { "non" };
            let mut steps = vec![("/data/reseau", answer)];
            if at < yes {
                steps.push(("/data/comment", "o"));
            }
            ones.push(One::new(ones.len(), &[sector, "a"], Some(fill(&form, &steps))));
        }
    }
    let results = tabulate(&form, &respondents(&ones), &plan(5));
    let (reseau, comment) = (question(&results, "/data/reseau"), question(&results, "/data/comment"));
    assert_eq!(reseau.rows[1].cells[1], Cell::Hidden, "three");
    assert_eq!(reseau.rows[0].cells[1], Cell::Hidden, "nine, of twelve");
    let hidden: Vec<usize> = (1..4).filter(|at| reseau.rows[1].cells[*at] == Cell::Hidden).collect();
    for group in hidden {
        assert_eq!(comment.bases.not_put[group], Cell::Hidden);
        assert_eq!(comment.bases.answered[group], Cell::Hidden);
    }
    assert_eq!(audit::exposed(&results), Ok(Vec::new()));
}

#[test]
fn sheets_say_what_is_hidden_and_over_whom() {
    let form = read(TABLE);
    let mut ones: Vec<One> = (0..9)
        .map(|at| {
            let answer = if at < 6 { "oui" } else { "non" };
            One::new(at, &["ens", "a"], Some(fill(&form, &[("/data/reseau", answer)])))
        })
        .collect();
    ones.push(One::new(9, &["ens", "a"], Some(fill(&form, &[]))));
    let results = tabulate(&form, &respondents(&ones), &plan(5));
    let sheet = question_sheet(question(&results, "/data/reseau"), &FR);
    let hidden = Value::Hidden("n. p.".into());
    assert_eq!(sheet.rows[0][1..3], [Value::Text("Ensemble".into()), Value::Text("Ensemble, part".into())]);
    assert_eq!(sheet.rows[2][..3], [Value::Text("NON".into()), hidden.clone(), hidden.clone()]);
    assert_eq!(sheet.rows[1][1], hidden, "six, of nine whom one can see");
    let base = sheet.rows.iter().find(|row| row[0] == Value::Text("Base – qui ont répondu".into())).unwrap();
    assert_eq!(base[1], Value::Count(9));
    assert!(sheet.rows.iter().all(|row| row.len() == sheet.rows[0].len()));
    assert!(ods::write(&[sheet, response_sheet(&results.population.response, "Participation", &FR)]).is_ok());
}
