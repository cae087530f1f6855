//! AES Key Wrap (RFC 3394).
//!
//! The backend's own key wrap expands the key at each call, which is right for a key that was derived for one message: [`wrap_once`] and
//! [`unwrap_once`]. For a key that is kept it is not, and it has no 192-bit keys; its block cipher has all three and keeps the expanded key. So for
//! those the loop of RFC 3394 stands here, over the backend's AES, with the RFC's vectors as tests.

use std::mem;

use aws_lc_rs::{
    cipher::{DecryptingKey, DecryptionContext, EncryptingKey},
    constant_time,
    key_wrap::{AES_128, AES_256, AesKek, BlockCipher, KeyWrap},
};
use zeroize::Zeroizing;

use crate::{DecryptFailed, KeyError, OperationError, backend};

const BLOCK: usize = 8;
/// RFC 3394, section 2.2.3.1: what an unwrapped register must show.
const INTEGRITY: [u8; BLOCK] = [0xa6; BLOCK];
const ROUNDS: u64 = 6;

pub(crate) struct AesWrapKey {
    encrypting: EncryptingKey,
}

impl AesWrapKey {
    pub(crate) fn new(key: &[u8]) -> Result<Self, KeyError> {
        let encrypting = EncryptingKey::ecb(backend::aes(key)?).map_err(|_| NOT_AES)?;
        Ok(Self { encrypting })
    }

    /// The wrapped form of `key`, 8 bytes longer.
    pub(crate) fn wrap(&self, key: &[u8]) -> Result<Vec<u8>, OperationError> {
        steps(key.len()).ok_or(OperationError::Backend)?;
        // Until the last round this holds parts of the key, and it is wiped if a round fails.
        let mut wrapped = Zeroizing::new(Vec::with_capacity(key.len().saturating_add(BLOCK)));
        wrapped.extend_from_slice(&INTEGRITY);
        wrapped.extend_from_slice(key);
        let (front, body) = wrapped.split_first_chunk_mut::<BLOCK>().ok_or(OperationError::Backend)?;
        let (blocks, _) = body.as_chunks_mut::<BLOCK>();
        // The register and the block that is being worked on, side by side.
        let mut pair = Zeroizing::new([*front, [0; BLOCK]]);
        let mut step: u64 = 0;
        for _ in 0..ROUNDS {
            for block in &mut *blocks {
                step = step.saturating_add(1);
                let [_, half] = &mut *pair;
                *half = *block;
                self.encrypting.encrypt(pair.as_flattened_mut()).map_err(|_| OperationError::Backend)?;
                let [register, half] = &mut *pair;
                *block = *half;
                *register = count(*register, step);
            }
        }
        let [register, _] = &*pair;
        *front = *register;
        Ok(mem::take(&mut *wrapped))
    }
}

pub(crate) struct AesUnwrapKey {
    decrypting: DecryptingKey,
}

impl AesUnwrapKey {
    pub(crate) fn new(key: &[u8]) -> Result<Self, KeyError> {
        let decrypting = DecryptingKey::ecb(backend::aes(key)?).map_err(|_| NOT_AES)?;
        Ok(Self { decrypting })
    }

    /// Puts the key inside `wrapped` into `room`, and returns its length. After a failure, what is in `room` is no key.
    pub(crate) fn unwrap(&self, wrapped: &[u8], room: &mut [u8]) -> Result<usize, DecryptFailed> {
        let (front, body) = wrapped.split_first_chunk::<BLOCK>().ok_or(DecryptFailed)?;
        let mut step = steps(body.len()).ok_or(DecryptFailed)?;
        let key = room.get_mut(..body.len()).ok_or(DecryptFailed)?;
        key.copy_from_slice(body);
        let (blocks, _) = key.as_chunks_mut::<BLOCK>();
        let mut pair = Zeroizing::new([*front, [0; BLOCK]]);
        for _ in 0..ROUNDS {
            for block in blocks.iter_mut().rev() {
                let [register, half] = &mut *pair;
                *register = count(*register, step);
                *half = *block;
                self.decrypting.decrypt(pair.as_flattened_mut(), DecryptionContext::None).map_err(|_| DecryptFailed)?;
                let [_, half] = &*pair;
                *block = *half;
                step = step.saturating_sub(1);
            }
        }
        let [register, _] = &*pair;
        constant_time::verify_slices_are_equal(register, &INTEGRITY).map_err(|_| DecryptFailed)?;
        Ok(body.len())
    }
}

/// Wraps `cek` under a key that does nothing else.
pub(crate) fn wrap_once(key: &[u8], cek: &[u8]) -> Result<Vec<u8>, OperationError> {
    let Some(key) = backends_own(key) else {
        return AesWrapKey::new(key).map_err(|_| OperationError::Backend)?.wrap(cek);
    };
    let mut wrapped = vec![0; cek.len().saturating_add(BLOCK)];
    key.wrap(cek, &mut wrapped).map_err(|_| OperationError::Backend)?;
    Ok(wrapped)
}

/// As [`AesUnwrapKey::unwrap`], under a key that does nothing else.
pub(crate) fn unwrap_once(key: &[u8], wrapped: &[u8], room: &mut [u8]) -> Result<usize, DecryptFailed> {
    match backends_own(key) {
        Some(key) => key.unwrap(wrapped, room).map(|key| key.len()).map_err(|_| DecryptFailed),
        None => AesUnwrapKey::new(key).map_err(|_| DecryptFailed)?.unwrap(wrapped, room),
    }
}

