//! Clocks that disagree: to the second, and at the ends of time.

use std::{sync::Arc, time::Duration};

use jose_core::{UnixTime, time::FixedClock};

use crate::{
    payload::Payload,
    world::{ACCEPTED, NOW, World, clock, verdict},
};

const EXPIRED: &str = "claims.expired";
const NOT_YET: &str = "claims.not_yet_valid";
const FUTURE: &str = "claims.issued_in_future";

#[test]
fn the_second_at_which_a_token_begins_and_ends() {
    let world = World::new();
    // `exp` and `nbf` far from `iat`, so that each claim meets the clock alone.
    let ends = world.sign(Payload::good().with("exp", NOW).with("iat", 0).json());
    let begins = world.sign(Payload::good().with("nbf", NOW).with("iat", 0).with("exp", NOW + 9_999).json());
    let issued = world.sign(Payload::good().with("iat", NOW).with("exp", NOW + 9_999).json());
    for leeway in [0, 1, 29, 30, 31, 599, 600] {
        let time = Arc::new(clock(NOW));
        let validator = world.policy().signed_only().clock(Arc::clone(&time));
        let validator = validator.leeway(Duration::from_secs(leeway.try_into().unwrap())).build().unwrap();
        for (name, token, now, expected) in [
            ("long before exp", &ends, NOW - 10_000, ACCEPTED),
            ("before exp and leeway", &ends, NOW + leeway - 1, ACCEPTED),
            ("at exp and leeway", &ends, NOW + leeway, EXPIRED),
            ("after exp and leeway", &ends, NOW + leeway + 1, EXPIRED),
            ("before nbf and leeway", &begins, NOW - leeway - 1, NOT_YET),
            ("at nbf and leeway", &begins, NOW - leeway, ACCEPTED),
            ("after nbf and leeway", &begins, NOW - leeway + 1, ACCEPTED),
            ("before iat and leeway", &issued, NOW - leeway - 1, FUTURE),
            ("at iat and leeway", &issued, NOW - leeway, ACCEPTED),
            ("after iat and leeway", &issued, NOW - leeway + 1, ACCEPTED),
        ] {
            time.set(UnixTime::from_seconds(now));
            assert_eq!(verdict(name, &validator, token), expected, "{name}, leeway {leeway}");
        }
    }
}

#[test]
fn thirty_seconds_unless_stated() {
    let world = World::new();
    let validator = world.policy().signed_only().build().unwrap();
    for (exp, expected) in [(NOW - 29, ACCEPTED), (NOW - 30, EXPIRED), (NOW - 31, EXPIRED)] {
        let token = world.sign(Payload::good().with("exp", exp).with("iat", NOW - 600).json());
        assert_eq!(verdict("exp", &validator, &token), expected, "{exp}");
    }
}

#[test]
fn parts_of_a_second_are_no_leeway() {
    let world = World::new();
    let validator = world.policy().signed_only().leeway(Duration::from_millis(1_999)).build().unwrap();
    for (exp, expected) in [(NOW, ACCEPTED), (NOW - 1, EXPIRED)] {
        let token = world.sign(Payload::good().with("exp", exp).json());
        assert_eq!(verdict("exp", &validator, &token), expected, "{exp}");
    }
}

#[test]
fn a_clock_at_the_end_of_time_accepts_nothing() {
    let world = World::new();
    let last = 253_402_300_799_i64;
    let first = -62_135_596_800_i64;
    let tokens = [
        world.sign(Payload::good().json()),
        world.sign(Payload::good().with("exp", last).json()),
        world.sign(Payload::good().with("exp", last).with("iat", last).with("nbf", last).json()),
        world.sign(Payload::good().with("exp", last).with("iat", first).with("nbf", first).json()),
        world.sign(Payload::good().with("exp", first).with("iat", first).json()),
    ];
    for now in [i64::MIN, i64::MIN + 1, i64::MIN + 600, first - 601, last + 600, i64::MAX - 600, i64::MAX] {
        for leeway in [0, 600] {
            let policy = world.policy().signed_only().clock(FixedClock::new(UnixTime::from_seconds(now)));
            let policy = policy.leeway(Duration::from_secs(leeway)).maximum_lifetime(Duration::MAX);
            let validator = policy.build().unwrap();
            for (index, token) in tokens.iter().enumerate() {
                let found = verdict("extreme", &validator, token);
                let refused = [EXPIRED, NOT_YET, FUTURE].contains(&found);
                assert!(refused, "token {index} at {now}, leeway {leeway}: {found}");
            }
        }
    }
}

/// Whatever ends a token ends it at that very second, and a part of a second leans to refusal.
#[test]
fn one_rule_for_every_end() {
    let world = World::new();
    let policy = || world.policy().signed_only().leeway(Duration::ZERO);
    let minute = Duration::from_secs(60);
    for (name, builder, claim, value, expected) in [
        ("exp, now", policy(), "exp", NOW.to_string(), "claims.expired"),
        ("exp, a part of a second ahead", policy(), "exp", format!("{NOW}.5"), "claims.expired"),
        ("exp, ahead", policy(), "exp", (NOW + 1).to_string(), ACCEPTED),
        ("age, now", policy().maximum_age(minute), "iat", (NOW - 60).to_string(), "claims.age"),
        ("age, a part of a second ahead", policy().maximum_age(minute), "iat", format!("{}.5", NOW - 60), "claims.age"),
        ("age, ahead", policy().maximum_age(minute), "iat", (NOW - 59).to_string(), ACCEPTED),
        (
            "authentication, now",
            policy().maximum_authentication_age(minute),
            "auth_time",
            (NOW - 60).to_string(),
            "claims.authentication_age",
        ),
        (
            "authentication, a part of a second ahead",
            policy().maximum_authentication_age(minute),
            "auth_time",
            format!("{}.5", NOW - 60),
            "claims.authentication_age",
        ),
        (
            "authentication, ahead",
            policy().maximum_authentication_age(minute),
            "auth_time",
            (NOW - 59).to_string(),
            ACCEPTED,
        ),
        ("remaining", policy().maximum_remaining_lifetime(minute), "exp", (NOW + 60).to_string(), ACCEPTED),
        (
            "remaining, a part of a second more",
            policy().maximum_remaining_lifetime(minute),
            "exp",
            format!("{}.5", NOW + 60),
            "claims.lifetime",
        ),
    ] {
        let token = world.sign(Payload::good().with(claim, value).json());
        assert_eq!(verdict(name, &builder.build().unwrap(), &token), expected, "{name}");
    }
}
