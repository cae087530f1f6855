//! The keys and the messages that every subject gets.

use jose::core::SecretBytes;
use jose::crypto::EncryptionKey;
use jose::jwk::generate::Generator;
use jose::{
    ContentEncryption, Curve, Jwk, JwsAlgorithm, KeyManagementAlgorithm, PrivateJwk, SigningKey, SymmetricJwk, jwe, jws,
};

use crate::Result;
use crate::act::{Jwe, Jws};
use crate::claims::Claims;

pub const KEY_ID: &str = "2026-11";
pub const RECIPIENT_KEY_ID: &str = "api-2026-11";

/// A private key and its public half, in every form that somebody asks for.
pub struct KeyFiles {
    pub jwk: PrivateJwk,
    /// PKCS#8.
    pub der: Vec<u8>,
    pub pem: String,
    /// SPKI.
    pub public_der: Vec<u8>,
    pub public_pem: String,
}

impl KeyFiles {
    fn new(jwk: PrivateJwk, key_id: &str) -> Result<Self> {
        let jwk = jwk.with_key_id(key_id);
        Ok(Self {
            der: jwk.to_secret_der()?.expose().to_vec(),
            pem: jwk.to_secret_pem()?.to_string(),
            public_der: jwk.public().to_der()?,
            public_pem: jwk.public().to_pem()?,
            jwk,
        })
    }

    /// The private JWK with this `alg`.
    #[must_use]
    pub fn secret_json(&self, alg: &str) -> String {
        self.named(alg).to_secret_json().to_string()
    }

    #[must_use]
    pub fn public_json(&self, alg: &str) -> String {
        self.named(alg).public().to_json()
    }

    #[must_use]
    pub fn named(&self, alg: &str) -> PrivateJwk {
        let same = PrivateJwk::from_json(self.jwk.to_secret_json().as_bytes());
        // A key that has just been written can be read.
        same.map_or_else(|error| unreachable!("{error}"), |jwk| jwk.with_algorithm(alg))
    }
}

pub struct World {
    pub claims: Claims,
    /// Their JSON.
    pub json: Vec<u8>,
    /// For HS256, `dir` and key wrapping.
    pub secret: [u8; 32],
    pub rsa: KeyFiles,
    pub p256: KeyFiles,
    pub p384: KeyFiles,
    pub ed25519: KeyFiles,
    pub rsa_recipient: KeyFiles,
    pub p256_recipient: KeyFiles,
    pub x25519_recipient: KeyFiles,
}

impl World {
    pub fn new() -> Result<Self> {
        let claims = Claims::now();
        // What most keys in use have, and what other figures are for.
        let generator = Generator::new().rsa_bits(2048);
        let private = |jwk: Jwk| PrivateJwk::from_json(jwk.to_secret_json().as_bytes());
        let signing = |algorithm| KeyFiles::new(private(generator.signing(algorithm)?)?, KEY_ID);
        let recipient = |generator: &Generator, algorithm| {
            KeyFiles::new(private(generator.encryption(algorithm)?)?, RECIPIENT_KEY_ID)
        };
        let x25519 = Generator::new().curve(Curve::X25519);
        Ok(Self {
            json: claims.json(),
            claims,
            secret: *b"an example of a secret, 32 bytes",
            rsa: signing(JwsAlgorithm::Rs256)?,
            p256: signing(JwsAlgorithm::Es256)?,
            p384: signing(JwsAlgorithm::Es384)?,
            ed25519: signing(JwsAlgorithm::EdDsa)?,
            rsa_recipient: recipient(&generator, KeyManagementAlgorithm::RsaOaep256)?,
            p256_recipient: recipient(&Generator::new(), KeyManagementAlgorithm::EcdhEsA256Kw)?,
            x25519_recipient: recipient(&x25519, KeyManagementAlgorithm::EcdhEsA256Kw)?,
        })
    }

    /// The key pair of an algorithm; `None` for HS256.
    #[must_use]
    pub fn signer(&self, jws: Jws) -> Option<&KeyFiles> {
        match jws {
            Jws::Hs256 => None,
            Jws::Rs256 | Jws::Ps256 => Some(&self.rsa),
            Jws::Es256 => Some(&self.p256),
            Jws::Es384 => Some(&self.p384),
            Jws::EdDsa => Some(&self.ed25519),
        }
    }

    /// The recipient's key pair; `None` where the key is shared.
    #[must_use]
    pub fn recipient(&self, jwe: Jwe) -> Option<&KeyFiles> {
        match jwe {
            Jwe::DirGcm | Jwe::DirCbc | Jwe::A256Kw | Jwe::A256GcmKw => None,
            Jwe::RsaOaep256 => Some(&self.rsa_recipient),
            Jwe::EcdhP256 => Some(&self.p256_recipient),
            Jwe::EcdhX25519 => Some(&self.x25519_recipient),
        }
    }

    /// The shared secret as a JWK.
    pub fn shared(&self, alg: &str, key_id: &str) -> Result<SymmetricJwk> {
        Ok(SymmetricJwk::from_secret(SecretBytes::from(&self.secret[..]))?.with_key_id(key_id).with_algorithm(alg))
    }

    pub fn signing_key(&self, jws: Jws) -> Result<SigningKey> {
        Ok(match self.signer(jws) {
            None => self.shared(jws.name(), KEY_ID)?.signing_key()?,
            Some(files) => files.named(jws.name()).signing_key()?,
        })
    }

    pub fn encryption_key(&self, jwe: Jwe) -> Result<EncryptionKey> {
        Ok(match self.recipient(jwe) {
            Some(files) => files.named(jwe.alg()).public().encryption_key()?,
            None if jwe.alg() == "dir" => {
                EncryptionKey::direct(jwe.content_encryption(), &self.secret)?.with_key_id(RECIPIENT_KEY_ID)
            }
            None => self.shared(jwe.alg(), RECIPIENT_KEY_ID)?.encryption_key()?,
        })
    }

    /// A signed token over these bytes.
    pub fn signed(&self, jws: Jws, payload: &[u8]) -> Result<String> {
        let key = self.signing_key(jws)?;
        Ok(jws::Signer::new(&key).message_type("JWT").sign_compact(payload)?)
    }

    /// An encrypted token over these bytes.
    pub fn encrypted(&self, jwe: Jwe, content_type: Option<&str>, plaintext: &[u8]) -> Result<String> {
        let key = self.encryption_key(jwe)?;
        let encryptor = jwe::Encryptor::new(&key, jwe.content_encryption()).message_type("JWT");
        Ok(match content_type {
            Some(content_type) => encryptor.content_type(content_type).encrypt_compact(plaintext)?,
            None => encryptor.encrypt_compact(plaintext)?,
        })
    }

    /// ES256 inside `jwe`.
    pub fn nested(&self, jwe: Jwe) -> Result<String> {
        self.encrypted(jwe, Some("JWT"), self.signed(Jws::Es256, &self.json)?.as_bytes())
    }
}

impl Jwe {
    #[must_use]
    pub fn content_encryption(self) -> ContentEncryption {
        if self == Self::DirCbc { ContentEncryption::A128CbcHs256 } else { ContentEncryption::A256Gcm }
    }
}
