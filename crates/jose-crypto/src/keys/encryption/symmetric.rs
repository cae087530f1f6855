//! Encrypting under a shared key.

use std::sync::atomic::AtomicU64;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, registry::KeyManagementKind};

use super::{EncryptionKey, Prepared};
use crate::{
    KeyError, backend, content::ContentEncrypter, key_management::aes_key_wrap::AesWrapKey, keys::identity::KeyIdentity,
};

impl EncryptionKey {
    /// Binds a shared key to a wrapping algorithm: `A128KW` to `A256KW` or `A128GCMKW` to `A256GCMKW`.
    ///
    /// # Errors
    /// [`KeyError::WrongLength`] if the key has not the algorithm's exact length, [`KeyError::Invalid`] if the algorithm does not wrap under
    /// a shared key.
    pub fn symmetric(algorithm: KeyManagementAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        let prepared = match algorithm.row().kind {
            KeyManagementKind::AesKeyWrap { key_bytes } => {
                exact(algorithm, key_bytes, key)?;
                Prepared::AesWrap(AesWrapKey::new(key)?)
            }
            KeyManagementKind::AesGcmKeyWrap { key_bytes } => {
                exact(algorithm, key_bytes, key)?;
                Prepared::GcmWrap { key: backend::aes_gcm(key)?, messages: AtomicU64::new(0) }
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
        let content = ContentEncrypter::new(content_encryption, key)?;
        let prepared = Prepared::Direct { content, messages: AtomicU64::new(0) };
        Ok(Self::from_prepared(KeyManagementAlgorithm::Dir, prepared).of(KeyIdentity::of_secret(key)))
    }
}

pub(in crate::keys) fn exact(algorithm: KeyManagementAlgorithm, needed: usize, key: &[u8]) -> Result<(), KeyError> {
    let found = key.len();
    if found == needed { Ok(()) } else { Err(KeyError::WrongLength { what: algorithm.name(), needed, found }) }
}

pub(in crate::keys) const NOT_WRAPPING: KeyError =
    KeyError::Invalid { what: "this algorithm does not wrap keys under a shared key" };
