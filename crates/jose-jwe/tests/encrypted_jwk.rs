//! Keys and key sets inside messages.
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

use forge::{Parts, limits};
use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::EncryptionKey;
use jose_jwe::{
    Decryptor, Encryptor,
    encrypted_jwk::{
        EncryptedJwkError, decrypt_jwk, decrypt_jwk_set, decrypt_jwk_set_with, decrypt_jwk_with, encrypt_jwk,
        encrypt_jwk_set, encrypt_jwk_set_with, encrypt_jwk_with,
    },
};
use jose_jwk::{Jwk, JwkSet};
use keys::PASSWORD;

const ENC: ContentEncryption = ContentEncryption::A256Gcm;

fn key(algorithm: &str) -> Jwk {
    Jwk::generate(algorithm).unwrap().with_thumbprint_key_id()
}

/// Under a password, and quick.
fn quick(content_type: Option<&str>, plaintext: &[u8]) -> String {
    let key = EncryptionKey::password(KeyManagementAlgorithm::Pbes2Hs256A128Kw, PASSWORD).unwrap();
    let key = key.with_rounds(1000).unwrap();
    let encryptor = Encryptor::new(&key, ENC);
    content_type.map_or(encryptor.clone(), |name| encryptor.content_type(name)).encrypt_compact(plaintext).unwrap()
}

