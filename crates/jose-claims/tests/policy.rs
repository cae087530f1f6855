//! Policies that are not built: silence, contradiction, emptiness, and keys that do not suit the mode.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/world.rs"]
mod world;

use std::time::Duration;

use jose_claims::{PolicyError, Validator, ValidatorBuilder};
use jose_core::{ContentEncryption, KeyManagementAlgorithm, UnixTime};
use jose_crypto::DecryptionKey;
use jose_jwk::DecryptionKeySet;

use world::{API, ISSUER, World};

type Say = fn(ValidatorBuilder, &World) -> ValidatorBuilder;

/// Something that must be said, and every way to say it. A message about it must name each way.
struct Matter {
    what: &'static str,
    ways: &'static [(&'static str, Say)],
}

const UNTIL: UnixTime = UnixTime::from_seconds(2_000_000_000);

const ALL: [Matter; 5] = [
    Matter {
        what: "issuer",
        ways: &[
            ("issuer(..)", |policy, world| policy.issuer(ISSUER, world.verifying.clone())),
            ("waive_issuer(..)", |policy, world| policy.waive_issuer(world.verifying.clone(), "a test")),
        ],
    },
    Matter {
        what: "audience",
        ways: &[
            ("audience(..)", |policy, _| policy.audience(API)),
            ("waive_audience(..)", |policy, _| policy.waive_audience("a test")),
        ],
    },
    Matter {
        what: "token type",
        ways: &[
            ("token_type(..)", |policy, _| policy.token_type("at+jwt")),
            ("waive_token_type(..)", |policy, _| policy.waive_token_type("a test")),
        ],
    },
    Matter {
        what: "expiry",
        ways: &[
            ("expires()", |policy, _| policy.expires()),
            ("waive_expiry(..)", |policy, _| policy.waive_expiry("a test")),
        ],
    },
    Matter {
        what: "token mode",
        ways: &[
            ("signed_only()", |policy, _| policy.signed_only()),
            ("encrypted(..)", |policy, world| policy.encrypted(world.decryption.clone())),
            ("encrypted_or_signed_until(..)", |policy, world| {
                policy.encrypted_or_signed_until(UNTIL, world.decryption.clone())
            }),
            ("encrypted_with_shared_key(..)", |policy, _| policy.encrypted_with_shared_key(shared())),
        ],
    },
];

/// What the profile for access tokens says by itself.
const PROFILE: [&str; 2] = ["token type", "expiry"];

fn shared() -> DecryptionKey {
    DecryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32]).unwrap()
}

/// The policy after the first way of each matter but those named.
fn stated(policy: ValidatorBuilder, world: &World, but: &[&str]) -> ValidatorBuilder {
    let matters = ALL.iter().filter(|matter| !but.contains(&matter.what));
    matters.fold(policy, |policy, matter| (matter.ways[0].1)(policy, world))
}

/// The error of a policy that must not be built, after what every such error must keep to.
fn refused(name: &str, policy: ValidatorBuilder) -> PolicyError {
    let error = match policy.build() {
        Ok(validator) => panic!("{name} is built: {validator:?}"),
        Err(error) => error,
    };
    let sentence = error.to_string();
    assert!(error.code().starts_with("policy."), "{name}: {}", error.code());
    assert!(!sentence.ends_with('.') && !sentence.contains('\n') && sentence.len() < 200, "{name}: {sentence}");
    error
}

#[test]
fn complete() {
    let world = World::new();
    assert!(stated(Validator::builder(), &world, &[]).build().is_ok());
    assert!(stated(Validator::access_token(), &world, &PROFILE).build().is_ok());
    for matter in &ALL {
        for (way, say) in matter.ways.iter().filter(|(way, _)| *way != "encrypted_with_shared_key(..)") {
            let policy = say(stated(Validator::builder(), &world, &[matter.what]), &world);
            assert!(policy.build().is_ok(), "{way}");
        }
    }
}

