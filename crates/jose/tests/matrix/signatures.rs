//! Signatures: every algorithm, every form.

use jose::{
    JwsAlgorithm, Limits,
    crypto::{KeyError, SigningKey, VerifyingKey},
    jwk::VerifyingKeySet,
    jws::{GeneralSigner, Require, SignatureReport, Signer, Verifier},
};

use crate::{changes, keys};

const PAYLOAD: &[u8] = br#"{"iss":"joe"}"#;

/// Runs `check` for every key this build has, and says what it has not.
fn for_every_key(check: impl Fn(&str, &SigningKey, VerifyingKey)) {
    let (mut ran, mut left_out) = (0, Vec::new());
    for algorithm in JwsAlgorithm::ALL {
        for (name, keys) in keys::signing(*algorithm) {
            match keys {
                Ok((signing, verifying)) => {
                    check(&name, &signing.with_key_id("1"), verifying.with_key_id("1"));
                    ran += 1;
                }
                Err(KeyError::FeatureNeeded { feature, .. }) => left_out.push(format!("{name} (feature {feature})")),
                Err(error) => panic!("{name}: {error}"),
            }
        }
    }
    println!("{ran} keys; not in this build: {left_out:?}");
    assert!(ran + left_out.len() > JwsAlgorithm::ALL.len());
}

#[test]
fn every_algorithm_in_every_form_there_and_back() {
    for_every_key(|name, signing, verifying| {
        let keys = VerifyingKeySet::from(verifying);
        let verifier = Verifier::new(&keys).allow_unencoded_payload();
        for unencoded in [false, true] {
            let signer = Signer::new(signing).message_type("example");
            let signer = if unencoded { signer.unencoded_payload() } else { signer };
            let general = |count| (0..count).fold(GeneralSigner::new(), |all, _| all.signature(&signer));
            let case = format!("{name}, unencoded: {unencoded}");

            let opened = verifier.verify_compact(&signer.sign_compact(PAYLOAD).unwrap());
            assert_eq!(opened.expect(&case).payload(), PAYLOAD, "{case}");
            let opened = verifier.verify_flattened(&signer.sign_flattened(PAYLOAD).unwrap());
            assert_eq!(opened.expect(&case).payload(), PAYLOAD, "{case}");
            let detached = signer.sign_detached_compact(PAYLOAD).unwrap();
            assert!(verifier.verify_detached_compact(&detached, PAYLOAD).is_ok(), "{case}");
            assert!(verifier.verify_detached_compact(&detached, b"another").is_err(), "{case}");
            let detached = signer.sign_detached_flattened(PAYLOAD).unwrap();
            assert!(verifier.verify_detached_flattened(&detached, PAYLOAD).is_ok(), "{case}");
            assert!(verifier.verify_detached_flattened(&detached, b"another").is_err(), "{case}");
            for count in [1, 3] {
                let json = general(count).sign_general(PAYLOAD).unwrap();
                let opened = verifier.verify_general(&json, Require::All).expect(&case);
                assert_eq!((opened.payload(), opened.verified().count()), (PAYLOAD, count), "{case}");
                let json = general(count).sign_detached_general(PAYLOAD).unwrap();
                assert!(verifier.verify_detached_general(&json, PAYLOAD, Require::All).is_ok(), "{case}");
                assert!(verifier.verify_detached_general(&json, b"another", Require::Any).is_err(), "{case}");
            }
        }
    });
}

#[test]
fn every_changed_letter_of_a_compact_message_is_refused() {
    for_every_key(|name, signing, verifying| {
        let keys = VerifyingKeySet::from(verifying);
        let token = Signer::new(signing).sign_compact(PAYLOAD).unwrap();
        assert!(jose::jws::verify_compact(&token, &keys, &Limits::default()).is_ok(), "{name}");
        for (at, changed) in changes::of_letters(&token) {
            let verified = jose::jws::verify_compact(&changed, &keys, &Limits::default());
            assert!(verified.is_err(), "{name}: letter {at} of {token}");
        }
    });
}

#[test]
fn every_changed_letter_of_a_message_in_json_is_refused() {
    const MEMBERS: &[&str] = &["payload", "protected", "signature"];
    for_every_key(|name, signing, verifying| {
        let keys = VerifyingKeySet::from(verifying);
        let verifier = Verifier::new(&keys);
        let signer = Signer::new(signing);
        let flattened = signer.sign_flattened(PAYLOAD).unwrap();
        for (at, changed) in changes::of_members(&flattened, MEMBERS) {
            assert!(verifier.verify_flattened(&changed).is_err(), "{name}: letter {at} of {flattened}");
        }
        let one = GeneralSigner::new().signature(&signer).sign_general(PAYLOAD).unwrap();
        for (at, changed) in changes::of_members(&one, MEMBERS) {
            assert!(verifier.verify_general(&changed, Require::Any).is_err(), "{name}: letter {at} of {one}");
        }
    });
}

/// Of three signatures a changed one is not enough for all, and the report says which it is.
#[test]
fn a_changed_signature_of_three_is_found() {
    for_every_key(|name, signing, verifying| {
        let keys = VerifyingKeySet::from(verifying);
        let signer = Signer::new(signing);
        let all = GeneralSigner::new().signature(&signer).signature(&signer).signature(&signer);
        let json = all.sign_general(PAYLOAD).unwrap();
        let begins: Vec<usize> = json.match_indices("\"signature\":\"").map(|(at, found)| at + found.len()).collect();
        assert_eq!(begins.len(), 3, "{name}");
        for (index, begin) in begins.into_iter().enumerate() {
            let mut changed = json.clone();
            let other = if &json[begin + 4..begin + 5] == "A" { "B" } else { "A" };
            changed.replace_range(begin + 4..begin + 5, other);
            assert!(Verifier::new(&keys).verify_general(&changed, Require::All).is_err(), "{name}");
            let verified = Verifier::new(&keys).verify_general(&changed, Require::Any).unwrap();
            let failed: Vec<usize> = verified
                .signatures()
                .iter()
                .filter(|report| report.outcome().is_err())
                .map(SignatureReport::index)
                .collect();
            assert_eq!(failed, [index], "{name}");
        }
    });
}
