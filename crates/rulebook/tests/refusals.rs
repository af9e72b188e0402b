// SPDX-License-Identifier: EUPL-1.2
//! A pack that does not hold together is refused, naming the file, the line and the reason.
//!
//! Each case takes the real packs, spoils one thing as a hurried hand would, and reads the refusal.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests speak by failing")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use rulebook::{Pack, PackError, Rulebook, shipped_files};

type Files = BTreeMap<String, String>;

/// Replaces the first `from` found after the line that contains `anchor`; gives the files and the line touched.
fn spoilt(path: &str, anchor: &str, from: &str, to: &str) -> (Files, usize) {
    let mut files = shipped_files();
    let text = files.get_mut(path).unwrap_or_else(|| panic!("no file {path}"));
    let start = text.find(anchor).unwrap_or_else(|| panic!("no « {anchor} » in {path}"));
    let at = start + text[start..].find(from).unwrap_or_else(|| panic!("no « {from} » after « {anchor} »"));
    let line = text[..at].matches('\n').count() + 1;
    text.replace_range(at..at + from.len(), to);
    (files, line)
}

fn refusals(files: &Files) -> Vec<PackError> {
    Rulebook::load(files).err().unwrap_or_default()
}

fn shown(errors: &[PackError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_slip_is_refused_at_its_line() {
    // file, where to look, what is there, what is put instead, what the refusal says
    let slips = [
        // A translation dropped: the line of the entry is named.
        ("packs/fr/terms.toml", "id = \"triage\"", "nl = ", "#nl", "the translation nl is missing"),
        (
            "packs/common/lists-cases.toml",
            "[list.relationship.parent]",
            "en = \"parent\"",
            "",
            "the translation en is missing",
        ),
        ("packs/be-fwb/service-types.toml", "[service_type.saj]", "role.nl", "role.xx", "unknown key « xx »"),
        (
            "packs/be-fwb/service-types.toml",
            "[service_type.saj]",
            "\"Youth aid service (SAJ)\"",
            "\"\"",
            "en must be a text that is not empty",
        ),
        // Cross-checks.
        (
            "packs/be-fwb/service-types.toml",
            "[service_type.spj]",
            "\"youth_aid\"",
            "\"youthaid\"",
            "unknown sector « youthaid »",
        ),
        (
            "packs/be-fwb/service-aliases.toml",
            "old = \"SAIE\"",
            "\"sase\"",
            "\"sasse\"",
            "unknown service type « sasse »",
        ),
        (
            "packs/fr/terms.toml",
            "id = \"evaluation\"",
            "\"concern_received\"",
            "\"concern_recieved\"",
            "unknown start event « concern_recieved »",
        ),
        (
            "packs/fr/terms.toml",
            "id = \"evaluation\"",
            "\"evaluation_concluded\"",
            "\"evaluated\"",
            "unknown end event « evaluated »",
        ),
        (
            "packs/fr/terms.toml",
            "id = \"evaluation\"",
            "\"lead\"",
            "\"boss\"",
            "« boss » is not in the list « escalation »",
        ),
        (
            "packs/be-fwb/terms.toml",
            "id = \"acknowledgement\"",
            "source_nl = \"Voorgesteld gebruik, door elke dienst te bevestigen\"",
            "source_nl = \"Usage proposé, à confirmer par chaque service\"",
            "what we propose ourselves is said in every language",
        ),
        // Dates.
        (
            "packs/be-fwb/service-aliases.toml",
            "old = \"SAIE\"",
            "to = 2018-12-31",
            "to = 1998-12-31",
            "to (1998-12-31) is before from (1999-03-15)",
        ),
        ("packs/fr/terms.toml", "id = \"feedback\"", "2022-02-09", "2022-02-30", "not TOML"),
        (
            "packs/fr/terms.toml",
            "id = \"feedback\"",
            "2022-02-09",
            "\"2022-02-09\"",
            "valid_from must be a date without quotes",
        ),
        (
            "packs/fr/holidays.toml",
            "[holiday.national_day]",
            "\"07-14\"",
            "\"14-07\"",
            "a holiday has either",
        ),
        (
            "packs/fr/holidays.toml",
            "[holiday.national_day]",
            "\"07-14\"",
            "\"02-29\"",
            "a holiday has either",
        ),
        // Codes.
        (
            "packs/fr/terms.toml",
            "id = \"evaluation\"",
            "\"verified\"",
            "\"sure\"",
            "certainty « sure » is not one of: verified, known, uncertain",
        ),
        (
            "packs/fr/terms.toml",
            "id = \"evaluation\"",
            "\"unknown\"",
            "\"maybe\"",
            "working_day_rule « maybe » is not one of",
        ),
        (
            "packs/fr/service-types.toml",
            "[service_type.crip]",
            "\"bound\"",
            "\"secret\"",
            "secrecy « secret » is not one of",
        ),
        (
            "packs/fr/service-types.toml",
            "[service_type.crip]",
            "receives_concerns",
            "receive_concerns",
            "unknown key « receive_concerns »",
        ),
        (
            "packs/fr/service-types.toml",
            "[service_type.crip]",
            "= true",
            "= \"yes\"",
            "receives_concerns must be true or false",
        ),
        (
            "packs/common/lists-concerns.toml",
            "[list.reporter_capacity.school]",
            "\"professional\"",
            "\"pro\"",
            "group « pro » is not one of: professional, other",
        ),
        // Terms.
        (
            "packs/fr/terms.toml",
            "id = \"evaluation\"",
            "{ months = 3 }",
            "{ months = 3, days = 2 }",
            "lasts must be one of",
        ),
        (
            "packs/fr/terms.toml",
            "id = \"evaluation\"",
            "{ months = 3 }",
            "{ months = 0 }",
            "lasts must be one of",
        ),
        (
            "packs/fr/terms.toml",
            "id = \"acknowledgement\"",
            "\"none\"",
            "\"next_working_day\"",
            "in hours or working days never moves",
        ),
        (
            "packs/fr/terms.toml",
            "id = \"acknowledgement\"",
            "[\"intake\", \"supervisor\"]",
            "[]",
            "somebody must be told",
        ),
        // Scales.
        (
            "packs/fr/scales.toml",
            "letter = \"U\"",
            "anchor.en",
            "#anchor.en",
            "the translation en is missing",
        ),
        (
            "packs/fr/scales.toml",
            "letter = \"U\"",
            "value = 2",
            "value = 4",
            "level 2 was expected here, found 4",
        ),
        (
            "packs/fr/scales.toml",
            "no_danger_but_immediate",
            "at_least = 3",
            "at_least = 7",
            "the scale urgency has no level 7",
        ),
        // The heading.
        (
            "packs/fr/pack.toml",
            "[pack]",
            "\"Europe/Paris\"",
            "\"Europe/Pari\"",
            "no time zone is called « Europe/Pari »",
        ),
        ("packs/fr/pack.toml", "[pack]", "code = \"fr\"", "code = \"france\"", "not the name of the folder"),
        (
            "packs/be-fwb/pack.toml",
            "[pack]",
            "\"be_bruxelles\"",
            "\"be_fwb_wallonie\"",
            "covered and not covered at once",
        ),
        ("packs/fr/pack.toml", "[pack]", "\"saturday\"", "\"samedi\"", "« samedi » is not one of"),
        (
            "packs/fr/pack.toml",
            "[ages]",
            "young_adult_under = 21",
            "young_adult_under = 12",
            "a young adult is older than a child",
        ),
        (
            "packs/fr/pack.toml",
            "[caseload]",
            "watch_from = 25",
            "watch_from = 0",
            "begins with one case at least",
        ),
        // Not TOML at all.
        ("packs/fr/sectors.toml", "[sector.health]", "fr = \"", "fr = ", "this is not TOML"),
    ];
    for (path, anchor, from, to, reason) in slips {
        let (files, line) = spoilt(path, anchor, from, to);
        let errors = refusals(&files);
        let found = errors.iter().find(|e| e.file == path && e.reason.contains(reason));
        let found =
            found.unwrap_or_else(|| panic!("{path}: {from} → {to}: no « {reason} » in:\n{}", shown(&errors)));
        // A missing key, or a group, is told at the head of its block; anything else at the very line.
        let block_starts = |l: usize| l <= line && line - l <= 18;
        let at_head = ["missing", "a holiday has either", "group «"].iter().any(|r| reason.contains(r));
        assert!(
            if at_head { found.line > 0 && block_starts(found.line) } else { found.line == line },
            "{path}: expected line {line}, found {found}"
        );
        assert!(found.to_string().starts_with(&format!("{path}:{}: ", found.line)));
    }
}

#[test]
fn names_that_mean_two_things_on_one_day_are_refused() {
    let alias = |old: &str, from: &str, to: &str, new: &str| {
        let mut files = shipped_files();
        let text = files.get_mut("packs/be-fwb/service-aliases.toml").unwrap();
        let line = text.matches('\n').count() + 2;
        text.push_str(&format!(
            "\n[[alias]]\nold = \"{old}\"\nfr = \"x\"\nnl = \"x\"\nen = \"x\"\nnew = \"{new}\"\nfrom = {from}\nto = {to}\nsource = \"x\"\ncertainty = \"known\"\n"
        ));
        (refusals(&files), line)
    };
    let (errors, line) = alias("saïe", "2018-12-31", "2019-06-30", "srg");
    assert_eq!(errors.len(), 1, "{}", shown(&errors));
    assert_eq!((errors[0].file.as_str(), errors[0].line), ("packs/be-fwb/service-aliases.toml", line));
    assert!(errors[0].reason.contains("means two services on the same day"));
    // A day later the word is free again.
    assert!(alias("SAIE", "2019-01-01", "2019-06-30", "srg").0.is_empty());
    // An old name may not hide a name of today.
    assert!(
        shown(&alias("SRU", "2020-01-01", "2020-06-30", "srg").0).contains("is also today’s name of « sru »")
    );
}

#[test]
fn what_is_written_twice_or_not_at_all_is_refused() {
    let changed = |path: &str, change: &dyn Fn(&mut String)| {
        let mut files = shipped_files();
        change(files.get_mut(path).unwrap());
        shown(&refusals(&files))
    };
    let again = "\n[[term]]\nid = \"evaluation\"\nfr = \"x\"\nnl = \"x\"\nen = \"x\"\nstarts_with = \"concern_received\"\nends_with = \"evaluation_concluded\"\nlasts = { months = 4 }\nworking_day_rule = \"none\"\nbasis = \"law\"\nsource = \"x\"\ncertainty = \"known\"\nvalid_from = 2027-01-01\nremind_days = 1\nescalates_to = [\"lead\"]\n";
    let errors = changed("packs/fr/terms.toml", &|t| t.push_str(again));
    assert!(
        errors.contains("the term « evaluation » is written twice for the same days and circumstances"),
        "{errors}"
    );
    let errors =
        changed("packs/fr/lists.toml", &|t| *t = t.replace("[list.frame.penal]", "[list.frame.none]"));
    assert!(errors.contains("packs/fr/lists.toml:") && errors.contains("not TOML"), "{errors}");
    let errors = changed("packs/be-fwb/service-types-partners.toml", &|t| {
        *t = t.replace("[service_type.hospital]", "[service_type.saj]");
    });
    assert!(
        errors.contains("the service type « saj » is written already, at packs/be-fwb/service-types.toml:"),
        "{errors}"
    );
    let errors = changed("packs/fr/terms.toml", &|t| {
        *t = t.replace("id = \"transfer_answer\"", "id = \"transfer_reply\"")
    });
    assert!(errors.contains("packs/fr/terms.toml: the term « transfer_answer » is missing"), "{errors}");
    let errors = changed("packs/common/lists-concerns.toml", &|t| {
        *t = t.replace("[list.triage_outcome.advice_only]", "[list.triage_outcome.advice]");
    });
    assert!(errors.contains("the list « triage_outcome » lacks the entry « advice_only »"), "{errors}");
    let errors = changed("packs/fr/lists.toml", &|t| *t = t.replace("list.frame.", "list.frames."));
    assert!(errors.contains("the list « frame » is missing"), "{errors}");
}

#[test]
fn files_that_are_missing_or_unknown_are_refused() {
    let without = |path: &str| {
        let mut files = shipped_files();
        files.remove(path).unwrap();
        shown(&refusals(&files))
    };
    assert!(without("packs/fr/holidays.toml").contains("packs/fr: holidays.toml is missing"));
    assert!(without("packs/fr/scales.toml").contains("packs/fr: scales.toml is missing"));
    assert!(without("packs/fr/pack.toml").contains("packs/fr: this folder has no pack.toml"));
    assert!(without("packs/common/events.toml").contains("packs/common: events.toml is missing"));
    let mut files = shipped_files();
    files.insert("packs/fr/term.toml".to_owned(), String::new());
    assert!(shown(&refusals(&files)).contains("packs/fr/term.toml: no file of a pack is called term.toml"));
    assert!(shown(&refusals(&BTreeMap::new())).contains("no folder with a pack.toml was given"));
    // What lies deeper, in folders of which we know nothing, is read by others.
    let mut files = shipped_files();
    files.insert("packs/fr/pictures/feedback.toml".to_owned(), "not = ours".to_owned());
    assert!(refusals(&files).is_empty());
}

#[test]
fn all_that_is_wrong_is_told_at_once_and_one_pack_can_be_loaded_alone() {
    let (mut files, _) = spoilt("packs/fr/terms.toml", "id = \"triage\"", "\"concern_triaged\"", "\"x\"");
    let text = files.get_mut("packs/be-fwb/sectors.toml").unwrap();
    *text = text.replace("[sector.health]", "[sector.healthy]");
    let errors = refusals(&files);
    assert!(errors.iter().any(|e| e.file == "packs/fr/terms.toml"));
    assert!(errors.iter().filter(|e| e.reason.contains("unknown sector « health »")).count() > 1);
    assert!(errors.is_sorted());

    let only = |code: &str| {
        let keep =
            |path: &String| path.starts_with("packs/common/") || path.starts_with(&format!("packs/{code}/"));
        shipped_files().into_iter().filter(|(path, _)| keep(path)).collect::<Files>()
    };
    assert_eq!(Pack::load(&only("fr")).unwrap().code, "fr");
    assert!(shown(&Pack::load(&shipped_files()).unwrap_err()).contains("one pack was expected"));
    assert!(shown(&Pack::load(&BTreeMap::new()).unwrap_err()).contains("no pack.toml was given"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever lines are lost, the loader answers: with packs that hold together, or with refusals that name
    /// a file that was given. It never stops the program.
    #[test]
    fn lost_lines_never_stop_the_program(pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), len in 1usize..12) {
        let mut files = shipped_files();
        let path = pick.get(&files.keys().cloned().collect::<Vec<_>>()).clone();
        let lines: Vec<&str> = files[&path].lines().collect();
        let from = at.index(lines.len());
        let kept: Vec<&str> = lines.iter().enumerate().filter(|(i, _)| !(from..from + len).contains(i)).map(|(_, l)| *l).collect();
        let text = kept.join("\n");
        let count = text.lines().count();
        files.insert(path.clone(), text);
        if let Err(errors) = Rulebook::load(&files) {
            for e in errors {
                prop_assert!(e.file.starts_with("packs/"));
                prop_assert!(e.file != path || e.line <= count + 1, "{}", e);
            }
        }
    }
}
