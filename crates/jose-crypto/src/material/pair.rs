//! Whether two halves belong together, found out by making the key pair that signs.

use aws_lc_rs::{
    rsa,
    signature::{EcdsaKeyPair, Ed25519KeyPair},
};
use jose_core::Curve;

use super::{
    PrivateMaterial, generate,
    public::{self, exact, uncompressed},
};
use crate::{KeyError, backend, keys::rsa::key_pair};

/// A key pair of the backend. A clone shares it.
#[derive(Clone)]
pub(crate) enum Pair {
    Rsa(rsa::KeyPair),
    Ecdsa(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl Pair {
    /// Checks the public half, and that the private half belongs to it. Where the backend's key pair does the latter, it is returned.
    pub(crate) fn check(material: &PrivateMaterial) -> Result<Option<Self>, KeyError> {
        public::check(&material.public())?;
        let pair = match material {
            // Building the pair is what checks that the numbers belong together.
            PrivateMaterial::Rsa(private) => return key_pair(private).map(Self::Rsa).map(Some),
            PrivateMaterial::Ec { curve, x, y, d } => {
                // The backend takes a scalar with zeros in front of it.
                exact("d", curve.row().coordinate_bytes, d.expose())?;
                let (algorithm, public) = (backend::ecdsa_signing(*curve)?, uncompressed(*curve, x, y)?);
                let pair = EcdsaKeyPair::from_private_key_and_public_key(algorithm, d.expose(), public.as_ref());
                pair.map(Self::Ecdsa)
            }
            PrivateMaterial::Okp { curve: Curve::Ed25519, x, d } => {
                exact("d", Curve::Ed25519.row().coordinate_bytes, d.expose())?;
                Ed25519KeyPair::from_seed_and_public_key(d.expose(), x).map(Self::Ed25519)
            }
            _ => return generate::check_pair(material).map(|()| None),
        };
        match pair {
            Ok(pair) => Ok(Some(pair)),
            // The backend does not say what is wrong; computing the public half does.
            Err(_) => Err(generate::check_pair(material).err().unwrap_or(KeyError::Inconsistent)),
        }
    }
}
