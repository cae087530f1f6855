//! The key that signs.

mod prepared;

use std::sync::Arc;

use jose_core::{JwsAlgorithm, KeyType, registry::JwsRow};

use self::prepared::Prepared;
use super::{identity::KeyIdentity, secret};
use crate::{
    KeyError, OperationError,
    material::{CheckedPrivate, PrivateMaterial, PublicMaterial, pair::Pair},
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
    identity: Option<KeyIdentity>,
    prepared: Arc<Prepared>,
}

impl SigningKey {
    /// Binds an asymmetric key to `algorithm`.
    ///
    /// An RSA key signs once here, since its first signature takes twice as long as the later ones: so no request waits for it, and building
    /// such a key costs about three signatures. Build it at start-up, and keep it.
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] or [`KeyError::WrongCurve`] if the key does not fit the algorithm, [`KeyError::Invalid`] if it is an AKP key of
    /// another one, and whatever [`PrivateMaterial::check`] finds.
    pub fn new(algorithm: JwsAlgorithm, material: &PrivateMaterial) -> Result<Self, KeyError> {
        fits(algorithm.row(), &material.public())?;
        Self::prepare(algorithm, material, Pair::check(material)?)
    }

    /// Binds an asymmetric key that was checked before. The check is not repeated; an RSA key signs once, as for [`SigningKey::new`].
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] or [`KeyError::WrongCurve`] if the key does not fit the algorithm, [`KeyError::Invalid`] if it is an AKP key of
    /// another one.
    pub fn from_checked(algorithm: JwsAlgorithm, checked: &CheckedPrivate) -> Result<Self, KeyError> {
        fits(algorithm.row(), &checked.material().public())?;
        Self::prepare(algorithm, checked.material(), checked.pair())
    }

    fn prepare(algorithm: JwsAlgorithm, material: &PrivateMaterial, pair: Option<Pair>) -> Result<Self, KeyError> {
        let prepared = Prepared::new(algorithm, material, pair)?;
        let identity = Some(KeyIdentity::of_pair(&material.public()));
        Ok(Self { algorithm, key_id: None, identity, prepared: Arc::new(prepared) })
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
        let identity = Some(KeyIdentity::of_secret(secret));
        Ok(Self { algorithm, key_id: None, identity, prepared: Arc::new(prepared) })
    }

    /// A key that stays in a device.
    #[must_use]
    pub fn remote(device: Arc<dyn Sign>) -> Self {
        let key_id = device.key_id().map(Arc::from);
        Self { algorithm: device.algorithm(), key_id, identity: None, prepared: Arc::new(Prepared::Remote(device)) }
    }

    /// How many bytes each signature has, so that whoever writes one can make room for it. `None` only for a key in a device whose algorithm
    /// leaves it to the key: RSA, and `EdDSA` by that name.
    ///
    /// ```
    /// use jose_core::{Curve, JwsAlgorithm};
    /// use jose_crypto::{SigningKey, material::PrivateMaterial};
    ///
    /// let key = SigningKey::new(JwsAlgorithm::Es384, &PrivateMaterial::generate_on(Curve::P384)?)?;
    /// assert_eq!(key.signature_bytes(), Some(96));
    /// # Ok::<(), jose_crypto::KeyError>(())
    /// ```
    #[must_use]
    pub fn signature_bytes(&self) -> Option<usize> {
        self.prepared.signature_bytes(self.algorithm)
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
