//! What an unprotected header can and cannot do. Attacks 1, 4, 8, 9.

use jose_core::JwsAlgorithm;
use jose_jws::{Require, Signer, Verifier};

use crate::{
    forge::{encode, hmac_sha256},
    keys,
    parts::{EDDSA, ES256, HS256, PAYLOAD, code, flattened, general, good, members, of_flattened, of_general},
};

#[test]
fn the_result_says_what_is_protected() {
    for algorithm in [HS256, ES256, EDDSA] {
        let key = keys::signing(algorithm).with_key_id("1");
        let keys = keys::verifying(algorithm).with_key_id("1").into();
        let verifier = Verifier::new(&keys);
        let open = Signer::new(&key).unprotected_algorithm().unprotected_key_id().unprotected_member("x", 1);
        let result = verifier.verify_flattened(&open.sign_flattened(b"payload").unwrap()).unwrap();
        assert!(!result.protects_algorithm(), "{algorithm}");
        assert_eq!((result.algorithm(), result.key_id()), (algorithm, Some("1")));
        assert_eq!((result.header().received(), result.header().algorithm()), ("", None));
        assert_eq!(result.header().other_members().len(), 0);
        let header = result.unprotected_header().unwrap();
        assert_eq!((header.algorithm(), header.key_id()), (Some(algorithm.name()), Some("1")));
        assert_eq!(header.member("x"), Some(&1.into()));

        let half = Signer::new(&key).unprotected_key_id();
        let result = verifier.verify_flattened(&half.sign_flattened(b"payload").unwrap()).unwrap();
        assert!(result.protects_algorithm(), "{algorithm}");
        assert_eq!((result.header().key_id(), result.header().algorithm()), (None, Some(algorithm.name())));
        let closed = verifier.verify_flattened(&Signer::new(&key).sign_flattened(b"payload").unwrap()).unwrap();
        assert!(closed.unprotected_header().is_none() && closed.protects_algorithm(), "{algorithm}");
    }
}

