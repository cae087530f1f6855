//! What is encrypted: the vector, the ciphertext and the tag.

use std::{fmt, mem};

use jose_core::{ContentEncryption, ParseError, SecretBytes, base64url};
use jose_crypto::{DecryptFailed, DecryptionKey, content::ContentDecrypter};

use super::message::Message;

/// The encrypted content, decoded. The vector and the tag have the exact lengths of the content encryption.
pub(super) struct Content {
    iv: Exact<16>,
    tag: Exact<32>,
    /// The ciphertext, and in the same place the plaintext.
    buffer: SecretBytes,
    is_spent: bool,
}

impl Content {
    /// Decodes the content of `message`. Without a content encryption, there is neither a vector nor a tag.
    pub(super) fn read(
        message: &Message<'_>,
        content_encryption: Option<ContentEncryption>,
    ) -> Result<Self, ParseError> {
        let (iv_bytes, tag_bytes) = content_encryption.map_or((0, 0), |enc| (enc.row().iv_bytes, enc.row().tag_bytes));
        let iv = Exact::read("iv", message.iv, iv_bytes)?;
        let tag = Exact::read("tag", message.tag, tag_bytes)?;
        let buffer = base64url::decode(message.ciphertext).map_err(ParseError::base64("ciphertext"))?;
        Ok(Self { iv, tag, buffer: SecretBytes::new(buffer), is_spent: false })
    }

    /// Whether a key has been tried on it, which leaves nothing of it for the next one.
    pub(super) fn is_spent(&self) -> bool {
        self.is_spent
    }

    fn spend(&mut self) -> SecretBytes {
        self.is_spent = true;
        mem::replace(&mut self.buffer, SecretBytes::new(Vec::new()))
    }

    /// Decrypts it, after the tag over it and `aad` has been checked.
    pub(super) fn open(&mut self, key: &ContentDecrypter, aad: &[u8]) -> Result<SecretBytes, DecryptFailed> {
        let mut buffer = self.spend();
        let length = key.decrypt(self.iv.bytes(), aad, self.tag.bytes(), buffer.expose_mut())?.len();
        buffer.truncate(length);
        Ok(buffer)
    }

    /// As [`Content::open`], with a key whose own algorithm encrypts the content.
    #[inline(never)]
    pub(super) fn open_integrated(
        &mut self,
        key: &DecryptionKey,
        encapsulated_key: &[u8],
        aad: &[u8],
    ) -> Result<SecretBytes, DecryptFailed> {
        let opened = key.open(encapsulated_key, aad, self.spend().into_exposed());
        opened.map(|mut plaintext| SecretBytes::new(mem::take(&mut *plaintext))).map_err(|_| DecryptFailed)
    }
}

/// A few bytes whose number is fixed by the content encryption.
struct Exact<const ROOM: usize> {
    room: [u8; ROOM],
    length: usize,
}

impl<const ROOM: usize> Exact<ROOM> {
    fn read(part: &'static str, text: &str, length: usize) -> Result<Self, ParseError> {
        let mut room = [0; ROOM];
        if base64url::decoded_len(text.len()) != length {
            // What is not base64url at all is called so, whatever its length.
            base64url::check(text).map_err(ParseError::base64(part))?;
            return Err(ParseError::Length { part });
        }
        base64url::decode_slice(text, &mut room).map_err(ParseError::base64(part))?;
        Ok(Self { room, length })
    }

    fn bytes(&self) -> &[u8] {
        self.room.get(..self.length).unwrap_or_default()
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("bytes", &self.buffer.len()).finish_non_exhaustive()
    }
}
