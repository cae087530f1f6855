//! A deserializer that stands between the parser and the caller's type and lets nothing past unseen.
//!
//! Each value is read through the parser's general entry, so that the parser never skips what the type ignores, gives no type name a
//! meaning of its own, and never words an error itself (its words would repeat values).

use serde::{
    Deserializer,
    de::{DeserializeSeed, Visitor},
};

use super::{
    error::Fault,
    identifier::NameVisitor,
    state::State,
    visitor::{EnumVisitor, Lists, StrictVisitor},
};

pub(super) struct Strict<'s, 'de, D> {
    inner: D,
    state: &'s State<'de>,
}

impl<'s, 'de, D: Deserializer<'de>> Strict<'s, 'de, D> {
    pub(super) fn new(inner: D, state: &'s State<'de>) -> Self {
        Self { inner, state }
    }

    fn read<V: Visitor<'de>>(self, visitor: V, lists: Lists) -> Result<V::Value, Fault> {
        let state = self.state;
        state.touch();
        self.inner.deserialize_any(StrictVisitor::new(visitor, lists, state)).map_err(|error| state.receive(error))
    }
}

/// Reads each of these as whatever the text holds.
macro_rules! as_it_comes {
    ($($method:ident ( $($ignored:ty),* ))*) => {$(
        fn $method<V: Visitor<'de>>(self, $(_: $ignored,)* visitor: V) -> Result<V::Value, Fault> {
            self.read(visitor, Lists::Offered)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<'_, 'de, D> {
    type Error = Fault;

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let state = self.state;
        state.touch();
        let visitor = StrictVisitor::new(visitor, Lists::Offered, state);
        self.inner.deserialize_option(visitor).map_err(|error| state.receive(error))
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
        self.read(EnumVisitor(visitor), Lists::Offered)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.read(NameVisitor(visitor), Lists::Offered)
    }

    // Derived structs would take a list for their members, in the order of the source. Nobody who writes a struct expects that.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.read(visitor, Lists::Refused)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.read(visitor, Lists::Refused)
    }

    as_it_comes! {
        deserialize_any()
        deserialize_bool() deserialize_char()
        deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_i128()
        deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128()
        deserialize_f32() deserialize_f64()
        deserialize_str() deserialize_string() deserialize_bytes() deserialize_byte_buf()
        deserialize_unit() deserialize_unit_struct(&'static str)
        deserialize_seq() deserialize_tuple(usize) deserialize_tuple_struct(&'static str, usize)
        deserialize_ignored_any()
    }
}

/// A seed that is given the strict deserializer instead of the parser's own.
pub(super) struct StrictSeed<'s, 'de, S> {
    pub(super) seed: S,
    pub(super) state: &'s State<'de>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for StrictSeed<'_, 'de, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        let Self { seed, state } = self;
        let read = || {
            state.count_value()?;
            seed.deserialize(Strict::new(inner, state))
        };
        state.watch(read).map_err(|fault| state.send(fault))
    }
}
