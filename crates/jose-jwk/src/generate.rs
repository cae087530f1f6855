//! New keys.
//!
//! ```
//! use jose_core::{Curve, KeyManagementAlgorithm, printable};
//! use jose_jwk::{Jwk, generate::Generator};
//!
//! let signing = Jwk::generate("ES256")?.with_thumbprint_key_id();
//! let mac = Jwk::generate("HS512")?;
//! let direct = Jwk::generate("A256GCM")?; // a `dir` key for this content encryption
//!
//! let agreement = Generator::new().curve(Curve::X25519).encryption(KeyManagementAlgorithm::EcdhEsA256Kw)?;
//! assert_eq!(agreement.curve(), Some(Curve::X25519));
//! assert_eq!(agreement.algorithm(), Some("ECDH-ES+A256KW"));
//! # Ok::<(), jose_jwk::JwkError>(())
//! ```
//!
//! Each key has its `alg` and `use` set and no `kid`: take the thumbprint, or a name of your own. RSA keys have 3072 bits and agreement keys
//! are on P-256 unless another choice is made; an HMAC key is as long as its hash (RFC 7518, section 3.2). Every key is random: there
//! is no way here to make one from a password.

mod secret;
mod typed;

use jose_core::{
    ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType, printable, registry::KeyManagementKind,
};
use jose_crypto::{
    DecryptionKey,
    material::{self, PrivateMaterial},
};

use crate::{
    Jwk, JwkError, KeyKind, KeyUse, PrivateJwk, SymmetricJwk,
    bind::suits,
    der::{self, Material},
};

/// Makes keys, with the choices that an algorithm leaves open.
#[derive(Clone, Copy, Debug)]
pub struct Generator {
    curve: Curve,
    rsa_bits: usize,
}

impl Default for Generator {
    fn default() -> Self {
        Self { curve: Curve::P256, rsa_bits: 3072 }
    }
}

impl Generator {
    /// P-256 for agreement, 3072 bits for RSA.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The curve for key agreement (ECDH-ES and its variants), and for EdDSA, which means Ed25519 unless Ed448 is chosen. Every other
    /// algorithm fixes its own.
    #[must_use]
    pub fn curve(self, curve: Curve) -> Self {
        Self { curve, ..self }
    }

    /// The size of an RSA modulus: 2048, 3072, 4096 or 8192 bits.
    #[must_use]
    pub fn rsa_bits(self, rsa_bits: usize) -> Self {
        Self { rsa_bits, ..self }
    }

    /// A key for the algorithm of this name: a signature, a key management or a content encryption algorithm.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmUnknown`] if there is none of this name; otherwise as for the three below.
    pub fn named(&self, name: &str) -> Result<Jwk, JwkError> {
        if let Some(algorithm) = JwsAlgorithm::from_name(name) {
            self.signing(algorithm)
        } else if let Some(algorithm) = KeyManagementAlgorithm::from_name(name) {
            self.encryption(algorithm)
        } else if let Some(enc) = ContentEncryption::from_name(name) {
            self.direct(enc).map(Jwk::Symmetric)
        } else {
            Err(JwkError::AlgorithmUnknown { name: printable(name) })
        }
    }

    /// A key that signs: private, or symmetric for HMAC.
    ///
    /// # Errors
    /// [`JwkError::Key`] if an RSA key of this size cannot be made, the system gives no random bytes, or the curve is not in this build.
    pub fn signing(&self, algorithm: JwsAlgorithm) -> Result<Jwk, JwkError> {
        let row = algorithm.row();
        let chosen = row.curves.iter().find(|curve| **curve == self.curve);
        let key = match (row.key_type, chosen.or(row.curves.first()).copied()) {
            (KeyType::Akp, _) => PrivateJwk::from_material(PrivateMaterial::generate_ml_dsa(algorithm)?)?.into(),
            (KeyType::Oct, _) => secret::for_hmac(row.kind)?.into(),
            (KeyType::Rsa, _) => self.rsa()?.into(),
            (_, Some(curve)) => on(curve)?.into(),
            (_, None) => return Err(JwkError::unsupported("algorithm", row.name)),
        };
        Ok(labelled(key, row.name, KeyUse::Signature))
    }

    /// A key that decrypts: private, or symmetric for key wrapping.
    ///
    /// # Errors
    /// [`JwkError::AlgorithmNeeded`] for `dir`, whose keys are named after their content encryption; [`JwkError::Unsupported`] for RSA1_5,
    /// for which nobody should have a new key, and for PBES2, which works with a password; [`JwkError::Key`] if an RSA key of this size
    /// cannot be made, the curve is not for agreement, the algorithm or the curve is not in this build, or the system gives no random bytes.
    pub fn encryption(&self, algorithm: KeyManagementAlgorithm) -> Result<Jwk, JwkError> {
        let row = algorithm.row();
        let key: Jwk = match (row.kind, row.curves) {
            (KeyManagementKind::RsaPkcs1 | KeyManagementKind::Pbes2AesKeyWrap { .. }, _) => {
                return Err(JwkError::unsupported("algorithm for new keys", row.name));
            }
            (_, []) if row.key_types.contains(&KeyType::Oct) => secret::for_wrapping(row.kind)?.into(),
            (_, []) => self.rsa()?.into(),
            (_, [only]) => on(*only)?.into(),
            (_, _) => {
                suits::key_management(algorithm, self.curve.row().key_type, Some(self.curve))?;
                on(self.curve)?.into()
            }
        };
        if let (Some(_), Jwk::Private(key)) = (row.feature, &key) {
            // What this build cannot use, it does not make.
            DecryptionKey::new(algorithm, key.secret_material())?;
        }
        Ok(labelled(key, row.name, KeyUse::Encryption))
    }

    /// A shared secret that encrypts content itself (`dir`).
    ///
    /// # Errors
    /// [`JwkError::Key`] if the system gives no random bytes.
    pub fn direct(&self, enc: ContentEncryption) -> Result<SymmetricJwk, JwkError> {
        let key = secret::of(enc.row().key_bytes)?;
        Ok(key.with_algorithm(enc.name()).with_use(KeyUse::Encryption))
    }

    fn rsa(&self) -> Result<PrivateJwk, JwkError> {
        let pkcs8 = material::generate_rsa_pkcs8(self.rsa_bits)?;
        match der::read(pkcs8.expose())? {
            Material::Private(material) => PrivateJwk::from_checked(material),
            Material::Public(_) => Err(JwkError::WrongKind { found: KeyKind::Public, needed: KeyKind::Private }),
        }
    }
}

fn on(curve: Curve) -> Result<PrivateJwk, JwkError> {
    PrivateJwk::from_material(PrivateMaterial::generate_on(curve)?)
}

fn labelled(key: Jwk, algorithm: &str, key_use: KeyUse) -> Jwk {
    key.with_algorithm(algorithm).with_use(key_use)
}
