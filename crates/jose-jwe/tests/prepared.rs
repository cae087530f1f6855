//! An encryptor that has written its header already makes the messages that it would make without.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/keys.rs"]
mod keys;

use std::collections::HashSet;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits, base64url, registry::KeyManagementKind};
use jose_crypto::EncryptionKey;
use jose_jwe::{EncryptError, Encryptor, decrypt_compact};
use serde_json::{Map, Value, json};

const ENC: ContentEncryption = ContentEncryption::A256Gcm;

/// The members that are made for each message.
const MADE: [&str; 5] = ["p2s", "epk", "tag", "iv", "ek"];

/// The header's names in the order of the text, and its members without what is made for each message.
fn header(message: &str) -> (Vec<String>, Map<String, Value>) {
    let json = String::from_utf8(base64url::decode(message.split('.').next().unwrap()).unwrap()).unwrap();
    let mut members: Map<String, Value> = serde_json::from_str(&json).unwrap();
    let mut names: Vec<String> = members.keys().cloned().collect();
    names.sort_by_key(|name| json.find(&format!("\"{name}\":")).unwrap());
    for name in MADE {
        members.remove(name);
    }
    (names, members)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.pbes2_rounds = Limits::PBES2_ROUNDS;
    limits
}

#[test]
fn every_algorithm_with_little_and_with_much_in_the_header() {
    let mut pairs = 0;
    for much in [false, true] {
        for pair in keys::all_pairs(ENC) {
            let agrees = matches!(
                pair.algorithm().row().kind,
                KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. }
            );
            let pair = if much { pair.with_key_id("2026-11") } else { pair };
            let mut plain = Encryptor::new(&pair.encryption, ENC);
            if much {
                plain = plain.message_type("t").content_type("c").key_set_url("https://id.example/jwks");
                plain = plain.member("app", json!({"a": [1, "{}"]}));
            }
            if much && agrees {
                plain = plain.party_u_info(b"Alice").party_v_info(b"Bob");
            }
            let prepared = plain.prepared().unwrap();
            let message = prepared.encrypt_compact(b"any bytes").unwrap();
            assert_eq!(header(&message), header(&plain.encrypt_compact(b"").unwrap()), "{}", pair.name);
            let decrypted = decrypt_compact(&message, &pair.set(), &limits()).expect(&pair.name);
            assert_eq!(decrypted.plaintext(), b"any bytes", "{}", pair.name);
            pairs += 1;
        }
    }
    assert!(pairs >= 2 * 18, "{pairs}");
}

/// What is random is drawn for each message, and what counts its messages goes on counting.
#[test]
fn no_two_messages_share_a_random_part() {
    for algorithm in
        [KeyManagementAlgorithm::Dir, KeyManagementAlgorithm::A256GcmKw, KeyManagementAlgorithm::EcdhEsA256Kw]
    {
        let pair = keys::pair(algorithm, ENC);
        let prepared = Encryptor::new(&pair.encryption, ENC).prepared().unwrap();
        let messages: Vec<String> = (0..50).map(|_| prepared.clone().encrypt_compact(b"x").unwrap()).collect();
        // The ciphertext is one byte.
        for segment in [1, 2, 4] {
            let segments: HashSet<&str> = messages.iter().filter_map(|one| one.split('.').nth(segment)).collect();
            let is_empty = segments.iter().all(|one| one.is_empty());
            assert!(is_empty || segments.len() == messages.len(), "{algorithm}, segment {segment}");
        }
    }
}

#[test]
fn what_the_compact_form_has_no_place_for_is_refused_at_once() {
    let key = EncryptionKey::direct(ENC, &[7; 32]).unwrap();
    let plain = || Encryptor::new(&key, ENC);
    for (name, encryptor) in [
        ("aad", plain().aad(b"aad")),
        ("unprotected alg", plain().unprotected_algorithm()),
        ("unprotected enc", plain().unprotected_content_encryption()),
        ("unprotected kid", plain().unprotected_key_id()),
        ("a member with a registered name", plain().member("epk", json!({}))),
        ("apu without agreement", plain().party_u_info(b"Alice")),
        ("apv without agreement", plain().party_v_info(b"Bob")),
    ] {
        let error = encryptor.prepared().map(drop).unwrap_err();
        assert_eq!(Err(error), encryptor.encrypt_compact(b"x"), "{name}");
    }
}

#[test]
fn what_the_key_refuses_is_refused_by_each_message() {
    let key = EncryptionKey::direct(ENC, &[7; 32]).unwrap();
    for encryptor in [Encryptor::new(&key, ContentEncryption::A128CbcHs256), Encryptor::integrated(&key)] {
        let prepared = encryptor.prepared().unwrap();
        for _ in 0..2 {
            let error: EncryptError = prepared.encrypt_compact(b"x").unwrap_err();
            assert_eq!(Err(error), encryptor.encrypt_compact(b"x"));
        }
    }
}

#[test]
fn nothing_of_the_key_is_printed() {
    let key = EncryptionKey::direct(ENC, b"0123456789abcdef0123456789abcdef").unwrap();
    let debug = format!("{:?}", Encryptor::new(&key, ENC).prepared().unwrap());
    assert!(debug.starts_with("PreparedEncryptor") && !debug.contains("0123"), "{debug}");
}
