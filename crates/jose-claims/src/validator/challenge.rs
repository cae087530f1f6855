//! What to answer over HTTP.

use super::{ClaimError, ValidateError};
use jose_jwe::DecryptError;

/// What RFC 6750 has a resource server answer when it lets nobody in.
///
/// ```
/// use jose_claims::{BearerChallenge, ClaimError, ValidateError};
///
/// let refused = ValidateError::from(ClaimError::Audience).bearer_challenge();
/// assert_eq!((refused.status(), refused.error()), (401, Some("invalid_token")));
/// assert_eq!(refused.www_authenticate(), Some("Bearer error=\"invalid_token\""));
/// assert_eq!(BearerChallenge::without_token().www_authenticate(), Some("Bearer"));
/// ```
///
/// There is no detail: whoever may try tokens would learn from it which part of a forged one is right. Details are for logs, by
/// [`ValidateError::code`]. Where the token came under the scheme `DPoP` see [`DpopChallenge`](crate::DpopChallenge).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BearerChallenge {
    status: u16,
    error: Option<&'static str>,
    www_authenticate: Option<&'static str>,
}

const INVALID_TOKEN: BearerChallenge = BearerChallenge {
    status: 401,
    error: Some("invalid_token"),
    www_authenticate: Some("Bearer error=\"invalid_token\""),
};

const INSUFFICIENT_SCOPE: BearerChallenge = BearerChallenge {
    status: 403,
    error: Some("insufficient_scope"),
    www_authenticate: Some("Bearer error=\"insufficient_scope\""),
};

/// A device failed. The token may be good, and trying again may help.
const UNAVAILABLE: BearerChallenge = BearerChallenge { status: 503, error: None, www_authenticate: None };

impl BearerChallenge {
    /// For a request without a token: 401, and no error, as nothing was tried.
    #[must_use]
    pub fn without_token() -> Self {
        Self { status: 401, error: None, www_authenticate: Some("Bearer") }
    }

    /// For a request that is malformed in itself, such as one with two tokens: 400 and `invalid_request`.
    #[must_use]
    pub fn invalid_request() -> Self {
        Self { status: 400, error: Some("invalid_request"), www_authenticate: Some("Bearer error=\"invalid_request\"") }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The error code of RFC 6750, section 3.1, if it has one for the case.
    #[must_use]
    pub fn error(&self) -> Option<&'static str> {
        self.error
    }

    /// The value of the header `WWW-Authenticate`, if there is to be one.
    #[must_use]
    pub fn www_authenticate(&self) -> Option<&'static str> {
        self.www_authenticate
    }
}

impl ValidateError {
    /// What to answer to whoever brought the token.
    ///
    /// A good token that allows too little is 403 and `insufficient_scope`. Where a device for the keys or a store of used tokens failed it is 503: the token may be good.
    /// Everything else is 401 and `invalid_token`, also where no key was found: whoever fetches keys tries that first.
    #[must_use]
    pub fn bearer_challenge(&self) -> BearerChallenge {
        match self.refusal() {
            Answer::InsufficientScope => INSUFFICIENT_SCOPE,
            Answer::Unavailable => UNAVAILABLE,
            Answer::InvalidToken | Answer::InvalidProof => INVALID_TOKEN,
        }
    }

    /// One answer for every scheme.
    pub(crate) fn refusal(&self) -> Answer {
        match self {
            Self::Claim(ClaimError::Privilege { .. }) => Answer::InsufficientScope,
            Self::Claim(ClaimError::ProofReplayed | ClaimError::ProofExpired) => Answer::InvalidProof,
            Self::Decrypt(DecryptError::Operation(_)) | Self::Store(_) => Answer::Unavailable,
            _ => Answer::InvalidToken,
        }
    }
}

/// What is wrong, as far as whoever brought the token is told.
#[derive(Clone, Copy)]
pub(crate) enum Answer {
    InvalidToken,
    /// The proof that came with it counts no more.
    InvalidProof,
    InsufficientScope,
    Unavailable,
}
