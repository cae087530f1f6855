//! Headers that are parsed once: nothing may depend on whether one is known.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/forge.rs"]
mod forge;
#[path = "support/keys.rs"]
mod keys;

use jose_core::{JwsAlgorithm, Limits, header::HeaderCache};
use jose_jwk::VerifyingKeySet;
use jose_jws::{Signer, Verifier, VerifyError, verify_compact};

/// A limit by its name, and how to make it too strict.
type Change = (&'static str, fn(&mut Limits));

const ALGORITHM: JwsAlgorithm = JwsAlgorithm::Hs256;

/// A set that has verified `token` until its header is known.
fn acquainted(token: &str) -> VerifyingKeySet {
    let keys = keys::set(ALGORITHM);
    for _ in 0..2 {
        verify_compact(token, &keys, &Limits::default()).unwrap();
    }
    assert_eq!(keys.headers().len(), 1);
    keys
}

fn token(payload: &[u8]) -> String {
    Signer::new(&keys::signing(ALGORITHM)).message_type("at+jwt").sign_compact(payload).unwrap()
}

#[test]
fn a_known_header_gives_the_same_result() {
    let token = token(b"payload");
    let (known, unknown) = (acquainted(&token), keys::set(ALGORITHM));
    for payload in [&b"payload"[..], b"", b"another"] {
        let token = self::token(payload);
        let results = [&known, &unknown].map(|keys| verify_compact(&token, keys, &Limits::default()).unwrap());
        for verified in &results {
            assert_eq!(verified.payload(), payload);
            assert_eq!(verified.header(), results[0].header());
            assert_eq!(verified.header().received(), token.split('.').next().unwrap());
            assert_eq!(verified.header().message_type(), Some("at+jwt"));
            assert_eq!((verified.algorithm(), verified.key_id()), (ALGORITHM, None));
        }
    }
    assert_eq!(known.headers().len(), 1);
    assert_eq!(known.clone().headers().len(), 1, "clones are the same set");
}

/// Every one-letter change, every cut and some forgeries: the same verdict with a set that knows the header and one that does not.
#[test]
fn a_known_header_gives_the_same_refusal() {
    let token = token(b"payload");
    let known = acquainted(&token);
    let mut changed: Vec<String> = (0..token.len()).map(|end| token[..end].to_owned()).collect();
    for place in 0..token.len() {
        for letter in ["A", "B", ".", "=", " ", "\u{e9}"] {
            changed.push(format!("{}{letter}{}", &token[..place], &token[place + 1..]));
        }
    }
    let [header, payload, signature] = <[&str; 3]>::try_from(token.split('.').collect::<Vec<_>>()).unwrap();
    changed.push(format!("{header}.{}.{signature}", forge::encode("other payload")));
    changed.push(format!("{header}.{payload}.{}", forge::encode([0; 32])));
    changed.push(format!("{header}.{payload}."));
    changed.push(format!("{header}..{signature}"));
    changed.push(format!("{token}.{signature}"));
    for other in changed.iter().filter(|other| **other != token) {
        let fresh = keys::set(ALGORITHM);
        let (with, without) = (forge::outcome(other, &known), forge::outcome(other, &fresh));
        assert_ne!(with, "verified", "{other}");
        assert_eq!(with, without, "{other}");
    }
    assert_eq!(known.headers().len(), 1, "a refused token was remembered");
}

#[test]
fn refused_tokens_are_never_remembered() {
    let keys = keys::set(ALGORITHM);
    let other = Signer::new(&keys::signing(JwsAlgorithm::Es256)).sign_compact(b"payload").unwrap();
    let good = token(b"payload");
    verify_compact(&good, &keys, &Limits::default()).unwrap();
    for number in 0..50 {
        let header = format!(r#"{{"alg":"HS256","typ":"{number}"}}"#);
        assert_eq!(forge::outcome(&forge::unsigned(&header), &keys), "jws.signature");
        assert_eq!(forge::outcome(&other, &keys), "key.algorithm_not_allowed");
    }
    assert_eq!(keys.headers().len(), 0);
}

#[test]
fn ten_thousand_headers_leave_it_at_its_bound() {
    let (signing, keys) = (keys::signing(ALGORITHM), keys::set(ALGORITHM));
    let signed = |number: usize| {
        let token = Signer::new(&signing).message_type(&number.to_string()).sign_compact(b"payload").unwrap();
        verify_compact(&token, &keys, &Limits::default()).unwrap();
    };
    (0..10_000).for_each(signed);
    assert_eq!(keys.headers().len(), HeaderCache::ROOM);
}

#[test]
fn stricter_limits_refuse_a_known_header() {
    let token = token(b"payload");
    let keys = acquainted(&token);
    let change: [Change; 3] = [
        ("header_bytes", |limits| limits.header_bytes = 10),
        ("members", |limits| limits.header.members = 1),
        ("token_bytes", |limits| limits.token_bytes = 10),
    ];
    for (name, change) in change {
        let mut limits = Limits::default();
        change(&mut limits);
        let refused = verify_compact(&token, &keys, &limits);
        assert!(matches!(refused, Err(VerifyError::Parse(_))), "{name}: {refused:?}");
    }
}

/// `crit` is about who reads and not about what was written, so it is checked each time.
#[test]
fn a_known_header_with_an_extension_is_refused_by_who_does_not_understand_it() {
    let (signing, keys) = (keys::signing(ALGORITHM), keys::set(ALGORITHM));
    let token = Signer::new(&signing).unencoded_payload().sign_compact(b"payload").unwrap();
    let allowing = Verifier::new(&keys).allow_unencoded_payload();
    for _ in 0..3 {
        assert_eq!(allowing.verify_compact(&token).unwrap().payload(), b"payload");
    }
    assert_eq!(keys.headers().len(), 1);
    for _ in 0..3 {
        assert_eq!(forge::outcome(&token, &keys), "parse.crit");
    }
    assert_eq!(allowing.verify_compact(&token).unwrap().payload(), b"payload");
}

/// An unencoded payload stands in the message as it is; a known header must not make it be read as base64url, nor the reverse.
#[test]
fn a_known_header_says_how_the_payload_stands() {
    let (signing, keys) = (keys::signing(ALGORITHM), keys::set(ALGORITHM));
    let verifier = Verifier::new(&keys).allow_unencoded_payload();
    let raw = Signer::new(&signing).unencoded_payload().sign_detached_compact(b"a.b").unwrap();
    let encoded = Signer::new(&signing).sign_detached_compact(b"a.b").unwrap();
    for _ in 0..3 {
        assert_eq!(verifier.verify_detached_compact(&raw, b"a.b").unwrap().payload(), b"a.b");
        assert_eq!(verifier.verify_detached_compact(&encoded, b"a.b").unwrap().payload(), b"a.b");
        assert!(verifier.verify_detached_compact(&raw, b"a.c").is_err());
        assert!(verifier.verify_compact(&encoded).is_err());
    }
    assert_eq!(keys.headers().len(), 2);
}
