// SPDX-License-Identifier: EUPL-1.2
//! What may be told, to whom, and what becomes of it: with named people, through the verbs and the pages.

mod deeds;
mod documents;
mod follow;
mod letters;
mod looks;
mod readers;
mod register;
pub(crate) mod world;
