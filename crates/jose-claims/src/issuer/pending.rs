//! A token between its claims and its signature.

use std::{fmt, sync::Arc};

use jose_core::{JwsAlgorithm, LimitExceeded, Limits};
use jose_jws::PendingSignature;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::{IssueError, settings::Settings};

/// A token that lacks only its signature; the first of two steps, see [`AccessTokenDraft::prepare`].
///
/// The envelope, if there is one, is made when the signature is there: what is encrypted is the signed token. It borrows nothing, so it can
/// wait in a queue or be sent to another thread; the token's lifetime counts from when it was prepared.
///
/// [`AccessTokenDraft::prepare`]: crate::AccessTokenDraft::prepare
#[must_use = "a token comes out of finish(..)"]
pub struct PendingToken {
    pub(super) settings: Arc<Settings>,
    pub(super) audience: String,
    /// Claims that the header of the envelope repeats.
    pub(super) replicated: Map<String, Value>,
    pub(super) signature: PendingSignature,
}

impl PendingToken {
    /// The bytes to sign. They hold the claims, readable to whoever sees them.
    #[must_use]
    pub fn signing_input(&self) -> &[u8] {
        self.signature.signing_input()
    }

    /// The algorithm to sign them with.
    #[must_use]
    pub fn algorithm(&self) -> JwsAlgorithm {
        self.signature.algorithm()
    }

    /// The second step: the token, with this signature and in its envelope.
    ///
    /// # Errors
    /// [`IssueError::Sign`] if the signature cannot be one of the algorithm's: for ECDSA it must be in the fixed form, which
    /// [`ecdsa_signature_from_der`](jose_crypto::remote::ecdsa_signature_from_der) makes of DER. [`IssueError::Encrypt`] if the token cannot
    /// be encrypted, [`IssueError::Limit`] if it would be longer than validators read.
    ///
    /// # Security
    /// The signature is not verified here, as the issuer may not have the public key. One of another key or over other bytes makes a token
    /// that every validator refuses.
    pub fn finish(self, signature: &[u8]) -> Result<String, IssueError> {
        let limits = Limits::token();
        let terms = self.settings.terms(&self.audience)?;
        // What is inside the envelope is a token that works without one wherever signed tokens are accepted.
        let mut signed = Zeroizing::new(self.signature.finish(signature)?);
        // Only the first is kept: the key does not change, and so neither does the length.
        let _ = self.settings.signature_bytes.set(signature.len());
        LimitExceeded::check("token_bytes", signed.len(), limits.token_bytes)?;
        let Some(recipient) = terms.recipient else { return Ok(std::mem::take(&mut *signed)) };
        let token = recipient.seal(signed.as_bytes(), &self.replicated)?;
        LimitExceeded::check("token_bytes", token.len(), limits.token_bytes)?;
        Ok(token)
    }
}

impl fmt::Debug for PendingToken {
    /// Not the claims.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingToken")
            .field("audience", &self.audience)
            .field("signature", &self.signature)
            .finish_non_exhaustive()
    }
}
