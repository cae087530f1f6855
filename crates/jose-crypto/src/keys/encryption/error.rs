//! Why a message could not be encrypted.

use std::fmt;

use jose_core::ContentEncryption;

use crate::{KeyError, OperationError};

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
    /// A message with several recipients cannot have this one: each of them is sent the same content encryption key, and this algorithm makes
    /// a key, or the ciphertext, of its own. Encrypt to this recipient alone.
    SeveralRecipients {
        /// The algorithm.
        algorithm: &'static str,
    },
    /// The algorithm works through another call: integrated HPKE encrypts the content itself, and no other algorithm does.
    WrongCall {
        /// The algorithm.
        algorithm: &'static str,
        /// The call that it works through.
        call: &'static str,
    },
    /// A fixed value, given instead of a random one, does not fit.
    Fixed(KeyError),
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
            Self::SeveralRecipients { algorithm } => write!(
                f,
                "{algorithm} does not wrap the key that several recipients share: encrypt to this recipient alone"
            ),
            Self::WrongCall { algorithm, call } => write!(f, "{algorithm} works through {call}"),
            Self::Fixed(error) => error.fmt(f),
            Self::Operation(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for EncryptError {}
