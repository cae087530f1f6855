//! One recipient, in every form.

use jose_core::base64url::{encode_onto_bytes, encoded_len};
use jose_crypto::content::ContentTag;

use super::{
    EncryptError, Encryptor, kernel,
    random::{Drawn, Random},
    write::{self, Form},
};

impl Encryptor<'_> {
    /// Encrypts `plaintext` and returns `header.encrypted_key.iv.ciphertext.tag`.
    ///
    /// # Errors
    /// [`EncryptError::ReservedMember`] if a private header member has a registered name, [`EncryptError::PartyInfo`] if `apu` or `apv` was
    /// given for an algorithm that would ignore it, [`EncryptError::OnlyInJson`] if this form has no place for what was asked for,
    /// [`EncryptError::Constructor`] if the key encrypts the content itself and the encryptor is not [`Encryptor::integrated`], or the reverse,
    /// [`EncryptError::Key`] if a `dir` key is bound to another content encryption, is used up, or the system gave no random bytes.
    pub fn encrypt_compact(&self, plaintext: &[u8]) -> Result<String, EncryptError> {
        self.compact(plaintext, &Drawn)
    }

    /// Encrypts `plaintext` and returns the flattened form in JSON, which has one recipient.
    ///
    /// # Errors
    /// [`EncryptError::RepeatedMember`] if a member would stand in two headers; otherwise as for [`Encryptor::encrypt_compact`].
    pub fn encrypt_flattened(&self, plaintext: &[u8]) -> Result<String, EncryptError> {
        self.json(plaintext, Form::Flattened, &Drawn)
    }

    /// Encrypts `plaintext` and returns the general form in JSON, with this one recipient.
    ///
    /// # Errors
    /// As for [`Encryptor::encrypt_flattened`].
    pub fn encrypt_general(&self, plaintext: &[u8]) -> Result<String, EncryptError> {
        self.json(plaintext, Form::General, &Drawn)
    }

    pub(crate) fn compact(&self, plaintext: &[u8], random: &impl Random) -> Result<String, EncryptError> {
        self.check()?;
        self.check_compact()?;
        let sealed = kernel::to_one(self, plaintext, random)?;
        let tag = sealed.tag.as_ref().map(ContentTag::as_bytes).unwrap_or_default();
        let protected = sealed.headers.protected.as_bytes();
        let segments = [sealed.keys.encrypted_key(), sealed.keys.iv(), &sealed.ciphertext, tag];
        let lengths = segments.iter().map(|segment| encoded_len(segment.len()).saturating_add(1));
        let mut message = Vec::with_capacity(lengths.fold(protected.len(), usize::saturating_add));
        message.extend_from_slice(protected);
        for segment in segments {
            message.push(b'.');
            encode_onto_bytes(segment, &mut message);
        }
        // Base64url is always text.
        Ok(String::from_utf8(message).unwrap_or_default())
    }

    pub(crate) fn json(&self, plaintext: &[u8], form: Form, random: &impl Random) -> Result<String, EncryptError> {
        self.check()?;
        let sealed = kernel::to_one(self, plaintext, random)?;
        Ok(write::json(&sealed, form, self.settings.aad))
    }

    /// What the caller must not ask for, found before a key is used: each use of a key for AES-GCM counts.
    fn check(&self) -> Result<(), EncryptError> {
        self.recipient.check()?;
        self.settings.check()
    }

    fn check_compact(&self) -> Result<(), EncryptError> {
        let unprotected = [
            self.unprotected_algorithm,
            self.unprotected_content_encryption,
            self.unprotected_key_id,
            !self.settings.unprotected_members.is_empty(),
        ];
        if !self.settings.aad.is_empty() {
            Err(EncryptError::OnlyInJson { what: "additional authenticated data" })
        } else if unprotected.contains(&true) {
            Err(EncryptError::OnlyInJson { what: "an unprotected header" })
        } else {
            Ok(())
        }
    }
}
