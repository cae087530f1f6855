//! Keys of material that was checked before: they do what keys of unchecked material do, and refuse what those refuse.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets the unexpected should panic"
)]

#[path = "support/keys.rs"]
mod keys;

use std::sync::Arc;

use jose_core::{Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType, SecretBytes};
use jose_crypto::{
    DecryptionKey, OperationError, SigningKey, VerifyingKey,
    material::{CheckedPrivate, CheckedPublic, PrivateMaterial, PublicMaterial},
    remote::Sign,
};

const MESSAGE: &[u8] = b"header.payload";

fn asymmetric() -> impl Iterator<Item = JwsAlgorithm> {
    keys::signature_algorithms().into_iter().filter(|algorithm| algorithm.row().key_type != KeyType::Oct)
}

/// A second copy of the same numbers.
fn copy(material: &PrivateMaterial) -> PrivateMaterial {
    match material {
        PrivateMaterial::Rsa(_) => keys::rsa(),
        PrivateMaterial::Ec { curve, x, y, d } => {
            PrivateMaterial::Ec { curve: *curve, x: x.clone(), y: y.clone(), d: d.duplicate() }
        }
        PrivateMaterial::Okp { curve, x, d } => PrivateMaterial::Okp { curve: *curve, x: x.clone(), d: d.duplicate() },
        PrivateMaterial::Akp { algorithm, public_key, seed } => {
            PrivateMaterial::Akp { algorithm: *algorithm, public_key: public_key.clone(), seed: seed.duplicate() }
        }
        _ => panic!("a new type of key"),
    }
}

#[test]
fn every_algorithm_signs_and_verifies_with_checked_keys() {
    for algorithm in asymmetric() {
        let material = keys::for_signing(algorithm);
        let private = CheckedPrivate::new(copy(&material)).unwrap();
        let public = CheckedPublic::new(material.public()).unwrap();
        assert_eq!(private.public(), public, "{algorithm}");
        let others = SigningKey::new(algorithm, &material).unwrap();
        let checked = SigningKey::from_checked(algorithm, &private).unwrap();
        for signing in [&others, &checked] {
            let signature = signing.sign(MESSAGE).unwrap();
            // The public half comes with a parsed point in one of them and without in the other.
            for public in [&public, &private.public()] {
                let verifying = VerifyingKey::from_checked(algorithm, public).unwrap();
                assert!(verifying.verify(MESSAGE, &signature).is_ok(), "{algorithm}");
                assert!(verifying.verify(b"header.tampered", &signature).is_err(), "{algorithm}");
            }
        }
    }
}

#[test]
fn a_checked_key_is_refused_for_every_algorithm_that_the_same_unchecked_key_is_refused_for() {
    let mut refused = 0;
    for own in asymmetric() {
        let material = keys::for_signing(own);
        let (private, public) =
            (CheckedPrivate::new(copy(&material)).unwrap(), CheckedPublic::new(material.public()).unwrap());
        for algorithm in JwsAlgorithm::ALL.iter().copied() {
            let (signing, verifying) =
                (SigningKey::new(algorithm, &material).err(), VerifyingKey::new(algorithm, &material.public()).err());
            assert_eq!(SigningKey::from_checked(algorithm, &private).err(), signing, "{own} as {algorithm}");
            assert_eq!(VerifyingKey::from_checked(algorithm, &public).err(), verifying, "{own} as {algorithm}");
            refused += usize::from(signing.is_some());
        }
        for algorithm in KeyManagementAlgorithm::ALL.iter().copied() {
            let unchecked = DecryptionKey::new(algorithm, &material).err();
            assert_eq!(DecryptionKey::from_checked(algorithm, &private).err(), unchecked, "{own} as {algorithm}");
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn whatever_the_check_refuses_is_never_a_checked_key() {
    let (n, e) = match keys::rsa().public() {
        PublicMaterial::Rsa { n, e } => (n, e),
        other => panic!("{other:?}"),
    };
    let PublicMaterial::Ec { curve, x, y } = keys::public(Curve::P256) else { panic!("no EC key") };
    let cases = [
        ("an even modulus", PublicMaterial::Rsa { n: keys::altered(&n, n.len() - 1), e }),
        ("an exponent of 1", PublicMaterial::Rsa { n, e: vec![1] }),
        ("a point off its curve", PublicMaterial::Ec { curve, x: x.clone(), y: keys::altered(&y, 31) }),
        ("a short coordinate", PublicMaterial::Ec { curve, x: x[1..].to_vec(), y: y.clone() }),
        ("a point of another curve", PublicMaterial::Ec { curve: Curve::P384, x, y }),
        ("small order", PublicMaterial::Okp { curve: Curve::Ed25519, x: vec![0; 32] }),
        ("not canonical", PublicMaterial::Okp { curve: Curve::X25519, x: vec![0xff; 32] }),
    ];
    for (name, material) in cases {
        let refusal = material.check().unwrap_err();
        assert_eq!(CheckedPublic::new(material).err(), Some(refusal), "{name}");
    }
}

#[test]
fn halves_that_do_not_belong_together_are_never_a_checked_key() {
    for algorithm in asymmetric().filter(|algorithm| algorithm.row().key_type != KeyType::Akp) {
        let swapped = match (copy(&keys::for_signing(algorithm)), keys::for_signing(algorithm)) {
            (PrivateMaterial::Rsa(mut one), _) => {
                one.d = SecretBytes::from(keys::altered(one.d.expose(), 40).as_slice());
                PrivateMaterial::Rsa(one)
            }
            (PrivateMaterial::Ec { curve, x, y, .. }, PrivateMaterial::Ec { d, .. }) => {
                PrivateMaterial::Ec { curve, x, y, d }
            }
            (PrivateMaterial::Okp { curve, x, .. }, PrivateMaterial::Okp { d, .. }) => {
                PrivateMaterial::Okp { curve, x, d }
            }
            (other, _) => panic!("{other:?}"),
        };
        let refusal = swapped.check().unwrap_err();
        assert_eq!(CheckedPrivate::new(swapped).err(), Some(refusal), "{algorithm}");
    }
}

#[test]
fn every_key_knows_how_long_its_signatures_are() {
    for algorithm in keys::signature_algorithms() {
        let key = match algorithm.row().key_type {
            KeyType::Oct => SigningKey::hmac(algorithm, &[7; 64]).unwrap(),
            _ => SigningKey::new(algorithm, &keys::for_signing(algorithm)).unwrap(),
        };
        assert_eq!(key.signature_bytes(), Some(key.sign(MESSAGE).unwrap().len()), "{algorithm}");
    }
}

/// A device that is asked for nothing but what it is.
struct Device(JwsAlgorithm);

impl Sign for Device {
    fn algorithm(&self) -> JwsAlgorithm {
        self.0
    }

    fn key_id(&self) -> Option<&str> {
        None
    }

    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, OperationError> {
        Err(OperationError::Backend)
    }
}

#[test]
fn of_a_key_in_a_device_only_the_algorithm_tells_how_long_its_signatures_are() {
    for algorithm in JwsAlgorithm::ALL.iter().copied() {
        let key = SigningKey::remote(Arc::new(Device(algorithm)));
        assert_eq!(key.signature_bytes(), algorithm.row().signature_bytes, "{algorithm}");
    }
}
