//! What a proof must say of its request, check by check.

use jose_core::{JwsAlgorithm, UnixTime, base64url};
use jose_crypto::digest::sha256;
use jose_jwk::Thumbprint;

use super::{DpopError, DpopRequest, DpopVerifier, claims::Claims, target, verifier::refused};
use crate::profiles::same_secret;

/// A check on the claims of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProofCheck {
    Method,
    Target,
    IssuedAt,
    AccessToken,
    Nonce,
}

/// What is known of a proof whose signature is that of its own key.
pub(super) struct Signed<'p> {
    pub(super) claims: Claims<'p>,
    /// `htu` in its one form, if it has one.
    pub(super) target: Option<String>,
    pub(super) algorithm: JwsAlgorithm,
    pub(super) thumbprint: Thumbprint,
    pub(super) now: UnixTime,
}

impl ProofCheck {
    /// In the order in which they are made; a store comes last.
    pub(super) const ALL: [Self; 5] = [Self::Method, Self::Target, Self::IssuedAt, Self::AccessToken, Self::Nonce];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Target => "target",
            Self::IssuedAt => "issued_at",
            Self::AccessToken => "access_token",
            Self::Nonce => "nonce",
        }
    }

    /// Why it is not made.
    pub(super) fn unconfigured(self, verifier: &DpopVerifier, request: &DpopRequest<'_>) -> Option<&'static str> {
        match self {
            Self::AccessToken if request.access_token.is_none() => Some("no access token came with it"),
            Self::Nonce if verifier.nonces.is_none() => Some("the verifier has no store of nonces"),
            _ => None,
        }
    }

    pub(super) fn run(
        self,
        verifier: &DpopVerifier,
        signed: &Signed<'_>,
        request: &DpopRequest<'_>,
    ) -> Result<(), DpopError> {
        let (claims, now) = (&signed.claims, signed.now);
        match self {
            Self::Method if claims.method.0 != request.method => Err(DpopError::Method),
            Self::Target if signed.target.is_none() || signed.target != target::normal(request.target) => {
                Err(DpopError::Target)
            }
            Self::Method | Self::Target => Ok(()),
            Self::IssuedAt => {
                let (first, last) = (claims.issued_at.rounded_up(), verifier.end(&signed.claims));
                let counts = first <= now.saturating_add(verifier.leeway.as_secs()) && now < last;
                if counts { Ok(()) } else { Err(DpopError::IssuedAt { iat: first, now }) }
            }
            Self::AccessToken => {
                let Some(token) = request.access_token else { return Ok(()) };
                let found = claims.access_token.as_ref().ok_or(DpopError::Missing { claim: "ath" })?;
                let same = same_secret(&base64url::encode(&sha256(token.as_bytes())), &found.0);
                if same { Ok(()) } else { Err(DpopError::AccessToken) }
            }
            Self::Nonce => {
                let Some(nonces) = &verifier.nonces else { return Ok(()) };
                let nonce = claims.nonce.as_ref().ok_or(DpopError::Nonce)?;
                nonces.check(&nonce.0, now).map_err(refused)
            }
        }
    }
}
