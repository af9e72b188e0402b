// SPDX-License-Identifier: EUPL-1.2
//! A sketch of the family, drawn from the relationships. Signs of the genogram: square for male, circle for female, lozenge
//! for what is not known; the child has a double outline, a cross stands for a death, a dashed line for what is only said,
//! a dotted one for a home that is not the parents'. The same data stand beside it as a table: the drawing adds nothing.
//!
//! Meaning is stored (the kind of a relationship), never strokes; the strokes are chosen here, in one place.

use maud::{Markup, html};
use platform::http::Cx;

use super::super::frame::child_name;
use super::words;
use crate::people::{Person, Relationship, Sex};

const STEP: i64 = 168;
const SIZE: i64 = 44;
/// From one line of words to the next.
const LINE: i64 = 16;
/// Between the words of a row and the figures of the next.
const BETWEEN: i64 = 44;
/// Characters that fit on a line under a figure.
const FITS: usize = 21;

/// Where somebody stands beside the child: the row, and whether the line is that of another home.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Grandparents,
    Parents,
    Siblings,
    Below,
    Beside,
}

struct Node<'a> {
    person: &'a Person,
    role: String,
    place: Place,
    kind: &'a str,
    line: Line,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Known,
    Said,
    OtherHome,
}

/// The row of a kind of relationship, read from the other person's side (`inverse`: the child is this to them).
fn place(kind: &str, inverse: bool) -> Place {
    match (kind, inverse) {
        ("sibling" | "half_sibling" | "step_sibling", _) => Place::Siblings,
        ("grandparent", false) => Place::Grandparents,
        (
            "parent" | "authority_holder" | "step_parent" | "parent_partner" | "foster_carer" | "guardian"
            | "carer",
            false,
        ) => Place::Parents,
        ("parent" | "grandparent", true) => Place::Below,
        _ => Place::Beside,
    }
}

fn line(link: &Relationship) -> Line {
    match (link.alleged, link.kind.as_str()) {
        (true, _) => Line::Said,
        (false, "foster_carer" | "carer") => Line::OtherHome,
        _ => Line::Known,
    }
}

