//! Every algorithm with every content encryption, and that no algorithm opens what another sealed.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{DecryptionKey, EncryptError, EncryptionKey, KeyError};

use crate::{
    keys,
    message::{Message, PLAINTEXT, Stopped, pairs},
};

#[test]
fn every_algorithm_with_every_content_encryption() {
    assert_eq!((KeyManagementAlgorithm::ALL.len(), ContentEncryption::ALL.len()), (15, 6));
    for enc in ContentEncryption::ALL {
        for pair in pairs(*enc) {
            let message = Message::seal(&pair.sender, *enc, b"Alice", b"Bob");
            assert_eq!(message.open(&pair.recipient).as_deref(), Ok(PLAINTEXT), "{}, {enc}", pair.name);
        }
    }
}

#[test]
fn what_the_recipient_needs_is_there_and_nothing_else() {
    for enc in ContentEncryption::ALL {
        for pair in pairs(*enc) {
            let message = Message::seal(&pair.sender, *enc, b"", b"");
            let (wrapped, gcm, ephemeral) = match pair.algorithm.row().kind {
                KeyManagementKind::Direct => (0, false, false),
                KeyManagementKind::AesKeyWrap { .. } => (enc.row().key_bytes + 8, false, false),
                KeyManagementKind::AesGcmKeyWrap { .. } => (enc.row().key_bytes, true, false),
                KeyManagementKind::RsaOaep(_) => (256, false, false),
                KeyManagementKind::EcdhEs => (0, false, true),
                _ => (enc.row().key_bytes + 8, false, true),
            };
            let name = format!("{}, {enc}", pair.name);
            assert_eq!(message.encrypted_key.len(), wrapped, "{name}");
            assert_eq!(message.gcm_key_wrap.is_some(), gcm, "{name}");
            assert_eq!(message.ephemeral.is_some(), ephemeral, "{name}");
            assert_eq!((message.iv.len(), message.tag.len()), (enc.row().iv_bytes, enc.row().tag_bytes), "{name}");
            assert_eq!((pair.sender.algorithm(), pair.recipient.algorithm()), (pair.algorithm, pair.algorithm));
            let bound = (pair.algorithm == KeyManagementAlgorithm::Dir).then_some(*enc);
            assert_eq!((pair.sender.content_encryption(), pair.recipient.content_encryption()), (bound, bound));
        }
    }
}

/// Attack 7: one algorithm never opens what another sealed, even under the same key material.
#[test]
fn no_algorithm_opens_what_another_sealed() {
    let enc = ContentEncryption::A256Gcm;
    let agreement = [
        KeyManagementAlgorithm::EcdhEs,
        KeyManagementAlgorithm::EcdhEsA128Kw,
        KeyManagementAlgorithm::EcdhEsA192Kw,
        KeyManagementAlgorithm::EcdhEsA256Kw,
    ];
    let rsa = [
        KeyManagementAlgorithm::RsaOaep,
        KeyManagementAlgorithm::RsaOaep256,
        KeyManagementAlgorithm::RsaOaep384,
        KeyManagementAlgorithm::RsaOaep512,
    ];
    for (material, family) in [
        (keys::private(Curve::P256), agreement),
        (keys::private(Curve::P521), agreement),
        (keys::private(Curve::X25519), agreement),
        (keys::rsa(), rsa),
    ] {
        for made in family {
            let message = Message::seal(&EncryptionKey::new(made, &material.public()).unwrap(), enc, b"", b"");
            for tried in family.into_iter().filter(|tried| *tried != made) {
                let opened = message.open(&DecryptionKey::new(tried, &material).unwrap());
                assert!(opened.is_err(), "{made} as {tried}");
            }
        }
    }
    let key = [7; 32];
    for (made, tried) in [
        (KeyManagementAlgorithm::A256Kw, KeyManagementAlgorithm::A256GcmKw),
        (KeyManagementAlgorithm::A256GcmKw, KeyManagementAlgorithm::A256Kw),
    ] {
        let message = Message::seal(&EncryptionKey::symmetric(made, &key).unwrap(), enc, b"", b"");
        assert!(message.open(&DecryptionKey::symmetric(tried, &key).unwrap()).is_err(), "{made} as {tried}");
    }
}

#[test]
fn no_key_opens_what_was_meant_for_another() {
    for enc in [ContentEncryption::A128Gcm, ContentEncryption::A256CbcHs512] {
        for (one, other) in pairs(enc).into_iter().zip(pairs(enc)) {
            if matches!(
                one.algorithm.row().kind,
                KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. }
            ) {
                let message = Message::seal(&one.sender, enc, b"", b"");
                assert!(matches!(message.open(&other.recipient), Err(Stopped::AtTheTag(_))), "{}", one.name);
            }
        }
    }
}

#[test]
fn a_direct_key_works_with_its_own_content_encryption_only() {
    for enc in ContentEncryption::ALL {
        let key = EncryptionKey::direct(*enc, &vec![7; enc.row().key_bytes]).unwrap();
        for asked in ContentEncryption::ALL.iter().filter(|asked| *asked != enc) {
            let error = EncryptError::ContentEncryption { key: *enc, asked: *asked };
            assert_eq!(key.establish(*asked, b"", b"").err(), Some(error));
        }
    }
}

#[test]
fn public_keys_fit_only_the_algorithms_of_their_type() {
    let curves = [Curve::P256, Curve::P384, Curve::P521, Curve::X25519, Curve::Ed25519];
    for material in curves.map(keys::public).into_iter().chain([keys::rsa().public()]) {
        for algorithm in KeyManagementAlgorithm::ALL {
            let agrees = material.curve() != Some(Curve::Ed25519);
            let fits = algorithm.row().key_types.contains(&material.key_type()) && agrees;
            let error = EncryptionKey::new(*algorithm, &material).err();
            assert_eq!(error.is_none(), fits, "{algorithm}, {material:?}");
            assert!(
                matches!(error, None | Some(KeyError::WrongKeyType { .. } | KeyError::WrongCurve { .. })),
                "{algorithm}: {error:?}"
            );
        }
    }
}

#[test]
fn keys_keep_their_names_and_can_be_shared() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let pair = pairs(ContentEncryption::A128Gcm).remove(0);
    shared(&pair.sender);
    shared(&pair.recipient);
    assert_eq!((pair.sender.key_id(), pair.recipient.key_id()), (None, None));
    let (sender, recipient) = (pair.sender.clone().with_key_id("1"), pair.recipient.clone().with_key_id("2"));
    assert_eq!((sender.key_id(), recipient.key_id()), (Some("1"), Some("2")));
    assert_eq!((pair.sender.key_id(), pair.recipient.key_id()), (None, None));
    let message = Message::seal(&sender, ContentEncryption::A128Gcm, b"", b"");
    assert_eq!(message.open(&pair.recipient).as_deref(), Ok(PLAINTEXT));
}
