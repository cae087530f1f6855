//! What each mode accepts and refuses.
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

use std::sync::Arc;

use jose_claims::{Token, TokenMode, Validator};
use jose_core::{ContentEncryption, KeyManagementAlgorithm, UnixTime};
use jose_jwe::{Decrypted, Decryptor, Encryptor};
use jose_jwk::DecryptionKeySet;

use payload::Payload;
use world::{ACCEPTED, API, ISSUER, NOW, World, clock, verdict};

#[test]
fn signed_only() {
    let world = World::new();
    let signed = world.sign(Payload::good().json());
    let validator = world.signed();
    assert_eq!(validator.mode(), TokenMode::SignedOnly);
    assert_eq!(verdict("signed", &validator, &signed), ACCEPTED);
    assert_eq!(verdict("nested", &validator, &world.seal(&signed)), "token.encrypted");
    assert_eq!(verdict("neither", &validator, "a.b"), "parse.segments");
}

#[test]
fn nested_only() {
    let world = World::new();
    let signed = world.sign(Payload::good().json());
    let validator = world.nested();
    assert_eq!(validator.mode(), TokenMode::NestedOnly);
    assert_eq!(verdict("nested", &validator, &world.seal(&signed)), ACCEPTED);
    assert_eq!(verdict("signed", &validator, &signed), "token.not_encrypted");
    assert_eq!(verdict("neither", &validator, "a.b"), "parse.segments");
}

#[test]
fn encrypted_only() {
    let world = World::new();
    for algorithm in [KeyManagementAlgorithm::Dir, KeyManagementAlgorithm::A256Kw, KeyManagementAlgorithm::A128GcmKw] {
        let enc = ContentEncryption::A128CbcHs256;
        let (encryption, decryption) = keys::encryption(algorithm, enc);
        let decryption = decryption.with_key_id("shared");
        let policy = Validator::access_token().issuer_with_shared_key(ISSUER).audience(API).clock(clock(NOW));
        let validator = policy.encrypted_with_shared_key(decryption).build().unwrap();
        assert_eq!(validator.mode(), TokenMode::EncryptedOnly);

        let seal = Encryptor::new(&encryption, enc).message_type("at+jwt");
        let token = seal.encrypt_compact(Payload::good().json().as_bytes()).unwrap();
        let opened: Token<serde_json::Value> = validator.validate(&token).unwrap();
        assert_eq!((opened.subject(), opened.signed_by()), (Some("user-42"), Some("shared")));
        assert!(opened.was_encrypted());

        let signed = world.sign(Payload::good().json());
        assert_eq!(verdict("signed", &validator, &signed), "token.not_encrypted");
        for content_type in ["JWT", "jwt", "application/jwt"] {
            let nested = seal.clone().content_type(content_type).encrypt_compact(signed.as_bytes()).unwrap();
            assert_eq!(verdict("nested", &validator, &nested), "token.content_type");
        }
        let unannounced = seal.encrypt_compact(signed.as_bytes()).unwrap();
        assert_eq!(verdict("nested, without cty", &validator, &unannounced), "claims.malformed");
        let (other, _) = keys::encryption(algorithm, enc);
        let foreign = Encryptor::new(&other, enc).message_type("at+jwt");
        let foreign = foreign.encrypt_compact(Payload::good().json().as_bytes()).unwrap();
        assert_eq!(verdict("a foreign key", &validator, &foreign), "jwe.decryption");
        let expired = Payload::good().with("exp", NOW - 600).json();
        let expired = seal.encrypt_compact(expired.as_bytes()).unwrap();
        assert_eq!(verdict("expired", &validator, &expired), "claims.expired");
    }
}

