// SPDX-License-Identifier: EUPL-1.2
//! Whatever is written in the cells, there is an answer.

use proptest::prelude::*;

use super::*;

const WORDS: &[&str] = &[
    "",
    "text",
    "integer",
    "select_one l",
    "select_multiple l or_other",
    "select_one ${q}",
    "rank l",
    "begin group",
    "begin repeat",
    "begin loop over l",
    "end group",
    "end repeat",
    "end loop",
    "note",
    "calculate",
    "range",
    "audit",
    "geopoint",
    "csv-external",
    "q",
    "r",
    "g",
    "meta",
    "data",
    "1a",
    "é",
    "${q}",
    "${last-saved#q}",
    "${",
    "}",
    "${}",
    "yes",
    "no",
    "start=1 end=10",
    "a=b=c",
    "randomize=true seed=${q}",
    "%(label)s",
    "50%",
    "count(${r}) > 1",
    "instance('l')/root/item[name=${q}]/label",
    "indexed-repeat(${q}, ${r}, 1)",
    "table-list",
    "search('x')",
    "today()",
    "type",
    "name",
    "label",
    "label::Français (fr)",
    "hint",
    "relevant",
    "bind::pp:x",
    "media::image::fr",
    "::",
    ":",
    "jr",
    "list_name",
    "choice_filter",
    "parameters",
    "trigger",
    "default",
    "calculation",
    "repeat_count",
    "appearance",
    "save_to",
    "entities",
    "l",
    "t#p",
    "\u{0}",
    "\u{fffe}",
    "👍",
    "' or 1=1",
    "a\u{301}",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(WORDS).prop_map(str::to_owned),
        1 => "[a-zé$]{0,3}",
        1 => "\\PC{0,8}",
    ]
}

fn sheet() -> impl Strategy<Value = Vec<Vec<String>>> {
    proptest::collection::vec(proptest::collection::vec(cell(), 0..7), 0..12)
}

fn book(sheets: Vec<(&str, Vec<Vec<String>>)>) -> Book {
    let sheets = sheets.into_iter().map(|(name, mut rows)| {
        let headings = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let rows = rows.into_iter().enumerate().map(|(i, cells)| (i + 2, cells)).collect();
        crate::book::Sheet { name: name.to_owned(), headings, rows }
    });
    Book { sheets: sheets.collect(), problems: Vec::new() }
}

fn told(report: &Report) {
    for problem in report.errors.iter().chain(&report.warnings) {
        for lang in [Lang::Fr, Lang::En] {
            assert!(!problem.message(lang).is_empty());
        }
    }
    if let Some(form) = &report.form {
        let xml = xform::write(form);
        let mut reader = quick_xml::Reader::from_str(&xml);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(e) => panic!("{e}: {xml}"),
            }
        }
    }
}

proptest! {
    #![proptest_config(crate::tests::effort(400))]

    #[test]
    fn any_cells(survey in sheet(), choices in sheet(), settings in sheet(), entities in sheet()) {
        told(&check(&book(vec![("survey", survey), ("choices", choices), ("settings", settings), ("entities", entities)])));
    }

    #[test]
    fn any_rows_under_good_headings(survey in sheet(), choices in sheet(), settings in sheet()) {
        let under = |headings: &[&str], mut rows: Vec<Vec<String>>| {
            rows.insert(0, headings.iter().map(|h| (*h).to_owned()).collect());
            rows
        };
        let survey = under(&["type", "name", "label", "relevant", "parameters", "appearance", "trigger"], survey);
        let choices = under(&["list_name", "name", "label", "label::fr"], choices);
        let settings = under(&["form_title", "default_language", "instance_name", "name"], settings);
        told(&check(&book(vec![("survey", survey), ("choices", choices), ("settings", settings)])));
    }

    #[test]
    fn a_good_form_with_any_cell_in_it(row in 0..8_usize, column in 0..5_usize, cell in cell()) {
        let mut rows: Vec<Vec<String>> = [
            ["type", "name", "label", "relevant", "choice_filter"],
            ["text", "q", "Q", "", ""],
            ["begin repeat", "r", "R", "${q} != ''", ""],
            ["select_one l", "s", "S", "", "name != ${q}"],
            ["begin group", "g", "G", "", ""],
            ["integer", "i", "I ${s}", "${s} = 'a'", ""],
            ["end group", "", "", "", ""],
            ["end repeat", "", "", "", ""],
        ].iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect();
        rows[row][column] = cell;
        let choices = vec![
            ["list_name", "name", "label"].map(String::from).to_vec(),
            ["l", "a", "A"].map(String::from).to_vec(),
        ];
        told(&check(&book(vec![("survey", rows), ("choices", choices)])));
    }
}
