//! Points on the NIST curves and on secp256k1. The backend would also read compressed, hybrid and wrapped forms; here a point is two coordinates of the exact
//! length. Attack 86.

use jose_core::{Curve, JwsAlgorithm, KeyManagementAlgorithm, KeyType};
use jose_crypto::{EncryptionKey, EphemeralPublicKey, KeyError, VerifyingKey, material::PublicMaterial};

use crate::keys::{self, POINTS, altered, field, plus};

const OFF_CURVE: KeyError = KeyError::Invalid { what: "the point is not on the curve" };

fn coordinates(curve: Curve) -> (Vec<u8>, Vec<u8>) {
    match keys::public(curve) {
        PublicMaterial::Ec { x, y, .. } => (x, y),
        other => panic!("{other:?}"),
    }
}

fn signature_algorithm(curve: Curve) -> JwsAlgorithm {
    match curve {
        Curve::P256 => JwsAlgorithm::Es256,
        Curve::P384 => JwsAlgorithm::Es384,
        Curve::Secp256k1 => JwsAlgorithm::Es256K,
        _ => JwsAlgorithm::Es512,
    }
}

fn refusal(material: &PublicMaterial, curve: Curve) -> Option<KeyError> {
    let error = material.check().err();
    assert_eq!(VerifyingKey::new(signature_algorithm(curve), material).err(), error);
    for algorithm in [KeyManagementAlgorithm::EcdhEs, KeyManagementAlgorithm::EcdhEsA256Kw] {
        let refused = EncryptionKey::new(algorithm, material).err();
        if curve == Curve::Secp256k1 {
            assert!(refused.is_some(), "a curve for signatures only");
        } else {
            assert_eq!(refused, error);
        }
    }
    error
}

#[test]
fn every_other_form_has_another_length() {
    for curve in POINTS {
        let (x, y) = coordinates(curve);
        let subject_public_key_info = vec![0x30; 26 + x.len() + y.len()];
        let cases = [
            ("both empty", vec![], vec![]),
            ("x empty", vec![], y.clone()),
            ("y empty", x.clone(), vec![]),
            ("compressed", [&[2][..], &x].concat(), vec![]),
            ("compressed, beside y", [&[3][..], &x].concat(), y.clone()),
            ("uncompressed in x", [&[4][..], &x, &y].concat(), vec![]),
            ("uncompressed in x, beside y", [&[4][..], &x, &y].concat(), y.clone()),
            ("hybrid in x", [&[6][..], &x, &y].concat(), vec![]),
            ("hybrid, split", [&[7][..], &x].concat(), y.clone()),
            ("infinity in x", vec![0], vec![]),
            ("SubjectPublicKeyInfo in x", subject_public_key_info.clone(), vec![]),
            ("SubjectPublicKeyInfo, split", subject_public_key_info, y.clone()),
            ("x and y joined", [&*x, &y].concat(), vec![]),
            ("x with a leading zero", [&[0][..], &x].concat(), y.clone()),
            ("y with a leading zero", x.clone(), [&[0][..], &y].concat()),
            ("x without its first byte", x[1..].to_vec(), y.clone()),
            ("y without its last byte", x.clone(), y[..y.len() - 1].to_vec()),
            ("a byte moved from y to x", [&*x, &y[..1]].concat(), y[1..].to_vec()),
            ("far too long", vec![1; 10_000], vec![1; 10_000]),
        ];
        for (name, x, y) in cases {
            let ephemeral = EphemeralPublicKey::new(curve, &x, Some(&y)).err();
            let signs_only = curve == Curve::Secp256k1;
            let error = refusal(&PublicMaterial::Ec { curve, x, y }, curve);
            assert_eq!(error.as_ref().map(KeyError::code), Some("key.length"), "{curve}, {name}: {error:?}");
            assert!(ephemeral == error || signs_only && ephemeral.is_some(), "{curve}, {name}: {ephemeral:?}");
        }
    }
}

