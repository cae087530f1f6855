//! Out and in again: the same key, in every form, and byte for byte what OpenSSL writes.

use jose_core::Curve;
use jose_jwk::{Jwk, JwkSet, KeyOperation, KeyUse, PrivateJwk, PublicJwk, generate::Generator};
use serde_json::Value;

use crate::{changed, files::*, keys::*};

fn private_keys() -> Vec<PrivateJwk> {
    let files = [P256_PKCS8, P384_PKCS8, P521_PKCS8, ED25519_PKCS8, X25519_PKCS8, RSA2048_PKCS8];
    let mut keys: Vec<PrivateJwk> =
        files.iter().map(|pem| PrivateJwk::from_pem(pem.as_bytes()).expect("a private key")).collect();
    for json in [RFC7517_A2_EC, RFC7517_A2_RSA, RFC7520_3_2, RFC7520_3_4, RFC7748_BOB, RFC8037_A1] {
        keys.push(PrivateJwk::from_json(json.as_bytes()).expect("a private key"));
    }
    keys
}

#[test]
fn every_form_of_every_type() {
    for key in private_keys() {
        let thumbprint = key.thumbprint();
        let again = [
            PrivateJwk::from_json(key.to_secret_json().as_bytes()),
            PrivateJwk::from_pem(key.to_secret_pem().unwrap().as_bytes()),
            PrivateJwk::from_der(key.to_secret_der().unwrap().expose()),
        ];
        for other in again {
            let other = other.unwrap();
            assert_eq!(other.thumbprint(), thumbprint);
            // The private half too, not only the public one.
            assert_eq!(*other.to_secret_pem().unwrap(), *key.to_secret_pem().unwrap());
        }
        let public = key.public();
        let again = [
            PublicJwk::from_json(public.to_json().as_bytes()),
            PublicJwk::from_pem(public.to_pem().unwrap().as_bytes()),
            PublicJwk::from_der(&public.to_der().unwrap()),
        ];
        for other in again {
            assert_eq!(other.unwrap().material(), public.material());
        }
    }
}

#[test]
fn pem_is_written_as_openssl_writes_it() {
    let pairs = [
        (P256_PKCS8, P256_SPKI),
        (P384_PKCS8, P384_SPKI),
        (P521_PKCS8, P521_SPKI),
        (ED25519_PKCS8, ED25519_SPKI),
        (X25519_PKCS8, X25519_SPKI),
        (RSA2048_PKCS8, RSA2048_SPKI),
    ];
    for (private, public) in pairs {
        let key = PrivateJwk::from_pem(private.as_bytes()).unwrap();
        assert_eq!(*key.to_secret_pem().unwrap(), private);
        assert_eq!(key.public().to_pem().unwrap(), public);
        assert_eq!(key.to_secret_der().unwrap().expose(), der(private));
        assert_eq!(key.public().to_der().unwrap(), der(public));
        let jwk = PrivateJwk::from_json(key.to_secret_json().as_bytes()).unwrap();
        assert_eq!(*jwk.to_secret_pem().unwrap(), private, "by way of a JWK");
    }
}

/// Coordinates and secrets that start with zero bytes keep them, in every form.
#[test]
fn numbers_that_start_with_zero_bytes() {
    let mut found = [false; 2];
    for _ in 0..4000 {
        let key = Generator::new().curve(Curve::P256).encryption(jose_core::KeyManagementAlgorithm::EcdhEs).unwrap();
        let Jwk::Private(key) = key else { panic!("not private") };
        let json: Value = serde_json::from_str(&key.to_secret_json()).unwrap();
        for (member, found) in ["x", "d"].into_iter().zip(&mut found) {
            if json[member].as_str().unwrap().starts_with("AA") {
                *found = true;
                assert!(PrivateJwk::from_json(key.to_secret_json().as_bytes()).is_ok());
                let pem = key.to_secret_pem().unwrap();
                assert_eq!(PrivateJwk::from_pem(pem.as_bytes()).unwrap().thumbprint(), key.thumbprint());
            }
        }
        if found == [true; 2] {
            return;
        }
    }
    // One in 4096 starts with twelve zero bits, so both are found in most runs and a run without them proves less but is no failure.
}

