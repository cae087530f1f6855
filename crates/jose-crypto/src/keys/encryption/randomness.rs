//! The random bytes of one message, from one draw.

use jose_core::Curve;
use zeroize::Zeroizing;

use crate::{
    OperationError,
    key_management::{agreement::AgreementKey, pbes2},
    random,
};

/// All random bytes of one message.
pub(super) struct Random {
    bytes: Zeroizing<[u8; Self::LENGTH]>,
}

impl Random {
    const LONGEST_CEK: usize = 64;
    const LONGEST_IV: usize = 16;
    const BEFORE_WRAPPING: usize = Self::LONGEST_CEK + Self::LONGEST_IV;
    const LENGTH: usize = Self::BEFORE_WRAPPING + Wrapping::LENGTH;

    /// Empty. The bytes are drawn in a second step, where they stay: a value that is returned leaves a copy on the stack.
    pub(super) fn new() -> Self {
        Self { bytes: Zeroizing::new([0; Self::LENGTH]) }
    }

    pub(super) fn draw(&mut self) -> Result<(), OperationError> {
        random::fill(&mut *self.bytes)
    }

    pub(super) fn cek(&self, length: usize) -> &[u8] {
        self.bytes.get(..length).unwrap_or_default()
    }

    pub(super) fn iv(&self, length: usize) -> &[u8] {
        let end = Self::LONGEST_CEK.saturating_add(length);
        self.bytes.get(Self::LONGEST_CEK..end).unwrap_or_default()
    }

    pub(super) fn wrapping(&self) -> Wrapping<'static> {
        Wrapping::from_bytes(self.bytes.get(Self::BEFORE_WRAPPING..).unwrap_or_default())
    }
}

/// What is random in wrapping one content encryption key. The recipient sees all of it but the private half of the ephemeral key.
pub(super) struct Wrapping<'r> {
    /// The vector of AES-GCM key wrap.
    pub(super) gcm_iv: [u8; 12],
    /// The salt of a password.
    pub(super) salt: [u8; pbes2::SALT_BYTES],
    /// The ephemeral key, where a published example fixes it. Otherwise a new one is made.
    pub(super) ephemeral: Option<&'r AgreementKey>,
}

impl Wrapping<'_> {
    const LENGTH: usize = 12 + pbes2::SALT_BYTES;

    /// For a content encryption key that was drawn before.
    pub(super) fn draw() -> Result<Self, OperationError> {
        Ok(Self::from_bytes(&random::bytes::<{ Wrapping::LENGTH }>()?))
    }

    /// For algorithms whose only chance is the ephemeral key.
    pub(super) fn ephemeral_only() -> Self {
        Self { gcm_iv: [0; 12], salt: [0; pbes2::SALT_BYTES], ephemeral: None }
    }

    /// Lends the ephemeral key to `work`.
    pub(super) fn with_ephemeral<T>(
        &self,
        curve: Curve,
        work: impl FnOnce(&AgreementKey) -> Result<T, OperationError>,
    ) -> Result<T, OperationError> {
        match self.ephemeral {
            Some(fixed) => work(fixed),
            None => work(&AgreementKey::generate(curve)?),
        }
    }

    fn from_bytes(bytes: &[u8]) -> Self {
        let mut wrapping = Self::ephemeral_only();
        for (room, byte) in wrapping.gcm_iv.iter_mut().chain(&mut wrapping.salt).zip(bytes) {
            *room = *byte;
        }
        wrapping
    }
}
