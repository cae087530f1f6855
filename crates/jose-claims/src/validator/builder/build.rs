//! From what was said to a policy.

use std::{sync::Arc, time::Duration};

use jose_core::Clock;
use jose_crypto::{DecryptionKey, VerifyingKey};
use jose_jwk::{DecryptionKeySet, VerifyingKeySet};

use super::{
    ClockOf, ValidatorBuilder,
    keys::{algorithms, are_apart, narrow, suit_the_mode},
    memory, mode,
    state::Stated,
};
use crate::{
    SystemClock,
    policy::{Expect, Kept, Policy, Times},
    registered::RegisteredName,
    validator::{PolicyError, TokenMode, Validator},
};

const LEEWAY: Duration = Duration::from_secs(30);

/// Ten minutes: more leeway is a second lifetime.
const MOST_LEEWAY: Duration = Duration::from_secs(600);

impl ValidatorBuilder {
    /// The complete policy.
    ///
    /// # Errors
    /// [`PolicyError`] with what is missing, contradictory or empty, and the method that settles it.
    pub fn build(mut self) -> Result<Validator, PolicyError> {
        let mut issuers = self.issuers.finish("issuer", "issuer(..) or waive_issuer(..)")?;
        let audiences = self.audiences.finish("audience", "audience(..), forbid_audience() or waive_audience(..)")?;
        let token_type = self.token_type.finish("token type", "token_type(..) or waive_token_type(..)")?;
        let expiry = self.expiry.finish("expiry", "expires() or waive_expiry(..)")?;
        let mode = self.mode.finish("token mode", mode::HOW)?;
        says_something(("issuer", "reason for waiving the issuer"), &issuers, |all| {
            all.iter().all(|issuer| !issuer.name.is_empty())
        })?;
        says_something(("audience", "reason for waiving the audience"), &audiences, |all| {
            all.iter().all(|audience| !audience.is_empty())
        })?;
        if matches!(&audiences, Expect::Stated(ours) if ours.is_empty())
            && self.statements.requires(RegisteredName::Audience)
        {
            return Err(PolicyError::Contradiction { what: "audience".into() });
        }
        says_something(("token type", "reason for waiving the token type"), &token_type, |token_type| {
            !token_type.is_empty()
        })?;
        says_something(("expiry", "reason for waiving the expiry"), &expiry, |()| true)?;
        let times = Times {
            maximum_lifetime: whole_seconds("maximum lifetime", self.maximum_lifetime)?,
            maximum_age: whole_seconds("maximum age", self.maximum_age)?,
            minimum_remaining: whole_seconds("minimum remaining lifetime", self.minimum_remaining)?,
            maximum_authentication_age: whole_seconds("maximum authentication age", self.maximum_authentication_age)?,
            leeway: leeway(self.leeway)?,
            expiry,
        };
        let verifying = self.anyones_keys.is_some() || has_keys(&issuers);
        suit_the_mode(mode, verifying, self.decryption_keys.as_ref(), &self.content_encryptions)?;
        are_apart(&issuers, self.anyones_keys.as_ref(), self.decryption_keys.as_ref())?;
        let signature_algorithms = algorithms("signature algorithms", self.signature_algorithms)?;
        if !signature_algorithms.is_empty() {
            let allowed = |set: &mut VerifyingKeySet| {
                let allowed = |key: &VerifyingKey| signature_algorithms.contains(&key.algorithm());
                *set = narrow(set.keys(), allowed, VerifyingKeySet::new, NO_KEY_TO_VERIFY)?;
                Ok(())
            };
            let stated = if let Expect::Stated(issuers) = &mut issuers { issuers.as_mut_slice() } else { &mut [] };
            let mut sets = stated.iter_mut().filter_map(|issuer| issuer.keys.as_mut()).chain(&mut self.anyones_keys);
            sets.try_for_each(allowed)?;
        }
        let key_management = algorithms("key management algorithms", self.key_management)?;
        if !key_management.is_empty() {
            if mode == TokenMode::SignedOnly {
                return Err(PolicyError::Keys { what: NO_ENVELOPE });
            }
            if let Some(set) = &mut self.decryption_keys {
                let allowed = |key: &DecryptionKey| key_management.contains(&key.algorithm());
                *set = narrow(set.keys(), allowed, DecryptionKeySet::new, NO_KEY_TO_DECRYPT)?;
            }
        }
        let settled = self.statements.settle()?;
        let profile = self.profile.finish(&times.expiry)?;
        let kept = Kept::new(&settled.rules, &settled.required, &settled.forbidden, &profile, &times);
        let verified_tokens = memory::cache(self.verified_cache.optional("cache of verified tokens")?)?;
        let policy = Policy {
            issuers,
            anyones_keys: self.anyones_keys,
            audiences,
            token_type,
            required: settled.required,
            forbidden: settled.forbidden,
            waived: settled.waived,
            rules: settled.rules,
            kept,
            profile,
            times,
            mode,
            decryption_keys: self.decryption_keys,
            key_management,
            content_encryptions: self.content_encryptions,
            clock: self.clock.map_or_else(|| Arc::new(SystemClock) as Arc<dyn Clock>, |ClockOf(clock)| clock),
            revocation_epoch: self.revocation_epoch.optional("revocation epoch")?,
            verified_tokens,
            limits: self.limits,
        };
        Ok(Validator { policy: Arc::new(policy) })
    }
}

const NO_KEY_TO_VERIFY: &str = "an issuer has no key for any of the algorithms in signature_algorithms(..)";
const NO_KEY_TO_DECRYPT: &str = "there is no key for any of the algorithms in key_management_algorithms(..)";
const NO_ENVELOPE: &str =
    "key_management_algorithms(..) was stated and the mode is signed_only(), which accepts no envelope";

fn has_keys(issuers: &Expect<Vec<crate::policy::TrustedIssuer>>) -> bool {
    matches!(issuers, Expect::Stated(issuers) if issuers.iter().any(|issuer| issuer.keys.is_some()))
}

/// How far clocks may be apart, wherever it is stated.
pub(crate) fn leeway(stated: Stated<Duration>) -> Result<Duration, PolicyError> {
    let leeway = stated.optional("leeway")?.unwrap_or(LEEWAY);
    if leeway > MOST_LEEWAY { Err(PolicyError::Leeway) } else { Ok(leeway) }
}

pub(crate) fn whole_seconds(what: &'static str, stated: Stated<Duration>) -> Result<Option<Duration>, PolicyError> {
    let stated = stated.optional(what)?;
    match stated {
        Some(duration) if duration.as_secs() == 0 => Err(PolicyError::Empty { what: what.into() }),
        _ => Ok(stated),
    }
}

/// An expectation that everything or nothing would meet is none, and a waiver without a reason is an accident.
pub(crate) fn says_something<T>(
    (stated, waived): (&'static str, &'static str),
    expectation: &Expect<T>,
    says: impl Fn(&T) -> bool,
) -> Result<(), PolicyError> {
    let (what, something) = match expectation {
        Expect::Stated(value) => (stated, says(value)),
        Expect::Waived { reason } => (waived, !reason.trim().is_empty()),
    };
    if something { Ok(()) } else { Err(PolicyError::Empty { what: what.into() }) }
}
