// SPDX-License-Identifier: EUPL-1.2
//! Small parts that the pages of the desk share.

use maud::{Markup, html};
use platform::ui::Choice;

/// Cuts what was read beyond a page and gives its last line, where the next page begins; nothing when this is the last.
pub(super) fn cut<T>(found: &mut Vec<T>, page: i64) -> Option<&T> {
    let page = usize::try_from(page).unwrap_or(0);
    let more = found.len() > page;
    found.truncate(page);
    if more { found.last() } else { None }
}

/// A choice of a filter: always one of them, the first by itself.
pub(super) fn choose(name: &str, label: &str, choices: &[Choice], current: &str) -> Markup {
    html! {
        div.govuk-form-group {
            label.govuk-label for=(name) { (label) }
            select.govuk-select id=(name) name=(name) {
                @for choice in choices { option value=(choice.code) selected[choice.code == current] { (choice.label) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_begins_after_the_last_line_shown() {
        let mut found = vec![1, 2, 3, 4];
        assert_eq!(cut(&mut found, 3), Some(&3));
        assert_eq!(found, [1, 2, 3]);
        assert_eq!(cut(&mut found, 3), None);
    }
}
