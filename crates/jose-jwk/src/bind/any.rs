//! The same from any one key: each call goes to the kind that the key is.

use jose_core::{ContentEncryption, JwsAlgorithm, KeyManagementAlgorithm};
use jose_crypto::{DecryptionKey, EncryptionKey, SigningKey, VerifyingKey};

use super::algorithm::Facts;
use crate::{Jwk, JwkError, KeyKind};

impl Jwk {
    /// The key to sign with, for the algorithm that the JWK names.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for a public key; otherwise as for the kind that it is.
    pub fn signing_key(&self) -> Result<SigningKey, JwkError> {
        match self {
            Self::Public(_) => Err(self.is_not(KeyKind::Private)),
            Self::Private(key) => key.signing_key(),
            Self::Symmetric(key) => key.signing_key(),
        }
    }

    /// The key to sign with, for this algorithm.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for a public key; otherwise as for the kind that it is.
    pub fn signing_key_for(&self, algorithm: JwsAlgorithm) -> Result<SigningKey, JwkError> {
        match self {
            Self::Public(_) => Err(self.is_not(KeyKind::Private)),
            Self::Private(key) => key.signing_key_for(algorithm),
            Self::Symmetric(key) => key.signing_key_for(algorithm),
        }
    }

    /// The key to verify with, for the algorithm that the JWK names; of a private key, its public half.
    ///
    /// # Errors
    /// As for the kind that it is.
    pub fn verifying_key(&self) -> Result<VerifyingKey, JwkError> {
        match self {
            Self::Public(key) => key.verifying_key(),
            Self::Private(key) => key.public().verifying_key(),
            Self::Symmetric(key) => key.verifying_key(),
        }
    }

    /// The key to verify with, for this algorithm; of a private key, its public half.
    ///
    /// # Errors
    /// As for the kind that it is.
    pub fn verifying_key_for(&self, algorithm: JwsAlgorithm) -> Result<VerifyingKey, JwkError> {
        match self {
            Self::Public(key) => key.verifying_key_for(algorithm),
            Self::Private(key) => key.public().verifying_key_for(algorithm),
            Self::Symmetric(key) => key.verifying_key_for(algorithm),
        }
    }

    /// The key to encrypt with, for the algorithm that the JWK names; of a private key, its public half.
    ///
    /// # Errors
    /// As for the kind that it is.
    pub fn encryption_key(&self) -> Result<EncryptionKey, JwkError> {
        match self {
            Self::Public(key) => key.encryption_key(),
            Self::Private(key) => key.public().encryption_key(),
            Self::Symmetric(key) => key.encryption_key(),
        }
    }

    /// The key to encrypt with, for this algorithm; of a private key, its public half.
    ///
    /// # Errors
    /// As for the kind that it is.
    pub fn encryption_key_for(&self, algorithm: KeyManagementAlgorithm) -> Result<EncryptionKey, JwkError> {
        match self {
            Self::Public(key) => key.encryption_key_for(algorithm),
            Self::Private(key) => key.public().encryption_key_for(algorithm),
            Self::Symmetric(key) => key.encryption_key_for(algorithm),
        }
    }

    /// The key to decrypt with, for the algorithm that the JWK names.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for a public key; otherwise as for the kind that it is.
    pub fn decryption_key(&self) -> Result<DecryptionKey, JwkError> {
        match self {
            Self::Public(_) => Err(self.is_not(KeyKind::Private)),
            Self::Private(key) => key.decryption_key(),
            Self::Symmetric(key) => key.decryption_key(),
        }
    }

    /// The key to decrypt with, for this algorithm.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for a public key; otherwise as for the kind that it is.
    pub fn decryption_key_for(&self, algorithm: KeyManagementAlgorithm) -> Result<DecryptionKey, JwkError> {
        match self {
            Self::Public(_) => Err(self.is_not(KeyKind::Private)),
            Self::Private(key) => key.decryption_key_for(algorithm),
            Self::Symmetric(key) => key.decryption_key_for(algorithm),
        }
    }

    /// The `dir` key to encrypt with, for this content encryption.
    ///
    /// # Errors
    /// [`JwkError::WrongKind`] for anything but a symmetric key; otherwise as [`SymmetricJwk::encryption_key_direct`](crate::SymmetricJwk::encryption_key_direct).
    pub fn encryption_key_direct(&self, enc: ContentEncryption) -> Result<EncryptionKey, JwkError> {
        match self {
            Self::Symmetric(key) => key.encryption_key_direct(enc),
            _ => Err(self.is_not(KeyKind::Symmetric)),
        }
    }

    /// The `dir` key to decrypt with, for this content encryption.
    ///
    /// # Errors
    /// As for [`Jwk::encryption_key_direct`].
    pub fn decryption_key_direct(&self, enc: ContentEncryption) -> Result<DecryptionKey, JwkError> {
        match self {
            Self::Symmetric(key) => key.decryption_key_direct(enc),
            _ => Err(self.is_not(KeyKind::Symmetric)),
        }
    }

    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts { algorithm: self.algorithm(), key_type: self.key_type(), curve: self.curve() }
    }
}
