//! Conversions for `jiff`.

use super::{NumericDate, OutOfRange};

impl TryFrom<NumericDate> for jiff::Timestamp {
    type Error = OutOfRange;

    /// [`OutOfRange`] in the first and last days of the range, which a `Timestamp` leaves out.
    fn try_from(date: NumericDate) -> Result<Self, OutOfRange> {
        let nanoseconds = i32::try_from(date.nanoseconds()).map_err(|_| OutOfRange)?;
        Self::new(date.seconds(), nanoseconds).map_err(|_| OutOfRange)
    }
}

impl TryFrom<jiff::Timestamp> for NumericDate {
    type Error = OutOfRange;

    fn try_from(timestamp: jiff::Timestamp) -> Result<Self, OutOfRange> {
        // Before 1970 both parts are negative there, and only the second is here.
        let nanoseconds = timestamp.as_nanosecond();
        let seconds = i64::try_from(nanoseconds.div_euclid(1_000_000_000)).map_err(|_| OutOfRange)?;
        let rest = u32::try_from(nanoseconds.rem_euclid(1_000_000_000)).map_err(|_| OutOfRange)?;
        Self::new(seconds, rest)
    }
}
