//! Identity tokens (OpenID Connect Core 1.0, sections 2 and 3.1.3.7).

use jose_claims::{IdTokenContext, Token, Validator};
use jose_core::{Curve, JwsAlgorithm, base64url};
use jose_crypto::{
    SigningKey, VerifyingKey,
    digest::{sha256, sha384, sha512},
    material::PrivateMaterial,
};

use crate::{
    CLIENT, id_policy, id_token,
    payload::Payload,
    quoted,
    world::{ACCEPTED, ISSUER, NOW, PLANTED, World, clock, code, sign},
};

fn verdict(name: &str, validator: &Validator, token: &str, login: &IdTokenContext<'_>) -> &'static str {
    let explained = validator.explain_id_token(token, login).verdict();
    let found = match validator.validate_id_token::<serde_json::Value>(token, login) {
        Ok(_) => ACCEPTED,
        Err(error) => code(name, &error),
    };
    assert_eq!(explained, found, "{name}");
    found
}

fn half(hash: &[u8]) -> String {
    quoted(&base64url::encode(&hash[..hash.len() / 2]))
}

#[test]
fn a_good_one() {
    let world = World::new();
    let validator = id_policy(&world).require_nonce().build().unwrap();
    let token = sign(&world.signing, None, id_token().json());
    let login = IdTokenContext::new().nonce("n-1");
    let token: Token<serde_json::Value> = validator.validate_id_token(&token, &login).unwrap();
    assert_eq!((token.subject(), token.claims()["nonce"].as_str()), (Some("user-42"), Some("n-1")));
}

#[test]
fn types() {
    let world = World::new();
    let validator = id_policy(&world).require_nonce().build().unwrap();
    let login = IdTokenContext::new().nonce("n-1");
    for (typ, expected) in [
        (None, ACCEPTED),
        (Some("JWT"), ACCEPTED),
        (Some("jwt"), ACCEPTED),
        (Some("application/jwt"), ACCEPTED),
        (Some("at+jwt"), "token.type"),
        (Some("application/at+jwt"), "token.type"),
        (Some("logout+jwt"), "token.type"),
        (Some("dpop+jwt"), "token.type"),
        (Some("id+jwt"), "token.type"),
        (Some(""), "token.type"),
        (Some("JWT "), "token.type"),
    ] {
        let token = sign(&world.signing, typ, id_token().json());
        assert_eq!(verdict(&format!("{typ:?}"), &validator, &token, &login), expected, "{typ:?}");
    }
}

#[test]
fn claims() {
    let world = World::new();
    let validator = id_policy(&world).audience("partner").require_nonce().build().unwrap();
    let login = IdTokenContext::new().nonce("n-1");
    let both = r#"["web","partner"]"#;
    let table: Vec<(&str, Payload, &str)> = vec![
        ("good", id_token(), ACCEPTED),
        ("azp", id_token().with("azp", quoted(CLIENT)), ACCEPTED),
        ("trusted audience besides", id_token().with("aud", both).with("azp", quoted(CLIENT)), ACCEPTED),
        ("in a list", id_token().with("aud", r#"["web"]"#), ACCEPTED),
        ("no iss", id_token().without("iss"), "claims.missing"),
        ("no sub", id_token().without("sub"), "claims.missing"),
        ("no aud", id_token().without("aud"), "claims.missing"),
        ("no exp", id_token().without("exp"), "claims.missing"),
        ("no iat", id_token().without("iat"), "claims.missing"),
        ("other issuer", id_token().with("iss", quoted(PLANTED)), "claims.issuer"),
        ("other audience", id_token().with("aud", quoted(PLANTED)), "claims.audience"),
        ("trusted audience alone", id_token().with("aud", "\"partner\""), "claims.audience"),
        (
            "untrusted audience besides",
            id_token().with("aud", r#"["web","evil"]"#).with("azp", "\"web\""),
            "claims.audience",
        ),
        ("several audiences and no azp", id_token().with("aud", both), "claims.missing"),
        ("other azp", id_token().with("azp", quoted(PLANTED)), "claims.authorized_party"),
        (
            "azp of the other audience",
            id_token().with("aud", both).with("azp", "\"partner\""),
            "claims.authorized_party",
        ),
        ("empty azp", id_token().with("azp", "\"\""), "claims.authorized_party"),
        ("azp null", id_token().with("azp", "null"), "claims.malformed"),
        ("azp a list", id_token().with("azp", r#"["web"]"#), "claims.malformed"),
        ("no nonce", id_token().without("nonce"), "claims.missing"),
        ("other nonce", id_token().with("nonce", quoted(PLANTED)), "claims.nonce"),
        ("longer nonce", id_token().with("nonce", "\"n-12\""), "claims.nonce"),
        ("empty nonce", id_token().with("nonce", "\"\""), "claims.nonce"),
        ("nonce a number", id_token().with("nonce", "1"), "claims.malformed"),
        ("nonce null", id_token().with("nonce", "null"), "claims.malformed"),
        ("expired", id_token().with("exp", NOW), "claims.expired"),
        ("from the future", id_token().with("iat", NOW + 1), "claims.issued_in_future"),
        ("events", id_token().with("events", "{}"), "claims.forbidden"),
        ("the issuer about itself", id_token().with("sub", quoted(ISSUER)), "claims.rule"),
    ];
    for (name, payload, expected) in table {
        let token = sign(&world.signing, Some("JWT"), payload.json());
        assert_eq!(verdict(name, &validator, &token, &login), expected, "{name}");
    }
}

#[test]
fn a_nonce_is_sent_or_waived() {
    let world = World::new();
    let demanded = id_policy(&world).require_nonce().build().unwrap();
    let waived = id_policy(&world).waive_nonce("the code flow with PKCE").build().unwrap();
    let (with, without) = (id_token(), id_token().without("nonce"));
    let (sent, unsent) = (IdTokenContext::new().nonce("n-1"), IdTokenContext::new());
    for (name, validator, payload, login, expected) in [
        ("demanded, sent", &demanded, &with, &sent, ACCEPTED),
        ("demanded, none to compare with", &demanded, &with, &unsent, "claims.nonce"),
        (
            "demanded, empty",
            &demanded,
            &with.clone().with("nonce", "\"\""),
            &IdTokenContext::new().nonce(""),
            "claims.nonce",
        ),
        ("demanded, missing", &demanded, &without, &sent, "claims.missing"),
        ("waived, none", &waived, &without, &unsent, ACCEPTED),
        ("waived, one that nobody sent", &waived, &with, &unsent, ACCEPTED),
        ("waived, sent", &waived, &with, &sent, ACCEPTED),
        ("waived, sent, missing", &waived, &without, &sent, "claims.missing"),
        ("waived, sent, other", &waived, &with, &IdTokenContext::new().nonce("n-2"), "claims.nonce"),
    ] {
        let token = sign(&world.signing, None, payload.json());
        assert_eq!(verdict(name, validator, &token, login), expected, "{name}");
    }
    // A plain validation has nothing to compare with.
    let token = sign(&world.signing, None, with.json());
    assert_eq!(crate::world::verdict("plain", &demanded, &token), "claims.nonce");
}

/// The example of OpenID Connect Core 1.0, appendix A.6 and A.4, whose tokens are signed with RS256; SHA-256 goes with ES256 too.
#[test]
fn published_hashes() {
    let world = World::new();
    let validator = id_policy(&world).waive_nonce("a test").build().unwrap();
    let hashes = id_token().with("at_hash", "\"77QmUPtjPfzWtF2AnpK9RQ\"").with("c_hash", "\"LDktKdoQak3Pk0cnXxCltA\"");
    let token = sign(&world.signing, None, hashes.json());
    let login = IdTokenContext::new()
        .access_token("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")
        .code("Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk");
    assert_eq!(verdict("published", &validator, &token, &login), ACCEPTED);
}

#[test]
fn hashes() {
    let world = World::new();
    let validator = id_policy(&world).waive_nonce("a test").build().unwrap();
    let (token, other) = ("the access token", "another");
    let good = half(&sha256(token.as_bytes()));
    let full = quoted(&base64url::encode(&sha256(token.as_bytes())));
    for claim in ["at_hash", "c_hash"] {
        let (given, if_hashed, another) = match claim {
            "at_hash" => (
                IdTokenContext::new().access_token(token),
                IdTokenContext::new().access_token_if_hashed(token),
                IdTokenContext::new().access_token_if_hashed(other),
            ),
            _ => (
                IdTokenContext::new().code(token),
                IdTokenContext::new().code_if_hashed(token),
                IdTokenContext::new().code_if_hashed(other),
            ),
        };
        for (name, payload, login, expected) in [
            ("of it", id_token().with(claim, &good), &given, ACCEPTED),
            ("of it, if hashed", id_token().with(claim, &good), &if_hashed, ACCEPTED),
            ("none, if hashed", id_token(), &if_hashed, ACCEPTED),
            ("none", id_token(), &given, "claims.missing"),
            ("of another", id_token().with(claim, &good), &another, "claims.hash"),
            ("the whole hash", id_token().with(claim, &full), &given, "claims.hash"),
            ("of another length", id_token().with(claim, half(&sha512(token.as_bytes()))), &given, "claims.hash"),
            (
                "padded",
                id_token().with(claim, good.replacen('"', "", 1).replace('"', "==\"").replacen("", "\"", 1)),
                &given,
                "claims.hash",
            ),
            ("empty", id_token().with(claim, "\"\""), &given, "claims.hash"),
            ("a number", id_token().with(claim, "1"), &given, "claims.malformed"),
            ("null, if hashed", id_token().with(claim, "null"), &if_hashed, "claims.malformed"),
            ("a list", id_token().with(claim, format!("[{good}]")), &given, "claims.malformed"),
        ] {
            let token = sign(&world.signing, None, payload.json());
            assert_eq!(verdict(name, &validator, &token, login), expected, "{claim}: {name}");
        }
    }
}

/// The hash is that of the signature's algorithm, and of one that has none nothing is a match.
#[test]
fn the_hash_of_each_algorithm() {
    let access_token = "the access token";
    let bytes = access_token.as_bytes();
    let (short, middle, long) = (half(&sha256(bytes)), half(&sha384(bytes)), half(&sha512(bytes)));
    for (algorithm, curve, expected) in [
        (JwsAlgorithm::Es256, Curve::P256, &short),
        (JwsAlgorithm::Es256K, Curve::Secp256k1, &short),
        (JwsAlgorithm::Es384, Curve::P384, &middle),
        (JwsAlgorithm::Es512, Curve::P521, &long),
        (JwsAlgorithm::EdDsa, Curve::Ed25519, &long),
        (JwsAlgorithm::Ed25519, Curve::Ed25519, &long),
    ] {
        let material = PrivateMaterial::generate_on(curve).unwrap();
        let signing = SigningKey::new(algorithm, &material).unwrap();
        let verifying = VerifyingKey::new(algorithm, &material.public()).unwrap();
        let validator = Validator::id_token(CLIENT).issuer(ISSUER, verifying).signed_only().waive_nonce("a test");
        let validator = validator.clock(clock(NOW)).build().unwrap();
        let login = IdTokenContext::new().access_token(access_token);
        for hash in [&short, &middle, &long] {
            let token = sign(&signing, None, id_token().with("at_hash", hash).json());
            let wanted = if hash == expected { ACCEPTED } else { "claims.hash" };
            assert_eq!(verdict(algorithm.name(), &validator, &token, &login), wanted, "{algorithm}");
        }
    }
}

#[test]
fn nothing_of_the_login_shows() {
    let login = IdTokenContext::new().nonce(PLANTED).access_token(PLANTED).code(PLANTED);
    assert!(!format!("{login:?}").contains(PLANTED));
}
