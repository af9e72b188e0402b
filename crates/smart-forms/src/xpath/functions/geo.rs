// SPDX-License-Identifier: EUPL-1.2
//! Functions about places: a point is a latitude and a longitude in degrees, a line points between semicolons.

use super::{Done, Function, Given};
use crate::xpath::eval::Run;
use crate::xpath::value::round;
use crate::xpath::{EvalFault, Tree, Value};

/// The radius of the earth at the equator, in metres, that all programs for these forms reckon with.
const RADIUS: f64 = 6_378_100.0;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    latitude: f64,
    longitude: f64,
}

pub(super) fn call<T: Tree>(
    run: &mut Run<'_, T>,
    function: Function,
    given: &Given<'_, T::Node>,
) -> Done<Value<T::Node>> {
    match function {
        Function::Area => {
            let line = line(&given.texts(run, 0)?);
            Ok(Value::Number(line.map_or(0.0, |line| area(&line))))
        }
        Function::Distance => {
            let line = line(&given.texts(run, 0)?).ok_or(EvalFault::Argument("distance"))?;
            let pairs = line.iter().zip(line.iter().skip(1));
            Ok(Value::Number(cents(pairs.map(|(from, to)| distance(*from, *to)).sum())))
        }
        Function::Geofence => {
            let (place, fence) = (given.text(run, 0)?, given.text(run, 1)?);
            let inside = match (point(&place), line(&[fence])) {
                (Some(place), Some(fence)) => is_inside(place, &fence),
                _ => false,
            };
            Ok(Value::Boolean(inside))
        }
        _ => {
            let line = line(&given.texts(run, 0)?).unwrap_or_default();
            run.work(line.len().saturating_mul(line.len()))?;
            Ok(Value::Boolean(crosses_itself(&line)))
        }
    }
}

fn point(text: &str) -> Option<Point> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [latitude, longitude, ..] = parts.as_slice() else { return None };
    if parts.len() > 4 {
        return None;
    }
    let (latitude, longitude) = (latitude.parse::<f64>().ok()?, longitude.parse::<f64>().ok()?);
    let fits = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    fits.then_some(Point { latitude, longitude })
}

/// Two points or more: each a text, or all of them in one.
fn line(texts: &[String]) -> Option<Vec<Point>> {
    let points: Option<Vec<Point>> = match texts {
        [one] => one.trim().trim_end_matches([';', ' ']).split(';').map(point).collect(),
        several => several.iter().map(|text| point(text)).collect(),
    };
    points.filter(|points| points.len() >= 2)
}

/// To the centimetre, never negative.
fn cents(number: f64) -> f64 {
    round(number, 2.0).abs()
}

fn area(line: &[Point]) -> f64 {
    if line.len() < 3 {
        return 0.0;
    }
    let mut total = 0.0;
    // Back to the first point at the end; where the line ends there already, that adds nothing.
    for (from, to) in line.iter().zip(line.iter().skip(1).chain(line.first())) {
        let width = (to.longitude - from.longitude).to_radians();
        total += width * (2.0 + from.latitude.to_radians().sin() + to.latitude.to_radians().sin());
    }
    cents(total * RADIUS * RADIUS / 2.0)
}

fn distance(from: Point, to: Point) -> f64 {
    let width = (from.longitude - to.longitude).to_radians();
    let (from, to) = (from.latitude.to_radians(), to.latitude.to_radians());
    let cosine = from.sin() * to.sin() + from.cos() * to.cos() * width.cos();
    // Two points in the same place may give a little more than 1.
    cosine.clamp(-1.0, 1.0).acos() * RADIUS
}

/// Whether a point lies within a closed line: whoever walks away from it crosses the line an odd number of times.
fn is_inside(place: Point, fence: &[Point]) -> bool {
    if fence.first() != fence.last() {
        return false;
    }
    let mut inside = false;
    for (from, to) in fence.iter().zip(fence.iter().skip(1)) {
        if (to.latitude > place.latitude) != (from.latitude > place.latitude) {
            let slope = (from.longitude - to.longitude) / (from.latitude - to.latitude);
            if place.longitude < slope * (place.latitude - to.latitude) + to.longitude {
                inside = !inside;
            }
        }
    }
    inside
}

/// Whether two parts of a line that do not follow one another touch.
fn crosses_itself(line: &[Point]) -> bool {
    let mut parts: Vec<(Point, Point)> = line.iter().copied().zip(line.iter().skip(1).copied()).collect();
    parts.retain(|(from, to)| from != to);
    let closed = line.first() == line.last();
    let last = parts.len().saturating_sub(1);
    parts.iter().enumerate().any(|(index, a)| {
        parts.iter().enumerate().skip(index + 2).any(|(other, b)| {
            let neighbours = closed && index == 0 && other == last;
            !neighbours && touch(*a, *b)
        })
    })
}

fn touch(a: (Point, Point), b: (Point, Point)) -> bool {
    let side = |from: Point, to: Point, place: Point| {
        let cross = (to.longitude - from.longitude) * (place.latitude - from.latitude)
            - (to.latitude - from.latitude) * (place.longitude - from.longitude);
        if cross == 0.0 { 0.0 } else { cross.signum() }
    };
    let between = |from: Point, to: Point, place: Point| {
        let within = |a: f64, b: f64, c: f64| c >= a.min(b) && c <= a.max(b);
        within(from.longitude, to.longitude, place.longitude)
            && within(from.latitude, to.latitude, place.latitude)
    };
    let (one, two) = (side(a.0, a.1, b.0), side(a.0, a.1, b.1));
    let (three, four) = (side(b.0, b.1, a.0), side(b.0, b.1, a.1));
    (one != two && three != four)
        || (one == 0.0 && between(a.0, a.1, b.0))
        || (two == 0.0 && between(a.0, a.1, b.1))
        || (three == 0.0 && between(b.0, b.1, a.0))
        || (four == 0.0 && between(b.0, b.1, a.1))
}
