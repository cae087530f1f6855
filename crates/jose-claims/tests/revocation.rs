//! Tokens that are revoked all at once.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/payload.rs"]
mod payload;
#[path = "support/world.rs"]
mod world;

use jose_claims::{CheckOutcome, RevocationEpoch, UnixTime, Validator};
use payload::Payload;
use world::{ACCEPTED, API, ISSUER, NOW, World, verdict, waive_all};

const REVOKED: &str = "claims.revoked";

fn at(seconds: i64) -> UnixTime {
    UnixTime::from_seconds(seconds)
}

fn policy(world: &World, epoch: &RevocationEpoch) -> Validator {
    world.policy().signed_only().revocation_epoch(epoch.clone()).build().unwrap()
}

#[test]
fn to_the_second() {
    let world = World::new();
    for (name, iat, until, expected) in [
        ("never", NOW.to_string(), None, ACCEPTED),
        ("long ago", NOW.to_string(), Some(0), ACCEPTED),
        ("the second before", NOW.to_string(), Some(NOW - 1), ACCEPTED),
        ("the same second", NOW.to_string(), Some(NOW), REVOKED),
        ("the second after", NOW.to_string(), Some(NOW + 1), REVOKED),
        ("for ever", NOW.to_string(), Some(i64::MAX), REVOKED),
        ("a part of a second after", format!("{}.9", NOW - 5), Some(NOW - 5), REVOKED),
        ("a part of a second before", format!("{}.1", NOW - 5), Some(NOW - 6), ACCEPTED),
        ("a token from before 1970", "-1".to_owned(), Some(-1), REVOKED),
        ("revoked before 1970", "0".to_owned(), Some(-1), ACCEPTED),
    ] {
        let epoch = RevocationEpoch::new();
        if let Some(until) = until {
            epoch.revoke_until(at(until));
        }
        assert_eq!(epoch.revoked_until(), until.map(at), "{name}");
        let token = world.sign(Payload::good().with("iat", iat).json());
        let policy = policy(&world, &epoch);
        assert_eq!(verdict(name, &policy, &token), expected, "{name}");
        assert_eq!(policy.explain(&token).verdict(), expected, "{name}");
    }
}

/// It moves while policies hold it, for all of them, and never back.
#[test]
fn moves_forward_alone() {
    let (world, epoch) = (World::new(), RevocationEpoch::default());
    let (one, other) = (policy(&world, &epoch), policy(&world, &epoch.clone()));
    let token = world.sign(Payload::good().json());
    for (until, expected, stands_at) in [
        (NOW - 10, ACCEPTED, NOW - 10),
        (NOW - 20, ACCEPTED, NOW - 10),
        (NOW, REVOKED, NOW),
        (NOW - 1, REVOKED, NOW),
        (i64::MIN, REVOKED, NOW),
        (NOW + 1, REVOKED, NOW + 1),
    ] {
        epoch.revoke_until(at(until));
        assert_eq!(epoch.revoked_until(), Some(at(stands_at)));
        assert_eq!((verdict("one", &one, &token), verdict("other", &other, &token)), (expected, expected));
    }
    assert_eq!(verdict("without it", &world.signed(), &token), ACCEPTED);
}

/// A token that does not say when it was issued could have been issued at any time.
#[test]
fn needs_to_know_when_a_token_was_issued() {
    let (world, epoch) = (World::new(), RevocationEpoch::new());
    let policy = waive_all(&world).signed_only().clock(world::clock(NOW)).revocation_epoch(epoch).build().unwrap();
    for (name, payload, expected) in [
        ("absent", Payload::good().without("iat"), "claims.missing"),
        ("null", Payload::good().with("iat", "null"), "claims.malformed"),
        ("text", Payload::good().with("iat", "\"1\""), "claims.malformed"),
        ("in the future", Payload::good().with("iat", NOW + 31), "claims.issued_in_future"),
        ("there", Payload::good(), ACCEPTED),
    ] {
        assert_eq!(verdict(name, &policy, &world.sign(payload.json())), expected, "{name}");
    }
}

/// Whoever is told that a token is revoked is not told of one that has ended or is for somebody else.
#[test]
fn says_it_after_what_is_more_specific() {
    let (world, epoch) = (World::new(), RevocationEpoch::new());
    epoch.revoke_until(at(NOW));
    let policy = policy(&world, &epoch);
    for (name, payload, expected) in [
        ("for another", Payload::good().with("aud", "\"x\""), "claims.audience"),
        ("from another", Payload::good().with("iss", "\"x\""), "claims.issuer"),
        ("ended", Payload::good().with("exp", NOW - 31), "claims.expired"),
        ("good otherwise", Payload::good(), REVOKED),
    ] {
        assert_eq!(verdict(name, &policy, &world.sign(payload.json())), expected, "{name}");
    }
    let explanation = policy.explain(&world.sign(Payload::good().json()));
    let failed: Vec<&str> = explanation.failures().map(jose_claims::CheckReport::name).collect();
    assert_eq!(failed, ["revocation_epoch"]);
    let has_it = |explanation: &jose_claims::Explanation| {
        explanation
            .checks()
            .iter()
            .any(|check| check.name() == "revocation_epoch" && *check.outcome() != CheckOutcome::Passed)
    };
    assert!(has_it(&explanation) && !has_it(&world.signed().explain("x")));
}

#[test]
fn is_stated_once() {
    let (world, epoch) = (World::new(), RevocationEpoch::new());
    let policy = Validator::access_token().issuer(ISSUER, world.verifying.clone()).audience(API).signed_only();
    let twice = policy.revocation_epoch(epoch.clone()).revocation_epoch(epoch).build().unwrap_err();
    assert_eq!(twice.code(), "policy.contradiction");
}
