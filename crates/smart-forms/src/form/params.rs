// SPDX-License-Identifier: EUPL-1.2
//! The column `parameters`: `start=0 end=10`, and what each type of question accepts there.

use super::headings::Line;
use super::names;
use crate::words::{Code, Problem};

/// Parameters in the order of their first mention; a later mention counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Params(pub(super) Vec<(String, String)>);

impl Params {
    /// Reads `name=value` pairs. Names are in small letters, and so are values, save those that name columns of a file.
    pub(super) fn read(text: &str) -> Option<Params> {
        let mut words = Vec::new();
        let mut word = String::new();
        for c in text.chars() {
            match c {
                '=' => {
                    words.push(std::mem::take(&mut word));
                    words.push("=".to_owned());
                }
                c if c == ',' || c == ';' || c.is_whitespace() => words.push(std::mem::take(&mut word)),
                c => word.push(c),
            }
        }
        words.push(word);
        words.retain(|w| !w.is_empty());
        let mut params = Params::default();
        for triple in words.chunks(3) {
            let [name, equals, value] = triple else {
                return None;
            };
            if equals != "=" || name == "=" || value == "=" {
                return None;
            }
            let name = name.to_lowercase();
            let value = if name == "label" || name == "value" { value.clone() } else { value.to_lowercase() };
            params.set(&name, value);
        }
        Some(params)
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn set(&mut self, name: &str, value: String) {
        match self.0.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// Tells of every parameter that is not accepted.
    fn accept(&self, accepted: &[&str], told: &mut Tell<'_>) {
        for (name, _) in &self.0 {
            if !accepted.contains(&name.as_str()) {
                told.tell(Code::ParamUnknown, |p| {
                    p.with("name", name).with("accepted", &accepted.join(", "))
                });
            }
        }
    }

    fn one_of(&self, name: &'static str, accepted: &[&str], told: &mut Tell<'_>) {
        if let Some(value) = self.get(name)
            && !accepted.contains(&value)
        {
            told.tell(Code::ParamValue, |p| p.with("name", name).with("accepted", &accepted.join(", ")));
        }
    }

    fn whole(&self, name: &'static str, told: &mut Tell<'_>) -> Option<i128> {
        let value = self.get(name)?;
        let number = whole(value);
        if number.is_none() {
            told.tell(Code::ParamNotWhole, |p| p.with("name", name));
        }
        number
    }

    fn number(&self, name: &'static str, told: &mut Tell<'_>) {
        if self.get(name).is_some_and(|value| number(value).is_none()) {
            told.tell(Code::ParamNotNumber, |p| p.with("name", name));
        }
    }
}

/// Gathers the problems of one row's parameters.
pub(super) struct Tell<'a> {
    pub(super) line: &'a Line,
    pub(super) problems: Vec<Problem>,
}

impl Tell<'_> {
    pub(super) fn tell(&mut self, code: Code, with: impl FnOnce(Problem) -> Problem) {
        self.problems.push(with(self.line.problem_in(code, &["parameters"])));
    }
}

/// A whole number as the reference converter reads one: a sign, digits, single underscores between them.
pub(super) fn whole(text: &str) -> Option<i128> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    underscored(digits)?
        .parse::<i128>()
        .ok()
        .or_else(|| digits.chars().all(|c| c.is_ascii_digit()).then_some(i128::MAX))
        .map(|n| if text.starts_with('-') { -n } else { n })
}

/// Digits with single underscores between them, without the underscores.
fn underscored(digits: &str) -> Option<String> {
    let good = !digits.is_empty()
        && !digits.starts_with('_')
        && !digits.ends_with('_')
        && !digits.contains("__")
        && digits.chars().all(|c| c.is_ascii_digit() || c == '_');
    good.then(|| digits.replace('_', ""))
}

/// A number in the same way: also `1e3`, `.5`, `inf`, `nan`.
pub(super) fn number(text: &str) -> Option<f64> {
    let bare = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(bare.to_lowercase().as_str(), "inf" | "infinity" | "nan") {
        return Some(if bare.eq_ignore_ascii_case("nan") { f64::NAN } else { f64::INFINITY });
    }
    let (mantissa, exponent) = match bare.find(['e', 'E']) {
        Some(at) => (&bare[..at], Some(&bare[at + 1..])),
        None => (bare, None),
    };
    if let Some(exponent) = exponent {
        underscored(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))?;
    }
    let (units, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if units.is_empty() && decimals.is_empty() {
        return None;
    }
    for part in [units, decimals] {
        if !part.is_empty() {
            underscored(part)?;
        }
    }
    text.replace('_', "").parse().ok()
}

