//! Random secrets of the length that their algorithm asks for.

use jose_core::{
    Curve, SecretBytes,
    registry::{JwsKind, KeyManagementKind},
};
use jose_crypto::material::PrivateMaterial;

use crate::{JwkError, SymmetricJwk};

pub(super) fn for_hmac(kind: JwsKind) -> Result<SymmetricJwk, JwkError> {
    match kind {
        JwsKind::Hmac(hash) => of(hash.output_bytes()),
        _ => Err(JwkError::unsupported("algorithm", "that is not HMAC")),
    }
}

pub(super) fn for_wrapping(kind: KeyManagementKind) -> Result<SymmetricJwk, JwkError> {
    match kind {
        KeyManagementKind::AesKeyWrap { key_bytes } | KeyManagementKind::AesGcmKeyWrap { key_bytes } => of(key_bytes),
        _ => Err(JwkError::AlgorithmNeeded {
            key: "a dir key",
            advice: "name the content encryption that it is for instead, such as A256GCM",
        }),
    }
}

/// A secret of this many bytes.
///
/// The only source of randomness below this crate makes keys. The private half of an Ed25519 key is 32 uniform random bytes (RFC 8032,
/// section 5.1.5), and nothing is made of it here but the bytes themselves.
pub(super) fn of(bytes: usize) -> Result<SymmetricJwk, JwkError> {
    let mut secret = SecretBytes::new(vec![0; bytes]);
    for part in secret.expose_mut().chunks_mut(Curve::Ed25519.row().coordinate_bytes) {
        if let PrivateMaterial::Okp { d, .. } = PrivateMaterial::generate_on(Curve::Ed25519)? {
            for (byte, random) in part.iter_mut().zip(d.expose()) {
                *byte = *random;
            }
        }
    }
    SymmetricJwk::from_secret(secret)
}
