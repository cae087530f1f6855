//! Decrypting with a private key.

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{KeyPair, OaepPrivateDecryptingKey, PrivateDecryptingKey},
};
use jose_core::{KeyManagementAlgorithm, registry::KeyManagementKind};

use super::{DecryptionKey, Prepared};
use crate::{
    KeyError, backend,
    key_management::agreement::AgreementKey,
    keys::{encryption::check_curve_of, identity::KeyIdentity, rsa::warm_to_decrypt},
    material::{CheckedPrivate, PrivateMaterial, pair::Pair},
};

impl DecryptionKey {
    /// Binds a private key to `algorithm`.
    ///
    /// An RSA key decrypts once here, since its first decryption takes twice as long as the later ones: so no request waits for it.
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] or [`KeyError::WrongCurve`] if the key does not fit the algorithm, [`KeyError::FeatureNeeded`] if the
    /// algorithm or the curve was left out of this build, [`KeyError::Invalid`] for `RSA1_5`, which has a constructor of its own, and
    /// whatever [`PrivateMaterial::check`] finds.
    pub fn new(algorithm: KeyManagementAlgorithm, material: &PrivateMaterial) -> Result<Self, KeyError> {
        let pair = may_decrypt(algorithm, material).and_then(|()| Pair::check(material))?;
        Self::prepare(algorithm, material, pair)
    }

    /// Binds a private key that was checked before. The check is not repeated; an RSA key decrypts once, as for [`DecryptionKey::new`].
    ///
    /// # Errors
    /// As for [`DecryptionKey::new`], without those of [`PrivateMaterial::check`].
    pub fn from_checked(algorithm: KeyManagementAlgorithm, checked: &CheckedPrivate) -> Result<Self, KeyError> {
        may_decrypt(algorithm, checked.material())?;
        Self::prepare(algorithm, checked.material(), checked.pair())
    }

    /// Prepares a key that may decrypt with the algorithm and has been checked.
    fn prepare(
        algorithm: KeyManagementAlgorithm,
        material: &PrivateMaterial,
        pair: Option<Pair>,
    ) -> Result<Self, KeyError> {
        let prepared = match (algorithm.row().kind, pair, material) {
            (KeyManagementKind::RsaOaep(hash), Some(Pair::Rsa(pair)), _) => {
                let key = OaepPrivateDecryptingKey::new(rsa_private(&pair)?).map_err(|_| KeyError::Inconsistent)?;
                warm_to_decrypt(&key, backend::oaep(hash)?);
                Prepared::Oaep(key, hash)
            }
            (
                KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. },
                _,
                PrivateMaterial::Ec { curve, d, .. } | PrivateMaterial::Okp { curve, d, .. },
            ) => Prepared::Agreement(AgreementKey::new(*curve, d.expose())?),
            (
                KeyManagementKind::Hpke(_) | KeyManagementKind::HpkeKeyEncryption(_),
                _,
                PrivateMaterial::Ec { curve, d, .. } | PrivateMaterial::Okp { curve, d, .. },
            ) => Prepared::Hpke(AgreementKey::new(*curve, d.expose())?, material.public().point()?),
            _ => return Err(not_for(algorithm, material)),
        };
        Ok(Self::from_prepared(algorithm, prepared).of(KeyIdentity::of_pair(&material.public())))
    }
}

/// Whether a key of this type, on this curve, decrypts with the algorithm, and this build has both.
fn may_decrypt(algorithm: KeyManagementAlgorithm, material: &PrivateMaterial) -> Result<(), KeyError> {
    match (algorithm.row().kind, material) {
        (KeyManagementKind::RsaOaep(_), PrivateMaterial::Rsa(_)) => Ok(()),
        (KeyManagementKind::RsaPkcs1, PrivateMaterial::Rsa(_)) => Err(RSA1_5_BY_NAME_ONLY),
        (
            KeyManagementKind::EcdhEs
            | KeyManagementKind::EcdhEsAesKeyWrap { .. }
            | KeyManagementKind::Hpke(_)
            | KeyManagementKind::HpkeKeyEncryption(_),
            PrivateMaterial::Ec { .. } | PrivateMaterial::Okp { .. },
        ) => check_curve_of(algorithm, &material.public()),
        _ => Err(not_for(algorithm, material)),
    }
}

fn not_for(algorithm: KeyManagementAlgorithm, material: &PrivateMaterial) -> KeyError {
    KeyError::WrongKeyType { algorithm: algorithm.name(), found: material.public().key_type() }
}

/// The backend reads private keys for decryption from PKCS#8 only.
pub(super) fn rsa_private(pair: &KeyPair) -> Result<PrivateDecryptingKey, KeyError> {
    let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| KeyError::Inconsistent)?;
    PrivateDecryptingKey::from_pkcs8(der.as_ref()).map_err(|_| KeyError::Inconsistent)
}

const RSA1_5_BY_NAME_ONLY: KeyError = KeyError::Invalid {
    what: "RSA1_5 decrypts only through DecryptionKey::rsa1_5_insecure, which needs the feature `rsa1_5-insecure`",
};
