//! How a JSON text is built, found by keeping every name in a list.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// The shape of a JSON text.
pub struct Shape {
    /// Objects and arrays inside each other.
    pub depth: usize,
    /// Members of all objects together.
    pub members: usize,
    /// Whether some object has two members of one name, or one with a name that serde_json keeps for itself.
    pub odd_name: bool,
}

impl Shape {
    /// The shape of `text`, if it is JSON.
    pub fn of(text: &[u8]) -> Option<Self> {
        serde_json::from_slice(text).ok()
    }

    fn scalar() -> Self {
        Self { depth: 0, members: 0, odd_name: false }
    }

    fn around(self, inner: Self) -> Self {
        Self {
            depth: self.depth.max(inner.depth + 1),
            members: self.members + inner.members,
            odd_name: self.odd_name || inner.odd_name,
        }
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Walk)
    }
}

struct Walk;

impl<'de> Visitor<'de> for Walk {
    type Value = Shape;

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut names: Vec<String> = Vec::new();
        let mut shape = Shape { depth: 1, ..Shape::scalar() };
        while let Some((name, inner)) = map.next_entry::<String, Shape>()? {
            shape = shape.around(inner);
            shape.members += 1;
            shape.odd_name |= names.contains(&name) || name.starts_with("$serde_json::private::");
            names.push(name);
        }
        Ok(shape)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Shape, A::Error> {
        let mut shape = Shape { depth: 1, ..Shape::scalar() };
        while let Some(inner) = elements.next_element()? {
            shape = shape.around(inner);
        }
        Ok(shape)
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::scalar())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::scalar())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::scalar())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::scalar())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::scalar())
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::scalar())
    }

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }
}
