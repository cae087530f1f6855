//! The keys that encrypt, one of each file, and the content encryption to use them with.

use jose::{ContentEncryption, EncryptionKey, KeyManagementAlgorithm};

use super::choose;
use crate::{
    exit::{Failure, Naming},
    input::Source,
};

/// The one key of a file that encrypts, and the content encryption to use it with.
pub(crate) fn encryption_key(
    source: &Source,
    algorithm: Option<KeyManagementAlgorithm>,
    content_encryption: Option<ContentEncryption>,
    naming: Naming,
) -> Result<(EncryptionKey, ContentEncryption), Failure> {
    let key = bound(source, algorithm, content_encryption, naming, false)?;
    let usual = key.content_encryption().unwrap_or(ContentEncryption::A256Gcm);
    Ok((key, content_encryption.unwrap_or(usual)))
}

/// The one key of each file that encrypts. `--alg` is for those that name no algorithm.
pub(crate) fn encryption_keys(
    sources: &[Source],
    algorithm: Option<KeyManagementAlgorithm>,
    content_encryption: Option<ContentEncryption>,
) -> Result<Vec<EncryptionKey>, Failure> {
    let key = |source| bound(source, algorithm, content_encryption, Naming::AlgAndEnc, true);
    sources.iter().map(key).collect()
}

fn bound(
    source: &Source,
    algorithm: Option<KeyManagementAlgorithm>,
    content_encryption: Option<ContentEncryption>,
    naming: Naming,
    one_of_several: bool,
) -> Result<EncryptionKey, Failure> {
    let direct = KeyManagementAlgorithm::Dir;
    choose(source, "encrypt", naming, |key| {
        let algorithm = algorithm.filter(|_| !one_of_several || key.algorithm().is_none());
        let is_direct = algorithm.map_or(key.algorithm() == Some(direct.name()), |algorithm| algorithm == direct);
        let own = key.algorithm().and_then(ContentEncryption::from_name);
        match (is_direct, own, content_encryption, algorithm) {
            (true, None, Some(content_encryption), _) => key.encryption_key_direct(content_encryption),
            (.., Some(algorithm)) => key.encryption_key_for(algorithm),
            (.., None) => key.encryption_key(),
        }
    })
}
