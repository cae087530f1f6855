//! What the cryptographic library calls the algorithms of our tables. The only page to change when an algorithm is added there.

#[cfg(feature = "ed448")]
pub(crate) mod ed448;
#[cfg(not(feature = "ed448"))]
#[path = "backend/ed448_left_out.rs"]
pub(crate) mod ed448;
pub(crate) mod x448;

use aws_lc_rs::{aead, agreement, cipher, hmac, pbkdf2, rsa, signature};
use jose_core::{
    Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType,
    registry::{Hash, HpkeAead, JwsKind},
};

use crate::KeyError;

/// Whether this build has the curve at all.
pub(crate) fn built_in(curve: Curve) -> Result<(), KeyError> {
    let row = curve.row();
    match row.feature {
        None => Ok(()),
        Some("ed448") if cfg!(feature = "ed448") => Ok(()),
        Some("x448") if cfg!(feature = "x448") => Ok(()),
        Some(feature) => Err(KeyError::FeatureNeeded { what: row.name, feature }),
    }
}

/// Whether this build has the algorithm at all.
pub(crate) fn algorithm_built_in(algorithm: KeyManagementAlgorithm) -> Result<(), KeyError> {
    let row = algorithm.row();
    match row.feature {
        None => Ok(()),
        Some("hpke-unstable") if cfg!(feature = "hpke-unstable") => Ok(()),
        Some("rsa1_5-insecure") if cfg!(feature = "rsa1_5-insecure") => Ok(()),
        Some(feature) => Err(KeyError::FeatureNeeded { what: row.name, feature }),
    }
}

/// SHA-1 serves RSA-OAEP alone; nothing else of ours may ask for it.
const NO_SHA1: KeyError = KeyError::Invalid { what: "SHA-1 is not used here" };

pub(crate) fn hmac(hash: Hash) -> Result<hmac::Algorithm, KeyError> {
    match hash {
        Hash::Sha256 => Ok(hmac::HMAC_SHA256),
        Hash::Sha384 => Ok(hmac::HMAC_SHA384),
        Hash::Sha512 => Ok(hmac::HMAC_SHA512),
        _ => Err(NO_SHA1),
    }
}

pub(crate) fn rsa_verification(kind: JwsKind) -> Result<&'static signature::RsaParameters, KeyError> {
    match kind {
        JwsKind::RsaPkcs1(Hash::Sha256) => Ok(&signature::RSA_PKCS1_2048_8192_SHA256),
        JwsKind::RsaPkcs1(Hash::Sha384) => Ok(&signature::RSA_PKCS1_2048_8192_SHA384),
        JwsKind::RsaPkcs1(Hash::Sha512) => Ok(&signature::RSA_PKCS1_2048_8192_SHA512),
        JwsKind::RsaPss(Hash::Sha256) => Ok(&signature::RSA_PSS_2048_8192_SHA256),
        JwsKind::RsaPss(Hash::Sha384) => Ok(&signature::RSA_PSS_2048_8192_SHA384),
        JwsKind::RsaPss(Hash::Sha512) => Ok(&signature::RSA_PSS_2048_8192_SHA512),
        _ => Err(NO_SHA1),
    }
}

pub(crate) fn rsa_signing(kind: JwsKind) -> Result<&'static dyn signature::RsaEncoding, KeyError> {
    match kind {
        JwsKind::RsaPkcs1(Hash::Sha256) => Ok(&signature::RSA_PKCS1_SHA256),
        JwsKind::RsaPkcs1(Hash::Sha384) => Ok(&signature::RSA_PKCS1_SHA384),
        JwsKind::RsaPkcs1(Hash::Sha512) => Ok(&signature::RSA_PKCS1_SHA512),
        JwsKind::RsaPss(Hash::Sha256) => Ok(&signature::RSA_PSS_SHA256),
        JwsKind::RsaPss(Hash::Sha384) => Ok(&signature::RSA_PSS_SHA384),
        JwsKind::RsaPss(Hash::Sha512) => Ok(&signature::RSA_PSS_SHA512),
        _ => Err(NO_SHA1),
    }
}

/// The curve decides: each ECDSA algorithm of JOSE fixes one hash for one curve.
pub(crate) fn ecdsa_verification(curve: Curve) -> Result<&'static signature::EcdsaVerificationAlgorithm, KeyError> {
    match curve {
        Curve::P256 => Ok(&signature::ECDSA_P256_SHA256_FIXED),
        Curve::P384 => Ok(&signature::ECDSA_P384_SHA384_FIXED),
        Curve::P521 => Ok(&signature::ECDSA_P521_SHA512_FIXED),
        Curve::Secp256k1 => Ok(&signature::ECDSA_P256K1_SHA256_FIXED),
        found => Err(KeyError::WrongCurve { algorithm: "ECDSA", found }),
    }
}

