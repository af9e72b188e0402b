// SPDX-License-Identifier: EUPL-1.2
//! The words that tables and charts need, in the language of whoever reads them. The caller gives them.

/// Words. Each stands by itself, unless it is said what is put into it.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The column over all: « Ensemble ».
    pub all: &'a str,
    /// The column of the groups that are not shown by themselves: « Autres groupes, ensemble ».
    pub rest: &'a str,
    /// What stands in a cell that is not shown: « n. p. ».
    pub hidden: &'a str,
    /// Nothing is shown of a question because too few answered it.
    pub too_few: &'a str,
    /// Nothing is shown of a question because another one could be worked out from it.
    pub depends: &'a str,
    /// Who was asked to answer the campaign.
    pub invited: &'a str,
    /// Whose answers are counted.
    pub counted: &'a str,
    /// Counted over invited.
    pub rate: &'a str,
    /// Of those counted, after the day.
    pub late: &'a str,
    /// Of those counted, on paper.
    pub paper: &'a str,
    /// Submitted, and not validated yet.
    pub waiting: &'a str,
    /// A draft was begun.
    pub started: &'a str,
    /// Nothing came.
    pub silent_invited: &'a str,
    /// Answered once more elsewhere.
    pub set_aside: &'a str,
    /// Respondents, as what is counted.
    pub respondents: &'a str,
    /// Entries of a repeated group, as what is counted.
    pub entries: &'a str,
    /// Base: to whom it was put.
    pub asked: &'a str,
    /// Base: who answered.
    pub answered: &'a str,
    /// Put to them and without an answer, for any reason.
    pub silent: &'a str,
    /// Left empty.
    pub unanswered: &'a str,
    /// Does not want to say.
    pub declined: &'a str,
    /// Does not know.
    pub unknown: &'a str,
    /// Not put to them, for any reason.
    pub not_put: &'a str,
    /// Made pointless by other answers.
    pub not_relevant: &'a str,
    /// Nobody asked.
    pub not_asked: &'a str,
    /// The row of those who chose at least one under a heading: « Au moins un ».
    pub at_least_one: &'a str,
    /// Stands before the base of shares: « Base ».
    pub base: &'a str,
    /// Several choices may be made: shares may add up to more than the whole.
    pub several: &'a str,
    /// The share of the base, over the column of shares.
    pub share: &'a str,
    /// The middle number.
    pub median: &'a str,
    /// A quarter of the numbers is not more.
    pub lower_quartile: &'a str,
    /// A quarter of the numbers is not less.
    pub upper_quartile: &'a str,
    /// The least number.
    pub least: &'a str,
    /// The most.
    pub most: &'a str,
    /// Nobody gave an entry.
    pub none: &'a str,
    /// Somebody gave one or more.
    pub one_or_more: &'a str,
    /// What joins a name and its number: in French a space that does not break, a colon and a space.
    pub colon: &'a str,
    /// A share from 0 to 1 as people write it: « 43 % ».
    pub percent: fn(f64) -> String,
    /// A number as people write it: « 2,5 ».
    pub number: fn(f64) -> String,
}
