//! Used tokens, remembered in the process.

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    sync::Mutex,
};

use jose_core::UnixTime;

use super::{ReplayKey, ReplayStore, StoreError};

/// A [`ReplayStore`] in memory, with an upper bound.
///
/// It keeps two hashes and a time for each token and drops what has ended. When it is full of what still counts it refuses with [`StoreError::Full`]: it
/// never forgets a token that could come again. Size it for the tokens of one lifetime; a hundred thousand take some 25 megabytes. After a clock was
/// set back it refuses with [`StoreError::Forgotten`] what ends no later than what it has dropped.
///
/// # Security
/// It forgets with the process. What was used before a restart can be used again after it, until it ends by itself.
///
/// Whoever fills it has stopped everybody. Where a client chooses how many tokens it makes, as with client assertions and DPoP proofs, give each a
/// [`MemoryReplayStore::share`].
pub struct MemoryReplayStore {
    capacity: usize,
    share: usize,
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    until: HashMap<Digest, UnixTime>,
    /// The same with their holders, the first to end first.
    order: BTreeSet<(UnixTime, Digest, Digest)>,
    /// How many entries each holder has, none of them zero.
    of_holder: HashMap<Digest, usize>,
    /// The latest end of what was dropped: of what ends no later nobody knows any more whether it was used.
    dropped: Option<UnixTime>,
}

type Digest = [u8; 32];

impl MemoryReplayStore {
    /// A store for as many tokens as this that still count. It takes no memory before it is used.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self { capacity, share: capacity, entries: Mutex::default() }
    }

    /// No holder has room for more than this: no issuer of logout tokens, no client with its assertions, no key with its DPoP proofs. Unless
    /// stated one may take all. Whoever has taken its share is refused with [`StoreError::Share`], and nobody else is.
    ///
    /// ```
    /// use jose_claims::MemoryReplayStore;
    ///
    /// // A thousand clients at once, each of which makes at most a hundred requests in the ninety seconds that a proof counts.
    /// let store = MemoryReplayStore::with_capacity(100_000).share(100);
    /// # let _ = store;
    /// ```
    #[must_use]
    pub fn share(self, share: usize) -> Self {
        Self { share, ..self }
    }

    /// How many tokens it remembers, ended ones included that no call has dropped yet.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if a thread broke off in the midst of a change.
    pub fn len(&self) -> Result<usize, StoreError> {
        self.entries.lock().map(|entries| entries.until.len()).map_err(|_| StoreError::Unavailable)
    }

    /// Whether it remembers none.
    ///
    /// # Errors
    /// As for [`MemoryReplayStore::len`].
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.len().map(|len| len == 0)
    }
}

impl ReplayStore for MemoryReplayStore {
    fn remember(&self, key: &ReplayKey<'_>, until: UnixTime, now: UnixTime) -> Result<(), StoreError> {
        let (digest, holder) = (key.digest(), key.holder_digest());
        let mut entries = self.entries.lock().map_err(|_| StoreError::Unavailable)?;
        entries.drop_ended(now);
        let taken = entries.of_holder.get(&holder).copied().unwrap_or_default();
        if entries.until.contains_key(&digest) {
            return Err(StoreError::Replayed);
        }
        if until <= now || entries.dropped.is_some_and(|dropped| until <= dropped) {
            return Err(StoreError::Forgotten);
        }
        if entries.until.len() >= self.capacity {
            return Err(StoreError::Full);
        }
        if taken >= self.share {
            return Err(StoreError::Share);
        }
        entries.until.insert(digest, until);
        entries.order.insert((until, digest, holder));
        entries.of_holder.insert(holder, taken.saturating_add(1));
        Ok(())
    }
}

impl Entries {
    /// What ends at `now` counts no more: the token itself is refused from then on.
    fn drop_ended(&mut self, now: UnixTime) {
        while let Some((until, digest, holder)) = self.order.first().copied() {
            if until > now {
                return;
            }
            self.order.remove(&(until, digest, holder));
            self.until.remove(&digest);
            self.dropped = self.dropped.max(Some(until));
            match self.of_holder.get_mut(&holder) {
                Some(taken) if *taken > 1 => *taken = taken.saturating_sub(1),
                _ => drop(self.of_holder.remove(&holder)),
            }
        }
    }
}

impl fmt::Debug for MemoryReplayStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryReplayStore").field("capacity", &self.capacity).finish_non_exhaustive()
    }
}
