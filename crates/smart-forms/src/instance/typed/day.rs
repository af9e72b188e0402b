// SPDX-License-Identifier: EUPL-1.2
//! Days and times as people write them: the day before the month, names of months in three languages.

use jiff::civil::{Date, Time};

use super::Unreadable;

const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "jan", "januari", "january"],
    &["février", "fevrier", "févr", "fevr", "fév", "fev", "februari", "feb", "february"],
    &["mars", "maart", "mrt", "march", "mar"],
    &["avril", "avr", "april", "apr"],
    &["mai", "mei", "may"],
    &["juin", "juni", "june", "jun"],
    &["juillet", "juil", "juli", "july", "jul"],
    &["août", "aout", "augustus", "august", "aug"],
    &["septembre", "sept", "sep", "september"],
    &["octobre", "oct", "oktober", "okt", "october"],
    &["novembre", "nov", "november"],
    &["décembre", "decembre", "déc", "dec", "december"],
];

const DAYS: [&str; 21] = [
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Seasons, as they are kept, in three languages.
const SEASONS: [&str; 14] = [
    "printemps",
    "été",
    "automne",
    "hiver",
    "lente",
    "zomer",
    "herfst",
    "winter",
    "najaar",
    "voorjaar",
    "spring",
    "summer",
    "autumn",
    "fall",
];

fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    i8::try_from(at + 1).ok()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

fn made(year: &str, month: i8, day: &str) -> Result<String, Unreadable> {
    match year.len() {
        4 => {}
        2 => return Err(Unreadable::Century),
        _ => return Err(Unreadable::Date),
    }
    let year: i16 = year.parse().map_err(|_| Unreadable::Date)?;
    let day: i8 = day.parse().map_err(|_| Unreadable::NoSuchDay)?;
    let date = Date::new(year, month, day).map_err(|_| Unreadable::NoSuchDay)?;
    Ok(date.to_string())
}

pub(super) fn date(text: &str) -> Result<String, Unreadable> {
    // A moment is read for its day.
    let text = match text.split_once('T') {
        Some((day, rest)) if rest.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => text,
    };
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ','))
        .filter(|word| !word.is_empty())
        .filter(|word| !DAYS.contains(&word.to_lowercase().as_str()))
        .filter(|word| !matches!(word.to_lowercase().as_str(), "le" | "de" | "of" | "the"))
        .collect();
    let numbers = |text: &str| is_digits(text);
    match words.as_slice() {
        [year, m, day] if year.len() == 4 && numbers(year) && numbers(m) && numbers(day) => {
            made(year, m.parse().map_err(|_| Unreadable::NoSuchDay)?, day)
        }
        [day, m, year] if numbers(day) && numbers(m) && numbers(year) && day.len() <= 2 && m.len() <= 2 => {
            made(year, m.parse().map_err(|_| Unreadable::NoSuchDay)?, day)
        }
        [a, b, year] if numbers(year) && (month(a).is_some() || month(b).is_some()) => {
            // « 30 novembre », « 1er mai », « November 30th ».
            let (name, day) = if month(b).is_some() { (b, a) } else { (a, b) };
            let day = day.trim_end_matches(|c: char| c.is_alphabetic());
            match month(name) {
                Some(m) if is_digits(day) => made(year, m, day),
                _ => Err(Unreadable::Date),
            }
        }
        [year] if numbers(year) && year.len() == 4 => Err(Unreadable::PartOfADate),
        [a, b] if month(a).is_some() || month(b).is_some() || (numbers(a) && numbers(b)) => {
            Err(Unreadable::PartOfADate)
        }
        _ => Err(Unreadable::Date),
    }
}

