//! One key for two jobs: whoever can have it do the one may get the other out of it, so policies and issuers refuse it.
//!
//! Two keys are one if their material is. Documents come with keys whose thumbprints tell (RFC 7638), and prepared keys have an identity. A key in a device
//! shows nothing; of it the name tells, where that is a thumbprint. Any other name may be anybody's.

use jose_crypto::KeyIdentity;
use jose_jwk::{Jwk, JwkSet};

/// What to say of it.
pub(crate) const BOTH_JOBS: &str =
    "one key is there to verify signatures and to decrypt: give each job a key of its own, as in encrypted(other_key)";

/// What is known of a key that is ready for its job.
#[derive(Clone, Copy)]
pub(crate) struct ReadyKey<'k> {
    pub(crate) identity: Option<KeyIdentity>,
    pub(crate) name: Option<&'k str>,
}

impl ReadyKey<'_> {
    /// Whether they are one key.
    pub(crate) fn is(self, other: ReadyKey<'_>) -> bool {
        let same_material = self.identity.is_some() && self.identity == other.identity;
        same_material || self.name.is_some_and(|name| is_thumbprint(name) && other.name == Some(name))
    }
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