/// The key as the backend's key wrap has it, if it does.
fn backends_own(key: &[u8]) -> Option<AesKek> {
    let cipher = [&AES_128, &AES_256].into_iter().find(|cipher| cipher.key_len() == key.len())?;
    AesKek::new(cipher, key).ok()
}

/// How many block operations a key of this length takes; `None` for lengths that RFC 3394 does not wrap.
fn steps(key_bytes: usize) -> Option<u64> {
    let blocks = u64::try_from(key_bytes / BLOCK).ok()?;
    (key_bytes.is_multiple_of(BLOCK) && blocks >= 2).then(|| blocks.saturating_mul(ROUNDS))
}

/// RFC 3394, section 2.2.1, step 2: the register takes in the number of the step.
fn count(register: [u8; BLOCK], step: u64) -> [u8; BLOCK] {
    (u64::from_be_bytes(register) ^ step).to_be_bytes()
}

const NOT_AES: KeyError = KeyError::Invalid { what: "not an AES key" };

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test that overflows should fail")]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect()
    }

    /// RFC 3394, sections 4.1 to 4.6: wrapping key, key, wrapped key.
    const VECTORS: &[(&str, &str, &str, &str)] = &[
        (
            "4.1",
            "000102030405060708090A0B0C0D0E0F",
            "00112233445566778899AABBCCDDEEFF",
            "1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5",
        ),
        (
            "4.2",
            "000102030405060708090A0B0C0D0E0F1011121314151617",
            "00112233445566778899AABBCCDDEEFF",
            "96778B25AE6CA435F92B5B97C050AED2468AB8A17AD84E5D",
        ),
        (
            "4.3",
            "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
            "00112233445566778899AABBCCDDEEFF",
            "64E8C3F9CE0F5BA263E9777905818A2A93C8191E7D6E8AE7",
        ),
        (
            "4.4",
            "000102030405060708090A0B0C0D0E0F1011121314151617",
            "00112233445566778899AABBCCDDEEFF0001020304050607",
            "031D33264E15D33268F24EC260743EDCE1C6C7DDEE725A936BA814915C6762D2",
        ),
        (
            "4.5",
            "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
            "00112233445566778899AABBCCDDEEFF0001020304050607",
            "A8F9BC1612C68B3FF6E6F4FBE30E71E4769C8B80A32CB8958CD5D17D6B254DA1",
        ),
        (
            "4.6",
            "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
            "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F",
            "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21",
        ),
    ];

    #[test]
    fn the_vectors_of_rfc_3394() {
        for (section, kek, key, wrapped) in VECTORS {
            let (kek, key, wrapped) = (bytes(kek), bytes(key), bytes(wrapped));
            assert_eq!(AesWrapKey::new(&kek).unwrap().wrap(&key).unwrap(), wrapped, "{section}");
            let mut room = [0; 64];
            let length = AesUnwrapKey::new(&kek).unwrap().unwrap(&wrapped, &mut room).unwrap();
            assert_eq!(room[..length], key, "{section}");
            assert_eq!(wrap_once(&kek, &key).unwrap(), wrapped, "{section}");
            assert_eq!(unwrap_once(&kek, &wrapped, &mut room), Ok(length), "{section}");
            assert_eq!(room[..length], key, "{section}");
            for too_small in 0..key.len() {
                let unwrapped = AesUnwrapKey::new(&kek).unwrap().unwrap(&wrapped, &mut room[..too_small]);
                assert_eq!(unwrapped, Err(DecryptFailed), "{section}");
                assert_eq!(unwrap_once(&kek, &wrapped, &mut room[..too_small]), Err(DecryptFailed), "{section}");
            }
        }
    }

    /// A key that is kept and one that is used once do the same, by different ways but for 192 bits.
    #[test]
    fn both_ways_agree() {
        for kek in [&[3_u8; 16][..], &[5; 24], &[4; 32]] {
            for length in [16, 24, 32, 48, 64] {
                let key = vec![0x5a; length];
                assert_eq!(
                    AesWrapKey::new(kek).unwrap().wrap(&key).unwrap(),
                    wrap_once(kek, &key).unwrap(),
                    "{length}"
                );
            }
            for length in [0, 1, 8, 15, 17, 31] {
                assert!(AesWrapKey::new(kek).unwrap().wrap(&vec![1; length]).is_err(), "{length}");
                assert!(wrap_once(kek, &vec![1; length]).is_err(), "{length}");
            }
        }
        for length in [0, 1, 15, 17, 33] {
            assert!(wrap_once(&vec![1; length], &[1; 16]).is_err(), "{length}");
            assert!(unwrap_once(&vec![1; length], &[1; 24], &mut [0; 64]).is_err(), "{length}");
        }
    }

    #[test]
    fn what_does_not_unwrap() {
        for kek in [&[7_u8; 16][..], &[7; 24], &[7; 32]] {
            let key = AesUnwrapKey::new(kek).unwrap();
            let refused = |wrapped: &[u8], name: String| {
                assert_eq!(key.unwrap(wrapped, &mut [0; 64]), Err(DecryptFailed), "{name}");
                assert_eq!(unwrap_once(kek, wrapped, &mut [0; 64]), Err(DecryptFailed), "{name}");
            };
            for length in [0, 1, 7, 8, 15, 16, 17, 23, 25, 31, 39, 41] {
                refused(&vec![0; length], format!("{length} bytes"));
            }
            let wrapped = AesWrapKey::new(kek).unwrap().wrap(&[1; 32]).unwrap();
            for index in 0..wrapped.len() {
                let mut altered = wrapped.clone();
                altered[index] ^= 1;
                refused(&altered, format!("byte {index}"));
            }
        }
    }
}
