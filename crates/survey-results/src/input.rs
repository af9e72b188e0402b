// SPDX-License-Identifier: EUPL-1.2
//! What is given: who was asked, what came of it, and how the results are to be made.

use smart_forms::answers::Document;

/// Something with a short name that stays the same, and what it is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The short name.
    pub code: String,
    /// What it is called, in the language of the results.
    pub label: String,
}

impl Named {
    /// A short name and what it is called.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into() }
    }
}

/// Something by which respondents, or what they told of, are divided into groups: sectors, territories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dimension {
    /// A short name.
    pub code: String,
    /// What it is called: « Secteur ».
    pub label: String,
    /// The groups, in the order in which they are shown. A respondent with a code that is not here gets into a group of
    /// that code at the end; one without a code, into a group whose label is [`Plan::unknown`].
    pub groups: Vec<Named>,
}

/// What came of an invitation.
#[derive(Clone, Copy, Debug)]
pub enum State<'a> {
    /// Nothing yet.
    Invited,
    /// A draft was begun and not submitted. Nobody counts what is in it.
    Started,
    /// Submitted; the answers.
    Submitted(&'a Document),
}

/// What is to be known of a respondent before counting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// The coordinator has looked at the answers and accepts them.
    pub validated: bool,
    /// Submitted after the day that was asked for.
    pub late: bool,
    /// Was not among those who were to be asked: analysed apart, never mixed in.
    pub out_of_population: bool,
    /// Was answered once more elsewhere, and somebody decided that the other one counts.
    pub set_aside: bool,
    /// Came back on paper and was keyed.
    pub paper: bool,
}

/// What an analyst said a turn of a repeated group is about: the type of the partner that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding {
    /// The path of the repeated group in the form.
    pub repeat: String,
    /// Which turn, counted from 1 in the order of the answers, empty ones included; through all turns around it.
    pub turn: usize,
    /// The code of a group of the dimension of [`EntryKinds`].
    pub code: String,
}

/// Somebody who was asked, or who answered.
#[derive(Clone, Debug)]
pub struct Respondent<'a> {
    /// What it is known by; given back in listings only.
    pub id: &'a str,
    /// The code of its group in each dimension of the [`Plan`], in their order; nothing (`""`) where it is not known.
    pub groups: Vec<&'a str>,
    /// What came of it.
    pub state: State<'a>,
    /// What is to be known of it.
    pub flags: Flags,
    /// What its turns of repeated groups are about.
    pub codings: &'a [Coding],
}

/// Which submitted answers count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counting {
    /// All but those set aside.
    #[default]
    Submitted,
    /// Those of them that were validated.
    Validated,
}

/// What turns of a repeated group may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryKinds {
    /// The path of the repeated group.
    pub repeat: String,
    /// The kinds.
    pub kinds: Dimension,
}

/// How the results are made.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The language of the texts of the form, as the form calls it: `Français (fr)`.
    pub language: String,
    /// By what the respondents are divided.
    pub dimensions: Vec<Dimension>,
    /// What is said by fewer respondents than this is not shown. 0 or 1 shows everything: for those who may read every
    /// answer anyway.
    pub threshold: u64,
    /// Which answers count.
    pub counting: Counting,
    /// What turns of repeated groups are about, where somebody said so.
    pub entry_kinds: Vec<EntryKinds>,
    /// The column of the choices by which a long list is divided: `secteur`. Nothing: not divided.
    pub heading_column: String,
    /// What a group is called whose respondents have no code.
    pub unknown: String,
}
