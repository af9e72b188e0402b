// SPDX-License-Identifier: EUPL-1.2
//! What a form is: a tree of questions and groups, its lists of choices, its languages.

pub use super::vocabulary::Control;

/// The name of the language of texts that name none.
pub const UNNAMED: &str = "default";

/// A form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// What it is known by.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its version, as the author wrote it.
    pub version: String,
    /// The language shown first; [`UNNAMED`] when the form names none.
    pub default_language: String,
    /// Every language in which something is said, in the order of the columns.
    pub languages: Vec<Language>,
    /// The other settings, as written.
    pub settings: Vec<(String, String)>,
    /// Prefixes of the author's own columns, and what they stand for.
    pub namespaces: Vec<(String, String)>,
    /// Everything that is asked and reckoned. Its name is that of the answers' document.
    pub root: Node,
    /// The lists of choices.
    pub lists: Vec<List>,
    /// Documents that do not travel with the form.
    pub externals: Vec<External>,
    /// Lists of entities that the form would feed elsewhere.
    pub entities: Vec<String>,
}

impl Form {
    /// The language that is shown first: the one that the form names, unless nothing is asked in it.
    pub fn first_language(&self) -> &str {
        let said = |language: &str| {
            let mut labels = self.root.walk().skip(1).map(|node| &node.label);
            labels.any(|label| label.wordings.iter().any(|wording| wording.language == language))
        };
        let named = self.languages.iter().map(|language| language.name.as_str());
        let mut all = std::iter::once(self.default_language.as_str()).chain(named);
        all.find(|language| said(language)).unwrap_or(&self.default_language)
    }
}

/// A language of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// As the author wrote it: `Français (fr)`.
    pub name: String,
    /// `fr`.
    pub code: Option<String>,
}

impl Language {
    /// Reads `Français (fr)`.
    pub fn named(name: &str) -> Language {
        let code =
            name.strip_suffix(')').and_then(|n| n.rsplit_once('(')).map(|(_, code)| code.trim().to_owned());
        Language { name: name.to_owned(), code: code.filter(|c| is_code(c)) }
    }
}

/// Whether a code has the shape of one: two or three letters, then perhaps parts.
fn is_code(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts
        .next()
        .is_some_and(|p| (2..=8).contains(&p.len()) && p.chars().all(|c| c.is_ascii_alphabetic()));
    first && parts.all(|p| (1..=8).contains(&p.len()) && p.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// A text in each language in which it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// One a language.
    pub wordings: Vec<Wording>,
    /// Whether any of them names its language.
    pub translated: bool,
}

/// A text in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The name of the language.
    pub language: String,
    /// As the author wrote it.
    pub written: String,
    /// The same, its `${name}` as paths.
    pub pieces: Vec<Piece>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// The value of an expression.
    Value(String),
}

impl Text {
    /// In a language; failing that, in the first that is there.
    pub fn get(&self, language: &str) -> Option<&Wording> {
        self.wordings.iter().find(|w| w.language == language).or_else(|| self.wordings.first())
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.wordings.is_empty()
    }

    /// A text in no named language.
    pub fn plain(language: &str, written: &str) -> Text {
        let pieces = vec![Piece::Words(written.to_owned())];
        let wording = Wording { language: language.to_owned(), written: written.to_owned(), pieces };
        Text { wordings: vec![wording], translated: false }
    }

    /// Whether it holds values of other questions.
    pub fn has_values(&self) -> bool {
        self.wordings.iter().any(|w| w.pieces.iter().any(|p| matches!(p, Piece::Value(_))))
    }
}

/// A formula.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expression {
    /// As the author wrote it.
    pub written: String,
    /// With the paths that its `${name}` stand for, seen from where it stands.
    pub xpath: String,
}

impl Expression {
    /// One without references.
    pub fn plain(written: &str) -> Expression {
        Expression { written: written.to_owned(), xpath: written.to_owned() }
    }
}

/// What is reckoned about an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bind {
    /// The type of the answer as an XForm calls it; empty for a group.
    pub data_type: String,
    /// When it is asked.
    pub relevant: Option<Expression>,
    /// When it must be answered.
    pub required: Option<Expression>,
    /// When it cannot be changed.
    pub readonly: Option<Expression>,
    /// What an answer must satisfy.
    pub constraint: Option<Expression>,
    /// What it is reckoned from.
    pub calculate: Option<Expression>,
    /// Said when the constraint is not met.
    pub constraint_message: Text,
    /// Said when it is missing.
    pub required_message: Text,
    /// What the device fills in: `timestamp` `start`.
    pub preload: Option<(String, String)>,
    /// The other columns under `bind::`, such as `pp:purpose`.
    pub others: Vec<(String, Expression)>,
}