#[test]
fn points_that_are_not_on_the_curve() {
    for curve in POINTS {
        let (x, y) = coordinates(curve);
        let width = x.len();
        let small = |value: u8| [vec![0; width - 1], vec![value]].concat();
        let cases = [
            ("infinity as zeros", small(0), small(0)),
            ("(0, 1)", small(0), small(1)),
            ("(1, 1)", small(1), small(1)),
            ("another x", altered(&x, width - 1), y.clone()),
            ("another y", x.clone(), altered(&y, width - 1)),
            ("coordinates swapped", y.clone(), x.clone()),
            ("x twice", x.clone(), x.clone()),
            ("y is zero", x.clone(), small(0)),
            ("y is the field", x.clone(), field(curve)),
            ("x is the field", field(curve), y.clone()),
            ("x is the field plus one", plus(&field(curve), 1), y.clone()),
            ("all ones", vec![0xff; width], vec![0xff; width]),
        ];
        for (name, x, y) in cases {
            let error = refusal(&PublicMaterial::Ec { curve, x, y }, curve);
            assert_eq!(error, Some(OFF_CURVE), "{curve}, {name}");
        }
    }
}

#[test]
fn points_on_the_curve_are_allowed() {
    for curve in POINTS {
        assert_eq!(refusal(&keys::public(curve), curve), None, "{curve}");
    }
}

#[test]
fn a_point_under_the_name_of_another_curve() {
    let (x, y) = coordinates(Curve::P256);
    for (curve, code) in [
        (Curve::P384, "key.length"),
        (Curve::P521, "key.length"),
        (Curve::X25519, "key.curve"),
        (Curve::Ed25519, "key.curve"),
    ] {
        let material = PublicMaterial::Ec { curve, x: x.clone(), y: y.clone() };
        assert_eq!(material.check().map_err(|error| error.code()), Err(code), "{curve}");
    }
    for curve in POINTS {
        let material = PublicMaterial::Okp { curve, x: x.clone() };
        let error = KeyError::WrongCurve { algorithm: "an octet key pair", found: curve };
        assert_eq!(material.check(), Err(error), "{curve}");
    }
}

#[test]
fn ephemeral_keys_have_the_coordinates_of_their_curve() {
    let (x, y) = coordinates(Curve::P256);
    for (name, curve, y, code) in [
        ("no y", Curve::P256, None, "key.invalid"),
        ("y on X25519", Curve::X25519, Some(&*y), "key.invalid"),
        ("no key agreement", Curve::Ed25519, None, "key.curve"),
        ("no key agreement, with y", Curve::Ed25519, Some(&*y), "key.curve"),
        ("signatures only", Curve::Secp256k1, Some(&*y), "key.curve"),
        ("a larger curve", Curve::P384, Some(&*y), "key.length"),
    ] {
        let error = EphemeralPublicKey::new(curve, &x, y).err().map(|error| error.code());
        assert_eq!(error, Some(code), "{name}");
    }
    let key = EphemeralPublicKey::new(Curve::P256, &x, Some(&y)).unwrap();
    assert_eq!((key.x(), key.y(), key.curve()), (&*x, Some(&*y), Curve::P256));
    assert_eq!(key.encoded(), [&[4], &*x, &*y].concat());
}

#[test]
fn a_point_fits_no_algorithm_of_another_curve() {
    for curve in POINTS {
        let material = keys::public(curve);
        for algorithm in JwsAlgorithm::ALL {
            let error = VerifyingKey::new(*algorithm, &material).err();
            let name = algorithm.name();
            let expected = match algorithm.row() {
                row if row.curves.contains(&curve) => None,
                row if row.key_type == KeyType::Ec => Some(KeyError::WrongCurve { algorithm: name, found: curve }),
                _ => Some(KeyError::WrongKeyType { algorithm: name, found: KeyType::Ec }),
            };
            assert_eq!(error, expected, "{algorithm}, {curve}");
        }
    }
}
