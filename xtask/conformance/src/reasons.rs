//! Why a case is not offered: a form or an algorithm that this version does not have.
//!
//! Each reason is written once, so that the page can count by reason. When one of these things arrives, its cases are accepted, and then
//! the command fails until the reason is gone from here.

use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm};

pub(crate) const AES_CBC: &str = "AES-CBC alone, without a MAC, is no algorithm of JOSE";
pub(crate) const CHACHA20: &str = "ChaCha20-Poly1305 comes with HPKE, which this version does not have";
pub(crate) const CUT_MAC: &str = "a MAC that was cut short: JOSE has only whole ones";
pub(crate) const DETACHED: &str = "detached payload";
pub(crate) const ED448: &str = "Ed448";
pub(crate) const ES256K: &str = "ES256K, ECDSA on secp256k1";
pub(crate) const GCM_IV: &str = "an initialization vector of AES-GCM that has not 96 bits: JOSE fixes the length";
pub(crate) const HKDF: &str = "HKDF comes with HPKE, which this version does not have";
pub(crate) const HPKE: &str = "HPKE for JWE, an IETF draft";
pub(crate) const JSON_FORM: &str = "JSON serialization";
pub(crate) const LENGTH: &str =
    "the wrapped bytes have not the length of a content encryption key, and only those can be unwrapped";
pub(crate) const ML_DSA: &str = "ML-DSA";
pub(crate) const OAEP_LABEL: &str = "RSA-OAEP with a label: JOSE always has the empty one";
pub(crate) const OAEP_NEGATIVE: &str = "RSA-OAEP of something that is no content encryption key: a failure shows as a random key, by design, so this refusal cannot be seen";
pub(crate) const PBES2: &str = "PBES2";
pub(crate) const PSS_PARAMETERS: &str =
    "PSS with other parameters than JOSE has: one hash of SHA-256, SHA-384 and SHA-512, and a salt as long";
pub(crate) const RSA1_5: &str = "RSA1_5";
pub(crate) const UNENCODED: &str = "unencoded payload (`b64` is false)";
pub(crate) const X448: &str = "X448";
pub(crate) const ZIP: &str = "compressed plaintext (`zip`)";

/// The reason why there is nothing here for an `alg`, if there is one. A name that nobody knows has none: it is refused for good.
pub(crate) fn algorithm(name: &str) -> Option<&'static str> {
    let offered = JwsAlgorithm::from_name(name).is_some()
        || KeyManagementAlgorithm::from_name(name).is_some()
        || ContentEncryption::from_name(name).is_some();
    match name {
        _ if offered => None,
        "ES256K" => Some(ES256K),
        "RSA1_5" => Some(RSA1_5),
        _ if name.starts_with("PBES2-") => Some(PBES2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_to_come_has_a_reason() {
        assert_eq!(algorithm("RSA1_5"), Some(RSA1_5));
        assert_eq!(algorithm("PBES2-HS512+A256KW"), Some(PBES2));
        assert_eq!((algorithm("A128KW"), algorithm("ES521"), algorithm("none")), (None, None, None));
    }
}
