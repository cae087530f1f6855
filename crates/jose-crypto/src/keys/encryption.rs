//! The key that encrypts to a recipient.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use aws_lc_rs::{
    aead::LessSafeKey,
    agreement,
    rsa::{OaepPublicEncryptingKey, PublicEncryptingKey, PublicKeyComponents},
};
use jose_core::{
    ContentEncryption, Curve, KeyManagementAlgorithm,
    registry::{Hash, KeyManagementKind},
};
use zeroize::Zeroizing;

use crate::{
    EphemeralPublicKey, KeyError, OperationError, backend,
    content::ContentEncrypter,
    key_management::{aes_key_wrap::AesWrapKey, concat_kdf, gcm_key_wrap},
    material::PublicMaterial,
    random,
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

/// Random 96-bit vectors must not repeat under one AES-GCM key: RFC 7518, section 8.4, allows this many.
const MOST_MESSAGES: u64 = 1 << 32;

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

    /// Names the key.
    #[must_use]
    pub fn with_key_id(mut self, key_id: impl Into<String>) -> Self {
        self.key_id = Some(Arc::from(key_id.into()));
        self
    }

    /// The key's identifier.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// The algorithm.
    #[must_use]
    pub fn algorithm(&self) -> KeyManagementAlgorithm {
        self.algorithm
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
        let mut random = Random { bytes: Zeroizing::new([0; Random::LENGTH]) };
        random::fill(&mut *random.bytes)?;
        self.establish_with(content_encryption, apu, apv, &random)
    }

    fn establish_with(
        &self,
        content_encryption: ContentEncryption,
        apu: &[u8],
        apv: &[u8],
        random: &Random,
    ) -> Result<Established<'_>, EncryptError> {
        let row = content_encryption.row();
        let fresh = random.cek(row.key_bytes);
        let wrapped = |encrypted_key| -> Result<Established<'_>, EncryptError> {
            let content = Content::Fresh(ContentEncrypter::new(content_encryption, fresh).map_err(|_| BACKEND)?);
            Ok(Established::new(content, random.iv(row.iv_bytes), encrypted_key))
        };
        match &*self.prepared {
            Prepared::Direct { content, messages } => {
                if content.algorithm() != content_encryption {
                    return Err(EncryptError::ContentEncryption {
                        key: content.algorithm(),
                        asked: content_encryption,
                    });
                }
                spend(messages)?;
                Ok(Established::new(Content::Shared(content), random.iv(row.iv_bytes), Vec::new()))
            }
            Prepared::AesWrap(key) => wrapped(key.wrap(fresh)?),
            Prepared::GcmWrap { key, messages } => {
                spend(messages)?;
                let iv = random.wrap_iv();
                let (encrypted_key, tag) = gcm_key_wrap::wrap(key, &iv, fresh)?;
                Ok(Established { gcm_wrap: Some((iv, tag)), ..wrapped(encrypted_key)? })
            }
            Prepared::Oaep(key, hash) => {
                let mut encrypted_key = vec![0; key.ciphertext_size()];
                let algorithm = backend::oaep(*hash).map_err(|_| BACKEND)?;
                key.encrypt(algorithm, fresh, &mut encrypted_key, None).map_err(|_| BACKEND)?;
                wrapped(encrypted_key)
            }
            Prepared::Agreement { curve, peer } => {
                let (ephemeral, secret) = agree(*curve, peer)?;
                let (purpose, key_bytes) = match self.algorithm.row().kind {
                    KeyManagementKind::EcdhEsAesKeyWrap { key_bytes } => (self.algorithm.name(), key_bytes),
                    _ => (row.name, row.key_bytes),
                };
                let derived = concat_kdf::derive(&secret, purpose, apu, apv, key_bytes)?;
                let derived = derived.get(..key_bytes).ok_or(BACKEND)?;
                let established = if self.algorithm == KeyManagementAlgorithm::EcdhEs {
                    let content = ContentEncrypter::new(content_encryption, derived).map_err(|_| BACKEND)?;
                    Established::new(Content::Fresh(content), random.iv(row.iv_bytes), Vec::new())
                } else {
                    wrapped(AesWrapKey::new(derived).map_err(|_| BACKEND)?.wrap(fresh)?)?
                };
                Ok(Established { ephemeral: Some(ephemeral), ..established })
            }
        }
    }
}

/// A new ephemeral key for each message, and what it agrees on with the recipient.
fn agree(
    curve: Curve,
    peer: &agreement::ParsedPublicKey,
) -> Result<(EphemeralPublicKey, Zeroizing<Vec<u8>>), EncryptError> {
    let algorithm = backend::agreement(curve).map_err(|_| BACKEND)?;
    let private = agreement::PrivateKey::generate(algorithm).map_err(|_| BACKEND)?;
    let public = private.compute_public_key().map_err(|_| BACKEND)?;
    let secret = agreement::agree(&private, peer.clone(), BACKEND, |secret| Ok(Zeroizing::new(secret.to_vec())))?;
    Ok((EphemeralPublicKey::from_encoded(curve, public.as_ref()), secret))
}

