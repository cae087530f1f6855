//! Key files: what is in them, and the one key or the set of keys that a command needs.
//!
//! A file holds a JWK, a JWK Set, PEM or DER; the library tells them apart. To sign or encrypt there must be exactly one key that can; to
//! verify or decrypt every key that can is a candidate, and the token says which.

mod create;
mod decryption;

use jose::{
    ContentEncryption, EncryptionKey, Jwk, JwkSet, JwsAlgorithm, KeyManagementAlgorithm, SigningKey, VerifyingKeySet,
    core::printable, jwk::JwkError,
};

pub(crate) use create::{PRIVATE_MODE, PUBLIC_MODE, create, replace};
pub(crate) use decryption::decryption_keys;

use crate::{
    exit::{Failure, Naming},
    input::{Kind, Source},
};

/// A key file that was read.
#[derive(Debug)]
pub(crate) struct KeyFile {
    pub(crate) set: JwkSet,
    /// Whether the file is a JWK Set, and not one key.
    pub(crate) is_set: bool,
}

/// Reads a key file.
pub(crate) fn read(source: &Source) -> Result<KeyFile, Failure> {
    let bytes = source.read(Kind::Key)?;
    let set = JwkSet::from_bytes(&bytes).map_err(|error| Failure::from(error).about(source))?;
    // What was read as a set or as one key reads as a set only if it is one.
    Ok(KeyFile { set, is_set: JwkSet::from_json(&bytes).is_ok() })
}

/// Reads a file with one key, for a command that works on that.
pub(crate) fn read_one(source: &Source) -> Result<Jwk, Failure> {
    let bytes = source.read(Kind::Key)?;
    if let Ok(set) = JwkSet::from_json(&bytes) {
        let names: Vec<String> = set.keys().map(name).collect();
        let message = format!("this is a set ({}): put the key to use into a file of its own", names.join(", "));
        return Err(Failure::refused("key_set.ambiguous", message).about(source));
    }
    Jwk::from_bytes(&bytes).map_err(|error| Failure::from(error).about(source))
}

/// The one key of a file that signs, for a command that has `--alg`.
pub(crate) fn signing_key(source: &Source, algorithm: Option<JwsAlgorithm>) -> Result<SigningKey, Failure> {
    choose(source, "sign", Naming::Alg, |key| match algorithm {
        Some(algorithm) => key.signing_key_for(algorithm),
        None => key.signing_key(),
    })
}

/// Every key of a file that verifies, for a command that has `--alg`; only for the algorithms in `accept`, unless it is empty.
pub(crate) fn verifying_keys(source: &Source, accept: &[JwsAlgorithm]) -> Result<VerifyingKeySet, Failure> {
    let KeyFile { set, .. } = read(source)?;
    let chosen = VerifyingKeySet::from_jwk_set(&set, accept);
    chosen.map(|(keys, _)| keys).map_err(|error| Failure::of_key_set(&error, Naming::Alg).about(source))
}

/// The one key of a file that encrypts, and the content encryption to use it with.
pub(crate) fn encryption_key(
    source: &Source,
    algorithm: Option<KeyManagementAlgorithm>,
    content_encryption: Option<ContentEncryption>,
    naming: Naming,
) -> Result<(EncryptionKey, ContentEncryption), Failure> {
    let direct = KeyManagementAlgorithm::Dir;
    let key = choose(source, "encrypt", naming, |key| {
        let is_direct = algorithm.map_or(key.algorithm() == Some(direct.name()), |algorithm| algorithm == direct);
        let own = key.algorithm().and_then(ContentEncryption::from_name);
        match (is_direct, own, content_encryption, algorithm) {
            (true, None, Some(content_encryption), _) => key.encryption_key_direct(content_encryption),
            (.., Some(algorithm)) => key.encryption_key_for(algorithm),
            (.., None) => key.encryption_key(),
        }
    })?;
    let usual = key.content_encryption().unwrap_or(ContentEncryption::A256Gcm);
    Ok((key, content_encryption.unwrap_or(usual)))
}

/// Binds each JWK of the file to an algorithm, and takes the one for which that is possible.
fn choose<K>(
    source: &Source,
    verb: &'static str,
    naming: Naming,
    bind: impl Fn(&Jwk) -> Result<K, JwkError>,
) -> Result<K, Failure> {
    let KeyFile { set, is_set } = read(source)?;
    let (mut usable, mut names, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    for key in set.keys() {
        match bind(key) {
            Ok(bound) => {
                usable.push(bound);
                names.push(name(key));
            }
            Err(error) if !is_set => return Err(Failure::of_key(&error, naming).about(source)),
            Err(error) => reasons.push(format!("{}: {}", name(key), Failure::of_key(&error, naming).message)),
        }
    }
    let failure = match (usable.pop(), usable.len()) {
        (Some(key), 0) => return Ok(key),
        (Some(_), _) => Failure::refused(
            "key_set.ambiguous",
            format!(
                "several keys of the set can {verb} ({}): put the one to use into a file of its own",
                names.join(", ")
            ),
        ),
        (None, _) => {
            let skipped = set.skipped().map(ToString::to_string);
            let reasons: Vec<String> = reasons.into_iter().chain(skipped).take(REASONS).collect();
            let message = format!("no key of the set can {verb}: {}", reasons.join("; "));
            Failure::refused("key_set.nothing_usable", message.trim_end_matches(": "))
        }
    };
    Err(failure.about(source))
}

/// More reasons than this help nobody.
const REASONS: usize = 8;

/// What to call a key in a message.
fn name(key: &Jwk) -> String {
    match key.key_id() {
        Some(key_id) => format!("kid {}", printable(key_id)),
        None => format!("{} without kid", key.key_type()),
    }
}
