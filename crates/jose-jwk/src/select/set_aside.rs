//! Which keys of a JWK Set are kept side by side. What [`KeySet::new`](super::KeySet::new) would refuse the whole set for is set aside here.

use std::collections::{BTreeMap, HashMap, HashSet};

use jose_core::ContentEncryption;

use super::BoundKey;
use crate::{Jwk, JwkError, Thumbprint};

/// Why keys of a set are not used, by their places.
pub(super) type Reasons = BTreeMap<usize, JwkError>;

/// A key that was built, and of what.
pub(super) struct Built<K> {
    pub(super) index: usize,
    pub(super) identity: Identity,
    pub(super) key: K,
}

/// What makes two keys of one name and algorithm the same key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Identity {
    thumbprint: Thumbprint,
    /// A `dir` key has it in `alg`, and is another key with another one.
    content_encryption: Option<ContentEncryption>,
}

impl Identity {
    pub(super) fn of(key: &Jwk) -> Self {
        let content_encryption = key.algorithm().and_then(ContentEncryption::from_name);
        Self { thumbprint: key.thumbprint(), content_encryption }
    }
}

/// The keys that can be used together, in their order.
pub(super) fn keep<K: BoundKey>(mut all: Vec<Built<K>>, reasons: &mut Reasons) -> Vec<K> {
    // First of all: that public keys fall out later must not bring a shared secret back.
    set_secrets_aside(&mut all, reasons);
    set_repeated_aside(&mut all, reasons);
    set_ambiguous_aside(&mut all, reasons);
    all.into_iter().map(|one| one.key).collect()
}

fn set_secrets_aside<K: BoundKey>(all: &mut Vec<Built<K>>, reasons: &mut Reasons) {
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

fn set_repeated_aside<K: BoundKey>(all: &mut Vec<Built<K>>, reasons: &mut Reasons) {
    let mut seen = HashSet::new();
    all.retain(|one| {
        let (name, algorithm) = name(&one.key);
        let is_new = seen.insert((name.map(Box::<str>::from), algorithm, one.identity));
        if !is_new {
            reasons.insert(one.index, JwkError::Repeated);
        }
        is_new
    });
}

/// What is left under one name and algorithm is as many different keys.
fn set_ambiguous_aside<K: BoundKey>(all: &mut Vec<Built<K>>, reasons: &mut Reasons) {
    let mut bearers: HashMap<(Box<str>, &str), usize> = HashMap::new();
    for one in all.iter() {
        if let (Some(key_id), algorithm) = name(&one.key) {
            let count = bearers.entry((key_id.into(), algorithm)).or_default();
            *count = count.saturating_add(1);
        }
    }
    all.retain(|one| {
        let (Some(key_id), algorithm) = name(&one.key) else { return true };
        let is_only = bearers.get(&(key_id.into(), algorithm)) == Some(&1);
        if !is_only {
            reasons.insert(one.index, JwkError::Duplicate { algorithm });
        }
        is_only
    });
}

fn name<K: BoundKey>(key: &K) -> (Option<&str>, &'static str) {
    (key.key_id(), key.algorithm_name())
}