fn spend(messages: &AtomicU64) -> Result<(), EncryptError> {
    // A count that fails closed even if threads race past the limit: it cannot come around again.
    if messages.fetch_add(1, Ordering::Relaxed) < MOST_MESSAGES { Ok(()) } else { Err(EncryptError::Exhausted) }
}

pub(super) fn exact(algorithm: KeyManagementAlgorithm, needed: usize, key: &[u8]) -> Result<(), KeyError> {
    let found = key.len();
    if found == needed { Ok(()) } else { Err(KeyError::WrongLength { what: algorithm.name(), needed, found }) }
}

pub(super) const NOT_WRAPPING: KeyError =
    KeyError::Invalid { what: "this algorithm does not wrap keys under a shared key" };
const BACKEND: EncryptError = EncryptError::Operation(OperationError::Backend);

/// All random bytes of one message.
struct Random {
    bytes: Zeroizing<[u8; Self::LENGTH]>,
}

impl Random {
    const LONGEST_CEK: usize = 64;
    const LONGEST_IV: usize = 16;
    const LENGTH: usize = Self::LONGEST_CEK + Self::LONGEST_IV + 12;

    fn cek(&self, length: usize) -> &[u8] {
        self.bytes.get(..length).unwrap_or_default()
    }

    fn iv(&self, length: usize) -> ([u8; 16], usize) {
        let mut iv = [0; 16];
        for (room, byte) in iv.iter_mut().take(length).zip(self.bytes.iter().skip(Self::LONGEST_CEK)) {
            *room = *byte;
        }
        (iv, length)
    }

    fn wrap_iv(&self) -> [u8; 12] {
        let mut iv = [0; 12];
        for (room, byte) in iv.iter_mut().zip(self.bytes.iter().skip(Self::LONGEST_CEK + Self::LONGEST_IV)) {
            *room = *byte;
        }
        iv
    }
}

/// Everything that one message needs.
#[derive(Debug)]
pub struct Established<'k> {
    content: Content<'k>,
    iv: ([u8; 16], usize),
    encrypted_key: Vec<u8>,
    ephemeral: Option<EphemeralPublicKey>,
    gcm_wrap: Option<([u8; 12], [u8; 16])>,
}

#[derive(Debug)]
enum Content<'k> {
    Shared(&'k ContentEncrypter),
    Fresh(ContentEncrypter),
}

impl<'k> Established<'k> {
    fn new(content: Content<'k>, iv: ([u8; 16], usize), encrypted_key: Vec<u8>) -> Self {
        Self { content, iv, encrypted_key, ephemeral: None, gcm_wrap: None }
    }

    /// The content encryption key, ready.
    #[must_use]
    pub fn content(&self) -> &ContentEncrypter {
        match &self.content {
            Content::Shared(content) => content,
            Content::Fresh(content) => content,
        }
    }

    /// The initialization vector, to be used once, with [`Established::content`].
    #[must_use]
    pub fn iv(&self) -> &[u8] {
        let (bytes, length) = &self.iv;
        bytes.get(..*length).unwrap_or_default()
    }

    /// The encrypted content encryption key; empty where the key is agreed or shared directly.
    #[must_use]
    pub fn encrypted_key(&self) -> &[u8] {
        &self.encrypted_key
    }

    /// `epk`, for key agreement.
    #[must_use]
    pub fn ephemeral_key(&self) -> Option<&EphemeralPublicKey> {
        self.ephemeral.as_ref()
    }

    /// `iv` and `tag` of the header, for wrapping with AES-GCM.
    #[must_use]
    pub fn gcm_key_wrap(&self) -> Option<(&[u8; 12], &[u8; 16])> {
        self.gcm_wrap.as_ref().map(|(iv, tag)| (iv, tag))
    }
}

/// A message could not be encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncryptError {
    /// A `dir` key works with one content encryption only.
    ContentEncryption {
        /// What the key is bound to.
        key: ContentEncryption,
        /// What was asked of it.
        asked: ContentEncryption,
    },
    /// This AES-GCM key has encrypted as many messages as is safe (RFC 7518, section 8.4). Rotate it.
    Exhausted,
    /// The work itself failed.
    Operation(OperationError),
}

impl From<OperationError> for EncryptError {
    fn from(error: OperationError) -> Self {
        Self::Operation(error)
    }
}

impl fmt::Display for EncryptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ContentEncryption { key, asked } => write!(f, "the dir key is for {key} and {asked} was asked for"),
            Self::Exhausted => f.write_str("this key has encrypted 2^32 messages: rotate it"),
            Self::Operation(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for EncryptError {}

impl fmt::Debug for EncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptionKey")
            .field("algorithm", &self.algorithm)
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}
