//! The private operation of each algorithm, with a key of this process or in a device.

use std::mem;

use jose_core::{SecretBytes, registry::KeyManagementKind};
use zeroize::Zeroizing;

use super::{DecryptionKey, Prepared};
use crate::{
    DecryptFailed, backend, hpke,
    key_management::{aes_key_wrap::unwrap_once, gcm_key_wrap},
    keys::parameters::{KeyParameters, KeyRoom, PrivateOperation, UnwrapError, Unwrapped, check_peer},
    remote::KeyOperation,
};

/// The content encryption key that `operation` yields, of which `parameters` say what else enters it.
pub(super) fn perform(
    key: &DecryptionKey,
    operation: PrivateOperation<'_>,
    parameters: &KeyParameters<'_>,
    room: &mut KeyRoom,
) -> Result<Unwrapped, UnwrapError> {
    let algorithm = key.algorithm;
    match (&*key.prepared, operation) {
        (Prepared::AesWrap(key), PrivateOperation::Remote(KeyOperation::Unwrap { encrypted_key })) => {
            Ok(Unwrapped::InRoom(key.unwrap(encrypted_key, room.all_mut())?))
        }
        (Prepared::GcmWrap(key), PrivateOperation::Remote(KeyOperation::UnwrapWithGcm { encrypted_key, iv, tag })) => {
            Ok(Unwrapped::InRoom(gcm_key_wrap::unwrap(key, iv, tag, encrypted_key, room.all_mut())?))
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
            Ok(key.agree_with(ephemeral, |secret| parameters.derive_agreed(algorithm, secret, room))?)
        }
        (Prepared::Password(password), PrivateOperation::Stretch { encrypted_key, salt, rounds }) => {
            let unwrapping =
                password.stretched(salt, rounds, |key| Ok(unwrap_once(key, encrypted_key, room.all_mut())));
            Ok(Unwrapped::InRoom(unwrapping.map_err(UnwrapError::Operation)??))
        }
        (
            Prepared::Hpke(own, public),
            PrivateOperation::Decapsulate { encapsulated_key, encrypted_key, content_encryption },
        ) => {
            let KeyManagementKind::HpkeKeyEncryption(suite) = algorithm.row().kind else {
                return Err(DecryptFailed.into());
            };
            let mut buffer = Zeroizing::new(encrypted_key.to_vec());
            let info = hpke::recipient_info(content_encryption);
            hpke::open(suite, (own, public), encapsulated_key, (&info, b""), &mut buffer)?;
            Ok(Unwrapped::Own(SecretBytes::new(mem::take(&mut *buffer))))
        }
        (Prepared::Remote(device), PrivateOperation::Remote(operation)) => {
            check_peer(operation)?;
            Ok(parameters.derive(algorithm, device.unwrap_key(operation)?, room)?)
        }
        _ => Err(DecryptFailed.into()),
    }
}

/// What RSA decrypts into a room of `length` bytes. The key stays in the room, so that success costs what failure does.
fn in_room(length: usize, decrypt: impl FnOnce(&mut [u8]) -> Option<usize>) -> Result<Unwrapped, UnwrapError> {
    let mut room = Zeroizing::new(vec![0; length]);
    let length = decrypt(&mut room).ok_or(DecryptFailed)?;
    room.truncate(length);
    Ok(Unwrapped::Own(SecretBytes::new(mem::take(&mut *room))))
}
