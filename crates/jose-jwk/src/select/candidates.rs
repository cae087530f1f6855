//! The keys to try.

use std::{fmt, iter::FusedIterator, slice};

use super::BoundKey;

/// The keys to try for one message: first the one that carries its `kid`, then those that carry none.
pub struct Candidates<'s, K> {
    keys: &'s [K],
    named: Option<&'s K>,
    others: slice::Iter<'s, usize>,
}

impl<'s, K> Candidates<'s, K> {
    /// All of them are of the message's algorithm.
    pub(super) fn new(keys: &'s [K], named: Option<&'s K>, others: &'s [usize]) -> Self {
        Self { keys, named, others: others.iter() }
    }

    /// How many of those that are left do not carry the `kid` of the message: whether one of them is meant is a guess, and a message with many
    /// recipients could ask for many.
    #[must_use]
    pub fn guesses(&self) -> usize {
        self.others.len()
    }
}

impl<'s, K: BoundKey> Iterator for Candidates<'s, K> {
    type Item = &'s K;

    fn next(&mut self) -> Option<&'s K> {
        self.named.take().or_else(|| self.keys.get(*self.others.next()?))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let count = usize::from(self.named.is_some()).saturating_add(self.others.len());
        (count, Some(count))
    }
}

impl<K: BoundKey> ExactSizeIterator for Candidates<'_, K> {}

impl<K: BoundKey> FusedIterator for Candidates<'_, K> {}

impl<K> Clone for Candidates<'_, K> {
    fn clone(&self) -> Self {
        Self { keys: self.keys, named: self.named, others: self.others.clone() }
    }
}

impl<K: BoundKey> fmt::Debug for Candidates<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone().map(|key| (key.key_id(), key.algorithm_name()))).finish()
    }
}
