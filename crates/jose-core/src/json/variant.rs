//! Enums: a string (a unit variant) or an object with one member (any other), as serde writes them.

use alloc::string::String;
use core::fmt;

use serde::de::{
    EnumAccess, Error, MapAccess, Visitor,
    value::{BorrowedStrDeserializer, MapAccessDeserializer, StrDeserializer, StringDeserializer},
};

pub(super) struct EnumVisitor<V>(pub(super) V);

impl<'de, V: Visitor<'de>> Visitor<'de> for EnumVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<V::Value, E> {
        visit_enum(self.0, BorrowedStrDeserializer::new(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<V::Value, E> {
        visit_enum(self.0, StrDeserializer::new(name))
    }

    fn visit_string<E: Error>(self, name: String) -> Result<V::Value, E> {
        visit_enum(self.0, StringDeserializer::new(name))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        visit_enum(self.0, MapAccessDeserializer::new(map))
    }
}

fn visit_enum<'de, V: Visitor<'de>, A: EnumAccess<'de>>(visitor: V, access: A) -> Result<V::Value, A::Error> {
    visitor.visit_enum(access)
}
