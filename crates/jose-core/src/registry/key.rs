//! Key types, curves and hashes.

use super::registry;

registry! {
    /// The family of a key, `kty`.
    KeyType, KeyTypeRow;
    // tidy: sorted
    /// Elliptic curve keys of RFC 7518, section 6.2.
    "EC" Ec {}
    /// Octet key pairs of RFC 8037: Ed25519 and X25519.
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
    "Ed25519" Ed25519 { key_type: KeyType::Okp, coordinate_bytes: 32 }
    /// NIST P-256, RFC 7518 section 6.2.1.1.
    "P-256" P256 { key_type: KeyType::Ec, coordinate_bytes: 32 }
    /// NIST P-384, RFC 7518 section 6.2.1.1.
    "P-384" P384 { key_type: KeyType::Ec, coordinate_bytes: 48 }
    /// NIST P-521, RFC 7518 section 6.2.1.1.
    "P-521" P521 { key_type: KeyType::Ec, coordinate_bytes: 66 }
    /// Montgomery curve for key agreement, RFC 8037 section 2.
    "X25519" X25519 { key_type: KeyType::Okp, coordinate_bytes: 32 }
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
