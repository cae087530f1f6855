//! Why a message could not be encrypted.

use std::fmt;

use jose_core::{KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_jwk::JwkError;

/// A message could not be encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncryptError {
    /// A header member has a registered name. The caller must act.
    ReservedMember {
        /// The name.
        name: String,
    },
    /// A header member would stand in two headers of one recipient. The caller must act.
    RepeatedMember {
        /// The name.
        name: String,
    },
    /// The compact form has no place for something. The caller must encrypt another form.
    OnlyInJson {
        /// What it has no place for.
        what: &'static str,
    },
    /// `apu` or `apv` was given for an algorithm that would ignore it. The caller must act.
    PartyInfo,
    /// The encryptor has a content encryption and the key needs none, or the reverse. The caller must act.
    Constructor {
        /// The algorithm of the key.
        algorithm: KeyManagementAlgorithm,
    },
    /// No recipient was named. The caller must act.
    NoRecipient,
    /// What was to go into the header is no certificate that we can read. The caller must act.
    Certificate(JwkError),
    /// The key could not do its work.
    Key(jose_crypto::EncryptError),
}

impl EncryptError {
    /// A stable code, such as `jwe.key`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ReservedMember { .. } => "jwe.reserved_member",
            Self::RepeatedMember { .. } => "jwe.repeated_member",
            Self::OnlyInJson { .. } => "jwe.only_in_json",
            Self::PartyInfo => "jwe.party_info",
            Self::Constructor { .. } => "jwe.constructor",
            Self::NoRecipient => "jwe.no_recipient",
            Self::Certificate(error) => error.code(),
            Self::Key(jose_crypto::EncryptError::ContentEncryption { .. }) => "jwe.content_encryption",
            Self::Key(jose_crypto::EncryptError::Exhausted) => "jwe.exhausted",
            Self::Key(jose_crypto::EncryptError::SeveralRecipients { .. }) => "jwe.several_recipients",
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
            Self::RepeatedMember { name } => {
                write!(f, "the header member {name} stands in two headers of one recipient")
            }
            Self::OnlyInJson { what } => {
                write!(f, "the compact form has no place for {what}: encrypt the flattened or the general form")
            }
            Self::PartyInfo => f.write_str("apu and apv belong to ECDH-ES alone"),
            Self::Constructor { algorithm } => match algorithm.row().kind {
                KeyManagementKind::Hpke(_) => {
                    write!(f, "{algorithm} encrypts the content itself: make the encryptor with Encryptor::integrated")
                }
                _ => write!(f, "{algorithm} needs a content encryption: make the encryptor with Encryptor::new"),
            },
            Self::NoRecipient => f.write_str("a message needs at least one recipient"),
            Self::Certificate(error) => error.fmt(f),
            Self::Key(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for EncryptError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Certificate(error) => error.source(),
            Self::Key(error) => error.source(),
            _ => None,
        }
    }
}
