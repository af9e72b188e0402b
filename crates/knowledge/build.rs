// SPDX-License-Identifier: EUPL-1.2
//! Compiles the words of every slice.

fn main() {
    words_build::compile();
}
