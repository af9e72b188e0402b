// SPDX-License-Identifier: EUPL-1.2
//! What comes out: tables of cells, each with the base it is counted over.

/// What kind of question it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One of a list; yes or no.
    One,
    /// Several of a list. Shares may add up to more than the whole.
    Many,
    /// A number.
    Number,
    /// Words, a day, a place, a file: only how many there are is told.
    Text,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Respondents.
    Respondents,
    /// Turns of a repeated group in which something was answered; one respondent may have many.
    Entries,
}

/// A count, or the fact that it is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// So many.
    Count(u64),
    /// Too few said it, or somebody could work out from it what too few said.
    Hidden,
}

impl Cell {
    /// The count, if it is shown.
    pub fn count(self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(count),
            Self::Hidden => None,
        }
    }
}

/// Over whom a column counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// All of the population.
    All,
    /// One group of a dimension.
    Group {
        /// Which dimension, in the order of the plan; after those, the kinds of entries.
        dimension: usize,
        /// Which group of it.
        group: usize,
    },
    /// The groups of a dimension that are not shown by themselves, together.
    Rest {
        /// Which dimension.
        dimension: usize,
        /// The groups.
        groups: Vec<usize>,
    },
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Over whom it counts.
    pub over: Over,
    /// What the group is called; nothing for all and for the rest.
    pub label: String,
    /// Whether the group is shown by itself. Otherwise all its cells are hidden, and it is counted in the rest.
    pub shown: bool,
}

/// What a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A choice of the list.
    Choice,
    /// At least one of the choices under a heading. Only there where each of these is shown everywhere.
    AnyUnder,
    /// So many entries of a repeated group.
    Entries,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The code of the choice; the number of entries (`0`, `1`, `6+`).
    pub code: String,
    /// What it is called; nothing for numbers of entries.
    pub label: String,
    /// What it stands under in a list that is divided; nothing where it stands alone.
    pub heading: String,
    /// What it counts.
    pub kind: RowKind,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// Over whom, for each column. What is missing is told apart, and is never a no.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bases {
    /// Everybody (or every entry) in the column.
    pub units: Vec<Cell>,
    /// Who answered.
    pub answered: Vec<Cell>,
    /// To whom it was put and who did not answer: left empty, declined, or not known.
    pub silent: Vec<Cell>,
    /// To whom it was not put: other answers made it pointless, or nobody asked.
    pub not_put: Vec<Cell>,
}

impl Bases {
    /// To whom the question was put: who answered and who was silent. Hidden where either is.
    pub fn asked(&self, column: usize) -> Cell {
        let of = |cells: &[Cell]| cells.get(column).copied().and_then(Cell::count);
        match (of(&self.units), of(&self.not_put), of(&self.answered), of(&self.silent)) {
            (Some(units), Some(not_put), _, _) => Cell::Count(units - not_put),
            (_, _, Some(answered), Some(silent)) => Cell::Count(answered + silent),
            _ => Cell::Hidden,
        }
    }
}

/// Why there is no answer, over the whole population.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Put to somebody, and left empty.
    pub unanswered: Cell,
    /// Somebody does not want to say.
    pub declined: Cell,
    /// Somebody does not know.
    pub unknown: Cell,
    /// Other answers made it pointless.
    pub not_relevant: Cell,
    /// Nobody was asked.
    pub not_asked: Cell,
}

/// What numbers say, in one column. Each figure only where enough numbers stand behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// The middle: where at least twice the threshold gave a number.
    pub median: Option<f64>,
    /// A quarter of the numbers is not more, a quarter not less: where at least four times the threshold gave a number.
    pub quartiles: Option<(f64, f64)>,
    /// The least, where as many as the threshold gave exactly this number.
    pub least: Option<f64>,
    /// The most, where as many as the threshold gave exactly this number.
    pub most: Option<f64>,
}

/// Whether there is something to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is.
    Shown,
    /// So few answered that nothing is shown but that they are few.
    TooFew,
    /// Who answers depends on a question whose results are hidden: from here one could work them out.
    Depends,
}

