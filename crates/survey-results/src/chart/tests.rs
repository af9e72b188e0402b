// SPDX-License-Identifier: EUPL-1.2
//! Drawings that a browser can read under a strict policy.

use super::*;
use smart_forms::xpath::xml::Document;

const ABOUT: About<'_> = About { id: "q1", title: "Oui & <non> ?", description: "Base : 40" };

fn sound(svg: &str) {
    Document::parse(svg).unwrap();
    for unwanted in ["style=", "<style", "<script", " on", "href"] {
        let found =
            svg.match_indices(unwanted).find(|(at, _)| unwanted != " on" || svg[*at..].contains("onload"));
        assert!(found.is_none(), "{unwanted} in {svg}");
    }
    assert!(svg.contains("<title id=\"q1-title\">Oui &amp; &lt;non&gt; ?</title>"));
    assert!(svg.contains("role=\"img\"") && svg.contains("<desc id=\"q1-desc\">"));
}

#[test]
fn bars_are_sound() {
    let all = [
        Bar {
            heading: String::new(),
            label: "Un libellé qui est bien trop long pour une seule ligne".into(),
            share: Some(0.3),
            said: "12".into(),
        },
        Bar { heading: String::new(), label: "NON".into(), share: None, said: "n. p.".into() },
        Bar { heading: String::new(), label: "Autre".into(), share: Some(f64::NAN), said: "?".into() },
    ];
    let svg = bars(&ABOUT, &all);
    sound(&svg);
    assert_eq!(svg.matches("mg-chart__bar").count(), 2);
    assert!(svg.contains("width=\"30.00%\"") && svg.contains("stroke-dasharray"));
}

#[test]
fn parts_of_a_whole_are_sound() {
    let legend = ["OUI".to_owned(), "NON".to_owned()];
    let stacks = [Stack { label: "CPMS".into(), shares: vec![0.75, 0.25], said: "OUI : 3".into() }];
    let svg = stacked(&ABOUT, &legend, &stacks, |share| format!("{:.0} %", share * 100.0));
    sound(&svg);
    assert!(svg.contains("q1-part-1") && svg.contains("75 %"));
}

#[test]
fn a_table_of_shades_is_sound() {
    let columns = ["Orale".to_owned(), "Écrite".to_owned()];
    let cells = vec![(Some(1.0), "12".to_owned()), (None, "n. p.".to_owned())];
    sound(&heat(&ABOUT, &columns, &[HeatRow { label: "Demande".into(), cells }]));
}

#[test]
fn lines_are_broken_between_words() {
    assert_eq!(wrapped("un deux trois", 7), ["un deux", "trois"]);
    assert_eq!(wrapped("anticonstitutionnellement", 10), ["anticonst-", "itutionne-", "llement"]);
    assert!(wrapped("  ", 7).is_empty());
}
