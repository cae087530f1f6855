//! Client assertions (RFC 7523, section 3).

use std::time::Duration;

use jose_claims::Validator;

use crate::{
    CLIENT, assertion, assertion_policy,
    payload::Payload,
    quoted, store,
    world::{ACCEPTED, API, NOW, PLANTED, World, clock, sign, verdict},
};

#[test]
fn claims() {
    let world = World::new();
    let validator = assertion_policy(&world).waive_replay("a test").build().unwrap();
    let table: Vec<(&str, Payload, &str)> = vec![
        ("good", assertion(), ACCEPTED),
        ("with iat", assertion().with("iat", NOW), ACCEPTED),
        ("the longest", assertion().with("exp", NOW + 600), ACCEPTED),
        ("too long", assertion().with("exp", NOW + 601), "claims.lifetime"),
        ("for ever", assertion().with("exp", "253402300799"), "claims.lifetime"),
        ("too long, issued late", assertion().with("iat", NOW).with("exp", NOW + 1000), "claims.lifetime"),
        ("about somebody else", assertion().with("sub", quoted(PLANTED)), "claims.rule"),
        ("in other letters", assertion().with("sub", "\"Web\""), "claims.rule"),
        ("from another client", assertion().with("iss", quoted(PLANTED)), "claims.issuer"),
        ("another client as a whole", assertion().with("iss", "\"x\"").with("sub", "\"x\""), "claims.issuer"),
        ("for another server", assertion().with("aud", quoted(PLANTED)), "claims.audience"),
        ("for this server in a list", assertion().with("aud", r#"["https://api.example"]"#), ACCEPTED),
        (
            "for another server too",
            assertion().with("aud", r#"["https://api.example","https://x.example"]"#),
            "claims.audience",
        ),
        (
            "for it twice",
            assertion().with("aud", r#"["https://api.example","https://api.example"]"#),
            "claims.audience",
        ),
        ("a part of a second too long", assertion().with("exp", format!("{}.5", NOW + 600)), "claims.lifetime"),
        ("no iss", assertion().without("iss"), "claims.missing"),
        ("no sub", assertion().without("sub"), "claims.missing"),
        ("no aud", assertion().without("aud"), "claims.missing"),
        ("no exp", assertion().without("exp"), "claims.missing"),
        ("no jti", assertion().without("jti"), "claims.missing"),
        ("empty jti", assertion().with("jti", "\"\""), "claims.missing"),
        ("expired", assertion().with("exp", NOW), "claims.expired"),
        ("not yet", assertion().with("nbf", NOW + 1), "claims.not_yet_valid"),
        ("a logout token", assertion().with("events", "{}"), "claims.forbidden"),
        ("an identity token", assertion().with("nonce", "\"n\""), "claims.forbidden"),
    ];
    for (name, payload, expected) in table {
        let token = sign(&world.signing, None, payload.json());
        assert_eq!(verdict(name, &validator, &token), expected, "{name}");
        assert_eq!(validator.explain(&token).verdict(), expected, "{name}");
    }
    for typ in [None, Some("JWT"), Some("client-authentication+jwt"), Some("application/client-authentication+jwt")] {
        assert_eq!(verdict("type", &validator, &sign(&world.signing, typ, assertion().json())), ACCEPTED, "{typ:?}");
    }
    for typ in ["at+jwt", "logout+jwt", "dpop+jwt", "authorization-grant+jwt", "x", ""] {
        let token = sign(&world.signing, Some(typ), assertion().json());
        assert_eq!(verdict(typ, &validator, &token), "token.type");
    }
}

#[test]
fn a_lifetime_of_its_own() {
    let world = World::new();
    let policy = assertion_policy(&world).waive_replay("a test");
    let validator = policy.maximum_remaining_lifetime(Duration::from_secs(60)).build().unwrap();
    for (exp, expected) in [(60, ACCEPTED), (61, "claims.lifetime"), (600, "claims.lifetime")] {
        let token = sign(&world.signing, None, assertion().with("exp", NOW + exp).json());
        assert_eq!(verdict("lifetime", &validator, &token), expected, "{exp}");
    }
}

/// While clients change over, the server has two names; an assertion still names one.
#[test]
fn two_names_of_one_server() {
    let world = World::new();
    let policy = assertion_policy(&world).waive_replay("a test").audience("https://api.example/token");
    let validator = policy.build().unwrap();
    for (aud, expected) in [
        (r#""https://api.example""#, ACCEPTED),
        (r#""https://api.example/token""#, ACCEPTED),
        (r#"["https://api.example/token"]"#, ACCEPTED),
        (r#"["https://api.example","https://api.example/token"]"#, "claims.audience"),
        (r#""https://api.example/""#, "claims.audience"),
        (r#"["https://x.example"]"#, "claims.audience"),
    ] {
        let token = sign(&world.signing, None, assertion().with("aud", aud).json());
        assert_eq!(verdict(aud, &validator, &token), expected, "{aud}");
    }
}

/// One client can neither sign as another, nor use up its identifiers.
#[test]
fn several_clients() {
    let (one, two) = (World::new(), World::new());
    let validator = Validator::client_assertion(API)
        .issuer(CLIENT, one.verifying.clone())
        .issuer("other", two.verifying.clone())
        .signed_only()
        .clock(clock(NOW))
        .replay_store(store())
        .build()
        .unwrap();
    let other = assertion().with("iss", "\"other\"").with("sub", "\"other\"");
    let forged = sign(&two.signing, None, assertion().json());
    assert_eq!(verdict("forged", &validator, &forged), "jws.signature");
    let unknown = sign(&two.signing, None, assertion().with("iss", "\"x\"").with("sub", "\"x\"").json());
    assert_eq!(verdict("unknown", &validator, &unknown), "token.unknown_issuer");
    let second = sign(&two.signing, None, other.json());
    assert_eq!(verdict("the other's", &validator, &second), ACCEPTED);
    let first = sign(&one.signing, None, assertion().json());
    assert_eq!(verdict("the same jti of this one", &validator, &first), ACCEPTED);
    assert_eq!(verdict("again", &validator, &first), "claims.replayed");
    assert_eq!(verdict("the other's again", &validator, &second), "claims.replayed");
}
