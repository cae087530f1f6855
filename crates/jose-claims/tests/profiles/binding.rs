//! Tokens that are bound to a key: RFC 9449, sections 6 and 7, and RFC 8705, section 3.

use std::{sync::Arc, time::Duration};

use jose_claims::{Binding, FixedClock, UnixTime, Validator};
use jose_core::base64url;
use jose_crypto::digest::sha256;

use crate::{
    dpop::Client,
    payload::Payload,
    quoted,
    world::{ACCEPTED, NOW, PLANTED, World, code, verdict},
};

const CERTIFICATE: &[u8] = b"in DER";

fn bound(name: &str, validator: &Validator, token: &str, binding: &Binding<'_>) -> &'static str {
    let explained = validator.explain_bound(token, binding).verdict();
    let found = match validator.validate_bound::<serde_json::Value>(token, binding) {
        Ok(_) => ACCEPTED,
        Err(error) => code(name, &error),
    };
    assert_eq!(explained, found, "{name}");
    found
}

fn cnf(method: &str, value: &str) -> Payload {
    Payload::good().with("cnf", format!(r#"{{"{method}":"{value}"}}"#))
}

#[test]
fn to_a_dpop_key() {
    let (world, client, other) = (World::new(), Client::new(), Client::new());
    let validator = world.policy().signed_only().bound_to_dpop().build().unwrap();
    let jkt = client.0.public().thumbprint().to_string();
    let good = cnf("jkt", &jkt);
    let hash = base64url::encode(&sha256(CERTIFICATE));
    for (name, payload, expected) in [
        ("bound to the key", good.clone(), ACCEPTED),
        ("bound to the key and more", Payload::good().with("cnf", format!(r#"{{"x":1,"jkt":"{jkt}"}}"#)), ACCEPTED),
        ("bound to nothing", Payload::good(), "claims.binding"),
        ("bound to another key", cnf("jkt", &other.0.public().thumbprint().to_string()), "claims.binding"),
        ("bound to a certificate", cnf("x5t#S256", &hash), "claims.binding"),
        ("under another name", cnf("JKT", &jkt), "claims.binding"),
        ("padded", cnf("jkt", &format!("{jkt}=")), "claims.binding"),
        ("cut short", cnf("jkt", &jkt[1..]), "claims.binding"),
        ("empty", cnf("jkt", ""), "claims.binding"),
        ("null", Payload::good().with("cnf", r#"{"jkt":null}"#), "claims.binding"),
        ("cnf null", Payload::good().with("cnf", "null"), "claims.binding"),
        ("cnf a text", Payload::good().with("cnf", quoted(&jkt)), "claims.binding"),
        ("a list of keys", Payload::good().with("cnf", format!(r#"{{"jkt":["{jkt}"]}}"#)), "claims.binding"),
        ("the key beside cnf", Payload::good().with("jkt", quoted(&jkt)), "claims.binding"),
    ] {
        let token = world.sign(payload.json());
        assert_eq!(bound(name, &validator, &token, &Binding::Dpop(&client.proven(&token))), expected, "{name}");
    }
    let token = world.sign(good.json());
    let for_another = client.proven("another token");
    assert_eq!(bound("a proof for another token", &validator, &token, &Binding::Dpop(&for_another)), "claims.binding");
    let for_none = client.proof(&crate::dpop::good());
    let verifier = crate::dpop::verifier().build().unwrap();
    let request = jose_claims::DpopRequest::new("GET", "https://api.example/orders");
    let for_none = verifier.prepare(&for_none, &request).unwrap();
    assert_eq!(bound("a proof for no token", &validator, &token, &Binding::Dpop(&for_none)), "claims.binding");
    let foreign = other.proven(&token);
    assert_eq!(bound("another's proof", &validator, &token, &Binding::Dpop(&foreign)), "claims.binding");
    assert_eq!(bound("a certificate", &validator, &token, &Binding::Certificate(CERTIFICATE)), "claims.binding");
    assert_eq!(verdict("no proof", &validator, &token), "claims.binding");
}

/// The proof is for the token as it was sent, envelope and all.
#[test]
fn in_an_envelope() {
    let (world, client) = (World::new(), Client::new());
    let validator = world.policy().encrypted(world.decryption.clone()).bound_to_dpop().build().unwrap();
    let signed = world.sign(cnf("jkt", &client.0.public().thumbprint().to_string()).json());
    let sealed = world.seal(&signed);
    assert_eq!(bound("sent", &validator, &sealed, &Binding::Dpop(&client.proven(&sealed))), ACCEPTED);
    assert_eq!(bound("inside", &validator, &sealed, &Binding::Dpop(&client.proven(&signed))), "claims.binding");
}

#[test]
fn to_a_certificate() {
    let (world, client) = (World::new(), Client::new());
    let validator = world.policy().signed_only().bound_to_certificate().build().unwrap();
    let hash = base64url::encode(&sha256(CERTIFICATE));
    let presented = Binding::Certificate(CERTIFICATE);
    for (name, payload, expected) in [
        ("bound to it", cnf("x5t#S256", &hash), ACCEPTED),
        ("bound to nothing", Payload::good(), "claims.binding"),
        ("bound to another", cnf("x5t#S256", &base64url::encode(&sha256(b"x"))), "claims.binding"),
        ("under another name", cnf("x5t", &hash), "claims.binding"),
        ("as a key", cnf("jkt", &hash), "claims.binding"),
        ("empty", cnf("x5t#S256", ""), "claims.binding"),
    ] {
        assert_eq!(bound(name, &validator, &world.sign(payload.json()), &presented), expected, "{name}");
    }
    let token = world.sign(cnf("x5t#S256", &hash).json());
    assert_eq!(bound("another certificate", &validator, &token, &Binding::Certificate(b"x")), "claims.binding");
    assert_eq!(bound("no certificate", &validator, &token, &Binding::Certificate(b"")), "claims.binding");
    assert_eq!(bound("a proof", &validator, &token, &Binding::Dpop(&client.proven(&token))), "claims.binding");
    assert_eq!(verdict("nothing", &validator, &token), "claims.binding");
}

/// RFC 9449, section 7.1: a stolen token must not count as a bearer token where nobody looks at its key.
#[test]
fn where_nobody_looks() {
    let world = World::new();
    let plain = world.policy().signed_only().build().unwrap();
    let waived = world.policy().signed_only().waive_binding("the gateway has checked it").build().unwrap();
    for (name, claim, by_plain) in [
        ("none", None, ACCEPTED),
        ("a key", Some(r#"{"jkt":"planted-4f1c"}"#), "claims.binding"),
        ("a certificate", Some(r#"{"x5t#S256":"planted-4f1c"}"#), "claims.binding"),
        ("another method", Some(r#"{"jwk":{}}"#), "claims.binding"),
        ("empty", Some("{}"), "claims.binding"),
        ("null", Some("null"), "claims.binding"),
    ] {
        let payload = claim.map_or_else(Payload::good, |claim| Payload::good().with("cnf", claim));
        let token = world.sign(payload.json());
        assert_eq!(verdict(name, &plain, &token), by_plain, "{name}");
        assert_eq!(verdict(name, &waived, &token), ACCEPTED, "{name}");
        assert_eq!(plain.explain(&token).verdict(), by_plain, "{name}");
    }
    // Who brings a proof wants it looked at.
    let token = world.sign(Payload::good().with("x", quoted(PLANTED)).json());
    assert_eq!(bound("a proof for nobody", &plain, &token, &Binding::Certificate(CERTIFICATE)), "claims.binding");
}

/// A bearer token where it is bound to nothing, and a bound one only with its proof.
#[test]
fn bearer_unless_bound() {
    let (world, client, other) = (World::new(), Client::new(), Client::new());
    let validator = world.policy().signed_only().bearer_unless_bound().build().unwrap();
    let jkt = client.0.public().thumbprint().to_string();
    let x5t = base64url::encode(&sha256(CERTIFICATE));
    let certificate = Binding::Certificate(CERTIFICATE);
    let none = "claims.binding";
    // With nothing, with a proof by the client, with one by somebody else, with the certificate.
    for (name, payload, [alone, proven, foreign, connected]) in [
        ("bound to nothing", Payload::good(), [ACCEPTED, none, none, ACCEPTED]),
        ("bound to the key", cnf("jkt", &jkt), [none, ACCEPTED, none, none]),
        ("bound to the certificate", cnf("x5t#S256", &x5t), [none, none, none, ACCEPTED]),
        ("bound to another certificate", cnf("x5t#S256", &base64url::encode(&sha256(b"x"))), [none; 4]),
        ("bound to both", Payload::good().with("cnf", format!(r#"{{"jkt":"{jkt}","x5t#S256":"{x5t}"}}"#)), [none; 4]),
        ("bound by another method", Payload::good().with("cnf", r#"{"kid":"planted-4f1c"}"#), [none; 4]),
        ("bound to a key in full", Payload::good().with("cnf", r#"{"jwk":{"kty":"EC"}}"#), [none; 4]),
        ("an empty cnf", Payload::good().with("cnf", "{}"), [none; 4]),
        ("cnf null", Payload::good().with("cnf", "null"), [none; 4]),
        ("cnf a text", Payload::good().with("cnf", quoted(&jkt)), [none; 4]),
        ("cnf a list", Payload::good().with("cnf", "[]"), [none; 4]),
        ("an empty thumbprint", cnf("jkt", ""), [none; 4]),
    ] {
        let token = world.sign(payload.json());
        assert_eq!(verdict(name, &validator, &token), alone, "{name}, alone");
        assert_eq!(validator.explain(&token).verdict(), alone, "{name}, explained");
        assert_eq!(bound(name, &validator, &token, &Binding::Dpop(&client.proven(&token))), proven, "{name}, proven");
        assert_eq!(bound(name, &validator, &token, &Binding::Dpop(&other.proven(&token))), foreign, "{name}, foreign");
        assert_eq!(bound(name, &validator, &token, &certificate), connected, "{name}, connected");
    }
}

/// Anybody can make proofs. Only whoever has a good token takes room for them, and each counts once.
#[test]
fn a_proof_is_used_up_by_a_good_token_alone() {
    let (world, client) = (World::new(), Client::new());
    let room = crate::store();
    let proofs = Validator::dpop_proof().clock(crate::clock(NOW)).replay_store(Arc::clone(&room) as _).build().unwrap();
    let validator = world.policy().signed_only().bound_to_dpop().build().unwrap();
    let jkt = client.0.public().thumbprint().to_string();
    let prove = |token: &str| {
        let request = jose_claims::DpopRequest::new("GET", "https://api.example/orders").access_token(token);
        proofs.prepare(&client.proof_for(token), &request).unwrap()
    };
    let sign = |payload: Payload| world.sign(payload.json());
    let good = sign(cnf("jkt", &jkt));
    for (name, token) in [
        ("forged", World::new().sign(cnf("jkt", &jkt).json())),
        ("no token", "x".to_owned()),
        ("expired", sign(cnf("jkt", &jkt).with("exp", NOW - 60))),
        ("for another API", sign(cnf("jkt", &jkt).with("aud", "\"x\""))),
        ("bound to another key", sign(cnf("jkt", "x"))),
        ("bound to nothing", sign(Payload::good())),
    ] {
        let proof = prove(&token);
        assert_ne!(bound(name, &validator, &token, &Binding::Dpop(&proof)), ACCEPTED, "{name}");
        assert_eq!(room.len(), Ok(0), "{name}");
    }
    let proof = prove(&good);
    let misfit = validator.validate_bound::<Vec<u8>>(&good, &Binding::Dpop(&proof)).unwrap_err();
    assert_eq!((misfit.code(), room.len()), ("claims.private", Ok(0)));
    assert!(validator.explain_bound(&good, &Binding::Dpop(&proof)).is_accepted());
    assert_eq!(room.len(), Ok(0));
    let again = prove(&good);
    let validate = |proof| validator.validate_bound::<serde_json::Value>(&good, &Binding::Dpop(proof));
    assert!(validate(&proof).is_ok());
    assert_eq!(room.len(), Ok(1));
    for proof in [&proof, &again] {
        let refused = validate(proof).unwrap_err();
        assert_eq!((code("again", &refused), refused.bearer_challenge().status()), ("claims.proof_replayed", 401));
    }
}

/// A proof is young when the token is judged, and not only when it was prepared: an envelope that is opened elsewhere takes its time.
#[test]
fn a_proof_that_waited_for_its_token() {
    let (world, client) = (World::new(), Client::new());
    let time = Arc::new(FixedClock::new(UnixTime::from_seconds(NOW)));
    let proofs = Validator::dpop_proof().clock(Arc::clone(&time)).leeway(Duration::ZERO).replay_store(crate::store());
    let proofs = proofs.build().unwrap();
    let policy = world.policy().signed_only().bound_to_dpop().clock(Arc::clone(&time)).build().unwrap();
    let token = world.sign(cnf("jkt", &client.0.public().thumbprint().to_string()).json());
    let request = jose_claims::DpopRequest::new("GET", "https://api.example/orders").access_token(&token);
    let prepare = || proofs.prepare(&client.proof_for(&token), &request).unwrap();
    let (first, waited) = (prepare(), prepare());
    for (name, after, proof, expected) in [
        ("in time", 59, &first, ACCEPTED),
        ("the same, in time", 59, &waited, "claims.proof_replayed"),
        ("the same, when nothing remembers it", 60, &waited, "claims.proof_expired"),
        ("much later", 599, &waited, "claims.proof_expired"),
    ] {
        time.set(UnixTime::from_seconds(NOW + after));
        let result = policy.validate_bound::<serde_json::Value>(&token, &Binding::Dpop(proof));
        assert_eq!(result.map_or_else(|error| code(name, &error), |_| ACCEPTED), expected, "{name}");
    }
    assert_eq!(policy.explain_bound(&token, &Binding::Dpop(&waited)).verdict(), "claims.proof_expired");
    // For another token it is not the proof's age that counts.
    let other = world.sign(cnf("jkt", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs").json());
    let refused = policy.validate_bound::<serde_json::Value>(&other, &Binding::Dpop(&waited)).unwrap_err();
    assert_eq!((refused.code(), refused.dpop_challenge(&proofs).error()), ("claims.binding", Some("invalid_token")));
}

/// No certificate is none, even where an issuer has hashed it.
#[test]
fn to_the_hash_of_nothing() {
    let world = World::new();
    let token = world.sign(cnf("x5t#S256", &base64url::encode(&sha256(b""))).json());
    for policy in [
        world.policy().bound_to_certificate(),
        world.policy().bearer_unless_bound(),
        world.policy().waive_binding("a test"),
    ] {
        let validator = policy.signed_only().build().unwrap();
        assert_eq!(bound("nothing", &validator, &token, &Binding::Certificate(b"")), "claims.binding");
    }
}

/// A token that counts once is not used up by a proof that was used before.
#[test]
fn a_used_proof_uses_no_token_up() {
    let (world, client) = (World::new(), Client::new());
    let (proofs, tokens) = (crate::store(), crate::store());
    let verifier = Validator::dpop_proof().clock(crate::clock(NOW)).replay_store(proofs).build().unwrap();
    let validator =
        world.policy().signed_only().bound_to_dpop().replay_store(Arc::clone(&tokens) as _).build().unwrap();
    let token = world.sign(cnf("jkt", &client.0.public().thumbprint().to_string()).json());
    let request = jose_claims::DpopRequest::new("GET", "https://api.example/orders").access_token(&token);
    let proof = client.proof_for(&token);
    verifier.verify(&proof, &request).unwrap();
    let used = verifier.prepare(&proof, &request).unwrap();
    let refused = validator.validate_bound::<serde_json::Value>(&token, &Binding::Dpop(&used)).unwrap_err();
    assert_eq!((refused.code(), tokens.len()), ("claims.proof_replayed", Ok(0)));
}
