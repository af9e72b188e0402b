// SPDX-License-Identifier: EUPL-1.2
//! What is said when an answer cannot be read.

use crate::words::Lang;

/// What was typed, and why it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// As it was typed.
    pub typed: String,
    /// Why it cannot be read.
    pub fault: Unreadable,
}

/// Why an answer cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// No number.
    Number,
    /// A number that is not whole.
    Whole,
    /// `1.000` may be one or a thousand.
    Ambiguous,
    /// Too large to be reckoned with exactly.
    TooLarge,
    /// Not between the ends of its scale, or between two of its steps.
    OffScale,
    /// No day.
    Date,
    /// A day that no calendar has.
    NoSuchDay,
    /// A year of two digits.
    Century,
    /// A day without its month or its year.
    PartOfADate,
    /// Neither a day, nor a month, nor a year, nor a season.
    VagueDate,
    /// No time of day.
    Time,
    /// No day with a time.
    Moment,
    /// No place.
    Place,
    /// A place that is not on Earth.
    OffEarth,
    /// Not enough places for a line or an area.
    FewPlaces,
    /// Neither yes nor no.
    YesOrNo,
    /// None of the choices.
    NoSuchChoice,
    /// A choice that other answers exclude.
    NotOffered,
}

impl Unreadable {
    /// A short name that stays the same.
    pub fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Whole => "whole-number",
            Self::Ambiguous => "ambiguous-number",
            Self::TooLarge => "too-large",
            Self::OffScale => "off-scale",
            Self::Date => "date",
            Self::NoSuchDay => "no-such-day",
            Self::Century => "century",
            Self::PartOfADate => "part-of-a-date",
            Self::VagueDate => "vague-date",
            Self::Time => "time",
            Self::Moment => "moment",
            Self::Place => "place",
            Self::OffEarth => "off-earth",
            Self::FewPlaces => "few-places",
            Self::YesOrNo => "yes-or-no",
            Self::NoSuchChoice => "no-such-choice",
            Self::NotOffered => "not-offered",
        }
    }

    fn said(self, lang: Lang) -> (&'static str, &'static str) {
        let (fr, en) = match self {
            Self::Number => (
                ("« ", " » n’est pas un nombre. Écrivez par exemple 12 ou 12,5."),
                ("“", "” is not a number. Write for example 12 or 12.5."),
            ),
            Self::Whole => (
                ("« ", " » n’est pas un nombre entier. Écrivez un nombre sans virgule."),
                ("“", "” is not a whole number. Write a number without decimals."),
            ),
            Self::Ambiguous => (
                (
                    "« ",
                    " » peut se lire de deux façons. Écrivez le nombre sans point ni virgule, par exemple 1000.",
                ),
                (
                    "“",
                    "” can be read in two ways. Write the number without points or commas, for example 1000.",
                ),
            ),
            Self::TooLarge => (("« ", " » est un nombre trop grand."), ("“", "” is too large a number.")),
            Self::OffScale => {
                (("« ", " » ne se trouve pas sur l’échelle proposée."), ("“", "” is not on the scale."))
            }
            Self::Date => (
                ("« ", " » n’est pas une date. Écrivez par exemple 30/11/2026."),
                ("“", "” is not a date. Write for example 30/11/2026."),
            ),
            Self::NoSuchDay => {
                (("« ", " » n’existe pas dans le calendrier."), ("“", "” is not a day of the calendar."))
            }
            Self::Century => (
                ("« ", " » ne dit pas le siècle. Écrivez l’année avec quatre chiffres."),
                ("“", "” does not tell the century. Write the year with four digits."),
            ),
            Self::PartOfADate => (
                ("« ", " » n’est qu’une partie de date. Écrivez le jour, le mois et l’année."),
                ("“", "” is only a part of a date. Write the day, the month and the year."),
            ),
            Self::VagueDate => (
                (
                    "« ",
                    " » ne dit pas quand. Écrivez ce qui est connu, par exemple 2019, juin 2019 ou été 2019.",
                ),
                (
                    "“",
                    "” does not tell when. Write what is known, for example 2019, June 2019 or summer 2019.",
                ),
            ),
            Self::Time => (
                ("« ", " » n’est pas une heure. Écrivez par exemple 14h30."),
                ("“", "” is not a time. Write for example 14:30."),
            ),
            Self::Moment => (
                ("« ", " » n’est pas une date avec une heure. Écrivez par exemple 30/11/2026 14h30."),
                ("“", "” is not a date with a time. Write for example 30/11/2026 14:30."),
            ),
            Self::Place => (
                (
                    "« ",
                    " » n’est pas un lieu. Écrivez la latitude puis la longitude, par exemple 50.85 4.35.",
                ),
                ("“", "” is not a place. Write the latitude, then the longitude, for example 50.85 4.35."),
            ),
            Self::OffEarth => (
                (
                    "« ",
                    " » n’est pas un lieu sur Terre\u{a0}: la latitude va de -90 à 90, la longitude de -180 à 180.",
                ),
                ("“", "” is no place on Earth: latitudes go from -90 to 90, longitudes from -180 to 180."),
            ),
            Self::FewPlaces => (
                (
                    "« ",
                    " » n’a pas assez de points\u{a0}: il en faut deux pour une ligne, trois pour une surface.",
                ),
                ("“", "” has too few points: a line needs two, an area three."),
            ),
            Self::YesOrNo => (("« ", " » n’est ni oui ni non."), ("“", "” is neither yes nor no.")),
            Self::NoSuchChoice => {
                (("« ", " » n’est pas un des choix proposés."), ("“", "” is not one of the choices."))
            }
            Self::NotOffered => (
                ("« ", " » n’est pas proposé ici, vu les autres réponses."),
                ("“", "” is not offered here, given the other answers."),
            ),
        };
        if lang == Lang::Fr { fr } else { en }
    }
}

impl Misread {
    /// The same in a sentence.
    pub fn message(&self, lang: Lang) -> String {
        const LONGEST: usize = 80;
        let (before, after) = self.fault.said(lang);
        let typed = match self.typed.char_indices().nth(LONGEST) {
            Some((at, _)) => format!("{}…", &self.typed[..at]),
            None => self.typed.clone(),
        };
        // Inside its quotation marks, French has a space that does not break.
        format!("{before}{}{after}", typed.trim()).replace("« ", "«\u{a0}").replace(" »", "\u{a0}»")
    }
}
