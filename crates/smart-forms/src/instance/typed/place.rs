// SPDX-License-Identifier: EUPL-1.2
//! Places: latitude and longitude, perhaps with a height and how exact they are.

use super::Unreadable;
use super::number::number_to_text;

pub(super) fn point(text: &str) -> Result<String, Unreadable> {
    // Blanks set numbers apart, and then a comma may be a decimal sign; without blanks, commas set them apart.
    let words: Vec<String> = match text.split_whitespace().count() {
        1 => text.split(',').map(str::to_owned).collect(),
        _ => text
            .split_whitespace()
            .map(|word| word.trim_end_matches(',').replace(',', "."))
            .filter(|word| !word.is_empty())
            .collect(),
    };
    if !(2..=4).contains(&words.len()) {
        return Err(Unreadable::Place);
    }
    let mut numbers = [0.0_f64; 4];
    for (at, word) in words.iter().enumerate() {
        let plain = word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
        let number = word.trim().parse::<f64>().ok().filter(|number| plain && number.is_finite());
        numbers[at] = number.ok_or(Unreadable::Place)?;
    }
    if numbers[0].abs() > 90.0 || numbers[1].abs() > 180.0 {
        return Err(Unreadable::OffEarth);
    }
    let kept: Vec<String> = numbers.iter().map(|number| number_to_text(*number)).collect();
    Ok(kept.join(" "))
}

fn points(text: &str) -> Result<Vec<String>, Unreadable> {
    text.split(';').map(str::trim).filter(|text| !text.is_empty()).map(point).collect()
}

pub(super) fn line(text: &str) -> Result<String, Unreadable> {
    let points = points(text)?;
    if points.len() < 2 {
        return Err(Unreadable::FewPlaces);
    }
    Ok(points.join("; "))
}

/// An area ends where it begins.
pub(super) fn area(text: &str) -> Result<String, Unreadable> {
    let mut points = points(text)?;
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    if points.len() < 3 {
        return Err(Unreadable::FewPlaces);
    }
    points.extend(points.first().cloned());
    Ok(points.join("; "))
}
