//! Nothing that one tenant has, does or suffers changes what another one's token comes to.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use jose_claims::{IssuerMap, Limits, MemoryReplayStore, Tenants, UntrustedIssuer, Validator};
use jose_jwk::{Jwk, JwkSet, VerifyingKeySet};

use crate::{
    ACCEPTED, ACME, GLOBEX, Payload, UNKNOWN, World, from, policy, signed, verdict,
    world::{API, NOW, clock, sign},
};

/// Tenants by the name of their host, as far as their policies could be built.
fn by_host(policies: impl IntoIterator<Item = (&'static str, Option<Validator>)>) -> Tenants<str> {
    let policies = policies.into_iter().filter_map(|(host, policy)| Some((host, Arc::new(policy?))));
    let policies: HashMap<&str, Arc<Validator>> = policies.collect();
    Tenants::new(move |_: Option<&UntrustedIssuer<'_>>, host: &str| policies.get(host).cloned())
}

/// What this tenant's tokens come to, whatever the other tenant is like. Each page below makes the other one as bad as it can.
fn acme_is_well(name: &str, acme: &World, tenants: &Tenants<str>) {
    let forged = World::new();
    for (what, token, expected) in [
        ("good", acme.sign(from(ACME).json()), ACCEPTED),
        ("forged", forged.sign(from(ACME).json()), "jws.signature"),
        ("expired", acme.sign(from(ACME).with("exp", 1).json()), "claims.expired"),
        ("from the other", acme.sign(from(GLOBEX).json()), UNKNOWN),
    ] {
        assert_eq!(verdict(what, tenants, &token, "acme"), expected, "{name}: {what}");
    }
}

/// The other tenant names its keys as this one does, or publishes this one's keys as its own.
#[test]
fn kid() {
    let (acme, globex) = (World::new(), World::new());
    assert_eq!(acme.verifying.key_id(), globex.verifying.key_id());
    let (its_own, acmes) = (|| globex.verifying.clone(), || acme.verifying.clone());
    for (name, keys, by_globex, by_acme) in [
        ("the same kid", vec![its_own()], ACCEPTED, "jws.signature"),
        ("this one's key", vec![acmes()], "jws.signature", ACCEPTED),
        ("this one's key besides", vec![its_own(), acmes().with_key_id("2")], ACCEPTED, "jws.signature"),
        ("its own and this one's kid", vec![its_own().with_key_id("2"), acmes()], "jws.signature", ACCEPTED),
        ("another kid", vec![its_own().with_key_id("2")], "key.not_found", "key.not_found"),
    ] {
        let set = VerifyingKeySet::new(keys).unwrap();
        let policy = Validator::access_token().issuer(GLOBEX, set).audience(API).clock(clock(NOW));
        let policy = policy.signed_only().build().unwrap();
        let tenants = by_host([("acme", Some(signed(ACME, &acme))), ("globex", Some(policy))]);
        acme_is_well(name, &acme, &tenants);
        // No key of the other makes a token that is this one's, and no token of this one's is the other's. What the other makes of its keys is
        // its own affair.
        for (signer, issuer, host, expected) in [
            (&globex, ACME, "acme", "jws.signature"),
            (&globex, GLOBEX, "acme", UNKNOWN),
            (&acme, ACME, "globex", UNKNOWN),
            (&globex, GLOBEX, "globex", by_globex),
            (&acme, GLOBEX, "globex", by_acme),
        ] {
            let token = signer.sign(from(issuer).json());
            assert_eq!(verdict(name, &tenants, &token, host), expected, "{name}: {issuer} at {host}");
        }
    }
}

/// The other tenant claims to be this one's issuer.
#[test]
fn issuer() {
    let (acme, globex) = (World::new(), World::new());
    let tenants = by_host([("acme", Some(signed(ACME, &acme))), ("globex", Some(signed(ACME, &globex)))]);
    acme_is_well("the same issuer", &acme, &tenants);
    for (name, signer, host, expected) in [
        ("the other's, here", &globex, "acme", "jws.signature"),
        ("this one's, there", &acme, "globex", "jws.signature"),
        ("the other's, there", &globex, "globex", ACCEPTED),
        ("this one's, nowhere", &acme, "nowhere", UNKNOWN),
    ] {
        assert_eq!(verdict(name, &tenants, &signer.sign(from(ACME).json()), host), expected, "{name}");
    }
    // In a table it is not even possible.
    assert!(IssuerMap::new([signed(ACME, &acme), signed(ACME, &globex)]).is_err());
}

/// The other tenant is flooded, on every processor, with whatever costs most before it is refused.
#[test]
fn cache_pressure() {
    let (acme, globex) = (World::new(), World::new());
    let tenants = by_host([("acme", Some(signed(ACME, &acme))), ("globex", Some(signed(GLOBEX, &globex)))]);
    thread::scope(|scope| {
        for round in 0..4 {
            let (tenants, acme, globex) = (tenants.clone(), &acme, &globex);
            scope.spawn(move || {
                for number in 0..100 {
                    // No two headers and no two kids are the same, so that nothing can be remembered.
                    let key = globex.signing.clone().with_key_id(format!("{round}-{number}"));
                    let token = sign(&key, Some("at+jwt"), from(GLOBEX).json());
                    assert_eq!(verdict("unknown kid", &tenants, &token, "globex"), "key.not_found");
                    let token = acme.sign(from(GLOBEX).json());
                    assert_eq!(verdict("forged", &tenants, &token, "globex"), "jws.signature");
                    let token = globex.sign(Payload::good().with("iss", format!("\"{round}-{number}\"")).json());
                    assert_eq!(verdict("unknown issuer", &tenants, &token, "globex"), UNKNOWN);
                }
            });
        }
        for _ in 0..25 {
            acme_is_well("a flood", &acme, &tenants);
        }
    });
    acme_is_well("after a flood", &acme, &tenants);
    assert_eq!(verdict("globex", &tenants, &globex.sign(from(GLOBEX).json()), "globex"), ACCEPTED);
}

/// The other tenant's store is full and its limits are spent; each policy has its own.
#[test]
fn budgets() {
    let (acme, globex) = (World::new(), World::new());
    let with_store = |issuer: &str, world: &World, limits: Limits| {
        let left = AtomicUsize::new(1000);
        let take = move || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok();
        policy(issuer, world).rule("store", move |_| take()).limits(limits).signed_only().build().unwrap()
    };
    let mut tight = Limits::token();
    tight.claims.members = 7;
    let policies = [
        ("acme", Some(with_store(ACME, &acme, Limits::token()))),
        ("globex", Some(with_store(GLOBEX, &globex, tight))),
    ];
    let tenants = by_host(policies);
    let token = globex.sign(from(GLOBEX).json());
    let full = (0..2000).any(|_| verdict("fill", &tenants, &token, "globex") == "claims.rule");
    assert!(full);
    acme_is_well("a full store", &acme, &tenants);
    let larger = |issuer: &str| from(issuer).with("x", 1);
    let token = globex.sign(larger(GLOBEX).json());
    assert_eq!(verdict("larger", &tenants, &token, "globex"), "claims.malformed");
    assert_eq!(verdict("larger", &tenants, &acme.sign(larger(ACME).json()), "acme"), ACCEPTED);
    acme_is_well("tight limits", &acme, &tenants);
}

/// The other tenant's memory of tokens is full, and it has seen every identifier that this one's tokens have.
#[test]
fn memories() {
    let (acme, globex) = (World::new(), World::new());
    let once = |issuer: &str, world: &World, capacity: usize| {
        let store = Arc::new(MemoryReplayStore::with_capacity(capacity));
        policy(issuer, world).replay_store(store).signed_only().build().unwrap()
    };
    // Both have the same issuer, so that nothing but the policy keeps them apart.
    let tenants = by_host([("acme", Some(once(ACME, &acme, 8))), ("globex", Some(once(ACME, &globex, 4)))]);
    let open = |signer: &World, id: usize, host: &str| {
        let token = signer.sign(from(ACME).with("jti", format!("\"{id}\"")).json());
        tenants.validate::<serde_json::Value>(&token, host).map_or_else(|error| error.code(), |_| ACCEPTED)
    };
    let flood: Vec<&str> = (0..8).map(|id| open(&globex, id, "globex")).collect();
    assert_eq!(flood.iter().filter(|code| **code == ACCEPTED).count(), 4, "{flood:?}");
    assert!(flood[4..].iter().all(|code| *code == flood[4]), "{flood:?}");
    let replayed = open(&globex, 0, "globex");
    assert!(replayed != ACCEPTED && replayed != flood[4], "{replayed}");
    for id in 0..8 {
        // What is refused is not remembered.
        assert_eq!(open(&globex, id, "acme"), "jws.signature", "{id}");
        assert_eq!(open(&acme, id, "acme"), ACCEPTED, "{id}");
        assert_eq!(open(&acme, id, "acme"), replayed, "{id}");
    }
}

/// The other tenant's key set is broken, each time in another way. Its own tokens are refused; never more, and never less.
#[test]
fn broken_key_set() {
    let (acme, globex) = (World::new(), World::new());
    let published = |text: &str| {
        let set = JwkSet::from_published_json(text.as_bytes()).ok()?;
        let (set, _) = VerifyingKeySet::from_jwk_set(&set, &[]).ok()?;
        let policy = Validator::access_token().issuer(GLOBEX, set).audience(API).clock(clock(NOW));
        policy.signed_only().build().ok()
    };
    let foreign = || Jwk::generate("ES256").unwrap().with_key_id("issuer");
    let foreign = || JwkSet::from_keys([foreign()]).unwrap().public().to_json();
    let rsa = || JwkSet::from_keys([Jwk::generate("EdDSA").unwrap().with_key_id("issuer")]).unwrap().public().to_json();
    for (name, text, expected) in [
        ("nothing", String::new(), UNKNOWN),
        ("no set", "{}".into(), UNKNOWN),
        ("no keys", r#"{"keys":[]}"#.into(), UNKNOWN),
        ("a page of errors", "<html>502</html>".into(), UNKNOWN),
        ("cut short", foreign().trim_end_matches('}').to_owned(), UNKNOWN),
        ("a key of no kind", r#"{"keys":[{"kty":"XYZ","kid":"issuer"}]}"#.into(), UNKNOWN),
        ("a secret", r#"{"keys":[{"kty":"oct","k":"AAAA","kid":"issuer"}]}"#.into(), UNKNOWN),
        ("somebody else's", foreign(), "jws.signature"),
        ("for another algorithm", rsa(), "key.algorithm_not_allowed"),
    ] {
        let tenants = by_host([("acme", Some(signed(ACME, &acme))), ("globex", published(&text))]);
        acme_is_well(name, &acme, &tenants);
        assert_eq!(verdict(name, &tenants, &globex.sign(from(GLOBEX).json()), "globex"), expected, "{name}");
        acme_is_well(name, &acme, &tenants);
    }
}
