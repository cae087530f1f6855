//! What decryption yields, which is not trusted by itself.

use std::fmt;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, SecretBytes, header::JoseHeader};

/// A message that was decrypted: its bytes, its header, and how it was protected.
///
/// # Security
/// This is not a verified message. [`Decrypted::proves_shared_key`] says whether the sender had to hold the same key; if not, anybody who knows the
/// public key may have written it.
///
/// Whoever carried a message in JSON can have changed its unprotected headers: only [`Decrypted::header`] and [`Decrypted::aad`] are what the
/// sender wrote.
pub struct Decrypted {
    pub(super) plaintext: SecretBytes,
    pub(super) header: JoseHeader<'static>,
    pub(super) algorithm: KeyManagementAlgorithm,
    pub(super) content_encryption: Option<ContentEncryption>,
    pub(super) key_id: Option<String>,
    pub(super) was_compressed: bool,
    /// What only the forms in JSON have.
    pub(super) json: Option<Box<JsonParts>>,
}

pub(super) struct JsonParts {
    pub(super) shared: Option<JoseHeader<'static>>,
    pub(super) own: Option<JoseHeader<'static>>,
    pub(super) recipient: usize,
    pub(super) aad: Option<Vec<u8>>,
    pub(super) protects_algorithm: bool,
    pub(super) protects_content_encryption: bool,
}

impl Decrypted {
    /// The plaintext.
    #[must_use]
    pub fn plaintext(&self) -> &[u8] {
        self.plaintext.expose()
    }

    /// The plaintext, taken out; it is wiped when dropped.
    #[must_use]
    pub fn into_plaintext(self) -> SecretBytes {
        self.plaintext
    }

    /// The protected header, which the tag covers. It is empty where a message in JSON has none.
    #[must_use]
    pub fn header(&self) -> &JoseHeader<'static> {
        &self.header
    }

    /// The unprotected header that all recipients share. Nothing vouches for it.
    #[must_use]
    pub fn unprotected_header(&self) -> Option<&JoseHeader<'static>> {
        self.json.as_ref()?.shared.as_ref()
    }

    /// The unprotected header of the recipient that this was decrypted for. Nothing vouches for it.
    #[must_use]
    pub fn recipient_header(&self) -> Option<&JoseHeader<'static>> {
        self.json.as_ref()?.own.as_ref()
    }

    /// Which of the recipients this was decrypted for, counted from 0. Whether the others are who the sender meant, nobody knows.
    #[must_use]
    pub fn recipient_index(&self) -> usize {
        self.json.as_ref().map_or(0, |json| json.recipient)
    }

    /// The additional authenticated data: the tag covers it, and everybody could read it on the way.
    #[must_use]
    pub fn aad(&self) -> Option<&[u8]> {
        self.json.as_ref()?.aad.as_deref()
    }

    /// The key management algorithm of the key that decrypted.
    #[must_use]
    pub fn algorithm(&self) -> KeyManagementAlgorithm {
        self.algorithm
    }

    /// The content encryption. None if the key management algorithm encrypts the content itself, as integrated HPKE does.
    #[must_use]
    pub fn content_encryption(&self) -> Option<ContentEncryption> {
        self.content_encryption
    }

    /// The identifier of the key that decrypted. It is the key's own, not what the header says.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// Whether the message came in the compact form, in which everything is protected.
    #[must_use]
    pub fn is_compact(&self) -> bool {
        self.json.is_none()
    }

    /// Whether `alg` stands in the protected header. [`crate::Decryptor::require_protected_algorithm`] refuses the others.
    #[must_use]
    pub fn protects_algorithm(&self) -> bool {
        self.json.as_ref().is_none_or(|json| json.protects_algorithm)
    }

    /// Whether `enc` stands in the protected header, or there is none to protect.
    #[must_use]
    pub fn protects_content_encryption(&self) -> bool {
        self.json.as_ref().is_none_or(|json| json.protects_content_encryption)
    }

    /// Whether the sender compressed the plaintext. The length of the message then told about its content.
    #[must_use]
    pub fn was_compressed(&self) -> bool {
        self.was_compressed
    }

    /// Whether the sender must have held the recipient's own key. It is false for every public-key algorithm.
    ///
    /// # Security
    /// Except with `dir`, it holds only as long as nobody encrypts to this key and to other recipients in one message. Each of them learns the
    /// content encryption key, and can write other messages under it for the holder of this key: in any form, the compact one included, and
    /// without a trace of the other recipients.
    #[must_use]
    pub fn proves_shared_key(&self) -> bool {
        self.algorithm.is_symmetric()
    }
}

impl fmt::Debug for Decrypted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decrypted")
            .field("algorithm", &self.algorithm)
            .field("content_encryption", &self.content_encryption)
            .field("key_id", &self.key_id)
            .field("plaintext_bytes", &self.plaintext.len())
            .finish_non_exhaustive()
    }
}
