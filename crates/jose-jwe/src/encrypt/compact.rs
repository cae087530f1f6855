//! The compact form.

use jose_core::base64url::{encode_onto, encoded_len};

use super::{EncryptError, Encryptor, kernel};

impl Encryptor<'_> {
    /// Encrypts `plaintext` and returns `header.encrypted_key.iv.ciphertext.tag`.
    ///
    /// # Errors
    /// [`EncryptError::ReservedMember`] if a private header member has a registered name, [`EncryptError::PartyInfo`] if `apu` or `apv` was
    /// given for an algorithm that would ignore it, [`EncryptError::Key`] if a `dir` key is bound to another content encryption, is used up, or the
    /// system gave no random bytes.
    pub fn encrypt_compact(&self, plaintext: &[u8]) -> Result<String, EncryptError> {
        let sealed = kernel::encrypt(self, plaintext)?;
        let segments: [&[u8]; 4] =
            [sealed.established.encrypted_key(), sealed.established.iv(), &sealed.ciphertext, sealed.tag.as_bytes()];
        let room =
            segments.iter().map(|segment| encoded_len(segment.len()).saturating_add(1)).fold(0, usize::saturating_add);
        let mut message = sealed.protected;
        message.reserve_exact(room);
        for segment in segments {
            message.push('.');
            encode_onto(segment, &mut message);
        }
        Ok(message)
    }
}
