//! Every algorithm with every content encryption, and that no algorithm opens what another sealed.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{DecryptionKey, EncryptError, EncryptionKey, KeyError};

use crate::{
    keys,
    message::{Message, PLAINTEXT, Stopped, curves, pairs},
};

#[test]
fn every_algorithm_with_every_content_encryption() {
    assert_eq!((KeyManagementAlgorithm::ALL.len(), ContentEncryption::ALL.len()), (35, 6));
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
                KeyManagementKind::AesKeyWrap { .. } | KeyManagementKind::Pbes2AesKeyWrap { .. } => {
                    (enc.row().key_bytes + 8, false, false)
                }
                KeyManagementKind::AesGcmKeyWrap { .. } => (enc.row().key_bytes, true, false),
                KeyManagementKind::RsaOaep(_) => (256, false, false),
                KeyManagementKind::EcdhEs => (0, false, true),
                KeyManagementKind::HpkeKeyEncryption(_) => (enc.row().key_bytes + 16, false, false),
                _ => (enc.row().key_bytes + 8, false, true),
            };
            let name = format!("{}, {enc}", pair.name);
            assert_eq!(message.encrypted_key.len(), wrapped, "{name}");
            assert_eq!(message.gcm_key_wrap.is_some(), gcm, "{name}");
            assert_eq!(message.ephemeral.is_some(), ephemeral, "{name}");
            let rounds = message.password.as_ref().map(|(salt, rounds)| (salt.len(), *rounds));
            let is_password = matches!(pair.algorithm.row().kind, KeyManagementKind::Pbes2AesKeyWrap { .. });
            assert_eq!(rounds, is_password.then_some((16, 1000)), "{name}");
            let encapsulates = matches!(pair.algorithm.row().kind, KeyManagementKind::HpkeKeyEncryption(_));
            assert_eq!(message.encapsulated_key.is_some(), encapsulates, "{name}");
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

/// What a key must be for an algorithm is asked first, and only then whether this build has the algorithm.
#[test]
fn public_keys_fit_only_the_algorithms_of_their_type() {
    let materials = curves().into_iter().chain([Curve::Ed25519]).map(keys::private).chain([keys::rsa()]);
    for material in materials {
        let public = material.public();
        for algorithm in KeyManagementAlgorithm::ALL {
            let row = algorithm.row();
            let suits = row.key_types.contains(&public.key_type())
                && public.curve().is_none_or(|curve| row.curves.contains(&curve));
            let built_in = row.feature.is_none() || cfg!(feature = "hpke-unstable");
            for (error, key) in [
                (EncryptionKey::new(*algorithm, &public).err(), "encryption"),
                (DecryptionKey::new(*algorithm, &material).err(), "decryption"),
            ] {
                let expected = match &error {
                    None => suits && built_in && *algorithm != KeyManagementAlgorithm::Rsa15,
                    Some(KeyError::WrongKeyType { .. } | KeyError::WrongCurve { .. }) => !suits,
                    Some(KeyError::Invalid { .. }) => suits && *algorithm == KeyManagementAlgorithm::Rsa15,
                    Some(KeyError::FeatureNeeded { what, feature }) => {
                        suits && !built_in && (*what, Some(*feature)) == (row.name, row.feature)
                    }
                    Some(_) => false,
                };
                assert!(expected, "{algorithm}, {key}, {public:?}: {error:?}");
            }
        }
    }
}

#[test]
fn shared_secrets_fit_only_the_algorithms_that_wrap_under_them() {
    for algorithm in KeyManagementAlgorithm::ALL {
        let fits = matches!(
            algorithm.row().kind,
            KeyManagementKind::AesKeyWrap { key_bytes: 16 } | KeyManagementKind::AesGcmKeyWrap { key_bytes: 16 }
        );
        assert_eq!(EncryptionKey::symmetric(*algorithm, &[7; 16]).is_ok(), fits, "{algorithm}");
        assert_eq!(DecryptionKey::symmetric(*algorithm, &[7; 16]).is_ok(), fits, "{algorithm}");
        let is_password = matches!(algorithm.row().kind, KeyManagementKind::Pbes2AesKeyWrap { .. });
        assert_eq!(EncryptionKey::password(*algorithm, &[7; 16]).is_ok(), is_password, "{algorithm}");
        assert_eq!(DecryptionKey::password(*algorithm, &[7; 16]).is_ok(), is_password, "{algorithm}");
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
