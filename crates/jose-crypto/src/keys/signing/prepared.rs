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
    keys::rsa::key_pair,
    material::{PrivateMaterial, ml_dsa, public::uncompressed},
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
    /// Prepares a key whose type and curve fit the algorithm.
    pub(super) fn new(algorithm: JwsAlgorithm, material: &PrivateMaterial) -> Result<Self, KeyError> {
        let row = algorithm.row();
        match (row.kind, material) {
            (JwsKind::RsaPkcs1(_) | JwsKind::RsaPss(_), PrivateMaterial::Rsa(private)) => {
                material.public().check()?;
                // Building the pair is what checks that the numbers belong together.
                Ok(Self::Rsa(key_pair(private)?, backend::rsa_signing(row.kind)?))
            }
            (JwsKind::Ecdsa(_), PrivateMaterial::Ec { curve, x, y, d }) => {
                material.check()?;
                let (algorithm, public) = (backend::ecdsa_signing(*curve)?, uncompressed(*curve, x, y)?);
                EcdsaKeyPair::from_private_key_and_public_key(algorithm, d.expose(), &public)
                    .map(Self::Ecdsa)
                    .map_err(|_| KeyError::Inconsistent)
            }
            (JwsKind::Eddsa, PrivateMaterial::Okp { curve: Curve::Ed448, d, .. }) => {
                material.check()?;
                ed448::SigningKey::from_seed(d.expose()).map(Self::Ed448).ok_or(KeyError::Inconsistent)
            }
            (JwsKind::Eddsa, PrivateMaterial::Okp { x, d, .. }) => {
                material.check()?;
                Ed25519KeyPair::from_seed_and_public_key(d.expose(), x)
                    .map(Self::Ed25519)
                    .map_err(|_| KeyError::Inconsistent)
            }
            (JwsKind::MlDsa { .. }, PrivateMaterial::Akp { algorithm, seed, .. }) => {
                material.check()?;
                ml_dsa::key_pair(*algorithm, seed).map(Self::MlDsa)
            }
            (_, other) => Err(KeyError::WrongKeyType { algorithm: row.name, found: other.public().key_type() }),
        }
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
