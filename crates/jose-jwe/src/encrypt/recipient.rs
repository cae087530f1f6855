//! One recipient of a message.

use jose_core::registry::KeyManagementKind;
use jose_crypto::EncryptionKey;
use serde_json::{Map, Value};

use super::EncryptError;

/// One of the recipients of a [`GeneralEncryptor`](super::GeneralEncryptor): a key, and what the message says to its holder alone.
///
/// ```
/// use jose_core::{ContentEncryption, KeyManagementAlgorithm};
/// use jose_crypto::EncryptionKey;
/// use jose_jwe::{GeneralEncryptor, Recipient};
///
/// let key = EncryptionKey::symmetric(KeyManagementAlgorithm::A256Kw, &[7; 32])?.with_key_id("archive");
/// let archive = Recipient::new(&key).member("purpose", "archive");
/// let message = GeneralEncryptor::new(ContentEncryption::A256Gcm).recipient(&archive).encrypt_general(b"any bytes")?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Recipient<'e> {
    pub(super) key: &'e EncryptionKey,
    pub(super) party_u_info: &'e [u8],
    pub(super) party_v_info: &'e [u8],
    pub(super) members: Map<String, Value>,
}

impl<'e> Recipient<'e> {
    /// The holder of this key.
    #[must_use]
    pub fn new(key: &'e EncryptionKey) -> Self {
        Self { key, party_u_info: &[], party_v_info: &[], members: Map::new() }
    }

    /// As [`Encryptor::party_u_info`](super::Encryptor::party_u_info).
    #[must_use]
    pub fn party_u_info(mut self, party_u_info: &'e [u8]) -> Self {
        self.party_u_info = party_u_info;
        self
    }

    /// As [`Encryptor::party_v_info`](super::Encryptor::party_v_info).
    #[must_use]
    pub fn party_v_info(mut self, party_v_info: &'e [u8]) -> Self {
        self.party_v_info = party_v_info;
        self
    }

    /// A member of the application's own in this recipient's header.
    ///
    /// # Security
    /// The tag does not cover it: whoever carries the message can change it.
    #[must_use]
    pub fn member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.members.insert(name.into(), value.into());
        self
    }

    pub(super) fn check(&self) -> Result<(), EncryptError> {
        let kind = self.key.algorithm().row().kind;
        let agreement = matches!(kind, KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. });
        let informed = !self.party_u_info.is_empty() || !self.party_v_info.is_empty();
        if informed && !agreement { Err(EncryptError::PartyInfo) } else { Ok(()) }
    }
}
