// SPDX-License-Identifier: EUPL-1.2
//! Every letter of every pack, in every language and for every age: it compiles, conforms, and says what it must.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests speak by failing")]

use std::collections::BTreeMap;

use documents::{Engine, Pdf, Template};
use kernel::{Date, Lang};
use rulebook::{Letter, Pack, Rulebook, letter, shipped_files};
use serde_json::{Value, json};

fn day() -> Date {
    Date::from_ymd(2026, 9, 15).unwrap()
}

fn engine() -> Engine {
    Engine::new(ui_assets::PRINT_FONTS).unwrap()
}

fn print(engine: &Engine, written: &Letter) -> Pdf {
    let files = written.files.iter().map(|(path, text)| (path, text.clone()));
    let template = Template::new(&written.template, files).unwrap_or_else(|fault| panic!("{fault}"));
    engine.render(&template, &written.inputs).unwrap_or_else(|fault| panic!("{fault}"))
}

/// The text as somebody reads it: line ends and unbreakable spaces are spaces.
fn read(pdf: &Pdf) -> String {
    let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    let text = file.extract_text(&pages).unwrap().replace('\u{200B}', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without spaces: the reader of the tests puts some where the weight of the type changes.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// How many parts of the structure have this role.
fn parts(file: &lopdf::Document, role: &[u8]) -> usize {
    let has_role = |o: &lopdf::Object| {
        o.as_dict().is_ok_and(|d| d.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|name| name == role))
    };
    file.objects.values().filter(|o| has_role(o)).count()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The facts of the sample, changed.
fn facts(pack: &Pack, name: &str, change: impl Fn(&mut Value)) -> Value {
    let mut facts = pack.sample(name).unwrap_or_else(|| panic!("{name} has no sample")).clone();
    change(&mut facts);
    facts
}

#[test]
fn every_letter_of_every_pack_is_printed_in_every_language() {
    let (rulebook, engine) = (Rulebook::shipped().unwrap(), engine());
    for pack in rulebook.packs() {
        assert_eq!(
            pack.letters().collect::<Vec<_>>(),
            [
                letter::DISCLOSURES_LIST,
                letter::INFORMATION_AUTHORITY,
                letter::INFORMATION_CHILD,
                letter::QUESTIONNAIRE,
                letter::QUESTIONNAIRE_ANSWERS
            ]
        );
        for name in pack.letters() {
            for lang in Lang::ALL {
                let written = pack.letter(name, lang, day(), &facts(pack, name, |_| ())).unwrap();
                let pdf = print(&engine, &written);
                let what = format!("{} {name} {}", pack.code, lang.code());
                assert!(pdf.warnings.is_empty() && pdf.replaced == 0, "{what}: {:?}", pdf.warnings);
                // A form has a title of its own.
                let title = match name {
                    letter::QUESTIONNAIRE | letter::QUESTIONNAIRE_ANSWERS => &written.inputs["title"],
                    _ => &written.inputs["words"]["title"],
                };
                assert_eq!(&json!(pdf.title), title, "{what}: the title is a word of the letter");
                let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
                let catalog = file.catalog().unwrap();
                assert!(catalog.has(b"StructTreeRoot"), "{what} is tagged");
                assert_eq!(parts(&file, b"H1"), 1, "{what} has one title");
                assert!(parts(&file, b"H2") > 0, "{what} has sections");
                assert!(
                    parts(&file, b"L") > 0
                        || name == letter::QUESTIONNAIRE
                        || name == letter::QUESTIONNAIRE_ANSWERS,
                    "{what} has lists"
                );
                if name == letter::DISCLOSURES_LIST {
                    assert_eq!(
                        (parts(&file, b"THead"), parts(&file, b"TH")),
                        (1, 4),
                        "{what} has a table with a head"
                    );
                }
                assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), lang.code().as_bytes(), "{what}");
                let text = read(&pdf);
                let pages = [("fr", "Page 1 sur"), ("nl", "Pagina 1 van"), ("en", "Page 1 of")];
                let page = pages.iter().find(|(code, _)| *code == lang.code()).unwrap().1;
                assert!(text.contains(page), "{what}: {text}");
            }
        }
    }
}

/// Language, whether it is done, what stands in the letter, what does not.
type Row = (Lang, bool, &'static [&'static str], &'static [&'static str]);

