//! What comes with a token is looked at each time: a certificate, a nonce, and whether the token was used before.

use std::sync::Arc;

use jose_claims::{Binding, IdTokenContext, MemoryReplayStore, Validator, VerifiedCache};
use jose_core::base64url;
use jose_crypto::digest::sha256;
use serde_json::Value;

use crate::{
    ACCEPTED, Payload, signed,
    world::{ISSUER, NOW, World, code, sign, verdict},
};

fn cache() -> VerifiedCache {
    VerifiedCache::with_capacity(100)
}

/// The token is known; whoever stole it does not have the certificate.
#[test]
fn a_token_that_is_bound_needs_its_key_each_time() {
    let world = World::new();
    let (own, stolen): (&[u8], &[u8]) = (b"the certificate of the client", b"the certificate of a thief");
    let token = Payload::good().with("cnf", format!(r#"{{"x5t#S256":"{}"}}"#, base64url::encode(&sha256(own))));
    let token = world.sign(token.json());
    let validator =
        signed(&world).bound_to_certificate().clock(crate::clock()).cache_verified(cache()).build().unwrap();
    let bound = |certificate: &[u8]| match validator.validate_bound::<Value>(&token, &Binding::Certificate(certificate))
    {
        Ok(_) => ACCEPTED,
        Err(error) => code("bound", &error),
    };
    assert_eq!(bound(stolen), "claims.binding");
    assert_eq!(validator.verified_cache().unwrap().tokens, 0, "a refused token is remembered");
    for _ in 0..5 {
        assert_eq!(bound(own), ACCEPTED);
        assert_eq!(bound(stolen), "claims.binding");
        assert_eq!(bound(b""), "claims.binding");
        assert_eq!(verdict("without a certificate", &validator, &token), "claims.binding");
    }
    assert!(validator.verified_cache().unwrap().hits >= 15);
}

#[test]
fn a_token_that_counts_once_counts_once() {
    let world = World::new();
    let store = Arc::new(MemoryReplayStore::with_capacity(100));
    let validator = signed(&world).replay_store(store).clock(crate::clock()).cache_verified(cache()).build().unwrap();
    for id in 0..5 {
        let token = crate::token(&world, id);
        let verdicts: Vec<&str> = (0..4).map(|_| verdict("once", &validator, &token)).collect();
        assert_eq!(verdicts, [ACCEPTED, "claims.replayed", "claims.replayed", "claims.replayed"]);
    }
}

/// An identity token answers one login, however often it was seen.
#[test]
fn a_nonce_is_compared_each_time() {
    let world = World::new();
    let policy = Validator::id_token("client-1").issuer(ISSUER, world.verifying.clone()).signed_only().require_nonce();
    let validator = policy.clock(crate::clock()).cache_verified(cache()).build().unwrap();
    let payload =
        format!(r#"{{"iss":"{ISSUER}","sub":"u","aud":"client-1","exp":{},"iat":{NOW},"nonce":"n-1"}}"#, NOW + 60);
    let token = sign(&world.signing, None, payload);
    let login = |nonce: &str| match validator.validate_id_token::<Value>(&token, &IdTokenContext::new().nonce(nonce)) {
        Ok(_) => ACCEPTED,
        Err(error) => code("login", &error),
    };
    for _ in 0..5 {
        assert_eq!((login("n-1"), login("n-2"), login("")), (ACCEPTED, "claims.nonce", "claims.nonce"));
    }
    assert!(validator.verified_cache().unwrap().hits >= 14);
}
