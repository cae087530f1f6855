//! Decrypting: a function, a set of keys, and a result that is not trusted by itself.

mod compact;
mod content;
mod error;
mod kernel;
mod parameters;
mod two_step;

use std::fmt;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, header::JoseHeader};
use zeroize::Zeroizing;

pub use compact::{decrypt_compact, decrypt_compact_with};
pub use error::DecryptError;
pub use two_step::{PendingDecryption, decrypt_compact_async};

/// A message that was decrypted: its bytes, its header, and how it was protected.
///
/// # Security
/// This is not a verified message. [`Decrypted::proves_shared_key`] says whether the sender had to hold the same key; if not, anybody who knows the
/// public key may have written it.
pub struct Decrypted {
    plaintext: Zeroizing<Vec<u8>>,
    header: JoseHeader<'static>,
    algorithm: KeyManagementAlgorithm,
    content_encryption: ContentEncryption,
    key_id: Option<String>,
}

impl Decrypted {
    /// The plaintext.
    #[must_use]
    pub fn plaintext(&self) -> &[u8] {
        &self.plaintext
    }

    /// The plaintext, taken out; it is wiped when dropped.
    #[must_use]
    pub fn into_plaintext(self) -> Zeroizing<Vec<u8>> {
        self.plaintext
    }

    /// The protected header, which the tag covers.
    #[must_use]
    pub fn header(&self) -> &JoseHeader<'static> {
        &self.header
    }

    /// The key management algorithm of the key that decrypted.
    #[must_use]
    pub fn algorithm(&self) -> KeyManagementAlgorithm {
        self.algorithm
    }

    /// The content encryption.
    #[must_use]
    pub fn content_encryption(&self) -> ContentEncryption {
        self.content_encryption
    }

    /// The identifier of the key that decrypted. It is the key's own, not what the header says.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// Whether the sender must have held the recipient's own key. It is false for every public-key algorithm.
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
