//! What a waiver waives, and what it does not.

use jose_claims::Validator;

use crate::{
    payload::Payload,
    world::{ACCEPTED, API, ISSUER, NOW, World, clock, sign, verdict},
};

#[test]
fn each_waives_its_own_claim_alone() {
    let world = World::new();
    let other_issuer = world.sign(Payload::good().with("iss", r#""planted-4f1c""#).json());
    let no_issuer = world.sign(Payload::good().without("iss").json());
    let other_audience = world.sign(Payload::good().with("aud", r#"["planted-4f1c"]"#).json());
    let no_audience = world.sign(Payload::good().without("aud").json());
    let other_type = sign(&world.signing, Some("JWT"), Payload::good().json());
    let no_type = sign(&world.signing, None, Payload::good().json());
    let no_expiry = world.sign(Payload::good().without("exp").json());
    let expired = world.sign(Payload::good().with("exp", NOW - 31).json());
    let tokens = [
        ("claims.issuer", "issuer", &other_issuer),
        ("claims.missing", "issuer", &no_issuer),
        ("claims.audience", "audience", &other_audience),
        ("claims.missing", "audience", &no_audience),
        ("token.type", "type", &other_type),
        ("token.type", "type", &no_type),
        ("claims.missing", "expiry", &no_expiry),
        ("claims.expired", "never", &expired),
    ];
    for waived in ["nothing", "issuer", "audience", "type", "expiry"] {
        let policy = Validator::builder().signed_only().clock(clock(NOW));
        let keys = world.verifying.clone();
        let policy = if waived == "issuer" { policy.waive_issuer(keys, "a test") } else { policy.issuer(ISSUER, keys) };
        let policy = if waived == "audience" { policy.waive_audience("a test") } else { policy.audience(API) };
        let policy = if waived == "type" { policy.waive_token_type("a test") } else { policy.token_type("at+jwt") };
        let policy = if waived == "expiry" { policy.waive_expiry("a test") } else { policy.expires() };
        let validator = policy.build().unwrap();
        for (refusal, about, token) in tokens {
            let expected = if about == waived { ACCEPTED } else { refusal };
            assert_eq!(verdict(waived, &validator, token), expected, "{waived} waived, {about}: {refusal}");
        }
    }
}

/// With everything waived, the signature and the times still count.
#[test]
fn keys_and_times_cannot_be_waived() {
    let (world, foreign) = (World::new(), World::new());
    let lax = world.lax();
    assert_eq!(verdict("foreign", &lax, &foreign.sign(Payload::good().json())), "jws.signature");
    for (claim, value, expected) in [
        ("exp", NOW, "claims.expired"),
        ("nbf", NOW + 1, "claims.not_yet_valid"),
        ("iat", NOW + 1, "claims.issued_in_future"),
    ] {
        let token = world.sign(Payload::good().with(claim, value).json());
        assert_eq!(verdict(claim, &lax, &token), expected, "{claim}");
    }
}

/// The profile demands claims of its own: a waiver of what they say is none of their presence, and an empty one is not there.
#[test]
fn an_access_token_has_its_claims_even_so() {
    let world = World::new();
    let policy = Validator::access_token().waive_issuer(world.verifying.clone(), "a test").waive_audience("a test");
    let validator = policy.signed_only().clock(clock(NOW)).build().unwrap();
    for (claim, value, expected) in [
        ("iss", Some(r#""anybody""#), ACCEPTED),
        ("iss", Some(r#""""#), "claims.missing"),
        ("iss", None, "claims.missing"),
        ("aud", Some(r#""anybody""#), ACCEPTED),
        ("aud", Some(r#"["anybody"]"#), ACCEPTED),
        ("aud", Some(r#"["","anybody"]"#), ACCEPTED),
        ("aud", Some(r#""""#), "claims.missing"),
        ("aud", Some(r#"[""]"#), "claims.missing"),
        ("aud", Some(r#"["",""]"#), "claims.missing"),
        ("aud", Some("[]"), "claims.malformed"),
        ("aud", None, "claims.missing"),
        ("exp", None, "claims.missing"),
    ] {
        let payload = value.map_or(Payload::good().without(claim), |value| Payload::good().with(claim, value));
        assert_eq!(verdict(claim, &validator, &world.sign(payload.json())), expected, "{claim}: {value:?}");
    }
}

#[test]
fn what_is_required_must_be_there_and_say_something() {
    let world = World::new();
    let (keys, clock) = (|| world.verifying.clone(), || clock(NOW));
    let policy = || {
        let policy = Validator::builder().issuer(ISSUER, keys()).audience(API).token_type("at+jwt");
        policy.waive_expiry("a test").signed_only().clock(clock())
    };
    let policies = [
        ("sub", policy().require_subject()),
        ("jti", policy().require_token_id()),
        ("iat", policy().require_issued_at()),
    ];
    for (claim, policy) in policies {
        let validator = policy.build().unwrap();
        for other in ["sub", "jti", "iat"] {
            let expected = if other == claim { "claims.missing" } else { ACCEPTED };
            let token = world.sign(Payload::good().without(other).json());
            assert_eq!(verdict(claim, &validator, &token), expected, "{claim} required, {other} missing");
            if other != "iat" {
                let token = world.sign(Payload::good().with(other, r#""""#).json());
                assert_eq!(verdict(claim, &validator, &token), expected, "{claim} required, {other} empty");
            }
        }
    }
}
