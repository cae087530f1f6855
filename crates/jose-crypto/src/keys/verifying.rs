//! The key that verifies.

mod prepared;

use std::sync::Arc;

use aws_lc_rs::{hmac, signature::ParsedPublicKey};
use jose_core::JwsAlgorithm;

use self::prepared::Prepared;
use super::{identity::KeyIdentity, secret, signing::fits};
use crate::{
    BadSignature, KeyError,
    material::{CheckedPublic, PublicMaterial, public},
};

/// A key that verifies with one algorithm, prepared. Cloning shares it.
///
/// A public key and a shared secret are different constructors, so a public key can never be taken for a secret.
///
/// ```
/// use jose_core::{Curve, JwsAlgorithm};
/// use jose_crypto::{VerifyingKey, material::PrivateMaterial};
///
/// let public = PrivateMaterial::generate_on(Curve::P256)?.public();
/// let key = VerifyingKey::new(JwsAlgorithm::Es256, &public)?;
/// assert!(VerifyingKey::new(JwsAlgorithm::Es384, &public).is_err()); // another curve
/// assert!(key.verify(b"header.payload", &[0; 64]).is_err());
/// # Ok::<(), jose_crypto::KeyError>(())
/// ```
#[derive(Clone)]
pub struct VerifyingKey {
    algorithm: JwsAlgorithm,
    key_id: Option<Arc<str>>,
    identity: Option<KeyIdentity>,
    signature_bytes: usize,
    prepared: Prepared,
}

impl VerifyingKey {
    /// Binds a public key to `algorithm`.
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] or [`KeyError::WrongCurve`] if the key does not fit the algorithm, [`KeyError::Invalid`] if it is an AKP key of
    /// another one, and whatever [`PublicMaterial::check`] finds.
    pub fn new(algorithm: JwsAlgorithm, material: &PublicMaterial) -> Result<Self, KeyError> {
        fits(algorithm.row(), material)?;
        let point = public::check(material)?.map(Arc::new);
        Self::prepare(algorithm, material, point)
    }

    /// Binds a public key that was checked before. The check is not repeated.
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] or [`KeyError::WrongCurve`] if the key does not fit the algorithm, [`KeyError::Invalid`] if it is an AKP key of
    /// another one.
    pub fn from_checked(algorithm: JwsAlgorithm, checked: &CheckedPublic) -> Result<Self, KeyError> {
        fits(algorithm.row(), checked.material())?;
        Self::prepare(algorithm, checked.material(), checked.point())
    }

    fn prepare(
        algorithm: JwsAlgorithm,
        material: &PublicMaterial,
        point: Option<Arc<ParsedPublicKey>>,
    ) -> Result<Self, KeyError> {
        let (prepared, signature_bytes) = prepared::new(algorithm, material, point)?;
        let identity = Some(KeyIdentity::of_pair(material));
        Ok(Self { algorithm, key_id: None, identity, signature_bytes, prepared })
    }

    /// Binds a shared secret to an HMAC algorithm. Whoever can verify with it can also sign.
    ///
    /// # Errors
    /// [`KeyError::TooShort`] if the secret is shorter than the hash (RFC 7518, section 3.2), [`KeyError::WrongKeyType`] if the algorithm is
    /// no HMAC, [`KeyError::Invalid`] if the secret is the text of a public key.
    pub fn hmac(algorithm: JwsAlgorithm, secret: &[u8]) -> Result<Self, KeyError> {
        Ok(Self::from_hmac_key(algorithm, secret, secret::hmac_key(algorithm, secret)?))
    }

    /// As [`VerifyingKey::hmac`], for a secret shorter than the hash that an old system still signs with.
    ///
    /// # Errors
    /// As for [`VerifyingKey::hmac`]; [`KeyError::TooShort`] only if the secret is empty.
    ///
    /// # Security
    /// RFC 7518, section 3.2, forbids such secrets. Short ones are found by trying: anyone with one token can do that offline and then sign
    /// as they like. Use this to read what exists while a new secret is rolled out, and for nothing else.
    pub fn hmac_with_short_legacy_secret(algorithm: JwsAlgorithm, secret: &[u8]) -> Result<Self, KeyError> {
        Ok(Self::from_hmac_key(algorithm, secret, secret::hmac_key_of_any_length(algorithm, secret)?))
    }

    fn from_hmac_key(algorithm: JwsAlgorithm, secret: &[u8], key: hmac::Key) -> Self {
        let identity = Some(KeyIdentity::of_secret(secret));
        let signature_bytes = key.algorithm().digest_algorithm().output_len();
        Self { algorithm, key_id: None, identity, signature_bytes, prepared: Prepared::Hmac(Arc::new(key)) }
    }

    /// Verifies a signature over exactly these bytes.
    ///
    /// # Errors
    /// [`BadSignature`], for a wrong length as for everything else.
    pub fn verify(&self, signing_input: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        if signature.len() != self.signature_bytes {
            return Err(BadSignature);
        }
        let good = match &self.prepared {
            Prepared::Hmac(key) => hmac::verify(key, signing_input, signature).is_ok(),
            Prepared::Public(key) => key.verify_sig(signing_input, signature).is_ok(),
            Prepared::Ed448(key) => key.verify(signing_input, signature),
        };
        if good { Ok(()) } else { Err(BadSignature) }
    }
}

named!(VerifyingKey, JwsAlgorithm);
