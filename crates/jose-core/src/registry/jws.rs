//! Signature and MAC algorithms, the `alg` of a JWS.

use super::{Curve, Hash, KeyType, registry};

use JwsKind::{Ecdsa, Eddsa, Hmac, RsaPkcs1, RsaPss};

registry! {
    /// The algorithm of a JWS, `alg`.
    JwsAlgorithm, JwsRow;
    // tidy: sorted
    /// ECDSA on P-256 with SHA-256.
    "ES256" Es256 { key_type: KeyType::Ec, kind: Ecdsa(Hash::Sha256), curve: Some(Curve::P256), signature_bytes: Some(64), source: "RFC 7518, section 3.4" }
    /// ECDSA on P-384 with SHA-384.
    "ES384" Es384 { key_type: KeyType::Ec, kind: Ecdsa(Hash::Sha384), curve: Some(Curve::P384), signature_bytes: Some(96), source: "RFC 7518, section 3.4" }
    /// ECDSA on P-521 with SHA-512.
    "ES512" Es512 { key_type: KeyType::Ec, kind: Ecdsa(Hash::Sha512), curve: Some(Curve::P521), signature_bytes: Some(132), source: "RFC 7518, section 3.4" }
    /// Ed25519 by its fully specified name.
    "Ed25519" Ed25519 { key_type: KeyType::Okp, kind: Eddsa, curve: Some(Curve::Ed25519), signature_bytes: Some(64), source: "RFC 9864, section 2.2" }
    /// Ed25519 by the older name, which leaves the curve to the key.
    "EdDSA" EdDsa { key_type: KeyType::Okp, kind: Eddsa, curve: Some(Curve::Ed25519), signature_bytes: Some(64), source: "RFC 8037, section 3.1" }
    /// HMAC with SHA-256.
    "HS256" Hs256 { key_type: KeyType::Oct, kind: Hmac(Hash::Sha256), curve: None, signature_bytes: Some(32), source: "RFC 7518, section 3.2" }
    /// HMAC with SHA-384.
    "HS384" Hs384 { key_type: KeyType::Oct, kind: Hmac(Hash::Sha384), curve: None, signature_bytes: Some(48), source: "RFC 7518, section 3.2" }
    /// HMAC with SHA-512.
    "HS512" Hs512 { key_type: KeyType::Oct, kind: Hmac(Hash::Sha512), curve: None, signature_bytes: Some(64), source: "RFC 7518, section 3.2" }
    /// RSASSA-PSS with SHA-256, salt as long as the hash.
    "PS256" Ps256 { key_type: KeyType::Rsa, kind: RsaPss(Hash::Sha256), curve: None, signature_bytes: None, source: "RFC 7518, section 3.5" }
    /// RSASSA-PSS with SHA-384, salt as long as the hash.
    "PS384" Ps384 { key_type: KeyType::Rsa, kind: RsaPss(Hash::Sha384), curve: None, signature_bytes: None, source: "RFC 7518, section 3.5" }
    /// RSASSA-PSS with SHA-512, salt as long as the hash.
    "PS512" Ps512 { key_type: KeyType::Rsa, kind: RsaPss(Hash::Sha512), curve: None, signature_bytes: None, source: "RFC 7518, section 3.5" }
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    "RS256" Rs256 { key_type: KeyType::Rsa, kind: RsaPkcs1(Hash::Sha256), curve: None, signature_bytes: None, source: "RFC 7518, section 3.3" }
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    "RS384" Rs384 { key_type: KeyType::Rsa, kind: RsaPkcs1(Hash::Sha384), curve: None, signature_bytes: None, source: "RFC 7518, section 3.3" }
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    "RS512" Rs512 { key_type: KeyType::Rsa, kind: RsaPkcs1(Hash::Sha512), curve: None, signature_bytes: None, source: "RFC 7518, section 3.3" }
    // tidy: end
}

/// What the modulus of an RSA key may have in bytes, and so a signature and an encrypted key: keys have 2048 to 8192 bits.
pub const RSA_MODULUS_BYTES: core::ops::RangeInclusive<usize> = 256..=1024;

/// What is known of a JWS algorithm.
#[derive(Debug)]
#[non_exhaustive]
pub struct JwsRow {
    /// The name, `alg`.
    pub name: &'static str,
    /// The type of its keys.
    pub key_type: KeyType,
    /// How it works.
    pub kind: JwsKind,
    /// The curve of its keys, where the algorithm fixes one.
    pub curve: Option<Curve>,
    /// The exact length of a signature in bytes; `None` where it is the length of the key's modulus.
    pub signature_bytes: Option<usize>,
    /// Where it is specified.
    pub source: &'static str,
}

/// How a JWS algorithm works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwsKind {
    /// A message authentication code: whoever verifies can also sign.
    Hmac(Hash),
    /// RSASSA-PKCS1-v1_5.
    RsaPkcs1(Hash),
    /// RSASSA-PSS.
    RsaPss(Hash),
    /// ECDSA with signatures of fixed length.
    Ecdsa(Hash),
    /// EdDSA.
    Eddsa,
}
