//! What one message needs: its key, ready, and what the recipient needs to find it.

use crate::{EphemeralPublicKey, content::ContentEncrypter};

/// Everything that one message needs.
#[derive(Debug)]
pub struct Established<'k> {
    pub(super) content: Content<'k>,
    pub(super) iv: ([u8; 16], usize),
    pub(super) encrypted_key: Vec<u8>,
    pub(super) ephemeral: Option<EphemeralPublicKey>,
    pub(super) gcm_wrap: Option<([u8; 12], [u8; 16])>,
}

#[derive(Debug)]
pub(super) enum Content<'k> {
    Shared(&'k ContentEncrypter),
    Fresh(ContentEncrypter),
}

impl<'k> Established<'k> {
    pub(super) fn new(content: Content<'k>, iv: ([u8; 16], usize), encrypted_key: Vec<u8>) -> Self {
        Self { content, iv, encrypted_key, ephemeral: None, gcm_wrap: None }
    }

    /// The content encryption key, ready.
    #[must_use]
    pub fn content(&self) -> &ContentEncrypter {
        match &self.content {
            Content::Shared(content) => content,
            Content::Fresh(content) => content,
        }
    }

    /// The initialization vector, to be used once, with [`Established::content`].
    #[must_use]
    pub fn iv(&self) -> &[u8] {
        let (bytes, length) = &self.iv;
        bytes.get(..*length).unwrap_or_default()
    }

    /// The encrypted content encryption key; empty where the key is agreed or shared directly.
    #[must_use]
    pub fn encrypted_key(&self) -> &[u8] {
        &self.encrypted_key
    }

    /// `epk`, for key agreement.
    #[must_use]
    pub fn ephemeral_key(&self) -> Option<&EphemeralPublicKey> {
        self.ephemeral.as_ref()
    }

    /// `iv` and `tag` of the header, for wrapping with AES-GCM.
    #[must_use]
    pub fn gcm_key_wrap(&self) -> Option<(&[u8; 12], &[u8; 16])> {
        self.gcm_wrap.as_ref().map(|(iv, tag)| (iv, tag))
    }
}
