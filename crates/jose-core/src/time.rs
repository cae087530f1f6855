//! Time as an argument: seconds since 1970, and a clock that the caller supplies.
//!
//! ```
//! use jose_core::{Clock, UnixTime, time::FixedClock};
//!
//! let clock = FixedClock::new(UnixTime::from_seconds(1_516_239_022));
//! assert_eq!(clock.now().saturating_add(10).seconds(), 1_516_239_032);
//! ```
//!
//! This crate reads no clock; `jose_claims::SystemClock` does. Arithmetic saturates: a time at the edge of the range stays
//! there and no comparison can be turned around by an overflow. Leap seconds do not exist (RFC 7519 section 2,
//! NumericDate).

use core::{
    fmt,
    sync::atomic::{AtomicI64, Ordering},
};

/// A point in time: whole seconds since 1970-01-01T00:00:00Z, negative before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(i64);

impl UnixTime {
    /// The time that is `seconds` after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// This time plus `seconds`, or the end of the range.
    #[must_use]
    pub const fn saturating_add(self, seconds: u64) -> Self {
        Self(self.0.saturating_add_unsigned(seconds))
    }

    /// This time minus `seconds`, or the beginning of the range.
    #[must_use]
    pub const fn saturating_sub(self, seconds: u64) -> Self {
        Self(self.0.saturating_sub_unsigned(seconds))
    }
}

impl fmt::Display for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where validators and issuers read the time.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> UnixTime;
}

/// A clock that stands still until it is set. For tests.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that shows `time`.
    #[must_use]
    pub const fn new(time: UnixTime) -> Self {
        Self(AtomicI64::new(time.seconds()))
    }

    /// Sets the clock, also while others hold it.
    pub fn set(&self, time: UnixTime) {
        self.0.store(time.seconds(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> UnixTime {
        UnixTime::from_seconds(self.0.load(Ordering::SeqCst))
    }
}

impl<C: Clock + ?Sized> Clock for alloc::sync::Arc<C> {
    fn now(&self) -> UnixTime {
        (**self).now()
    }
}
