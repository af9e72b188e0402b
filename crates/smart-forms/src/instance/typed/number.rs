// SPDX-License-Identifier: EUPL-1.2
//! Numbers as people write them: `1 234,5`, `-12`, `+3`.

use super::Unreadable;

/// Up to here, every whole number is reckoned with exactly.
const LARGEST: u64 = 9_007_199_254_740_991;

/// The sign and the digits, without blanks between them and without apostrophes.
fn bare(text: &str) -> Option<(bool, String)> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{202f}' | '\'' | '’'))
        .map(|c| if c == '\u{2212}' { '-' } else { c })
        .collect();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let fits = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        && digits.chars().any(|c| c.is_ascii_digit());
    fits.then(|| (negative, digits.to_owned()))
}

/// Whether the signs between digits set thousands apart: more than one of a kind, three digits after each.
fn thousands(digits: &str, sign: char) -> bool {
    let mut groups = digits.split(sign);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    (1..=3).contains(&first.len()) && rest.len() > 1 && rest.iter().all(|group| group.len() == 3)
}

/// Units and decimals.
fn parts(digits: &str) -> Result<(String, String), Unreadable> {
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let split = |sign: char| {
        let (units, decimals) = digits.rsplit_once(sign).unwrap_or((digits, ""));
        (units.replace(['.', ','], ""), decimals.to_owned())
    };
    match (points, commas) {
        (0, 0) => Ok((digits.to_owned(), String::new())),
        (1, 0) => Ok(split('.')),
        (0, 1) => Ok(split(',')),
        (_, 0) if thousands(digits, '.') => Ok((digits.replace('.', ""), String::new())),
        (0, _) if thousands(digits, ',') => Ok((digits.replace(',', ""), String::new())),
        // The last sign is that of the decimals, the other one sets thousands apart.
        (_, 1) if digits.rfind(',') > digits.rfind('.') => Ok(split(',')),
        (1, _) if digits.rfind('.') > digits.rfind(',') => Ok(split('.')),
        _ => Err(Unreadable::Number),
    }
}

pub(super) fn integer(text: &str) -> Result<String, Unreadable> {
    let (negative, digits) = bare(text).ok_or(Unreadable::Number)?;
    let (units, decimals) = parts(&digits)?;
    if decimals.len() == 3 && !units.is_empty() && units.len() <= 3 && units != "0" {
        return Err(Unreadable::Ambiguous);
    }
    if decimals.chars().any(|c| c != '0') {
        return Err(Unreadable::Whole);
    }
    let units = units.trim_start_matches('0');
    if units.is_empty() {
        return Ok("0".to_owned());
    }
    match units.parse::<u64>() {
        Ok(number) if number <= LARGEST => Ok(format!("{}{units}", if negative { "-" } else { "" })),
        _ => Err(Unreadable::TooLarge),
    }
}

pub(super) fn decimal(text: &str) -> Result<String, Unreadable> {
    let (negative, digits) = bare(text).ok_or(Unreadable::Number)?;
    let (units, decimals) = parts(&digits)?;
    let number: f64 = format!("{}0{units}.{decimals}0", if negative { "-" } else { "" })
        .parse()
        .map_err(|_| Unreadable::Number)?;
    if !number.is_finite() || number.abs() >= 1e21 {
        return Err(Unreadable::TooLarge);
    }
    Ok(number_to_text(number))
}

/// Whether a number stands on a scale: between its ends, on one of its steps.
pub(in crate::instance) fn on_scale(
    value: &str,
    start: Option<f64>,
    end: Option<f64>,
    step: Option<f64>,
) -> bool {
    let Ok(number) = value.parse::<f64>() else { return false };
    let (low, high) = match (start, end) {
        (Some(a), Some(b)) => (a.min(b), a.max(b)),
        _ => return true,
    };
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    if !(number >= low || near(number, low)) || !(number <= high || near(number, high)) {
        return false;
    }
    match step.map(f64::abs).filter(|step| *step > 0.0) {
        Some(step) => {
            let steps = (number - start.unwrap_or(low)) / step;
            near(steps, steps.round())
        }
        None => true,
    }
}

/// A number as a text, without an exponent; the empty text for what is none.
pub(in crate::instance) fn number_to_text(number: f64) -> String {
    if number.is_nan() {
        String::new()
    } else if number == 0.0 {
        "0".to_owned()
    } else {
        format!("{number}")
    }
}
