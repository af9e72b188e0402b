// SPDX-License-Identifier: EUPL-1.2
//! Screens: the frame every page stands in, and the parts pages are made of. Class names: `crates/ui-assets/README.md`.

mod fields;
mod page;
mod parts;
mod when;

/// Words of the frame and of the parts. Generated from `words/*.ftl`.
#[allow(missing_docs)]
pub mod words {
    include!(concat!(env!("OUT_DIR"), "/words_ui.rs"));
}

pub use fields::{
    Choice, Draft, checkbox, checkboxes, date_input, error_summary, field, file_input, filled, filter_select,
    form_key, hidden, number_input, radios, select, small_radios, submit, text_input, textarea,
};
pub use page::{NavItem, Page};
pub use parts::{
    Column, Deadline, Tile, deadline, details, done, empty, facts, filters, filters_of, inert, layer_mark,
    paging, panel, paragraphs, sort_link, success, table, tabs, tag, tiles, warning, with_query,
};
pub use when::{age, date, date_time, day, month, partial_date, time};

use crate::http::Cx;

/// The words of the frame in the reader's language.
pub fn words(cx: &Cx) -> words::Words {
    words::Words(cx.lang)
}
