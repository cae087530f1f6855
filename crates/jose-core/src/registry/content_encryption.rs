//! Content encryption algorithms, the `enc` of a JWE.

use super::{Hash, registry};

use ContentEncryptionKind::{AesCbcHmac, AesGcm};

registry! {
    /// How the content of a JWE is encrypted, `enc`.
    ContentEncryption, ContentEncryptionRow;
    // tidy: sorted
    /// AES-128 in CBC mode with HMAC-SHA-256.
    "A128CBC-HS256" A128CbcHs256 { kind: AesCbcHmac(Hash::Sha256), key_bytes: 32, iv_bytes: 16, tag_bytes: 16, source: "RFC 7518, section 5.2.3" }
    /// AES-128 in Galois/Counter Mode.
    "A128GCM" A128Gcm { kind: AesGcm, key_bytes: 16, iv_bytes: 12, tag_bytes: 16, source: "RFC 7518, section 5.3" }
    /// AES-192 in CBC mode with HMAC-SHA-384.
    "A192CBC-HS384" A192CbcHs384 { kind: AesCbcHmac(Hash::Sha384), key_bytes: 48, iv_bytes: 16, tag_bytes: 24, source: "RFC 7518, section 5.2.4" }
    /// AES-192 in Galois/Counter Mode.
    "A192GCM" A192Gcm { kind: AesGcm, key_bytes: 24, iv_bytes: 12, tag_bytes: 16, source: "RFC 7518, section 5.3" }
    /// AES-256 in CBC mode with HMAC-SHA-512.
    "A256CBC-HS512" A256CbcHs512 { kind: AesCbcHmac(Hash::Sha512), key_bytes: 64, iv_bytes: 16, tag_bytes: 32, source: "RFC 7518, section 5.2.5" }
    /// AES-256 in Galois/Counter Mode.
    "A256GCM" A256Gcm { kind: AesGcm, key_bytes: 32, iv_bytes: 12, tag_bytes: 16, source: "RFC 7518, section 5.3" }
    // tidy: end
}

/// What is known of a content encryption algorithm.
#[derive(Debug)]
#[non_exhaustive]
pub struct ContentEncryptionRow {
    /// The name, `enc`.
    pub name: &'static str,
    /// How it works.
    pub kind: ContentEncryptionKind,
    /// The exact length of the content encryption key in bytes.
    pub key_bytes: usize,
    /// The exact length of the initialization vector in bytes.
    pub iv_bytes: usize,
    /// The exact length of the authentication tag in bytes.
    pub tag_bytes: usize,
    /// Where it is specified.
    pub source: &'static str,
}

/// How a content encryption algorithm works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContentEncryptionKind {
    /// AES in Galois/Counter Mode.
    AesGcm,
    /// AES in CBC mode, then HMAC, cut to half the hash.
    AesCbcHmac(Hash),
}