/// The results of one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its path in the form.
    pub path: String,
    /// What was asked.
    pub label: String,
    /// What stands over it in the form, from the outermost.
    pub section: Vec<String>,
    /// What kind of question it is.
    pub kind: Kind,
    /// What is counted.
    pub unit: Unit,
    /// The path of the repeated group in which it is asked.
    pub repeat: Option<String>,
    /// Whether there is something to show.
    pub standing: Standing,
    /// The first is over all; then, for each dimension, its groups and perhaps the rest.
    pub columns: Vec<Column>,
    /// The bases, for each column.
    pub bases: Bases,
    /// Why answers are missing, over all.
    pub missing: Missing,
    /// The choices; none for numbers and texts.
    pub rows: Vec<Row>,
    /// What the numbers say, for each column; none for other questions.
    pub figures: Vec<Figures>,
}

impl Question {
    /// Over whom shares of the question are: who answered, where one choice is made; to whom it was put, where several may
    /// be, since a box that is not ticked and a question that was passed over look alike.
    pub fn base(&self, column: usize) -> Cell {
        match self.kind {
            Kind::Many => self.bases.asked(column),
            _ => self.bases.answered.get(column).copied().unwrap_or(Cell::Hidden),
        }
    }

    /// The share of a row in the base of a column, from 0 to 1; none where either is hidden or nobody was asked.
    pub fn share(&self, row: usize, column: usize) -> Option<f64> {
        let base = self.base(column).count()?;
        let count = self.rows.get(row)?.cells.get(column)?.count()?;
        (base > 0).then(|| count as f64 / base as f64)
    }

    /// Whether anything in it is hidden.
    pub fn hides(&self) -> bool {
        let rows = self.rows.iter().flat_map(|row| &row.cells);
        self.standing != Standing::Shown || rows.chain(&self.bases.answered).any(|cell| *cell == Cell::Hidden)
    }
}

/// How often something was given that may be given several times.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// The path of the repeated group.
    pub path: String,
    /// What it is called.
    pub label: String,
    /// What stands over it in the form.
    pub section: Vec<String>,
    /// The columns; without kinds of entries.
    pub columns: Vec<Column>,
    /// Respondents, for each column.
    pub respondents: Vec<Cell>,
    /// How many respondents gave so many. Where a number would be hidden, only who gave none and who gave some is told.
    pub rows: Vec<Row>,
    /// How many entries there are over all.
    pub entries: Cell,
}

/// Lines of a table of the form that share their choices, as the places of their questions in
/// [`Population::questions`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// What it is called.
    pub label: String,
    /// What stands over it in the form.
    pub section: Vec<String>,
    /// Its lines.
    pub questions: Vec<usize>,
}

/// Who was asked and who answered. The columns are those of the dimensions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// The columns.
    pub columns: Vec<Column>,
    /// Who was asked.
    pub invited: Vec<Cell>,
    /// Whose answers are counted.
    pub counted: Vec<Cell>,
    /// Of those, who answered after the day.
    pub late: Vec<Cell>,
    /// Of those, who answered on paper.
    pub paper: Vec<Cell>,
    /// How it stands with the others; only for those who may see everything.
    pub process: Option<Process>,
}

impl Response {
    /// Counted over invited, from 0 to 1.
    pub fn rate(&self, column: usize) -> Option<f64> {
        let (counted, invited) = (self.counted.get(column)?.count()?, self.invited.get(column)?.count()?);
        (invited > 0).then(|| counted as f64 / invited as f64)
    }
}

/// Those whose answers are not counted, for each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Process {
    /// Submitted, and not validated yet, where only validated answers count.
    pub waiting: Vec<u64>,
    /// A draft was begun.
    pub started: Vec<u64>,
    /// Nothing came.
    pub silent: Vec<u64>,
    /// Answered once more elsewhere. They are not among the invited: the one that counts is.
    pub set_aside: Vec<u64>,
}

/// The results over one population.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Population {
    /// Who was asked and who answered.
    pub response: Response,
    /// The questions, in the order of the form.
    pub questions: Vec<Question>,
    /// The repeated groups.
    pub repeats: Vec<Repeat>,
    /// The tables of the form.
    pub matrices: Vec<Matrix>,
}

/// The results of a campaign.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// What is said by fewer than this is not shown.
    pub threshold: u64,
    /// Those who were to be asked.
    pub population: Population,
    /// Those who answered without being asked.
    pub outside: Population,
    /// How many of the counted answers were given to another version of the form.
    pub other_versions: u64,
}
