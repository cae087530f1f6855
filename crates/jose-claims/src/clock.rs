//! The system's clock, for whoever does not bring one.

use std::time::{SystemTime, UNIX_EPOCH};

use jose_core::{Clock, UnixTime};

/// The time of the system. The only clock that the family reads, and only through [`Clock`].
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> UnixTime {
        let seconds = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, i64::saturating_neg),
        };
        UnixTime::from_seconds(seconds)
    }
}
