//! The key that signs.

use std::sync::Arc;

use aws_lc_rs::{
    hmac,
    rand::SystemRandom,
    rsa,
    signature::{EcdsaKeyPair, Ed25519KeyPair, RsaEncoding},
};
use jose_core::{
    JwsAlgorithm, KeyType,
    registry::{JwsKind, JwsRow, RSA_MODULUS_BYTES},
};

use super::{rsa::key_pair, secret};
use crate::{EphemeralPublicKey, KeyError, OperationError, backend, material::PrivateMaterial, remote::Sign};

/// A key that signs with one algorithm, prepared. Cloning shares it.
///
/// ```
/// use jose_core::JwsAlgorithm;
/// use jose_crypto::SigningKey;
///
/// let key = SigningKey::hmac(JwsAlgorithm::Hs256, &[7; 32])?.with_key_id("1");
/// assert_eq!(key.sign(b"header.payload")?.len(), 32);
/// assert!(SigningKey::hmac(JwsAlgorithm::Hs256, b"too short").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct SigningKey {
    algorithm: JwsAlgorithm,
    key_id: Option<Arc<str>>,
    prepared: Arc<Prepared>,
}

#[expect(clippy::large_enum_variant, reason = "stands behind an Arc; a second one would cost each use a step")]
enum Prepared {
    Hmac(hmac::Key),
    Rsa(rsa::KeyPair, &'static dyn RsaEncoding),
    Ecdsa(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
    Remote(Arc<dyn Sign>),
}

impl SigningKey {
    /// Binds an asymmetric key to `algorithm`.
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] or [`KeyError::WrongCurve`] if the key does not fit the algorithm, and whatever
    /// [`PrivateMaterial::check`] finds.
    pub fn new(algorithm: JwsAlgorithm, material: &PrivateMaterial) -> Result<Self, KeyError> {
        let row = algorithm.row();
        fits(row, &material.public())?;
        let prepared = match (row.kind, material) {
            (JwsKind::RsaPkcs1(_) | JwsKind::RsaPss(_), PrivateMaterial::Rsa(private)) => {
                material.public().check()?;
                // Building the pair is what checks that the numbers belong together.
                Prepared::Rsa(key_pair(private)?, backend::rsa_signing(row.kind)?)
            }
            (JwsKind::Ecdsa(_), PrivateMaterial::Ec { curve, x, y, d }) => {
                material.check()?;
                let public = EphemeralPublicKey::new(*curve, x, Some(y))?;
                let algorithm = backend::ecdsa_signing(*curve)?;
                EcdsaKeyPair::from_private_key_and_public_key(algorithm, d.expose(), public.encoded())
                    .map(Prepared::Ecdsa)
                    .map_err(|_| KeyError::Inconsistent)?
            }
            (JwsKind::Eddsa, PrivateMaterial::Okp { x, d, .. }) => {
                material.check()?;
                Ed25519KeyPair::from_seed_and_public_key(d.expose(), x)
                    .map(Prepared::Ed25519)
                    .map_err(|_| KeyError::Inconsistent)?
            }
            (_, other) => {
                return Err(KeyError::WrongKeyType { algorithm: row.name, found: other.public().key_type() });
            }
        };
        Ok(Self { algorithm, key_id: None, prepared: Arc::new(prepared) })
    }

    /// Binds a shared secret to an HMAC algorithm.
    ///
    /// # Errors
    /// [`KeyError::TooShort`] if the secret is shorter than the hash (RFC 7518, section 3.2), [`KeyError::WrongKeyType`] if the algorithm is
    /// no HMAC, [`KeyError::Invalid`] if the secret is the text of a public key.
    ///
    /// # Security
    /// A secret is random bytes, not a password: anyone with one token can guess a password offline.
    pub fn hmac(algorithm: JwsAlgorithm, secret: &[u8]) -> Result<Self, KeyError> {
        let prepared = Prepared::Hmac(secret::hmac_key(algorithm, secret)?);
        Ok(Self { algorithm, key_id: None, prepared: Arc::new(prepared) })
    }

    /// A key that stays in a device.
    #[must_use]
    pub fn remote(device: Arc<dyn Sign>) -> Self {
        let key_id = device.key_id().map(Arc::from);
        Self { algorithm: device.algorithm(), key_id, prepared: Arc::new(Prepared::Remote(device)) }
    }

    /// Signs exactly these bytes.
    ///
    /// # Errors
    /// [`OperationError::Backend`] if the system gave no random bytes, [`OperationError::Remote`] if a device failed or returned a
    /// signature of the wrong length.
    pub fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, OperationError> {
        match &*self.prepared {
            Prepared::Hmac(key) => Ok(hmac::sign(key, signing_input).as_ref().to_vec()),
            Prepared::Rsa(pair, encoding) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(*encoding, &SystemRandom::new(), signing_input, &mut signature)
                    .map_err(|_| OperationError::Backend)?;
                Ok(signature)
            }
            Prepared::Ecdsa(pair) => {
                let signature = pair.sign(&SystemRandom::new(), signing_input).map_err(|_| OperationError::Backend)?;
                Ok(signature.as_ref().to_vec())
            }
            Prepared::Ed25519(pair) => {
                Ok(pair.try_sign(signing_input).map_err(|_| OperationError::Backend)?.as_ref().to_vec())
            }
            Prepared::Remote(device) => {
                let signature = device.sign(signing_input)?;
                let possible = match self.algorithm.row().signature_bytes {
                    Some(needed) => needed..=needed,
                    // The modulus of a key in a device is not known here.
                    None => RSA_MODULUS_BYTES,
                };
                if possible.contains(&signature.len()) {
                    Ok(signature)
                } else {
                    let words = "the signature has the wrong length; ECDSA needs the fixed form, not DER";
                    Err(OperationError::Remote(words.to_owned()))
                }
            }
        }
    }
}

/// Whether a key of this type and curve works with the algorithm of `row`.
pub(super) fn fits(row: &JwsRow, public: &crate::material::PublicMaterial) -> Result<(), KeyError> {
    let found = public.key_type();
    if found != row.key_type || found == KeyType::Oct {
        return Err(KeyError::WrongKeyType { algorithm: row.name, found });
    }
    match (row.curve, public.curve()) {
        (Some(needed), Some(found)) if needed != found => Err(KeyError::WrongCurve { algorithm: row.name, found }),
        _ => Ok(()),
    }
}

named!(SigningKey, JwsAlgorithm);
