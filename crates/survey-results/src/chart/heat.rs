// SPDX-License-Identifier: EUPL-1.2
//! A table whose cells are the darker the more they hold. The number stands in each.

use super::{About, EDGE, INK, LETTERS, STEP, beginning, drawing, escaped, lines, percent, wrapped};

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow {
    /// What it stands for.
    pub label: String,
    /// For each column how dark it is, from 0 to 1 (none where it is not shown), and what is written in it.
    pub cells: Vec<(Option<f64>, String)>,
}

/// Grounds from light to dark, each with the ink that can be read on it.
const SHADES: [(&str, &str); 5] =
    [("#ffffff", INK), ("#dfecea", INK), ("#a5cbc8", INK), ("#2f6f74", "#ffffff"), ("#0a363b", "#ffffff")];

const HIGH: usize = 32;
/// With more columns their names stand in a legend, and numbers over the cells.
const NAMED: usize = 3;

/// The table.
pub fn heat(about: &About<'_>, columns: &[String], rows: &[HeatRow]) -> String {
    let mut out = String::new();
    let mut foot = beginning(&mut out, about);
    let wide = 1.0 / columns.len().max(1) as f64;
    let centre = |at: usize| percent(wide * (at as f64 + 0.5));
    let mut heads: Vec<Vec<String>> = Vec::new();
    for (number, column) in (1..).zip(columns) {
        if columns.len() > NAMED {
            foot = lines(&mut out, "label", &format!("{number}. {column}"), foot, false);
            heads.push(vec![number.to_string()]);
        } else {
            heads.push(wrapped(column, LINE_OF_HEADS / columns.len()));
        }
    }
    let most = heads.iter().map(Vec::len).max().unwrap_or(0);
    for (at, head) in heads.iter().enumerate() {
        for (line, words) in head.iter().enumerate() {
            out.push_str(&format!(
                "<text class=\"mg-chart__label\" x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"{}\">{}</text>",
                centre(at),
                foot + (most - head.len() + line) * (STEP - 3),
                LETTERS - 3,
                escaped(words)
            ));
        }
    }
    foot += most * (STEP - 3) + 8;
    for row in rows {
        foot = lines(&mut out, "label", &row.label, foot, true);
        let top = foot - 12;
        for (at, (share, said)) in row.cells.iter().enumerate() {
            let (ground, ink, dash) = match share {
                Some(share) => {
                    let (ground, ink) = shade(*share);
                    (ground, ink, "")
                }
                None => ("#ffffff", INK, " stroke-dasharray=\"3 4\""),
            };
            out.push_str(&format!(
                "<rect class=\"mg-chart__heat\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{HIGH}\" fill=\"{ground}\" \
                 stroke=\"{EDGE}\"{dash}/><text class=\"mg-chart__said\" x=\"{}\" y=\"{}\" text-anchor=\"middle\" \
                 font-weight=\"600\" fill=\"{ink}\">{}</text>",
                percent(wide * at as f64),
                percent(wide),
                centre(at),
                top + 21,
                escaped(said)
            ));
        }
        foot = top + HIGH + 28;
    }
    drawing(about, foot.saturating_sub(20), &out)
}

const LINE_OF_HEADS: usize = 42;

fn shade(share: f64) -> (&'static str, &'static str) {
    let step = if share <= 0.0 { 0 } else { 1 + (share.min(1.0) * 3.999).floor() as usize };
    SHADES[step.min(SHADES.len() - 1)]
}
