// SPDX-License-Identifier: EUPL-1.2
//! Terms, as a practitioner would check them with a calendar in hand: one line a case, the article beside it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests speak by failing")]

use kernel::{Date, Instant};
use proptest::prelude::*;
use rulebook::{
    Certainty, Circumstances, Due, Moment, Pack, ReceivedAs, ReporterGroup, Rulebook, State, Tally,
    easter_sunday, term,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn book() -> Rulebook {
    Rulebook::shipped().unwrap()
}

const ANY: Circumstances<'static> =
    Circumstances { child_age_years: None, reporter: None, received: None, measure: None };
const fn aged(years: u8) -> Circumstances<'static> {
    Circumstances { child_age_years: Some(years), ..ANY }
}
const fn by(reporter: ReporterGroup) -> Circumstances<'static> {
    Circumstances { reporter: Some(reporter), ..ANY }
}
const fn of(measure: &'static str) -> Circumstances<'static> {
    Circumstances { measure: Some(measure), ..ANY }
}
const PRO: Circumstances<'static> = by(ReporterGroup::Professional);
const OTHER: Circumstances<'static> = by(ReporterGroup::Other);
const ORAL: Circumstances<'static> =
    Circumstances { received: Some(ReceivedAs::Oral), reporter: Some(ReporterGroup::Professional), ..ANY };

fn due(pack: &Pack, id: &str, start: &str, circumstances: Circumstances<'_>) -> Due {
    let start = day(start);
    let term = pack
        .term(id, start, &circumstances)
        .unwrap_or_else(|| panic!("{}: no term {id} on {start}", pack.code));
    term.due(start, &pack.calendar)
}

#[test]
fn france() {
    let cases = [
        // ── Concern reports ────────────────────────────────────────────────────────────────────────────
        (term::EVALUATION, "2026-02-03", aged(5), "2026-05-03"), // CASF D226-2-4 II: three months from reception
        (term::EVALUATION, "2026-02-03", aged(0), "2026-03-03"), // local: one month under two (Léonie, 8 months)
        (term::EVALUATION, "2026-02-03", aged(1), "2026-03-03"), // still under two
        (term::EVALUATION, "2026-02-03", aged(2), "2026-05-03"), // two: the ordinary term
        (term::EVALUATION, "2026-02-03", ANY, "2026-05-03"),     // age unknown: the ordinary term
        (term::EVALUATION, "2026-04-07", aged(8), "2026-07-07"), // report of a school
        (term::EVALUATION, "2025-11-30", aged(5), "2026-02-28"), // end of a shorter month
        (term::EVALUATION, "2023-11-30", aged(5), "2024-02-29"), // leap year
        (term::DECISION, "2026-04-20", ANY, "2026-05-05"), // local: ten working days, the first of May is a holiday
        (term::FEEDBACK, "2026-02-03", PRO, "2026-05-03"), // L226-5 al. 1: three months from transmission
        (term::FEEDBACK_ON_REQUEST, "2026-05-20", OTHER, "2026-08-20"), // L226-5 al. 2, D226-2-8: from the request
        ("address_request", "2026-05-06", ANY, "2026-05-16"),           // L226-3-2: ten days
        // ── Plan and reports ───────────────────────────────────────────────────────────────────────────
        (term::PLAN, "2026-05-11", ANY, "2026-08-11"), // L223-1-1, D223-12: three months from the measure
        (term::PLAN, "2026-03-27", ANY, "2026-06-27"),
        ("situation_report", "2026-05-11", aged(0), "2026-11-11"), // L223-5 since 2022: six months under three
        ("situation_report", "2026-05-11", aged(2), "2026-11-11"),
        ("situation_report", "2026-05-11", aged(3), "2027-05-11"), // a year from three on
        ("situation_report", "2021-05-11", aged(2), "2022-05-11"), // before 2022 the threshold was two
        ("situation_report", "2021-05-11", aged(1), "2021-11-11"),
        ("report_to_judge", "2026-05-11", aged(2), "2027-05-11"), // C. civ. 375: the threshold there is two
        ("report_to_judge", "2026-05-11", aged(1), "2026-11-11"),
        // ── Lengths of measures: last day in force ─────────────────────────────────────────────────────
        ("measure_length", "2026-05-11", of("aed"), "2027-05-10"), // L223-5: one year
        ("measure_length", "2025-06-16", of("aemo"), "2027-06-15"), // C. civ. 375: two years
        ("measure_length", "2025-12-15", of("aemo_reinforced"), "2026-12-14"), // C. civ. 375-2: one year
        ("measure_length", "2026-03-27", of("mjie"), "2026-09-27"), // six months
        ("investigation_report", "2026-09-27", ANY, "2026-09-12"), // fifteen days before the end
        // ── Emergency and court ────────────────────────────────────────────────────────────────────────
        ("judge_seizure", "2026-03-10", ANY, "2026-03-18"), // C. civ. 375-5: eight days after the prosecutor's order
        ("judge_ruling", "2026-03-13", ANY, "2026-03-28"),  // CPC 1184 al. 3: fifteen days from the seizure
        ("parties_convened", "2026-03-13", ANY, "2026-03-28"), // CPC 1184 al. 2: fifteen days from the decision
        ("merits", "2026-03-27", ANY, "2026-09-27"), // CPC 1185: six months from the judge's decision
        ("appeal", "2026-03-13", ANY, "2026-03-30"), // CPC 1191, 642: 28 March is a Saturday, moved to Monday
        ("appeal", "2026-03-22", ANY, "2026-04-07"), // 6 April is Easter Monday, moved to Tuesday
        ("emergency_shelter", "2026-03-10", ANY, "2026-03-15"), // L223-2: five days
        ("emergency_shelter", "2026-03-10", of("runaway"), "2026-03-13"), // L223-2: seventy-two hours
        ("deemed_agreement", "2026-03-02", ANY, "2026-03-30"), // L223-2: four weeks of silence
        ("deemed_agreement_without_receipt", "2026-03-02", ANY, "2026-04-13"), // six weeks
        ("placement_change_notice", "2026-09-07", ANY, "2026-08-07"), // L223-3: a month before
        ("siblings_notice", "2026-03-30", ANY, "2026-04-01"), // L223-3: forty-eight hours
        // ── Persons' rights ────────────────────────────────────────────────────────────────────────────
        ("access_request", "2026-06-14", ANY, "2026-07-15"), // GDPR 12(3), Reg. 1182/71: 14 July is a holiday
    ];
    let book = book();
    let pack = book.pack("fr").unwrap();
    for (id, start, circumstances, expected) in cases {
        assert_eq!(
            due(pack, id, start, circumstances).on,
            day(expected),
            "{id} from {start}, {circumstances:?}"
        );
    }
}

#[test]
fn federation_wallonie_bruxelles() {
    let cases = [
        (term::ACKNOWLEDGEMENT, "2026-09-11", ANY, "2026-09-13"), // local: 48 hours, Sunday included
        (term::TRIAGE, "2026-09-11", ANY, "2026-09-14"),          // local: Friday → Monday
        (term::TRIAGE, "2026-09-12", ANY, "2026-09-14"),          // Saturday → Monday
        (term::TRIAGE, "2026-07-20", ANY, "2026-07-22"),          // 21 July is the National Day
        (term::TRIAGE, "2026-12-24", ANY, "2026-12-28"),          // Christmas, a Friday, then the weekend
        (term::ORAL_CONFIRMATION, "2026-03-31", ORAL, "2026-04-08"), // five working days over Easter Monday
        (term::EVALUATION, "2026-03-23", aged(8), "2026-05-23"),  // local: no statutory term found
        (term::EVALUATION, "2026-01-12", aged(0), "2026-02-12"),  // local: shorter for an unborn child
        (term::REOPENING_WINDOW, "2025-11-17", ANY, "2026-11-17"), // local: twelve months
        (term::DECISION, "2026-04-20", ANY, "2026-05-05"), // local: ten working days, the first of May is a holiday
        (term::TRANSFER_ANSWER, "2026-05-18", ANY, "2026-06-02"), // local: ten working days, Whit Monday 25 May
        (term::ON_HOLD, "2026-07-01", ANY, "2026-08-30"),         // local: sixty days
        (term::EMERGENCY_ACCESS_REVIEW, "2026-05-13", ANY, "2026-05-18"), // Ascension 14 May, then the weekend
        ("aid_agreement_length", "2025-11-14", ANY, "2026-11-13"), // Code 2018: one year, last day in force
        ("measure_length", "2025-12-23", of("imposed"), "2026-12-22"), // Code 2018, art. 51: one year
        ("emergency_placement", "2026-03-03", ANY, "2026-04-02"), // Code 2018, art. 37 and 52: thirty days, uncertain
        ("access_request", "2026-06-08", ANY, "2026-07-08"),      // GDPR 12(3)
    ];
    let book = book();
    let pack = book.pack("be-fwb").unwrap();
    for (id, start, circumstances, expected) in cases {
        assert_eq!(
            due(pack, id, start, circumstances).on,
            day(expected),
            "{id} from {start}, {circumstances:?}"
        );
    }
    let uncertain = pack.term("emergency_placement", day("2026-03-03"), &ANY).unwrap();
    assert_eq!(uncertain.footing.certainty, Certainty::Uncertain);
}

#[test]
fn a_term_applies_only_where_and_when_it_is_law() {
    let book = book();
    let fr = book.pack("fr").unwrap();
    // A neighbour is owed nothing without asking; a professional needs not ask.
    assert!(fr.term(term::FEEDBACK, day("2026-02-03"), &OTHER).is_none());
    assert!(fr.term(term::FEEDBACK_ON_REQUEST, day("2026-02-03"), &PRO).is_none());
    // Before the law there was no term.
    assert!(fr.term(term::EVALUATION, day("2016-11-03"), &ANY).is_none());
    assert!(fr.term(term::EVALUATION, day("2016-11-04"), &ANY).is_some());
    assert!(fr.term(term::FEEDBACK_ON_REQUEST, day("2022-12-30"), &OTHER).is_none());
    assert!(fr.term("measure_length", day("2026-02-03"), &ANY).is_none());
    assert!(fr.term("no_such_term", day("2026-02-03"), &ANY).is_none());
    // Every term can be said: its facts have words.
    for pack in book.packs() {
        for t in pack.terms() {
            assert!(pack.fact(&t.starts_with).is_some() && pack.fact(&t.ends_with).is_some(), "{}", t.place);
        }
    }
}

#[test]
fn a_last_day_on_a_sunday_is_kept_and_said_to_be_unsettled_where_the_law_is_not_clear() {
    let book = book();
    let fr = book.pack("fr").unwrap();
    // 3 May 2026 is a Sunday; the decree names no day rule: nobody is told they have one day more.
    let evaluation = due(fr, term::EVALUATION, "2026-02-03", ANY);
    assert!(evaluation.unsettled);
    assert_eq!(evaluation.moved_from, None);
    // CPC 642 is clear: moved, and the day it moved from is kept.
    let appeal = due(fr, "appeal", "2026-03-13", ANY);
    assert_eq!((appeal.unsettled, appeal.moved_from), (false, Some(day("2026-03-28"))));
    // On a working day nothing is unsettled.
    assert!(!due(fr, term::EVALUATION, "2026-02-04", ANY).unsettled);
}

#[test]
fn where_a_term_stands() {
    let book = book();
    let fr = book.pack("fr").unwrap();
    let evaluation = due(fr, term::EVALUATION, "2026-02-03", ANY); // due 2026-05-03, shown 21 days before
    let cases = [
        ("2026-02-03", None, State::OnTime { days: 89 }),
        ("2026-04-11", None, State::OnTime { days: 22 }),
        ("2026-04-12", None, State::DueSoon { days: 21 }),
        ("2026-05-02", None, State::DueSoon { days: 1 }),
        ("2026-05-03", None, State::DueToday),
        ("2026-05-04", None, State::Overdue { days: 1 }),
        ("2026-09-15", None, State::Overdue { days: 135 }),
        ("2026-09-15", Some("2026-04-21"), State::DoneInTime),
        ("2026-09-15", Some("2026-05-03"), State::DoneInTime),
        ("2026-09-15", Some("2026-05-04"), State::DoneLate { days: 1 }),
    ];
    for (today, done, expected) in cases {
        let done = done.map(|d| Moment::day(day(d)));
        assert_eq!(evaluation.state(day(today), done), expected, "{today} {done:?}");
    }
    // The plan of C06: due 11 August, adopted 27 August.
    let plan = due(fr, term::PLAN, "2026-05-11", ANY);
    let adopted = Moment::day(day("2026-08-27"));
    assert_eq!(plan.state(day("2026-09-15"), Some(adopted)), State::DoneLate { days: 16 });
}

#[test]
fn hours_run_from_the_instant_night_sunday_and_clock_change_included() {
    let book = book();
    let be = book.pack("be-fwb").unwrap();
    let at = |text: &str| Moment::instant(Instant::parse_rfc3339(text).unwrap(), &be.calendar);
    let ack = be.term(term::ACKNOWLEDGEMENT, day("2026-09-11"), &ANY).unwrap();
    let due = ack.due(at("2026-09-11T22:30:00Z"), &be.calendar); // 00:30 on the 12th in Brussels
    assert_eq!((due.on, due.at), (day("2026-09-14"), Instant::parse_rfc3339("2026-09-13T22:30:00Z")));
    assert_eq!(due.state(at("2026-09-13T22:29:59Z"), None), State::DueToday);
    assert_eq!(due.state(at("2026-09-13T22:30:01Z"), None), State::Overdue { days: 0 });
    assert_eq!(due.state(at("2026-09-15T10:00:00Z"), None), State::Overdue { days: 1 });
    assert_eq!(
        due.state(at("2026-09-15T10:00:00Z"), Some(at("2026-09-13T22:31:00Z"))),
        State::DoneLate { days: 0 }
    );
    // A day without an hour is judged by the day.
    assert_eq!(due.state(day("2026-09-14"), None), State::DueToday);
    // Summer time ends on 25 October 2026: 48 hours are 48 hours, one hour earlier on the wall.
    let autumn = ack.due(at("2026-10-23T22:30:00Z"), &be.calendar);
    assert_eq!(autumn.on, day("2026-10-25"));
}

#[test]
fn open_overdue_terms_count_as_failures() {
    use State::{DoneInTime, DoneLate, DueSoon, DueToday, OnTime, Overdue};
    let tally: Tally = [
        DoneInTime,
        DoneInTime,
        DoneLate { days: 3 },
        Overdue { days: 40 },
        DueToday,
        DueSoon { days: 2 },
        OnTime { days: 30 },
    ]
    .into_iter()
    .collect();
    assert_eq!((tally.failed(), tally.judged(), tally.running), (2, 4, 3));
    assert_eq!(tally.kept_per_thousand(), Some(500)); // on finished files alone it would be 666
    assert_eq!(Tally::default().kept_per_thousand(), None);
}

#[test]
fn easter_and_the_holidays_that_hang_on_it() {
    // Published dates of Easter Sunday, early and late ones among them.
    for (year, expected) in [
        (1886, "1886-04-25"),
        (1943, "1943-04-25"),
        (1961, "1961-04-02"),
        (2000, "2000-04-23"),
        (2008, "2008-03-23"),
        (2011, "2011-04-24"),
        (2024, "2024-03-31"),
        (2025, "2025-04-20"),
        (2026, "2026-04-05"),
        (2027, "2027-03-28"),
        (2038, "2038-04-25"),
    ] {
        assert_eq!(easter_sunday(year), day(expected));
    }
    let book = book();
    let holidays = |code: &str, year: i16| {
        let calendar = &book.pack(code).unwrap().calendar;
        let mut days: Vec<String> =
            calendar.holidays.iter().filter_map(|h| h.in_year(year)).map(|d| d.to_string()).collect();
        days.sort();
        days.join(" ")
    };
    assert_eq!(
        holidays("be-fwb", 2026),
        "2026-01-01 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-07-21 2026-08-15 2026-11-01 2026-11-11 2026-12-25"
    );
    assert_eq!(
        holidays("fr", 2026),
        "2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 2026-08-15 2026-11-01 2026-11-11 2026-12-25"
    );
    assert!(!holidays("fr", 1981).contains("1981-05-08"));
}

fn some_day() -> impl Strategy<Value = Date> {
    (-20_000i32..60_000).prop_map(Date)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn working_days_move_forward_and_land_on_working_days(start in some_day(), n in 1u16..60) {
        let book = SHARED.with(Clone::clone);
        for pack in book.packs() {
            let calendar = &pack.calendar;
            let end = calendar.plus_working_days(start, n);
            prop_assert!(calendar.is_working_day(end));
            prop_assert!(end.days_since(start) >= i32::from(n));
            prop_assert!(calendar.plus_working_days(start, n + 1) > end);
            prop_assert!(calendar.plus_working_days(start.plus_days(1), n) >= end);
            prop_assert_eq!(calendar.working_days_between(start, end), u32::from(n));
            // Back again, from a working day.
            let from = calendar.working_day_from(start);
            prop_assert_eq!(calendar.minus_working_days(calendar.plus_working_days(from, n), n), from);
        }
    }

    #[test]
    fn a_later_start_never_falls_earlier(start in 0i32..8_000, gap in 0i32..400, age in 0u8..18) {
        // From 2023 on, when every term of both packs is in force.
        let start = Date::from_ymd(2023, 1, 1).unwrap().plus_days(start);
        let later = start.plus_days(gap);
        let book = SHARED.with(Clone::clone);
        for pack in book.packs() {
            for t in pack.terms() {
                let (first, second) = (t.due(start, &pack.calendar), t.due(later, &pack.calendar));
                prop_assert!(first.on <= second.on, "{}", t.place);
                prop_assert!(first.remind_from <= first.on);
                prop_assert!(first.moved_from.is_none_or(|strict| strict < first.on));
            }
            // A younger child never waits longer.
            let on = |age| {
                let circumstances = aged(age);
                pack.term(term::EVALUATION, start, &circumstances).map(|t| t.due(start, &pack.calendar).on)
            };
            prop_assert!(on(age) <= on(age + 1));
        }
    }

    #[test]
    fn a_state_follows_the_calendar(offset in -400i32..400, done in proptest::option::of(-400i32..400)) {
        let book = SHARED.with(Clone::clone);
        let pack = book.pack("fr").unwrap();
        let due = due(pack, term::EVALUATION, "2026-02-03", ANY);
        let state = due.state(due.on.plus_days(offset), done.map(|d| Moment::day(due.on.plus_days(d))));
        let kept = matches!(state, State::DoneInTime);
        let failed = matches!(state, State::DoneLate { .. } | State::Overdue { .. });
        match done {
            Some(d) => prop_assert_eq!((kept, failed), (d <= 0, d > 0)),
            None => prop_assert_eq!((kept, failed), (false, offset > 0)),
        }
    }

    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april(year in 1850i16..2200) {
        let easter = easter_sunday(year);
        prop_assert_eq!(easter.weekday(), 7);
        prop_assert!((3, 22) <= (easter.month(), easter.day()) && (easter.month(), easter.day()) <= (4, 25));
    }
}

thread_local! {
    static SHARED: std::rc::Rc<Rulebook> = std::rc::Rc::new(book());
}
