//! Statements about claims, keys and algorithms that make no policy, and the words in which that is said.
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

use jose_claims::{Check, ClaimPath, Validator, ValidatorBuilder};
use jose_core::{ContentEncryption, Curve, JwsAlgorithm, KeyManagementAlgorithm};
use jose_crypto::{DecryptionKey, VerifyingKey, material::PrivateMaterial};
use jose_jwk::{PrivateJwk, VerifyingKeySet};
use payload::Payload;
use world::{ACCEPTED, API, ISSUER, World, sign, verdict};

/// One thing left unsaid, and the sentence about it. Nobody has to look up how to go on.
#[test]
fn what_is_unstated_is_named_with_the_way_out() {
    let world = World::new();
    let keys = || world.verifying.clone();
    let second = Duration::from_secs(1);
    for (policy, sentence) in [
        (
            Validator::builder().audience(API).token_type("at+jwt").expires().signed_only(),
            "the policy says nothing about the issuer: use issuer(..) or waive_issuer(..)",
        ),
        (
            Validator::builder().issuer(ISSUER, keys()).token_type("at+jwt").expires().signed_only(),
            "the policy says nothing about the audience: use audience(..), forbid_audience() or waive_audience(..)",
        ),
        (
            Validator::builder().issuer(ISSUER, keys()).audience(API).expires().signed_only(),
            "the policy says nothing about the token type: use token_type(..) or waive_token_type(..)",
        ),
        (
            Validator::builder().issuer(ISSUER, keys()).audience(API).token_type("at+jwt").signed_only(),
            "the policy says nothing about the expiry: use expires() or waive_expiry(..)",
        ),
        (
            // A maximum for what need not be there is no statement about it.
            Validator::builder()
                .issuer(ISSUER, keys())
                .audience(API)
                .token_type("x")
                .signed_only()
                .maximum_lifetime(second),
            "the policy says nothing about the expiry: use expires() or waive_expiry(..)",
        ),
        (
            Validator::builder().issuer(ISSUER, keys()).audience(API).token_type("at+jwt").expires(),
            "the policy says nothing about the token mode: use signed_only(), encrypted(..), encrypted_elsewhere(), \
             encrypted_with_shared_key(..) or encrypted_or_signed_until(..)",
        ),
        (
            Validator::access_token().audience(API).signed_only(),
            "the policy says nothing about the issuer: use issuer(..) or waive_issuer(..)",
        ),
        (
            Validator::access_token().issuer(ISSUER, keys()).signed_only(),
            "the policy says nothing about the audience: use audience(..), forbid_audience() or waive_audience(..)",
        ),
        (
            Validator::access_token().issuer_with_shared_key(ISSUER).audience(API).signed_only(),
            "this mode verifies a signature: state the issuer with issuer(.., keys)",
        ),
    ] {
        assert_eq!(policy.build().unwrap_err().to_string(), sentence);
    }
}

#[test]
fn claims_that_are_said_to_be_two_things() {
    let world = World::new();
    let policy = || world.policy().signed_only();
    let one = || Check::equals(1);
    for (what, policy) in [
        ("claim x", policy().claim("x", one()).claim("x", one())),
        ("claim x", policy().claim("x", one()).forbid("x")),
        ("claim x", policy().forbid("x").forbid("x")),
        ("claim x", policy().waive_claim("x", "a test").claim("x", one())),
        ("claim x", policy().forbid("x").waive_claim("x", "a test")),
        ("claim x", policy().claim("x", Check::if_present(one())).claim(ClaimPath::name("x"), one())),
        ("claim x.y", policy().claim("x.y", one()).claim(ClaimPath::name("x").then("y"), one())),
        ("claim x.y", policy().forbid("x").claim("x.y", one())),
        ("claim x.y", policy().claim("x.y", one()).waive_claim("x", "a test")),
        ("claim scope", policy().scope_all(["a"]).scope_any(["b"])),
        ("claim scope", policy().scope_all(["a"]).claim("scope", one())),
        ("claim sub", policy().subject("a").subject("b")),
        ("claim sub", policy().subject("a").forbid("sub")),
        ("claim sub", policy().forbid("sub")),
        ("claim jti", policy().waive_claim("jti", "a test")),
        ("claim jti", policy().claim("jti", Check::if_present(one()))),
        ("rule a", policy().rule("a", |_| true).rule("a", |_| true)),
        ("rule x", policy().rule("x", |_| true).claim("x", one())),
        ("rule a", policy().claim("x", one().named("a")).claim("y", one().named("a"))),
        (
            "signature algorithms",
            policy().signature_algorithms([JwsAlgorithm::Es256]).signature_algorithms([JwsAlgorithm::Es256]),
        ),
        ("maximum age", policy().maximum_age(Duration::from_secs(1)).maximum_age(Duration::from_secs(1))),
    ] {
        let error = policy.build().unwrap_err();
        assert_eq!(error.code(), "policy.contradiction", "{what}");
        assert_eq!(error.to_string(), format!("the policy says two things about the {what}"));
    }
    for (name, policy) in [
        (
            "a stricter check of what the profile demands",
            policy().subject("user-42").claim("jti", Check::pattern("id-*")),
        ),
        ("siblings", policy().claim("x.y", one()).forbid("x.z")),
        ("a claim and one inside it", policy().claim("x", Check::present()).claim("x.y", one())),
        (
            "a name with a dot and a path",
            policy().claim("x.y", one()).claim(ClaimPath::name("x.y"), one().named("dotted")),
        ),
        ("demanded twice", policy().require_subject().require_subject().require_client_id()),
    ] {
        assert!(policy.build().is_ok(), "{name}");
    }
}

