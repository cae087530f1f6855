//! Which keys are tried: those of the message's algorithm and name, and none that the message brings. Attacks 9, 13, 15, 16 and 26.

use jose_core::{Curve, JwsAlgorithm, Limits};
use jose_crypto::{SigningKey, VerifyingKey, material::PrivateMaterial};
use jose_jwk::{Jwk, KeySetError, SelectError, VerifyingKeySet};
use jose_jws::{Signer, VerifyError, verify_compact};

use crate::{
    forge::{outcome, signed, verify},
    keys,
};

const ES256: JwsAlgorithm = JwsAlgorithm::Es256;

fn pair(key_id: Option<&str>) -> (SigningKey, VerifyingKey) {
    let material = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let (signing, verifying) =
        (SigningKey::new(ES256, &material).unwrap(), VerifyingKey::new(ES256, &material.public()).unwrap());
    match key_id {
        Some(key_id) => (signing.with_key_id(key_id), verifying.with_key_id(key_id)),
        None => (signing, verifying),
    }
}

fn token(key: &SigningKey) -> String {
    Signer::new(key).sign_compact(b"payload").unwrap()
}

#[test]
fn the_key_that_the_message_names_is_the_one() {
    let pairs: Vec<_> = (0..20).map(|index| pair(Some(&format!("key-{index}")))).collect();
    let keys = VerifyingKeySet::new(pairs.iter().map(|(_, verifying)| verifying.clone())).unwrap();
    for (index, (signing, _)) in pairs.iter().enumerate() {
        let verified = verify(&token(signing), &keys).unwrap();
        assert_eq!(verified.key_id(), Some(&*format!("key-{index}")));
        let renamed = signing.clone().with_key_id(format!("key-{}", (index + 1) % 20));
        assert_eq!(outcome(&token(&renamed), &keys), "jws.signature", "{index} under the next name");
    }
}

#[test]
fn an_unknown_name_is_refused_whatever_the_signature() {
    let (signing, verifying) = pair(Some("Key-1"));
    let keys = VerifyingKeySet::from(verifying);
    for kid in [
        "",
        "key-1",
        "KEY-1",
        "Key-1 ",
        " Key-1",
        "Key-1\0",
        "Key-2",
        "K\u{435}y-1",
        "../../dev/null",
        "' UNION SELECT 1",
        "0",
        "null",
        "*",
    ] {
        let error = verify(&token(&signing.clone().with_key_id(kid)), &keys).unwrap_err();
        let shown = kid.escape_debug().to_string().into();
        assert_eq!(error, VerifyError::Key(SelectError::KeyNotFound { key_id: Some(shown) }), "{kid:?}");
    }
}

#[test]
fn a_name_of_a_key_of_another_algorithm_is_refused() {
    let (_, verifying) = pair(Some("1"));
    let other = keys::verifying(JwsAlgorithm::EdDsa).with_key_id("2");
    let keys = VerifyingKeySet::new([verifying, other]).unwrap();
    let named = Signer::new(&keys::signing(JwsAlgorithm::EdDsa).with_key_id("1")).sign_compact(b"").unwrap();
    let expected = SelectError::AlgorithmMismatch { key_id: "1".into(), algorithm: "EdDSA" };
    assert_eq!(verify(&named, &keys).err(), Some(VerifyError::Key(expected)));
    let absent = Signer::new(&keys::signing(JwsAlgorithm::Rs256).with_key_id("1")).sign_compact(b"").unwrap();
    assert_eq!(outcome(&absent, &keys), "key.algorithm_not_allowed");
}

#[test]
fn two_names_for_two_keys() {
    let (_, first) = pair(Some("1"));
    let (_, second) = pair(Some("1"));
    let error = VerifyingKeySet::new([first, second]).unwrap_err();
    assert_eq!(error, KeySetError::Duplicate { key_id: "1".into(), algorithm: "ES256" });
    assert_eq!(VerifyingKeySet::new([]).unwrap_err(), KeySetError::Empty);
}

