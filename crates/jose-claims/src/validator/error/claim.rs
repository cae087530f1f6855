//! Why the claims of a token were refused.

use std::{fmt, time::Duration};

use jose_core::UnixTime;

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

impl std::error::Error for ClaimError {}
