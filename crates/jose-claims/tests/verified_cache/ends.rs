//! When a token that is remembered counts no more: its verdict is the one that it would have without a cache, from that very second on.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use jose_claims::{Check, RevocationEpoch, UnixTime, Validator, VerifiedCache};

use crate::{
    ACCEPTED, Payload, Twins, nested, signed, token,
    world::{NOW, World, sign, verdict},
};

const EXPIRED: &str = "claims.expired";

#[test]
fn with_time() {
    let world = World::new();
    let good = Payload::good;
    for (name, payload, steps) in [
        (
            "exp",
            good(),
            &[(NOW + 599, ACCEPTED), (NOW + 600, EXPIRED), (NOW + 601, EXPIRED), (NOW + 9999, EXPIRED)][..],
        ),
        ("a fraction of exp", good().with("exp", format!("{}.9", NOW + 5)), &[(NOW + 4, ACCEPTED), (NOW + 5, EXPIRED)]),
        (
            "a clock that goes back to before nbf",
            good().with("nbf", NOW),
            &[(NOW - 1, "claims.not_yet_valid"), (NOW, ACCEPTED)],
        ),
        ("a clock that goes back to before iat", good(), &[(NOW - 1, "claims.issued_in_future"), (NOW + 1, ACCEPTED)]),
        // Once it has ended it is proven anew, and counts again where the clock was wrong.
        ("a clock that comes back", good(), &[(NOW + 600, EXPIRED), (NOW + 10, ACCEPTED), (NOW + 600, EXPIRED)]),
    ] {
        let (inner, outer) = (world.sign(payload.json()), world.seal(world.sign(payload.json())));
        for (mode, twins, token) in
            [("signed", Twins::new(|| signed(&world)), inner), ("nested", Twins::new(|| nested(&world)), outer)]
        {
            twins.remember(&token);
            for (now, expected) in steps {
                twins.set(*now);
                for _ in 0..3 {
                    assert_eq!(twins.verdict(name, &token), *expected, "{mode}: {name} at {}", now - NOW);
                }
            }
        }
    }
}

/// Whatever else a policy says about time is said on each hit.
#[test]
fn with_age_and_leeway() {
    let world = World::new();
    let seconds = Duration::from_secs;
    let age = || signed(&world).maximum_age(seconds(60));
    let remaining = || signed(&world).minimum_remaining_lifetime(seconds(60));
    let leeway = || {
        let policy = Validator::access_token().issuer(crate::ISSUER, world.verifying.clone()).audience(crate::API);
        policy.signed_only().leeway(seconds(30))
    };
    let authenticated = || signed(&world).maximum_authentication_age(seconds(60));
    for (name, twins, last, code) in [
        ("age", Twins::new(age), 59, "claims.age"),
        ("remaining lifetime", Twins::new(remaining), 540, "claims.remaining_lifetime"),
        ("leeway", Twins::new(leeway), 629, EXPIRED),
        ("authentication", Twins::new(authenticated), 59, "claims.authentication_age"),
    ] {
        let token = world.sign(Payload::good().with("auth_time", NOW).json());
        twins.remember(&token);
        twins.set(NOW + last);
        assert_eq!(twins.verdict(name, &token), ACCEPTED, "{name}");
        twins.set(NOW + last + 1);
        assert_eq!(twins.verdict(name, &token), code, "{name}");
    }
}

/// While issuers change over, a signed token counts until the day and not a second longer.
#[test]
fn with_the_mode() {
    let world = World::new();
    let twins = Twins::new(|| {
        let policy = Validator::access_token().issuer(crate::ISSUER, world.verifying.clone()).audience(crate::API);
        policy.encrypted_or_signed_until(UnixTime::from_seconds(NOW + 60), world.decryption.clone())
    });
    let inner = token(&world, 1);
    let outer = world.seal(&inner);
    twins.remember(&inner);
    twins.remember(&outer);
    for (now, signed) in [(NOW + 59, ACCEPTED), (NOW + 60, "token.not_encrypted"), (NOW + 61, "token.not_encrypted")] {
        twins.set(now);
        assert_eq!((twins.verdict("signed", &inner), twins.verdict("nested", &outer)), (signed, ACCEPTED));
    }
}

