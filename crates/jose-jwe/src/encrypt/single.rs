//! One recipient, in every form.

use super::{
    EncryptError, Encryptor,
    kernel::{self, Plain, Sealed},
    random::{Drawn, Random},
    settings::Settings,
    write::{self, Form},
};

impl<'e> Encryptor<'e> {
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
        Ok(write::compact(&self.seal(plaintext, random)?))
    }

    pub(crate) fn json(&self, plaintext: &[u8], form: Form, random: &impl Random) -> Result<String, EncryptError> {
        self.check()?;
        let sealed = self.seal(plaintext, random)?;
        Ok(write::json(&sealed, form, self.settings.aad))
    }

    fn seal(&self, plaintext: &[u8], random: &impl Random) -> Result<Sealed<'e, 'static>, EncryptError> {
        let Settings { content_encryption, compression, aad, .. } = self.settings;
        let plain = Plain { content_encryption, content: compression.content(plaintext)?, aad };
        kernel::to_one(&self.recipient, &plain, random, |wrapped| self.headers(wrapped))
    }

    /// What the caller must not ask for, found before a key is used: each use of a key for AES-GCM counts.
    pub(super) fn check(&self) -> Result<(), EncryptError> {
        self.recipient.check()?;
        self.settings.check()
    }

    pub(super) fn check_compact(&self) -> Result<(), EncryptError> {
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
