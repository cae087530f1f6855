//! A set of a hundred keys: forty RSA, forty P-256, twenty Ed25519, as an issuer of many tenants publishes it.

use std::hint::black_box;

use jose::{Jwk, JwkSet, JwsAlgorithm, Limits, PrivateJwk, VerifyingKeySet};

use super::Run;
use crate::world::KEY_ID;

/// From the published bytes to keys that are ready to verify.
pub(crate) fn parse() -> Run {
    let json = published();
    Box::new(move || {
        let keys = ready(black_box(&json));
        assert_eq!(keys.keys().len(), 100);
        black_box(keys);
    })
}

/// The key for one message, by algorithm and identifier.
pub(crate) fn pick() -> Run {
    let keys = ready(&published());
    let (key_id, limits) = (format!("{KEY_ID}-57"), Limits::token());
    Box::new(move || {
        let mut candidates = keys.candidates(black_box("ES256"), Some(black_box(&key_id)), &limits).expect("a key");
        assert!(black_box(candidates.next()).is_some());
    })
}

fn ready(json: &str) -> VerifyingKeySet {
    let set = JwkSet::from_published_json(json.as_bytes()).expect("a set");
    VerifyingKeySet::from_jwk_set(&set, &[]).expect("keys that verify").0
}

fn published() -> String {
    // New RSA keys would take a minute under callgrind, and their size is what counts.
    let rsa = jose_testing::TestKey::Rs256.jwk();
    let keys = (0..100).map(|place| {
        let key_id = format!("{KEY_ID}-{place}");
        match place {
            0..40 => rsa.public().expect("a public half").with_key_id(key_id).into(),
            40..80 => generated(JwsAlgorithm::Es256, key_id),
            _ => generated(JwsAlgorithm::EdDsa, key_id),
        }
    });
    JwkSet::from_keys(keys).expect("a set").public().to_json()
}

fn generated(algorithm: JwsAlgorithm, key_id: String) -> Jwk {
    PrivateJwk::generate_signing(algorithm).expect("a key").public().with_key_id(key_id).into()
}
