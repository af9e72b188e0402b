// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod answers;
pub mod book;
pub mod fhir;
pub mod form;
pub mod instance;
pub mod tables;
#[cfg(test)]
mod tests;
pub mod words;
pub mod xform_in;
pub mod xpath;
