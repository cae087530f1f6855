//! Reading and writing.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Unexpected, Visitor},
};

use super::{NANOSECONDS, NumericDate, OutOfRange, RANGE};
use crate::view::{Number, View};

const EXPECTED: &str = "a number of seconds since 1970, not later than the year 9999";
const A_STRING: &str = "a number of seconds since 1970; it is a string";
const A_BOOLEAN: &str = "a number of seconds since 1970; it is a boolean";
const NULL: &str = "a number of seconds since 1970; it is null";

impl NumericDate {
    /// What a claim should have been, pointedly.
    pub(crate) fn expected_of(view: &View<'_>) -> &'static str {
        match view {
            View::Text(_) => A_STRING,
            View::Bool(_) => A_BOOLEAN,
            View::Null => NULL,
            _ => EXPECTED,
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "the range is checked first, and within it every whole number is exact"
    )]
    fn from_fraction(number: f64) -> Result<Self, OutOfRange> {
        let whole = number.floor();
        if !(whole >= *RANGE.start() as f64 && whole <= *RANGE.end() as f64) {
            return Err(OutOfRange);
        }
        // A part of a second never becomes none, and never a whole one.
        let part = ((number - whole) * f64::from(NANOSECONDS)) as u32;
        let nanoseconds = if whole < number { part.clamp(1, NANOSECONDS - 1) } else { 0 };
        Ok(Self { seconds: whole as i64, nanoseconds })
    }
}

impl Serialize for NumericDate {
    #[expect(clippy::cast_precision_loss, reason = "a fraction in JSON is a double")]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.nanoseconds == 0 {
            return serializer.serialize_i64(self.seconds);
        }
        serializer.serialize_f64(self.seconds as f64 + f64::from(self.nanoseconds) / f64::from(NANOSECONDS))
    }
}

impl<'de> Deserialize<'de> for NumericDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Written::deserialize(deserializer).map(|Written(date, _)| date)
    }
}

/// A date, and the number that it was written as.
pub(crate) struct Written(pub(crate) NumericDate, pub(crate) Number);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WrittenVisitor)
    }
}

struct WrittenVisitor;

fn not_a_number<E: de::Error>(what: &'static str, expected: &'static str) -> E {
    E::invalid_type(Unexpected::Other(what), &expected)
}

fn written<E: de::Error>(date: Result<NumericDate, OutOfRange>, number: Number) -> Result<Written, E> {
    let date = date.map_err(|OutOfRange| E::invalid_value(Unexpected::Other("a number"), &EXPECTED))?;
    Ok(Written(date, number))
}

impl Visitor<'_> for WrittenVisitor {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    #[inline]
    fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Written, E> {
        written(NumericDate::new(seconds, 0), Number::Signed(seconds))
    }

    #[inline]
    fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Written, E> {
        let date = i64::try_from(seconds).map_err(|_| OutOfRange).and_then(|seconds| NumericDate::new(seconds, 0));
        written(date, Number::Unsigned(seconds))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Written, E> {
        written(NumericDate::from_fraction(number), Number::Fraction(number))
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<Written, E> {
        Err(not_a_number("a string", A_STRING))
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Written, E> {
        Err(not_a_number("a boolean", A_BOOLEAN))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Written, E> {
        Err(not_a_number("null", NULL))
    }
}
