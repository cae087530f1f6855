//! One part of a cache, with a lock of its own.

use std::sync::{
    Arc, RwLock,
    atomic::{AtomicU64, Ordering},
};

use jose_core::UnixTime;

use super::{KnownToken, VerifiedCacheUse, slots::Slots};

/// Many threads look at once; one changes. A lock that a thread left in the midst of a change finds nothing and keeps nothing: the cache then helps
/// less, and never otherwise.
#[derive(Default)]
pub(super) struct Shard {
    slots: RwLock<Slots>,
    hits: AtomicU64,
    misses: AtomicU64,
}

impl Shard {
    pub(super) fn recall(&self, hash: u64, token: &str, now: UnixTime) -> Option<Arc<KnownToken>> {
        let found = self.slots.read().ok().and_then(|slots| {
            let known = slots.get(hash, now).filter(|known| known.is(token))?;
            known.note();
            Some(Arc::clone(known))
        });
        let count = if found.is_some() { &self.hits } else { &self.misses };
        count.fetch_add(1, Ordering::Relaxed);
        found
    }

    /// Keeps a token if `still` holds once nobody else changes anything.
    pub(super) fn keep(
        &self,
        known: (u64, Arc<KnownToken>),
        times: (UnixTime, UnixTime),
        bounds: (usize, usize),
        still: impl FnOnce() -> bool,
    ) {
        if let Ok(mut slots) = self.slots.write()
            && still()
        {
            slots.insert(known, times, bounds);
        }
    }

    /// Forgets everything, also what a thread left behind that broke off.
    pub(super) fn forget(&self) {
        let mut slots = self.slots.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        *slots = Slots::default();
        self.slots.clear_poison();
    }

    pub(super) fn usage(&self) -> VerifiedCacheUse {
        let (tokens, bytes) = self.slots.read().map(|slots| (slots.len(), slots.bytes())).unwrap_or_default();
        let (hits, misses) = (self.hits.load(Ordering::Relaxed), self.misses.load(Ordering::Relaxed));
        VerifiedCacheUse { tokens, bytes, hits, misses }
    }
}
