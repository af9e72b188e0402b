// SPDX-License-Identifier: EUPL-1.2
//! Groups that are asked as often as needed.

use super::*;

const ROWS: &[&str] = &[
    "begin repeat | menage | Ménage | | ",
    "text | nom | Nom ? | | ",
    "calculate | rang | | | position(..)",
    "begin repeat | enfant | Enfant | | ",
    "integer | age | Âge ? | | ",
    "calculate | petit | | | if(${age} < 6, concat('petit de ', ${nom}), '')",
    "end repeat",
    "calculate | enfants | | | count(${enfant})",
    "calculate | somme | | | sum(${age})",
    "end repeat",
    "calculate | total | | | sum(${enfants})",
    "calculate | second | | | indexed-repeat(${nom}, ${menage}, 2)",
    "text | pourquoi | Pourquoi ? | ${total} > 2 | ",
];

fn begun() -> Instance {
    begin(&form("type,name,label,relevant,calculation", ROWS))
}

#[test]
fn a_reference_means_the_same_turn_and_a_sum_all_of_them() {
    let mut it = begun();
    assert_eq!(it.add("/data/menage").unwrap(), "/data/menage[2]");
    assert_eq!(it.turns("/data/menage[2]/enfant").unwrap(), 0, "a turn that is added has no turns yet");
    it.add("/data/menage[2]/enfant").unwrap();
    assert_eq!(it.add("/data/menage[2]/enfant").unwrap(), "/data/menage[2]/enfant[2]");
    answer(
        &mut it,
        &[
            ("/data/menage[1]/nom", "Dupont"),
            ("/data/menage[2]/nom", "Janssens"),
            ("/data/menage[1]/enfant[1]/age", "3"),
            ("/data/menage[2]/enfant[2]/age", "5"),
            ("/data/menage[2]/enfant[1]/age", "12"),
        ],
    );
    assert_eq!(value(&it, "/data/menage[1]/enfant/petit"), "petit de Dupont");
    assert_eq!(value(&it, "/data/menage[2]/enfant[1]/petit"), "");
    assert_eq!(value(&it, "/data/menage[2]/enfant[2]/petit"), "petit de Janssens");
    assert_eq!(
        (value(&it, "/data/menage[2]/enfants"), value(&it, "/data/menage[2]/somme")),
        ("2".into(), "17".into())
    );
    assert_eq!(value(&it, "/data/total"), "3");
    assert_eq!(value(&it, "/data/second"), "Janssens");
    assert!(is_asked(&it, "/data/pourquoi"));

    it.remove("/data/menage", 1).unwrap();
    assert_eq!(it.turns("/data/menage").unwrap(), 1);
    assert_eq!(value(&it, "/data/menage[1]/nom"), "Janssens");
    assert_eq!(value(&it, "/data/menage[1]/rang"), "1", "those after a turn that goes move up");
    assert_eq!((value(&it, "/data/total"), value(&it, "/data/second")), ("2".to_owned(), String::new()));
    assert!(!is_asked(&it, "/data/pourquoi"));
    assert_eq!(it.remove("/data/menage", 2).unwrap_err().code(), "no-such-turn");
    it.remove("/data/menage", 1).unwrap();
    assert_eq!(value(&it, "/data/total"), "0");
    assert_eq!(it.add("/data/menage").unwrap(), "/data/menage[1]");
    assert_eq!(it.state(), anew(&it));
}

#[test]
fn a_formula_says_how_often_and_what_is_too_much_is_kept() {
    let mut it = begin(&form(
        "type,name,label,repeat_count,default,calculation",
        &[
            "integer | combien | Combien ? | | | ",
            "begin repeat | jeune | Jeune | ${combien} | | ",
            "text | prenom | Prénom ? | | | ",
            "calculate | numero | | | | position(..)",
            "end repeat",
            "calculate | tous | | | | join(', ', ${prenom})",
        ],
    ));
    assert_eq!(it.turns("/data/jeune").unwrap(), 0);
    answer(
        &mut it,
        &[("/data/combien", "3"), ("/data/jeune[1]/prenom", "Ana"), ("/data/jeune[3]/prenom", "Cléo")],
    );
    assert_eq!(value(&it, "/data/tous"), "Ana, , Cléo");
    assert_eq!(value(&it, "/data/jeune[3]/numero"), "3");
    answer(&mut it, &[("/data/combien", "1")]);
    assert_eq!((it.turns("/data/jeune").unwrap(), value(&it, "/data/tous")), (1, "Ana".to_owned()));
    answer(&mut it, &[("/data/combien", "3")]);
    assert_eq!(value(&it, "/data/jeune[3]/prenom"), "Cléo", "a number that was mistyped loses nothing");
    assert_eq!(it.add("/data/jeune").unwrap_err().code(), "counted");
    answer(&mut it, &[("/data/combien", "-4")]);
    assert_eq!(it.turns("/data/jeune").unwrap(), 0);
    answer(&mut it, &[("/data/combien", "1000000")]);
    assert_eq!(it.turns("/data/jeune").unwrap(), MAX_REPEATS);
    assert_eq!(it.state(), anew(&it));
}

#[test]
fn a_turn_may_look_at_the_one_before_it() {
    let mut it = begin(&form(
        "type,name,label,calculation",
        &[
            "begin repeat | mois | Mois | ",
            "integer | recu | Reçu ? | ",
            "calculate | solde | | ${recu} + coalesce(indexed-repeat(${solde}, ${mois}, position(..) - 1), 0)",
            "end repeat",
            "calculate | fin | | /data/mois[last()]/solde",
        ],
    ));
    answer(&mut it, &[("/data/mois[1]/recu", "10")]);
    for turn in 2..=40 {
        it.add("/data/mois").unwrap();
        answer(&mut it, &[(&format!("/data/mois[{turn}]/recu"), "1")]);
    }
    assert_eq!(value(&it, "/data/fin"), "49");
    answer(&mut it, &[("/data/mois[1]/recu", "100")]);
    assert_eq!(value(&it, "/data/fin"), "139");
    it.remove("/data/mois", 1).unwrap();
    assert_eq!(value(&it, "/data/fin"), "39");
    assert_eq!(it.state(), anew(&it));
}

#[test]
fn one_goes_on_as_long_as_one_answers_yes() {
    let mut it = begin(&form(
        "type,name,label,repeat_count,calculation",
        &[
            "begin repeat | contact | Contact | count(${encore}[. = 'oui']) + 1 | ",
            "select_one ouinon | encore | Un autre ? | | ",
            "end repeat",
        ],
    ));
    assert_eq!(it.turns("/data/contact").unwrap(), 1);
    answer(&mut it, &[("/data/contact[1]/encore", "oui"), ("/data/contact[2]/encore", "oui")]);
    assert_eq!(it.turns("/data/contact").unwrap(), 3);
    answer(&mut it, &[("/data/contact[1]/encore", "non")]);
    assert_eq!(it.turns("/data/contact").unwrap(), 2);
}
