//! Key types, curves and hashes.

use super::registry;

registry! {
    /// The family of a key, `kty`.
    KeyType, KeyTypeRow;
    // tidy: sorted
    /// Algorithm key pairs of RFC 9964: the algorithm alone says what the key is.
    "AKP" Akp {}
    /// Elliptic curve keys of RFC 7518, section 6.2.
    "EC" Ec {}
    /// Octet key pairs of RFC 8037: Ed25519, Ed448, X25519 and X448.
    "OKP" Okp {}
    /// RSA keys of RFC 7518, section 6.3.
    "RSA" Rsa {}
    /// Symmetric keys of RFC 7518, section 6.4.
    "oct" Oct {}
    // tidy: end
}

/// What is known of a key type.
#[derive(Debug)]
#[non_exhaustive]
pub struct KeyTypeRow {
    /// The name, `kty`.
    pub name: &'static str,
}

registry! {
    /// A curve, `crv`.
    Curve, CurveRow;
    // tidy: sorted
    /// Edwards curve for signatures, RFC 8037 section 2.
    "Ed25519" Ed25519 { key_type: KeyType::Okp, coordinate_bytes: 32, feature: None }
    /// The larger Edwards curve for signatures, RFC 8037 section 2.
    "Ed448" Ed448 { key_type: KeyType::Okp, coordinate_bytes: 57, feature: Some("ed448") }
    /// NIST P-256, RFC 7518 section 6.2.1.1.
    "P-256" P256 { key_type: KeyType::Ec, coordinate_bytes: 32, feature: None }
    /// NIST P-384, RFC 7518 section 6.2.1.1.
    "P-384" P384 { key_type: KeyType::Ec, coordinate_bytes: 48, feature: None }
    /// NIST P-521, RFC 7518 section 6.2.1.1.
    "P-521" P521 { key_type: KeyType::Ec, coordinate_bytes: 66, feature: None }
    /// Montgomery curve for key agreement, RFC 8037 section 2.
    "X25519" X25519 { key_type: KeyType::Okp, coordinate_bytes: 32, feature: None }
    /// The larger Montgomery curve for key agreement, RFC 8037 section 2.
    "X448" X448 { key_type: KeyType::Okp, coordinate_bytes: 56, feature: Some("x448") }
    /// The curve of ES256K, for signatures only, RFC 8812 section 3.1.
    "secp256k1" Secp256k1 { key_type: KeyType::Ec, coordinate_bytes: 32, feature: None }
    // tidy: end
}

/// What is known of a curve.
#[derive(Debug)]
#[non_exhaustive]
pub struct CurveRow {
    /// The name, `crv`.
    pub name: &'static str,
    /// The key type that uses it.
    pub key_type: KeyType,
    /// The exact length of `x`, and of `y` and `d` where the key has them, in bytes.
    pub coordinate_bytes: usize,
    /// The feature of `jose-crypto` that brings it; `None` where it is always there.
    pub feature: Option<&'static str>,
}

/// A hash function inside another algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Hash {
    /// SHA-1; in RSA-OAEP only, where its weakness does not matter.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Hash {
    /// The length of its output in bytes.
    #[must_use]
    pub const fn output_bytes(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}
