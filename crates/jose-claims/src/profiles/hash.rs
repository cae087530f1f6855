//! `at_hash` and `c_hash`.

use jose_core::{
    JwsAlgorithm, base64url,
    registry::{Hash, JwsKind},
};
use jose_crypto::digest::{sha256, sha384, sha512};

/// The left half of the hash of `text`, in base64url (OpenID Connect Core, section 3.1.3.6). `None` where nobody has said which hash goes with the
/// signature algorithm, as for ML-DSA, or it is one that is not built in, as for Ed448.
pub(super) fn left_half(algorithm: JwsAlgorithm, text: &str) -> Option<String> {
    let hash = match algorithm.row().kind {
        JwsKind::Hmac(hash) | JwsKind::RsaPkcs1(hash) | JwsKind::RsaPss(hash) | JwsKind::Ecdsa(hash) => hash,
        // The hash inside Ed25519. A key on Ed448 under the older name finds no match, which refuses the token.
        JwsKind::Eddsa if algorithm != JwsAlgorithm::Ed448 => Hash::Sha512,
        _ => return None,
    };
    let text = text.as_bytes();
    Some(match hash {
        Hash::Sha256 => half(&sha256(text)),
        Hash::Sha384 => half(&sha384(text)),
        Hash::Sha512 => half(&sha512(text)),
        _ => return None,
    })
}

fn half(hash: &[u8]) -> String {
    let (left, _) = hash.split_at(hash.len().div_euclid(2));
    base64url::encode(left)
}
