//! What is answered over HTTP where tokens are bound to DPoP keys, and that it tells nothing.

use std::sync::Arc;

use jose_claims::{
    BearerChallenge, Binding, ClaimError, DpopChallenge, DpopError, MemoryReplayStore, StoreError, ValidateError,
    Validator,
};
use jose_core::{JwsAlgorithm, ParseError};
use jose_crypto::OperationError;
use jose_jwe::DecryptError;

use crate::{
    dpop::{Client, verifier},
    payload::Payload,
    world::{PLANTED, World},
};

/// Status, error and header, after what the header must be: no value of anything, and nothing that ends it.
fn parts(challenge: &DpopChallenge) -> (u16, Option<&'static str>, Option<String>) {
    let header = challenge.www_authenticate().map(str::to_owned);
    let text = header.clone().unwrap_or_default();
    assert!(!text.contains(PLANTED) && !text.contains(['\r', '\n', '\\']) && text.is_ascii(), "{text}");
    assert_eq!(text.matches('"').count() % 2, 0, "{text}");
    (challenge.status(), challenge.error(), header)
}

fn header(error: &str) -> String {
    format!("DPoP error=\"{error}\", algs=\"ES256 EdDSA\"")
}

#[test]
fn refused_proofs() {
    let proofs = verifier().algorithms([JwsAlgorithm::Es256, JwsAlgorithm::EdDsa]).build().unwrap();
    for (error, status, word) in [
        (DpopError::Malformed(ParseError::Segments { expected: 3 }), 401, Some("invalid_dpop_proof")),
        (DpopError::Type, 401, Some("invalid_dpop_proof")),
        (DpopError::Algorithm, 401, Some("invalid_dpop_proof")),
        (DpopError::Key(None), 401, Some("invalid_dpop_proof")),
        (DpopError::Missing { claim: "jti" }, 401, Some("invalid_dpop_proof")),
        (DpopError::Method, 401, Some("invalid_dpop_proof")),
        (DpopError::Target, 401, Some("invalid_dpop_proof")),
        (DpopError::AccessToken, 401, Some("invalid_dpop_proof")),
        (DpopError::Replayed, 401, Some("invalid_dpop_proof")),
        (DpopError::Nonce, 401, Some("use_dpop_nonce")),
        (DpopError::Store(StoreError::Full), 503, None),
        (DpopError::Store(StoreError::Forgotten), 503, None),
    ] {
        let challenge = error.dpop_challenge(&proofs);
        assert_eq!(parts(&challenge), (status, word, word.map(header)), "{error}");
        assert_eq!(challenge.error(), error.oauth_error());
    }
}

#[test]
fn refused_tokens() {
    let proofs = verifier().algorithms([JwsAlgorithm::Es256, JwsAlgorithm::EdDsa]).build().unwrap();
    let planted = || PLANTED.to_owned().into();
    for (error, status, word) in [
        (ValidateError::Malformed(ParseError::Segments { expected: 3 }), 401, Some("invalid_token")),
        (ValidateError::UnknownIssuer, 401, Some("invalid_token")),
        (ClaimError::Binding.into(), 401, Some("invalid_token")),
        (ClaimError::Replayed.into(), 401, Some("invalid_token")),
        (ClaimError::Rule { name: planted() }.into(), 401, Some("invalid_token")),
        (ClaimError::ProofReplayed.into(), 401, Some("invalid_dpop_proof")),
        (ClaimError::ProofExpired.into(), 401, Some("invalid_dpop_proof")),
        (ClaimError::Privilege { claim: planted() }.into(), 403, Some("insufficient_scope")),
        (ValidateError::Store(StoreError::Share), 503, None),
        (ValidateError::Decrypt(DecryptError::Operation(OperationError::Backend)), 503, None),
    ] {
        assert_eq!(parts(&error.dpop_challenge(&proofs)), (status, word, word.map(header)), "{error}");
        // The other scheme gives the same status, and has no word of its own for proofs.
        let bearer = error.bearer_challenge();
        assert_eq!(bearer.status(), status, "{error}");
        assert_eq!(bearer.error(), if word == Some("invalid_dpop_proof") { Some("invalid_token") } else { word });
    }
}

#[test]
fn without_a_token_or_a_proof() {
    let one = verifier().algorithms([JwsAlgorithm::Es256]).build().unwrap();
    let none = DpopChallenge::without_token(&one);
    assert_eq!(parts(&none), (401, None, Some("DPoP algs=\"ES256\"".into())));
    let several = DpopChallenge::without_proof(&one);
    let expected = Some("DPoP error=\"invalid_dpop_proof\", algs=\"ES256\"".into());
    assert_eq!(parts(&several), (401, Some("invalid_dpop_proof"), expected));
    // Nothing symmetric is ever offered.
    let all = DpopChallenge::without_token(&verifier().build().unwrap());
    let (_, _, text) = parts(&all);
    assert!(text.as_deref().is_some_and(|text| text.contains("ES256") && !text.contains("HS")), "{text:?}");
}

/// From the request to the answer: a bound token under either scheme.
#[test]
fn a_stolen_token() {
    let (world, client, thief) = (World::new(), Client::new(), Client::new());
    let store = Arc::new(MemoryReplayStore::with_capacity(10));
    let proofs = Validator::dpop_proof().clock(crate::clock(crate::NOW)).algorithms([JwsAlgorithm::Es256]);
    let proofs = proofs.replay_store(store).build().unwrap();
    let policy = world.policy().signed_only().bearer_unless_bound().build().unwrap();
    let cnf = format!(r#"{{"jkt":"{}"}}"#, client.0.public().thumbprint());
    let token = world.sign(Payload::good().with("cnf", cnf).json());
    let request = jose_claims::DpopRequest::new("GET", "https://api.example/orders").access_token(&token);
    let as_bearer = policy.validate::<serde_json::Value>(&token).unwrap_err().bearer_challenge();
    assert_eq!((as_bearer.status(), as_bearer.error()), (401, Some("invalid_token")));
    assert_ne!(as_bearer, BearerChallenge::without_token());
    let validate = |client: &Client| {
        let proof = proofs.prepare(&client.proof_for(&token), &request).unwrap();
        policy.validate_bound::<serde_json::Value>(&token, &Binding::Dpop(&proof))
    };
    assert_eq!(validate(&thief).unwrap_err().dpop_challenge(&proofs).error(), Some("invalid_token"));
    assert!(validate(&client).is_ok());
    assert_eq!(validate(&client).unwrap_err().dpop_challenge(&proofs).error(), Some("invalid_dpop_proof"));
}
