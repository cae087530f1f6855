//! Key wrapping with AES-GCM (RFC 7518, section 4.7).

use std::mem;

use aws_lc_rs::aead::{Aad, LessSafeKey, Nonce};
use zeroize::Zeroizing;

use crate::{DecryptFailed, OperationError};

/// The wrapped key and its tag.
pub(crate) fn wrap(key: &LessSafeKey, iv: &[u8; 12], cek: &[u8]) -> Result<(Vec<u8>, [u8; 16]), OperationError> {
    // Until it is encrypted this is the key itself, and it is wiped if that fails.
    let mut wrapped = Zeroizing::new(cek.to_vec());
    let tag = key
        .seal_in_place_separate_tag(Nonce::assume_unique_for_key(*iv), Aad::empty(), &mut wrapped)
        .map_err(|_| OperationError::Backend)?;
    let tag = tag.as_ref().try_into().map_err(|_| OperationError::Backend)?;
    Ok((mem::take(&mut *wrapped), tag))
}

/// Puts the key inside `wrapped` into `room`, and returns its length. After a failure, what is in `room` is no key.
pub(crate) fn unwrap(
    key: &LessSafeKey,
    iv: &[u8; 12],
    tag: &[u8; 16],
    wrapped: &[u8],
    room: &mut [u8],
) -> Result<usize, DecryptFailed> {
    let cek = room.get_mut(..wrapped.len()).ok_or(DecryptFailed)?;
    cek.copy_from_slice(wrapped);
    key.open_in_place_separate_tag(Nonce::assume_unique_for_key(*iv), Aad::empty(), tag, cek)
        .map_err(|_| DecryptFailed)?;
    Ok(wrapped.len())
}
