//! What a device is asked, and what it is never asked.

use std::sync::Arc;

use jose_core::{Curve, KeyManagementAlgorithm, SecretBytes, registry::KeyManagementKind};
use jose_crypto::{
    DecryptFailed, DecryptionKey, EphemeralPublicKey, KeyError, KeyParameters, UnwrapError, content::ContentEncrypter,
    remote::KeyOperation,
};

use crate::{
    in_devices,
    keys::{self, scattered},
    unwrapping::{GCM, alice, derived, unwrapping, x25519},
    vault::Vault,
};

#[test]
fn the_operation_is_that_of_the_algorithm() {
    let ephemeral = alice();
    let parameters = KeyParameters {
        ephemeral: Some(&ephemeral),
        gcm_key_wrap: Some((&[1; 12], &[2; 16])),
        ..KeyParameters::new(GCM, &[])
    };
    for algorithm in KeyManagementAlgorithm::ALL {
        let wrapped = match algorithm.row().kind {
            KeyManagementKind::AesGcmKeyWrap { .. } => scattered(1, 32),
            KeyManagementKind::EcdhEs => vec![],
            KeyManagementKind::RsaOaep(_) => scattered(1, 384),
            _ => scattered(1, 40),
        };
        let parameters = KeyParameters { encrypted_key: &wrapped, ..parameters };
        match (algorithm.row().kind, parameters.operation(*algorithm)) {
            (
                KeyManagementKind::AesKeyWrap { .. } | KeyManagementKind::RsaOaep(_),
                Ok(KeyOperation::Unwrap { encrypted_key }),
            ) => assert_eq!(encrypted_key, wrapped),
            (KeyManagementKind::AesGcmKeyWrap { .. }, Ok(KeyOperation::UnwrapWithGcm { encrypted_key, iv, tag })) => {
                assert_eq!((encrypted_key, iv, tag), (&*wrapped, &[1; 12], &[2; 16]));
            }
            (
                KeyManagementKind::EcdhEs | KeyManagementKind::EcdhEsAesKeyWrap { .. },
                Ok(KeyOperation::Agree { ephemeral: asked }),
            ) => assert_eq!(asked, &ephemeral),
            (_, asked) => {
                assert!(!in_devices().any(|known| known == *algorithm), "{algorithm}: {asked:?}");
                assert_eq!(asked.err(), Some(DecryptFailed), "{algorithm}");
            }
        }
    }
}

/// A shared key of the content, a password, RSA1_5 and HPKE have no operation that a device could do.
#[test]
fn the_rest_cannot_stay_in_a_device() {
    let mut refused = 0;
    for algorithm in KeyManagementAlgorithm::ALL {
        let key = DecryptionKey::remote(Arc::new(Vault::answering(*algorithm, &[], &[7; 32])));
        assert_eq!(key.is_ok(), in_devices().any(|known| known == *algorithm), "{algorithm}");
        if let Err(error) = key {
            assert_eq!(error.code(), "key.invalid", "{algorithm}: {error}");
            refused += 1;
        }
    }
    assert_eq!(refused, 1 + 3 + 1 + 16);
}

