//! Many threads at one cache.

use std::{
    sync::{
        Arc, Barrier,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

use jose_claims::{RevocationEpoch, UnixTime, VerifiedCache};

use crate::{
    ACCEPTED, NOW, signed, token,
    world::{World, verdict},
};

const THREADS: usize = 8;

/// Good tokens are accepted and others refused, while the cache is full, is forgotten and fills up again.
#[test]
fn agree() {
    let world = World::new();
    let validator =
        signed(&world).clock(crate::clock()).cache_verified(VerifiedCache::with_capacity(8)).build().unwrap();
    let good: Vec<String> = (0..12).map(|id| token(&world, id)).collect();
    let forged: Vec<String> = (0..12).map(|id| token(&World::new(), id)).collect();
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        for number in 0..THREADS {
            let (validator, good, forged, start) = (&validator, &good, &forged, &start);
            scope.spawn(move || {
                start.wait();
                for round in 0..60 {
                    let at = (number * 5 + round * 7) % good.len();
                    assert_eq!(verdict("good", validator, &good[at]), ACCEPTED);
                    assert_eq!(verdict("good again", validator, &good[at]), ACCEPTED);
                    assert_eq!(verdict("forged", validator, &forged[at]), "jws.signature");
                    if number == 0 && round % 10 == 0 {
                        validator.forget_verified();
                    }
                    assert!(validator.verified_cache().unwrap().tokens <= 8);
                }
            });
        }
    });
    let usage = validator.verified_cache().unwrap();
    assert!(usage.hits > 100, "{usage:?}");
}

/// What is revoked is refused from the moment on at which the call returns, in every thread.
#[test]
fn hear_of_a_revocation() {
    let world = World::new();
    for _ in 0..5 {
        let epoch = RevocationEpoch::new();
        let policy = signed(&world).revocation_epoch(epoch.clone()).cache_verified(VerifiedCache::with_capacity(8));
        let validator = policy.clock(crate::clock()).build().unwrap();
        let good = token(&world, 1);
        let revoked = AtomicBool::new(false);
        let (before, after) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while after.load(Ordering::SeqCst) < 400 {
                        let known = revoked.load(Ordering::SeqCst);
                        let verdict = verdict("good", &validator, &good);
                        if known {
                            assert_eq!(verdict, "claims.revoked");
                            after.fetch_add(1, Ordering::SeqCst);
                        } else {
                            assert!(matches!(verdict, ACCEPTED | "claims.revoked"), "{verdict}");
                            before.fetch_add(1, Ordering::SeqCst);
                        }
                    }
                });
            }
            while before.load(Ordering::SeqCst) < 200 {
                thread::yield_now();
            }
            epoch.revoke_until(UnixTime::from_seconds(NOW));
            revoked.store(true, Ordering::SeqCst);
        });
        assert!(validator.verified_cache().unwrap().hits > 300);
    }
}

/// A rule that validates with the same policy, as a rule might that looks at a second token, does not wait for itself.
#[test]
fn do_not_wait_for_themselves() {
    let world = World::new();
    let inner =
        Arc::new(signed(&world).clock(crate::clock()).cache_verified(VerifiedCache::with_capacity(8)).build().unwrap());
    let (second, asked) = (token(&world, 2), Arc::clone(&inner));
    let outer = signed(&world).rule("a second token", move |_| {
        asked.forget_verified();
        asked.validate::<serde::de::IgnoredAny>(&second).is_ok()
    });
    let outer = outer.clock(crate::clock()).cache_verified(VerifiedCache::with_capacity(8)).build().unwrap();
    for _ in 0..5 {
        assert_eq!(verdict("two tokens", &outer, &token(&world, 1)), ACCEPTED);
    }
    assert_eq!(inner.verified_cache().unwrap().tokens, 1);
}
