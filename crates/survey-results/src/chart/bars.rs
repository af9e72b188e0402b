// SPDX-License-Identifier: EUPL-1.2
//! Bars, one under the other.

use super::{About, BRAND, EDGE, TRACK, beginning, drawing, lines, percent};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What begins with it in a list that is divided; mostly nothing.
    pub heading: String,
    /// What it stands for.
    pub label: String,
    /// Its share, from 0 to 1; none where it is not shown.
    pub share: Option<f64>,
    /// The share in words, with its base: « 12 sur 40 (30 %) »; where it is not shown, the words that say so.
    pub said: String,
}

const HIGH: usize = 14;

/// Bars from 0 to the whole.
pub fn bars(about: &About<'_>, bars: &[Bar]) -> String {
    let mut out = String::new();
    let mut foot = beginning(&mut out, about);
    for bar in bars {
        if !bar.heading.is_empty() {
            foot = lines(&mut out, "heading", &bar.heading, foot + 6, false) + 4;
        }
        foot = lines(&mut out, "label", &bar.label, foot, true);
        foot = lines(&mut out, "said", &bar.said, foot, false);
        let top = foot - 11;
        match bar.share {
            Some(share) => out.push_str(&format!(
                "<rect class=\"mg-chart__track\" x=\"0\" y=\"{top}\" width=\"100%\" height=\"{HIGH}\" fill=\"{TRACK}\"/>\
                 <rect class=\"mg-chart__bar\" x=\"0\" y=\"{top}\" width=\"{}\" height=\"{HIGH}\" fill=\"{BRAND}\"/>",
                percent(share)
            )),
            None => out.push_str(&format!(
                "<line class=\"mg-chart__hidden\" x1=\"0\" y1=\"{0}\" x2=\"100%\" y2=\"{0}\" stroke=\"{EDGE}\" \
                 stroke-width=\"2\" stroke-dasharray=\"3 5\"/>",
                top + HIGH / 2
            )),
        }
        foot = top + HIGH + 26;
    }
    drawing(about, foot.saturating_sub(18), &out)
}

/// Several drawings of the same bars, one a group, each under its name: small ones, to be compared.
pub fn set(charts: &[String]) -> String {
    format!("<div class=\"mg-chart-set\">{}</div>", charts.concat())
}
