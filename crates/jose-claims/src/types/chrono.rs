//! Conversions for `chrono`.

use super::{NumericDate, OutOfRange};

impl TryFrom<NumericDate> for chrono::DateTime<chrono::Utc> {
    type Error = OutOfRange;

    fn try_from(date: NumericDate) -> Result<Self, OutOfRange> {
        Self::from_timestamp(date.seconds(), date.nanoseconds()).ok_or(OutOfRange)
    }
}

impl<Z: chrono::TimeZone> TryFrom<chrono::DateTime<Z>> for NumericDate {
    type Error = OutOfRange;

    /// A leap second counts as the last of its minute.
    fn try_from(time: chrono::DateTime<Z>) -> Result<Self, OutOfRange> {
        Self::new(time.timestamp(), time.timestamp_subsec_nanos().min(999_999_999))
    }
}
