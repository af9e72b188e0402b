// SPDX-License-Identifier: EUPL-1.2
use super::{all_alone, alone, at, code, no, number, text, yes};

const NAN: f64 = f64::NAN;

#[test]
fn days_and_moments_are_written_in_one_shape() {
    all_alone(&[
        ("today()", text("2026-11-30")),
        ("now()", text("2026-11-30T08:15:30.250+01:00")),
        ("date('2026-11-30')", text("2026-11-30")),
        ("date('2026-1-2')", text("2026-01-02")),
        ("date('2026-07-01T10:00:00Z')", text("2026-07-01T12:00:00.000+02:00")),
        ("date('2026-07-01T00:00:00.000+02:00')", text("2026-07-01")),
        ("date('2026-07-01T10:15')", text("2026-07-01T10:15:00.000+02:00")),
        ("date('2026-07-01T10:15:20.1234567')", text("2026-07-01T10:15:20.123+02:00")),
        ("date-time('2026-07-01T10:00:00-05:00')", text("2026-07-01T17:00:00.000+02:00")),
        ("date(0)", text("1970-01-01T01:00:00.000+01:00")),
        ("date(-0.5)", text("1969-12-31T13:00:00.000+01:00")),
        ("date(20000)", text("2024-10-04T02:00:00.000+02:00")),
        ("date(today() + 7)", text("2026-12-07")),
        ("date(date('2026-03-01') - 1)", text("2026-02-28")),
        ("string(today())", text("2026-11-30")),
        ("concat('on ', today())", text("on 2026-11-30")),
        ("date('')", text("")),
        ("date(true())", text("")),
        ("date('never')", text("Invalid Date")),
        ("date('2026-02-30')", text("Invalid Date")),
        ("date('2026-13-01')", text("Invalid Date")),
        ("date('2026-07-01T25:00')", text("Invalid Date")),
        ("date('2026-07-01T10:00:00+15:00')", text("Invalid Date")),
        ("date('2026-07-01T10:00:00+01:60')", text("Invalid Date")),
        ("date('2026-07-01 10:00')", text("Invalid Date")),
        ("date('12')", text("Invalid Date")),
        ("date(1 div 0)", text("Invalid Date")),
        ("date(0 div 0)", text("Invalid Date")),
    ]);
}

#[test]
fn days_are_numbers_in_sums_and_comparisons() {
    all_alone(&[
        ("number(date('1970-01-02T00:00:00Z'))", number(1.0)),
        ("date('2026-03-01') - date('2026-02-01')", number(28.0)),
        ("'2026-03-01' - '2026-02-01'", number(28.0)),
        // A day of 25 hours lies between.
        ("round((date('2026-10-26') - date('2026-10-25')) * 24)", number(25.0)),
        ("round(decimal-date-time('1970-01-01') * 24)", number(-1.0)),
        ("decimal-date-time('1970-01-02T00:00:00Z')", number(1.0)),
        ("decimal-date-time('never')", number(NAN)),
        ("decimal-date-time(12.5)", number(12.5)),
        ("decimal-time('06:00')", number(0.25)),
        ("decimal-time('06:00:00.000+01:00')", number(0.25)),
        ("decimal-time('18:00:00+06:00')", number(13.0 / 24.0)),
        ("decimal-time('6:00')", number(NAN)),
        ("decimal-time('24:00')", number(NAN)),
        ("decimal-time('never')", number(NAN)),
        ("date('2026-11-30') = today()", yes()),
        ("'2026-11-30' = today()", yes()),
        ("today() = '2026-11-30'", yes()),
        ("now() > today()", yes()),
        ("'2026-11-29' < today()", yes()),
        ("'2026-01-31' < '2026-02-01'", yes()),
        ("date('never') = date('never')", no()),
        ("'never' != today()", yes()),
        // Texts are equal when they are written alike, not when they tell of the same moment.
        ("'2026-11-30' = '2026-11-30T00:00:00.000+01:00'", no()),
        ("date('2026-11-30') = date('2026-11-30T00:00:00.000+01:00')", yes()),
        ("true() = today()", yes()),
        ("string(number('2026-11-30T23:00:00Z'))", text("20787")),
        ("number('1970-01-01T12:00:00Z')", number(0.5)),
        ("int(number('1970-01-03T12:00:00Z'))", number(2.0)),
    ]);
    assert_eq!(code(&alone("decimal-date-time(true())")), "argument");
    let born = "<p><born>2014-06-15</born></p>";
    assert_eq!(at(born, "/p", "int((today() - born) div 365.25)"), number(12.0));
    assert_eq!(at(born, "/p", "born < today() and born > '2014-06-14'"), yes());
}

#[test]
fn days_are_written_as_asked() {
    all_alone(&[
        ("format-date('2026-07-04', '%Y-%m-%d')", text("2026-07-04")),
        ("format-date('2026-07-04', '%e/%n/%y')", text("4/7/26")),
        ("format-date('2026-07-04', '%a %d %b')", text("Sat 04 Jul")),
        ("format-date('2026-07-05', '%a')", text("Sun")),
        ("format-date-time('2026-07-04T05:06:07.089', '%H:%M:%S.%3 %h')", text("05:06:07.089 5")),
        ("format-date(today(), '100%% %Q %')", text("100% %Q %")),
        ("format-date(today() + 1, '%d')", text("01")),
        ("format-date('', '%Y')", text("")),
        ("format-date('never', '%Y')", text("")),
        ("format-date(true(), '%Y')", text("")),
        ("format-date(0 div 0, '%Y')", text("")),
        ("format-date(date('2026-7-4'), '%d')", text("04")),
    ]);
}

#[test]
fn without_a_clock_there_is_no_today() {
    let outcome = crate::xpath::evaluate_text("today()", None, None, &crate::xpath::Nothing);
    assert_eq!(code(&outcome), "unavailable");
    let outcome = crate::xpath::evaluate_text("date('2026-07-01T10:00')", None, None, &crate::xpath::Nothing);
    assert_eq!(outcome, text("2026-07-01T10:00:00.000+00:00"));
}
