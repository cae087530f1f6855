//! The cache of one policy.

use std::{
    fmt,
    hash::{BuildHasher, RandomState},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use jose_core::UnixTime;

use super::{KnownToken, VerifiedCache, VerifiedCacheUse, shard::Shard};

/// Tokens that one policy has proven. They go when the policy goes: a new one, with other keys or rules, begins with none.
pub(crate) struct VerifiedTokens {
    settings: VerifiedCache,
    /// A power of two of them.
    shards: Box<[Shard]>,
    /// Keyed by chance, so that nobody can make tokens whose hashes collide. A hash only finds a token; the whole text is compared.
    hasher: RandomState,
    /// How often everything was forgotten.
    epoch: AtomicU64,
}

/// What is remembered of a token.
pub(crate) enum Recalled<'c> {
    Known(Arc<KnownToken>),
    Unknown(Place<'c>),
}

/// Where a token may be remembered once it is proven and accepted.
#[derive(Clone, Copy)]
pub(crate) struct Place<'c> {
    tokens: &'c VerifiedTokens,
    pub(crate) token: &'c str,
    hash: u64,
    epoch: u64,
}

/// Each part has room for at least as many. Several parts let threads seldom wait for each other.
const TOKENS_OF_A_SHARD: usize = 32;
const MOST_SHARDS: usize = 16;

impl VerifiedTokens {
    pub(crate) fn new(settings: VerifiedCache) -> Self {
        let mut shards = 1_usize;
        while shards < MOST_SHARDS && settings.tokens >= shards.saturating_mul(2 * TOKENS_OF_A_SHARD) {
            shards = shards.saturating_mul(2);
        }
        let shards = std::iter::repeat_with(Shard::default).take(shards).collect();
        Self { settings, shards, hasher: RandomState::new(), epoch: AtomicU64::new(0) }
    }

    pub(crate) fn recall<'c>(&'c self, token: &'c str, now: UnixTime) -> Recalled<'c> {
        // Before anything is proven: what is forgotten from here on must not come back by way of this token.
        let epoch = self.epoch.load(Ordering::Acquire);
        let hash = self.hasher.hash_one(token);
        match self.shard(hash).and_then(|shard| shard.recall(hash, token, now)) {
            Some(known) => Recalled::Known(known),
            None => Recalled::Unknown(Place { tokens: self, token, hash, epoch }),
        }
    }

    /// Forgets everything at once.
    pub(crate) fn forget(&self) {
        self.epoch.fetch_add(1, Ordering::AcqRel);
        self.shards.iter().for_each(Shard::forget);
    }

    pub(crate) fn usage(&self) -> VerifiedCacheUse {
        self.shards.iter().map(Shard::usage).fold(VerifiedCacheUse::default(), |all, one| VerifiedCacheUse {
            tokens: all.tokens.saturating_add(one.tokens),
            bytes: all.bytes.saturating_add(one.bytes),
            hits: all.hits.saturating_add(one.hits),
            misses: all.misses.saturating_add(one.misses),
        })
    }

    fn shard(&self, hash: u64) -> Option<&Shard> {
        // The upper half, as the tables inside go by the lower bits.
        let upper = usize::try_from(hash >> 32).unwrap_or_default();
        self.shards.get(upper & self.shards.len().saturating_sub(1))
    }

    /// What one part may hold: tokens and bytes.
    fn bounds(&self) -> (usize, usize) {
        let part = |whole: usize| whole.checked_div(self.shards.len()).unwrap_or_default();
        (part(self.settings.tokens), part(self.settings.bytes))
    }
}

impl Place<'_> {
    /// Remembers a token that was accepted at `now`, until it ends.
    pub(crate) fn fill(self, known: Arc<KnownToken>, until: UnixTime, now: UnixTime) {
        let Self { tokens, hash, epoch, .. } = self;
        let Some(shard) = tokens.shard(hash) else { return };
        // The epoch goes on before anything is forgotten, so that what is kept here with the old one is forgotten, too.
        let still = || tokens.epoch.load(Ordering::Acquire) == epoch;
        shard.keep((hash, known), (until, now), tokens.bounds(), still);
    }
}

impl fmt::Debug for VerifiedTokens {
    /// Shows no token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedTokens").field("settings", &self.settings).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
