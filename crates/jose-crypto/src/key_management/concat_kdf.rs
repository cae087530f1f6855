//! The Concat KDF of ECDH-ES (RFC 7518, section 4.6.2).

use aws_lc_rs::kdf::{SskdfDigestAlgorithmId, get_sskdf_digest_algorithm, sskdf_digest};
use zeroize::Zeroizing;

use crate::OperationError;

/// The longest key derived here, that of A256CBC-HS512.
pub(crate) const LONGEST: usize = 64;

/// A key of `key_bytes` bytes from a shared secret. `algorithm` is the name of what the key is for: `enc` for direct agreement, `alg` with
/// key wrapping. `apu` and `apv` are decoded.
pub(crate) fn derive(
    shared_secret: &[u8],
    algorithm: &str,
    apu: &[u8],
    apv: &[u8],
    key_bytes: usize,
) -> Result<Zeroizing<[u8; LONGEST]>, OperationError> {
    let mut info =
        Vec::with_capacity(algorithm.len().saturating_add(apu.len()).saturating_add(apv.len()).saturating_add(16));
    for part in [algorithm.as_bytes(), apu, apv] {
        let length = u32::try_from(part.len()).map_err(|_| OperationError::Backend)?;
        info.extend_from_slice(&length.to_be_bytes());
        info.extend_from_slice(part);
    }
    let bits = u32::try_from(key_bytes.saturating_mul(8)).map_err(|_| OperationError::Backend)?;
    info.extend_from_slice(&bits.to_be_bytes());
    let digest = get_sskdf_digest_algorithm(SskdfDigestAlgorithmId::Sha256).ok_or(OperationError::Backend)?;
    let mut key = Zeroizing::new([0; LONGEST]);
    let output = key.get_mut(..key_bytes).ok_or(OperationError::Backend)?;
    sskdf_digest(digest, shared_secret, &info, output).map_err(|_| OperationError::Backend)?;
    Ok(key)
}
