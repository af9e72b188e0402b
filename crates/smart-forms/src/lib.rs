// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod xpath;
