//! A proof that was verified and not used up yet.

use std::{fmt, sync::Arc};

use jose_core::{Clock, UnixTime};

use super::{DpopError, DpopProof, verifier::refused};
use crate::stores::{ReplayKey, ReplayStore};

/// A proof that passed every check but one: whether it was used before. [`DpopVerifier::prepare`](super::DpopVerifier::prepare) makes one.
///
/// It is handed to [`Validator::validate_bound`](crate::Validator::validate_bound) with the token that it came with, which asks the store of
/// used proofs when the token has passed: anybody can make proofs, and only whoever has a good token takes room in the store. It tells nothing
/// about the key, so that nothing can be decided on a proof that may be a replay. Without a token [`PendingProof::finish`] is the second step.
///
/// It counts no longer for having been looked at: the second step reads the verifier's clock again.
#[must_use = "a proof counts when it has been looked up in the store of used ones"]
pub struct PendingProof {
    pub(super) proof: DpopProof,
    /// When it stops counting.
    pub(super) until: UnixTime,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) entry: Option<Entry>,
}

/// What is to be remembered of it, and where.
pub(super) struct Entry {
    pub(super) store: Arc<dyn ReplayStore>,
    pub(super) holder: String,
    pub(super) id: String,
}

impl PendingProof {
    /// The second step where no token comes with the proof, or one that something else has judged: the proof counts, unless it was used before.
    ///
    /// # Errors
    /// [`DpopError::Replayed`] if it was used before, [`DpopError::IssuedAt`] if it has waited too long, [`DpopError::Store`] if the store cannot
    /// tell.
    pub fn finish(self) -> Result<DpopProof, DpopError> {
        self.remember()?;
        Ok(self.proof)
    }

    pub(crate) fn proof(&self) -> &DpopProof {
        &self.proof
    }

    /// Whether it still counts.
    pub(crate) fn is_young(&self) -> bool {
        self.clock.now() < self.until
    }

    /// Uses it up. Of two calls one is refused.
    pub(crate) fn remember(&self) -> Result<(), DpopError> {
        let now = self.clock.now();
        if now >= self.until {
            return Err(DpopError::IssuedAt { iat: self.proof.issued_at, now });
        }
        let Some(Entry { store, holder, id }) = &self.entry else { return Ok(()) };
        store.remember(&ReplayKey::new("dpop", holder, id), self.until, now).map_err(refused)
    }
}

impl fmt::Debug for PendingProof {
    /// Shows nothing of the proof.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingProof").finish_non_exhaustive()
    }
}
