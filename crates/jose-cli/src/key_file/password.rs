//! Passwords as keys.

use jose::{DecryptionKey, EncryptionKey, KeyManagementAlgorithm, core::registry::KeyManagementKind};

use crate::{exit::Failure, input::Source};

/// The algorithm for a new message, where none is named.
const USUAL: KeyManagementAlgorithm = KeyManagementAlgorithm::Pbes2Hs512A256Kw;

/// Whether the key of an algorithm is a password.
pub(crate) fn takes_password(algorithm: KeyManagementAlgorithm) -> bool {
    matches!(algorithm.row().kind, KeyManagementKind::Pbes2AesKeyWrap { .. })
}

/// The key that encrypts for whoever has the password.
pub(crate) fn password_to_encrypt(
    source: &Source,
    algorithm: Option<KeyManagementAlgorithm>,
) -> Result<EncryptionKey, Failure> {
    let password = source.read_password()?;
    let algorithm = algorithm.filter(|algorithm| takes_password(*algorithm)).unwrap_or(USUAL);
    EncryptionKey::password(algorithm, password.expose()).map_err(|error| Failure::from(error).about(source))
}

/// The keys that decrypt with the password, one for each algorithm; only for those in `accept`, unless it is empty.
pub(crate) fn password_to_decrypt(
    source: &Source,
    accept: &[KeyManagementAlgorithm],
) -> Result<Vec<DecryptionKey>, Failure> {
    let all = KeyManagementAlgorithm::ALL.iter().copied().filter(|algorithm| takes_password(*algorithm));
    let accepted: Vec<_> = all.filter(|algorithm| accept.is_empty() || accept.contains(algorithm)).collect();
    if accepted.is_empty() {
        return Err(Failure::usage("none of the algorithms of --alg takes a password: leave --password out, or --alg"));
    }
    let password = source.read_password()?;
    let key = |algorithm| {
        DecryptionKey::password(algorithm, password.expose()).map_err(|error| Failure::from(error).about(source))
    };
    accepted.into_iter().map(key).collect()
}
