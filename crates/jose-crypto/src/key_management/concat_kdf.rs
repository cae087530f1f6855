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
    let word = |number| u32::try_from(number).map(u32::to_be_bytes).map_err(|_| OperationError::Backend);
    let bits = word(key.len().saturating_mul(8))?;
    let [of_algorithm, of_sender, of_recipient] = &[word(algorithm.len())?, word(apu.len())?, word(apv.len())?];
    let parts: [&[u8]; 7] = [of_algorithm, algorithm.as_bytes(), of_sender, apu, of_recipient, apv, &bits];
    let length = parts.iter().fold(0_usize, |length, part| length.saturating_add(part.len()));
    let (mut short, mut long) = ([0; SHORT], Vec::new());
    let info = if length > SHORT {
        long.resize(length, 0);
        long.as_mut_slice()
    } else {
        short.get_mut(..length).unwrap_or_default()
    };
    let mut rest = &mut *info;
    for part in parts {
        let (room, behind) = rest.split_at_mut_checked(part.len()).ok_or(OperationError::Backend)?;
        room.copy_from_slice(part);
        rest = behind;
    }
    let digest = get_sskdf_digest_algorithm(SskdfDigestAlgorithmId::Sha256).ok_or(OperationError::Backend)?;
    sskdf_digest(digest, shared_secret, info, key).map_err(|_| OperationError::Backend)
}

/// What a key is bound to is not secret, and mostly short: names and two identifiers.
const SHORT: usize = 192;
