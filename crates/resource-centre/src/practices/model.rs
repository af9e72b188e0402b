// SPDX-License-Identifier: EUPL-1.2
//! A practice, and what is said of it.

use std::collections::BTreeMap;

use kernel::{Date, Instant, InstitutionId, PracticeId, PractitionerId, SubjectKind};
use platform::from_row;
use register::directory::TerritoryId;
use uuid::Uuid;

/// The kind under which the ledger knows a practice.
pub const PRACTICE: SubjectKind = SubjectKind("practice");

/// What is said of a practice, under which heading. Requirements R116 (conditions of organisation) and the practice bank of the
/// domain, §4(i): results claimed, perceived and measured are three headings, never one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Heading {
    /// What it is called.
    Title,
    /// What it is, in a sentence or two.
    Summary,
    /// What it answers to.
    Problem,
    /// For whom it is.
    Public,
    /// Where it is done, in words.
    Place,
    /// With whom.
    Partners,
    /// How it goes, step by step.
    Steps,
    /// How children and families take part in it.
    Participation,
    /// What the law asks for, secrecy first.
    Legal,
    /// How much working time it takes.
    WorkingTime,
    /// Who it takes.
    Human,
    /// What money it takes, and from where it comes.
    Financial,
    /// Rooms, tools, cars.
    Logistic,
    /// What it costs altogether.
    Costs,
    /// What those who do it say that it brings.
    Claimed,
    /// What those concerned felt.
    Perceived,
    /// What was counted or measured.
    Measured,
    /// What it did or could do wrong.
    Harms,
}

kernel::codes!(Heading {
    Title = "title",
    Summary = "summary",
    Problem = "problem",
    Public = "public",
    Place = "place",
    Partners = "partners",
    Steps = "steps",
    Participation = "participation",
    Legal = "legal",
    WorkingTime = "working-time",
    Human = "human",
    Financial = "financial",
    Logistic = "logistic",
    Costs = "costs",
    Claimed = "claimed",
    Perceived = "perceived",
    Measured = "measured",
    Harms = "harms",
});

impl Heading {
    /// The longest text under it, in characters.
    pub fn longest(self) -> usize {
        match self {
            Heading::Title => 150,
            Heading::Summary => 600,
            _ => 6_000,
        }
    }

    /// Whether a practice is not sent without it.
    pub fn is_needed(self) -> bool {
        use Heading as H;
        matches!(
            self,
            H::Title
                | H::Summary
                | H::Problem
                | H::Public
                | H::Partners
                | H::Steps
                | H::Legal
                | H::Participation
        )
    }
}

/// The parts in which a practice is written, a page each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What it is.
    About,
    /// How it goes.
    How,
    /// What it takes.
    Means,
    /// What came of it.
    Results,
}

kernel::codes!(Part { About = "about", How = "how", Means = "means", Results = "results" });

impl Part {
    /// What is said in it, in order.
    pub fn headings(self) -> &'static [Heading] {
        use Heading as H;
        match self {
            Part::About => &[H::Title, H::Summary, H::Problem, H::Public, H::Place],
            Part::How => &[H::Partners, H::Steps, H::Participation, H::Legal],
            Part::Means => &[H::WorkingTime, H::Human, H::Financial, H::Logistic, H::Costs],
            Part::Results => &[H::Claimed, H::Perceived, H::Measured, H::Harms],
        }
    }
}

/// Texts by heading; those that are empty are not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(BTreeMap<Heading, String>);

impl Texts {
    /// What is said under a heading; the empty text when nothing is.
    pub fn get(&self, heading: Heading) -> &str {
        self.0.get(&heading).map_or("", String::as_str)
    }

    /// Says something under a heading, or takes it away.
    pub fn set(&mut self, heading: Heading, words: &str) {
        match words.trim() {
            "" => drop(self.0.remove(&heading)),
            words => drop(self.0.insert(heading, words.to_owned())),
        }
    }

    /// The same with something said.
    pub fn with(mut self, heading: Heading, words: &str) -> Texts {
        self.set(heading, words);
        self
    }

    /// All that is said, in the order of the headings.
    pub fn iter(&self) -> impl Iterator<Item = (Heading, &str)> {
        self.0.iter().map(|(heading, words)| (*heading, words.as_str()))
    }
}

/// How well it is known what a practice brings. Ours, to be mapped to the scales in use elsewhere (domain §4(i)). It says how well
/// one knows, not that it works: a measured « no effect » has a high level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Described.
    E0,
    /// Benefit as it was felt: the ceiling for opinions.
    E1,
    /// Routine data before and after.
    E2,
    /// A comparison group, or an interrupted series with a control.
    E3,
    /// Randomised, or an E3 that was replicated.
    E4,
}

kernel::codes!(Level { E0 = "E0", E1 = "E1", E2 = "E2", E3 = "E3", E4 = "E4" });

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// What people say: interviews, questionnaires of satisfaction, the team itself.
    Opinion,
    /// Data that were kept anyway, before and after.
    Routine,
    /// A comparison group, or an interrupted series with a control.
    Comparison,
    /// Drawn by lot, or a comparison that was replicated.
    Randomised,
}

