//! A pair of keys for every algorithm.
#![allow(dead_code, reason = "each test binary uses a part of this page")]

use std::sync::LazyLock;

use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType, registry::KeyManagementKind};
use jose_crypto::{DecryptionKey, EncryptionKey, SigningKey, VerifyingKey};
use jose_jwk::{PrivateJwk, SymmetricJwk, generate::Generator};

/// The 2048-bit key of RFC 7515, appendix A.2.1.
pub(crate) fn rsa() -> PrivateJwk {
    PrivateJwk::from_json(include_bytes!("rfc7515-a2.jwk.json")).unwrap()
}

/// Another one, as no key has both jobs.
fn rsa_recipient() -> PrivateJwk {
    static KEY: LazyLock<String> = LazyLock::new(|| {
        let jwk = Generator::new().rsa_bits(2048).encryption(KeyManagementAlgorithm::RsaOaep256).unwrap();
        jwk.to_secret_json().as_str().to_owned()
    });
    PrivateJwk::from_json(KEY.as_bytes()).unwrap()
}

/// The signature algorithms of this build.
pub(crate) fn signature_algorithms() -> impl Iterator<Item = JwsAlgorithm> {
    let is_built_in = |curve: &Curve| match curve.row().feature {
        None => true,
        Some("ed448") => cfg!(feature = "ed448"),
        Some(feature) => panic!("no signature is known to need {feature}"),
    };
    JwsAlgorithm::ALL.iter().copied().filter(move |algorithm| algorithm.row().curves.first().is_none_or(is_built_in))
}

/// What an access token can be encrypted with in every build: no password, as those are off for tokens, and nothing behind a feature.
pub(crate) fn encryption_algorithms() -> impl Iterator<Item = KeyManagementAlgorithm> {
    let all = KeyManagementAlgorithm::ALL.iter().copied().filter(|algorithm| algorithm.row().feature.is_none());
    all.filter(|algorithm| !matches!(algorithm.row().kind, KeyManagementKind::Pbes2AesKeyWrap { .. }))
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
            let key = rsa_recipient().with_algorithm(algorithm.name());
            (key.public().encryption_key().unwrap(), key.decryption_key().unwrap())
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