#[test]
fn checks_that_are_none() {
    let world = World::new();
    let policy = || world.policy().signed_only();
    let none: [&str; 0] = [];
    for (code, sentence, policy) in [
        (
            "policy.check",
            "the policy's check of iss has a method of its own: use issuer(..) or waive_issuer(..)",
            policy().claim("iss", Check::present()),
        ),
        (
            "policy.check",
            "the policy's check of aud has a method of its own: use audience(..), forbid_audience() or waive_audience(..)",
            policy().forbid("aud"),
        ),
        (
            "policy.check",
            "the policy's check of exp has a method of its own: use expires() or waive_expiry(..)",
            policy().waive_claim("exp", "a test"),
        ),
        ("policy.check", "the policy's check of x names no value", policy().claim("x", Check::one_of(none))),
        (
            "policy.check",
            "the policy's check of x names no value",
            policy().claim("x", Check::if_present(Check::contains_all(none))),
        ),
        ("policy.check", "the policy's check of scope names no value", policy().scope_any(none)),
        ("policy.check", "the policy's check of roles names no value", policy().roles_all(none)),
        ("policy.check", "the policy's check of acr names no value", policy().acr(none)),
        (
            "policy.check",
            "the policy's check of x has a pattern that says nothing: use present()",
            policy().claim("x", Check::pattern("**")),
        ),
        (
            "policy.check",
            "the policy's check of x has a pattern that says nothing: use present()",
            policy().claim("x", Check::pattern("")),
        ),
        (
            "policy.check",
            "the policy's check of x has a pattern of more than 256 characters",
            policy().claim("x", Check::pattern("a".repeat(257))),
        ),
        (
            "policy.check",
            "the policy's check of x says if_present(..) of what is no check",
            policy().claim("x", Check::if_present(Check::forbidden())),
        ),
        ("policy.empty", "the policy's name of a claim is empty", policy().claim("", Check::present())),
        ("policy.empty", "the policy's name of a claim is empty", policy().claim("a..b", Check::present())),
        ("policy.empty", "the policy's name of a claim is empty", policy().forbid("a.")),
        ("policy.empty", "the policy's name of a rule is empty", policy().rule(" ", |_| true)),
        ("policy.empty", "the policy's name of a rule is empty", policy().claim("x", Check::present().named(""))),
        ("policy.empty", "the policy's reason for waiving the claim x is empty", policy().waive_claim("x", " ")),
        ("policy.empty", "the policy's maximum age is empty", policy().maximum_age(Duration::ZERO)),
        (
            "policy.empty",
            "the policy's minimum remaining lifetime is empty",
            policy().minimum_remaining_lifetime(Duration::from_millis(1)),
        ),
        (
            "policy.empty",
            "the policy's maximum authentication age is empty",
            policy().maximum_authentication_age(Duration::ZERO),
        ),
        ("policy.empty", "the policy's signature algorithms is empty", policy().signature_algorithms([])),
    ] {
        let error = policy.build().unwrap_err();
        assert_eq!((error.code(), error.to_string().as_str()), (code, sentence));
    }
    assert!(policy().claim("x", Check::pattern("a".repeat(256))).build().is_ok());
}

