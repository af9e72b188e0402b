// SPDX-License-Identifier: EUPL-1.2
//! Letters: templates with their words in every language, and the bodies one may turn to. A pack has those of `common`,
//! says single words or whole letters otherwise, and adds its own. What a template says is not looked at here: whoever
//! prints compiles it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kernel::{Date, Lang};
use serde_json::{Map, Value as Json, json};
use toml::de::{DeTable, DeValue};

use crate::error::Place;
use crate::pack::Pack;
use crate::reader::{Problems, Source, Table, with_file};
use crate::required::letter;
use crate::words::{Certainty, Footing, Text, Validity};

/// What every letter shares: a template that others import, whose words are given to each of them.
const FRAME: &str = "frame";
/// The file of the bodies one may turn to.
const APPEAL: &str = "appeal.toml";

/// A body that somebody may turn to who does not agree, or would rather speak to somebody from outside.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// What it does, as the rest of a sentence.
    pub says: Text,
    /// The same for a child, where a child may turn to it alone.
    pub says_to_child: Option<Text>,
    /// Its page, without « https:// ».
    pub web: Option<String>,
    /// Its telephone number, as people write it.
    pub phone: Option<String>,
    /// Since when it exists, and until when.
    pub validity: Validity,
    /// What it rests on.
    pub footing: Footing,
}

/// All that is needed to print one letter: hand it to an engine for documents.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The path of the template among the files.
    pub template: String,
    /// The templates that may be read, by path.
    pub files: Arc<BTreeMap<String, String>>,
    /// What the template reads: the facts that were given, with `words`, `frame`, `lang`, `date` and `appeal` beside them.
    pub inputs: Json,
}

impl Pack {
    /// The names of the letters (see [`crate::letter`]).
    pub fn letters(&self) -> impl Iterator<Item = &str> {
        self.letters.names()
    }

    /// A letter in a language, dated a day, over the facts it tells. Their fields are in the sample of the letter; a date
    /// is a text such as `2026-09-15`. `None` when the pack has no such letter.
    pub fn letter(&self, letter: &str, lang: Lang, on: Date, facts: &Json) -> Option<Letter> {
        self.letters.letter(letter, lang, on, facts)
    }

    /// Invented facts for a letter, with every field it reads.
    pub fn sample(&self, letter: &str) -> Option<&Json> {
        self.letters.samples.get(letter)
    }

    /// The bodies one may turn to, whatever their dates, in the order in which letters name them.
    pub fn appeal(&self) -> &[Body] {
        &self.letters.bodies
    }
}

/// Words by their key (`before.subject`), with the file and line where each stands.
type Words = BTreeMap<String, (String, Place)>;

/// The letters of a pack.
#[derive(Clone, Debug, Default)]
pub(crate) struct Letters {
    files: Arc<BTreeMap<String, String>>,
    templates: BTreeMap<String, String>,
    words: BTreeMap<String, BTreeMap<&'static str, Json>>,
    samples: BTreeMap<String, Json>,
    bodies: Vec<Body>,
}

