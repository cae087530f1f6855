//! The keys to try.

use std::{fmt, iter::FusedIterator, slice};

use super::BoundKey;

/// The keys to try for one message: first those that carry its `kid`, then those that carry none.
pub struct Candidates<'s, K> {
    keys: &'s [K],
    algorithm: &'static str,
    first: slice::Iter<'s, usize>,
    then: slice::Iter<'s, usize>,
}

impl<'s, K> Candidates<'s, K> {
    pub(super) fn new(keys: &'s [K], algorithm: &'static str, first: &'s [usize], then: &'s [usize]) -> Self {
        Self { keys, algorithm, first: first.iter(), then: then.iter() }
    }
}

impl<'s, K: BoundKey> Iterator for Candidates<'s, K> {
    type Item = &'s K;

    fn next(&mut self) -> Option<&'s K> {
        loop {
            let place = self.first.next().or_else(|| self.then.next())?;
            let key = self.keys.get(*place).filter(|key| key.algorithm_name() == self.algorithm);
            if key.is_some() {
                return key;
            }
        }
    }
}

impl<K: BoundKey> FusedIterator for Candidates<'_, K> {}

impl<K> Clone for Candidates<'_, K> {
    fn clone(&self) -> Self {
        Self { keys: self.keys, algorithm: self.algorithm, first: self.first.clone(), then: self.then.clone() }
    }
}

impl<K: BoundKey> fmt::Debug for Candidates<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone().map(|key| (key.key_id(), key.algorithm_name()))).finish()
    }
}
