//! The general form: several recipients of one ciphertext.

use jose_core::ContentEncryption;

use super::{
    EncryptError, Recipient, kernel,
    random::{Drawn, Random},
    settings::Settings,
    write::{self, Form},
};

/// Encrypts plaintexts to several recipients, in the general form.
///
/// ```
/// use jose_core::{ContentEncryption, KeyManagementAlgorithm};
/// use jose_jwe::{Decryptor, GeneralEncryptor, Recipient};
/// use jose_jwk::{DecryptionKeySet, PrivateJwk};
///
/// let frodo = PrivateJwk::generate_encryption(KeyManagementAlgorithm::EcdhEsA256Kw)?.with_thumbprint_key_id();
/// let sam = PrivateJwk::generate_encryption(KeyManagementAlgorithm::EcdhEsA128Kw)?.with_thumbprint_key_id();
/// let (to_frodo, to_sam) = (frodo.public().encryption_key()?, sam.public().encryption_key()?);
/// let message = GeneralEncryptor::new(ContentEncryption::A256Gcm)
///     .recipient(&Recipient::new(&to_frodo))
///     .recipient(&Recipient::new(&to_sam))
///     .encrypt_general(b"any bytes")?;
///
/// let keys = DecryptionKeySet::from(sam.decryption_key()?);
/// let decrypted = Decryptor::new(&keys).decrypt_general(&message)?;
/// assert_eq!((decrypted.plaintext(), decrypted.recipient_index()), (&b"any bytes"[..], 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `enc` and all that is said about the message as a whole is protected. `alg`, `kid` and what a recipient needs to find the key stand in the
/// recipient's own header, which nothing can protect: the recipients share one tag. With one recipient,
/// [`Encryptor::encrypt_general`](super::Encryptor::encrypt_general) protects them too.
///
/// # Security
/// Each recipient learns the content encryption key, and can write another message under it to the others, or to one of them alone and in any
/// form. Where it matters who wrote a message, sign it, and keep a shared key whose messages count as its holders' own out of the recipients:
/// see [`Decrypted::proves_shared_key`](crate::Decrypted::proves_shared_key). Everybody sees who the other recipients are, as far as their
/// headers tell.
#[derive(Clone, Debug)]
pub struct GeneralEncryptor<'e> {
    pub(super) recipients: Vec<Recipient<'e>>,
    pub(super) settings: Settings<'e>,
    pub(super) content_encryption: ContentEncryption,
}

impl<'e> GeneralEncryptor<'e> {
    /// Encrypts with `content_encryption`, to nobody yet.
    #[must_use]
    pub fn new(content_encryption: ContentEncryption) -> Self {
        Self { recipients: Vec::new(), settings: Settings::new(Some(content_encryption)), content_encryption }
    }

    /// One more recipient. They stand in the message in the order in which they are named here.
    #[must_use]
    pub fn recipient(mut self, recipient: &Recipient<'e>) -> Self {
        self.recipients.push(recipient.clone());
        self
    }

    /// Encrypts `plaintext` and returns JSON with one ciphertext and one encrypted key for each recipient.
    ///
    /// # Errors
    /// [`EncryptError::NoRecipient`] if there is none; [`EncryptError::Key`] if the algorithm of one does not wrap keys (`dir`, `ECDH-ES` and
    /// integrated HPKE: encrypt to that one alone); otherwise as for [`Encryptor::encrypt_flattened`](super::Encryptor::encrypt_flattened).
    pub fn encrypt_general(&self, plaintext: &[u8]) -> Result<String, EncryptError> {
        self.encrypt(plaintext, &Drawn)
    }

    pub(crate) fn encrypt(&self, plaintext: &[u8], random: &impl Random) -> Result<String, EncryptError> {
        self.settings.check()?;
        if self.recipients.is_empty() {
            return Err(EncryptError::NoRecipient);
        }
        for recipient in &self.recipients {
            recipient.check()?;
            self.settings.check_own(&recipient.members)?;
            let algorithm = recipient.key.algorithm();
            if !algorithm.wraps_keys() {
                return Err(jose_crypto::EncryptError::SeveralRecipients { algorithm: algorithm.name() }.into());
            }
        }
        let sealed = kernel::to_several(self, plaintext, random)?;
        Ok(write::json(&sealed, Form::General, self.settings.aad))
    }
}
