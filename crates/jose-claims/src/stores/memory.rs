//! Used tokens, remembered in the process.

use std::{
    collections::{BTreeSet, HashMap, hash_map::Entry},
    fmt,
    sync::Mutex,
};

use jose_core::UnixTime;

use super::{ReplayKey, ReplayStore, StoreError};

/// A [`ReplayStore`] in memory, with an upper bound.
///
/// It keeps 32 bytes and a time for each token and drops what has ended. When it is full of what still counts it refuses with [`StoreError::Full`]: it
/// never forgets a token that could come again. Size it for the tokens of one lifetime; a hundred thousand take some 15 megabytes.
///
/// # Security
/// It forgets with the process. What was used before a restart can be used again after it, until it ends by itself.
pub struct MemoryReplayStore {
    capacity: usize,
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    until: HashMap<[u8; 32], UnixTime>,
    /// The same, the first to end first.
    order: BTreeSet<(UnixTime, [u8; 32])>,
}

impl MemoryReplayStore {
    /// A store for as many tokens as this that still count. It takes no memory before it is used.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self { capacity, entries: Mutex::default() }
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
        let digest = key.digest();
        let mut entries = self.entries.lock().map_err(|_| StoreError::Unavailable)?;
        entries.drop_ended(now);
        let full = entries.until.len() >= self.capacity;
        match entries.until.entry(digest) {
            Entry::Occupied(_) => Err(StoreError::Replayed),
            Entry::Vacant(_) if full => Err(StoreError::Full),
            Entry::Vacant(place) => {
                place.insert(until);
                entries.order.insert((until, digest));
                Ok(())
            }
        }
    }
}

impl Entries {
    /// What ends at `now` counts no more: the token itself is refused from then on.
    fn drop_ended(&mut self, now: UnixTime) {
        while let Some((until, digest)) = self.order.first().copied() {
            if until > now {
                return;
            }
            self.order.remove(&(until, digest));
            self.until.remove(&digest);
        }
    }
}

impl fmt::Debug for MemoryReplayStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryReplayStore").field("capacity", &self.capacity).finish_non_exhaustive()
    }
}
