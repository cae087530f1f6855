//! Secrets do not print, copy, compare or serialize. Attacks 28 and 148.

use std::fmt::Debug;

use jose_core::base64url;
use jose_jwk::{Jwk, JwkSet, PrivateJwk, SymmetricJwk};
use serde_json::Value;

use crate::{changed, files::*, keys::*};

const SECRET_MEMBERS: [&str; 7] = ["d", "p", "q", "dp", "dq", "qi", "k"];

/// Every secret of a key, in the ways in which it could be printed.
fn secrets(json: &str) -> Vec<String> {
    let key: Value = serde_json::from_str(json).expect("JSON");
    let texts = SECRET_MEMBERS.iter().filter_map(|member| key.get(*member)?.as_str());
    texts
        .flat_map(|text| {
            let bytes = base64url::decode(text).expect("base64url");
            let part: Vec<u8> = bytes.iter().copied().take(8).collect();
            let list = format!("{part:?}");
            let hex = part.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
            [text.chars().take(10).collect(), list.trim_matches(['[', ']']).to_owned(), hex.to_uppercase(), hex]
        })
        .collect()
}

fn check(name: &str, value: &dyn Debug, secrets: &[String]) {
    for printed in [format!("{value:?}"), format!("{value:#?}")] {
        for secret in secrets {
            assert!(!printed.contains(secret.as_str()), "{name} prints {secret}: {printed}");
        }
    }
}

#[test]
fn attack_148_debug_prints_no_secret() {
    for json in [RFC7517_A2_EC, RFC7517_A2_RSA, RFC8037_A1, RFC7748_BOB, RFC7520_3_2, RFC7520_3_4] {
        let json = changed(json, r#"{"alg":null,"kid":"a name"}"#, "");
        let json = changed(&json, "", "alg");
        let secrets = secrets(&json);
        assert!(secrets.len() >= 4);
        let key = PrivateJwk::from_json(json.as_bytes()).unwrap();
        check("PrivateJwk", &key, &secrets);
        assert!(format!("{key:?}").contains("a name"));
        check("its public half", &key.public(), &secrets);
        check("Jwk", &Jwk::from(key), &secrets);
        check("JwkSet", &JwkSet::from_bytes(json.as_bytes()).unwrap(), &secrets);
        // Nor does a set of keys that were built of it.
        let key = Jwk::from_json(json.as_bytes()).unwrap();
        for algorithm in jose_core::JwsAlgorithm::ALL {
            if let Ok(key) = key.signing_key_for(*algorithm) {
                check("SigningKey", &key, &secrets);
            }
        }
        for algorithm in jose_core::KeyManagementAlgorithm::ALL {
            if let Ok(key) = key.decryption_key_for(*algorithm) {
                check("DecryptionKey", &key, &secrets);
                check("DecryptionKeySet", &jose_jwk::DecryptionKeySet::from(key), &secrets);
            }
        }
    }
    for json in [RFC7517_A3_HMAC, RFC7520_3_5, RFC7520_3_6] {
        let key = SymmetricJwk::from_json(json.as_bytes()).unwrap();
        check("SymmetricJwk", &key, &secrets(json));
        check("its secret", key.secret(), &secrets(json));
        check("Jwk", &Jwk::from(key), &secrets(json));
    }
    assert_eq!(
        format!("{:?}", SymmetricJwk::from_json(RFC7520_3_5.as_bytes()).unwrap()),
        r#"SymmetricJwk { kty: "oct", kid: Some("018c0ae5-4d9b-471b-bfd6-eef314bc7037"), alg: Some("HS256"), .. }"#
    );
}

/// Every refusal that can follow from a secret, and none that repeats a part of it.
#[test]
fn attack_28_errors_repeat_no_secret() {
    let mut refusals = 0;
    for json in [RFC7517_A2_EC, RFC7517_A2_RSA, RFC8037_A1, RFC7748_BOB, RFC7517_A3_HMAC] {
        let key: Value = serde_json::from_str(json).unwrap();
        let secrets = secrets(json);
        for member in SECRET_MEMBERS.iter().filter(|member| key.get(**member).is_some()) {
            let text = key[*member].as_str().unwrap();
            let values = [
                format!(r#""{text}=""#),
                format!(r#""{text}A""#),
                format!(r#""AA{text}""#),
                format!(r#""{}""#, &text[..text.len() - 4]),
                format!(r#"["{text}"]"#),
                format!(r#"{{"{text}":1}}"#),
                format!(r#"{{"{text}":1,"{text}":2}}"#),
            ];
            for value in values {
                let changed = json.replace(&format!("\"{text}\""), &value);
                // A symmetric key may have any length.
                let Err(error) = Jwk::from_json(changed.as_bytes()) else { continue };
                check("an error", &error, &secrets);
                check("its sentence", &error.to_string(), &secrets);
                check("a set", &JwkSet::from_json(format!(r#"{{"keys":[{changed}]}}"#).as_bytes()), &secrets);
                refusals += 1;
            }
            // A secret in the wrong place, where others would quote it.
            for place in ["kty", "crv", "alg", "use", "kid", "key_ops"] {
                if place == "crv" && key.get("crv").is_none() {
                    continue; // no member of this type of key, and so ignored
                }
                let wrong = changed(json, &format!(r#"{{"{place}":[["{text}"]]}}"#), "");
                check(place, &Jwk::from_json(wrong.as_bytes()).expect_err("a wrong type").to_string(), &secrets);
                refusals += 1;
            }
        }
    }
    assert!(refusals > 80, "{refusals}");
    let secrets = secrets(RFC8037_A1);
    let pem = ED25519_PKCS8.replace("-----END", "x-----END");
    check("PEM", &Jwk::from_pem(pem.as_bytes()).expect_err("damaged").to_string(), &secrets);
}

/// Whether a type has a trait, decided by the compiler: the inherent constant wins where its bound holds.
macro_rules! has {
    ($type:ty: $trait:path) => {{
        #[allow(dead_code, reason = "one of the two is chosen")]
        struct Probe<T: ?Sized>(std::marker::PhantomData<T>);
        #[allow(dead_code, reason = "one of the two is chosen")]
        trait Otherwise {
            const HAS: bool = false;
        }
        impl<T: ?Sized> Otherwise for Probe<T> {}
        #[allow(dead_code, reason = "one of the two is chosen")]
        impl<T: ?Sized + $trait> Probe<T> {
            const HAS: bool = true;
        }
        Probe::<$type>::HAS
    }};
}

#[test]
fn attack_148_secrets_cannot_be_copied_compared_or_serialized() {
    macro_rules! withheld {
        ($($type:ty),*) => {$(
            assert!(!has!($type: Clone), "Clone for {}", stringify!($type));
            assert!(!has!($type: PartialEq), "PartialEq for {}", stringify!($type));
            assert!(!has!($type: serde::Serialize), "Serialize for {}", stringify!($type));
            assert!(!has!($type: std::fmt::Display), "Display for {}", stringify!($type));
            assert!(!has!($type: Default), "Default for {}", stringify!($type));
            assert!(has!($type: Send) && has!($type: Sync), "Send and Sync for {}", stringify!($type));
        )*};
    }
    withheld!(PrivateJwk, SymmetricJwk, Jwk, JwkSet);
    // The probe itself can tell.
    assert!(has!(jose_jwk::PublicJwk: Clone) && has!(String: serde::Serialize));
    assert!(has!(jose_jwk::VerifyingKeySet: Clone) && has!(jose_jwk::VerifyingKeySet: Send));
    assert!(has!(jose_jwk::DecryptionKeySet: Sync));
}
