//! The longest lifetime that a policy allows.

use std::time::Duration;

use jose_claims::{ClaimError, ValidateError};
use serde_json::Value;

use crate::{
    payload::Payload,
    world::{ACCEPTED, NOW, World, refusal, verdict},
};

const TOO_LONG: &str = "claims.lifetime";

#[test]
fn to_the_second() {
    let world = World::new();
    let validator = world.policy().signed_only().maximum_lifetime(Duration::from_secs(600)).build().unwrap();
    for (name, iat, exp, expected) in [
        ("a second less", NOW.to_string(), (NOW + 599).to_string(), ACCEPTED),
        ("exactly", NOW.to_string(), (NOW + 600).to_string(), ACCEPTED),
        ("a second more", NOW.to_string(), (NOW + 601).to_string(), TOO_LONG),
        ("issued long ago", (NOW - 10_000).to_string(), (NOW + 1).to_string(), TOO_LONG),
        ("for ever", NOW.to_string(), "253402300799".to_string(), TOO_LONG),
        ("since ever", "-62135596800".to_string(), (NOW + 600).to_string(), TOO_LONG),
        // Nothing is rounded: a part of a second too long is too long.
        ("fraction at the end", NOW.to_string(), format!("{}.5", NOW + 600), TOO_LONG),
        ("fraction at the beginning", format!("{}.5", NOW - 1), (NOW + 600).to_string(), TOO_LONG),
        ("the same fraction at both", format!("{}.5", NOW - 1), format!("{}.5", NOW + 599), ACCEPTED),
        ("a larger fraction at the end", format!("{}.5", NOW - 1), format!("{}.75", NOW + 599), TOO_LONG),
        ("a smaller fraction at the end", format!("{}.5", NOW - 1), format!("{}.25", NOW + 599), ACCEPTED),
        ("fractions and a second", format!("{}.1", NOW - 2), format!("{}.9", NOW + 600), TOO_LONG),
    ] {
        let token = world.sign(Payload::good().with("iat", iat).with("exp", exp).json());
        assert_eq!(verdict(name, &validator, &token), expected, "{name}");
    }
}

#[test]
fn both_ends_must_then_be_there() {
    let world = World::new();
    let policy = crate::world::waive_all(&world).signed_only().clock(crate::world::clock(NOW));
    let validator = policy.maximum_lifetime(Duration::from_secs(600)).build().unwrap();
    for (claim, expected) in [("exp", "claims.missing"), ("iat", "claims.missing"), ("sub", ACCEPTED)] {
        let token = world.sign(Payload::good().without(claim).json());
        assert_eq!(verdict(claim, &validator, &token), expected, "{claim}");
    }
}

#[test]
fn parts_of_a_second_do_not_count() {
    let world = World::new();
    let validator = world.policy().signed_only().maximum_lifetime(Duration::from_millis(600_999)).build().unwrap();
    for (exp, expected) in [(NOW + 600, ACCEPTED), (NOW + 601, TOO_LONG)] {
        let token = world.sign(Payload::good().with("exp", exp).json());
        assert_eq!(verdict("lifetime", &validator, &token), expected, "{exp}");
    }
}

#[test]
fn the_refusal_names_the_maximum() {
    let world = World::new();
    let maximum = Duration::from_secs(60);
    let validator = world.policy().signed_only().maximum_lifetime(maximum).build().unwrap();
    let token = world.sign(Payload::good().json());
    let error = refusal("ten minutes", validator.validate::<Value>(&token));
    assert_eq!(error, ValidateError::Claim(ClaimError::Lifetime { maximum }));
    assert!(error.to_string().contains("60 seconds"), "{error}");
}
