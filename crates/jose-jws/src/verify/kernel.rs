//! The one place where a signature meets a key. Every form comes through here, so that no rule is laxer on one path than on another.

use jose_core::{
    Limits, ParseError,
    base64url::ShortBytes,
    header::{JoseHeader, critical},
};
use jose_crypto::{BadSignature, VerifyingKey};
use jose_jwk::VerifyingKeySet;

use super::VerifyError;

/// The extensions this version understands.
const UNDERSTOOD: &[&str] = &[];

/// Finds the key that made `signature` over `signing_input`. The header decides which keys are tried and nothing else.
pub(super) fn verify<'k>(
    header: &JoseHeader<'_>,
    signing_input: &[u8],
    signature: &str,
    keys: &'k VerifyingKeySet,
    limits: &Limits,
) -> Result<&'k VerifyingKey, VerifyError> {
    critical::check_understood(header, UNDERSTOOD)?;
    let algorithm = header.algorithm().ok_or(ParseError::Member { name: "alg", expected: "present" })?;
    let mut candidates = keys.candidates(algorithm, header.key_id(), limits)?;
    let signature = ShortBytes::decode(signature).map_err(ParseError::base64("signature"))?;
    let key = candidates.find(|key| key.verify(signing_input, &signature).is_ok());
    key.ok_or(VerifyError::Signature(BadSignature))
}
