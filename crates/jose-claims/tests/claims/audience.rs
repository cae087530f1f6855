//! `aud`: a text or a list of texts, one of which is us, byte for byte.

use jose_claims::{Token, Validator};
use serde_json::Value;

use crate::{
    payload::Payload,
    world::{ACCEPTED, API, ISSUER, NOW, World, clock, verdict},
};

const OTHER: &str = "claims.audience";
const MALFORMED: &str = "claims.malformed";

const TABLE: &[(&str, &str, &str)] = &[
    ("us", r#""https://api.example""#, ACCEPTED),
    ("us, with escapes", r#""https:\/\/api.ex\u0061mple""#, ACCEPTED),
    ("us alone in a list", r#"["https://api.example"]"#, ACCEPTED),
    ("us first", r#"["https://api.example","b","c"]"#, ACCEPTED),
    ("us in the middle", r#"["a","https://api.example","c"]"#, ACCEPTED),
    ("us last", r#"["a","b","https://api.example"]"#, ACCEPTED),
    ("us twice", r#"["https://api.example","https://api.example"]"#, ACCEPTED),
    ("us and nobody", r#"["","https://api.example"]"#, ACCEPTED),
    ("another", r#""planted-4f1c""#, OTHER),
    ("others", r#"["planted-4f1c","https://other.example"]"#, OTHER),
    ("nobody", r#""""#, OTHER),
    ("nobody, in a list", r#"[""]"#, OTHER),
    ("a beginning of us", r#""https://api""#, OTHER),
    ("the end of us", r#""api.example""#, OTHER),
    ("more behind", r#""https://api.example.evil""#, OTHER),
    ("more in front", r#""https://evil/https://api.example""#, OTHER),
    ("a slash behind", r#""https://api.example/""#, OTHER),
    ("a space behind", r#""https://api.example ""#, OTHER),
    ("separated by spaces", r#""a https://api.example""#, OTHER),
    ("separated by commas", r#""a,https://api.example""#, OTHER),
    ("a list as text", r#""[\"https://api.example\"]""#, OTHER),
    ("in capitals", r#""HTTPS://API.EXAMPLE""#, OTHER),
    ("one capital, in a list", r#"["https://Api.example"]"#, OTHER),
    ("a pattern", r#""*""#, OTHER),
    ("us in two pieces", r#"["https://","api.example"]"#, OTHER),
    ("the issuer", r#""https://id.example""#, OTHER),
    ("an empty list", "[]", MALFORMED),
    ("us and a number", r#"["https://api.example",1]"#, MALFORMED),
    ("a number and us", r#"[1,"https://api.example"]"#, MALFORMED),
    ("us and null", r#"["https://api.example",null]"#, MALFORMED),
    ("us in a list in a list", r#"[["https://api.example"]]"#, MALFORMED),
    ("us and us in a list", r#"["https://api.example",["https://api.example"]]"#, MALFORMED),
    ("us in an object", r#"{"0":"https://api.example"}"#, MALFORMED),
    ("us as a name", r#"{"https://api.example":true}"#, MALFORMED),
    ("objects", r#"[{"aud":"https://api.example"}]"#, MALFORMED),
    ("a number", "1", MALFORMED),
    ("true", "true", MALFORMED),
    ("null", "null", MALFORMED),
    ("a list that is not closed", r#"["https://api.example""#, MALFORMED),
    ("a comma too many", r#"["https://api.example",]"#, MALFORMED),
];

#[test]
fn table() {
    let world = World::new();
    for (name, aud, expected) in TABLE {
        let token = world.sign(Payload::good().with("aud", aud).json());
        assert_eq!(verdict(name, &world.signed(), &token), *expected, "{name}");
        let shape = if *expected == MALFORMED { MALFORMED } else { ACCEPTED };
        assert_eq!(verdict(name, &world.lax(), &token), shape, "{name}, waived");
    }
}

#[test]
fn us_at_every_place_of_a_long_list() {
    let world = World::new();
    for place in 0..20 {
        let others = (0..20).map(|index| if index == place { API.to_owned() } else { format!("planted-4f1c {index}") });
        let aud: Value = others.collect();
        let token = world.sign(Payload::good().with("aud", &aud).json());
        assert_eq!(verdict("list", &world.signed(), &token), ACCEPTED, "{place}");
        let token: Token<Value> = world.signed().validate(&token).unwrap();
        assert_eq!(token.audiences().count(), 20);
        assert_eq!(token.audiences().nth(place), Some(API));
    }
}

#[test]
fn one_of_our_names_is_enough_and_another_is_not() {
    let world = World::new();
    let validator = world.policy().audience("urn:api:old").audience("urn:api:new").signed_only().build().unwrap();
    for (aud, expected) in [
        (r#""https://api.example""#, ACCEPTED),
        (r#""urn:api:old""#, ACCEPTED),
        (r#""urn:api:new""#, ACCEPTED),
        (r#"["planted-4f1c","urn:api:new"]"#, ACCEPTED),
        (r#"["urn:api:new","urn:api:old"]"#, ACCEPTED),
        (r#""urn:api""#, OTHER),
        (r#""urn:api:older""#, OTHER),
        (r#""urn:api:oldurn:api:new""#, OTHER),
        (r#"["urn:api","https://api"]"#, OTHER),
        (r#""planted-4f1c""#, OTHER),
        (r#""""#, OTHER),
        ("[]", MALFORMED),
    ] {
        let token = world.sign(Payload::good().with("aud", aud).json());
        assert_eq!(verdict(aud, &validator, &token), expected, "{aud}");
    }
    let token = world.sign(Payload::good().without("aud").json());
    assert_eq!(verdict("no aud", &validator, &token), "claims.missing");
}

/// Where nobody is expected, a token for somebody is refused, whoever it is.
#[test]
fn nobody() {
    let world = World::new();
    let policy = Validator::builder().issuer(ISSUER, world.verifying.clone()).token_type("at+jwt").expires();
    let validator = policy.signed_only().clock(clock(NOW)).forbid_audience().build().unwrap();
    let token = |payload: Payload| world.sign(payload.json());
    assert_eq!(verdict("none", &validator, &token(Payload::good().without("aud"))), ACCEPTED);
    for (name, aud, expected) in [
        ("us", r#""https://api.example""#, "claims.forbidden"),
        ("others", r#"["planted-4f1c"]"#, "claims.forbidden"),
        ("an empty name", r#""""#, "claims.forbidden"),
        ("null", "null", MALFORMED),
        ("an empty list", "[]", MALFORMED),
        ("a number", "0", MALFORMED),
    ] {
        let token = token(Payload::good().with("aud", aud));
        assert_eq!(verdict(name, &validator, &token), expected, "{name}");
        assert_eq!(validator.explain(&token).verdict(), expected, "{name}, explained");
    }
    for (name, builder) in [
        ("and somebody", Validator::builder().forbid_audience().audience(API)),
        ("somebody, and nobody", Validator::builder().audience(API).forbid_audience()),
        ("nobody twice", Validator::builder().forbid_audience().forbid_audience()),
        ("and anybody", Validator::builder().forbid_audience().waive_audience("a test")),
        ("of an access token", Validator::access_token().forbid_audience()),
    ] {
        let settled = builder.issuer(ISSUER, world.verifying.clone()).signed_only();
        let settled = if name.starts_with("of") { settled } else { settled.token_type("x").expires() };
        assert_eq!(settled.build().unwrap_err().code(), "policy.contradiction", "{name}");
    }
}
