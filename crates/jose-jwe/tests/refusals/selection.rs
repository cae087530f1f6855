//! Which keys are tried: those of the message's algorithm and name, and none that the message brings. Attacks 9, 15, 16 and 26.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, Limits};
use jose_crypto::{DecryptionKey, EncryptionKey, material::PrivateMaterial};
use jose_jwe::{DecryptError, Encryptor, decrypt_compact};
use jose_jwk::{DecryptionKeySet, KeySetError, SelectError};

use crate::{
    forge::{decrypt, outcome, sealed},
    keys::{self, secret},
};

const ENC: ContentEncryption = ContentEncryption::A256Gcm;
const AGREEMENT: KeyManagementAlgorithm = KeyManagementAlgorithm::EcdhEsA256Kw;

fn pair() -> (EncryptionKey, DecryptionKey) {
    let material = PrivateMaterial::generate_on(Curve::X25519).unwrap();
    (EncryptionKey::new(AGREEMENT, &material.public()).unwrap(), DecryptionKey::new(AGREEMENT, &material).unwrap())
}

fn token(key: &EncryptionKey) -> String {
    Encryptor::new(key, ENC).encrypt_compact(b"plaintext").unwrap()
}

#[test]
fn the_key_that_the_message_names_is_the_one() {
    let pairs: Vec<_> = (0..20).map(|_| pair()).collect();
    let named = pairs.iter().enumerate().map(|(index, (_, key))| key.clone().with_key_id(format!("key-{index}")));
    let keys = DecryptionKeySet::new(named).unwrap();
    for (index, (sender, _)) in pairs.iter().enumerate() {
        let decrypted = decrypt(&token(&sender.clone().with_key_id(format!("key-{index}"))), &keys).unwrap();
        assert_eq!(decrypted.key_id(), Some(&*format!("key-{index}")));
        let renamed = sender.clone().with_key_id(format!("key-{}", (index + 1) % 20));
        assert_eq!(outcome(&token(&renamed), &keys), "jwe.decryption", "{index} under the next name");
    }
}

#[test]
fn an_unknown_name_is_refused_whatever_the_message() {
    let (sender, recipient) = pair();
    let keys = DecryptionKeySet::from(recipient.with_key_id("Key-1"));
    for kid in ["", "key-1", "KEY-1", "Key-1 ", " Key-1", "Key-1\0", "Key-2", "K\u{435}y-1", "../../dev/null", "*"] {
        let error = decrypt(&token(&sender.clone().with_key_id(kid)), &keys).unwrap_err();
        let shown = kid.escape_debug().to_string().into();
        assert_eq!(error, DecryptError::Key(SelectError::KeyNotFound { key_id: Some(shown) }), "{kid:?}");
    }
}

#[test]
fn a_name_of_a_key_of_another_algorithm_is_refused() {
    let (_, agreement) = pair();
    let wrap = keys::pair(KeyManagementAlgorithm::A256Kw, ENC).with_key_id("2");
    let keys = DecryptionKeySet::new([agreement.with_key_id("1"), wrap.decryption]).unwrap();
    let error = decrypt(&token(&wrap.encryption.with_key_id("1")), &keys).unwrap_err();
    let expected = SelectError::AlgorithmMismatch { key_id: "1".into(), algorithm: "A256KW" };
    assert_eq!(error, DecryptError::Key(expected));
    let absent = keys::pair(KeyManagementAlgorithm::A128Kw, ENC).with_key_id("1");
    assert_eq!(outcome(&token(&absent.encryption), &keys), "key.algorithm_not_allowed");
}

#[test]
fn two_keys_of_one_name_and_algorithm_make_no_set() {
    let error = DecryptionKeySet::new([pair().1.with_key_id("1"), pair().1.with_key_id("1")]).unwrap_err();
    assert_eq!(error, KeySetError::Duplicate { key_id: "1".into(), algorithm: "ECDH-ES+A256KW" });
    assert_eq!(DecryptionKeySet::new([]).unwrap_err(), KeySetError::Empty);
}

