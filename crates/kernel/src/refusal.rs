// SPDX-License-Identifier: EUPL-1.2
//! Refusals: what a rule answers when something may not be done.

/// A rule said no. A value, not an error: it names the reason and, where there is one, the way forward.
///
/// The words are found by `code` in the slice's Fluent files (`refused-<code>`, `refused-<code>-way`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code, e.g. `closure-by-lead`. Tests, the API and the demo stories name it.
    pub code: &'static str,
}

impl Refusal {
    /// A refusal with this code.
    pub const fn new(code: &'static str) -> Refusal {
        Refusal { code }
    }
}
