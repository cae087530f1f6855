//! The initialization vector and the tag have one length each. Attacks 99, 100, 101 and 103.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, ParseError};
use jose_crypto::DecryptionKey;
use jose_jwe::{DecryptError, Encryptor};
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{Parts, decrypt, hmac_sha256, outcome, sealed},
    keys::{self, secret},
};

fn length_refused(name: &str, part: &'static str, parts: &Parts, keys: &DecryptionKeySet) {
    let error = decrypt(&parts.token(), keys).expect_err(name);
    assert_eq!(error, DecryptError::Parse(ParseError::Length { part }), "{name}");
}

#[test]
fn vectors_of_a_wrong_length_are_refused() {
    for enc in ContentEncryption::ALL {
        for algorithm in [KeyManagementAlgorithm::Dir, KeyManagementAlgorithm::A128Kw, KeyManagementAlgorithm::EcdhEs] {
            let pair = keys::pair(algorithm, *enc);
            let parts = Parts::of(&Encryptor::new(&pair.encryption, *enc).encrypt_compact(b"plaintext").unwrap());
            for length in [0, 1, 8, 11, 12, 13, 15, 16, 17, 24, 32, 64, 1000] {
                if length == enc.row().iv_bytes {
                    continue;
                }
                let own = parts.iv.iter().chain(&[0; 1000]).copied().take(length).collect();
                for (what, iv) in [("cut or with zeros", own), ("zeros", vec![0; length])] {
                    let name = format!("{length} bytes, {what}, {enc}, {algorithm}");
                    length_refused(&name, "iv", &Parts { iv, ..parts.clone() }, &pair.set());
                }
            }
        }
    }
}

#[test]
fn tags_of_a_wrong_length_are_refused() {
    for enc in ContentEncryption::ALL {
        for algorithm in [KeyManagementAlgorithm::Dir, KeyManagementAlgorithm::A128Kw, KeyManagementAlgorithm::EcdhEs] {
            let pair = keys::pair(algorithm, *enc);
            let parts = Parts::of(&Encryptor::new(&pair.encryption, *enc).encrypt_compact(b"plaintext").unwrap());
            for length in [0, 1, 4, 8, 12, 15, 16, 17, 23, 24, 25, 31, 32, 33, 48, 64] {
                if length == enc.row().tag_bytes {
                    continue;
                }
                let own: Vec<u8> = parts.tag.iter().chain(&[0; 64]).copied().take(length).collect();
                let twice: Vec<u8> = parts.tag.iter().cycle().copied().take(length).collect();
                for (what, tag) in [("cut or with zeros", own), ("cut or repeated", twice), ("zeros", vec![0; length])]
                {
                    let name = format!("{length} bytes, {what}, {enc}, {algorithm}");
                    length_refused(&name, "tag", &Parts { tag, ..parts.clone() }, &pair.set());
                }
            }
        }
    }
}

/// Attack 100: the whole MAC is not the tag. Only its first half is.
#[test]
fn a_mac_that_was_not_cut_is_refused() {
    let key = secret(32);
    let keys = DecryptionKey::direct(ContentEncryption::A128CbcHs256, &key).unwrap().into();
    let parts = sealed(r#"{"alg":"dir","enc":"A128CBC-HS256"}"#, ContentEncryption::A128CbcHs256, &key, b"plaintext");
    let bits = u64::try_from(parts.header.len() * 8).unwrap().to_be_bytes();
    let mac = hmac_sha256(&key[..16], &[parts.header.as_bytes(), &parts.iv, &parts.ciphertext, &bits].concat());
    assert_eq!(mac[..16], parts.tag, "the MAC of this test is not the one of the RFC");
    length_refused("all of it", "tag", &Parts { tag: mac.to_vec(), ..parts.clone() }, &keys);
    length_refused("17 bytes", "tag", &Parts { tag: mac[..17].to_vec(), ..parts.clone() }, &keys);
    let second_half = Parts { tag: mac[16..].to_vec(), ..parts };
    assert_eq!(outcome(&second_half.token(), &keys), "jwe.decryption");
}

/// The lengths are checked before the key is used: a message that no key opens says the same.
#[test]
fn lengths_are_judged_before_any_key() {
    for algorithm in keys::algorithms() {
        let pair = keys::pair(algorithm, ContentEncryption::A256Gcm);
        let token = Encryptor::new(&pair.encryption, ContentEncryption::A256Gcm).encrypt_compact(b"plaintext").unwrap();
        let mut parts = Parts::of(&token);
        parts.encrypted_key.fill(0);
        let wrong_iv = Parts { iv: vec![0; 11], ..parts.clone() };
        length_refused(&format!("iv, {algorithm}"), "iv", &wrong_iv, &pair.set());
        let wrong_tag = Parts { tag: vec![0; 15], ..parts };
        length_refused(&format!("tag, {algorithm}"), "tag", &wrong_tag, &pair.set());
    }
}

/// Compressed content is not accepted, whatever `zip` says. Attacks 107 and 109.
#[test]
fn compressed_content_is_refused_before_decryption() {
    let keys = DecryptionKey::direct(ContentEncryption::A128Gcm, &secret(16)).unwrap().into();
    for (value, code) in [
        ("\"DEF\"", "parse.member"),
        ("\"def\"", "parse.member"),
        ("\"GZ\"", "parse.member"),
        ("\"\"", "parse.member"),
        ("null", "json.type"),
        ("1", "json.type"),
        ("[\"DEF\"]", "json.type"),
    ] {
        let header = format!(r#"{{"alg":"dir","enc":"A128GCM","zip":{value}}}"#);
        // What DEFLATE makes of nothing, and a tag that is right or wrong: it is not looked at.
        let mut parts = sealed(header, ContentEncryption::A128Gcm, &secret(16), &[3, 0]);
        assert_eq!(outcome(&parts.token(), &keys), code, "{value}");
        parts.tag[0] ^= 1;
        assert_eq!(outcome(&parts.token(), &keys), code, "{value}, wrong tag");
    }
}
