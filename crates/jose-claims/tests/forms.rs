//! What a text is taken for, by its dots and by how it begins.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/keys.rs"]
mod keys;
#[path = "support/payload.rs"]
mod payload;
#[path = "support/world.rs"]
mod world;

use jose_claims::Validator;
use jose_core::{ContentEncryption, KeyManagementAlgorithm, UnixTime};

use world::{API, ISSUER, NOW, World, clock, verdict};

const MODES: [&str; 4] = ["signed", "nested", "migrating", "shared"];

fn validators(world: &World) -> [Validator; 4] {
    let shared = keys::encryption(KeyManagementAlgorithm::Dir, ContentEncryption::A256Gcm).1;
    let policy = Validator::access_token().issuer_with_shared_key(ISSUER).audience(API).clock(clock(NOW));
    let until = UnixTime::from_seconds(NOW + 100);
    [
        world.signed(),
        world.nested(),
        world.policy().encrypted_or_signed_until(until, world.decryption.clone()).build().unwrap(),
        policy.encrypted_with_shared_key(shared).build().unwrap(),
    ]
}

const SEGMENTS: &str = "parse.segments";
const MEMBER: &str = "parse.member";
const BASE64: &str = "parse.base64";
const SIGNED: &str = "token.not_encrypted";
const ENCRYPTED: &str = "token.encrypted";

/// Texts and their refusals, in the order of [`MODES`]. The header `e30` is an object without members.
const TEXTS: &[(&str, [&str; 4])] = &[
    ("", [SEGMENTS; 4]),
    ("e30", [SEGMENTS; 4]),
    (".", [SEGMENTS; 4]),
    ("e30.", [SEGMENTS; 4]),
    (".e30", [SEGMENTS; 4]),
    ("e30.e30", [SEGMENTS; 4]),
    ("..", [SEGMENTS; 4]),
    (".e30.c2ln", [SEGMENTS; 4]),
    ("e30.e30.c2ln", [MEMBER, SIGNED, MEMBER, SIGNED]),
    ("e30..", [MEMBER, SIGNED, MEMBER, SIGNED]),
    ("-.e30.c2ln", [BASE64, SIGNED, BASE64, SIGNED]),
    ("_.e30.c2ln", [BASE64, SIGNED, BASE64, SIGNED]),
    ("...", [SEGMENTS; 4]),
    ("e30.e30.c2ln.", [SEGMENTS; 4]),
    (".e30.e30.c2ln", [SEGMENTS; 4]),
    ("e30.e30.e30.e30", [SEGMENTS; 4]),
    ("....", [SEGMENTS; 4]),
    (".a2V5.aXY.dGV4dA.dGFn", [SEGMENTS; 4]),
    ("e30.a2V5.aXY.dGV4dA.dGFn", [ENCRYPTED, MEMBER, MEMBER, MEMBER]),
    ("e30....", [ENCRYPTED, MEMBER, MEMBER, MEMBER]),
    ("_.a2V5.aXY.dGV4dA.dGFn", [ENCRYPTED, BASE64, BASE64, BASE64]),
    (".....", [SEGMENTS; 4]),
    ("e30.a2V5.aXY.dGV4dA.dGFn.", [SEGMENTS; 4]),
    (".e30.a2V5.aXY.dGV4dA.dGFn", [SEGMENTS; 4]),
    ("e30.a2V5.aXY.dGV4dA.dGFn.dGFn", [SEGMENTS; 4]),
    ("......", [SEGMENTS; 4]),
    // What begins as no segment does is neither, so that the refusal is the one of the only form that the policy has.
    (r#"{"a":1.5,"b":2.5}"#, [BASE64, SEGMENTS, SEGMENTS, SEGMENTS]),
    (" e30.e30.c2ln", [BASE64, SEGMENTS, SEGMENTS, SEGMENTS]),
    ("\u{e9}.e30.c2ln", [BASE64, SEGMENTS, SEGMENTS, SEGMENTS]),
    (r#"{"a":1.5,"b":[2.5,3.5,4.5]}"#, [SEGMENTS, BASE64, BASE64, BASE64]),
    (" e30.a2V5.aXY.dGV4dA.dGFn", [SEGMENTS, BASE64, BASE64, BASE64]),
    (r#"{"a":1.5}"#, [SEGMENTS; 4]),
    (r#"{"a":[1.5,2.5,3.5]}"#, [SEGMENTS; 4]),
    (r#"{"a":[1.5,2.5,3.5,4.5,5.5]}"#, [SEGMENTS; 4]),
];

#[test]
fn any_number_of_dots_in_any_place() {
    let validators = validators(&World::new());
    for (text, expected) in TEXTS {
        for ((mode, validator), expected) in MODES.iter().zip(&validators).zip(expected) {
            assert_eq!(verdict(mode, validator, text), *expected, "{text} in the mode {mode}");
        }
    }
}

#[test]
fn at_the_limit_and_one_past_it() {
    let validators = validators(&World::new());
    let limit = 256 * 1024;
    for (dots, at_limit) in [("..", [MEMBER, SIGNED, MEMBER, SIGNED]), ("....", [ENCRYPTED, MEMBER, MEMBER, MEMBER])] {
        for ((mode, validator), expected) in MODES.iter().zip(&validators).zip(at_limit) {
            let text = |size: usize| format!("e30.{}{}", "A".repeat(size - 3 - dots.len()), &dots[1..]);
            assert_eq!(text(limit).len(), limit);
            assert_eq!(verdict(mode, validator, &text(limit)), expected, "{mode}");
            assert_eq!(verdict(mode, validator, &text(limit + 1)), "parse.limit", "{mode}");
        }
    }
    for text in [".".repeat(limit), "e30".to_owned() + &".".repeat(limit - 3)] {
        for (mode, validator) in MODES.iter().zip(&validators) {
            assert_eq!(verdict(mode, validator, &text), SEGMENTS, "{mode}");
            assert_eq!(verdict(mode, validator, &(text.clone() + ".")), "parse.limit", "{mode}");
        }
    }
}

/// What stands in an envelope is told apart by the same rule.
#[test]
fn inside_of_an_envelope() {
    let world = World::new();
    let validator = world.nested();
    for (text, expected) in TEXTS {
        let expected = match expected {
            [MEMBER | BASE64, SIGNED, ..] => expected[0],
            [ENCRYPTED, ..] => "token.nesting",
            _ => "token.not_signed",
        };
        assert_eq!(verdict("sealed", &validator, &world.seal(text)), expected, "{text}");
    }
}
