//! Explanations: every check, the same verdict as validation, and no value of the token.
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

use std::time::Duration;

use jose_claims::{Check, CheckOutcome, Explanation, Validator};
use jose_core::{ContentEncryption, UnixTime};
use jose_crypto::DecryptionKey;
use payload::Payload;
use world::{ACCEPTED, ISSUER, NOW, PLANTED, World, seal, sign, verdict};

/// The names of the checks with this outcome.
fn named(explanation: &Explanation, wanted: &str) -> Vec<String> {
    let is = |outcome: &CheckOutcome| match outcome {
        CheckOutcome::Passed => "passed",
        CheckOutcome::Failed { .. } => "failed",
        CheckOutcome::NotConfigured { .. } => "not configured",
        CheckOutcome::NotReached => "not reached",
        _ => "unknown",
    };
    let checks = explanation.checks().iter().filter(|check| is(check.outcome()) == wanted);
    checks.map(|check| check.name().to_owned()).collect()
}

fn all(world: &World) -> Validator {
    world
        .policy()
        .encrypted(world.decryption.clone())
        .leeway(Duration::ZERO)
        .maximum_lifetime(Duration::from_secs(600))
        .scope_all(["read"])
        .forbid("nonce")
        .claim("tenant", Check::equals("acme"))
        .rule("short", |claims| claims.member("sub").is_some_and(|sub| sub.text().is_some_and(|sub| sub.len() < 10)))
        .build()
        .unwrap()
}

#[test]
fn every_check_in_order() {
    let world = World::new();
    let good = Payload::good().with("scope", "\"read\"").with("tenant", "\"acme\"");
    let explanation = all(&world).explain(&world.seal(world.sign(good.json())));
    assert!(explanation.is_accepted());
    let names: Vec<&str> = explanation.checks().iter().map(jose_claims::CheckReport::name).collect();
    assert_eq!(
        names,
        [
            "mode",
            "form",
            "content_encryption",
            "envelope_key",
            "decryption",
            "content",
            "signed_form",
            "known_issuer",
            "key",
            "signature",
            "token_type",
            "claims",
            "issuer",
            "replicated_claims",
            "audience",
            "required: iss",
            "required: sub",
            "required: aud",
            "required: client_id",
            "required: exp",
            "required: iat",
            "required: jti",
            "required: tenant",
            "forbidden: nonce",
            "expiry",
            "not_before",
            "issued_at",
            "maximum_lifetime",
            "maximum_age",
            "remaining_lifetime",
            "authentication_age",
            "login",
            "binding",
            "rule: scope",
            "rule: tenant",
            "rule: short",
            "replay",
        ]
    );
    let absent = named(&explanation, "not configured");
    assert_eq!(absent, ["known_issuer", "maximum_age", "remaining_lifetime", "authentication_age", "login", "replay"]);
    assert_eq!(named(&explanation, "passed").len(), names.len() - absent.len());
}

#[test]
fn it_goes_on_where_validation_stops() {
    let world = World::new();
    let bad =
        Payload::good().with("aud", "\"x\"").without("jti").with("exp", NOW - 1).with("nonce", 1).with("scope", "\"\"");
    let token = world.seal(sign(&world.signing, Some("JWT"), bad.json()));
    let explanation = all(&world).explain(&token);
    let failed =
        ["token_type", "audience", "required: jti", "required: tenant", "forbidden: nonce", "expiry", "rule: scope"];
    assert_eq!(named(&explanation, "failed"), failed);
    // Its absence has been said.
    assert_eq!(named(&explanation, "not reached"), ["rule: tenant"]);
    assert_eq!(explanation.verdict(), "token.type");
}

/// What lies behind a failed step was not made, and is not said to have passed.
#[test]
fn what_is_not_reached() {
    let (world, foreign) = (World::new(), World::new());
    let validator = all(&world);
    let good = Payload::good().with("scope", "\"read\"").with("tenant", "\"acme\"").json();
    let signed = world.sign(&good);
    let unsigned = format!("{}.{}", signed.rsplit_once('.').unwrap().0, "A".repeat(86));
    for (name, token, failed, passed) in [
        ("not encrypted", signed.clone(), "mode", 0),
        ("not a token", "planted-4f1c".into(), "form", 1),
        ("five segments of nothing", "a.b.c.d.e".into(), "form", 1),
        ("another key", foreign.seal(&signed), "decryption", 4),
        ("not a token inside", world.seal("planted-4f1c"), "content", 5),
        ("no content type", seal(&world.encryption, None, &signed), "content", 5),
        ("too deep", world.seal(world.seal(&signed)), "content", 5),
        ("three segments of nothing inside", world.seal("a.b.c"), "signed_form", 6),
        ("another signature", world.seal(&unsigned), "signature", 8),
        ("claims that are none", world.seal(world.sign("[]")), "claims", 10),
    ] {
        let explanation = validator.explain(&token);
        assert_eq!(named(&explanation, "failed"), [failed], "{name}: {explanation}");
        assert_eq!(named(&explanation, "passed").len(), passed, "{name}: {explanation}");
        assert_eq!(explanation.verdict(), verdict(name, &validator, &token), "{name}");
        assert!(!explanation.is_accepted(), "{name}");
        assert!(!explanation.to_string().contains(PLANTED), "{name}: {explanation}");
    }
}

