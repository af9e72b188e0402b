// SPDX-License-Identifier: EUPL-1.2
//! Values that must not be printed by accident.

use std::fmt;

use crate::{Layer, Layers};

/// A value of a layer. It has no `Display`, its `Debug` hides it, and it opens only to somebody whose layers hold its own.
#[derive(Clone, PartialEq, Eq)]
pub struct Sensitive<T> {
    layer: Layer,
    value: T,
}

impl<T> Sensitive<T> {
    /// Puts a value under a layer.
    pub const fn new(layer: Layer, value: T) -> Sensitive<T> {
        Sensitive { layer, value }
    }

    /// The value, when these layers open it.
    pub fn reveal(&self, layers: Layers) -> Option<&T> {
        layers.has(self.layer).then_some(&self.value)
    }

    /// The value for storage, which keeps it under the same layer.
    pub fn for_storage(&self) -> &T {
        &self.value
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sensitive({})", self.layer.code())
    }
}
