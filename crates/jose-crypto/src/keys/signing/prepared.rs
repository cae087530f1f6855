//! What a signing key holds, and what each kind of it does.

use std::sync::Arc;

use aws_lc_rs::{
    hmac,
    rand::SystemRandom,
    rsa,
    signature::{EcdsaKeyPair, Ed25519KeyPair, PqdsaKeyPair, RsaEncoding},
};
use jose_core::{Curve, JwsAlgorithm, registry::JwsKind};

use crate::{
    KeyError, OperationError,
    backend::{self, ed448},
    keys::rsa::warm_to_sign,
    material::{PrivateMaterial, ml_dsa, pair::Pair},
    remote::Sign,
};

#[expect(clippy::large_enum_variant, reason = "stands behind an Arc; a second one would cost each use a step")]
pub(super) enum Prepared {
    Hmac(hmac::Key),
    Rsa(rsa::KeyPair, &'static dyn RsaEncoding),
    Ecdsa(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
    Ed448(ed448::SigningKey),
    MlDsa(PqdsaKeyPair),
    Remote(Arc<dyn Sign>),
}

impl Prepared {
    /// Prepares a key whose type and curve fit the algorithm, and that has been checked. `pair` is what the check made.
    pub(super) fn new(
        algorithm: JwsAlgorithm,
        material: &PrivateMaterial,
        pair: Option<Pair>,
    ) -> Result<Self, KeyError> {
        let row = algorithm.row();
        match (row.kind, pair, material) {
            (JwsKind::RsaPkcs1(_) | JwsKind::RsaPss(_), Some(Pair::Rsa(pair)), _) => {
                let encoding = backend::rsa_signing(row.kind)?;
                warm_to_sign(&pair, encoding)?;
                Ok(Self::Rsa(pair, encoding))
            }
            (JwsKind::Ecdsa(_), Some(Pair::Ecdsa(pair)), _) => Ok(Self::Ecdsa(pair)),
            (JwsKind::Eddsa, Some(Pair::Ed25519(pair)), _) => Ok(Self::Ed25519(pair)),
            (JwsKind::Eddsa, None, PrivateMaterial::Okp { curve: Curve::Ed448, d, .. }) => {
                ed448::SigningKey::from_seed(d.expose()).map(Self::Ed448).ok_or(KeyError::Inconsistent)
            }
            (JwsKind::MlDsa { .. }, None, PrivateMaterial::Akp { algorithm, seed, .. }) => {
                ml_dsa::key_pair(*algorithm, seed).map(Self::MlDsa)
            }
            (_, _, other) => Err(KeyError::WrongKeyType { algorithm: row.name, found: other.public().key_type() }),
        }
    }

    /// How long a signature is. The row of the algorithm does not say it where the key decides.
    pub(super) fn signature_bytes(&self, algorithm: JwsAlgorithm) -> Option<usize> {
        let on_curve = |curve: Curve| Some(curve.row().coordinate_bytes.saturating_mul(2));
        algorithm.row().signature_bytes.or_else(|| match self {
            Self::Rsa(pair, _) => Some(pair.public_modulus_len()),
            Self::Ed25519(_) => on_curve(Curve::Ed25519),
            Self::Ed448(_) => on_curve(Curve::Ed448),
            _ => None,
        })
    }

    pub(super) fn sign(&self, algorithm: JwsAlgorithm, signing_input: &[u8]) -> Result<Vec<u8>, OperationError> {
        match self {
            Self::Hmac(key) => Ok(hmac::sign(key, signing_input).as_ref().to_vec()),
            Self::Rsa(pair, encoding) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(*encoding, &SystemRandom::new(), signing_input, &mut signature)
                    .map_err(|_| OperationError::Backend)?;
                Ok(signature)
            }
            Self::Ecdsa(pair) => {
                let signature = pair.sign(&SystemRandom::new(), signing_input).map_err(|_| OperationError::Backend)?;
                Ok(signature.as_ref().to_vec())
            }
            Self::Ed25519(pair) => {
                Ok(pair.try_sign(signing_input).map_err(|_| OperationError::Backend)?.as_ref().to_vec())
            }
            Self::Ed448(key) => Ok(key.sign(signing_input)),
            Self::MlDsa(pair) => {
                let mut signature = vec![0; pair.algorithm().signature_len()];
                pair.sign(signing_input, &mut signature).map_err(|_| OperationError::Backend)?;
                Ok(signature)
            }
            Self::Remote(device) => {
                let signature = device.sign(signing_input)?;
                // Of a key in a device neither the modulus nor the curve is known here.
                if algorithm.allows_signature_of(signature.len()) {
                    Ok(signature)
                } else {
                    let words = "the signature has the wrong length; ECDSA needs the fixed form, not DER";
                    Err(OperationError::Remote(words.to_owned()))
                }
            }
        }
    }
}
