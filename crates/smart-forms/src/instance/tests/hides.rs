// SPDX-License-Identifier: EUPL-1.2
//! What is not asked is hidden, counts for nothing, and is given back.

use super::*;

const ROWS: &[&str] = &[
    "select_one ouinon | heberge | Hébergez-vous des jeunes ? | | ",
    "begin group | accueil | Accueil | ${heberge} = 'oui' | ",
    "integer | places | Combien de places ? | | ",
    "integer | prises | Combien sont prises ? | ${places} > 0 | ",
    "end group",
    "calculate | libres | | | ${places} - ${prises}",
    "note | merci | Il reste ${libres} places | ${libres} > 0 | ",
];

fn begun() -> Instance {
    begin(&form("type,name,label,relevant,calculation", ROWS))
}

#[test]
fn a_group_that_is_not_asked_hides_all_within_and_gives_it_back() {
    let mut it = begun();
    assert!(!is_asked(&it, "/data/accueil") && !is_asked(&it, "/data/accueil/places"));
    answer(
        &mut it,
        &[("/data/heberge", "oui"), ("/data/accueil/places", "12"), ("/data/accueil/prises", "5")],
    );
    assert_eq!(value(&it, "/data/libres"), "7");
    assert_eq!(it.label("/data/merci").unwrap(), "Il reste 7 places");

    answer(&mut it, &[("/data/heberge", "non")]);
    assert!(!is_asked(&it, "/data/accueil/prises"));
    assert_eq!(value(&it, "/data/accueil/prises"), "");
    assert_eq!(value(&it, "/data/libres"), "", "what is not asked counts as empty");
    assert_eq!(it.kept("/data/accueil/prises").unwrap(), "5", "the draft keeps it");
    assert_eq!(state(&it, "/data/accueil/prises"), AnswerState::NotRelevant);
    assert!(!it.xml().contains("<places"), "it is not submitted: {}", it.xml());

    answer(&mut it, &[("/data/heberge", "oui")]);
    assert_eq!(value(&it, "/data/accueil/prises"), "5");
    assert_eq!(value(&it, "/data/libres"), "7");
    assert_eq!(it.state(), anew(&it));
}

#[test]
fn no_answer_is_not_one_thing() {
    let mut it = begun();
    assert_eq!(state(&it, "/data/heberge"), AnswerState::NotAsked);
    it.asked("/data").unwrap();
    assert_eq!(state(&it, "/data/heberge"), AnswerState::Unanswered);
    assert_eq!(state(&it, "/data/accueil/places"), AnswerState::NotRelevant);
    it.decline("/data/heberge").unwrap();
    assert_eq!(state(&it, "/data/heberge"), AnswerState::Declined);
    it.set("/data/heberge", "oui").unwrap();
    assert_eq!(state(&it, "/data/heberge"), AnswerState::Answered);
    assert_eq!(
        state(&it, "/data/accueil/places"),
        AnswerState::NotAsked,
        "it was hidden when the page was shown"
    );
    it.unknown("/data/accueil/places").unwrap();
    assert_eq!(state(&it, "/data/accueil/places"), AnswerState::Unknown);
    it.clear("/data/heberge").unwrap();
    assert_eq!(state(&it, "/data/heberge"), AnswerState::Unanswered);
    it.set("/data/heberge", "oui").unwrap();
    assert_eq!(state(&it, "/data/accueil/places"), AnswerState::Unknown, "what was said is given back, too");
}

#[test]
fn what_is_drawn_once_stays_although_it_is_hidden_for_a_while() {
    let mut it = begin(&form(
        "type,name,label,relevant,calculation",
        &[
            "select_one ouinon | voir | Voir ? | | ",
            "calculate | numero | | ${voir} = 'oui' | once(random())",
            "calculate | tirage | | ${voir} = 'oui' | random()",
            "calculate | dossier | | | concat('D-', uuid())",
        ],
    ));
    let dossier = value(&it, "/data/dossier");
    answer(&mut it, &[("/data/voir", "oui")]);
    let (numero, tirage) = (value(&it, "/data/numero"), value(&it, "/data/tirage"));
    assert!(!numero.is_empty() && !tirage.is_empty());
    for answered in ["non", "oui", "oui", "non", "oui"] {
        answer(&mut it, &[("/data/voir", answered)]);
        it.state();
        it.label("/data/voir").unwrap();
    }
    assert_eq!((value(&it, "/data/numero"), value(&it, "/data/tirage")), (numero, tirage));
    assert_eq!(value(&it, "/data/dossier"), dossier);
}
