//! Key material: the numbers of a key, before an algorithm makes a key of them.
//!
//! ```
//! use jose_core::{Curve, JwsAlgorithm};
//! use jose_crypto::{SigningKey, material::PrivateMaterial};
//!
//! let material = PrivateMaterial::generate_on(Curve::P256)?;
//! let key = SigningKey::new(JwsAlgorithm::Es256, &material)?;
//! assert_eq!(key.algorithm(), JwsAlgorithm::Es256);
//! # Ok::<(), jose_crypto::KeyError>(())
//! ```
//!
//! Formats (JWK, PEM, DER) produce and consume this; `jose-jwk` has them. Material can do nothing: only a key bound to an algorithm can.
//! Public and private material are different types, and a shared secret is neither: it is [`jose_core::SecretBytes`].

mod checked;
mod generate;
pub(crate) mod ml_dsa;
pub(crate) mod octets;
pub(crate) mod pair;
mod private;
pub(crate) mod public;
mod roca;
#[cfg(feature = "rsa-recovery")]
mod rsa_recovery;

use jose_core::{Curve, JwsAlgorithm, KeyType, SecretBytes};

pub use crate::keys::is_key_file;
use crate::{EphemeralPublicKey, KeyError};
pub use checked::{CheckedPrivate, CheckedPublic};

/// The public numbers of a key. Every integer is big-endian; coordinates have the curve's exact length.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PublicMaterial {
    /// An RSA key: modulus and exponent, without leading zero bytes.
    Rsa {
        /// The modulus.
        n: Vec<u8>,
        /// The public exponent.
        e: Vec<u8>,
    },
    /// A point on a NIST curve or on secp256k1.
    Ec {
        /// The curve.
        curve: Curve,
        /// The x coordinate.
        x: Vec<u8>,
        /// The y coordinate.
        y: Vec<u8>,
    },
    /// An octet key pair: Ed25519, Ed448, X25519 or X448.
    Okp {
        /// The curve.
        curve: Curve,
        /// The public key.
        x: Vec<u8>,
    },
    /// An algorithm key pair of RFC 9964: ML-DSA. The algorithm is part of the key.
    Akp {
        /// The algorithm.
        algorithm: JwsAlgorithm,
        /// The public key, of the algorithm's exact length.
        public_key: Vec<u8>,
    },
}

/// The private numbers of a key, with the public ones.
#[derive(Debug)]
#[non_exhaustive]
pub enum PrivateMaterial {
    /// An RSA key with its Chinese remainder members.
    Rsa(Box<RsaPrivate>),
    /// A scalar and its point on a NIST curve or on secp256k1.
    Ec {
        /// The curve.
        curve: Curve,
        /// The x coordinate.
        x: Vec<u8>,
        /// The y coordinate.
        y: Vec<u8>,
        /// The scalar, of the curve's exact length.
        d: SecretBytes,
    },
    /// An octet key pair: Ed25519, Ed448, X25519 or X448.
    Okp {
        /// The curve.
        curve: Curve,
        /// The public key.
        x: Vec<u8>,
        /// The private key: the seed of Ed25519 and Ed448, the scalar of X25519 and X448.
        d: SecretBytes,
    },
    /// An algorithm key pair of RFC 9964: ML-DSA. The algorithm is part of the key.
    Akp {
        /// The algorithm.
        algorithm: JwsAlgorithm,
        /// The public key, of the algorithm's exact length.
        public_key: Vec<u8>,
        /// The seed of 32 bytes that both halves grow from (FIPS 204, algorithm 6).
        seed: SecretBytes,
    },
}

/// The numbers of an RSA private key (RFC 8017, section 3.2, second representation).
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is the JWK member of its name, RFC 7518 section 6.3")]
pub struct RsaPrivate {
    pub n: Vec<u8>,
    pub e: Vec<u8>,
    pub d: SecretBytes,
    pub p: SecretBytes,
    pub q: SecretBytes,
    pub dp: SecretBytes,
    pub dq: SecretBytes,
    pub qi: SecretBytes,
}

impl PublicMaterial {
    /// The type of the key.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        match self {
            Self::Rsa { .. } => KeyType::Rsa,
            Self::Ec { .. } => KeyType::Ec,
            Self::Okp { .. } => KeyType::Okp,
            Self::Akp { .. } => KeyType::Akp,
        }
    }

    /// The curve, if the key is on one.
    #[must_use]
    pub fn curve(&self) -> Option<Curve> {
        match self {
            Self::Rsa { .. } | Self::Akp { .. } => None,
            Self::Ec { curve, .. } | Self::Okp { curve, .. } => Some(*curve),
        }
    }

    /// The point of a key on a curve with key agreement.
    pub(crate) fn point(&self) -> Result<EphemeralPublicKey, KeyError> {
        match self {
            Self::Rsa { .. } => Err(KeyError::Invalid { what: "an RSA key is not on a curve" }),
            Self::Ec { curve, x, y } => EphemeralPublicKey::new(*curve, x, Some(y)),
            Self::Okp { curve, x } => EphemeralPublicKey::new(*curve, x, None),
            Self::Akp { .. } => Err(KeyError::Invalid { what: "an AKP key is not on a curve" }),
        }
    }

    /// The algorithm, if the key is of a type that has it as a part.
    #[must_use]
    pub fn algorithm(&self) -> Option<JwsAlgorithm> {
        match self {
            Self::Akp { algorithm, .. } => Some(*algorithm),
            _ => None,
        }
    }

    /// Checks all that can be checked without an algorithm: sizes, the RSA modulus and exponent, that a point of an EC curve is on it, and
    /// that the key of an octet key pair is neither of small order nor written in a second way.
    ///
    /// # Errors
    /// [`KeyError`] with the rule that is broken; [`KeyError::FeatureNeeded`] if the curve is not in this build.
    pub fn check(&self) -> Result<(), KeyError> {
        public::check(self).map(|_| ())
    }
}

/// Makes a new RSA key of 2048, 3072, 4096 or 8192 bits and returns it as PKCS#8 DER.
///
/// # Errors
/// [`KeyError::RsaSize`] for any other size, [`KeyError::NoRandomness`].
pub fn generate_rsa_pkcs8(bits: usize) -> Result<SecretBytes, KeyError> {
    generate::rsa_pkcs8(bits)
}
