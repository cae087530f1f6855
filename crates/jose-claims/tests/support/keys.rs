//! A pair of keys for every algorithm.
#![allow(dead_code, reason = "each test binary uses a part of this page")]

use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm, KeyType, registry::KeyManagementKind};
use jose_crypto::{DecryptionKey, EncryptionKey, SigningKey, VerifyingKey};
use jose_jwk::{PrivateJwk, SymmetricJwk};

/// The 2048-bit key of RFC 7515, appendix A.2.1.
pub(crate) fn rsa() -> PrivateJwk {
    PrivateJwk::from_json(include_bytes!("rfc7515-a2.jwk.json")).unwrap()
}

pub(crate) fn signature(algorithm: JwsAlgorithm) -> (SigningKey, VerifyingKey) {
    match algorithm.row().key_type {
        KeyType::Oct => {
            let key = SymmetricJwk::generate_signing(algorithm).unwrap();
            (key.signing_key().unwrap(), key.verifying_key().unwrap())
        }
        KeyType::Rsa => {
            (rsa().signing_key_for(algorithm).unwrap(), rsa().public().verifying_key_for(algorithm).unwrap())
        }
        _ => {
            let key = PrivateJwk::generate_signing(algorithm).unwrap();
            (key.signing_key().unwrap(), key.public().verifying_key().unwrap())
        }
    }
}

/// A `dir` key is for this content encryption; the others are for any.
pub(crate) fn encryption(algorithm: KeyManagementAlgorithm, enc: ContentEncryption) -> (EncryptionKey, DecryptionKey) {
    match algorithm.row().kind {
        KeyManagementKind::Direct => {
            let key = SymmetricJwk::generate_direct(enc).unwrap();
            (key.encryption_key().unwrap(), key.decryption_key().unwrap())
        }
        KeyManagementKind::RsaOaep(_) => {
            (rsa().public().encryption_key_for(algorithm).unwrap(), rsa().decryption_key_for(algorithm).unwrap())
        }
        _ if algorithm.is_symmetric() => {
            let key = SymmetricJwk::generate_encryption(algorithm).unwrap();
            (key.encryption_key().unwrap(), key.decryption_key().unwrap())
        }
        _ => {
            let key = PrivateJwk::generate_encryption(algorithm).unwrap();
            (key.public().encryption_key().unwrap(), key.decryption_key().unwrap())
        }
    }
}
