//! Why a message was not verified, sorted by who must act.

use std::fmt;

use jose_core::ParseError;
use jose_crypto::BadSignature;
use jose_jwk::SelectError;

/// A message was not verified.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The sender's message is not a well-formed JWS, or exceeds a limit. No key was touched.
    Parse(ParseError),
    /// No key of the set fits. Fetching the set again may help. No key was touched.
    Key(SelectError),
    /// The signature does not match. Nothing more is known, or said.
    Signature(BadSignature),
    /// Of a message with several signatures, fewer verify than the caller demands.
    Signatures(Vec<RefusedSignature>),
}

/// A signature of a message in the general form that did not verify.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RefusedSignature {
    /// Its place in the message, from 0.
    pub index: usize,
    /// Why it does not count.
    pub reason: VerifyError,
}

impl VerifyError {
    /// A stable code, such as `jws.signature`. Of several signatures, that of the one which came farthest.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Parse(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::Signature(BadSignature) => "jws.signature",
            // The first of the farthest, as `max_by_key` would give the last.
            Self::Signatures(refused) => refused
                .iter()
                .rev()
                .max_by_key(|one| one.reason.progress())
                .map_or("jws.signatures", |one| one.reason.code()),
        }
    }

    /// How far the verification came: a key was tried, one of the right name or algorithm was looked for, or none is of this kind.
    fn progress(&self) -> u8 {
        match self {
            Self::Signature(_) => 3,
            Self::Key(SelectError::AlgorithmNotAllowed { .. }) => 1,
            Self::Key(_) => 2,
            Self::Parse(_) | Self::Signatures(_) => 0,
        }
    }
}

impl From<ParseError> for VerifyError {
    fn from(error: ParseError) -> Self {
        Self::Parse(error)
    }
}

impl From<SelectError> for VerifyError {
    fn from(error: SelectError) -> Self {
        Self::Key(error)
    }
}

impl From<BadSignature> for VerifyError {
    fn from(error: BadSignature) -> Self {
        Self::Signature(error)
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parse(error) => error.fmt(f),
            Self::Key(error) => error.fmt(f),
            Self::Signature(error) => error.fmt(f),
            Self::Signatures(refused) => {
                f.write_str("too few signatures verify")?;
                refused.iter().try_for_each(|one| write!(f, "; signature {}: {}", one.index, one.reason))
            }
        }
    }
}

impl std::error::Error for VerifyError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Parse(error) => error.source(),
            Self::Key(error) => error.source(),
            Self::Signature(error) => error.source(),
            Self::Signatures(_) => None,
        }
    }
}
