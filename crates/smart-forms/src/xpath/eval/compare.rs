// SPDX-License-Identifier: EUPL-1.2
//! `=`, `<` and their like: XPath 1.0, section 3.4, but for one thing: whether nodes are less than a yes or no is
//! asked of each of them, as of any other value, because every program for these forms does so.

use std::collections::HashSet;

use super::{Done, Run};
use crate::xpath::{BinaryOp, Tree, Value};

impl<T: Tree> Run<'_, T> {
    pub(super) fn compare(
        &self,
        operator: BinaryOp,
        left: &Value<T::Node>,
        right: &Value<T::Node>,
    ) -> Done<bool> {
        let equality = matches!(operator, BinaryOp::Equal | BinaryOp::NotEqual);
        match (left, right) {
            (Value::Boolean(_), _) | (_, Value::Boolean(_)) if equality => {
                let (left, right) = (self.boolean_of(left)?, self.boolean_of(right)?);
                Ok(holds(operator, f64::from(u8::from(left)), f64::from(u8::from(right))))
            }
            (Value::Nodes(left), Value::Nodes(right)) if equality => self.texts(operator, left, right),
            (Value::Nodes(left), Value::Nodes(right)) => {
                let right = self.numbers(right)?;
                for number in self.numbers(left)? {
                    self.work(right.len())?;
                    if right.iter().any(|other| holds(operator, number, *other)) {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            (Value::Nodes(nodes), Value::Text(text)) | (Value::Text(text), Value::Nodes(nodes))
                if equality =>
            {
                for node in nodes {
                    if (self.text_of_node(*node)? == *text) == (operator == BinaryOp::Equal) {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            (Value::Nodes(nodes), other) => {
                let other = self.number_of(other)?;
                Ok(self.numbers(nodes)?.into_iter().any(|number| holds(operator, number, other)))
            }
            (other, Value::Nodes(nodes)) => {
                let other = self.number_of(other)?;
                Ok(self.numbers(nodes)?.into_iter().any(|number| holds(operator, other, number)))
            }
            (Value::Text(left), Value::Text(right)) if equality => {
                Ok((left == right) == (operator == BinaryOp::Equal))
            }
            _ => Ok(holds(operator, self.number_of(left)?, self.number_of(right)?)),
        }
    }

    fn numbers(&self, nodes: &[T::Node]) -> Done<Vec<f64>> {
        nodes.iter().map(|node| Ok(self.number_of_text(&self.text_of_node(*node)?))).collect()
    }

    /// Whether any text on the left is equal, or unequal, to any on the right: in one walk over each.
    fn texts(&self, operator: BinaryOp, left: &[T::Node], right: &[T::Node]) -> Done<bool> {
        let mut known = HashSet::new();
        for node in left {
            known.insert(self.text_of_node(*node)?);
        }
        let mut others = HashSet::new();
        for node in right {
            let text = self.text_of_node(*node)?;
            if operator == BinaryOp::Equal && known.contains(&text) {
                return Ok(true);
            }
            others.insert(text);
        }
        let differ = !known.is_empty()
            && !others.is_empty()
            && (known.len() > 1 || others.len() > 1 || known != others);
        Ok(operator == BinaryOp::NotEqual && differ)
    }
}

fn holds(operator: BinaryOp, left: f64, right: f64) -> bool {
    match operator {
        BinaryOp::Equal => left == right,
        BinaryOp::NotEqual => left != right,
        BinaryOp::Less => left < right,
        BinaryOp::LessOrEqual => left <= right,
        BinaryOp::Greater => left > right,
        BinaryOp::GreaterOrEqual => left >= right,
        _ => false,
    }
}
