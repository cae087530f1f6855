//! The encrypted key: absent, present, or of a length that its algorithm does not make. Attacks 77, 80, 81, 82 and 83.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, ParseError, registry::KeyManagementKind};
use jose_crypto::{DecryptionKey, EncryptionKey, content::ContentEncrypter};
use jose_jwe::{DecryptError, Encryptor};

use crate::{
    forge::{Parts, decrypt, encode, outcome, sealed},
    keys::{self, secret},
};

fn length() -> DecryptError {
    DecryptError::Parse(ParseError::Length { part: "encrypted key" })
}

#[test]
fn where_there_must_be_one_an_empty_one_is_refused() {
    for enc in ContentEncryption::ALL {
        for pair in keys::all_pairs(*enc) {
            let mut parts = Parts::of(&Encryptor::new(&pair.encryption, *enc).encrypt_compact(b"x").unwrap());
            if parts.encrypted_key.is_empty() {
                continue;
            }
            parts.encrypted_key.clear();
            assert_eq!(decrypt(&parts.token(), &pair.set()).err(), Some(length()), "{} with {enc}", pair.name);
        }
    }
}

#[test]
fn where_there_must_be_none_any_is_refused() {
    for enc in ContentEncryption::ALL {
        for algorithm in [KeyManagementAlgorithm::Dir, KeyManagementAlgorithm::EcdhEs] {
            for pair in keys::pairs_for(algorithm, *enc) {
                let parts = Parts::of(&Encryptor::new(&pair.encryption, *enc).encrypt_compact(b"x").unwrap());
                for bytes in [vec![0], vec![0; 16], vec![0; 40], parts.tag.clone(), vec![0; 100_000]] {
                    let changed = Parts { encrypted_key: bytes, ..parts.clone() };
                    assert_eq!(
                        decrypt(&changed.token(), &pair.set()).err(),
                        Some(length()),
                        "{} with {enc}",
                        pair.name
                    );
                }
            }
        }
    }
}