#[test]
fn unstated() {
    let world = World::new();
    for matter in &ALL {
        let mut silences = vec![stated(Validator::builder(), &world, &[matter.what])];
        if !PROFILE.contains(&matter.what) {
            silences.push(stated(Validator::access_token(), &world, &[PROFILE[0], PROFILE[1], matter.what]));
        }
        for policy in silences {
            let error = refused(matter.what, policy);
            assert!(matches!(&error, PolicyError::Unstated { what, .. } if what == matter.what), "{error:?}");
            assert_eq!(error.code(), "policy.unstated");
            for (way, _) in matter.ways {
                assert!(error.to_string().contains(way), "{way} is not in: {error}");
            }
        }
    }
    for (name, policy) in [
        ("nothing", Validator::builder()),
        ("the profile alone", Validator::access_token()),
        ("the profile and a mode", Validator::access_token().signed_only()),
        ("an audience alone", Validator::builder().audience(API)),
    ] {
        assert_eq!(refused(name, policy).code(), "policy.unstated", "{name}");
    }
}

#[test]
fn stated_twice() {
    let world = World::new();
    for matter in &ALL {
        for (first, say_first) in matter.ways {
            for (second, say_second) in matter.ways {
                let name = format!("{first} and {second}");
                let silent = || stated(Validator::builder(), &world, &[matter.what]);
                let twice = say_second(say_first(silent(), &world), &world);
                if (*first, *second) == ("audience(..)", "audience(..)") {
                    assert!(twice.build().is_ok(), "several names of ours");
                    continue;
                }
                assert_eq!(refused(&name, twice), PolicyError::Contradiction { what: matter.what.into() }, "{name}");
                let thrice = say_first(say_second(say_first(silent(), &world), &world), &world);
                assert_eq!(refused(&name, thrice), PolicyError::Contradiction { what: matter.what.into() }, "{name}");
            }
        }
    }
}

/// What the profile states, nobody states again or waives.
#[test]
fn a_profile_is_not_changed() {
    let world = World::new();
    for matter in ALL.iter().filter(|matter| PROFILE.contains(&matter.what)) {
        for (way, say) in matter.ways {
            let error = refused(way, say(stated(Validator::access_token(), &world, &PROFILE), &world));
            assert_eq!(error, PolicyError::Contradiction { what: matter.what.into() }, "{way}");
            assert_eq!(error.code(), "policy.contradiction");
        }
    }
}

#[test]
fn leeway_and_lifetime_twice() {
    let world = World::new();
    let policy = || stated(Validator::builder(), &world, &[]);
    let (minute, hour) = (Duration::from_secs(60), Duration::from_secs(3_600));
    for (first, second) in [(minute, minute), (Duration::ZERO, minute), (minute, Duration::ZERO), (hour, minute)] {
        let error = refused("leeway", policy().leeway(first).leeway(second));
        assert_eq!(error, PolicyError::Contradiction { what: "leeway".into() });
        let error = refused("lifetime", policy().maximum_lifetime(first).maximum_lifetime(second));
        assert_eq!(error, PolicyError::Contradiction { what: "maximum lifetime".into() });
    }
}

