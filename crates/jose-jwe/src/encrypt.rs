//! Encrypting: a builder for the header, finished by the form that is wanted.

mod compact;
mod error;
mod kernel;

use jose_core::ContentEncryption;
use jose_crypto::EncryptionKey;
use serde_json::{Map, Value};

pub use error::EncryptError;

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
/// no way to supply them. Nothing is compressed: the length of compressed text tells about its content (RFC 8725, section 3.6).
#[derive(Clone, Debug)]
pub struct Encryptor<'e> {
    key: &'e EncryptionKey,
    content_encryption: ContentEncryption,
    message_type: Option<&'e str>,
    content_type: Option<&'e str>,
    party_u_info: &'e [u8],
    party_v_info: &'e [u8],
    members: Map<String, Value>,
}

impl<'e> Encryptor<'e> {
    /// Encrypts to `key` with `content_encryption`, which for a `dir` key must be the one it is bound to.
    #[must_use]
    pub fn new(key: &'e EncryptionKey, content_encryption: ContentEncryption) -> Self {
        Self {
            key,
            content_encryption,
            message_type: None,
            content_type: None,
            party_u_info: &[],
            party_v_info: &[],
            members: Map::new(),
        }
    }

    /// `typ`: what the whole message is, such as `JWT`.
    #[must_use]
    pub fn message_type(mut self, message_type: &'e str) -> Self {
        self.message_type = Some(message_type);
        self
    }

    /// `cty`: what the plaintext is; `JWT` for a token inside (RFC 7519, section 5.2).
    #[must_use]
    pub fn content_type(mut self, content_type: &'e str) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// `apu`: bytes about the sender that enter the key derivation of ECDH-ES. At most 1,024 by default at the recipient.
    #[must_use]
    pub fn party_u_info(mut self, party_u_info: &'e [u8]) -> Self {
        self.party_u_info = party_u_info;
        self
    }

    /// `apv`: bytes about the recipient that enter the key derivation of ECDH-ES. At most 1,024 by default at the recipient.
    #[must_use]
    pub fn party_v_info(mut self, party_v_info: &'e [u8]) -> Self {
        self.party_v_info = party_v_info;
        self
    }

    /// A header member of the application's own, in the clear. A registered name is refused when the message is encrypted.
    #[must_use]
    pub fn member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.members.insert(name.into(), value.into());
        self
    }
}
