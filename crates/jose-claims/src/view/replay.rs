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

use super::{Member, Name, Number, View};

/// A value that was read, as it stands: in a view, or where it was kept for the policy.
#[derive(Clone, Copy)]
pub(crate) enum Sight<'v, 'de> {
    Null,
    Bool(bool),
    Number(Number),
    Text(&'v Cow<'de, str>),
    Texts(&'v [Cow<'de, str>]),
    List(&'v [View<'de>]),
    Object(&'v [Member<'de>]),
}

impl<'v, 'de> From<&'v View<'de>> for Sight<'v, 'de> {
    #[inline]
    fn from(view: &'v View<'de>) -> Self {
        match view {
            View::Null => Self::Null,
            View::Bool(value) => Self::Bool(*value),
            View::Number(number) => Self::Number(*number),
            View::Text(text) => Self::Text(text),
            View::List(values) => Self::List(values),
            View::Object(members) => Self::Object(members),
        }
    }
}

/// What was read as the source of another value. Text that was borrowed is borrowed again.
pub(crate) struct Replay<'v, 'de, E> {
    sight: Sight<'v, 'de>,
    error: PhantomData<E>,
}

impl<'v, 'de, E> Replay<'v, 'de, E> {
    #[inline]
    pub(crate) fn new(sight: Sight<'v, 'de>) -> Self {
        Self { sight, error: PhantomData }
    }
}

/// Gives a list, whole.
fn list<'v, 'de: 'v, V: Visitor<'de>, E: Error>(
    values: impl Iterator<Item = Sight<'v, 'de>>,
    visitor: V,
) -> Result<V::Value, E> {
    let mut list = SeqDeserializer::new(values.map(Replay::new));
    let value = visitor.visit_seq(&mut list)?;
    list.end().map(|()| value)
}

impl<'de, E: Error> Deserializer<'de> for Replay<'_, 'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.sight {
            Sight::Null => visitor.visit_unit(),
            Sight::Bool(value) => visitor.visit_bool(value),
            Sight::Number(Number::Signed(value)) => visitor.visit_i64(value),
            Sight::Number(Number::Unsigned(value)) => visitor.visit_u64(value),
            Sight::Number(Number::Fraction(value)) => visitor.visit_f64(value),
            Sight::Text(text) => Name::new(text).deserialize_any(visitor),
            Sight::Texts(texts) => list(texts.iter().map(Sight::Text), visitor),
            Sight::List(values) => list(values.iter().map(Sight::from), visitor),
            Sight::Object(members) => {
                let mut map = members_of(members);
                let value = visitor.visit_map(&mut map)?;
                map.end().map(|()| value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        if matches!(self.sight, Sight::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
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
        match self.sight {
            Sight::Text(text) => Name::new(text).deserialize_enum(name, variants, visitor),
            Sight::Object(members) => visitor.visit_enum(MapAccessDeserializer::new(members_of(members))),
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
        match self.sight {
            Sight::Texts(_) | Sight::List(_) => Err(E::invalid_type(Unexpected::Seq, &visitor)),
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
    std::iter::Map<std::slice::Iter<'v, Member<'de>>, fn(&'v Member<'de>) -> (Name<'v, 'de, E>, Replay<'v, 'de, E>)>,
    E,
>;

fn members_of<'v, 'de, E: Error>(members: &'v [Member<'de>]) -> Members<'v, 'de, E> {
    MapDeserializer::new(members.iter().map(|(name, value)| (Name::new(name), Replay::new(value.into()))))
}
