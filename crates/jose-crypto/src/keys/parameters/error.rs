//! Why a private operation gave no key.

use std::fmt;

use crate::{DecryptFailed, OperationError};

/// A private operation gave no key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnwrapError {
    /// The input does not decrypt.
    Failed(DecryptFailed),
    /// The device could not be asked, or the system gave no random bytes.
    Operation(OperationError),
}

impl From<DecryptFailed> for UnwrapError {
    fn from(failed: DecryptFailed) -> Self {
        Self::Failed(failed)
    }
}

impl fmt::Display for UnwrapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(failed) => failed.fmt(f),
            Self::Operation(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for UnwrapError {}