kernel::codes!(SourceKind {
    Opinion = "opinion",
    Routine = "routine",
    Comparison = "comparison",
    Randomised = "randomised",
});

impl SourceKind {
    /// The highest level that it carries.
    pub fn ceiling(self) -> Level {
        match self {
            SourceKind::Opinion => Level::E1,
            SourceKind::Routine => Level::E2,
            SourceKind::Comparison => Level::E3,
            SourceKind::Randomised => Level::E4,
        }
    }
}

/// What results rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Which one.
    pub id: Uuid,
    /// What it is.
    pub kind: SourceKind,
    /// What it is called: who, when, what.
    pub citation: String,
    /// Where it can be read: an address, a library.
    pub place: String,
}

from_row!(Source { id, kind, citation, place });

/// A source to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSource {
    /// What it is.
    pub kind: SourceKind,
    /// What it is called.
    pub citation: String,
    /// Where it can be read.
    pub place: String,
}

/// What of a reference person is published: what they agreed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The name.
    pub name: bool,
    /// The address.
    pub address: bool,
    /// The telephone.
    pub phone: bool,
    /// The mail.
    pub email: bool,
}

/// A reference person (R117): somebody whom one may turn to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewContact {
    /// Name.
    pub name: String,
    /// What they do there.
    pub role: String,
    /// Address at work.
    pub address: String,
    /// Telephone at work.
    pub phone: String,
    /// Mail at work.
    pub email: String,
    /// What they agreed to have published.
    pub shows: Shown,
}

/// A reference person of a practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Which one.
    pub id: Uuid,
    /// Who.
    pub who: NewContact,
}

impl Contact {
    /// The same with what was not agreed to left out.
    pub fn published(&self) -> NewContact {
        let kept = |shown: bool, text: &str| if shown { text.to_owned() } else { String::new() };
        let NewContact { name, role, address, phone, email, shows } = &self.who;
        NewContact {
            name: kept(shows.name, name),
            role: role.clone(),
            address: kept(shows.address, address),
            phone: kept(shows.phone, phone),
            email: kept(shows.email, email),
            shows: *shows,
        }
    }
}

/// A practice without its texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// Which one.
    pub id: PracticeId,
    /// Whose.
    pub institution: InstitutionId,
    /// Who began it; nobody when it came from elsewhere.
    pub drafted_by: Option<PractitionerId>,
    /// The language in which it is written, a code.
    pub lang: String,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub summary: String,
    /// The territory where it is done.
    pub territory: Option<TerritoryId>,
    /// The answer of a survey from which it was taken, as that slice refers to it.
    pub source: String,
    /// Who asked for that answer.
    pub source_institution: Option<InstitutionId>,
    /// When it was begun.
    pub recorded_at: Instant,
    /// For a change that nobody else's comes under.
    pub version: i64,
    /// When something last happened.
    pub last_at: Instant,
    /// The level it has now.
    pub level: Option<Level>,
    /// Since when the editors have something to do.
    pub editor_since: Option<Instant>,
    /// Since when reviewers read it.
    pub review_since: Option<Instant>,
    /// When it was first published.
    pub published_on: Option<Date>,
    /// When it is to be looked at again.
    pub re_review_on: Option<Date>,
    /// When it was withdrawn.
    pub withdrawn_on: Option<Date>,
}

from_row!(Practice {
    id,
    institution,
    drafted_by,
    lang,
    title,
    summary,
    territory,
    source,
    source_institution,
    recorded_at,
    version,
    last_at,
    level,
    editor_since,
    review_since,
    published_on,
    re_review_on,
    withdrawn_on
});

/// Languages in which a practice may be written: those of the interface, and the neighbours'.
pub const LANGS: &[&str] = &["fr", "nl", "en", "de"];

/// What a practice is drafted with: by hand, or from the answer to a survey.
#[derive(Clone, Debug)]
pub struct NewPractice {
    /// Whose it will be.
    pub institution: InstitutionId,
    /// In which language it is written, a code of [`LANGS`].
    pub lang: String,
    /// What is said of it already; a title at least.
    pub texts: Texts,
    /// The territory where it is done.
    pub territory: Option<TerritoryId>,
    /// Sectors that it concerns, codes of the packs.
    pub sectors: Vec<String>,
    /// Whom one may turn to.
    pub contacts: Vec<NewContact>,
    /// Where it comes from, when it was not written here: a reference to the answer, and who asked for it.
    pub from: Option<(String, InstitutionId)>,
}

impl NewPractice {
    /// With a title and nothing else.
    pub fn titled(institution: InstitutionId, lang: &str, title: &str) -> NewPractice {
        NewPractice {
            institution,
            lang: lang.to_owned(),
            texts: Texts::default().with(Heading::Title, title),
            territory: None,
            sectors: Vec::new(),
            contacts: Vec::new(),
            from: None,
        }
    }
}
