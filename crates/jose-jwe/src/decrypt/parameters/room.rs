//! Where the large parts of a recipient are while the rest moves.

use jose_core::base64url::ShortBytes;
use jose_crypto::EphemeralPublicKey;

/// Room for one recipient: mostly there is only one.
pub(in crate::decrypt) struct Room {
    pub(super) encrypted_key: ShortBytes,
    pub(super) ephemeral: Option<EphemeralPublicKey>,
}

impl Room {
    pub(in crate::decrypt) fn new() -> Self {
        Self { encrypted_key: ShortBytes::empty(), ephemeral: None }
    }
}