fn check(name: &str, age: u8, table: &[Row]) {
    let (rulebook, engine) = (Rulebook::shipped().unwrap(), engine());
    let pack = rulebook.pack("be-fwb").unwrap();
    for (lang, is_done, said, unsaid) in table {
        let facts = facts(pack, name, |facts| {
            facts["child"]["age"] = json!(age);
            facts["disclosure"]["is_done"] = json!(is_done);
            facts["disclosure"]["late_reason"] = json!("Il fallait agir le jour même.");
        });
        let text = read(&print(&engine, &pack.letter(name, *lang, day(), &facts).unwrap()));
        for words in *said {
            assert!(
                squeezed(&text).contains(&squeezed(words)),
                "{} {is_done}: « {words} » is not in: {text}",
                lang.code()
            );
        }
        for words in *unsaid {
            assert!(
                !squeezed(&text).contains(&squeezed(words)),
                "{} {is_done}: « {words} » is in: {text}",
                lang.code()
            );
        }
    }
}

#[test]
fn a_holder_of_authority_reads_what_goes_to_whom_why_by_which_rule_what_does_not_and_how_to_object() {
    check(
        letter::INFORMATION_AUTHORITY,
        9,
        &[
            (
                Lang::Fr,
                false,
                &[
                    "Ormelle, le 15 septembre 2026",
                    "Ce que nous allons transmettre au sujet de Léa",
                    "Nous le ferons le 24 septembre 2026",
                    "Elle ne vous demande pas votre accord et il n’y a rien à signer",
                    "Marc Dubois, assistant social, Centre psycho-médico-social d’Ormelle (tenu au secret professionnel)",
                    "Ce que nous ne transmettrons pas",
                    "Ce que vous nous avez dit de votre santé.",
                    "Circulaire interministérielle du 16 mars 2007",
                    "doit encore être vérifiée",
                    "si possible avant le 24 septembre 2026",
                    "Commission de déontologie de l’aide à la jeunesse (à vérifier)",
                    "Délégué général aux droits de l’enfant",
                    "Autorité de protection des données",
                    "Claire Noirhomme, déléguée : 099 00 00 14",
                    "Référence : OR-2026-0114",
                ],
                &["avons transmis", "le jour même"],
            ),
            (
                Lang::Fr,
                true,
                &[
                    "Ce que nous avons transmis au sujet de Léa",
                    "Ce que nous n’avons pas transmis",
                    "Nous ne vous en avons pas parlé avant. En voici la raison : Il fallait agir le jour même.",
                    "Ce qui a été dit ne peut plus être repris",
                ],
                &["allons transmettre", "nous le ferons"],
            ),
            (
                Lang::Nl,
                false,
                &[
                    "Wat we over Léa zullen doorgeven",
                    "hoeft niets te ondertekenen",
                    "vóór 24 september 2026",
                    "na te kijken",
                ],
                &["hebben doorgegeven"],
            ),
            (
                Lang::Nl,
                true,
                &["Wat we over Léa hebben doorgegeven", "niet meer worden teruggenomen"],
                &["zullen doorgeven"],
            ),
            (
                Lang::En,
                false,
                &[
                    "What we are going to pass on about Léa",
                    "does not ask for your consent",
                    "before 24 September 2026",
                    "to be checked",
                ],
                &["What we passed on"],
            ),
            (
                Lang::En,
                true,
                &["What we have passed on about Léa", "cannot be taken back"],
                &["going to pass on"],
            ),
        ],
    );
}

#[test]
fn a_child_under_twelve_reads_short_sentences_and_whom_else_to_call() {
    check(
        letter::INFORMATION_CHILD,
        9,
        &[
            (
                Lang::Fr,
                false,
                &[
                    "Bonjour Léa,",
                    "Ce que je vais dire de toi, et à qui",
                    "Marc Dubois, assistant social",
                    "Ce n’est pas une punition. Tu n’as rien à signer.",
                    "Je ne dirai rien d’autre.",
                    "dis-le-moi avant le 24 septembre 2026",
                    "Délégué général aux droits de l’enfant : il défend les droits des enfants. Tu peux lui parler",
                    "099 00 00 14",
                    "Circulaire interministérielle du 16 mars 2007 (à vérifier)",
                ],
                // Nothing for lawyers, and nobody whom a child cannot turn to.
                &["Commission de déontologie", "protection des données", "secret professionnel", "sanction"],
            ),
            (
                Lang::Fr,
                true,
                &[
                    "Ce que j’ai dit de toi, et à qui",
                    "Je ne t’en ai pas parlé avant. Voici pourquoi : Il fallait",
                ],
                &["je vais"],
            ),
            (
                Lang::Nl,
                false,
                &["Wat ik over jou ga vertellen, en aan wie", "Dit is geen straf."],
                &["sanctie"],
            ),
            (Lang::Nl, true, &["Wat ik over jou verteld heb, en aan wie"], &["ga vertellen"]),
            (
                Lang::En,
                false,
                &["What I am going to say about you, and to whom", "This is not a punishment."],
                &["sanction"],
            ),
            (Lang::En, true, &["What I said about you, and to whom"], &["going to say"]),
        ],
    );
}

