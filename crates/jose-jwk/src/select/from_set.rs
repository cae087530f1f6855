//! From a JWK Set to a key set: each JWK becomes a key for each algorithm that it may serve, or is skipped with the reason.

use jose_core::{
    ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm, printable, registry::KeyManagementKind,
};

use super::{
    BoundKey, DecryptionKeySet, KeySet, KeySetError, VerifyingKeySet,
    set_aside::{self, Built, Reasons},
};
use crate::{
    Entry, Jwk, JwkError, JwkSet, KeyKind, SkippedKey,
    bind::{
        algorithm::{all_of_curve, not_for},
        suits,
    },
};

impl VerifyingKeySet {
    /// The keys of a JWK Set that verify, and those that were skipped, with the reasons. A set that somebody else publishes is read with
    /// [`JwkSet::from_published_json`]: with any other reading, a shared secret in it would verify.
    ///
    /// With `accept` empty, the keys say what they are for: by `alg`, or by their curve. A key that does not say (RSA or symmetric, without
    /// `alg`) is skipped. Otherwise only these algorithms are accepted, and a key without `alg` serves each of them that it can: an RSA key
    /// several, an Ed25519 key both of its names. Private keys verify with their public half. A key that serves some of the algorithms it
    /// was tried for is used for those, and is among the skipped ones with the reason for the rest.
    ///
    /// No key costs another its place, except where a message could not say which it means. Beside public keys, symmetric ones are
    /// skipped ([`JwkError::Mixed`]). Different keys with the same `kid` and algorithm are all skipped ([`JwkError::Duplicate`]), and the
    /// same key again is kept once ([`JwkError::Repeated`]).
    ///
    /// # Errors
    /// [`KeySetError::NothingUsable`] with the reasons; [`KeySetError::Empty`] for an empty set.
    pub fn from_jwk_set(set: &JwkSet, accept: &[JwsAlgorithm]) -> Result<(Self, Vec<SkippedKey>), KeySetError> {
        collect(set, |key, take| {
            if let Some(name) = key.algorithm() {
                take(key.verifying_key_for(own_signature_algorithm(name, accept)?));
                return Ok(());
            }
            for algorithm in signature_algorithms(key, accept)? {
                take(key.verifying_key_for(algorithm));
            }
            Ok(())
        })
    }
}

impl DecryptionKeySet {
    /// The keys of a JWK Set that decrypt, and those that were skipped, with the reasons.
    ///
    /// With `accept` empty, only keys with `alg` are used. Otherwise only these algorithms are accepted, and a key without `alg` serves each
    /// of them that it can; a symmetric one those of exactly its length. A `dir` key has its content encryption in `alg`. Public keys
    /// are skipped, and so are, as for [`VerifyingKeySet::from_jwk_set`], different keys with the same `kid` and algorithm, and the same
    /// key again.
    ///
    /// # Errors
    /// [`KeySetError::NothingUsable`] with the reasons; [`KeySetError::Empty`] for an empty set.
    pub fn from_jwk_set(
        set: &JwkSet,
        accept: &[KeyManagementAlgorithm],
    ) -> Result<(Self, Vec<SkippedKey>), KeySetError> {
        collect(set, |key, take| {
            if key.kind() == KeyKind::Public {
                return Err(JwkError::WrongKind { found: KeyKind::Public, needed: KeyKind::Private });
            }
            if let Some(name) = key.algorithm() {
                own_decryption_algorithm(name, accept)?;
                take(key.decryption_key());
                return Ok(());
            }
            for algorithm in decryption_algorithms(key, accept)? {
                take(key.decryption_key_for(algorithm));
            }
            Ok(())
        })
    }
}

