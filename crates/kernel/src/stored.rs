// SPDX-License-Identifier: EUPL-1.2
//! How a value lies in a column. The storage layer binds and reads [`Value`]s; vocabulary types say here how they become one.

use std::fmt;

use uuid::Uuid;

use crate::{Date, Instant, Lang, Layers, PartialDate};

/// What a column can hold, the same on every engine.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number: counts, instants (microseconds), dates (days), sets of bits.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An id.
    Uuid(Uuid),
    /// True or false.
    Bool(bool),
}

/// A stored value that cannot be read as what was asked. Names the type, never the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable(pub &'static str);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a stored value is not a {}", self.0)
    }
}

impl std::error::Error for Unreadable {}

/// Becomes a value of a column.
pub trait ToValue {
    /// The value.
    fn to_value(&self) -> Value;
}

/// Is read from a value of a column.
pub trait FromValue: Sized {
    /// Reads it, or says what was expected.
    fn from_value(value: Value) -> Result<Self, Unreadable>;
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Result<Self, Unreadable> {
        match value {
            Value::Null => Ok(None),
            other => T::from_value(other).map(Some),
        }
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
}

impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: Value) -> Result<Self, Unreadable> {
        Vec::<u8>::from_value(value)?.try_into().map_err(|_| Unreadable("fixed number of bytes"))
    }
}

macro_rules! stored {
    ($($ty:ty, $name:literal, |$v:ident| $to:expr, $pat:pat => $from:expr;)*) => {$(
        impl ToValue for $ty {
            fn to_value(&self) -> Value { let $v = self; $to }
        }
        impl FromValue for $ty {
            #[allow(unreachable_patterns)]
            fn from_value(value: Value) -> Result<Self, Unreadable> {
                match value { $pat => $from.ok_or(Unreadable($name)), _ => Err(Unreadable($name)) }
            }
        }
    )*};
}

stored! {
    i64, "number", |v| Value::Int(*v), Value::Int(n) => Some(n);
    i32, "number", |v| Value::Int(i64::from(*v)), Value::Int(n) => i32::try_from(n).ok();
    u32, "number", |v| Value::Int(i64::from(*v)), Value::Int(n) => u32::try_from(n).ok();
    bool, "truth value", |v| Value::Bool(*v), value => match value { Value::Bool(b) => Some(b), Value::Int(n) => Some(n != 0), _ => None };
    String, "text", |v| Value::Text(v.clone()), Value::Text(t) => Some(t);
    // The embedded engine cannot tell an id from sixteen other bytes: each is read as what is asked for.
    Vec<u8>, "run of bytes", |v| Value::Bytes(v.clone()), value => match value { Value::Bytes(b) => Some(b), Value::Uuid(u) => Some(u.into_bytes().to_vec()), _ => None };
    Uuid, "id", |v| Value::Uuid(*v), value => match value { Value::Uuid(u) => Some(u), Value::Bytes(b) => Uuid::from_slice(&b).ok(), _ => None };
    Instant, "point in time", |v| Value::Int(v.0), Value::Int(n) => Some(Instant(n));
    Date, "date", |v| Value::Int(i64::from(v.0)), Value::Int(n) => i32::try_from(n).ok().map(Date);
    PartialDate, "partial date", |v| Value::Text(v.to_string()), Value::Text(t) => t.parse().ok();
    Lang, "language", |v| Value::Text(v.code().to_owned()), Value::Text(t) => Lang::parse(&t);
    Layers, "set of layers", |v| Value::Int(v.0), Value::Int(n) => Some(Layers(n));
}
