//! What is encrypted: the vector, the ciphertext and the tag.

use std::fmt;

use jose_core::{
    ContentEncryption, ParseError,
    base64url::{self, ShortBytes},
};
use jose_crypto::{DecryptFailed, content::ContentDecrypter};
use zeroize::Zeroizing;

use super::kernel::Message;

/// The encrypted content, decoded. The vector and the tag have the exact lengths of the content encryption.
pub(super) struct Content {
    iv: ShortBytes,
    tag: ShortBytes,
    /// The ciphertext, and in the same place the plaintext.
    buffer: Zeroizing<Vec<u8>>,
}

impl Content {
    /// Decodes the content of `message`.
    pub(super) fn read(message: &Message<'_>, content_encryption: ContentEncryption) -> Result<Self, ParseError> {
        let row = content_encryption.row();
        let exact = |part, text, length| match ShortBytes::decode(text).map_err(ParseError::base64(part))? {
            bytes if bytes.len() == length => Ok(bytes),
            _ => Err(ParseError::Length { part }),
        };
        let iv = exact("iv", message.iv, row.iv_bytes)?;
        let tag = exact("tag", message.tag, row.tag_bytes)?;
        let mut buffer = Zeroizing::new(Vec::new());
        base64url::decode_onto(message.ciphertext, &mut buffer).map_err(ParseError::base64("ciphertext"))?;
        Ok(Self { iv, tag, buffer })
    }

    /// Decrypts it, after the tag over it and `aad` has been checked.
    pub(super) fn open(mut self, key: &ContentDecrypter, aad: &[u8]) -> Result<Zeroizing<Vec<u8>>, DecryptFailed> {
        let length = key.decrypt(&self.iv, aad, &self.tag, &mut self.buffer)?.len();
        self.buffer.truncate(length);
        Ok(self.buffer)
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("bytes", &self.buffer.len()).finish_non_exhaustive()
    }
}
