// SPDX-License-Identifier: EUPL-1.2
//! The colours can be read: every pair that `palette.css` promises is computed again from its custom properties.

use std::collections::BTreeMap;

const PALETTE: &str = include_str!("../brand/css/palette.css");

fn colours() -> BTreeMap<&'static str, [u8; 3]> {
    let mut found = BTreeMap::new();
    for line in PALETTE.lines() {
        let Some((name, value)) = line.trim().strip_prefix("--mg-").and_then(|rest| rest.split_once(": #"))
        else {
            continue;
        };
        let Ok(number) = u32::from_str_radix(value.trim_end_matches(';'), 16) else { continue };
        let [_, red, green, blue] = number.to_be_bytes();
        found.insert(name, [red, green, blue]);
    }
    found
}

/// Relative luminance as WCAG 2.2 defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn black_on_white_is_twenty_one() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn every_pair_of_the_table_is_true_and_sufficient() {
    let colours = colours();
    let mut pairs = 0;
    for line in PALETTE.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, kind @ ("text" | "shape"), front, back, written, _] = cells[..] else { continue };
        let ratio = contrast(colours[front], colours[back]);
        let needed = if kind == "text" { 4.5 } else { 3.0 };
        assert!(ratio >= needed, "{front} on {back}: {ratio:.2}, {needed} is needed");
        let written: f64 = written.parse().unwrap();
        assert!((ratio - written).abs() < 0.006, "{front} on {back} is {ratio:.2}, the table says {written}");
        pairs += 1;
    }
    assert!(pairs >= 60, "only {pairs} pairs were read");
}
