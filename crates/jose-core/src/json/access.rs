//! Objects and arrays, seen member by member: this is where a duplicate is found.

use alloc::{borrow::Cow, string::ToString};

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
        value::{BorrowedStrDeserializer, StringDeserializer},
    },
};

use super::{JsonError, Text, deserializer::StrictSeed, error::Fault, names::Names, state::State};

pub(super) struct StrictMap<'s, 'de, A> {
    inner: A,
    state: &'s State<'de>,
    /// The first name, which has been read ahead, until it is asked for.
    first: Option<Text<'de>>,
    value_is_next: bool,
    names: Names<'de>,
}

impl<'s, 'de, A: MapAccess<'de>> StrictMap<'s, 'de, A> {
    pub(super) fn new(inner: A, first: Option<Text<'de>>, state: &'s State<'de>) -> Self {
        Self { inner, state, first, value_is_next: false, names: Names::new() }
    }

    /// Reads what the caller's visitor left, if anything.
    pub(super) fn skip_rest(&mut self) -> Result<bool, Fault> {
        let mut skipped = false;
        while !self.state.is_refused() && (self.value_is_next || self.next_key::<IgnoredAny>()?.is_some()) {
            self.next_value::<IgnoredAny>()?;
            skipped = true;
        }
        Ok(skipped)
    }

    /// Remembers a member's name, or refuses it when it has been seen.
    fn admit(&mut self, name: Cow<'de, str>) -> Result<(), Fault> {
        self.state.count(&name)?;
        if self.names.insert(name) { Ok(()) } else { Err(self.state.refuse(JsonError::Duplicate)) }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for StrictMap<'_, 'de, A> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        if self.state.is_refused() {
            // The parser would stand still, and a visitor that skips errors would ask for ever.
            return Ok(None);
        }
        let name = match self.first.take() {
            Some(first) => Some(first),
            None => self.inner.next_key().map_err(|error| self.state.receive(error))?,
        };
        let Some(Text(name)) = name else {
            self.state.stand_at(Cow::Borrowed(""));
            return Ok(None);
        };
        self.admit(name.clone())?;
        self.value_is_next = true;
        seed.deserialize(Name(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let state = self.state;
        self.value_is_next = false;
        self.inner.next_value_seed(StrictSeed { seed, state }).map_err(|error| state.receive(error))
    }
}

pub(super) struct StrictSeq<'s, 'de, A> {
    inner: A,
    state: &'s State<'de>,
}

impl<'s, 'de, A: SeqAccess<'de>> StrictSeq<'s, 'de, A> {
    pub(super) fn new(inner: A, state: &'s State<'de>) -> Self {
        Self { inner, state }
    }

    /// Reads what the caller's visitor left, if anything.
    pub(super) fn skip_rest(&mut self) -> Result<bool, Fault> {
        let mut skipped = false;
        while self.next_element::<IgnoredAny>()?.is_some() {
            skipped = true;
        }
        Ok(skipped)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for StrictSeq<'_, 'de, A> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let state = self.state;
        if state.is_refused() {
            return Ok(None);
        }
        self.inner.next_element_seed(StrictSeed { seed, state }).map_err(|error| state.receive(error))
    }
}

/// A member's name on its way into the caller's key type. Maps with numeric or boolean keys write them as strings.
struct Name<'de>(Cow<'de, str>);

macro_rules! parsed {
    ($($method:ident => $visit:ident: $type:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0.parse::<$type>() {
                // `01` and `+1` are other spellings of a name that may be there too.
                Ok(value) if value.to_string() == self.0 => visitor.$visit(value),
                _ => Err(Fault::invalid_type(Unexpected::Other("a name"), &visitor)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Cow::Borrowed(name) => BorrowedStrDeserializer::new(name).deserialize_any(visitor),
            Cow::Owned(name) => StringDeserializer::new(name).deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(IntoDeserializer::<Fault>::into_deserializer(self.0))
    }

    parsed! {
        deserialize_i8 => visit_i8: i8, deserialize_i16 => visit_i16: i16, deserialize_i32 => visit_i32: i32,
        deserialize_i64 => visit_i64: i64, deserialize_u8 => visit_u8: u8, deserialize_u16 => visit_u16: u16,
        deserialize_u32 => visit_u32: u32, deserialize_u64 => visit_u64: u64, deserialize_i128 => visit_i128: i128,
        deserialize_u128 => visit_u128: u128, deserialize_bool => visit_bool: bool
    }

    serde::forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}