#[test]
fn from_twelve_on_a_young_person_reads_the_rule_and_their_rights() {
    check(
        letter::INFORMATION_CHILD,
        12,
        &[
            (
                Lang::Fr,
                false,
                &[
                    "Ce que nous allons transmettre à ton sujet",
                    "tu as le droit de savoir ce qui se dit de toi",
                    "Je ne te demande pas ton accord",
                    "(tenu au secret professionnel)",
                    "Pourquoi : l’école doit savoir",
                    "La règle, et tes droits",
                    "peuvent se dire ce qui est indispensable",
                    "Tu peux demander à voir ce qui est transmis",
                ],
                &["punition", "avons transmis"],
            ),
            (
                Lang::Fr,
                true,
                &["Ce que nous avons transmis à ton sujet", "ne peut plus être repris"],
                &["allons transmettre"],
            ),
            (Lang::Nl, false, &["Wat we over jou zullen doorgeven", "De regel, en je rechten"], &["straf"]),
            (Lang::Nl, true, &["Wat we over jou hebben doorgegeven"], &["zullen doorgeven"]),
            (
                Lang::En,
                false,
                &["What we are going to pass on about you", "The rule, and your rights"],
                &["punishment"],
            ),
            (Lang::En, true, &["What we have passed on about you"], &["going to pass on"]),
        ],
    );
}

