//! What can be asked of private material, and the ways to new material.

use jose_core::{Curve, JwsAlgorithm, SecretBytes};

use super::{PrivateMaterial, PublicMaterial, generate, ml_dsa, pair::Pair};
use crate::KeyError;

impl PrivateMaterial {
    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicMaterial {
        match self {
            Self::Rsa(rsa) => PublicMaterial::Rsa { n: rsa.n.clone(), e: rsa.e.clone() },
            Self::Ec { curve, x, y, .. } => PublicMaterial::Ec { curve: *curve, x: x.clone(), y: y.clone() },
            Self::Okp { curve, x, .. } => PublicMaterial::Okp { curve: *curve, x: x.clone() },
            Self::Akp { algorithm, public_key, .. } => {
                PublicMaterial::Akp { algorithm: *algorithm, public_key: public_key.clone() }
            }
        }
    }

    /// Checks the public half as [`PublicMaterial::check`] does, and that the private half belongs to it.
    ///
    /// # Errors
    /// [`KeyError`] with the rule that is broken; [`KeyError::Inconsistent`] if the halves do not belong together.
    pub fn check(&self) -> Result<(), KeyError> {
        Pair::check(self).map(|_| ())
    }

    /// Makes a new key on `curve`.
    ///
    /// # Errors
    /// [`KeyError::NoRandomness`]; [`KeyError::FeatureNeeded`] if the curve is not in this build.
    pub fn generate_on(curve: Curve) -> Result<Self, KeyError> {
        generate::on(curve)
    }

    /// The key on `curve` with this private half; the public half is computed. For formats that leave it out.
    ///
    /// # Errors
    /// [`KeyError::WrongLength`] if `d` has not the curve's exact length, [`KeyError::Invalid`] if it is zero or too large,
    /// [`KeyError::FeatureNeeded`] if the curve is not in this build.
    pub fn from_private_half(curve: Curve, d: SecretBytes) -> Result<Self, KeyError> {
        generate::from_private_half(curve, d)
    }

    /// Makes a new ML-DSA key.
    ///
    /// ```
    /// use jose_core::JwsAlgorithm;
    /// use jose_crypto::{SigningKey, material::PrivateMaterial};
    ///
    /// let material = PrivateMaterial::generate_ml_dsa(JwsAlgorithm::MlDsa65)?;
    /// let key = SigningKey::new(JwsAlgorithm::MlDsa65, &material)?;
    /// assert_eq!(key.sign(b"header.payload")?.len(), 3309);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] if `algorithm` is no ML-DSA, [`KeyError::NoRandomness`].
    pub fn generate_ml_dsa(algorithm: JwsAlgorithm) -> Result<Self, KeyError> {
        ml_dsa::generate(algorithm)
    }

    /// The ML-DSA key that grows from this seed (FIPS 204, algorithm 6).
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] if `algorithm` is no ML-DSA, [`KeyError::WrongLength`] if the seed has not 32 bytes.
    pub fn from_seed(algorithm: JwsAlgorithm, seed: SecretBytes) -> Result<Self, KeyError> {
        ml_dsa::from_seed(algorithm, seed)
    }

    /// As [`PrivateMaterial::from_seed`], for formats that hold the expanded private key (FIPS 204, algorithm 6) beside the seed.
    ///
    /// # Errors
    /// As for [`PrivateMaterial::from_seed`]; [`KeyError::Inconsistent`] if the expanded key does not grow from the seed.
    pub fn from_seed_and_expanded_key(
        algorithm: JwsAlgorithm,
        seed: SecretBytes,
        expanded: &[u8],
    ) -> Result<Self, KeyError> {
        ml_dsa::check_expanded(algorithm, &seed, expanded)?;
        ml_dsa::from_seed(algorithm, seed)
    }
}
