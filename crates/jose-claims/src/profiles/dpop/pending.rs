//! A proof that was verified and not used up yet.

use std::{fmt, sync::Arc};

use jose_core::UnixTime;

use super::{DpopError, DpopProof};
use crate::stores::{ReplayKey, ReplayStore, StoreError};

/// A proof that passed every check but one: whether it was used before. [`DpopVerifier::prepare`](super::DpopVerifier::prepare) makes one.
///
/// It is handed to [`Validator::validate_bound`](crate::Validator::validate_bound) with the token that it came with, which asks the store of
/// used proofs when the token has passed: anybody can make proofs, and only whoever has a good token takes room in the store. It tells nothing
/// about the key, so that nothing can be decided on a proof that may be a replay. Without a token [`PendingProof::finish`] is the second step.
#[must_use = "a proof counts when it has been looked up in the store of used ones"]
pub struct PendingProof {
    pub(super) proof: DpopProof,
    pub(super) entry: Option<Entry>,
}

/// What is to be remembered of it, where, and how long.
pub(super) struct Entry {
    pub(super) store: Arc<dyn ReplayStore>,
    pub(super) holder: String,
    pub(super) id: String,
    pub(super) until: UnixTime,
    pub(super) now: UnixTime,
}

impl PendingProof {
    /// The second step where no token comes with the proof, or one that something else has judged: the proof counts, unless it was used before.
    ///
    /// # Errors
    /// [`DpopError::Replayed`] if it was used before, [`DpopError::Store`] if the store cannot tell.
    pub fn finish(self) -> Result<DpopProof, DpopError> {
        self.remember().map_err(super::verifier::refused)?;
        Ok(self.proof)
    }

    pub(crate) fn proof(&self) -> &DpopProof {
        &self.proof
    }

    /// Uses it up. Of two calls one is refused.
    pub(crate) fn remember(&self) -> Result<(), StoreError> {
        let Some(Entry { store, holder, id, until, now }) = &self.entry else { return Ok(()) };
        store.remember(&ReplayKey::new("dpop", holder, id), *until, *now)
    }
}

impl fmt::Debug for PendingProof {
    /// Shows nothing of the proof.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingProof").finish_non_exhaustive()
    }
}
