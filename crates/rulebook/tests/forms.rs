// SPDX-License-Identifier: EUPL-1.2
//! Forms of packs.

use rulebook::{Rulebook, shipped_files};
use smart_forms::form::{self, Choice, Kind, Node, Source};

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

/// The questionnaire as it was printed: 7 fields of identification, 5 sections, 19 times OUI or NON, 6 grids of partners with « Autres »,
/// practices and contacts in four sections, one table of collaborations for as many partners as one has, 8 footnotes.
#[test]
fn the_questionnaire_of_circular_1785_is_whole() {
    let book = Rulebook::load(&shipped_files()).unwrap();
    let source = book.pack("be-fwb").unwrap().form("circulaire-1785").unwrap().to_owned();
    let form = form::check(&smart_forms::book::read(source.as_bytes()).unwrap()).form.unwrap();
    let said =
        |node: &Node| node.label.get("Français (fr)").map(|one| one.written.clone()).unwrap_or_default();
    let labels = |node: &Node| node.children.iter().map(said).collect::<Vec<String>>();
    let [identification, sections @ ..] = form.root.children.as_slice() else { panic!("no parts") };
    assert_eq!(
        labels(identification),
        [
            "NOM DE L’INSTITUTION",
            "NUMERO FASE (le cas échéant)",
            "NOM DU RESPONSABLE",
            "PRENOM DU RESPONSABLE",
            "ARRONDISSEMENT JUDICIAIRE",
            "ADRESSE",
            "TEL."
        ]
    );
    let sections: Vec<&Node> = sections.iter().filter(|node| node.name.starts_with("section_")).collect();
    assert_eq!(
        sections.iter().map(|node| said(node)).collect::<Vec<_>>(),
        [
            "ORGANISATION DU TRAVAIL INTRA-INSTITUTIONNEL",
            "CONNAISSANCE DES PARTENAIRES",
            "RELATIONS INTER-INSTITUTIONS",
            "OUTILS DE COLLABORATION INTER-INSTITUTIONS",
            "COLLABORATION DANS LE CADRE DE LA GESTION DES DOSSIERS INDIVIDUELS"
        ]
    );
    let of_list = |node: &Node, list: &str| {
        let choices = node.question().and_then(|question| question.choices.as_ref());
        choices.is_some_and(|choices| matches!(&choices.source, Source::List(name) if name == list))
    };
    let count = |node: &Node, list: &str| node.walk().filter(|one| of_list(one, list)).count();
    assert_eq!(sections.iter().map(|one| count(one, "oui_non")).collect::<Vec<_>>(), [2, 6, 5, 5, 1]);
    assert_eq!(sections.iter().map(|one| count(one, "partenaires")).collect::<Vec<_>>(), [1, 2, 1, 1, 1]);
    // Each grid is followed by a line for the others.
    let all: Vec<&Node> = form.root.walk().collect();
    for (at, grid) in all.iter().enumerate().filter(|(_, node)| of_list(node, "partenaires")) {
        assert_eq!(
            (all[at + 1].name.as_str(), said(all[at + 1]).as_str()),
            (format!("{}_autres", grid.name).as_str(), "Autres :")
        );
    }
    let list = |name: &str| &form.lists.iter().find(|list| list.name == name).unwrap().choices;
    let column = |choice: &Choice, name: &str| {
        choice
            .columns
            .iter()
            .find(|(column, _)| column == name)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    assert_eq!(list("partenaires").len(), 20);
    let by_sector: Vec<String> = list("partenaires").iter().map(|one| column(one, "secteur")).collect();
    let in_sector = |sector: &str| by_sector.iter().filter(|one| *one == sector).count();
    assert_eq!(
        ["enseignement", "Aide à la Jeunesse", "Aide sociale générale", "Santé", "justice"]
            .map(|part| { by_sector.iter().filter(|one| one.contains(part)).count() }),
        [5, 6, 1, 3, 2]
    );
    assert_eq!(in_sector(""), 3, "what stands alone");
    let repeats = |start: &str| {
        all.iter().filter(|one| matches!(one.kind, Kind::Repeat(_)) && one.name.starts_with(start)).count()
    };
    assert_eq!([repeats("pratiques_"), repeats("contacts_"), repeats("collaborations")], [4, 4, 1]);
    assert_eq!(all.iter().filter(|one| said(one) == "Pourquoi ?").count(), 1);
    // The head of the table is made of its list, and asks nothing.
    let rows = all.iter().filter(|one| of_list(one, "voies") && !one.name.starts_with("reserved"));
    assert_eq!(rows.map(|one| one.name.as_str()).collect::<Vec<_>>(), ["m1", "m2", "m3", "m4", "m5"]);
    assert_eq!(list("voies").len(), 3, "the type itself, orally, in writing");
    let notes = all.iter().filter(|one| one.guidance.get("Français (fr)").is_some()).count()
        + list("partenaires").iter().filter(|one| !column(one, "note").is_empty()).count();
    assert_eq!(notes, 8);
    assert!(all.iter().all(|one| one.bind.required.is_none()), "nothing is mandatory");
}