#[test]
fn without_a_name_eight_keys_are_tried_and_nine_are_too_many() {
    let pairs: Vec<_> = (0..9).map(|_| pair()).collect();
    let set = |count: usize| DecryptionKeySet::new(pairs.iter().take(count).map(|(_, key)| key.clone())).unwrap();
    for count in 1..=8 {
        for (index, (sender, _)) in pairs.iter().enumerate() {
            let expected = if index < count { "decrypted" } else { "jwe.decryption" };
            assert_eq!(outcome(&token(sender), &set(count)), expected, "key {index} of {count}");
        }
    }
    for (sender, _) in &pairs {
        let DecryptError::Key(SelectError::Limit(exceeded)) = decrypt(&token(sender), &set(9)).unwrap_err() else {
            panic!("not the limit")
        };
        assert_eq!((exceeded.limit(), exceeded.maximum()), ("candidate_keys", 8));
    }
    let mut limits = Limits::default();
    limits.candidate_keys = 9;
    assert!(decrypt_compact(&token(&pairs[8].0), &set(9), &limits).is_ok());
}

/// After a wrong key the next one finds the ciphertext as it arrived.
#[test]
fn the_right_key_opens_after_seven_wrong_ones_whatever_the_content_encryption() {
    for enc in ContentEncryption::ALL {
        let key = |byte: u8| DecryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[byte; 16]).unwrap();
        let keys = DecryptionKeySet::new((0..8).map(key)).unwrap();
        for byte in 0..8 {
            let sender = EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[byte; 16]).unwrap();
            for length in [0, 1, 100, 5000] {
                let plaintext = vec![byte; length];
                let token = Encryptor::new(&sender, *enc).encrypt_compact(&plaintext).unwrap();
                assert_eq!(decrypt(&token, &keys).unwrap().plaintext(), plaintext, "key {byte}, {enc}");
            }
        }
    }
}

/// A key on another curve is a wrong key like any other, and the next one is tried.
#[test]
fn the_right_key_opens_after_those_on_other_curves() {
    for algorithm in KeyManagementAlgorithm::ALL.iter().filter(|known| known.name().starts_with("ECDH")) {
        let pairs = keys::pairs_for(*algorithm, ENC);
        for turn in 0..pairs.len() {
            let mut recipients: Vec<_> = pairs.iter().map(|pair| pair.decryption.clone()).collect();
            recipients.rotate_left(turn);
            let keys = DecryptionKeySet::new(recipients).unwrap();
            for sender in &pairs {
                assert_eq!(outcome(&token(&sender.encryption), &keys), "decrypted", "{} after {turn}", sender.name);
            }
        }
    }
}

/// `dir` keys for several content encryptions in one set.
#[test]
fn a_dir_key_is_chosen_by_its_content_encryption() {
    let key = |enc: ContentEncryption| DecryptionKey::direct(enc, &secret(enc.row().key_bytes)).unwrap();
    let keys = DecryptionKeySet::new(ContentEncryption::ALL.iter().take(5).map(|enc| key(*enc))).unwrap();
    for (index, enc) in ContentEncryption::ALL.iter().enumerate() {
        let header = format!(r#"{{"alg":"dir","enc":"{enc}"}}"#);
        let parts = sealed(header, *enc, &secret(enc.row().key_bytes), b"plaintext");
        let expected = if index < 5 { "decrypted" } else { "jwe.content_encryption" };
        assert_eq!(outcome(&parts.token(), &keys), expected, "{enc}");
        let mut changed = parts;
        changed.tag[0] ^= 1;
        let expected = if index < 5 { "jwe.decryption" } else { "jwe.content_encryption" };
        assert_eq!(outcome(&changed.token(), &keys), expected, "{enc}, tampered with");
    }
}

#[test]
fn a_key_in_the_header_is_never_used() {
    let stranger = secret(16);
    let keys = DecryptionKeySet::from(DecryptionKey::direct(ContentEncryption::A128Gcm, &[1; 16]).unwrap());
    for (name, member, code) in [
        ("jwk", r#""jwk":{"kty":"EC","crv":"P-256","x":"","y":""}"#.to_owned(), "jwe.decryption"),
        ("secret jwk", format!(r#""jwk":{{"kty":"oct","k":"{}"}}"#, crate::forge::encode(&stranger)), "json.type"),
        ("jku", r#""jku":"http://127.0.0.1:9/keys""#.to_owned(), "jwe.decryption"),
        ("x5u", r#""x5u":"http://127.0.0.1:9/chain""#.to_owned(), "jwe.decryption"),
        ("x5c", r#""x5c":["AAAA"]"#.to_owned(), "jwe.decryption"),
        ("k", format!(r#""k":"{}""#, crate::forge::encode(&stranger)), "jwe.decryption"),
    ] {
        let header = format!(r#"{{"alg":"dir","enc":"A128GCM",{member}}}"#);
        let token = sealed(header, ContentEncryption::A128Gcm, &stranger, b"forged").token();
        assert_eq!(outcome(&token, &keys), code, "{name}");
    }
}
