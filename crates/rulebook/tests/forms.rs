// SPDX-License-Identifier: EUPL-1.2
//! Forms of packs.

use rulebook::{Rulebook, shipped_files};

const OWN: &str = "packs/be-fwb/forms/circulaire-1785.md";

#[test]
fn the_forms_of_the_packs_can_be_filled_in() {
    let book = Rulebook::load(&shipped_files()).unwrap();
    let pack = book.pack("be-fwb").unwrap();
    assert!(pack.forms().any(|name| name == "circulaire-1785"));
    assert!(pack.form("rien").is_none());
}

#[test]
fn a_form_that_is_none_stops_the_start_and_says_where() {
    let mut files = shipped_files();
    let text = files[OWN].replacen("| text | nom_institution |", "| texte | nom_institution |", 1);
    files.insert(OWN.to_owned(), text);
    let told: Vec<String> = Rulebook::load(&files).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with(&format!("{OWN}: sheet survey, row 3, column A: ")), "{told:?}");
    assert!(told[0].contains("texte"), "{told:?}");
}