/// A day, or what is known of one: `2019`, `06/2019`, `juin 2019`, `été 2019`.
pub(super) fn partial(text: &str) -> Result<String, Unreadable> {
    let read = date(text);
    if read != Err(Unreadable::PartOfADate) && read != Err(Unreadable::Date) {
        return read;
    }
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ','))
        .map(str::to_lowercase)
        .filter(|word| !matches!(word.as_str(), "" | "en" | "in" | "de" | "of" | "the"))
        .collect();
    let is_year = |word: &str| word.len() == 4 && is_digits(word);
    let numbered = |word: &str| word.parse::<i8>().ok().filter(|m| is_digits(word) && (1..=12).contains(m));
    let (first, second) = match words.as_slice() {
        [year] if is_year(year) => return Ok(year.clone()),
        [first, second] if is_year(second) => (first, second),
        [year, first] if is_year(year) => (first, year),
        _ => return Err(Unreadable::VagueDate),
    };
    if let Some(season) =
        SEASONS.iter().find(|season| **season == first.as_str() || (**season == "été" && first == "ete"))
    {
        return Ok(format!("{season} {second}"));
    }
    match month(first).or_else(|| numbered(first)) {
        Some(month) => Ok(format!("{second}-{month:02}")),
        None => Err(Unreadable::VagueDate),
    }
}

/// `14:30`, `14h30`, `14 h`, `2:30 pm`, `14:30:00.000+01:00`; a zone and parts of a second stay as they are.
pub(super) fn time(text: &str) -> Result<String, Unreadable> {
    let lower = text.to_lowercase();
    let (body, afternoon) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(body), _) => (body.trim().to_owned(), Some(true)),
        (_, Some(body)) => (body.trim().to_owned(), Some(false)),
        _ => (lower, None),
    };
    let zone_at = body.find(['+', 'z']).or_else(|| body.rfind('-')).unwrap_or(body.len());
    let (clock, zone) = body.split_at(zone_at);
    let clock = clock.trim().trim_end_matches("min").trim();
    let clock = clock.replace('h', ":").replace(' ', "");
    let (clock, fraction) = match clock.split_once('.') {
        Some((clock, fraction)) if clock.matches(':').count() == 2 => {
            (clock.to_owned(), Some(fraction.to_owned()))
        }
        Some(_) => return Err(Unreadable::Time),
        None => (clock, None),
    };
    let mut parts = clock.split(':');
    let mut next = |needed: bool| match parts.next() {
        Some("") | None if !needed => Ok(0_i8),
        Some(part) if is_digits(part) && part.len() <= 2 => part.parse::<i8>().map_err(|_| Unreadable::Time),
        _ => Err(Unreadable::Time),
    };
    if !clock.contains(':') && afternoon.is_none() {
        return Err(Unreadable::Time);
    }
    let (mut hour, minute, second) = (next(true)?, next(false)?, next(false)?);
    if parts.next().is_some() {
        return Err(Unreadable::Time);
    }
    match afternoon {
        Some(_) if !(1..=12).contains(&hour) => return Err(Unreadable::Time),
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    Time::new(hour, minute, second, 0).map_err(|_| Unreadable::Time)?;
    if fraction.as_deref().is_some_and(|f| !is_digits(f) || f.len() > 9) || !is_zone(zone) {
        return Err(Unreadable::Time);
    }
    let fraction = fraction.map_or(String::new(), |f| format!(".{f}"));
    Ok(format!("{hour:02}:{minute:02}:{second:02}{fraction}{}", zone.to_uppercase()))
}

fn is_zone(zone: &str) -> bool {
    match zone.strip_prefix(['+', '-']) {
        Some(offset) => {
            let digits = offset.replace(':', "");
            is_digits(&digits) && matches!(digits.len(), 2 | 4)
        }
        None => zone.is_empty() || zone == "z",
    }
}

pub(super) fn moment(text: &str) -> Result<String, Unreadable> {
    let iso = text.split_once('T').filter(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()));
    if let Some((day, clock)) = iso {
        return Ok(format!("{}T{}", date(day)?, time(clock)?));
    }
    // The time is what stands last; « à » and « om » may stand between.
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !matches!(word.to_lowercase().as_str(), "à" | "a" | "om" | "at"))
        .collect();
    let mut fault = Unreadable::Moment;
    for split in (1..words.len()).rev() {
        let (Some(day), Some(clock)) = (words.get(..split), words.get(split..)) else { continue };
        match (date(&day.join(" ")), time(&clock.join(" "))) {
            (Ok(day), Ok(clock)) => return Ok(format!("{day}T{clock}")),
            (Err(found @ (Unreadable::NoSuchDay | Unreadable::Century)), Ok(_)) => fault = found,
            _ => {}
        }
    }
    Err(fault)
}
