//! The key that signs.

mod prepared;

use std::sync::Arc;

use jose_core::{JwsAlgorithm, KeyType, registry::JwsRow};

use self::prepared::Prepared;
use super::secret;
use crate::{
    KeyError, OperationError,
    material::{PrivateMaterial, PublicMaterial},
    remote::Sign,
};

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

impl SigningKey {
    /// Binds an asymmetric key to `algorithm`.
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] or [`KeyError::WrongCurve`] if the key does not fit the algorithm, [`KeyError::Invalid`] if it is an AKP key of
    /// another one, and whatever [`PrivateMaterial::check`] finds.
    pub fn new(algorithm: JwsAlgorithm, material: &PrivateMaterial) -> Result<Self, KeyError> {
        fits(algorithm.row(), &material.public())?;
        let prepared = Prepared::new(algorithm, material)?;
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
        self.prepared.sign(self.algorithm, signing_input)
    }
}

/// Whether a key of this type and curve works with the algorithm of `row`.
pub(super) fn fits(row: &JwsRow, public: &PublicMaterial) -> Result<(), KeyError> {
    let found = public.key_type();
    if found != row.key_type || found == KeyType::Oct {
        return Err(KeyError::WrongKeyType { algorithm: row.name, found });
    }
    if public.algorithm().is_some_and(|own| own.name() != row.name) {
        return Err(KeyError::Invalid { what: "an AKP key works with its own algorithm only" });
    }
    match public.curve().filter(|curve| !row.curves.contains(curve)) {
        Some(found) => Err(KeyError::WrongCurve { algorithm: row.name, found }),
        None => Ok(()),
    }
}

named!(SigningKey, JwsAlgorithm);
