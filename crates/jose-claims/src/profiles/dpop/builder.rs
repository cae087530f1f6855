//! Building a verifier of proofs.

use std::{sync::Arc, time::Duration};

use jose_core::{Clock, JwsAlgorithm, KeyType, Limits};

use super::DpopVerifier;
use crate::{
    NonceStore, PolicyError, ReplayStore, SystemClock,
    policy::Expect,
    validator::{Stated, leeway, says_something, whole_seconds},
};

/// A [`DpopVerifier`] in the making.
pub struct DpopVerifierBuilder {
    algorithms: Stated<Vec<JwsAlgorithm>>,
    replay: Stated<Expect<Arc<dyn ReplayStore>>>,
    nonces: Stated<Arc<dyn NonceStore>>,
    maximum_age: Stated<Duration>,
    leeway: Stated<Duration>,
    clock: Arc<dyn Clock>,
    limits: Limits,
}

const MAXIMUM_AGE: Duration = Duration::from_secs(60);

/// A proof is made for one request, so that more is never agreement about the time.
const LONGEST: Duration = Duration::from_secs(600);

impl DpopVerifierBuilder {
    pub(super) fn new() -> Self {
        Self {
            algorithms: Stated::Silent,
            replay: Stated::Silent,
            nonces: Stated::Silent,
            maximum_age: Stated::Silent,
            leeway: Stated::Silent,
            clock: Arc::new(SystemClock),
            limits: Limits::token(),
        }
    }

    /// The signature algorithms that proofs may have: each that is not symmetric unless stated. The same list goes into the metadata
    /// `dpop_signing_alg_values_supported`.
    #[must_use]
    pub fn algorithms(mut self, algorithms: impl IntoIterator<Item = JwsAlgorithm>) -> Self {
        self.algorithms.say(algorithms.into_iter().collect());
        self
    }

    /// A proof counts once: its `jti` with its key at its target (RFC 9449, section 11.1).
    #[must_use]
    pub fn replay_store(mut self, store: Arc<dyn ReplayStore>) -> Self {
        self.replay.expect(store);
        self
    }

    /// Accepts a proof as often as it comes while it is young enough.
    #[must_use]
    pub fn waive_replay(mut self, reason: &'static str) -> Self {
        self.replay.waive(reason);
        self
    }

    /// A proof must have a nonce of this store (RFC 9449, sections 8 and 9). Without it none is demanded.
    #[must_use]
    pub fn nonce_store(mut self, store: Arc<dyn NonceStore>) -> Self {
        self.nonces.say(store);
        self
    }

    /// How long ago `iat` may be, in whole seconds and besides the leeway: a minute unless stated, ten at most.
    #[must_use]
    pub fn maximum_age(mut self, maximum: Duration) -> Self {
        self.maximum_age.say(maximum);
        self
    }

    /// How far the clocks of client and server may be apart, in whole seconds: 30 unless stated, ten minutes at most.
    #[must_use]
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway.say(leeway);
        self
    }

    /// Where the time is read; the system's clock unless stated.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// What a proof may cost; [`Limits::token`] unless stated.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The complete verifier.
    ///
    /// # Errors
    /// [`PolicyError`] with what is missing, contradictory or empty; a symmetric algorithm is one too: whoever verified could also make proofs.
    pub fn build(self) -> Result<DpopVerifier, PolicyError> {
        let symmetric = |algorithm: &JwsAlgorithm| algorithm.row().key_type == KeyType::Oct;
        let all = || JwsAlgorithm::ALL.iter().copied().filter(|algorithm| !symmetric(algorithm)).collect();
        let algorithms: Vec<_> = self.algorithms.optional("algorithms")?.unwrap_or_else(all);
        if algorithms.is_empty() {
            return Err(PolicyError::Empty { what: "algorithms".into() });
        }
        if algorithms.iter().any(symmetric) {
            let what = "names a symmetric algorithm: the key of a proof stands in its header";
            return Err(PolicyError::Check { name: "algorithms".into(), what });
        }
        let replay = self.replay.finish("replay", "replay_store(..) or waive_replay(..)")?;
        says_something(("replay store", "reason for waiving replays"), &replay, |_| true)?;
        let maximum_age = whole_seconds("maximum age", self.maximum_age)?.unwrap_or(MAXIMUM_AGE);
        let leeway = leeway(self.leeway)?;
        if maximum_age > LONGEST {
            let what = "is over ten minutes: a proof is made for one request";
            return Err(PolicyError::Check { name: "maximum age".into(), what });
        }
        let nonces = self.nonces.optional("nonce store")?;
        Ok(DpopVerifier { algorithms, replay, nonces, maximum_age, leeway, clock: self.clock, limits: self.limits })
    }
}

impl std::fmt::Debug for DpopVerifierBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DpopVerifierBuilder").field("algorithms", &self.algorithms).finish_non_exhaustive()
    }
}
