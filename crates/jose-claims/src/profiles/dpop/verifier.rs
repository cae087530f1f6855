//! Verifying a proof.

use std::{fmt, sync::Arc, time::Duration};

use jose_core::{
    Clock, JwsAlgorithm, Limits, UnixTime,
    compact::CompactJws,
    header::{self, JoseHeader, media_type},
};
use jose_crypto::digest::sha256;
use jose_jwk::{PublicJwk, VerifyingKeySet};
use jose_jws::verify_compact_with;

use super::{
    DpopError, DpopProof, DpopRequest, DpopVerifierBuilder, PendingProof,
    check::{ProofCheck, Signed},
    claims::Claims,
    pending::Entry,
    target,
};
use crate::{
    Validator,
    policy::Expect,
    stores::{NonceStore, ReplayStore, StoreError},
};

/// Verifies DPoP proofs (RFC 9449, section 4.3).
///
/// ```
/// use std::sync::Arc;
///
/// use jose_claims::{DpopRequest, MemoryReplayStore, Validator};
///
/// let verifier = Validator::dpop_proof().replay_store(Arc::new(MemoryReplayStore::with_capacity(100_000))).build()?;
/// let request = DpopRequest::new("GET", "https://api.example/orders").access_token("the access token");
/// assert_eq!(verifier.verify("not a proof", &request).unwrap_err().code(), "parse.segments");
/// # Ok::<(), jose_claims::PolicyError>(())
/// ```
///
/// A proof is signed with the key in its own header, so it proves nobody: it proves that the sender holds that key, and counts with a token that
/// is bound to it. That is why it has an entry point of its own, and no [`Validator`] accepts one.
///
/// That the request has exactly one header `DPoP` is for the caller to see.
pub struct DpopVerifier {
    pub(super) algorithms: Vec<JwsAlgorithm>,
    pub(super) replay: Expect<Arc<dyn ReplayStore>>,
    pub(super) nonces: Option<Arc<dyn NonceStore>>,
    pub(super) maximum_age: Duration,
    pub(super) leeway: Duration,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) limits: Limits,
}

impl Validator {
    /// A verifier of DPoP proofs (RFC 9449). Whether a proof may come again is yours to state.
    #[must_use]
    pub fn dpop_proof() -> DpopVerifierBuilder {
        DpopVerifierBuilder::new()
    }
}

impl DpopVerifier {
    /// Verifies `proof`, the value of the header `DPoP`, for `request`, and uses it up. For a token endpoint, and wherever else no
    /// [`Validator`] judges the access token.
    ///
    /// # Errors
    /// [`DpopError`] with the first reason. The stores are asked last, the one of used proofs last of all.
    ///
    /// # Security
    /// Anybody can make good proofs, with keys of their own, and each takes room in the store of used ones until it ends. At a token endpoint
    /// authenticate the client first, and give the store a share for each key
    /// ([`MemoryReplayStore::share`](crate::MemoryReplayStore::share)). At a resource server take [`DpopVerifier::prepare`].
    pub fn verify(&self, proof: &str, request: &DpopRequest<'_>) -> Result<DpopProof, DpopError> {
        self.prepare(proof, request)?.finish()
    }

    /// As [`DpopVerifier::verify`], but for the store of used proofs: that is asked by
    /// [`Validator::validate_bound`] when the access token has passed. The time is looked at once more then.
    ///
    /// # Errors
    /// [`DpopError`] with the first reason. The store of nonces is asked last.
    pub fn prepare(&self, proof: &str, request: &DpopRequest<'_>) -> Result<PendingProof, DpopError> {
        self.open(proof, |signed| {
            ProofCheck::ALL.into_iter().try_for_each(|check| check.run(self, &signed, request))?;
            Ok(self.pending(&signed, request))
        })
    }

    /// The way to claims whose signature is that of the key in the header.
    pub(super) fn open<T>(
        &self,
        proof: &str,
        accept: impl FnOnce(Signed<'_>) -> Result<T, DpopError>,
    ) -> Result<T, DpopError> {
        let (algorithm, key) = self.key(proof)?;
        let verifying = key.verifying_key_for(algorithm).map_err(|error| DpopError::Key(Some(error)))?;
        let thumbprint = key.thumbprint();
        verify_compact_with(proof, &VerifyingKeySet::from(verifying), &self.limits, |_, _, payload| {
            let claims = Claims::read(&payload, &self.limits)?;
            let target = target::normal(&claims.target.0);
            accept(Signed { claims, target, algorithm, thumbprint, now: self.clock.now() })
        })
    }

    /// What the header says, before anything is proven: which key to try, and nothing else.
    fn key(&self, proof: &str) -> Result<(JwsAlgorithm, PublicJwk), DpopError> {
        let message = CompactJws::parse(proof, &self.limits)?;
        let json = header::decode(message.protected(), &self.limits)?;
        let header = JoseHeader::parse(message.protected(), &json, &self.limits)?;
        if !header.message_type().is_some_and(|found| media_type::same(found, "dpop+jwt")) {
            return Err(DpopError::Type);
        }
        let algorithm = header.algorithm().and_then(JwsAlgorithm::from_name);
        let algorithm = algorithm.filter(|found| self.algorithms.contains(found)).ok_or(DpopError::Algorithm)?;
        let key = header.member("jwk").ok_or(DpopError::Key(None))?.to_string();
        let key = PublicJwk::from_json(key.as_bytes()).map_err(|error| DpopError::Key(Some(error)))?;
        Ok((algorithm, key))
    }

    fn pending(&self, signed: &Signed<'_>, request: &DpopRequest<'_>) -> PendingProof {
        let entry = match &self.replay {
            Expect::Stated(store) => Some(Entry {
                store: Arc::clone(store),
                holder: signed.thumbprint.to_string(),
                // A target has no space in it, so that no letter of it moves into the identifier.
                id: format!("{} {}", signed.target.as_deref().unwrap_or_default(), signed.claims.id.0),
            }),
            Expect::Waived { .. } => None,
        };
        let proof = DpopProof {
            thumbprint: signed.thumbprint,
            algorithm: signed.algorithm,
            issued_at: signed.claims.issued_at.rounded_up(),
            access_token: request.access_token.map(|token| sha256(token.as_bytes())),
        };
        PendingProof { proof, until: self.end(&signed.claims), clock: Arc::clone(&self.clock), entry }
    }

    /// When a proof with these claims stops counting.
    pub(super) fn end(&self, claims: &Claims<'_>) -> UnixTime {
        let issued_at = claims.issued_at.rounded_down();
        issued_at.saturating_add(self.maximum_age.as_secs()).saturating_add(self.leeway.as_secs())
    }
}

pub(super) fn refused(error: StoreError) -> DpopError {
    match error {
        StoreError::Replayed => DpopError::Replayed,
        StoreError::UnknownNonce => DpopError::Nonce,
        error => DpopError::Store(error),
    }
}

impl fmt::Debug for DpopVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DpopVerifier").field("algorithms", &self.algorithms).finish_non_exhaustive()
    }
}
