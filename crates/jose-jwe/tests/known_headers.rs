//! Headers that are parsed once: nothing may depend on whether one is known, and no stranger can make one known.
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

use jose_core::{ContentEncryption, KeyManagementAlgorithm, Limits, header::HeaderCache};
use jose_crypto::{DecryptionKey, EncryptionKey};
use jose_jwe::{DecryptError, Decryptor, Encryptor, decrypt_compact};
use jose_jwk::DecryptionKeySet;

/// A limit by its name, and how to make it too strict.
type Change = (&'static str, fn(&mut Limits));

const ENC: ContentEncryption = ContentEncryption::A256Gcm;

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.pbes2_rounds = Limits::PBES2_ROUNDS;
    limits
}

fn direct() -> (EncryptionKey, DecryptionKeySet) {
    let key = EncryptionKey::direct(ENC, &[7; 32]).unwrap();
    (key, DecryptionKeySet::from(DecryptionKey::direct(ENC, &[7; 32]).unwrap()))
}

fn code(token: &str, keys: &DecryptionKeySet) -> &'static str {
    decrypt_compact(token, keys, &limits()).map_or_else(|error| error.code(), |_| "decrypted")
}

/// Under a shared key whoever wrote the header holds the key. Under a public key it may be anybody, and a header with members of the message's own
/// does not come again.
#[test]
fn only_headers_under_shared_keys_that_come_again_are_remembered() {
    for pair in keys::all_pairs(ENC) {
        let constant = matches!(
            pair.algorithm(),
            KeyManagementAlgorithm::Dir
                | KeyManagementAlgorithm::A128Kw
                | KeyManagementAlgorithm::A192Kw
                | KeyManagementAlgorithm::A256Kw
        );
        let keys = pair.set();
        for _ in 0..4 {
            let token = Encryptor::new(&pair.encryption, ENC).encrypt_compact(b"any bytes").unwrap();
            assert_eq!(code(&token, &keys), "decrypted", "{}", pair.name);
        }
        assert_eq!(keys.headers().len(), usize::from(constant), "{}", pair.name);
    }
}

#[test]
fn a_known_header_gives_the_same_result() {
    let (encryption, known) = direct();
    for plaintext in [&b"any bytes"[..], b"", b"others", b"any bytes"] {
        let token = Encryptor::new(&encryption, ENC).message_type("at+jwt").encrypt_compact(plaintext).unwrap();
        let results = [known.clone(), direct().1].map(|keys| decrypt_compact(&token, &keys, &limits()).unwrap());
        for decrypted in &results {
            assert_eq!(decrypted.plaintext(), plaintext);
            assert_eq!(decrypted.header(), results[0].header());
            assert_eq!(decrypted.header().received(), token.split('.').next().unwrap());
            assert_eq!(decrypted.header().message_type(), Some("at+jwt"));
        }
    }
    assert_eq!(known.headers().len(), 1);
}

/// Every one-letter change and every cut: the same verdict with a set that knows the header and one that does not.
#[test]
fn a_known_header_gives_the_same_refusal() {
    let (encryption, known) = direct();
    let token = Encryptor::new(&encryption, ENC).encrypt_compact(b"any bytes").unwrap();
    for _ in 0..2 {
        assert_eq!(code(&token, &known), "decrypted");
    }
    let mut changed: Vec<String> = (0..token.len()).map(|end| token[..end].to_owned()).collect();
    for place in 0..token.len() {
        for letter in ["A", "B", ".", "=", " ", "\u{e9}"] {
            changed.push(format!("{}{letter}{}", &token[..place], &token[place + 1..]));
        }
    }
    changed.push(token.replacen("..", ".AAAA.", 1));
    changed.push(format!("{token}."));
    for other in changed.iter().filter(|other| **other != token) {
        let (with, without) = (code(other, &known), code(other, &direct().1));
        assert_ne!(with, "decrypted", "{other}");
        assert_eq!(with, without, "{other}");
    }
    assert_eq!(known.headers().len(), 1, "a refused message was remembered");
}

#[test]
fn refused_messages_are_never_remembered() {
    let (encryption, keys) = direct();
    let good = Encryptor::new(&encryption, ENC).encrypt_compact(b"any bytes").unwrap();
    assert_eq!(code(&good, &keys), "decrypted");
    let foreign = EncryptionKey::direct(ENC, &[8; 32]).unwrap();
    for number in 0..50 {
        let message_type = number.to_string();
        let token = Encryptor::new(&foreign, ENC).message_type(&message_type).encrypt_compact(b"any bytes").unwrap();
        assert_eq!(code(&token, &keys), "jwe.decryption");
    }
    assert_eq!(keys.headers().len(), 0);
}

#[test]
fn ten_thousand_headers_leave_it_at_its_bound() {
    let (encryption, keys) = direct();
    for number in 0..10_000 {
        let message_type = number.to_string();
        let token = Encryptor::new(&encryption, ENC).message_type(&message_type).encrypt_compact(b"x").unwrap();
        decrypt_compact(&token, &keys, &limits()).unwrap();
    }
    assert_eq!(keys.headers().len(), HeaderCache::ROOM);
}

/// What the recipient accepts is about the recipient, so it is checked on each message.
#[test]
fn what_is_accepted_is_asked_for_known_headers_too() {
    let (encryption, keys) = direct();
    let token = Encryptor::new(&encryption, ENC).message_type("at+jwt").encrypt_compact(b"any bytes").unwrap();
    for _ in 0..2 {
        assert_eq!(code(&token, &keys), "decrypted");
    }
    assert_eq!(keys.headers().len(), 1);
    let narrow = Decryptor::new(&keys).accept(&[ContentEncryption::A128Gcm]).decrypt_compact(&token);
    assert!(matches!(narrow, Err(DecryptError::ContentEncryption { .. })), "{narrow:?}");
    let change: [Change; 3] = [
        ("header_bytes", |limits| limits.header_bytes = 10),
        ("members", |limits| limits.header.members = 1),
        ("token_bytes", |limits| limits.token_bytes = 10),
    ];
    for (name, change) in change {
        let mut limits = limits();
        change(&mut limits);
        let refused = decrypt_compact(&token, &keys, &limits);
        assert!(matches!(refused, Err(DecryptError::Parse(_))), "{name}: {refused:?}");
    }
}
