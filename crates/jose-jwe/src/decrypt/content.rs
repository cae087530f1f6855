//! What is encrypted: the vector, the ciphertext and the tag.

use std::{fmt, mem};

use jose_core::{
    ContentEncryption, ParseError,
    base64url::{self, ShortBytes},
};
use jose_crypto::{DecryptFailed, DecryptionKey, content::ContentDecrypter};
use zeroize::Zeroizing;

use super::message::Message;

/// The encrypted content, decoded. The vector and the tag have the exact lengths of the content encryption.
pub(super) struct Content {
    iv: ShortBytes,
    tag: ShortBytes,
    /// The ciphertext, and in the same place the plaintext.
    buffer: Zeroizing<Vec<u8>>,
}

impl Content {
    /// Decodes the content of `message`. Without a content encryption, there is neither a vector nor a tag.
    pub(super) fn read(
        message: &Message<'_>,
        content_encryption: Option<ContentEncryption>,
    ) -> Result<Self, ParseError> {
        let (iv_bytes, tag_bytes) = content_encryption.map_or((0, 0), |enc| (enc.row().iv_bytes, enc.row().tag_bytes));
        let exact = |part, text, length| match ShortBytes::decode(text).map_err(ParseError::base64(part))? {
            bytes if bytes.len() == length => Ok(bytes),
            _ => Err(ParseError::Length { part }),
        };
        let iv = exact("iv", message.iv, iv_bytes)?;
        let tag = exact("tag", message.tag, tag_bytes)?;
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

    /// As [`Content::open`], with a key whose own algorithm encrypts the content.
    pub(super) fn open_integrated(
        mut self,
        key: &DecryptionKey,
        encapsulated_key: &[u8],
        aad: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, DecryptFailed> {
        key.open(encapsulated_key, aad, mem::take(&mut *self.buffer)).map_err(|_| DecryptFailed)
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("bytes", &self.buffer.len()).finish_non_exhaustive()
    }
}
