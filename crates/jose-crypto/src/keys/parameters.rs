//! What a message says about its content encryption key, and how the key comes out of what a private operation returned.

use std::{fmt, sync::Arc};

use jose_core::{ContentEncryption, KeyManagementAlgorithm, SecretBytes, registry::KeyManagementKind};

use crate::{
    DecryptFailed, EphemeralPublicKey, OperationError,
    content::ContentDecrypter,
    key_management::{aes_key_wrap::AesUnwrapKey, concat_kdf},
    random,
    remote::KeyOperation,
};

/// What a message says about its content encryption key: decoded, with lengths already checked by whoever read the header.
///
/// For a key in a device that is awaited, this is the two-step form: [`KeyParameters::operation`] says what the device must do, and
/// [`KeyParameters::finish`] takes what it returned. A [`crate::DecryptionKey`] does both in one call.
#[derive(Clone, Copy, Debug)]
pub struct KeyParameters<'m> {
    /// `enc`.
    pub content_encryption: ContentEncryption,
    /// The encrypted key; empty for `dir` and `ECDH-ES`.
    pub encrypted_key: &'m [u8],
    /// `epk`.
    pub ephemeral: Option<&'m EphemeralPublicKey>,
    /// `apu`, decoded.
    pub party_u_info: &'m [u8],
    /// `apv`, decoded.
    pub party_v_info: &'m [u8],
    /// `iv` and `tag` of the header, for wrapping with AES-GCM.
    pub gcm_key_wrap: Option<(&'m [u8; 12], &'m [u8; 16])>,
}

impl<'m> KeyParameters<'m> {
    /// Parameters without any of the optional members.
    #[must_use]
    pub fn new(content_encryption: ContentEncryption, encrypted_key: &'m [u8]) -> Self {
        Self {
            content_encryption,
            encrypted_key,
            ephemeral: None,
            party_u_info: &[],
            party_v_info: &[],
            gcm_key_wrap: None,
        }
    }

    /// The private operation that `algorithm` needs.
    ///
    /// # Errors
    /// [`DecryptFailed`] if the parameters lack what the algorithm needs, have what it forbids, or the algorithm is `dir`, which has no
    /// private operation.
    pub fn operation(&self, algorithm: KeyManagementAlgorithm) -> Result<KeyOperation<'m>, DecryptFailed> {
        let encrypted_key = self.encrypted_key;
        let must_have_key = algorithm != KeyManagementAlgorithm::EcdhEs;
        if encrypted_key.is_empty() == must_have_key {
            return Err(DecryptFailed);
        }
        match algorithm.row().kind {
            KeyManagementKind::AesKeyWrap { .. } | KeyManagementKind::RsaOaep(_) => {
                Ok(KeyOperation::Unwrap { encrypted_key })
            }
            KeyManagementKind::AesGcmKeyWrap { .. } => {
                let (iv, tag) = self.gcm_key_wrap.ok_or(DecryptFailed)?;
                Ok(KeyOperation::UnwrapWithGcm { encrypted_key, iv, tag })
            }
            KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. } => {
                Ok(KeyOperation::Agree { ephemeral: self.ephemeral.ok_or(DecryptFailed)? })
            }
            _ => Err(DecryptFailed),
        }
    }

    /// Turns what the private operation returned into the content encryption key. A failure becomes a random key, so that the content's tag
    /// decides and nobody can tell the two apart (RFC 7516, section 11.5).
    ///
    /// # Errors
    /// [`UnwrapError::Operation`] if the device could not be asked, or the system gave no random bytes.
    pub fn finish(
        &self,
        algorithm: KeyManagementAlgorithm,
        secret: Result<SecretBytes, UnwrapError>,
    ) -> Result<Arc<ContentDecrypter>, UnwrapError> {
        let substitute = self.substitute(algorithm)?;
        self.finish_with(algorithm, secret, substitute)
    }

    /// The key that takes the place of one that does not unwrap. For RSA it is drawn before it is known whether it is needed: there, the
    /// time of the draw would be an oracle.
    pub(super) fn substitute(&self, algorithm: KeyManagementAlgorithm) -> Result<Option<SecretBytes>, UnwrapError> {
        let drawn_first = matches!(algorithm.row().kind, KeyManagementKind::RsaOaep(_));
        drawn_first.then(|| self.random_key()).transpose()
    }

    pub(super) fn finish_with(
        &self,
        algorithm: KeyManagementAlgorithm,
        secret: Result<SecretBytes, UnwrapError>,
        substitute: Option<SecretBytes>,
    ) -> Result<Arc<ContentDecrypter>, UnwrapError> {
        let key = match secret.and_then(|secret| self.derive(algorithm, secret)) {
            Ok(key) if key.len() == self.content_encryption.row().key_bytes => key,
            Err(UnwrapError::Operation(error)) => return Err(UnwrapError::Operation(error)),
            Ok(_) | Err(UnwrapError::Failed(_)) => substitute.map_or_else(|| self.random_key(), Ok)?,
        };
        let content = ContentDecrypter::new(self.content_encryption, key.expose()).map_err(|_| DecryptFailed)?;
        Ok(Arc::new(content))
    }

    fn random_key(&self) -> Result<SecretBytes, UnwrapError> {
        let mut key = SecretBytes::new(vec![0; self.content_encryption.row().key_bytes]);
        random::fill(key.expose_mut()).map_err(UnwrapError::Operation)?;
        Ok(key)
    }

    /// The content encryption key itself, before its length is known to be right.
    fn derive(&self, algorithm: KeyManagementAlgorithm, secret: SecretBytes) -> Result<SecretBytes, UnwrapError> {
        let enc = self.content_encryption.row();
        let (purpose, key_bytes) = match algorithm.row().kind {
            KeyManagementKind::EcdhEs => (enc.name, enc.key_bytes),
            KeyManagementKind::EcdhEsAesKeyWrap { key_bytes } => (algorithm.name(), key_bytes),
            _ => return Ok(secret),
        };
        let derived = concat_kdf::derive(secret.expose(), purpose, self.party_u_info, self.party_v_info, key_bytes)
            .map_err(|_| DecryptFailed)?;
        let derived = derived.get(..key_bytes).ok_or(DecryptFailed)?;
        if algorithm == KeyManagementAlgorithm::EcdhEs {
            return Ok(SecretBytes::from(derived));
        }
        let wrapping = AesUnwrapKey::new(derived).map_err(|_| DecryptFailed)?;
        Ok(wrapping.unwrap(self.encrypted_key)?)
    }
}

/// A private operation gave no key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnwrapError {
    /// The input does not decrypt.
    Failed(DecryptFailed),
    /// The device could not be asked, or the system gave no random bytes.
    Operation(OperationError),
}

impl From<DecryptFailed> for UnwrapError {
    fn from(failed: DecryptFailed) -> Self {
        Self::Failed(failed)
    }
}

impl fmt::Display for UnwrapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(failed) => failed.fmt(f),
            Self::Operation(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for UnwrapError {}
