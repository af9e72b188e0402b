// SPDX-License-Identifier: EUPL-1.2
//! Words in three languages, the footing of a statement, and the days on which it holds.

use kernel::{Date, Lang, codes};

use crate::reader::Table;

/// A text in every language of the interface.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Text {
    fr: String,
    nl: String,
    en: String,
}

impl Text {
    /// The words in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }

    pub(crate) fn read(table: &Table<'_>) -> Text {
        Text::read_as(table, ["fr", "nl", "en"])
    }

    /// The same under other keys, in the order French, Dutch, English.
    pub(crate) fn read_as(table: &Table<'_>, [fr, nl, en]: [&'static str; 3]) -> Text {
        Text { fr: table.text(fr), nl: table.text(nl), en: table.text(en) }
    }

    /// A source. The citation of a law stands as it is in every language; what is said in sentences has its own in each.
    fn cited(table: &Table<'_>) -> Text {
        let fr = table.text("source");
        let said = |key| table.text_if_any(key).unwrap_or_else(|| fr.clone());
        let (nl, en) = (said("source_nl"), said("source_en"));
        Text { fr, nl, en }
    }

    /// The first key of a source under which another language lacks words of its own.
    pub(crate) fn untranslated(&self) -> Option<&'static str> {
        [("source_nl", &self.nl), ("source_en", &self.en)]
            .into_iter()
            .find(|(_, t)| **t == self.fr)
            .map(|(key, _)| key)
    }
}

/// How sure we are of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Read in a public text.
    Verified,
    /// Commonly known in the trade, not checked again.
    Known,
    /// To be checked before anybody relies on it.
    Uncertain,
}

codes!(Certainty { Verified = "verified", Known = "known", Uncertain = "uncertain" });

/// What a statement rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footing {
    /// The article or order in French legal citation; a usage, in the words of each language.
    pub source: Text,
    /// How sure we are.
    pub certainty: Certainty,
}

impl Footing {
    pub(crate) fn read(table: &Table<'_>) -> Footing {
        Footing {
            source: Text::cited(table),
            certainty: table
                .choice("certainty", &codes_of(Certainty::ALL, Certainty::code))
                .and_then(|code| Certainty::parse(&code))
                .unwrap_or(Certainty::Uncertain),
        }
    }

    /// Reads it where there is one: a source without a certainty, or the reverse, is refused.
    pub(crate) fn read_if_any(table: &Table<'_>) -> Option<Footing> {
        (table.has("source") || table.has("certainty")).then(|| Footing::read(table))
    }
}

/// The days on which a statement holds, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Validity {
    /// First day; open when not known or not needed.
    pub from: Option<Date>,
    /// Last day; open while it still holds.
    pub to: Option<Date>,
}

impl Validity {
    /// Whether it holds on a day.
    pub fn holds_on(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether two validities share a day.
    pub fn overlaps(self, other: Validity) -> bool {
        let before = |a: Validity, b: Validity| matches!((a.to, b.from), (Some(to), Some(from)) if to < from);
        !before(self, other) && !before(other, self)
    }

    pub(crate) fn read(table: &Table<'_>, from: &'static str, to: &'static str) -> Validity {
        let validity = Validity { from: table.date(from), to: table.date(to) };
        if let (Some(first), Some(last)) = (validity.from, validity.to)
            && last < first
        {
            table.refuse(to, format!("{to} ({last}) is before {from} ({first})"));
        }
        validity
    }
}

/// The codes of an enum, for [`Table::choice`].
pub(crate) fn codes_of<T: Copy>(all: &[T], code: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|&v| code(v)).collect()
}