#[test]
fn an_unprotected_algorithm_can_be_refused() {
    let (key, keys) = (keys::signing(HS256), keys::set(HS256));
    let open = members(&key, None, Some(r#"{"alg":"HS256"}"#), PAYLOAD);
    let beside = members(&key, Some(r#"{"typ":"x"}"#), Some(r#"{"alg":"HS256"}"#), PAYLOAD);
    let strict = Verifier::new(&keys).require_protected_algorithm();
    for (name, own, expected) in [
        ("no protected header", &open, "parse.member"),
        ("another protected member", &beside, "parse.member"),
        ("protected", &good(HS256), "verified"),
    ] {
        assert_eq!(of_flattened(&flattened(own), &keys), "verified", "{name}, not demanded");
        assert_eq!(code(strict.verify_flattened(&flattened(own))), expected, "{name}");
        for require in [Require::Any, Require::All] {
            let json = general(&[own.clone(), good(HS256)]);
            assert_eq!(of_general(&json, &keys, require), "verified", "{name}, not demanded, {require:?}");
            assert_eq!(code(strict.verify_general(&json, require)), expected, "{name}, {require:?}");
        }
    }
}

/// The header is compared and never obeyed, on whichever side it stands.
#[test]
fn no_header_chooses_the_algorithm() {
    let names = ["none", "None", "NONE", "HS256", "hs256", "RS256", "ES384", "EdDSA", "A128KW", "dir", ""];
    for algorithm in [ES256, JwsAlgorithm::Rs256, JwsAlgorithm::Ps512] {
        let (key, keys) = (keys::signing(algorithm), keys::set(algorithm));
        for name in names.into_iter().filter(|name| *name != algorithm.name()) {
            let header = format!(r#"{{"alg":"{name}"}}"#);
            let signed = [members(&key, Some(&header), None, PAYLOAD), members(&key, None, Some(&header), PAYLOAD)];
            let empty = [
                format!(r#""protected":"{}","signature":"""#, encode(&header)),
                format!(r#""header":{header},"signature":"""#),
            ];
            for own in signed.iter().chain(&empty) {
                assert_eq!(of_flattened(&flattened(own), &keys), "key.algorithm_not_allowed", "{name} for {algorithm}");
                for require in [Require::Any, Require::All] {
                    let found = of_general(&general(&[own]), &keys, require);
                    assert_eq!(found, "key.algorithm_not_allowed", "{name} for {algorithm}, {require:?}");
                }
                assert_ne!(of_general(&general(&[&good(algorithm), own]), &keys, Require::All), "verified", "{name}");
            }
        }
    }
}

#[test]
fn a_public_key_is_no_secret_in_json_either() {
    for algorithm in [ES256, JwsAlgorithm::Rs256, EDDSA] {
        let keys = keys::set(algorithm);
        let public = keys::jwk(keys::text_for(algorithm)).public().unwrap();
        let (pem, der, json) = (public.to_pem().unwrap(), public.to_der().unwrap(), public.to_json());
        for secret in [pem.as_bytes(), pem.trim_end().as_bytes(), &der, json.as_bytes(), b""] {
            let header = r#"{"alg":"HS256"}"#;
            let own = |protected: bool| {
                let encoded = if protected { encode(header) } else { String::new() };
                let mac = encode(hmac_sha256(secret, format!("{encoded}.{PAYLOAD}").as_bytes()));
                let place =
                    if protected { format!(r#""protected":"{encoded}""#) } else { format!(r#""header":{header}"#) };
                format!(r#"{place},"signature":"{mac}""#)
            };
            for own in [own(true), own(false)] {
                assert_eq!(of_flattened(&flattened(&own), &keys), "key.algorithm_not_allowed", "{algorithm}");
                assert_eq!(
                    of_general(&general(&[own]), &keys, Require::Any),
                    "key.algorithm_not_allowed",
                    "{algorithm}"
                );
            }
        }
    }
}

/// Keys and places of keys in a header are data.
#[test]
fn a_key_in_the_header_verifies_nothing() {
    let attacker = jose_jwk::PrivateJwk::generate_signing(ES256).unwrap();
    let key = attacker.signing_key().unwrap();
    let keys = keys::set(ES256);
    let jwk = attacker.public().to_json();
    for (name, member) in [
        ("jwk", format!(r#""jwk":{jwk}"#)),
        ("jku", r#""jku":"https://attacker.example/keys""#.to_owned()),
        ("x5u", r#""x5u":"https://attacker.example/chain""#.to_owned()),
        ("x5c", r#""x5c":["MII"]"#.to_owned()),
    ] {
        let header = format!(r#"{{"alg":"ES256",{member}}}"#);
        for (protected, unprotected) in [(Some(&*header), None), (None, Some(&*header))] {
            let own = members(&key, protected, unprotected, PAYLOAD);
            assert_eq!(of_flattened(&flattened(&own), &keys), "jws.signature", "{name}");
            assert_eq!(of_general(&general(&[own]), &keys, Require::Any), "jws.signature", "{name}");
        }
    }
    let introduced = Signer::new(&key).public_key(&attacker.public()).sign_flattened(b"payload").unwrap();
    assert_eq!(of_flattened(&introduced, &keys), "jws.signature");
    assert_eq!(of_flattened(&introduced, &attacker.public().verifying_key().unwrap().into()), "verified");
}

/// A name that anybody can write leads to a key or to none, never around one.
#[test]
fn an_unprotected_name_cannot_do_harm() {
    let key = keys::signing(ES256);
    let keys = jose_jwk::VerifyingKeySet::new([
        keys::verifying(ES256).with_key_id("1"),
        keys::verifying(EDDSA).with_key_id("2"),
    ]);
    let keys = keys.unwrap();
    for (name, header, expected) in [
        ("right", r#"{"kid":"1"}"#, "verified"),
        ("none", "{}", "verified"),
        ("unknown", r#"{"kid":"3"}"#, "key.not_found"),
        ("of another kind of key", r#"{"kid":"2"}"#, "key.algorithm_mismatch"),
        ("a path", r#"{"kid":"../../1"}"#, "key.not_found"),
        ("empty", r#"{"kid":""}"#, "key.not_found"),
        ("another case", r#"{"kid":"1 "}"#, "key.not_found"),
        ("with nul", r#"{"kid":"1\u0000"}"#, "key.not_found"),
    ] {
        let own = members(&key, Some(r#"{"alg":"ES256"}"#), Some(header), PAYLOAD);
        assert_eq!(of_flattened(&flattened(&own), &keys), expected, "{name}");
        assert_eq!(of_general(&general(&[own]), &keys, Require::All), expected, "{name}");
    }
}
