//! Values that are secrets by their shape, under a name that says nothing; and values that only look similar.

use jose_claims::LooksLike::{AccessKey, PrivateKey, Token, UrlWithPassword};
use serde_json::{Value, json};

use super::{found, is_found, is_not_found, refusal};
use crate::{keys, world::World};

#[test]
fn private_keys() {
    let pem = |what: &str| format!("-----BEGIN {what}-----\nplanted\n-----END {what}-----");
    for what in [
        "PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "PGP PRIVATE KEY BLOCK",
    ] {
        is_found(PrivateKey, &[&pem(what), &format!("see below\r\n{}", pem(what)), &pem(what).replace('\n', "\\n")]);
    }
    is_found(PrivateKey, &["PuTTY-User-Key-File-3: ssh-ed25519"]);
    is_not_found(&[&pem("PUBLIC KEY"), &pem("CERTIFICATE"), "-----BEGIN ", "a PRIVATE KEY is never sent"]);
    let secret: Value = serde_json::from_str(&keys::rsa().to_secret_json()).unwrap();
    for (value, expected) in [
        (secret.clone(), Some(PrivateKey)),
        (json!({ "kty": "oct", "k": "planted" }), Some(PrivateKey)),
        (json!({ "kty": "OKP", "crv": "Ed25519", "x": "x", "d": "planted" }), Some(PrivateKey)),
        (json!({ "kty": "AKP", "alg": "ML-DSA-44", "pub": "x", "priv": "planted" }), Some(PrivateKey)),
        (json!(json!({ "kty": "oct", "k": "planted" }).to_string()), Some(PrivateKey)),
        (json!(json!({ "keys": [{ "kty": "oct", "k": "planted" }] }).to_string()), Some(PrivateKey)),
        (json!({ "kty": "EC", "crv": "P-256", "x": "x", "y": "y" }), None),
        (json!(json!({ "keys": [{ "kty": "RSA", "n": "n", "e": "AQAB" }] }).to_string()), None),
        (json!({ "k": 1, "d": 2 }), None),
        (json!("{\"kty\":\"oct\",\"k\":"), None),
    ] {
        assert_eq!(found(&value), expected, "{value}");
    }
    assert!(refusal(&json!({ "cnf": { "jwk": secret } })).is_some(), "a token is bound to a public key");
    assert!(refusal(&json!({ "cnf": { "jwk": { "kty": "EC", "crv": "P-256", "x": "x", "y": "y" } } })).is_none());
}

#[test]
fn tokens() {
    let world = World::new();
    let signed = world.sign("{}");
    let sealed = world.seal("x");
    let detached = format!("{}..{}", signed.split('.').next().unwrap(), signed.rsplit('.').next().unwrap());
    is_found(Token, &[&signed, &sealed, &detached, &format!("Bearer {signed}"), "eyJhbGciOiJub25lIn0.e30."]);
    let (header, rest) = signed.split_once('.').unwrap();
    is_not_found(&[
        header,
        &format!("{header}.{header}"),
        &format!("{signed}.x"),
        &format!("{header}.a b.c"),
        &format!("{header}=.{rest}"),
        "e30.e30.e30",
        "bnVsbA.e30.e30",
        "www.shop.example",
        "1.2.3",
        "a.b.c.d.e",
        "..",
        "....",
    ]);
}

#[test]
fn access_keys() {
    let with = |prefix: &str, length: usize| format!("{prefix}{}", "A1b2".repeat(30).get(..length).unwrap());
    for (prefix, rest) in [
        ("AKIA", 16),
        ("ASIA", 16),
        ("AIza", 35),
        ("ghp_", 36),
        ("github_pat_", 82),
        ("glpat-", 20),
        ("xoxb-", 40),
        ("xoxp-", 40),
        ("sk_live_", 24),
        ("rk_live_", 24),
        ("npm_", 36),
        ("hf_", 34),
        ("ya29.", 60),
        ("GOCSPX-", 28),
        ("dop_v1_", 64),
        ("SG.", 66),
    ] {
        is_found(AccessKey, &[&with(prefix, rest), &format!("Bearer {}", with(prefix, rest))]);
        is_not_found(&[
            prefix,
            &with(prefix, 4),
            &format!("a {}", with(prefix, rest)),
            &format!("{} a", with(prefix, rest)),
            &with("", 60),
        ]);
    }
}

#[test]
fn addresses_with_passwords() {
    is_found(
        UrlWithPassword,
        &[
            "https://user:planted@host.example/",
            "postgres://app:planted@db:5432/x",
            "redis://:planted@cache",
            "amqp+ssl://a:p@h?x=@",
        ],
    );
    is_not_found(&[
        "https://host.example/",
        "https://user@host.example/",
        "https://user:@host.example/",
        "https://host.example:8080/a@b",
        "https://host.example/?next=a:b@c",
        "://a:b@c",
        "a b://c:d@e",
        "see https://user",
    ]);
}
