//! Material that has been checked, with what the check made ready.

use core::fmt;
use std::sync::Arc;

use aws_lc_rs::signature::ParsedPublicKey;

use super::{PrivateMaterial, PublicMaterial, pair::Pair, public};
use crate::KeyError;

/// Public material that has passed [`PublicMaterial::check`].
///
/// ```
/// use jose_core::{Curve, JwsAlgorithm};
/// use jose_crypto::{VerifyingKey, material::{CheckedPublic, PrivateMaterial}};
///
/// let public = CheckedPublic::new(PrivateMaterial::generate_on(Curve::P256)?.public())?;
/// let key = VerifyingKey::from_checked(JwsAlgorithm::Es256, &public)?;
/// assert_eq!(key.algorithm(), JwsAlgorithm::Es256);
/// # Ok::<(), jose_crypto::KeyError>(())
/// ```
///
/// You want this where a key is read in one place and bound in another, as a key set does: what the check has found out, and the point that it
/// had to parse, are then there already. Whoever does both at once calls [`VerifyingKey::new`](crate::VerifyingKey::new).
#[derive(Clone)]
pub struct CheckedPublic {
    material: PublicMaterial,
    point: Option<Arc<ParsedPublicKey>>,
}

impl CheckedPublic {
    /// Checks the material.
    ///
    /// # Errors
    /// As for [`PublicMaterial::check`].
    pub fn new(material: PublicMaterial) -> Result<Self, KeyError> {
        let point = public::check(&material)?.map(Arc::new);
        Ok(Self { material, point })
    }

    /// The numbers.
    #[must_use]
    pub fn material(&self) -> &PublicMaterial {
        &self.material
    }

    /// The point of a key on an EC curve, parsed for the one ECDSA algorithm of that curve.
    pub(crate) fn point(&self) -> Option<Arc<ParsedPublicKey>> {
        self.point.clone()
    }
}

/// Private material that has passed [`PrivateMaterial::check`]. As [`CheckedPublic`], for keys that sign and decrypt.
///
/// ```
/// use jose_core::{Curve, JwsAlgorithm};
/// use jose_crypto::{SigningKey, material::{CheckedPrivate, PrivateMaterial}};
///
/// let private = CheckedPrivate::new(PrivateMaterial::generate_on(Curve::Ed25519)?)?;
/// let key = SigningKey::from_checked(JwsAlgorithm::EdDsa, &private)?;
/// assert_eq!(key.signature_bytes(), Some(64));
/// # Ok::<(), jose_crypto::KeyError>(())
/// ```
pub struct CheckedPrivate {
    material: PrivateMaterial,
    pair: Option<Pair>,
}

impl CheckedPrivate {
    /// Checks the material.
    ///
    /// # Errors
    /// As for [`PrivateMaterial::check`].
    pub fn new(material: PrivateMaterial) -> Result<Self, KeyError> {
        let pair = Pair::check(&material)?;
        Ok(Self { material, pair })
    }

    /// The numbers.
    #[must_use]
    pub fn material(&self) -> &PrivateMaterial {
        &self.material
    }

    /// The public half, which was checked with the private one.
    #[must_use]
    pub fn public(&self) -> CheckedPublic {
        CheckedPublic { material: self.material.public(), point: None }
    }

    /// The key pair that the check had to make.
    pub(crate) fn pair(&self) -> Option<Pair> {
        self.pair.clone()
    }
}

impl PartialEq for CheckedPublic {
    fn eq(&self, other: &Self) -> bool {
        self.material == other.material
    }
}

impl Eq for CheckedPublic {}

impl fmt::Debug for CheckedPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CheckedPublic").field(&self.material).finish()
    }
}

impl fmt::Debug for CheckedPrivate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CheckedPrivate").field(&self.material).finish()
    }
}
