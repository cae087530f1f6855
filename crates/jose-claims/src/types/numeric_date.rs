//! Times in claims: JSON numbers of seconds since 1970, with or without a fraction.

mod json;

use std::{error::Error, fmt};

use jose_core::UnixTime;

pub(crate) use json::Written;

/// A `NumericDate`: seconds since 1970, in the years 1 to 9999.
///
/// ```
/// use jose_claims::types::NumericDate;
///
/// let date: NumericDate = serde_json::from_str("1700000000.25")?;
/// assert_eq!((date.seconds(), date.nanoseconds()), (1_700_000_000, 250_000_000));
/// let text = serde_json::from_str::<NumericDate>("\"1700000000\"");
/// assert!(text.unwrap_err().to_string().contains("it is a string"));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Integers and fractions are read. Strings, booleans and `null` are refused with what they are, and so is a time outside the range. A fraction is
/// as exact as a double is: to a quarter of a microsecond in this century. Specification: RFC 7519, section 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumericDate {
    seconds: i64,
    /// After the second, also before 1970.
    nanoseconds: u32,
}

/// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
const RANGE: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

const NANOSECONDS: u32 = 1_000_000_000;

impl NumericDate {
    /// A time this many seconds after 1970, and nanoseconds after that.
    ///
    /// # Errors
    /// [`OutOfRange`] outside the years 1 to 9999, or for a whole second of nanoseconds.
    #[inline]
    pub fn new(seconds: i64, nanoseconds: u32) -> Result<Self, OutOfRange> {
        if RANGE.contains(&seconds) && nanoseconds < NANOSECONDS {
            Ok(Self { seconds, nanoseconds })
        } else {
            Err(OutOfRange)
        }
    }

    /// Whole seconds since 1970, rounded down.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds after that second.
    #[must_use]
    pub fn nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// The last whole second that is not after this time: right for an end.
    #[must_use]
    pub fn rounded_down(self) -> UnixTime {
        UnixTime::from_seconds(self.seconds)
    }

    /// The first whole second that is not before this time: right for a beginning.
    #[must_use]
    pub fn rounded_up(self) -> UnixTime {
        UnixTime::from_seconds(self.seconds.saturating_add(i64::from(self.nanoseconds > 0)))
    }

    /// This time and so many seconds later, to compare with.
    pub(crate) fn saturating_add(self, seconds: u64) -> Self {
        let seconds = i64::try_from(seconds).map_or(i64::MAX, |seconds| self.seconds.saturating_add(seconds));
        Self { seconds, ..self }
    }
}

impl TryFrom<UnixTime> for NumericDate {
    type Error = OutOfRange;

    fn try_from(time: UnixTime) -> Result<Self, OutOfRange> {
        Self::new(time.seconds(), 0)
    }
}

/// A time outside the years 1 to 9999, which no claim can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange;

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time is outside the years 1 to 9999")
    }
}

impl Error for OutOfRange {}
