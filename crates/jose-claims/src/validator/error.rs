//! Why a token was refused.

mod claim;
mod policy;

use std::fmt;

use jose_core::{ParseError, json::JsonError};
use jose_jwe::DecryptError;
use jose_jws::VerifyError;

use crate::StoreError;

pub use claim::ClaimError;
pub use policy::PolicyError;

/// A token was refused. Sorted by who must act; no message repeats a value of its claims but times.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValidateError {
    /// The token, or the token inside it, is not well-formed, or exceeds a limit. The sender must act.
    Malformed(ParseError),
    /// A signed token without an envelope, where an encrypted one is required.
    NotEncrypted,
    /// An encrypted token, where a signed one is required.
    Encrypted,
    /// The envelope does not say what it should about its content (`cty`).
    ContentType,
    /// What the envelope holds is not a signed token. Anybody can encrypt to a public key, so it proves nothing.
    NotSigned,
    /// An envelope inside an envelope.
    NestedTooDeep,
    /// The policy has several issuers and the token names none of them, or no tenant has a policy for it. No key was touched.
    UnknownIssuer,
    /// The token is of another type (`typ`): an identity token is no access token.
    Type {
        /// The type that was expected.
        expected: Box<str>,
    },
    /// Decryption did not succeed. If [`DecryptError::Key`], fetching keys may help.
    Decrypt(DecryptError),
    /// Verification did not succeed. If [`VerifyError::Key`], fetching keys may help.
    Verify(VerifyError),
    /// The claims are not strict JSON, or a registered claim has the wrong type.
    Claims(JsonError),
    /// A claim does not say what the policy expects.
    Claim(ClaimError),
    /// A store of used tokens cannot tell. The token may be good; the holder of the store must act.
    Store(StoreError),
    /// The token is good, and its private claims do not fit the type they are read into. The caller must act.
    PrivateClaims(JsonError),
}

impl ValidateError {
    /// A stable code, such as `claims.expired`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(error) => error.code(),
            Self::NotEncrypted => "token.not_encrypted",
            Self::Encrypted => "token.encrypted",
            Self::ContentType => "token.content_type",
            Self::NotSigned => "token.not_signed",
            Self::NestedTooDeep => "token.nesting",
            Self::UnknownIssuer => "token.unknown_issuer",
            Self::Type { .. } => "token.type",
            Self::Decrypt(error) => error.code(),
            Self::Verify(error) => error.code(),
            Self::Claims(_) => "claims.malformed",
            Self::Claim(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::PrivateClaims(_) => "claims.private",
        }
    }
}

impl From<ClaimError> for ValidateError {
    fn from(error: ClaimError) -> Self {
        Self::Claim(error)
    }
}

impl From<VerifyError> for ValidateError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Parse(error) => Self::from(error),
            error => Self::Verify(error),
        }
    }
}

impl From<DecryptError> for ValidateError {
    fn from(error: DecryptError) -> Self {
        match error {
            DecryptError::Parse(error) => Self::from(error),
            error => Self::Decrypt(error),
        }
    }
}

impl From<ParseError> for ValidateError {
    fn from(error: ParseError) -> Self {
        Self::Malformed(error)
    }
}

impl fmt::Display for ValidateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(f),
            Self::NotEncrypted => f.write_str("the token is not encrypted, and an encrypted one is required"),
            Self::Encrypted => f.write_str("the token is encrypted, and a signed one is required"),
            Self::ContentType => f.write_str("the envelope's cty does not say what it must about its content"),
            Self::NotSigned => f.write_str("what the envelope holds is not a signed token"),
            Self::NestedTooDeep => f.write_str("the envelope holds another envelope"),
            Self::UnknownIssuer => f.write_str("the token names no issuer that is known here"),
            Self::Type { expected } => write!(f, "the token's typ is not {expected}"),
            Self::Decrypt(error) => error.fmt(f),
            Self::Verify(error) => error.fmt(f),
            Self::Claims(error) => write!(f, "the claims are refused: {error}"),
            Self::Claim(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
            Self::PrivateClaims(error) => write!(f, "the private claims do not fit: {error}"),
        }
    }
}

impl std::error::Error for ValidateError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Malformed(error) => error.source(),
            Self::Decrypt(error) => error.source(),
            Self::Verify(error) => error.source(),
            Self::Claims(error) | Self::PrivateClaims(error) => error.source(),
            Self::Claim(error) => error.source(),
            _ => None,
        }
    }
}
