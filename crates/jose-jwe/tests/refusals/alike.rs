//! Everything cryptographic fails alike: one value, one text, no source. Attacks 77, 78, 80, 85, 102 and 114.

use std::error::Error;

use jose_core::{ContentEncryption, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{DecryptFailed, DecryptionKey, EncryptionKey, material::PrivateMaterial};
use jose_jwe::{DecryptError, Encryptor};
use jose_jwk::DecryptionKeySet;

use crate::{
    forge::{Parts, decrypt, encode},
    keys::{self, CURVES, Pair},
};

use KeyManagementKind::{AesGcmKeyWrap, AesKeyWrap, Direct, HpkeKeyEncryption, Pbes2AesKeyWrap, RsaOaep};

fn assert_alike(name: &str, token: &str, keys: &DecryptionKeySet) {
    let error = decrypt(token, keys).expect_err(name);
    assert_eq!(error, DecryptError::Failed(DecryptFailed), "{name}");
    assert_eq!(error.to_string(), "decryption failed", "{name}");
    assert_eq!(format!("{error:?}"), "Failed(DecryptFailed)", "{name}");
    assert_eq!(error.code(), "jwe.decryption", "{name}");
    assert!(error.source().is_none(), "{name}");
}

/// A key of the same kind that the message was not made for.
fn stranger(pair: &Pair, enc: ContentEncryption) -> DecryptionKey {
    let algorithm = pair.algorithm();
    match algorithm.row().kind {
        Direct => DecryptionKey::direct(enc, &vec![0x11; enc.row().key_bytes]).unwrap(),
        AesKeyWrap { key_bytes } | AesGcmKeyWrap { key_bytes } => {
            DecryptionKey::symmetric(algorithm, &vec![0x11; key_bytes]).unwrap()
        }
        Pbes2AesKeyWrap { .. } => DecryptionKey::password(algorithm, b"another password").unwrap(),
        HpkeKeyEncryption(suite) => {
            DecryptionKey::new(algorithm, &PrivateMaterial::generate_on(suite.curve).unwrap()).unwrap()
        }
        RsaOaep(_) => keys::jwk(OTHER_RSA).decryption_key_for(algorithm).unwrap(),
        _ => {
            let (curve, _) = CURVES.into_iter().find(|(curve, _)| pair.name.ends_with(curve.name())).unwrap();
            DecryptionKey::new(algorithm, &PrivateMaterial::generate_on(curve).unwrap()).unwrap()
        }
    }
}

#[test]
fn a_wrong_key_looks_like_anything_tampered_with() {
    for enc in ContentEncryption::ALL {
        for pair in keys::all_pairs(*enc) {
            let keys = pair.set();
            let token = Encryptor::new(&pair.encryption, *enc).encrypt_compact(b"a plaintext of some length").unwrap();
            let parts = Parts::of(&token);
            let name = |what: &str| format!("{what}, {} with {enc}", pair.name);

            let wrong = stranger(&pair, *enc).into();
            assert_alike(&name("a wrong key"), &token, &wrong);

            let mut changed = parts.clone();
            changed.ciphertext[0] ^= 1;
            assert_alike(&name("the first byte of the ciphertext"), &changed.token(), &keys);
            let mut changed = parts.clone();
            *changed.ciphertext.last_mut().unwrap() ^= 1;
            assert_alike(&name("the last byte of the ciphertext"), &changed.token(), &keys);
            let mut changed = parts.clone();
            changed.ciphertext.pop();
            assert_alike(&name("a ciphertext that is shorter"), &changed.token(), &keys);
            let mut changed = parts.clone();
            changed.ciphertext.push(0);
            assert_alike(&name("a ciphertext that is longer"), &changed.token(), &keys);
            let mut changed = parts.clone();
            changed.ciphertext.clear();
            assert_alike(&name("no ciphertext"), &changed.token(), &keys);
            let mut changed = parts.clone();
            changed.ciphertext.extend([0; 16]);
            assert_alike(&name("a block more"), &changed.token(), &keys);
            for index in [0, parts.tag.len() - 1] {
                let mut changed = parts.clone();
                changed.tag[index] ^= 0x80;
                assert_alike(&name("the tag"), &changed.token(), &keys);
            }
            let mut changed = parts.clone();
            changed.tag.fill(0);
            assert_alike(&name("a tag of zeros"), &changed.token(), &keys);
            let mut changed = parts.clone();
            changed.iv[0] ^= 1;
            assert_alike(&name("the initialization vector"), &changed.token(), &keys);
            let header = format!(" {}", parts.header_text());
            assert_alike(&name("a space in the header"), &parts.with_header(header).token(), &keys);

            if !parts.encrypted_key.is_empty() {
                for index in [0, parts.encrypted_key.len() - 1] {
                    let mut changed = parts.clone();
                    changed.encrypted_key[index] ^= 1;
                    assert_alike(&name("the encrypted key"), &changed.token(), &keys);
                }
                let mut changed = parts.clone();
                changed.encrypted_key.fill(0);
                assert_alike(&name("an encrypted key of zeros"), &changed.token(), &keys);
                let mut changed = parts.clone();
                changed.encrypted_key.fill(0xff);
                assert_alike(&name("an encrypted key of ones"), &changed.token(), &keys);
            }
        }
    }
}

/// Several keys, none of them right: the error does not say how each of them failed.
#[test]
fn several_wrong_keys_look_like_one() {
    let enc = ContentEncryption::A128CbcHs256;
    let key = |byte: u8| DecryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[byte; 16]).unwrap();
    let keys = DecryptionKeySet::new((0..8).map(key)).unwrap();
    let sender = EncryptionKey::symmetric(KeyManagementAlgorithm::A128Kw, &[9; 16]).unwrap();
    assert_alike("eight", &Encryptor::new(&sender, enc).encrypt_compact(b"").unwrap(), &keys);
}

