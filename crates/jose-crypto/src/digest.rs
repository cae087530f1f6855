//! Hashing, for thumbprints and for token identities.

use aws_lc_rs::digest;

/// The SHA-1 hash of `bytes`, for the certificate thumbprint `x5t` alone (RFC 7517, section 4.8).
///
/// ```
/// assert_eq!(jose_crypto::digest::sha1(b"")[..4], [0xda, 0x39, 0xa3, 0xee]);
/// ```
///
/// # Security
/// SHA-1 collides: two different inputs with one hash can be made. `x5t` is a name by which a certificate is looked up, and is
/// worth no more than that; whatever must be proven is proven otherwise.
#[must_use]
pub fn sha1(bytes: &[u8]) -> [u8; 20] {
    hash(&digest::SHA1_FOR_LEGACY_USE_ONLY, bytes)
}

/// The SHA-256 hash of `bytes`.
///
/// ```
/// assert_eq!(jose_crypto::digest::sha256(b"")[..4], [0xe3, 0xb0, 0xc4, 0x42]);
/// ```
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    hash(&digest::SHA256, bytes)
}

/// The SHA-384 hash of `bytes`.
///
/// ```
/// assert_eq!(jose_crypto::digest::sha384(b"")[..4], [0x38, 0xb0, 0x60, 0xa7]);
/// ```
#[must_use]
pub fn sha384(bytes: &[u8]) -> [u8; 48] {
    hash(&digest::SHA384, bytes)
}

/// The SHA-512 hash of `bytes`.
///
/// ```
/// assert_eq!(jose_crypto::digest::sha512(b"")[..4], [0xcf, 0x83, 0xe1, 0x35]);
/// ```
#[must_use]
pub fn sha512(bytes: &[u8]) -> [u8; 64] {
    hash(&digest::SHA512, bytes)
}

fn hash<const BYTES: usize>(algorithm: &'static digest::Algorithm, bytes: &[u8]) -> [u8; BYTES] {
    let mut output = [0; BYTES];
    output.copy_from_slice(digest::digest(algorithm, bytes).as_ref());
    output
}