impl Letters {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().map(String::as_str).filter(|name| *name != FRAME)
    }

    fn letter(&self, name: &str, lang: Lang, on: Date, facts: &Json) -> Option<Letter> {
        let template = self.templates.get(name).filter(|_| name != FRAME)?.clone();
        let words = |name: &str| self.words.get(name).and_then(|all| all.get(lang.code())).cloned();
        let mut inputs = facts.as_object().cloned().unwrap_or_default();
        inputs.insert("words".into(), words(name)?);
        inputs.insert("frame".into(), words(FRAME).unwrap_or_default());
        inputs.insert("lang".into(), lang.code().into());
        inputs.insert("date".into(), on.to_string().into());
        let bodies = self.bodies.iter().filter(|body| body.validity.holds_on(on));
        inputs.insert("appeal".into(), bodies.map(|body| body.in_lang(lang)).collect());
        Some(Letter { template, files: Arc::clone(&self.files), inputs: Json::Object(inputs) })
    }

    /// Reads the letters of a pack, those of `common` below them.
    pub(crate) fn read(files: &BTreeMap<String, String>, own: &str, problems: &Problems) -> Letters {
        let common = own.rsplit_once('/').map_or("common".to_owned(), |(root, _)| format!("{root}/common"));
        let mut letters = Letters::default();
        let mut templates = BTreeMap::new();
        let mut words: BTreeMap<String, BTreeMap<&'static str, Words>> = BTreeMap::new();
        for folder in [common.as_str(), own] {
            let start = format!("{folder}/letters/");
            for (path, text) in files.range(start.clone()..).take_while(|(path, _)| path.starts_with(&start))
            {
                let name = &path[start.len()..];
                if name == APPEAL {
                    with_file(path, text, problems, |top| letters.bodies = Body::read_all(top));
                } else if let Some(name) = name.strip_suffix(".typ") {
                    templates.insert(path.clone(), text.clone());
                    letters.templates.insert(name.to_owned(), path.clone());
                } else if let Some(name) = name.strip_suffix(".sample.toml") {
                    letters.samples.insert(name.to_owned(), read_sample(path, text, problems));
                } else if let Some((name, lang)) = name.strip_suffix(".toml").and_then(of_language) {
                    let all = words.entry(name.to_owned()).or_default().entry(lang.code()).or_default();
                    all.extend(read_words(path, text, problems));
                } else {
                    let reason = "a letter is a .typ file, with words in .fr.toml, .nl.toml and .en.toml";
                    problems.add(Place::new(path, 0).error(reason.to_owned()));
                }
            }
        }
        letters.files = Arc::new(templates);
        letters.check(&words, own, problems);
        for (name, by_lang) in words {
            let by_lang = by_lang.into_iter().map(|(lang, words)| (lang, nested(words))).collect();
            letters.words.insert(name, by_lang);
        }
        letters
    }

    fn check(&self, words: &BTreeMap<String, BTreeMap<&'static str, Words>>, own: &str, problems: &Problems) {
        let folder = format!("{own}/letters");
        for name in letter::ALL.iter().chain([&FRAME]).filter(|name| !self.templates.contains_key(**name)) {
            problems.add(Place::new(&folder, 0).error(format!("the letter « {name} » is missing")));
        }
        if self.bodies.is_empty() {
            let reason = "nobody is named whom one may turn to".to_owned();
            problems.add(Place::new(&format!("{folder}/{APPEAL}"), 0).error(reason));
        }
        for (name, path) in &self.templates {
            if !words.contains_key(name) {
                problems.add(Place::new(path, 0).error(format!("the words of « {name} » are missing")));
            }
        }
        for (name, by_lang) in words {
            match self.templates.get(name) {
                Some(path) => check_words(path, by_lang, problems),
                None => {
                    let places = by_lang.values().flat_map(Words::values).map(|(_, place)| place);
                    for place in places.take(1) {
                        problems.add(place.error(format!("no letter is called « {name} »")));
                    }
                }
            }
        }
    }
}

impl Body {
    fn read_all(top: &Table<'_>) -> Vec<Body> {
        top.named("body").into_iter().map(|(code, table)| Body::read(code, &table)).collect()
    }

    fn read(code: String, table: &Table<'_>) -> Body {
        let body = Body {
            code,
            name: Text::read(table),
            says: Text::read_as(table, ["says_fr", "says_nl", "says_en"]),
            says_to_child: ["child_fr", "child_nl", "child_en"]
                .iter()
                .any(|key| table.has(key))
                .then(|| Text::read_as(table, ["child_fr", "child_nl", "child_en"])),
            web: table.text_if_any("web"),
            phone: table.text_if_any("phone"),
            validity: Validity::read(table, "valid_from", "valid_to"),
            footing: Footing::read(table),
        };
        table.finish();
        body
    }

