//! Several signatures: which verified, by which key, and whether that is enough. Attacks 55, 56, 57.

use jose_core::JwsAlgorithm;
use jose_jwk::{KeySetError, SelectError, VerifyingKeySet};
use jose_jws::{GeneralSigner, Require, SignError, Signer, Verifier, VerifyError, verify_general};

use crate::{
    keys,
    parts::{EDDSA, ES256, HS256, PAYLOAD, code, forged, general, good, members, of_general},
};

fn public_keys() -> VerifyingKeySet {
    let ed25519 = keys::verifying(EDDSA).with_key_id("ed");
    VerifyingKeySet::new([keys::verifying(ES256).with_key_id("ec"), ed25519]).unwrap()
}

/// A correct signature of a key that the set does not have by this name.
fn unknown_name() -> String {
    members(&keys::signing(ES256), Some(r#"{"alg":"ES256","kid":"nobody"}"#), None, PAYLOAD)
}

/// A correct signature under the name of the other key.
fn other_name() -> String {
    members(&keys::signing(ES256), Some(r#"{"alg":"ES256","kid":"ed"}"#), None, PAYLOAD)
}

fn unsecured() -> String {
    format!(r#""protected":"{}","signature":"""#, crate::forge::encode(r#"{"alg":"none"}"#))
}

#[test]
fn any_needs_one_and_all_needs_every_one() {
    let keys = public_keys();
    for (name, signatures, any, all) in [
        ("one good", vec![good(ES256)], "verified", "verified"),
        ("two good", vec![good(ES256), good(EDDSA)], "verified", "verified"),
        ("the same twice", vec![good(ES256), good(ES256)], "verified", "verified"),
        ("one forged", vec![forged(ES256)], "jws.signature", "jws.signature"),
        ("good, forged", vec![good(ES256), forged(EDDSA)], "verified", "jws.signature"),
        ("forged, good", vec![forged(ES256), good(EDDSA)], "verified", "jws.signature"),
        ("both forged", vec![forged(ES256), forged(EDDSA)], "jws.signature", "jws.signature"),
        ("good, of a foreign kind", vec![good(ES256), good(HS256)], "verified", "key.algorithm_not_allowed"),
        ("of a foreign kind", vec![good(HS256)], "key.algorithm_not_allowed", "key.algorithm_not_allowed"),
        ("good, unknown", vec![good(ES256), unknown_name()], "verified", "key.not_found"),
        ("unknown", vec![unknown_name()], "key.not_found", "key.not_found"),
        ("under another name", vec![other_name()], "key.algorithm_mismatch", "key.algorithm_mismatch"),
        ("good, none", vec![good(ES256), unsecured()], "verified", "key.algorithm_not_allowed"),
        ("none, none", vec![unsecured(), unsecured()], "key.algorithm_not_allowed", "key.algorithm_not_allowed"),
        ("none, unknown", vec![unsecured(), unknown_name()], "key.not_found", "key.not_found"),
        ("unknown, forged", vec![unknown_name(), forged(ES256)], "jws.signature", "jws.signature"),
        ("forged, unknown, none", vec![forged(ES256), unknown_name(), unsecured()], "jws.signature", "jws.signature"),
        (
            "fifteen forged, one good",
            [vec![forged(ES256); 15], vec![good(EDDSA)]].concat(),
            "verified",
            "jws.signature",
        ),
    ] {
        let json = general(&signatures);
        assert_eq!(of_general(&json, &keys, Require::Any), any, "{name}, any");
        assert_eq!(of_general(&json, &keys, Require::All), all, "{name}, all");
    }
}

#[test]
fn the_report_says_which_signature_and_which_key() {
    let keys = public_keys();
    let own = members(&keys::signing(EDDSA), Some(r#"{"alg":"EdDSA","x":1}"#), Some(r#"{"kid":"ed","y":2}"#), PAYLOAD);
    let json = general(&[forged(ES256), own, good(HS256), unknown_name()]);
    let result = Verifier::new(&keys).verify_general(&json, Require::Any).unwrap();
    assert_eq!(result.payload(), b"payload");
    let reports = result.signatures();
    assert_eq!(reports.iter().map(jose_jws::SignatureReport::index).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(reports[0].outcome().unwrap_err().code(), "jws.signature");
    assert_eq!(reports[2].outcome().unwrap_err().code(), "key.algorithm_not_allowed");
    assert_eq!(reports[3].outcome().unwrap_err().code(), "key.not_found");
    let signature = reports[1].verified().unwrap();
    assert_eq!((signature.algorithm(), signature.key_id()), (EDDSA, Some("ed")));
    assert_eq!(signature.header().member("x"), Some(&1.into()));
    assert_eq!(signature.unprotected_header().unwrap().member("y"), Some(&2.into()));
    assert!(signature.protects_algorithm());
    assert!(reports[0].verified().is_none() && reports[2].verified().is_none() && reports[3].verified().is_none());
    assert_eq!(result.verified().count(), 1);
    // The headers of signatures that nobody vouches for are nowhere to be seen, and the payload is not printed.
    let debug = format!("{result:?}");
    assert!(!debug.contains("payload\"") && !debug.contains("cGF5bG9hZA"), "{debug}");
    assert_eq!(result.into_payload(), b"payload");
}

#[test]
fn the_error_says_why_each_signature_does_not_count() {
    let keys = public_keys();
    let json = general(&[good(ES256), forged(EDDSA), unknown_name()]);
    let error = Verifier::new(&keys).verify_general(&json, Require::All).unwrap_err();
    let VerifyError::Signatures(refused) = &error else { panic!("{error:?}") };
    let reasons: Vec<(usize, &str)> = refused.iter().map(|one| (one.index, one.reason.code())).collect();
    assert_eq!(reasons, [(1, "jws.signature"), (2, "key.not_found")]);
    assert!(matches!(refused[1].reason, VerifyError::Key(SelectError::KeyNotFound { .. })));
    assert_eq!(error.code(), "jws.signature");
    let words = error.to_string();
    assert!(words.starts_with("too few signatures verify; signature 1: "), "{words}");
    assert!(words.contains("; signature 2: ") && !words.contains("signature 0"), "{words}");
    assert!(std::error::Error::source(&error).is_none());
}

/// Nothing ties the signatures of a message together: `All` is all that is there. The report is where a caller sees who signed.
#[test]
fn a_signature_that_was_taken_away_is_not_missed() {
    let keys = public_keys();
    let both = general(&[good(ES256), good(EDDSA)]);
    let stripped = general(&[good(EDDSA)]);
    for require in [Require::Any, Require::All] {
        let signers = |json: &str| {
            let result = verify_general(json, &keys, require, &jose_core::Limits::default()).unwrap();
            result.verified().map(|one| one.key_id().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(signers(&both), ["ec", "ed"], "{require:?}");
        assert_eq!(signers(&stripped), ["ed"], "{require:?}");
    }
    // With a forged one left behind in its place, `All` refuses and `Any` says who is left.
    let replaced = general(&[forged(ES256), good(EDDSA)]);
    assert_eq!(of_general(&replaced, &keys, Require::All), "jws.signature");
    assert_eq!(of_general(&replaced, &keys, Require::Any), "verified");
}

/// A signature does not carry its header to another one.
#[test]
fn the_parts_of_two_signatures_cannot_be_exchanged() {
    let keys = public_keys();
    let [first, second] = [r#"{"alg":"ES256","x":1}"#, r#"{"alg":"ES256","x":2}"#]
        .map(|header| members(&keys::signing(ES256), Some(header), None, PAYLOAD));
    let (one, two) = (first.split_once(',').unwrap(), second.split_once(',').unwrap());
    let exchanged = general(&[format!("{},{}", one.0, two.1), format!("{},{}", two.0, one.1)]);
    assert_eq!(of_general(&exchanged, &keys, Require::Any), "jws.signature");
    assert_eq!(of_general(&general(&[first, second]), &keys, Require::All), "verified");
}

/// A shared secret in a set of public keys would let its holders sign as the others, in this form as in every other.
#[test]
fn shared_secrets_and_public_keys_verify_one_message_in_two_calls() {
    let json = general(&[good(ES256), good(HS256)]);
    let mixed = VerifyingKeySet::new([keys::verifying(ES256), keys::verifying(HS256)]);
    assert_eq!(mixed.unwrap_err(), KeySetError::Mixed);
    for (algorithm, index) in [(ES256, 0), (HS256, 1)] {
        let keys = keys::set(algorithm);
        let result = Verifier::new(&keys).verify_general(&json, Require::Any).unwrap();
        assert!(result.signatures()[index].verified().is_some(), "{algorithm}");
        assert_eq!(result.verified().count(), 1, "{algorithm}");
        assert_eq!(of_general(&json, &keys, Require::All), "key.algorithm_not_allowed", "{algorithm}");
    }
}

/// Keys without names are all tried, up to the limit. What is tried in vain counts over the message: sixteen signatures times eight keys would be
/// a hundred public-key operations.
#[test]
fn guesses_are_counted_over_the_message() {
    let fresh = || jose_jwk::PrivateJwk::generate_signing(ES256).unwrap().public().verifying_key().unwrap();
    for (count, signatures, expected) in [
        (8, 1, "verified"),
        (9, 1, "key.limit"),
        (5, 2, "verified"),
        (6, 2, "key.limit"),
        (8, 2, "key.limit"),
        (2, 8, "verified"),
        (2, 9, "key.limit"),
        (8, 16, "key.limit"),
        (1, 16, "verified"),
    ] {
        let mut all: Vec<_> = (1..count).map(|_| fresh()).collect();
        all.push(keys::verifying(ES256));
        let keys = VerifyingKeySet::new(all).unwrap();
        let message = general(&vec![good(ES256); signatures]);
        for require in [Require::Any, Require::All] {
            assert_eq!(of_general(&message, &keys, require), expected, "{count} keys, {signatures} signatures");
        }
    }
    // Keys that the message names are no guesses.
    let names: Vec<String> = (0..16).map(|index| index.to_string()).collect();
    let keys = VerifyingKeySet::new(names.iter().map(|name| keys::verifying(ES256).with_key_id(name))).unwrap();
    let by = |name: &String| {
        members(&keys::signing(ES256), Some(&format!(r#"{{"alg":"ES256","kid":"{name}"}}"#)), None, PAYLOAD)
    };
    let message = general(&names.iter().map(by).collect::<Vec<_>>());
    assert_eq!(of_general(&message, &keys, Require::All), "verified");
}

#[test]
fn every_algorithm_signs_in_one_message_with_every_other() {
    let asymmetric: Vec<JwsAlgorithm> =
        keys::algorithms().iter().copied().filter(|algorithm| !algorithm.name().starts_with("HS")).collect();
    let signing: Vec<_> =
        asymmetric.iter().map(|algorithm| keys::signing(*algorithm).with_key_id(algorithm.name())).collect();
    let verifying = asymmetric.iter().map(|algorithm| keys::verifying(*algorithm).with_key_id(algorithm.name()));
    let keys = VerifyingKeySet::new(verifying).unwrap();
    for start in 0..signing.len() {
        let chosen: Vec<_> = (0..3).map(|step| &signing[(start + step) % signing.len()]).collect();
        let signer =
            chosen.iter().fold(GeneralSigner::new(), |all, key| all.signature(&Signer::new(key).unprotected_key_id()));
        let json = signer.sign_general(b"payload").unwrap();
        let result = Verifier::new(&keys).verify_general(&json, Require::All).unwrap();
        let names: Vec<&str> = result.verified().map(|one| one.key_id().unwrap()).collect();
        assert_eq!(names, chosen.iter().map(|key| key.key_id().unwrap()).collect::<Vec<_>>());
        let detached = signer.sign_detached_general(b"payload").unwrap();
        let verifier = Verifier::new(&keys);
        assert_eq!(code(verifier.verify_detached_general(&detached, b"payload", Require::All)), "verified");
        assert_eq!(code(verifier.verify_detached_general(&detached, b"paylord", Require::Any)), "jws.signature");
    }
}

#[test]
fn what_cannot_be_one_message_is_not_signed() {
    let (first, second) = (keys::signing(HS256), keys::signing(ES256));
    let none: GeneralSigner<'_> = GeneralSigner::new();
    assert_eq!(none.sign_general(b""), Err(SignError::NoSignature));
    assert_eq!(none.sign_detached_general(b""), Err(SignError::NoSignature));
    for (one, two) in [
        (Signer::new(&first).unencoded_payload(), Signer::new(&second)),
        (Signer::new(&first), Signer::new(&second).unencoded_payload()),
    ] {
        let mixed = GeneralSigner::new().signature(&one).signature(&two);
        for result in [mixed.sign_general(b"payload"), mixed.sign_detached_general(b"payload")] {
            let error = result.unwrap_err();
            assert_eq!((error.clone(), error.code()), (SignError::MixedPayloads, "jws.mixed_payloads"));
        }
    }
    let bad = GeneralSigner::new().signature(&Signer::new(&first)).signature(&Signer::new(&second).member("alg", 1));
    assert_eq!(bad.sign_general(b"").unwrap_err().code(), "jws.reserved_member");
    let pending = || GeneralSigner::new().signature(&Signer::without_key(HS256, None)).prepare_general(b"").unwrap();
    assert_eq!(pending().finish::<Vec<u8>>(&[]), Err(SignError::SignatureCount { expected: 1, found: 0 }));
    assert_eq!(pending().finish(&[[0; 32]; 2]), Err(SignError::SignatureCount { expected: 1, found: 2 }));
    assert_eq!(pending().finish(&[[0; 31]]), Err(SignError::SignatureLength { algorithm: HS256, found: 31 }));
    assert!(pending().finish(&[[0; 32]]).is_ok());
}
