//! The random bytes of one message, from one draw.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, registry::KeyManagementKind, secret};

use crate::{
    OperationError,
    key_management::{agreement::AgreementKey, pbes2},
    random,
};

/// All random bytes of one message, as many as its algorithm needs.
pub(super) struct Random {
    bytes: [u8; Self::LENGTH],
    cek: usize,
    iv: usize,
    wrapping: Part,
}

impl Random {
    const LONGEST_CEK: usize = 64;
    const LONGEST_IV: usize = 16;
    const LENGTH: usize = Self::LONGEST_CEK + Self::LONGEST_IV + Part::LONGEST;

    /// Empty. The bytes are drawn in a second step, where they stay: a value that is returned leaves a copy on the stack.
    pub(super) fn new(algorithm: KeyManagementAlgorithm, content_encryption: ContentEncryption) -> Self {
        let (kind, row) = (algorithm.row().kind, content_encryption.row());
        let has_own_key =
            matches!(kind, KeyManagementKind::Direct | KeyManagementKind::EcdhEs | KeyManagementKind::Hpke(_));
        let cek = if has_own_key { 0 } else { row.key_bytes };
        Self { bytes: [0; Self::LENGTH], cek, iv: row.iv_bytes, wrapping: Part::of(algorithm) }
    }

    pub(super) fn draw(&mut self) -> Result<(), OperationError> {
        random::fill(self.drawn())
    }

    /// None for algorithms that have a key of their own.
    pub(super) fn cek(&self) -> &[u8] {
        self.bytes.get(..self.cek).unwrap_or_default()
    }

    pub(super) fn iv(&self) -> &[u8] {
        self.bytes.get(self.cek..self.before_wrapping()).unwrap_or_default()
    }

    pub(super) fn wrapping(&self) -> Wrapping<'static> {
        Wrapping::from_bytes(self.wrapping, self.bytes.get(self.before_wrapping()..).unwrap_or_default())
    }

    fn before_wrapping(&self) -> usize {
        self.cek.saturating_add(self.iv)
    }

    fn drawn(&mut self) -> &mut [u8] {
        let end = self.before_wrapping().saturating_add(self.wrapping.length());
        self.bytes.get_mut(..end).unwrap_or_default()
    }
}

impl Drop for Random {
    fn drop(&mut self) {
        secret::wipe(self.drawn());
    }
}

/// What an algorithm draws for wrapping, beside the key that it wraps.
#[derive(Clone, Copy)]
enum Part {
    Nothing,
    /// The vector of AES-GCM key wrap.
    GcmIv,
    /// The salt of a password.
    Salt,
}

impl Part {
    const LONGEST: usize = pbes2::SALT_BYTES;

    fn of(algorithm: KeyManagementAlgorithm) -> Self {
        match algorithm.row().kind {
            KeyManagementKind::AesGcmKeyWrap { .. } => Self::GcmIv,
            KeyManagementKind::Pbes2AesKeyWrap { .. } => Self::Salt,
            _ => Self::Nothing,
        }
    }

    fn length(self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::GcmIv => 12,
            Self::Salt => pbes2::SALT_BYTES,
        }
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
    /// For a content encryption key that was drawn before.
    pub(super) fn draw(algorithm: KeyManagementAlgorithm) -> Result<Self, OperationError> {
        let (part, mut bytes) = (Part::of(algorithm), [0; Part::LONGEST]);
        let drawn = bytes.get_mut(..part.length()).unwrap_or_default();
        if !drawn.is_empty() {
            random::fill(drawn)?;
        }
        Ok(Self::from_bytes(part, &bytes))
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

    fn from_bytes(part: Part, bytes: &[u8]) -> Self {
        let mut wrapping = Self::ephemeral_only();
        let room = match part {
            Part::Nothing => &mut [],
            Part::GcmIv => wrapping.gcm_iv.as_mut_slice(),
            Part::Salt => wrapping.salt.as_mut_slice(),
        };
        for (room, byte) in room.iter_mut().zip(bytes) {
            *room = *byte;
        }
        wrapping
    }
}
