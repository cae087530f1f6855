//! One key for two jobs: whoever can have it do the one may get the other out of it, so policies and issuers refuse it.
//!
//! Two keys are one if their thumbprints are (RFC 7638). Documents come with keys that show them, and are compared whatever the keys are named. A key
//! that is prepared for its job shows no material; of it the name tells, where that is a thumbprint. Any other name may be anybody's.

use jose_jwk::{Jwk, JwkSet};

/// What to say of it.
pub(crate) const BOTH_JOBS: &str =
    "one key is there to verify signatures and to decrypt: give each job a key of its own, as in encrypted(other_key)";

/// Whether prepared keys of these names are one.
pub(crate) fn is_one_key(name: Option<&str>, other: Option<&str>) -> bool {
    name.is_some_and(|name| is_thumbprint(name) && other == Some(name))
}

/// Whether one of the keys that verify is also there to decrypt.
pub(crate) fn share_a_key(verifying: &[JwkSet], decryption: &JwkSet) -> bool {
    let mut thumbprints = verifying.iter().flat_map(JwkSet::keys).map(Jwk::thumbprint);
    thumbprints.any(|thumbprint| decryption.keys().any(|key| key.thumbprint() == thumbprint))
}

/// 32 bytes in base64url.
fn is_thumbprint(name: &str) -> bool {
    name.len() == 43 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
