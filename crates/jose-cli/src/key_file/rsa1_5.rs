//! RSA1_5, for whoever has named it and a build that has it.

use jose::{DecryptionKey, Jwk, JwkSet, KeyManagementAlgorithm};

use crate::exit::{Failure, Naming};

/// The keys of a set that decrypt with RSA1_5, if it was asked for by name. `is_only` says that nothing else was.
pub(super) fn keys(
    set: &JwkSet,
    accept: &[KeyManagementAlgorithm],
    is_only: bool,
    naming: Naming,
) -> Result<Vec<DecryptionKey>, Failure> {
    let (mut keys, mut refused) = (Vec::new(), None);
    if accept.contains(&KeyManagementAlgorithm::Rsa15) {
        for key in set.keys() {
            match bound(key, naming) {
                Ok(key) => keys.push(key),
                Err(failure) => refused = refused.or(Some(failure)),
            }
        }
    }
    match refused {
        Some(failure) if keys.is_empty() && is_only => Err(failure),
        _ => Ok(keys),
    }
}

#[cfg(feature = "rsa1_5-insecure")]
fn bound(key: &Jwk, naming: Naming) -> Result<DecryptionKey, Failure> {
    key.rsa1_5_insecure_decryption_key().map_err(|error| Failure::of_key(&error, naming))
}

#[cfg(not(feature = "rsa1_5-insecure"))]
fn bound(_: &Jwk, _: Naming) -> Result<DecryptionKey, Failure> {
    Err(jose::crypto::KeyError::FeatureNeeded { what: "RSA1_5", feature: "rsa1_5-insecure" }.into())
}
