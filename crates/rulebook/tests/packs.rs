// SPDX-License-Identifier: EUPL-1.2
//! The real packs load and say what the trade expects of them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests speak by failing")]

use kernel::{Date, Lang, SecrecyStatus};
use rulebook::{Certainty, DefaultSecrecy, Pack, Rulebook, list, shipped_files};

fn rulebook() -> Rulebook {
    Rulebook::shipped().unwrap_or_else(|errors| {
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("the shipped packs do not load:\n{}", all.join("\n"));
    })
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn both_packs_load_and_brussels_is_not_wallonia() {
    let book = rulebook();
    let codes: Vec<&str> = book.packs().map(|p| p.code.as_str()).collect();
    assert_eq!(codes, ["be-fwb", "fr"]);
    assert_eq!(book.covering("be_fwb_wallonie").map(|p| p.code.as_str()), Some("be-fwb"));
    assert_eq!(book.covering("fr").map(|p| p.code.as_str()), Some("fr"));
    for nobody in ["be_bruxelles", "be_ost", "be", "belgium", "be-fwb"] {
        assert!(book.covering(nobody).is_none(), "{nobody}");
    }
    assert_eq!(book.pack("be-fwb").unwrap().languages, Lang::ALL);
    // No law fixes how many cases one person leads: the mark is a usage, and says so.
    let caseload = book.pack("fr").unwrap().caseload.clone().unwrap();
    assert_eq!((caseload.watch_from, caseload.footing.certainty), (25, Certainty::Known));
}

/// Every type named by the demo world, with its row of the grid of circular 1785 and its default secrecy.
#[test]
fn the_services_of_the_demo_world_are_described() {
    use DefaultSecrecy::{Bound as B, Discretion as D, Judicial as J, Mixed as M};
    let be = [
        ("saj", "P07", B),
        ("spj", "P08", B),
        ("tj", "P99", J),
        ("parquet", "P18", J),
        ("sos_enfants", "P20", B),
        ("cpms", "P03", B),
        ("pse", "P02", B),
        ("school", "P01", D),
        ("boarding", "P01", D),
        ("school_mediation", "P04", M),
        ("mobile_team", "P05", M),
        ("sas", "P06", M),
        ("amo", "P09", B),
        ("sase", "P10", B),
        ("sapse", "P10", B),
        ("srg", "P10", B),
        ("sru", "P10", B),
        ("srs", "P10", B),
        ("sare", "P10", B),
        ("foster_service", "P10", B),
        ("ippj", "P11", B),
        ("everberg", "P12", B),
        ("cpas", "P13", B),
        ("hospital", "P14", B),
        ("ssm", "P15", B),
        ("family_planning", "P16", B),
        ("police_fj", "P17", J),
        ("pssp", "P19", M),
        ("one", "P99", B),
        ("srj", "P99", B),
        ("hotline", "P99", B),
        ("host", "P99", D),
        ("justice_house", "P99", D),
    ];
    let fr = [
        ("crip", B),
        ("ase", B),
        ("pmi", B),
        ("je", J),
        ("parquet_mineurs", J),
        ("aemo", B),
        ("reparation", B),
        ("mecs", B),
        ("cmpp", B),
        ("host", D),
    ];
    let book = rulebook();
    let pack = book.pack("be-fwb").unwrap();
    for (code, grid, secrecy) in be {
        let found = pack.service_type(code).unwrap_or_else(|| panic!("{code} is missing"));
        assert_eq!(found.grid_row.as_deref(), Some(grid), "{code}");
        assert_eq!(found.secrecy, secrecy, "{code}");
    }
    let pack = book.pack("fr").unwrap();
    for (code, secrecy) in fr {
        assert_eq!(pack.service_type(code).map(|t| t.secrecy), Some(secrecy), "{code}");
    }
    assert_eq!(M.status(), None);
    assert_eq!(D.status(), Some(SecrecyStatus::DiscretionOnly));
}

#[test]
fn those_who_receive_concerns_are_few_and_bound() {
    for pack in rulebook().packs() {
        let receivers: Vec<&str> =
            pack.service_types().iter().filter(|t| t.receives_concerns).map(|t| t.code.as_str()).collect();
        assert!(!receivers.is_empty(), "{}", pack.code);
        for t in pack.service_types() {
            if t.receives_concerns {
                assert_eq!(t.secrecy, DefaultSecrecy::Bound, "{}", t.code);
                assert!(t.leads_cases, "{}", t.code);
            }
            if matches!(t.secrecy, DefaultSecrecy::Judicial | DefaultSecrecy::Discretion) {
                assert!(!t.leads_cases, "{} leads no case", t.code);
            }
        }
    }
}

/// Old names lead to today's types on the days they were in use, and to nothing on others.
#[test]
fn old_names_are_found_by_date() {
    let book = rulebook();
    let pack = book.pack("be-fwb").unwrap();
    let cases = [
        ("SAIE", "2007-03-07", Some("sase"), true), // circular 1785, partner P10
        ("SAIE", "2018-12-31", Some("sase"), true),
        ("SAIE", "2019-01-01", None, false), // arrêté of 5 December 2018
        ("SASE", "2026-09-15", Some("sase"), false),
        ("SASE", "2007-03-07", None, false), // nobody said SASE then
        ("COE", "2007-03-07", Some("sapse"), true),
        ("SAAE", "2007-03-07", Some("srg"), true),
        ("CAU", "2007-03-07", Some("sru"), true),
        ("CAS", "2007-03-07", Some("srs"), true),
        ("SPEP", "2007-03-07", Some("sare"), true),
        ("SPF", "2007-03-07", Some("foster_service"), true),
        ("PPP", "2007-03-07", Some("pep"), true),
        ("CPA", "2007-03-07", Some("sroo"), true),
        ("COO", "2007-03-07", Some("sroo"), true),
        ("IMS", "2002-08-31", Some("pse"), true), // « anciennement appelé IMS »
        ("IMS", "2007-03-07", None, false),
        ("CAEVM", "2007-03-07", Some("caevm"), false), // no certain successor: stays itself
        ("CAEVM", "2026-09-15", None, false),
        ("amo", "2026-09-15", Some("amo"), false),
        ("aide en milieu ouvert", "2007-03-07", Some("amo"), true),
        ("Contrats", "2007-03-07", None, false),
        ("équipe sos enfants", "2026-09-15", Some("sos_enfants"), false),
        ("EQUIPE SOS-ENFANTS", "2026-09-15", Some("sos_enfants"), false),
        ("", "2026-09-15", None, false),
    ];
    for (word, on, expected, by_alias) in cases {
        let found = pack.service_type_named(word, day(on));
        assert_eq!(found.map(|n| n.service_type.code.as_str()), expected, "{word} on {on}");
        assert_eq!(found.is_some_and(|n| n.alias.is_some()), by_alias, "{word} on {on}");
    }
    let unsure = pack.aliases().iter().find(|a| a.old == "SPF").unwrap();
    assert_eq!(unsure.footing.certainty, Certainty::Uncertain);
}

/// Danger, gravity, urgency, as given in the stories and in a form filled too fast.
#[test]
fn levels_that_contradict_each_other_are_refused_with_a_way_out() {
    let cases = [
        ((2, 2, 1), None), // Lina: a danger that can wait for an appointment
        ((3, 3, 2), None), // twins to be born: grave, within days
        ((1, 1, 1), None), // Zoé: a risk
        ((3, 2, 3), None), // Robin
        ((0, 0, 0), None), // nothing
        ((0, 0, 3), Some("no_danger_but_immediate")), // « pas de danger » with « tout de suite »
        ((3, 3, 0), Some("grave_danger_but_no_hurry")),
        ((2, 0, 1), Some("danger_without_harm")),
    ];
    for pack in rulebook().packs() {
        for ((d, g, u), refused) in cases {
            let found = pack.check_scales(d, g, u).err();
            assert_eq!(found.map(|c| c.id.as_str()), refused, "D{d} G{g} U{u}");
            for lang in Lang::ALL {
                assert!(
                    found.is_none_or(|c| !c.way_out.get(lang).is_empty() && !c.reason.get(lang).is_empty())
                );
            }
        }
        // What was not rated contradicts nothing.
        assert!(pack.check_scales(0, None, None).is_ok());
        assert!(pack.check_scales(None, None, 3).is_ok());
        // Possible but rare: a sentence is asked.
        let asked: Vec<&str> = pack.scales.questions(0, 3, 1).map(|c| c.id.as_str()).collect();
        assert_eq!(asked, ["serious_harm_but_no_danger"]);
        assert_eq!(pack.scales.danger.level(2).unwrap().name.get(Lang::Fr), "Danger");
        assert!(pack.scales.urgency.level(4).is_none());
        for scale in [&pack.scales.danger, &pack.scales.gravity, &pack.scales.urgency] {
            assert_eq!(scale.levels.len(), 4);
        }
    }
}

#[test]
fn a_pack_says_shared_words_in_its_own_way_and_nothing_stored_is_blank() {
    let book = rulebook();
    let (be, fr) = (book.pack("be-fwb").unwrap(), book.pack("fr").unwrap());
    assert_eq!(be.word(list::TRIAGE_OUTCOME, "qualified", Lang::Fr), "Inquiétude retenue\u{a0}: à évaluer");
    assert_eq!(
        fr.word(list::TRIAGE_OUTCOME, "qualified", Lang::Fr),
        "Information préoccupante\u{a0}: à évaluer"
    );
    assert_eq!(fr.word(list::TRIAGE_OUTCOME, "no_longer_known", Lang::Nl), "no_longer_known");
    let outcomes: Vec<&str> =
        fr.list(list::TRIAGE_OUTCOME).unwrap().on(day("2026-09-15")).map(|e| e.code.as_str()).collect();
    assert_eq!(outcomes, ["not_concern", "advice_only", "redirected", "immediate_danger", "qualified"]);
    // « Famille introuvable » is of the group nobody may count as « no danger ».
    for pack in [be, fr] {
        let untraceable = pack.entry(list::CLOSURE_REASON, "untraceable").unwrap();
        assert_eq!(untraceable.group.as_deref(), Some("unknown"));
        assert!(untraceable.explanation.is_some());
    }
    assert!(
        be.entry(list::FRAME, "consented").is_some() && fr.entry(list::FRAME, "administrative").is_some()
    );
}

/// French typography in what people read: no straight apostrophe, spaces that do not break before « : ; ? ! ».
#[test]
fn words_are_set_with_care() {
    fn words(pack: &Pack) -> Vec<(String, String)> {
        let mut all = Vec::new();
        let mut add = |place: &rulebook::Place, text: &rulebook::Text| {
            for lang in Lang::ALL {
                all.push((format!("{place} ({})", lang.code()), text.get(lang).to_owned()));
            }
        };
        for entry in pack.lists().flat_map(|l| &l.entries) {
            add(&entry.place, &entry.label);
            entry.explanation.iter().for_each(|t| add(&entry.place, t));
        }
        for t in pack.service_types() {
            add(&t.place, &t.name);
            add(&t.place, &t.role);
            t.note.iter().for_each(|n| add(&t.place, n));
        }
        pack.terms().iter().for_each(|t| add(&t.place, &t.name));
        for c in &pack.scales.contradictions {
            add(&c.place, &c.reason);
            add(&c.place, &c.way_out);
        }
        for s in [&pack.scales.danger, &pack.scales.gravity, &pack.scales.urgency] {
            add(&s.place, &s.question);
            s.levels.iter().for_each(|l| add(&s.place, &l.anchor));
        }
        all
    }
    let mut wrong = Vec::new();
    for pack in rulebook().packs() {
        for (place, text) in words(pack) {
            let breaking = place.ends_with("(fr)")
                && [" :", " ;", " ?", " !", "« ", " »"].iter().any(|bad| text.contains(bad));
            if text.contains('\'') || text.contains("  ") || breaking {
                wrong.push(format!("{place}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Both packs are read at every start: it must not be felt. Generous here (debug build, shared machine);
/// measured in release by `cargo test -p rulebook --release -- --ignored --nocapture`.
#[test]
#[ignore = "a measure, not a check"]
#[allow(clippy::disallowed_methods, reason = "measuring is the purpose")]
fn how_long_loading_takes() {
    let files = shipped_files();
    let start = std::time::Instant::now();
    for _ in 0..50 {
        Rulebook::load(&files).unwrap();
    }
    println!("loading both packs: {:?}", start.elapsed() / 50);
}

/// A rule by which a file is kept says for how long, from when on, where that stands and how sure it is; another one can
/// always be named.
#[test]
fn every_rule_of_retention_says_how_long_and_where_it_stands() {
    for pack in rulebook().packs() {
        let rules = pack.list(list::RETENTION_RULE).unwrap();
        assert!(rules.entries.len() > 1 && rules.entry("other").is_some(), "{}", pack.code);
        for rule in rules.entries.iter().filter(|r| r.code != "other") {
            let told = rule.explanation.as_ref().map(|text| text.get(Lang::Fr)).unwrap_or_default();
            assert!(told.contains("Durée") && told.contains("Point de départ"), "{}", rule.code);
            assert!(
                rule.footing.as_ref().is_some_and(|f| !f.source.get(Lang::Fr).is_empty()),
                "{}",
                rule.code
            );
        }
    }
    let belgian = rulebook();
    let belgian = belgian.pack("be-fwb").unwrap().entry(list::RETENTION_RULE, "none_found").unwrap();
    assert_eq!(belgian.footing.as_ref().unwrap().certainty, Certainty::Uncertain);
}

/// Who came by themselves, for help or for care, is not told of to others; who was sent, or is protected, can be found.
#[test]
fn services_of_voluntary_help_and_of_care_answer_no_search_from_outside() {
    let book = rulebook();
    let silent = |code: &str| -> Vec<&str> {
        let types = book.pack(code).unwrap().service_types().iter();
        types.filter(|t| !t.answers_searches()).map(|t| t.code.as_str()).collect()
    };
    assert_eq!(silent("be-fwb"), ["amo", "ssm"]);
    assert_eq!(silent("fr"), ["cmp", "cmpp"]);
    for pack in book.packs() {
        for t in pack.service_types().iter().filter(|t| !t.answers_searches()) {
            let said = t.existence.as_ref().unwrap();
            assert!(!said.footing.source.get(Lang::Fr).is_empty(), "{} says why", t.code);
            assert!(!t.receives_concerns && !t.mandates, "{} is nobody’s to be sent to", t.code);
        }
    }
}
