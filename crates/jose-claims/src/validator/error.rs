//! Why a token was refused, and why a policy was not built.

use std::{fmt, time::Duration};

use jose_core::{ParseError, UnixTime, json::JsonError};
use jose_jwe::DecryptError;
use jose_jws::VerifyError;

/// A token was refused. Sorted by who must act; no message repeats what the token says.
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
    /// The token is good, and its private claims do not fit the type they are read into. The caller must act.
    PrivateClaims(JsonError),
}

/// A claim does not say what the policy expects. Expectations and times are repeated, other values are not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimError {
    /// A required claim is absent or empty.
    Missing {
        /// The claim.
        claim: &'static str,
    },
    /// `iss` names another issuer.
    Issuer,
    /// `aud` names somebody else.
    Audience,
    /// `exp` has passed.
    Expired {
        /// When the token ended.
        exp: UnixTime,
        /// When it was checked.
        now: UnixTime,
    },
    /// `nbf` has not come.
    NotYetValid {
        /// When the token begins.
        nbf: UnixTime,
        /// When it was checked.
        now: UnixTime,
    },
    /// `iat` has not come.
    IssuedInFuture {
        /// When the token says it was issued.
        iat: UnixTime,
        /// When it was checked.
        now: UnixTime,
    },
    /// From `iat` to `exp` is longer than the policy allows.
    Lifetime {
        /// The longest lifetime the policy allows.
        maximum: Duration,
    },
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
            Self::Type { .. } => "token.type",
            Self::Decrypt(error) => error.code(),
            Self::Verify(error) => error.code(),
            Self::Claims(_) => "claims.malformed",
            Self::Claim(error) => error.code(),
            Self::PrivateClaims(_) => "claims.private",
        }
    }
}

impl ClaimError {
    /// A stable code, such as `claims.expired`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "claims.missing",
            Self::Issuer => "claims.issuer",
            Self::Audience => "claims.audience",
            Self::Expired { .. } => "claims.expired",
            Self::NotYetValid { .. } => "claims.not_yet_valid",
            Self::IssuedInFuture { .. } => "claims.issued_in_future",
            Self::Lifetime { .. } => "claims.lifetime",
        }
    }
}

impl From<ClaimError> for ValidateError {
    fn from(error: ClaimError) -> Self {
        Self::Claim(error)
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
            Self::Type { expected } => write!(f, "the token's typ is not {expected}"),
            Self::Decrypt(error) => error.fmt(f),
            Self::Verify(error) => error.fmt(f),
            Self::Claims(error) => write!(f, "the claims are refused: {error}"),
            Self::Claim(error) => error.fmt(f),
            Self::PrivateClaims(error) => write!(f, "the private claims do not fit: {error}"),
        }
    }
}

impl fmt::Display for ClaimError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { claim } => write!(f, "the claim {claim} is missing"),
            Self::Issuer => f.write_str("the token is from another issuer"),
            Self::Audience => f.write_str("the token is for another audience"),
            Self::Expired { exp, now } => write!(f, "the token expired at {exp} and it is {now}"),
            Self::NotYetValid { nbf, now } => write!(f, "the token is not valid before {nbf} and it is {now}"),
            Self::IssuedInFuture { iat, now } => {
                write!(f, "the token says it was issued at {iat} and it is {now}: compare the clocks")
            }
            Self::Lifetime { maximum } => {
                write!(f, "the token lives longer than the {} seconds that are allowed", maximum.as_secs())
            }
        }
    }
}

impl std::error::Error for ValidateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Malformed(error) => Some(error),
            Self::Decrypt(error) => Some(error),
            Self::Verify(error) => Some(error),
            Self::Claims(error) | Self::PrivateClaims(error) => Some(error),
            Self::Claim(error) => Some(error),
            _ => None,
        }
    }
}

impl std::error::Error for ClaimError {}

/// A policy was not built. The caller must act; the message says how.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PolicyError {
    /// Something is neither stated nor waived.
    Unstated {
        /// What.
        what: &'static str,
        /// The methods that state or waive it.
        how: &'static str,
    },
    /// Something is stated twice, or stated and waived.
    Contradiction {
        /// What.
        what: &'static str,
    },
    /// An expectation that nothing, or everything, would meet: an empty text, or a waiver without a reason.
    Empty {
        /// What.
        what: &'static str,
    },
    /// More leeway than ten minutes.
    Leeway,
    /// Keys that the mode does not use, or a mode without the keys it needs.
    Keys {
        /// What is wrong and what to do.
        what: &'static str,
    },
}

impl PolicyError {
    /// A stable code, such as `policy.unstated`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unstated { .. } => "policy.unstated",
            Self::Contradiction { .. } => "policy.contradiction",
            Self::Empty { .. } => "policy.empty",
            Self::Leeway => "policy.leeway",
            Self::Keys { .. } => "policy.keys",
        }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unstated { what, how } => write!(f, "the policy says nothing about the {what}: use {how}"),
            Self::Contradiction { what } => write!(f, "the policy says two things about the {what}"),
            Self::Empty { what } => write!(f, "the policy's {what} is empty"),
            Self::Leeway => f.write_str("the policy's leeway is over ten minutes"),
            Self::Keys { what } => f.write_str(what),
        }
    }
}

impl std::error::Error for PolicyError {}
