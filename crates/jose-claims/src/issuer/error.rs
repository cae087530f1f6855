//! Why an issuer was not built, and why a token was not issued.

use std::{fmt, time::Duration};

use jose_jwe::EncryptError;
use jose_jws::SignError;

/// An issuer was not built. The caller must act.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildIssuerError {
    /// The issuer has no name.
    EmptyName,
    /// No key to sign with.
    NoSigningKey,
    /// Neither recipients nor `signed_only`, or both.
    Encryption,
    /// The lifetime is under a second or over the maximum.
    Lifetime {
        /// The maximum.
        maximum: Duration,
    },
    /// An audience without a name, or a `dir` key with another content encryption than its own.
    Recipient {
        /// The audience.
        audience: String,
    },
    /// One audience with two keys.
    TwoKeys {
        /// The audience.
        audience: String,
    },
}

impl fmt::Display for BuildIssuerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyName => f.write_str("the issuer's name is empty"),
            Self::NoSigningKey => f.write_str("the issuer has no key to sign with: use sign_with(..)"),
            Self::Encryption => f.write_str(
                "say whether tokens are encrypted: use encrypt_to(..) for each audience, or signed_only(), and not both",
            ),
            Self::Lifetime { maximum } => {
                write!(f, "the lifetime must be from one second to the maximum of {} seconds", maximum.as_secs())
            }
            Self::Recipient { audience } => {
                write!(f, "the key for the audience {audience:?} does not fit its content encryption, or the audience is empty")
            }
            Self::TwoKeys { audience } => write!(f, "the audience {audience:?} has two keys"),
        }
    }
}

impl std::error::Error for BuildIssuerError {}

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
    /// A private claim has a registered name, or occurs twice.
    ReservedClaim {
        /// The name.
        name: String,
    },
    /// The private claims do not serialize to a JSON object.
    NotAnObject,
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
            Self::ReservedClaim { .. } => "issue.reserved_claim",
            Self::NotAnObject => "issue.not_an_object",
            Self::Sign(error) => error.code(),
            Self::Encrypt(error) => error.code(),
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
            Self::ReservedClaim { name } => {
                write!(f, "the claim {name} is registered or occurs twice: use its own method")
            }
            Self::NotAnObject => f.write_str("the private claims do not serialize to a JSON object"),
            Self::Sign(error) => error.fmt(f),
            Self::Encrypt(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for IssueError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Sign(error) => Some(error),
            Self::Encrypt(error) => Some(error),
            _ => None,
        }
    }
}
