//! Nothing random, for published examples.

use jose_core::ContentEncryption;
use jose_crypto::{
    EncryptError, Established, KeyError, Sealed, WrappedKey,
    content::ContentKey,
    hazmat::{self, FixedRandom},
};

use super::{Random, Recipient};

/// One value for each recipient. The first gives the content encryption key and the initialization vector.
pub(crate) struct Fixed<'r>(pub(crate) &'r [FixedRandom<'r>]);

impl Fixed<'_> {
    fn of(&self, place: usize) -> Result<&FixedRandom<'_>, EncryptError> {
        let missing = KeyError::Invalid { what: "there are fewer fixed values than recipients" };
        self.0.get(place).ok_or(EncryptError::Fixed(missing))
    }
}

impl Random for Fixed<'_> {
    fn establish<'k>(
        &self,
        recipient: &Recipient<'k>,
        enc: ContentEncryption,
    ) -> Result<Established<'k>, EncryptError> {
        hazmat::establish(recipient.key, enc, recipient.party_u_info, recipient.party_v_info, self.of(0)?)
    }

    fn seal(&self, recipient: &Recipient<'_>, aad: &[u8], content: &[u8]) -> Result<Sealed, EncryptError> {
        hazmat::seal(recipient.key, aad, content, self.of(0)?)
    }

    fn content_key(&self, enc: ContentEncryption) -> Result<ContentKey, EncryptError> {
        let given = self.of(0)?;
        hazmat::content_key(enc, given.content_key, given.iv).map_err(EncryptError::Fixed)
    }

    fn wrap(
        &self,
        recipient: &Recipient<'_>,
        place: usize,
        content_key: &ContentKey,
    ) -> Result<WrappedKey, EncryptError> {
        hazmat::wrap(recipient.key, content_key, recipient.party_u_info, recipient.party_v_info, self.of(place)?)
    }
}
