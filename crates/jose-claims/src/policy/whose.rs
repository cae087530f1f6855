//! From whom a token is, and for whom: `iss` and `aud`.

use super::{Expect, Facts, Policy};
use crate::{ClaimError, registered::Audience};

impl Policy {
    #[inline]
    pub(super) fn check_issuer(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        let Expect::Stated(issuers) = &self.issuers else { return Ok(()) };
        let found = facts.registered.issuer().ok_or(ClaimError::Missing { claim: "iss".into() })?;
        // Several issuers have keys of their own: only the one whose keys were used may be named.
        let named = match facts.issuer {
            Some(proven) => *found == *proven,
            None => issuers.iter().any(|issuer| *issuer.name == *found),
        };
        if named { Ok(()) } else { Err(ClaimError::Issuer) }
    }

    #[inline]
    pub(super) fn check_audience(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        let Expect::Stated(expected) = &self.audiences else { return Ok(()) };
        let found = facts.registered.audience.as_ref().map(Audience::as_slice);
        // Nobody was stated: a token that names somebody was made for somebody else.
        if expected.is_empty() {
            return found.map_or(Ok(()), |_| Err(ClaimError::Forbidden { claim: "aud".into() }));
        }
        let found = found.ok_or(ClaimError::Missing { claim: "aud".into() })?;
        let ours = found.iter().any(|found| expected.iter().any(|expected| **expected == **found));
        if ours { Ok(()) } else { Err(ClaimError::Audience) }
    }
}