/// The drawing, or nothing when nobody is known around the child.
pub(super) fn sketch(
    cx: &Cx,
    child: &Person,
    around: &[(Relationship, Person)],
    role: impl Fn(&Relationship) -> String,
) -> Markup {
    let w = words(cx);
    let mut nodes: Vec<Node<'_>> = Vec::new();
    for (link, person) in around.iter().filter(|(r, _)| r.ended_reason.is_none()) {
        let place = place(&link.kind, link.person == child.id);
        let role = role(link);
        // Somebody who is several things to the child stands once, with all of them.
        if let Some(same) = nodes.iter_mut().find(|n| n.person.id == person.id) {
            // To be a parent says more in a drawing than to hold the authority that goes with it.
            if same.kind == "authority_holder" || same.place == Place::Beside {
                (same.role, same.place, same.kind) = (role, place, link.kind.as_str());
                same.line = line(link);
            }
            continue;
        }
        let line = line(link);
        nodes.push(Node { person, role, place, kind: &link.kind, line });
    }
    if nodes.is_empty() {
        return html! {};
    }
    let row = |place: Place| nodes.iter().filter(move |n| n.place == place).collect::<Vec<_>>();
    let (above, parents, siblings, below, beside) = (
        row(Place::Grandparents),
        row(Place::Parents),
        row(Place::Siblings),
        row(Place::Below),
        row(Place::Beside),
    );
    let widest = [above.len(), parents.len(), siblings.len() + 1, below.len(), beside.len()]
        .into_iter()
        .max()
        .unwrap_or(1);
    let width = STEP * widest as i64;
    let mut y = 30;
    let mut parts: Vec<Markup> = Vec::new();
    let row_x = |count: usize, i: usize| (width - STEP * count as i64) / 2 + STEP * i as i64 + STEP / 2;
    let label = |node: &Node<'_>| Label::of(&named(cx, node.person), &node.role);
    // How far the words of a row reach under its figures.
    let reach = |labels: &[Label]| labels.iter().map(Label::reach).max().unwrap_or(0);
    let mut lines: Vec<(i64, i64, Line)> = Vec::new();
    for row in [&above, &parents] {
        if row.is_empty() {
            continue;
        }
        let labels: Vec<Label> = row.iter().map(|n| label(n)).collect();
        for (i, (node, label)) in row.iter().zip(&labels).enumerate() {
            let x = row_x(row.len(), i);
            lines.push((x, y + SIZE / 2 + label.reach(), node.line));
            parts.push(figure(cx, node.person, label, x, y, false));
        }
        y += SIZE + reach(&labels) + BETWEEN;
    }
    let home = siblings.len() + 1;
    let child_at = (row_x(home, siblings.len() / 2), y);
    let mut beside_child: Vec<(i64, Line)> = Vec::new();
    let mut slot = 0;
    let mut labels: Vec<Label> = siblings.iter().map(|n| label(n)).collect();
    for (node, label) in siblings.iter().zip(&labels) {
        if slot == siblings.len() / 2 {
            slot += 1;
        }
        let x = row_x(home, slot);
        beside_child.push((x, node.line));
        parts.push(figure(cx, node.person, label, x, y, false));
        slot += 1;
    }
    let childs = Label::of(&child_name(cx, child), "");
    let from_child = y + SIZE / 2 + childs.reach();
    parts.push(figure(cx, child, &childs, child_at.0, y, true));
    labels.push(childs);
    y += SIZE + reach(&labels) + BETWEEN;
    let mut under: Vec<(i64, i64, Line)> = Vec::new();
    for row in [&below, &beside] {
        if row.is_empty() {
            continue;
        }
        labels = row.iter().map(|n| label(n)).collect();
        for (i, (node, label)) in row.iter().zip(&labels).enumerate() {
            let x = row_x(row.len(), i);
            under.push((x, y - SIZE / 2, node.line));
            parts.push(figure(cx, node.person, label, x, y, false));
        }
        y += SIZE + reach(&labels) + BETWEEN;
    }
    let height = y - SIZE / 2 - BETWEEN + 8;
    let viewbox = format!("0 0 {width} {height}");
    html! {
        figure.mg-section {
            div.mg-table-frame tabindex="0" role="region" aria-label=(w.family_title()) {
                svg role="img" aria-labelledby="family-title family-desc" width=(width) height=(height) viewBox=(viewbox)
                    xmlns="http://www.w3.org/2000/svg" font-size="13" {
                    title #family-title { (w.family_title()) }
                    desc #family-desc { (w.family_desc()) }
                    @for (x, from, line) in &lines { (stroke((*x, *from), (child_at.0, child_at.1 - SIZE / 2), *line)) }
                    @for (x, line) in &beside_child { (stroke((*x, child_at.1), child_at, *line)) }
                    @for (x, to, line) in &under { (stroke((child_at.0, from_child), (*x, *to), *line)) }
                    @for part in &parts { (part) }
                }
            }
            figcaption.mg-soft { (w.family_legend()) }
        }
    }
}

fn stroke(from: (i64, i64), to: (i64, i64), line: Line) -> Markup {
    let dash = match line {
        Line::Known => None,
        Line::Said => Some("7 5"),
        Line::OtherHome => Some("2 4"),
    };
    html! {
        line x1=(from.0) y1=(from.1) x2=(to.0) y2=(to.1) stroke="currentColor" stroke-opacity="0.55" stroke-width="1.5"
            stroke-dasharray=[dash] {}
    }
}

/// The words under a figure: the name, then what they are to the child, each on as many lines as they need, up to two.
struct Label {
    name: Vec<String>,
    role: Vec<String>,
    /// All of it, when some had to be left out.
    whole: Option<String>,
}

impl Label {
    fn of(name: &str, role: &str) -> Label {
        let ((name_lines, name_cut), (role_lines, role_cut)) = (wrap(name), wrap(role));
        let whole =
            (name_cut || role_cut).then(|| format!("{name}, {role}").trim_end_matches([',', ' ']).to_owned());
        Label { name: name_lines, role: role_lines, whole }
    }

    /// How far the words reach under the figure.
    fn reach(&self) -> i64 {
        6 + LINE * (self.name.len() + self.role.len()) as i64
    }
}