pub(super) fn text(params: &Params, told: &mut Tell<'_>) {
    params.accept(&["rows"], told);
    params.whole("rows", told);
}

pub(super) fn photo(params: &Params, appearance: Option<&str>, told: &mut Tell<'_>) {
    params.accept(&["app", "max-pixels"], told);
    params.whole("max-pixels", told);
    if let Some(app) = params.get("app")
        && matches!(appearance, None | Some("annotate"))
        && !is_application(app)
    {
        told.tell(Code::AppName, |p| p);
    }
}

fn is_application(name: &str) -> bool {
    name.contains('.')
        && name.split('.').all(|part| {
            part.chars().next().is_some_and(|c| c != '_' && !c.is_numeric())
                && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        })
}

pub(super) fn audio(params: &Params, background: bool, told: &mut Tell<'_>) {
    params.accept(&["quality"], told);
    let accepted: &[&str] = if background {
        &["voice-only", "low", "normal"]
    } else {
        &["voice-only", "low", "normal", "external"]
    };
    params.one_of("quality", accepted, told);
}

pub(super) fn geo(params: &Params, point: bool, told: &mut Tell<'_>) {
    if point {
        let accepted = ["allow-mock-accuracy", "capture-accuracy", "reference-geometry", "warning-accuracy"];
        params.accept(&accepted, told);
        params.number("capture-accuracy", told);
        params.number("warning-accuracy", told);
    } else {
        params.accept(&["allow-mock-accuracy", "incremental", "reference-geometry"], told);
        if params.get("incremental").is_some_and(|v| super::vocabulary::yes_no(v) != Some(true)) {
            told.tell(Code::ParamValue, |p| p.with("name", "incremental").with("accepted", "true"));
        }
    }
    params.one_of("allow-mock-accuracy", &["true", "false"], told);
}

pub(super) fn select(params: &Params, from_file: bool, told: &mut Tell<'_>) {
    if from_file {
        params.accept(&["label", "randomize", "seed", "value"], told);
        for name in ["value", "label"] {
            if let Some(value) = params.get(name)
                && !names::is_name(value)
            {
                told.tell(Code::BadName, |p| p.with("name", value));
            }
        }
    } else {
        params.accept(&["randomize", "seed"], told);
    }
    params.one_of("randomize", &["true", "false"], told);
    if let Some(seed) = params.get("seed") {
        if params.get("randomize").is_none() {
            told.tell(Code::SeedAlone, |p| p);
        } else if names::is_ref(seed).is_none() && number(seed).is_none() {
            told.tell(Code::SeedValue, |p| p);
        }
    }
}

pub(super) fn audit(params: &Params, told: &mut Tell<'_>) {
    const PLACE: [&str; 3] = ["location-priority", "location-min-interval", "location-max-age"];
    let mut accepted = PLACE.to_vec();
    accepted.extend(["identify-user", "track-changes", "track-changes-reasons"]);
    params.accept(&accepted, told);
    params.one_of("track-changes", &["true", "false"], told);
    params.one_of("track-changes-reasons", &["on-form-edit"], told);
    params.one_of("identify-user", &["true", "false"], told);
    let given = PLACE.iter().filter(|name| params.get(name).is_some()).count();
    if given == 0 {
        return;
    }
    if given < PLACE.len() {
        told.tell(Code::AuditLocation, |p| p);
        return;
    }
    params.one_of("location-priority", &["no-power", "low-power", "balanced", "high-accuracy"], told);
    let interval = params.whole("location-min-interval", told);
    let age = params.whole("location-max-age", told);
    for (name, value) in [("location-min-interval", interval), ("location-max-age", age)] {
        if value.is_some_and(|v| v < 0) {
            told.tell(Code::ParamNegative, |p| p.with("name", name));
        }
    }
    if let (Some(interval), Some(age)) = (interval, age)
        && age < interval
    {
        told.tell(Code::AuditOrder, |p| p);
    }
}
