//! Devices that return something else than the key.

use jose_core::{ContentEncryption, Curve, KeyManagementAlgorithm, registry::KeyManagementKind};
use jose_crypto::{
    DecryptFailed, EphemeralPublicKey, KeyParameters, OperationError, UnwrapError, material::PublicMaterial,
};

use crate::{
    in_devices,
    keys::{self, scattered},
    unwrapping::{GCM, alice, assert_opens, by_every_way, derived, encrypted_key, unwrapping, x25519},
    vault::Vault,
};

/// Attack 77, in a device: a key of another length is neither cut nor padded, and not reported.
#[test]
fn a_device_that_returns_a_key_of_another_length() {
    for algorithm in unwrapping() {
        for enc in ContentEncryption::ALL {
            let (needed, wrapped) = (enc.row().key_bytes, encrypted_key(algorithm, *enc));
            for length in [0, 1, 8, 15, 16, 17, 24, 31, 32, 33, 48, 63, 64, 65, 256]
                .into_iter()
                .filter(|length| *length != needed)
            {
                let answer: Vec<u8> = scattered(2, needed).into_iter().chain([0; 256]).take(length).collect();
                let vault = Vault::answering(algorithm, &wrapped, &answer);
                let name = format!("{algorithm}, {enc}, {length} bytes");
                let parameters = KeyParameters::new(*enc, &wrapped);
                assert_opens(vault, &parameters, &scattered(2, needed), Err(DecryptFailed), &name);
            }
        }
    }
}

fn agreeing_keys() -> Vec<(EphemeralPublicKey, usize)> {
    let point = |curve| match keys::public(curve) {
        PublicMaterial::Ec { x, y, .. } => EphemeralPublicKey::new(curve, &x, Some(&y)).unwrap(),
        PublicMaterial::Okp { x, .. } => x25519(&x),
        other => panic!("{other:?}"),
    };
    [Curve::P256, Curve::P384, Curve::P521, Curve::X25519]
        .map(|curve| (point(curve), curve.row().coordinate_bytes))
        .into()
}

/// A device that cuts the leading zeros of the secret, returns the whole point or nothing at all would derive another key than the sender, or
/// one that everybody can derive.
#[test]
fn a_device_that_returns_a_secret_of_another_length() {
    for (ephemeral, needed) in agreeing_keys() {
        let parameters = KeyParameters { ephemeral: Some(&ephemeral), ..KeyParameters::new(GCM, &[]) };
        for length in [0, 1, 31, 32, 33, 48, 65, 66, 67, 97, 133] {
            let secret = scattered(4, length);
            let vault = Vault::answering(KeyManagementAlgorithm::EcdhEs, ephemeral.encoded(), &secret);
            let expected = if length == needed { Ok(()) } else { Err(DecryptFailed) };
            let name = format!("{}, {length} bytes", ephemeral.curve());
            assert_opens(vault, &parameters, &derived(&secret), expected, &name);
        }
    }
}

/// RFC 7748, section 6.1: a secret of zeros means that the sender's key has small order.
#[test]
fn a_device_that_returns_zeros() {
    let ephemeral = x25519(&[9; 32]);
    let parameters = KeyParameters { ephemeral: Some(&ephemeral), ..KeyParameters::new(GCM, &[]) };
    let vault = Vault::answering(KeyManagementAlgorithm::EcdhEs, ephemeral.encoded(), &[0; 32]);
    assert_opens(vault, &parameters, &derived(&[0; 32]), Err(DecryptFailed), "zeros");
}

#[test]
fn a_device_that_cannot_be_asked_is_reported() {
    let ephemeral = alice();
    for algorithm in &in_devices().collect::<Vec<_>>() {
        let wrapped = match algorithm.row().kind {
            KeyManagementKind::AesGcmKeyWrap { .. } => scattered(1, 32),
            KeyManagementKind::EcdhEs => vec![],
            KeyManagementKind::EcdhEsAesKeyWrap { .. } => scattered(1, 40),
            _ => encrypted_key(*algorithm, GCM),
        };
        let parameters = KeyParameters {
            ephemeral: Some(&ephemeral),
            gcm_key_wrap: Some((&[0; 12], &[0; 16])),
            ..KeyParameters::new(GCM, &wrapped)
        };
        for error in [OperationError::Backend, OperationError::Remote("no session".into())] {
            for content in by_every_way(Vault::broken(*algorithm, error.clone()), &parameters) {
                assert_eq!(content.err(), Some(UnwrapError::Operation(error.clone())), "{algorithm}");
            }
        }
    }
}
