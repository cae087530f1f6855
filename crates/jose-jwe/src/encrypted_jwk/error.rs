//! Why a key was not encrypted, or not decrypted.

use std::fmt;

use jose_crypto::KeyError;
use jose_jwk::{JwkError, KeySetError};

use crate::{DecryptError, EncryptError};

/// A key or a key set was not encrypted, or not decrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncryptedJwkError {
    /// The password cannot serve as one. The caller must act.
    Password(KeyError),
    /// The encryption did not work.
    Encrypt(EncryptError),
    /// The message was not decrypted.
    Decrypt(DecryptError),
    /// The message was decrypted, and says that it holds something else. The caller may have taken a set for a key.
    ContentType,
    /// The message was decrypted, and does not hold a key that can be read.
    Key(JwkError),
}

impl EncryptedJwkError {
    /// A stable code, such as `jwe.decryption`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Password(_) => "encrypted_jwk.password",
            Self::Encrypt(error) => error.code(),
            Self::Decrypt(error) => error.code(),
            Self::ContentType => "encrypted_jwk.content_type",
            Self::Key(error) => error.code(),
        }
    }
}

impl From<KeyError> for EncryptedJwkError {
    fn from(error: KeyError) -> Self {
        Self::Password(error)
    }
}

impl From<KeySetError> for EncryptedJwkError {
    /// A set of one key for each algorithm is always one.
    fn from(_: KeySetError) -> Self {
        Self::Password(KeyError::Invalid { what: "no key came of the password" })
    }
}

impl From<EncryptError> for EncryptedJwkError {
    fn from(error: EncryptError) -> Self {
        Self::Encrypt(error)
    }
}

impl From<DecryptError> for EncryptedJwkError {
    fn from(error: DecryptError) -> Self {
        Self::Decrypt(error)
    }
}

impl From<JwkError> for EncryptedJwkError {
    fn from(error: JwkError) -> Self {
        Self::Key(error)
    }
}

impl fmt::Display for EncryptedJwkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Password(error) => write!(f, "the password is refused: {error}"),
            Self::Encrypt(error) => error.fmt(f),
            Self::Decrypt(error) => error.fmt(f),
            Self::ContentType => f.write_str("cty says that the message holds something else than was asked for"),
            Self::Key(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for EncryptedJwkError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Password(error) => error.source(),
            Self::Encrypt(error) => error.source(),
            Self::Decrypt(error) => error.source(),
            Self::ContentType => None,
            Self::Key(error) => error.source(),
        }
    }
}
