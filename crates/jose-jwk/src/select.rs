//! Choosing the key for a message.
//!
//! ```
//! use jose_core::Limits;
//! use jose_jwk::{JwkSet, SelectError, VerifyingKeySet};
//!
//! let issuer = JwkSet::from_published_json(br#"{"keys":[
//!     {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"2026-11"}
//! ]}"#)?;
//! let (keys, skipped) = VerifyingKeySet::from_jwk_set(&issuer, &[])?;
//! assert!(skipped.is_empty());
//!
//! let limits = Limits::default();
//! assert_eq!(keys.candidates("EdDSA", Some("2026-11"), &limits)?.count(), 1);
//! assert!(matches!(keys.candidates("EdDSA", Some("2026-12"), &limits), Err(SelectError::KeyNotFound { .. })));
//! assert!(matches!(keys.candidates("none", None, &limits), Err(SelectError::AlgorithmNotAllowed { .. })));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The rule: each key has one algorithm, and a key is a candidate only if that is the message's, byte for byte. A message with a `kid` is tried
//! with the keys that carry it and then with those that carry none; never with a key of another name. A message without `kid` is
//! tried with every key of its algorithm, and refused if that would be more than [`Limits::candidate_keys`]. All of this happens before any
//! cryptography and allocates nothing.
//!
//! A set is a snapshot: it is cheap to clone, and to change it is to make another.

mod bound;
mod candidates;
mod error;
mod from_set;
mod places;
mod set_aside;

use std::{fmt, sync::Arc};

use jose_core::{LimitExceeded, Limits, header::HeaderCache, printable};
use jose_crypto::{DecryptionKey, VerifyingKey};

pub use bound::BoundKey;
pub use candidates::Candidates;
pub use error::{KeySetError, SelectError};

use places::{Named, OfAlgorithm};

/// Keys that verify, for choosing by message.
pub type VerifyingKeySet = KeySet<VerifyingKey>;

/// Keys that decrypt, for choosing by message.
pub type DecryptionKeySet = KeySet<DecryptionKey>;

/// Keys that are each bound to one algorithm, for choosing by message. Cheap to clone; never empty.
pub struct KeySet<K>(Arc<Index<K>>);

struct Index<K> {
    keys: Vec<K>,
    /// Sorted, for [`places::find`].
    named: Vec<Named>,
    algorithms: Vec<OfAlgorithm>,
    headers: HeaderCache,
}

impl<K: BoundKey> KeySet<K> {
    /// A set of these keys.
    ///
    /// # Errors
    /// [`KeySetError::Empty`] if there are none;
    /// [`KeySetError::Duplicate`] if two keys have the same `kid` and the same algorithm;
    /// [`KeySetError::Mixed`] if verifying keys are partly symmetric: whoever holds the shared secret could then sign as everybody else.
    pub fn new(keys: impl IntoIterator<Item = K>) -> Result<Self, KeySetError> {
        let keys: Vec<K> = keys.into_iter().collect();
        let named = Vec::with_capacity(keys.len());
        let mut index = Index { keys, named, algorithms: Vec::new(), headers: HeaderCache::new() };
        let Some(first) = index.keys.first() else { return Err(KeySetError::Empty) };
        let symmetric = first.is_symmetric();
        if !K::MAY_MIX && index.keys.iter().any(|key| key.is_symmetric() != symmetric) {
            return Err(KeySetError::Mixed);
        }
        for (place, key) in index.keys.iter().enumerate() {
            let name = key.algorithm_name();
            let known = index.algorithms.iter().position(|known| known.name == name);
            let number = known.unwrap_or(index.algorithms.len());
            if known.is_none() {
                index.algorithms.push(OfAlgorithm { name, all: Vec::new(), without_key_id: Vec::new() });
            }
            let Some(algorithm) = index.algorithms.get_mut(number) else { continue };
            algorithm.all.push(place);
            match key.key_id() {
                Some(key_id) => index.named.push(Named::new(key_id, number, place)),
                None => algorithm.without_key_id.push(place),
            }
        }
        if let Some(twin) = places::sort(&mut index.named, &index.keys) {
            let key_id = printable(twin.key_id().unwrap_or_default());
            return Err(KeySetError::Duplicate { key_id, algorithm: twin.algorithm_name() });
        }
        Ok(Self(Arc::new(index)))
    }

    /// The keys to try for a message with this `alg` and `kid`, in the order in which to try them.
    ///
    /// # Errors
    /// [`SelectError::AlgorithmNotAllowed`] if no key of the set has this algorithm;
    /// [`SelectError::AlgorithmMismatch`] if the key of this `kid` has another one;
    /// [`SelectError::KeyNotFound`] if no key answers to this `kid`;
    /// [`SelectError::Limit`] if there would be more than [`Limits::candidate_keys`].
    pub fn candidates(
        &self,
        algorithm: &str,
        key_id: Option<&str>,
        limits: &Limits,
    ) -> Result<Candidates<'_, K>, SelectError> {
        let index = &*self.0;
        let known = index.algorithms.iter().enumerate().find(|(_, known)| known.name == algorithm);
        let Some((number, known)) = known else {
            return Err(SelectError::not_allowed(algorithm));
        };
        let (named, others) = match key_id {
            None => (None, &known.all),
            Some(key_id) => {
                let found = places::find(&index.named, &index.keys, key_id, number);
                if let (Err(is_known), true) = (found, known.without_key_id.is_empty()) {
                    return Err(SelectError::nobody(key_id, known.name, is_known));
                }
                (found.ok().and_then(|place| index.keys.get(place)), &known.without_key_id)
            }
        };
        let count = usize::from(named.is_some()).saturating_add(others.len());
        LimitExceeded::check("candidate_keys", count, limits.candidate_keys)?;
        Ok(Candidates::new(&index.keys, named, others))
    }

    /// The headers that holders of these keys have proven to write, so that they are parsed once. All clones of the set share them, and they go
    /// when it does. [`HeaderCache::len`] is for metrics; to remember a header is for whoever verifies or decrypts with the set.
    #[must_use]
    pub fn headers(&self) -> &HeaderCache {
        &self.0.headers
    }

    /// The algorithms that messages may have, each once.
    pub fn algorithms(&self) -> impl Iterator<Item = &'static str> {
        self.0.algorithms.iter().map(|known| known.name)
    }

    /// Every key, in the order in which it was given.
    #[must_use]
    pub fn keys(&self) -> &[K] {
        &self.0.keys
    }
}

impl<K> Clone for KeySet<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K: BoundKey> From<K> for KeySet<K> {
    /// A set of one key.
    fn from(key: K) -> Self {
        let named = key.key_id().map(|key_id| Named::new(key_id, 0, 0));
        let named = named.into_iter().collect();
        let without_key_id = if key.key_id().is_none() { vec![0] } else { Vec::new() };
        let algorithms = vec![OfAlgorithm { name: key.algorithm_name(), all: vec![0], without_key_id }];
        let headers = HeaderCache::new();
        Self(Arc::new(Index { keys: vec![key], named, algorithms, headers }))
    }
}

impl<K: BoundKey> fmt::Debug for KeySet<K> {
    /// Names and algorithms.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys().iter().map(|key| (key.key_id(), key.algorithm_name()))).finish()
    }
}
