//! Where the keys of a set stand, by what a message says of them.

use super::BoundKey;

/// The places of the keys of one algorithm.
pub(super) struct OfAlgorithm {
    pub(super) name: &'static str,
    pub(super) all: Vec<usize>,
    pub(super) without_key_id: Vec<usize>,
}

/// The place of a key that has a name. There is more than one for a name where an RSA key serves several algorithms.
pub(super) struct Named {
    mark: u64,
    algorithm: usize,
    place: usize,
}

impl Named {
    pub(super) fn new(key_id: &str, algorithm: usize, place: usize) -> Self {
        Self { mark: mark(key_id), algorithm, place }
    }

    fn key_id<'k, K: BoundKey>(&self, keys: &'k [K]) -> Option<&'k str> {
        keys.get(self.place)?.key_id()
    }
}

/// Brings places into the order in which [`find`] looks for them, and returns the first key that no message could tell from one before it.
pub(super) fn sort<'k, K: BoundKey>(named: &mut [Named], keys: &'k [K]) -> Option<&'k K> {
    let parts = |one: &Named| (one.key_id(keys), one.algorithm, one.place);
    named.sort_unstable_by(|one, other| one.mark.cmp(&other.mark).then_with(|| parts(one).cmp(&parts(other))));
    let is_same = |one: &Named, next: &Named| {
        one.mark == next.mark && one.algorithm == next.algorithm && one.key_id(keys) == next.key_id(keys)
    };
    let twins = named.iter().zip(named.iter().skip(1)).filter(|(one, next)| is_same(one, next));
    keys.get(twins.map(|(_, next)| next.place).min()?)
}

/// The place of the key of this name and algorithm, the latter by its number. `Err` says whether there is one of this name for another algorithm.
pub(super) fn find<K: BoundKey>(named: &[Named], keys: &[K], key_id: &str, algorithm: usize) -> Result<usize, bool> {
    let (mark, key_id) = (mark(key_id), Some(key_id));
    // The marks alone are compared most quickly, and nearly always only one is the same.
    let alike = named.get(named.partition_point(|one| one.mark < mark)..).unwrap_or_default();
    let alike = alike.get(..alike.partition_point(|one| one.mark == mark)).unwrap_or_default();
    let by_name = |one: &Named| one.key_id(keys).cmp(&key_id);
    match alike.binary_search_by(|one| by_name(one).then_with(|| one.algorithm.cmp(&algorithm))) {
        Ok(found) => alike.get(found).map(|one| one.place).ok_or(false),
        // One of the same name would stand just before or just behind where this one would.
        Err(place) => Err([place.checked_sub(1), Some(place)]
            .into_iter()
            .filter_map(|beside| alike.get(beside?))
            .any(|beside| by_name(beside).is_eq())),
    }
}

/// The end of a name, as a number: the names of a set mostly differ there, and numbers are compared sooner than texts. Those of names that do not
/// are compared, too.
pub(super) fn mark(key_id: &str) -> u64 {
    let name = key_id.as_bytes();
    let short = || name.iter().fold(0, |mark, byte| (mark << 8) | u64::from(*byte));
    name.last_chunk().map_or_else(short, |end| u64::from_be_bytes(*end))
}
