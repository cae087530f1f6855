//! The content encryption key of one message, which several recipients share.

use core::fmt;

use jose_core::{ContentEncryption, SecretBytes};

use super::ContentEncrypter;
#[cfg(feature = "hazmat")]
use super::check_key;
use crate::{KeyError, OperationError, random};

/// The content encryption key and the initialization vector of one message, drawn once. Each recipient's
/// [`EncryptionKey::wrap`](crate::EncryptionKey::wrap) takes it.
///
/// ```
/// use jose_core::ContentEncryption;
/// use jose_crypto::content::ContentKey;
///
/// let message = ContentKey::generate(ContentEncryption::A128CbcHs256)?;
/// let mut buffer = b"secret".to_vec();
/// let tag = message.content().encrypt(message.iv(), b"header", &mut buffer)?;
/// assert_eq!((message.iv().len(), tag.as_bytes().len()), (16, 16));
/// # Ok::<(), jose_crypto::OperationError>(())
/// ```
///
/// You want this for a message with several recipients. With one, [`EncryptionKey::establish`](crate::EncryptionKey::establish) does it all.
///
/// # Security
/// It is for one message: a second one under the same vector would reveal what both say. So it cannot be cloned.
pub struct ContentKey {
    content: ContentEncrypter,
    /// The key, and behind it the vector.
    drawn: SecretBytes,
}

impl ContentKey {
    /// Draws a new key and a new vector, in one draw.
    ///
    /// # Errors
    /// [`OperationError::Backend`] if the system gave no random bytes.
    pub fn generate(content_encryption: ContentEncryption) -> Result<Self, OperationError> {
        let row = content_encryption.row();
        let drawn = random::secret(row.key_bytes.saturating_add(row.iv_bytes))?;
        Self::new(content_encryption, drawn).map_err(|_| OperationError::Backend)
    }

    /// A key and a vector that somebody else chose.
    #[cfg(feature = "hazmat")]
    pub(crate) fn fixed(content_encryption: ContentEncryption, key: &[u8], iv: &[u8]) -> Result<Self, KeyError> {
        let row = content_encryption.row();
        check_key(content_encryption, key)?;
        if iv.len() != row.iv_bytes {
            let what = "the initialization vector";
            return Err(KeyError::WrongLength { what, needed: row.iv_bytes, found: iv.len() });
        }
        let mut drawn = SecretBytes::new(vec![0; row.key_bytes.saturating_add(row.iv_bytes)]);
        for (room, byte) in drawn.expose_mut().iter_mut().zip(key.iter().chain(iv)) {
            *room = *byte;
        }
        Self::new(content_encryption, drawn)
    }

    fn new(content_encryption: ContentEncryption, drawn: SecretBytes) -> Result<Self, KeyError> {
        let key = drawn.expose().get(..content_encryption.row().key_bytes).unwrap_or_default();
        Ok(Self { content: ContentEncrypter::new(content_encryption, key)?, drawn })
    }

    /// The key, ready.
    #[must_use]
    pub fn content(&self) -> &ContentEncrypter {
        &self.content
    }

    /// The initialization vector, to be used once, with [`ContentKey::content`].
    #[must_use]
    pub fn iv(&self) -> &[u8] {
        self.drawn.expose().get(self.content_encryption().row().key_bytes..).unwrap_or_default()
    }

    /// The content encryption that the key is for.
    #[must_use]
    pub fn content_encryption(&self) -> ContentEncryption {
        self.content.algorithm()
    }

    /// The key itself, to be wrapped.
    pub(crate) fn key(&self) -> &[u8] {
        self.drawn.expose().get(..self.content_encryption().row().key_bytes).unwrap_or_default()
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContentKey").field("algorithm", &self.content_encryption()).finish_non_exhaustive()
    }
}
