//! Why a token was not issued.

mod build;
mod display;

use std::time::Duration;

use jose_core::{
    LimitExceeded, Limits, UnixTime,
    json::{JsonError, WriteError},
};
use jose_jwe::EncryptError;
use jose_jws::SignError;

use super::LooksLike;

pub use build::BuildIssuerError;

/// A token was not issued.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IssueError {
    /// The issuer has no key for this audience, and no word that its tokens may be readable. A readable token is never issued instead.
    NoRecipientKey,
    /// RFC 9068 demands a client.
    NoClient,
    /// A claim is empty.
    Empty {
        /// The claim.
        claim: &'static str,
    },
    /// A scope value is empty or has a space or another letter that RFC 6749 forbids.
    Scope,
    /// The lifetime is under a second or over the maximum of the issuer or of the audience.
    Lifetime {
        /// The maximum.
        maximum: Duration,
    },
    /// The token would begin when it has already ended, and nobody would ever accept it.
    NotBefore {
        /// When it would end.
        exp: UnixTime,
    },
    /// A private claim has a registered name, or occurs twice.
    ReservedClaim {
        /// The name.
        name: String,
    },
    /// The private claims do not serialize to a JSON object.
    NotAnObject,
    /// A private claim has a number that is none: NaN or an infinite one. JSON cannot say these, and `null` would be something else.
    NotANumber,
    /// The token is not encrypted, and a claim looks like something that nobody else should read. The value stands nowhere in this error.
    Exposed {
        /// The claim: its name, or for one inside others the names joined by dots.
        claim: Box<str>,
        /// What it looks like.
        looks_like: LooksLike,
    },
    /// The claims are such that the strict reading of every validator refuses them: too deep, too many, or a name that it keeps for itself.
    Unreadable(JsonError),
    /// The token is longer than validators read.
    Limit(LimitExceeded),
    /// The key that signs is not in this process, and this call does not wait for it.
    RemoteKey,
    /// Signing failed.
    Sign(SignError),
    /// Encrypting failed.
    Encrypt(EncryptError),
}

impl IssueError {
    /// A stable code, such as `issue.no_recipient_key`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoRecipientKey => "issue.no_recipient_key",
            Self::NoClient => "issue.no_client",
            Self::Empty { .. } => "issue.empty",
            Self::Scope => "issue.scope",
            Self::Lifetime { .. } => "issue.lifetime",
            Self::NotBefore { .. } => "issue.not_before",
            Self::ReservedClaim { .. } => "issue.reserved_claim",
            Self::NotAnObject => "issue.not_an_object",
            Self::NotANumber => "issue.not_a_number",
            Self::Exposed { .. } => "issue.exposed",
            Self::Unreadable(_) => "issue.unreadable",
            Self::Limit(_) => "issue.limit",
            Self::RemoteKey => "issue.remote_key",
            Self::Sign(error) => error.code(),
            Self::Encrypt(error) => error.code(),
        }
    }
}

impl From<LimitExceeded> for IssueError {
    fn from(exceeded: LimitExceeded) -> Self {
        Self::Limit(exceeded)
    }
}

impl From<WriteError> for IssueError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::NotANumber => Self::NotANumber,
            WriteError::ReservedName => Self::Unreadable(JsonError::Unfit { member: "$serde_json::private::".into() }),
            WriteError::Duplicate => Self::Unreadable(JsonError::Duplicate),
            // What validators read is less deep than what can be written: whoever acts on the error should hear of that.
            WriteError::Limit(exceeded) => {
                let most = Limits::token().claims.depth;
                Self::Unreadable(JsonError::Limit(LimitExceeded::of(exceeded.limit(), most)))
            }
            _ => Self::NotAnObject,
        }
    }
}

impl From<SignError> for IssueError {
    fn from(error: SignError) -> Self {
        Self::Sign(error)
    }
}

impl From<EncryptError> for IssueError {
    fn from(error: EncryptError) -> Self {
        Self::Encrypt(error)
    }
}

impl std::error::Error for IssueError {
    /// What lies below the layer whose words the message already has: no error chain says anything twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Sign(error) => error.source(),
            Self::Encrypt(error) => error.source(),
            _ => None,
        }
    }
}
