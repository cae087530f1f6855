//! The parser as serde's types see it.
//!
//! Each value is read as whatever the text holds, and the type is told: it may ask for one kind of value or for another, and the text is read to
//! the same end. Where the two do not fit, the words are ours, since serde's own would repeat values.

use serde::{Deserializer, de::Visitor};

use super::{fault::Fault, identifier::NameVisitor, read::Lists, state::Parser, variant::EnumVisitor};

/// Reads each of these as whatever the text holds.
macro_rules! as_it_comes {
    ($($method:ident ( $($ignored:ty),* ))*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, $(_: $ignored,)* visitor: V) -> Result<V::Value, Fault> {
            self.read(visitor, Lists::Offered)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Parser<'de> {
    type Error = Fault;

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = if self.peek() == Some(b'n') {
            self.word("null")?;
            visitor.visit_none()
        } else {
            visitor.visit_some(&mut *self)
        };
        match value {
            Ok(value) => {
                self.settle();
                Ok(value)
            }
            Err(fault) => Err(self.complain(fault)),
        }
    }

    #[inline]
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

    #[inline]
    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.read(NameVisitor(visitor), Lists::Offered)
    }

    // Derived structs would take a list for their members, in the order of the source. Nobody who writes a struct expects that.
    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.read(visitor, Lists::Refused)
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.read(visitor, Lists::Refused)
    }

    #[inline]
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.ignore()?;
        visitor.visit_unit()
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
    }
}
