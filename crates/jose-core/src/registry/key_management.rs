//! Key management algorithms, the `alg` of a JWE.

use super::{Curve, Hash, KeyType, registry};

use KeyManagementKind::{
    AesGcmKeyWrap, AesKeyWrap, Direct, EcdhEs, EcdhEsAesKeyWrap, Hpke, HpkeKeyEncryption, Pbes2AesKeyWrap, RsaOaep,
    RsaPkcs1,
};

/// The curves of ECDH-ES.
const AGREEMENT: &[Curve] = &[Curve::P256, Curve::P384, Curve::P521, Curve::X25519, Curve::X448];
/// A password, or bytes that serve as one, is no key on a curve.
const OCT: &[KeyType] = &[KeyType::Oct];
const RSA: &[KeyType] = &[KeyType::Rsa];

registry! {
    /// How the content encryption key of a JWE comes about, `alg`.
    KeyManagementAlgorithm, KeyManagementRow;
    // tidy: sorted
    /// AES Key Wrap with AES-GCM, 128 bits.
    "A128GCMKW" A128GcmKw { key_types: OCT, curves: &[], feature: None, kind: AesGcmKeyWrap { key_bytes: 16 }, source: "RFC 7518, section 4.7" }
    /// AES Key Wrap, 128 bits.
    "A128KW" A128Kw { key_types: OCT, curves: &[], feature: None, kind: AesKeyWrap { key_bytes: 16 }, source: "RFC 7518, section 4.4" }
    /// AES Key Wrap with AES-GCM, 192 bits.
    "A192GCMKW" A192GcmKw { key_types: OCT, curves: &[], feature: None, kind: AesGcmKeyWrap { key_bytes: 24 }, source: "RFC 7518, section 4.7" }
    /// AES Key Wrap, 192 bits.
    "A192KW" A192Kw { key_types: OCT, curves: &[], feature: None, kind: AesKeyWrap { key_bytes: 24 }, source: "RFC 7518, section 4.4" }
    /// AES Key Wrap with AES-GCM, 256 bits.
    "A256GCMKW" A256GcmKw { key_types: OCT, curves: &[], feature: None, kind: AesGcmKeyWrap { key_bytes: 32 }, source: "RFC 7518, section 4.7" }
    /// AES Key Wrap, 256 bits.
    "A256KW" A256Kw { key_types: OCT, curves: &[], feature: None, kind: AesKeyWrap { key_bytes: 32 }, source: "RFC 7518, section 4.4" }
    /// Ephemeral-static key agreement; the agreed key encrypts the content.
    "ECDH-ES" EcdhEs { key_types: &[KeyType::Ec, KeyType::Okp], curves: AGREEMENT, feature: None, kind: EcdhEs, source: "RFC 7518, section 4.6; RFC 8037, section 3.2" }
    /// Ephemeral-static key agreement, then AES Key Wrap with 128 bits.
    "ECDH-ES+A128KW" EcdhEsA128Kw { key_types: &[KeyType::Ec, KeyType::Okp], curves: AGREEMENT, feature: None, kind: EcdhEsAesKeyWrap { key_bytes: 16 }, source: "RFC 7518, section 4.6; RFC 8037, section 3.2" }
    /// Ephemeral-static key agreement, then AES Key Wrap with 192 bits.
    "ECDH-ES+A192KW" EcdhEsA192Kw { key_types: &[KeyType::Ec, KeyType::Okp], curves: AGREEMENT, feature: None, kind: EcdhEsAesKeyWrap { key_bytes: 24 }, source: "RFC 7518, section 4.6; RFC 8037, section 3.2" }
    /// Ephemeral-static key agreement, then AES Key Wrap with 256 bits.
    "ECDH-ES+A256KW" EcdhEsA256Kw { key_types: &[KeyType::Ec, KeyType::Okp], curves: AGREEMENT, feature: None, kind: EcdhEsAesKeyWrap { key_bytes: 32 }, source: "RFC 7518, section 4.6; RFC 8037, section 3.2" }
    /// HPKE of the content itself on P-256 with A128GCM. An Internet-Draft: it may change.
    "HPKE-0" Hpke0 { key_types: &[KeyType::Ec], curves: &[Curve::P256], feature: Some("hpke-unstable"), kind: Hpke(HpkeSuite { curve: Curve::P256, hash: Hash::Sha256, aead: HpkeAead::Aes128Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content encryption key on P-256 with A128GCM. An Internet-Draft: it may change.
    "HPKE-0-KE" Hpke0Ke { key_types: &[KeyType::Ec], curves: &[Curve::P256], feature: Some("hpke-unstable"), kind: HpkeKeyEncryption(HpkeSuite { curve: Curve::P256, hash: Hash::Sha256, aead: HpkeAead::Aes128Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content itself on P-384 with A256GCM. An Internet-Draft: it may change.
    "HPKE-1" Hpke1 { key_types: &[KeyType::Ec], curves: &[Curve::P384], feature: Some("hpke-unstable"), kind: Hpke(HpkeSuite { curve: Curve::P384, hash: Hash::Sha384, aead: HpkeAead::Aes256Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content encryption key on P-384 with A256GCM. An Internet-Draft: it may change.
    "HPKE-1-KE" Hpke1Ke { key_types: &[KeyType::Ec], curves: &[Curve::P384], feature: Some("hpke-unstable"), kind: HpkeKeyEncryption(HpkeSuite { curve: Curve::P384, hash: Hash::Sha384, aead: HpkeAead::Aes256Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content itself on P-521 with A256GCM. An Internet-Draft: it may change.
    "HPKE-2" Hpke2 { key_types: &[KeyType::Ec], curves: &[Curve::P521], feature: Some("hpke-unstable"), kind: Hpke(HpkeSuite { curve: Curve::P521, hash: Hash::Sha512, aead: HpkeAead::Aes256Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content encryption key on P-521 with A256GCM. An Internet-Draft: it may change.
    "HPKE-2-KE" Hpke2Ke { key_types: &[KeyType::Ec], curves: &[Curve::P521], feature: Some("hpke-unstable"), kind: HpkeKeyEncryption(HpkeSuite { curve: Curve::P521, hash: Hash::Sha512, aead: HpkeAead::Aes256Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content itself on X25519 with A128GCM. An Internet-Draft: it may change.
    "HPKE-3" Hpke3 { key_types: &[KeyType::Okp], curves: &[Curve::X25519], feature: Some("hpke-unstable"), kind: Hpke(HpkeSuite { curve: Curve::X25519, hash: Hash::Sha256, aead: HpkeAead::Aes128Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content encryption key on X25519 with A128GCM. An Internet-Draft: it may change.
    "HPKE-3-KE" Hpke3Ke { key_types: &[KeyType::Okp], curves: &[Curve::X25519], feature: Some("hpke-unstable"), kind: HpkeKeyEncryption(HpkeSuite { curve: Curve::X25519, hash: Hash::Sha256, aead: HpkeAead::Aes128Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content itself on X25519 with ChaCha20-Poly1305. An Internet-Draft: it may change.
    "HPKE-4" Hpke4 { key_types: &[KeyType::Okp], curves: &[Curve::X25519], feature: Some("hpke-unstable"), kind: Hpke(HpkeSuite { curve: Curve::X25519, hash: Hash::Sha256, aead: HpkeAead::ChaCha20Poly1305 }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content encryption key on X25519 with ChaCha20-Poly1305. An Internet-Draft: it may change.
    "HPKE-4-KE" Hpke4Ke { key_types: &[KeyType::Okp], curves: &[Curve::X25519], feature: Some("hpke-unstable"), kind: HpkeKeyEncryption(HpkeSuite { curve: Curve::X25519, hash: Hash::Sha256, aead: HpkeAead::ChaCha20Poly1305 }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content itself on X448 with A256GCM. An Internet-Draft: it may change.
    "HPKE-5" Hpke5 { key_types: &[KeyType::Okp], curves: &[Curve::X448], feature: Some("hpke-unstable"), kind: Hpke(HpkeSuite { curve: Curve::X448, hash: Hash::Sha512, aead: HpkeAead::Aes256Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content encryption key on X448 with A256GCM. An Internet-Draft: it may change.
    "HPKE-5-KE" Hpke5Ke { key_types: &[KeyType::Okp], curves: &[Curve::X448], feature: Some("hpke-unstable"), kind: HpkeKeyEncryption(HpkeSuite { curve: Curve::X448, hash: Hash::Sha512, aead: HpkeAead::Aes256Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content itself on X448 with ChaCha20-Poly1305. An Internet-Draft: it may change.
    "HPKE-6" Hpke6 { key_types: &[KeyType::Okp], curves: &[Curve::X448], feature: Some("hpke-unstable"), kind: Hpke(HpkeSuite { curve: Curve::X448, hash: Hash::Sha512, aead: HpkeAead::ChaCha20Poly1305 }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content encryption key on X448 with ChaCha20-Poly1305. An Internet-Draft: it may change.
    "HPKE-6-KE" Hpke6Ke { key_types: &[KeyType::Okp], curves: &[Curve::X448], feature: Some("hpke-unstable"), kind: HpkeKeyEncryption(HpkeSuite { curve: Curve::X448, hash: Hash::Sha512, aead: HpkeAead::ChaCha20Poly1305 }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content itself on P-256 with A256GCM. An Internet-Draft: it may change.
    "HPKE-7" Hpke7 { key_types: &[KeyType::Ec], curves: &[Curve::P256], feature: Some("hpke-unstable"), kind: Hpke(HpkeSuite { curve: Curve::P256, hash: Hash::Sha256, aead: HpkeAead::Aes256Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// HPKE of the content encryption key on P-256 with A256GCM. An Internet-Draft: it may change.
    "HPKE-7-KE" Hpke7Ke { key_types: &[KeyType::Ec], curves: &[Curve::P256], feature: Some("hpke-unstable"), kind: HpkeKeyEncryption(HpkeSuite { curve: Curve::P256, hash: Hash::Sha256, aead: HpkeAead::Aes256Gcm }), source: "draft-ietf-jose-hpke-encrypt" }
    /// A password, stretched with PBKDF2 and SHA-256, then AES Key Wrap with 128 bits.
    "PBES2-HS256+A128KW" Pbes2Hs256A128Kw { key_types: OCT, curves: &[], feature: None, kind: Pbes2AesKeyWrap { hash: Hash::Sha256, key_bytes: 16 }, source: "RFC 7518, section 4.8" }
    /// A password, stretched with PBKDF2 and SHA-384, then AES Key Wrap with 192 bits.
    "PBES2-HS384+A192KW" Pbes2Hs384A192Kw { key_types: OCT, curves: &[], feature: None, kind: Pbes2AesKeyWrap { hash: Hash::Sha384, key_bytes: 24 }, source: "RFC 7518, section 4.8" }
    /// A password, stretched with PBKDF2 and SHA-512, then AES Key Wrap with 256 bits.
    "PBES2-HS512+A256KW" Pbes2Hs512A256Kw { key_types: OCT, curves: &[], feature: None, kind: Pbes2AesKeyWrap { hash: Hash::Sha512, key_bytes: 32 }, source: "RFC 7518, section 4.8" }
    /// RSAES-OAEP with SHA-1.
    "RSA-OAEP" RsaOaep { key_types: RSA, curves: &[], feature: None, kind: RsaOaep(Hash::Sha1), source: "RFC 7518, section 4.3" }
    /// RSAES-OAEP with SHA-256.
    "RSA-OAEP-256" RsaOaep256 { key_types: RSA, curves: &[], feature: None, kind: RsaOaep(Hash::Sha256), source: "RFC 7518, section 4.3" }
    /// RSAES-OAEP with SHA-384.
    "RSA-OAEP-384" RsaOaep384 { key_types: RSA, curves: &[], feature: None, kind: RsaOaep(Hash::Sha384), source: "IANA, W3C Web Cryptography API" }
    /// RSAES-OAEP with SHA-512.
    "RSA-OAEP-512" RsaOaep512 { key_types: RSA, curves: &[], feature: None, kind: RsaOaep(Hash::Sha512), source: "IANA, W3C Web Cryptography API" }
    /// RSAES-PKCS1-v1_5, for old messages only: RFC 8725, section 3.2, advises against it.
    "RSA1_5" Rsa15 { key_types: RSA, curves: &[], feature: Some("rsa1_5-insecure"), kind: RsaPkcs1, source: "RFC 7518, section 4.2" }
    /// The shared key encrypts the content itself.
    "dir" Dir { key_types: OCT, curves: &[], feature: None, kind: Direct, source: "RFC 7518, section 4.5" }
    // tidy: end
}

impl KeyManagementAlgorithm {
    /// Whether sender and recipient share the key: only then does a successful decryption prove who encrypted.
    #[must_use]
    pub const fn is_symmetric(self) -> bool {
        matches!(self.row().kind, Direct | AesKeyWrap { .. } | AesGcmKeyWrap { .. } | Pbes2AesKeyWrap { .. })
    }

    /// Whether a message with several recipients can have this one among them: each wraps the one content encryption key. `dir`, `ECDH-ES`
    /// and integrated HPKE make the key, or the ciphertext, themselves.
    #[must_use]
    pub const fn wraps_keys(self) -> bool {
        !matches!(self.row().kind, Direct | EcdhEs | Hpke(_))
    }
}

/// What is known of a key management algorithm.
#[derive(Debug)]
#[non_exhaustive]
pub struct KeyManagementRow {
    /// The name, `alg`.
    pub name: &'static str,
    /// The types of key it works with.
    pub key_types: &'static [KeyType],
    /// The curves its keys may be on; empty where they are on none.
    pub curves: &'static [Curve],
    /// The feature of `jose-crypto` that brings it; `None` where it is always there.
    pub feature: Option<&'static str>,
    /// How it works.
    pub kind: KeyManagementKind,
    /// Where it is specified.
    pub source: &'static str,
}

/// How a key management algorithm works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyManagementKind {
    /// The shared key is the content encryption key.
    Direct,
    /// AES Key Wrap under a shared key.
    AesKeyWrap {
        /// The length of the wrapping key.
        key_bytes: usize,
    },
    /// AES-GCM under a shared key.
    AesGcmKeyWrap {
        /// The length of the wrapping key.
        key_bytes: usize,
    },
    /// RSAES-OAEP to a public key.
    RsaOaep(Hash),
    /// Key agreement with a public key; the result is the content encryption key.
    EcdhEs,
    /// Key agreement with a public key; the result wraps the content encryption key.
    EcdhEsAesKeyWrap {
        /// The length of the wrapping key.
        key_bytes: usize,
    },
    /// A password that is stretched; the result wraps the content encryption key.
    Pbes2AesKeyWrap {
        /// The hash of PBKDF2's HMAC.
        hash: Hash,
        /// The length of the wrapping key.
        key_bytes: usize,
    },
    /// RSAES-PKCS1-v1_5 to a public key.
    RsaPkcs1,
    /// HPKE in its base mode, of the content itself: the message has no `enc`.
    Hpke(HpkeSuite),
    /// HPKE in its base mode, of the content encryption key.
    HpkeKeyEncryption(HpkeSuite),
}

/// The parts of an HPKE algorithm (RFC 9180, section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HpkeSuite {
    /// The curve of the key encapsulation.
    pub curve: Curve,
    /// The hash of HKDF, in the encapsulation and in the key schedule.
    pub hash: Hash,
    /// What encrypts.
    pub aead: HpkeAead,
}

/// The encryption inside HPKE (RFC 9180, section 7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HpkeAead {
    /// AES-128 in Galois/Counter Mode.
    Aes128Gcm,
    /// AES-256 in Galois/Counter Mode.
    Aes256Gcm,
    /// ChaCha20 with Poly1305.
    ChaCha20Poly1305,
}
