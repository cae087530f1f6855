//! A header that outlives the text it was read from.

use alloc::borrow::Cow;

use super::{EphemeralKey, JoseHeader};

impl JoseHeader<'_> {
    /// Copies whatever is still borrowed.
    #[must_use]
    pub fn into_owned(self) -> JoseHeader<'static> {
        let owned = |text: Cow<'_, str>| Cow::<'static, str>::Owned(text.into_owned());
        JoseHeader {
            received: owned(self.received),
            algorithm: self.algorithm.map(owned),
            content_encryption: self.content_encryption.map(owned),
            compression: self.compression.map(owned),
            key_id: self.key_id.map(owned),
            message_type: self.message_type.map(owned),
            content_type: self.content_type.map(owned),
            critical: self.critical.map(|names| names.into_iter().map(owned).collect()),
            ephemeral_key: self.ephemeral_key.map(EphemeralKey::into_owned),
            party_u_info: self.party_u_info.map(owned),
            party_v_info: self.party_v_info.map(owned),
            key_iv: self.key_iv.map(owned),
            key_tag: self.key_tag.map(owned),
            others: self.others,
        }
    }
}
