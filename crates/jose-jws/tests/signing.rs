//! What `Signer` writes, and what it refuses to write.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/forge.rs"]
mod forge;
#[path = "support/keys.rs"]
mod keys;

use forge::{encode, verify};
use jose_core::{JwsAlgorithm, registry::JwsKind};
use jose_jws::{SignError, Signer};
use serde_json::json;

#[test]
fn every_algorithm_signs_what_it_verifies() {
    let payloads: [(&str, Vec<u8>); 5] = [
        ("empty", Vec::new()),
        ("one byte", vec![0]),
        ("claims", br#"{"sub":"ada"}"#.to_vec()),
        ("every byte", (0..=255).collect()),
        ("long", vec![0xa5; 300_000]),
    ];
    for algorithm in keys::algorithms() {
        let signing = keys::signing(*algorithm).with_key_id("2026-11");
        let keys = keys::verifying(*algorithm).with_key_id("2026-11").into();
        let signer =
            Signer::new(&signing).message_type("example+jws").content_type("text/plain").member("app", json!([1]));
        for (name, payload) in &payloads {
            let verified = verify(&signer.sign_compact(payload).unwrap(), &keys).unwrap();
            assert_eq!(verified.payload(), payload, "{name}, {algorithm}");
            assert_eq!((verified.algorithm(), verified.key_id()), (*algorithm, Some("2026-11")), "{algorithm}");
            let header = verified.header();
            assert_eq!(header.algorithm(), Some(algorithm.name()));
            assert_eq!((header.message_type(), header.content_type()), (Some("example+jws"), Some("text/plain")));
            assert_eq!(header.member("app"), Some(&json!([1])));
            assert_eq!(verified.into_payload(), *payload, "{name}, {algorithm}");
        }
    }
}

#[test]
fn the_header_is_written_in_one_order() {
    let key = keys::signing(JwsAlgorithm::Hs256).with_key_id("1");
    for (signer, header) in [
        (Signer::new(&key), r#"{"alg":"HS256","kid":"1"}"#),
        (Signer::new(&key).content_type("c").message_type("t"), r#"{"alg":"HS256","kid":"1","typ":"t","cty":"c"}"#),
        (Signer::new(&key).member("b", 2).member("a", 1), r#"{"alg":"HS256","kid":"1","a":1,"b":2}"#),
        (Signer::new(&key).member("b", 1).member("b", 2), r#"{"alg":"HS256","kid":"1","b":2}"#),
        (Signer::new(&key).message_type("\"\n\u{e4}"), "{\"alg\":\"HS256\",\"kid\":\"1\",\"typ\":\"\\\"\\n\u{e4}\"}"),
    ] {
        let token = signer.sign_compact(b"").unwrap();
        assert_eq!(token.split('.').next().unwrap(), encode(header));
    }
}

#[test]
fn chance_is_in_the_signatures_that_need_it_and_in_no_other() {
    for algorithm in keys::algorithms() {
        let key = keys::signing(*algorithm);
        let tokens: Vec<String> = (0..2).map(|_| Signer::new(&key).sign_compact(b"payload").unwrap()).collect();
        let random = matches!(algorithm.row().kind, JwsKind::Ecdsa(_) | JwsKind::RsaPss(_) | JwsKind::MlDsa { .. });
        assert_eq!(tokens[0] != tokens[1], random, "{algorithm}");
    }
}

/// A second spelling of a registered member could be read in two ways.
#[test]
fn registered_names_are_refused_as_members_of_the_applications_own() {
    let key = keys::signing(JwsAlgorithm::Hs256);
    for name in ["alg", "enc", "zip", "kid", "typ", "cty", "crit", "epk", "apu", "apv", "iv", "tag", "b64"] {
        let expected = SignError::ReservedMember { name: name.into() };
        for value in [json!("x"), json!(null), json!(["x"])] {
            let signer = Signer::new(&key).member("app", 1).member(name, value);
            let error = signer.sign_compact(b"").unwrap_err();
            assert_eq!(error, expected);
            assert_eq!((error.code(), error.to_string().contains(name)), ("jws.reserved_member", true));
            assert_eq!(signer.prepare_compact(b"").unwrap_err(), expected);
        }
    }
    for name in ["Alg", "app", "https://example.com/x", "exp", ""] {
        assert!(Signer::new(&key).member(name, 1).sign_compact(b"").is_ok(), "{name:?}");
    }
}

/// Attack 28: what is logged by accident says nothing about the content.
#[test]
fn nothing_shows_the_payload() {
    let key = keys::signing(JwsAlgorithm::Hs256);
    let pending = Signer::new(&key).prepare_compact(b"planted").unwrap();
    let token = Signer::new(&key).sign_compact(b"planted").unwrap();
    let verified = verify(&token, &keys::set(JwsAlgorithm::Hs256)).unwrap();
    for text in [format!("{pending:?}"), format!("{verified:?}"), format!("{:?}", Signer::new(&key))] {
        assert!(!text.contains("planted") && !text.contains(&encode("planted")), "{text}");
        assert!(text.contains("Hs256"), "{text}");
    }
}
