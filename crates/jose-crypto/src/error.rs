//! Why a key was refused, and the silent failures of cryptography.

use core::fmt;

use jose_core::{Curve, KeyType};

/// Key material was refused when a key was built. The holder of the key must act; the message says how.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
    /// A shared secret is too short for its algorithm.
    TooShort {
        /// The algorithm.
        algorithm: &'static str,
        /// The least number of bytes.
        needed: usize,
        /// The number of bytes there were.
        found: usize,
    },
    /// A shared secret or a component has another length than the one its algorithm or curve fixes.
    WrongLength {
        /// The component, such as `x`, or the algorithm.
        what: &'static str,
        /// The exact number of bytes.
        needed: usize,
        /// The number of bytes there were.
        found: usize,
    },
    /// The algorithm works with another type of key.
    WrongKeyType {
        /// The algorithm.
        algorithm: &'static str,
        /// The type of the key.
        found: KeyType,
    },
    /// The algorithm works with another curve.
    WrongCurve {
        /// The algorithm.
        algorithm: &'static str,
        /// The curve of the key.
        found: Curve,
    },
    /// An RSA modulus outside 2048 to 8192 bits.
    RsaSize {
        /// The size of the modulus in bits.
        bits: usize,
    },
    /// A component breaks a rule that every key must keep.
    Invalid {
        /// The component and the rule, such as `the RSA exponent is even`.
        what: &'static str,
    },
    /// The private half does not belong to the public half, or the numbers contradict each other.
    Inconsistent,
    /// The system gave no random bytes.
    NoRandomness,
    /// What the key needs was left out when this crate was built. The caller must act.
    FeatureNeeded {
        /// The algorithm or the curve.
        what: &'static str,
        /// The feature of this crate that brings it.
        feature: &'static str,
    },
}

impl KeyError {
    /// A stable code, such as `key.rsa_size`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooShort { .. } => "key.too_short",
            Self::WrongLength { .. } => "key.length",
            Self::WrongKeyType { .. } => "key.type",
            Self::WrongCurve { .. } => "key.curve",
            Self::RsaSize { .. } => "key.rsa_size",
            Self::Invalid { .. } => "key.invalid",
            Self::Inconsistent => "key.inconsistent",
            Self::NoRandomness => "key.randomness",
            Self::FeatureNeeded { .. } => "key.feature",
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort { algorithm, needed, found } => write!(
                f,
                "{algorithm} needs a secret of at least {needed} bytes and this one has {found}: generate one instead of typing it"
            ),
            Self::WrongLength { what, needed, found } => {
                write!(f, "{what} needs exactly {needed} bytes and there are {found}")
            }
            Self::WrongKeyType { algorithm, found } => {
                write!(f, "{algorithm} does not work with a key of type {found}")
            }
            Self::WrongCurve { algorithm, found } => write!(f, "{algorithm} does not work with a key on {found}"),
            Self::RsaSize { bits } => {
                write!(f, "the RSA key has {bits} bits and must have 2048 to 8192: make a new key of 3072 bits")
            }
            Self::Invalid { what } => f.write_str(what),
            Self::Inconsistent => f.write_str("the parts of the private key do not belong together"),
            Self::NoRandomness => f.write_str("the system gave no random bytes"),
            Self::FeatureNeeded { what, feature } => {
                write!(f, "{what} is not built in: it needs the feature `{feature}` of jose-crypto")
            }
        }
    }
}

impl core::error::Error for KeyError {}

/// A signature or MAC does not match. Nothing more is known, or said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadSignature;

impl fmt::Display for BadSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the signature does not match")
    }
}

impl core::error::Error for BadSignature {}

/// Decryption failed. There is no detail, on purpose: a wrong key, a wrong tag and wrong padding must look the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecryptFailed;

impl fmt::Display for DecryptFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("decryption failed")
    }
}

impl core::error::Error for DecryptFailed {}

/// A key could not do its work: the system gave no random bytes, or the device that holds the key did not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OperationError {
    /// The cryptographic library refused, which it does only without memory or random bytes.
    Backend,
    /// The device that holds the key refused or could not be reached; its own words.
    Remote(String),
}

impl fmt::Display for OperationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Backend => f.write_str("the cryptographic library could not do its work"),
            Self::Remote(words) => write!(f, "the device that holds the key failed: {words}"),
        }
    }
}

impl core::error::Error for OperationError {}
