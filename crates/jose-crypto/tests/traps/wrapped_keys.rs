//! Wrapped keys of impossible length. The unwrapped key must have the exact length of the content encryption, and a refusal shows only at the
//! content's tag. Attacks 79 to 85.

use jose_core::{ContentEncryption, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{
    DecryptFailed, DecryptionKey, EncryptionKey, KeyError, KeyParameters, UnwrapError, content::ContentEncrypter,
};

use crate::keys::scattered;

fn wrapping() -> impl Iterator<Item = (KeyManagementAlgorithm, usize)> {
    KeyManagementAlgorithm::ALL.iter().filter_map(|algorithm| match algorithm.row().kind {
        KeyManagementKind::AesKeyWrap { key_bytes } | KeyManagementKind::AesGcmKeyWrap { key_bytes } => {
            Some((*algorithm, key_bytes))
        }
        _ => None,
    })
}

#[test]
fn shared_keys_of_another_length() {
    for (algorithm, needed) in wrapping() {
        for found in [0, 1, 8, 15, 16, 17, 23, 24, 25, 31, 32, 33, 48, 64, 256] {
            let error = (found != needed).then(|| KeyError::WrongLength { what: algorithm.name(), needed, found });
            let key = vec![7; found];
            assert_eq!(EncryptionKey::symmetric(algorithm, &key).err(), error, "{algorithm}, {found} bytes");
            assert_eq!(DecryptionKey::symmetric(algorithm, &key).err(), error, "{algorithm}, {found} bytes");
        }
    }
}

#[test]
fn shared_keys_for_algorithms_that_do_not_wrap() {
    let wrapping: Vec<_> = wrapping().map(|(algorithm, _)| algorithm).collect();
    let error = KeyError::Invalid { what: "this algorithm does not wrap keys under a shared key" };
    for algorithm in KeyManagementAlgorithm::ALL.iter().filter(|algorithm| !wrapping.contains(algorithm)) {
        for length in [0, 16, 24, 32, 64] {
            let key = vec![7; length];
            assert_eq!(EncryptionKey::symmetric(*algorithm, &key).err(), Some(error.clone()), "{algorithm}");
            assert_eq!(DecryptionKey::symmetric(*algorithm, &key).err(), Some(error.clone()), "{algorithm}");
        }
    }
}

#[test]
fn direct_keys_of_another_length() {
    for content_encryption in ContentEncryption::ALL {
        let row = content_encryption.row();
        for found in [0, 1, 15, 16, 17, 24, 31, 32, 33, 47, 48, 49, 63, 64, 65, 128] {
            let (what, needed) = (row.name, row.key_bytes);
            let error = (found != needed).then_some(KeyError::WrongLength { what, needed, found });
            let key = vec![7; found];
            assert_eq!(EncryptionKey::direct(*content_encryption, &key).err(), error, "{what}, {found} bytes");
            assert_eq!(DecryptionKey::direct(*content_encryption, &key).err(), error, "{what}, {found} bytes");
        }
    }
}

#[test]
fn direct_keys_with_an_encrypted_key_or_another_content_encryption() {
    for content_encryption in ContentEncryption::ALL {
        let key = DecryptionKey::direct(*content_encryption, &vec![7; content_encryption.row().key_bytes]).unwrap();
        assert!(key.content_key(&KeyParameters::new(*content_encryption, &[])).is_ok());
        for encrypted_key in [&[0][..], &[7; 16], &[7; 40], &[0; 1000]] {
            let result = key.content_key(&KeyParameters::new(*content_encryption, encrypted_key));
            assert_eq!(result.err(), Some(UnwrapError::Failed(DecryptFailed)), "{content_encryption}");
        }
        for other in ContentEncryption::ALL.iter().filter(|other| *other != content_encryption) {
            let result = key.content_key(&KeyParameters::new(*other, &[]));
            assert_eq!(result.err(), Some(UnwrapError::Failed(DecryptFailed)), "{content_encryption}, {other}");
        }
    }
}

/// The encrypted key is replaced; everything else of the message is good. The answer must be a key, and the key a wrong one.
fn fails_at_the_tag(algorithm: KeyManagementAlgorithm, enc: ContentEncryption, encrypted_key: &[u8], name: &str) {
    let kek = scattered(1, algorithm_key_bytes(algorithm));
    let sender = EncryptionKey::symmetric(algorithm, &kek).unwrap();
    let recipient = DecryptionKey::symmetric(algorithm, &kek).unwrap();
    let established = sender.establish(enc, b"", b"").unwrap();
    let mut buffer = b"content".to_vec();
    let tag = established.content().encrypt(established.iv(), b"header", &mut buffer).unwrap();
    let gcm_key_wrap = established.gcm_key_wrap();
    let parameters = KeyParameters { gcm_key_wrap, ..KeyParameters::new(enc, encrypted_key) };
    let content = recipient.content_key(&parameters);
    let content = content.unwrap_or_else(|error| panic!("{algorithm}, {enc}, {name}: {error}"));
    let opened = content.decrypt(established.iv(), b"header", tag.as_bytes(), &mut buffer);
    assert_eq!(opened, Err(DecryptFailed), "{algorithm}, {enc}, {name}");
}

fn algorithm_key_bytes(algorithm: KeyManagementAlgorithm) -> usize {
    wrapping().find(|(other, _)| *other == algorithm).unwrap().1
}

#[test]
fn encrypted_keys_of_another_length() {
    for (algorithm, _) in wrapping() {
        for enc in ContentEncryption::ALL {
            for length in [1, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 32, 39, 40, 41, 48, 56, 64, 72, 80, 1000, 1024] {
                fails_at_the_tag(algorithm, *enc, &vec![0; length], &format!("{length} zeros"));
                fails_at_the_tag(algorithm, *enc, &scattered(2, length), &format!("{length} bytes"));
            }
        }
    }
}

#[test]
fn an_empty_encrypted_key_or_missing_parameters() {
    for (algorithm, key_bytes) in wrapping() {
        let recipient = DecryptionKey::symmetric(algorithm, &vec![7; key_bytes]).unwrap();
        let failed = Some(UnwrapError::Failed(DecryptFailed));
        let empty = KeyParameters {
            gcm_key_wrap: Some((&[0; 12], &[0; 16])),
            ..KeyParameters::new(ContentEncryption::A128Gcm, &[])
        };
        assert_eq!(recipient.content_key(&empty).err(), failed, "{algorithm}");
        assert_eq!(empty.operation(algorithm).err(), Some(DecryptFailed), "{algorithm}");
        if matches!(algorithm.row().kind, KeyManagementKind::AesGcmKeyWrap { .. }) {
            let bare = KeyParameters::new(ContentEncryption::A128Gcm, &[7; 16]);
            assert_eq!(recipient.content_key(&bare).err(), failed, "{algorithm} without iv and tag");
        }
    }
}

/// A valid wrap, whose key is good for another content encryption. Neither padded nor cut, it must not be used.
#[test]
fn a_wrapped_key_of_another_content_encryption() {
    for (algorithm, key_bytes) in wrapping() {
        let kek = scattered(3, key_bytes);
        let (sender, recipient) =
            (EncryptionKey::symmetric(algorithm, &kek).unwrap(), DecryptionKey::symmetric(algorithm, &kek).unwrap());
        for (wrapped_for, named) in ContentEncryption::ALL.iter().flat_map(|wrapped_for| {
            let others =
                ContentEncryption::ALL.iter().filter(|named| named.row().key_bytes != wrapped_for.row().key_bytes);
            others.map(move |named| (*wrapped_for, *named))
        }) {
            let established = sender.establish(wrapped_for, b"", b"").unwrap();
            let parameters = KeyParameters {
                gcm_key_wrap: established.gcm_key_wrap(),
                ..KeyParameters::new(named, established.encrypted_key())
            };
            let content = recipient.content_key(&parameters).unwrap();
            assert_eq!(content.algorithm(), named);
            // Had the key been cut or padded with zeros, a zero key would open this for an empty wrap.
            let iv = vec![0; named.row().iv_bytes];
            let mut buffer = b"content".to_vec();
            let zero = ContentEncrypter::new(named, &vec![0; named.row().key_bytes]).unwrap();
            let tag = zero.encrypt(&iv, b"", &mut buffer).unwrap();
            let opened = content.decrypt(&iv, b"", tag.as_bytes(), &mut buffer);
            assert_eq!(opened, Err(DecryptFailed), "{algorithm}, {wrapped_for} as {named}");
        }
    }
}
