//! What to answer over HTTP where tokens are bound to DPoP keys.

use super::{DpopError, DpopVerifier};
use crate::{ValidateError, validator::Answer};

/// What RFC 9449, section 7.1, has a resource server answer when it lets nobody in. Beside [`BearerChallenge`](crate::BearerChallenge), for requests
/// whose token came under the scheme `DPoP`.
///
/// ```
/// use jose_claims::{ClaimError, DpopChallenge, DpopRequest, ValidateError, Validator};
/// use jose_core::JwsAlgorithm;
///
/// let proofs = Validator::dpop_proof().algorithms([JwsAlgorithm::Es256, JwsAlgorithm::EdDsa]).waive_replay("an example").build()?;
/// let refused = proofs.verify("no proof", &DpopRequest::new("GET", "https://api.example/orders")).unwrap_err();
/// let answer = refused.dpop_challenge(&proofs);
/// assert_eq!(answer.status(), 401);
/// assert_eq!(answer.www_authenticate(), Some("DPoP error=\"invalid_dpop_proof\", algs=\"ES256 EdDSA\""));
///
/// let answer = ValidateError::from(ClaimError::Binding).dpop_challenge(&proofs);
/// assert_eq!(answer.error(), Some("invalid_token"));
/// assert_eq!(DpopChallenge::without_token(&proofs).www_authenticate(), Some("DPoP algs=\"ES256 EdDSA\""));
/// # Ok::<(), jose_claims::PolicyError>(())
/// ```
///
/// Every challenge names the algorithms that the verifier accepts; say which with [`algorithms`](crate::DpopVerifierBuilder::algorithms), as the list
/// is long otherwise. A server that also takes bearer tokens sends both challenges, in two headers or with a comma between them.
///
/// A client that is answered `use_dpop_nonce` needs the nonce: send what [`NonceStore::issue`](crate::NonceStore::issue) gives in the header
/// `DPoP-Nonce`. At a token endpoint the status is 400 and the error stands in the body: see [`DpopError::oauth_error`].
///
/// There is no detail, for the reasons that [`BearerChallenge`](crate::BearerChallenge) has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DpopChallenge {
    status: u16,
    error: Option<&'static str>,
    www_authenticate: Option<String>,
}

const INVALID_PROOF: &str = "invalid_dpop_proof";

impl DpopChallenge {
    /// For a request without a token: 401, and no error, as nothing was tried.
    #[must_use]
    pub fn without_token(verifier: &DpopVerifier) -> Self {
        Self::with(401, None, verifier)
    }

    /// For a request with a token and no proof, or with several (RFC 9449, section 4.3): 401 and `invalid_dpop_proof`.
    #[must_use]
    pub fn without_proof(verifier: &DpopVerifier) -> Self {
        Self::with(401, Some(INVALID_PROOF), verifier)
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The error code of RFC 9449, section 7.1, or RFC 6750, section 3.1, if they have one for the case.
    #[must_use]
    pub fn error(&self) -> Option<&'static str> {
        self.error
    }

    /// The value of the header `WWW-Authenticate`, if there is to be one.
    #[must_use]
    pub fn www_authenticate(&self) -> Option<&str> {
        self.www_authenticate.as_deref()
    }

    fn with(status: u16, error: Option<&'static str>, verifier: &DpopVerifier) -> Self {
        let names: Vec<&str> = verifier.algorithms.iter().map(|algorithm| algorithm.name()).collect();
        let algorithms = format!("algs=\"{}\"", names.join(" "));
        let challenge = match error {
            Some(error) => format!("DPoP error=\"{error}\", {algorithms}"),
            None => format!("DPoP {algorithms}"),
        };
        Self { status, error, www_authenticate: Some(challenge) }
    }

    /// Something here failed. Proof and token may be good, and trying again may help.
    fn unavailable() -> Self {
        Self { status: 503, error: None, www_authenticate: None }
    }
}

impl DpopError {
    /// What a resource server answers to whoever brought the proof: 401 with [`DpopError::oauth_error`], or 503 where a store failed. `verifier` is
    /// the one that refused.
    #[must_use]
    pub fn dpop_challenge(&self, verifier: &DpopVerifier) -> DpopChallenge {
        match self.oauth_error() {
            Some(error) => DpopChallenge::with(401, Some(error), verifier),
            None => DpopChallenge::unavailable(),
        }
    }
}

impl ValidateError {
    /// As [`ValidateError::bearer_challenge`], where the token came under the scheme `DPoP`. A proof that was used before, or has become too old, is `invalid_dpop_proof`; a
    /// token that is bound to another key, or to none, is `invalid_token`. `verifier` is the one that prepared the proof.
    #[must_use]
    pub fn dpop_challenge(&self, verifier: &DpopVerifier) -> DpopChallenge {
        match self.refusal() {
            Answer::InsufficientScope => DpopChallenge::with(403, Some("insufficient_scope"), verifier),
            Answer::InvalidProof => DpopChallenge::with(401, Some(INVALID_PROOF), verifier),
            Answer::InvalidToken => DpopChallenge::with(401, Some("invalid_token"), verifier),
            Answer::Unavailable => DpopChallenge::unavailable(),
        }
    }
}
