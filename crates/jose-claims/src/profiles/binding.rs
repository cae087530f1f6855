//! Tokens that count only with a key (`cnf`, RFC 7800).

use std::borrow::Cow;

use jose_core::base64url;
use jose_crypto::digest::sha256;

use super::{DpopError, PendingProof, same_secret};
use crate::{
    ClaimError, ValidateError,
    policy::{ClaimsView, Facts},
};

/// The proof that whoever presents a token holds the key that it is bound to.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Binding<'r> {
    /// A DPoP proof that was verified for the access token that it came with (RFC 9449, section 7.1). It is used up when the token has passed.
    Dpop(&'r PendingProof),
    /// The certificate of the client, in DER, from the TLS connection (RFC 8705, section 3). That the connection proved the key is the
    /// caller's to know. No bytes are no certificate.
    Certificate(&'r [u8]),
}

/// A proof, and the hash of the token that it came with.
#[derive(Clone, Copy)]
pub(crate) struct Held<'r> {
    binding: Binding<'r>,
    access_token: [u8; 32],
}

/// What a policy says of tokens that are bound to a key.
#[derive(Debug, Default)]
pub(crate) enum BoundTo {
    /// Nothing: a token that is bound is refused, as nobody looks at the key.
    #[default]
    Nothing,
    DpopKey,
    Certificate,
    /// To whatever its `cnf` says, if it has one.
    Confirmed,
    Waived(Cow<'static, str>),
}

impl<'r> Held<'r> {
    pub(crate) fn new(binding: Binding<'r>, token: &str) -> Self {
        Self { binding, access_token: sha256(token.as_bytes()) }
    }

    /// Uses the proof up, for a token that is about to be accepted.
    pub(super) fn remember(&self) -> Result<(), ValidateError> {
        let Binding::Dpop(proof) = self.binding else { return Ok(()) };
        proof.remember().map_err(|error| match error {
            DpopError::Store(error) => ValidateError::Store(error),
            DpopError::Replayed => ClaimError::ProofReplayed.into(),
            // Nothing else can be found at this step.
            _ => ClaimError::ProofExpired.into(),
        })
    }
}

impl BoundTo {
    pub(crate) fn unconfigured(&self) -> Option<&str> {
        if let Self::Waived(reason) = self { Some(reason) } else { None }
    }

    #[inline]
    pub(crate) fn check(&self, facts: &Facts<'_>) -> Result<(), ClaimError> {
        let claims = &facts.claims;
        let met = match (self, &facts.presented.beside.held) {
            (Self::Waived(_), None) => true,
            (Self::Nothing, held) => held.is_none() && claims.member("cnf").is_none(),
            // A connection has its certificate whatever token comes over it; a proof is made for a token that is bound.
            (Self::Confirmed, None | Some(Held { binding: Binding::Certificate(_), .. }))
                if claims.member("cnf").is_none() =>
            {
                true
            }
            // Who brings a proof wants it looked at, waived or not.
            (
                Self::DpopKey | Self::Confirmed | Self::Waived(_),
                Some(Held { binding: Binding::Dpop(proof), access_token }),
            ) => {
                let (young, proof) = (proof.is_young(), proof.proof());
                // Without `ath` the proof may have been made for another token.
                let met = proof.access_token_hash() == Some(access_token)
                    && confirms(claims, JKT, &proof.thumbprint().to_string())
                    && claims.path(["cnf", X5T]).is_none();
                if met && !young {
                    return Err(ClaimError::ProofExpired);
                }
                met
            }
            (
                Self::Certificate | Self::Confirmed | Self::Waived(_),
                Some(Held { binding: Binding::Certificate(der), .. }),
            ) => {
                !der.is_empty()
                    && confirms(claims, X5T, &base64url::encode(&sha256(der)))
                    && claims.path(["cnf", JKT]).is_none()
            }
            _ => false,
        };
        if met { Ok(()) } else { Err(ClaimError::Binding) }
    }
}

/// The two methods that can be proven here. A token with both asks for both.
const JKT: &str = "jkt";
const X5T: &str = "x5t#S256";

fn confirms(claims: &ClaimsView<'_>, method: &str, expected: &str) -> bool {
    let found = claims.path(["cnf", method]);
    found.and_then(|found| found.text()).is_some_and(|found| same_secret(found, expected))
}
