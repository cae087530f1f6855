//! Times in claims: JSON numbers of seconds since 1970, with or without a fraction.

use std::fmt;

use jose_core::UnixTime;
use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected, Visitor},
};

/// A `NumericDate` (RFC 7519, section 2). Strings, booleans, `null`, and times outside the years 1 to 9999 are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumericDate {
    seconds: i64,
    /// Whether a part of a second follows.
    fraction: bool,
}

/// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
const RANGE: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

const EXPECTED: &str = "a number of seconds since 1970, not later than the year 9999";

impl NumericDate {
    /// The last whole second that is not after this time: right for an end.
    pub(crate) fn rounded_down(self) -> UnixTime {
        UnixTime::from_seconds(self.seconds)
    }

    /// The first whole second that is not before this time: right for a beginning.
    pub(crate) fn rounded_up(self) -> UnixTime {
        UnixTime::from_seconds(self.seconds.saturating_add(i64::from(self.fraction)))
    }
}

impl<'de> Deserialize<'de> for NumericDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumericDateVisitor)
    }
}

struct NumericDateVisitor;

impl Visitor<'_> for NumericDateVisitor {
    type Value = NumericDate;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_i64<E: Error>(self, seconds: i64) -> Result<NumericDate, E> {
        if RANGE.contains(&seconds) {
            Ok(NumericDate { seconds, fraction: false })
        } else {
            Err(E::invalid_value(Unexpected::Other("a number"), &self))
        }
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<NumericDate, E> {
        self.visit_i64(i64::try_from(seconds).unwrap_or(i64::MAX))
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "the range is checked first, and within it every whole number is exact"
    )]
    fn visit_f64<E: Error>(self, seconds: f64) -> Result<NumericDate, E> {
        let whole = seconds.floor();
        if whole >= *RANGE.start() as f64 && whole <= *RANGE.end() as f64 {
            Ok(NumericDate { seconds: whole as i64, fraction: whole < seconds })
        } else {
            Err(E::invalid_value(Unexpected::Other("a number"), &self))
        }
    }
}
