//! A value that was read once, read again by another type.

use std::{borrow::Cow, marker::PhantomData};

use serde::{
    Deserializer,
    de::{
        Error, IntoDeserializer, Unexpected, Visitor,
        value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

use super::{Name, View};

/// A view as the source of another value. Text that was borrowed is borrowed again.
pub(crate) struct Replay<'v, 'de, E> {
    view: &'v View<'de>,
    error: PhantomData<E>,
}

impl<'v, 'de, E> Replay<'v, 'de, E> {
    pub(crate) fn new(view: &'v View<'de>) -> Self {
        Self { view, error: PhantomData }
    }
}

impl<'de, E: Error> Deserializer<'de> for Replay<'_, 'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.view {
            View::Null => visitor.visit_unit(),
            View::Bool(value) => visitor.visit_bool(*value),
            View::Signed(value) => visitor.visit_i64(*value),
            View::Unsigned(value) => visitor.visit_u64(*value),
            View::Fraction(value) => visitor.visit_f64(*value),
            View::Text(text) => Name::new(text).deserialize_any(visitor),
            View::List(values) => {
                let mut list = SeqDeserializer::new(values.iter().map(Self::new));
                let value = visitor.visit_seq(&mut list)?;
                list.end().map(|()| value)
            }
            View::Object(members) => {
                let mut map = members_of(members);
                let value = visitor.visit_map(&mut map)?;
                map.end().map(|()| value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        if matches!(self.view, View::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.view {
            View::Text(text) => Name::new(text).deserialize_enum(name, variants, visitor),
            View::Object(members) => visitor.visit_enum(MapAccessDeserializer::new(members_of(members))),
            _ => Err(E::invalid_type(Unexpected::Other("another type"), &visitor)),
        }
    }

    // As where the text is read: a list is no struct.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.view {
            View::List(_) => Err(E::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.deserialize_any(visitor),
        }
    }

    // It was read strictly before.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct identifier
    }
}

impl<'de, E: Error> IntoDeserializer<'de, E> for Replay<'_, 'de, E> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

type Members<'v, 'de, E> = MapDeserializer<
    'de,
    std::iter::Map<
        std::slice::Iter<'v, (Cow<'de, str>, View<'de>)>,
        fn(&'v (Cow<'de, str>, View<'de>)) -> (Name<'v, 'de, E>, Replay<'v, 'de, E>),
    >,
    E,
>;

fn members_of<'v, 'de, E: Error>(members: &'v [(Cow<'de, str>, View<'de>)]) -> Members<'v, 'de, E> {
    MapDeserializer::new(members.iter().map(|(name, value)| (Name::new(name), Replay::new(value))))
}