/// Until the time, both; from it on, nested alone. A nested token is never affected, and a signed one loses none of its checks.
#[test]
fn migrating() {
    let world = World::new();
    let until = UnixTime::from_seconds(NOW + 100);
    let time = Arc::new(clock(NOW));
    let policy =
        Validator::access_token().issuer(ISSUER, world.verifying.clone()).audience(API).clock(Arc::clone(&time));
    let validator = policy.encrypted_or_signed_until(until, world.decryption.clone()).build().unwrap();
    assert_eq!(validator.mode(), TokenMode::Migrate { until });
    let signed = world.sign(Payload::good().json());
    let nested = world.seal(&signed);
    let foreign = World::new().sign(Payload::good().json());
    let other_audience = world.sign(Payload::good().with("aud", "\"planted-4f1c\"").json());
    for (now, plain) in [(NOW, true), (NOW + 99, true), (NOW + 100, false), (NOW + 101, false), (NOW + 600, false)] {
        time.set(UnixTime::from_seconds(now));
        let or_not_encrypted = |code| if plain { code } else { "token.not_encrypted" };
        assert_eq!(verdict("nested", &validator, &nested), ACCEPTED, "{now}");
        assert_eq!(verdict("signed", &validator, &signed), or_not_encrypted(ACCEPTED), "{now}");
        assert_eq!(verdict("foreign", &validator, &foreign), or_not_encrypted("jws.signature"), "{now}");
        assert_eq!(verdict("audience", &validator, &other_audience), or_not_encrypted("claims.audience"), "{now}");
        assert_eq!(verdict("foreign, nested", &validator, &world.seal(&foreign)), "jws.signature", "{now}");
        assert_eq!(
            verdict("bare claims", &validator, &world.seal(Payload::good().json())),
            "token.not_signed",
            "{now}"
        );
        assert_eq!(verdict("neither", &validator, "a.b.c.d"), "parse.segments", "{now}");
    }
    time.set(UnixTime::from_seconds(i64::MAX));
    assert_eq!(verdict("signed", &validator, &signed), "token.not_encrypted");
    time.set(UnixTime::from_seconds(i64::MIN));
    assert_eq!(verdict("signed", &validator, &signed), "claims.issued_in_future");
}

/// What is too long is said to be too long, whatever it looks like; nobody counts its dots.
#[test]
fn too_long_in_every_mode() {
    let world = World::new();
    let shared = keys::encryption(KeyManagementAlgorithm::Dir, ContentEncryption::A256Gcm).1;
    let policy = Validator::access_token().issuer_with_shared_key(ISSUER).audience(API);
    let until = UnixTime::from_seconds(NOW + 100);
    let validators = [
        ("signed", world.signed()),
        ("nested", world.nested()),
        ("migrating", world.policy().encrypted_or_signed_until(until, world.decryption.clone()).build().unwrap()),
        ("shared", policy.encrypted_with_shared_key(shared).build().unwrap()),
    ];
    let payload = "A".repeat(256 * 1024 + 1);
    for (mode, validator) in validators {
        for token in [format!("e30.{payload}.AA"), format!("e30...{payload}.AA"), payload.clone(), ".".repeat(300_000)]
        {
            assert_eq!(verdict(mode, &validator, &token), "parse.limit", "{mode}");
        }
    }
}

#[test]
fn an_envelope_with_a_content_encryption_that_the_policy_does_not_name_is_refused() {
    let world = World::new();
    let signed = world.sign(Payload::good().json());
    let (own, other) = (ContentEncryption::A256Gcm, ContentEncryption::A128CbcHs256);
    for (name, named, expected) in [
        ("the one in use", vec![own], ACCEPTED),
        ("the one in use among others", vec![other, own], ACCEPTED),
        ("none in particular", vec![], ACCEPTED),
        ("another one", vec![other], "jwe.content_encryption"),
        ("another one, twice", vec![other, other], "jwe.content_encryption"),
        (
            "all but the one in use",
            ContentEncryption::ALL.iter().copied().filter(|enc| *enc != own).collect(),
            "jwe.content_encryption",
        ),
    ] {
        let validator = named.into_iter().fold(world.policy(), jose_claims::ValidatorBuilder::content_encryption);
        let validator = validator.encrypted(world.decryption.clone());
        assert_eq!(verdict(name, &validator.build().unwrap(), &world.seal(&signed)), expected);
    }
    let unused = world.policy().signed_only().content_encryption(own).build();
    assert!(matches!(unused, Err(jose_claims::PolicyError::Keys { .. })));
}

#[test]
fn no_error_chain_says_anything_twice() {
    let world = World::new();
    let sealed = world.seal(world.sign(Payload::good().json()));
    let cut = &sealed[..sealed.len() - 4];
    for (name, token) in [("malformed", "a.b.c.d.e"), ("cut short", cut), ("of other form", "a.b")] {
        let error = world.nested().validate::<serde_json::Value>(token).unwrap_err();
        let mut said = vec![error.to_string()];
        let mut next = std::error::Error::source(&error);
        while let Some(below) = next {
            let words = below.to_string();
            assert!(said.iter().all(|earlier| !earlier.contains(&words)), "{name}: {words}");
            said.push(words);
            next = below.source();
        }
    }
}