#[test]
fn members_are_kept_and_escaped() {
    let changes = r#"{"kid":"\"\\\u0000\n\u2028é😀","alg":"EdDSA","tenant\"\n":{"a":[1,2.5,"x\ty",null]},"x5u":"https://example.com"}"#;
    for base in [RFC8037_A1, RFC8037_A2] {
        let json = changed(base, changes, "");
        let key = Jwk::from_json(json.as_bytes()).unwrap();
        let written: Value = serde_json::from_str(&key.to_secret_json()).unwrap();
        assert_eq!(written, serde_json::from_str::<Value>(&json).unwrap());
        let set = JwkSet::from_keys([key]).unwrap();
        let written: Value = serde_json::from_str(&set.to_secret_json()).unwrap();
        assert_eq!(written["keys"][0], serde_json::from_str::<Value>(&json).unwrap());
    }
}

#[test]
fn labels_that_were_set_are_read_back() {
    let key = Jwk::from_json(RFC8037_A1.as_bytes()).unwrap();
    let key = key.with_key_id("1").with_algorithm("Ed25519").with_use(KeyUse::Signature);
    let key = Jwk::from_json(key.to_secret_json().as_bytes()).unwrap();
    assert_eq!((key.key_id(), key.algorithm(), key.key_use()), (Some("1"), Some("Ed25519"), Some("sig")));

    // use and key_ops replace each other.
    let key = key.with_key_operations([KeyOperation::Sign, KeyOperation::Verify, KeyOperation::Sign]);
    let key = Jwk::from_json(key.to_secret_json().as_bytes()).unwrap();
    assert_eq!(key.key_use(), None);
    assert_eq!(key.key_operations().unwrap(), ["sign", "verify"]);
    assert_eq!(key.with_use(KeyUse::Encryption).key_operations(), None);
}

/// Attack 147: what the public half says about itself, and that nothing private is in it.
#[test]
fn public_halves() {
    let cases: &[(&str, &str, &[&str])] = &[
        (RFC8037_A1, r#"["sign"]"#, &["verify"]),
        (RFC8037_A1, r#"["verify","sign"]"#, &["verify"]),
        (RFC7517_A2_RSA, r#"["unwrapKey","decrypt"]"#, &["wrapKey", "encrypt"]),
        (RFC7517_A2_RSA, r#"["wrapKey","unwrapKey","encrypt"]"#, &["wrapKey", "encrypt"]),
        (RFC7748_BOB, r#"["deriveKey"]"#, &[]),
        (RFC7748_BOB, r#"["deriveBits","deriveKey"]"#, &[]),
        (RFC7748_BOB, r#"["deriveBits","example.com/seal","encrypt"]"#, &["encrypt"]),
        (RFC7748_BOB, "[]", &[]),
    ];
    for (base, operations, expected) in cases {
        let changes = format!(r#"{{"key_ops":{operations},"tenant":"acme","kid":"7"}}"#);
        let key = PrivateJwk::from_json(changed(base, &changes, "").as_bytes()).unwrap();
        let public = key.public();
        assert_eq!(public.key_operations().unwrap(), *expected, "{operations}");
        assert_eq!((public.key_id(), public.algorithm()), (Some("7"), key.algorithm()));
        assert_eq!(public.member("tenant"), Some(&"acme".into()));
        let json = public.to_json();
        for member in ["d", "p", "q", "dp", "dq", "qi", "k", "oth", "priv"] {
            assert!(!json.contains(&format!("\"{member}\":")), "{member} in {json}");
        }
        // And it is read back as a public key.
        assert!(PublicJwk::from_json(json.as_bytes()).unwrap() == public);
    }
    let key = PrivateJwk::from_json(RFC8037_A1.as_bytes()).unwrap();
    assert_eq!(key.public().key_operations(), None);
}
