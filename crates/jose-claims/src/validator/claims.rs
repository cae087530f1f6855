//! What the registered claims must say. Pure: the claims, the policy and the time go in, a verdict comes out.

use std::borrow::Cow;

use jose_core::UnixTime;

use super::{ClaimError, Expect, Policy};
use crate::registered::{Audience, RegisteredClaims};

impl Policy {
    /// Checks in the order of who must act: a token from or for somebody else first, then one that lacks something, then one at the wrong
    /// time.
    pub(super) fn check(&self, claims: &RegisteredClaims<'_>, now: UnixTime) -> Result<(), ClaimError> {
        self.check_issuer(claims)?;
        self.check_audience(claims)?;
        self.check_required(claims)?;
        self.check_time(claims, now)
    }

    fn check_issuer(&self, claims: &RegisteredClaims<'_>) -> Result<(), ClaimError> {
        match (&self.issuer, &claims.issuer) {
            (Expect::Waived { .. }, _) => Ok(()),
            (Expect::Stated(_), None) => Err(ClaimError::Missing { claim: "iss" }),
            (Expect::Stated(expected), Some(found)) if **expected == **found => Ok(()),
            (Expect::Stated(_), Some(_)) => Err(ClaimError::Issuer),
        }
    }

    fn check_audience(&self, claims: &RegisteredClaims<'_>) -> Result<(), ClaimError> {
        let Expect::Stated(expected) = &self.audiences else { return Ok(()) };
        let found = claims.audience.as_ref().map(Audience::as_slice).ok_or(ClaimError::Missing { claim: "aud" })?;
        let ours = found.iter().any(|found| expected.iter().any(|expected| **expected == **found));
        if ours { Ok(()) } else { Err(ClaimError::Audience) }
    }

    fn check_required(&self, claims: &RegisteredClaims<'_>) -> Result<(), ClaimError> {
        match self.required.iter().find(|claim| !has(claims, claim)) {
            Some(claim) => Err(ClaimError::Missing { claim }),
            None => Ok(()),
        }
    }

    fn check_time(&self, claims: &RegisteredClaims<'_>, now: UnixTime) -> Result<(), ClaimError> {
        let leeway = self.leeway.as_secs();
        if let Some(exp) = claims.expires()
            && now >= exp.saturating_add(leeway)
        {
            return Err(ClaimError::Expired { exp, now });
        }
        if let Some(nbf) = claims.not_before()
            && now.saturating_add(leeway) < nbf
        {
            return Err(ClaimError::NotYetValid { nbf, now });
        }
        if let Some(iat) = claims.issued_at()
            && now.saturating_add(leeway) < iat
        {
            return Err(ClaimError::IssuedInFuture { iat, now });
        }
        self.check_lifetime(claims)
    }

    fn check_lifetime(&self, claims: &RegisteredClaims<'_>) -> Result<(), ClaimError> {
        let Some(maximum) = self.maximum_lifetime else { return Ok(()) };
        let exp = claims.expires().ok_or(ClaimError::Missing { claim: "exp" })?;
        let iat = claims.issued_at().ok_or(ClaimError::Missing { claim: "iat" })?;
        if exp > iat.saturating_add(maximum.as_secs()) { Err(ClaimError::Lifetime { maximum }) } else { Ok(()) }
    }
}

/// Whether a claim is there and says something: an empty text names nobody.
fn has(claims: &RegisteredClaims<'_>, claim: &str) -> bool {
    let says = |texts: &[Cow<'_, str>]| texts.iter().any(|text| !text.is_empty());
    match claim {
        "aud" => says(claims.audience.as_ref().map(Audience::as_slice).unwrap_or_default()),
        "client_id" => says(claims.client_id.as_slice()),
        "exp" => claims.expires.is_some(),
        "iat" => claims.issued_at.is_some(),
        "iss" => says(claims.issuer.as_slice()),
        "jti" => says(claims.token_id.as_slice()),
        "sub" => says(claims.subject.as_slice()),
        _ => false,
    }
}
