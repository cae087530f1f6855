//! Messages for a password. Attacks 93 to 96.

use std::time::{Duration, Instant};

use jose_core::{KeyManagementAlgorithm, Limits};
use jose_crypto::{DecryptionKey, EncryptionKey};
use jose_jwe::{DecryptError, Decryptor, Encryptor, GeneralEncryptor, Recipient, decrypt_compact};
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{Parts, limits as with_passwords},
    json::{ENC, code, limits},
    keys::PASSWORD,
};

const ALGORITHM: KeyManagementAlgorithm = KeyManagementAlgorithm::Pbes2Hs256A128Kw;

fn sender() -> EncryptionKey {
    EncryptionKey::password(ALGORITHM, PASSWORD).unwrap().with_rounds(1000).unwrap()
}

fn keys() -> DecryptionKeySet {
    DecryptionKey::password(ALGORITHM, PASSWORD).unwrap().into()
}

#[test]
fn they_are_off_until_they_are_allowed() {
    let message = Encryptor::new(&sender(), ENC).encrypt_compact(b"hidden").unwrap();
    for limits in [Limits::default(), Limits::token()] {
        let error = decrypt_compact(&message, &keys(), &limits).unwrap_err();
        assert_eq!(error, DecryptError::PasswordsOff);
        assert!(error.to_string().contains("Limits::pbes2_rounds"), "{error}");
    }
    assert_eq!(decrypt_compact(&message, &keys(), &with_passwords()).unwrap().plaintext(), b"hidden");
    for (rounds, expected) in [(999, "parse.limit"), (1000, "decrypted"), (1001, "decrypted"), (1, "parse.limit")] {
        let decryptor = keys();
        let decryptor = Decryptor::new(&decryptor).limits(limits(|limits| limits.pbes2_rounds = rounds));
        assert_eq!(code(&decryptor.decrypt_compact(&message)), expected, "{rounds}");
    }
}

