//! Whether `use` and `key_ops` permit an operation. Specification: RFC 7517, sections 4.2 and 4.3.

use jose_core::{KeyManagementAlgorithm, registry::KeyManagementKind};

use crate::{JwkError, KeyOperation, KeyUse, metadata::Metadata};

use KeyOperation::{Decrypt, DeriveBits, DeriveKey, Encrypt, Sign, UnwrapKey, Verify, WrapKey};

/// Permits to sign.
pub(super) fn sign(metadata: &Metadata) -> Result<(), JwkError> {
    permit(metadata, &[Sign], Silence::Forbids)
}

/// Permits to verify.
pub(super) fn verify(metadata: &Metadata) -> Result<(), JwkError> {
    permit(metadata, &[Verify], Silence::Forbids)
}

/// Permits to encrypt, with the word that suits the algorithm.
pub(super) fn encrypt(metadata: &Metadata, algorithm: KeyManagementAlgorithm) -> Result<(), JwkError> {
    match algorithm.row().kind {
        KeyManagementKind::Direct => permit(metadata, &[Encrypt], Silence::Forbids),
        // The public half of an agreement does nothing itself, and its list is empty (W3C Web Cryptography API, section 24.4).
        _ if agrees(algorithm) => permit(metadata, &[DeriveKey, DeriveBits], Silence::Permits),
        _ => permit(metadata, &[WrapKey, Encrypt], Silence::Forbids),
    }
}

/// Permits to decrypt, with the word that suits the algorithm.
pub(super) fn decrypt(metadata: &Metadata, algorithm: KeyManagementAlgorithm) -> Result<(), JwkError> {
    match algorithm.row().kind {
        KeyManagementKind::Direct => permit(metadata, &[Decrypt], Silence::Forbids),
        _ if agrees(algorithm) => permit(metadata, &[DeriveKey, DeriveBits], Silence::Forbids),
        _ => permit(metadata, &[UnwrapKey, Decrypt], Silence::Forbids),
    }
}

fn agrees(algorithm: KeyManagementAlgorithm) -> bool {
    matches!(algorithm.row().kind, KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. })
}

/// What an empty `key_ops` means.
#[derive(Clone, Copy, PartialEq)]
enum Silence {
    Permits,
    Forbids,
}

fn permit(metadata: &Metadata, operations: &[KeyOperation], empty: Silence) -> Result<(), JwkError> {
    let key_use = operations.first().map_or(KeyUse::Encryption, |operation| operation.key_use());
    let operation = operations.first().map_or("", |operation| operation.name());
    if metadata.key_use.as_deref().is_some_and(|name| name != key_use.name()) {
        return Err(JwkError::NotPermitted { member: "use", operation });
    }
    let Some(names) = &metadata.key_operations else { return Ok(()) };
    let listed = names.iter().any(|name| operations.iter().any(|operation| operation.name() == name));
    if listed || (names.is_empty() && empty == Silence::Permits) {
        Ok(())
    } else {
        Err(JwkError::NotPermitted { member: "key_ops", operation })
    }
}
