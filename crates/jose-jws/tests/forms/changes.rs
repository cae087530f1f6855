//! Messages in JSON with any one byte changed.

use jose_core::JwsAlgorithm;
use jose_jwk::VerifyingKeySet;
use jose_jws::{GeneralSigner, Require, Signer, Verifier};

use crate::{
    forge::{ALPHABET, replaced},
    keys,
    parts::{EDDSA, ES256, HS256, code},
};

/// Every byte as its neighbour in base64url, as the letter farthest away, as what ends a string, and with a bit flipped.
fn every_change(message: &str, mut outcome: impl FnMut(&str) -> &'static str, name: &str) {
    assert_eq!(outcome(message), "verified", "{name}");
    for (index, original) in message.bytes().enumerate() {
        let letter = ALPHABET.iter().position(|letter| *letter == original).unwrap_or_default();
        for byte in [ALPHABET[letter ^ 1], ALPHABET[letter ^ 0x20], b'"', b'.', original ^ 1] {
            if byte != original {
                let found = outcome(&replaced(message, index, byte));
                assert_ne!(found, "verified", "{name}: byte {index} as {byte:#04x} in {message}");
            }
        }
    }
}

fn named(algorithm: JwsAlgorithm) -> (jose_crypto::SigningKey, VerifyingKeySet) {
    (keys::signing(algorithm).with_key_id("1"), keys::verifying(algorithm).with_key_id("1").into())
}

#[test]
fn every_change_of_one_byte_is_refused() {
    for algorithm in [HS256, ES256, EDDSA] {
        let (key, keys) = named(algorithm);
        let verifier = Verifier::new(&keys).allow_unencoded_payload();
        for (way, signer) in [("encoded", Signer::new(&key)), ("unencoded", Signer::new(&key).unencoded_payload())] {
            let general = GeneralSigner::new().signature(&signer);
            let name = |form: &str| format!("{form}, {algorithm}, {way}");
            let payload = b"payload";
            every_change(
                &signer.sign_compact(payload).unwrap(),
                |text| code(verifier.verify_compact(text)),
                &name("compact"),
            );
            every_change(
                &signer.sign_detached_compact(payload).unwrap(),
                |text| code(verifier.verify_detached_compact(text, payload)),
                &name("detached compact"),
            );
            every_change(
                &signer.sign_flattened(payload).unwrap(),
                |text| code(verifier.verify_flattened(text)),
                &name("flattened"),
            );
            every_change(
                &general.sign_general(payload).unwrap(),
                |text| code(verifier.verify_general(text, Require::Any)),
                &name("general"),
            );
        }
    }
}

/// With two signatures every change is noticed by `All`; `Any` may pass over what is wrong with one.
#[test]
fn every_change_of_one_byte_is_refused_where_all_must_verify() {
    let first = keys::signing(ES256);
    let second = keys::signing(EDDSA);
    let keys = VerifyingKeySet::new([keys::verifying(ES256), keys::verifying(EDDSA)]).unwrap();
    let signer = GeneralSigner::new().signature(&Signer::new(&first)).signature(&Signer::new(&second));
    let json = signer.sign_general(b"payload").unwrap();
    every_change(&json, |text| code(Verifier::new(&keys).verify_general(text, Require::All)), "two signatures");
}

/// What is unprotected can be changed by anybody, and no change helps where it chooses the key.
#[test]
fn every_change_of_an_unprotected_name_or_algorithm_is_refused() {
    for algorithm in [HS256, ES256, EDDSA] {
        let (key, keys) = named(algorithm);
        let json = Signer::new(&key).unprotected_algorithm().unprotected_key_id().sign_flattened(b"payload").unwrap();
        let header = format!(r#""header":{{"alg":"{algorithm}","kid":"1"}}"#);
        let (front, back) = json.split_once(&header).unwrap();
        let outcome = |text: &str| code(Verifier::new(&keys).verify_flattened(text));
        assert_eq!(outcome(&json), "verified");
        let value = header.find(algorithm.name()).unwrap();
        for index in value..value + algorithm.name().len() {
            let changed = replaced(&header, index, header.as_bytes()[index] ^ 1);
            assert_eq!(outcome(&format!("{front}{changed}{back}")), "key.algorithm_not_allowed", "{changed}");
        }
        for kid in ["0", "2", "11", "", " 1"] {
            let changed = header.replace(r#""kid":"1""#, &format!(r#""kid":"{kid}""#));
            assert_eq!(outcome(&format!("{front}{changed}{back}")), "key.not_found", "{changed}");
        }
    }
}
