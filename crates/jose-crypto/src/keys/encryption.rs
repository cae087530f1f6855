//! The key that encrypts to a recipient.

mod error;
mod establish;
mod established;
#[cfg(feature = "hazmat")]
pub(crate) mod fixed;
mod password;
mod randomness;
mod seal;
mod symmetric;
mod wrap;
mod wrapped;

use std::sync::{Arc, atomic::AtomicU64};

use aws_lc_rs::{
    aead::LessSafeKey,
    rsa::{OaepPublicEncryptingKey, PublicEncryptingKey, PublicKeyComponents},
};
use jose_core::{
    ContentEncryption, KeyManagementAlgorithm,
    registry::{Hash, KeyManagementKind},
};

pub use error::EncryptError;
pub use established::Established;
pub use seal::Sealed;
pub(super) use symmetric::{NOT_WRAPPING, exact};
pub use wrapped::WrappedKey;

use self::randomness::{Random, Wrapping};
use super::identity::KeyIdentity;
use crate::{
    KeyError, backend,
    content::{ContentEncrypter, ContentKey},
    key_management::{aes_key_wrap::AesWrapKey, agreement::PeerKey, pbes2::Password},
    material::PublicMaterial,
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
    identity: Option<KeyIdentity>,
    prepared: Arc<Prepared>,
}

#[expect(clippy::large_enum_variant, reason = "stands behind an Arc; a second one would cost each use a step")]
enum Prepared {
    Direct { content: ContentEncrypter, messages: AtomicU64 },
    AesWrap(AesWrapKey),
    GcmWrap { key: LessSafeKey, messages: AtomicU64 },
    Oaep(OaepPublicEncryptingKey, Hash),
    Agreement(PeerKey),
    Password(Password),
    Hpke(PeerKey),
}

impl EncryptionKey {
    /// Binds a recipient's public key to `algorithm`.
    ///
    /// # Errors
    /// [`KeyError::WrongKeyType`] or [`KeyError::WrongCurve`] if the key does not fit the algorithm, [`KeyError::FeatureNeeded`] if the
    /// algorithm or the curve was left out of this build, [`KeyError::Invalid`] for `RSA1_5`, which is for opening old messages only, and
    /// whatever [`PublicMaterial::check`] finds.
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
            (KeyManagementKind::RsaPkcs1, PublicMaterial::Rsa { .. }) => return Err(RSA1_5_ENCRYPTS_NOTHING),
            (
                KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. },
                PublicMaterial::Ec { .. } | PublicMaterial::Okp { .. },
            ) => Prepared::Agreement(peer(algorithm, material)?),
            (
                KeyManagementKind::Hpke(_) | KeyManagementKind::HpkeKeyEncryption(_),
                PublicMaterial::Ec { .. } | PublicMaterial::Okp { .. },
            ) => Prepared::Hpke(peer(algorithm, material)?),
            _ => return Err(refused),
        };
        Ok(Self::from_prepared(algorithm, prepared).of(KeyIdentity::of_pair(material)))
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
            Prepared::Direct { content, .. } => Some(content.algorithm()),
            _ => None,
        }
    }

    /// Makes everything that one message needs: a fresh content encryption key (or the shared one), a fresh initialization vector, and what
    /// the recipient needs to find the key. All random bytes come from one draw. `apu` and `apv` are decoded and only enter key agreement.
    /// For a message with several recipients see [`EncryptionKey::wrap`]. A password is stretched here, which takes long on purpose.
    ///
    /// # Errors
    /// [`EncryptError::ContentEncryption`] if a `dir` key is bound to another content encryption, [`EncryptError::Exhausted`] if an AES-GCM
    /// key has been used for 2^32 messages, [`EncryptError::WrongCall`] for integrated HPKE, which has no content encryption key (see
    /// [`EncryptionKey::seal`]), [`EncryptError::Operation`] if the system gave no random bytes.
    pub fn establish(
        &self,
        content_encryption: ContentEncryption,
        apu: &[u8],
        apv: &[u8],
    ) -> Result<Established<'_>, EncryptError> {
        let mut random = Random::new(self.algorithm, content_encryption);
        random.draw()?;
        let key = (self.algorithm, &*self.prepared);
        let drawn = (random.cek(), random.iv());
        establish::establish(key, content_encryption, (apu, apv), drawn, &random.wrapping())
    }

    /// Wraps the one content encryption key of a message for this recipient, who is one of several. `apu` and `apv` are as for
    /// [`EncryptionKey::establish`].
    ///
    /// ```
    /// use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm};
    /// use jose_crypto::{EncryptionKey, content::ContentKey, material::PrivateMaterial};
    ///
    /// let alice = PrivateMaterial::generate_on(Curve::P256)?.public();
    /// let alice = EncryptionKey::new(KeyManagementAlgorithm::EcdhEsA128Kw, &alice)?;
    /// let bob = EncryptionKey::symmetric(KeyManagementAlgorithm::A256Kw, &[7; 32])?;
    ///
    /// let message = ContentKey::generate(ContentEncryption::A256Gcm)?;
    /// let for_alice = alice.wrap(&message, b"", b"")?;
    /// let for_bob = bob.wrap(&message, b"", b"")?;
    /// assert_ne!(for_alice.encrypted_key(), for_bob.encrypted_key());
    ///
    /// let mut buffer = b"secret".to_vec();
    /// let tag = message.content().encrypt(message.iv(), b"header", &mut buffer)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Security
    /// Whoever can open the message can also make another with the same keys, which the other recipients cannot tell from the sender's. Where it
    /// matters who wrote a message, sign it.
    ///
    /// # Errors
    /// [`EncryptError::SeveralRecipients`] if the algorithm does not wrap keys, which is so for `dir`, `ECDH-ES` and integrated HPKE; otherwise as
    /// for [`EncryptionKey::establish`].
    pub fn wrap(&self, content_key: &ContentKey, apu: &[u8], apv: &[u8]) -> Result<WrappedKey, EncryptError> {
        let random = Wrapping::draw(self.algorithm)?;
        let key = (self.algorithm, &*self.prepared);
        wrap::wrap(key, content_key.content_encryption(), content_key.key(), (apu, apv), &random)
    }
}

/// The recipient's key, if it is on a curve of the algorithm.
fn peer(algorithm: KeyManagementAlgorithm, material: &PublicMaterial) -> Result<PeerKey, KeyError> {
    check_curve_of(algorithm, material)?;
    material.check()?;
    PeerKey::new(material.point()?)
}

/// Whether the key is on a curve that the algorithm knows, and this build has both.
pub(super) fn check_curve_of(algorithm: KeyManagementAlgorithm, material: &PublicMaterial) -> Result<(), KeyError> {
    let row = algorithm.row();
    match material.curve().filter(|curve| !row.curves.contains(curve)) {
        Some(found) => Err(KeyError::WrongCurve { algorithm: row.name, found }),
        None => backend::algorithm_built_in(algorithm),
    }
}

const RSA1_5_ENCRYPTS_NOTHING: KeyError = KeyError::Invalid {
    what: "RSA1_5 encrypts nothing here, as it is for opening old messages only: use RSA-OAEP-256",
};

named!(EncryptionKey, KeyManagementAlgorithm);
