//! Whether the keys suit the mode, each other, and the lists of algorithms.

use jose_core::ContentEncryption;
use jose_jwk::{DecryptionKeySet, KeySetError, VerifyingKeySet};

use super::state::Stated;
use crate::{
    TokenMode,
    both_jobs::{BOTH_JOBS, ReadyKey},
    policy::{Expect, TrustedIssuer},
    validator::PolicyError,
};

/// Keys without a use are a misunderstanding, and encryption to a public key without a signature proves nothing.
pub(super) fn suit_the_mode(
    mode: TokenMode,
    verifying: bool,
    decryption: Option<&DecryptionKeySet>,
    content_encryptions: &[ContentEncryption],
) -> Result<(), PolicyError> {
    let shared = decryption.is_some_and(|set| set.keys().iter().all(|key| key.algorithm().is_symmetric()));
    let what = match (mode, verifying) {
        (TokenMode::SignedOnly, _) if !content_encryptions.is_empty() => {
            "content_encryption(..) was stated and the mode is signed_only(), which accepts no envelope"
        }
        (TokenMode::EncryptedOnly, true) => {
            "this mode verifies no signature: state the issuer with issuer_with_shared_key(..)"
        }
        (TokenMode::EncryptedOnly, false) if !shared => {
            "anybody can encrypt to a public key: use encrypted(..), which demands a signature inside"
        }
        (TokenMode::EncryptedOnly, false) | (_, true) => return Ok(()),
        (_, false) => "this mode verifies a signature: state the issuer with issuer(.., keys)",
    };
    Err(PolicyError::Keys { what })
}

/// The keys of a set that a list of algorithms allows; a list without any key behind it is a misunderstanding.
pub(super) fn narrow<K: Clone, S>(
    keys: &[K],
    allowed: impl Fn(&K) -> bool,
    collect: impl Fn(Vec<K>) -> Result<S, KeySetError>,
    what: &'static str,
) -> Result<S, PolicyError> {
    let keys = keys.iter().filter(|key| allowed(key)).cloned().collect();
    collect(keys).map_err(|_| PolicyError::Keys { what })
}

/// The algorithms that were stated, if any; a list of none would be met by nothing.
pub(super) fn algorithms<A>(what: &'static str, stated: Stated<Vec<A>>) -> Result<Vec<A>, PolicyError> {
    match stated.optional(what)? {
        Some(none) if none.is_empty() => Err(PolicyError::Empty { what: what.into() }),
        stated => Ok(stated.unwrap_or_default()),
    }
}

/// No key does both jobs.
pub(super) fn are_apart(
    issuers: &Expect<Vec<TrustedIssuer>>,
    anyones: Option<&VerifyingKeySet>,
    decryption: Option<&DecryptionKeySet>,
) -> Result<(), PolicyError> {
    let Some(decryption) = decryption else { return Ok(()) };
    let stated = if let Expect::Stated(issuers) = issuers { issuers.as_slice() } else { &[] };
    let sets = stated.iter().filter_map(|issuer| issuer.keys.as_ref()).chain(anyones);
    let mut verifying = sets.flat_map(VerifyingKeySet::keys);
    let both = verifying.any(|verifies| {
        let verifies = ReadyKey { identity: verifies.identity(), name: verifies.key_id() };
        decryption.keys().iter().any(|key| verifies.is(ReadyKey { identity: key.identity(), name: key.key_id() }))
    });
    if both { Err(PolicyError::Keys { what: BOTH_JOBS }) } else { Ok(()) }
}
