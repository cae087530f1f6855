//! One recipient's form of a content encryption key.

use crate::{EphemeralPublicKey, key_management::pbes2};

/// What one recipient needs to find the content encryption key of a message. Nothing in it is secret.
///
/// It goes into the message: [`WrappedKey::encrypted_key`] as its own part, the others as members of the header.
#[derive(Clone, Debug, Default)]
pub struct WrappedKey {
    pub(super) encrypted_key: Vec<u8>,
    pub(super) ephemeral: Option<EphemeralPublicKey>,
    pub(super) gcm_wrap: Option<([u8; 12], [u8; 16])>,
    pub(super) password: Option<([u8; pbes2::SALT_BYTES], u32)>,
    pub(super) encapsulated: Option<EphemeralPublicKey>,
}

impl WrappedKey {
    pub(super) fn new(encrypted_key: Vec<u8>) -> Self {
        Self { encrypted_key, ..Self::default() }
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

    /// `p2s` and `p2c`, for a password.
    #[must_use]
    pub fn password_parameters(&self) -> Option<(&[u8], u32)> {
        self.password.as_ref().map(|(salt, rounds)| (salt.as_slice(), *rounds))
    }

    /// `ek`, for key encryption with HPKE.
    #[must_use]
    pub fn encapsulated_key(&self) -> Option<&[u8]> {
        self.encapsulated.as_ref().map(EphemeralPublicKey::encoded)
    }
}