/// An encrypted key that RSA cannot read at all, one that it reads as something else, and one whose padding is broken.
#[test]
fn every_failure_of_rsa_is_the_same() {
    for algorithm in [
        KeyManagementAlgorithm::RsaOaep,
        KeyManagementAlgorithm::RsaOaep256,
        KeyManagementAlgorithm::RsaOaep384,
        KeyManagementAlgorithm::RsaOaep512,
    ] {
        let pair = keys::pair(algorithm, ContentEncryption::A256Gcm);
        let token = Encryptor::new(&pair.encryption, ContentEncryption::A256Gcm).encrypt_compact(b"").unwrap();
        let parts = Parts::of(&token);
        let other = keys::pairs_for(algorithm, ContentEncryption::A256Gcm);
        let label = Encryptor::new(&other[0].encryption, ContentEncryption::A128Gcm).encrypt_compact(b"").unwrap();
        for (name, encrypted_key) in [
            ("zero", vec![0; 256]),
            ("one", [&[0; 255][..], &[1]].concat()),
            ("too large a number", vec![0xff; 256]),
            ("a content encryption key of 16 bytes", Parts::of(&label).encrypted_key),
            ("a byte less", parts.encrypted_key[1..].to_vec()),
            ("a byte more", [&parts.encrypted_key[..], &[0]].concat()),
            ("a zero in front", [&[0], &parts.encrypted_key[..]].concat()),
            ("one byte", vec![1]),
            ("twice", parts.encrypted_key.repeat(2)),
            ("half a megabyte", vec![1; 500_000]),
        ] {
            let changed = Parts { encrypted_key, ..parts.clone() };
            assert_alike(&format!("{name}, {algorithm}"), &changed.token(), &pair.set());
        }
        let foreign =
            keys::algorithms().into_iter().filter(|other| other.name().starts_with("RSA") && *other != algorithm);
        for other in foreign {
            let pair_of_other = keys::pair(other, ContentEncryption::A256Gcm);
            let token =
                Encryptor::new(&pair_of_other.encryption, ContentEncryption::A256Gcm).encrypt_compact(b"").unwrap();
            let header = format!(r#"{{"alg":"{algorithm}","enc":"A256GCM"}}"#);
            let relabelled = Parts { header: encode(header), ..Parts::of(&token) };
            assert_alike(&format!("{other} as {algorithm}"), &relabelled.token(), &pair.set());
        }
    }
}

/// RFC 7515, appendix A.2.1: another RSA key.
const OTHER_RSA: &str = r#"{"kty":"RSA","e":"AQAB",
    "n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
    "d":"Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ",
    "p":"4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc",
    "q":"uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc",
    "dp":"BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb34MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0",
    "dq":"h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU",
    "qi":"IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U"}"#;
