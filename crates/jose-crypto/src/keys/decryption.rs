//! The key that decrypts.

mod perform;

use std::sync::Arc;

use aws_lc_rs::{
    aead::LessSafeKey,
    agreement,
    encoding::{AsDer, Pkcs8V1Der},
    rsa::{OaepPrivateDecryptingKey, PrivateDecryptingKey},
};
use jose_core::{
    ContentEncryption, Curve, KeyManagementAlgorithm,
    registry::{Hash, KeyManagementKind},
};

use super::{
    encryption::{NOT_WRAPPING, exact},
    parameters::{KeyParameters, UnwrapError},
    rsa::key_pair,
};
use crate::{
    DecryptFailed, KeyError, backend, content::ContentDecrypter, key_management::aes_key_wrap::AesUnwrapKey,
    material::PrivateMaterial, remote::UnwrapKey,
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
    prepared: Arc<Prepared>,
}

#[expect(clippy::large_enum_variant, reason = "stands behind an Arc; a second one would cost each use a step")]
enum Prepared {
    Direct(Arc<ContentDecrypter>),
    AesWrap(AesUnwrapKey),
    GcmWrap(LessSafeKey),
    Oaep(OaepPrivateDecryptingKey, Hash),
    Agreement(Curve, agreement::PrivateKey),
    Remote(Arc<dyn UnwrapKey>),
}

impl DecryptionKey {
    /// Binds a private key to `algorithm`.
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] or [`KeyError::WrongCurve`] if the key does not fit the algorithm, and whatever
    /// [`PrivateMaterial::check`] finds.
    pub fn new(algorithm: KeyManagementAlgorithm, material: &PrivateMaterial) -> Result<Self, KeyError> {
        let row = algorithm.row();
        let refused = KeyError::WrongKeyType { algorithm: row.name, found: material.public().key_type() };
        let prepared = match (row.kind, material) {
            (KeyManagementKind::RsaOaep(hash), PrivateMaterial::Rsa(private)) => {
                material.public().check()?;
                let der: Pkcs8V1Der<'_> = key_pair(private)?.as_der().map_err(|_| KeyError::Inconsistent)?;
                let key = PrivateDecryptingKey::from_pkcs8(der.as_ref()).map_err(|_| KeyError::Inconsistent)?;
                Prepared::Oaep(OaepPrivateDecryptingKey::new(key).map_err(|_| KeyError::Inconsistent)?, hash)
            }
            (
                KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. },
                PrivateMaterial::Ec { curve, d, .. } | PrivateMaterial::Okp { curve, d, .. },
            ) => {
                let algorithm = backend::agreement(*curve)?;
                material.check()?;
                let key = agreement::PrivateKey::from_private_key(algorithm, d.expose());
                Prepared::Agreement(*curve, key.map_err(|_| KeyError::Inconsistent)?)
            }
            _ => return Err(refused),
        };
        Ok(Self::from_prepared(algorithm, prepared))
    }

    /// Binds a shared key to a wrapping algorithm: `A128KW` to `A256KW` or `A128GCMKW` to `A256GCMKW`.
    ///
    /// # Errors
    /// [`KeyError::WrongLength`] if the key has not the algorithm's exact length, [`KeyError::Invalid`] if the algorithm does not wrap under
    /// a shared key.
    pub fn symmetric(algorithm: KeyManagementAlgorithm, key: &[u8]) -> Result<Self, KeyError> {
        let prepared = match algorithm.row().kind {
            KeyManagementKind::AesKeyWrap { key_bytes } => {
                exact(algorithm, key_bytes, key)?;
                Prepared::AesWrap(AesUnwrapKey::new(key)?)
            }
            KeyManagementKind::AesGcmKeyWrap { key_bytes } => {
                exact(algorithm, key_bytes, key)?;
                Prepared::GcmWrap(backend::aes_gcm(key)?)
            }
            _ => return Err(NOT_WRAPPING),
        };
        Ok(Self::from_prepared(algorithm, prepared))
    }

    /// Makes a shared key the content encryption key itself (`dir`), for one content encryption.
    ///
    /// # Errors
    /// [`KeyError::WrongLength`] if the key has not the exact length of `content_encryption`.
    pub fn direct(content_encryption: ContentEncryption, key: &[u8]) -> Result<Self, KeyError> {
        let content = ContentDecrypter::new(content_encryption, key)?;
        Ok(Self::from_prepared(KeyManagementAlgorithm::Dir, Prepared::Direct(Arc::new(content))))
    }

    /// A key that stays in a device.
    ///
    /// # Errors
    /// [`KeyError::Invalid`] if the device claims to hold a `dir` key, which would have to leave it.
    pub fn remote(device: Arc<dyn UnwrapKey>) -> Result<Self, KeyError> {
        let (algorithm, key_id) = (device.algorithm(), device.key_id().map(Arc::from));
        if algorithm == KeyManagementAlgorithm::Dir {
            return Err(KeyError::Invalid { what: "a dir key is the content's own and cannot stay in a device" });
        }
        Ok(Self { key_id, ..Self::from_prepared(algorithm, Prepared::Remote(device)) })
    }

    fn from_prepared(algorithm: KeyManagementAlgorithm, prepared: Prepared) -> Self {
        Self { algorithm, key_id: None, prepared: Arc::new(prepared) }
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
    pub fn content_key(&self, parameters: &KeyParameters<'_>) -> Result<Arc<ContentDecrypter>, UnwrapError> {
        if let Prepared::Direct(content) = &*self.prepared {
            let fits = content.algorithm() == parameters.content_encryption && parameters.encrypted_key.is_empty();
            return if fits { Ok(Arc::clone(content)) } else { Err(UnwrapError::Failed(DecryptFailed)) };
        }
        let operation = parameters.described(self.algorithm)?;
        let substitute = parameters.substitute(self.algorithm)?;
        let secret = match parameters.check_length(self.algorithm) {
            Ok(()) => perform::perform(&self.prepared, operation),
            Err(failed) => Err(failed.into()),
        };
        parameters.finish_with(self.algorithm, secret, substitute)
    }
}

named!(DecryptionKey, KeyManagementAlgorithm);
