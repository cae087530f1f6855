//! From whom a token is, and for whom: `iss`, `aud`, and what the envelope repeats of them.

use std::borrow::Cow;

use serde_json::Value;

use super::{Expect, Facts, Policy};
use crate::{ClaimError, registered::Audience};

impl Policy {
    pub(super) fn check_issuer(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        let Expect::Stated(issuers) = &self.issuers else { return Ok(()) };
        let found = facts.registered.issuer.as_deref().ok_or(ClaimError::Missing { claim: "iss".into() })?;
        // Several issuers have keys of their own: only the one whose keys were used may be named.
        let named = match facts.issuer {
            Some(proven) => *found == *proven,
            None => issuers.iter().any(|issuer| *issuer.name == *found),
        };
        if named { Ok(()) } else { Err(ClaimError::Issuer) }
    }

    pub(super) fn check_audience(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        let Expect::Stated(expected) = &self.audiences else { return Ok(()) };
        let found = facts.registered.audience.as_ref().map(Audience::as_slice);
        let found = found.ok_or(ClaimError::Missing { claim: "aud".into() })?;
        let ours = found.iter().any(|found| expected.iter().any(|expected| **expected == **found));
        if ours { Ok(()) } else { Err(ClaimError::Audience) }
    }
}

/// RFC 7519, section 5.3: claims that the envelope's header repeats must be those inside. Without this, whoever routes by the header could be
/// told another story than whoever reads the claims.
pub(super) fn check_replicated(facts: &Facts<'_>) -> Result<(), ClaimError> {
    let Some(header) = facts.outer else { return Ok(()) };
    let claims = facts.registered;
    let text =
        |found: &Value, claim: Option<&Cow<'_, str>>| found.as_str() == claim.map(AsRef::as_ref) && claim.is_some();
    let same = |name: &'static str, same: &dyn Fn(&Value) -> bool| match header.member(name) {
        Some(found) if !same(found) => Err(ClaimError::Replicated { claim: name }),
        _ => Ok(()),
    };
    same("iss", &|found| text(found, claims.issuer.as_ref()))?;
    same("sub", &|found| text(found, claims.subject.as_ref()))?;
    same("aud", &|found| {
        let inner = claims.audience.as_ref().map(Audience::as_slice).unwrap_or_default();
        let outer = match found {
            Value::Array(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        !inner.is_empty()
            && outer.len() == inner.len()
            && outer.iter().zip(inner).all(|(outer, inner)| outer.as_str() == Some(inner))
    })
}
