//! What a message says about its content encryption key, and how the key comes out of what a private operation returned.

mod error;

use std::sync::Arc;

use jose_core::{
    ContentEncryption, Curve, KeyManagementAlgorithm, SecretBytes,
    registry::{KeyManagementKind, RSA_MODULUS_BYTES},
};
use zeroize::Zeroizing;

pub use error::UnwrapError;

use crate::{
    DecryptFailed, EphemeralPublicKey,
    content::ContentDecrypter,
    key_management::{aes_key_wrap::AesUnwrapKey, concat_kdf},
    material::public::check_ephemeral,
    random,
    remote::KeyOperation,
};

/// What a message says about its content encryption key, decoded. What it holds is a stranger's: everything is checked here.
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
    /// [`DecryptFailed`] if the parameters lack what the algorithm needs or have what it forbids, if the encrypted key has an impossible
    /// length, if the ephemeral key is not on its curve or protects nothing, or if the algorithm is `dir`, which has no private operation.
    /// Nothing secret enters this decision.
    pub fn operation(&self, algorithm: KeyManagementAlgorithm) -> Result<KeyOperation<'m>, DecryptFailed> {
        let operation = self.described(algorithm)?;
        self.check_length(algorithm)?;
        check_peer(operation)?;
        Ok(operation)
    }

    /// As [`KeyParameters::operation`], as long as all parts are there, whatever they hold.
    pub(super) fn described(&self, algorithm: KeyManagementAlgorithm) -> Result<KeyOperation<'m>, DecryptFailed> {
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

    /// Whether the encrypted key has a length that `algorithm` makes for this content encryption. Otherwise a stranger could choose how long
    /// the unwrapping takes.
    pub(super) fn check_length(&self, algorithm: KeyManagementAlgorithm) -> Result<(), DecryptFailed> {
        let (found, key_bytes) = (self.encrypted_key.len(), self.content_encryption.row().key_bytes);
        let possible = match algorithm.row().kind {
            KeyManagementKind::AesKeyWrap { .. } | KeyManagementKind::EcdhEsAesKeyWrap { .. } => {
                found == key_bytes.saturating_add(8)
            }
            KeyManagementKind::AesGcmKeyWrap { .. } => found == key_bytes,
            KeyManagementKind::RsaOaep(_) => RSA_MODULUS_BYTES.contains(&found),
            _ => found == 0,
        };
        if possible { Ok(()) } else { Err(DecryptFailed) }
    }

    /// Turns what the private operation returned into the content encryption key. A failure becomes a random key, so that the content's tag
    /// decides and nobody can tell the two apart (RFC 7516, section 11.5).
    ///
    /// # Errors
    /// [`UnwrapError::Operation`] if the device could not be asked, or the system gave no random bytes; [`UnwrapError::Failed`] if the algorithm
    /// is `dir`, which has no private operation.
    pub fn finish(
        &self,
        algorithm: KeyManagementAlgorithm,
        secret: Result<SecretBytes, UnwrapError>,
    ) -> Result<Arc<ContentDecrypter>, UnwrapError> {
        if algorithm == KeyManagementAlgorithm::Dir {
            return Err(DecryptFailed.into());
        }
        let substitute = self.substitute(algorithm)?;
        self.finish_with(algorithm, secret, substitute)
    }

    /// The key that takes the place of one that does not unwrap. For RSA it is drawn before it is known whether it is needed: there, the
    /// time of the draw would be an oracle. Elsewhere a failure shows only that nobody with the key made the message, which the tag says anyway.
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
        random::secret(self.content_encryption.row().key_bytes).map_err(UnwrapError::Operation)
    }

    /// The content encryption key itself, before its length is known to be right.
    fn derive(&self, algorithm: KeyManagementAlgorithm, secret: SecretBytes) -> Result<SecretBytes, UnwrapError> {
        match algorithm.row().kind {
            KeyManagementKind::EcdhEs => {
                let enc = self.content_encryption.row();
                let mut key = SecretBytes::new(vec![0; enc.key_bytes]);
                self.agreed(&secret, enc.name, key.expose_mut())?;
                Ok(key)
            }
            KeyManagementKind::EcdhEsAesKeyWrap { key_bytes } => {
                self.check_length(algorithm)?;
                let mut room = Zeroizing::new([0; LONGEST_WRAPPING_KEY]);
                let key = room.get_mut(..key_bytes).ok_or(DecryptFailed)?;
                self.agreed(&secret, algorithm.name(), key)?;
                Ok(AesUnwrapKey::new(key).map_err(|_| DecryptFailed)?.unwrap(self.encrypted_key)?)
            }
            _ => Ok(secret),
        }
    }

    /// Fills `key` from an agreed secret. A device may return one that the backend never would: cut, or of zeros (RFC 7748, section 6.1).
    fn agreed(&self, secret: &SecretBytes, purpose: &str, key: &mut [u8]) -> Result<(), DecryptFailed> {
        let curve = self.ephemeral.ok_or(DecryptFailed)?.curve();
        let secret = secret.expose();
        let is_zero = secret.iter().fold(0, |bits, byte| bits | byte) == 0;
        if secret.len() != curve.row().coordinate_bytes || (curve == Curve::X25519 && is_zero) {
            return Err(DecryptFailed);
        }
        concat_kdf::derive(secret, purpose, self.party_u_info, self.party_v_info, key).map_err(|_| DecryptFailed)
    }
}

/// Whether the sender's key may meet a private key: a point off its curve would give the private key away, bit by bit.
pub(super) fn check_peer(operation: KeyOperation<'_>) -> Result<(), DecryptFailed> {
    match operation {
        KeyOperation::Agree { ephemeral } => check_ephemeral(ephemeral).map_err(|_| DecryptFailed),
        _ => Ok(()),
    }
}

const LONGEST_WRAPPING_KEY: usize = 32;
