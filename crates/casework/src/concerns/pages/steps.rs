// SPDX-License-Identifier: EUPL-1.2
//! The steps of the public form, and which field belongs to which.

use platform::drafts::Fields;
use platform::http::Form;

/// A step: one thing a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::concerns) enum Step {
    /// Where the child lives.
    Place,
    /// Which service receives it.
    Service,
    /// What was seen, heard, thought.
    Facts,
    /// Which children, which home.
    Children,
    /// Who holds authority, and whether they know.
    Holders,
    /// In danger right now?
    Danger,
    /// Who reports.
    You,
}

kernel::codes!(Step {
    Place = "place",
    Service = "service",
    Facts = "facts",
    Children = "children",
    Holders = "holders",
    Danger = "danger",
    You = "you",
});

impl Step {
    /// Its number, from 1.
    pub fn number(self) -> i64 {
        Step::ALL.iter().position(|s| *s == self).map_or(1, |i| i as i64 + 1)
    }

    /// Its page.
    pub fn path(self) -> String {
        format!("/report/step/{}", self.code())
    }

    /// The page after it.
    pub fn next(self) -> String {
        let after = Step::ALL.iter().position(|s| *s == self).and_then(|i| Step::ALL.get(i + 1));
        after.map_or_else(|| "/report/check".to_owned(), |s| s.path())
    }

    /// The page before it.
    pub fn previous(self) -> String {
        let at = Step::ALL.iter().position(|s| *s == self).unwrap_or(0);
        at.checked_sub(1).and_then(|i| Step::ALL.get(i)).map_or_else(|| "/report".to_owned(), |s| s.path())
    }

    /// The step that a field belongs to; none for what is not a field of the form.
    pub fn of_field(name: &str) -> Option<Step> {
        let base = name.split('-').next().unwrap_or(name);
        Some(match base {
            "territory" => Step::Place,
            "institution" => Step::Service,
            "occurred" | "observed" | "heard" | "thought" | "about" => Step::Facts,
            "child" | "home" | "address" => Step::Children,
            "holder" => Step::Holders,
            "danger_now" | "safety" => Step::Danger,
            "known" | "name" | "capacity" | "relation" | "phone" | "email" | "safe_contact"
            | "wants_unknown" => Step::You,
            _ => return None,
        })
    }
}

/// The draft with the fields of one step replaced by those that were just sent.
pub(in crate::concerns) fn merged(kept: &Fields, step: Step, sent: &Form) -> Fields {
    let mut out: Fields = kept.iter().filter(|(n, _)| Step::of_field(n) != Some(step)).cloned().collect();
    out.extend(
        sent.fields()
            .filter(|(n, v)| Step::of_field(n) == Some(step) && !v.trim().is_empty())
            .map(|(n, v)| (n.to_owned(), v.to_owned())),
    );
    out
}

/// The rows of a repeated group closed up, without the one that is taken out.
pub(in crate::concerns) fn closed_up(fields: &Fields, prefix: &str, without: Option<usize>) -> Fields {
    let form = Form::from_fields(fields.clone());
    let rows: Vec<usize> =
        super::read::rows(&form, prefix).into_iter().filter(|n| Some(*n) != without).collect();
    let mut out: Fields = Vec::new();
    for (name, value) in fields {
        let rest = name.strip_prefix(prefix).and_then(|r| r.strip_prefix('-'));
        let Some((number, part)) = rest.and_then(|r| r.split_once('-')) else {
            out.push((name.clone(), value.clone()));
            continue;
        };
        if let Some(at) = number.parse::<usize>().ok().and_then(|n| rows.iter().position(|r| *r == n)) {
            out.push((format!("{prefix}-{}-{part}", at + 1), value.clone()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn a_step_that_comes_back_replaces_its_own_fields_only() {
        let kept = fields(&[("observed", "a"), ("child-1-given", "Lina"), ("safety", "b")]);
        let sent =
            Form::from_fields(fields(&[("heard", "c"), ("child-2-given", "not of this step"), ("x", "y")]));
        let merged = merged(&kept, Step::Facts, &sent);
        assert_eq!(merged, fields(&[("child-1-given", "Lina"), ("safety", "b"), ("heard", "c")]));
    }

    #[test]
    fn a_child_taken_out_leaves_no_gap() {
        let three = fields(&[
            ("child-1-given", "A"),
            ("child-2-given", "B"),
            ("child-4-birth-year", "2020"),
            ("home", "x"),
        ]);
        let two = fields(&[("child-1-given", "A"), ("child-2-birth-year", "2020"), ("home", "x")]);
        assert_eq!(closed_up(&three, "child", Some(2)), two);
    }
}
