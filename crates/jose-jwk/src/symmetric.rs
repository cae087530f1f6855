//! Shared secrets.

use std::fmt;

use jose_core::{KeyType, SecretBytes};
use jose_crypto::material::is_key_file;
use zeroize::Zeroizing;

use crate::{
    JwkError, KeyKind, Thumbprint,
    bind::suits,
    certificate::members as certificate,
    json::{self, write::Members},
    metadata::{Metadata, accessors::metadata_accessors},
    redacted,
    thumbprint::ThumbprintHash,
};

/// A shared secret, `kty` `oct`: for HMAC, AES key wrapping, or the encryption of content itself (`dir`).
///
/// ```
/// use jose_core::ContentEncryption;
/// use jose_jwk::SymmetricJwk;
///
/// let key = SymmetricJwk::generate_direct(ContentEncryption::A256Gcm)?;
/// assert_eq!(key.algorithm(), Some("A256GCM")); // a `dir` key, bound to this content encryption
/// assert_eq!(key.encryption_key()?.algorithm().name(), "dir");
/// # Ok::<(), jose_jwk::JwkError>(())
/// ```
///
/// # Security
/// Everybody who can verify or decrypt with it can also sign or encrypt. It cannot be cloned, compared or serialized, and `Debug` shows
/// `kty`, `kid` and `alg` only.
pub struct SymmetricJwk {
    secret: SecretBytes,
    metadata: Metadata,
}

impl SymmetricJwk {
    /// Reads a symmetric JWK.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] if it is a public or a private key; otherwise as [`Jwk::from_json`](crate::Jwk::from_json).
    pub fn from_json(json: &[u8]) -> Result<Self, JwkError> {
        json::parse(json, Some(KeyKind::Symmetric))?.try_into()
    }

    /// Makes a JWK of a secret that came from elsewhere. Generate one rather than typing one: a typed secret can be found by trying.
    ///
    /// # Errors
    /// [`JwkError::Member`] if it is empty, or the bytes are a key file: a public key taken for a shared secret lets anybody sign.
    pub fn from_secret(secret: SecretBytes) -> Result<Self, JwkError> {
        Self::build(secret, Metadata::default())
    }

    pub(crate) fn build(secret: SecretBytes, metadata: Metadata) -> Result<Self, JwkError> {
        if secret.is_empty() {
            return Err(JwkError::member("k", "at least one byte, and as many as its algorithm needs"));
        }
        // Defence in depth. The real defence is that a public key and a shared secret are different types.
        if is_key_file(secret.expose()) {
            return Err(JwkError::member(
                "k",
                "random bytes: these are a key file, and a public one would let anybody sign",
            ));
        }
        suits::check(metadata.algorithm.as_deref(), KeyType::Oct, None)?;
        certificate::check(&metadata.others, None)?;
        Ok(Self { secret, metadata })
    }

    /// `kty`, which is `oct`.
    #[must_use]
    pub fn key_type(&self) -> KeyType {
        KeyType::Oct
    }

    /// The secret itself, `k`.
    #[must_use]
    pub fn secret(&self) -> &SecretBytes {
        &self.secret
    }

    /// The SHA-256 thumbprint. It is a hash of the secret: see [`Thumbprint`] before publishing it.
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        self.thumbprint_with(ThumbprintHash::Sha256)
    }

    /// The thumbprint with another hash than SHA-256, of which the same is true.
    #[must_use]
    pub fn thumbprint_with(&self, hash: ThumbprintHash) -> Thumbprint {
        Thumbprint::of(Members::symmetric(&self.secret), hash)
    }

    /// The key as a JWK. The text is wiped when dropped.
    #[must_use]
    pub fn to_secret_json(&self) -> Zeroizing<String> {
        let members = self.members();
        let mut json = Zeroizing::new(String::with_capacity(members.len()));
        members.write(&mut json);
        json
    }

    metadata_accessors!();

    pub(crate) fn members(&self) -> Members {
        Members::symmetric(&self.secret).with(&self.metadata)
    }

    pub(crate) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    pub(crate) fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }
}

impl fmt::Debug for SymmetricJwk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        redacted(f, "SymmetricJwk", KeyType::Oct, &self.metadata)
    }
}
