// SPDX-License-Identifier: EUPL-1.2
//! Statement texts. Only texts written in the source may become statements: that is the speed bump against injection.

use kernel::stored::{ToValue, Value};

/// A statement: a text of the source, or one put together from texts of the source by [`Sql`].
pub enum SqlText {
    /// Written whole in the source.
    Static(&'static str),
    /// Put together.
    Built(String),
}

impl SqlText {
    pub(super) fn as_str(&self) -> &str {
        match self {
            SqlText::Static(s) => s,
            SqlText::Built(s) => s,
        }
    }
}

impl From<&'static str> for SqlText {
    fn from(text: &'static str) -> SqlText {
        SqlText::Static(text)
    }
}

/// Puts a statement together from fragments of the source, numbering the parameters: write `$` where a value goes.
///
/// ```ignore
/// let mut sql = Sql::new("SELECT id FROM cases WHERE institution_id = $", args![institution]);
/// if let Some(lead) = filter.lead { sql.push(" AND lead_id = $", args![lead]); }
/// conn.all(sql, vec![]).await
/// ```
pub struct Sql {
    text: String,
    args: Vec<Value>,
}

impl Sql {
    /// Starts with a fragment and the values for its `$` signs, in order.
    pub fn new(fragment: &'static str, args: Vec<Value>) -> Sql {
        let mut sql = Sql { text: String::with_capacity(512), args: Vec::new() };
        sql.push(fragment, args);
        sql
    }

    /// Adds a fragment and the values for its `$` signs, in order.
    pub fn push(&mut self, fragment: &'static str, args: Vec<Value>) -> &mut Sql {
        let mut values = args.into_iter();
        for (i, part) in fragment.split('$').enumerate() {
            if i > 0 {
                self.args.push(values.next().unwrap_or(Value::Null));
                self.text.push('$');
                self.text.push_str(&self.args.len().to_string());
            }
            self.text.push_str(part);
        }
        debug_assert!(values.next().is_none(), "more values than $ signs in: {fragment}");
        self
    }

    /// Adds `(v1, v2, …)`; an empty list becomes `(NULL)`, which equals nothing.
    pub fn list<T: ToValue>(&mut self, values: impl IntoIterator<Item = T>) -> &mut Sql {
        self.text.push('(');
        let mut first = true;
        for value in values {
            if !std::mem::take(&mut first) {
                self.text.push_str(", ");
            }
            self.args.push(value.to_value());
            self.text.push('$');
            self.text.push_str(&self.args.len().to_string());
        }
        self.text.push_str(if first { "NULL)" } else { ")" });
        self
    }

    /// The text and its values.
    pub fn done(self) -> (SqlText, Vec<Value>) {
        (SqlText::Built(self.text), self.args)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered_across_fragments() {
        let mut sql = Sql::new("SELECT 1 WHERE a = $ AND b IN ", vec![Value::Int(1)]);
        sql.list([2i64, 3])
            .push(" AND c > $", vec![Value::Int(4)])
            .push(" AND d IN ", vec![])
            .list(Vec::<i64>::new());
        let (text, args) = sql.done();
        assert_eq!(text.as_str(), "SELECT 1 WHERE a = $1 AND b IN ($2, $3) AND c > $4 AND d IN (NULL)");
        assert_eq!(args, [1, 2, 3, 4].map(Value::Int));
    }
}
