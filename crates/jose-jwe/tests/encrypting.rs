//! What `Encryptor` writes, and what it refuses to write.
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

use std::collections::HashSet;

use forge::{Parts, decode, decrypt, encode};
use jose_core::{ContentEncryption, KeyManagementAlgorithm};
use jose_crypto::{EncryptionKey, content::ContentDecrypter};
use jose_jwe::{EncryptError, Encryptor};
use serde_json::{Value, json};

/// Eighteen algorithms, those with agreement on four curves, times six content encryptions; six more with HPKE.
#[test]
fn every_algorithm_decrypts_what_it_encrypts() {
    let mut pairs = 0;
    for enc in ContentEncryption::ALL {
        for pair in keys::all_pairs(*enc) {
            let pair = pair.with_key_id("2026-11");
            let keys = pair.set();
            let sender =
                Encryptor::new(&pair.encryption, *enc).message_type("t").content_type("c").member("app", json!([1]));
            for length in [0, 1, 15, 16, 17, 300] {
                let plaintext = keys::secret(length);
                let token = sender.encrypt_compact(&plaintext).unwrap();
                let decrypted = decrypt(&token, &keys).expect(&pair.name);
                assert_eq!(decrypted.plaintext(), plaintext, "{} with {enc}", pair.name);
                assert_eq!(decrypted.algorithm(), pair.algorithm(), "{}", pair.name);
                assert_eq!((decrypted.content_encryption(), decrypted.key_id()), (Some(*enc), Some("2026-11")));
                let symmetric = !["RSA", "ECDH", "HPKE"].iter().any(|start| pair.name.starts_with(start));
                assert_eq!(decrypted.proves_shared_key(), symmetric, "{}", pair.name);
                let header = decrypted.header();
                assert_eq!((header.message_type(), header.content_type()), (Some("t"), Some("c")), "{}", pair.name);
                assert_eq!(header.member("app"), Some(&json!([1])), "{}", pair.name);
                assert_eq!(decrypted.into_plaintext().expose(), plaintext);
            }
            pairs += 1;
        }
    }
    let hpke = if cfg!(feature = "hpke-unstable") { 6 } else { 0 };
    assert_eq!(keys::algorithms().len(), 18 + hpke);
    assert_eq!(pairs, (14 + 4 * 4 + hpke) * 6);
}

#[test]
fn a_long_plaintext_comes_back() {
    for enc in ContentEncryption::ALL {
        let pair = keys::pair(KeyManagementAlgorithm::Dir, *enc);
        let plaintext = vec![0xa5; 500_000];
        let token = Encryptor::new(&pair.encryption, *enc).encrypt_compact(&plaintext).unwrap();
        assert_eq!(decrypt(&token, &pair.set()).unwrap().plaintext(), plaintext, "{enc}");
    }
}

/// The members, and the lengths of all parts, that RFC 7518 asks for.
#[test]
fn the_parts_have_the_shape_of_their_algorithm() {
    for enc in ContentEncryption::ALL {
        let row = enc.row();
        for pair in keys::all_pairs(*enc) {
            let parts = Parts::of(&Encryptor::new(&pair.encryption, *enc).encrypt_compact(b"0123456789").unwrap());
            let name = pair.algorithm().name();
            let header: Value = serde_json::from_str(&parts.header_text()).unwrap();
            let members: Vec<&str> = header.as_object().unwrap().keys().map(String::as_str).collect();
            let (expected, encrypted_key): (&[&str], usize) = if name.ends_with("GCMKW") {
                (&["alg", "enc", "iv", "tag"], row.key_bytes)
            } else if name == "ECDH-ES" {
                (&["alg", "enc", "epk"], 0)
            } else if name.starts_with("ECDH-ES") {
                (&["alg", "enc", "epk"], row.key_bytes + 8)
            } else if name.starts_with("RSA") {
                (&["alg", "enc"], 256)
            } else if name.starts_with("PBES2") {
                (&["alg", "enc", "p2c", "p2s"], row.key_bytes + 8)
            } else if name.starts_with("HPKE") {
                (&["alg", "ek", "enc"], row.key_bytes + 16)
            } else if name == "dir" {
                (&["alg", "enc"], 0)
            } else {
                (&["alg", "enc"], row.key_bytes + 8)
            };
            assert_eq!(members, expected, "{name}");
            assert_eq!(parts.encrypted_key.len(), encrypted_key, "{name} with {enc}");
            assert_eq!((parts.iv.len(), parts.tag.len()), (row.iv_bytes, row.tag_bytes), "{name} with {enc}");
            let ciphertext = if enc.name().contains("CBC") { 16 } else { 10 };
            assert_eq!(parts.ciphertext.len(), ciphertext, "{name} with {enc}");
            if let Some(epk) = header.get("epk") {
                let members: Vec<&str> = epk.as_object().unwrap().keys().map(String::as_str).collect();
                let expected: &[&str] =
                    if pair.name.ends_with("X25519") { &["crv", "kty", "x"] } else { &["crv", "kty", "x", "y"] };
                assert_eq!(members, expected, "{}", pair.name);
            }
        }
    }
}

