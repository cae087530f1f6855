//! How long a token may live, and by which clock.

use std::{borrow::Cow, sync::Arc, time::Duration};

use jose_core::Clock;

use super::{ClockOf, ValidatorBuilder};
use crate::registered::RegisteredName;

impl ValidatorBuilder {
    /// A token must have `exp`.
    #[must_use]
    pub fn expires(mut self) -> Self {
        self.expiry.expect(());
        self.require(RegisteredName::Expires)
    }

    /// Accepts tokens without `exp`. One that is there still counts.
    #[must_use]
    pub fn waive_expiry(self, reason: &'static str) -> Self {
        self.expiry_waived(reason.into())
    }

    pub(crate) fn expiry_waived(mut self, reason: Cow<'static, str>) -> Self {
        self.expiry.waive(reason);
        self
    }

    /// From `iat` to `exp` a token may take no longer than this, in whole seconds. Both must then be there.
    #[must_use]
    pub fn maximum_lifetime(mut self, maximum: Duration) -> Self {
        self.maximum_lifetime.say(maximum);
        self
    }

    /// This long after `iat`, in whole seconds, a token ends, whatever `exp` says: at that very second it counts no more. `iat` must then be there.
    #[must_use]
    pub fn maximum_age(mut self, maximum: Duration) -> Self {
        self.maximum_age.say(maximum);
        self
    }

    /// `exp` must not come sooner than this, in whole seconds and without leeway: for work that must not outlive its token. It must then be
    /// there.
    #[must_use]
    pub fn minimum_remaining_lifetime(mut self, minimum: Duration) -> Self {
        self.minimum_remaining.say(minimum);
        self
    }

    /// `auth_time` must be less than this long ago, in whole seconds: the user must have been authenticated lately (OpenID Connect Core, section
    /// 2). It must then be there, and must not lie ahead.
    #[must_use]
    pub fn maximum_authentication_age(mut self, maximum: Duration) -> Self {
        self.maximum_authentication_age.say(maximum);
        self
    }

    /// How far the clocks of issuer and recipient may be apart, in whole seconds: 30 unless stated, ten minutes at most.
    #[must_use]
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway.say(leeway);
        self
    }

    /// Where the time is read; the system's clock unless stated.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(ClockOf(Arc::new(clock)));
        self
    }
}
