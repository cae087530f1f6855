//! The key that decrypts.

mod asymmetric;
mod open;
mod password;
mod perform;
#[cfg(feature = "rsa1_5-insecure")]
mod pkcs1;
mod symmetric;

use std::sync::Arc;

#[cfg(feature = "rsa1_5-insecure")]
use aws_lc_rs::rsa::Pkcs1PrivateDecryptingKey;
use aws_lc_rs::{aead::LessSafeKey, rsa::OaepPrivateDecryptingKey};
use jose_core::{ContentEncryption, KeyManagementAlgorithm, registry::Hash};

use super::{
    identity::KeyIdentity,
    parameters::{KeyParameters, KeyRoom, UnwrapError, why_not_remote},
};
use crate::{
    DecryptFailed, EphemeralPublicKey, KeyError,
    content::{ContentDecrypter, MessageDecrypter},
    key_management::{aes_key_wrap::AesUnwrapKey, agreement::AgreementKey, pbes2::Password},
    remote::UnwrapKey,
};

/// A key that decrypts with one key management algorithm, prepared. Cloning shares it.
///
/// ```
/// use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm};
/// use jose_crypto::{DecryptionKey, EncryptionKey, KeyParameters, material::PrivateMaterial};
///
/// let material = PrivateMaterial::generate_on(Curve::P256)?;
/// let sender = EncryptionKey::new(KeyManagementAlgorithm::EcdhEs, &material.public())?;
/// let established = sender.establish(ContentEncryption::A128Gcm, b"", b"")?;
/// let mut buffer = b"secret".to_vec();
/// let tag = established.content().encrypt(established.iv(), b"", &mut buffer)?;
///
/// let recipient = DecryptionKey::new(KeyManagementAlgorithm::EcdhEs, &material)?;
/// let parameters = KeyParameters {
///     ephemeral: established.ephemeral_key(),
///     ..KeyParameters::new(ContentEncryption::A128Gcm, established.encrypted_key())
/// };
/// let content = recipient.content_key(&parameters)?;
/// assert_eq!(content.decrypt(established.iv(), b"", tag.as_bytes(), &mut buffer)?, b"secret");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct DecryptionKey {
    algorithm: KeyManagementAlgorithm,
    key_id: Option<Arc<str>>,
    identity: Option<KeyIdentity>,
    prepared: Arc<Prepared>,
}

#[expect(clippy::large_enum_variant, reason = "stands behind an Arc; a second one would cost each use a step")]
enum Prepared {
    Direct(ContentDecrypter),
    AesWrap(AesUnwrapKey),
    GcmWrap(LessSafeKey),
    Oaep(OaepPrivateDecryptingKey, Hash),
    #[cfg(feature = "rsa1_5-insecure")]
    Pkcs1(Pkcs1PrivateDecryptingKey),
    Agreement(AgreementKey),
    Password(Password),
    /// With the public half, which enters the derivation.
    Hpke(AgreementKey, EphemeralPublicKey),
    Remote(Arc<dyn UnwrapKey>),
}

impl DecryptionKey {
    /// A key that stays in a device.
    ///
    /// # Errors
    /// [`KeyError::Invalid`] if the device claims to hold a key of an algorithm that works here only: `dir`, whose key would have to leave
    /// it, passwords, `RSA1_5` and HPKE.
    pub fn remote(device: Arc<dyn UnwrapKey>) -> Result<Self, KeyError> {
        let (algorithm, key_id) = (device.algorithm(), device.key_id().map(Arc::from));
        if let Some(what) = why_not_remote(algorithm) {
            return Err(KeyError::Invalid { what });
        }
        Ok(Self { key_id, ..Self::from_prepared(algorithm, Prepared::Remote(device)) })
    }

    fn from_prepared(algorithm: KeyManagementAlgorithm, prepared: Prepared) -> Self {
        Self { algorithm, key_id: None, identity: None, prepared: Arc::new(prepared) }
    }

    fn of(self, identity: KeyIdentity) -> Self {
        Self { identity: Some(identity), ..self }
    }

    /// The only content encryption that this key works with, for a `dir` key.
    #[must_use]
    pub fn content_encryption(&self) -> Option<ContentEncryption> {
        match &*self.prepared {
            Prepared::Direct(content) => Some(content.algorithm()),
            _ => None,
        }
    }

    /// The content encryption key of one message.
    ///
    /// A key that does not unwrap is no error here: a random key takes its place, and the content's tag then fails like any other. So
    /// nobody can tell a bad encrypted key from a bad ciphertext (RFC 7516, section 11.5).
    ///
    /// # Errors
    /// [`UnwrapError::Failed`] if a `dir` key is bound to another content encryption or parameters are missing, [`UnwrapError::Operation`] if a device or
    /// the system's randomness failed.
    pub fn content_key(&self, parameters: &KeyParameters<'_>) -> Result<MessageDecrypter<'_>, UnwrapError> {
        if let Prepared::Direct(content) = &*self.prepared {
            let fits = content.algorithm() == parameters.content_encryption && parameters.encrypted_key.is_empty();
            return if fits { Ok(content.into()) } else { Err(UnwrapError::Failed(DecryptFailed)) };
        }
        let operation = parameters.described(self.algorithm)?;
        let substitute = parameters.substitute(self.algorithm)?;
        let mut room = KeyRoom::new();
        let unwrapped = match parameters.check_length(self.algorithm) {
            Ok(()) => perform::perform(self, operation, parameters, &mut room),
            Err(failed) => Err(failed.into()),
        };
        parameters.finish_with(unwrapped, substitute, &mut room).map(MessageDecrypter::from)
    }
}

named!(DecryptionKey, KeyManagementAlgorithm);

#[cfg(test)]
#[allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should panic"
)]
mod wycheproof;