#[test]
fn the_header_is_written_in_one_order() {
    let key = EncryptionKey::direct(ContentEncryption::A128Gcm, &[7; 16]).unwrap().with_key_id("1");
    let new = || Encryptor::new(&key, ContentEncryption::A128Gcm);
    for (sender, header) in [
        (new(), r#"{"alg":"dir","kid":"1","enc":"A128GCM"}"#),
        (new().content_type("c").message_type("t"), r#"{"alg":"dir","kid":"1","typ":"t","cty":"c","enc":"A128GCM"}"#),
        (new().member("b", 2).member("a", 1), r#"{"alg":"dir","kid":"1","enc":"A128GCM","a":1,"b":2}"#),
    ] {
        let token = sender.encrypt_compact(b"").unwrap();
        assert_eq!(token.split('.').next().unwrap(), encode(header));
    }
}

/// Attack 112: the content encryption keys, seen by somebody who has the wrapping key.
#[test]
fn content_encryption_keys_are_new_and_not_zero() {
    let kek = keys::secret(32);
    let wrapping = EncryptionKey::symmetric(KeyManagementAlgorithm::A256GcmKw, &kek).unwrap();
    let unwrapping = ContentDecrypter::new(ContentEncryption::A256Gcm, &kek).unwrap();
    for enc in ContentEncryption::ALL {
        let mut seen = HashSet::new();
        for _ in 0..1000 {
            let parts = Parts::of(&Encryptor::new(&wrapping, *enc).encrypt_compact(b"").unwrap());
            let header: Value = serde_json::from_str(&parts.header_text()).unwrap();
            let [iv, tag] = ["iv", "tag"].map(|name| decode(header[name].as_str().unwrap()));
            let mut cek = parts.encrypted_key;
            unwrapping.decrypt(&iv, b"", &tag, &mut cek).unwrap();
            assert_eq!(cek.len(), enc.row().key_bytes);
            assert!(cek.chunks(8).all(|part| part.iter().any(|byte| *byte != 0)), "{enc}");
            assert!(seen.insert((cek.clone(), 0)) && seen.insert((iv, 1)) && seen.insert((parts.iv, 2)), "{enc}");
        }
    }
}

/// A second spelling of a registered member could be read in two ways.
#[test]
fn registered_names_are_refused_as_members_of_the_applications_own() {
    for pair in keys::all_pairs(ContentEncryption::A128Gcm) {
        for name in ["alg", "enc", "zip", "kid", "typ", "cty", "crit", "epk", "apu", "apv", "iv", "tag", "b64"] {
            for value in [json!("x"), json!(null), json!(["x"])] {
                let sender =
                    Encryptor::new(&pair.encryption, ContentEncryption::A128Gcm).member("app", 1).member(name, value);
                let error = sender.encrypt_compact(b"").unwrap_err();
                assert_eq!(error, EncryptError::ReservedMember { name: name.into() }, "{}", pair.name);
                assert_eq!((error.code(), error.to_string().contains(name)), ("jwe.reserved_member", true));
            }
        }
    }
}

/// Attack 28: what is logged by accident repeats nothing of the content.
#[test]
fn nothing_shows_the_plaintext() {
    let pair = keys::pair(KeyManagementAlgorithm::A128Kw, ContentEncryption::A128Gcm);
    let sender = Encryptor::new(&pair.encryption, ContentEncryption::A128Gcm);
    let decrypted = decrypt(&sender.encrypt_compact(b"planted").unwrap(), &pair.set()).unwrap();
    for text in [format!("{decrypted:?}"), format!("{sender:?}")] {
        assert!(!text.contains("planted") && !text.contains(&encode("planted")), "{text}");
        assert!(text.contains("A128Kw") && text.contains("A128Gcm"), "{text}");
    }
}
