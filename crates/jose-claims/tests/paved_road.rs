//! The paved road: issue, open, and trust what comes out. With every algorithm.
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

use std::time::Duration;

use jose_claims::{Issuer, Token, Validator};
use jose_core::{ContentEncryption, KeyManagementAlgorithm, UnixTime};
use jose_jwk::{DecryptionKeySet, VerifyingKeySet};
use serde::{Deserialize, Serialize};

use payload::Payload;
use world::{ACCEPTED, API, ISSUER, NOW, World, verdict};

#[derive(Debug, Serialize, Deserialize, PartialEq)]
struct Private {
    tenant: String,
    roles: Vec<String>,
}

fn private() -> Private {
    Private { tenant: "acme".into(), roles: vec!["reader".into(), "writer".into()] }
}

#[test]
fn everything_that_was_issued_comes_out() {
    let world = World::new();
    let issuer = world.issuer().encrypt_to(API, world.encryption.clone()).build().unwrap();
    let token = issuer
        .access_token("user-42", API)
        .client_id("web")
        .scope(["orders:read"])
        .scope(vec!["orders:write".to_owned()])
        .lifetime(Duration::from_secs(60))
        .not_before(UnixTime::from_seconds(NOW - 5))
        .claims(&private())
        .issue()
        .unwrap();
    assert_eq!(token.split('.').count(), 5);

    let token: Token<Private> = world.nested().validate(&token).unwrap();
    assert_eq!(token.issuer(), Some(ISSUER));
    assert_eq!(token.subject(), Some("user-42"));
    assert_eq!(token.audiences().collect::<Vec<_>>(), [API]);
    assert_eq!(token.client_id(), Some("web"));
    assert_eq!(token.scope().iter().collect::<Vec<_>>(), ["orders:read", "orders:write"]);
    assert!(token.scope().contains("orders:write") && !token.scope().contains("orders"));
    assert_eq!(token.scope().to_string(), "orders:read orders:write");
    assert_eq!(token.expires_at(), Some(UnixTime::from_seconds(NOW + 60)));
    assert_eq!(token.issued_at(), Some(UnixTime::from_seconds(NOW)));
    assert_eq!(token.not_before(), Some(UnixTime::from_seconds(NOW - 5)));
    assert_eq!(token.token_id().map(str::len), Some(22));
    assert_eq!(token.signed_by(), Some("issuer"));
    assert!(token.was_encrypted());
    assert_eq!(token.claims(), &private());
    assert_eq!(token.into_claims(), private());
}

/// The least that an access token can be.
#[test]
fn what_was_not_issued_is_absent() {
    let world = World::new();
    let issuer = world.issuer().signed_only().build().unwrap();
    let token = issuer.access_token("web", API).subject_is_client().issue().unwrap();
    let token: Token<serde_json::Value> = world.signed().validate(&token).unwrap();
    assert_eq!((token.subject(), token.client_id()), (Some("web"), Some("web")));
    assert_eq!(token.not_before(), None);
    assert!(token.scope().is_empty());
    assert!(!token.was_encrypted());
    assert_eq!(token.claims().as_object().unwrap().len(), 7);
}

#[test]
fn with_every_signature_algorithm() {
    let (encryption, decryption) = keys::encryption(KeyManagementAlgorithm::Dir, ContentEncryption::A256Gcm);
    for algorithm in keys::signature_algorithms() {
        let (signing, verifying) = keys::signature(algorithm);
        for signed_only in [true, false] {
            let issuer = Issuer::builder(ISSUER).sign_with(signing.clone());
            let issuer = if signed_only { issuer.signed_only() } else { issuer.encrypt_to(API, encryption.clone()) };
            let policy = Validator::access_token().issuer(ISSUER, verifying.clone()).audience(API);
            let policy = if signed_only { policy.signed_only() } else { policy.encrypted(decryption.clone()) };
            let token = issuer.build().unwrap().access_token("user-42", API).client_id("web").issue().unwrap();
            assert_eq!(verdict(algorithm.name(), &policy.build().unwrap(), &token), ACCEPTED, "{algorithm}");
        }
    }
}

#[test]
fn with_every_encryption_algorithm() {
    let world = World::new();
    for algorithm in keys::encryption_algorithms() {
        for &enc in ContentEncryption::ALL {
            let name = format!("{algorithm} with {enc}");
            let (encryption, decryption) = keys::encryption(algorithm, enc);
            let issuer = world.issuer().encrypt_to_with(API, encryption, enc).build().unwrap();
            let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
            let validator = world.policy().encrypted(decryption).build().unwrap();
            assert_eq!(verdict(&name, &validator, &token), ACCEPTED, "{name}");
            assert_eq!(verdict(&name, &world.signed(), &token), "token.encrypted", "{name}");
        }
    }
}

/// During a rotation both keys are there, and which one proved the sender is told by the key and not by the token.
#[test]
fn keys_in_sets() {
    let (old, new) = (World::new(), World::new());
    let verifying = [old.verifying.clone().with_key_id("old"), new.verifying.clone().with_key_id("new")];
    let decryption = [old.decryption.clone().with_key_id("old"), new.decryption.clone().with_key_id("new")];
    let policy = Validator::access_token().issuer(ISSUER, VerifyingKeySet::new(verifying).unwrap()).audience(API);
    let validator = policy.encrypted(DecryptionKeySet::new(decryption).unwrap()).build().unwrap();
    for (world, key_id) in [(&old, "old"), (&new, "new")] {
        let issuer = Issuer::builder(ISSUER).sign_with(world.signing.clone().with_key_id(key_id));
        let issuer = issuer.encrypt_to(API, world.encryption.clone().with_key_id(key_id)).build().unwrap();
        let token = issuer.access_token("user-42", API).client_id("web").issue().unwrap();
        let token: Token<serde_json::Value> = validator.validate(&token).unwrap();
        assert_eq!(token.signed_by(), Some(key_id));
    }
    for (sign, seal, expected) in
        [("gone", "old", "key.not_found"), ("old", "gone", "key.not_found"), ("new", "old", "jws.signature")]
    {
        let signed = world::sign(&old.signing.clone().with_key_id(sign), Some("at+jwt"), Payload::good().json());
        let token = world::seal(&old.encryption.clone().with_key_id(seal), Some("JWT"), signed);
        assert_eq!(verdict("kid", &validator, &token), expected, "{sign} in {seal}");
    }
}

#[test]
fn what_lives_long_can_be_shared() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug + 'static>(_: &T) {}
    let world = World::new();
    shared(&world.nested());
    shared(&world.issuer().signed_only().build().unwrap());
    let validator = world.signed();
    let token = world.sign(Payload::good().json());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(verdict("shared", &validator.clone(), &token), ACCEPTED));
        }
    });
}
