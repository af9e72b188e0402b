// SPDX-License-Identifier: EUPL-1.2
//! Parts of a whole, one bar a group.

use super::{About, EDGE, INK, LETTERS, beginning, drawing, escaped, lines, percent, wrapped};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// What it stands for.
    pub label: String,
    /// The shares, from 0 to 1, in the order of the legend; nothing where none of it is shown.
    pub shares: Vec<f64>,
    /// The same in words, with the base.
    pub said: String,
}

/// Ground and drawing of the parts: what is told apart by colour is told apart by its pattern as well.
const LOOKS: [(&str, &str, &str); 6] = [
    ("#0f4c52", "", ""),
    ("#fbe9da", "#b9541f", "M0,8 l8,-8 M-2,2 l4,-4 M6,10 l4,-4"),
    ("#e7eaf4", "#2f3f70", "M2,0 v8 M6,0 v8"),
    ("#f4e9f2", "#6b3a66", "M0,2 h8 M0,6 h8"),
    ("#ffffff", "#46575a", "M4,3 v2"),
    ("#ffffff", "#46575a", "M0,0 l8,8 M0,8 l8,-8"),
];

/// So many parts can be told apart.
pub const MOST: usize = LOOKS.len();

const HIGH: usize = 24;
/// A share is written into its part from here on.
const WRITTEN: f64 = 0.15;

/// Bars that are each a whole, divided; `legend` names at most six parts. `percents` writes a share.
pub fn stacked(
    about: &About<'_>,
    legend: &[String],
    stacks: &[Stack],
    percents: fn(f64) -> String,
) -> String {
    let mut out = String::from("<defs>");
    for (at, (ground, ink, drawn)) in LOOKS.iter().enumerate().take(legend.len()) {
        out.push_str(&format!(
            "<pattern id=\"{}-part-{at}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"8\" height=\"8\" fill=\"{ground}\"/>",
            about.id
        ));
        if !drawn.is_empty() {
            out.push_str(&format!("<path d=\"{drawn}\" stroke=\"{ink}\" stroke-width=\"2\" fill=\"none\"/>"));
        }
        out.push_str("</pattern>");
    }
    out.push_str("</defs>");
    let mut foot = beginning(&mut out, about);
    for (at, name) in legend.iter().enumerate().take(MOST) {
        out.push_str(&format!(
            "<rect class=\"mg-chart__part\" x=\"1\" y=\"{}\" width=\"22\" height=\"16\" fill=\"url(#{}-part-{at})\" \
             stroke=\"{EDGE}\"/>",
            foot - 13,
            about.id
        ));
        for line in wrapped(name, super::LINE - 4) {
            out.push_str(&format!(
                "<text class=\"mg-chart__label\" x=\"32\" y=\"{foot}\">{}</text>",
                escaped(&line)
            ));
            foot += super::STEP;
        }
        foot += 4;
    }
    foot += 12;
    for stack in stacks {
        foot = lines(&mut out, "label", &stack.label, foot, true);
        let top = foot - 12;
        if stack.shares.is_empty() {
            out.push_str(&format!(
                "<line class=\"mg-chart__hidden\" x1=\"0\" y1=\"{0}\" x2=\"100%\" y2=\"{0}\" stroke=\"{EDGE}\" \
                 stroke-width=\"2\" stroke-dasharray=\"3 5\"/>",
                top + HIGH / 2
            ));
        }
        let mut from = 0.0;
        for (at, share) in stack.shares.iter().enumerate().take(MOST).filter(|(_, share)| **share > 0.0) {
            part(&mut out, about.id, at, (from, *share), top, percents);
            from += share;
        }
        foot = lines(&mut out, "said", &stack.said, top + HIGH + 18, false) + 18;
    }
    drawing(about, foot.saturating_sub(22), &out)
}

fn part(
    out: &mut String,
    id: &str,
    at: usize,
    (from, share): (f64, f64),
    top: usize,
    percents: fn(f64) -> String,
) {
    out.push_str(&format!(
        "<rect class=\"mg-chart__part\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{HIGH}\" \
         fill=\"url(#{id}-part-{at})\" stroke=\"#ffffff\" stroke-width=\"2\"/>",
        percent(from),
        percent(share)
    ));
    if share >= WRITTEN {
        let (ink, halo) = if at == 0 { ("#ffffff", "none") } else { (INK, "#ffffff") };
        out.push_str(&format!(
            "<text class=\"mg-chart__said\" x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-weight=\"600\" fill=\"{ink}\" \
             stroke=\"{halo}\" stroke-width=\"5\" stroke-linejoin=\"round\" paint-order=\"stroke\" \
             font-size=\"{LETTERS}\">{}</text>",
            percent(from + share / 2.0),
            top + 17,
            escaped(&percents(share))
        ));
    }
}
