//! Text as the source of another value: the name of a member, or a text that was read before.

use std::{borrow::Cow, marker::PhantomData};

use serde::{
    Deserializer,
    de::{
        Error, IntoDeserializer, Unexpected, Visitor,
        value::{BorrowedStrDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};

/// A member's name on its way into the caller's key type, as where the text itself is read: maps with numeric or boolean keys write them as strings.
pub(crate) struct Name<'v, 'de, E> {
    text: &'v Cow<'de, str>,
    error: PhantomData<E>,
}

impl<'v, 'de, E> Name<'v, 'de, E> {
    pub(crate) fn new(text: &'v Cow<'de, str>) -> Self {
        Self { text, error: PhantomData }
    }
}

macro_rules! parsed {
    ($($method:ident => $visit:ident: $type:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
            match self.text.parse::<$type>() {
                // `01` and `+1` are other spellings of a name that may be there too.
                Ok(value) if value.to_string() == **self.text => visitor.$visit(value),
                _ => Err(E::invalid_type(Unexpected::Other("a name"), &visitor)),
            }
        }
    )*};
}

impl<'de, E: Error> Deserializer<'de> for Name<'_, 'de, E> {
    type Error = E;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_str(text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.text {
            Cow::Borrowed(text) => visitor.visit_enum(BorrowedStrDeserializer::new(text)),
            Cow::Owned(text) => visitor.visit_enum(StrDeserializer::new(text)),
        }
    }

    parsed! {
        deserialize_i8 => visit_i8: i8, deserialize_i16 => visit_i16: i16, deserialize_i32 => visit_i32: i32,
        deserialize_i64 => visit_i64: i64, deserialize_u8 => visit_u8: u8, deserialize_u16 => visit_u16: u16,
        deserialize_u32 => visit_u32: u32, deserialize_u64 => visit_u64: u64, deserialize_i128 => visit_i128: i128,
        deserialize_u128 => visit_u128: u128, deserialize_bool => visit_bool: bool
    }

    forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de, E: Error> IntoDeserializer<'de, E> for Name<'_, 'de, E> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
