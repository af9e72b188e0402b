// SPDX-License-Identifier: EUPL-1.2
//! What stops the build, and where it says the fault is.

use std::path::PathBuf;
use std::{env, fs};

use words_build::{Language, Source};

/// The faults of a slice as `file:line: what`, in order.
fn faults(fr: &str, nl: &str, en: &str) -> Vec<String> {
    let sources = Language::ALL.iter().zip([fr, nl, en]).map(|(language, text)| Source {
        language: *language,
        file: language.file_name().into(),
        text: text.to_owned(),
    });
    match words_build::generate(&sources.collect::<Vec<_>>(), "Lang") {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

/// The faults when the same is written in the three languages, as told of the Dutch file.
fn faults_everywhere(text: &str) -> Vec<String> {
    let faults = faults(text, text, text);
    faults.into_iter().filter_map(|fault| fault.strip_prefix("nl.ftl:").map(str::to_owned)).collect()
}

/// The faults of a French text, the other languages being right.
fn french(text: &str) -> Vec<String> {
    faults(&format!("a = {text}\n"), "a = x\n", "a = x\n")
}

#[test]
fn keys_agree_and_all_faults_are_told_at_once() {
    let found = faults(
        "first = Un\nsecond = Deux\n    .hint = Aide\nthird = Trois\n",
        "first = Een\nthird = Drie\nfourth = Vier\n",
        "second = Two\n    .hint = Help\n\nfirst = One\nfirst = Again\n",
    );
    assert_eq!(
        found,
        [
            "en.ftl:2: `third` is missing (fr.ftl has it at line 4)",
            "en.ftl:5: `first` is written twice, first at line 4",
            "nl.ftl:1: `second.hint` is missing (fr.ftl has it at line 3)",
            "nl.ftl:1: `second` is missing (fr.ftl has it at line 2)",
            "nl.ftl:3: `fourth` is one too many: fr.ftl does not have it",
        ]
    );
}

#[test]
fn variables_agree() {
    let found = faults("a = { $name }\nb = Non\n", "a = Nee\nb = { $x }\n", "a = { $name }\nb = No\n");
    assert_eq!(
        found,
        [
            "nl.ftl:1: `a` does not use `$name`, which fr.ftl uses",
            "nl.ftl:2: `b` uses `$x`, which fr.ftl does not use",
        ]
    );
    let number = "a = { $n ->\n    [one] x\n   *[other] y\n}\n";
    let text = "a = { $n ->\n    [lead] x\n   *[other] y\n}\n";
    assert_eq!(faults(number, text, number), ["nl.ftl:1: `a` takes `$n` for a text, fr.ftl for a number"]);
    // Shown in one language and counted in another is no disagreement.
    assert_eq!(faults("a = { $n }\n", number, "a = { $n }\n"), Vec::<String>::new());
}

#[test]
fn constructs_that_cannot_be_compiled_are_named() {
    let table = [
        ("a = { $n ->\n    [one] x\n}\n", "3: a selector has no default: one variant must begin with *"),
        (
            "a = { $n ->\n    [one] x\n   *[two] y\n}\n",
            "3: the default of a selector on a number must be *[other]",
        ),
        ("a = { $n ->\n    [few] x\n   *[other] y\n}\n", "2: [few] is not a plural category of Dutch"),
        ("a = { $n ->\n    [1.5] x\n   *[other] y\n}\n", "2: [1.5] is not a whole number, and counts are"),
        ("a = { $n ->\n    [1] x\n    [1] z\n   *[other] y\n}\n", "3: the variant [1] is written twice"),
        ("a = { NUMBER($n) }\n", "1: NUMBER() is not supported: give the value already written"),
        ("a = { b }\n", "1: refers to `b`, which this file does not have"),
        ("a = { -b }\n", "1: the term `-b` is not known here"),
        ("a = { a.b }\n    .b = { a }\n", "2: `a` refers to itself"),
        ("-t = { -u }\n-u = { -t }\na = { -t }\n", "2: `-t` refers to itself"),
        ("-t = { $x }\na = { -t }\n", "1: a term shows `$x`, which it was not given"),
        ("-t = T\na = { -t($y) }\n", "2: a term only takes named arguments"),
        ("-t = T\na = { -t(x: $y) }\n", "2: cannot be parsed: Expected a string or number literal"),
        ("a =\n", "1: `a` has no text"),
        ("a = { \"\" }\n", "1: `a` has no text"),
        ("a = x\nb = { \" \" }\n", "2: `b` has no text"),
        ("a = x }\n", "1: cannot be parsed: Unbalanced closing brace"),
        (
            "a = { $n ->\n    [one]\n   *[other] y\n}\n",
            "3: a variant has no text (write { \"\" } for an empty one)",
        ),
        (
            "caseTitle = x\n",
            "1: `caseTitle` has a capital letter: keys are small letters, digits and hyphens",
        ),
        ("a-b = x\na_b = x\n", ""),
        ("a = x\r\n", "1: a carriage return: lines end with a line feed alone"),
    ];
    for (text, expected) in table {
        let found = faults_everywhere(text);
        if expected.is_empty() {
            assert_eq!(
                faults(text, text, text),
                ["fr.ftl:2: `a_b` and `a-b` would be the same function, a_b"]
            );
        } else {
            assert!(found.iter().any(|fault| fault == expected), "{text}\n{expected}\n{found:#?}");
        }
    }
}

#[test]
fn a_message_that_cannot_be_parsed_is_not_also_missing() {
    assert_eq!(
        faults("a = x\n", "a = x }\n", "a = x\n"),
        ["nl.ftl:1: cannot be parsed: Unbalanced closing brace"]
    );
}

#[test]
fn french_is_typeset() {
    const APOSTROPHE: &str = "fr.ftl:1: a straight apostrophe ' in French: write ’";
    const AFTER: &str = "fr.ftl:1: no non-breaking space after « in French (U+00A0 or U+202F)";
    let before =
        |sign: char| format!("fr.ftl:1: no non-breaking space before {sign} in French (U+00A0 or U+202F)");

    assert_eq!(french("L'enfant"), [APOSTROPHE]);
    assert_eq!(french("{ \"L'enfant\" }"), [APOSTROPHE]);
    for sign in [';', ':', '!', '?'] {
        assert_eq!(french(&format!("Oui{sign}")), [before(sign)], "none");
        assert_eq!(french(&format!("Oui {sign}")), [before(sign)], "an ordinary space");
        assert_eq!(french(&format!("Oui\u{a0}{sign} Non\u{202f}{sign}")), Vec::<String>::new());
        assert_eq!(french(&format!("Oui{{ \" \" }}{sign}")), [before(sign)]);
        assert_eq!(french(&format!("Oui{{ \"\\u00a0\" }}{sign}")), Vec::<String>::new());
    }
    assert_eq!(french("«Oui\u{a0}»"), [AFTER]);
    assert_eq!(french("« Oui\u{a0}»"), [AFTER]);
    assert_eq!(french("«\u{a0}Oui »"), [before('»')]);
    assert_eq!(french("«\u{a0}Oui\u{a0}»"), Vec::<String>::new());
    assert_eq!(french("Vraiment\u{202f}?!"), Vec::<String>::new());
    assert_eq!(french("À 12:30, sur https://exemple.be/?a=b ou mailto:a@exemple.be"), Vec::<String>::new());
    assert_eq!(french("Voir https://exemple.be!"), [before('!')]);
}

#[test]
fn french_is_typeset_around_values_and_in_terms_and_attributes() {
    let found = faults(
        "-t = Quoi?\na = «{ $x }» { $x }:\n    .hint = d'abord\nb = { $n ->\n    [one] Un!\n   *[other] Des\u{a0}\n}?\n",
        "a = { $x }\n    .hint = x\nb = { $n }\n",
        "a = { $x }\n    .hint = x\nb = { $n }\n",
    );
    assert_eq!(
        found,
        [
            "fr.ftl:1: no non-breaking space before ? in French (U+00A0 or U+202F)",
            "fr.ftl:2: no non-breaking space after « in French (U+00A0 or U+202F)",
            "fr.ftl:2: no non-breaking space before : in French (U+00A0 or U+202F)",
            "fr.ftl:2: no non-breaking space before » in French (U+00A0 or U+202F)",
            "fr.ftl:3: a straight apostrophe ' in French: write ’",
            "fr.ftl:5: no non-breaking space before ! in French (U+00A0 or U+202F)",
            "fr.ftl:7: no non-breaking space before ? in French (U+00A0 or U+202F)",
        ]
    );
}

#[test]
fn a_missing_or_unknown_file_is_told() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("words-build/missing");
    let _ = fs::remove_dir_all(&root);
    let words = root.join("src/cases/words");
    fs::create_dir_all(&words).unwrap();
    fs::write(words.join("fr.ftl"), "a = Un\n").unwrap();
    fs::write(words.join("en.ftl"), b"a = \xff\n").unwrap();
    fs::write(words.join("de.ftl"), "a = Eins\n").unwrap();
    let (compiled, faults) = words_build::compile_folder(&root.join("src"), &root, "Lang");
    let faults: Vec<_> =
        faults.iter().map(|f| format!("{}: {}", f.file.file_name().unwrap().display(), f.what)).collect();
    assert_eq!(
        faults,
        [
            "de.ftl: is none of fr.ftl, nl.ftl and en.ftl",
            "en.ftl: is not valid UTF-8",
            "nl.ftl: the file is missing: Dutch has no words",
        ]
    );
    assert!(compiled.written.is_empty());
}
