// SPDX-License-Identifier: EUPL-1.2
//! Answers as tables.

use super::*;
use crate::form::Form;
use crate::instance::Instance;
use crate::instance::tests::{answer, begin, form_with};

fn household() -> Form {
    form_with(
        "type,name,label::Français (fr),label::English (en),relevant,bind::pp:purpose,repeat_count,calculation",
        &[
            "text | nom | Votre nom ? | Your name? | | identification | |",
            "begin group | log | Logement | Housing | | | |",
            "select_multiple aide | aides | Quelles aides ? | What help? | | | |",
            "integer | places | Places ? | Beds? | selected(${aides}, 'lit') | | |",
            "rank aide | ordre | Dans quel ordre ? | In what order? | | | |",
            "end group",
            "begin repeat | enfant | Enfant | Child | | | |",
            "text | prenom | Prénom | First name | | | |",
            "begin group | g | Plus | More | | | |",
            "begin repeat | ecole | École | School | | | |",
            "integer | annee | Année | Year | | | |",
            "end repeat",
            "end group",
            "end repeat",
            "calculate | combien | | | | | | count(${enfant})",
            "note | merci | Merci | Thanks | | | |",
        ],
        "| choices | |\n| | list_name | name | label::Français (fr) | label::English (en) | secteur |\n\
         | | aide | lit | Un lit | A bed | x |\n| | aide | rep | Un repas | A meal | |\n\
         | settings |\n| | form_id | version | namespaces |\n| | menage | 3 | pp=\"urn:pp\" |\n",
    )
}

fn filled() -> Instance {
    let mut it = begin(&household());
    it.add("/data/enfant").unwrap();
    it.add("/data/enfant[2]/g/ecole").unwrap();
    it.decline("/data/nom").unwrap();
    answer(
        &mut it,
        &[
            ("/data/log/aides", "rep"),
            ("/data/log/ordre", "rep lit"),
            ("/data/enfant[1]/prenom", "=Ana"),
            ("/data/enfant[2]/prenom", "Léo"),
            ("/data/enfant[2]/g/ecole[1]/annee", "-3"),
        ],
    );
    it
}

fn tables(documents: &[(String, Document)]) -> Tables {
    let tables = of(&household(), documents);
    for table in tables.answers.iter().chain(&tables.codebook) {
        assert!(table.rows.iter().all(|row| row.len() == table.headings.len()), "{}", table.name);
        let mut headings = table.headings.clone();
        headings.sort();
        headings.dedup();
        assert_eq!(headings.len(), table.headings.len(), "{:?}", table.headings);
    }
    tables
}

fn filled_tables() -> Tables {
    let mut other = begin(&household());
    other.unknown("/data/log/aides").unwrap();
    other.asked("/data/nom").unwrap();
    tables(&[("a".into(), Document::of(&filled())), ("b".into(), Document::draft(&other))])
}

fn cell<'a>(table: &'a Table, row: usize, heading: &str) -> &'a Cell {
    let at = table.headings.iter().position(|known| known == heading);
    &table.rows[row][at.unwrap_or_else(|| panic!("{heading}: {:?}", table.headings))]
}

