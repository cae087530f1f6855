//! The private operation of each algorithm, with a key of this process or in a device.

use std::mem;

use jose_core::{SecretBytes, registry::KeyManagementKind};
use zeroize::Zeroizing;

use super::{DecryptionKey, Prepared};
use crate::{
    DecryptFailed, backend, hpke,
    key_management::{aes_key_wrap::AesUnwrapKey, gcm_key_wrap},
    keys::parameters::{PrivateOperation, UnwrapError, check_peer},
    remote::KeyOperation,
};

/// What comes out of `operation`: a content encryption key, or a shared secret before derivation.
pub(super) fn perform(key: &DecryptionKey, operation: PrivateOperation<'_>) -> Result<SecretBytes, UnwrapError> {
    match (&*key.prepared, operation) {
        (Prepared::AesWrap(key), PrivateOperation::Remote(KeyOperation::Unwrap { encrypted_key })) => {
            Ok(key.unwrap(encrypted_key)?)
        }
        (Prepared::GcmWrap(key), PrivateOperation::Remote(KeyOperation::UnwrapWithGcm { encrypted_key, iv, tag })) => {
            Ok(gcm_key_wrap::unwrap(key, iv, tag, encrypted_key)?)
        }
        (Prepared::Oaep(key, hash), PrivateOperation::Remote(KeyOperation::Unwrap { encrypted_key })) => {
            let algorithm = backend::oaep(*hash).map_err(|_| DecryptFailed)?;
            in_room(key.min_output_size(), |room| {
                key.decrypt(algorithm, encrypted_key, room, None).ok().map(|opened| opened.len())
            })
        }
        #[cfg(feature = "rsa1_5-insecure")]
        (Prepared::Pkcs1(key), PrivateOperation::Pkcs1 { encrypted_key }) => {
            if encrypted_key.len() != key.key_size_bytes() {
                return Err(DecryptFailed.into());
            }
            in_room(key.min_output_size(), |room| key.decrypt(encrypted_key, room).ok().map(|opened| opened.len()))
        }
        (Prepared::Agreement(key), PrivateOperation::Remote(KeyOperation::Agree { ephemeral })) => {
            Ok(key.agree_with(ephemeral)?)
        }
        (Prepared::Password(password), PrivateOperation::Stretch { encrypted_key, salt, rounds }) => {
            let unwrapping = password.stretched(salt, rounds, |key| {
                Ok(AesUnwrapKey::new(key).map_err(|_| DecryptFailed).and_then(|key| key.unwrap(encrypted_key)))
            });
            Ok(unwrapping.map_err(UnwrapError::Operation)??)
        }
        (
            Prepared::Hpke(own, public),
            PrivateOperation::Decapsulate { encapsulated_key, encrypted_key, content_encryption },
        ) => {
            let KeyManagementKind::HpkeKeyEncryption(suite) = key.algorithm.row().kind else {
                return Err(DecryptFailed.into());
            };
            let mut buffer = Zeroizing::new(encrypted_key.to_vec());
            let info = hpke::recipient_info(content_encryption);
            hpke::open(suite, (own, public), encapsulated_key, (&info, b""), &mut buffer)?;
            Ok(SecretBytes::new(mem::take(&mut *buffer)))
        }
        (Prepared::Remote(device), PrivateOperation::Remote(operation)) => {
            check_peer(operation)?;
            device.unwrap_key(operation)
        }
        _ => Err(DecryptFailed.into()),
    }
}

/// What RSA decrypts into a room of `length` bytes. The key stays in the room, so that success costs what failure does.
fn in_room(length: usize, decrypt: impl FnOnce(&mut [u8]) -> Option<usize>) -> Result<SecretBytes, UnwrapError> {
    let mut room = Zeroizing::new(vec![0; length]);
    let length = decrypt(&mut room).ok_or(DecryptFailed)?;
    room.truncate(length);
    Ok(SecretBytes::new(mem::take(&mut *room)))
}
