// SPDX-License-Identifier: EUPL-1.2
//! What the network has agreed and published.
//!
//! `letters` prints what the packs say how to print. One slice so far: `forms` (a version of a form that never changes any more, shown page by page and filled in). It has no routes:
//! whoever asks people to fill something in has the pages, and puts what this crate draws into them.

pub mod forms;
pub mod letters;
