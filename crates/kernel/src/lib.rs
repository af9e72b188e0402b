// SPDX-License-Identifier: EUPL-1.2
//! The vocabulary everything else is written in. Pure: no IO, no clock, no randomness.
//!
//! Meaning of each word: `CONTEXT.md`.

/// Gives an enum without data its codes: the words under which its values lie in columns, packs and exports.
///
/// Adds `ALL`, `code()` and `parse()`, and makes the enum storable.
#[macro_export]
macro_rules! codes {
    ($ty:ident { $($variant:ident = $code:literal),* $(,)? }) => {
        impl $ty {
            /// All values, in order.
            pub const ALL: &'static [$ty] = &[$($ty::$variant),*];
            /// The code used in columns, packs and exports.
            pub const fn code(self) -> &'static str { match self { $($ty::$variant => $code),* } }
            /// Reads a code; `None` when it is not one.
            pub fn parse(code: &str) -> Option<$ty> { match code { $($code => Some($ty::$variant),)* _ => None } }
        }
        impl $crate::stored::ToValue for $ty {
            fn to_value(&self) -> $crate::stored::Value { $crate::stored::Value::Text(self.code().to_owned()) }
        }
        impl $crate::stored::FromValue for $ty {
            fn from_value(value: $crate::stored::Value) -> Result<Self, $crate::stored::Unreadable> {
                match value {
                    $crate::stored::Value::Text(t) => $ty::parse(&t),
                    _ => None,
                }
                .ok_or($crate::stored::Unreadable(stringify!($ty)))
            }
        }
    };
}

pub mod actor;
pub mod circle;
pub mod date;
pub mod event;
pub mod id;
pub mod instant;
pub mod lang;
pub mod name;
pub mod refusal;
pub mod sensitive;
pub mod stored;
pub mod text;

pub use actor::{Actor, Appointment, FunctionKind, SecrecyStatus};
pub use circle::{Capacity, Ground, Layer, Layers};
pub use date::{Date, PartialDate};
pub use event::{Event, EventKind, Subject, SubjectKind};
pub use id::*;
pub use instant::Instant;
pub use lang::Lang;
pub use refusal::Refusal;
pub use sensitive::Sensitive;
