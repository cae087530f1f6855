//! The compact form.

use jose_core::{
    Limits, ParseError,
    compact::CompactJws,
    header::{self, JoseHeader},
};
use jose_crypto::VerifyingKey;
use jose_jwk::VerifyingKeySet;

use super::{
    Verified, VerifyError,
    kernel::{self, Message},
};

/// Verifies `header.payload.signature` with the keys that fit its header.
///
/// # Errors
/// [`VerifyError::Parse`] if the message is malformed, exceeds `limits` or demands an extension with `crit`; [`VerifyError::Key`] if no key of
/// the set fits its `alg` and `kid`; [`VerifyError::Signature`] if the signature does not match.
pub fn verify_compact(token: &str, keys: &VerifyingKeySet, limits: &Limits) -> Result<Verified, VerifyError> {
    verify_compact_with(token, keys, limits, |header, key, payload| {
        Ok(Verified {
            payload,
            algorithm: key.algorithm(),
            key_id: key.key_id().map(str::to_owned),
            header: header.clone().into_owned(),
        })
    })
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
    let refused = |error: ParseError| E::from(VerifyError::Parse(error));
    let message = CompactJws::parse(token, limits).map_err(refused)?;
    let header_json = header::decode(message.protected(), limits).map_err(refused)?;
    let header = JoseHeader::parse(message.protected(), &header_json, limits).map_err(refused)?;
    let (key, payload) = kernel::verify(
        &Message {
            header: &header,
            signing_input: message.signing_input().as_bytes(),
            payload: message.payload(),
            signature: message.signature(),
        },
        keys,
        limits,
    )?;
    accept(&header, key, payload)
}
