//! Messages that no careful sender would write.
#![allow(dead_code, reason = "each test binary uses a part of this page")]

use jose_core::{Limits, base64url};
use jose_crypto::{SigningKey, digest};
use jose_jwk::VerifyingKeySet;
use jose_jws::{Verified, VerifyError, verify_compact};

pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    base64url::encode(bytes.as_ref())
}

/// A message with exactly this header and payload, correctly signed.
pub(crate) fn signed(key: &SigningKey, header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    signed_input(key, &format!("{}.{}", encode(header), encode(payload)))
}

/// A correct signature behind a signing input that need not be one.
pub(crate) fn signed_input(key: &SigningKey, input: &str) -> String {
    format!("{input}.{}", encode(key.sign(input.as_bytes()).unwrap()))
}

/// A message with this header and a signature of zeros, for refusals that come before any signature is looked at.
pub(crate) fn unsigned(header: impl AsRef<[u8]>) -> String {
    format!("{}.{}.{}", encode(header), encode("payload"), encode([0; 64]))
}

/// HMAC-SHA-256 (RFC 2104) with a secret that the family refuses to make a key of.
pub(crate) fn hmac_sha256(secret: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = [0; 64];
    if secret.len() > 64 {
        block[..32].copy_from_slice(&digest::sha256(secret));
    } else {
        block[..secret.len()].copy_from_slice(secret);
    }
    let inner = digest::sha256(&[&block.map(|byte| byte ^ 0x36)[..], message].concat());
    digest::sha256(&[&block.map(|byte| byte ^ 0x5c)[..], &inner].concat())
}

/// Verifies with the default limits.
pub(crate) fn verify(token: &str, keys: &VerifyingKeySet) -> Result<Verified, VerifyError> {
    verify_compact(token, keys, &Limits::default())
}

/// The code with which a message is refused, or `verified`.
pub(crate) fn outcome(token: &str, keys: &VerifyingKeySet) -> &'static str {
    verify(token, keys).map_or_else(|error| error.code(), |_| "verified")
}

/// The letters of base64url, in the order of their values.
pub(crate) const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// `text` with one byte replaced. Both must be ASCII.
pub(crate) fn replaced(text: &str, index: usize, byte: u8) -> String {
    let mut bytes = text.as_bytes().to_vec();
    bytes[index] = byte;
    String::from_utf8(bytes).unwrap()
}
