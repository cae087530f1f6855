//! Whether a key can do an algorithm at all, by its type and curve.

use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType};
use jose_crypto::KeyError;

/// Refuses an algorithm of ours on a key of another type or curve. Names that are not ours say nothing.
pub(crate) fn check(algorithm: Option<&str>, key_type: KeyType, curve: Option<Curve>) -> Result<(), KeyError> {
    let Some(name) = algorithm else { return Ok(()) };
    if let Some(known) = JwsAlgorithm::from_name(name) {
        jws(known, key_type, curve)
    } else if let Some(known) = KeyManagementAlgorithm::from_name(name) {
        key_management(known, key_type, curve)
    } else if let Some(known) = ContentEncryption::from_name(name) {
        only_if(key_type == KeyType::Oct, known.name(), key_type)
    } else {
        Ok(())
    }
}

pub(crate) fn jws(algorithm: JwsAlgorithm, key_type: KeyType, curve: Option<Curve>) -> Result<(), KeyError> {
    let row = algorithm.row();
    only_if(row.key_type == key_type, row.name, key_type)?;
    match curve.filter(|curve| !row.curves.is_empty() && !row.curves.contains(curve)) {
        Some(found) => Err(KeyError::WrongCurve { algorithm: row.name, found }),
        None => Ok(()),
    }
}

pub(crate) fn key_management(
    algorithm: KeyManagementAlgorithm,
    key_type: KeyType,
    curve: Option<Curve>,
) -> Result<(), KeyError> {
    let row = algorithm.row();
    only_if(row.key_types.contains(&key_type), row.name, key_type)?;
    match curve.filter(|curve| !row.curves.contains(curve)) {
        Some(found) => Err(KeyError::WrongCurve { algorithm: row.name, found }),
        None => Ok(()),
    }
}

fn only_if(fits: bool, algorithm: &'static str, found: KeyType) -> Result<(), KeyError> {
    if fits { Ok(()) } else { Err(KeyError::WrongKeyType { algorithm, found }) }
}
