//! ML-DSA keys, which grow from a seed.

use aws_lc_rs::{
    constant_time::verify_slices_are_equal,
    encoding::{AsRawBytes, PqdsaPrivateKeyRaw},
    signature::{KeyPair, PqdsaKeyPair},
};
use jose_core::{JwsAlgorithm, SecretBytes, registry::ML_DSA_SEED_BYTES};

use super::{PrivateMaterial, public::exact};
use crate::{KeyError, backend, random};

pub(super) fn generate(algorithm: JwsAlgorithm) -> Result<PrivateMaterial, KeyError> {
    backend::ml_dsa_signing(algorithm)?;
    // Any 32 random bytes are a seed (FIPS 204, algorithm 1).
    let seed = random::secret(ML_DSA_SEED_BYTES).map_err(|_| KeyError::NoRandomness)?;
    from_seed(algorithm, seed)
}

pub(super) fn from_seed(algorithm: JwsAlgorithm, seed: SecretBytes) -> Result<PrivateMaterial, KeyError> {
    let public_key = key_pair(algorithm, &seed)?.public_key().as_ref().to_vec();
    Ok(PrivateMaterial::Akp { algorithm, public_key, seed })
}

pub(super) fn check_expanded(algorithm: JwsAlgorithm, seed: &SecretBytes, expanded: &[u8]) -> Result<(), KeyError> {
    let pair = key_pair(algorithm, seed)?;
    let own: PqdsaPrivateKeyRaw<'_> = pair.private_key().as_raw_bytes().map_err(|_| KeyError::Inconsistent)?;
    verify_slices_are_equal(own.as_ref(), expanded).map_err(|_| KeyError::Inconsistent)
}

pub(crate) fn key_pair(algorithm: JwsAlgorithm, seed: &SecretBytes) -> Result<PqdsaKeyPair, KeyError> {
    let backend = backend::ml_dsa_signing(algorithm)?;
    exact("priv", ML_DSA_SEED_BYTES, seed.expose())?;
    PqdsaKeyPair::from_seed(backend, seed.expose()).map_err(|_| KeyError::Invalid { what: "the seed makes no key" })
}
