//! The private operation of each algorithm, with a key of this process or in a device.

use std::mem;

use aws_lc_rs::agreement;
use jose_core::{Curve, SecretBytes};
use zeroize::Zeroizing;

use super::Prepared;
use crate::{
    DecryptFailed, backend,
    key_management::gcm_key_wrap,
    keys::parameters::{UnwrapError, check_peer},
    remote::KeyOperation,
};

/// What comes out of `operation`: a content encryption key, or a shared secret before derivation.
pub(super) fn perform(prepared: &Prepared, operation: KeyOperation<'_>) -> Result<SecretBytes, UnwrapError> {
    match (prepared, operation) {
        (Prepared::AesWrap(key), KeyOperation::Unwrap { encrypted_key }) => Ok(key.unwrap(encrypted_key)?),
        (Prepared::GcmWrap(key), KeyOperation::UnwrapWithGcm { encrypted_key, iv, tag }) => {
            Ok(gcm_key_wrap::unwrap(key, iv, tag, encrypted_key)?)
        }
        (Prepared::Oaep(key, hash), KeyOperation::Unwrap { encrypted_key }) => {
            // The key stays in the room it was decrypted into, so that success costs what failure does.
            let mut room = Zeroizing::new(vec![0; key.min_output_size()]);
            let algorithm = backend::oaep(*hash).map_err(|_| DecryptFailed)?;
            let opened = key.decrypt(algorithm, encrypted_key, &mut room, None);
            let length = opened.map_err(|_| DecryptFailed)?.len();
            room.truncate(length);
            Ok(SecretBytes::new(mem::take(&mut *room)))
        }
        (Prepared::Agreement(curve, key), KeyOperation::Agree { ephemeral }) => {
            if ephemeral.curve() != *curve {
                return Err(DecryptFailed.into());
            }
            if *curve == Curve::X25519 {
                // The backend checks points on the other curves itself.
                check_peer(operation)?;
            }
            let algorithm = backend::agreement(*curve).map_err(|_| DecryptFailed)?;
            let peer = agreement::UnparsedPublicKey::new(algorithm, ephemeral.encoded());
            Ok(agreement::agree(key, peer, DecryptFailed, |secret| Ok(SecretBytes::from(secret)))?)
        }
        (Prepared::Remote(device), operation) => {
            check_peer(operation)?;
            device.unwrap_key(operation)
        }
        _ => Err(DecryptFailed.into()),
    }
}
