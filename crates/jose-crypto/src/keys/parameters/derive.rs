//! From what a private operation returned to the content encryption key.

use jose_core::{KeyManagementAlgorithm, KeyType, SecretBytes, registry::KeyManagementKind};
use zeroize::Zeroizing;

use super::{KeyParameters, KeyRoom, Unwrapped};
use crate::{
    DecryptFailed,
    key_management::{aes_key_wrap, concat_kdf},
};

impl KeyParameters<'_> {
    /// The content encryption key itself, before its length is known to be right, from what a device returned.
    pub(in crate::keys) fn derive(
        &self,
        algorithm: KeyManagementAlgorithm,
        secret: SecretBytes,
        room: &mut KeyRoom,
    ) -> Result<Unwrapped, DecryptFailed> {
        match algorithm.row().kind {
            KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. } => {
                self.derive_agreed(algorithm, secret.expose(), room)
            }
            _ => Ok(Unwrapped::Own(secret)),
        }
    }

    /// As [`KeyParameters::derive`], from an agreed secret.
    pub(in crate::keys) fn derive_agreed(
        &self,
        algorithm: KeyManagementAlgorithm,
        secret: &[u8],
        room: &mut KeyRoom,
    ) -> Result<Unwrapped, DecryptFailed> {
        match algorithm.row().kind {
            KeyManagementKind::EcdhEs => {
                let enc = self.content_encryption.row();
                self.agreed(secret, enc.name, room.front_mut(enc.key_bytes)?)?;
                Ok(Unwrapped::InRoom(enc.key_bytes))
            }
            KeyManagementKind::EcdhEsAesKeyWrap { key_bytes } => {
                self.check_length(algorithm)?;
                let mut wrapping = Zeroizing::new([0; LONGEST_WRAPPING_KEY]);
                let wrapping = wrapping.get_mut(..key_bytes).ok_or(DecryptFailed)?;
                self.agreed(secret, algorithm.name(), wrapping)?;
                aes_key_wrap::unwrap_once(wrapping, self.encrypted_key, room.all_mut()).map(Unwrapped::InRoom)
            }
            _ => Err(DecryptFailed),
        }
    }

    /// Fills `key` from an agreed secret. A device may return one that the backend never would: cut, or of zeros (RFC 7748, section 6).
    fn agreed(&self, secret: &[u8], purpose: &str, key: &mut [u8]) -> Result<(), DecryptFailed> {
        let curve = self.ephemeral.ok_or(DecryptFailed)?.curve().row();
        let is_zero = secret.iter().fold(0, |bits, byte| bits | byte) == 0;
        if secret.len() != curve.coordinate_bytes || (curve.key_type == KeyType::Okp && is_zero) {
            return Err(DecryptFailed);
        }
        concat_kdf::derive(secret, purpose, self.party_u_info, self.party_v_info, key).map_err(|_| DecryptFailed)
    }
}

const LONGEST_WRAPPING_KEY: usize = 32;
