//! What one message needs: its key, ready, and what the recipient needs to find it.

use super::WrappedKey;
use crate::{EphemeralPublicKey, content::ContentEncrypter};

/// Everything that one message to one recipient needs.
#[derive(Debug)]
pub struct Established<'k> {
    content: Content<'k>,
    iv: ([u8; 16], usize),
    wrapped: WrappedKey,
}

#[derive(Debug)]
pub(super) enum Content<'k> {
    Shared(&'k ContentEncrypter),
    Fresh(ContentEncrypter),
}

impl<'k> Established<'k> {
    pub(super) fn new(content: Content<'k>, iv: &[u8], wrapped: WrappedKey) -> Self {
        let mut room = [0; 16];
        for (room, byte) in room.iter_mut().zip(iv) {
            *room = *byte;
        }
        Self { content, iv: (room, iv.len()), wrapped }
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

    /// All that the recipient needs to find the key. The methods below are its own.
    #[must_use]
    pub fn wrapped_key(&self) -> &WrappedKey {
        &self.wrapped
    }

    /// As [`WrappedKey::encrypted_key`].
    #[must_use]
    pub fn encrypted_key(&self) -> &[u8] {
        self.wrapped.encrypted_key()
    }

    /// As [`WrappedKey::ephemeral_key`].
    #[must_use]
    pub fn ephemeral_key(&self) -> Option<&EphemeralPublicKey> {
        self.wrapped.ephemeral_key()
    }

    /// As [`WrappedKey::gcm_key_wrap`].
    #[must_use]
    pub fn gcm_key_wrap(&self) -> Option<(&[u8; 12], &[u8; 16])> {
        self.wrapped.gcm_key_wrap()
    }

    /// As [`WrappedKey::password_parameters`].
    #[must_use]
    pub fn password_parameters(&self) -> Option<(&[u8], u32)> {
        self.wrapped.password_parameters()
    }

    /// As [`WrappedKey::encapsulated_key`].
    #[must_use]
    pub fn encapsulated_key(&self) -> Option<&[u8]> {
        self.wrapped.encapsulated_key()
    }
}
