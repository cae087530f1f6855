//! Why a message could not be encrypted.

use std::fmt;

/// A message could not be encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncryptError {
    /// A header member has a registered name. The caller must act.
    ReservedMember {
        /// The name.
        name: String,
    },
    /// `apu` or `apv` was given for an algorithm that would ignore it. The caller must act.
    PartyInfo,
    /// The key could not do its work.
    Key(jose_crypto::EncryptError),
}

impl EncryptError {
    /// A stable code, such as `jwe.key`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ReservedMember { .. } => "jwe.reserved_member",
            Self::PartyInfo => "jwe.party_info",
            Self::Key(jose_crypto::EncryptError::ContentEncryption { .. }) => "jwe.content_encryption",
            Self::Key(jose_crypto::EncryptError::Exhausted) => "jwe.exhausted",
            Self::Key(_) => "jwe.operation",
        }
    }
}

impl From<jose_crypto::EncryptError> for EncryptError {
    fn from(error: jose_crypto::EncryptError) -> Self {
        Self::Key(error)
    }
}

impl From<jose_crypto::OperationError> for EncryptError {
    fn from(error: jose_crypto::OperationError) -> Self {
        Self::Key(error.into())
    }
}

impl fmt::Display for EncryptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReservedMember { name } => write!(
                f,
                "the header member {name} is registered: it has a method of its own, or is not the caller's to set"
            ),
            Self::PartyInfo => f.write_str("apu and apv belong to ECDH-ES alone"),
            Self::Key(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for EncryptError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Key(error) => error.source(),
            _ => None,
        }
    }
}
