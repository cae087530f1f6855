//! What the header of an envelope repeats of the claims inside.

use jose_core::header::JoseHeader;
use serde_json::Value;

use super::Facts;
use crate::ClaimError;

/// The claims that the header of an envelope repeats, as it has them (RFC 7519, section 5.3).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Replicated<'h> {
    pub(crate) issuer: Option<&'h Value>,
    pub(crate) subject: Option<&'h Value>,
    pub(crate) audience: Option<&'h Value>,
}

impl<'h> Replicated<'h> {
    pub(crate) fn of(header: &'h JoseHeader<'_>) -> Self {
        Self { issuer: header.member("iss"), subject: header.member("sub"), audience: header.member("aud") }
    }
}

/// They must be those inside. Without this, whoever routes by the header could be told another story than whoever reads the claims.
#[inline]
pub(super) fn check_replicated(facts: &Facts<'_>) -> Result<(), ClaimError> {
    let Some(outer) = facts.outer else { return Ok(()) };
    let claims = facts.registered;
    let text = |outer: &Value, inner: Option<&str>| inner.is_some() && outer.as_str() == inner;
    let refused = |claim| Err(ClaimError::Replicated { claim });
    if outer.issuer.is_some_and(|outer| !text(outer, claims.issuer())) {
        return refused("iss");
    }
    if outer.subject.is_some_and(|outer| !text(outer, claims.subject())) {
        return refused("sub");
    }
    let inner = claims.audiences();
    let same = |outer: &Value| {
        let outer = match outer {
            Value::Array(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        !inner.is_empty()
            && outer.len() == inner.len()
            && outer.iter().zip(inner).all(|(outer, inner)| outer.as_str() == Some(inner))
    };
    if outer.audience.is_some_and(|outer| !same(outer)) { refused("aud") } else { Ok(()) }
}
