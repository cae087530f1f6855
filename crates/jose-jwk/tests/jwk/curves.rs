//! Keys on secp256k1, and on Ed448 and X448, which need features. Attacks 3 and 36.

use jose_core::Curve;
use jose_jwk::{Jwk, PrivateJwk, PublicJwk};
use serde_json::Value;

use crate::{changed, files::*, refusal};

/// The files, the curve and its feature.
const FILES: [(&str, &str, Curve); 3] = [
    (SECP256K1_PKCS8, SECP256K1_SPKI, Curve::Secp256k1),
    (ED448_PKCS8, ED448_SPKI, Curve::Ed448),
    (X448_PKCS8, X448_SPKI, Curve::X448),
];

fn is_built_in(curve: Curve) -> bool {
    let left_out = [(Curve::Ed448, cfg!(not(feature = "ed448"))), (Curve::X448, cfg!(not(feature = "x448")))];
    !left_out.contains(&(curve, true))
}

/// What OpenSSL wrote is read, and written as OpenSSL writes it. A curve that was left out names its feature.
#[test]
fn files_of_openssl() {
    for (private, public, curve) in FILES {
        if !is_built_in(curve) {
            for file in [private, public] {
                let (code, sentence) = refusal(curve.name(), Jwk::from_pem(file.as_bytes()));
                assert_eq!(code, "jwk.key");
                let feature = curve.row().feature.unwrap();
                assert!(sentence.contains(&format!("{curve} is not built in: it needs the feature `{feature}`")));
            }
            continue;
        }
        let key = PrivateJwk::from_pem(private.as_bytes()).unwrap();
        assert_eq!((key.curve(), key.algorithm()), (Some(curve), None));
        assert_eq!(*key.to_secret_pem().unwrap(), private);
        assert_eq!(key.public().to_pem().unwrap(), public);
        assert_eq!(PublicJwk::from_pem(public.as_bytes()).unwrap().thumbprint(), key.thumbprint());
        let again = PrivateJwk::from_json(key.to_secret_json().as_bytes()).unwrap();
        assert_eq!(*again.to_secret_pem().unwrap(), private, "by way of a JWK");
        let written: Value = serde_json::from_str(&key.to_secret_json()).unwrap();
        assert_eq!(written["crv"], curve.name());
    }
}

#[test]
fn what_each_is_for() {
    for (private, _, curve) in FILES.into_iter().filter(|(.., curve)| is_built_in(*curve)) {
        let key = Jwk::from_pem(private.as_bytes()).unwrap();
        let name = curve.name();
        if curve == Curve::X448 {
            assert_eq!(refusal(name, key.signing_key()).0, "jwk.algorithm_purpose");
            assert_eq!(refusal(name, key.verifying_key()).0, "jwk.algorithm_purpose");
            assert_eq!(refusal(name, key.encryption_key()).0, "jwk.algorithm_needed");
        } else {
            let signature = key.signing_key().unwrap().sign(b"header.payload").unwrap();
            let verifying = key.verifying_key().unwrap();
            let expected = if curve == Curve::Ed448 { ("EdDSA", 114) } else { ("ES256K", 64) };
            assert_eq!((verifying.algorithm().name(), signature.len()), expected);
            assert!(verifying.verify(b"header.payload", &signature).is_ok());
            assert!(verifying.verify(b"header.tampered", &signature).is_err());
            let (code, sentence) = refusal(name, key.encryption_key());
            assert_eq!(code, "jwk.algorithm_purpose");
            assert!(sentence.contains(&format!("a key for {name} cannot encrypt")), "{sentence}");
            assert_eq!(refusal(name, key.decryption_key()).0, "jwk.algorithm_purpose");
            for asked in [jose_core::KeyManagementAlgorithm::EcdhEs, jose_core::KeyManagementAlgorithm::EcdhEsA256Kw] {
                assert_eq!(refusal(name, key.encryption_key_for(asked)).0, "jwk.key");
                assert_eq!(refusal(name, key.decryption_key_for(asked)).0, "jwk.key");
            }
        }
    }
}

/// What, file, changes, a part of the sentence.
#[test]
fn refused() {
    let json = |pem: &str| Jwk::from_pem(pem.as_bytes()).map(|key| (*key.to_secret_json()).clone());
    let key = json(SECP256K1_PKCS8).unwrap();
    for (name, changes, code, part) in [
        ("alg of P-256", r#"{"alg":"ES256"}"#, "jwk.key", "ES256 does not work with a key on secp256k1"),
        ("alg of agreement", r#"{"alg":"ECDH-ES"}"#, "jwk.key", "ECDH-ES does not work with a key on secp256k1"),
        ("alg of Ed448", r#"{"alg":"Ed448"}"#, "jwk.key", "Ed448 does not work with a key of type EC"),
        ("the name of its draft", r#"{"crv":"P-256K"}"#, "jwk.unsupported", "curve P-256K"),
        ("another case", r#"{"crv":"SECP256K1"}"#, "jwk.unsupported", "curve SECP256K1"),
        ("the curve of NIST", r#"{"crv":"P-256"}"#, "jwk.key", "the point is not on the curve"),
        ("kty OKP", r#"{"kty":"OKP"}"#, "jwk.member", "crv must be a curve of the key's type"),
        ("x cut", r#"{"x":"AAAA"}"#, "jwk.key", "x needs exactly 32 bytes"),
        ("d zero", r#"{"d":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#, "jwk.key", "zero or too large"),
        ("d of another key", r#"{"d":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE"}"#, "jwk.key", "belong together"),
    ] {
        let (found, sentence) = refusal(name, Jwk::from_json(changed(&key, changes, "").as_bytes()));
        assert_eq!(found, code, "{name}: {sentence}");
        assert!(sentence.contains(part), "{name}: {sentence}");
    }
    for (pem, curve) in [(ED448_PKCS8, "Ed448"), (X448_PKCS8, "X448")] {
        let Ok(key) = json(pem) else { continue };
        for (name, changes, code) in [
            ("alg of Ed25519", r#"{"alg":"Ed25519"}"#, "jwk.key"),
            ("alg of EC", r#"{"alg":"ES256K"}"#, "jwk.key"),
            ("the smaller curve", r#"{"crv":"Ed25519"}"#, "jwk.key"),
            ("x cut", r#"{"x":"AAAA"}"#, "jwk.key"),
            ("d cut", r#"{"d":"AAAA"}"#, "jwk.key"),
            ("d empty", r#"{"d":""}"#, "jwk.key"),
            ("y", r#"{"kty":"EC","y":"AAAA"}"#, "jwk.member"),
        ] {
            let (found, sentence) = refusal(name, Jwk::from_json(changed(&key, changes, "").as_bytes()));
            assert_eq!(found, code, "{curve}, {name}: {sentence}");
        }
    }
}
