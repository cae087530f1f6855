//! Why a token was not issued.

mod build;

use std::{fmt, time::Duration};

use jose_core::{LimitExceeded, UnixTime, json::JsonError};
use jose_jwe::EncryptError;
use jose_jws::SignError;

pub use build::BuildIssuerError;

/// A token was not issued.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IssueError {
    /// The issuer encrypts and has no key for this audience. A readable token is never issued instead.
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
    /// The lifetime is under a second or over the issuer's maximum.
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
    /// The claims are such that the strict reading of every validator refuses them: too deep, too many, or a name that it keeps for itself.
    Unreadable(JsonError),
    /// The token is longer than validators read.
    Limit(LimitExceeded),
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
            Self::Unreadable(_) => "issue.unreadable",
            Self::Limit(_) => "issue.limit",
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

impl fmt::Display for IssueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRecipientKey => f.write_str("no key to encrypt to this audience: add one with encrypt_to(..)"),
            Self::NoClient => f.write_str(
                "an access token names its client: use client_id(..), or subject_is_client() if it acts for itself",
            ),
            Self::Empty { claim } => write!(f, "the claim {claim} is empty"),
            Self::Scope => {
                f.write_str("a scope value is empty or has a space, a quotation mark, a backslash or no ASCII")
            }
            Self::Lifetime { maximum } => {
                write!(
                    f,
                    "the lifetime must be from one second to the issuer's maximum of {} seconds",
                    maximum.as_secs()
                )
            }
            Self::NotBefore { exp } => write!(f, "the token ends at {exp} and would begin no earlier"),
            Self::ReservedClaim { name } => {
                write!(f, "the claim {name:?} is registered or occurs twice: use its own method")
            }
            Self::NotAnObject => f.write_str("the private claims do not serialize to a JSON object"),
            Self::Unreadable(error) => write!(f, "no validator would read these claims: {error}"),
            Self::Limit(error) => write!(f, "no validator would read a token this long: {error}"),
            Self::Sign(error) => error.fmt(f),
            Self::Encrypt(error) => error.fmt(f),
        }
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
