//! What an envelope adds to a token.

use jose_core::{ContentEncryption, base64url, base64url::encoded_len, registry::ContentEncryptionKind};
use jose_jwe::EncryptError;
use serde_json::{Map, Value};

use crate::issuer::envelope::Recipient;

/// An envelope around nothing. Each part of it but the content is as long for every message to the same key.
#[derive(Clone, Copy, Debug)]
pub(in crate::issuer) struct Overhead {
    /// The header as JSON, without replicated claims.
    header: usize,
    /// The encrypted key, the initialization vector and the tag, encoded, with the four dots.
    fixed: usize,
    /// The content when nothing is in it.
    content: usize,
    /// Whether the content is filled up to whole blocks.
    padded: bool,
}

const BLOCK: usize = 16;

impl Overhead {
    /// The envelope around a text of `bytes`, with these members in its header.
    pub(in crate::issuer) fn around(self, bytes: usize, members: &Map<String, Value>) -> usize {
        let content = if self.padded {
            (bytes / BLOCK).saturating_add(1).saturating_mul(BLOCK)
        } else {
            bytes.saturating_add(self.content)
        };
        encoded_len(self.header(members)).saturating_add(self.fixed).saturating_add(encoded_len(content))
    }

    /// The header with these members, decoded.
    pub(in crate::issuer) fn header(self, members: &Map<String, Value>) -> usize {
        // A comma takes the place of one brace, and the header has the other.
        let extra = match serde_json::to_vec(members) {
            Ok(json) if !members.is_empty() => json.len().saturating_sub(1),
            _ => 0,
        };
        self.header.saturating_add(extra)
    }

    fn of(empty: &str, content_encryption: ContentEncryption) -> Self {
        let mut segments = empty.split('.');
        let mut next = || segments.next().unwrap_or_default();
        let (header, key, iv, content, tag) = (next(), next(), next(), next(), next());
        let bytes = |segment: &str| base64url::decode(segment).map_or(0, |bytes| bytes.len());
        Self {
            header: bytes(header),
            fixed: [key, iv, tag].iter().map(|segment| segment.len()).fold(4, usize::saturating_add),
            content: bytes(content),
            padded: !tag.is_empty() && matches!(content_encryption.row().kind, ContentEncryptionKind::AesCbcHmac(_)),
        }
    }
}

impl Recipient {
    /// Measured once: a key tells neither its curve nor its size, and an envelope shows both.
    pub(in crate::issuer) fn overhead(&self) -> Result<Overhead, EncryptError> {
        if let Some(overhead) = self.overhead.get() {
            return Ok(*overhead);
        }
        let empty = self.seal(b"", &Map::new())?;
        Ok(*self.overhead.get_or_init(|| Overhead::of(&empty, self.content_encryption)))
    }
}