fn told(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn there_is_a_table_for_the_form_and_one_for_each_repeated_group() {
    let tables = filled_tables();
    let names: Vec<(&str, usize)> = tables.answers.iter().map(|t| (t.name.as_str(), t.rows.len())).collect();
    // A form begins with one turn of each group in it; a turn that is added, without any.
    assert_eq!(names, [("data", 2), ("data/enfant", 3), ("data/enfant/g/ecole", 3)]);
    let [data, child, school] = &tables.answers[..] else { panic!("three tables") };
    assert_eq!(cell(data, 0, "form_version"), &told("3"));
    assert_eq!(
        (cell(data, 0, "completed"), cell(data, 1, "completed")),
        (&Cell::Integer(1), &Cell::Integer(0))
    );
    assert_eq!(cell(data, 0, "combien"), &Cell::Integer(2));
    assert!(!data.headings.iter().any(|heading| heading.contains("merci")), "nobody answers a note");
    let keys = |table: &Table, row| (cell(table, row, "key").clone(), cell(table, row, "parent_key").clone());
    assert_eq!(keys(child, 1), (told("a/enfant[2]"), told("a")));
    assert_eq!(keys(school, 1), (told("a/enfant[2]/ecole[1]"), told("a/enfant[2]")));
    assert_eq!(cell(school, 1, "annee"), &Cell::Integer(-3));
    assert_eq!(
        cell(child, 0, "prenom"),
        &told("=Ana"),
        "what a spreadsheet makes of it is for whoever writes the file"
    );
    assert!(tables.left_out.is_empty());
    let told = ["12", "-3", "007", "1.50", "2.5", "1e3", "12 rue Haute"].map(reckoned);
    let texts = |text: &str| Cell::Text(text.to_owned());
    assert_eq!(
        told,
        [
            Cell::Integer(12),
            Cell::Integer(-3),
            texts("007"),
            texts("1.50"),
            Cell::Decimal(2.5),
            texts("1e3"),
            texts("12 rue Haute")
        ]
    );
}

#[test]
fn the_reasons_for_no_answer_stay_apart() {
    let tables = filled_tables();
    let data = &tables.answers[0];
    let state = |row, question: &str| cell(data, row, &format!("{question} (state)")).clone();
    assert_eq!(state(0, "nom"), told("declined"));
    assert_eq!(state(1, "nom"), told("unanswered"));
    assert_eq!(state(0, "log/places"), told("not-relevant"));
    assert_eq!(state(0, "log/aides"), told("answered"));
    assert_eq!(state(1, "log/aides"), told("unknown"));
    assert_eq!(state(1, "log/ordre"), told("not-asked"));
    assert!(!data.headings.contains(&"combien (state)".to_owned()), "nobody is asked what is reckoned");
}

#[test]
fn every_choice_has_a_column_that_is_empty_where_nobody_answered() {
    let tables = filled_tables();
    let data = &tables.answers[0];
    let row = |row, question: &str| {
        ["", "/lit", "/rep"].map(|part| cell(data, row, &format!("{question}{part}")).clone())
    };
    assert_eq!(row(0, "log/aides"), [told("rep"), Cell::Integer(0), Cell::Integer(1)]);
    assert_eq!(row(1, "log/aides"), [Cell::Empty, Cell::Empty, Cell::Empty]);
    assert_eq!(row(0, "log/ordre"), [told("rep lit"), Cell::Integer(2), Cell::Integer(1)]);
}

#[test]
fn the_book_of_codes_tells_every_column_in_every_language() {
    let tables = filled_tables();
    let [columns, choices, states] = &tables.codebook[..] else { panic!("three tables") };
    let find = |wanted: &str| {
        let rows = 0..columns.rows.len();
        rows.into_iter().find(|row| cell(columns, *row, "column") == &told(wanted)).unwrap()
    };
    let of = |column: &str, heading: &str| cell(columns, find(column), heading).clone();
    assert_eq!(of("nom", "label::English (en)"), told("Your name?"));
    assert_eq!(of("nom", "pp:purpose"), told("identification"));
    assert_eq!(of("log/aides/lit", "label::Français (fr)"), told("Un lit"));
    assert_eq!((of("log/aides/lit", "kind"), of("log/aides", "choices")), (told("choice"), told("aide")));
    assert_eq!(of("log/places", "relevant"), told("selected(${aides}, 'lit')"));
    assert_eq!(
        (of("combien", "type"), of("combien", "calculation")),
        (told("calculate"), told("count(${enfant})"))
    );
    // No column of answers is without its line, but for those that come before the answers.
    let asked: usize = tables.answers.iter().map(|table| table.headings.len()).sum();
    assert_eq!(columns.rows.len(), asked - BEFORE.len() - 2 * BEFORE_A_TURN.len());
    assert_eq!(cell(choices, 0, "secteur"), &told("x"));
    assert_eq!(states.rows.len(), 7);
    assert!(states.rows.iter().flatten().all(|cell| *cell != Cell::Empty));
}

#[test]
fn what_has_no_place_is_told() {
    let mut other = Document::of(&filled());
    other.form.id = "autre".to_owned();
    let mut older = Document::of(&filled());
    older.form.version = "2".to_owned();
    older.form.hash = "0".repeat(64);
    older.items.retain(|item| item.path != "/data/nom");
    older.items.push(Item { path: "/data/prenom".to_owned(), ..Item::default() });
    let tables = tables(&[("autre".into(), other.clone()), ("ancien".into(), older)]);
    assert_eq!(tables.answers[0].rows.len(), 1);
    assert_eq!(cell(&tables.answers[0], 0, "nom (state)"), &told("other-version"));
    assert_eq!(
        tables.left_out,
        [
            LeftOut::AnotherForm("autre".into(), other.form),
            LeftOut::NoSuchQuestion("ancien".into(), "/data/prenom".into())
        ]
    );
}