/// A wrapped key for one content encryption in a message for another one.
#[test]
fn a_wrapped_key_of_another_length_is_refused() {
    for pair in keys::all_pairs(ContentEncryption::A128Gcm) {
        if matches!(pair.algorithm(), KeyManagementAlgorithm::Dir | KeyManagementAlgorithm::EcdhEs) {
            continue;
        }
        for own in ContentEncryption::ALL {
            for other in ContentEncryption::ALL.iter().filter(|other| other.row().key_bytes != own.row().key_bytes) {
                let parts = Parts::of(&Encryptor::new(&pair.encryption, *other).encrypt_compact(b"x").unwrap());
                let label = |enc: ContentEncryption| format!(r#""enc":"{enc}""#);
                let header = parts.header_text().replace(&label(*other), &label(*own));
                // Content of the right shape for what the header says, under a key of zeros.
                let content = sealed(&header, *own, &vec![0; own.row().key_bytes], b"x");
                let changed = Parts { encrypted_key: parts.encrypted_key, ..content };
                let error = decrypt(&changed.token(), &pair.set()).unwrap_err();
                assert_eq!(error.code(), "jwe.decryption", "{}: a key for {other} where {own} is said", pair.name);
            }
        }
    }
}

/// Attack 80: an encrypted key that unwraps to nothing must not become a key of zeros.
#[test]
fn a_key_of_zeros_is_never_used() {
    for enc in ContentEncryption::ALL {
        let zeros = vec![0; enc.row().key_bytes];
        for pair in keys::all_pairs(*enc) {
            let token = Encryptor::new(&pair.encryption, *enc).encrypt_compact(b"x").unwrap();
            let genuine = Parts::of(&token);
            let forged = sealed(genuine.header_text(), *enc, &zeros, b"forged");
            let lengths: &[usize] = match pair.algorithm().row().kind {
                KeyManagementKind::Direct | KeyManagementKind::EcdhEs => &[0],
                _ => &[1, 7, 8, 9, 15, 16, 17, 23, 24, 25, 32, 40, 41, 48, 56, 64, 72, 80, 128, 256],
            };
            for length in lengths {
                for byte in [0, 0xa6] {
                    let parts = Parts { encrypted_key: vec![byte; *length], ..forged.clone() };
                    let code = outcome(&parts.token(), &pair.set());
                    assert_eq!(code, "jwe.decryption", "{length} x {byte}, {} with {enc}", pair.name);
                }
            }
        }
    }
}

/// Wrapping with AES-GCM takes keys of any length, so here all of them can be tried: with the content under the front of a longer one, and
/// under a shorter one filled up with zeros.
#[test]
fn a_key_that_was_cut_or_filled_up_is_never_used() {
    let kek = secret(32);
    let keys = DecryptionKey::symmetric(KeyManagementAlgorithm::A256GcmKw, &kek).unwrap().into();
    for enc in ContentEncryption::ALL {
        let needed = enc.row().key_bytes;
        for length in [1, 8, 15, 16, 17, 23, 24, 25, 31, 32, 33, 47, 48, 49, 63, 64, 65, 128] {
            let cek: Vec<u8> = secret(length);
            let mut encrypted_key = cek.clone();
            let wrapper = ContentEncrypter::new(ContentEncryption::A256Gcm, &kek).unwrap();
            let tag = wrapper.encrypt(&[9; 12], b"", &mut encrypted_key).unwrap();
            let header = format!(
                r#"{{"alg":"A256GCMKW","enc":"{enc}","iv":"{}","tag":"{}"}}"#,
                encode([9; 12]),
                encode(tag.as_bytes())
            );
            let fitted: Vec<u8> = cek.iter().copied().chain(std::iter::repeat(0)).take(needed).collect();
            let parts = Parts { encrypted_key, ..sealed(header, *enc, &fitted, b"forged") };
            let expected = if length == needed { "decrypted" } else { "jwe.decryption" };
            assert_eq!(outcome(&parts.token(), &keys), expected, "{length} bytes, {enc}");
        }
    }
}

/// Attacks 92 and 112: keys, vectors and ephemeral keys are new for each message.
#[test]
fn no_two_messages_share_anything_random() {
    for pair in keys::all_pairs(ContentEncryption::A128Gcm) {
        let messages: Vec<Parts> = (0..40)
            .map(|_| {
                Parts::of(&Encryptor::new(&pair.encryption, ContentEncryption::A128Gcm).encrypt_compact(b"").unwrap())
            })
            .collect();
        for (index, one) in messages.iter().enumerate() {
            for other in &messages[..index] {
                assert_ne!(one.iv, other.iv, "{}", pair.name);
                assert_ne!(one.tag, other.tag, "{}", pair.name);
                assert!(one.encrypted_key.is_empty() || one.encrypted_key != other.encrypted_key, "{}", pair.name);
                let fresh = ["epk", "tag", "p2s", "\"ek\""].iter().any(|name| one.header_text().contains(name));
                assert_eq!(one.header != other.header, fresh, "{}", pair.name);
            }
        }
    }
}

/// A shared key wraps exactly as long as its algorithm says.
#[test]
fn shared_keys_of_a_wrong_length_are_refused() {
    for algorithm in KeyManagementAlgorithm::ALL {
        let key_bytes = match algorithm.row().kind {
            KeyManagementKind::AesKeyWrap { key_bytes } | KeyManagementKind::AesGcmKeyWrap { key_bytes } => key_bytes,
            _ => 1000,
        };
        for length in [0, 8, 15, 16, 17, 24, 31, 32, 33, 64] {
            let expected = length == key_bytes;
            assert_eq!(DecryptionKey::symmetric(*algorithm, &secret(length)).is_ok(), expected, "{algorithm} {length}");
            assert_eq!(EncryptionKey::symmetric(*algorithm, &secret(length)).is_ok(), expected, "{algorithm} {length}");
        }
    }
}
