//! Logout tokens (OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6).

use crate::{
    logout_policy, logout_token,
    payload::Payload,
    quoted, store,
    world::{ACCEPTED, NOW, PLANTED, World, sign, verdict},
};

#[test]
fn types() {
    let world = World::new();
    let strict = logout_policy(&world).waive_replay("a test").build().unwrap();
    let older = logout_policy(&world).waive_replay("a test").accept_untyped_logout_tokens("an older provider");
    let older = older.build().unwrap();
    for (typ, by_strict, by_older) in [
        (Some("logout+jwt"), ACCEPTED, ACCEPTED),
        (Some("application/logout+jwt"), ACCEPTED, ACCEPTED),
        (None, "token.type", ACCEPTED),
        (Some("JWT"), "token.type", ACCEPTED),
        (Some("at+jwt"), "token.type", "token.type"),
        (Some("dpop+jwt"), "token.type", "token.type"),
        (Some("secevent+jwt"), "token.type", "token.type"),
        (Some(""), "token.type", "token.type"),
    ] {
        let token = sign(&world.signing, typ, logout_token().json());
        assert_eq!(verdict("strict", &strict, &token), by_strict, "{typ:?}");
        assert_eq!(verdict("older", &older, &token), by_older, "{typ:?}");
    }
}

#[test]
fn claims() {
    let world = World::new();
    let validator = logout_policy(&world).waive_replay("a test").build().unwrap();
    let event = |event: &str| format!(r#"{{"http://schemas.openid.net/event/backchannel-logout":{event}}}"#);
    let table: Vec<(&str, Payload, &str)> = vec![
        ("a user", logout_token(), ACCEPTED),
        ("a session", logout_token().without("sub").with("sid", "\"s-1\""), ACCEPTED),
        ("a session of a user", logout_token().with("sid", "\"s-1\""), ACCEPTED),
        ("an event that says more", logout_token().with("events", event(r#"{"x":1}"#)), ACCEPTED),
        ("nobody", logout_token().without("sub"), "claims.missing"),
        ("an empty user", logout_token().with("sub", "\"\""), "claims.missing"),
        ("an empty session", logout_token().without("sub").with("sid", "\"\""), "claims.missing"),
        ("a session that is a number", logout_token().with("sid", "1"), "claims.malformed"),
        ("a session that is null", logout_token().with("sid", "null"), "claims.malformed"),
        ("nonce", logout_token().with("nonce", quoted(PLANTED)), "claims.forbidden"),
        ("nonce null", logout_token().with("nonce", "null"), "claims.forbidden"),
        ("no events", logout_token().without("events"), "claims.missing"),
        ("events null", logout_token().with("events", "null"), "claims.rule"),
        ("events empty", logout_token().with("events", "{}"), "claims.rule"),
        ("another event", logout_token().with("events", r#"{"x":{}}"#), "claims.rule"),
        ("an event that is a text", logout_token().with("events", event("\"\"")), "claims.rule"),
        ("an event that is null", logout_token().with("events", event("null")), "claims.rule"),
        ("an event that is true", logout_token().with("events", event("true")), "claims.rule"),
        (
            "events as a list",
            logout_token().with("events", r#"["http://schemas.openid.net/event/backchannel-logout"]"#),
            "claims.rule",
        ),
        ("no iss", logout_token().without("iss"), "claims.missing"),
        ("no aud", logout_token().without("aud"), "claims.missing"),
        ("no iat", logout_token().without("iat"), "claims.missing"),
        ("no exp", logout_token().without("exp"), "claims.missing"),
        ("no jti", logout_token().without("jti"), "claims.missing"),
        ("other issuer", logout_token().with("iss", quoted(PLANTED)), "claims.issuer"),
        ("other client", logout_token().with("aud", quoted(PLANTED)), "claims.audience"),
        ("expired", logout_token().with("exp", NOW), "claims.expired"),
    ];
    for (name, payload, expected) in table {
        let token = sign(&world.signing, Some("logout+jwt"), payload.json());
        assert_eq!(verdict(name, &validator, &token), expected, "{name}");
        assert_eq!(validator.explain(&token).verdict(), expected, "{name}");
    }
}

#[test]
fn once() {
    let world = World::new();
    let validator = logout_policy(&world).replay_store(store()).build().unwrap();
    let token = sign(&world.signing, Some("logout+jwt"), logout_token().json());
    assert_eq!(verdict("first", &validator, &token), ACCEPTED);
    assert_eq!(verdict("second", &validator, &token), "claims.replayed");
}
