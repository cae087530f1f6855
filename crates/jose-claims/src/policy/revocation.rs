//! Tokens that count no more, all at once.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use jose_core::UnixTime;

use super::Facts;
use crate::ClaimError;

/// A time before which no token was issued that still counts. It moves while validators hold it, and never back. Cloning shares it.
///
/// ```
/// use jose_claims::{RevocationEpoch, UnixTime, Validator};
/// # use jose_claims::Issuer;
/// # use jose_core::JwsAlgorithm;
/// # let key = jose_jwk::PrivateJwk::generate_signing(JwsAlgorithm::EdDsa)?;
/// # let issuer = Issuer::builder("https://id.example").sign_with(key.signing_key()?).signed_only().build()?;
/// # let token = issuer.access_token("user-42", "https://api.example").client_id("web").issue()?;
///
/// let epoch = RevocationEpoch::new();
/// let validator = Validator::access_token()
///     .issuer("https://id.example", key.public().verifying_key()?)
///     .audience("https://api.example")
///     .signed_only()
///     .revocation_epoch(epoch.clone())
///     .build()?;
/// let issued = validator.validate::<serde_json::Value>(&token)?.issued_at().ok_or("no iat")?;
///
/// // The day something went wrong: whatever was issued until now counts no more, here and on every other policy that shares the epoch.
/// epoch.revoke_until(issued);
/// let refused = validator.validate::<serde_json::Value>(&token).unwrap_err();
/// assert_eq!(refused.code(), "claims.revoked");
/// # let _: UnixTime = issued;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is looked at with every token, also with those that a [`VerifiedCache`](crate::VerifiedCache) has proven before. For single users or tokens
/// there is [`ValidatorBuilder::rule`](crate::ValidatorBuilder::rule), which runs as often.
///
/// # Security
/// It lives in memory: whoever starts the process sets it anew, and several processes need to be told each. It takes the issuer's word for when a
/// token was issued. Against whoever stole the issuer's key only another key helps.
#[derive(Clone)]
pub struct RevocationEpoch(Arc<AtomicI64>);

impl RevocationEpoch {
    /// An epoch before all tokens: none is revoked.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(AtomicI64::new(i64::MIN)))
    }

    /// Revokes every token that was issued at this time or before it (`iat`), in whole seconds. An earlier time than the last one changes nothing.
    pub fn revoke_until(&self, time: UnixTime) {
        self.0.fetch_max(time.seconds(), Ordering::AcqRel);
    }

    /// Until when tokens are revoked, if any are.
    #[must_use]
    pub fn revoked_until(&self) -> Option<UnixTime> {
        let seconds = self.0.load(Ordering::Acquire);
        (seconds != i64::MIN).then(|| UnixTime::from_seconds(seconds))
    }

    pub(super) fn check(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        let Some(until) = self.revoked_until() else { return Ok(()) };
        let issued = facts.registered.issued_at().ok_or(ClaimError::Missing { claim: "iat".into() })?;
        // A part of a second after it is the same second: it may have been before the call that revoked.
        if issued.rounded_down() <= until { Err(ClaimError::Revoked { until }) } else { Ok(()) }
    }
}

impl Default for RevocationEpoch {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for RevocationEpoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RevocationEpoch").field(&self.revoked_until()).finish()
    }
}