/// Lists narrow what keys allow, and never widen it.
#[test]
fn algorithms() {
    let rsa = PrivateJwk::from_json(include_bytes!("support/rfc7515-a2.jwk.json")).unwrap();
    let (rs256, ps256) = (JwsAlgorithm::Rs256, JwsAlgorithm::Ps256);
    let signers = [rs256, ps256].map(|algorithm| rsa.signing_key_for(algorithm).unwrap());
    let keys = [rs256, ps256].map(|algorithm| rsa.public().verifying_key_for(algorithm).unwrap());
    let keys = VerifyingKeySet::new(keys).unwrap();
    let policy = |algorithms: Option<&[JwsAlgorithm]>| {
        let policy = Validator::access_token().issuer(ISSUER, keys.clone()).audience(API).signed_only();
        let policy = policy.clock(world::clock(world::NOW));
        match algorithms {
            Some(algorithms) => policy.signature_algorithms(algorithms.iter().copied()),
            None => policy,
        }
    };
    let refused = "key.algorithm_not_allowed";
    for (name, allowed, expected) in [
        ("unstated", None, [ACCEPTED, ACCEPTED]),
        ("both", Some(&[rs256, ps256][..]), [ACCEPTED, ACCEPTED]),
        ("PS256", Some(&[ps256]), [refused, ACCEPTED]),
        ("RS256, and one that no key has", Some(&[JwsAlgorithm::Es256, rs256]), [ACCEPTED, refused]),
    ] {
        let validator = policy(allowed).build().unwrap();
        for (signer, expected) in signers.iter().zip(expected) {
            let token = sign(signer, Some("at+jwt"), Payload::good().json());
            assert_eq!(verdict(name, &validator, &token), expected, "{name}");
        }
    }
    assert_eq!(policy(Some(&[JwsAlgorithm::Es256])).build().unwrap_err().code(), "policy.keys");
}

#[test]
fn key_management_algorithms() {
    let world = World::new();
    let (agreed, wrapped) = (KeyManagementAlgorithm::EcdhEsA256Kw, KeyManagementAlgorithm::A256Kw);
    let encrypted = || world.policy().encrypted(world.decryption.clone());
    let token = world.seal(world.sign(Payload::good().json()));
    let allowed = encrypted().key_management_algorithms([agreed, wrapped]).build().unwrap();
    assert_eq!(verdict("allowed", &allowed, &token), ACCEPTED);
    assert_eq!(encrypted().key_management_algorithms([wrapped]).build().unwrap_err().code(), "policy.keys");
    let signed = world.policy().signed_only().key_management_algorithms([agreed]).build().unwrap_err();
    assert!(signed.to_string().contains("accepts no envelope"), "{signed}");
    // Where the envelope is opened elsewhere, there is no key to narrow; the list counts all the same.
    let keys = jose_jwk::DecryptionKeySet::from(world.decryption.clone());
    let decrypted = jose_jwe::decrypt_compact(&token, &keys, &jose_core::Limits::token()).unwrap();
    for (algorithm, expected) in [(agreed, ACCEPTED), (wrapped, "key.algorithm_not_allowed")] {
        let elsewhere = world.policy().encrypted_elsewhere().key_management_algorithms([algorithm]).build().unwrap();
        let verdict = elsewhere
            .validate_decrypted::<serde_json::Value>(&decrypted)
            .map_or_else(|error| error.code(), |_| ACCEPTED);
        assert_eq!(verdict, expected);
    }
}

/// Whatever the keys are called, and whether they are pairs or shared.
#[test]
fn one_key_for_both_jobs() {
    let (pair, other) = (PrivateMaterial::generate_on(Curve::P256), PrivateMaterial::generate_on(Curve::P256));
    let (pair, other) = (pair.unwrap(), other.unwrap());
    let es256 = |material: &PrivateMaterial| VerifyingKey::new(JwsAlgorithm::Es256, &material.public()).unwrap();
    let ecdh = |material: &PrivateMaterial| DecryptionKey::new(KeyManagementAlgorithm::EcdhEs, material).unwrap();
    let hs256 = |byte: u8| VerifyingKey::hmac(JwsAlgorithm::Hs256, &[byte; 32]).unwrap();
    let direct = |byte: u8| DecryptionKey::direct(ContentEncryption::A256Gcm, &[byte; 32]).unwrap();
    let wraps = |byte: u8| DecryptionKey::symmetric(KeyManagementAlgorithm::A256Kw, &[byte; 32]).unwrap();
    let thumbprint = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
    for (name, key, opener, accepted) in [
        ("a pair", es256(&pair), ecdh(&pair), false),
        ("a pair by two names", es256(&pair).with_key_id("1"), ecdh(&pair).with_key_id("2"), false),
        ("two pairs", es256(&pair), ecdh(&other), true),
        ("two pairs by one name", es256(&pair).with_key_id("1"), ecdh(&other).with_key_id("1"), true),
        ("one thumbprint", es256(&pair).with_key_id(thumbprint), ecdh(&other).with_key_id(thumbprint), false),
        ("a secret that decrypts", hs256(1), direct(1), false),
        ("a secret that unwraps", hs256(1), wraps(1), false),
        ("two secrets", hs256(1), direct(2), true),
    ] {
        let policy = |waived: bool| {
            let policy: ValidatorBuilder = Validator::access_token().audience(API).encrypted(opener.clone());
            let key = key.clone();
            if waived { policy.waive_issuer(key, "a test") } else { policy.issuer(ISSUER, key) }
        };
        for waived in [false, true] {
            let built = policy(waived).build().map_err(|error| error.code());
            assert_eq!(built.err(), (!accepted).then_some("policy.keys"), "{name}, waived: {waived}");
        }
    }
}
