//! Random secrets of the length that their algorithm asks for.

use jose_core::registry::{JwsKind, KeyManagementKind};
use jose_crypto::{KeyError, random};

use crate::{JwkError, SymmetricJwk};

pub(super) fn for_hmac(kind: JwsKind) -> Result<SymmetricJwk, JwkError> {
    match kind {
        JwsKind::Hmac(hash) => of(hash.output_bytes()),
        _ => Err(JwkError::unsupported("algorithm", "that is not HMAC")),
    }
}

pub(super) fn for_wrapping(kind: KeyManagementKind) -> Result<SymmetricJwk, JwkError> {
    match kind {
        KeyManagementKind::AesKeyWrap { key_bytes } | KeyManagementKind::AesGcmKeyWrap { key_bytes } => of(key_bytes),
        _ => Err(JwkError::AlgorithmNeeded {
            key: "a dir key",
            advice: "name the content encryption that it is for instead, such as A256GCM",
        }),
    }
}

/// A secret of this many bytes.
pub(super) fn of(bytes: usize) -> Result<SymmetricJwk, JwkError> {
    SymmetricJwk::from_secret(random::secret(bytes).map_err(|_| KeyError::NoRandomness)?)
}
