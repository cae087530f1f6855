//! The keys: published in RFCs, committed here, and everybody's. They are test data.

#![expect(clippy::missing_panics_doc, reason = "the keys are committed, and each is tested")]

use jose_core::{JwsAlgorithm, KeyManagementAlgorithm};
use jose_crypto::{DecryptionKey, EncryptionKey, SigningKey, VerifyingKey};
use jose_jwk::Jwk;

/// A **public** signing key for tests, one for each family of algorithms.
///
/// # Security
/// Everybody has the private half. The `kid` of each begins with `PUBLIC-TEST-KEY`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TestKey {
    /// ES256: the key of RFC 7515, appendix A.3.
    Es256,
    /// EdDSA with Ed25519: the key of RFC 8037, appendix A.1.
    EdDsa,
    /// RS256: the key of RFC 7515, appendix A.2.
    Rs256,
    /// HS256: the secret of RFC 7515, appendix A.1.
    Hs256,
}

impl TestKey {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Es256, Self::EdDsa, Self::Rs256, Self::Hs256];

    /// Its algorithm.
    #[must_use]
    pub fn algorithm(self) -> JwsAlgorithm {
        match self {
            Self::Es256 => JwsAlgorithm::Es256,
            Self::EdDsa => JwsAlgorithm::EdDsa,
            Self::Rs256 => JwsAlgorithm::Rs256,
            Self::Hs256 => JwsAlgorithm::Hs256,
        }
    }

    /// The whole key, private half and all.
    #[must_use]
    pub fn jwk(self) -> Jwk {
        read(match self {
            Self::Es256 => include_bytes!("keys/public-test-key-es256.jwk.json").as_slice(),
            Self::EdDsa => include_bytes!("keys/public-test-key-eddsa.jwk.json").as_slice(),
            Self::Rs256 => include_bytes!("keys/public-test-key-rs256.jwk.json").as_slice(),
            Self::Hs256 => include_bytes!("keys/public-test-key-hs256.jwk.json").as_slice(),
        })
    }

    /// The key that signs.
    #[must_use]
    pub fn signing_key(self) -> SigningKey {
        self.jwk().signing_key().expect("the committed keys sign")
    }

    /// The key that verifies.
    #[must_use]
    pub fn verifying_key(self) -> VerifyingKey {
        self.jwk().verifying_key().expect("the committed keys verify")
    }

    /// A key of the same algorithm that belongs to somebody else. As public as the others.
    #[must_use]
    pub fn attacker(self) -> Jwk {
        let own = match self {
            Self::Es256 => TestRecipient::EcdhEsP256.jwk(),
            Self::Rs256 => TestRecipient::RsaOaep.jwk(),
            Self::EdDsa => read(include_bytes!("keys/public-test-key-attacker-eddsa.jwk.json")),
            Self::Hs256 => read(include_bytes!("keys/public-test-key-attacker-hs256.jwk.json")),
        };
        // Without `use` and `alg`, so that what was made to decrypt signs here.
        let mut members: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&own.to_secret_json()).expect("a key is an object");
        members.retain(|name, _| !["use", "alg", "kid"].contains(&name.as_str()));
        read(serde_json::Value::Object(members).to_string().as_bytes())
    }
}

/// A **public** key for tests to which tokens are encrypted, one for each way of finding the content's key.
///
/// # Security
/// Everybody has the private half. The `kid` of each begins with `PUBLIC-TEST-KEY`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TestRecipient {
    /// ECDH-ES+A256KW on P-256: the key of RFC 7518, appendix C.
    EcdhEsP256,
    /// ECDH-ES+A256KW on X25519: the key of RFC 8037, appendix A.6.
    EcdhEsX25519,
    /// `dir` with A256GCM: a secret that says in plain words that it is none.
    Dir,
    /// RSA-OAEP: the key of RFC 7516, appendix A.1.
    RsaOaep,
}

impl TestRecipient {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::EcdhEsP256, Self::EcdhEsX25519, Self::Dir, Self::RsaOaep];

    /// Its algorithm.
    #[must_use]
    pub fn algorithm(self) -> KeyManagementAlgorithm {
        match self {
            Self::EcdhEsP256 | Self::EcdhEsX25519 => KeyManagementAlgorithm::EcdhEsA256Kw,
            Self::Dir => KeyManagementAlgorithm::Dir,
            Self::RsaOaep => KeyManagementAlgorithm::RsaOaep,
        }
    }

    /// The whole key, private half and all.
    #[must_use]
    pub fn jwk(self) -> Jwk {
        read(match self {
            Self::EcdhEsP256 => include_bytes!("keys/public-test-key-ecdh-es-p256.jwk.json").as_slice(),
            Self::EcdhEsX25519 => include_bytes!("keys/public-test-key-ecdh-es-x25519.jwk.json").as_slice(),
            Self::Dir => include_bytes!("keys/public-test-key-dir.jwk.json").as_slice(),
            Self::RsaOaep => include_bytes!("keys/public-test-key-rsa-oaep.jwk.json").as_slice(),
        })
    }

    /// The key to which is encrypted.
    #[must_use]
    pub fn encryption_key(self) -> EncryptionKey {
        self.jwk().encryption_key().expect("the committed keys encrypt")
    }

    /// The key that decrypts.
    #[must_use]
    pub fn decryption_key(self) -> DecryptionKey {
        self.jwk().decryption_key().expect("the committed keys decrypt")
    }
}

fn read(json: &[u8]) -> Jwk {
    Jwk::from_json(json).expect("the committed keys are keys")
}
