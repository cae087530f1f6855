//! The caller's own type: it gets what the payload holds, or says which member does not fit.

use std::collections::HashMap;

use jose_claims::{Token, ValidateError};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::Value;

use crate::{
    payload::Payload,
    world::{World, refusal},
};

#[derive(Debug, Deserialize)]
struct Private {
    tenant: String,
    level: Option<u8>,
}

#[test]
fn what_fits() {
    let world = World::new();
    for (tenant, level) in [("\"acme\"", None), ("\"acme\",\"level\":7", Some(7)), ("\"acme\",\"level\":null", None)] {
        let token = world.sign(Payload::good().with("tenant", tenant).json());
        let token: Token<Private> = world.signed().validate(&token).unwrap();
        assert_eq!((token.claims().tenant.as_str(), token.claims().level), ("acme", level));
        assert_eq!(token.into_claims().tenant, "acme");
    }
}

#[test]
fn what_does_not_fit() {
    let world = World::new();
    for (name, payload, member) in [
        ("missing", Payload::good(), "tenant"),
        ("null", Payload::good().with("tenant", "null"), "tenant"),
        ("a number", Payload::good().with("tenant", "1"), "tenant"),
        ("a list", Payload::good().with("tenant", "[\"planted-4f1c\"]"), "tenant"),
        ("an object", Payload::good().with("tenant", "{\"planted-4f1c\":1}"), "tenant"),
        ("another name", Payload::good().with("Tenant", "\"planted-4f1c\""), "tenant"),
        ("too large", Payload::good().with("tenant", "\"planted-4f1c\"").with("level", 256), "level"),
        ("negative", Payload::good().with("tenant", "\"planted-4f1c\"").with("level", -1), "level"),
        ("a fraction", Payload::good().with("tenant", "\"planted-4f1c\"").with("level", 1.5), "level"),
        ("a text", Payload::good().with("tenant", "\"a\"").with("level", "\"planted-4f1c\""), "level"),
    ] {
        let error = refusal(name, world.signed().validate::<Private>(&world.sign(payload.json())));
        assert!(matches!(error, ValidateError::PrivateClaims(_)), "{name}: {error:?}");
        assert_eq!(error.code(), "claims.private", "{name}");
        assert!(error.to_string().contains(member), "{name}: {error}");
    }
}

/// A type may look at the registered claims as well; it sees what the policy saw.
#[test]
fn types_of_every_kind() {
    #[derive(Deserialize)]
    struct Registered {
        sub: String,
        exp: i64,
        #[serde(flatten)]
        rest: HashMap<String, Value>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "no token fits it")]
    struct Closed {
        tenant: String,
    }

    let world = World::new();
    let token = world.sign(Payload::good().with("tenant", "\"acme\"").json());
    let validator = world.signed();
    let registered = validator.validate::<Registered>(&token).unwrap().into_claims();
    assert_eq!((registered.sub.as_str(), registered.exp), ("user-42", 1_700_000_600));
    assert_eq!(registered.rest["tenant"], "acme");
    assert_eq!(validator.validate::<Value>(&token).unwrap().claims()["jti"], "1");
    assert_eq!(validator.validate::<HashMap<String, Value>>(&token).unwrap().claims().len(), 8);
    assert!(validator.validate::<IgnoredAny>(&token).is_ok());

    // A claims set is an object and holds the registered claims too.
    assert_eq!(refusal("unit", validator.validate::<()>(&token)).code(), "claims.private");
    assert_eq!(refusal("text", validator.validate::<String>(&token)).code(), "claims.private");
    assert_eq!(refusal("list", validator.validate::<Vec<Value>>(&token)).code(), "claims.private");
    assert_eq!(refusal("closed", validator.validate::<Closed>(&token)).code(), "claims.private");
}

#[test]
fn a_token_shows_no_claim_in_logs() {
    let world = World::new();
    let planted = "\"planted-4f1c\"";
    let payload = ["sub", "client_id", "jti", "scope", "tenant"]
        .iter()
        .fold(Payload::good(), |payload, claim| payload.with(claim, planted));
    let token: Token<Value> = world.signed().validate(&world.sign(payload.json())).unwrap();
    assert_eq!(token.subject(), Some("planted-4f1c"));
    for text in [format!("{token:?}"), format!("{token:#?}")] {
        assert!(!text.contains("planted") && text.contains("issuer"), "{text}");
    }
}
