//! Decrypting under a shared key.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, registry::KeyManagementKind};

use super::{DecryptionKey, Prepared};
use crate::{
    KeyError, backend,
    content::ContentDecrypter,
    key_management::aes_key_wrap::AesUnwrapKey,
    keys::{
        encryption::{NOT_WRAPPING, exact},
        identity::KeyIdentity,
    },
};

impl DecryptionKey {
    /// Binds a shared key to a wrapping algorithm: `A128KW` to `A256KW` or `A128GCMKW` to `A256GCMKW`.
    ///
    /// # Errors
    /// [`KeyError::WrongLength`] if the key has not the algorithm's exact length, [`KeyError::Invalid`] if the algorithm does not wrap under
    /// a shared key.
    pub fn symmetric(algorithm: KeyManagementAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        let prepared = match algorithm.row().kind {
            KeyManagementKind::AesKeyWrap { key_bytes } => {
                exact(algorithm, key_bytes, key)?;
                Prepared::AesWrap(AesUnwrapKey::new(key)?)
            }
            KeyManagementKind::AesGcmKeyWrap { key_bytes } => {
                exact(algorithm, key_bytes, key)?;
                Prepared::GcmWrap(backend::aes_gcm(key)?)
            }
            _ => return Err(NOT_WRAPPING),
        };
        Ok(Self::from_prepared(algorithm, prepared).of(KeyIdentity::of_secret(key)))
    }

    /// Makes a shared key the content encryption key itself (`dir`), for one content encryption.
    ///
    /// # Errors
    /// [`KeyError::WrongLength`] if the key has not the exact length of `content_encryption`.
    pub fn direct(content_encryption: ContentEncryption, key: &[u8]) -> Result<Self, KeyError> {
        let content = ContentDecrypter::new(content_encryption, key)?;
        Ok(Self::from_prepared(KeyManagementAlgorithm::Dir, Prepared::Direct(content)).of(KeyIdentity::of_secret(key)))
    }
}
