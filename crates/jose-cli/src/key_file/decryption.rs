//! The keys of a file that decrypt, with the one case that needs help from the command line: a `dir` key that does not say its content
//! encryption.

use jose::{
    ContentEncryption, DecryptionKey, DecryptionKeySet, Jwk, JwkSet, KeyManagementAlgorithm, SymmetricJwk,
    jwk::KeySetError,
};

use super::{read, rsa1_5};
use crate::{
    exit::{Failure, Naming},
    input::Source,
};

/// Every key of a file that decrypts; only for the algorithms in `accept`, unless it is empty. `content_encryptions` are for `dir` keys that
/// do not name theirs.
pub(crate) fn decryption_keys(
    source: &Source,
    accept: &[KeyManagementAlgorithm],
    content_encryptions: &[ContentEncryption],
    naming: Naming,
) -> Result<DecryptionKeySet, Failure> {
    let set = read(source)?.set;
    let others: Vec<_> = accept.iter().copied().filter(|one| *one != KeyManagementAlgorithm::Rsa15).collect();
    let only_rsa1_5 = others.is_empty() && !accept.is_empty();
    let collect = || {
        let mut keys = rsa1_5::keys(&set, accept, only_rsa1_5, naming)?;
        if !only_rsa1_5 {
            keys.extend(direct_keys(&set, accept, content_encryptions)?);
            match DecryptionKeySet::from_jwk_set(&set, &others) {
                Ok((others, _)) => keys.extend_from_slice(others.keys()),
                Err(KeySetError::NothingUsable { .. }) if !keys.is_empty() => {}
                Err(error) => return Err(Failure::of_key_set(&error, naming)),
            }
        }
        DecryptionKeySet::new(keys).map_err(Failure::from)
    };
    collect().map_err(|failure| failure.about(source))
}

fn direct_keys(
    set: &JwkSet,
    accept: &[KeyManagementAlgorithm],
    content_encryptions: &[ContentEncryption],
) -> Result<Vec<DecryptionKey>, Failure> {
    let direct = KeyManagementAlgorithm::Dir;
    let mut keys = Vec::new();
    for key in set.keys() {
        let Jwk::Symmetric(key) = key else { continue };
        let wanted = match key.algorithm() {
            Some(own) => own == direct.name() && (accept.is_empty() || accept.contains(&direct)),
            None => accept.contains(&direct),
        };
        if wanted && let Some(content_encryption) = of_length(key, content_encryptions)? {
            keys.push(key.decryption_key_direct(content_encryption)?);
        }
    }
    Ok(keys)
}

/// The content encryption that fits the length of the key. If none does, the first, whose refusal says what it needs.
fn of_length(key: &SymmetricJwk, all: &[ContentEncryption]) -> Result<Option<ContentEncryption>, Failure> {
    let mut fitting = all.iter().copied().filter(|one| one.row().key_bytes == key.secret().len());
    match (fitting.next(), fitting.next()) {
        (Some(_), Some(_)) => Err(Failure::usage(
            "this dir key fits several of the content encryptions: name the one it is for with --enc",
        )),
        (Some(one), None) => Ok(Some(one)),
        (None, _) => Ok(all.first().copied()),
    }
}