#[test]
fn without_a_name_eight_keys_are_tried_and_nine_are_too_many() {
    let pairs: Vec<_> = (0..9).map(|_| pair(None)).collect();
    let set = |count: usize| VerifyingKeySet::new(pairs.iter().take(count).map(|(_, key)| key.clone())).unwrap();
    for count in 1..=8 {
        for (index, (signing, _)) in pairs.iter().enumerate() {
            let expected = if index < count { "verified" } else { "jws.signature" };
            assert_eq!(outcome(&token(signing), &set(count)), expected, "key {index} of {count}");
        }
    }
    for (signing, _) in &pairs {
        let VerifyError::Key(SelectError::Limit(exceeded)) = verify(&token(signing), &set(9)).unwrap_err() else {
            panic!("not the limit")
        };
        assert_eq!((exceeded.limit(), exceeded.maximum()), ("candidate_keys", 8));
    }
    let mut limits = Limits::default();
    limits.candidate_keys = 9;
    assert!(verify_compact(&token(&pairs[8].0), &set(9), &limits).is_ok());
    limits.candidate_keys = 0;
    assert!(verify_compact(&token(&pairs[0].0), &set(1), &limits).is_err());
}

/// A message with a name is tried with the keys that carry it and those that carry none, and not with keys of another name.
#[test]
fn keys_without_a_name_answer_to_any() {
    let ((one, named), (two, nameless)) = (pair(Some("1")), pair(None));
    let keys = VerifyingKeySet::new([named, nameless]).unwrap();
    assert_eq!(outcome(&token(&two.clone().with_key_id("1")), &keys), "verified");
    assert_eq!(outcome(&token(&two.with_key_id("2")), &keys), "verified");
    assert_eq!(outcome(&token(&one.clone().with_key_id("2")), &keys), "jws.signature");
    assert_eq!(outcome(&token(&one), &keys), "verified");
}

#[test]
fn a_key_in_the_header_is_never_used() {
    let material = PrivateMaterial::generate_on(Curve::P256).unwrap();
    let stranger = SigningKey::new(ES256, &material).unwrap();
    let Jwk::Private(private) = Jwk::Private(jose_jwk::PrivateJwk::from_material(material).unwrap()) else { panic!() };
    let public = private.public().to_json();
    let der = jose_core::base64url::encode(&private.public().to_der().unwrap());
    let members = [
        ("jwk", format!(r#""jwk":{public}"#)),
        ("jku", r#""jku":"http://127.0.0.1:9/keys""#.to_owned()),
        ("x5u", r#""x5u":"http://127.0.0.1:9/chain""#.to_owned()),
        ("x5c", format!(r#""x5c":["{der}"]"#)),
        ("x5t", r#""x5t":"dGh1bWJwcmludA""#.to_owned()),
        ("x5t#S256", format!(r#""x5t#S256":"{}""#, private.thumbprint())),
        ("kid", format!(r#""kid":"{}""#, private.thumbprint())),
        ("jwk and kid", format!(r#""kid":"1","jwk":{public}"#)),
    ];
    for (name, member) in members {
        let token = signed(&stranger, format!(r#"{{"alg":"ES256",{member}}}"#), "payload");
        assert_eq!(outcome(&token, &keys::set(ES256)), "jws.signature", "{name}");
        let named = keys::verifying(ES256).with_key_id("ours").into();
        let expected = if name.contains("kid") { "key.not_found" } else { "jws.signature" };
        assert_eq!(outcome(&token, &named), expected, "{name}, with a key that has a name");
        // The same member does not harm a message under the right key either.
        if !name.contains("kid") {
            let ours = signed(&keys::signing(ES256), format!(r#"{{"alg":"ES256",{member}}}"#), "payload");
            assert_eq!(outcome(&ours, &keys::set(ES256)), "verified", "{name}");
        }
    }
}