#[test]
fn modes() {
    let world = World::new();
    let signed = world.sign(Payload::good().json());
    let envelope = ["form", "content_encryption", "envelope_key", "decryption", "content"];
    let explanation = world.signed().explain(&signed);
    assert_eq!(named(&explanation, "not configured")[..5], envelope);
    assert!(explanation.is_accepted());
    let migrating = world.policy().encrypted_or_signed_until(UnixTime::from_seconds(NOW + 1), world.decryption.clone());
    let migrating = migrating.build().unwrap();
    assert_eq!(named(&migrating.explain(&signed), "not configured")[..5], envelope);
    assert!(migrating.explain(&signed).is_accepted());
    assert!(migrating.explain(&world.seal(&signed)).is_accepted());
    let key = DecryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32]).unwrap();
    let to = jose_crypto::EncryptionKey::direct(ContentEncryption::A256Gcm, &[7; 32]).unwrap();
    let shared = Validator::access_token().issuer_with_shared_key(ISSUER).audience(world::API).clock(world::clock(NOW));
    let shared = shared.encrypted_with_shared_key(key).build().unwrap();
    let token = jose_jwe::Encryptor::new(&to, ContentEncryption::A256Gcm).message_type("at+jwt");
    let token = token.encrypt_compact(Payload::good().json().as_bytes()).unwrap();
    let explanation = shared.explain(&token);
    assert!(explanation.is_accepted(), "{explanation}");
    assert_eq!(named(&explanation, "not configured")[..4], ["signed_form", "known_issuer", "key", "signature"]);
}

