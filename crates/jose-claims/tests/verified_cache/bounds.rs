//! How much is remembered, and what has to go first.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use jose_claims::{FixedClock, PolicyError, UnixTime, Validator, ValidatorBuilder, VerifiedCache, VerifiedCacheUse};
use jose_core::JwsAlgorithm;
use jose_crypto::{SigningKey, VerifyingKey};

use crate::world::{ACCEPTED, NOW, sign, verdict};

const SECRET: [u8; 32] = [5; 32];

/// Small tokens under an HMAC secret, as many of them are needed.
fn issue(id: usize, exp: i64, padding: usize) -> String {
    let key = SigningKey::hmac(JwsAlgorithm::Hs256, &SECRET).unwrap();
    sign(&key, None, format!(r#"{{"exp":{exp},"jti":"{id}","x":"{}"}}"#, "x".repeat(padding)))
}

fn policy() -> ValidatorBuilder {
    let key = VerifyingKey::hmac(JwsAlgorithm::Hs256, &SECRET).unwrap();
    let policy = Validator::builder().waive_issuer(key, "a test").waive_audience("a test").waive_token_type("a test");
    policy.waive_expiry("a test").signed_only().leeway(std::time::Duration::ZERO)
}

fn with(cache: VerifiedCache) -> (Validator, Arc<FixedClock>) {
    let clock = crate::clock();
    (policy().cache_verified(cache).clock(Arc::clone(&clock)).build().unwrap(), clock)
}

fn usage(validator: &Validator) -> VerifiedCacheUse {
    validator.verified_cache().unwrap()
}

/// Whether the token came out of the cache.
fn hits(validator: &Validator, token: &str) -> bool {
    let before = usage(validator).hits;
    assert_eq!(verdict("a token", validator, token), ACCEPTED);
    usage(validator).hits > before
}

#[test]
fn are_never_exceeded() {
    for (tokens, bytes, padding) in [
        (1, usize::MAX, 0),
        (2, usize::MAX, 0),
        (63, usize::MAX, 0),
        (64, usize::MAX, 0),
        (1000, usize::MAX, 0),
        (1000, 20_000, 0),
        (1000, 20_000, 500),
        (1000, 2_000, 0),
        (100, 5_000, 1000),
    ] {
        let name = format!("{tokens} tokens, {bytes} bytes");
        let (validator, _) = with(VerifiedCache::with_capacity(tokens).bytes(bytes));
        for id in 0..2 * tokens.min(500) + 50 {
            let token = issue(id, NOW + 60, padding * (id % 3));
            for _ in 0..2 {
                assert_eq!(verdict(&name, &validator, &token), ACCEPTED);
            }
            let usage = usage(&validator);
            assert!(usage.tokens <= tokens && usage.bytes <= bytes, "{name}: {usage:?}");
        }
        let usage = usage(&validator);
        assert!(usage.bytes >= usage.tokens * 100, "{name}: what a token takes is not counted: {usage:?}");
        assert!(bytes < 5_000 || usage.tokens > 0, "{name}: nothing is remembered: {usage:?}");
    }
}

/// A token in use stays, however many come once. One that nobody asks for any more goes.
#[test]
fn leave_what_is_in_use() {
    let (validator, _) = with(VerifiedCache::with_capacity(50));
    let used: Vec<String> = (0..10).map(|id| issue(id, NOW + 600, 0)).collect();
    let idle = issue(10, NOW + 600, 0);
    for token in used.iter().chain([&idle]) {
        assert!(!hits(&validator, token));
    }
    assert!(hits(&validator, &idle), "it is in the cache at first");
    for id in 100..2000 {
        assert!(!hits(&validator, &issue(id, NOW + 600, 0)));
        if id % 10 == 0 {
            for token in &used {
                assert!(hits(&validator, token), "a token in use had to go after {id}");
            }
        }
    }
    assert!(!hits(&validator, &idle), "it is still there");
}

/// What has ended makes room before anything that counts, whether or not it came again.
#[test]
fn what_has_ended_goes_first() {
    let (validator, clock) = with(VerifiedCache::with_capacity(20));
    let (short, long): (Vec<_>, Vec<_>) =
        (0..10).map(|id| (issue(id, NOW + 10, 0), issue(100 + id, NOW + 600, 0))).unzip();
    for token in short.iter().chain(&long) {
        assert!(!hits(&validator, token) && hits(&validator, token));
    }
    clock.set(UnixTime::from_seconds(NOW + 10));
    assert!(!hits(&validator, &issue(200, NOW + 600, 0)));
    assert_eq!(usage(&validator).tokens, 11, "ended tokens stay in memory");
    assert!(long.iter().all(|token| hits(&validator, token)));
    assert!(short.iter().all(|token| verdict("ended", &validator, token) == "claims.expired"));
    assert_eq!(usage(&validator).tokens, 11);
}

/// Nothing would ever drop a token that has no end.
#[test]
fn a_token_without_an_end_is_not_remembered() {
    let (validator, _) = with(VerifiedCache::with_capacity(20));
    let key = SigningKey::hmac(JwsAlgorithm::Hs256, &SECRET).unwrap();
    let endless = sign(&key, None, r#"{"jti":"1"}"#);
    assert!(!hits(&validator, &endless) && !hits(&validator, &endless));
    assert_eq!(usage(&validator).tokens, 0);
}

#[test]
fn a_token_that_is_too_large_is_not_remembered() {
    let (validator, _) = with(VerifiedCache::with_capacity(20).bytes(4_000));
    let (small, large) = (issue(1, NOW + 60, 0), issue(2, NOW + 60, 3_000));
    assert!(!hits(&validator, &small) && !hits(&validator, &large) && !hits(&validator, &large));
    assert!(hits(&validator, &small), "it had to go for one that is too large");
}

#[test]
fn must_leave_room_for_something() {
    let empty = Some("policy.empty");
    let twice = |policy: ValidatorBuilder| policy.cache_verified(VerifiedCache::with_capacity(1));
    for (name, cache, expected) in [
        ("no tokens", VerifiedCache::with_capacity(0), empty),
        ("no bytes", VerifiedCache::with_capacity(10).bytes(0), empty),
        ("no tokens in many bytes", VerifiedCache::with_capacity(0).bytes(1 << 20), empty),
        ("one", VerifiedCache::with_capacity(1), None),
        ("as many as there may be", VerifiedCache::with_capacity(usize::MAX), None),
    ] {
        let built = policy().cache_verified(cache).build().map(drop);
        assert_eq!(built.as_ref().err().map(PolicyError::code), expected, "{name}: {built:?}");
        let contradicted = twice(policy().cache_verified(cache)).build().map(drop);
        assert!(matches!(contradicted, Err(PolicyError::Contradiction { .. })), "{name}: {contradicted:?}");
    }
    assert_eq!(policy().build().unwrap().verified_cache(), None);
}

/// Whoever fills a cache costs the others what it spares, and nothing else.
#[test]
fn a_flood_of_good_tokens_changes_no_verdict() {
    let (validator, clock) = with(VerifiedCache::with_capacity(16));
    let victim = issue(1, NOW + 60, 0);
    let accepted = AtomicUsize::new(0);
    for id in 1000..1500 {
        assert_eq!(verdict("one of a flood", &validator, &issue(id, NOW + 90, 0)), ACCEPTED);
        if verdict("the victim", &validator, &victim) == ACCEPTED {
            accepted.fetch_add(1, Ordering::Relaxed);
        }
    }
    assert_eq!(accepted.into_inner(), 500);
    clock.set(UnixTime::from_seconds(NOW + 60));
    assert_eq!(verdict("the victim", &validator, &victim), "claims.expired");
}
