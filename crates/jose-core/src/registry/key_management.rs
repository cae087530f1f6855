//! Key management algorithms, the `alg` of a JWE.

use super::{Hash, KeyType, registry};

use KeyManagementKind::{AesGcmKeyWrap, AesKeyWrap, Direct, EcdhEs, EcdhEsAesKeyWrap, RsaOaep};

registry! {
    /// How the content encryption key of a JWE comes about, `alg`.
    KeyManagementAlgorithm, KeyManagementRow;
    // tidy: sorted
    /// AES Key Wrap with AES-GCM, 128 bits.
    "A128GCMKW" A128GcmKw { key_types: &[KeyType::Oct], kind: AesGcmKeyWrap { key_bytes: 16 }, source: "RFC 7518, section 4.7" }
    /// AES Key Wrap, 128 bits.
    "A128KW" A128Kw { key_types: &[KeyType::Oct], kind: AesKeyWrap { key_bytes: 16 }, source: "RFC 7518, section 4.4" }
    /// AES Key Wrap with AES-GCM, 192 bits.
    "A192GCMKW" A192GcmKw { key_types: &[KeyType::Oct], kind: AesGcmKeyWrap { key_bytes: 24 }, source: "RFC 7518, section 4.7" }
    /// AES Key Wrap, 192 bits.
    "A192KW" A192Kw { key_types: &[KeyType::Oct], kind: AesKeyWrap { key_bytes: 24 }, source: "RFC 7518, section 4.4" }
    /// AES Key Wrap with AES-GCM, 256 bits.
    "A256GCMKW" A256GcmKw { key_types: &[KeyType::Oct], kind: AesGcmKeyWrap { key_bytes: 32 }, source: "RFC 7518, section 4.7" }
    /// AES Key Wrap, 256 bits.
    "A256KW" A256Kw { key_types: &[KeyType::Oct], kind: AesKeyWrap { key_bytes: 32 }, source: "RFC 7518, section 4.4" }
    /// Ephemeral-static key agreement; the agreed key encrypts the content.
    "ECDH-ES" EcdhEs { key_types: &[KeyType::Ec, KeyType::Okp], kind: EcdhEs, source: "RFC 7518, section 4.6; RFC 8037, section 3.2" }
    /// Ephemeral-static key agreement, then AES Key Wrap with 128 bits.
    "ECDH-ES+A128KW" EcdhEsA128Kw { key_types: &[KeyType::Ec, KeyType::Okp], kind: EcdhEsAesKeyWrap { key_bytes: 16 }, source: "RFC 7518, section 4.6; RFC 8037, section 3.2" }
    /// Ephemeral-static key agreement, then AES Key Wrap with 192 bits.
    "ECDH-ES+A192KW" EcdhEsA192Kw { key_types: &[KeyType::Ec, KeyType::Okp], kind: EcdhEsAesKeyWrap { key_bytes: 24 }, source: "RFC 7518, section 4.6; RFC 8037, section 3.2" }
    /// Ephemeral-static key agreement, then AES Key Wrap with 256 bits.
    "ECDH-ES+A256KW" EcdhEsA256Kw { key_types: &[KeyType::Ec, KeyType::Okp], kind: EcdhEsAesKeyWrap { key_bytes: 32 }, source: "RFC 7518, section 4.6; RFC 8037, section 3.2" }
    /// RSAES-OAEP with SHA-1.
    "RSA-OAEP" RsaOaep { key_types: &[KeyType::Rsa], kind: RsaOaep(Hash::Sha1), source: "RFC 7518, section 4.3" }
    /// RSAES-OAEP with SHA-256.
    "RSA-OAEP-256" RsaOaep256 { key_types: &[KeyType::Rsa], kind: RsaOaep(Hash::Sha256), source: "RFC 7518, section 4.3" }
    /// RSAES-OAEP with SHA-384.
    "RSA-OAEP-384" RsaOaep384 { key_types: &[KeyType::Rsa], kind: RsaOaep(Hash::Sha384), source: "IANA, W3C Web Cryptography API" }
    /// RSAES-OAEP with SHA-512.
    "RSA-OAEP-512" RsaOaep512 { key_types: &[KeyType::Rsa], kind: RsaOaep(Hash::Sha512), source: "IANA, W3C Web Cryptography API" }
    /// The shared key encrypts the content itself.
    "dir" Dir { key_types: &[KeyType::Oct], kind: Direct, source: "RFC 7518, section 4.5" }
    // tidy: end
}

impl KeyManagementAlgorithm {
    /// Whether sender and recipient share the key: only then does a successful decryption prove who encrypted.
    #[must_use]
    pub const fn is_symmetric(self) -> bool {
        matches!(self.row().kind, Direct | AesKeyWrap { .. } | AesGcmKeyWrap { .. })
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
}
