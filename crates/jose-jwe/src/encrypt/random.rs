//! Where a message gets what is random in it: drawn, or given for a published example.

#[cfg(feature = "hazmat")]
mod fixed;

use jose_core::ContentEncryption;
use jose_crypto::{EncryptError, Established, Sealed, WrappedKey, content::ContentKey};

#[cfg(feature = "hazmat")]
pub(crate) use fixed::Fixed;

use super::Recipient;

/// Where the random parts of a message come from.
pub(crate) trait Random {
    /// All that a message to one recipient needs.
    fn establish<'k>(&self, recipient: &Recipient<'k>, enc: ContentEncryption)
    -> Result<Established<'k>, EncryptError>;

    /// A content that the recipient's own algorithm encrypts.
    fn seal(&self, recipient: &Recipient<'_>, aad: &[u8], content: &[u8]) -> Result<Sealed, EncryptError>;

    /// The key that several recipients share.
    fn content_key(&self, enc: ContentEncryption) -> Result<ContentKey, EncryptError>;

    /// That key, for the recipient in this place.
    fn wrap(
        &self,
        recipient: &Recipient<'_>,
        place: usize,
        content_key: &ContentKey,
    ) -> Result<WrappedKey, EncryptError>;
}

/// Every message draws its own.
pub(crate) struct Drawn;

impl Random for Drawn {
    fn establish<'k>(
        &self,
        recipient: &Recipient<'k>,
        enc: ContentEncryption,
    ) -> Result<Established<'k>, EncryptError> {
        recipient.key.establish(enc, recipient.party_u_info, recipient.party_v_info)
    }

    fn seal(&self, recipient: &Recipient<'_>, aad: &[u8], content: &[u8]) -> Result<Sealed, EncryptError> {
        recipient.key.seal(aad, content)
    }

    fn content_key(&self, enc: ContentEncryption) -> Result<ContentKey, EncryptError> {
        Ok(ContentKey::generate(enc)?)
    }

    fn wrap(&self, recipient: &Recipient<'_>, _: usize, content_key: &ContentKey) -> Result<WrappedKey, EncryptError> {
        recipient.key.wrap(content_key, recipient.party_u_info, recipient.party_v_info)
    }
}
