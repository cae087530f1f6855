//! The compact form.

use jose_core::{
    Limits,
    base64url::ShortBytes,
    compact::CompactJws,
    header::{self, JoinedHeader, JoseHeader},
};
use jose_crypto::{BadSignature, VerifyingKey};
use jose_jwk::VerifyingKeySet;

use super::{
    Verified, VerifiedSignature, Verifier, VerifyError,
    kernel::{self, Rules, Selected},
    payload::{self, Payload},
};

/// Verifies `header.payload.signature` with the keys that fit its header. [`Verifier`] has the other forms, and the extensions.
///
/// # Errors
/// [`VerifyError::Parse`] if the message is malformed, exceeds `limits` or demands an extension with `crit`; [`VerifyError::Key`] if no key of
/// the set fits its `alg` and `kid`; [`VerifyError::Signature`] if the signature does not match.
pub fn verify_compact(token: &str, keys: &VerifyingKeySet, limits: &Limits) -> Result<Verified, VerifyError> {
    verify_compact_with(token, keys, limits, |header, key, payload| Ok(verified(header, key, payload)))
}

/// As [`verify_compact`], handing the verified parts to `accept` without copying the header. `accept` runs only after the signature
/// has been checked.
///
/// # Errors
/// As for [`verify_compact`], and whatever `accept` returns.
pub fn verify_compact_with<T, E: From<VerifyError>>(
    token: &str,
    keys: &VerifyingKeySet,
    limits: &Limits,
    accept: impl FnOnce(&JoseHeader<'_>, &VerifyingKey, Vec<u8>) -> Result<T, E>,
) -> Result<T, E> {
    verify(&split(token, limits)?, None, keys, limits, Rules::default(), accept)
}

/// As [`verify_compact_with`], for a message that is split already. You want this where the text may have been another kind of message, so that
/// it is searched once: see [`Segments`](jose_core::compact::Segments). The size of the whole was bounded when it was split,
/// so let both have the same limits.
///
/// # Errors
/// As for [`verify_compact_with`].
pub fn verify_split_with<T, E: From<VerifyError>>(
    message: &CompactJws<'_>,
    keys: &VerifyingKeySet,
    limits: &Limits,
    accept: impl FnOnce(&JoseHeader<'_>, &VerifyingKey, Vec<u8>) -> Result<T, E>,
) -> Result<T, E> {
    verify(message, None, keys, limits, Rules::default(), accept)
}

impl Verifier<'_> {
    /// Verifies `header.payload.signature`.
    ///
    /// # Errors
    /// As for [`verify_compact`].
    pub fn verify_compact(&self, token: &str) -> Result<Verified, VerifyError> {
        let message = split(token, &self.limits)?;
        verify(&message, None, self.keys, &self.limits, self.rules(), |header, key, payload| {
            Ok(verified(header, key, payload))
        })
    }

    /// Verifies `header..signature` with the payload that came by another way.
    ///
    /// # Errors
    /// As for [`verify_compact`]; [`VerifyError::Parse`] if there is a payload in the message.
    pub fn verify_detached_compact(&self, token: &str, payload: &[u8]) -> Result<Verified, VerifyError> {
        let message = split(token, &self.limits)?;
        if !message.payload().is_empty() {
            return Err(VerifyError::Parse(payload::NOT_DETACHED));
        }
        verify(&message, Some(payload), self.keys, &self.limits, self.rules(), |header, key, payload| {
            Ok(verified(header, key, payload))
        })
    }
}

fn verified(header: &JoseHeader<'_>, key: &VerifyingKey, payload: Vec<u8>) -> Verified {
    let signature = VerifiedSignature::new(&JoinedHeader::protected_only(header), None, key);
    Verified { payload, signature }
}

fn split<'t>(token: &'t str, limits: &Limits) -> Result<CompactJws<'t>, VerifyError> {
    CompactJws::parse(token, limits).map_err(VerifyError::Parse)
}

/// The one way for messages of this form. If a payload is given in `detached`, the caller has seen that there is none in the message.
fn verify<T, E: From<VerifyError>>(
    message: &CompactJws<'_>,
    detached: Option<&[u8]>,
    keys: &VerifyingKeySet,
    limits: &Limits,
    rules: Rules<'_>,
    accept: impl FnOnce(&JoseHeader<'_>, &VerifyingKey, Vec<u8>) -> Result<T, E>,
) -> Result<T, E> {
    let Some(known) = keys.headers().find(message.protected(), limits) else {
        return verify_unfamiliar(message, detached, keys, limits, rules, accept);
    };
    let (key, content) = proven(known, message, detached, keys, limits, rules)?;
    accept(known, key, content)
}

/// The same with a header that is not remembered.
#[inline(never)]
fn verify_unfamiliar<T, E: From<VerifyError>>(
    message: &CompactJws<'_>,
    detached: Option<&[u8]>,
    keys: &VerifyingKeySet,
    limits: &Limits,
    rules: Rules<'_>,
    accept: impl FnOnce(&JoseHeader<'_>, &VerifyingKey, Vec<u8>) -> Result<T, E>,
) -> Result<T, E> {
    let (mut json_room, mut header_room) = (ShortBytes::empty(), None);
    let json = header::decode_into(&mut json_room, message.protected(), limits).map_err(VerifyError::Parse)?;
    let header = JoseHeader::parse_into(&mut header_room, message.protected(), json, limits);
    let header = header.map_err(VerifyError::Parse)?;
    let (key, content) = proven(header, message, detached, keys, limits, rules)?;
    // The signature covers the header, so a holder of the key has written it.
    keys.headers().remember(header, limits);
    accept(header, key, content)
}

/// The key that has signed the message, and the payload.
#[inline]
fn proven<'k>(
    header: &JoseHeader<'_>,
    message: &CompactJws<'_>,
    detached: Option<&[u8]>,
    keys: &'k VerifyingKeySet,
    limits: &Limits,
    rules: Rules<'_>,
) -> Result<(&'k VerifyingKey, Vec<u8>), VerifyError> {
    let mut room = ShortBytes::empty();
    let checked = kernel::check(JoinedHeader::protected_only(header), message.signature(), &mut room, rules)?;
    let selected = checked.select(keys, limits)?;
    let unencoded = header.has_unencoded_payload();
    let payload = detached.map_or(Payload::Attached(message.payload()), Payload::Detached);
    let verified = if unencoded || detached.is_some() {
        verify_unusual(selected, message, payload, unencoded)?
    } else {
        selected.verify(message.signing_input().as_bytes())
    };
    match verified {
        Ok(key) => Ok((key, payload.content(unencoded)?)),
        Err(bad) => Err(refused(payload, unencoded, bad)),
    }
}

/// A payload that came by another way, or that is not encoded.
#[cold]
fn verify_unusual<'k>(
    selected: Selected<'_, 'k>,
    message: &CompactJws<'_>,
    payload: Payload<'_>,
    unencoded: bool,
) -> Result<Result<&'k VerifyingKey, BadSignature>, VerifyError> {
    if let Payload::Attached(text) = payload {
        payload::check_compact(text)?;
        return Ok(selected.verify(message.signing_input().as_bytes()));
    }
    Ok(selected.verify(&payload::signing_input(message.protected(), &payload.covered(unencoded))))
}

/// A payload that is malformed is called so, whatever its signature. Room for it there is only if the signature is good.
#[cold]
fn refused(payload: Payload<'_>, unencoded: bool, bad: BadSignature) -> VerifyError {
    payload.check(unencoded).map_or_else(VerifyError::Parse, |()| VerifyError::Signature(bad))
}
