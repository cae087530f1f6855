//! From a key in JSON and a message to a verdict, the way an application would get there.

use jose_core::{JwsAlgorithm, KeyManagementAlgorithm, Limits};
use jose_jwe::Decryptor;
use jose_jwk::{DecryptionKeySet, JwkSet, PrivateJwk, VerifyingKeySet};
use jose_jws::verify_compact;
use serde_json::{Value, json};

use crate::accounting::Verdict;
use crate::message::protected_header;

/// Verifies a compact JWS with a JWK or a JWK Set. Without `accept` the keys must say what they are for.
pub(crate) fn verify(keys: &Value, accept: &[JwsAlgorithm], token: &str, payload: Option<&[u8]>) -> Verdict {
    let opened = read(keys).and_then(|set| {
        let (keys, _) = VerifyingKeySet::from_jwk_set(&set, accept).map_err(|error| error.to_string())?;
        verify_compact(token, &keys, &Limits::default()).map_err(|error| error.to_string())
    });
    opened.map_or_else(Verdict::Refuses, |verified| same("payload", verified.payload(), payload))
}

/// Decrypts a compact JWE with a JWK or a JWK Set. The keys must say what they are for.
pub(crate) fn decrypt(keys: &Value, token: &str, plaintext: Option<&[u8]>) -> Verdict {
    let opened = decryption_keys(keys).and_then(|keys| {
        // Compression is asked for only where the case is about it.
        let header = protected_header(&json!({ "protected": token.split('.').next() })).unwrap_or_default();
        let decryptor = Decryptor::new(&keys);
        let decryptor = if header.contains_key("zip") { decryptor.allow_compression() } else { decryptor };
        decryptor.decrypt_compact(token).map_err(|error| error.to_string())
    });
    opened.map_or_else(Verdict::Refuses, |decrypted| same("plaintext", decrypted.plaintext(), plaintext))
}

/// A single key that says it is for RSA1_5 becomes one by a constructor of its own: as one of a set it would be skipped.
fn decryption_keys(keys: &Value) -> Result<DecryptionKeySet, String> {
    if keys.get("alg").and_then(Value::as_str) == Some(KeyManagementAlgorithm::Rsa15.name()) {
        let key = PrivateJwk::from_json(keys.to_string().as_bytes());
        let key = key.and_then(|key| key.rsa1_5_insecure_decryption_key()).map_err(|error| error.to_string())?;
        return Ok(DecryptionKeySet::from(key));
    }
    DecryptionKeySet::from_jwk_set(&read(keys)?, &[]).map(|(keys, _)| keys).map_err(|error| error.to_string())
}

/// Accepted, if `found` is what was wanted.
pub(crate) fn same(what: &str, found: &[u8], wanted: Option<&[u8]>) -> Verdict {
    match wanted {
        Some(wanted) if wanted != found => Verdict::Differs(format!("accepted with another {what}")),
        _ => Verdict::Accepts,
    }
}

fn read(keys: &Value) -> Result<JwkSet, String> {
    JwkSet::from_bytes(keys.to_string().as_bytes()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 7515, appendix A.1.
    const TOKEN: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    #[test]
    fn verdicts_follow_the_key_and_the_payload() {
        let key = json!({"kty": "oct", "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"});
        let accept = &[JwsAlgorithm::Hs256];
        assert_eq!(verify(&key, accept, TOKEN, None), Verdict::Accepts);
        assert!(matches!(verify(&key, accept, TOKEN, Some(b"other")), Verdict::Differs(_)));
        assert!(matches!(verify(&key, &[JwsAlgorithm::Hs512], TOKEN, None), Verdict::Refuses(_)));
        assert!(matches!(verify(&json!({}), accept, TOKEN, None), Verdict::Refuses(_)));
    }
}
