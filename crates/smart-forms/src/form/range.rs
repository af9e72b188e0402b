// SPDX-License-Identifier: EUPL-1.2
//! Scales: `start`, `end`, `step`, and what stands along them.

use super::model::List;
use super::params::{Params, Tell};
use crate::words::Code;

/// A decimal number, exact: its digits, and how many of them stand after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Exact(i128);

/// Every number is kept as so many parts of one.
const PLACES: u32 = 15;

impl Exact {
    fn read(text: &str) -> Option<Exact> {
        let value = super::params::number(text)?;
        if !value.is_finite() {
            return None;
        }
        let text = text.replace('_', "").to_lowercase();
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let exponent: i32 = exponent.parse().ok()?;
        let (sign, digits) = match mantissa.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (units, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let all: i128 = format!("{units}{decimals}").parse().ok()?;
        let shift = i32::try_from(PLACES).ok()? + exponent - i32::try_from(decimals.len()).ok()?;
        let scaled = if shift >= 0 {
            all.checked_mul(10_i128.checked_pow(u32::try_from(shift).ok()?)?)?
        } else {
            all / 10_i128.checked_pow(u32::try_from(-shift).ok()?)?
        };
        scaled.checked_mul(sign).map(Exact)
    }

    fn is_whole(self) -> bool {
        self.0 % 10_i128.pow(PLACES) == 0
    }

    fn falls_on(self, start: Exact, step: Exact) -> bool {
        step.0 == 0 || (self.0.saturating_sub(start.0)) % step.0 == 0
    }
}

/// Verifies a scale and says whether its answers are whole numbers.
pub(super) fn check(
    params: &mut Params,
    appearance: Option<&str>,
    lists: &[List],
    told: &mut Tell<'_>,
) -> bool {
    const ALONG: [&str; 3] = ["tick_interval", "placeholder", "tick_labelset"];
    for (name, _) in &params.0 {
        if !["end", "placeholder", "start", "step", "tick_interval", "tick_labelset"].contains(&name.as_str())
        {
            let accepted = "end, placeholder, start, step, tick_interval, tick_labelset";
            told.tell(Code::ParamUnknown, |p| p.with("name", name).with("accepted", accepted));
        }
    }
    if let Some(appearance) = appearance
        && !appearance.contains("vertical")
        && !appearance.contains("no-ticks")
        && ALONG.iter().any(|name| params.get(name).is_some())
    {
        told.tell(Code::RangeAppearance, |p| p);
    }
    for (name, usual) in [("start", "1"), ("end", "10"), ("step", "1")] {
        if params.get(name).is_none() {
            params.set(name, usual.to_owned());
        }
    }
    let mut read = |name: &'static str| {
        let number = Exact::read(params.get(name)?);
        if number.is_none() {
            told.tell(Code::ParamNotNumber, |p| p.with("name", name));
        }
        number
    };
    let (start, end, step) = (read("start"), read("end"), read("step"));
    let (tick, placeholder) = (read("tick_interval"), read("placeholder"));
    let (Some(start), Some(end), Some(step)) = (start, end, step) else {
        return true;
    };
    let width = end.0.saturating_sub(start.0).saturating_abs();
    let (low, high) = (start.0.min(end.0), start.0.max(end.0));
    for (name, number) in [("step", Some(step)), ("tick_interval", tick)] {
        let Some(number) = number else {
            continue;
        };
        if number.0 == 0 {
            told.tell(Code::RangeZero, |p| p.with("name", name));
        } else if number.0 > width {
            told.tell(Code::RangeLarger, |p| p.with("name", name));
        } else if name == "tick_interval" && !number.falls_on(Exact(0), step) {
            told.tell(Code::RangeMultiple, |p| p.with("name", name));
        }
    }
    if let Some(placeholder) = placeholder {
        if !placeholder.falls_on(start, step) {
            told.tell(Code::RangeMultiple, |p| p.with("name", "placeholder"));
        }
        if placeholder.0 < low || placeholder.0 > high {
            told.tell(Code::RangeOutside, |p| p.with("name", "placeholder"));
        }
    }
    if let Some(labels) = params.get("tick_labelset") {
        match lists.iter().find(|l| l.name == labels) {
            None => told.tell(Code::RangeLabels, |p| p.with("list", labels)),
            Some(list) => {
                let mut marked = Vec::new();
                for choice in &list.choices {
                    let Some(value) = Exact::read(&choice.name) else {
                        told.tell(Code::RangeLabelNumber, |p| p);
                        continue;
                    };
                    if value.0 < low || value.0 > high {
                        told.tell(Code::RangeLabelOutside, |p| p);
                    } else if tick.is_some_and(|tick| !value.falls_on(start, tick)) {
                        told.tell(Code::RangeLabelMultiple, |p| p.with("name", "tick_interval"));
                    } else if tick.is_none() && !value.falls_on(start, step) {
                        told.tell(Code::RangeLabelMultiple, |p| p.with("name", "step"));
                    }
                    if !marked.contains(&value.0) {
                        marked.push(value.0);
                    }
                }
                let ends = marked.contains(&start.0) && marked.contains(&end.0) && marked.len() <= 2;
                if appearance.is_some_and(|a| a.contains("no-ticks")) && !ends {
                    told.tell(Code::RangeLabelEnds, |p| p);
                }
            }
        }
    }
    [Some(start), Some(end), Some(step), tick, placeholder].into_iter().flatten().all(Exact::is_whole)
}
