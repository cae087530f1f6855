//! Where the large parts of a recipient are while the rest moves.

use std::borrow::Cow;

use jose_core::base64url::{self, Base64Error};
use jose_crypto::EphemeralPublicKey;

/// All encrypted keys but those of very large RSA keys fit.
const ROOM: usize = 512;

/// Room for one recipient: mostly there is only one.
pub(in crate::decrypt) struct Room {
    pub(super) encrypted_key: [u8; ROOM],
    pub(super) ephemeral: Option<EphemeralPublicKey>,
}

impl Room {
    pub(in crate::decrypt) fn new() -> Self {
        Self { encrypted_key: [0; ROOM], ephemeral: None }
    }
}

/// Decodes an encrypted key into the room if it fits.
pub(super) fn short<'r>(text: &str, room: Option<&'r mut [u8; ROOM]>) -> Result<Cow<'r, [u8]>, Base64Error> {
    match room.filter(|room| base64url::decoded_len(text.len()) <= room.len()) {
        Some(room) => base64url::decode_slice(text, room).map(|bytes| Cow::Borrowed(&*bytes)),
        None => base64url::decode(text).map(Cow::Owned),
    }
}
