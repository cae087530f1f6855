//! Several issuers in one policy, each with its own keys.
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

use jose_claims::{PolicyError, Validator, ValidatorBuilder};
use payload::Payload;
use world::{ACCEPTED, API, ISSUER, World, clock, verdict};

const OTHER: &str = "https://other.example";
const UNKNOWN: &str = "token.unknown_issuer";

fn both(one: &World, other: &World) -> ValidatorBuilder {
    let policy = Validator::access_token().issuer(ISSUER, one.verifying.clone()).issuer(OTHER, other.verifying.clone());
    policy.audience(API).clock(clock(world::NOW))
}

fn from(issuer: &str) -> Payload {
    Payload::good().with("iss", format!("\"{issuer}\""))
}

#[test]
fn each_issuer_has_its_own_keys() {
    // Both keys are named alike, so that only the issuer tells them apart.
    let (one, other, stranger) = (World::new(), World::new(), World::new());
    let signed = both(&one, &other).signed_only().build().unwrap();
    let nested = both(&one, &other).encrypted(one.decryption.clone()).build().unwrap();
    for (name, signer, payload, expected) in [
        ("one", &one, from(ISSUER), ACCEPTED),
        ("other", &other, from(OTHER), ACCEPTED),
        ("one, by the key of other", &other, from(ISSUER), "jws.signature"),
        ("other, by the key of one", &one, from(OTHER), "jws.signature"),
        ("one, by a strange key", &stranger, from(ISSUER), "jws.signature"),
        ("a strange issuer", &one, from("https://planted-4f1c.example"), UNKNOWN),
        ("a strange issuer with a strange key", &stranger, from("https://planted-4f1c.example"), UNKNOWN),
        ("no issuer", &one, Payload::good().without("iss"), UNKNOWN),
        ("an empty one", &one, from(""), UNKNOWN),
        ("another case", &one, from("https://ID.example"), UNKNOWN),
        ("a slash more", &one, from("https://id.example/"), UNKNOWN),
        ("both", &one, from(ISSUER).with("iss", format!("[\"{ISSUER}\",\"{OTHER}\"]")), UNKNOWN),
        ("a number", &one, from(ISSUER).with("iss", 1), UNKNOWN),
        ("one, twice", &one, from(ISSUER).and("iss", format!("\"{ISSUER}\"")), UNKNOWN),
        ("one, then other", &one, from(ISSUER).and("iss", format!("\"{OTHER}\"")), UNKNOWN),
        ("one, with an escape", &one, from(r"https:\u002f/id.example"), ACCEPTED),
        ("one, and malformed", &one, from(ISSUER).with("sub", 1), "claims.malformed"),
    ] {
        let token = signer.sign(payload.json());
        assert_eq!(verdict(name, &signed, &token), expected, "{name}");
        assert_eq!(verdict(name, &nested, &one.seal(&token)), expected, "{name}, nested");
        assert_eq!(signed.explain(&token).verdict(), expected, "{name}, explained");
    }
}

/// Nothing is asked of any key before the issuer is known, and what cannot be read names nobody.
#[test]
fn payloads_that_are_none() {
    let (one, other) = (World::new(), World::new());
    let validator = both(&one, &other).signed_only().build().unwrap();
    for (name, payload) in [
        ("nothing", String::new()),
        ("a list", "[]".into()),
        ("words", "planted-4f1c".into()),
        ("cut short", from(ISSUER).json().trim_end_matches('}').to_owned()),
        ("too deep", from(ISSUER).with("x", format!("{}{}", "[".repeat(100), "]".repeat(100))).json()),
    ] {
        assert_eq!(verdict(name, &validator, &one.sign(payload)), UNKNOWN, "{name}");
    }
    let token = one.sign(from(ISSUER).json());
    let (covered, _) = token.rsplit_once('.').unwrap();
    let (header, payload) = covered.split_once('.').unwrap();
    for (name, token, expected) in [
        ("not base64", format!("{header}.{payload}!.AA"), "parse.base64"),
        ("another signature", format!("{covered}.{}", "A".repeat(86)), "jws.signature"),
        ("two segments", covered.to_owned(), "parse.segments"),
        ("no header", format!(".{payload}.AA"), "parse.segments"),
    ] {
        assert_eq!(verdict(name, &validator, &token), expected, "{name}");
    }
}

#[test]
fn issuers_that_do_not_go_together() {
    let (one, other) = (World::new(), World::new());
    let keys = || one.verifying.clone();
    let rest = || Validator::access_token().audience(API).signed_only();
    for (name, policy) in [
        ("the same issuer twice", rest().issuer(ISSUER, keys()).issuer(ISSUER, other.verifying.clone())),
        ("the same again after another", rest().issuer(ISSUER, keys()).issuer(OTHER, keys()).issuer(ISSUER, keys())),
        ("one with a shared key", rest().issuer(ISSUER, keys()).issuer_with_shared_key(OTHER)),
        ("one without keys before", rest().issuer_with_shared_key(OTHER).issuer(ISSUER, keys())),
        ("two without keys", rest().issuer_with_shared_key(OTHER).issuer_with_shared_key(ISSUER)),
        ("one and anyone", rest().issuer(ISSUER, keys()).waive_issuer(keys(), "a test")),
    ] {
        assert_eq!(policy.build().unwrap_err(), PolicyError::Contradiction { what: "issuer".into() }, "{name}");
    }
    let empty = rest().issuer(ISSUER, keys()).issuer("", keys()).build().unwrap_err();
    assert_eq!(empty, PolicyError::Empty { what: "issuer".into() });
}
