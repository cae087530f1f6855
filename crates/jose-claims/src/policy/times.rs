//! When a token counts. Comparisons saturate, so no number in a claim turns one around.
//!
//! One rule for every end, whether `exp` says it or an age that the policy allows: it counts as passed at that very second (RFC 7519, section
//! 4.1.4, "on or after"). A beginning counts as come at that very second (section 4.1.5). A length of time is one that may be reached.
//! Where a claim has a part of a second, whatever is rounded leans to refusal.

use jose_core::{UnixTime, json::JsonError};

use super::{Facts, Times};
use crate::{ClaimError, ValidateError, types::NumericDate};

impl Times {
    #[inline]
    pub(super) fn check_expiry(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        match facts.registered.expires().map(NumericDate::rounded_down) {
            Some(exp) if facts.now() >= exp.saturating_add(self.leeway()) => {
                Err(ClaimError::Expired { exp, now: facts.now() })
            }
            _ => Ok(()),
        }
    }

    #[inline]
    pub(super) fn check_not_before(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        match facts.registered.not_before().map(NumericDate::rounded_up) {
            Some(nbf) if self.is_ahead(nbf, facts) => Err(ClaimError::NotYetValid { nbf, now: facts.now() }),
            _ => Ok(()),
        }
    }

    #[inline]
    pub(super) fn check_issued_at(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        match facts.registered.issued_at().map(NumericDate::rounded_up) {
            Some(iat) if self.is_ahead(iat, facts) => Err(ClaimError::IssuedInFuture { iat, now: facts.now() }),
            _ => Ok(()),
        }
    }

    #[inline]
    pub(super) fn check_lifetime(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        let Some(maximum) = self.maximum_lifetime else { return Ok(()) };
        let (exp, iat) = (facts.registered.expires(), facts.registered.issued_at());
        let exp = exp.ok_or(ClaimError::Missing { claim: "exp".into() })?;
        let latest = iat.ok_or(ClaimError::Missing { claim: "iat".into() })?.saturating_add(maximum.as_secs());
        if exp > latest { Err(ClaimError::Lifetime { maximum }) } else { Ok(()) }
    }

    #[inline]
    pub(super) fn check_age(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        let Some(maximum) = self.maximum_age else { return Ok(()) };
        let iat = facts.registered.issued_at().ok_or(ClaimError::Missing { claim: "iat".into() })?;
        let end = iat.rounded_down().saturating_add(maximum.as_secs()).saturating_add(self.leeway());
        if facts.now() >= end { Err(ClaimError::Age { maximum }) } else { Ok(()) }
    }

    /// Without leeway: what is wanted is time to work with, not agreement about the time.
    #[inline]
    pub(super) fn check_remaining(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        let Some(minimum) = self.minimum_remaining else { return Ok(()) };
        let enough = expires(facts)? >= facts.now().saturating_add(minimum.as_secs());
        if enough { Ok(()) } else { Err(ClaimError::RemainingLifetime { minimum }) }
    }

    #[inline]
    pub(super) fn check_authentication(&self, facts: &Facts<'_>) -> Result<(), ValidateError> {
        let Some(maximum) = self.maximum_authentication_age else { return Ok(()) };
        let found = facts.claims.member("auth_time").ok_or(ClaimError::Missing { claim: "auth_time".into() })?;
        // The pass gives no text to point at; the type of the claim does.
        let wrong = |_: serde::de::value::Error| {
            ValidateError::Claims(JsonError::Type {
                member: "auth_time".into(),
                expected: NumericDate::expected_of(found.0).into(),
            })
        };
        let date: NumericDate = found.0.read().map_err(wrong)?;
        let at = date.rounded_down();
        let end = at.saturating_add(maximum.as_secs()).saturating_add(self.leeway());
        if facts.now() >= end || self.is_ahead(date.rounded_up(), facts) {
            return Err(ClaimError::AuthenticationAge { maximum }.into());
        }
        Ok(())
    }

    fn is_ahead(&self, begin: UnixTime, facts: &Facts<'_>) -> bool {
        facts.now().saturating_add(self.leeway()) < begin
    }

    fn leeway(&self) -> u64 {
        self.leeway.as_secs()
    }
}

fn expires(facts: &Facts<'_>) -> Result<UnixTime, ClaimError> {
    facts.registered.expires().map(NumericDate::rounded_down).ok_or(ClaimError::Missing { claim: "exp".into() })
}
