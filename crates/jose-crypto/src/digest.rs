//! Hashing, for thumbprints and for token identities.

use aws_lc_rs::digest;

/// The SHA-256 hash of `bytes`.
///
/// ```
/// assert_eq!(jose_crypto::digest::sha256(b"")[..4], [0xe3, 0xb0, 0xc4, 0x42]);
/// ```
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut output = [0; 32];
    output.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    output
}
