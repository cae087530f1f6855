//! Key files: what is in them, and the one key or the set of keys that a command needs.
//!
//! A file holds a JWK, a JWK Set, PEM or DER; the library tells them apart. To sign or encrypt there must be exactly one key that can; to
//! verify or decrypt every key that can is a candidate, and the token says which.

mod create;
mod decryption;
mod encryption;
mod password;
mod rsa1_5;

use jose::{Jwk, JwkSet, JwsAlgorithm, SigningKey, VerifyingKeySet, core::printable, jwk::JwkError};

pub(crate) use create::{PRIVATE_MODE, PUBLIC_MODE, create, replace_checked, write};
pub(crate) use decryption::decryption_keys;
pub(crate) use encryption::{encryption_key, encryption_keys};
pub(crate) use password::{password_to_decrypt, password_to_encrypt, takes_password};

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
    let set = JwkSet::from_bytes(&bytes).map_err(|error| refused(error, &bytes).about(source))?;
    // What was read as a set or as one key reads as a set only if it is one.
    Ok(KeyFile { set, is_set: JwkSet::from_json(&bytes).is_ok() })
}

/// Reads a file with one key, for a command that works on that. What is refused may still be something that `or` knows.
pub(crate) fn read_one_or(source: &Source, or: impl FnOnce(&[u8], &JwkError) -> Option<Jwk>) -> Result<Jwk, Failure> {
    let bytes = source.read(Kind::Key)?;
    if let Ok(set) = JwkSet::from_json(&bytes) {
        let names: Vec<String> = set.keys().map(name).collect();
        let message = format!("this is a set ({}): put the key to use into a file of its own", names.join(", "));
        return Err(Failure::refused("key_set.ambiguous", message).about(source));
    }
    Jwk::from_bytes(&bytes).or_else(|error| or(&bytes, &error).ok_or_else(|| refused(error, &bytes).about(source)))
}

/// Why a file is no key, with what this command can do about it.
fn refused(error: JwkError, bytes: &[u8]) -> Failure {
    let advice = match &error {
        JwkError::Format { .. } if bytes.trim_ascii().split(|byte| *byte == b'.').count() == 5 => {
            "this seems to be an encrypted key: decrypt it with `jose key decrypt FILE --password PASSWORDFILE`"
        }
        JwkError::Format { found, .. } if **found == *"an encrypted private key" => {
            "this private key is encrypted: decrypt it with `jose key convert FILE --password PASSWORDFILE --to jwk`"
        }
        JwkError::Format { found, .. } if **found == *"a certificate" => {
            "this is a certificate: take the key out with `jose key convert FILE --to jwk`, if it may be trusted"
        }
        _ => return error.into(),
    };
    Failure::refused(error.code(), advice)
}

/// The one key of a file that signs, for a command that has `--alg`.
pub(crate) fn signing_key(source: &Source, algorithm: Option<JwsAlgorithm>) -> Result<SigningKey, Failure> {
    choose(source, "sign", Naming::Alg, |key| match algorithm {
        Some(algorithm) => key.signing_key_for(algorithm),
        None => key.signing_key(),
    })
}

/// The one key of each file that signs. Among several, `--alg` is for those that name no algorithm.
pub(crate) fn signing_keys(sources: &[Source], algorithm: Option<JwsAlgorithm>) -> Result<Vec<SigningKey>, Failure> {
    if let [only] = sources {
        return Ok(vec![signing_key(only, algorithm)?]);
    }
    let key = |source| {
        choose(source, "sign", Naming::Alg, |key| match algorithm.filter(|_| key.algorithm().is_none()) {
            Some(algorithm) => key.signing_key_for(algorithm),
            None => key.signing_key(),
        })
    };
    sources.iter().map(key).collect()
}

/// Every key of the files that verifies, for a command that has `--alg`; only for the algorithms in `accept`, unless it is empty.
pub(crate) fn verifying_keys(sources: &[Source], accept: &[JwsAlgorithm]) -> Result<VerifyingKeySet, Failure> {
    let mut keys = Vec::new();
    for source in sources {
        let KeyFile { set, .. } = read(source)?;
        let (chosen, _) = VerifyingKeySet::from_jwk_set(&set, accept)
            .map_err(|error| Failure::of_key_set(&error, Naming::Alg).about(source))?;
        if let [_] = sources {
            return Ok(chosen);
        }
        keys.extend_from_slice(chosen.keys());
    }
    Ok(VerifyingKeySet::new(keys)?)
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
