// SPDX-License-Identifier: EUPL-1.2
//! Forms that are refused, and where their author is told to look.

use super::*;

/// Headings, rows, and of the first error: code, row, column.
type Case = (&'static str, &'static [&'static str], Code, usize, &'static str);

const CASES: &[Case] = &[
    // Types
    ("type,name,label", &["texte | q | Q"], Code::UnknownType, 2, "A"),
    ("type,name,label", &["Text | q | Q"], Code::UnknownType, 2, "A"),
    ("type,name,label", &["select_one | q | Q"], Code::UnknownType, 2, "A"),
    ("type,name,label", &["select one | q | Q"], Code::TypeNeedsList, 2, "A"),
    ("type,name,label", &["select_one ouinon oui | q | Q"], Code::UnknownType, 2, "A"),
    ("type,name,label", &["select_one reseau | q | Q"], Code::UnknownList, 2, "A"),
    ("type,name,label", &["begin loop over reseau | q | Q", "end loop"], Code::UnknownList, 2, "A"),
    ("type,name,label", &["begin loop | q | Q", "end loop"], Code::LoopWithoutList, 2, "A"),
    (" name,label", &["q | Q"], Code::MissingHeading, 1, ""),
    ("type,name,label", &["text | q | Q", " | r | R"], Code::MissingType, 3, "A"),
    ("type,name,label", &["select_one_from_file villes.txt | q | Q"], Code::FileExtension, 2, "A"),
    ("type,name,label", &["select_one_external villes | q | Q"], Code::NoExternalChoices, 2, "A"),
    // Names
    ("type,name,label", &["text | mon nom | Q"], Code::BadName, 2, "B"),
    ("type,name,label", &["text | 1er | Q"], Code::BadName, 2, "B"),
    ("type,name,label", &["text | | Q"], Code::MissingName, 2, "B"),
    ("type,name,label", &["text | q | Q", "date | q | R"], Code::DuplicateName, 3, "B"),
    ("type,name,label", &["text | meta | Q"], Code::ReservedMeta, 2, "B"),
    (
        "type,name,label",
        &["begin repeat | data | R", "text | q | Q", "end repeat"],
        Code::RepeatNamedAsForm,
        2,
        "B",
    ),
    ("type,name,label", &["audit | suivi | "], Code::AuditName, 2, "B"),
    // Groups
    ("type,name,label", &["text | q | Q", "end group"], Code::EndWithoutBegin, 3, "A"),
    ("type,name,label", &["begin group | g | G", "text | q | Q"], Code::BeginWithoutEnd, 2, "A"),
    ("type,name,label", &["begin group | g | G", "end repeat", "end group"], Code::EndWithoutBegin, 3, "A"),
    // What is said
    ("type,name,label", &["text | q | "], Code::NoLabel, 2, "C"),
    ("type,name,label,big-image", &["text | q | Q | grand.png"], Code::BigImage, 2, "D"),
    ("type,name,label,media::film", &["text | q | Q | a.mp4"], Code::MediaType, 2, "D"),
    // Reckoning
    ("type,name,calculation", &["calculate | q | "], Code::MissingCalculation, 2, "C"),
    ("type,name,label,relevant", &["text | q | Q | ${age} > 3"], Code::RefUnknown, 2, "D"),
    ("type,name,label,relevant", &["text | q | Q | ${ q } > 3"], Code::RefSyntax, 2, "D"),
    ("type,name,label", &["note | n | Bonjour ${prenom"], Code::RefSyntax, 2, "C"),
    ("type,name,label,trigger", &["text | q | Q | r"], Code::TriggerNeedsRef, 2, "D"),
    ("type,name,label,trigger", &["text | q | Q | ${r}"], Code::TriggerUnknown, 2, "D"),
    (
        "type,name,label,trigger",
        &["text | a | A", "text | b | B", "text | q | Q | ${a} ${b}"],
        Code::TriggerTwo,
        4,
        "D",
    ),
    // Parameters
    ("type,name,label,parameters", &["range | q | Q | start 1"], Code::ParamsSyntax, 2, "D"),
    ("type,name,label,parameters", &["range | q | Q | debut=1"], Code::ParamUnknown, 2, "D"),
    ("type,name,label,parameters", &["range | q | Q | start=un"], Code::ParamNotNumber, 2, "D"),
    ("type,name,label,parameters", &["range | q | Q | step=0"], Code::RangeZero, 2, "D"),
    ("type,name,label,parameters", &["range | q | Q | step=11"], Code::RangeLarger, 2, "D"),
    ("type,name,label,parameters", &["image | q | Q | max-pixels=grand"], Code::ParamNotWhole, 2, "D"),
    ("type,name,label,parameters", &["audio | q | Q | quality=bonne"], Code::ParamValue, 2, "D"),
    ("type,name,label,parameters", &["select_one ouinon | q | Q | seed=4"], Code::SeedAlone, 2, "D"),
    (
        "type,name,label,parameters",
        &["geopoint | q | Q | capture-accuracy=fine"],
        Code::ParamNotNumber,
        2,
        "D",
    ),
    // Choices
    (
        "type,name,label,choice_filter",
        &["select_one ouinon or_other | q | Q | 1"],
        Code::OrOtherFilter,
        2,
        "D",
    ),
    ("type,name,label", &["select_one v.csv or_other | q | Q"], Code::OrOtherNoChoices, 2, "A"),
    ("type,name,label", &["text | r | R", "select_multiple ${r} | q | Q"], Code::SeveralFromQuestion, 3, "A"),
    // Headings
    ("type,name,label,caption", &["text | q | Q | "], Code::SameHeading, 1, "D"),
    ("type,name,label,relevant,relevance", &["text | q | Q"], Code::SameHeading, 1, "E"),
    ("type,name,label,bind", &["text | q | Q | string"], Code::HeadingNeedsPart, 2, "D"),
    // Files and lists
    (
        "type,name,label",
        &["csv-external | ouinon | ", "select_one ouinon | q | Q"],
        Code::InstanceConflict,
        2,
        "",
    ),
    ("type,name,label,save_to", &["text | q | Q | nom"], Code::SaveToAlone, 2, "D"),
];

#[test]
fn each_slip_is_told_with_its_row_and_column() {
    for (headings, rows, code, row, column) in CASES {
        let text = form(headings, rows);
        let report = report(&text);
        assert!(!report.accepted, "accepted: {text}");
        let found = report.errors.iter().find(|p| p.code == *code);
        let found = found.unwrap_or_else(|| panic!("{code:?} not among {:?} in {text}", report.errors));
        if *code != Code::InstanceConflict {
            assert_eq!(found.row, Some(*row), "{code:?} {rows:?}");
            assert_eq!(found.column_letters().unwrap_or_default(), *column, "{code:?} {rows:?}");
        }
        assert_eq!(report.errors.len(), 1, "one slip is told once: {:?}", report.errors);
    }
}

#[test]
fn every_slip_is_told_not_only_the_first() {
    let text = form(
        "type,name,label,relevant",
        &[
            "texte | a | A",
            "text | b b | B",
            "begin group | g | G",
            "note | n | | ${zz} = 1",
            "select_one nul | s | S",
        ],
    );
    let codes: Vec<Code> = report(&text).errors.iter().map(|p| p.code).collect();
    assert_eq!(
        codes,
        [
            Code::UnknownType,
            Code::BadName,
            Code::BeginWithoutEnd,
            Code::NoLabel,
            Code::RefUnknown,
            Code::UnknownList
        ]
    );
}

#[test]
fn choices_are_verified_where_they_stand() {
    let choices = |rows: &str| {
        format!("| survey |\n| | type | name | label |\n| | select_multiple l | q | Q |\n| choices |\n{rows}")
    };
    for (rows, code, row) in [
        ("| | list_name | label |\n| | l | A |\n", Code::MissingHeading, Some(1)),
        ("| | list_name | name | label |\n| | l | | A |\n", Code::ChoiceWithoutName, Some(2)),
        (
            "| | list_name | name | label |\n| | l | a | A |\n| | l | a | B |\n",
            Code::DuplicateChoice,
            Some(3),
        ),
        ("| | list_name | name | label |\n| | l | a b | A |\n", Code::ChoiceWithSpace, Some(2)),
        ("| | list_name | name | label | lieu::fr |\n| | l | a | A | x |\n", Code::HeadingNotSplit, Some(1)),
        ("| | list_name | name | label |\n| | m | a | A |\n", Code::UnknownList, Some(2)),
    ] {
        let report = report(&choices(rows));
        let found: Vec<_> = report.errors.iter().map(|p| (p.code, p.row)).collect();
        assert_eq!(found, [(code, row)], "{rows}");
    }
}

#[test]
fn pictures_among_the_settings_are_of_a_kind_that_is_known() {
    let settings = |kind: &str| {
        let text = form("type,name,label", &["text | q | Q"]);
        report(&format!("{text}| settings | |\n| | form_id | media::{kind} |\n| | f | a.png |\n"))
    };
    assert!(settings("image").accepted);
    assert_eq!(settings("style").errors.iter().map(|p| p.code).collect::<Vec<_>>(), [Code::MediaType]);
}

#[test]
fn pictures_beside_a_choice_that_becomes_a_group_are_of_a_kind_that_is_known() {
    let asked = |row: &str| {
        report(&format!(
            "| survey |\n| | type | name | label |\n{row}| choices |\n| | list_name | name | label | media::film |\n\
             | | l | a | A | a.mp4 |\n"
        ))
    };
    assert!(asked("| | select_one l | q | Q |\n").accepted);
    let report = asked("| | begin loop over l | b | B |\n| | text | q | Q |\n| | end loop | | |\n");
    let told: Vec<_> = report.errors.iter().map(|p| (p.code, p.row)).collect();
    assert_eq!(told, [(Code::MediaType, Some(2))]);
}

#[test]
fn groups_have_a_deepest_level() {
    let mut rows: Vec<String> = (0..=DEEPEST).map(|i| format!("begin group | g{i} | G")).collect();
    rows.push("text | q | Q".to_owned());
    rows.extend((0..=DEEPEST).map(|_| "end group".to_owned()));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let report = report(&form("type,name,label", &rows));
    assert_eq!(report.errors.iter().map(|p| p.code).collect::<Vec<_>>(), [Code::TooDeep]);
}

#[test]
fn an_author_reads_sentences() {
    let said = |headings: &str, rows: &[&str], lang| {
        report(&form(headings, rows)).errors.iter().map(|p| p.message(lang)).collect::<Vec<_>>().join(" / ")
    };
    assert_eq!(
        said("type,name,label,relevant", &["text | q | Q | ${age} > 3"], Lang::Fr),
        "Aucune ligne de la feuille «\u{a0}survey\u{a0}» ne porte le nom «\u{a0}age\u{a0}»."
    );
    assert_eq!(
        said("type,name,label", &["text | mon nom | Q"], Lang::En),
        "“mon nom” cannot be a name. A name begins with a letter or an underscore and goes on with letters, digits, \
         underscores, hyphens and dots, without spaces."
    );
    assert_eq!(
        said("type,name,label", &["begin group | g | G", "text | q | Q"], Lang::Fr),
        "«\u{a0}begin group\u{a0}» de «\u{a0}g\u{a0}» n’est jamais fermé par «\u{a0}end group\u{a0}»."
    );
}

#[test]
fn a_workbook_without_questions_says_which_sheet_is_missing() {
    let text = "| enquete | |\n| | type | name |\n| choices | |\n| | list_name | name | label |\n";
    assert_eq!(report(text).errors[0].code, Code::NoSurvey);
    let text = "| surveys | |\n| | type | name |\n| choices | |\n| | list_name | name | label |\n";
    let report = report(text);
    assert_eq!(report.errors[0].code, Code::NoSurveyBut);
    assert!(report.errors[0].message(Lang::Fr).contains("surveys"));
}
