//! Conversions for `time`.

use super::{NumericDate, OutOfRange};

impl TryFrom<NumericDate> for time::OffsetDateTime {
    type Error = OutOfRange;

    fn try_from(date: NumericDate) -> Result<Self, OutOfRange> {
        let second = Self::from_unix_timestamp(date.seconds()).map_err(|_| OutOfRange)?;
        second.replace_nanosecond(date.nanoseconds()).map_err(|_| OutOfRange)
    }
}

impl TryFrom<time::OffsetDateTime> for NumericDate {
    type Error = OutOfRange;

    fn try_from(time: time::OffsetDateTime) -> Result<Self, OutOfRange> {
        Self::new(
            time.unix_timestamp_nanos().div_euclid(1_000_000_000).try_into().map_err(|_| OutOfRange)?,
            time.nanosecond(),
        )
    }
}