/// A text on at most two lines, broken between words or after a hyphen; whether something did not fit.
fn wrap(text: &str) -> (Vec<String>, bool) {
    const LINES: usize = 2;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in text.split_inclusive([' ', '-']) {
        let both = line.chars().count() + piece.trim_end().chars().count();
        if !line.is_empty() && both > FITS {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(piece);
    }
    lines.push(line);
    let mut lines: Vec<String> =
        lines.iter().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    let mut cut = lines.len() > LINES;
    if let (true, Some(last)) = (cut, lines.get_mut(LINES - 1)) {
        last.push('…');
    }
    lines.truncate(LINES);
    for line in &mut lines {
        if line.chars().count() > FITS {
            cut = true;
            *line = line.chars().take(FITS - 1).chain(['…']).collect();
        }
    }
    (lines, cut)
}

fn figure(cx: &Cx, person: &Person, label: &Label, x: i64, y: i64, child: bool) -> Markup {
    let half = SIZE / 2;
    let inner = half - 5;
    let lozenge = |r: i64| format!("{x},{} {},{y} {x},{} {},{y}", y - r, x + r, y + r, x - r);
    let line_y = |i: usize| y + half + 1 + LINE * (i as i64 + 1);
    let age = person.birth.map(|b| b.age_on(person.died_on.unwrap_or(cx.today())));
    let age = age.map(
        |(least, most)| if least == most { least.to_string() } else { format!("{}-{most}", least.max(0)) },
    );
    html! {
        g {
            @if let Some(whole) = &label.whole { title { (whole) } }
            @match person.sex {
                Sex::Male => {
                    rect x=(x - half) y=(y - half) width=(SIZE) height=(SIZE) fill="#fff" stroke="currentColor" stroke-width="1.5" {}
                    @if child { rect x=(x - inner) y=(y - inner) width=(2 * inner) height=(2 * inner) fill="none" stroke="currentColor" stroke-width="1.5" {} }
                }
                Sex::Female => {
                    circle cx=(x) cy=(y) r=(half) fill="#fff" stroke="currentColor" stroke-width="1.5" {}
                    @if child { circle cx=(x) cy=(y) r=(inner) fill="none" stroke="currentColor" stroke-width="1.5" {} }
                }
                _ => {
                    polygon points=(lozenge(half + 3)) fill="#fff" stroke="currentColor" stroke-width="1.5" {}
                    @if child { polygon points=(lozenge(half - 4)) fill="none" stroke="currentColor" stroke-width="1.5" {} }
                }
            }
            @if person.died_on.is_some() {
                path d=(format!("M{} {} L{} {} M{} {} L{} {}", x - half, y - half, x + half, y + half, x - half, y + half, x + half, y - half))
                    stroke="currentColor" stroke-width="1.5" fill="none" {}
            }
            @if let Some(age) = age { text x=(x) y=(y + 5) text-anchor="middle" fill="currentColor" { (age) } }
            text text-anchor="middle" fill="currentColor" font-weight="600" {
                @for (i, line) in label.name.iter().enumerate() { tspan x=(x) y=(line_y(i)) { (line) " " } }
            }
            @if !label.role.is_empty() {
                text text-anchor="middle" fill="currentColor" {
                    @for (i, line) in label.role.iter().enumerate() { tspan x=(x) y=(line_y(label.name.len() + i)) { (line) " " } }
                }
            }
        }
    }
}

/// The name of somebody around the child, or words for the lack of one.
pub(super) fn named(cx: &Cx, person: &Person) -> String {
    let name = person.name();
    if name.is_empty() { words(cx).person_unnamed().to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relationship_is_read_from_both_sides() {
        assert!(place("parent", false) == Place::Parents);
        assert!(place("parent", true) == Place::Below);
        assert!(place("half_sibling", true) == Place::Siblings);
        assert!(place("lawyer", false) == Place::Beside);
    }

    #[test]
    fn a_long_name_goes_on_beneath_and_nothing_is_lost() {
        let table = [
            ("Anne-Léa", vec!["Anne-Léa"], false),
            ("titulaire de l’autorité parentale", vec!["titulaire de", "l’autorité parentale"], false),
            ("l’enfant est : petit-enfant", vec!["l’enfant est : petit-", "enfant"], false),
            ("Marie-Antoinette Vandenbroucke", vec!["Marie-Antoinette", "Vandenbroucke"], false),
            ("Donaudampfschifffahrtsgesellschaft", vec!["Donaudampfschifffahr…"], true),
            (
                "personne digne de confiance désignée par le juge",
                vec!["personne digne de", "confiance désignée…"],
                true,
            ),
            ("", vec![], false),
        ];
        for (text, lines, cut) in table {
            assert_eq!(wrap(text), (lines.into_iter().map(str::to_owned).collect(), cut), "{text}");
        }
        assert_eq!(Label::of("Sofia", "parent").whole, None);
        let whole = "personne digne de confiance désignée par le juge";
        assert_eq!(Label::of("Sofia", whole).whole, Some(format!("Sofia, {whole}")));
    }
}