/// A rule may change its mind from one moment to the next: a user was locked, a token revoked.
#[test]
fn with_a_rule() {
    let world = World::new();
    let locked = Arc::new(AtomicBool::new(false));
    let epoch = RevocationEpoch::new();
    let twins = Twins::new(|| {
        let (locked, other) = (Arc::clone(&locked), Arc::clone(&locked));
        signed(&world)
            .rule("not locked", move |_| !locked.load(Ordering::SeqCst))
            .claim("tenant", Check::satisfies(move |_| !other.load(Ordering::SeqCst)))
            .revocation_epoch(epoch.clone())
    });
    let token = world.sign(Payload::good().with("tenant", "\"acme\"").json());
    twins.remember(&token);
    for (lock, expected) in [(true, "claims.rule"), (false, ACCEPTED), (true, "claims.rule"), (false, ACCEPTED)] {
        locked.store(lock, Ordering::SeqCst);
        assert_eq!(twins.verdict("locked", &token), expected);
    }
    epoch.revoke_until(UnixTime::from_seconds(NOW - 1));
    assert_eq!(twins.verdict("revoked before it", &token), ACCEPTED);
    epoch.revoke_until(UnixTime::from_seconds(NOW));
    assert_eq!(twins.verdict("revoked", &token), "claims.revoked");
    assert!(twins.usage().hits > 5, "{:?}", twins.usage());
}

/// A policy that is built anew knows nothing of the last one's tokens, and asks its own keys.
#[test]
fn with_the_policy_and_its_keys() {
    let (before, after) = (World::new(), World::new());
    let cache = VerifiedCache::with_capacity(100);
    let build = |world: &World| signed(world).clock(crate::clock()).cache_verified(cache).build().unwrap();
    let (old, new) = (build(&before), build(&after));
    let (one, two) = (token(&before, 1), token(&after, 1));
    for _ in 0..3 {
        assert_eq!((verdict("old", &old, &one), verdict("new", &new, &one)), (ACCEPTED, "jws.signature"));
        assert_eq!((verdict("old", &old, &two), verdict("new", &new, &two)), ("jws.signature", ACCEPTED));
    }
    let narrower = signed(&before).clock(crate::clock()).cache_verified(cache).scope_all(["admin"]).build().unwrap();
    assert_eq!(verdict("narrower", &narrower, &one), "claims.privilege");
    assert_eq!(narrower.verified_cache().unwrap().tokens, 0);
    // A clone is the same policy; it shares what is known, and forgetting.
    let clone = old.clone();
    assert_eq!((verdict("clone", &clone, &one), clone.verified_cache()), (ACCEPTED, old.verified_cache()));
    clone.forget_verified();
    assert_eq!(old.verified_cache().unwrap().tokens, 0);
    assert_eq!(verdict("proven anew", &old, &one), ACCEPTED);
    assert_eq!(old.verified_cache().unwrap().tokens, 1);
}

/// What was refused is not remembered, whatever it was refused for, and is refused again when it comes again.
#[test]
fn what_is_refused_is_not_remembered() {
    let world = World::new();
    let stranger = World::new();
    let (twins, enveloped) = (Twins::new(|| signed(&world)), Twins::new(|| nested(&world)));
    let good = Payload::good;
    for (name, token, expected) in [
        ("no token", "no token".to_owned(), "jws.segments"),
        ("forged", token(&stranger, 1), "jws.signature"),
        ("another type", sign(&world.signing, Some("id+jwt"), good().json()), "token.type"),
        ("expired", world.sign(good().with("exp", NOW).json()), EXPIRED),
        ("not yet valid", world.sign(good().with("nbf", NOW + 1).json()), "claims.not_yet_valid"),
        ("another issuer", world.sign(good().with("iss", "\"x\"").json()), "claims.issuer"),
        ("another audience", world.sign(good().with("aud", "\"x\"").json()), "claims.audience"),
        ("bound to a key", world.sign(good().with("cnf", r#"{"jkt":"x"}"#).json()), "claims.binding"),
        ("malformed", world.sign(good().with("exp", "\"x\"").json()), "claims.malformed"),
        ("a claim twice", world.sign(good().and("exp", NOW + 5).json()), "claims.malformed"),
    ] {
        for _ in 0..3 {
            let found = twins.verdict(name, &token);
            assert!(found == expected || (name == "no token" && found != ACCEPTED), "{name}: {found}");
            // Anybody can encrypt to the public key. That proves nothing, and takes no room.
            assert_ne!(enveloped.verdict(name, &world.seal(&token)), ACCEPTED, "{name}");
        }
        assert_eq!((twins.usage().tokens, enveloped.usage().tokens), (0, 0), "{name}");
        assert_eq!((twins.usage().hits, enveloped.usage().hits), (0, 0), "{name}");
    }
}
