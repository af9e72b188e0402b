// SPDX-License-Identifier: EUPL-1.2
//! Rows as they come from either engine.

use kernel::stored::{FromValue, Value};

use super::StoreError;

/// One row, read from left to right.
pub struct Row {
    values: std::vec::IntoIter<Value>,
}

impl Row {
    pub(super) fn new(values: Vec<Value>) -> Row {
        Row { values: values.into_iter() }
    }

    /// The next column.
    pub fn take<T: FromValue>(&mut self) -> Result<T, StoreError> {
        let value = self.values.next().ok_or(kernel::stored::Unreadable("column of this row"))?;
        Ok(T::from_value(value)?)
    }
}

/// Something a row can be read as. Made with `from_row!` for structs; tuples and single values come by themselves.
pub trait FromRow: Sized {
    /// Reads the columns in order.
    fn from_row(row: &mut Row) -> Result<Self, StoreError>;
}

impl FromRow for Row {
    fn from_row(row: &mut Row) -> Result<Self, StoreError> {
        Ok(Row { values: std::mem::take(&mut row.values) })
    }
}

macro_rules! tuples {
    ($(($($t:ident),+))*) => {$(
        impl<$($t: FromValue),+> FromRow for ($($t,)+) {
            fn from_row(row: &mut Row) -> Result<Self, StoreError> {
                Ok(($(row.take::<$t>()?,)+))
            }
        }
    )*};
}

tuples! { (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, F) (A, B, C, D, E, F, G) (A, B, C, D, E, F, G, H) }
