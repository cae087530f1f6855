//! Envelopes that were opened elsewhere, and types that borrow, with what comes beside a token.

use std::sync::Arc;

use jose_claims::{Binding, ClaimsBuffer, IdTokenContext, Token, Validator};
use jose_core::Limits;
use jose_crypto::DecryptionKey;
use jose_jwe::{Decrypted, decrypt_compact};
use jose_jwk::DecryptionKeySet;

use crate::{
    dpop::Client,
    id_policy, id_token,
    payload::Payload,
    world::{ACCEPTED, NOW, World, clock, code, sign},
};

#[derive(serde::Deserialize)]
struct Borrowed<'c> {
    tenant: &'c str,
}

fn decrypted(token: &str, key: &DecryptionKey) -> Decrypted {
    decrypt_compact(token, &DecryptionKeySet::from(key.clone()), &Limits::token()).unwrap()
}

fn bound_to(client: &Client) -> Payload {
    Payload::good().with("cnf", format!(r#"{{"jkt":"{}"}}"#, client.0.public().thumbprint())).with("tenant", "\"acme\"")
}

#[test]
fn borrowed_from_a_bound_token() {
    let (world, client) = (World::new(), Client::new());
    let validator = world.policy().signed_only().bound_to_dpop().build().unwrap();
    let token = world.sign(bound_to(&client).json());
    let mut room = ClaimsBuffer::new();
    let proof = client.proven(&token);
    let opened: Token<Borrowed<'_>> = validator.validate_bound_in(&token, &Binding::Dpop(&proof), &mut room).unwrap();
    assert_eq!(opened.claims().tenant, "acme");
    let foreign = Client::new().proven(&token);
    let mut room = ClaimsBuffer::new();
    let refused = validator.validate_bound_in::<Borrowed<'_>>(&token, &Binding::Dpop(&foreign), &mut room);
    assert_eq!(code("foreign", &refused.unwrap_err()), "claims.binding");
}

#[test]
fn borrowed_from_an_identity_token() {
    let world = World::new();
    let validator = id_policy(&world).require_nonce().build().unwrap();
    let token = sign(&world.signing, None, id_token().with("tenant", "\"acme\"").json());
    let mut room = ClaimsBuffer::new();
    let login = IdTokenContext::new().nonce("n-1");
    let opened: Token<Borrowed<'_>> = validator.validate_id_token_in(&token, &login, &mut room).unwrap();
    assert_eq!(opened.claims().tenant, "acme");
    for (name, policy, token, login, expected) in [
        ("another login", &validator, &token, IdTokenContext::new().nonce("n-2"), "claims.nonce"),
        ("no login", &validator, &token, IdTokenContext::new(), "claims.nonce"),
        ("another profile", &world.signed(), &token, login, "token.type"),
        ("an access token with a login", &world.signed(), &world.sign(Payload::good().json()), login, "claims.nonce"),
    ] {
        let mut room = ClaimsBuffer::new();
        let refused = policy.validate_id_token_in::<Borrowed<'_>>(token, &login, &mut room);
        assert_eq!(code(name, &refused.unwrap_err()), expected, "{name}");
    }
}

/// What the client knows of the login is looked at wherever the envelope was opened.
#[test]
fn an_identity_token_in_an_envelope_that_was_opened_elsewhere() {
    let world = World::new();
    let policy = Validator::id_token(crate::CLIENT).issuer(crate::world::ISSUER, world.verifying.clone());
    let validator = policy.encrypted_elsewhere().require_nonce().clock(clock(NOW)).build().unwrap();
    let sealed =
        |payload: Payload| decrypted(&world.seal(sign(&world.signing, None, payload.json())), &world.decryption);
    for (name, opened, login, expected) in [
        ("the login", sealed(id_token()), IdTokenContext::new().nonce("n-1"), ACCEPTED),
        ("another login", sealed(id_token()), IdTokenContext::new().nonce("n-2"), "claims.nonce"),
        ("no login", sealed(id_token()), IdTokenContext::new(), "claims.nonce"),
        ("no nonce", sealed(id_token().without("nonce")), IdTokenContext::new().nonce("n-1"), "claims.missing"),
        ("a code", sealed(id_token()), IdTokenContext::new().nonce("n-1").code("c"), "claims.missing"),
        (
            "another client",
            sealed(id_token().with("aud", "\"x\"")),
            IdTokenContext::new().nonce("n-1"),
            "claims.audience",
        ),
    ] {
        let result = validator.validate_decrypted_id_token::<serde_json::Value>(&opened, &login);
        assert_eq!(result.map_or_else(|error| code(name, &error), |_| ACCEPTED), expected, "{name}");
    }
}

/// The proof is for the token as it was sent, wherever that was opened.
#[test]
fn a_bound_token_in_an_envelope_that_was_opened_elsewhere() {
    let (world, client) = (World::new(), Client::new());
    let validator = world.policy().encrypted_elsewhere().bound_to_dpop().build().unwrap();
    let signed = world.sign(bound_to(&client).json());
    let sealed = world.seal(&signed);
    let opened = decrypted(&sealed, &world.decryption);
    let room = crate::store();
    let proofs = Validator::dpop_proof().clock(clock(NOW)).replay_store(Arc::clone(&room) as _).build().unwrap();
    let request = jose_claims::DpopRequest::new("GET", "https://api.example/orders").access_token(&sealed);
    let once = proofs.prepare(&client.proof_for(&sealed), &request).unwrap();
    let (foreign, inside) = (Client::new().proven(&sealed), client.proven(&signed));
    for (name, sent, proof, expected) in [
        ("another's proof", &sealed, &foreign, "claims.binding"),
        ("for what is inside", &sealed, &inside, "claims.binding"),
        ("for another token", &signed, &once, "claims.binding"),
        ("for the token", &sealed, &once, ACCEPTED),
        ("again", &sealed, &once, "claims.proof_replayed"),
    ] {
        let result = validator.validate_decrypted_bound::<serde_json::Value>(sent, &opened, &Binding::Dpop(proof));
        assert_eq!(result.map_or_else(|error| code(name, &error), |_| ACCEPTED), expected, "{name}");
        assert_eq!(room.len().unwrap() > 0, name == "for the token" || name == "again", "{name}");
    }
    let alone = validator.validate_decrypted::<serde_json::Value>(&opened);
    assert_eq!(code("alone", &alone.unwrap_err()), "claims.binding");
}

#[test]
fn an_envelope_that_was_opened_elsewhere_is_explained() {
    let world = World::new();
    let validator = world.policy().encrypted_elsewhere().build().unwrap();
    let sealed = |payload: Payload| decrypted(&world.seal(world.sign(payload.json())), &world.decryption);
    let plain = |content: &str| decrypted(&world.seal(content), &world.decryption);
    for (name, opened) in [
        ("good", sealed(Payload::good())),
        ("expired", sealed(Payload::good().with("exp", NOW - 60))),
        ("for somebody else", sealed(Payload::good().with("aud", "\"x\""))),
        ("signed by somebody else", plain(&World::new().sign(Payload::good().json()))),
        ("claims that nobody signed", plain(&Payload::good().json())),
        ("an envelope in an envelope", plain(&world.seal(world.sign(Payload::good().json())))),
    ] {
        let expected = match validator.validate_decrypted::<serde_json::Value>(&opened) {
            Ok(_) => ACCEPTED,
            Err(error) => code(name, &error),
        };
        let explanation = validator.explain_decrypted(&opened);
        assert_eq!(explanation.verdict(), expected, "{name}: {explanation}");
        assert_eq!(explanation.is_accepted(), name == "good", "{name}");
    }
    let signed_only = world.signed().explain_decrypted(&sealed(Payload::good()));
    assert_eq!(signed_only.verdict(), "token.encrypted");
}