#[test]
fn empty() {
    let world = World::new();
    let but = |what: &str| stated(Validator::builder(), &world, &[what]);
    let keys = || world.verifying.clone();
    let by_key = stated(Validator::builder(), &world, &["issuer", "token mode"]).issuer_with_shared_key("");
    for (what, policy) in [
        ("issuer", but("issuer").issuer("", keys())),
        ("reason for waiving the issuer", but("issuer").waive_issuer(keys(), "")),
        ("reason for waiving the issuer", but("issuer").waive_issuer(keys(), " \t\n")),
        ("issuer", by_key.encrypted_with_shared_key(shared())),
        ("audience", but("audience").audience("")),
        ("audience", but("audience").audience(API).audience("")),
        ("audience", but("audience").audience("").audience(API)),
        ("reason for waiving the audience", but("audience").waive_audience("")),
        ("reason for waiving the audience", but("audience").waive_audience("   ")),
        ("token type", but("token type").token_type("")),
        ("reason for waiving the token type", but("token type").waive_token_type("")),
        ("reason for waiving the token type", but("token type").waive_token_type("\n")),
        ("reason for waiving the expiry", but("expiry").waive_expiry("")),
        ("reason for waiving the expiry", but("expiry").waive_expiry(" ")),
        ("maximum lifetime", but("").maximum_lifetime(Duration::ZERO)),
        ("maximum lifetime", but("").maximum_lifetime(Duration::from_millis(999))),
    ] {
        let error = refused(what, policy);
        assert_eq!(error, PolicyError::Empty { what: what.into() });
        assert_eq!(error.code(), "policy.empty");
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[test]
fn leeway() {
    let world = World::new();
    let policy = || stated(Validator::builder(), &world, &[]);
    for leeway in [Duration::ZERO, Duration::from_secs(599), Duration::from_secs(600)] {
        assert!(policy().leeway(leeway).build().is_ok(), "{leeway:?}");
    }
    for leeway in [Duration::new(600, 1), Duration::from_secs(601), Duration::from_secs(86_400), Duration::MAX] {
        let error = refused("leeway", policy().leeway(leeway));
        assert_eq!(error, PolicyError::Leeway, "{leeway:?}");
        assert_eq!(error.code(), "policy.leeway");
        assert!(error.to_string().contains("ten minutes"), "{error}");
    }
}

#[test]
fn keys_that_do_not_suit_the_mode() {
    let world = World::new();
    let policy = || stated(Validator::builder(), &world, &["issuer", "token mode"]);
    let named = || policy().issuer(ISSUER, world.verifying.clone());
    let waived = || policy().waive_issuer(world.verifying.clone(), "a test");
    let by_key = || policy().issuer_with_shared_key(ISSUER);
    let mixed = || DecryptionKeySet::new([shared(), world.decryption.clone()]).unwrap();
    let (by_shared, by_issuer) = ("issuer_with_shared_key(..)", "issuer(.., keys)");
    for (name, policy, way) in [
        ("a signature that nobody verifies", named().encrypted_with_shared_key(shared()), by_shared),
        ("a signature that nobody verifies, waived", waived().encrypted_with_shared_key(shared()), by_shared),
        ("a public key as a shared one", by_key().encrypted_with_shared_key(world.decryption.clone()), "encrypted(..)"),
        ("a public key among shared ones", by_key().encrypted_with_shared_key(mixed()), "encrypted(..)"),
        ("signed only, and no key to verify", by_key().signed_only(), by_issuer),
        ("nested, and no key to verify", by_key().encrypted(world.decryption.clone()), by_issuer),
        ("nested under a shared key, and no key to verify", by_key().encrypted(shared()), by_issuer),
        (
            "migrating, and no key to verify",
            by_key().encrypted_or_signed_until(UNTIL, world.decryption.clone()),
            by_issuer,
        ),
    ] {
        let error = refused(name, policy);
        assert!(matches!(error, PolicyError::Keys { .. }), "{name}: {error:?}");
        assert_eq!(error.code(), "policy.keys");
        assert!(error.to_string().contains(way), "{name}: {way} is not in: {error}");
    }
    let wrapping = DecryptionKey::symmetric(KeyManagementAlgorithm::A256Kw, &[7; 32]).unwrap();
    for policy in [
        by_key().encrypted_with_shared_key(shared()),
        by_key().encrypted_with_shared_key(wrapping),
        named().encrypted(mixed()),
        waived().encrypted(shared()),
    ] {
        assert!(policy.build().is_ok());
    }
}

#[test]
fn what_a_policy_shows_in_logs() {
    let world = World::new();
    let policy = stated(Validator::builder(), &world, &["expiry"]).waive_expiry("a test").clock(world::clock(0));
    let builder = format!("{policy:?}");
    let validator = format!("{:?}", policy.build().unwrap());
    for text in [builder, validator] {
        assert!(text.contains(ISSUER) && text.contains(API), "{text}");
    }
}
