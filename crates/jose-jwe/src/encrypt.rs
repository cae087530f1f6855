//! Encrypting: builders for the headers, finished by the form that is wanted.

mod error;
mod general;
mod header;
mod kernel;
mod prepared;
mod random;
mod recipient;
mod setters;
mod settings;
mod single;
mod write;

use jose_core::ContentEncryption;
use jose_crypto::EncryptionKey;

pub use error::EncryptError;
pub use general::GeneralEncryptor;
pub use prepared::PreparedEncryptor;
pub use recipient::Recipient;
#[cfg(feature = "hazmat")]
pub(crate) use {random::Fixed, write::Form};

use self::settings::Settings;

/// Encrypts plaintexts to one key.
///
/// ```
/// use jose_core::ContentEncryption;
/// use jose_crypto::EncryptionKey;
/// use jose_jwe::Encryptor;
///
/// let key = EncryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32])?;
/// let message = Encryptor::new(&key, ContentEncryption::A256Gcm).content_type("JWT").encrypt_compact(b"a.b.c")?;
/// assert_eq!(message.split('.').count(), 5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `alg` and `kid` come from the key. Content encryption keys, initialization vectors and ephemeral keys are drawn for each message; there is
/// no way to supply them. Nothing is compressed unless `compress` is asked for. For several recipients there is [`GeneralEncryptor`].
#[derive(Clone, Debug)]
pub struct Encryptor<'e> {
    recipient: Recipient<'e>,
    settings: Settings<'e>,
    unprotected_algorithm: bool,
    unprotected_content_encryption: bool,
    unprotected_key_id: bool,
}

impl<'e> Encryptor<'e> {
    /// Encrypts to `key` with `content_encryption`, which for a `dir` key must be the one it is bound to.
    #[must_use]
    pub fn new(key: &'e EncryptionKey, content_encryption: ContentEncryption) -> Self {
        Self::with(key, Some(content_encryption))
    }

    /// Encrypts to a key whose own algorithm encrypts the content: integrated HPKE, `HPKE-0` to `HPKE-7`. Such keys exist with the feature
    /// `hpke-unstable` only.
    #[must_use]
    pub fn integrated(key: &'e EncryptionKey) -> Self {
        Self::with(key, None)
    }

    fn with(key: &'e EncryptionKey, content_encryption: Option<ContentEncryption>) -> Self {
        Self {
            recipient: Recipient::new(key),
            settings: Settings::new(content_encryption),
            unprotected_algorithm: false,
            unprotected_content_encryption: false,
            unprotected_key_id: false,
        }
    }
}
