// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod audit;
pub mod bounds;
pub mod chart;
mod input;
mod layout;
mod model;
pub mod ods;
mod publish;
mod sheet;
pub mod suppress;
mod tally;
mod words;

pub use input::{Coding, Counting, Dimension, EntryKinds, Flags, Named, Plan, Respondent, State};
pub use model::{
    Bases, Cell, Column, Figures, Kind, Matrix, Missing, Over, Population, Process, Question, Repeat,
    Response, Results, Row, RowKind, Standing, Unit,
};
pub use sheet::{Sheet, Value, question_sheet, repeat_sheet, response_sheet};
pub use words::Words;

use smart_forms::answers::versions::identify;
use smart_forms::form::Form;

use layout::Layout;
use tally::Tally;

/// The results of a campaign: what may be shown to somebody who may not read the answers themselves or, with a
/// threshold of 1, everything.
///
/// The same input gives the same results, whatever the order of the respondents, but for the order of groups that the plan
/// does not name.
pub fn tabulate(form: &Form, respondents: &[Respondent<'_>], plan: &Plan) -> Results {
    let layout = Layout::of(form, plan);
    let mut tallies = [Tally::new(&layout, plan, respondents), Tally::new(&layout, plan, respondents)];
    let hash = identify(form).hash;
    let mut other_versions = 0;
    for (one, who) in respondents.iter().zip(1_u32..) {
        let tally = &mut tallies[usize::from(one.flags.out_of_population)];
        let places = tally.places(one);
        let counted = tally.respondent(&layout, one, who, &places, plan.counting);
        if let (true, State::Submitted(document)) = (counted, one.state) {
            other_versions += u64::from(document.form.hash != hash);
        }
    }
    let [population, outside] = tallies.map(|tally| publish::publish(&layout, &tally, plan.threshold));
    Results { threshold: plan.threshold, population, outside, other_versions }
}
