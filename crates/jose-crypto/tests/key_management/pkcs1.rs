//! `RSA1_5`: it opens old messages, tells nobody why one does not open, and encrypts nothing. Attacks 76 to 78.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm};
use jose_crypto::{
    DecryptFailed, DecryptionKey, KeyError, KeyParameters, UnwrapError, content::ContentEncrypter,
    material::PrivateMaterial,
};

use crate::{
    keys::{self, altered, decode, scattered},
    rsa1_5::{CEK, ENCRYPTED_KEY, OTHER_CEK, OTHER_ENCRYPTED_KEY, recipient},
};

const ENC: ContentEncryption = ContentEncryption::A128CbcHs256;

fn opens(key: &DecryptionKey, enc: ContentEncryption, encrypted_key: &[u8], cek: &[u8]) -> bool {
    let iv = vec![7; enc.row().iv_bytes];
    let mut buffer = b"content".to_vec();
    let tag = ContentEncrypter::new(enc, cek).unwrap().encrypt(&iv, b"header", &mut buffer).unwrap();
    let content = key.content_key(&KeyParameters::new(enc, encrypted_key)).unwrap();
    assert_eq!(content.algorithm(), enc);
    content.decrypt(&iv, b"header", tag.as_bytes(), &mut buffer).is_ok()
}

#[test]
fn the_examples_of_rfc_7520() {
    let key = DecryptionKey::rsa1_5_insecure(&recipient()).unwrap();
    assert_eq!(key.algorithm(), KeyManagementAlgorithm::Rsa15);
    assert!(opens(&key, ENC, &decode(ENCRYPTED_KEY), &decode(CEK)));
    assert!(opens(&key, ENC, &decode(OTHER_ENCRYPTED_KEY), &decode(OTHER_CEK)));
    assert!(!opens(&key, ENC, &decode(OTHER_ENCRYPTED_KEY), &decode(CEK)));
    assert!(!opens(&key, ENC, &decode(ENCRYPTED_KEY), &decode(OTHER_CEK)));
}

/// Whatever it is that does not decrypt, there is a key, and it is not one that somebody could guess.
#[test]
fn every_failure_becomes_a_random_key() {
    let key = DecryptionKey::rsa1_5_insecure(&recipient()).unwrap();
    let good = decode(ENCRYPTED_KEY);
    let mut bad: Vec<(&str, Vec<u8>)> = vec![
        ("zeros", vec![0; 256]),
        ("one", [vec![0; 255], vec![1]].concat()),
        ("ones, above the modulus", vec![0xff; 256]),
        (
            "the modulus",
            match recipient().public() {
                jose_crypto::material::PublicMaterial::Rsa { n, .. } => n,
                other => panic!("{other:?}"),
            },
        ),
        ("cut", good[..255].to_vec()),
        ("a zero byte in front", [&[0], &*good].concat()),
        ("a zero byte behind", [&*good, &[0]].concat()),
        ("of a longer modulus", scattered(1, 384)),
        ("of the longest modulus", scattered(1, 1024)),
        ("far too long", scattered(1, 100_000)),
        ("one byte", vec![1]),
    ];
    bad.extend((0..256).step_by(16).map(|index| ("a changed byte", altered(&good, index))));
    for (name, encrypted_key) in &bad {
        for guess in [decode(CEK), vec![0; 32], vec![0xff; 32], (0..32).collect()] {
            assert!(!opens(&key, ENC, encrypted_key, &guess), "{name}");
        }
    }
    let empty = key.content_key(&KeyParameters::new(ENC, b"")).err();
    assert_eq!(empty, Some(UnwrapError::Failed(DecryptFailed)));
}

/// The padding is good, and the key inside has another length: that must not show either.
#[test]
fn a_key_of_another_length_becomes_a_random_one() {
    let key = DecryptionKey::rsa1_5_insecure(&recipient()).unwrap();
    for enc in ContentEncryption::ALL.iter().filter(|enc| enc.row().key_bytes != 32) {
        let guess: Vec<u8> = decode(CEK).into_iter().chain([0; 32]).take(enc.row().key_bytes).collect();
        assert!(!opens(&key, *enc, &decode(ENCRYPTED_KEY), &guess), "{enc}");
        assert!(!opens(&key, *enc, &decode(ENCRYPTED_KEY), &vec![0; enc.row().key_bytes]), "{enc}");
    }
    // A256GCM has keys of the same length, and what the key is for is not part of RSA1_5.
    assert!(opens(&key, ContentEncryption::A256Gcm, &decode(ENCRYPTED_KEY), &decode(CEK)));
}

#[test]
fn other_keys_are_refused() {
    for curve in [Curve::P256, Curve::X25519] {
        let error = DecryptionKey::rsa1_5_insecure(&keys::private(curve)).err();
        assert!(matches!(error, Some(KeyError::WrongKeyType { algorithm: "RSA1_5", .. })), "{error:?}");
    }
    let mut numbers = keys::rsa_numbers();
    numbers.d = jose_core::SecretBytes::from(&*altered(numbers.d.expose(), 9));
    let error = DecryptionKey::rsa1_5_insecure(&PrivateMaterial::Rsa(Box::new(numbers))).err();
    assert_eq!(error, Some(KeyError::Inconsistent));
}
