// SPDX-License-Identifier: EUPL-1.2
//! What people type, and what is kept of it.

use super::*;
use crate::words::Lang;

fn kept(sort: Sort, cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        assert_eq!(read(sort, typed).as_deref(), Ok(*expected), "{sort:?} {typed}");
        // What is kept is read as it is.
        assert_eq!(read(sort, expected).as_deref(), Ok(*expected), "{sort:?} {expected}");
    }
}

fn refused(sort: Sort, cases: &[(&str, Unreadable)]) {
    for (typed, fault) in cases {
        let misread = read(sort, typed).unwrap_err();
        assert_eq!(misread.fault, *fault, "{sort:?} {typed}");
        for lang in [Lang::Fr, Lang::En] {
            assert!(misread.message(lang).contains(typed.trim()), "{}", misread.message(lang));
        }
    }
}

#[test]
fn whole_numbers() {
    kept(
        Sort::Integer,
        &[
            ("12", "12"),
            (" 1 234 ", "1234"),
            ("1\u{a0}234", "1234"),
            ("1\u{202f}234\u{202f}567", "1234567"),
            ("1.234.567", "1234567"),
            ("1'000", "1000"),
            ("-3", "-3"),
            ("−3", "-3"),
            ("+7", "7"),
            ("007", "7"),
            ("3,0", "3"),
            ("3.00", "3"),
            ("0", "0"),
            ("-0", "0"),
            ("", ""),
            ("  ", ""),
        ],
    );
    refused(
        Sort::Integer,
        &[
            ("douze", Unreadable::Number),
            ("12 ans", Unreadable::Number),
            ("3,5", Unreadable::Whole),
            ("1.000", Unreadable::Ambiguous),
            ("12,345", Unreadable::Ambiguous),
            ("1.2.3", Unreadable::Number),
            ("99999999999999999999", Unreadable::TooLarge),
            ("-", Unreadable::Number),
            ("1e3", Unreadable::Number),
        ],
    );
}

#[test]
fn numbers() {
    kept(
        Sort::Decimal,
        &[
            ("12,5", "12.5"),
            ("12.50", "12.5"),
            ("1 234,5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1.234.567,8", "1234567.8"),
            ("1.234", "1.234"),
            (",5", "0.5"),
            ("5.", "5"),
            ("-0,25", "-0.25"),
        ],
    );
    refused(
        Sort::Decimal,
        &[
            ("12 %", Unreadable::Number),
            ("1,2,3", Unreadable::Number),
            ("1.2,3.4", Unreadable::Number),
            ("NaN", Unreadable::Number),
            ("9999999999999999999999", Unreadable::TooLarge),
        ],
    );
}

#[test]
fn days() {
    kept(
        Sort::Date,
        &[
            ("2026-11-30", "2026-11-30"),
            ("30/11/2026", "2026-11-30"),
            ("30.11.2026", "2026-11-30"),
            ("3-1-2026", "2026-01-03"),
            ("30 novembre 2026", "2026-11-30"),
            ("lundi 30 novembre 2026", "2026-11-30"),
            ("le 1er mai 2026", "2026-05-01"),
            ("30 NOV. 2026", "2026-11-30"),
            ("1 maart 2026", "2026-03-01"),
            ("November 30th, 2026", "2026-11-30"),
            ("29/02/2024", "2024-02-29"),
            ("2026-11-30T10:00:00Z", "2026-11-30"),
        ],
    );
    refused(
        Sort::Date,
        &[
            ("30/02/2026", Unreadable::NoSuchDay),
            ("29/02/2026", Unreadable::NoSuchDay),
            ("11/30/2026", Unreadable::NoSuchDay),
            ("30/11/26", Unreadable::Century),
            ("2019", Unreadable::PartOfADate),
            ("novembre 2019", Unreadable::PartOfADate),
            ("30/11", Unreadable::PartOfADate),
            ("hier", Unreadable::Date),
            ("été 2019", Unreadable::Date),
            ("30/11/20266", Unreadable::Date),
        ],
    );
}

#[test]
fn times_and_moments() {
    kept(
        Sort::Time,
        &[
            ("14:30", "14:30:00"),
            ("14h30", "14:30:00"),
            ("14 h", "14:00:00"),
            ("8h05", "08:05:00"),
            ("2:30 pm", "14:30:00"),
            ("12am", "00:00:00"),
            ("14:30:15", "14:30:15"),
            ("14:30:00.000+01:00", "14:30:00.000+01:00"),
            ("14:30:00Z", "14:30:00Z"),
        ],
    );
    refused(
        Sort::Time,
        &[
            ("25:00", Unreadable::Time),
            ("14:61", Unreadable::Time),
            ("midi", Unreadable::Time),
            ("14", Unreadable::Time),
            ("13pm", Unreadable::Time),
            ("1:2:3:4", Unreadable::Time),
            ("14:30+1", Unreadable::Time),
        ],
    );
    kept(
        Sort::DateTime,
        &[
            ("30/11/2026 14h30", "2026-11-30T14:30:00"),
            ("30 novembre 2026 à 14 h 30", "2026-11-30T14:30:00"),
            ("2026-11-30T14:30:00.000+01:00", "2026-11-30T14:30:00.000+01:00"),
        ],
    );
    refused(
        Sort::DateTime,
        &[
            ("30/11/2026", Unreadable::Moment),
            ("30/02/2026 10:00", Unreadable::NoSuchDay),
            ("14:30", Unreadable::Moment),
        ],
    );
}

