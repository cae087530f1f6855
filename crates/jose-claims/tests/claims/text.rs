//! `sub`, `jti`, `client_id` and `scope`: texts that a validator hands on as they are.

use jose_claims::Token;
use serde_json::Value;

use crate::{
    payload::Payload,
    world::{ACCEPTED, World, verdict},
};

const TEXTS: &[&str] = &["client_id", "jti", "scope", "sub"];

#[test]
fn any_text_comes_out_as_it_went_in() {
    let world = World::new();
    for text in ["a", " ", "\u{0}", "\"\\/\n\t", "é", "\u{1f600}", "{}", "null", "a b  c", "\u{202e}evil"] {
        let json = Value::from(text);
        let payload = TEXTS.iter().fold(Payload::good(), |payload, claim| payload.with(claim, &json));
        let token: Token<Value> = world.signed().validate(&world.sign(payload.json())).unwrap();
        assert_eq!(token.subject(), Some(text), "{text:?}");
        assert_eq!(token.client_id(), Some(text), "{text:?}");
        assert_eq!(token.token_id(), Some(text), "{text:?}");
        assert_eq!(token.scope().to_string(), text, "{text:?}");
    }
}

#[test]
fn huge() {
    let world = World::new();
    let huge = format!("\"{}\"", "planted-4f1c".repeat(10_000));
    for claim in TEXTS {
        let token = world.sign(Payload::good().with(claim, &huge).json());
        assert_eq!(verdict(claim, &world.signed(), &token), ACCEPTED, "{claim}");
        let token = world.sign(Payload::good().with(claim, format!("[{huge}]")).json());
        assert_eq!(verdict(claim, &world.signed(), &token), "claims.malformed", "{claim}");
    }
    for (claim, expected) in [("aud", "claims.audience"), ("iss", "claims.issuer")] {
        let token = world.sign(Payload::good().with(claim, &huge).json());
        assert_eq!(verdict(claim, &world.signed(), &token), expected, "{claim}");
    }
    let over = format!("\"{}\"", "planted-4f1c".repeat(20_000));
    for claim in ["aud", "client_id", "iss", "jti", "private", "scope", "sub"] {
        let token = world.sign(Payload::good().with(claim, &over).json());
        assert_eq!(verdict(claim, &world.signed(), &token), "parse.limit", "{claim}");
        assert_eq!(verdict(claim, &world.nested(), &world.seal(&token)), "parse.limit", "{claim}, nested");
    }
}

#[test]
fn the_values_of_scope() {
    let world = World::new();
    for (scope, values) in [
        ("", &[][..]),
        (" ", &[]),
        ("a", &["a"]),
        ("a b", &["a", "b"]),
        (" a  b ", &["a", "b"]),
        ("a\tb", &["a\tb"]),
        ("a,b", &["a,b"]),
        ("a a", &["a", "a"]),
    ] {
        let token = world.sign(Payload::good().with("scope", Value::from(scope)).json());
        let token: Token<Value> = world.signed().validate(&token).unwrap();
        assert_eq!(token.scope().iter().collect::<Vec<_>>(), values, "{scope:?}");
        assert_eq!(token.scope().is_empty(), values.is_empty(), "{scope:?}");
        for value in values {
            assert!(token.scope().contains(value), "{scope:?}");
        }
        for value in ["", " ", "A", "b c", "orders", "a b"] {
            assert!(!token.scope().contains(value), "{scope:?} contains {value:?}");
        }
    }
}

#[test]
fn a_client_is_no_subject() {
    let world = World::new();
    let token = world.sign(Payload::good().with("client_id", r#""user-42""#).with("sub", r#""web""#).json());
    let token: Token<Value> = world.signed().validate(&token).unwrap();
    assert_eq!((token.subject(), token.client_id()), (Some("web"), Some("user-42")));
}
