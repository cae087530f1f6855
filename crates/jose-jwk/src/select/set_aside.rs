//! Which keys of a JWK Set are kept side by side. What [`KeySet::new`](super::KeySet::new) would refuse the whole set for is set aside here.

use std::collections::{BTreeMap, HashMap, HashSet};

use jose_core::ContentEncryption;

use super::{BoundKey, places};
use crate::{Jwk, JwkError, Thumbprint};

/// Why keys of a set are not used, by their places.
pub(super) type Reasons = BTreeMap<usize, JwkError>;

/// A key that was built, and of what.
pub(super) struct Built<'s, K> {
    pub(super) index: usize,
    pub(super) jwk: &'s Jwk,
    pub(super) key: K,
}

/// What makes two keys of one name and algorithm the same key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Identity {
    thumbprint: Thumbprint,
    /// A `dir` key has it in `alg`, and is another key with another one.
    content_encryption: Option<ContentEncryption>,
}

impl Identity {
    fn of(key: &Jwk) -> Self {
        let content_encryption = key.algorithm().and_then(ContentEncryption::from_name);
        Self { thumbprint: key.thumbprint(), content_encryption }
    }
}

/// The keys that can be used together, in their order.
pub(super) fn keep<K: BoundKey>(mut all: Vec<Built<'_, K>>, reasons: &mut Reasons) -> Vec<K> {
    // First of all: that public keys fall out later must not bring a shared secret back.
    set_secrets_aside(&mut all, reasons);
    let aside = set_aside(&all);
    for one in [Aside::Repeated, Aside::Ambiguous] {
        for (built, _) in all.iter().zip(&aside).filter(|(_, why)| **why == Some(one)) {
            reasons.insert(built.index, one.reason(built.key.algorithm_name()));
        }
    }
    all.into_iter().zip(aside).filter(|(_, why)| why.is_none()).map(|(built, _)| built.key).collect()
}

/// Why a key is not used beside the others.
#[derive(Clone, Copy, PartialEq)]
enum Aside {
    Repeated,
    Ambiguous,
}

impl Aside {
    fn reason(self, algorithm: &'static str) -> JwkError {
        match self {
            Self::Repeated => JwkError::Repeated,
            Self::Ambiguous => JwkError::Duplicate { algorithm },
        }
    }
}

fn set_secrets_aside<K: BoundKey>(all: &mut Vec<Built<'_, K>>, reasons: &mut Reasons) {
    if K::MAY_MIX || all.iter().all(|one| one.key.is_symmetric()) {
        return;
    }
    all.retain(|one| {
        let is_kept = !one.key.is_symmetric();
        if !is_kept {
            reasons.insert(one.index, JwkError::Mixed);
        }
        is_kept
    });
}

/// For each key, why it is not used.
fn set_aside<K: BoundKey>(all: &[Built<'_, K>]) -> Vec<Option<Aside>> {
    let mut aside = vec![None; all.len()];
    let marked = |name: Name<'_>| name.0.map_or(0, places::mark);
    let mut names: Vec<_> = all.iter().map(|one| name(&one.key)).map(|name| (marked(name), name)).collect();
    names.sort_unstable();
    // As it is in nearly every set. What makes two keys the same key costs a hash of each, and is asked for only where it matters.
    if !names.windows(2).any(|pair| matches!(pair, [one, next] if one == next)) {
        return aside;
    }
    let mut bearers: HashMap<Name<'_>, usize> = HashMap::with_capacity(all.len());
    for one in all {
        let count = bearers.entry(name(&one.key)).or_default();
        *count = count.saturating_add(1);
    }
    let mut seen = HashSet::new();
    for (one, why) in all.iter().zip(&mut aside) {
        let name = name(&one.key);
        let Some(count) = bearers.get_mut(&name).filter(|count| **count > 1) else { continue };
        if !seen.insert((name, Identity::of(one.jwk))) {
            *why = Some(Aside::Repeated);
            *count = count.saturating_sub(1);
        }
    }
    // What is left under one name and algorithm is as many different keys.
    for (one, why) in all.iter().zip(&mut aside).filter(|(_, why)| why.is_none()) {
        let name = name(&one.key);
        if name.0.is_some() && bearers.get(&name) != Some(&1) {
            *why = Some(Aside::Ambiguous);
        }
    }
    aside
}

type Name<'k> = (Option<&'k str>, &'static str);

fn name<K: BoundKey>(key: &K) -> Name<'_> {
    (key.key_id(), key.algorithm_name())
}
