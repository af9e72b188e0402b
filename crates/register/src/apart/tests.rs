// SPDX-License-Identifier: EUPL-1.2
//! What counts as a copy, and what is only the way the trade speaks.

use std::collections::HashSet;

use super::rules::{Mark, is_among, marks_in, marks_of};

const KEY: [u8; 32] = [7; 32];

#[test]
fn a_passage_is_known_again_whatever_its_accents_and_punctuation() {
    let kept = "Répartition des rôles jusqu’à la fin de l’enquête : qui accompagne Sarah, qui parle à la mère, à quel moment.";
    let short = "Sarah ne verra plus son oncle.";
    let table = [
        (kept, kept, true),
        (
            kept,
            "Note du jour. repartition des roles jusqu'a la fin de l'enquete - qui accompagne Sarah !",
            true,
        ),
        (kept, "On a parlé des rôles jusqu’à la fin de l’enquête.", false),
        (kept, "Qui accompagne Sarah, qui parle à la mère ?", false),
        (kept, "", false),
        (short, "Vu hier : Sarah ne verra plus son oncle, dit la mère.", true),
        (short, "Sarah ne verra plus son frère.", false),
        // Too short to be anybody's.
        ("Réunion du jeudi.", "Réunion du jeudi.", false),
        // Ten words in a row are asked for: what the trade calls itself is not an extract.
        (
            "Le service d’aide à la jeunesse de Valmourne reste seul interlocuteur de la mère et des enfants.",
            "Le service d’aide à la jeunesse de Valmourne a reçu la famille.",
            false,
        ),
    ];
    for (kept, written, expected) in table {
        let written_marks: HashSet<Mark> = marks_in(&KEY, written).into_iter().collect();
        assert_eq!(is_among(&marks_of(&KEY, kept).concat(), &written_marks), expected, "« {written} »");
    }
}

#[test]
fn marks_of_another_installation_are_of_no_use() {
    let text = "Qui accompagne Sarah, qui parle à la mère, et quand.";
    let elsewhere: HashSet<Mark> = marks_in(&[8; 32], text).into_iter().collect();
    assert!(!is_among(&marks_of(&KEY, text).concat(), &elsewhere));
}
