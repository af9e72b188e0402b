// SPDX-License-Identifier: EUPL-1.2
//! Dates and ages in words, as the reader's language writes them.

use kernel::{Date, Instant, Lang, PartialDate};

use crate::http::Cx;

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const DAYS_NL: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn month_name(lang: Lang, month: i8) -> &'static str {
    let names = match lang {
        Lang::Fr => &MONTHS_FR,
        Lang::Nl => &MONTHS_NL,
        Lang::En => &MONTHS_EN,
    };
    names.get(usize::from(month.unsigned_abs()).wrapping_sub(1)).copied().unwrap_or("")
}

/// `15 septembre 2026` (`1er` in French).
pub fn date(cx: &Cx, date: Date) -> String {
    let first = if date.day() == 1 && cx.lang == Lang::Fr { "er" } else { "" };
    format!("{}{first}\u{a0}{} {}", date.day(), month_name(cx.lang, date.month()), date.year())
}

/// `mardi 15 septembre 2026`.
pub fn day(cx: &Cx, of: Date) -> String {
    let names = match cx.lang {
        Lang::Fr => &DAYS_FR,
        Lang::Nl => &DAYS_NL,
        Lang::En => &DAYS_EN,
    };
    format!("{} {}", names.get(usize::from(of.weekday() - 1)).copied().unwrap_or(""), date(cx, of))
}

/// `septembre 2026`.
pub fn month(cx: &Cx, of: Date) -> String {
    format!("{} {}", month_name(cx.lang, of.month()), of.year())
}

/// A date of which only a part may be known: `vers 2009`, `mars 2025`, `15 septembre 2026`.
pub fn partial_date(cx: &Cx, of: PartialDate) -> String {
    let text = match (of.full(), of.month()) {
        (Some(full), _) => date(cx, full),
        (None, Some(m)) => format!("{} {}", month_name(cx.lang, m), of.year()),
        _ => of.year().to_string(),
    };
    if of.is_estimated() { super::words(cx).when_about(text) } else { text }
}

/// `14:02` in the territory's zone, as French writes it (`14 h 02`).
pub fn time(cx: &Cx, at: Instant) -> String {
    let (hour, minute) = at.local_time(&cx.zone);
    match cx.lang {
        Lang::Fr => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        Lang::Nl => format!("{hour}.{minute:02}\u{a0}uur"),
        Lang::En => format!("{hour}:{minute:02}"),
    }
}

/// Day and time.
pub fn date_time(cx: &Cx, at: Instant) -> String {
    super::words(cx).when_at(date(cx, at.local_date(&cx.zone)), time(cx, at))
}

/// An age on a day: in days under a month, in months under two years, in years after; a range when the birth is partial.
pub fn age(cx: &Cx, birth: PartialDate, on: Date) -> String {
    let w = super::words(cx);
    if let Some(born) = birth.full().filter(|_| !birth.is_estimated()) {
        let days = on.days_since(born);
        if days < 0 {
            return w.age_unborn().to_owned();
        }
        let years = on.years_since(born);
        if days < 31 {
            return w.age_days(days.into());
        }
        if years < 2 {
            let months = i64::from(years) * 12
                + (1..=12).take_while(|m| born.plus_months(i32::from(years) * 12 + m) <= on).count() as i64;
            return w.age_months(months);
        }
        return w.age_years(years.into());
    }
    let (least, most) = birth.age_on(on);
    let least = least.max(0);
    if least == most { w.age_about(least.into()) } else { w.age_between(least, most.into()) }
}