#[test]
fn parameters_that_lack_something_or_have_too_much() {
    let (ephemeral, wrapped) = (alice(), scattered(1, 40));
    let all = KeyParameters {
        ephemeral: Some(&ephemeral),
        gcm_key_wrap: Some((&[1; 12], &[2; 16])),
        ..KeyParameters::new(GCM, &wrapped)
    };
    for algorithm in KeyManagementAlgorithm::ALL {
        let refused = |parameters: KeyParameters<'_>, name| {
            assert_eq!(parameters.operation(*algorithm).err(), Some(DecryptFailed), "{algorithm}, {name}");
        };
        refused(KeyParameters { encrypted_key: &[7; 7], ..all }, "an encrypted key of 7 bytes");
        refused(KeyParameters { encrypted_key: &[7; 10_000], ..all }, "an encrypted key of 10,000 bytes");
        match algorithm.row().kind {
            KeyManagementKind::EcdhEs => {
                refused(all, "an encrypted key");
                refused(KeyParameters { ephemeral: None, encrypted_key: &[], ..all }, "no ephemeral key");
            }
            KeyManagementKind::EcdhEsAesKeyWrap { .. } => {
                refused(KeyParameters { ephemeral: None, ..all }, "no ephemeral key");
                refused(KeyParameters { encrypted_key: &[], ..all }, "no encrypted key");
            }
            KeyManagementKind::AesGcmKeyWrap { .. } => {
                refused(KeyParameters { gcm_key_wrap: None, ..all }, "no iv and tag");
                refused(KeyParameters { encrypted_key: &[], ..all }, "no encrypted key");
            }
            _ => refused(KeyParameters { encrypted_key: &[], ..all }, "no encrypted key"),
        }
    }
}
#[test]
fn a_direct_key_cannot_stay_in_a_device() {
    let vault = Vault::answering(KeyManagementAlgorithm::Dir, &[], &[7; 32]);
    let error = DecryptionKey::remote(Arc::new(vault)).err();
    assert!(matches!(error, Some(KeyError::Invalid { .. })), "{error:?}");
    for encrypted_key in [&[][..], &[7; 32]] {
        let parameters = KeyParameters::new(GCM, encrypted_key);
        assert_eq!(parameters.operation(KeyManagementAlgorithm::Dir).err(), Some(DecryptFailed));
        let secret = Ok(SecretBytes::new(vec![7; 32]));
        assert_eq!(
            parameters.finish(KeyManagementAlgorithm::Dir, secret).err(),
            Some(UnwrapError::Failed(DecryptFailed))
        );
    }
}

/// Attack 86: the device may not look. A point that is not on the curve gives away its private key bit by bit, so it is never asked.
#[test]
fn a_device_is_not_asked_to_agree_with_a_bad_point() {
    let good = alice();
    let y = good.y().unwrap();
    let bad = |x: &[u8], y: &[u8]| EphemeralPublicKey::new(Curve::P256, x, Some(y)).unwrap();
    let cases = [
        ("off the curve", bad(good.x(), &keys::altered(y, 31))),
        ("infinity", bad(&[0; 32], &[0; 32])),
        ("coordinates swapped", bad(y, good.x())),
        ("x above the field", bad(&[0xff; 32], y)),
        ("small order", x25519(&[0; 32])),
        ("small order, one", x25519(&[&[1][..], &[0; 31]].concat())),
        ("not canonical", x25519(&[0xff; 32])),
        ("a second spelling", x25519(&[&[9; 31][..], &[0x89]].concat())),
    ];
    let wrapped = scattered(1, 40);
    for (name, ephemeral) in cases {
        for (algorithm, encrypted_key) in
            [(KeyManagementAlgorithm::EcdhEs, &[][..]), (KeyManagementAlgorithm::EcdhEsA256Kw, &wrapped)]
        {
            let vault = Arc::new(Vault::answering(algorithm, ephemeral.encoded(), &[7; 32]));
            let parameters = KeyParameters { ephemeral: Some(&ephemeral), ..KeyParameters::new(GCM, encrypted_key) };
            assert_eq!(parameters.operation(algorithm).err(), Some(DecryptFailed), "{name}, {algorithm}");
            let key = DecryptionKey::remote(Arc::clone(&vault) as _).unwrap();
            let mut buffer = b"content".to_vec();
            let forger = ContentEncrypter::new(GCM, &derived(&[7; 32])).unwrap();
            let tag = forger.encrypt(&[7; 12], b"", &mut buffer).unwrap();
            let opened =
                key.content_key(&parameters).unwrap().decrypt(&[7; 12], b"", tag.as_bytes(), &mut buffer).err();
            assert_eq!((opened, vault.asked()), (Some(DecryptFailed), 0), "{name}, {algorithm}");
        }
    }
}

/// AES Key Wrap makes 8 bytes more than the key has. Another length cannot be right, so the device is spared.
#[test]
fn a_device_is_not_asked_to_unwrap_an_impossible_length() {
    for algorithm in
        unwrapping().filter(|algorithm| matches!(algorithm.row().kind, KeyManagementKind::AesKeyWrap { .. }))
    {
        for length in [1, 8, 16, 24, 32, 39, 41, 48, 72, 100_000] {
            let wrapped = vec![7; length];
            let vault = Arc::new(Vault::answering(algorithm, &wrapped, &[7; 32]));
            let key = DecryptionKey::remote(Arc::clone(&vault) as _).unwrap();
            assert!(key.content_key(&KeyParameters::new(GCM, &wrapped)).is_ok(), "{algorithm}, {length}");
            assert_eq!(vault.asked(), 0, "{algorithm}, {length}");
        }
    }
}
