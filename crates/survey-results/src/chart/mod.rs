// SPDX-License-Identifier: EUPL-1.2
//! Charts as SVG that stands in a page: no script, no `style`, colours as attributes that a style sheet may change by class.
//!
//! A chart takes the width it is given and keeps the size of its letters: what is told is written over each bar, lines are
//! broken early, and at 320 pixels nothing is cut off. What a colour says is also said by a pattern and by words. Every chart
//! has a title and a description; the same data as a table beside it are the caller's ([`crate::question_sheet`]).
//!
//! Classes: `mg-chart` the drawing, `mg-chart__heading`, `mg-chart__label`, `mg-chart__said`, `mg-chart__track`,
//! `mg-chart__bar`, `mg-chart__part`, `mg-chart__heat`, `mg-chart__hidden`; `mg-chart-set` around several drawings, in it
//! `mg-chart-set__one` with its `mg-chart-set__name`.

mod bars;
mod heat;
mod question;
mod stacked;
#[cfg(test)]
mod tests;

pub use bars::{Bar, bars, set};
pub use heat::{HeatRow, heat};
pub use question::{by_group, matrix, overall};
pub use stacked::{Stack, stacked};

/// What a chart is called.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Different for each chart of a page: letters, digits, hyphens.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it shows, with the base; it is also written over the drawing.
    pub description: &'a str,
}

/// Letters on a line at 320 pixels, whichever the typeface: of names, which are bold, and of what is said of them.
const NAME: usize = 28;
const LINE: usize = 31;
/// From one line to the next, in pixels.
const STEP: usize = 19;
/// The size of letters, in pixels.
const LETTERS: usize = 15;

const INK: &str = "#14282c";
const SOFT: &str = "#46575a";
const BRAND: &str = "#0f4c52";
const TRACK: &str = "#f2ebdf";
const EDGE: &str = "#6f7a78";

/// A drawing, of a height in pixels and the width of what it stands in.
fn drawing(about: &About<'_>, height: usize, inside: &str) -> String {
    let id: String = about.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"mg-chart\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
         width=\"100%\" height=\"{height}\" overflow=\"visible\" font-size=\"{LETTERS}\" fill=\"{INK}\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{inside}</svg>",
        escaped(about.title),
        escaped(about.description)
    )
}

/// The drawing begins with over whom it is; where the next line stands.
fn beginning(out: &mut String, about: &About<'_>) -> usize {
    lines(out, "said", about.description, 16, false) + 6
}

/// Lines of text from the left, the first with its foot at `y`; where the next line would stand.
fn lines(out: &mut String, class: &str, text: &str, y: usize, bold: bool) -> usize {
    let (weight, ink, most) = if bold { ("600", INK, NAME) } else { ("400", SOFT, LINE) };
    let mut foot = y;
    for line in wrapped(text, most) {
        out.push_str(&format!(
            "<text class=\"mg-chart__{class}\" x=\"0\" y=\"{foot}\" font-weight=\"{weight}\" fill=\"{ink}\">{}</text>",
            escaped(&line)
        ));
        foot += STEP;
    }
    foot
}

/// A text on lines of at most so many letters, broken between words; a longer word stands alone, cut if it must be.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let mut word: Vec<char> = word.chars().collect();
        let used = line.chars().count();
        if used > 0 && used + 1 + word.len() > most {
            lines.push(std::mem::take(&mut line));
        }
        while word.len() > most {
            let rest = word.split_off(most - 1);
            lines.push(word.into_iter().chain(['-']).collect());
            word = rest;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A share from 0 to 1 as a length.
fn percent(share: f64) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    format!("{:.2}%", share * 100.0)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
