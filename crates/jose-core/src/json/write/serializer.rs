//! The writer as serde's types see it. The text of each kind of value is the one that `serde_json` writes.

use core::fmt::Display;

use serde::ser::{Serialize, Serializer};
use zeroize::Zeroizing;

use super::{
    WriteError,
    compound::{Ending, Members, Values, check_name},
    writer::Writer,
};
use crate::json::is_private;

macro_rules! integers {
    ($($method:ident($type:ty))*) => {
        $(#[inline]
        fn $method(self, value: $type) -> Result<(), WriteError> {
            self.put(itoa::Buffer::new().format(value).as_bytes());
            Ok(())
        })*
    };
}

macro_rules! floats {
    ($($method:ident($type:ty))*) => {
        $(fn $method(self, value: $type) -> Result<(), WriteError> {
            if !value.is_finite() {
                return Err(WriteError::NotANumber);
            }
            let number = Zeroizing::new(serde_json::to_string(&value).map_err(|_| WriteError::Unfit)?);
            self.put(number.as_bytes());
            Ok(())
        })*
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = WriteError;

    type SerializeSeq = Values<'w>;
    type SerializeTuple = Values<'w>;
    type SerializeTupleStruct = Values<'w>;
    type SerializeTupleVariant = Values<'w>;
    type SerializeMap = Members<'w>;
    type SerializeStruct = Members<'w>;
    type SerializeStructVariant = Members<'w>;

    integers! {
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64)
    }

    floats! { serialize_f32(f32) serialize_f64(f64) }

    fn serialize_i128(self, value: i128) -> Result<(), WriteError> {
        match i64::try_from(value) {
            Ok(value) => self.serialize_i64(value),
            Err(_) => self.serialize_u64(u64::try_from(value).map_err(|_| WriteError::TooWide)?),
        }
    }

    fn serialize_u128(self, value: u128) -> Result<(), WriteError> {
        self.serialize_u64(u64::try_from(value).map_err(|_| WriteError::TooWide)?)
    }

    fn serialize_bool(self, value: bool) -> Result<(), WriteError> {
        self.put(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), WriteError> {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), WriteError> {
        self.text(value);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), WriteError> {
        self.shown(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), WriteError> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), WriteError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), WriteError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), WriteError> {
        self.put(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), WriteError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), WriteError> {
        self.text(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), WriteError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), WriteError> {
        self.variant(variant)?;
        self.value(value)?;
        self.leave(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Values<'w>, WriteError> {
        Values::begin(self, Ending::Value)
    }

    fn serialize_tuple(self, _: usize) -> Result<Values<'w>, WriteError> {
        Values::begin(self, Ending::Value)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Values<'w>, WriteError> {
        Values::begin(self, Ending::Value)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Values<'w>, WriteError> {
        self.variant(variant)?;
        Values::begin(self, Ending::Variant)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'w>, WriteError> {
        Members::begin(self, Ending::Value)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Members<'w>, WriteError> {
        if is_private(name) { Ok(Members::raw(self)) } else { Members::begin(self, Ending::Value) }
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Members<'w>, WriteError> {
        self.variant(variant)?;
        Members::begin(self, Ending::Variant)
    }
}

impl Writer {
    /// The object around a variant that has something in it, as far as that.
    fn variant(&mut self, variant: &str) -> Result<(), WriteError> {
        check_name(variant)?;
        self.enter()?;
        self.around(b"{\"", variant, b"\":");
        Ok(())
    }
}
