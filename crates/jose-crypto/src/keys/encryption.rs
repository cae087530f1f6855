//! The key that encrypts to a recipient.

mod error;
mod establish;
mod established;
mod randomness;

use std::sync::{Arc, atomic::AtomicU64};

use aws_lc_rs::{
    aead::LessSafeKey,
    agreement,
    rsa::{OaepPublicEncryptingKey, PublicEncryptingKey, PublicKeyComponents},
};
use jose_core::{
    ContentEncryption, Curve, KeyManagementAlgorithm,
    registry::{Hash, KeyManagementKind},
};

pub use error::EncryptError;
pub use established::Established;

use self::randomness::Random;
use crate::{
    KeyError, backend, content::ContentEncrypter, key_management::aes_key_wrap::AesWrapKey, material::PublicMaterial,
};

/// A key that encrypts with one key management algorithm, prepared. Cloning shares it.
///
/// ```
/// use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm};
/// use jose_crypto::{EncryptionKey, material::PrivateMaterial};
///
/// let recipient = PrivateMaterial::generate_on(Curve::X25519)?.public();
/// let key = EncryptionKey::new(KeyManagementAlgorithm::EcdhEsA256Kw, &recipient)?;
/// let established = key.establish(ContentEncryption::A256Gcm, b"", b"")?;
/// assert_eq!(established.encrypted_key().len(), 40);
/// assert!(established.ephemeral_key().is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct EncryptionKey {
    algorithm: KeyManagementAlgorithm,
    key_id: Option<Arc<str>>,
    prepared: Arc<Prepared>,
}

#[expect(clippy::large_enum_variant, reason = "stands behind an Arc; a second one would cost each use a step")]
enum Prepared {
    Direct { content: ContentEncrypter, messages: AtomicU64 },
    AesWrap(AesWrapKey),
    GcmWrap { key: LessSafeKey, messages: AtomicU64 },
    Oaep(OaepPublicEncryptingKey, Hash),
    Agreement { curve: Curve, peer: agreement::ParsedPublicKey },
}

impl EncryptionKey {
    /// Binds a recipient's public key to `algorithm`.
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] or [`KeyError::WrongCurve`] if the key does not fit the algorithm, and whatever
    /// [`PublicMaterial::check`] finds.
    pub fn new(algorithm: KeyManagementAlgorithm, material: &PublicMaterial) -> Result<Self, KeyError> {
        let row = algorithm.row();
        let refused = KeyError::WrongKeyType { algorithm: row.name, found: material.key_type() };
        let prepared = match (row.kind, material) {
            (KeyManagementKind::RsaOaep(hash), PublicMaterial::Rsa { n, e }) => {
                material.check()?;
                let not_rsa = KeyError::Invalid { what: "not an RSA public key" };
                let key: PublicEncryptingKey = PublicKeyComponents { n, e }.try_into().map_err(|_| not_rsa.clone())?;
                Prepared::Oaep(OaepPublicEncryptingKey::new(key).map_err(|_| not_rsa)?, hash)
            }
            (
                KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. },
                PublicMaterial::Ec { curve, .. } | PublicMaterial::Okp { curve, .. },
            ) => {
                material.check()?;
                let peer = material.point()?;
                let peer = agreement::UnparsedPublicKey::new(backend::agreement(*curve)?, peer.encoded());
                let peer = peer.try_into().map_err(|_| KeyError::Invalid { what: "the point is not on the curve" })?;
                Prepared::Agreement { curve: *curve, peer }
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
                Prepared::AesWrap(AesWrapKey::new(key)?)
            }
            KeyManagementKind::AesGcmKeyWrap { key_bytes } => {
                exact(algorithm, key_bytes, key)?;
                Prepared::GcmWrap { key: backend::aes_gcm(key)?, messages: AtomicU64::new(0) }
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
        let content = ContentEncrypter::new(content_encryption, key)?;
        let prepared = Prepared::Direct { content, messages: AtomicU64::new(0) };
        Ok(Self::from_prepared(KeyManagementAlgorithm::Dir, prepared))
    }

    fn from_prepared(algorithm: KeyManagementAlgorithm, prepared: Prepared) -> Self {
        Self { algorithm, key_id: None, prepared: Arc::new(prepared) }
    }

    /// The only content encryption that this key works with, for a `dir` key.
    #[must_use]
    pub fn content_encryption(&self) -> Option<ContentEncryption> {
        match &*self.prepared {
            Prepared::Direct { content, .. } => Some(content.algorithm()),
            _ => None,
        }
    }

    /// Makes everything that one message needs: a fresh content encryption key (or the shared one), a fresh initialization vector, and what
    /// the recipient needs to find the key. All random bytes come from one draw. `apu` and `apv` are decoded and only enter key agreement.
    ///
    /// # Errors
    /// [`EncryptError::ContentEncryption`] if a `dir` key is bound to another content encryption, [`EncryptError::Exhausted`] if an AES-GCM
    /// key has been used for 2^32 messages, [`EncryptError::Operation`] if the system gave no random bytes.
    pub fn establish(
        &self,
        content_encryption: ContentEncryption,
        apu: &[u8],
        apv: &[u8],
    ) -> Result<Established<'_>, EncryptError> {
        let mut random = Random::new();
        random.draw()?;
        establish::establish(self.algorithm, &self.prepared, content_encryption, (apu, apv), &random)
    }
}

pub(super) fn exact(algorithm: KeyManagementAlgorithm, needed: usize, key: &[u8]) -> Result<(), KeyError> {
    let found = key.len();
    if found == needed { Ok(()) } else { Err(KeyError::WrongLength { what: algorithm.name(), needed, found }) }
}

pub(super) const NOT_WRAPPING: KeyError =
    KeyError::Invalid { what: "this algorithm does not wrap keys under a shared key" };

named!(EncryptionKey, KeyManagementAlgorithm);
