//! The one place where a signature meets a key. Every form comes through here, so that no rule is laxer on one path than on another.

use jose_core::{
    Limits, ParseError,
    base64url::{self, ShortBytes},
    header::{JoseHeader, critical},
};
use jose_crypto::{BadSignature, VerifyingKey};
use jose_jwk::VerifyingKeySet;

use super::VerifyError;

/// The extensions this version understands.
const UNDERSTOOD: &[&str] = &[];

/// A message, split and still encoded, with its header parsed.
pub(super) struct Message<'m> {
    pub(super) header: &'m JoseHeader<'m>,
    /// What the signature covers, as it arrived.
    pub(super) signing_input: &'m [u8],
    pub(super) payload: &'m str,
    pub(super) signature: &'m str,
}

/// Finds the key that signed `message`, and decodes the payload. The header decides which keys are tried and nothing else.
///
/// All that can be malformed is read before the first key is used, so that a malformed message costs no public-key work.
pub(super) fn verify<'k>(
    message: &Message<'_>,
    keys: &'k VerifyingKeySet,
    limits: &Limits,
) -> Result<(&'k VerifyingKey, Vec<u8>), VerifyError> {
    let header = message.header;
    critical::check_understood(header, UNDERSTOOD)?;
    let algorithm = header.algorithm().ok_or(ParseError::Member { name: "alg", expected: "present" })?;
    let mut candidates = keys.candidates(algorithm, header.key_id(), limits)?;
    let signature = ShortBytes::decode(message.signature).map_err(ParseError::base64("signature"))?;
    let payload = base64url::decode(message.payload).map_err(ParseError::base64("payload"))?;
    let key = candidates.find(|key| key.verify(message.signing_input, &signature).is_ok());
    Ok((key.ok_or(BadSignature)?, payload))
}
