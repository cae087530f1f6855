//! The Concat KDF of ECDH-ES (RFC 7518, section 4.6.2).

use crate::OperationError;
use aws_lc_rs::kdf::{SskdfDigestAlgorithmId, get_sskdf_digest_algorithm, sskdf_digest};

/// Fills `key` from a shared secret. `algorithm` is the name of what the key is for: `enc` for direct agreement, `alg` with key wrapping.
/// `apu` and `apv` are decoded. The caller brings the room, because a key that is returned by value leaves a copy on the stack.
pub(crate) fn derive(
    shared_secret: &[u8],
    algorithm: &str,
    apu: &[u8],
    apv: &[u8],
    key: &mut [u8],
) -> Result<(), OperationError> {
    let mut info =
        Vec::with_capacity(algorithm.len().saturating_add(apu.len()).saturating_add(apv.len()).saturating_add(16));
    for part in [algorithm.as_bytes(), apu, apv] {
        let length = u32::try_from(part.len()).map_err(|_| OperationError::Backend)?;
        info.extend_from_slice(&length.to_be_bytes());
        info.extend_from_slice(part);
    }
    let bits = u32::try_from(key.len().saturating_mul(8)).map_err(|_| OperationError::Backend)?;
    info.extend_from_slice(&bits.to_be_bytes());
    let digest = get_sskdf_digest_algorithm(SskdfDigestAlgorithmId::Sha256).ok_or(OperationError::Backend)?;
    sskdf_digest(digest, shared_secret, &info, key).map_err(|_| OperationError::Backend)
}
