// SPDX-License-Identifier: EUPL-1.2
//! The rules of secrecy of the packs: all of them hold together, and what does not is refused at its line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests speak by failing")]

use kernel::Date;
use rulebook::{Rulebook, shipped_files};

fn on(year: i16, month: i8, day: i8) -> Date {
    Date::from_ymd(year, month, day).unwrap()
}

#[test]
fn every_rule_set_that_is_shipped_holds_together() {
    let book = Rulebook::load(&shipped_files()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let folders: usize = shipped_files().keys().filter(|path| path.ends_with("/rules.cedar")).count();
    let common = book.pack("fr").unwrap().rule_sets().iter();
    let common =
        common.filter(|s| book.pack("be-fwb").unwrap().rule_sets().iter().any(|o| o.code() == s.code()));
    let common = common.count();
    let sets: usize = book.packs().map(|pack| pack.rule_sets().len()).sum();
    assert_eq!(sets, folders + common * (book.packs().count() - 1));
}

#[test]
fn every_rule_is_said_to_the_family_in_a_sentence_with_the_law_it_rests_on() {
    let book = Rulebook::shipped().unwrap();
    for set in book.packs().flat_map(|pack| pack.rule_sets()) {
        for lang in kernel::Lang::ALL {
            let said = set.for_family(lang.code());
            assert!(
                said != set.title(lang.code()) && said.ends_with('.'),
                "{} in {}",
                set.code(),
                lang.code()
            );
        }
        assert!(set.main_law().is_some(), "{}", set.code());
    }
    let cited = |code: &str, pack: &str| {
        let set = book.pack(pack).unwrap().rule_set(code, on(2026, 3, 2)).unwrap();
        set.main_law().unwrap().numbers()[0].cite("fr").to_owned()
    };
    assert!(cited("be_circulaire", "be-fwb").contains("Circulaire 1785"), "not the first law that is named");
}

#[test]
fn the_rule_set_in_force_on_the_day_is_found() {
    let book = Rulebook::shipped().unwrap();
    let pack = book.pack("be-fwb").unwrap();
    assert_eq!(pack.rule_set("be_circulaire", on(2026, 3, 2)).unwrap().edition(), "2007-1");
    assert!(pack.rule_set("be_circulaire", on(2007, 3, 6)).is_none());
    assert!(pack.rule_set_edition("be_circulaire", "2007-1").is_some());
    assert!(book.pack("fr").unwrap().rule_set("be_circulaire", on(2026, 3, 2)).is_none());
}

#[test]
fn slips_in_rules_stop_the_start_with_file_line_and_reason() {
    const PAGE: &str = "packs/be-fwb/secrecy/be-circulaire/rule-set.toml";
    const RULES: &str = "packs/be-fwb/secrecy/be-circulaire/rules.cedar";
    const SPARE: &str = "[[alternative]]\ncode = \"spare\"\nwords = { fr = \"a\", nl = \"b\", en = \"c\" }\n\n[[alternative]]\n";
    let slips = [
        (PAGE, "title.nl = ", "#", "the translation nl is missing"),
        (PAGE, "kind = \"shared\"", "kind = \"common\"", "unknown variant `common`"),
        (PAGE, "valid_from = 2026-04-08", "valid_from = 2026-04-31", "invalid date"),
        (PAGE, "code = \"bond\"", "code = \"Bond\"", "may only hold a–z"),
        (PAGE, "[[alternative]]\n", SPARE, "no rule uses the alternative « spare »"),
        (RULES, "@law(\"secrecy, circular\")", "@law(\"secret\")", "there is no law « secret »"),
        (
            RULES,
            "@certainty(\"verified\")",
            "@certainty(\"sure\")",
            "@certainty is verified, known or uncertain",
        ),
        (RULES, "@nl(\"U bent zelf", "@de(\"Sie sind", "C1_discloser: @nl is missing"),
        (RULES, "unless { principal.duty == Duty::\"bound\" };", "when { true };", "says « unless »"),
        (RULES, "principal.duty == Duty::\"bound\"", "principal.duti == Duty::\"bound\"", "attribute `duti`"),
        (RULES, "Answer::\"yes\" };", "Answer::\"ja\" };", "ja"),
        (
            RULES,
            "context.answers.bond == Answer::\"yes\"",
            "context.answers.bond != Answer::\"no\"",
            "never satisfies",
        ),
        (RULES, "@id(\"C3\")", "@id(\"C2\")", "the condition « C2 » is there twice"),
        (RULES, "resource is Item);", "resource is Item) when { true };", "the permit has no condition"),
    ];
    for (path, from, to, expected) in slips {
        let mut files = shipped_files();
        let text = files.get_mut(path).unwrap();
        let at = text.find(from).unwrap_or_else(|| panic!("no « {from} » in {path}"));
        let line = text[..at].matches('\n').count() + 1;
        text.replace_range(at..at + from.len(), to);
        let errors = Rulebook::load(&files).err().unwrap_or_else(|| panic!("not refused: {to}"));
        let found = errors.iter().find(|e| e.reason.contains(expected));
        let found = found.unwrap_or_else(|| panic!("{to}: {errors:#?}"));
        // A rule is named by the line of its @id, which stands a few lines above what is wrong in it.
        assert!(found.file == path && found.line.abs_diff(line) <= 14, "{to}: line {line}: {found}");
    }
}

#[test]
fn files_of_a_rule_set_are_two_and_editions_do_not_overlap() {
    let folder = "packs/fr/secrecy/fr-l226-2-2";
    let errors = |change: &dyn Fn(&mut std::collections::BTreeMap<String, String>)| {
        let mut files = shipped_files();
        change(&mut files);
        let errors = Rulebook::load(&files).err().unwrap_or_default();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let said = errors(&|files| drop(files.remove(&format!("{folder}/rules.cedar"))));
    assert!(said.contains("rules.cedar: this file of a rule set is missing"), "{said}");
    let said = errors(&|files| drop(files.insert(format!("{folder}/rule.cedar"), String::new())));
    assert!(said.contains("rule.cedar: a rule set is made of"), "{said}");
    let said = errors(&|files| {
        for name in ["rule-set.toml", "rules.cedar"] {
            let text = files[&format!("{folder}/{name}")].replace("2007-1", "2027-1");
            files.insert(format!("packs/fr/secrecy/later/{name}"), text);
        }
    });
    assert!(said.contains("two editions of « fr_l226_2_2 » hold on one day"), "{said}");
}
