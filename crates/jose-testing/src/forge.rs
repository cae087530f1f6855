//! What no issuer would make: any header, any content, any signature, any envelope.
//!
//! ```
//! use jose_testing::{TestIssuer, forge};
//!
//! let issuer = TestIssuer::new("https://id.example", "https://api.example");
//! let claims = issuer.draft().claims_json();
//! let unsecured = forge::with_signature(r#"{"alg":"none"}"#, &claims, b"");
//! assert!(unsecured.ends_with('.'));
//! ```
//!
//! Nothing is checked on the way, which is the point. Header and content are taken byte for byte.

use jose_core::{ContentEncryption, base64url};
use jose_crypto::{EncryptionKey, EphemeralPublicKey, SigningKey, digest};

/// A compact token with this header and payload and a correct signature. The header need not name the algorithm of the key.
///
/// # Panics
/// If signing fails.
#[must_use]
pub fn signed(key: &SigningKey, header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    signed_input(key, &format!("{}.{}", base64url::encode(header.as_ref()), base64url::encode(payload.as_ref())))
}

/// A correct signature behind a signing input that need not be one.
///
/// # Panics
/// If signing fails.
#[must_use]
pub fn signed_input(key: &SigningKey, input: &str) -> String {
    let signature = key.sign(input.as_bytes()).expect("a key of a test signs");
    format!("{input}.{}", base64url::encode(&signature))
}

/// A compact token with this header, payload and signature.
#[must_use]
pub fn with_signature(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>, signature: impl AsRef<[u8]>) -> String {
    [header.as_ref(), payload.as_ref(), signature.as_ref()].map(base64url::encode).join(".")
}

/// HMAC-SHA-256 (RFC 2104) with any secret, also the empty ones and the public keys that [`SigningKey::hmac`] refuses.
#[must_use]
pub fn hmac_sha256(secret: &[u8], message: &[u8]) -> [u8; 32] {
    const BLOCK: usize = 64;
    let mut block = if secret.len() > BLOCK { digest::sha256(secret).to_vec() } else { secret.to_vec() };
    block.resize(BLOCK, 0);
    let pad = |byte: u8| block.iter().map(|key| key ^ byte).collect::<Vec<u8>>();
    let inner = digest::sha256(&[&pad(0x36), message].concat());
    digest::sha256(&[&pad(0x5c)[..], &inner].concat())
}

/// A compact JWE around this content: `alg`, `enc` and what the key needs in the header, and then these members, each with its value as JSON text.
///
/// # Panics
/// If encrypting fails.
#[must_use]
pub fn envelope(key: &EncryptionKey, members: &[(&str, &str)], content: &[u8]) -> String {
    let enc = key.content_encryption().unwrap_or(ContentEncryption::A256Gcm);
    let established = key.establish(enc, b"", b"").expect("a key of a test encrypts");
    let mut header = vec![text("alg", key.algorithm().name()), text("enc", enc.name())];
    header.extend(key.key_id().map(|key_id| text("kid", key_id)));
    header.extend(established.ephemeral_key().map(|key| format!("\"epk\":{}", public_key(key))));
    if let Some((iv, tag)) = established.gcm_key_wrap() {
        header.extend([text("iv", &base64url::encode(iv)), text("tag", &base64url::encode(tag))]);
    }
    header.extend(members.iter().map(|(name, value)| format!("\"{name}\":{value}")));
    let header = base64url::encode(format!("{{{}}}", header.join(",")).as_bytes());
    let mut content = content.to_vec();
    let tag = established.content().encrypt(established.iv(), header.as_bytes(), &mut content);
    let tag = tag.expect("a key of a test encrypts");
    let parts = [established.encrypted_key(), established.iv(), &content, tag.as_bytes()].map(base64url::encode);
    format!("{header}.{}", parts.join("."))
}

fn text(name: &str, value: &str) -> String {
    format!("\"{name}\":{}", crate::draft::json(&value))
}

fn public_key(key: &EphemeralPublicKey) -> String {
    let curve = key.curve();
    let mut members = vec![text("kty", curve.row().key_type.name()), text("crv", curve.name())];
    members.push(text("x", &base64url::encode(key.x())));
    members.extend(key.y().map(|y| text("y", &base64url::encode(y))));
    format!("{{{}}}", members.join(","))
}
