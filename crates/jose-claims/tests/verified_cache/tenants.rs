//! Two tenants with a cache each: what one of them knows is nothing to the other.

use std::{collections::HashMap, sync::Arc};

use jose_claims::{Tenants, UntrustedIssuer, Validator, VerifiedCache};

use crate::{
    ACCEPTED, Payload,
    world::{API, World, clock, code},
};

const ACME: &str = "https://acme.example";
const GLOBEX: &str = "https://globex.example";

fn policy(issuer: &str, world: &World) -> Validator {
    let policy = Validator::access_token().issuer(issuer, world.verifying.clone()).audience(API).signed_only();
    policy.clock(clock(crate::NOW)).cache_verified(VerifiedCache::with_capacity(2)).build().unwrap()
}

#[test]
fn are_apart() {
    let (acme, globex) = (World::new(), World::new());
    assert_eq!(acme.verifying.key_id(), globex.verifying.key_id());
    let policies = [("acme", policy(ACME, &acme)), ("globex", policy(GLOBEX, &globex))];
    let [(_, of_acme), (_, of_globex)] = policies.clone();
    let policies: HashMap<_, _> = policies.into_iter().map(|(host, policy)| (host, Arc::new(policy))).collect();
    let tenants = Tenants::<str>::new(move |_: Option<&UntrustedIssuer<'_>>, host: &str| policies.get(host).cloned());
    let verdict = |token: &str, host: &str| match tenants.validate::<serde_json::Value>(token, host) {
        Ok(_) => ACCEPTED,
        Err(error) => code(host, &error),
    };
    let from = |issuer: &str| Payload::good().with("iss", format!("\"{issuer}\"")).json();
    let good = acme.sign(from(ACME));
    // The other tenant's own key, in this tenant's name and in its own.
    let (theirs, in_our_name) = (globex.sign(from(GLOBEX)), globex.sign(from(ACME)));
    for _ in 0..5 {
        assert_eq!((verdict(&good, "acme"), verdict(&good, "globex")), (ACCEPTED, "token.unknown_issuer"));
        assert_eq!((verdict(&theirs, "acme"), verdict(&theirs, "globex")), ("token.unknown_issuer", ACCEPTED));
        assert_eq!(
            (verdict(&in_our_name, "acme"), verdict(&in_our_name, "globex")),
            ("jws.signature", "token.unknown_issuer")
        );
        // Asked past the resolver, each still knows its own alone.
        assert_eq!(of_globex.validate::<serde_json::Value>(&good).unwrap_err().code(), "jws.signature");
        assert_eq!(of_acme.validate::<serde_json::Value>(&theirs).unwrap_err().code(), "jws.signature");
    }
    // Neither pressure nor forgetting at one of them reaches the other.
    for id in 0..50 {
        let other = Payload::good().with("iss", format!("\"{GLOBEX}\"")).with("jti", format!("\"{id}\""));
        assert_eq!(verdict(&globex.sign(other.json()), "globex"), ACCEPTED);
    }
    of_globex.forget_verified();
    let before = of_acme.verified_cache().unwrap();
    assert_eq!(verdict(&good, "acme"), ACCEPTED);
    let after = of_acme.verified_cache().unwrap();
    assert_eq!((before.tokens, after.tokens, after.hits), (1, 1, before.hits + 1));
    assert_eq!(of_globex.verified_cache().unwrap().tokens, 0);
}