/// Opened by a key that the validator does not have.
fn opened(world: &World, token: &str) -> Decrypted {
    let keys = DecryptionKeySet::from(world.decryption.clone());
    jose_jwe::decrypt_compact(token, &keys, &jose_core::Limits::token()).unwrap()
}

#[test]
fn an_envelope_that_was_opened_elsewhere() {
    let world = World::new();
    let validator = world.policy().encrypted_elsewhere().build().unwrap();
    assert_eq!(validator.mode(), TokenMode::NestedOnly);
    let signed = world.sign(Payload::good().json());
    let token: Token<serde_json::Value> = validator.validate_decrypted(&opened(&world, &world.seal(&signed))).unwrap();
    assert!(token.was_encrypted());
    for (name, content, expected) in [
        ("claims without a signature", Payload::good().json(), "token.not_signed"),
        ("an envelope", world.seal(&signed), "token.nesting"),
        ("a changed signature", format!("{}AAAA", &signed[..signed.len() - 4]), "jws.signature"),
        (
            "an unsigned token",
            format!("eyJhbGciOiJub25lIn0.{}.", signed.split('.').nth(1).unwrap()),
            "key.algorithm_not_allowed",
        ),
        ("no text", "\u{0}".into(), "token.not_signed"),
    ] {
        let decrypted = opened(&world, &world.seal(content));
        let error = validator.validate_decrypted::<serde_json::Value>(&decrypted).unwrap_err();
        assert_eq!(error.code(), expected, "{name}");
    }
    // It has no key of its own, and the form alone is no proof.
    assert_eq!(verdict("sealed", &validator, &world.seal(&signed)), "key.not_found");
    assert_eq!(verdict("signed", &validator, &signed), "token.not_encrypted");
}

/// A token has the compact form (RFC 7519, section 3), in which nobody can add a header on the way.
#[test]
fn an_envelope_in_json_is_no_token() {
    let world = World::new();
    let validator = world.policy().encrypted_elsewhere().build().unwrap();
    let enc = world.encryption.content_encryption().unwrap_or(ContentEncryption::A256Gcm);
    let envelope = Encryptor::new(&world.encryption, enc).content_type("JWT");
    let signed = world.sign(Payload::good().json());
    let keys = DecryptionKeySet::from(world.decryption.clone());
    let decryptor = Decryptor::new(&keys);
    let compact = decryptor.decrypt_compact(&envelope.encrypt_compact(signed.as_bytes()).unwrap()).unwrap();
    assert!(validator.validate_decrypted::<serde_json::Value>(&compact).is_ok());
    let flattened = decryptor.decrypt_flattened(&envelope.encrypt_flattened(signed.as_bytes()).unwrap()).unwrap();
    let general = decryptor.decrypt_general(&envelope.encrypt_general(signed.as_bytes()).unwrap()).unwrap();
    for decrypted in [flattened, general] {
        let error = validator.validate_decrypted::<serde_json::Value>(&decrypted).unwrap_err();
        assert_eq!(error.code(), "parse.segments");
    }
}

#[test]
fn an_envelope_that_was_opened_elsewhere_meets_the_policy_all_the_same() {
    let world = World::new();
    let decrypted = opened(&world, &world.seal(world.sign(Payload::good().json())));
    let untyped = opened(&world, &world::seal(&world.encryption, None, world.sign(Payload::good().json())));
    for (name, policy, decrypted, expected) in [
        ("signed only", world.policy().signed_only(), &decrypted, Some("token.encrypted")),
        (
            "another content encryption",
            world.policy().encrypted_elsewhere().content_encryption(ContentEncryption::A128Gcm),
            &decrypted,
            Some("jwe.content_encryption"),
        ),
        (
            "its own content encryption",
            world.policy().encrypted_elsewhere().content_encryption(ContentEncryption::A256Gcm),
            &decrypted,
            None,
        ),
        ("with keys for others", world.policy().encrypted(world.decryption.clone()), &decrypted, None),
        ("without cty", world.policy().encrypted_elsewhere(), &untyped, Some("token.content_type")),
    ] {
        let result = policy.build().unwrap().validate_decrypted::<serde_json::Value>(decrypted);
        assert_eq!(result.err().map(|error| error.code()), expected, "{name}");
    }
}
