//! Signature and MAC algorithms, the `alg` of a JWS.

use super::{Curve, Hash, KeyType, registry};

use JwsKind::{Ecdsa, Eddsa, Hmac, MlDsa, RsaPkcs1, RsaPss};

registry! {
    /// The algorithm of a JWS, `alg`.
    JwsAlgorithm, JwsRow;
    // tidy: sorted
    /// ECDSA on P-256 with SHA-256.
    "ES256" Es256 { key_type: KeyType::Ec, kind: Ecdsa(Hash::Sha256), curves: &[Curve::P256], signature_bytes: Some(64), source: "RFC 7518, section 3.4" }
    /// ECDSA on secp256k1 with SHA-256.
    "ES256K" Es256K { key_type: KeyType::Ec, kind: Ecdsa(Hash::Sha256), curves: &[Curve::Secp256k1], signature_bytes: Some(64), source: "RFC 8812, section 3.2" }
    /// ECDSA on P-384 with SHA-384.
    "ES384" Es384 { key_type: KeyType::Ec, kind: Ecdsa(Hash::Sha384), curves: &[Curve::P384], signature_bytes: Some(96), source: "RFC 7518, section 3.4" }
    /// ECDSA on P-521 with SHA-512.
    "ES512" Es512 { key_type: KeyType::Ec, kind: Ecdsa(Hash::Sha512), curves: &[Curve::P521], signature_bytes: Some(132), source: "RFC 7518, section 3.4" }
    /// Ed25519 by its fully specified name.
    "Ed25519" Ed25519 { key_type: KeyType::Okp, kind: Eddsa, curves: &[Curve::Ed25519], signature_bytes: Some(64), source: "RFC 9864, section 2.2" }
    /// The larger Edwards curve by its fully specified name.
    "Ed448" Ed448 { key_type: KeyType::Okp, kind: Eddsa, curves: &[Curve::Ed448], signature_bytes: Some(114), source: "RFC 9864, section 2.2" }
    /// Ed25519 or Ed448 by the older name, which leaves the curve to the key.
    "EdDSA" EdDsa { key_type: KeyType::Okp, kind: Eddsa, curves: &[Curve::Ed25519, Curve::Ed448], signature_bytes: None, source: "RFC 8037, section 3.1" }
    /// HMAC with SHA-256.
    "HS256" Hs256 { key_type: KeyType::Oct, kind: Hmac(Hash::Sha256), curves: &[], signature_bytes: Some(32), source: "RFC 7518, section 3.2" }
    /// HMAC with SHA-384.
    "HS384" Hs384 { key_type: KeyType::Oct, kind: Hmac(Hash::Sha384), curves: &[], signature_bytes: Some(48), source: "RFC 7518, section 3.2" }
    /// HMAC with SHA-512.
    "HS512" Hs512 { key_type: KeyType::Oct, kind: Hmac(Hash::Sha512), curves: &[], signature_bytes: Some(64), source: "RFC 7518, section 3.2" }
    /// ML-DSA, a signature that quantum computers do not break, of security category 2.
    "ML-DSA-44" MlDsa44 { key_type: KeyType::Akp, kind: MlDsa { public_key_bytes: 1312 }, curves: &[], signature_bytes: Some(2420), source: "RFC 9964" }
    /// ML-DSA of security category 3.
    "ML-DSA-65" MlDsa65 { key_type: KeyType::Akp, kind: MlDsa { public_key_bytes: 1952 }, curves: &[], signature_bytes: Some(3309), source: "RFC 9964" }
    /// ML-DSA of security category 5.
    "ML-DSA-87" MlDsa87 { key_type: KeyType::Akp, kind: MlDsa { public_key_bytes: 2592 }, curves: &[], signature_bytes: Some(4627), source: "RFC 9964" }
    /// RSASSA-PSS with SHA-256, salt as long as the hash.
    "PS256" Ps256 { key_type: KeyType::Rsa, kind: RsaPss(Hash::Sha256), curves: &[], signature_bytes: None, source: "RFC 7518, section 3.5" }
    /// RSASSA-PSS with SHA-384, salt as long as the hash.
    "PS384" Ps384 { key_type: KeyType::Rsa, kind: RsaPss(Hash::Sha384), curves: &[], signature_bytes: None, source: "RFC 7518, section 3.5" }
    /// RSASSA-PSS with SHA-512, salt as long as the hash.
    "PS512" Ps512 { key_type: KeyType::Rsa, kind: RsaPss(Hash::Sha512), curves: &[], signature_bytes: None, source: "RFC 7518, section 3.5" }
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    "RS256" Rs256 { key_type: KeyType::Rsa, kind: RsaPkcs1(Hash::Sha256), curves: &[], signature_bytes: None, source: "RFC 7518, section 3.3" }
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    "RS384" Rs384 { key_type: KeyType::Rsa, kind: RsaPkcs1(Hash::Sha384), curves: &[], signature_bytes: None, source: "RFC 7518, section 3.3" }
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    "RS512" Rs512 { key_type: KeyType::Rsa, kind: RsaPkcs1(Hash::Sha512), curves: &[], signature_bytes: None, source: "RFC 7518, section 3.3" }
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
    /// The curves its keys may be on; empty where they are on none.
    pub curves: &'static [Curve],
    /// The exact length of a signature in bytes; `None` where the key decides: its modulus, or the curve of `EdDSA`.
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
    /// ML-DSA with an empty context.
    MlDsa {
        /// The exact length of a public key.
        public_key_bytes: usize,
    },
}

/// The length of the private key of every ML-DSA, the seed `priv`, in bytes (RFC 9964, section 4).
pub const ML_DSA_SEED_BYTES: usize = 32;

impl JwsAlgorithm {
    /// Whether a signature of this many bytes can be one of this algorithm, whatever the key.
    ///
    /// ```
    /// use jose_core::JwsAlgorithm;
    ///
    /// assert!(JwsAlgorithm::Es256.allows_signature_of(64));
    /// assert!(!JwsAlgorithm::Es256.allows_signature_of(70)); // DER is not the form of JOSE
    /// assert!(JwsAlgorithm::Rs256.allows_signature_of(384)); // a modulus of 3072 bits
    /// ```
    #[must_use]
    pub fn allows_signature_of(self, bytes: usize) -> bool {
        let row = self.row();
        match (row.signature_bytes, row.kind) {
            (Some(needed), _) => bytes == needed,
            // Two integers, each as long as a coordinate (RFC 8032, sections 5.1.6 and 5.2.6).
            (None, Eddsa) => row.curves.iter().any(|curve| curve.row().coordinate_bytes.saturating_mul(2) == bytes),
            (None, _) => RSA_MODULUS_BYTES.contains(&bytes),
        }
    }
}
