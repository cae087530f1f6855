//! Whether a value has a number that JSON cannot write, or that hardly anybody reads: serializers of JSON write `null` for the first and say nothing.

use std::fmt;

use serde::ser::{self, Serialize, Serializer};

use super::IssueError;

/// Whether every number in it is finite and has 64 bits. What does not serialize for another reason has no such number, as far as it can be told.
pub(super) fn check(value: &impl Serialize) -> Result<(), IssueError> {
    match value.serialize(Finite) {
        Err(Stop::NotFinite) => Err(IssueError::NotANumber),
        Err(Stop::TooWide) => Err(IssueError::NotAnObject),
        Ok(()) | Err(Stop::Other) => Ok(()),
    }
}

/// Walks a value and keeps nothing of it.
#[derive(Clone, Copy)]
struct Finite;

#[derive(Debug)]
enum Stop {
    NotFinite,
    TooWide,
    Other,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value does not serialize")
    }
}

impl std::error::Error for Stop {}

impl ser::Error for Stop {
    /// What a type says of its value may hold the value, so it is dropped.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Other
    }
}

macro_rules! plain {
    ($($method:ident($($argument:ty),*);)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<(), Stop> {
            Ok(())
        })*
    };
}

macro_rules! compound {
    ($($method:ident($($argument:ty),*) -> $name:ident;)*) => {
        $(type $name = Self;)*
        $(fn $method(self, $(_: $argument),*) -> Result<Self, Stop> {
            Ok(self)
        })*
    };
}

impl Serializer for Finite {
    type Ok = ();
    type Error = Stop;

    plain! {
        serialize_bool(bool); serialize_i8(i8); serialize_i16(i16); serialize_i32(i32); serialize_i64(i64);
        serialize_u8(u8); serialize_u16(u16); serialize_u32(u32); serialize_u64(u64);
        serialize_char(char); serialize_str(&str); serialize_bytes(&[u8]); serialize_none(); serialize_unit();
        serialize_unit_struct(&'static str); serialize_unit_variant(&'static str, u32, &'static str);
    }

    compound! {
        serialize_seq(Option<usize>) -> SerializeSeq;
        serialize_tuple(usize) -> SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant;
        serialize_map(Option<usize>) -> SerializeMap;
        serialize_struct(&'static str, usize) -> SerializeStruct;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant;
    }

    fn serialize_i128(self, value: i128) -> Result<(), Stop> {
        let fits = i64::try_from(value).is_ok() || u64::try_from(value).is_ok();
        if fits { Ok(()) } else { Err(Stop::TooWide) }
    }

    fn serialize_u128(self, value: u128) -> Result<(), Stop> {
        u64::try_from(value).map(|_| ()).map_err(|_| Stop::TooWide)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Stop> {
        if value.is_finite() { Ok(()) } else { Err(Stop::NotFinite) }
    }

    fn serialize_f64(self, value: f64) -> Result<(), Stop> {
        if value.is_finite() { Ok(()) } else { Err(Stop::NotFinite) }
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Stop> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<(), Stop> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Stop> {
        value.serialize(self)
    }
}

macro_rules! parts {
    ($($kind:ident { $($method:ident($($skipped:ty)?),)* })*) => {
        $(impl ser::$kind for Finite {
            type Ok = ();
            type Error = Stop;

            $(fn $method<T: ?Sized + Serialize>(&mut self, $(_: $skipped,)? value: &T) -> Result<(), Stop> {
                value.serialize(*self)
            })*

            fn end(self) -> Result<(), Stop> {
                Ok(())
            }
        })*
    };
}

parts! {
    SerializeSeq { serialize_element(), }
    SerializeTuple { serialize_element(), }
    SerializeTupleStruct { serialize_field(), }
    SerializeTupleVariant { serialize_field(), }
    SerializeMap { serialize_key(), serialize_value(), }
    SerializeStruct { serialize_field(&'static str), }
    SerializeStructVariant { serialize_field(&'static str), }
}