/// A question or a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Its name among its siblings.
    pub name: String,
    /// `/data/group/name`.
    pub path: String,
    /// The row of the sheet `survey`; of what is made automatically, the row it is made for.
    pub row: usize,
    /// What it is.
    pub kind: Kind,
    /// What is asked.
    pub label: Text,
    /// A word of help.
    pub hint: Text,
    /// A longer one, for those who ask.
    pub guidance: Text,
    /// Pictures and sounds by kind: `image`, `big-image`, `audio`, `video`.
    pub media: Vec<(String, Text)>,
    /// What is reckoned about it.
    pub bind: Bind,
    /// How it looks.
    pub appearance: String,
    /// The other columns under `body::`.
    pub control: Vec<(String, Expression)>,
    /// The columns under `instance::`.
    pub attributes: Vec<(String, Expression)>,
    /// The answer to begin with.
    pub default: Option<Default>,
    /// The questions whose change sets this one.
    pub triggers: Vec<String>,
    /// Columns that the language does not know, as written.
    pub columns: Vec<(String, String)>,
    /// What stands inside a group.
    pub children: Vec<Node>,
}

/// The answer to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Default {
    /// A value.
    Fixed(String),
    /// A formula, reckoned once.
    Reckoned(Expression),
}

/// What a node is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Kind {
    /// Things that belong together.
    #[default]
    Group,
    /// Things asked as often as needed, or as often as the expression says.
    Repeat(Option<Expression>),
    /// A question, or a value that nobody is asked for.
    Question(Box<Question>),
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The word for its type: `text`, `select_one`, `photo`.
    pub word: String,
    /// How it is answered.
    pub control: Control,
    /// Which files may be given: `image/*`.
    pub media: String,
    /// Where its choices come from.
    pub choices: Option<Choices>,
    /// Its parameters.
    pub parameters: Vec<(String, String)>,
}

/// Where choices come from, and which of them are offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    /// Where from.
    pub source: Source,
    /// Which of them.
    pub filter: Option<Expression>,
    /// In a random order; the order can be made the same again by a seed.
    pub random: Option<Option<Expression>>,
    /// Whether the list is looked up by `search()`.
    pub searched: bool,
}

/// Where choices come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A list of the form.
    List(String),
    /// A file.
    File {
        /// As it is written: `lieux.csv`.
        name: String,
        /// What formulas call it: `lieux`.
        id: String,
        /// The column that is kept.
        value: String,
        /// The column that is shown.
        label: String,
    },
    /// Answers given earlier, in a repeated group.
    Answers {
        /// The path of the group.
        nodes: String,
        /// The name of the question in it.
        name: String,
    },
    /// A list of the sheet `external_choices`.
    External(String),
}

/// A list of choices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Its name.
    pub name: String,
    /// Its choices, in order.
    pub choices: Vec<Choice>,
}

/// A choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// What is kept when it is chosen.
    pub name: String,
    /// What is shown.
    pub label: Text,
    /// Pictures and sounds.
    pub media: Vec<(String, Text)>,
    /// The author's other columns, used by filters.
    pub columns: Vec<(String, String)>,
    /// The row of the sheet `choices`; none for one made automatically.
    pub row: Option<usize>,
}

impl List {
    /// Whether its labels are said in several languages or hold values, so that they stand apart from the list.
    pub fn apart(&self) -> bool {
        self.choices.iter().any(|c| c.label.translated || !c.media.is_empty() || c.label.has_values())
    }
}

/// A document that does not travel with the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct External {
    /// What formulas call it.
    pub id: String,
    /// Where a device looks for it.
    pub source: String,
}

impl Node {
    /// The question, if it is one.
    pub fn question(&self) -> Option<&Question> {
        match &self.kind {
            Kind::Question(question) => Some(question),
            Kind::Group | Kind::Repeat(_) => None,
        }
    }

    /// Whether it is a repeated group.
    pub fn is_repeat(&self) -> bool {
        matches!(self.kind, Kind::Repeat(_))
    }

    /// Every node below and this one, in order.
    pub fn walk(&self) -> Walk<'_> {
        Walk { waiting: vec![self] }
    }
}

/// See [`Node::walk`].
pub struct Walk<'a> {
    waiting: Vec<&'a Node>,
}

impl<'a> Iterator for Walk<'a> {
    type Item = &'a Node;

    fn next(&mut self) -> Option<&'a Node> {
        let node = self.waiting.pop()?;
        self.waiting.extend(node.children.iter().rev());
        Some(node)
    }
}