#[test]
fn places() {
    kept(
        Sort::Geopoint,
        &[
            ("50.85 4.35", "50.85 4.35 0 0"),
            ("50,85 4,35", "50.85 4.35 0 0"),
            ("50.85, 4.35", "50.85 4.35 0 0"),
            ("50.85,4.35", "50.85 4.35 0 0"),
            ("-1.5 29.2 1500 4", "-1.5 29.2 1500 4"),
        ],
    );
    refused(
        Sort::Geopoint,
        &[
            ("91 4", Unreadable::OffEarth),
            ("50 181", Unreadable::OffEarth),
            ("Liège", Unreadable::Place),
            ("50.85", Unreadable::Place),
            ("nan inf", Unreadable::Place),
        ],
    );
    kept(Sort::Geotrace, &[("1 1; 2 2", "1 1 0 0; 2 2 0 0")]);
    kept(Sort::Geoshape, &[("1 1;2 2;3 1", "1 1 0 0; 2 2 0 0; 3 1 0 0; 1 1 0 0")]);
    refused(Sort::Geotrace, &[("1 1", Unreadable::FewPlaces)]);
    refused(Sort::Geoshape, &[("1 1; 2 2; 1 1", Unreadable::FewPlaces)]);
}

#[test]
fn words_and_consent() {
    kept(Sort::Text, &[("  Un mot  ", "  Un mot  "), ("a\nb", "a\nb")]);
    assert_eq!(read(Sort::Text, "a\u{0}b\u{1b}").unwrap(), "ab");
    kept(Sort::Acknowledged, &[("ok", "OK"), ("Oui", "OK"), ("x", "OK")]);
    assert_eq!(read(Sort::Acknowledged, "non").unwrap(), "");
    refused(Sort::Acknowledged, &[("peut-être", Unreadable::YesOrNo)]);
}

#[test]
fn of_a_day_a_part_may_be_known() {
    kept(
        Sort::PartialDate,
        &[
            ("2019", "2019"),
            ("en 2019", "2019"),
            ("6/2019", "2019-06"),
            ("2019-06", "2019-06"),
            ("juin 2019", "2019-06"),
            ("November 2019", "2019-11"),
            ("Été 2019", "été 2019"),
            ("ete 2019", "été 2019"),
            ("zomer 2019", "zomer 2019"),
            ("30 juin 2019", "2019-06-30"),
            ("30/6/2019", "2019-06-30"),
        ],
    );
    refused(
        Sort::PartialDate,
        &[
            ("13/2019", Unreadable::VagueDate),
            ("juin", Unreadable::VagueDate),
            ("un jour", Unreadable::VagueDate),
            ("31/02/2019", Unreadable::NoSuchDay),
            ("1/2/19", Unreadable::Century),
        ],
    );
    let form = crate::instance::tests::form_with(
        "type,name,label,bind::pp:kind",
        &["text | q | Depuis quand ? | partial-date", "text | t | T | "],
        "| settings |\n| | namespaces |\n| | pp=\"urn:pp\" |\n",
    );
    let sorts: Vec<Sort> = form.root.children.iter().take(2).map(Sort::of).collect();
    assert_eq!(sorts, [Sort::PartialDate, Sort::Text]);
}

#[test]
fn a_scale_has_ends_and_steps() {
    for (value, fits) in
        [("0", true), ("2.5", true), ("3", false), ("10", true), ("10.5", false), ("-2.5", false)]
    {
        assert_eq!(number::on_scale(value, Some(0.0), Some(10.0), Some(2.5)), fits, "{value}");
    }
    assert!(number::on_scale("3", Some(5.0), Some(1.0), Some(-1.0)), "a scale may go down");
}

proptest::proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_refused(text in "\\PC{0,40}|[0-9 .,:/hTZ+-]{0,30}") {
        for sort in [
            Sort::Text, Sort::Integer, Sort::Decimal, Sort::Date, Sort::PartialDate, Sort::Time, Sort::DateTime, Sort::Geopoint,
            Sort::Geotrace, Sort::Geoshape, Sort::Acknowledged,
        ] {
            if let Ok(kept) = read(sort, &text) {
                proptest::prop_assert_eq!(read(sort, &kept), Ok(kept.clone()), "{:?} {}", sort, text);
            }
        }
    }
}