#[test]
fn waivers_show_their_reasons() {
    let world = World::new();
    let lax =
        world::waive_all(&world).signed_only().clock(world::clock(NOW)).waive_claim("x", "of no use").build().unwrap();
    let explanation = lax.explain(&world.sign("{}"));
    let reasons = |explanation: &Explanation| {
        let reason = |outcome: &CheckOutcome| matches!(outcome, CheckOutcome::NotConfigured { reason } if reason == "a test" || reason == "of no use");
        let checks = explanation.checks().iter().filter(|check| reason(check.outcome()));
        checks.map(|check| check.name().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(reasons(&explanation), ["token_type", "issuer", "audience", "claim: x", "expiry"]);
    // An expiry that is there counts all the same, and the explanation says so.
    let expired = lax.explain(&world.sign(r#"{"exp":1}"#));
    assert_eq!(named(&expired, "failed"), ["expiry"]);
    assert_eq!(reasons(&expired), ["token_type", "issuer", "audience", "claim: x"]);
}

#[test]
fn for_people_and_for_machines() {
    let world = World::new();
    let token = world.sign(Payload::good().with("exp", NOW - 1).with("sub", format!("\"{PLANTED}\"")).json());
    let explanation = world.signed().explain(&token);
    let text = explanation.to_string();
    assert!(
        text.contains("failed          expiry: the token has expired, and it is 1700000000 (claims.expired)"),
        "{text}"
    );
    assert!(text.ends_with("verdict: claims.expired"), "{text}");
    let json = serde_json::to_value(&explanation).unwrap();
    assert_eq!(json["verdict"], "claims.expired");
    let of =
        |name: &str| json["checks"].as_array().unwrap().iter().find(|check| check["name"] == name).unwrap().clone();
    assert_eq!(of("expiry")["outcome"], "failed");
    assert_eq!(of("expiry")["code"], "claims.expired");
    assert_eq!(of("issuer"), serde_json::json!({ "name": "issuer", "outcome": "passed" }));
    assert_eq!(of("maximum_age")["outcome"], "not_configured");
    assert!(!json.to_string().contains(PLANTED) && !format!("{explanation:?}").contains(PLANTED));
    assert_eq!(verdict("expired", &world.signed(), &token), explanation.verdict());
    assert!(world.signed().explain(&world.sign(Payload::good().json())).to_string().ends_with(ACCEPTED));
}

/// No claim's value, and the times in claims are values: the clock alone is told.
#[test]
fn no_time_of_a_claim_shows() {
    let world = World::new();
    let policy = world.policy().signed_only().maximum_lifetime(Duration::from_secs(60));
    let policy = policy.maximum_age(Duration::from_secs(60)).maximum_authentication_age(Duration::from_secs(60));
    let validator = policy.build().unwrap();
    for (name, payload, failed) in [
        ("expired", Payload::good().with("exp", 1_234_567_891), "expiry"),
        ("not begun", Payload::good().with("nbf", 1_834_567_892), "not_before"),
        ("issued later", Payload::good().with("iat", 1_834_567_893), "issued_at"),
        ("too long", Payload::good().with("exp", 1_834_567_894), "maximum_lifetime"),
        ("too old", Payload::good().with("iat", 1_234_567_895), "maximum_age"),
        ("signed in long ago", Payload::good().with("auth_time", 1_234_567_896), "authentication_age"),
        ("out of range", Payload::good().with("auth_time", 912_345_678_970_i64), "authentication_age"),
    ] {
        let explanation = validator.explain(&world.sign(payload.json()));
        assert!(named(&explanation, "failed").contains(&failed.to_owned()), "{name}: {explanation}");
        let all = format!("{explanation} {explanation:?} {}", serde_json::to_string(&explanation).unwrap());
        assert!(!all.contains("34567"), "{name}: {all}");
    }
}

/// A signed token whose header says that its payload is another token is refused, and said to be (attack 106).
#[test]
fn what_validation_refuses_is_never_accepted() {
    let world = World::new();
    let validator = world.policy().signed_only().build().unwrap();
    for (header, payload) in [
        (r#"{"alg":"ES256","typ":"at+jwt","cty":"JWT"}"#, Payload::good().json()),
        (r#"{"alg":"ES256","typ":"at+jwt","cty":"application/jwt"}"#, "{}".to_owned()),
        (r#"{"alg":"ES256","typ":"JWT"}"#, Payload::good().json()),
    ] {
        let input = format!(
            "{}.{}",
            jose_core::base64url::encode(header.as_bytes()),
            jose_core::base64url::encode(payload.as_bytes())
        );
        let signature = world.signing.sign(input.as_bytes()).unwrap();
        let token = format!("{input}.{}", jose_core::base64url::encode(&signature));
        let refused = validator.validate::<serde_json::Value>(&token).map(|_| ()).unwrap_err();
        let explanation = validator.explain(&token);
        assert!(!explanation.is_accepted(), "{header}");
        assert_eq!(explanation.verdict(), refused.code(), "{header}");
        assert_eq!(named(&explanation, "failed"), ["token_type"], "{header}");
    }
}

/// A type that overlooks errors does not make a malformed claim an absent one (attack 118).
#[test]
fn a_lenient_type_hides_no_malformed_claim() {
    #[derive(serde::Deserialize)]
    struct Inner {}
    struct Lenient;
    impl<'de> serde::Deserialize<'de> for Lenient {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let _ = Inner::deserialize(deserializer);
            Ok(Self)
        }
    }
    /// Goes on after every error, as if it had not heard.
    struct Dogged;
    impl<'de> serde::Deserialize<'de> for Dogged {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(Dogged)
        }
    }
    impl<'de> serde::de::Visitor<'de> for Dogged {
        type Value = Self;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("anything")
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
            for _ in 0..100 {
                let _ = map.next_entry::<serde::de::IgnoredAny, serde::de::IgnoredAny>();
            }
            Ok(self)
        }
    }
    let world = World::new();
    let good = world.sign(Payload::good().json());
    let claims = ["iss", "sub", "aud", "jti", "client_id", "scope", "exp", "iat", "nbf"];
    // A closure may look at every claim, so that each is kept in another way.
    for policy in [world.policy(), world.policy().rule("any", |_| true)] {
        let validator = policy.signed_only().build().unwrap();
        assert!(validator.validate::<Lenient>(&good).is_ok());
        assert!(validator.validate::<Dogged>(&good).is_ok());
        for (claim, value) in
            claims.iter().flat_map(|claim| ["null", "true", "[]", "{}", "[7]"].map(|value| (claim, value)))
        {
            let token = world.sign(Payload::good().with(claim, value).json());
            let lenient = validator.validate::<Lenient>(&token).map(|_| ()).unwrap_err();
            let dogged = validator.validate::<Dogged>(&token).map(|_| ()).unwrap_err();
            assert_eq!((lenient.code(), dogged.code()), ("claims.malformed", "claims.malformed"), "{claim}: {value}");
        }
    }
}
