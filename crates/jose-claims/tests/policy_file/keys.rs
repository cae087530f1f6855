//! Keys of documents: by name, on the spot, and one for two jobs.

use jose_claims::{PolicyDocument, TokenMode};
use jose_jwk::{Jwk, JwkSet};

use crate::{
    Store, document,
    payload::Payload,
    world::{ACCEPTED, sign, verdict},
};

#[test]
fn every_mode() {
    let store = Store::new();
    let with = |issuer: &str, mode: &str| {
        store.json(&format!(
            r#"{{"profile":"access_token","issuers":[{{"issuer":"https://id.example"{issuer}}}],
                "audiences":["https://api.example"],{mode}}}"#
        ))
    };
    let keys = r#","keys":"id""#;
    for (issuer, mode, expected) in [
        (keys, r#""mode":"signed_only""#, TokenMode::SignedOnly),
        (keys, r#""mode":"encrypted","decryption_keys":"api""#, TokenMode::NestedOnly),
        (keys, r#""mode":"encrypted_elsewhere""#, TokenMode::NestedOnly),
        ("", r#""mode":"encrypted_with_shared_key","decryption_keys":"shared""#, TokenMode::EncryptedOnly),
        (
            keys,
            r#""mode":"migrate","decryption_keys":"api","migrate_until":1800000000"#,
            TokenMode::Migrate { until: jose_claims::UnixTime::from_seconds(1_800_000_000) },
        ),
    ] {
        assert_eq!(with(issuer, mode).unwrap().mode(), expected);
    }
    for (issuer, mode, expected) in [
        (keys, r#""mode":"encrypted""#, "policy.document"),
        (keys, r#""mode":"migrate","decryption_keys":"api""#, "policy.document"),
        (keys, r#""mode":"migrate","migrate_until":1"#, "policy.document"),
        (keys, r#""mode":"encrypted","decryption_keys":"id""#, "policy.keys"),
        (keys, r#""mode":"encrypted","decryption_keys":"other""#, "policy.document"),
        ("", r#""mode":"encrypted_with_shared_key","decryption_keys":"api""#, "policy.keys"),
        ("", r#""mode":"signed_only""#, "policy.keys"),
        (keys, r#""mode":"encrypted_with_shared_key","decryption_keys":"shared""#, "policy.keys"),
    ] {
        assert_eq!(with(issuer, mode).unwrap_err().code(), expected, "{issuer} {mode}");
    }
}

#[test]
fn keys_on_the_spot() {
    let store = Store::new();
    let key = Jwk::generate("ES256").unwrap().with_key_id("here");
    let set = JwkSet::from_keys([key]).unwrap();
    let text = document("").replace("\"keys\":\"id\"", &format!("\"keys\":{}", set.public().to_json()));
    let validator = store.json(&text).unwrap();
    let signing = set.keys().next().unwrap().signing_key().unwrap();
    assert_eq!(verdict("here", &validator, &sign(&signing, Some("at+jwt"), Payload::good().json())), ACCEPTED);
    let secret = document("").replace("\"keys\":\"id\"", &format!("\"keys\":{}", *set.to_secret_json()));
    assert_eq!(store.json(&secret).unwrap_err().code(), "policy.document");
}

/// However the key is named, it is the same one.
#[test]
fn one_key_for_both_jobs() {
    let text = document("").replace("\"mode\":\"signed_only\"", r#""mode":"encrypted","decryption_keys":"api""#);
    let key = || jose_jwk::PrivateJwk::generate_signing(jose_core::JwsAlgorithm::Es256).unwrap();
    let (one, other) = (Jwk::from(key()), Jwk::from(key()));
    let named = |key: &Jwk, name: &str| Jwk::from_json(key.to_secret_json().as_bytes()).unwrap().with_key_id(name);
    for (decryption, expected) in [(&one, "policy.keys"), (&other, "policy.document")] {
        let built = PolicyDocument::from_json(text.as_bytes()).unwrap().into_builder(|name| {
            Ok(JwkSet::from_keys([if name == "id" { named(&one, "a") } else { named(decryption, "b") }])?)
        });
        // The other is for signatures, so that it decrypts nothing; only the first is there twice.
        assert_eq!(built.unwrap_err().code(), expected);
    }
}
