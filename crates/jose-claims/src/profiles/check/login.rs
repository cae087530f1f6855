//! What ties an identity token to a client and to one login.

use jose_core::json::JsonError;

use crate::{
    ClaimError, ValidateError,
    policy::{ClaimView, Expect, Facts, Policy},
    profiles::{context::Hashed, hash::left_half, same_secret},
    registered::Audience,
};

pub(super) fn authorized_party(policy: &Policy, facts: &Facts<'_>, client_id: &str) -> Result<(), ValidateError> {
    let audiences = facts.registered.audience.as_ref().map(Audience::as_slice).unwrap_or_default();
    let trusted = |name: &str| match &policy.audiences {
        Expect::Stated(trusted) => trusted.iter().any(|trusted| **trusted == *name),
        Expect::Waived { .. } => false,
    };
    if !audiences.iter().any(|audience| audience == client_id) || !audiences.iter().all(|audience| trusted(audience)) {
        return Err(ClaimError::Audience.into());
    }
    match text("azp", facts)? {
        Some(party) if party == client_id => Ok(()),
        Some(_) => Err(ClaimError::AuthorizedParty.into()),
        None if audiences.len() > 1 => Err(missing("azp")),
        None => Ok(()),
    }
}

/// A waived nonce counts all the same where the client has sent one.
pub(super) fn nonce(stated: &Expect<()>, sent: Option<&str>, facts: &Facts<'_>) -> Result<(), ValidateError> {
    match (stated, sent, text("nonce", facts)?) {
        (Expect::Waived { .. }, None, _) => Ok(()),
        (_, _, None) => Err(missing("nonce")),
        (_, Some(sent), Some(found)) if !sent.is_empty() && same_secret(sent, found) => Ok(()),
        _ => Err(ClaimError::Nonce.into()),
    }
}

pub(super) fn hash(claim: &'static str, of: Option<Hashed<'_>>, facts: &Facts<'_>) -> Result<(), ValidateError> {
    match (of, text(claim, facts)?) {
        (None, _) | (Some(Hashed { demanded: false, .. }), None) => Ok(()),
        (Some(_), None) => Err(missing(claim)),
        (Some(of), Some(found)) => {
            let expected = facts.algorithm.and_then(|algorithm| left_half(algorithm, of.text));
            let same = expected.is_some_and(|expected| same_secret(&expected, found));
            if same { Ok(()) } else { Err(ClaimError::Hash { claim }.into()) }
        }
    }
}

pub(super) fn missing(claim: &'static str) -> ValidateError {
    ClaimError::Missing { claim: claim.into() }.into()
}

/// A claim that is a text, if it is there.
pub(super) fn text<'a>(claim: &'static str, facts: &Facts<'a>) -> Result<Option<&'a str>, ValidateError> {
    let wrong = || JsonError::Type { member: claim.into(), expected: "a text".into() };
    let read = |view: ClaimView<'a>| view.text().ok_or_else(|| ValidateError::Claims(wrong()));
    facts.claims.member(claim).map(read).transpose()
}
