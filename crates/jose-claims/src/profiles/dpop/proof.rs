//! What verification yields.

use std::fmt;

use jose_core::{JwsAlgorithm, UnixTime};
use jose_jwk::Thumbprint;

/// A proof that was verified and used up: whoever sent the request holds this key. Only a [`DpopVerifier`](super::DpopVerifier) can make one.
///
/// At a token endpoint the thumbprint goes into `cnf.jkt` of the tokens that are issued. Where something else than a
/// [`Validator`](crate::Validator) judges access tokens, such as introspection, it is compared with theirs.
#[derive(Clone)]
pub struct DpopProof {
    pub(super) thumbprint: Thumbprint,
    pub(super) algorithm: JwsAlgorithm,
    pub(super) issued_at: UnixTime,
    pub(super) access_token: Option<[u8; 32]>,
}

impl DpopProof {
    /// The SHA-256 thumbprint of the key, which `cnf.jkt` repeats (RFC 7638).
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        self.thumbprint
    }

    /// The algorithm of the signature.
    #[must_use]
    pub fn algorithm(&self) -> JwsAlgorithm {
        self.algorithm
    }

    /// `iat`. A part of a second counts as a whole one.
    #[must_use]
    pub fn issued_at(&self) -> UnixTime {
        self.issued_at
    }

    /// The SHA-256 hash of the access token that it was verified with; `None` if the request named none.
    #[must_use]
    pub fn access_token_hash(&self) -> Option<&[u8; 32]> {
        self.access_token.as_ref()
    }
}

impl fmt::Debug for DpopProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DpopProof")
            .field("thumbprint", &self.thumbprint)
            .field("algorithm", &self.algorithm)
            .field("issued_at", &self.issued_at)
            .finish_non_exhaustive()
    }
}
