// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod engine;
mod fault;
mod template;
mod values;
mod world;

pub use engine::{Engine, Pdf};
pub use fault::Fault;
pub use template::Template;