#[test]
fn the_list_says_what_was_told_kept_heard_and_disputed_and_that_there_was_nothing() {
    let (rulebook, engine) = (Rulebook::shipped().unwrap(), engine());
    let pack = rulebook.pack("fr").unwrap();
    let name = letter::DISCLOSURES_LIST;
    let print = |lang, facts: &Value| read(&print(&engine, &pack.letter(name, lang, day(), facts).unwrap()));
    let sample = facts(pack, name, |_| ());
    let text = print(Lang::Fr, &sample);
    for words in [
        "du 1er janvier 2026 au 1er novembre 2026",
        "Transmis par Claire Noirhomme, déléguée",
        "Pas transmis : – L’état de santé de la maman.",
        "Léa Delvaux : information donnée le 15 septembre 2026, de vive voix et par lettre.",
        "Information non donnée avant. Raison : prévenir la famille aurait retardé l’aide",
        "Désaccord exprimé : Léa ne voulait pas",
        "(Source : Code pénal, article 458bis)",
        "Défenseur des droits",
        "CNIL",
    ] {
        assert!(squeezed(&text).contains(&squeezed(words)), "« {words} » is not in: {text}");
    }
    assert!(!text.contains("déontologie"), "each pack names its own bodies");
    let none = facts(pack, name, |facts| facts["disclosures"] = json!([]));
    for (lang, words) in [
        (Lang::Fr, "nous n’avons rien transmis à personne."),
        (Lang::Nl, "hebben we aan niemand iets doorgegeven."),
        (Lang::En, "we passed nothing on to anybody."),
    ] {
        let text = print(lang, &none);
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_long_list_goes_on_over_pages_with_its_columns_named_on_each() {
    let (rulebook, engine) = (Rulebook::shipped().unwrap(), engine());
    let pack = rulebook.pack("be-fwb").unwrap();
    let facts = facts(pack, letter::DISCLOSURES_LIST, |facts| {
        let both = facts["disclosures"].as_array().unwrap().clone();
        facts["disclosures"] = both.iter().cycle().take(60).cloned().collect();
    });
    let pdf = print(&engine, &pack.letter(letter::DISCLOSURES_LIST, Lang::Fr, day(), &facts).unwrap());
    let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
    assert!(pdf.pages > 10, "{}", pdf.pages);
    for page in 1..u32::try_from(pdf.pages).unwrap() {
        let text = plain(&file.extract_text(&[page]).unwrap());
        assert!(text.contains("Quand À qui Quoi Pourquoi, et selon quelle règle"), "page {page}: {text}");
        assert!(text.contains(&format!("Page {page} sur {}", pdf.pages)), "page {page}: {text}");
    }
}

#[test]
fn long_names_foreign_letters_and_marks_of_the_language_are_printed_as_they_are() {
    let (rulebook, engine) = (Rulebook::shipped().unwrap(), engine());
    let names = [
        "Maria-Magdalena Konstantinopoulou-Vandenbroucke de la Bruyère-Saint-Hippolyte",
        "#strong[Олена] Шевченко $x$ *y* \\ //",
        "Ánh Ștefan Þórður Łucja Čeněk Ðặng",
        "Ελένη {child} {date}",
        &"w".repeat(400),
    ];
    for pack in rulebook.packs() {
        for name in pack.letters() {
            for written in names {
                let facts = facts(pack, name, |facts| {
                    facts["child"]["name"] = json!(written);
                    facts["addressee"] = json!({ "name": written, "address": [written] });
                    facts["contact"]["name"] = json!(written);
                    facts["title"] = json!(written);
                });
                let pdf = print(&engine, &pack.letter(name, Lang::Fr, day(), &facts).unwrap());
                assert_eq!(pdf.replaced, 0, "{written}");
                let (text, wanted) = (squeezed(&read(&pdf)), squeezed(written));
                assert!(text.contains(&wanted), "{name}: {written} is not in: {text}");
            }
        }
    }
}

/// What is refused at start when a file is spoilt.
fn refusals(spoil: impl Fn(&mut BTreeMap<String, String>)) -> String {
    let mut files = shipped_files();
    spoil(&mut files);
    let errors = Rulebook::load(&files).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_letter_that_lacks_a_language_a_word_or_a_name_is_refused_with_file_and_reason() {
    let letters = "packs/common/letters";
    let gone = |name: &str| refusals(|files| drop(files.remove(&format!("{letters}/{name}"))));
    assert!(
        gone("information-child.nl.toml")
            .contains("packs/common/letters/information-child.nl.toml: the translation nl is missing")
    );
    assert!(
        gone("information-child.typ")
            .contains("packs/fr/letters: the letter « information-child » is missing")
    );
    assert!(gone("frame.typ").contains("the letter « frame » is missing"));
    let appeal = refusals(|files| drop(files.remove("packs/fr/letters/appeal.toml")));
    assert!(
        appeal.contains("packs/fr/letters/appeal.toml: nobody is named whom one may turn to"),
        "{appeal}"
    );

    let spoilt = |name: &str, from: &str, to: &str| {
        refusals(|files| {
            let text = files.get_mut(&format!("{letters}/{name}")).unwrap();
            assert!(text.contains(from), "{from}");
            *text = text.replacen(from, to, 1);
        })
    };
    let table = [
        (
            "disclosures-list.en.toml",
            "when = ",
            "wen = ",
            "disclosures-list.en.toml: the words « when » are missing",
        ),
        ("disclosures-list.fr.toml", "{from}", "{form}", "« intro » has other names in { } to fill in than"),
        (
            "frame.nl.toml",
            "first = \"1\"",
            "first = \"\"",
            "frame.nl.toml:5: first must be a text that is not empty",
        ),
        ("frame.nl.toml", "first = \"1\"", "first = 1", "first must be a text that is not empty"),
        ("frame.nl.toml", "first = \"1\"", "first = ", "this is not TOML"),
        ("information-child.sample.toml", "[child]", "[child", "this is not TOML"),
    ];
    for (name, from, to, reason) in table {
        let errors = spoilt(name, from, to);
        assert!(errors.contains(reason), "{name}: {errors}");
    }
    let stray =
        refusals(|files| drop(files.insert("packs/fr/letters/note.fr.toml".into(), "a = \"b\"".into())));
    assert!(stray.contains("packs/fr/letters/note.fr.toml:1: no letter is called « note »"), "{stray}");
    let odd = refusals(|files| drop(files.insert("packs/fr/letters/note.toml".into(), String::new())));
    assert!(odd.contains("packs/fr/letters/note.toml: a letter is a .typ file"), "{odd}");
}

#[test]
fn a_pack_says_single_words_or_a_whole_letter_otherwise() {
    let mut files = shipped_files();
    files.insert("packs/fr/letters/disclosures-list.fr.toml".into(), "when = \"Date\"".into());
    files.insert(
        "packs/fr/letters/information-child.typ".into(),
        "#import \"../../common/letters/frame.typ\": *\n#show: sheet.with(title: \"t\")\n= Ici".into(),
    );
    let (rulebook, engine) = (Rulebook::load(&files).unwrap(), engine());
    let written = |pack: &str, name: &str| {
        let pack = rulebook.pack(pack).unwrap();
        pack.letter(name, Lang::Fr, day(), pack.sample(name).unwrap()).unwrap()
    };
    assert_eq!(written("fr", letter::DISCLOSURES_LIST).inputs["words"]["when"], "Date");
    assert_eq!(written("be-fwb", letter::DISCLOSURES_LIST).inputs["words"]["when"], "Quand");
    assert!(read(&print(&engine, &written("fr", letter::INFORMATION_CHILD))).starts_with("Ici"));
    assert!(read(&print(&engine, &written("be-fwb", letter::INFORMATION_CHILD))).contains("Bonjour Léa"));
    assert!(rulebook.pack("fr").unwrap().letter("frame", Lang::Fr, day(), &json!({})).is_none());
}