/// Builds what can be built of each key, and keeps what a message can mean. `build` hands over every attempt, or says why there is none to
/// make.
fn collect<K: BoundKey>(
    set: &JwkSet,
    build: impl Fn(&Jwk, &mut dyn FnMut(Result<K, JwkError>)) -> Result<(), JwkError>,
) -> Result<(KeySet<K>, Vec<SkippedKey>), KeySetError> {
    let (mut all, mut reasons) = (Vec::with_capacity(set.entries().len()), Reasons::new());
    for (index, entry) in set.entries().iter().enumerate() {
        let Entry::Key(jwk) = entry else { continue };
        let mut refused = None;
        let mut take = |attempt| match attempt {
            Ok(key) => all.push(Built { index, jwk, key }),
            Err(reason) => refused = Some(reason),
        };
        if let Some(reason) = build(jwk, &mut take).err().or(refused) {
            reasons.insert(index, reason);
        }
    }
    let keys = set_aside::keep(all, &mut reasons);
    let skipped: Vec<SkippedKey> = set
        .entries()
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| match entry {
            Entry::Skipped(entry) => Some(entry.clone()),
            Entry::Key(key) => reasons.remove(&index).map(|reason| {
                let key_type = Some(key.key_type().name().into());
                SkippedKey { index, key_id: key.key_id().map(printable), key_type, reason }
            }),
        })
        .collect();
    if keys.is_empty() && !skipped.is_empty() {
        return Err(KeySetError::NothingUsable { skipped });
    }
    Ok((KeySet::new(keys)?, skipped))
}

/// A key's own algorithm, if it is for signatures and among the accepted ones.
fn own_signature_algorithm(name: &str, accept: &[JwsAlgorithm]) -> Result<JwsAlgorithm, JwkError> {
    let own = JwsAlgorithm::from_name(name).ok_or_else(|| not_for(name, "verify"))?;
    if accept.is_empty() || accept.contains(&own) {
        Ok(own)
    } else {
        Err(JwkError::NotAccepted { key: printable(name) })
    }
}

/// The algorithms for which to build a verifying key of a key without `alg`.
fn signature_algorithms(key: &Jwk, accept: &[JwsAlgorithm]) -> Result<Vec<JwsAlgorithm>, JwkError> {
    let possible: Vec<JwsAlgorithm> = match key.curve() {
        Some(curve) => all_of_curve(curve).collect(),
        None if accept.is_empty() => return Err(needed(key)),
        None => JwsAlgorithm::ALL.iter().copied().filter(|known| known.row().key_type == key.key_type()).collect(),
    };
    if let (true, Some(curve)) = (possible.is_empty(), key.curve()) {
        return Err(not_for(curve.name(), "verify"));
    }
    let accepted = possible.into_iter().filter(|known| accept.is_empty() || accept.contains(known));
    some_of(accepted.collect(), key)
}

/// Refuses a key whose own algorithm is not for decryption, or not among the accepted ones.
fn own_decryption_algorithm(name: &str, accept: &[KeyManagementAlgorithm]) -> Result<(), JwkError> {
    let own = match ContentEncryption::from_name(name) {
        Some(_) => KeyManagementAlgorithm::Dir,
        None => KeyManagementAlgorithm::from_name(name).ok_or_else(|| not_for(name, "decrypt"))?,
    };
    if accept.is_empty() || accept.contains(&own) {
        Ok(())
    } else {
        Err(JwkError::NotAccepted { key: printable(name) })
    }
}

/// The algorithms for which to build a decryption key of a key without `alg`.
fn decryption_algorithms(
    key: &Jwk,
    accept: &[KeyManagementAlgorithm],
) -> Result<Vec<KeyManagementAlgorithm>, JwkError> {
    if accept.is_empty() {
        return Err(needed(key));
    }
    let fits = |algorithm: &KeyManagementAlgorithm| {
        let of_length = match (algorithm.row().kind, key) {
            (
                KeyManagementKind::AesKeyWrap { key_bytes } | KeyManagementKind::AesGcmKeyWrap { key_bytes },
                Jwk::Symmetric(key),
            ) => key.secret().len() == key_bytes,
            _ => true,
        };
        of_length && suits::key_management(*algorithm, key.key_type(), key.curve()).is_ok()
    };
    let known = KeyManagementAlgorithm::ALL.iter().copied();
    some_of(known.filter(|known| accept.contains(known) && fits(known)).collect(), key)
}

fn some_of<A>(accepted: Vec<A>, key: &Jwk) -> Result<Vec<A>, JwkError> {
    if accepted.is_empty() {
        let what = key.algorithm().or(key.curve().map(Curve::name)).unwrap_or(key.key_type().name());
        return Err(JwkError::NotAccepted { key: printable(what) });
    }
    Ok(accepted)
}

fn needed(key: &Jwk) -> JwkError {
    key.facts().needed(ACCEPT)
}

const ACCEPT: &str = "set its alg, or name the algorithms to accept";
