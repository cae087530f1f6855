//! Tokens that count once, and stores that fail.

use std::{sync::Arc, time::Duration};

use jose_claims::{MemoryReplayStore, ReplayKey, ReplayStore, StoreError, UnixTime, Validator};
use jose_core::time::FixedClock;

use crate::{
    logout_policy, logout_token,
    payload::Payload,
    quoted, store,
    world::{ACCEPTED, API, ISSUER, NOW, World, sign, verdict},
};

fn token(world: &World, payload: &Payload) -> String {
    sign(&world.signing, Some("logout+jwt"), payload.json())
}

/// Answers with what it is told to.
struct Broken(StoreError);

impl ReplayStore for Broken {
    fn remember(&self, _: &ReplayKey<'_>, _: UnixTime, _: UnixTime) -> Result<(), StoreError> {
        Err(self.0)
    }
}

#[test]
fn what_is_refused_or_explained_takes_no_room() {
    let world = World::new();
    let room = Arc::new(MemoryReplayStore::with_capacity(10));
    let validator = logout_policy(&world).replay_store(Arc::clone(&room) as Arc<dyn ReplayStore>).build().unwrap();
    let good = token(&world, &logout_token());
    for (name, other) in [
        ("forged", World::new().sign(logout_token().json())),
        ("expired", token(&world, &logout_token().with("exp", NOW))),
        ("other audience", token(&world, &logout_token().with("aud", "\"x\""))),
        ("no event", token(&world, &logout_token().without("events"))),
    ] {
        assert_ne!(verdict(name, &validator, &other), ACCEPTED);
        assert_eq!(room.len(), Ok(0), "{name}");
    }
    for _ in 0..3 {
        assert!(validator.explain(&good).is_accepted());
    }
    // The caller's own type is no reason to use a token up.
    let misfit = validator.validate::<Vec<u8>>(&good).unwrap_err();
    assert_eq!((misfit.code(), room.len()), ("claims.private", Ok(0)));
    assert_eq!(verdict("good", &validator, &good), ACCEPTED);
    assert_eq!(room.len(), Ok(1));
}

#[test]
fn a_full_or_broken_store_lets_nothing_in() {
    let world = World::new();
    let good = token(&world, &logout_token());
    for (error, code, status) in [
        (StoreError::Replayed, "claims.replayed", 401),
        (StoreError::Full, "store.full", 503),
        (StoreError::Share, "store.share", 503),
        (StoreError::Unavailable, "store.unavailable", 503),
        (StoreError::UnknownNonce, "store.unknown_nonce", 503),
    ] {
        let validator = logout_policy(&world).replay_store(Arc::new(Broken(error))).build().unwrap();
        let refused = validator.validate::<serde_json::Value>(&good).unwrap_err();
        assert_eq!((crate::world::code("broken", &refused), refused.bearer_challenge().status()), (code, status));
    }
    let validator = logout_policy(&world).replay_store(Arc::new(MemoryReplayStore::with_capacity(1))).build().unwrap();
    assert_eq!(verdict("first", &validator, &good), ACCEPTED);
    assert_eq!(verdict("no room", &validator, &token(&world, &logout_token().with("jti", "\"2\""))), "store.full");
    assert_eq!(verdict("still known", &validator, &good), "claims.replayed");
}

/// A token is remembered for exactly as long as it would be accepted, leeway included.
#[test]
fn until_it_would_be_refused_anyway() {
    let world = World::new();
    let time = Arc::new(FixedClock::new(UnixTime::from_seconds(NOW)));
    let validator = Validator::logout_token(crate::CLIENT)
        .issuer(ISSUER, world.verifying.clone())
        .signed_only()
        .clock(Arc::clone(&time))
        .leeway(Duration::from_secs(30))
        .replay_store(store())
        .build()
        .unwrap();
    let good = token(&world, &logout_token());
    for (after, expected) in [
        (0, ACCEPTED),
        (0, "claims.replayed"),
        (599, "claims.replayed"),
        (600, "claims.replayed"),
        (629, "claims.replayed"),
        (630, "claims.expired"),
    ] {
        time.set(UnixTime::from_seconds(NOW + after));
        assert_eq!(verdict("again", &validator, &good), expected, "{after}");
    }
}

/// Any token can count once. It must then have what a store remembers it by.
#[test]
fn access_tokens_too() {
    let world = World::new();
    let validator = world.policy().signed_only().replay_store(store()).build().unwrap();
    let good = world.sign(Payload::good().json());
    assert_eq!(verdict("first", &validator, &good), ACCEPTED);
    assert_eq!(verdict("second", &validator, &good), "claims.replayed");
    let plain = Validator::builder().issuer(ISSUER, world.verifying.clone()).audience(API).token_type("at+jwt");
    let plain = plain.expires().signed_only().clock(crate::clock(NOW)).replay_store(store()).build().unwrap();
    assert_eq!(verdict("no jti", &plain, &world.sign(Payload::good().without("jti").json())), "claims.missing");
    assert_eq!(
        verdict("empty jti", &plain, &world.sign(Payload::good().with("jti", quoted("")).json())),
        "claims.missing"
    );
    assert_eq!(verdict("good", &plain, &good), ACCEPTED);
}

/// Nobody fills a store with what never ends: what has to be remembered ends soon.
#[test]
fn what_is_remembered_ends_soon() {
    let world = World::new();
    let day = 24 * 60 * 60;
    let token = |payload: Payload, exp: i64| payload.with("exp", NOW + exp);
    let logout = |exp: i64| sign(&world.signing, Some("logout+jwt"), token(logout_token(), exp).json());
    let access = |exp: i64| world.sign(token(Payload::good(), exp).json());
    let access_policy = || world.policy().signed_only().leeway(Duration::ZERO);
    let hour = Duration::from_secs(3600);
    for (name, policy, token, expected) in [
        ("logout", logout_policy(&world).replay_store(store()), logout(600), ACCEPTED),
        ("a long logout", logout_policy(&world).replay_store(store()), logout(601), "claims.lifetime"),
        ("an endless logout", logout_policy(&world).replay_store(store()), logout(200_000_000_000), "claims.lifetime"),
        (
            "as long as was stated",
            logout_policy(&world).replay_store(store()).maximum_remaining_lifetime(hour),
            logout(3600),
            ACCEPTED,
        ),
        (
            "longer than was stated",
            logout_policy(&world).replay_store(store()).maximum_remaining_lifetime(hour),
            logout(3601),
            "claims.lifetime",
        ),
        ("not remembered", logout_policy(&world).waive_replay("a test"), logout(day), ACCEPTED),
        ("access", access_policy().replay_store(store()), access(day), ACCEPTED),
        ("a long access", access_policy().replay_store(store()), access(day + 1), "claims.lifetime"),
        ("access, not remembered", access_policy(), access(day + 1), ACCEPTED),
    ] {
        assert_eq!(verdict(name, &policy.build().unwrap(), &token), expected, "{name}");
    }
}