#[test]
fn keys_and_sets_come_back_from_under_a_password() {
    let keys = ["ES256", "HS256", "ECDH-ES"].map(key);
    for key in &keys {
        let message = encrypt_jwk(key, PASSWORD).unwrap();
        let header = Parts::of(&message).header_text();
        assert!(header.starts_with(r#"{"alg":"PBES2-HS512+A256KW","p2s":""#), "{header}");
        assert!(header.ends_with(r#","p2c":600000,"cty":"jwk+json","enc":"A256GCM"}"#), "{header}");
        let back = decrypt_jwk(&message, PASSWORD).unwrap();
        assert_eq!(*back.to_secret_json(), *key.to_secret_json());
    }
    let set = JwkSet::from_keys(keys).unwrap();
    let message = encrypt_jwk_set(&set, PASSWORD).unwrap();
    assert!(Parts::of(&message).header_text().contains(r#""cty":"jwk-set+json""#));
    assert_eq!(*decrypt_jwk_set(&message, PASSWORD).unwrap().to_secret_json(), *set.to_secret_json());
}

#[test]
fn keys_and_sets_come_back_from_under_keys() {
    let (own, set) = (key("ES256"), JwkSet::from_keys([key("EdDSA"), key("A256KW")]).unwrap());
    for pair in keys::all_pairs(ENC) {
        let encryptor = Encryptor::new(&pair.encryption, ENC).content_type("overwritten");
        let keys = pair.set();
        let decryptor = Decryptor::new(&keys).limits(limits());
        let (one, all) = (encrypt_jwk_with(&encryptor, &own).unwrap(), encrypt_jwk_set_with(&encryptor, &set).unwrap());
        assert_eq!(*decrypt_jwk_with(&decryptor, &one).unwrap().to_secret_json(), *own.to_secret_json());
        assert_eq!(*decrypt_jwk_set_with(&decryptor, &all).unwrap().to_secret_json(), *set.to_secret_json());
        for error in
            [decrypt_jwk_with(&decryptor, &all).unwrap_err(), decrypt_jwk_set_with(&decryptor, &one).unwrap_err()]
        {
            assert_eq!(error, EncryptedJwkError::ContentType, "{}", pair.name);
        }
    }
}

#[test]
fn the_content_is_what_it_says() {
    let (own, set) = (key("ES256"), JwkSet::from_keys([key("EdDSA")]).unwrap());
    let (own, set) = (own.to_secret_json(), set.to_secret_json());
    let cases: &[(&str, String, &str, &str)] = &[
        ("a key", quick(Some("jwk+json"), own.as_bytes()), "decrypted", "encrypted_jwk.content_type"),
        (
            "a key, in full",
            quick(Some("application/JWK+json"), own.as_bytes()),
            "decrypted",
            "encrypted_jwk.content_type",
        ),
        ("a key, and nothing said", quick(None, own.as_bytes()), "decrypted", "jwk.json"),
        ("a set", quick(Some("jwk-set+json"), set.as_bytes()), "encrypted_jwk.content_type", "decrypted"),
        ("a set, and nothing said", quick(None, set.as_bytes()), "jwk.missing", "decrypted"),
        (
            "a set that says it is a key",
            quick(Some("jwk+json"), set.as_bytes()),
            "jwk.missing",
            "encrypted_jwk.content_type",
        ),
        ("a token", quick(Some("JWT"), own.as_bytes()), "encrypted_jwk.content_type", "encrypted_jwk.content_type"),
        ("an empty cty", quick(Some(""), own.as_bytes()), "encrypted_jwk.content_type", "encrypted_jwk.content_type"),
        ("no JSON", quick(Some("jwk+json"), b"\x30\x00"), "jwk.json", "encrypted_jwk.content_type"),
        ("nothing", quick(Some("jwk+json"), b""), "jwk.json", "encrypted_jwk.content_type"),
        (
            "a member twice",
            quick(Some("jwk+json"), br#"{"kty":"oct","kty":"oct","k":"AA"}"#),
            "jwk.json",
            "encrypted_jwk.content_type",
        ),
        (
            "a key of no kind",
            quick(Some("jwk+json"), br#"{"kty":"LMS"}"#),
            "jwk.unsupported",
            "encrypted_jwk.content_type",
        ),
    ];
    for (name, message, as_key, as_set) in cases {
        let found = decrypt_jwk(message, PASSWORD).map_or_else(|error| error.code(), |_| "decrypted");
        assert_eq!(found, *as_key, "{name}, as a key");
        let found = decrypt_jwk_set(message, PASSWORD).map_or_else(|error| error.code(), |_| "decrypted");
        assert_eq!(found, *as_set, "{name}, as a set");
    }
}

#[test]
fn what_is_not_for_the_password_is_refused() {
    let message = quick(Some("jwk+json"), key("ES256").to_secret_json().as_bytes());
    for (name, password) in [("another", &b"entrap"[..]), ("longer", &[PASSWORD, b" "].concat()), ("one letter", b"e")]
    {
        assert_eq!(decrypt_jwk(&message, password).unwrap_err().code(), "jwe.decryption", "{name}");
    }
    for outcome in [encrypt_jwk(&key("ES256"), b"").map(drop), decrypt_jwk(&message, b"").map(drop)] {
        assert_eq!(outcome.unwrap_err().code(), "encrypted_jwk.password");
    }
    let mut parts = Parts::of(&message);
    parts.ciphertext[0] ^= 1;
    assert_eq!(decrypt_jwk(&parts.token(), PASSWORD).unwrap_err().code(), "jwe.decryption");
    let bomb = parts.header_text().replace(r#""p2c":1000,"#, r#""p2c":1200001,"#);
    assert_eq!(decrypt_jwk(&parts.with_header(bomb).token(), PASSWORD).unwrap_err().code(), "parse.limit");
    let direct = keys::pair(KeyManagementAlgorithm::Dir, ENC);
    let other = encrypt_jwk_with(&Encryptor::new(&direct.encryption, ENC), &key("ES256")).unwrap();
    assert_eq!(decrypt_jwk(&other, PASSWORD).unwrap_err().code(), "key.algorithm_not_allowed");
    for text in ["", "{}", r#"{"kty":"oct","k":"AAAA"}"#, "a.b.c.d.e", "a.b.c"] {
        assert!(decrypt_jwk(text, PASSWORD).is_err() && decrypt_jwk_set(text, PASSWORD).is_err(), "{text}");
    }
}

/// An error, which goes into logs, shows nothing of a key.
#[test]
fn nothing_shows_the_key() {
    let planted = br#"{"kty":"oct","k":"planted","kty":"oct"}"#;
    let error = decrypt_jwk(&quick(Some("jwk+json"), planted), PASSWORD).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("planted"));
}
