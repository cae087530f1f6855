//! Why a message was not decrypted, sorted by who must act.

use std::fmt;

use jose_core::{Limits, ParseError};
use jose_crypto::{DecryptFailed, OperationError, UnwrapError};
use jose_jwk::SelectError;

/// A message was not decrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecryptError {
    /// The sender's message is not a well-formed JWE, or exceeds a limit. No key was touched, but for the limit `inflated_bytes`: how long a
    /// compressed plaintext is shows after it was decrypted and authenticated.
    Parse(ParseError),
    /// No key of the set fits. No key was touched.
    Key(SelectError),
    /// `enc` names a content encryption that is unknown or not accepted here. No key was touched.
    ContentEncryption {
        /// The name, shortened and escaped.
        name: Box<str>,
    },
    /// The message is for a password, and [`jose_core::Limits::pbes2_rounds`] is 0. No key was touched.
    PasswordsOff,
    /// Decryption failed. There is no detail, on purpose.
    Failed(DecryptFailed),
    /// The device that holds the key, or the system's randomness, failed. It says nothing about the message.
    Operation(OperationError),
    /// The content was decrypted and authenticated, but what `zip` announces is not one whole DEFLATE stream. The sender must act.
    Inflate,
}

impl DecryptError {
    /// A stable code, such as `jwe.decryption`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Parse(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::ContentEncryption { .. } => "jwe.content_encryption",
            Self::PasswordsOff => "jwe.passwords_off",
            Self::Failed(DecryptFailed) => "jwe.decryption",
            Self::Operation(_) => "jwe.operation",
            Self::Inflate => "jwe.inflate",
        }
    }
}

impl From<ParseError> for DecryptError {
    fn from(error: ParseError) -> Self {
        Self::Parse(error)
    }
}

impl From<SelectError> for DecryptError {
    fn from(error: SelectError) -> Self {
        Self::Key(error)
    }
}

impl From<OperationError> for DecryptError {
    fn from(error: OperationError) -> Self {
        Self::Operation(error)
    }
}

impl From<DecryptFailed> for DecryptError {
    fn from(error: DecryptFailed) -> Self {
        Self::Failed(error)
    }
}

impl From<UnwrapError> for DecryptError {
    fn from(error: UnwrapError) -> Self {
        match error {
            UnwrapError::Operation(error) => Self::Operation(error),
            _ => Self::Failed(DecryptFailed),
        }
    }
}

impl fmt::Display for DecryptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parse(error) => error.fmt(f),
            Self::Key(error) => error.fmt(f),
            Self::ContentEncryption { name } => write!(f, "the content encryption {name} is not accepted"),
            Self::PasswordsOff => write!(
                f,
                "messages for a password are refused unless Limits::pbes2_rounds is raised, to {} for instance",
                Limits::PBES2_ROUNDS
            ),
            Self::Failed(error) => error.fmt(f),
            Self::Operation(error) => error.fmt(f),
            Self::Inflate => f.write_str("the compressed plaintext is not one whole DEFLATE stream"),
        }
    }
}

impl std::error::Error for DecryptError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Parse(error) => error.source(),
            Self::Key(error) => error.source(),
            Self::ContentEncryption { .. } | Self::PasswordsOff | Self::Inflate => None,
            Self::Failed(error) => error.source(),
            Self::Operation(error) => error.source(),
        }
    }
}
