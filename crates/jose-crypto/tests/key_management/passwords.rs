//! Passwords: what is refused when a key is built. What a message may ask for is in `substitutes`.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{DecryptionKey, EncryptionKey, KeyError};

use crate::{
    keys::scattered,
    message::{Message, PLAINTEXT},
};

fn algorithms() -> impl Iterator<Item = KeyManagementAlgorithm> {
    let is_password =
        |known: &KeyManagementAlgorithm| matches!(known.row().kind, KeyManagementKind::Pbes2AesKeyWrap { .. });
    KeyManagementAlgorithm::ALL.iter().copied().filter(is_password)
}

#[test]
fn without_being_told_a_message_asks_for_600_000_rounds() {
    assert_eq!(algorithms().count(), 3);
    let key = EncryptionKey::password(KeyManagementAlgorithm::Pbes2Hs256A128Kw, b"correct horse").unwrap();
    let message = Message::seal(&key, ContentEncryption::A128Gcm, b"", b"");
    let (salt, rounds) = message.password.clone().unwrap();
    assert_eq!((salt.len(), rounds), (16, 600_000));
    let recipient = DecryptionKey::password(key.algorithm(), b"correct horse").unwrap();
    assert_eq!(message.open(&recipient).as_deref(), Ok(PLAINTEXT));
}

#[test]
fn rounds_that_are_too_few_or_too_many() {
    for algorithm in algorithms() {
        for rounds in [0, 1, 999, 10_000_001, u32::MAX] {
            let error = EncryptionKey::password(algorithm, b"password").unwrap().with_rounds(rounds).err();
            assert!(matches!(error, Some(KeyError::Invalid { .. })), "{algorithm}, {rounds}: {error:?}");
        }
        for rounds in [1000, 10_000_000] {
            let key = EncryptionKey::password(algorithm, b"password").unwrap().with_key_id("1").with_rounds(rounds);
            assert_eq!(key.unwrap().key_id(), Some("1"), "{algorithm}, {rounds}");
        }
    }
    let no_password = EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[7; 16]).unwrap();
    assert!(matches!(no_password.with_rounds(1000), Err(KeyError::Invalid { .. })));
}

#[test]
fn an_empty_password() {
    for algorithm in algorithms() {
        let error = Some(KeyError::TooShort { algorithm: algorithm.name(), needed: 1, found: 0 });
        assert_eq!(EncryptionKey::password(algorithm, b"").err(), error, "{algorithm}");
        assert_eq!(DecryptionKey::password(algorithm, b"").err(), error, "{algorithm}");
    }
}

/// Passwords are bytes: nothing is trimmed, folded, cut or normalised.
#[test]
fn another_password_opens_nothing() {
    for algorithm in algorithms() {
        let long = scattered(1, 200);
        for (password, others) in [
            (
                b"Password 1".to_vec(),
                [&b"password 1"[..], b"Password 1 ", b" Password 1", b"\0Password 1", b"Password", b"Password 1\n"]
                    .map(<[u8]>::to_vec)
                    .to_vec(),
            ),
            // HMAC hashes a key that is longer than its block, and fills up a shorter one with zeros (RFC 2104, section 2). So the hash of a long
            // password opens what the password sealed, and so does a short one with zeros behind it. Parts must not.
            (long.clone(), vec![long[..64].to_vec(), long[..128].to_vec(), long[..199].to_vec(), long[1..].to_vec()]),
            ("caf\u{e9}".into(), vec!["cafe\u{301}".into(), "cafe".into(), b"caf\xe9".to_vec()]),
        ] {
            let sender = EncryptionKey::password(algorithm, &password).unwrap().with_rounds(1000).unwrap();
            let message = Message::seal(&sender, ContentEncryption::A256Gcm, b"", b"");
            let open = |password: &[u8]| message.open(&DecryptionKey::password(algorithm, password).unwrap());
            assert_eq!(open(&password).as_deref(), Ok(PLAINTEXT), "{algorithm}");
            for other in others {
                assert!(open(&other).is_err(), "{algorithm}, {other:?}");
            }
        }
    }
}

/// RFC 7518, section 4.8.1.1: the algorithm's name is in the salt, so one password is a key of its own for each.
#[test]
fn one_password_is_three_keys() {
    let enc = ContentEncryption::A256Gcm;
    for made in algorithms() {
        let sender = EncryptionKey::password(made, b"password").unwrap().with_rounds(1000).unwrap();
        let message = Message::seal(&sender, enc, b"", b"");
        for tried in algorithms() {
            let opened = message.open(&DecryptionKey::password(tried, b"password").unwrap());
            assert_eq!(opened.is_ok(), tried == made, "{made} as {tried}");
        }
    }
}

#[test]
fn keys_do_not_print_their_password() {
    for algorithm in algorithms() {
        let expected = |kind: &str| format!("{kind} {{ algorithm: {algorithm:?}, key_id: None, .. }}");
        let key = EncryptionKey::password(algorithm, b"swordfish").unwrap();
        assert_eq!(format!("{key:?}"), expected("EncryptionKey"));
        let key = DecryptionKey::password(algorithm, b"swordfish").unwrap();
        assert_eq!(format!("{key:?}"), expected("DecryptionKey"));
    }
}