/// As [`ecdsa_verification`], for signing.
pub(crate) fn ecdsa_signing(curve: Curve) -> Result<&'static signature::EcdsaSigningAlgorithm, KeyError> {
    match curve {
        Curve::P256 => Ok(&signature::ECDSA_P256_SHA256_FIXED_SIGNING),
        Curve::P384 => Ok(&signature::ECDSA_P384_SHA384_FIXED_SIGNING),
        Curve::P521 => Ok(&signature::ECDSA_P521_SHA512_FIXED_SIGNING),
        Curve::Secp256k1 => Ok(&signature::ECDSA_P256K1_SHA256_FIXED_SIGNING),
        found => Err(KeyError::WrongCurve { algorithm: "ECDSA", found }),
    }
}

pub(crate) fn ml_dsa_verification(
    algorithm: JwsAlgorithm,
) -> Result<&'static signature::PqdsaVerificationAlgorithm, KeyError> {
    match algorithm {
        JwsAlgorithm::MlDsa44 => Ok(&signature::ML_DSA_44),
        JwsAlgorithm::MlDsa65 => Ok(&signature::ML_DSA_65),
        JwsAlgorithm::MlDsa87 => Ok(&signature::ML_DSA_87),
        other => Err(KeyError::WrongKeyType { algorithm: other.name(), found: KeyType::Akp }),
    }
}

/// As [`ml_dsa_verification`], for signing.
pub(crate) fn ml_dsa_signing(algorithm: JwsAlgorithm) -> Result<&'static signature::PqdsaSigningAlgorithm, KeyError> {
    match algorithm {
        JwsAlgorithm::MlDsa44 => Ok(&signature::ML_DSA_44_SIGNING),
        JwsAlgorithm::MlDsa65 => Ok(&signature::ML_DSA_65_SIGNING),
        JwsAlgorithm::MlDsa87 => Ok(&signature::ML_DSA_87_SIGNING),
        other => Err(KeyError::WrongKeyType { algorithm: other.name(), found: KeyType::Akp }),
    }
}

pub(crate) fn agreement(curve: Curve) -> Result<&'static agreement::Algorithm, KeyError> {
    match curve {
        Curve::P256 => Ok(&agreement::ECDH_P256),
        Curve::P384 => Ok(&agreement::ECDH_P384),
        Curve::P521 => Ok(&agreement::ECDH_P521),
        Curve::X25519 => Ok(&agreement::X25519),
        found => Err(KeyError::WrongCurve { algorithm: "ECDH-ES", found }),
    }
}

pub(crate) fn oaep(hash: Hash) -> Result<&'static rsa::OaepAlgorithm, KeyError> {
    match hash {
        Hash::Sha1 => Ok(&rsa::OAEP_SHA1_MGF1SHA1),
        Hash::Sha256 => Ok(&rsa::OAEP_SHA256_MGF1SHA256),
        Hash::Sha384 => Ok(&rsa::OAEP_SHA384_MGF1SHA384),
        Hash::Sha512 => Ok(&rsa::OAEP_SHA512_MGF1SHA512),
        _ => Err(KeyError::Invalid { what: "RSA-OAEP has no such hash" }),
    }
}

pub(crate) fn pbkdf2(hash: Hash) -> Result<pbkdf2::Algorithm, KeyError> {
    match hash {
        Hash::Sha256 => Ok(pbkdf2::PBKDF2_HMAC_SHA256),
        Hash::Sha384 => Ok(pbkdf2::PBKDF2_HMAC_SHA384),
        Hash::Sha512 => Ok(pbkdf2::PBKDF2_HMAC_SHA512),
        _ => Err(NO_SHA1),
    }
}

pub(crate) fn hpke_aead(aead: HpkeAead) -> Result<&'static aead::Algorithm, KeyError> {
    match aead {
        HpkeAead::Aes128Gcm => Ok(&aead::AES_128_GCM),
        HpkeAead::Aes256Gcm => Ok(&aead::AES_256_GCM),
        HpkeAead::ChaCha20Poly1305 => Ok(&aead::CHACHA20_POLY1305),
        _ => Err(KeyError::Invalid { what: "HPKE has no such encryption" }),
    }
}

pub(crate) fn aes_gcm(key: &[u8]) -> Result<aead::LessSafeKey, KeyError> {
    let algorithm = match key.len() {
        16 => &aead::AES_128_GCM,
        24 => &aead::AES_192_GCM,
        32 => &aead::AES_256_GCM,
        found => return Err(KeyError::WrongLength { what: "AES-GCM", needed: 32, found }),
    };
    let key = aead::UnboundKey::new(algorithm, key).map_err(|_| KeyError::Invalid { what: "not an AES key" })?;
    Ok(aead::LessSafeKey::new(key))
}

pub(crate) fn aes(key: &[u8]) -> Result<cipher::UnboundCipherKey, KeyError> {
    let algorithm = match key.len() {
        16 => &cipher::AES_128,
        24 => &cipher::AES_192,
        32 => &cipher::AES_256,
        found => return Err(KeyError::WrongLength { what: "AES", needed: 32, found }),
    };
    cipher::UnboundCipherKey::new(algorithm, key).map_err(|_| KeyError::Invalid { what: "not an AES key" })
}
