//! From what was said to a policy.

use std::{sync::Arc, time::Duration};

use jose_core::Clock;

use super::{
    ClockOf, ValidatorBuilder,
    mode::{self, check_keys},
};
use crate::{
    SystemClock,
    validator::{Expect, Policy, PolicyError, Validator},
};

const LEEWAY: Duration = Duration::from_secs(30);

/// Ten minutes: more leeway is a second lifetime.
const MOST_LEEWAY: Duration = Duration::from_secs(600);

impl ValidatorBuilder {
    /// The complete policy.
    ///
    /// # Errors
    /// [`PolicyError`] with what is missing, contradictory or empty, and the method that settles it.
    pub fn build(self) -> Result<Validator, PolicyError> {
        let issuer = self.issuer.finish("issuer", "issuer(..) or waive_issuer(..)")?;
        let audiences = self.audiences.finish("audience", "audience(..) or waive_audience(..)")?;
        let token_type = self.token_type.finish("token type", "token_type(..) or waive_token_type(..)")?;
        let expiry = self.expiry.finish("expiry", "expires() or waive_expiry(..)")?;
        let mode = self.mode.finish("token mode", mode::HOW)?;
        says_something(("issuer", "reason for waiving the issuer"), &issuer, |issuer| !issuer.is_empty())?;
        says_something(("audience", "reason for waiving the audience"), &audiences, |all| {
            all.iter().all(|audience| !audience.is_empty())
        })?;
        says_something(("token type", "reason for waiving the token type"), &token_type, |token_type| {
            !token_type.is_empty()
        })?;
        says_something(("expiry", "reason for waiving the expiry"), &expiry, |()| true)?;
        let maximum_lifetime = self.maximum_lifetime.optional("maximum lifetime")?;
        if maximum_lifetime.is_some_and(|maximum| maximum.as_secs() == 0) {
            return Err(PolicyError::Empty { what: "maximum lifetime" });
        }
        let leeway = self.leeway.optional("leeway")?.unwrap_or(LEEWAY);
        if leeway > MOST_LEEWAY {
            return Err(PolicyError::Leeway);
        }
        check_keys(mode, self.verifying_keys.as_ref(), self.decryption_keys.as_ref(), &self.content_encryptions)?;
        let policy = Policy {
            issuer,
            audiences,
            token_type,
            required: self.required,
            maximum_lifetime,
            leeway,
            mode,
            verifying_keys: self.verifying_keys,
            decryption_keys: self.decryption_keys,
            content_encryptions: self.content_encryptions,
            clock: self.clock.map_or_else(|| Arc::new(SystemClock) as Arc<dyn Clock>, |ClockOf(clock)| clock),
            limits: self.limits,
        };
        Ok(Validator { policy: Arc::new(policy) })
    }
}

/// An expectation that everything or nothing would meet is none, and a waiver without a reason is an accident.
fn says_something<T>(
    (stated, waived): (&'static str, &'static str),
    expectation: &Expect<T>,
    says: impl Fn(&T) -> bool,
) -> Result<(), PolicyError> {
    let (what, something) = match expectation {
        Expect::Stated(value) => (stated, says(value)),
        Expect::Waived { reason } => (waived, !reason.trim().is_empty()),
    };
    if something { Ok(()) } else { Err(PolicyError::Empty { what }) }
}