    fn in_lang(&self, lang: Lang) -> Json {
        json!({
            "name": self.name.get(lang),
            "says": self.says.get(lang),
            "is_for_children": self.says_to_child.is_some(),
            "says_to_child": self.says_to_child.as_ref().map(|says| says.get(lang)),
            "web": self.web,
            "phone": self.phone,
            "source": self.footing.source.get(lang),
            "certainty": self.footing.certainty.code(),
            "is_uncertain": self.footing.certainty == Certainty::Uncertain,
        })
    }
}

/// « information-child.fr » is the letter and its language.
fn of_language(stem: &str) -> Option<(&str, Lang)> {
    let (name, lang) = stem.rsplit_once('.')?;
    Some((name, Lang::parse(lang)?))
}

fn read_words(path: &str, text: &str, problems: &Problems) -> Words {
    let source = Source::new(path, text);
    let mut words = Words::new();
    match DeTable::parse(text) {
        Ok(table) => gather(table.get_ref(), "", &source, &mut words, problems),
        Err(error) => not_toml(&source, &error, problems),
    }
    words
}

fn not_toml(source: &Source, error: &toml::de::Error, problems: &Problems) {
    let place = source.place(error.span().map_or(0, |span| span.start));
    problems.add(place.error(format!("this is not TOML: {}", error.message().replace('\n', " "))));
}

fn gather(table: &DeTable<'_>, before: &str, source: &Source, words: &mut Words, problems: &Problems) {
    for (name, value) in table {
        let key = format!("{before}{}", name.get_ref());
        let place = source.place(name.span().start);
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => {
                words.insert(key, (text.to_string(), place));
            }
            DeValue::Table(inner) => gather(inner, &format!("{key}."), source, words, problems),
            _ => problems.add(place.error(format!("{key} must be a text that is not empty"))),
        }
    }
}

fn read_sample(path: &str, text: &str, problems: &Problems) -> Json {
    match text.parse::<toml::Table>() {
        Ok(table) => serde_json::to_value(table).unwrap_or_default(),
        Err(error) => {
            not_toml(&Source::new(path, text), &error, problems);
            Json::Null
        }
    }
}

/// Every language has the same words, with the same names to fill in.
fn check_words(template: &str, by_lang: &BTreeMap<&'static str, Words>, problems: &Problems) {
    let keys: BTreeSet<&String> = by_lang.values().flat_map(Words::keys).collect();
    for lang in Lang::ALL {
        let stem = template.strip_suffix(".typ").unwrap_or(template);
        let file = format!("{stem}.{}.toml", lang.code());
        let Some(words) = by_lang.get(lang.code()) else {
            problems.add(Place::new(&file, 0).error(format!("the translation {} is missing", lang.code())));
            continue;
        };
        for key in &keys {
            let others = by_lang.get(Lang::Fr.code()).and_then(|words| words.get(*key));
            match (words.get(*key), others) {
                (None, _) => {
                    problems.add(Place::new(&file, 0).error(format!("the words « {key} » are missing")));
                }
                (Some((text, place)), Some((other, there))) if names_in(text) != names_in(other) => {
                    let reason = format!("« {key} » has other names in {{ }} to fill in than {there}");
                    problems.add(place.error(reason));
                }
                _ => {}
            }
        }
    }
}

fn names_in(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn nested(words: Words) -> Json {
    let mut top = Map::new();
    for (key, (text, _)) in words {
        let mut at = &mut top;
        let (path, leaf) = key.rsplit_once('.').unwrap_or(("", &key));
        for part in path.split('.').filter(|part| !part.is_empty()) {
            let inner = at.entry(part).or_insert_with(|| Json::Object(Map::new()));
            match inner {
                Json::Object(fields) => at = fields,
                _ => return Json::Object(top),
            }
        }
        at.insert(leaf.to_owned(), Json::String(text));
    }
    Json::Object(top)
}
