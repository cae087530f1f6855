//! Why a proof was refused.

use std::fmt;

use jose_core::{ParseError, UnixTime, json::JsonError};
use jose_jwk::JwkError;
use jose_jws::VerifyError;

use crate::StoreError;

/// A proof was refused. No message repeats a value of its claims but times.
#[derive(Debug)]
#[non_exhaustive]
pub enum DpopError {
    /// The proof is not a well-formed JWS, or exceeds a limit.
    Malformed(ParseError),
    /// `typ` is not `dpop+jwt`.
    Type,
    /// `alg` is none of those that are accepted.
    Algorithm,
    /// `jwk` is missing, or no public key for that algorithm.
    Key(Option<JwkError>),
    /// The signature is not of that key.
    Verify(VerifyError),
    /// The claims are not strict JSON, or one has a wrong type.
    Claims(JsonError),
    /// A claim is absent or empty.
    Missing {
        /// The claim.
        claim: &'static str,
    },
    /// `htm` is another method.
    Method,
    /// `htu` is another target, or one of the two is no `http` or `https` URI.
    Target,
    /// `iat` is too long ago, or has not come.
    IssuedAt {
        /// When the proof says it was made.
        iat: UnixTime,
        /// When it was checked.
        now: UnixTime,
    },
    /// `ath` is of another access token.
    AccessToken,
    /// `nonce` is missing, or none that counts. The client must try again with a new one.
    Nonce,
    /// The proof was used before.
    Replayed,
    /// A store cannot tell. The proof may be good; the holder of the store must act.
    Store(StoreError),
}

impl DpopError {
    /// A stable code, such as `dpop.target`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(error) => error.code(),
            Self::Type => "dpop.type",
            Self::Algorithm => "dpop.algorithm",
            Self::Key(_) => "dpop.key",
            Self::Verify(error) => error.code(),
            Self::Claims(_) => "dpop.malformed",
            Self::Missing { .. } => "dpop.missing",
            Self::Method => "dpop.method",
            Self::Target => "dpop.target",
            Self::IssuedAt { .. } => "dpop.issued_at",
            Self::AccessToken => "dpop.access_token",
            Self::Nonce => "dpop.nonce",
            Self::Replayed => "dpop.replayed",
            Self::Store(error) => error.code(),
        }
    }

    /// The error of RFC 9449, sections 5 and 8, to answer with: `use_dpop_nonce`, with a new nonce in the header `DPoP-Nonce`, or
    /// `invalid_dpop_proof`. `None` where a store failed: the answer is 503.
    #[must_use]
    pub fn oauth_error(&self) -> Option<&'static str> {
        match self {
            Self::Store(_) => None,
            Self::Nonce => Some("use_dpop_nonce"),
            _ => Some("invalid_dpop_proof"),
        }
    }
}

impl From<VerifyError> for DpopError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Parse(error) => Self::Malformed(error),
            error => Self::Verify(error),
        }
    }
}

impl From<ParseError> for DpopError {
    fn from(error: ParseError) -> Self {
        Self::Malformed(error)
    }
}

impl fmt::Display for DpopError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(f),
            Self::Type => f.write_str("the proof's typ is not dpop+jwt"),
            Self::Algorithm => f.write_str("the proof's alg is not accepted"),
            Self::Key(None) => f.write_str("the proof has no jwk"),
            Self::Key(Some(_)) => f.write_str("the proof's jwk is no public key for its alg"),
            Self::Verify(error) => error.fmt(f),
            Self::Claims(error) => write!(f, "the proof's claims are refused: {error}"),
            Self::Missing { claim } => write!(f, "the proof's {claim} is missing"),
            Self::Method => f.write_str("the proof is for another method"),
            Self::Target => f.write_str("the proof is for another target"),
            Self::IssuedAt { iat, now } => write!(f, "the proof was made at {iat} and it is {now}"),
            Self::AccessToken => f.write_str("the proof is for another access token"),
            Self::Nonce => f.write_str("the proof has no nonce that counts"),
            Self::Replayed => f.write_str("the proof was used before"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for DpopError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Malformed(error) => error.source(),
            Self::Verify(error) => error.source(),
            Self::Claims(error) => error.source(),
            Self::Key(Some(error)) => Some(error),
            _ => None,
        }
    }
}
