//! What a stranger can send to a verifier of HS256.

use std::hint::black_box;

use jose::{JwsAlgorithm, core::base64url, jws::Signer};

use super::Run;
use crate::world::{self, Owned};

pub(crate) fn dots() -> Run {
    refuse(".".repeat(1 << 20), "parse.limit")
}

/// Letters of the right alphabet and no dot, below the limit of a token.
pub(crate) fn noise() -> Run {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut state = 1_u32;
    let noise = (0..8192).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(letters[(state >> 26) as usize])
    });
    refuse(noise.collect(), "parse.segments")
}

/// A header of lists, a thousand deep.
pub(crate) fn nested_header() -> Run {
    let json = format!(r#"{{"alg":"HS256","x":{}{}}}"#, "[".repeat(1000), "]".repeat(1000));
    refuse(forged(&json), "json.limit")
}

pub(crate) fn none() -> Run {
    refuse(forged(r#"{"alg":"none"}"#), "key.algorithm_not_allowed")
}

/// A good token, under another secret.
pub(crate) fn wrong_signature() -> Run {
    let other = jose_testing::TestKey::Hs256.attacker().signing_key_for(JwsAlgorithm::Hs256).expect("a key");
    refuse(world::signed(&other.with_key_id(world::KEY_ID)), "jws.signature")
}

pub(crate) fn unknown_key_id() -> Run {
    let (signing, _) = world::signature_keys(JwsAlgorithm::Hs256);
    let signing = signing.with_key_id("somebody-else");
    refuse(Signer::new(&signing).message_type("at+jwt").sign_compact(b"{}").expect("a signature"), "key.not_found")
}

fn forged(header: &str) -> String {
    let (payload, signature) = (base64url::encode(world::CLAIMS.as_bytes()), base64url::encode(&[7; 32]));
    format!("{}.{payload}.{signature}", base64url::encode(header.as_bytes()))
}

fn refuse(token: String, code: &'static str) -> Run {
    let (_, verifying) = world::signature_keys(JwsAlgorithm::Hs256);
    let validator = world::policy(verifying).signed_only().build().expect("a whole policy");
    Box::new(move || {
        let error = validator.validate::<Owned>(black_box(&token)).err().expect("a refusal");
        assert_eq!(error.code(), code);
        black_box(error);
    })
}
