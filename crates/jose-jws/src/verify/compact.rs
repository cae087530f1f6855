//! The compact form.

use jose_core::{
    Limits, ParseError,
    base64url::ShortBytes,
    compact::CompactJws,
    header::{self, JoinedHeader, JoseHeader},
};
use jose_crypto::VerifyingKey;
use jose_jwk::VerifyingKeySet;

use super::{
    Verified, VerifiedSignature, Verifier, VerifyError,
    kernel::{self, Rules},
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

fn verify<T, E: From<VerifyError>>(
    message: &CompactJws<'_>,
    detached: Option<&[u8]>,
    keys: &VerifyingKeySet,
    limits: &Limits,
    rules: Rules<'_>,
    accept: impl FnOnce(&JoseHeader<'_>, &VerifyingKey, Vec<u8>) -> Result<T, E>,
) -> Result<T, E> {
    let refused = |error: ParseError| E::from(VerifyError::Parse(error));
    if detached.is_some() && !message.payload().is_empty() {
        return Err(refused(payload::NOT_DETACHED));
    }
    let known = keys.headers().find(message.protected(), limits);
    let (mut json_room, mut header_room);
    let header: &JoseHeader<'_> = if let Some(known) = known {
        known
    } else {
        json_room = ShortBytes::empty();
        let json = header::decode_into(&mut json_room, message.protected(), limits).map_err(refused)?;
        header_room = None;
        JoseHeader::parse_into(&mut header_room, message.protected(), json, limits).map_err(refused)?
    };
    let mut room = ShortBytes::empty();
    let joined = JoinedHeader::protected_only(header);
    let checked = kernel::check(joined, message.signature(), &mut room, rules).map_err(refused)?;
    let selected = checked.select(keys, limits).map_err(VerifyError::Key)?;
    let unencoded = header.has_unencoded_payload();
    let attached = Payload::Attached(message.payload());
    let verified = match detached {
        None => {
            if unencoded {
                payload::check_compact(message.payload()).map_err(refused)?;
            }
            selected.verify(message.signing_input().as_bytes())
        }
        Some(bytes) => {
            let covered = Payload::Detached(bytes).covered(unencoded);
            selected.verify(&payload::signing_input(message.protected(), &covered))
        }
    };
    let key = match verified {
        Ok(key) => key,
        Err(bad) => {
            // A payload that is malformed is called so, whatever its signature. Room for it there is only if the signature is good.
            if detached.is_none() {
                attached.check(unencoded).map_err(refused)?;
            }
            return Err(VerifyError::Signature(bad).into());
        }
    };
    let content = detached.map_or_else(|| attached.content(unencoded), |bytes| Ok(bytes.to_vec())).map_err(refused)?;
    if known.is_none() {
        // The signature covers the header, so a holder of the key has written it.
        keys.headers().remember(header, limits);
    }
    accept(header, key, content)
}