#[test]
fn new_messages_ask_for_six_hundred_thousand_rounds() {
    let key = EncryptionKey::password(ALGORITHM, PASSWORD).unwrap();
    let message = Encryptor::new(&key, ENC).encrypt_compact(b"").unwrap();
    assert!(Parts::of(&message).header_text().contains(r#""p2c":600000,"#));
    assert!(decrypt_compact(&message, &keys(), &with_passwords()).is_ok());
}

#[test]
fn what_a_header_may_ask_for() {
    let message = Parts::of(&Encryptor::new(&sender(), ENC).encrypt_compact(b"").unwrap());
    let salt = |length: usize| crate::forge::encode(vec![7; length]);
    let begun = Instant::now();
    let p2c = |value: &str| format!(r#""p2c":{value},"p2s":"{}""#, salt(16));
    let p2s = |value: String| format!(r#""p2c":1000,"p2s":"{value}""#);
    let cases: &[(&str, String, &str)] = &[
        ("no rounds", format!(r#""p2s":"{}""#, salt(16)), "parse.member"),
        ("zero", p2c("0"), "parse.member"),
        ("one", p2c("1"), "parse.member"),
        ("999", p2c("999"), "parse.member"),
        ("a billion", p2c("1000000000"), "parse.limit"),
        ("one too many", p2c("1200001"), "parse.limit"),
        ("2^32", p2c("4294967296"), "parse.limit"),
        ("2^32 and a thousand", p2c("4294968296"), "parse.limit"),
        ("2^53", p2c("9007199254740992"), "parse.limit"),
        ("2^64", p2c("18446744073709551616"), "json.type"),
        ("negative", p2c("-1000"), "json.type"),
        ("a fraction", p2c("1000.5"), "json.type"),
        ("an exponent", p2c("1e3"), "json.type"),
        ("text", p2c("\"4096\""), "json.type"),
        ("null", p2c("null"), "json.type"),
        ("no salt", r#""p2c":1000"#.into(), "parse.member"),
        ("an empty salt", p2s(String::new()), "parse.length"),
        ("seven bytes of salt", p2s(salt(7)), "parse.length"),
        ("1025 bytes of salt", p2s(salt(1025)), "parse.length"),
        ("a salt that is no base64url", p2s("a b c d e f g h".into()), "parse.base64"),
        ("a salt that is a number", r#""p2c":1000,"p2s":1"#.into(), "json.type"),
        // These are possible, and not what the message was made with.
        ("eight bytes of salt", p2s(salt(8)), "jwe.decryption"),
        ("1024 bytes of salt", p2s(salt(1024)), "jwe.decryption"),
    ];
    for (name, members, expected) in cases {
        let header = format!(r#"{{"alg":"{ALGORITHM}","enc":"A128GCM",{members}}}"#);
        let token = message.with_header(header).token();
        let found = decrypt_compact(&token, &keys(), &with_passwords());
        assert_eq!(code(&found), *expected, "{name}");
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

/// The rounds of all recipients that could be tried are one budget.
#[test]
fn the_rounds_of_all_recipients_are_counted_together() {
    let key = EncryptionKey::password(ALGORITHM, b"another").unwrap().with_rounds(1000).unwrap();
    let recipients: Vec<Recipient<'_>> = (0..4).map(|_| Recipient::new(&key)).collect();
    let encryptor = recipients.iter().fold(GeneralEncryptor::new(ENC), GeneralEncryptor::recipient);
    let message = encryptor.encrypt_general(b"").unwrap();
    for (rounds, expected) in [(4000, "jwe.decryption"), (3999, "parse.limit"), (1000, "parse.limit")] {
        let keys = keys();
        let decryptor = Decryptor::new(&keys).limits(limits(|limits| limits.pbes2_rounds = rounds));
        assert_eq!(code(&decryptor.decrypt_general(&message)), expected, "{rounds}");
    }
}

/// So are those of all passwords that are tried: each of them is stretched anew.
#[test]
fn the_rounds_of_all_passwords_are_counted_together() {
    let message = Encryptor::new(&sender(), ENC).encrypt_compact(b"").unwrap();
    let passwords = |count: u8| {
        let others = (1..count).map(|index| DecryptionKey::password(ALGORITHM, &[index]).unwrap());
        DecryptionKeySet::new(others.chain([DecryptionKey::password(ALGORITHM, PASSWORD).unwrap()])).unwrap()
    };
    for (count, rounds, expected) in
        [(2, 2000, "decrypted"), (2, 1999, "parse.limit"), (8, 8000, "decrypted"), (8, 1000, "parse.limit")]
    {
        let keys = passwords(count);
        let decryptor = Decryptor::new(&keys).limits(limits(|limits| limits.pbes2_rounds = rounds));
        assert_eq!(code(&decryptor.decrypt_compact(&message)), expected, "{count} passwords, {rounds}");
    }
    // A message that names its password costs that one alone.
    let named = DecryptionKeySet::new((0..8).map(|index| {
        let key = DecryptionKey::password(ALGORITHM, if index == 7 { PASSWORD } else { b"another" }).unwrap();
        key.with_key_id(index.to_string())
    }));
    let message = Encryptor::new(&sender().with_key_id("7"), ENC).encrypt_compact(b"").unwrap();
    let named = named.unwrap();
    let decryptor = Decryptor::new(&named).limits(limits(|limits| limits.pbes2_rounds = 1000));
    assert_eq!(code(&decryptor.decrypt_compact(&message)), "decrypted");
}

/// A password is a key like others: it has one algorithm, and no other key becomes one.
#[test]
fn a_password_is_for_its_algorithm() {
    let message = Encryptor::new(&sender(), ENC).encrypt_compact(b"").unwrap();
    for other in [KeyManagementAlgorithm::Pbes2Hs384A192Kw, KeyManagementAlgorithm::Pbes2Hs512A256Kw] {
        let keys = DecryptionKeySet::from(DecryptionKey::password(other, PASSWORD).unwrap());
        let outcome = decrypt_compact(&message, &keys, &with_passwords());
        assert_eq!(code(&outcome), "key.algorithm_not_allowed", "{other}");
    }
    let wrapping = DecryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[7; 16]).unwrap().into();
    assert_eq!(code(&decrypt_compact(&message, &wrapping, &with_passwords())), "key.algorithm_not_allowed");
    let wrong = DecryptionKey::password(ALGORITHM, b"entrap_o-peter_long-credit_tun").unwrap().into();
    assert_eq!(code(&decrypt_compact(&message, &wrong, &with_passwords())), "jwe.decryption");
    for algorithm in [KeyManagementAlgorithm::A128Kw, KeyManagementAlgorithm::Dir, KeyManagementAlgorithm::RsaOaep] {
        assert!(EncryptionKey::password(algorithm, PASSWORD).is_err(), "{algorithm}");
        assert!(DecryptionKey::password(algorithm, PASSWORD).is_err(), "{algorithm}");
    }
    for password in [EncryptionKey::password(ALGORITHM, b"").err(), DecryptionKey::password(ALGORITHM, b"").err()] {
        assert!(password.is_some());
    }
}
