//! Key agreement on every curve that has it: those of AWS-LC, and X448 from a crate of its own.

use aws_lc_rs::agreement;
use jose_core::{Curve, KeyManagementAlgorithm, KeyType, SecretBytes};

use crate::{
    DecryptFailed, EphemeralPublicKey, KeyError, OperationError,
    backend::{self, x448},
    material::public::check_ephemeral,
    random,
};

/// Whether keys on this curve agree at all, and in this build.
pub(crate) fn check_curve(curve: Curve) -> Result<(), KeyError> {
    let row = KeyManagementAlgorithm::EcdhEs.row();
    if !row.curves.contains(&curve) {
        return Err(KeyError::WrongCurve { algorithm: row.name, found: curve });
    }
    backend::built_in(curve)
}

/// A private key that agrees: the recipient's own, or one that was made for a message.
pub(crate) struct AgreementKey {
    curve: Curve,
    half: PrivateHalf,
}

enum PrivateHalf {
    Backend(agreement::PrivateKey),
    X448(SecretBytes),
}

impl AgreementKey {
    /// The key with this private half, which must have the curve's exact length.
    pub(crate) fn new(curve: Curve, d: &[u8]) -> Result<Self, KeyError> {
        check_curve(curve)?;
        let half = if curve == Curve::X448 {
            PrivateHalf::X448(SecretBytes::from(d))
        } else {
            let key = agreement::PrivateKey::from_private_key(backend::agreement(curve)?, d);
            PrivateHalf::Backend(key.map_err(|_| KeyError::Inconsistent)?)
        };
        Ok(Self { curve, half })
    }

    /// A new key for one message.
    pub(crate) fn generate(curve: Curve) -> Result<Self, OperationError> {
        let half = if curve == Curve::X448 {
            PrivateHalf::X448(random::secret(x448::BYTES)?)
        } else {
            let algorithm = backend::agreement(curve).map_err(|_| OperationError::Backend)?;
            PrivateHalf::Backend(agreement::PrivateKey::generate(algorithm).map_err(|_| OperationError::Backend)?)
        };
        Ok(Self { curve, half })
    }

    pub(crate) fn public(&self) -> Result<EphemeralPublicKey, OperationError> {
        match &self.half {
            PrivateHalf::Backend(key) => {
                let public = key.compute_public_key().map_err(|_| OperationError::Backend)?;
                Ok(EphemeralPublicKey::from_encoded(self.curve, public.as_ref()))
            }
            PrivateHalf::X448(d) => {
                let public = x448::public_half(d.expose()).ok_or(OperationError::Backend)?;
                Ok(EphemeralPublicKey::from_encoded(self.curve, &public))
            }
        }
    }

    /// Lends to `work` the secret that this key shares with a recipient. A copy of it would be one more to wipe.
    pub(crate) fn agree<T>(
        &self,
        peer: &PeerKey,
        work: impl FnOnce(&[u8]) -> Result<T, DecryptFailed>,
    ) -> Result<T, DecryptFailed> {
        match (&self.half, &peer.key) {
            (PrivateHalf::Backend(key), Peer::Backend(peer)) => {
                agreement::agree(key, peer.clone(), DecryptFailed, work)
            }
            (PrivateHalf::X448(d), Peer::X448(peer)) => agree_on_x448(d, peer, work),
            _ => Err(DecryptFailed),
        }
    }

    /// Lends to `work` the secret that this key shares with a stranger, whose key has been looked at by nobody.
    pub(crate) fn agree_with<T>(
        &self,
        stranger: &EphemeralPublicKey,
        work: impl FnOnce(&[u8]) -> Result<T, DecryptFailed>,
    ) -> Result<T, DecryptFailed> {
        if stranger.curve() != self.curve {
            return Err(DecryptFailed);
        }
        if self.curve.row().key_type == KeyType::Okp {
            // The backend checks points on the other curves itself.
            check_ephemeral(stranger).map_err(|_| DecryptFailed)?;
        }
        match &self.half {
            PrivateHalf::Backend(key) => {
                let algorithm = backend::agreement(self.curve).map_err(|_| DecryptFailed)?;
                let stranger = agreement::UnparsedPublicKey::new(algorithm, stranger.encoded());
                agreement::agree(key, stranger, DecryptFailed, work)
            }
            PrivateHalf::X448(d) => agree_on_x448(d, stranger.encoded(), work),
        }
    }
}

fn agree_on_x448<T>(
    d: &SecretBytes,
    peer: &[u8],
    work: impl FnOnce(&[u8]) -> Result<T, DecryptFailed>,
) -> Result<T, DecryptFailed> {
    let secret = x448::agree(d.expose(), peer).ok_or(DecryptFailed)?;
    work(secret.as_slice())
}

/// A recipient's public key, parsed once.
pub(crate) struct PeerKey {
    point: EphemeralPublicKey,
    key: Peer,
}

enum Peer {
    Backend(agreement::ParsedPublicKey),
    X448([u8; x448::BYTES]),
}

impl PeerKey {
    /// The point has been checked.
    pub(crate) fn new(point: EphemeralPublicKey) -> Result<Self, KeyError> {
        const NOT_ON_CURVE: KeyError = KeyError::Invalid { what: "the point is not on the curve" };
        let curve = point.curve();
        check_curve(curve)?;
        let key = if curve == Curve::X448 {
            Peer::X448(point.encoded().try_into().map_err(|_| NOT_ON_CURVE)?)
        } else {
            let parsed = agreement::UnparsedPublicKey::new(backend::agreement(curve)?, point.encoded());
            Peer::Backend(parsed.try_into().map_err(|_| NOT_ON_CURVE)?)
        };
        Ok(Self { point, key })
    }

    pub(crate) fn point(&self) -> &EphemeralPublicKey {
        &self.point
    }
}
