// SPDX-License-Identifier: EUPL-1.2
//! The whole product, tested from outside.

fn main() {}
