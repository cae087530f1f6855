//! From what a private operation returned to the content encryption key.

use jose_core::{KeyManagementAlgorithm, KeyType, SecretBytes, registry::KeyManagementKind};
use zeroize::Zeroizing;

use super::{KeyParameters, UnwrapError};
use crate::{
    DecryptFailed,
    key_management::{aes_key_wrap::AesUnwrapKey, concat_kdf},
};

impl KeyParameters<'_> {
    /// The content encryption key itself, before its length is known to be right.
    pub(super) fn derive(
        &self,
        algorithm: KeyManagementAlgorithm,
        secret: SecretBytes,
    ) -> Result<SecretBytes, UnwrapError> {
        match algorithm.row().kind {
            KeyManagementKind::EcdhEs => {
                let enc = self.content_encryption.row();
                let mut key = SecretBytes::new(vec![0; enc.key_bytes]);
                self.agreed(&secret, enc.name, key.expose_mut())?;
                Ok(key)
            }
            KeyManagementKind::EcdhEsAesKeyWrap { key_bytes } => {
                self.check_length(algorithm)?;
                let mut room = Zeroizing::new([0; LONGEST_WRAPPING_KEY]);
                let key = room.get_mut(..key_bytes).ok_or(DecryptFailed)?;
                self.agreed(&secret, algorithm.name(), key)?;
                Ok(AesUnwrapKey::new(key).map_err(|_| DecryptFailed)?.unwrap(self.encrypted_key)?)
            }
            _ => Ok(secret),
        }
    }

    /// Fills `key` from an agreed secret. A device may return one that the backend never would: cut, or of zeros (RFC 7748, section 6).
    fn agreed(&self, secret: &SecretBytes, purpose: &str, key: &mut [u8]) -> Result<(), DecryptFailed> {
        let curve = self.ephemeral.ok_or(DecryptFailed)?.curve().row();
        let secret = secret.expose();
        let is_zero = secret.iter().fold(0, |bits, byte| bits | byte) == 0;
        if secret.len() != curve.coordinate_bytes || (curve.key_type == KeyType::Okp && is_zero) {
            return Err(DecryptFailed);
        }
        concat_kdf::derive(secret, purpose, self.party_u_info, self.party_v_info, key).map_err(|_| DecryptFailed)
    }
}

const LONGEST_WRAPPING_KEY: usize = 32;
